//! From a subject and a number to a fact: value, unit, sign, resolution, fund, place.

use super::compose::Subject;
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use crate::document::Place;
use crate::facts::{Aspect, BudgetStage, Component, Fact, Fund, ItemLevel, Measure, Scheme, Source, ValueUnit};
use crate::normalise::number::power_of_ten;
use rust_decimal::Decimal;

/// How many facts back it is looked for what a sentence has said already: no sentence of a person has more.
pub(super) const RECENT: usize = 200;

/// Stage and year.
pub(super) type When = (Option<BudgetStage>, Option<i32>);

/// A fact in the making.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub fact: Fact,
    pub subject: Subject,
    /// Amounts printed beside each other have one group.
    pub group: usize,
    /// The sentence that it stands in.
    pub sentence: usize,
    /// Decimal places that were printed.
    pub places: i32,
    /// Unit of the page.
    pub unit: Option<Unit>,
    /// The section that it stands in.
    pub section: Option<usize>,
    /// It was only compared with: 较上年8万元减少2万元.
    pub compared: bool,
}

/// What a fact is besides its subject and its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub aspect: Aspect,
    pub stage: Option<BudgetStage>,
    pub year: Option<i32>,
    pub base: Option<(Option<BudgetStage>, Option<i32>)>,
    pub unit: ValueUnit,
    pub value: Decimal,
    pub resolution: Decimal,
    pub parent: Option<usize>,
}

/// Value of a number in 万元 (money) or in its own unit.
pub(super) fn value_of(number: &Numeral) -> Decimal {
    match number.unit {
        Some(Unit::Money(power)) => (number.printed.value * power_of_ten(power)).normalize(),
        _ => number.printed.value,
    }
}

/// One unit of the last printed place; 0 for a printed zero.
pub(super) fn resolution_of(number: &Numeral) -> Decimal {
    if number.printed.value.is_zero() {
        return Decimal::ZERO;
    }
    match number.unit {
        Some(Unit::Money(power)) => (number.printed.resolution() * power_of_ten(power)).normalize(),
        _ => number.printed.resolution(),
    }
}

