//! The header of a table: which columns each of its cells stands over.
//!
//! Blanks keep the order of things on paper, but not their distances: a header cell that is merged across columns is printed once, somewhere over them. So three witnesses
//! are heard:
//! - height: a cell that reaches down to the body is set in the middle of its height, so that cells which stand under another one are printed lower than cells which stand
//!   under none;
//! - kinds: a merged cell begins where a block of columns begins (names after figures), and rarely parts names from their figures;
//! - place: a merged cell lies somewhere over its columns, and its neighbours over theirs.
//!
//! The cheapest reading is taken; where another one is about as good the header is not sure, and the table is ragged: its header is given as printed, row by row, and the
//! room that knows the words of headers decides.

use super::columns::{Column, Kind, TableLine};
use super::joints::{Joint, join, joints, pieces, without_rests};
use super::leaves::{is_total_word, mark_leaves, match_columns, without_over};
use super::spans::spread;

/// A cell of the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeaderCell {
    /// Its text: the lines of it, joined.
    pub text: String,
    /// Twice the height at which it stands: the middle of its lines.
    pub height: usize,
    /// First and last line, as lines of the page.
    pub lines: (usize, usize),
    /// Place on the page.
    pub start: usize,
    /// One past its last place.
    pub end: usize,
    /// First column that it stands over, and one past the last.
    pub columns: (usize, usize),
    /// Rows of the header above it.
    pub level: usize,
    /// It names one column and reaches down to the body.
    pub leaf: bool,
}

/// A header that was read.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Its cells, from left to right and from top to bottom.
    pub cells: Vec<HeaderCell>,
    /// No other reading was about as good.
    pub sure: bool,
}

/// What a reading must be better by than any other one.
pub(super) const MARGIN: usize = 6;

/// What each thing costs that no header has.
const ODD: usize = 40;

/// How many doubtful joints of lines are tried both ways.
const DOUBTS: usize = 5;

