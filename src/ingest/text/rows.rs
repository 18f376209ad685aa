//! Tables with a row on each line, tabs between the cells: copied from a page or a sheet.
//!
//! A cell that holds a line end is in quotation marks when it comes from a sheet. A line without a tab between two rows is a row of one cell (a caption inside the table).
//! Lines with a tab are not always a table: a table of contents has one before each page number, and duties are listed as *name, tab, sentence*.

use super::{is_blank, is_sentence, table_of};
use crate::ingest::builder::RawTable;
use crate::ingest::html::inline::{begins_paragraph, ends_sentence};

/// The table that begins at a line, and the line after it; no table when the lines up to there are paragraphs.
pub(super) fn table(lines: &[&str], start: usize) -> (Option<RawTable>, usize) {
    let mut rows: Vec<Vec<Vec<&str>>> = Vec::new();
    let mut at = start;
    while let Some(line) = lines.get(at) {
        if line.contains('\t') {
            let (row, next) = row(lines, at);
            rows.push(row);
            at = next;
        } else if !rows.is_empty() && is_inner_row(lines, at) {
            rows.push(vec![vec![line]]);
            at += 1;
        } else {
            break;
        }
    }
    (is_table(&rows).then(|| table_of(rows)), at)
}

/// A short line between two rows of several cells.
fn is_inner_row(lines: &[&str], at: usize) -> bool {
    let line = lines.get(at).copied().unwrap_or_default();
    let wide = |l: Option<&&str>| l.is_some_and(|l| l.matches('\t').count() >= 2);
    let before = at.checked_sub(1).and_then(|b| lines.get(b));
    !is_blank(line)
        && line.chars().count() <= 30
        && !ends_sentence(line)
        && !begins_paragraph(line)
        && wide(before)
        && wide(lines.get(at + 1))
}

/// The cells of a row, and the line after it: a cell that opens a quotation mark at its start goes on, over at most ten lines, to the one that closes it.
fn row<'a>(lines: &[&'a str], start: usize) -> (Vec<Vec<&'a str>>, usize) {
    let line = lines.get(start).copied().unwrap_or_default();
    let mut cells: Vec<Vec<&str>> = line.split('\t').map(|c| vec![c]).collect();
    let mut next = start + 1;
    while let Some(last) = cells.last_mut() {
        let opens = last.len() == 1 && last.first().is_some_and(|c| c.starts_with('"') && !(c.len() > 1 && c.ends_with('"')));
        let close = lines.iter().skip(next).take(10).position(|l| l.contains("\"\t") || l.ends_with('"')).filter(|_| opens);
        let Some(close) = close else { break };
        if let Some(first) = last.first_mut() {
            *first = first.get(1..).unwrap_or_default();
        }
        for inner in lines.iter().skip(next).take(close) {
            last.push(inner);
        }
        let closing = lines.get(next + close).copied().unwrap_or_default();
        let mut parts = closing.split('\t');
        last.push(parts.next().unwrap_or_default().trim_end_matches('"'));
        cells.extend(parts.map(|c| vec![c]));
        next += close + 1;
    }
    for cell in &mut cells {
        if let [only] = cell.as_mut_slice()
            && let Some(inner) = only.strip_prefix('"').and_then(|c| c.strip_suffix('"'))
        {
            *only = inner;
        }
    }
    (cells, next)
}

fn is_table(rows: &[Vec<Vec<&str>>]) -> bool {
    let text = |cell: &Vec<&str>| cell.iter().any(|l| !l.trim().is_empty());
    let filled: Vec<usize> = rows.iter().map(|r| r.iter().filter(|c| text(c)).count()).collect();
    let several = filled.iter().filter(|n| **n >= 2).count();
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    if several == 0 || (rows.len() == 1 && filled.first().is_none_or(|n| *n < 3)) {
        return false;
    }
    let last: Vec<&str> = rows.iter().filter(|r| r.len() >= 2).filter_map(|r| r.iter().rev().find(|c| text(c))?.first().copied()).collect();
    let two = filled.iter().all(|n| *n <= 2);
    if two && (is_contents(&last) || last.iter().filter(|c| is_sentence(c)).count() * 2 > last.len()) {
        return false;
    }
    if several == 1 && rows.len() > 3 && widest < 3 {
        return false;
    }
    several * 2 >= rows.len() || widest >= 3
}

/// Page numbers: small whole numbers that never go down, three or more.
fn is_contents(last: &[&str]) -> bool {
    let pages: Vec<u32> = last.iter().map_while(|c| c.trim().trim_matches(['-', '—', ' ']).parse().ok()).collect();
    pages.len() == last.len() && pages.len() >= 3 && pages.iter().all(|p| *p < 500) && pages.is_sorted()
}
