//! What a note below a table says of its columns.

use super::super::frame::Frame;
use super::columns::{Column, Columns};
use super::words::Words;
use crate::context::Context;
use crate::document::Block;
use crate::facts::BudgetStage;
use crate::normalise::key::fold_text;

/// 注：…预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数: under the header 预算数 stands the adjusted budget, not that of the year's beginning.
pub(super) fn settle_budget(columns: &mut Columns, frame: &Frame<'_>, context: &Context<'_>, words: &Words) {
    if context.own_stage() != BudgetStage::Final || !says_adjusted(frame, context, words) {
        return;
    }
    for (at, column) in columns.list.iter_mut().enumerate() {
        let plain = !frame.path(at as u32).parts.iter().any(|p| p.folded.contains("年初"));
        if let Column::Amounts(meaning, _) = column
            && meaning.stage == Some(BudgetStage::Budget)
            && meaning.year.is_none()
            && plain
        {
            meaning.stage = Some(BudgetStage::AdjustedBudget);
        }
    }
}

/// In the table's own rows, or in one of the notes right below it.
fn says_adjusted(frame: &Frame<'_>, context: &Context<'_>, words: &Words) -> bool {
    let mut rows = frame.body.iter().flat_map(|r| (0..frame.columns()).map(|c| fold_text(frame.own_text(r.row, c))));
    if rows.any(|t| words.notes_adjusted_budget(&t)) {
        return true;
    }
    for block in (frame.block + 1..context.unit.end_block).take(4) {
        let Some(Block::Paragraph(paragraph)) = context.document.block(block) else { return false };
        let folded = fold_text(context.document.slice(paragraph.range));
        if words.notes_adjusted_budget(&folded) {
            return true;
        }
        // The notes end where another text begins.
        let note = folded.is_empty() || folded.starts_with(['注', '备', '说', '1', '2', '(']);
        if !note {
            return false;
        }
    }
    false
}
