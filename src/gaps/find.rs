//! The rows of `gaps`, while a disclosure is read.

use crate::context::Context;
use crate::diagnostics::{Code, Diagnostic};
use crate::document::{Block, Place, Table};
use crate::narrative;
use crate::normalise::key::fold_text;
use crate::numerals::Numeral;
use crate::record::{GapKind, GapRow};

/// Characters that are kept before a numeral, and after it.
const BEFORE: usize = 24;
const AFTER: usize = 8;
/// Rows between a numeral and the header that names its column.
const FARTHEST: usize = 400;

/// Everything that was not understood, in reading order of its diagnostics, then the numerals; `disclosure_id` and `seq` are filled later.
pub fn find(context: &Context<'_>, diagnostics: &[Diagnostic], numerals: &[Numeral], words: &narrative::Lexicon) -> Vec<GapRow> {
    let mut rows = Vec::new();
    for told in diagnostics {
        for unknown in &told.unknown {
            rows.push(row(unknown.kind, Some(unknown.context.clone()), unknown.text.clone(), None, told.place));
        }
        if told.code == Code::UnattributedAmount {
            measure(context, told, words, &mut rows);
        }
    }
    for numeral in numerals.iter().filter(|n| n.class.is_none()) {
        let around = around(context, &numeral.place);
        rows.push(row(GapKind::Numeral, None, numeral.text.clone(), around, Some(numeral.place)));
    }
    rows
}

fn row(kind: GapKind, context: Option<String>, text: String, around: Option<String>, place: Option<Place>) -> GapRow {
    GapRow {
        disclosure_id: String::new(),
        seq: 0,
        kind,
        context,
        text,
        around,
        block: place.map(|p| p.block),
        start_char: place.map(|p| p.start_char),
        end_char: place.map(|p| p.end_char),
        table_row: place.and_then(|p| p.cell).map(|c| c.0),
        table_column: place.and_then(|p| p.cell).map(|c| c.1),
    }
}

/// An amount without a measure: the words of its clause that the vocabulary lacks, or the whole clause where it lacks none.
fn measure(context: &Context<'_>, told: &Diagnostic, words: &narrative::Lexicon, rows: &mut Vec<GapRow>) {
    let Some(place) = told.place else { return };
    let Some(text) = text_at(context, &place) else { return };
    let label = fold_text(&clause(text, place.start_char as usize));
    let around = Some(bracketed(text, &place));
    let unknown = words.unknown(&label);
    if unknown.is_empty() {
        rows.push(row(GapKind::Measure, None, label, around, Some(place)));
        return;
    }
    for run in unknown {
        rows.push(row(GapKind::Measure, Some(narrative::CONTEXT.to_owned()), run.to_owned(), around.clone(), Some(place)));
    }
}

/// The paragraph or cell of a place.
fn text_at<'d>(context: &Context<'d>, place: &Place) -> Option<&'d str> {
    match (context.document.block(place.block)?, place.cell) {
        (Block::Paragraph(paragraph), None) => Some(context.document.slice(paragraph.range)),
        (Block::Table(table), Some((row, column))) => Some(context.document.cell_text(table.cell_at(row, column)?)),
        _ => None,
    }
}

/// What stands between the last mark before a character and that character.
fn clause(text: &str, at: usize) -> String {
    let before: Vec<char> = text.chars().take(at).collect();
    let from = before.iter().rposition(|c| "。；;，,：:、（）()\n".contains(*c)).map_or(0, |i| i + 1);
    before.get(from..).unwrap_or(&[]).iter().collect::<String>().trim().to_owned()
}

/// 培训费[12.5]万元，比: the place in its words.
fn bracketed(text: &str, place: &Place) -> String {
    let (start, end) = (place.start_char as usize, place.end_char as usize);
    let sentence: Vec<char> = text.chars().collect();
    let from = start.saturating_sub(BEFORE);
    let piece =
        |from: usize, to: usize| sentence.get(from.min(sentence.len())..to.min(sentence.len())).unwrap_or(&[]).iter().collect::<String>();
    let line = format!("{}[{}]{}", piece(from, start), piece(start, end), piece(end, end + AFTER));
    line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn around(context: &Context<'_>, place: &Place) -> Option<String> {
    let text = text_at(context, place)?;
    let Some((row, column)) = place.cell else { return Some(bracketed(text, place)) };
    let Some(Block::Table(table)) = context.document.block(place.block) else { return None };
    let whole = text.trim().chars().count() == (place.end_char - place.start_char) as usize;
    let names = [label(context, table, row), header(context, table, row, column)];
    let mut parts: Vec<String> = names.into_iter().flatten().collect();
    if !whole {
        parts.push(bracketed(text, place));
    }
    Some(parts.join(" | "))
}

/// An amount alone: 12.50.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    text.contains(['.', '．']) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
}

fn said(text: &str) -> Option<String> {
    let words = text.chars().any(|c| c.is_alphabetic());
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.then(|| line.chars().take(BEFORE).collect())
}

/// The first words of the row.
fn label(context: &Context<'_>, table: &Table, row: u32) -> Option<String> {
    table.row_cells(row).find_map(|cell| said(context.document.cell_text(cell)))
}

/// The words nearest above in the column, of the rows before the first that holds a figure; of all rows where the first holds one.
fn header(context: &Context<'_>, table: &Table, row: u32, column: u32) -> Option<String> {
    let figure = |r: u32| table.row_cells(r).any(|c| is_figure(context.document.cell_text(c)));
    let first = (0..row).take(FARTHEST).find(|r| figure(*r)).filter(|r| *r > 0).unwrap_or(row);
    (0..first).rev().take(FARTHEST).filter_map(|r| table.cell_at(r, column)).find_map(|cell| said(context.document.cell_text(cell)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_before_an_amount_and_its_words() {
        let text = "其中：某专门经费12.5万元，比上年";
        assert_eq!(clause(text, 8), "某专门经费");
        let place = Place { block: 0, end_block: 0, start_char: 8, end_char: 12, cell: None };
        assert_eq!(bracketed(text, &place), "其中：某专门经费[12.5]万元，比上年");
        assert_eq!(clause("12.5万元", 0), "");
    }
}
