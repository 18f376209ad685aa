//! Tables without any value: why they are empty, and where that is said.

use super::super::frame::{Frame, RowKind};
use super::words::Words;
use crate::context::Context;
use crate::document::Block;
use crate::normalise::key::fold_text;
use crate::record::AvailabilityState;

/// The table's block, its state, and the block of the note that says so (the table's own where the note stands in it).
pub(super) fn state(frame: &Frame<'_>, context: &Context<'_>, words: &Words) -> (u32, AvailabilityState, Option<u32>) {
    let state_of = |not_applicable| if not_applicable { AvailabilityState::NotApplicable } else { AvailabilityState::EmptyTableDeclared };
    for row in frame.body.iter().filter(|r| !matches!(r.kind, RowKind::Blank | RowKind::Serial | RowKind::Repeated)) {
        for column in 0..frame.columns() {
            let folded = fold_text(frame.own_text(row.row, column));
            let note = words.note(&folded).or((folded == "无").then_some(false));
            if let Some(not_applicable) = note {
                return (frame.block, state_of(not_applicable), Some(frame.block));
            }
        }
    }
    // Notes stand below the table, before the next one; a few stand above it.
    let below = (frame.block + 1..context.unit.end_block).take(4);
    let above = (frame.lead.first_block..frame.block).rev();
    for (block, needs_table) in below.map(|b| (b, false)).chain(above.map(|b| (b, true))) {
        match context.document.block(block) {
            Some(Block::Paragraph(paragraph)) => {
                let folded = fold_text(context.document.slice(paragraph.range));
                let short = folded.chars().count() <= 160 && (!needs_table || folded.contains('表'));
                // The caption of the next table ends the search.
                if !needs_table && folded.ends_with('表') && folded.chars().count() <= 50 && !folded.contains("空表") {
                    break;
                }
                if short && let Some(not_applicable) = words.note(&folded) {
                    return (frame.block, state_of(not_applicable), Some(block));
                }
            }
            _ if needs_table => {}
            _ => break,
        }
    }
    (frame.block, AvailabilityState::BlankCell, None)
}
