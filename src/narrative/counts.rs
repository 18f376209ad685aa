//! Things and people counted: vehicles, trips, guests, equipment, projects with targets, posts and staff.

use super::clause::Lead;
use super::compose::Subject;
use super::emit::{Draft, RECENT, Said, compatible};
use super::lexicon::{Atom, Head, NAMED, PLANNED, Word};
use super::numeral::Numeral;
use super::people::Family;
use super::reader::Reader;
use super::recount::summed_up;
use super::scope::{Counting, FrameKind};
use super::token::{Kind, Token};
use crate::facts::{Aspect, Measure, Part, ValueUnit};
use crate::normalise::number::power_of_ten;
use crate::numerals::Class;
use rust_decimal::Decimal;

/// A count that was understood.
pub(super) struct Counted {
    pub subject: Subject,
    pub unit: ValueUnit,
    /// It happened in the year (trips, purchases); else it is held at a date.
    pub flow: bool,
}

impl Counted {
    fn of(key: Option<&str>, unit: ValueUnit, flow: bool) -> Self {
        let subject = Subject { item_key: key.map(str::to_owned), ..Subject::of(Measure::Quantity) };
        Counted { subject, unit, flow }
    }

    pub(super) fn people(key: Option<&str>) -> Self {
        let subject = Subject { item_key: key.map(str::to_owned), ..Subject::of(Measure::Headcount) };
        Counted { subject, unit: ValueUnit::Person, flow: false }
    }
}

