//! 年初数, 调整数, 决算数: whether the middle one is the budget after its adjustment or the adjustment itself, which no header says and the figures do.

use super::super::super::frame::Frame;
use super::super::meaning::Meaning;
use super::super::words::Words;
use super::Column;
use crate::facts::BudgetStage;
use rust_decimal::Decimal;

/// Columns headed 调整数 between one of the budget and one of what was spent become columns of the adjusted budget where their amounts are levels; else they stay not understood.
pub(super) fn settle(list: &mut [Column], frame: &Frame<'_>, words: &Words) {
    for at in 1..list.len().saturating_sub(1) {
        if !matches!(list.get(at), Some(Column::Unknown(_))) || !is_headed(frame, words, at) {
            continue;
        }
        let neighbour = |other: usize, stage: BudgetStage| match list.get(other) {
            Some(Column::Amounts(m, None)) if m.stage == Some(stage) && beside(frame, at, other) => Some(m),
            _ => None,
        };
        let (Some(budget), Some(last)) = (neighbour(at - 1, BudgetStage::Budget), neighbour(at + 1, BudgetStage::Final)) else { continue };
        let same = Meaning { stage: last.stage, ..budget.clone() } == *last;
        if same && are_levels(frame, at as u32) {
            let meaning = Meaning { stage: Some(BudgetStage::AdjustedBudget), ..budget.clone() };
            if let Some(column) = list.get_mut(at) {
                *column = Column::Amounts(meaning, None);
            }
        }
    }
}

fn is_headed(frame: &Frame<'_>, words: &Words, at: usize) -> bool {
    frame.path(at as u32).parts.iter().rfind(|p| !p.folded.is_empty()).is_some_and(|p| words.is_unsettled_adjustment(&p.folded))
}

/// Two columns under one group of headers.
fn beside(frame: &Frame<'_>, a: usize, b: usize) -> bool {
    let above = |c: usize| frame.path(c as u32).parts.split_last().map(|(_, above)| above);
    above(a) == above(b)
}

/// Every amount is of the size of the budget beside it and none of them, added to that budget, comes near what was spent. Of an adjustment neither is so.
fn are_levels(frame: &Frame<'_>, column: u32) -> bool {
    let mut rows = 0;
    for row in frame.data_rows() {
        let number = |c: u32| frame.value(row.row, c).number().map(|n| n.printed.value).filter(|v| !v.is_zero());
        let (Some(before), Some(own), Some(spent)) = (number(column - 1), number(column), number(column + 1)) else { continue };
        let (half, double) = (before.checked_div(Decimal::TWO), before.checked_mul(Decimal::TWO));
        let sized = half.is_some_and(|h| own >= h) && double.is_some_and(|d| own <= d) && before > Decimal::ZERO;
        let nearer = |sum: Decimal| sum.checked_sub(spent).zip(own.checked_sub(spent)).is_some_and(|(s, o)| o.abs() < s.abs());
        if !sized || !before.checked_add(own).is_some_and(nearer) {
            return false;
        }
        rows += 1;
    }
    rows >= 2
}
