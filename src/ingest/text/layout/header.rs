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
        let (header, with, cost) = reading(join(&pieces, &kept), columns);
        readings.push((cost.saturating_add(prior), choice, header, with));
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
fn reading(mut cells: Vec<HeaderCell>, columns: &[Column]) -> (Header, Vec<Column>, usize) {
    let mut columns = columns.to_vec();
    mark_leaves(&mut cells);
    without_over(&mut cells, &columns);
    let (sure, matched) = match_columns(&mut cells, &mut columns);
    let mut header = Header { cells, sure };
    let spread = spread(&mut header, &columns);
    levels(&mut header.cells);
    header.cells.sort_by_key(|c| (c.level, c.columns.0));
    (header, columns, matched.saturating_add(spread))
}

/// How many columns a header names.
pub(super) fn leaves(lines: &[&TableLine<'_>]) -> usize {
    let pieces = without_rests(pieces(lines));
    let joints = joints(&pieces);
    let mut cells = join(&pieces, &joints.iter().filter(|j| j.is_usual()).collect::<Vec<_>>());
    mark_leaves(&mut cells);
    without_over(&mut cells, &[]);
    cells.iter().filter(|c| c.leaf).count()
}

/// The pieces of a header as cells of one line. Two words with a blank between them are two.
fn pieces(lines: &[&TableLine<'_>]) -> Vec<HeaderCell> {
    let mut cells = Vec::new();
    for line in lines {
        for piece in &line.pieces {
            let wide = |text: &str| text.chars().count() >= 2 && text.chars().all(|c| !c.is_ascii());
            let words: Vec<&str> = piece.text.split(' ').collect();
            let plain = piece.end - piece.start == piece.text.chars().count();
            let parts = if plain && words.len() >= 2 && words.iter().all(|w| wide(w)) { words } else { vec![piece.text] };
            let mut start = piece.start;
            for (i, text) in parts.iter().enumerate() {
                let end = if i + 1 == parts.len() { piece.end } else { start + text.chars().count() };
                cells.push(HeaderCell {
                    text: (*text).to_owned(),
                    height: line.at * 2,
                    lines: (line.at, line.at),
                    start,
                    end,
                    columns: (0, 0),
                    level: 0,
                    leaf: false,
                });
                start = end + 1;
            }
        }
    }
    cells
}

/// Pieces below each other that may be the lines of one cell.
#[derive(Debug, Clone)]
struct Joint {
    /// The pieces, from top to bottom.
    chain: Vec<usize>,
    /// Other pieces that stand at the middle of all.
    together: usize,
    /// Other pieces that speak for the lines as cells of their own: of the line that has fewest beside it.
    apart: usize,
    /// The lines follow each other.
    close: bool,
    /// The last line is a single character.
    rest: bool,
    /// Others stand beside the last line.
    beside: bool,
}

impl Joint {
    /// More stand at the middle than beside the lines; or nothing does either way, and the lines follow each other.
    fn is_usual(&self) -> bool {
        self.together > self.apart || (self.together == self.apart && self.apart == 0 && self.close)
    }

    /// Something speaks for either.
    fn is_doubtful(&self) -> bool {
        !self.rest && self.together > 0 && (self.beside || self.apart > 0)
    }
}

/// Joins pieces whose last line is a single character, which is no word: the heights that come of it tell of the others.
fn without_rests(mut cells: Vec<HeaderCell>) -> Vec<HeaderCell> {
    loop {
        let joints = joints(&cells);
        let Some(joint) = joints.iter().find(|j| j.rest && j.is_usual()) else { return cells };
        cells = join(&cells, &[joint]);
        cells.sort_by_key(|c| (c.lines, c.start));
    }
}

/// All runs of pieces that may be one cell: each the only one below the one before, near, and as long as the first; the last may be shorter.
fn joints(cells: &[HeaderCell]) -> Vec<Joint> {
    let mut out: Vec<Joint> = Vec::new();
    let width = |i: usize| cells.get(i).map_or(0, |c| display(&c.text));
    for first in 0..cells.len() {
        let mut chain = vec![first];
        while let Some(next) = chain.last().and_then(|at| rest_of(cells, *at)) {
            chain.push(next);
            out.push(joint(cells, &chain));
            // A single character in the middle is a line that was broken early; other short lines are the last.
            if width(next) + 3 < width(first) && width(next) > 2 {
                break;
            }
        }
    }
    // What is best spoken for is joined first; of the same, the longer one.
    out.sort_by_key(|j| {
        (std::cmp::Reverse(j.together as isize - j.apart as isize), std::cmp::Reverse(j.chain.len()), j.chain.first().copied())
    });
    out
}

fn joint(cells: &[HeaderCell], chain: &[usize]) -> Joint {
    let cell = |i: Option<&usize>| i.and_then(|i| cells.get(*i));
    let (top, bottom) = (cell(chain.first()).map_or(0, |c| c.lines.0), cell(chain.last()).map_or(0, |c| c.lines.1));
    let at = |height: usize| cells.iter().enumerate().filter(|(i, c)| !chain.contains(i) && c.height == height).count();
    let apart = chain.iter().filter_map(|i| cells.get(*i)).map(|c| at(c.height)).min().unwrap_or(0);
    let last = cell(chain.last());
    let rest = last.is_some_and(|c| c.text.chars().count() == 1) && chain.last().and_then(|i| rest_of(cells, *i)).is_none();
    let beside = last.is_some_and(|c| at(c.height) > 0);
    let together = at(top + bottom) + if rest { 6 } else { 0 };
    Joint { chain: chain.to_vec(), together, apart, close: bottom - top < chain.len(), rest, beside }
}

/// The piece that may be the next line of another one.
fn rest_of(cells: &[HeaderCell], at: usize) -> Option<usize> {
    let cell = cells.get(at)?;
    let meets = |c: &HeaderCell| c.start < cell.end + 2 && c.end + 2 > cell.start;
    let below: Vec<usize> = (0..cells.len()).filter(|i| cells.get(*i).is_some_and(|c| c.lines.0 > cell.lines.1 && meets(c))).collect();
    let next = below.iter().filter_map(|i| cells.get(*i)).map(|c| c.lines.0).min()?;
    let [only] = below.iter().copied().filter(|i| cells.get(*i).is_some_and(|c| c.lines.0 == next)).collect::<Vec<_>>()[..] else {
        return None;
    };
    let rest = cells.get(only)?;
    let short = |text: &str| is_total(text) && display(text) <= 4;
    let broken = display(&cell.text) == 2 && rest.text.chars().count() <= 5;
    let fits = broken || (display(&rest.text) <= display(&cell.text) + 2 && display(&cell.text) >= 4);
    // Names of the levels of a classification stand alone.
    let level = "类款项级目节".contains(&rest.text);
    // A cell that was joined is whole.
    let single = cell.lines.0 == cell.lines.1 && rest.lines.0 == rest.lines.1;
    (next - cell.lines.1 <= 3 && single && !level && fits && !is_total(&rest.text) && !short(&cell.text)).then_some(only)
}

/// The cells that come of joining the pieces of each chain.
fn join(pieces: &[HeaderCell], joints: &[&Joint]) -> Vec<HeaderCell> {
    let mut taken = vec![false; pieces.len()];
    let mut out = Vec::with_capacity(pieces.len());
    for joint in joints {
        let free = joint.chain.iter().all(|i| taken.get(*i) == Some(&false));
        let mut parts = joint.chain.iter().filter_map(|i| pieces.get(*i));
        let Some(mut cell) = parts.next().filter(|_| free).cloned() else { continue };
        for part in parts {
            cell.text.push_str(&part.text);
            cell.lines.1 = cell.lines.1.max(part.lines.1);
            (cell.start, cell.end) = (cell.start.min(part.start), cell.end.max(part.end));
        }
        cell.height = cell.lines.0 + cell.lines.1;
        out.push(cell);
        for i in &joint.chain {
            if let Some(slot) = taken.get_mut(*i) {
                *slot = true;
            }
        }
    }
    out.extend(pieces.iter().zip(taken).filter(|(_, taken)| !taken).map(|(p, _)| p.clone()));
    out
}

/// Marks the cells that may name one column. A cell with others below it does not; neither does one that stands above the middle of the header.
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

/// A cell that finds no column of its own, and stands higher than both its neighbours, is a merged one over them.
fn without_over(cells: &mut [HeaderCell], columns: &[Column]) {
    loop {
        let leaves: Vec<usize> = (0..cells.len()).filter(|i| cells.get(*i).is_some_and(|c| c.leaf)).collect();
        let (pairs, _) = best_alignment(&places(cells, &leaves), columns, None);
        let height = |l: usize| leaves.get(l).and_then(|i| cells.get(*i)).map_or(0, |c| c.height);
        let over = (1..leaves.len().saturating_sub(1))
            .find(|l| !pairs.iter().any(|p| p.0 == *l) && height(*l) + 1 < height(l - 1) && height(*l) + 1 < height(l + 1));
        let Some(cell) = over.and_then(|l| leaves.get(l)).and_then(|i| cells.get_mut(*i)) else { return };
        cell.leaf = false;
    }
}

/// Where leaves lie, and how many lines each stands above the lowest.
fn places(cells: &[HeaderCell], leaves: &[usize]) -> Vec<(usize, usize, usize)> {
    let lowest = leaves.iter().filter_map(|i| cells.get(*i)).map(|c| c.height).max().unwrap_or(0);
    leaves.iter().filter_map(|i| cells.get(*i)).map(|c| (c.start, c.end, (lowest - c.height) / 2)).collect()
}

/// Finds the column of each leaf: both in order, the distances as small as can be. Leaves without a column get a blank one. True when no other match is about as good;
/// and the cost of this one.
fn match_columns(cells: &mut [HeaderCell], columns: &mut Vec<Column>) -> (bool, usize) {
    let leaves: Vec<usize> = (0..cells.len()).filter(|i| cells.get(*i).is_some_and(|c| c.leaf)).collect();
    let places = places(cells, &leaves);
    let (pairs, cost) = best_alignment(&places, columns, None);
    // The next best match: one of the pairs forbidden.
    let next = pairs.iter().map(|pair| best_alignment(&places, columns, Some(*pair))).min_by_key(|n| n.1);
    let sure = next.as_ref().is_none_or(|n| n.1 >= cost + NEAR);
    if let Some((other, _)) = next.filter(|_| !sure) {
        mark_doubtful(columns, &pairs, &other);
    }
    let mut all: Vec<(usize, Column, Option<usize>)> = Vec::new();
    for (c, column) in columns.iter().enumerate() {
        let leaf = pairs.iter().find(|p| p.1 == c).map(|p| p.0);
        all.push((column.start, *column, leaf));
    }
    for (l, (start, end, _)) in places.iter().enumerate().filter(|(l, _)| !pairs.iter().any(|p| p.0 == *l)) {
        // In order: after the column of the leaf before it.
        let after = pairs.iter().filter(|p| p.0 < l).map(|p| p.1).max().and_then(|c| columns.get(c)).map_or(0, |c| c.start + 1);
        all.push(((*start).max(after), Column { start: *start, end: *end, kind: Kind::Blank, doubtful: false }, Some(l)));
    }
    all.sort_by_key(|a| (a.0, a.2));
    *columns = all.iter().map(|a| a.1).collect();
    for (at, (_, _, leaf)) in all.iter().enumerate() {
        if let Some(cell) = leaf.and_then(|l| leaves.get(l)).and_then(|i| cells.get_mut(*i)) {
            cell.columns = (at, at + 1);
        }
    }
    (sure, cost)
}

/// What a match must be better by than any other one.
const NEAR: usize = 4;

/// Cost of a leaf without a column, and of a column without a leaf.
const BLANK: usize = 8;
const UNNAMED: usize = 14;

/// Columns that the two matches give to different leaves, and all between them: their figures have no certain column.
fn mark_doubtful(columns: &mut [Column], one: &[(usize, usize)], other: &[(usize, usize)]) {
    let differs = |c: usize| one.iter().find(|p| p.1 == c).map(|p| p.0) != other.iter().find(|p| p.1 == c).map(|p| p.0);
    let figures = |c: usize| columns.get(c).is_some_and(|c| c.kind == Kind::Value);
    let differing: Vec<usize> = (0..columns.len()).filter(|c| figures(*c) && differs(*c)).collect();
    if let (Some(first), Some(last)) = (differing.first(), differing.last()) {
        columns.iter_mut().take(last + 1).skip(*first).for_each(|c| c.doubtful = true);
    }
}

/// The best match under any shift of the figures: where they are set to the right of their cells, all lie to the right of their headers, and about as far.
fn best_alignment(leaves: &[(usize, usize, usize)], columns: &[Column], forbidden: Option<(usize, usize)>) -> (Vec<(usize, usize)>, usize) {
    (0..=8).map(|shift| alignment(leaves, columns, forbidden, shift)).min_by_key(|a| a.1).unwrap_or_default()
}

/// Pairs of (leaf, column) in order, and the cost of them.
fn alignment(
    leaves: &[(usize, usize, usize)],
    columns: &[Column],
    forbidden: Option<(usize, usize)>,
    shift: usize,
) -> (Vec<(usize, usize)>, usize) {
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
                let distance = leaves.get(l - 1).zip(columns.get(c - 1)).map_or(usize::MAX, |(a, b)| {
                    let by = if b.kind == Kind::Value { shift } else { 0 };
                    // What stands under another cell of the header, as low as this one, is not under this one.
                    let shared = |o: &(usize, usize, usize)| b.end.min(o.1).saturating_sub(b.start.max(o.0));
                    let own = shared(a).max(1);
                    let foreign = leaves.iter().enumerate().any(|(i, o)| i != l - 1 && o.2 <= a.2 + 1 && shared(o) > own);
                    apart((a.0 + by, a.1 + by), (b.start, b.end)) + a.2.min(3) + if foreign { 20 } else { 0 }
                });
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

/// Spreads merged cells over columns, the lowest first; cells of one height are spread together. Returns what it cost.
fn spread(header: &mut Header, columns: &[Column]) -> usize {
    let mut total = 0_usize;
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
            total += 100;
            continue;
        };
        total = total.saturating_add(cost);
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
    total
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
