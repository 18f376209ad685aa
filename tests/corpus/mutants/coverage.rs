//! What an identity covers: a check that passed on the clean disclosure with the very place in its evidence, and that cannot hold with what was put there.

use super::Mutant;
use super::reading::{Reading, Spot};
use gongkai::checks::catalogue;
use gongkai::facts::Aspect;
use gongkai::record::{CheckRow, CheckStatus, FactRow, Record, SectionStatus};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A place that a check compared.
#[derive(Debug, Clone, Deserialize)]
struct Seen {
    side: String,
    fact_seq: Option<usize>,
    block: u32,
    start_char: Option<u32>,
    end_char: Option<u32>,
    table_row: Option<u32>,
    table_column: Option<u32>,
}

impl Seen {
    fn cell(&self) -> Option<(u32, u32)> {
        self.table_row.zip(self.table_column)
    }

    fn at(&self, spot: &Spot) -> bool {
        spot.touches(self.block, self.cell(), self.start_char.zip(self.end_char))
    }
}

/// The checks of the clean disclosure that cover a change.
pub fn of(mutant: &Mutant, clean: &Reading, spot: Option<Spot>) -> BTreeSet<String> {
    let passed = || {
        clean.records.iter().flat_map(|record| {
            let checks = record.checks.iter().filter(|c| c.status == CheckStatus::Pass);
            checks.map(move |check| (record, check, serde_json::from_str::<Vec<Seen>>(&check.evidence).unwrap()))
        })
    };
    let Some(spot) = spot else { return BTreeSet::new() };
    let numbers = || passed().filter(|(_, check, _)| catalogue::confirms(&check.check_id));
    let holds = |other: Changed| {
        numbers().filter(|(record, check, seen)| breaks(record, check, seen, &other)).map(|(_, check, _)| check.check_id.clone()).collect()
    };
    match (mutant.kind.as_str(), mutant.subkind.as_str()) {
        ("number", _) | ("sign", "minus") => holds(Changed::number(mutant, spot)),
        ("sign", _) => {
            let after = Spot { start: spot.end, end: spot.end + 10, ..spot };
            let mut ids: BTreeSet<String> =
                holds(Changed { spot: after, factor: Some(Decimal::NEGATIVE_ONE), ..Changed::number(mutant, after) });
            let worded = passed().filter(|(_, check, seen)| check.check_id == "A10" && seen.iter().any(|s| s.at(&after) || s.at(&spot)));
            ids.extend(worded.map(|(_, check, _)| check.check_id.clone()));
            ids
        }
        ("unit", "of an amount") => {
            let before = Spot { start: spot.start.saturating_sub(2), end: spot.start, ..spot };
            let factor = if mutant.before == "元" { Decimal::from(10_000) } else { Decimal::new(1, 4) };
            holds(Changed { spot: before, factor: Some(factor), ..Changed::number(mutant, before) })
        }
        ("unit", _) => {
            let Some(table) = (if spot.cell.is_some() { Some(spot.block) } else { clean.table_from(spot.block) }) else {
                return BTreeSet::new();
            };
            let linked = |seen: &[Seen]| seen.iter().any(|s| s.block == table) && seen.iter().any(|s| s.block != table);
            let not_zero = |c: &CheckRow| c.lhs.is_some_and(|l| !l.is_zero());
            numbers().filter(|(_, c, seen)| linked(seen) && not_zero(c)).map(|(_, check, _)| check.check_id.clone()).collect()
        }
        ("row_dropped" | "row_doubled", _) => numbers()
            .filter(|(record, check, seen)| is_part(record, check, seen, &spot))
            .map(|(_, check, _)| check.check_id.clone())
            .collect(),
        ("section_dropped" | "section_swapped", _) => section(mutant, clean),
        // The checks on parts see that a heading is there, not how it is spelt.
        _ => passed()
            .filter(|(_, check, seen)| !check.check_id.starts_with('C') && seen.iter().any(|s| s.fact_seq.is_none() && s.at(&spot)))
            .map(|(_, c, _)| c.check_id.clone())
            .collect(),
    }
}

/// Another number at a place.
struct Changed {
    spot: Spot,
    before: Option<Decimal>,
    after: Option<Decimal>,
    /// In place of before and after: the number times this.
    factor: Option<Decimal>,
}

impl Changed {
    fn number(mutant: &Mutant, spot: Spot) -> Self {
        let number = |text: &str| text.replace(',', "").parse().ok();
        Changed { spot, before: number(&mutant.before), after: number(&mutant.after), factor: None }
    }

    /// How much a compared value grows.
    fn delta(&self, fact: Option<&FactRow>, value: Option<Decimal>) -> Option<Decimal> {
        if let Some(factor) = self.factor {
            return Some(value? * factor - value?);
        }
        let (before, after) = (self.before?, self.after?);
        // The fact is in 万元 and has the sign of its direction; the page may print 元.
        let unit = Decimal::new(1, before.scale());
        let scale = match fact {
            Some(f) if !before.is_zero() && !f.value.is_zero() => f.value / before,
            Some(f) if !f.resolution.is_zero() => f.resolution / unit,
            _ => Decimal::ONE,
        };
        Some((after - before) * scale)
    }
}