impl Reader<'_> {
    /// Makes a level, and remembers it as what parts belong to. Returns its index (of the revenue, when it is of both sides).
    pub fn emit_level(
        &mut self,
        subject: &Subject,
        number: &Numeral,
        unit: ValueUnit,
        stage: Option<BudgetStage>,
        year: Option<i32>,
        own: bool,
    ) {
        let money = matches!(number.unit, Some(Unit::Money(_)) | None) && unit == ValueUnit::WanYuan;
        let resolution = if money { resolution_of(number) } else { Decimal::ZERO };
        let parent = self.parent_of(subject, (stage, year));
        let said = Said { aspect: Aspect::Level, stage, year, base: None, unit, value: value_of(number), resolution, parent };
        let again = self.scope().last_level.and_then(|l| self.drafts.get(l)).is_some_and(|d| d.subject.same_as(subject));
        let made = self.emit(subject, number.start, number.digits_end, Some(number), said);
        if own && made.is_some() {
            let scope = self.scope();
            scope.siblings += usize::from(!again);
            scope.last_level = made;
            scope.children += 1;
        }
    }

    /// The fact that a subject is part of: by the budget's own structure, or by the list that it stands in. A part is of the stage and year of its whole.
    pub(super) fn parent_of(&mut self, subject: &Subject, at: When) -> Option<usize> {
        let listed = self.scope().parent;
        // Last year's total is no whole of this year's items.
        let same_time = |d: &Draft| same_time(d, at);
        let fits = |d: &Draft| match (subject.measure, subject.component, subject.item_key.as_deref()) {
            _ if subject.scheme.is_some() => false,
            (Measure::Expenditure, Some(Component::Personnel | Component::Operating), _) => d.subject.component == Some(Component::Basic),
            (Measure::Expenditure, Some(Component::CarryOver | Component::SurplusDistributed), None) => {
                d.subject.measure == Measure::Expenditure && d.subject.component == Some(Component::Total)
            }
            (Measure::Expenditure, Some(c), None) if !matches!(c, Component::Total | Component::Current) => {
                d.subject.measure == Measure::Expenditure && d.subject.is_total()
            }
            (Measure::ThreePublic, _, Some("vehicle_purchase" | "vehicle_operation")) => {
                d.subject.item_key.as_deref() == Some("official_vehicle")
            }
            (Measure::ThreePublic, _, Some(_)) => {
                d.subject.measure == Measure::ThreePublic && d.subject.item_key.is_none() && d.subject.item.is_none()
            }
            (Measure::Procurement, _, Some("goods" | "works" | "services" | "sme")) => {
                d.subject.measure == Measure::Procurement && d.subject.item_key.is_none()
            }
            _ => false,
        };
        let group = self.group();
        let natural = self.drafts.iter().rposition(|d| {
            d.group == group && d.fact.aspect == Aspect::Level && d.subject.measure == subject.measure && fits(d) && same_time(d)
        });
        let natural = natural.or_else(|| self.class_above(subject, at));
        let listed = natural.or_else(|| {
            let parent = self.drafts.get(listed?).filter(|d| compatible(&d.subject, subject))?;
            if same_time(parent) { listed } else { self.same_whole(parent, at) }
        });
        listed.or_else(|| self.total_of_class(subject, at))
    }

    /// The class printed before it, in the same sentence, whose code the subject's own begins with: the deepest one.
    fn class_above(&self, subject: &Subject, at: When) -> Option<usize> {
        let code = subject.code.as_deref().filter(|c| subject.scheme == Some(Scheme::Function) && c.len() > 3)?;
        let above = |d: &Draft| {
            let class = d.fact.aspect == Aspect::Level && d.subject.scheme == subject.scheme && d.subject.component == subject.component;
            class && same_time(d, at) && d.subject.code.as_deref().is_some_and(|c| c.len() < code.len() && code.starts_with(c))
        };
        let said = self.drafts.iter().enumerate().rev().take(RECENT).take_while(|(_, d)| d.sentence == self.sentences);
        let found = said.filter(|(_, d)| above(d)).map(|(i, d)| (d.subject.code.as_ref().map_or(0, String::len), i));
        found.max().map(|(_, i)| i)
    }

    /// The level of the same whole that is of this stage and year.
    fn same_whole(&self, whole: &Draft, at: When) -> Option<usize> {
        let group = whole.group;
        let same = |d: &Draft| d.fact.aspect == Aspect::Level && d.subject.same_as(&whole.subject) && d.fact.fund == whole.fact.fund;
        self.drafts.iter().rposition(|d| d.group == group && (d.fact.stage, d.fact.year) == at && same(d))
    }

    /// The total that a class belongs to where no list says so: 按支出功能分类科目：教育支出5万元.
    fn total_of_class(&self, subject: &Subject, at: When) -> Option<usize> {
        if subject.scheme != Some(Scheme::Function) || subject.level != Some(ItemLevel::Class) {
            return None;
        }
        let total = |d: &Draft| {
            d.section == self.passage.section
                && d.fact.aspect == Aspect::Level
                && d.subject.measure == Measure::Expenditure
                && d.subject.is_total()
                && same_time(d, at)
        };
        self.drafts.iter().rposition(total)
    }

    /// Makes the fact, or the two of both sides.
    pub fn emit(&mut self, subject: &Subject, start: usize, end: usize, number: Option<&Numeral>, said: Said) -> Option<usize> {
        let (place, printed) = self.places.of(&self.passage, start, end)?;
        if printed.contains('\n') && number.is_some_and(|n| n.digits_end - n.start + 1 < printed.len()) {
            // Something that is no part of the number stands in it.
            self.diagnose(crate::diagnostics::Code::UnattributedAmount, start, end, "a number that is cut in two");
            return None;
        }
        let printed_unit = number.and_then(|n| self.unit_printed(n));
        let fund = self.fund_of(subject);
        let sides: &[Measure] = if subject.both { &[Measure::Revenue, Measure::Expenditure] } else { &[subject.measure] };
        let mut first = None;
        for measure in sides {
            let fact = fact(subject, *measure, fund, said, place, &printed, printed_unit.clone());
            first = first.or(Some(self.drafts.len()));
            let group = self.group();
            let places = number.map_or(0, |n| n.printed.places);
            let mut own = subject.clone();
            (own.measure, own.both) = (*measure, false);
            let (unit, section, sentence) = (number.and_then(|n| n.unit), self.passage.section, self.sentences);
            self.drafts.push(Draft { fact, subject: own, group, sentence, places, unit, section, compared: false });
        }
        // Parts of expenditure belong to the expenditure of both.
        first
    }

    fn unit_printed(&self, number: &Numeral) -> Option<String> {
        let Some((start, end)) = number.unit_at else {
            // 单位：万元, stated once before it.
            return self.declared.as_ref().filter(|d| number.unit == Some(d.unit)).map(|d| d.printed.clone());
        };
        // As it stands on the page (萬元, ％), but for blanks and line breaks inside.
        let (_, printed) = self.places.of(&self.passage, start, end)?;
        Some(printed.chars().filter(|c| !c.is_whitespace()).collect())
    }

    /// The money that a subject is limited to: its own words, then what stands around it, then all.
    pub fn fund_of(&mut self, subject: &Subject) -> Option<Fund> {
        if matches!(subject.measure, Measure::Assets | Measure::Headcount | Measure::Quantity | Measure::Performance) {
            return None;
        }
        if subject.scheme == Some(Scheme::Source) {
            let limited = matches!(subject.item_key.as_deref(), Some("carry_over" | "other" | "surplus_used"));
            let parent_limited = self.scope().subject.as_ref().is_some_and(|s| s.scheme != Some(Scheme::Source));
            let own = matches!(subject.item_key.as_deref(), Some("carry_over" | "surplus_used"));
            return Some(if own || limited && parent_limited { self.scope().fund.unwrap_or(Fund::All) } else { Fund::All });
        }
        if let Some(fund) = subject.fund {
            // 财政拨款支出 under 一般公共预算财政拨款支出决算情况: the heading's word is the narrower one.
            let heading = self.scope().fund;
            let narrower = matches!(heading, Some(Fund::GeneralPublic | Fund::GovernmentFund | Fund::StateCapital));
            return if fund == Fund::FiscalAppropriation && narrower { heading } else { Some(fund) };
        }
        let parent = self.scope().parent;
        let parent_fund =
            parent.and_then(|p| self.drafts.get(p)).filter(|d| d.subject.scheme != Some(Scheme::Source)).and_then(|d| d.fact.fund);
        let announced = self.scope().announced.as_ref().filter(|_| subject.scheme.is_some()).and_then(|a| a.fund);
        let around = announced.or(self.scope().fund);
        Some(match (parent_fund, around) {
            (Some(fund), _) if fund != Fund::All => fund,
            (_, Some(fund)) => fund,
            _ => Fund::All,
        })
    }
}

