//! How a printed number could have come from the one that is needed: slips of the hand, the likeliest first.

use super::identity::Required;
use crate::checks::identity::key;
use crate::checks::outcome::{Evidence, Interval};
use crate::facts::{Aspect, Fact};
use crate::record::SuspectKind;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Levels of the same measures in other years: what may have been left standing, or be meant.
pub(super) struct LastYear {
    values: BTreeMap<Vec<String>, Vec<(i32, Decimal)>>,
    keys: BTreeMap<usize, (Vec<String>, i32)>,
}

/// Dimensions that tell one year's figure from another's.
const OF_YEAR: &[&str] = &["year", "stage", "base_stage", "base_year"];

impl LastYear {
    pub fn of(facts: &[Fact]) -> Self {
        let mut last = LastYear { values: BTreeMap::new(), keys: BTreeMap::new() };
        for (index, fact) in facts.iter().enumerate().filter(|(_, f)| f.aspect == Aspect::Level) {
            let Some(year) = fact.year else { continue };
            let whole = key(fact, OF_YEAR);
            last.values.entry(whole.clone()).or_default().push((year, fact.value));
            last.keys.insert(index, (whole, year));
        }
        last
    }

    /// Values of the same measure in other years.
    fn others(&self, fact: Option<usize>) -> impl Iterator<Item = Decimal> {
        let own = fact.and_then(|f| self.keys.get(&f));
        let all = own.and_then(|(whole, _)| self.values.get(whole)).map_or(&[][..], Vec::as_slice);
        all.iter().filter(move |(year, _)| own.is_some_and(|(_, own)| own != year)).map(|(_, value)| *value)
    }
}

/// The number that was meant, as near to what is needed as a slip explains, and which slip it was. Without one it is what is needed, at the printed number's places.
pub(super) fn classify(number: &Evidence, printed: Interval, needed: Required, last: &LastYear) -> (Decimal, SuspectKind) {
    let fits = |value: Decimal| (value - needed.value).abs() <= needed.half;
    let value = printed.value;
    if !value.is_zero() && fits(-value) {
        return (-value, SuspectKind::Sign);
    }
    for power in [4, -4] {
        if let Some(shifted) = shift(value, power).filter(|v| fits(*v)) {
            return (shifted, SuspectKind::Unit);
        }
    }
    for power in [1, -1, 2, -2, 3, -3] {
        if let Some(shifted) = shift(value, power).filter(|v| fits(*v)) {
            return (shifted, SuspectKind::ShiftedPoint);
        }
    }
    if let Some(swapped) = swaps(value, places(printed.half)).find(|v| fits(*v)) {
        return (swapped, SuspectKind::SwappedDigits);
    }
    if let Some(other) = last.others(number.fact_seq).find(|v| fits(*v)) {
        return (other, SuspectKind::OtherYear);
    }
    let rounded = needed.value.round_dp(value.scale().max(places(printed.half))).normalize();
    let kind = if one_digit(value, rounded) { SuspectKind::Digit } else { SuspectKind::Balance };
    (rounded, kind)
}

/// Decimal places that half a unit of the last place stands for.
fn places(half: Decimal) -> u32 {
    half.normalize().scale().saturating_sub(1)
}

fn shift(value: Decimal, power: i32) -> Option<Decimal> {
    let factor = Decimal::from(10_i64.pow(power.unsigned_abs()));
    if value.is_zero() {
        return None;
    }
    if power > 0 { value.checked_mul(factor) } else { value.checked_div(factor) }
}

/// The value with two neighbouring digits swapped, every pair in turn.
fn swaps(mut value: Decimal, places: u32) -> impl Iterator<Item = Decimal> {
    value.rescale(value.scale().max(places));
    let text = value.to_string();
    let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
    let pairs: Vec<(usize, usize)> = digits.windows(2).map(|w| (w[0], w[1])).collect();
    pairs.into_iter().filter_map(move |(a, b)| {
        let mut bytes = text.clone().into_bytes();
        bytes.swap(a, b);
        let swapped: Decimal = String::from_utf8(bytes).ok()?.parse().ok()?;
        (swapped != value).then_some(swapped)
    })
}

/// One digit was replaced, dropped or added.
fn one_digit(printed: Decimal, needed: Decimal) -> bool {
    if printed.is_sign_negative() != needed.is_sign_negative() {
        return false;
    }
    let scale = printed.scale().max(needed.scale());
    let digits = |mut value: Decimal| {
        value.rescale(scale);
        value.mantissa().unsigned_abs().to_string().into_bytes()
    };
    let (a, b) = (digits(printed), digits(needed));
    if a.len() == b.len() {
        return a.iter().zip(&b).filter(|(x, y)| x != y).count() == 1;
    }
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    short.len() > 1 && long.len() == short.len() + 1 && short[same..] == long[same + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn of(printed: &str, needed: &str) -> (Decimal, SuspectKind) {
        let evidence = Evidence::row("lhs", 0, 0, printed);
        let needed = Interval { value: decimal(needed), half: decimal("0.01") };
        classify(&evidence, Interval::printed(decimal(printed)), needed, &LastYear::of(&[]))
    }

    #[test]
    fn slips_are_told_by_what_they_do_to_the_digits() {
        assert_eq!(of("1234.50", "123.45"), (decimal("123.45"), SuspectKind::ShiftedPoint));
        assert_eq!(of("0.0125", "125.00"), (decimal("125"), SuspectKind::Unit));
        assert_eq!(of("132.45", "123.45"), (decimal("123.45"), SuspectKind::SwappedDigits));
        assert_eq!(of("103.00", "100.30"), (decimal("100.30"), SuspectKind::SwappedDigits));
        assert_eq!(of("-12.30", "12.30"), (decimal("12.30"), SuspectKind::Sign));
        assert_eq!(of("128.45", "123.45"), (decimal("123.45"), SuspectKind::Digit));
        assert_eq!(of("887.36", "87.36"), (decimal("87.36"), SuspectKind::Digit));
        assert_eq!(of("128.45", "97.11"), (decimal("97.11"), SuspectKind::Balance));
    }
}
