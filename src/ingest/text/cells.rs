//! Tables with a cell on each line: a cell begins with a tab, a blank line ends the row, a second one ends the table.
//!
//! This is how Apache Tika writes the tables of a Word file. A cell that is merged across columns is printed once, so that its row is shorter; one that is merged down
//! leaves an empty cell. A further paragraph of a cell is a line without a tab.

use super::{is_blank, is_sentence, table_of};
use crate::ingest::builder::RawTable;
use crate::ingest::html::inline::begins_paragraph;

/// The table that begins at a line, and the line after it; no table when the lines up to there are paragraphs.
pub(super) fn table(lines: &[&str], start: usize) -> (Option<RawTable>, usize) {
    let (rows, end) = collect(lines, start);
    (is_table(&rows).then(|| table_of(rows)), end)
}

type Rows<'a> = Vec<Vec<Vec<&'a str>>>;

fn collect<'a>(lines: &[&'a str], start: usize) -> (Rows<'a>, usize) {
    let (mut rows, mut row): (Rows<'a>, Vec<Vec<&'a str>>) = (Vec::new(), Vec::new());
    let mut at = start;
    while let Some(line) = lines.get(at) {
        if let Some(cell) = line.strip_prefix('\t') {
            row.push(vec![cell]);
        } else if is_blank(line) {
            if row.is_empty() {
                break;
            }
            rows.push(std::mem::take(&mut row));
        } else {
            match row.last_mut() {
                Some(cell) => cell.push(line),
                None => break,
            }
        }
        at += 1;
    }
    if !row.is_empty() {
        rows.push(row);
    }
    (rows, at)
}

/// Cells, and not paragraphs that are indented by a tab: some rows have several cells; cells hold no tabs, and few of them are sentences.
fn is_table(rows: &Rows<'_>) -> bool {
    let cells: Vec<&str> = rows.iter().flatten().filter_map(|c| c.first().copied()).collect();
    let with_tabs = cells.iter().filter(|c| c.contains('\t')).count();
    let wide = rows.iter().filter(|r| r.len() >= 2).count();
    if wide == 0 || with_tabs * 2 > cells.len() || rows.iter().flatten().any(|c| c.len() > 40) {
        return false;
    }
    let sentences = cells.iter().filter(|c| is_sentence(c)).count();
    let empty = cells.iter().filter(|c| c.trim().is_empty()).count();
    if wide == 1 {
        // One row may be a list whose items are indented.
        let numbered = cells.iter().filter(|c| begins_paragraph(c)).count();
        return sentences == 0 && cells.len() >= 3 && (empty > 0 || numbered * 2 <= cells.len());
    }
    sentences * 10 <= cells.len() * 6
}
