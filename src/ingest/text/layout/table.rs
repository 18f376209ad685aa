//! From the lines of a table to its rows: columns, header, rows of the body.

use super::carry;
use super::columns::{self, Column, Kind, TableLine, column_of, is_figure};
use super::flush;
use super::header::{self, Header};
use super::page::{Metric, Piece, display, is_blank};
use super::prose::seam;
use super::rows::{Rows, is_total};
use crate::ingest::builder::{RawCell, RawParagraph, RawTable};

/// Reads a table, and where its columns lie; `None` when no two columns are found. `before` are the columns of a table that ended with the page before.
pub(super) fn read(lines: &[&str], before: Option<&[Column]>, around: Metric) -> Option<(RawTable, Vec<Column>)> {
    let table = table_lines(lines, around);
    let all: Vec<&TableLine<'_>> = table.iter().collect();
    let (mut head, mut body) = split(&all);
    let late = take_late_header(&head, &mut body);
    head.extend(&late);
    let (mut header, mut columns) = flush::read(&head, &body).unwrap_or_else(|| {
        let mut columns = columns::of_body(&body);
        columns::join_exclusive(&body, &mut columns, header::leaves(&head));
        let widest = head.iter().map(|l| l.pieces.len()).max().unwrap_or(0);
        // No page has so many columns: what they are called is not looked for.
        let header = if widest.max(columns.len()) > carry::MOST { Header::default() } else { header::read(&head, &mut columns) };
        (header, columns)
    });
    // A header names the figures. Lines that do not are the first rows of a table that goes on from the page before.
    let named = |i: usize, c: &Column| c.kind == Kind::Value && header.cells.iter().any(|h| h.leaf && h.columns == (i, i + 1));
    let unread = header.cells.is_empty() && !head.is_empty();
    if unread || columns.iter().any(|c| c.kind == Kind::Value) && !columns.iter().enumerate().any(|(i, c)| named(i, c)) {
        if let Some(columns) = before.and_then(|before| carry::carry(before, &all)) {
            let mut out = RawTable::default();
            body_rows(&all, &columns, &mut out);
            return Some((out, before.unwrap_or_default().to_vec()));
        }
        body = all.clone();
        columns = columns::of_body(&body);
        columns::join_exclusive(&body, &mut columns, 0);
        header = Header { sure: true, ..Header::default() };
    }
    if columns.len() < 2 {
        return None;
    }
    let mut out = RawTable::default();
    header_rows(&header, &mut out);
    body_rows(&body, &columns, &mut out);
    Some((out, columns))
}

/// The lines that are not blank, in pieces.
fn table_lines<'a>(lines: &[&'a str], around: Metric) -> Vec<TableLine<'a>> {
    let metric = columns::metric(lines, around);
    let mut table: Vec<TableLine<'_>> = Vec::new();
    let mut gap = 0;
    for (at, line) in lines.iter().enumerate() {
        if is_blank(line) {
            gap += 1;
        } else {
            table.push(TableLine { pieces: columns::cells(line, metric), gap, at });
            gap = 0;
        }
    }
    table
}

