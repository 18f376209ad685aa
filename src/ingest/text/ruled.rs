//! Tables drawn with characters: `| a | b |` (Markdown), grids of `+---+` (pandoc, data bases) and of box-drawing characters (`┌─┬│`).
//!
//! In a grid the lines themselves say where a cell begins and ends, merged ones too: a border that is not drawn joins two places. A grid whose lines do not meet is no
//! grid, and its rows are told as ragged where they print different numbers of cells. A cell of several lines keeps them as paragraphs, so that two figures of one cell never
//! become one.

use super::{table_of, within};
use crate::ingest::Limits;
use crate::ingest::builder::RawTable;
use std::ops::Range;

mod grid;

/// A bar between cells.
fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜' | '│' | '┃' | '║')
}

/// Where lines meet.
fn is_corner(c: char) -> bool {
    c == '+' || (('┌'..='╋').contains(&c) || ('╒'..='╬').contains(&c))
}

/// A line from left to right.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '=' | '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉')
}

/// What a line of a drawn table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Nothing but lines.
    Rule,
    /// Cells between bars; in a grid, a line with corners too where a merged cell interrupts the line.
    Row,
    Other,
}

fn kind(line: &str) -> Kind {
    let line = line.trim();
    let (Some(first), Some(last)) = (line.chars().next(), line.chars().next_back()) else { return Kind::Other };
    let edge = |c: char| is_bar(c) || is_corner(c);
    if !edge(first) || !edge(last) || line.chars().count() < 3 {
        return Kind::Other;
    }
    let dashes = line.chars().filter(|c| is_dash(*c)).count();
    if dashes >= 2 && line.chars().all(|c| edge(c) || is_dash(c) || c == ':' || c == ' ') {
        return Kind::Rule;
    }
    // `+` and a box's corner at both ends belong to a row only where lines are drawn between them.
    if (is_bar(first) && is_bar(last)) || dashes >= 2 { Kind::Row } else { Kind::Other }
}

/// The drawn tables of a text: their lines, and what they hold.
pub(super) fn tables(lines: &[&str], limits: &Limits) -> Vec<(Range<usize>, RawTable)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let rest = lines.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|l| kind(l) != Kind::Other).count();
        if let Some(table) = rest.get(..length).and_then(table) {
            found.push((at..at + length, within(table, limits)));
        }
        at += length.max(1);
    }
    found
}

/// A run of lines as a table: some rows of two and more cells.
fn table(lines: &[&str]) -> Option<RawTable> {
    let rows = lines.iter().filter(|l| kind(l) == Kind::Row).count();
    let wide = lines.iter().filter(|l| kind(l) == Kind::Row && cells(l).len() >= 2).count();
    if rows < 2 || wide < 2 {
        return None;
    }
    grid::read(lines).or_else(|| Some(by_count(lines)))
}

/// Rows by their bars alone. Rows with as many cells as all others need no spans to be known.
fn by_count(lines: &[&str]) -> RawTable {
    let rows = lines.iter().filter(|l| kind(l) == Kind::Row);
    table_of(rows.map(|l| cells(l).into_iter().map(|c| vec![c]).collect()).collect())
}

/// The cells between the bars of a line; a bar after a backslash is text.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let (mut found, mut from, mut escaped) = (Vec::new(), None, false);
    for (at, c) in line.char_indices() {
        if is_bar(c) && !escaped {
            if let Some(from) = from {
                found.push(line.get(from..at).unwrap_or_default().trim());
            }
            from = Some(at + c.len_utf8());
        }
        escaped = c == '\\' && !escaped;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_lines() {
        let kinds: Vec<Kind> = ["| 甲 | 1 |", "|:--|--:|", "+----+", "├─┼─┤", "│  ├──┤", "+ x +", "甲 | 乙", "- 项", "||"].map(kind).into();
        use Kind::{Other, Row, Rule};
        assert_eq!(kinds, [Row, Rule, Rule, Rule, Rule, Other, Other, Other, Other]);
    }

    #[test]
    fn a_bar_after_a_backslash_is_text() {
        assert_eq!(cells(r"| 甲\|乙 |  | 1.00 |"), [r"甲\|乙", "", "1.00"]);
    }
}