/// True when a level is of this stage and year; stocks have no stage.
fn same_time(draft: &Draft, at: When) -> bool {
    at.0.is_none() || draft.fact.stage.is_none() || (draft.fact.stage, draft.fact.year) == at
}

/// True when the second can be a part of the first.
pub(super) fn compatible(whole: &Subject, part: &Subject) -> bool {
    if whole.measure != part.measure {
        return false;
    }
    match part.measure {
        Measure::ThreePublic => match (whole.item_key.as_deref(), part.item_key.as_deref()) {
            (None, Some(_)) => whole.item.is_none(),
            (Some("official_vehicle"), Some("vehicle_purchase" | "vehicle_operation")) => true,
            (Some("official_reception"), None) => part.item.is_some(),
            _ => false,
        },
        Measure::Procurement => {
            whole.item_key.is_none() || matches!((whole.item_key.as_deref(), part.item_key.as_deref()), (Some("sme"), Some("micro")))
        }
        Measure::Revenue => {
            whole.is_total() || whole.item_key.as_deref() == Some("fiscal_appropriation") && part.scheme == Some(Scheme::Source)
        }
        Measure::Expenditure => within(whole, part),
        Measure::Headcount => match (whole.item_key.as_deref(), part.item_key.as_deref()) {
            (Some("posts"), Some(key)) => key.starts_with("posts_"),
            (Some("staff"), Some(key)) => key.starts_with("staff_"),
            // 离退休20人，其中离休1人.
            (None, Some("retired" | "retired_cadre")) => true,
            _ => false,
        },
        _ => true,
    }
}

