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
use super::page::display;
use super::rows::is_total;

/// A cell of the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeaderCell {
    /// Its text: the lines of it, joined.
    pub text: String,
    /// Twice the height at which it stands: the middle of its lines.
    pub height: usize,
    /// First and last line, as lines of the page.
    lines: (usize, usize),
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
const MARGIN: usize = 6;

/// Reads a header over the columns of the body. Columns that only the header shows are added, and `columns` are in order then.
pub(super) fn read(lines: &[&TableLine<'_>], columns: &mut Vec<Column>) -> Header {
    let mut cells = stacked(lines);
    mark_leaves(&mut cells);
    let sure = match_columns(&mut cells, columns);
    let mut header = Header { cells, sure };
    spread(&mut header, columns);
    levels(&mut header.cells);
    header.cells.sort_by_key(|c| (c.level, c.columns.0));
    header
}

/// How many columns a header names.
pub(super) fn leaves(lines: &[&TableLine<'_>]) -> usize {
    let mut cells = stacked(lines);
    mark_leaves(&mut cells);
    cells.iter().filter(|c| c.leaf).count()
}

/// Pieces as cells. A piece is the next line of the cell above it when the two stand over each other, and the middle of both is a height at which other cells stand
/// (cells beside each other are set to the same middle).
fn stacked(lines: &[&TableLine<'_>]) -> Vec<HeaderCell> {
    let mut cells: Vec<HeaderCell> = lines
        .iter()
        .flat_map(|line| {
            line.pieces.iter().map(|p| HeaderCell {
                text: p.text.to_owned(),
                height: line.at * 2,
                lines: (line.at, line.at),
                start: p.start,
                end: p.end,
                columns: (0, 0),
                level: 0,
                leaf: false,
            })
        })
        .collect();
    loop {
        let Some((upper, lower)) = next_stack(&cells) else { return cells };
        let below = cells.remove(lower);
        // The one that was taken out stood before or after.
        let upper = if lower < upper { upper - 1 } else { upper };
        if let Some(cell) = cells.get_mut(upper) {
            cell.text.push_str(&below.text);
            cell.lines.1 = below.lines.1;
            cell.height = cell.lines.0 + cell.lines.1;
            (cell.start, cell.end) = (cell.start.min(below.start), cell.end.max(below.end));
        }
    }
}

/// The next two cells that are one: the lower ones first, for what is printed lowest has nothing below it. More cells must stand at the middle of the two than speak for
/// each of them by itself (cells at the upper one's height, and cells at the lower one's); where none does either way, two lines that follow each other are one cell.
fn next_stack(cells: &[HeaderCell]) -> Option<(usize, usize)> {
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|i| cells.get(*i).map(|c| std::cmp::Reverse((c.lines.1, c.start))));
    for lower in order {
        let below = cells.get(lower)?;
        let above = cells.iter().enumerate().filter(|(_, c)| c.lines.1 < below.lines.0 && meet(c, below)).max_by_key(|(_, c)| c.lines.1);
        let Some((upper, cell)) = above else { continue };
        let only = cells.iter().filter(|c| c.lines.0 > cell.lines.1 && c.lines.0 <= below.lines.0 && meet(c, cell)).count() == 1;
        if !only || !wraps(cell, below) {
            continue;
        }
        let at =
            |height: usize| cells.iter().enumerate().filter(|(i, c)| *i != upper && *i != lower && c.height.abs_diff(height) <= 1).count();
        let (together, apart) = (at(cell.lines.0 + below.lines.1), at(cell.height).min(at(below.height)));
        let close = below.lines.0 - cell.lines.1 <= 1;
        if together > apart || (together == apart && close && apart == 0) {
            return Some((upper, lower));
        }
    }
    None
}

/// The two stand over each other, or but for two places.
fn meet(a: &HeaderCell, b: &HeaderCell) -> bool {
    a.start < b.end + 2 && a.end + 2 > b.start
}

/// The lower line may be the rest of the upper one: no longer than it, but for a character, and near to it.
fn wraps(cell: &HeaderCell, below: &HeaderCell) -> bool {
    let near = below.lines.0 - cell.lines.1 <= 3;
    near && display(&below.text) <= display(&cell.text) + 2 && !is_total(&below.text) && !(is_total(&cell.text) && display(&cell.text) <= 4)
}

/// Marks the cells that name one column. A cell with others below it does not; neither does one that stands above the middle of the header, nor one that stands higher
/// than both its neighbours.
fn mark_leaves(cells: &mut [HeaderCell]) {
    cells.sort_by_key(|c| (c.start + c.end, c.height));
    let top = cells.iter().map(|c| c.lines.0).min().unwrap_or(0);
    let bottom = cells.iter().map(|c| c.lines.1).max().unwrap_or(0);
    let mut leaf: Vec<bool> = cells
        .iter()
        .map(|cell| {
            let covers =
                cells.iter().any(|c| c.height > cell.height + 1 && c.lines.0 > cell.lines.1 && c.start < cell.end && c.end > cell.start);
            // A header of two lines only: the upper one may be the middle of it.
            !covers && (bottom - top <= 1 || cell.height + 1 >= top + bottom)
        })
        .collect();
    if bottom - top == 1 {
        // Two lines: cells of the upper one that have cells of the lower one on both sides stand over these.
        two_lines(cells, &mut leaf);
    }
    loop {
        let leaves: Vec<usize> = (0..cells.len()).filter(|i| leaf.get(*i).copied().unwrap_or(false)).collect();
        let height = |i: usize| cells.get(i).map_or(0, |c| c.height);
        let over = leaves
            .windows(3)
            .find(|w| matches!(w, [a, b, c] if height(*b) + 1 < height(*a) && height(*b) + 1 < height(*c)))
            .and_then(|w| w.get(1).copied());
        let Some(slot) = over.and_then(|i| leaf.get_mut(i)) else { break };
        *slot = false;
    }
    for (cell, leaf) in cells.iter_mut().zip(leaf) {
        cell.leaf = leaf;
    }
}

fn two_lines(cells: &[HeaderCell], leaf: &mut [bool]) {
    let top = cells.iter().map(|c| c.height).min().unwrap_or(0);
    let lower = |c: &HeaderCell| c.height > top;
    for (i, cell) in cells.iter().enumerate().filter(|(_, c)| !lower(c)) {
        let before = cells.iter().take(i).next_back().is_some_and(lower);
        let after = cells.get(i + 1).is_some_and(lower);
        if before
            && after
            && cell.lines.0 == cell.lines.1
            && let Some(slot) = leaf.get_mut(i)
        {
            *slot = false;
        }
    }
}

/// Finds the column of each leaf: both in order, the distances as small as can be. Leaves without a column get a blank one; true when no other match is about as good.
fn match_columns(cells: &mut [HeaderCell], columns: &mut Vec<Column>) -> bool {
    let leaves: Vec<usize> = (0..cells.len()).filter(|i| cells.get(*i).is_some_and(|c| c.leaf)).collect();
    let places: Vec<(usize, usize)> = leaves.iter().filter_map(|i| cells.get(*i)).map(|c| (c.start, c.end)).collect();
    let (pairs, cost) = alignment(&places, columns, None);
    // The next best match: one of the pairs forbidden.
    let next = pairs.iter().map(|pair| alignment(&places, columns, Some(*pair)).1).min();
    let sure = next.is_none_or(|n| n >= cost + MARGIN);
    let mut all: Vec<(usize, Column, Option<usize>)> = Vec::new();
    for (c, column) in columns.iter().enumerate() {
        let leaf = pairs.iter().find(|p| p.1 == c).map(|p| p.0);
        all.push((column.start, *column, leaf));
    }
    for (l, (start, end)) in places.iter().enumerate().filter(|(l, _)| !pairs.iter().any(|p| p.0 == *l)) {
        // In order: after the column of the leaf before it.
        let after = pairs.iter().filter(|p| p.0 < l).map(|p| p.1).max().and_then(|c| columns.get(c)).map_or(0, |c| c.start + 1);
        all.push(((*start).max(after), Column { start: *start, end: *end, kind: Kind::Blank }, Some(l)));
    }
    all.sort_by_key(|a| (a.0, a.2));
    *columns = all.iter().map(|a| a.1).collect();
    for (at, (_, _, leaf)) in all.iter().enumerate() {
        if let Some(cell) = leaf.and_then(|l| leaves.get(l)).and_then(|i| cells.get_mut(*i)) {
            cell.columns = (at, at + 1);
        }
    }
    sure
}

/// Cost of a leaf without a column, and of a column without a leaf.
const BLANK: usize = 8;
const UNNAMED: usize = 14;

/// Pairs of (leaf, column) in order, and the cost of them.
fn alignment(leaves: &[(usize, usize)], columns: &[Column], forbidden: Option<(usize, usize)>) -> (Vec<(usize, usize)>, usize) {
    let (n, m) = (leaves.len(), columns.len());
    let mut best = vec![vec![(usize::MAX, 0_u8); m + 1]; n + 1];
    for l in 0..=n {
        for c in 0..=m {
            let at = |l: usize, c: usize| best.get(l).and_then(|r| r.get(c)).map_or(usize::MAX, |b| b.0);
            let mut options = Vec::with_capacity(3);
            if l == 0 && c == 0 {
                options.push((0, 0));
            }
            if l > 0 {
                options.push((at(l - 1, c).saturating_add(BLANK), 1));
            }
            if c > 0 {
                options.push((at(l, c - 1).saturating_add(UNNAMED), 2));
            }
            if l > 0 && c > 0 && forbidden != Some((l - 1, c - 1)) {
                let distance = leaves.get(l - 1).zip(columns.get(c - 1)).map_or(usize::MAX, |(a, b)| apart(*a, (b.start, b.end)));
                options.push((at(l - 1, c - 1).saturating_add(distance), 3));
            }
            if let (Some(option), Some(slot)) = (options.into_iter().min(), best.get_mut(l).and_then(|r| r.get_mut(c))) {
                *slot = option;
            }
        }
    }
    let cost = best.last().and_then(|r| r.last()).map_or(usize::MAX, |b| b.0);
    let (mut l, mut c, mut pairs) = (n, m, Vec::new());
    while l > 0 || c > 0 {
        match best.get(l).and_then(|r| r.get(c)).map(|b| b.1) {
            Some(1) => l -= 1,
            Some(2) => c -= 1,
            Some(3) => {
                (l, c) = (l - 1, c - 1);
                pairs.push((l, c));
            }
            _ => break,
        }
    }
    pairs.reverse();
    (pairs, cost)
}

/// Columns between two stretches; 0 when they overlap.
fn apart(a: (usize, usize), b: (usize, usize)) -> usize {
    b.0.saturating_sub(a.1).max(a.0.saturating_sub(b.1))
}

/// A column with its leaf, or a run of them under a merged cell that is solved.
#[derive(Debug, Clone, Copy)]
struct Node {
    start: usize,
    end: usize,
    /// Twice the height at which a cell over these columns that reaches down to the body would stand.
    height: usize,
    columns: (usize, usize),
    first: Kind,
    last: Kind,
}

/// Spreads merged cells over columns, the lowest first; cells of one height are spread together.
fn spread(header: &mut Header, columns: &[Column]) {
    let bottom = header.cells.iter().map(|c| c.lines.1).max().unwrap_or(0);
    let mut nodes: Vec<Node> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| {
            let leaf = header.cells.iter().find(|c| c.leaf && c.columns == (i, i + 1));
            let (start, end) = leaf.map_or((column.start, column.end), |l| (l.start.min(column.start), l.end.max(column.end)));
            Node { start, end, height: leaf.map_or(bottom * 2, |l| l.height), columns: (i, i + 1), first: column.kind, last: column.kind }
        })
        .collect();
    let mut heights: Vec<usize> = header.cells.iter().filter(|c| !c.leaf).map(|c| c.height).collect();
    heights.sort_unstable();
    heights.dedup();
    for height in heights.into_iter().rev() {
        let mut over: Vec<usize> =
            (0..header.cells.len()).filter(|i| header.cells.get(*i).is_some_and(|c| !c.leaf && c.height == height)).collect();
        over.sort_by_key(|i| header.cells.get(*i).map(|c| c.start));
        let places: Vec<(usize, usize)> = over.iter().filter_map(|i| header.cells.get(*i)).map(|c| (c.start, c.end)).collect();
        let Some((runs, cost)) = runs(&nodes, &places, height, None) else {
            header.sure = false;
            continue;
        };
        let next = runs.iter().enumerate().filter_map(|(i, run)| self::runs(&nodes, &places, height, Some((i, *run)))).map(|r| r.1).min();
        header.sure &= next.is_none_or(|n| n >= cost + MARGIN);
        for (cell, run) in over.iter().zip(&runs) {
            let (Some(first), Some(last)) = (nodes.get(run.0).copied(), run.1.checked_sub(1).and_then(|l| nodes.get(l)).copied()) else {
                continue;
            };
            if let Some(cell) = header.cells.get_mut(*cell) {
                cell.columns = (first.columns.0, last.columns.1);
            }
        }
        // From the right, so that places of runs further left stay true.
        for run in runs.iter().rev() {
            let inner: Vec<Node> = nodes.get(run.0..run.1).unwrap_or_default().to_vec();
            if let (Some(first), Some(last)) = (inner.first(), inner.last()) {
                let deepest = inner.iter().map(|n| n.height).max().unwrap_or(0);
                let whole = Node {
                    start: first.start,
                    end: last.end,
                    height: (height + deepest.max(bottom * 2)) / 2,
                    columns: (first.columns.0, last.columns.1),
                    first: first.first,
                    last: last.last,
                };
                nodes.splice(run.0..run.1, [whole]);
            }
        }
    }
}

type Run = (usize, usize);

/// The cheapest runs of nodes for merged cells of one height, in order; `forbidden` is a run that one of them may not have.
fn runs(nodes: &[Node], places: &[(usize, usize)], height: usize, forbidden: Option<(usize, Run)>) -> Option<(Vec<Run>, usize)> {
    let (n, k) = (nodes.len(), places.len());
    let lowest = nodes.iter().map(|x| x.height).max().unwrap_or(0);
    let highest = nodes.iter().map(|x| x.height).min().unwrap_or(0);
    let mixed = lowest >= highest + 2;
    let deep = |x: &Node| x.height + 1 >= lowest;
    // Nodes outside of every run.
    let out = |x: &Node| {
        if x.height <= height {
            0
        } else if !mixed {
            6
        } else if deep(x) {
            16
        } else {
            0
        }
    };
    let inside = |x: &Node| {
        if x.height <= height {
            40
        } else if mixed && !deep(x) {
            10
        } else {
            0
        }
    };
    // best[p][i]: the first p cells have runs among the first i nodes.
    let mut best: Vec<Vec<(usize, usize)>> = vec![vec![(usize::MAX, 0); n + 1]; k + 1];
    for i in 0..=n {
        let cost: usize = nodes.iter().take(i).map(&out).sum();
        if let Some(slot) = best.first_mut().and_then(|r| r.get_mut(i)) {
            *slot = (cost, usize::MAX);
        }
    }
    for p in 1..=k {
        let place = places.get(p - 1).copied()?;
        for i in 1..=n {
            let at = |p: usize, i: usize| best.get(p).and_then(|r| r.get(i)).map_or(usize::MAX, |b| b.0);
            let mut option = (at(p, i - 1).saturating_add(nodes.get(i - 1).map_or(0, &out)), usize::MAX);
            for a in 0..i {
                if forbidden == Some((p - 1, (a, i))) {
                    continue;
                }
                let run = nodes.get(a..i).unwrap_or_default();
                let cost = at(p - 1, a).saturating_add(run_cost(nodes, (a, i), place)).saturating_add(run.iter().map(&inside).sum());
                option = option.min((cost, a));
            }
            if let Some(slot) = best.get_mut(p).and_then(|r| r.get_mut(i)) {
                *slot = option;
            }
        }
    }
    let cost = best.get(k)?.get(n)?.0;
    if cost == usize::MAX {
        return None;
    }
    let (mut p, mut i, mut found) = (k, n, Vec::new());
    while p > 0 && i > 0 {
        let from = best.get(p)?.get(i)?.1;
        if from == usize::MAX {
            i -= 1;
        } else {
            found.push((from, i));
            (p, i) = (p - 1, from);
        }
    }
    found.reverse();
    (found.len() == k).then_some((found, cost))
}

/// What it costs a merged cell to stand over a run of nodes.
fn run_cost(nodes: &[Node], run: Run, place: (usize, usize)) -> usize {
    let (Some(first), Some(last)) = (nodes.get(run.0), nodes.get(run.1 - 1)) else { return usize::MAX };
    let over = apart(place, (first.start, last.end));
    let middle = (place.0 + place.1).abs_diff(first.start + last.end) / 5;
    let single = if run.1 - run.0 == 1 { 12 } else { 0 };
    let left = run.0.checked_sub(1).and_then(|i| nodes.get(i)).map_or(0, |before| border(before.last, first.first));
    let right = nodes.get(run.1).map_or(0, |after| border(last.last, after.first));
    over * 3 + middle + single + left + right
}

/// What it costs to part two columns: nothing between the figures of one block and the names of the next, much between a code and its name.
fn border(left: Kind, right: Kind) -> usize {
    let names = |k: Kind| matches!(k, Kind::Label | Kind::Code);
    match (names(left), names(right)) {
        (false, true) => 0,
        (true, false) => 2,
        (false, false) => 6,
        (true, true) => 10,
    }
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
        TableLine {
            raw: "",
            pieces: pieces.iter().map(|(s, t)| Piece { start: *s, end: s + t.chars().count(), text: t }).collect(),
            gap: 0,
            at,
        }
    }

    fn column(start: usize, end: usize, kind: Kind) -> Column {
        Column { start, end, kind }
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