/// Reads a header over the columns of the body: the cheapest of its readings. `columns` get those that only the header shows, and are in order then.
pub(super) fn read(lines: &[&TableLine<'_>], columns: &mut Vec<Column>) -> Header {
    let pieces = without_rests(pieces(lines));
    let joints = joints(&pieces);
    let doubtful: Vec<usize> = (0..joints.len()).filter(|i| joints.get(*i).is_some_and(Joint::is_doubtful)).take(DOUBTS).collect();
    let mut readings: Vec<(usize, usize, Header, Vec<Column>)> = Vec::new();
    for choice in 0..1_usize << doubtful.len() {
        let mut prior = 0;
        let kept: Vec<&Joint> = joints
            .iter()
            .enumerate()
            .filter(|(i, j)| {
                let usual = j.is_usual();
                let turned = doubtful.iter().position(|d| d == i).is_some_and(|bit| choice >> bit & 1 == 1);
                let taken = usual != turned;
                prior += if taken == usual { 0 } else { 4 * j.together.abs_diff(j.apart).max(1) };
                taken
            })
            .map(|(_, j)| j)
            .collect();
        for totals in [false, true] {
            let (header, with, cost) = reading(join(&pieces, &kept), columns, totals);
            readings.push((cost.saturating_add(prior), choice * 2 + usize::from(totals), header, with));
        }
    }
    readings.sort_by_key(|r| (r.0, r.1));
    let mut readings = readings.into_iter();
    let Some((cost, _, mut header, with)) = readings.next() else { return Header::default() };
    // Other joints that come to the same cells in other words are another reading only when the columns differ.
    let spans = |h: &Header| h.cells.iter().filter(|c| !c.leaf).map(|c| c.columns).collect::<Vec<_>>();
    header.sure &= readings.filter(|r| spans(&r.2) != spans(&header)).all(|r| r.0 >= cost + MARGIN);
    *columns = with;
    header
}

/// One reading of the cells: its cost, and the columns with those that only the header shows.
fn reading(mut cells: Vec<HeaderCell>, columns: &[Column], totals: bool) -> (Header, Vec<Column>, usize) {
    let mut columns = columns.to_vec();
    mark_leaves(&mut cells, totals);
    without_over(&mut cells, &columns);
    let (sure, matched) = match_columns(&mut cells, &mut columns);
    let mut header = Header { cells, sure };
    let spread = spread(&mut header, &columns);
    levels(&mut header.cells);
    header.cells.sort_by_key(|c| (c.level, c.columns.0));
    let odd = odd(&header, &columns) * ODD;
    (header, columns, matched.saturating_add(spread).saturating_add(odd))
}

/// What no header has: a part that begins above the last line of what it is a part of, a total that has a total, two columns of figures beside each other with all of one path.
fn odd(header: &Header, columns: &[Column]) -> usize {
    let inside = |part: &HeaderCell, whole: &HeaderCell| part.columns.0 >= whole.columns.0 && part.columns.1 <= whole.columns.1;
    let mut found = 0;
    for whole in header.cells.iter().filter(|c| !c.leaf) {
        let parts = || header.cells.iter().filter(|p| p.level > whole.level && inside(p, whole));
        found += parts().filter(|p| p.lines.0 <= whole.lines.1).count();
        found += parts().filter(|p| is_total_word(&whole.text) && is_total_word(&p.text)).count();
    }
    let path = |c: usize| {
        let mut over: Vec<&HeaderCell> = header.cells.iter().filter(|h| h.columns.0 <= c && c < h.columns.1).collect();
        over.sort_by_key(|h| h.level);
        over.into_iter().map(|h| h.text.as_str()).collect::<Vec<_>>()
    };
    let mut figures: Vec<Vec<&str>> = Vec::new();
    for (c, column) in columns.iter().enumerate() {
        match column.kind {
            Kind::Label => figures.clear(),
            Kind::Value | Kind::Blank => {
                let path = path(c);
                found += usize::from(!path.is_empty() && figures.contains(&path));
                figures.push(path);
            }
            Kind::Code => {}
        }
    }
    found
}

/// How many columns a header names.
pub(super) fn leaves(lines: &[&TableLine<'_>]) -> usize {
    let pieces = without_rests(pieces(lines));
    let joints = joints(&pieces);
    let mut cells = join(&pieces, &joints.iter().filter(|j| j.is_usual()).collect::<Vec<_>>());
    mark_leaves(&mut cells, false);
    without_over(&mut cells, &[]);
    cells.iter().filter(|c| c.leaf).count()
}

/// Rows above each cell: one more than the lowest cell over it has.
fn levels(cells: &mut [HeaderCell]) {
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|i| cells.get(*i).map(|c| (c.leaf, c.height, c.start)));
    for (k, &i) in order.iter().enumerate() {
        let Some(cell) = cells.get(i) else { continue };
        let (a, b) = cell.columns;
        let above = order
            .iter()
            .take(k)
            .filter_map(|o| cells.get(*o))
            .filter(|o| !o.leaf && o.columns.0 <= a && o.columns.1 >= b && o.height < cell.height)
            .map(|o| o.level + 1)
            .max();
        if let Some(cell) = cells.get_mut(i) {
            cell.level = above.unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::Piece;
    use super::*;

    fn line(at: usize, pieces: &[(usize, &'static str)]) -> TableLine<'static> {
        TableLine { pieces: pieces.iter().map(|(s, t)| Piece { start: *s, end: s + t.chars().count(), text: t }).collect(), gap: 0, at }
    }

    fn column(start: usize, end: usize, kind: Kind) -> Column {
        Column { start, end, kind, doubtful: false }
    }

    fn spans(header: &Header) -> Vec<(&str, usize, (usize, usize))> {
        header.cells.iter().map(|c| (c.text.as_str(), c.level, c.columns)).collect()
    }

    #[test]
    fn merged_cells_over_names_and_figures() {
        let lines = [line(0, &[(12, "收入"), (44, "支出")]), line(2, &[(4, "项目"), (18, "金额"), (36, "项目"), (52, "金额")])];
        let mut columns =
            vec![column(0, 12, Kind::Label), column(20, 28, Kind::Value), column(30, 44, Kind::Label), column(54, 62, Kind::Value)];
        let header = read(&lines.iter().collect::<Vec<_>>(), &mut columns);
        assert_eq!(
            spans(&header),
            [("收入", 0, (0, 2)), ("支出", 0, (2, 4)), ("项目", 1, (0, 1)), ("金额", 1, (1, 2)), ("项目", 1, (2, 3)), ("金额", 1, (3, 4))]
        );
        assert!(header.sure);
    }

    #[test]
    fn heights_tell_what_stands_under_a_merged_cell() {
        let lines = [
            line(0, &[(30, "甲乙丙")]),
            line(1, &[(44, "丁戊己庚辛")]),
            line(2, &[(2, "合计"), (20, "天地玄"), (60, "会议")]),
            line(3, &[(12, "小计"), (38, "购"), (52, "运")]),
            line(4, &[(21, "黄")]),
        ];
        let mut columns: Vec<Column> = [0, 10, 20, 38, 50, 60].iter().map(|s| column(*s, s + 5, Kind::Value)).collect();
        let header = read(&lines.iter().collect::<Vec<_>>(), &mut columns);
        let find = |text: &str| header.cells.iter().find(|c| c.text == text).map(|c| c.columns);
        assert_eq!(find("天地玄黄"), Some((2, 3)));
        assert_eq!(find("合计"), Some((0, 1)));
        assert_eq!(find("会议"), Some((5, 6)));
    }
}
