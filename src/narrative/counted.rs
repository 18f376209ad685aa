//! What a number with a counting word counts: projects, vehicles, trips, guests, equipment, people.

use super::clause::Lead;
use super::compose::Subject;
use super::lexicon::{Atom, Head, Word};
use super::people::Family;
use super::reader::Reader;
use super::recount::summed_up;
use super::scope::{Counting, FrameKind};
use super::token::{Kind, Token};
use crate::facts::{Measure, Part, ValueUnit};

/// A count that was understood.
pub(super) struct Counted {
    pub subject: Subject,
    pub unit: ValueUnit,
    /// It happened in the year (trips, purchases); else it is held at a date.
    pub flow: bool,
}

impl Counted {
    pub(super) fn of(key: Option<&str>, unit: ValueUnit, flow: bool) -> Self {
        let subject = Subject { item_key: key.map(str::to_owned), ..Subject::of(Measure::Quantity) };
        Counted { subject, unit, flow }
    }

    pub(super) fn people(key: Option<&str>) -> Self {
        let subject = Subject { item_key: key.map(str::to_owned), ..Subject::of(Measure::Headcount) };
        Counted { subject, unit: ValueUnit::Person, flow: false }
    }
}

impl Reader<'_> {
    pub(super) fn counted(&mut self, lead: &Lead, unit: ValueUnit, all: &[Token], i: usize) -> Option<Counted> {
        let bag = &lead.bag;
        if self.passage.part == Some(Part::Performance) || self.scope().performance && unit == ValueUnit::Item {
            return self.projects(lead, unit, all, i);
        }
        let assets = self.passage.part == Some(Part::StateAssets);
        let kinds = [Atom::Equipment, Atom::EquipmentGeneral, Atom::EquipmentSpecial, Atom::EquipmentLarge];
        let equipment = kinds.into_iter().any(|atom| bag.has(atom));
        match unit {
            ValueUnit::Vehicle | ValueUnit::Item if assets && self.behind_vehicles(lead) => {
                Some(Counted::of(Some("vehicles_kept"), ValueUnit::Vehicle, false))
            }
            ValueUnit::Vehicle => self.vehicles(lead),
            ValueUnit::Batch => self.receptions(lead, "reception_batches", ValueUnit::Batch),
            ValueUnit::Item | ValueUnit::Trip if bag.has(Atom::Group) && bag.has(Atom::Reception) => {
                self.receptions(lead, "reception_batches", ValueUnit::Batch)
            }
            ValueUnit::Trip if bag.has(Atom::Batch) && !bag.has(Atom::Overseas) => {
                self.receptions(lead, "reception_batches", ValueUnit::Batch)
            }
            ValueUnit::Trip if bag.has(Atom::Overseas) || bag.has(Atom::Group) => self.trips(lead, all, i),
            // 接待8次, 64人次.
            ValueUnit::Trip if bag.has(Atom::Reception) => self.receptions(lead, "reception_batches", ValueUnit::Batch),
            ValueUnit::Item if bag.has(Atom::Group) || bag.has(Atom::Overseas) && follows(all, i, Atom::Group) => self.trips(lead, all, i),
            ValueUnit::Item if bag.has(Atom::Reception) && follows(all, i, Atom::Batch) => {
                self.receptions(lead, "reception_batches", ValueUnit::Batch)
            }
            ValueUnit::Item if bag.has(Atom::Visitors) => self.receptions(lead, "reception_batches", ValueUnit::Batch),
            ValueUnit::Item if bag.has(Atom::Batch) => self.receptions(lead, "reception_batches", ValueUnit::Batch),
            // 执法执勤用车50台 among the cars that are kept.
            ValueUnit::Item if !equipment && self.whole().is_some_and(|w| w.starts_with("vehicles_")) => self.vehicles(lead),
            ValueUnit::Item if bag.has(Atom::Vehicle) && (assets || bag.has(Atom::Kept) || bag.has(Atom::Purchase)) => self.vehicles(lead),
            ValueUnit::Item if bag.head(Head::Posts) || !bag.heads.is_empty() && self.family() == Some(Family::Posts) => {
                self.people(lead, all, i)
            }
            ValueUnit::Item => self.equipment(lead),
            ValueUnit::Person => self.persons(lead, all, i),
            _ => None,
        }
    }

    /// 车辆86.97万元（3台）, 车辆余额86.32万元，共4台: a count without a name directly behind the value of the cars.
    fn behind_vehicles(&mut self, lead: &Lead) -> bool {
        let of_vehicles = |s: &Subject| s.measure == Measure::Assets && s.item_key.as_deref() == Some("vehicles");
        let unnamed = lead.bag.atoms.is_empty() && lead.bag.heads.is_empty() && !self.odd(lead) && !lead.price;
        let value = self.drafts.last().filter(|d| unnamed && of_vehicles(&d.subject));
        let Some(year) = value.map(|d| d.fact.year).filter(|_| self.scope().subject.as_ref().is_some_and(of_vehicles)) else {
            return false;
        };
        // They are of the day that their value is of.
        self.scope().stock_year = year;
        true
    }

    pub(super) fn in_bracket(&self) -> bool {
        self.stack.iter().any(|f| f.kind == FrameKind::Bracket)
    }

    /// The key of the count that the frame here is a breakdown of.
    pub(super) fn whole(&mut self) -> Option<String> {
        let parent = self.scope().parent?;
        self.drafts.get(parent).filter(|d| d.subject.measure == Measure::Quantity).and_then(|d| d.subject.item_key.clone())
    }

    pub(super) fn projects(&mut self, lead: &Lead, unit: ValueUnit, all: &[Token], i: usize) -> Option<Counted> {
        let before = lead.bag.has(Atom::Project) || among_projects(all, i);
        // 对20个项目支出进行绩效评价.
        let spending = all.get(i + 1).and_then(Token::word) == Some(Word::Component(crate::facts::Component::Project));
        let after = follows(all, i, Atom::Project) || spending;
        let rest = |atom| all[i + 1..].iter().take_while(|t| !t.boundary()).any(|t| t.word() == Some(Word::Atom(atom)));
        let targets = self.scope().performance || rest(Atom::Performance);
        let detail =
            lead.bag.has(Atom::PerformanceDetail) || rest(Atom::PerformanceDetail) || self.in_bracket() || lead.gap_after.is_some();
        // 共有项目10个，其中4个项目填报了绩效目标: the first that are counted for their targets.
        let among = self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open)
            && (self.projects_said() || self.money_of_projects_said());
        if unit != ValueUnit::Item || !(before || after) || !targets || detail || among {
            return None;
        }
        self.scope().performance = true;
        Some(Counted::of(Some("performance_projects"), ValueUnit::Item, true))
    }

    pub(super) fn vehicles(&mut self, lead: &Lead) -> Option<Counted> {
        let bag = &lead.bag;
        if bag.head(Head::Posts) {
            return None;
        }
        if self.whole().is_some_and(|w| w.starts_with("vehicles_")) {
            let flow = self.whole().as_deref() == Some("vehicles_purchased");
            let mut counted = Counted::of(None, ValueUnit::Vehicle, flow);
            counted.subject.item = super::about::label_of(lead)
                .and_then(|(s, e)| self.places.of(&self.passage, s, e))
                .map(|(_, text)| super::about::clean_label(&text));
            return counted.subject.item.is_some().then_some(counted);
        }
        let spoken = self.scope().heading == Some(Measure::ThreePublic);
        let named = bag.has(Atom::Vehicle) || spoken && (bag.has(Atom::Kept) || bag.has(Atom::Purchase));
        if !named || self.odd(lead) || lead.price {
            return None;
        }
        self.scope().counting = None;
        // 购置大型设备0台，车辆0辆: the verb goes on.
        let bought = bag.has(Atom::Purchase) || bag.has(Atom::Plan) || self.scope().purchasing && !bag.has(Atom::Kept) && !bag.noun;
        if bought {
            return Some(Counted::of(Some("vehicles_purchased"), ValueUnit::Vehicle, true));
        }
        Some(Counted::of(Some("vehicles_kept"), ValueUnit::Vehicle, false))
    }

    pub(super) fn trips(&mut self, lead: &Lead, all: &[Token], i: usize) -> Option<Counted> {
        let overseas = lead.bag.has(Atom::Overseas) || lead.bag.has(Atom::Group);
        if summed_up(&all[i + 1..]) {
            // 组织出国团组1个，参加其他单位出国团组1个，全年团组共计2个: parts of what is counted at the end.
            return None;
        }
        if !overseas || self.odd(lead) || self.in_bracket() && self.whole().is_some() {
            return None;
        }
        self.scope().counting = Some(Counting::Overseas);
        Some(Counted::of(Some("overseas_trips"), ValueUnit::Trip, true))
    }

    pub(super) fn odd(&self, lead: &Lead) -> bool {
        lead.gap_after.is_some() || self.prefix_unknown(lead)
    }

    pub(super) fn receptions(&mut self, lead: &Lead, key: &str, unit: ValueUnit) -> Option<Counted> {
        let bag = &lead.bag;
        let spoken = self.scope().subject.as_ref().is_some_and(|s| s.item_key.as_deref() == Some("official_reception"))
            || matches!(self.scope().counting, Some(Counting::Reception | Counting::Foreign));
        let guests = bag.has(Atom::Reception) || bag.has(Atom::Visitors) || bag.has(Atom::Visitor);
        if self.odd(lead) || !(guests || spoken) {
            return None;
        }
        // 国（境）外公务接待0批次，接待人次0人: the words name no guests of their own.
        let unnamed = lead.phrase.is_none() || bag.atoms.iter().all(|a| matches!(a, Atom::Reception | Atom::Persons | Atom::Batch));
        let goes_on = unnamed && self.scope().counting == Some(Counting::Foreign);
        if bag.has(Atom::Foreign) || goes_on {
            let mut counted = Counted::of(None, unit, true);
            counted.subject.item = lead.phrase.and_then(|(s, e)| self.places.of(&self.passage, s, e)).map(|(_, text)| text);
            if goes_on {
                counted.subject.item = self.drafts.last().and_then(|d| d.subject.item.clone());
            }
            self.scope().counting = Some(Counting::Foreign);
            return Some(counted);
        }
        let part = self.in_bracket() || self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open && f.scope.children > 0);
        if part && self.whole().is_some_and(|w| w.starts_with("reception_")) {
            return None;
        }
        self.scope().counting = Some(Counting::Reception);
        Some(Counted::of(Some(key), unit, true))
    }

    pub(super) fn equipment(&mut self, lead: &Lead) -> Option<Counted> {
        let bag = &lead.bag;
        let key = match (
            bag.has(Atom::EquipmentGeneral),
            bag.has(Atom::EquipmentSpecial),
            bag.has(Atom::EquipmentLarge) || bag.has(Atom::Equipment) && lead.price,
        ) {
            (true, false, _) => "general_equipment",
            (false, true, _) => "special_equipment",
            (false, false, true) => "large_equipment",
            _ => return None,
        };
        if lead.gap_after.is_some() {
            return None;
        }
        let flow = bag.has(Atom::Purchase) || bag.has(Atom::Plan) || self.scope().purchasing && !bag.has(Atom::Kept);
        Some(Counted::of(Some(key), ValueUnit::Item, flow))
    }

    pub(super) fn persons(&mut self, lead: &Lead, all: &[Token], i: usize) -> Option<Counted> {
        let bag = &lead.bag;
        let counting = self.scope().counting.filter(|_| lead.gap_before.is_none());
        let doubt = self.scope().doubt && lead.phrase.is_none();
        if bag.heads.is_empty() && !doubt {
            if bag.has(Atom::Overseas) || counting == Some(Counting::Overseas) && !bag.has(Atom::Reception) {
                let part = self.odd(lead) || self.in_bracket() && self.whole().is_some();
                return (!part).then(|| Counted::of(Some("overseas_persons"), ValueUnit::Person, true));
            }
            if bag.has(Atom::Reception)
                || bag.has(Atom::Visitor)
                || bag.has(Atom::Foreign)
                || matches!(counting, Some(Counting::Reception | Counting::Foreign))
            {
                return self.receptions(lead, "reception_persons", ValueUnit::Person);
            }
        }
        self.people(lead, all, i)
    }
}

/// 2022年预算项目中，18个填报了绩效目标: the clause before tells what is counted, and states no number itself.
pub(super) fn among_projects(all: &[Token], i: usize) -> bool {
    let before = all.get(..i).unwrap_or_default();
    let Some((comma, clause)) = before.split_last().filter(|(last, _)| last.kind == Kind::Comma) else { return false };
    let own = clause.iter().rev().take_while(|t| !t.boundary() && !matches!(t.kind, Kind::Number(_) | Kind::Open | Kind::Close));
    let words: Vec<Word> = own.filter_map(Token::word).collect();
    // 中 ends it: the projects are what the number is a part of.
    let ends = words.first() == Some(&Word::Filler) && clause.last().is_some_and(|t| t.end == comma.start);
    ends && words.contains(&Word::Atom(Atom::Project))
}

/// True when the word stands directly after the number: 0个团组.
pub(super) fn follows(all: &[Token], i: usize, atom: Atom) -> bool {
    all.get(i + 1).and_then(Token::word) == Some(Word::Atom(atom))
}