/// Parts of expenditure: of a total what is narrower, of a component its own parts, of a class the classes and components below it.
fn within(whole: &Subject, part: &Subject) -> bool {
    if part.is_total() {
        return whole.is_total() && part.fund.is_some() && part.fund != whole.fund;
    }
    if stands_beside(whole, part) {
        return false;
    }
    match (&whole.code, &part.code) {
        (Some(above), Some(below)) if whole.scheme == part.scheme => below.len() > above.len() && below.starts_with(above.as_str()),
        _ if whole.scheme.is_some() && part.scheme == whole.scheme => {
            part.level.is_none() || whole.level.is_none() || part.level > whole.level
        }
        _ => true,
    }
}

/// True for two components of which neither is a part of the other: basic and project expenditure, personnel and operating money.
pub(super) fn stands_beside(one: &Subject, other: &Subject) -> bool {
    if one.is_total() || other.is_total() || one.measure != other.measure {
        return false;
    }
    let made_of = matches!((one.component, other.component), (Some(Component::Basic), Some(Component::Personnel | Component::Operating)));
    one.component.is_some() && other.component.is_some() && one.component != other.component && !made_of
}

fn fact(
    subject: &Subject,
    measure: Measure,
    fund: Option<Fund>,
    said: Said,
    place: Place,
    printed: &str,
    printed_unit: Option<String>,
) -> Fact {
    let mut fact = Fact::level(measure, said.value, said.unit, Source::Prose, place);
    fact.component = subject.component;
    fact.fund = fund;
    fact.scheme = subject.scheme;
    fact.item_key = subject.item_key.clone();
    fact.item = subject.item.clone();
    fact.item_code = subject.code.clone();
    fact.item_level = subject.level;
    fact.parent = said.parent;
    fact.stage = said.stage;
    fact.year = said.year;
    fact.aspect = said.aspect;
    if let Some((stage, year)) = said.base {
        (fact.base_stage, fact.base_year) = (stage, year);
    }
    fact.resolution = said.resolution;
    fact.printed = printed.to_owned();
    fact.printed_unit = printed_unit;
    fact
}

/// The facts, with the resolutions of amounts that lost their zeros: fewer than two decimals beside one with two or more.
pub(super) fn finish(drafts: Vec<Draft>) -> Vec<Fact> {
    let cent = Decimal::new(1, 2);
    let full = |d: &Draft, percent: bool| (d.unit == Some(Unit::Percent)) == percent && is_two_place_unit(d.unit) && d.places >= 2;
    let fine: std::collections::BTreeSet<(usize, bool)> =
        drafts.iter().flat_map(|d| [false, true].into_iter().filter(|p| full(d, *p)).map(|p| (d.group, p)).collect::<Vec<_>>()).collect();
    drafts
        .into_iter()
        .map(|mut d| {
            let percent = d.unit == Some(Unit::Percent);
            let coarse = is_two_place_unit(d.unit) && d.places < 2 && !d.fact.resolution.is_zero();
            if coarse && fine.contains(&(d.group, percent)) {
                d.fact.resolution = cent;
            }
            d.fact
        })
        .collect()
}

fn is_two_place_unit(unit: Option<Unit>) -> bool {
    matches!(unit, Some(Unit::Percent | Unit::Money(0)))
}
