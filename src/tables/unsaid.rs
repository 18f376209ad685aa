//! The unit of tables that state none, in a disclosure of which no table before states one: it is read from evidence, or the amounts become no facts.
//!
//! 元 and 万元 are ten thousand times apart. Readers take such amounts as 万元 at first; when all tables and sentences have been read, what bears on it is weighed:
//!
//! 1. the unit that the later tables state, where they agree;
//! 2. amounts of the sentences, which carry their units: the same figure, or the figure divided by ten thousand and rounded as printed;
//! 3. decimals: an amount with more than two is not in 元;
//! 4. where nothing else speaks, size: nobody has all of its money in less than ten thousand 元.
//!
//! Evidence that contradicts itself is none.

use super::Reading;
use super::cell::Unit;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::Place;
use crate::facts::{Aspect, Fact, Measure, Source, ValueUnit};
use crate::normalise::key::fold_text;
use crate::normalise::number::power_of_ten;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What the evidence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    WanYuan,
    Yuan,
    Unknown,
}

/// Gives the amounts of tables that state no unit the one that the evidence bears out, or takes them back.
pub fn settle(reading: &mut Reading, prose: &[Fact]) {
    let stated = stated_units(reading);
    let first_stated = stated.iter().map(|(block, _)| *block).min();
    let assumed: Vec<usize> = (0..reading.facts.len()).filter(|&i| is_assumed(&reading.facts[i], first_stated)).collect();
    if assumed.iter().all(|&i| reading.facts[i].value.is_zero()) {
        return;
    }
    let amounts: Vec<&Fact> = assumed.iter().map(|&i| &reading.facts[i]).collect();
    let found = verdict(&amounts, &stated, prose);
    let blocks: BTreeSet<u32> = amounts.iter().map(|f| f.place.block).collect();
    match found {
        Verdict::WanYuan => {}
        Verdict::Yuan => {
            for &index in &assumed {
                let fact = &mut reading.facts[index];
                fact.value = (fact.value * power_of_ten(-4)).normalize();
                fact.resolution = (fact.resolution * power_of_ten(-4)).normalize();
            }
            tell(reading, &blocks, "no unit of measure was found; amounts were taken in 元, as the rest of the disclosure bears out");
        }
        Verdict::Unknown => {
            take_back(reading, &assumed.iter().copied().collect());
            tell(reading, &blocks, "no unit of measure was found, and nothing tells 元 from 万元; amounts became no facts");
        }
    }
}

/// The units of money that tables state, with their blocks.
fn stated_units(reading: &Reading) -> Vec<(u32, Unit)> {
    let parse = |printed: &String| Unit::parse(&fold_text(printed)).filter(|u| u.is_money());
    reading.tables.iter().filter_map(|t| t.unit.as_ref().and_then(parse).map(|unit| (t.block, unit))).collect()
}

/// True for an amount of money without a unit that no table before it states either.
fn is_assumed(fact: &Fact, first_stated: Option<u32>) -> bool {
    let table = fact.source == Source::Table && fact.value_unit == ValueUnit::WanYuan && fact.printed_unit.is_none();
    table && first_stated.is_none_or(|block| fact.place.block < block)
}

fn verdict(amounts: &[&Fact], stated: &[(u32, Unit)], prose: &[Fact]) -> Verdict {
    let mut votes = vec![by_tables(stated), by_sentences(amounts, prose), by_decimals(amounts)];
    votes.retain(|v| *v != Verdict::Unknown);
    match votes.split_first() {
        Some((first, others)) if others.iter().all(|v| v == first) => *first,
        Some(_) => Verdict::Unknown,
        None => by_size(amounts),
    }
}

fn by_tables(stated: &[(u32, Unit)]) -> Verdict {
    match stated.split_first() {
        Some(((_, Unit::WanYuan), others)) if others.iter().all(|(_, u)| *u == Unit::WanYuan) => Verdict::WanYuan,
        Some(((_, Unit::Yuan), others)) if others.iter().all(|(_, u)| *u == Unit::Yuan) => Verdict::Yuan,
        _ => Verdict::Unknown,
    }
}

