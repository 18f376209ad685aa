//! One instance of an identity as arithmetic over places: does it hold when one number is another, and what would that number have to be?

use super::Place;
use crate::checks::outcome::{Evidence, Interval, Outcome, Relation};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A number that is printed with more values than these names none of them: whatever would be proposed is a guess, and comparing each with each takes time cubed.
const MOST_VALUES: usize = 16;

/// A number that solves an identity, and how far it may be off.
pub(super) type Required = Interval;

/// A weighted sum over places: Σ weight × value, with the half widths added up.
#[derive(Debug, Clone, Default)]
struct Linear {
    weights: BTreeMap<Place, Decimal>,
    value: Decimal,
    half: Decimal,
}

impl Linear {
    fn add(&mut self, evidence: &Evidence, weight: Decimal) {
        let Some(number) = evidence.number else { return };
        *self.weights.entry(Place::of(evidence)).or_default() += weight;
        self.value += weight * number.value;
        self.half += number.half;
    }

    /// Its interval when one number is another.
    fn with(&self, place: Place, by: Decimal) -> Interval {
        let weight = self.weights.get(&place).copied().unwrap_or_default();
        Interval { value: self.value + weight * by, half: self.half }
    }
}

/// What must hold between the numbers.
#[derive(Debug, Clone)]
enum Shape {
    /// left − right = 0.
    Zero(Linear),
    /// left − right ≤ 0.
    NotAbove(Linear),
    /// All equal.
    Same(Vec<(Place, Interval)>),
    /// percent = 100 × numerator ÷ denominator.
    Percent { percent: Linear, numerator: Linear, denominator: Linear },
}

/// One instance of an identity.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    shape: Shape,
    values: BTreeMap<Place, Decimal>,
}

impl Identity {
    /// The identity behind an outcome, if there is one.
    pub fn of(outcome: &Outcome) -> Option<Self> {
        let (left, right): (Vec<&Evidence>, Vec<&Evidence>) =
            outcome.evidence.iter().filter(|e| e.number.is_some()).partition(|e| e.side == "lhs");
        let sum = |terms: &[(&Evidence, Decimal)]| {
            let mut linear = Linear::default();
            terms.iter().for_each(|(e, weight)| linear.add(e, *weight));
            linear
        };
        let difference = || {
            let left = left.iter().map(|e| (*e, Decimal::ONE));
            let terms: Vec<(&Evidence, Decimal)> = left.chain(right.iter().map(|e| (*e, Decimal::NEGATIVE_ONE))).collect();
            sum(&terms)
        };
        let picked = |terms: &[(usize, bool)]| {
            let weight = |plus: bool| if plus { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
            let terms: Vec<(&Evidence, Decimal)> = terms.iter().filter_map(|(i, plus)| Some((*right.get(*i)?, weight(*plus)))).collect();
            sum(&terms)
        };
        let shape = match &outcome.relation {
            Relation::None => return None,
            _ if left.is_empty() || right.is_empty() => return None,
            Relation::Sum => Shape::Zero(difference()),
            Relation::AtMost => Shape::NotAbove(difference()),
            Relation::Same => Shape::Same(left.iter().chain(&right).filter_map(|e| Some((Place::of(e), e.number?))).collect()),
            Relation::Percent { numerator, denominator } => {
                Shape::Percent { percent: sum(&[(left[0], Decimal::ONE)]), numerator: picked(numerator), denominator: picked(denominator) }
            }
        };
        let values = left.iter().chain(&right).filter_map(|e| Some((Place::of(e), e.number?.value))).collect();
        Some(Identity { shape, values })
    }

    /// Where its numbers stand, each once.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.values.keys().copied()
    }

    /// True when it holds with another number at a place.
    pub fn holds_with(&self, place: Place, number: Interval) -> bool {
        let by = self.values.get(&place).map_or(Decimal::ZERO, |value| number.value - value);
        match &self.shape {
            Shape::Zero(linear) => {
                let sum = linear.with(place, by);
                sum.value.abs() <= sum.half
            }
            Shape::NotAbove(linear) => {
                let sum = linear.with(place, by);
                sum.value <= sum.half
            }
            Shape::Same(all) => {
                let mut numbers = all.iter().map(|(at, known)| if *at == place { number } else { *known });
                let Some(first) = numbers.clone().min_by_key(|n| n.half) else { return true };
                numbers.all(|n| n.meets(first))
            }
            Shape::Percent { percent, numerator, denominator } => {
                let (percent, numerator, denominator) = (percent.with(place, by), numerator.with(place, by), denominator.with(place, by));
                agrees(percent, numerator, denominator)
            }
        }
    }

