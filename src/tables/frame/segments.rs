//! Where one table of the page ends and the next begins in the same grid.

use super::super::cell::cell_value;
use super::lead::{LeadText, classify};
use super::rows::{KnowsHeader, Shape, is_lead_row, likeness, row_texts, same_row, shape, total_word, visible};
use crate::document::{Cell, Document, Table};
use crate::normalise::key::fold_text;
use std::collections::BTreeSet;
use std::ops::Range;

/// Tables that run together in one at most.
const MOST_SEGMENTS: usize = 40;

/// The ranges of rows of the tables that run together in one. A new table begins where a title, code or unit row is followed by a header; the same title and header once more
/// (on a new page) begin none.
pub(crate) fn segments(document: &Document, table: &Table, knows: KnowsHeader<'_>) -> Vec<Range<u32>> {
    let mut starts = vec![0];
    let mut current = shape(document, table, 0..table.rows, knows);
    let mut row = current.header.last().or(current.lead.last()).map_or(0, |r| r + 1);
    while row < table.rows {
        if starts.len() >= MOST_SEGMENTS {
            break;
        }
        if !begins_with_title(document, table, row) {
            if is_other_header(document, table, row, &current, knows) {
                starts.push(row);
                current = shape(document, table, row..table.rows, knows);
                row = current.header.last().map_or(row, |r| *r);
            }
            row += 1;
            continue;
        }
        let lead_end = (row..table.rows).find(|&r| !is_lead_row(document, table, r)).unwrap_or(table.rows);
        let header = lead_end < table.rows && is_strong_header(document, table, lead_end, knows);
        let same_lead = (row..lead_end)
            .filter(|&r| says_anything(document, table, r))
            .all(|r| current.lead.iter().any(|&l| same_row(document, table, l, r)));
        let same_header = current.header.first().is_some_and(|&h| same_row(document, table, h, lead_end));
        if header && !(same_lead && same_header) {
            starts.push(row);
            current = shape(document, table, row..table.rows, knows);
            row = current.header.last().map_or(lead_end, |r| r + 1);
        } else {
            row = lead_end.max(row + 1);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([table.rows]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn says_anything(document: &Document, table: &Table, row: u32) -> bool {
    row_texts(document, table, row).iter().any(|(_, t)| visible(t))
}

fn begins_with_title(document: &Document, table: &Table, row: u32) -> bool {
    is_lead_row(document, table, row)
        && row_texts(document, table, row)
            .iter()
            .any(|(_, t)| matches!(classify(t), LeadText::Title | LeadText::Unit | LeadText::Code | LeadText::Number))
}

/// Header words alone, at least three, in a row of the body that is none of the header's: another table without a title. The first rows of the body may still be header.
fn is_other_header(document: &Document, table: &Table, row: u32, current: &Shape, knows: KnowsHeader<'_>) -> bool {
    let top = current.header.last().map_or(0, |r| r + 3);
    if row < top || current.header.is_empty() {
        return false;
    }
    let texts = row_texts(document, table, row);
    let said: Vec<String> = texts.iter().map(|(_, t)| super::super::cell::without_unit(&fold_text(t))).filter(|t| !t.is_empty()).collect();
    let columns: usize = said.iter().filter(|t| knows(t) && total_word(t).is_none()).count();
    let known = said.iter().all(|t| knows(t) || total_word(t).is_some());
    if said.len() < 3 || columns < 2 || !known || only_labels(document, table, current.header.last().map_or(0, |r| r + 1)..row, &texts) {
        return false;
    }
    !current.header.iter().chain(&current.lead).any(|&h| same_row(document, table, h, row))
}

/// Words that stand only where no row above has a number are labels whose amounts are blank (结转下年 on each side), and no header.
fn only_labels(document: &Document, table: &Table, above: Range<u32>, texts: &[(&Cell, &str)]) -> bool {
    let numbers: BTreeSet<u32> = above
        .flat_map(|row| row_texts(document, table, row))
        .filter(|(_, t)| cell_value(t).number().is_some())
        .map(|(c, _)| c.column)
        .collect();
    let said = texts.iter().filter(|(_, t)| visible(t));
    !numbers.is_empty() && said.into_iter().all(|(c, _)| c.column_span == 1 && !numbers.contains(&c.column))
}

/// A row of at least two header words, most of them known.
fn is_strong_header(document: &Document, table: &Table, row: u32, knows: KnowsHeader<'_>) -> bool {
    let texts = row_texts(document, table, row);
    let said: Vec<String> = texts.iter().map(|(_, t)| super::super::cell::without_unit(&fold_text(t))).filter(|t| !t.is_empty()).collect();
    let known = said.iter().filter(|t| knows(t)).count();
    likeness(document, table, row, knows) > 0 && known >= 2 && known * 5 >= said.len() * 3
}

/// What may stand between two halves of a table that a page break parted: nothing, a page number, 续表, the unit once more.
pub(crate) fn is_between_pages(text: &str) -> bool {
    let folded = fold_text(text);
    super::lead::is_page_number(&folded)
        || matches!(classify(text), LeadText::Blank | LeadText::Unit)
        || folded.contains("续表")
        || folded.ends_with("(续)")
}
