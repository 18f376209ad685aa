//! Tables set flush left: each cell, merged or not, begins where its first column begins (`column -t`, converters that pad their cells).
//!
//! There the place of a header cell says where its columns begin, and nothing has to be weighed: it reaches up to the next column whose header has begun by then. Figures of
//! different widths that all begin at one place are what tells such a table from one whose figures are set to the right.

use super::columns::{self, Column, Kind, TableLine};
use super::header::{Header, HeaderCell};
use super::page::Piece;
use std::collections::BTreeMap;

/// The header of a table that is set flush left, and its columns; `None` for any other table, and where a cell is not certain.
pub(super) fn read(head: &[&TableLine<'_>], body: &[&TableLine<'_>]) -> Option<(Header, Vec<Column>)> {
    let bands = columns::of_body(body);
    if head.is_empty() || !is_flush(&bands, head, body) {
        return None;
    }
    let columns = with_blank(bands, head)?;
    let cells = cells(&columns, head)?;
    Some((Header { cells, sure: true }, columns))
}

/// Every figure begins where its column begins; and so do figures of different widths in one column at least, or figures and headers of different widths in two.
fn is_flush(bands: &[Column], head: &[&TableLine<'_>], body: &[&TableLine<'_>]) -> bool {
    let (mut by_figures, mut by_headers) = (0, 0);
    for band in bands {
        let inside = || body.iter().flat_map(|l| &l.pieces).filter(|p| p.start < band.end && p.end > band.start);
        // Names may be indented.
        if band.kind != Kind::Label && inside().any(|p| p.start != band.start) {
            return false;
        }
        if band.kind == Kind::Value {
            let width = |p: &Piece<'_>| p.end - p.start;
            let (least, most) = (inside().map(width).min(), inside().map(width).max());
            by_figures += usize::from(least < most);
            let headers = head.iter().flat_map(|l| &l.pieces).filter(|p| p.start == band.start);
            by_headers += usize::from(headers.map(width).any(|w| Some(w) != most));
        }
    }
    by_figures > 0 || by_headers > 1
}

/// The columns, with those that only the header shows; `None` where a header cell begins inside of a column.
fn with_blank(bands: Vec<Column>, head: &[&TableLine<'_>]) -> Option<Vec<Column>> {
    let mut columns: BTreeMap<usize, Column> = bands.into_iter().map(|c| (c.start, c)).collect();
    for piece in head.iter().flat_map(|l| &l.pieces) {
        let (_, before) = columns.range(..=piece.start).next_back()?;
        if before.start == piece.start {
            continue;
        }
        if piece.start < before.end {
            return None;
        }
        columns.insert(piece.start, Column { start: piece.start, end: piece.start + 1, kind: Kind::Blank, doubtful: false });
    }
    Some(columns.into_values().collect())
}

/// The cells of the header over their columns.
fn cells(columns: &[Column], head: &[&TableLine<'_>]) -> Option<Vec<HeaderCell>> {
    let at = |start: usize| columns.binary_search_by_key(&start, |c| c.start).ok();
    // The line in which the header of each column begins.
    let mut first: Vec<usize> = vec![usize::MAX; columns.len()];
    for (row, line) in head.iter().enumerate() {
        for piece in &line.pieces {
            let slot = first.get_mut(at(piece.start)?)?;
            *slot = row.min(*slot);
        }
    }
    if first.contains(&usize::MAX) {
        return None;
    }
    let mut out: Vec<HeaderCell> = Vec::new();
    for (row, line) in head.iter().enumerate() {
        for piece in &line.pieces {
            let from = at(piece.start)?;
            let to = (from + 1..columns.len()).find(|c| first.get(*c).is_some_and(|f| *f <= row)).unwrap_or(columns.len());
            let over: Vec<&HeaderCell> = out.iter().filter(|c| c.columns.0 <= from && from < c.columns.1).collect();
            // A piece below a cell of one column may be a part of it or the rest of a broken text.
            if over.iter().any(|c| c.leaf || c.columns.1 < to) {
                return None;
            }
            let level = over.len();
            out.push(HeaderCell {
                text: piece.text.to_owned(),
                height: line.at * 2,
                lines: (line.at, line.at),
                start: piece.start,
                end: piece.end,
                columns: (from, to),
                level,
                leaf: to == from + 1,
            });
        }
    }
    // What stands over several columns has a part over each of them.
    let parted = |cell: &HeaderCell| {
        (cell.columns.0..cell.columns.1).all(|c| out.iter().any(|o| o.leaf && o.columns.0 == c && o.level > cell.level))
    };
    if out.iter().any(|c| !c.leaf && !parted(c)) {
        return None;
    }
    out.sort_by_key(|c| (c.level, c.columns.0));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: usize, pieces: &[(usize, &'static str)]) -> TableLine<'static> {
        TableLine { pieces: pieces.iter().map(|(s, t)| Piece { start: *s, end: s + t.chars().count(), text: t }).collect(), gap: 0, at }
    }

    type Spans = Vec<(String, usize, (usize, usize))>;

    fn spans(head: &[TableLine<'_>], body: &[TableLine<'_>]) -> Option<Spans> {
        let (header, _) = read(&head.iter().collect::<Vec<_>>(), &body.iter().collect::<Vec<_>>())?;
        Some(header.cells.into_iter().map(|c| (c.text, c.level, c.columns)).collect())
    }

    #[test]
    fn a_cell_reaches_to_the_next_column_whose_header_has_begun() {
        let head = [line(0, &[(0, "甲"), (20, "乙"), (30, "丙")]), line(1, &[(0, "子"), (10, "丑"), (30, "寅"), (40, "卯")])];
        let body = [line(2, &[(0, "1.00"), (10, "2.00"), (20, "3.00"), (30, "4.00")]), line(3, &[(0, "10.00"), (10, "—"), (30, "4")])];
        let found = spans(&head, &body).unwrap();
        let found: Vec<(&str, usize, (usize, usize))> = found.iter().map(|(t, l, c)| (t.as_str(), *l, *c)).collect();
        assert_eq!(
            found,
            [
                ("甲", 0, (0, 2)),
                ("乙", 0, (2, 3)),
                ("丙", 0, (3, 5)),
                ("子", 1, (0, 1)),
                ("丑", 1, (1, 2)),
                ("寅", 1, (3, 4)),
                ("卯", 1, (4, 5))
            ]
        );
    }

    #[test]
    fn what_is_not_certain_is_left_to_the_other_readings() {
        let body = [line(2, &[(0, "1.00"), (10, "2.00")]), line(3, &[(0, "10.00"), (10, "—")])];
        // A text below a cell of one column: a part of it, or its rest.
        assert_eq!(spans(&[line(0, &[(0, "甲"), (10, "乙")]), line(1, &[(10, "丙")])], &body), None);
        // A header cell inside of a column, and a column without header.
        assert_eq!(spans(&[line(0, &[(2, "甲"), (10, "乙")])], &body), None);
        assert_eq!(spans(&[line(0, &[(0, "甲")])], &body), None);
        // Figures that are set to the right.
        let right = [line(2, &[(1, "1.00"), (10, "2.00")]), line(3, &[(0, "10.00"), (10, "—")])];
        assert_eq!(spans(&[line(0, &[(0, "甲"), (10, "乙")])], &right), None);
    }
}
