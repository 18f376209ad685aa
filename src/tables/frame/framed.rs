//! A table in a cell of another: its title and unit stand in that cell, or above a table that only frames it.

use super::lead::{Lead, LeadText, classify};
use crate::document::{Block, CellAddress, Document, Place, Table};
use crate::normalise::key::fold_text;
use crate::tables::cell::stated_unit;

impl Lead {
    /// Takes what the cell around a nested table tells. Of the titles and units of several tables in one cell each has its own, by their order, and none has
    /// one when the numbers differ.
    pub(super) fn take_around(&mut self, document: &Document, first_block: u32, block: u32, parent: CellAddress) {
        let Some(outer) = document.table(parent.block) else { return };
        let lines = lines(document, outer, parent);
        let siblings: Vec<u32> = document.tables().filter(|(_, t)| t.parent == Some(parent)).map(|(b, _)| b).collect();
        let own = siblings.iter().position(|b| *b == block).unwrap_or(0);
        let units: Vec<&(&str, Place)> = lines.iter().filter(|(text, _)| stated_unit(text).is_some()).collect();
        // One unit for all, or one for each table in order.
        let same = units.windows(2).all(|w| matches!(w, [a, b] if unit_word(a.0) == unit_word(b.0)));
        let unit = if same { units.first() } else { units.get(own).filter(|_| units.len() == siblings.len()) };
        if let Some((text, place)) = unit.filter(|(text, _)| !matches!(classify(text), LeadText::Other | LeadText::Blank)) {
            self.take(text, *place);
        }
        for (text, place) in lines.iter().filter(|(text, _)| siblings.len() == 1 && stated_unit(text).is_none()) {
            if matches!(classify(text), LeadText::Code | LeadText::Label) {
                self.take(text, *place);
            }
        }
        let titles: Vec<&(&str, Place)> = lines.iter().filter(|(text, _)| classify(text) == LeadText::Title).collect();
        if let Some((text, place)) = titles.get(own).filter(|_| titles.len() == siblings.len()) {
            self.take_cell(text, *place, false);
        } else if let (1, Some((text, place))) = (siblings.len(), lines.first().filter(|(text, _)| is_name(text))) {
            self.take_cell(text, *place, true);
        }
        if self.caption.is_none() && outer.cells.len() == 1 && siblings.len() == 1 {
            match outer.parent {
                Some(further) => self.take_around(document, first_block, parent.block, further),
                None => self.take_paragraphs(document, first_block, parent.block),
            }
            self.first_block = block;
        }
    }
}

/// The lines of a cell with their places.
fn lines<'a>(document: &'a Document, table: &Table, address: CellAddress) -> Vec<(&'a str, Place)> {
    let Some(cell) = table.cell_at(address.row, address.column) else { return Vec::new() };
    let (mut found, mut start) = (Vec::new(), 0);
    for line in document.slice(cell.range).split('\n') {
        let end = start + line.chars().count() as u32;
        let place =
            Place { block: address.block, end_block: address.block, start_char: start, end_char: end, cell: Some((cell.row, cell.column)) };
        if !line.trim().is_empty() {
            found.push((line, place));
        }
        start = end + 1;
    }
    found
}

/// A line that may name a table although it does not end as titles do: no sentence, and more than a word.
fn is_name(text: &str) -> bool {
    let folded = fold_text(text);
    classify(text) == LeadText::Other && (9..=40).contains(&folded.chars().count()) && !folded.contains(['。', ';', ','])
}

fn unit_word(text: &str) -> Option<String> {
    stated_unit(text).map(|m| m.printed)
}

/// Whether a table stands in a cell of another.
pub(super) fn parent(document: &Document, block: u32) -> Option<CellAddress> {
    match document.block(block) {
        Some(Block::Table(table)) => table.parent,
        _ => None,
    }
}
