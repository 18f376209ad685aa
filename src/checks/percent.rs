//! A09: a stated percentage of change follows from the stated amount of change and the level, or from the two levels.

use super::Input;
use super::identity::key;
use super::outcome::{Evidence, Interval, Outcome, Relation, verdict};
use super::sums::{nothing, stated};
use super::witness::subject;
use crate::facts::{Aspect, Fact};
use crate::record::CheckStatus;
use rust_decimal::Decimal;

const ID: &str = "A09";
const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// The dimensions in which a change and its level differ.
pub(super) const BASE: &[&str] = &["aspect", "base_stage", "base_year", "value_unit"];

/// For each stated percentage of change: the amount of change beside it and the level.
pub(super) fn changes(input: &Input<'_>) -> Vec<Outcome> {
    let rows: Vec<Outcome> =
        stated(input.facts).filter(|(_, f)| f.aspect == Aspect::ChangePercent).map(|(index, percent)| one(input, index, percent)).collect();
    if rows.is_empty() { vec![nothing(ID, "a percentage of change")] } else { rows }
}

/// The fact of an aspect that stands beside the percentage: in its sentence or row first, anywhere otherwise if its witnesses agree.
pub(super) fn beside<'a>(facts: &'a [Fact], percent: &Fact, aspect: Aspect, without: &[&str]) -> Option<(usize, &'a Fact)> {
    let own = key(percent, without);
    let fits = |f: &Fact| f.aspect == aspect && key(f, without) == own;
    let near = |f: &Fact| f.place.block == percent.place.block && f.place.cell.map(|c| c.0) == percent.place.cell.map(|c| c.0);
    let distance = |f: &Fact| f.place.start_char.abs_diff(percent.place.start_char);
    if let Some(found) = stated(facts).filter(|(_, f)| near(f) && fits(f)).min_by_key(|(_, f)| distance(f)) {
        return Some(found);
    }
    let mut all = stated(facts).filter(|(_, f)| fits(f));
    let first = all.next()?;
    all.all(|(_, f)| Interval::of(f).meets(Interval::of(first.1))).then_some(first)
}

/// The level of the base: printed, for the same measure in the base's year and stage.
pub(super) fn base_level<'a>(facts: &'a [Fact], percent: &Fact) -> Option<(usize, &'a Fact)> {
    const WITHOUT: &[&str] = &["aspect", "base_stage", "base_year", "value_unit", "stage", "year"];
    let own = key(percent, WITHOUT);
    let fits =
        |f: &Fact| f.aspect == Aspect::Level && f.stage == percent.base_stage && f.year == percent.base_year && key(f, WITHOUT) == own;
    stated(facts)
        .filter(|(_, f)| fits(f))
        .min_by_key(|(_, f)| (f.place.block != percent.place.block, f.place.start_char.abs_diff(percent.place.start_char)))
}

fn one(input: &Input<'_>, index: usize, percent: &Fact) -> Outcome {
    let facts = input.facts;
    let outcome =
        |status, message: String| Outcome::new(ID, subject(percent), status, message).evidence([Evidence::fact("lhs", index, percent)]);
    let level = beside(facts, percent, Aspect::Level, BASE);
    let change = beside(facts, percent, Aspect::Change, &["aspect", "value_unit"]);
    let base = base_level(facts, percent);
    // The range of the base and of the change, from whichever two of level, change and base are printed.
    let (change_range, base_range, used, numerator, denominator) = match (level, change, base) {
        (_, Some(c), Some(b)) => (range(c.1), range(b.1), vec![c, b], vec![(0, true)], vec![(1, true)]),
        (Some(l), Some(c), None) => (range(c.1), minus(range(l.1), range(c.1)), vec![l, c], vec![(1, true)], vec![(0, true), (1, false)]),
        (Some(l), None, Some(b)) => (minus(range(l.1), range(b.1)), range(b.1), vec![l, b], vec![(0, true), (1, false)], vec![(1, true)]),
        _ => return outcome(CheckStatus::Unknown, "the amount of change or the level is not printed".to_owned()),
    };
    if base_range.0 <= Decimal::ZERO {
        let nothing_changed = percent.value.is_zero() && change_range.0 <= Decimal::ZERO && change_range.1 >= Decimal::ZERO;
        let status = if nothing_changed { CheckStatus::Pass } else { CheckStatus::NotApplicable };
        return outcome(status, "the base is zero: a percentage of it has no meaning".to_owned());
    }
    let Some((low, high)) = quotient(change_range, base_range) else {
        return outcome(CheckStatus::Unknown, "the figures are too large to divide".to_owned());
    };
    let mut stated_percent = Interval::of(percent);
    if stated_percent.value.is_zero() {
        // A zero in words or as a bare 0 stands for what rounds to it.
        stated_percent.half = stated_percent.half.max(Decimal::new(5, 3));
    }
    let computed = Interval { value: ((low + high) / Decimal::TWO).round_dp(6), half: (high - low) / Decimal::TWO };
    let holds = stated_percent.value + stated_percent.half >= low && stated_percent.value - stated_percent.half <= high;
    let said = format!("stated {}%, computed {}%", percent.value, computed.value.round_dp(2));
    let evidence = used.into_iter().map(|(i, f)| Evidence::fact("rhs", i, f));
    let slight = !holds && slight(percent, stated_percent, computed);
    let (status, message) = if !holds && !slight && super::restated::other_definition(input, percent) {
        (CheckStatus::Unknown, format!("{said}: the sentence names another definition"))
    } else if slight {
        (CheckStatus::Fail, format!("{said}: cut or rounded otherwise"))
    } else {
        (verdict(holds), said)
    };
    let outcome = outcome(status, message).sides(stated_percent, computed);
    let outcome = outcome.evidence(evidence).relation(Relation::Percent { numerator, denominator });
    if slight { outcome.note() } else { outcome }
}

/// Less than two units of the last printed place away from some reading, or right within the digits that were printed (24% beside shares with two decimals): digits that were
/// cut or left out. It misleads nobody, and is a note.
pub(super) fn slight(fact: &Fact, stated: Interval, computed: Interval) -> bool {
    let off = (stated.value - computed.value).abs();
    let places =
        fact.printed.trim_end_matches(['%', '％']).split_once(['.', '．']).map_or(0, |(_, decimals)| decimals.chars().count() as u32);
    let unit = Decimal::new(1, places.min(20));
    let printed = Interval { value: stated.value, half: unit / Decimal::TWO };
    off < stated.half * Decimal::from(4) + computed.half
        || stated.half * Decimal::TWO < unit && (printed.meets(computed) || printed.cuts(computed))
}

/// Lowest and highest reading of a number.
pub(super) fn range(fact: &Fact) -> (Decimal, Decimal) {
    let interval = Interval::of(fact);
    (interval.value - interval.half, interval.value + interval.half)
}

fn minus(a: (Decimal, Decimal), b: (Decimal, Decimal)) -> (Decimal, Decimal) {
    (a.0 - b.1, a.1 - b.0)
}

/// Lowest and highest change in percent of a base that is above zero.
pub(super) fn quotient(change: (Decimal, Decimal), base: (Decimal, Decimal)) -> Option<(Decimal, Decimal)> {
    let mut all = Vec::with_capacity(4);
    for c in [change.0, change.1] {
        for b in [base.0, base.1] {
            all.push(c.checked_mul(HUNDRED)?.checked_div(b)?);
        }
    }
    Some((all.iter().copied().min()?, all.iter().copied().max()?))
}
