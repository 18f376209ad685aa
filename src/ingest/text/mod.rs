//! Plain text: what converters and clipboards leave of a document.
//!
//! These ways to print a table are known beside columns kept apart by blanks ([`layout`]), and a file may mix them:
//! - [`cells`]: a cell is a line that begins with a tab, a blank line ends a row (Apache Tika);
//! - [`rows`]: a row is a line, tabs between its cells (copied from a page or a sheet).
//!
//! - [`ruled`]: cells between drawn lines (Markdown, grids, boxes), which may stand in text of any kind.
//!
//! Rulings:
//! - A line is a paragraph. A blank line is an empty paragraph, but for the one that ends a row or a table, and for the one after each paragraph of a file that is
//!   double-spaced throughout.
//! - `[bookmark: …]` is residue of a converter and no text; it is left out.
//! - A table whose rows have different numbers of cells is ragged: cell *i* is the *i*-th printed. All rows alike, nothing is left to be solved, and it is exact.

use crate::diagnostics::Failure;
use crate::document::{Document, Format};
use crate::ingest::builder::{DocumentBuilder, RawCell, RawParagraph, RawTable};
use crate::ingest::{Limits, encoding};
use std::borrow::Cow;

mod cells;
mod layout;
mod rows;
mod ruled;

/// Reads text.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let decoded = encoding::decode(bytes);
    let mut builder = DocumentBuilder::new(Format::Text);
    builder.encoding(Some(decoded.name));
    decoded.diagnostics.into_iter().for_each(|d| builder.tell(d));
    let lines: Vec<Cow<'_, str>> = lines(&decoded.text).map(without_bookmarks).collect();
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    let drawn = ruled::tables(&lines, limits);
    // What stands between drawn tables is read by what it looks like without them.
    let inside = |at: usize| drawn.iter().any(|(range, _)| range.contains(&at));
    let other: Vec<&str> = match drawn.is_empty() {
        true => lines.clone(),
        false => lines.iter().enumerate().filter(|(at, _)| !inside(*at)).map(|(_, l)| *l).collect(),
    };
    let read = if layout::is_layout(&other) { layout::read } else { plain };
    let mut from = 0;
    for (range, table) in drawn {
        read(lines.get(from..range.start).unwrap_or_default(), &mut builder, limits);
        builder.table(table);
        from = range.end;
    }
    read(lines.get(from..).unwrap_or_default(), &mut builder, limits);
    Ok(builder.finish())
}

/// Lines without their ends (`\n`, `\r\n`, `\r`, and the line and paragraph separators of Unicode).
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim_end_matches(['\u{1a}', '\0']);
    let body = text.strip_suffix('\n').unwrap_or(text);
    let body = body.strip_suffix('\r').unwrap_or(body);
    body.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split(['\r', '\u{2028}', '\u{2029}', '\u{85}']))
}

/// A line without `[bookmark: …]`.
fn without_bookmarks(line: &str) -> Cow<'_, str> {
    const OPEN: &str = "[bookmark:";
    if !line.contains(OPEN) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(OPEN) {
        let Some(end) = rest[at..].find(']') else { break };
        out.push_str(&rest[..at]);
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Text whose tables are told by tabs.
fn plain(lines: &[&str], builder: &mut DocumentBuilder, limits: &Limits) {
    let double_spaced = is_double_spaced(lines);
    // Lines before `known` were tried and are paragraphs, tabs or not: a part of them could look like a table that the whole is not.
    let (mut at, mut known) = (0, 0);
    while let Some(line) = lines.get(at) {
        if at >= known && line.contains('\t') {
            let (first, end) = if line.starts_with('\t') { cells::table(lines, at) } else { (None, at) };
            let (table, end) = match first {
                Some(table) => (Some(table), end),
                None => rows::table(lines, at),
            };
            if let Some(table) = table {
                builder.table(within(table, limits));
                // The blank lines that end a table are no paragraphs.
                at = end + lines.get(end..).map_or(0, |rest| rest.iter().take_while(|l| is_blank(l)).count());
                continue;
            }
            known = end;
        }
        builder.paragraph(RawParagraph { text: (*line).to_owned(), ..RawParagraph::default() });
        at += 1;
        if double_spaced && !is_blank(line) && lines.get(at).is_some_and(|l| is_blank(l)) {
            at += 1;
        }
    }
}

/// Nearly every line of text is followed by a blank one.
fn is_double_spaced(lines: &[&str]) -> bool {
    let text = |l: &str| !is_blank(l) && !l.starts_with('\t');
    let followed = |pair: &[&str]| matches!(pair, [first, second] if text(first) && is_blank(second));
    let all = lines.iter().filter(|l| text(l)).count();
    all >= 5 && lines.windows(2).filter(|pair| followed(pair)).count() * 10 >= all * 8
}

/// Nothing but blanks, and no tab: a line that is one tab is an empty cell.
fn is_blank(line: &str) -> bool {
    !line.contains('\t') && line.chars().all(char::is_whitespace)
}

/// A table from the printed cells of its rows; a cell's lines are its paragraphs.
fn table_of(rows: Vec<Vec<Vec<&str>>>) -> RawTable {
    let width = rows.first().map_or(0, Vec::len);
    let ragged = rows.iter().any(|r| r.len() != width);
    let cell = |lines: Vec<&str>| RawCell {
        paragraphs: lines.into_iter().map(|l| RawParagraph { text: l.to_owned(), ..RawParagraph::default() }).collect(),
        ..RawCell::default()
    };
    RawTable { rows: rows.into_iter().map(|r| r.into_iter().map(cell).collect()).collect(), ragged, ..RawTable::default() }
}

/// Drops the last rows of a table whose grid would be larger than the limit.
fn within(mut table: RawTable, limits: &Limits) -> RawTable {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    table.rows.truncate((limits.table_cells as usize / columns).max(1));
    table
}

/// How cells read: running text, or labels and figures.
fn is_sentence(text: &str) -> bool {
    let length = text.chars().count();
    length > 60 || (length > 12 && text.trim_end().ends_with(['。', '；', '：']))
}