/// True when an identity that holds could not hold with the other number.
fn breaks(record: &Record, check: &CheckRow, seen: &[Seen], changed: &Changed) -> bool {
    let hit: Vec<&Seen> = seen.iter().filter(|s| s.at(&changed.spot)).collect();
    let Some(first) = hit.first() else { return false };
    let fact = |s: &Seen| s.fact_seq.and_then(|i| record.facts.get(i));
    let Some(delta) = changed.delta(fact(first), fact(first).map(|f| f.value)) else { return false };
    if check.check_id == catalogue::RESTATED {
        let Some(own) = fact(first) else { return false };
        let apart = |f: &FactRow| (own.value + delta - f.value).abs() > (own.resolution + f.resolution) / Decimal::TWO;
        return seen.iter().filter(|s| !s.at(&changed.spot)).filter_map(fact).any(apart);
    }
    let facts: Vec<&FactRow> = seen.iter().filter_map(fact).collect();
    if facts.first().is_some_and(|f| f.aspect == Aspect::ChangePercent) && facts.len() == 3 {
        return percent_breaks(&facts, hit.iter().filter_map(|s| fact(s)).map(|f| f.seq).collect(), delta);
    }
    let (Some(difference), Some(tolerance)) = (check.difference, check.tolerance) else { return false };
    let side: Decimal = hit.iter().map(|s| if s.side == "lhs" { Decimal::ONE } else { Decimal::NEGATIVE_ONE }).sum();
    (difference + side * delta).abs() > tolerance
}

/// A stated percent of change with two of level, change and base level.
fn percent_breaks(facts: &[&FactRow], changed: BTreeSet<u32>, delta: Decimal) -> bool {
    let value = |f: &FactRow| f.value + if changed.contains(&f.seq) { delta } else { Decimal::ZERO };
    let percent = value(facts[0]);
    let of = |aspect: Aspect| facts[1..].iter().filter(|f| f.aspect == aspect).map(|f| (value(f), f.resolution)).collect::<Vec<_>>();
    let (changes, levels) = (of(Aspect::Change), of(Aspect::Level));
    let (amount, base, width) = match (changes.as_slice(), levels.as_slice()) {
        ([c], [l]) if facts[1..].iter().any(|f| f.aspect == Aspect::Level && f.year == facts[0].year && f.stage == facts[0].stage) => {
            (c.0, l.0 - c.0, c.1 + l.1)
        }
        ([c], [b]) => (c.0, b.0, c.1 + b.1),
        ([], [l, b]) => (l.0 - b.0, b.0, l.1 + b.1),
        _ => return false,
    };
    if base <= Decimal::ZERO {
        return true;
    }
    let computed = amount * Decimal::ONE_HUNDRED / base;
    let slack = facts[0].resolution / Decimal::TWO + width * (Decimal::ONE_HUNDRED + computed.abs()) / base;
    (percent - computed).abs() > slack
}

/// True when a row is one of the rows of a table that are added up, and not nothing.
fn is_part(record: &Record, check: &CheckRow, seen: &[Seen], spot: &Spot) -> bool {
    let Some((row, _)) = spot.cell else { return false };
    let whole_here = seen.iter().any(|s| s.side == "lhs" && s.block == spot.block && s.table_row.is_some_and(|r| r != row));
    let value = |s: &Seen| s.fact_seq.and_then(|i| record.facts.get(i)).map(|f| f.value);
    let part = |s: &&Seen| s.side == "rhs" && s.block == spot.block && s.table_row == Some(row) && value(s).is_none_or(|v| !v.is_zero());
    check.check_id != catalogue::RESTATED
        && seen.iter().filter(|s| s.side == "rhs").count() > 1
        && whole_here
        && seen.iter().any(|s| part(&s))
}

/// The check of the part whose only piece is gone, or whose place in the order is another.
fn section(mutant: &Mutant, clean: &Reading) -> BTreeSet<String> {
    let sections = || clean.records.iter().flat_map(|r| &r.sections).filter(|s| s.depth == 1 && s.status != SectionStatus::Missing);
    let part = |heading: &str| {
        sections().find(|s| s.heading.as_deref().is_some_and(|h| h.contains(heading.trim_end_matches(['：', '。'])))).and_then(|s| s.part)
    };
    let Some(ours) = part(&mutant.before) else { return BTreeSet::new() };
    let covered = match mutant.kind.as_str() {
        "section_dropped" => sections().filter(|s| s.part == Some(ours)).count() == 1,
        _ => part(&mutant.after).is_some_and(|theirs| theirs != ours),
    };
    covered.then(|| format!("C{ours:02}")).into_iter().collect()
}