    /// What the number at a place would have to be for the identity to hold, all others being as printed.
    pub fn required(&self, place: Place) -> Option<Required> {
        let value = *self.values.get(&place)?;
        match &self.shape {
            Shape::Zero(linear) | Shape::NotAbove(linear) => {
                let weight = linear.weights.get(&place).filter(|w| !w.is_zero())?;
                Some(Interval { value: value - linear.value.checked_div(*weight)?, half: linear.half })
            }
            Shape::Same(all) => {
                // The value that most others have; the first of two as common.
                let mut counts: Vec<(Interval, usize)> = Vec::new();
                for (_, number) in all.iter().filter(|(at, _)| *at != place) {
                    match counts.iter().position(|(known, _)| known.meets(*number)) {
                        Some(at) => counts[at].1 += 1,
                        None if counts.len() == MOST_VALUES => return None,
                        None => counts.push((*number, 1)),
                    }
                }
                let most = counts.iter().map(|c| c.1).max()?;
                counts.into_iter().find(|(_, count)| *count == most).map(|(number, _)| number)
            }
            Shape::Percent { percent, numerator, denominator } => {
                let hundred = Decimal::ONE_HUNDRED;
                if percent.weights.contains_key(&place) {
                    let quotient = numerator.value.checked_mul(hundred)?.checked_div(denominator.value)?;
                    return Some(Interval { value: quotient, half: percent.half });
                }
                // percent × (D + d·x) = 100 × (N + n·x), for x the change of the number.
                let (n, d) = (weight(numerator, place), weight(denominator, place));
                let slope = (percent.value * d).checked_sub(hundred * n)?;
                let rest = hundred.checked_mul(numerator.value)?.checked_sub(percent.value.checked_mul(denominator.value)?)?;
                let change = rest.checked_div(slope)?;
                // The percent's own width carries over to the number.
                let width = percent.half.checked_mul(denominator.value.abs())?.checked_div(slope.abs())?;
                Some(Interval { value: value + change, half: width + numerator.half })
            }
        }
    }
}

fn weight(linear: &Linear, place: Place) -> Decimal {
    linear.weights.get(&place).copied().unwrap_or_default()
}

/// Some reading of a percent is some reading of the quotient.
fn agrees(percent: Interval, numerator: Interval, denominator: Interval) -> bool {
    let low = denominator.value - denominator.half;
    let high = denominator.value + denominator.half;
    if low <= Decimal::ZERO && high >= Decimal::ZERO {
        return false;
    }
    let ends = [numerator.value - numerator.half, numerator.value + numerator.half];
    let all: Option<Vec<Decimal>> =
        ends.iter().flat_map(|n| [low, high].map(|d| n.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(d))).collect();
    let Some(all) = all else { return false };
    let (least, most) = all.iter().fold((all[0], all[0]), |(l, m), v| (l.min(*v), m.max(*v)));
    percent.value + percent.half >= least && percent.value - percent.half <= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::CheckStatus;

    /// One number, printed in many places with these values.
    fn same(values: impl Iterator<Item = u32>) -> (Identity, Place) {
        let pieces = values.enumerate().map(|(at, value)| Evidence {
            number: Some(Interval::exact(Decimal::from(value))),
            ..Evidence::block(if at == 0 { "lhs" } else { "rhs" }, at as u32, value.to_string())
        });
        let outcome = Outcome::new("A08", "", CheckStatus::Fail, "").evidence(pieces).relation(Relation::Same);
        let first = Place::of(&outcome.evidence[0]);
        (Identity::of(&outcome).unwrap(), first)
    }

    #[test]
    fn the_value_that_most_places_have_is_proposed_and_none_where_each_has_its_own() {
        let (identity, first) = same([7, 5, 5, 9].into_iter());
        assert_eq!(identity.required(first).map(|n| n.value), Some(Decimal::from(5)));
        let (identity, first) = same(0..3000);
        assert_eq!(identity.required(first), None);
    }
}
