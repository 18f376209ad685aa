//! A09, beside percentages of change: an amount of change is the difference of the two levels beside it, and a percentage of completion their quotient.

use super::Input;
use super::outcome::{Evidence, Interval, Outcome, Relation, verdict};
use super::percent::{BASE, base_level, beside, quotient, range, slight};
use super::restated::other_definition;
use super::sums::stated;
use super::witness::subject;
use crate::facts::{Aspect, Fact};
use crate::record::CheckStatus;
use rust_decimal::Decimal;

const ID: &str = "A09";

/// One row for each amount of change and each percentage of completion whose two levels stand in its own row or sentence.
pub(super) fn amounts(input: &Input<'_>) -> Vec<Outcome> {
    let facts = input.facts;
    // 持平 and 等于 are words: A10 compares them.
    let printed = |f: &Fact| f.printed.contains(|c: char| c.is_ascii_digit());
    let told = stated(facts).filter(|(_, f)| matches!(f.aspect, Aspect::Change | Aspect::CompletionPercent) && printed(f));
    told.filter_map(|(index, fact)| {
        let near = |other: &(usize, &Fact)| {
            other.1.place.block == fact.place.block && other.1.place.cell.map(|c| c.0) == fact.place.cell.map(|c| c.0)
        };
        let level = beside(facts, fact, Aspect::Level, BASE).filter(near)?;
        let base = base_level(facts, fact).filter(near)?;
        let own_base = (level.1.year, level.1.stage) == (base.1.year, base.1.stage);
        if own_base || other_definition(input, fact) {
            return None;
        }
        if fact.aspect == Aspect::Change { change((index, fact), level, base) } else { completion((index, fact), level, base) }
    })
    .collect()
}

/// Level − base = change.
fn change((index, fact): (usize, &Fact), level: (usize, &Fact), base: (usize, &Fact)) -> Option<Outcome> {
    let left = Interval::of(fact).plus(Interval::of(base.1));
    let right = Interval::of(level.1);
    let message = format!("{} − {} against a change of {}", level.1.value, base.1.value, fact.value);
    let evidence = [Evidence::fact("lhs", index, fact), Evidence::fact("lhs", base.0, base.1), Evidence::fact("rhs", level.0, level.1)];
    let outcome = Outcome::new(ID, subject(fact), verdict(left.meets(right)), message);
    Some(outcome.sides(left, right).evidence(evidence).relation(Relation::Sum))
}

/// Level ÷ base = percentage of completion.
fn completion((index, fact): (usize, &Fact), level: (usize, &Fact), base: (usize, &Fact)) -> Option<Outcome> {
    let whole = range(base.1);
    if whole.0 <= Decimal::ZERO {
        return None;
    }
    let (low, high) = quotient(range(level.1), whole)?;
    let (stated, computed) = (Interval::of(fact), Interval { value: (low + high) / Decimal::TWO, half: (high - low) / Decimal::TWO });
    let holds = stated.meets(computed);
    let message = format!("stated {}%, {} of {} is {}%", fact.value, level.1.value, base.1.value, computed.value.round_dp(2));
    let evidence = [Evidence::fact("lhs", index, fact), Evidence::fact("rhs", level.0, level.1), Evidence::fact("rhs", base.0, base.1)];
    let slight = !holds && slight(fact, stated, computed);
    let status = if slight { CheckStatus::Fail } else { verdict(holds) };
    let relation = Relation::Percent { numerator: vec![(0, true)], denominator: vec![(1, true)] };
    let outcome = Outcome::new(ID, subject(fact), status, message).sides(stated, computed).evidence(evidence).relation(relation);
    Some(if slight { outcome.note() } else { outcome })
}