impl Reader<'_> {
    /// A count; returns the index of the token to go on with.
    pub fn count(&mut self, lead: &Lead, number: &Numeral, unit: ValueUnit, all: &[Token], i: usize) -> usize {
        self.remember_count(lead);
        if self.count_change(lead, number, unit) {
            return i + 1;
        }
        let known = if lead.negative.is_some() || lead.direction.is_some() || lead.share.is_some() || !count_like(number) {
            None
        } else {
            self.closing_posts(lead, number).or_else(|| self.counted(lead, unit, all, i))
        };
        match known {
            Some(mut counted) => {
                if self.counts_everybody(&counted, lead, all, i) {
                    // 年末实有人数62人，其中在职36人，退休26人: not the staff.
                    counted.subject.item_key = None;
                    counted.subject.item = lead.phrase.and_then(|(s, e)| self.places.of(&self.passage, s, e)).map(|(_, text)| text);
                }
                let subject = counted.subject.clone();
                if unit == ValueUnit::Vehicle || unit == ValueUnit::Item {
                    self.scope().purchasing = counted.flow && subject.measure == Measure::Quantity;
                }
                self.emit_count(counted, lead, number);
                if !self.under_its_fee(&subject) {
                    self.money_of_counted(subject);
                }
            }
            None if unit == ValueUnit::SquareMetre
                && self.passage.part == Some(Part::StateAssets)
                && lead.bag.asset.is_some()
                && !self.odd(lead) =>
            {
                // 房屋620平方米，价值95万元: the amount after the area is that of the houses.
                self.explain(number.start, number.digits_end, Class::Statement);
                if let Some(key) = lead.bag.asset.filter(|key| *key != NAMED && *key != PLANNED) {
                    let scope = self.scope();
                    (scope.subject, scope.named, scope.doubt) = (Some(Subject::keyed(Measure::Assets, key)), true, false);
                }
            }
            None => {
                // What is counted is not known: an amount or a count without a name after it is not certain either.
                self.scope().doubt |= lead.said;
                self.explain(number.start, number.digits_end, Class::Statement);
            }
        }
        i + 1
    }

    /// 公务接待15批次，支出2万元: an amount without a name after trips, guests or cars that were bought is theirs; after cars that are kept it is not certain.
    fn money_of_counted(&mut self, counted: Subject) {
        let item = counted.item;
        let assets = self.passage.part == Some(Part::StateAssets);
        let subject = match self.scope().counting {
            _ if counted.item_key.as_deref() == Some("vehicles_purchased") && !assets => {
                Subject::keyed(Measure::ThreePublic, "vehicle_purchase")
            }
            // 车辆2辆，价值36万元.
            _ if counted.item_key.as_deref() == Some("vehicles_kept") && assets => Subject::keyed(Measure::Assets, "vehicles"),
            Some(Counting::Overseas) => Subject::keyed(Measure::ThreePublic, "overseas_travel"),
            Some(Counting::Reception) => Subject::keyed(Measure::ThreePublic, "official_reception"),
            Some(Counting::Foreign) => Subject { item, ..Subject::of(Measure::ThreePublic) },
            None => {
                self.scope().doubt = true;
                return;
            }
        };
        let scope = self.scope();
        if scope.subject.as_ref().is_none_or(|s| !s.same_as(&subject)) {
            scope.subject = Some(subject);
        }
        scope.named = true;
    }

    /// True for people of whom the parts after them are retired.
    fn counts_everybody(&self, counted: &Counted, lead: &Lead, all: &[Token], i: usize) -> bool {
        let staff = counted.subject.item_key.as_deref() == Some("staff");
        let named = lead.phrase.and_then(|(s, e)| self.passage.key.get(s..e)).is_some_and(|text| text.contains('在'));
        let sentence = || all[i..].iter().take_while(|t| t.kind != Kind::Stop).filter_map(Token::word);
        let retired = |w| matches!(w, Word::Head(Head::Retired | Head::Cadre | Head::Both));
        let parts = sentence().skip_while(|w| *w != Word::Among);
        staff && !named && parts.clone().any(retired) && parts.clone().any(|w| w == Word::Head(Head::Staff))
    }

    /// 2.公务用车购置费支出情况说明 / 购置车辆0辆，预算为0万元: the heading's own fee is what is spoken of, before the count and after it.
    fn under_its_fee(&mut self, counted: &Subject) -> bool {
        let scope = self.scope();
        let fee = scope.subject.as_ref().filter(|s| !scope.named && s.measure == Measure::ThreePublic).and_then(|s| s.item_key.as_deref());
        matches!(
            (fee, counted.item_key.as_deref()),
            (Some("vehicle_purchase"), Some("vehicles_purchased")) | (Some("vehicle_operation"), Some("vehicles_kept"))
        )
    }

    fn counted(&mut self, lead: &Lead, unit: ValueUnit, all: &[Token], i: usize) -> Option<Counted> {
        let bag = &lead.bag;
        if self.passage.part == Some(Part::Performance) || self.scope().performance && unit == ValueUnit::Item {
            return self.projects(lead, unit, all, i);
        }
        let assets = self.passage.part == Some(Part::StateAssets);
        let kinds = [Atom::Equipment, Atom::EquipmentGeneral, Atom::EquipmentSpecial, Atom::EquipmentLarge];
        let equipment = kinds.into_iter().any(|atom| bag.has(atom));
        match unit {
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

    pub(super) fn in_bracket(&self) -> bool {
        self.stack.iter().any(|f| f.kind == FrameKind::Bracket)
    }

    /// The key of the count that the frame here is a breakdown of.
    fn whole(&mut self) -> Option<String> {
        let parent = self.scope().parent?;
        self.drafts.get(parent).filter(|d| d.subject.measure == Measure::Quantity).and_then(|d| d.subject.item_key.clone())
    }

    fn projects(&mut self, lead: &Lead, unit: ValueUnit, all: &[Token], i: usize) -> Option<Counted> {
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

    fn vehicles(&mut self, lead: &Lead) -> Option<Counted> {
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

    fn trips(&mut self, lead: &Lead, all: &[Token], i: usize) -> Option<Counted> {
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

    fn receptions(&mut self, lead: &Lead, key: &str, unit: ValueUnit) -> Option<Counted> {
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

    fn equipment(&mut self, lead: &Lead) -> Option<Counted> {
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

    fn persons(&mut self, lead: &Lead, all: &[Token], i: usize) -> Option<Counted> {
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

    fn emit_count(&mut self, counted: Counted, lead: &Lead, number: &Numeral) {
        let own_year = self.context.identity.fiscal_year;
        let (stage, year) = if counted.flow {
            let year = lead.year.or(self.scope().year).or(own_year);
            let own_stage = self.context.own_stage();
            if counted.subject.item_key.as_deref() == Some("performance_projects") {
                // 纳入部门预算范围的项目12个: what was evaluated is of the disclosure's own stage.
                (Some(own_stage), year)
            } else {
                self.at_whole(&counted.subject, lead, (Some(lead.stage.unwrap_or(own_stage)), year))
            }
        } else {
            (None, self.scope().stock_year.or(own_year))
        };
        let rounded = lead.approximate || number.more;
        let resolution = if rounded { power_of_ten(trailing_zeros(number.printed.value)) } else { Decimal::ZERO };
        let parent = self.scope().parent.filter(|p| {
            let same = |d: &Draft| d.fact.value_unit == counted.unit && compatible(&d.subject, &counted.subject);
            self.drafts.get(*p).is_some_and(same)
        });
        let parent = parent.or_else(|| self.parent_count(&counted));
        let said =
            Said { aspect: Aspect::Level, stage, year, base: None, unit: counted.unit, value: number.printed.value, resolution, parent };
        let made = self.emit(&counted.subject, number.start, number.digits_end, Some(number), said);
        if made.is_some() {
            let scope = self.scope();
            scope.doubt = false;
            scope.last_level = made;
            scope.children += 1;
        }
    }

    /// Guests from abroad are part of the receptions that were counted before.
    fn parent_count(&mut self, counted: &Counted) -> Option<usize> {
        if counted.subject.item_key.is_some() || counted.subject.measure != Measure::Quantity {
            return None;
        }
        let group = self.group();
        let first = self.drafts.len().saturating_sub(RECENT);
        self.drafts
            .iter()
            .skip(first)
            .rposition(|d| {
                d.group == group
                    && d.subject.measure == Measure::Quantity
                    && d.fact.value_unit == counted.unit
                    && d.subject.item_key.is_some()
            })
            .map(|at| first + at)
    }

    /// The date that a stock is of: 截至2018年12月31日, 上年末.
    pub fn remember_count(&mut self, lead: &Lead) {
        let own_year = self.context.identity.fiscal_year;
        if lead.bag.period_end || lead.dated {
            let year = match lead.year {
                _ if lead.stock_prior => own_year.map(|y| y - 1),
                // 本年末, after a sentence on 上年末.
                None if lead.bag.current => own_year,
                year => year,
            };
            if year.is_some() {
                self.scope().stock_year = year;
            }
        }
    }
}

/// 2022年预算项目中，18个填报了绩效目标: the clause before tells what is counted, and states no number itself.
fn among_projects(all: &[Token], i: usize) -> bool {
    let before = all.get(..i).unwrap_or_default();
    let Some((comma, clause)) = before.split_last().filter(|(last, _)| last.kind == Kind::Comma) else { return false };
    let own = clause.iter().rev().take_while(|t| !t.boundary() && !matches!(t.kind, Kind::Number(_) | Kind::Open | Kind::Close));
    let words: Vec<Word> = own.filter_map(Token::word).collect();
    // 中 ends it: the projects are what the number is a part of.
    let ends = words.first() == Some(&Word::Filler) && clause.last().is_some_and(|t| t.end == comma.start);
    ends && words.contains(&Word::Atom(Atom::Project))
}

/// True when the word stands directly after the number: 0个团组.
fn follows(all: &[Token], i: usize, atom: Atom) -> bool {
    all.get(i + 1).and_then(Token::word) == Some(Word::Atom(atom))
}

/// Counts are whole and not negative.
fn count_like(number: &Numeral) -> bool {
    number.printed.places <= 0 && !number.printed.value.is_sign_negative()
}

fn trailing_zeros(value: Decimal) -> i32 {
    let mut value = value.normalize();
    let mut zeros = 0;
    let ten = Decimal::TEN;
    while !value.is_zero() && (value % ten).is_zero() && zeros < 9 {
        value /= ten;
        zeros += 1;
    }
    zeros
}