fn body_rows(body: &[&TableLine<'_>], columns: &[Column], out: &mut RawTable) {
    for (start, end) in Rows::new(body, columns).group() {
        out.rows.push(body_row(body.get(start..end).unwrap_or_default(), columns));
    }
}

/// A threshold: ≥12次, <85%.
fn is_threshold(text: &str) -> bool {
    let figure = text.trim_start_matches(['≥', '≤', '>', '<', '＞', '＜', '﹥', '﹤', '=', '＝']);
    figure.len() < text.len() && figure.starts_with(|c: char| c.is_numeric())
}

/// Header and body: the body begins with the first line that has a figure or a threshold. A table that has none in its first lines is all body; one that has none at all, and few lines,
/// is all header.
fn split<'a, 'b>(lines: &[&'b TableLine<'a>]) -> (Vec<&'b TableLine<'a>>, Vec<&'b TableLine<'a>>) {
    // A total that stands by itself below the header is a row without figures: the table is empty.
    let total = |l: &TableLine<'_>| matches!(l.pieces.as_slice(), [only] if is_total(only.text)) && l.gap >= 2;
    let first = lines
        .iter()
        .enumerate()
        .position(|(i, l)| l.pieces.iter().any(|p| is_figure(p.text) || is_threshold(p.text)) || (i > 0 && total(l)));
    let at = match first {
        None if lines.len() <= 8 => lines.len(),
        None => 1,
        Some(at) if at > 10 => 1,
        Some(at) if begins_with_name(lines, at) => at - 1,
        Some(at) => at,
    };
    (lines.get(..at).unwrap_or_default().to_vec(), lines.get(at..).unwrap_or_default().to_vec())
}

/// The line above the first figures is the first line of their name: it stands alone, apart from the header, where the name goes on, and is as long as any name.
fn begins_with_name(lines: &[&TableLine<'_>], at: usize) -> bool {
    let Some((above, first)) = at.checked_sub(1).and_then(|a| lines.get(a)).zip(lines.get(at)) else { return false };
    let [name] = above.pieces.as_slice() else { return false };
    let same = |p: &&Piece<'_>| p.start.abs_diff(name.start) <= 1 && !is_figure(p.text);
    let longest = lines.iter().skip(at).flat_map(|l| &l.pieces).filter(same).map(|p| display(p.text)).max();
    let apart = at >= 2 && above.gap > 0 && first.gap == 0;
    // The name goes on beside its figures, or below them.
    let next = lines.get(at + 1).filter(|l| l.gap == 0).map_or(&[][..], |l| l.pieces.as_slice());
    let goes_on = first.pieces.iter().any(|p| same(&p)) || next.first().is_some_and(|p| next.len() == 1 && same(&p));
    apart && goes_on && longest.is_some_and(|l| display(name.text) >= l)
}

/// Lines of the header that were printed lower than the first figures: single characters over columns of codes (类 款 项). They stand beside the first row, so that
/// the header is no higher for them: each counts as the line after its last one.
fn take_late_header<'a>(head: &[&TableLine<'a>], body: &mut Vec<&TableLine<'a>>) -> Vec<TableLine<'a>> {
    let late = |l: &TableLine<'_>| l.pieces.len() >= 2 && l.pieces.iter().all(|p| !is_figure(p.text) && p.text.chars().count() == 1);
    let mut out = Vec::new();
    while let Some(at) = body.iter().take(4).position(|l| late(l)) {
        let line = body.remove(at);
        let below = head.last().map_or(line.at, |l| l.at + 1 + out.len());
        out.push(TableLine { pieces: line.pieces.clone(), gap: line.gap, at: below });
    }
    out
}

/// A row of the body: a cell for each column.
fn body_row(lines: &[&TableLine<'_>], columns: &[Column]) -> Vec<RawCell> {
    let mut texts = vec![String::new(); columns.len()];
    for line in lines {
        let mut last = None;
        for piece in &line.pieces {
            let Some(c) = column_of(columns, piece) else { continue };
            if let Some(text) = texts.get_mut(c) {
                // Two pieces of one line in one column keep a blank between them.
                text.push_str(if last == Some(c) { " " } else { seam(text, piece.text) });
                text.push_str(piece.text);
            }
            last = Some(c);
        }
    }
    together(texts, columns)
}

/// A cell for each column; columns whose header is in doubt share one, so that no figure comes under a header that may not be its own.
fn together(texts: Vec<String>, columns: &[Column]) -> Vec<RawCell> {
    let mut cells: Vec<RawCell> = Vec::with_capacity(texts.len());
    let mut run = 0;
    for (c, text) in texts.into_iter().enumerate() {
        let doubtful = columns.get(c).is_some_and(|c| c.doubtful);
        let joined = cells.last_mut().filter(|_| doubtful && run > 0);
        run = if doubtful { run + 1 } else { 0 };
        match joined {
            Some(cell) => {
                cell.column_span += 1;
                if let Some(paragraph) = cell.paragraphs.first_mut() {
                    paragraph.text.push_str(if paragraph.text.is_empty() || text.is_empty() { "" } else { " " });
                    paragraph.text.push_str(&text);
                }
            }
            None => cells.push(cell(text, c as u32, 1, 1)),
        }
    }
    cells
}

fn cell(text: String, column: u32, column_span: u32, row_span: u32) -> RawCell {
    let paragraphs = vec![RawParagraph { text, ..RawParagraph::default() }];
    RawCell { paragraphs, column: Some(column), row_span, column_span, ..RawCell::default() }
}

/// The rows of the header. Sure: each cell with its spans. Not sure: row by row as printed, an empty cell where one from above goes on, as converters give them.
fn header_rows(header: &Header, out: &mut RawTable) {
    let height = header.cells.iter().map(|c| c.level + 1).max().unwrap_or(0);
    out.ragged = !header.sure;
    for level in 0..height {
        let mut row = Vec::new();
        for cell in header.cells.iter().filter(|c| c.level == level || (out.ragged && c.leaf && c.level < level)) {
            let below = header
                .cells
                .iter()
                .filter(|b| b.level > cell.level && b.columns.0 >= cell.columns.0 && b.columns.1 <= cell.columns.1)
                .map(|b| b.level)
                .min();
            let row_span = below.unwrap_or(height) - cell.level;
            let (a, b) = cell.columns;
            row.push(match (out.ragged, cell.level == level) {
                (false, _) => self::cell(cell.text.clone(), a as u32, (b - a) as u32, row_span as u32),
                (true, own) => self::cell(if own { cell.text.clone() } else { String::new() }, a as u32, 1, 1),
            });
        }
        row.sort_by_key(|c| c.column);
        if out.ragged {
            row.iter_mut().for_each(|c| c.column = None);
        }
        out.rows.push(row);
    }
}
