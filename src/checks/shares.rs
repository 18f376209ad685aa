//! A24: a stated share (占 …%) is part ÷ whole, and the shares of all parts of a whole add up to 100.

use super::Input;
use super::identity::key;
use super::outcome::{Evidence, Interval, Outcome, Relation, verdict};
use super::percent::{beside, quotient, range, slight};
use super::sums::{nothing, stated};
use super::witness::subject;
use crate::facts::{Aspect, Component, Fact, Measure};
use crate::record::CheckStatus;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const ID: &str = "A24";

/// A stated share with its part and its whole.
struct Share {
    seq: usize,
    part: Option<usize>,
    whole: Option<usize>,
}

/// Every stated share, and the shares of each whole together.
pub(super) fn shares(input: &Input<'_>) -> Vec<Outcome> {
    let facts = input.facts;
    let found: Vec<Share> = stated(facts)
        .filter(|(_, f)| f.aspect == Aspect::SharePercent)
        .map(|(seq, share)| Share {
            seq,
            part: beside(facts, share, Aspect::Level, &["aspect", "value_unit"]).map(|p| p.0),
            whole: whole(facts, share),
        })
        .collect();
    let mut rows: Vec<Outcome> = found.iter().map(|share| one(facts, share)).collect();
    let wrong: Vec<usize> =
        rows.iter().filter(|o| o.row.status == CheckStatus::Fail).filter_map(|o| o.evidence.first()?.fact_seq).collect();
    rows.extend(together(facts, &found, &wrong));
    if rows.is_empty() { vec![nothing(ID, "a share")] } else { rows }
}

/// The whole of a share: the fact of which it is a share, or the total of 三公 for its items.
fn whole(facts: &[Fact], share: &Fact) -> Option<usize> {
    let fits = |f: &Fact| f.aspect == Aspect::Level && f.year == share.year && f.stage == share.stage && f.unit_name == share.unit_name;
    if let Some(parent) = share.parent {
        // 其中基本支出1000万元，占80%: the share stands under its part, and the part under the whole.
        let part = facts.get(parent).filter(|f| key(f, &["aspect", "value_unit"]) == key(share, &["aspect", "value_unit"]));
        let whole = part.map_or(Some(parent), |part| part.parent)?;
        return facts.get(whole).filter(|f| fits(f)).map(|_| whole);
    }
    if share.measure != Measure::ThreePublic || share.item_key.is_none() {
        return None;
    }
    const ITEM: &[&str] = &["item_key", "item", "aspect", "value_unit"];
    let total = |without: &[&str]| {
        let alike = |f: &Fact| f.item_key.is_none() && f.parent.is_none() && key(f, without) == key(share, without);
        let mut totals = stated(facts).filter(|(_, f)| fits(f) && alike(f));
        let first = totals.next()?;
        totals.all(|(_, f)| Interval::of(f).meets(Interval::of(first.1))).then_some(first.0)
    };
    // The table of 三公 need not say of which fund it is.
    const ANY_FUND: &[&str] = &["item_key", "item", "aspect", "value_unit", "fund"];
    total(ITEM).or_else(|| total(ANY_FUND))
}

fn one(facts: &[Fact], share: &Share) -> Outcome {
    let stated_share = &facts[share.seq];
    let outcome = |status, message: String| {
        Outcome::new(ID, subject(stated_share), status, message).evidence([Evidence::fact("lhs", share.seq, stated_share)])
    };
    let (Some(part), Some(whole)) = (share.part, share.whole) else {
        return outcome(CheckStatus::Unknown, "the part or its whole is not printed".to_owned());
    };
    let (numerator, denominator) = (range(&facts[part]), range(&facts[whole]));
    if denominator.0 <= Decimal::ZERO {
        return outcome(CheckStatus::NotApplicable, "the whole is zero: a share of it has no meaning".to_owned());
    }
    let Some((low, high)) = quotient(numerator, denominator) else {
        return outcome(CheckStatus::Unknown, "the figures are too large to divide".to_owned());
    };
    let said = Interval::of(stated_share);
    let computed = Interval { value: ((low + high) / Decimal::TWO).round_dp(6), half: (high - low) / Decimal::TWO };
    let holds = said.value + said.half >= low && said.value - said.half <= high;
    if !holds && of_other_total(facts, part, whole, said) {
        return outcome(CheckStatus::Unknown, "a share of 本年合计 or of 总计: the sentence does not say of which".to_owned());
    }
    let message =
        format!("{} of {}: stated {}%, computed {}%", facts[part].value, facts[whole].value, said.value, computed.value.round_dp(2));
    let outcome = outcome(verdict(holds), message)
        .sides(said, computed)
        .evidence([Evidence::fact("rhs", part, &facts[part]), Evidence::fact("rhs", whole, &facts[whole])])
        .relation(Relation::Percent { numerator: vec![(0, true)], denominator: vec![(1, true)] });
    if !holds && slight(stated_share, said, computed) { outcome.note() } else { outcome }
}

/// The share is right of the other one of 总计 and 本年合计.
fn of_other_total(facts: &[Fact], part: usize, whole: usize, said: Interval) -> bool {
    let total = |f: &Fact| matches!(f.component, Some(Component::Total | Component::Current));
    let one = &facts[whole];
    total(one)
        && stated(facts).any(|(_, f)| {
            let quotient = quotient(range(&facts[part]), range(f)).filter(|_| f.value > Decimal::ZERO);
            total(f)
                && f.component != one.component
                && key(f, &["component"]) == key(one, &["component"])
                && quotient.is_some_and(|(low, high)| said.value + said.half >= low && said.value - said.half <= high)
        })
}

/// Where the parts with a share are the whole, their shares are 100.
fn together(facts: &[Fact], shares: &[Share], wrong: &[usize]) -> Vec<Outcome> {
    let mut by_whole: BTreeMap<(usize, u32), Vec<&Share>> = BTreeMap::new();
    for share in shares {
        if let (Some(whole), Some(_)) = (share.whole, share.part) {
            let block = if facts[share.seq].parent.is_some() { 0 } else { facts[share.seq].place.block };
            by_whole.entry((whole, block)).or_default().push(share);
        }
    }
    let sum = |of: &mut dyn Iterator<Item = usize>| of.fold(Interval::default(), |sum, i| sum.plus(Interval::of(&facts[i])));
    let mut rows = Vec::new();
    for ((whole, _), shares) in by_whole.iter().filter(|(_, s)| s.len() > 1) {
        let parts = sum(&mut shares.iter().filter_map(|s| s.part));
        // A share that is wrong has been told.
        if !parts.meets(Interval::of(&facts[*whole])) || shares.iter().any(|s| wrong.contains(&s.seq)) {
            continue;
        }
        let percents = sum(&mut shares.iter().map(|s| s.seq));
        let hundred = Interval::exact(Decimal::ONE_HUNDRED);
        let message = format!("{} shares of {} add up to {}%", shares.len(), facts[*whole].value, percents.value);
        let evidence = shares.iter().map(|s| Evidence::fact("lhs", s.seq, &facts[s.seq]));
        let subject = format!("all of {}", subject(&facts[*whole]));
        let outcome = Outcome::new(ID, subject, verdict(percents.meets(hundred)), message).sides(percents, hundred).evidence(evidence);
        rows.push(outcome);
    }
    rows
}
