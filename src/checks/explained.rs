//! Differences that the disclosure itself explains: what is carried over between 本年合计 and 总计, a source that is printed elsewhere, a list of one source. Such a comparison
//! proves nothing: it is unknown, not failed.

use super::Input;
use super::identity::dimension;
use super::outcome::{Interval, Outcome};
use crate::facts::{Aspect, Component, Fact, Measure, Scheme};
use crate::record::CheckStatus;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Checks that compare totals of revenue and expenditure.
const TOTALS: &[&str] = &["A01", "A02", "A03", "A05", "A08"];

/// Turns failures that are explained to unknown.
pub(super) fn settle(input: &Input<'_>, outcomes: &mut [Outcome]) {
    let alike = rows_alike(outcomes);
    for (index, outcome) in outcomes.iter_mut().enumerate().filter(|(_, o)| o.row.status == CheckStatus::Fail) {
        let lacks = alike.contains(&index).then_some("other rows of the table lack the same: a column of it is not there");
        if let Some(why) = lacks.or_else(|| reason(input.facts, outcome)) {
            outcome.row.status = CheckStatus::Unknown;
            outcome.row.message = format!("{}; {why}", outcome.row.message);
        }
    }
}

/// Rows of one table (A25) that are larger than their columns, two or more by the same amount.
fn rows_alike(outcomes: &[Outcome]) -> BTreeSet<usize> {
    let mut groups: BTreeMap<(u32, Decimal), Vec<usize>> = BTreeMap::new();
    for (index, outcome) in outcomes.iter().enumerate().filter(|(_, o)| o.row.check_id == "A25" && o.row.status == CheckStatus::Fail) {
        let in_row = outcome.evidence.iter().all(|e| e.table_row == outcome.evidence[0].table_row);
        if let (Some(first), Some(difference), true) = (outcome.evidence.first(), outcome.row.difference, in_row)
            && difference > Decimal::ZERO
        {
            groups.entry((first.block, difference.normalize())).or_default().push(index);
        }
    }
    groups.into_values().filter(|rows| rows.len() > 1).flatten().collect()
}

fn reason(facts: &[Fact], outcome: &Outcome) -> Option<&'static str> {
    let whole = facts.get(outcome.evidence.first()?.fact_seq?)?;
    if !matches!(whole.measure, Measure::Revenue | Measure::Expenditure) {
        return None;
    }
    let id = outcome.row.check_id.as_str();
    let difference = Interval { value: outcome.row.difference?, half: outcome.row.tolerance? };
    let total = TOTALS.contains(&id) && is_total(whole) || id == "A25" && difference.value > Decimal::ZERO;
    if total && carried_over(facts, whole).any(|c| meets_either(difference, c)) {
        return Some("the difference is what is carried over");
    }
    match id {
        "A01" if difference.value > Decimal::ZERO => sources(facts, whole, outcome, difference),
        "A25" => (outcome.evidence.len() == 2 && difference.value > Decimal::ZERO).then_some("a single column is no breakdown"),
        "A07" => has_carried(facts, whole).then_some("part of the total is carried over, and its change is not printed"),
        _ => None,
    }
}

fn is_total(fact: &Fact) -> bool {
    fact.scheme.is_none() && matches!(fact.component, None | Some(Component::Total | Component::Current))
}

fn meets_either(difference: Interval, carried: Interval) -> bool {
    !carried.value.is_zero() && (difference.meets(carried) || Interval { value: -difference.value, ..difference }.meets(carried))
}

/// What is carried over into the year or out of it, in the same year and stage.
fn carried_over<'a>(facts: &'a [Fact], whole: &'a Fact) -> impl Iterator<Item = Interval> + 'a {
    let carried = |f: &Fact| {
        f.component == Some(Component::CarryOver)
            || f.scheme == Some(Scheme::Source) && matches!(f.item_key.as_deref(), Some("carry_over" | "surplus_used"))
    };
    facts
        .iter()
        .filter(move |f| f.aspect == Aspect::Level && f.year == whole.year && f.stage == whole.stage && carried(f))
        .map(Interval::of)
}

/// 总计 and 本年合计 of the same fund are printed with different values.
fn has_carried(facts: &[Fact], whole: &Fact) -> bool {
    let levels = |component: Component| {
        facts.iter().filter(move |f| {
            let same = f.measure == whole.measure && f.fund == whole.fund && f.year == whole.year && f.stage == whole.stage;
            same && f.aspect == Aspect::Level && f.scheme.is_none() && f.component == Some(component)
        })
    };
    levels(Component::Total).any(|total| levels(Component::Current).any(|current| !Interval::of(total).meets(Interval::of(current))))
}

/// The sources that were added up are not all: what lacks is printed elsewhere, or only one of them is no zero.
fn sources(facts: &[Fact], whole: &Fact, outcome: &Outcome, difference: Interval) -> Option<&'static str> {
    let parts: Vec<&Fact> = outcome.evidence.iter().skip(1).filter_map(|e| facts.get(e.fact_seq?)).collect();
    let counted = |f: &Fact| parts.iter().any(|p| p.item_key == f.item_key);
    let mut others: BTreeMap<String, Interval> = BTreeMap::new();
    let same = |f: &&Fact| f.measure == whole.measure && f.scheme == Some(Scheme::Source) && f.year == whole.year && f.stage == whole.stage;
    for fact in facts.iter().filter(same).filter(|f| f.aspect == Aspect::Level && f.fund == whole.fund && !counted(f)) {
        let key = format!("{}{}", dimension(fact, "item_key"), dimension(fact, "item"));
        others.entry(key).or_insert(Interval::of(fact));
    }
    let all = others.values().fold(Interval::default(), |sum, v| sum.plus(*v));
    if others.values().chain([&all]).any(|other| !other.value.is_zero() && difference.meets(*other)) {
        return Some("the source that lacks is printed elsewhere");
    }
    (parts.iter().filter(|p| !p.value.is_zero()).count() < 2).then_some("a single source is no breakdown")
}