/// Amounts of sentences of three digits or more: shorter ones meet by chance.
fn by_sentences(amounts: &[&Fact], prose: &[Fact]) -> Verdict {
    let money = |f: &&Fact| f.value_unit == ValueUnit::WanYuan && f.value.abs().normalize().mantissa() >= 100;
    let mut said: Vec<(Decimal, Decimal)> = prose.iter().filter(money).map(|f| (f.value.abs(), f.resolution / Decimal::TWO)).collect();
    said.sort_unstable();
    said.dedup();
    let wide = said.iter().map(|s| s.1).max().unwrap_or_default();
    let meets = |value: Decimal| {
        let from = said.partition_point(|s| s.0 < value - wide);
        said.get(from..).unwrap_or_default().iter().take_while(|s| s.0 <= value + wide).any(|s| (s.0 - value).abs() <= s.1)
    };
    let levels: BTreeSet<Decimal> = amounts.iter().filter(|f| f.aspect == Aspect::Level).map(|f| f.value.abs().normalize()).collect();
    let levels = || levels.iter().filter(|v| v.mantissa() >= 100);
    let (wan, yuan) = (levels().filter(|v| meets(**v)).count(), levels().filter(|v| meets(**v * power_of_ten(-4))).count());
    // A few figures meet by chance.
    if wan > 3 * yuan {
        Verdict::WanYuan
    } else if yuan > 3 * wan {
        Verdict::Yuan
    } else {
        Verdict::Unknown
    }
}

fn by_decimals(amounts: &[&Fact]) -> Verdict {
    let places = |f: &&Fact| f.printed.trim().split_once(['.', '．']).map_or(0, |(_, d)| d.chars().filter(char::is_ascii_digit).count());
    if amounts.iter().map(places).max().unwrap_or(0) > 2 { Verdict::WanYuan } else { Verdict::Unknown }
}

/// All the money of a body is more than ten thousand 元, and its 三公, meetings and training more than a thousand.
fn by_size(amounts: &[&Fact]) -> Verdict {
    let largest = |of: &dyn Fn(&Fact) -> bool| amounts.iter().filter(|f| of(f)).map(|f| f.value.abs()).max();
    let whole = largest(&|f| matches!(f.measure, Measure::Revenue | Measure::Expenditure));
    let part = largest(&|_| true);
    let small = match whole {
        Some(value) => value < Decimal::from(10_000),
        None => part.is_some_and(|value| value < Decimal::from(1_000)),
    };
    if small { Verdict::WanYuan } else { Verdict::Unknown }
}

/// Removes facts; the others keep their parents.
fn take_back(reading: &mut Reading, gone: &BTreeSet<usize>) {
    let mut kept = 0;
    let places: Vec<Option<usize>> = (0..reading.facts.len())
        .map(|i| {
            let at = (!gone.contains(&i)).then_some(kept);
            kept += usize::from(at.is_some());
            at
        })
        .collect();
    let facts = std::mem::take(&mut reading.facts);
    let stay = facts.into_iter().enumerate().filter(|(i, _)| !gone.contains(i));
    reading.facts = stay
        .map(|(_, mut fact)| {
            fact.parent = fact.parent.and_then(|p| places.get(p).copied().flatten());
            fact
        })
        .collect();
}

/// Says of each table what became of its amounts, in place of what was said when it was read.
fn tell(reading: &mut Reading, blocks: &BTreeSet<u32>, message: &str) {
    let of_block = |d: &Diagnostic| d.code == Code::UnitAssumed && d.place.is_some_and(|p| blocks.contains(&p.block));
    let mut told = BTreeSet::new();
    for diagnostic in reading.diagnostics.iter_mut().filter(|d| of_block(d)) {
        message.clone_into(&mut diagnostic.message);
        told.extend(diagnostic.place.map(|p| p.block));
    }
    for block in blocks.difference(&told) {
        let place = Place { block: *block, end_block: *block, start_char: 0, end_char: 0, cell: None };
        reading.diagnostics.push(Diagnostic::new(Code::UnitAssumed, Severity::Warning, message).at(place));
    }
}
