//! A10: the word (增加, 减少, 持平, 大于, 小于) agrees with the sign and with the two figures.

use super::Input;
use super::identity::key;
use super::outcome::{Evidence, Interval, Outcome, verdict};
use super::percent::{BASE, base_level, beside};
use super::sums::{nothing, stated};
use super::witness::subject;
use crate::document::Block;
use crate::facts::{Aspect, BudgetStage, Fact, Measure};
use crate::normalise::simplify::simplified;
use rust_decimal::Decimal;
use std::cmp::Ordering;

const ID: &str = "A10";

/// Every change and every 决算数大于预算数 for which both figures are printed.
pub(super) fn words(input: &Input<'_>) -> Vec<Outcome> {
    let facts = input.facts;
    let changes = stated(facts).filter(|(_, f)| matches!(f.aspect, Aspect::Change | Aspect::ChangePercent));
    let mut rows: Vec<Outcome> = changes.filter_map(|(index, change)| levels(input, index, change)).collect();
    rows.extend(stated(facts).filter(|(_, f)| f.aspect == Aspect::ChangePercent).filter_map(|(i, percent)| amount(facts, i, percent)));
    rows.extend(comparisons(input));
    if rows.is_empty() { vec![nothing(ID, "a change with both its figures")] } else { rows }
}

/// Which way a number points; none where its interval holds zero and something else.
fn way(value: Decimal, half: Decimal) -> Option<Ordering> {
    match value.cmp(&Decimal::ZERO) {
        Ordering::Equal => Some(Ordering::Equal),
        order if value.abs() > half => Some(order),
        _ => None,
    }
}

/// The word agrees with this year's figure minus the base's.
fn levels(input: &Input<'_>, index: usize, change: &Fact) -> Option<Outcome> {
    let facts = input.facts;
    let (level, base) = (beside(facts, change, Aspect::Level, BASE)?, base_level(facts, change)?);
    // 比2026年预算增加 in the budget of 2026: the year is wrong, and the figure is its own base.
    let own_base = (level.1.year, level.1.stage) == (base.1.year, base.1.stage);
    if own_base || super::restated::other_definition(input, change) {
        return None;
    }
    let (own, other) = (Interval::of(level.1), Interval::of(base.1));
    let difference = own.value - other.value;
    let said = way(change.value, Decimal::ZERO)?;
    // 持平 holds where both can be equal; a direction holds unless the figures go the other way.
    let holds = match said {
        // 0% is also what rounds to it.
        Ordering::Equal if change.aspect == Aspect::ChangePercent => {
            difference.abs() * Decimal::ONE_HUNDRED <= other.value.abs() * Decimal::new(5, 3).max(change.resolution / Decimal::TWO)
                || own.meets(other)
        }
        Ordering::Equal => own.meets(other),
        said => way(difference, own.half + other.half).is_none_or(|is| is == said) && !(difference.is_zero() && own.half.is_zero()),
    };
    let word = match said {
        Ordering::Less => "it fell",
        Ordering::Equal => "it did not change",
        Ordering::Greater => "it rose",
    };
    let message = format!("{} against {}: the sentence says that {word}", own.value, other.value);
    let evidence = [Evidence::fact("lhs", index, change), Evidence::fact("rhs", level.0, level.1), Evidence::fact("rhs", base.0, base.1)];
    Some(Outcome::new(ID, subject(change), verdict(holds), message).sides(own, other).evidence(evidence))
}

/// The words of the amount and of the percentage agree.
fn amount(facts: &[Fact], index: usize, percent: &Fact) -> Option<Outcome> {
    let change = beside(facts, percent, Aspect::Change, &["aspect", "value_unit"]).filter(|c| c.1.place.block == percent.place.block)?;
    let opposite = percent.value * change.1.value < Decimal::ZERO;
    let message =
        format!("{} and {}%: {}", change.1.value, percent.value, if opposite { "one says more, one says less" } else { "one direction" });
    let evidence = [Evidence::fact("lhs", change.0, change.1), Evidence::fact("rhs", index, percent)];
    Some(Outcome::new(ID, subject(percent), verdict(!opposite), message).evidence(evidence))
}

/// Words between 决算数 and 预算数.
const COMPARED: &[(&str, Ordering)] = &[
    ("大于", Ordering::Greater),
    ("高于", Ordering::Greater),
    ("多于", Ordering::Greater),
    ("小于", Ordering::Less),
    ("低于", Ordering::Less),
    ("少于", Ordering::Less),
    ("等于", Ordering::Equal),
];

/// 决算数大于预算数: against the outturn and the budget of the paragraph.
fn comparisons(input: &Input<'_>) -> Vec<Outcome> {
    let document = input.context.document;
    let blocks = input.context.unit.first_block..input.context.unit.end_block;
    let mut rows = Vec::new();
    for block in blocks.filter(|b| matches!(document.block(*b), Some(Block::Paragraph(_)))) {
        let text = simplified(document.paragraph_text(block));
        for (at, _) in text.match_indices("决算数") {
            let after = &text[at + "决算数".len()..];
            let Some((word, order)) = COMPARED.iter().find(|(word, _)| after.starts_with(word)) else { continue };
            // 大于（小于）预算数 is a form that was not filled in.
            let object: String = after.chars().skip(2).take(8).collect();
            if object.starts_with(['预', '年', '全', '当']) && object.contains("预算") {
                let start = text[..at].chars().count() as u32;
                rows.extend(compared(input.facts, block, start, word, *order));
            }
        }
    }
    rows
}

/// An outturn and its budget, with their rows.
type Pair<'a> = ((usize, &'a Fact), (usize, &'a Fact));

/// The outturns and budgets before the word: it is wrong where it fits none of them.
fn compared(facts: &[Fact], block: u32, before: u32, word: &str, order: Ordering) -> Option<Outcome> {
    let here = |f: &Fact| f.place.block == block && f.place.cell.is_none() && f.place.start_char < before && f.aspect == Aspect::Level;
    let of_stage = |stages: &'static [BudgetStage]| {
        stated(facts).filter(move |(_, f)| here(f) && f.stage.is_some_and(|s| stages.contains(&s))).collect::<Vec<_>>()
    };
    let budgets = of_stage(&[BudgetStage::Budget, BudgetStage::AdjustedBudget]);
    let pairs: Vec<Pair<'_>> = of_stage(&[BudgetStage::Final])
        .into_iter()
        .filter(|(_, f)| f.measure != Measure::Quantity)
        .flat_map(|outturn| budgets.iter().filter(move |b| key(b.1, &["stage"]) == key(outturn.1, &["stage"])).map(move |b| (outturn, *b)))
        .collect();
    let ((i, outturn), (j, budget)) = *pairs.last()?;
    let fits = |((_, a), (_, b)): &Pair<'_>| match order {
        Ordering::Equal => Interval::of(a).meets(Interval::of(b)),
        order => (a.value - b.value).cmp(&Decimal::ZERO) == order,
    };
    let status = verdict(pairs.iter().any(fits));
    let message = format!("outturn {}, budget {}: the sentence says {word}", outturn.value, budget.value);
    let evidence = [Evidence::fact("lhs", i, outturn), Evidence::fact("rhs", j, budget)];
    Some(
        Outcome::new(ID, format!("决算数{word}预算数 {}", subject(outturn)), status, message)
            .sides(Interval::of(outturn), Interval::of(budget))
            .evidence(evidence),
    )
}
