//! Prints templates and records what they state.

use crate::bank::Bank;
use crate::money::Money;
use crate::page::chinese;
use crate::quantity::Key;
use crate::random::Random;
use crate::subject::Subject;
use crate::template::{Aspect, Piece, Slot, Template, Variant};
use crate::truth::Fact;
use std::collections::BTreeMap;

/// What a template cannot say of this department: another one is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

/// What is being spoken of.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    it: Option<Vec<Key>>,
    of: Option<Key>,
    names: BTreeMap<&'static str, String>,
    /// Code of the class or section that a list stands in.
    code: String,
    limited: &'static str,
}

/// A paragraph with its facts.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub text: String,
    pub facts: Vec<Fact>,
    /// Which way an amount moved was left open.
    pub open: bool,
    way: i64,
}

/// Prints templates of one disclosure.
pub struct Speaker<'a> {
    pub bank: &'a Bank,
    pub subject: &'a Subject,
    /// The heading over the paragraph limits the fund that it does not name.
    pub part: u8,
    /// Directions are left as the template had them: 增加（减少）.
    pub open: bool,
}

impl Speaker<'_> {
    /// Prints a template.
    pub fn say(&self, template: &Template, also: &[String], random: &mut Random) -> Result<Said, Unfit> {
        let mut said = Said::default();
        self.print(template, &Scope::default(), &mut said, random)?;
        for slot in also {
            let silent = Template::parse(&format!("{{{slot}}}"), &[]).map_err(|_| Unfit)?;
            let text = said.text.clone();
            self.print(&silent, &Scope::default(), &mut said, random)?;
            said.text = text;
        }
        Ok(said)
    }

    fn print(&self, template: &Template, scope: &Scope, said: &mut Said, random: &mut Random) -> Result<(), Unfit> {
        for piece in &template.pieces {
            match piece {
                Piece::Text(text) => said.text.push_str(text),
                Piece::Word(word) => {
                    let text = self.word(word, scope, said.way, random)?;
                    said.text.push_str(&text);
                }
                Piece::Slot(slot) if slot.aspect == Aspect::Clause => self.clause(slot, scope, said, random)?,
                Piece::Slot(slot) => self.slot(slot, scope, said)?,
                Piece::Each { list, fund, body, separator } => {
                    let elements = self.list(list, fund, scope, random);
                    if elements.is_empty() {
                        return Err(Unfit);
                    }
                    for (i, mut element) in elements.into_iter().enumerate() {
                        if i > 0 {
                            said.text.push_str(separator);
                        }
                        element.names.insert("i", (i + 1).to_string());
                        element.names.insert("cn", chinese(i + 1));
                        self.print(body, &element, said, random)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn clause(&self, slot: &Slot, scope: &Scope, said: &mut Said, random: &mut Random) -> Result<(), Unfit> {
        let kind = self.subject.kind();
        let mut fitting: Vec<_> =
            self.bank.clause.iter().filter(|c| slot.words.first() == Some(&c.name) && (c.kind.is_empty() || c.kind == kind)).collect();
        random.shuffle(&mut fitting);
        let inner = Scope { it: slot.keys.clone().or_else(|| scope.it.clone()), ..scope.clone() };
        for clause in fitting {
            let mut attempt = said.clone();
            if self.print(&clause.template, &inner, &mut attempt, random).is_ok() {
                *said = attempt;
                return Ok(());
            }
        }
        Err(Unfit)
    }

    fn word(&self, word: &str, scope: &Scope, way: i64, random: &mut Random) -> Result<String, Unfit> {
        let s = self.subject;
        Ok(match word {
            "year" => s.year.to_string(),
            "last" => (s.year - 1).to_string(),
            "next" => (s.year + 1).to_string(),
            "place" => s.place.county.clone(),
            "province" => s.place.province.clone(),
            "prefecture" => s.place.prefecture.clone(),
            "level" => s.place.level(),
            "department" => s.printed.clone(),
            "full" => format!("{}{}", s.place.county, s.printed),
            "self" => s.own_name.clone(),
            "kind" => if s.final_accounts { "决算" } else { "预算" }.to_owned(),
            "stage_word" => if s.final_accounts { "支出" } else { "安排" }.to_owned(),
            "unit" => s.style.unit().to_owned(),
            "code" => s.unit_code.clone(),
            "as_of" => format!("{}年12月31日", s.as_of_year()),
            "institution_count" => s.department.institutions.len().to_string(),
            "preface" => random.pick(self.bank.words.get("preface").ok_or(Unfit)?).clone(),
            "reason" => {
                let way = match way.signum() {
                    1 => "up",
                    -1 => "down",
                    _ => "flat",
                };
                let fitting: Vec<_> = self.bank.reason.iter().filter(|r| r.way == way).collect();
                // An amount inside a reason is no fact.
                let amount = s.style.amount(Money(random.between(100, 9_000)), false);
                random.pick(&fitting).text.replace("{amount}", &amount)
            }
            "func_code" => scope.code.clone(),
            name => scope.names.get(name).ok_or(Unfit)?.clone(),
        })
    }

    fn slot(&self, slot: &Slot, scope: &Scope, said: &mut Said) -> Result<(), Unfit> {
        let keys = slot.keys.as_ref().or(scope.it.as_ref()).ok_or(Unfit)?;
        let first = keys.first().ok_or(Unfit)?;
        for key in keys {
            // One number for two facts: they must be equal, now and then.
            for variant in [Variant::Now, Variant::Last] {
                if self.subject.value(key, variant) != self.subject.value(first, variant) {
                    return Err(Unfit);
                }
            }
        }
        let of = slot.of.as_ref().or(scope.of.as_ref());
        let text = self.value_text(slot, first, of, said)?;
        said.text.push_str(&text);
        // An amount that may be up or down states no change.
        let open = self.open && !slot.nil && matches!(slot.aspect, Aspect::Delta | Aspect::Percent);
        said.open |= open;
        if slot.aspect != Aspect::Way && !slot.mute && !open {
            for key in keys {
                let fact = self.fact(slot, key, of)?;
                said.facts.push(fact);
            }
        }
        Ok(())
    }

    fn base(&self, slot: &Slot) -> Variant {
        slot.base.unwrap_or(if slot.aspect == Aspect::Done { Variant::Budget } else { Variant::Last })
    }

    fn value_text(&self, slot: &Slot, key: &Key, of: Option<&Key>, said: &mut Said) -> Result<String, Unfit> {
        let s = self.subject;
        let now = s.value(key, Variant::Now).ok_or(Unfit)?;
        let money = key.unit() == "wan_yuan";
        let amount = |m: Money| if money { s.style.amount(m, slot.bare) } else { m.0.to_string() };
        let percent = |text: String| if slot.bare { text } else { format!("{text}%") };
        // The slot's own words, or those of the bank.
        let word = |list: &str, at: usize| -> String {
            slot.words.get(at).cloned().or_else(|| self.bank.words.get(list)?.get(at).cloned()).unwrap_or_default()
        };
        match slot.aspect {
            Aspect::Level(variant) => Ok(amount(s.value(key, variant).ok_or(Unfit)?)),
            Aspect::None => {
                if now.0 == 0 {
                    Ok(slot.words.join(""))
                } else {
                    Err(Unfit)
                }
            }
            Aspect::Share => {
                let whole = s.value(of.ok_or(Unfit)?, Variant::Now).ok_or(Unfit)?;
                if whole.0 <= 0 { Err(Unfit) } else { Ok(percent(s.style.percent(now, whole))) }
            }
            Aspect::Done => {
                let base = s.value(key, self.base(slot)).ok_or(Unfit)?;
                if base.0 <= 0 { Err(Unfit) } else { Ok(percent(s.style.percent(now, base))) }
            }
            _ => {
                let base = s.value(key, self.base(slot)).ok_or(Unfit)?;
                let change = now - base;
                said.way = change.0;
                let up = change.0 > 0;
                match slot.aspect {
                    Aspect::Flat if change.0 == 0 => Ok(if slot.words.is_empty() { word("flat", 0) } else { slot.words.join("") }),
                    Aspect::FlatPercent if change.0 == 0 => Ok(slot.words.join("")),
                    Aspect::FlatPercent => Err(Unfit),
                    Aspect::Delta if slot.nil && change.0 == 0 => Ok(format!("{}{}", word("moved", 0), amount(change))),
                    Aspect::Percent if slot.nil && change.0 == 0 => Ok(format!("{}{}", word("grew", 0), percent("0".to_owned()))),
                    _ if change.0 == 0 || slot.nil => Err(Unfit),
                    // A direction told elsewhere closes what is left open.
                    Aspect::Way if self.open => Err(Unfit),
                    Aspect::Delta | Aspect::Percent if self.open && slot.unsigned => Err(Unfit),
                    Aspect::Way => Ok(slot.words.get(usize::from(!up)).cloned().unwrap_or_default()),
                    Aspect::Delta => {
                        let direction = match (slot.unsigned, self.open) {
                            (true, _) => String::new(),
                            (_, true) => format!("{}（{}）", word("moved", 0), word("moved", 1)),
                            _ => word("moved", usize::from(!up)),
                        };
                        Ok(format!("{direction}{}", amount(change.abs())))
                    }
                    Aspect::Percent if base.0 > 0 => {
                        let direction = match (slot.unsigned, self.open) {
                            (true, _) => String::new(),
                            (_, true) => format!("{}（{}）", word("grew", 0), word("grew", 1)),
                            _ => word("grew", usize::from(!up)),
                        };
                        Ok(format!("{direction}{}", percent(s.style.percent(change.abs(), base))))
                    }
                    _ => Err(Unfit),
                }
            }
        }
    }

    /// The fact that a slot states of a key.
    fn fact(&self, slot: &Slot, key: &Key, of: Option<&Key>) -> Result<Fact, Unfit> {
        let s = self.subject;
        let now = s.value(key, Variant::Now).ok_or(Unfit)?;
        let print = |m: Money| if key.unit() == "wan_yuan" { m.plain() } else { m.0.to_string() };
        let level = s.fact(key, Variant::Now, self.part, "prose");
        let base = self.base(slot);
        let signed = |change: Money, text: String| if change.0 < 0 { format!("-{text}") } else { text };
        Ok(match slot.aspect {
            Aspect::Level(variant) => {
                Fact { value: print(s.value(key, variant).ok_or(Unfit)?), ..s.fact(key, variant, self.part, "prose") }
            }
            Aspect::None => Fact { value: "0".to_owned(), ..level },
            Aspect::Share => {
                let whole = s.value(of.ok_or(Unfit)?, Variant::Now).ok_or(Unfit)?;
                Fact { aspect: "share_percent", value: s.style.percent(now, whole), unit: "percent", ..level }
            }
            Aspect::Done => {
                let reached = s.value(key, base).ok_or(Unfit)?;
                let value = s.style.percent(now, reached);
                Fact { aspect: "completion_percent", base: s.stage_of(key, base), value, unit: "percent", ..level }
            }
            Aspect::FlatPercent => {
                Fact { aspect: "change_percent", base: s.stage_of(key, base), value: "0".to_owned(), unit: "percent", ..level }
            }
            Aspect::Percent => {
                let from = s.value(key, base).ok_or(Unfit)?;
                let change = now - from;
                let value = if slot.nil { "0".to_owned() } else { signed(change, s.style.percent(change.abs(), from)) };
                Fact { aspect: "change_percent", base: s.stage_of(key, base), value, unit: "percent", ..level }
            }
            _ => {
                let change = now - s.value(key, base).ok_or(Unfit)?;
                Fact { aspect: "change", base: s.stage_of(key, base), value: print(change), ..level }
            }
        })
    }
}

mod lists;
