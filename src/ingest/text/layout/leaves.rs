//! The lowest cells of a header and the columns that they name: both in order, by the smallest distances; what stands under another cell is not under this one.

use super::columns::{Column, Kind};
use super::header::HeaderCell;
use super::rows::is_total;

/// Marks the cells that may name one column. A cell with others below it does not; neither does one that stands above the middle of the header. With `totals`, a cell that is
/// but a word for a total names one column wherever it stands, and so does what stands as high with nothing below it.
pub(super) fn mark_leaves(cells: &mut [HeaderCell], totals: bool) {
    cells.sort_by_key(|c| (c.start + c.end, c.height));
    let top = cells.iter().map(|c| c.lines.0).min().unwrap_or(0);
    let bottom = cells.iter().map(|c| c.lines.1).max().unwrap_or(0);
    let mut leaf: Vec<bool> = cells
        .iter()
        .map(|cell| {
            // A header of two lines only: the upper one may be the middle of it.
            !covers(cells, cell) && (bottom - top <= 1 || cell.height + 1 >= top + bottom)
        })
        .collect();
    if bottom - top == 1 {
        // Two lines: cells of the upper one that have cells of the lower one on both sides stand over these.
        two_lines(cells, &mut leaf);
    }
    let heights: Vec<usize> = cells.iter().filter(|c| totals && is_total_word(&c.text)).map(|c| c.height).collect();
    let beside: Vec<bool> = cells.iter().map(|c| heights.contains(&c.height) && !covers(cells, c)).collect();
    for ((cell, leaf), beside) in cells.iter_mut().zip(leaf).zip(beside) {
        cell.leaf = leaf || beside || (totals && is_total_word(&cell.text));
    }
}

/// Another cell stands below this one.
fn covers(cells: &[HeaderCell], cell: &HeaderCell) -> bool {
    cells.iter().any(|c| c.height > cell.height + 1 && c.lines.0 > cell.lines.1 && c.start < cell.end && c.end > cell.start)
}

/// 合计 and its like, and nothing else.
pub(super) fn is_total_word(text: &str) -> bool {
    is_total(text) && text.chars().filter(|c| !c.is_whitespace()).count() == 2
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
pub(super) fn without_over(cells: &mut [HeaderCell], columns: &[Column]) {
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
pub(super) fn match_columns(cells: &mut [HeaderCell], columns: &mut Vec<Column>) -> (bool, usize) {
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
    let shifted = (0..=8).map(|shift| {
        let (pairs, cost) = alignment(leaves, columns, forbidden, shift);
        (pairs, cost.saturating_add(shift))
    });
    shifted.min_by_key(|a| a.1).unwrap_or_default()
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
                    let lies = (a.0 + by, a.1 + by);
                    // What stands under another cell of the header, as low as this one, is not under this one.
                    let shared = |o: &(usize, usize, usize)| b.end.min(o.1).saturating_sub(b.start.max(o.0));
                    let own = shared(a).max(1);
                    let foreign = leaves.iter().enumerate().any(|(i, o)| i != l - 1 && o.2 <= a.2 + 1 && shared(o) > own);
                    let distance = apart(lies, (b.start, b.end));
                    // Figures are set to the right of their cell or to its middle: they lie rarely to the left of their header.
                    let left = b.kind == Kind::Value && b.end <= lies.0;
                    distance + if left { distance + 2 } else { 0 } + a.2.min(3) + if foreign { 20 } else { 0 }
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
pub(super) fn apart(a: (usize, usize), b: (usize, usize)) -> usize {
    b.0.saturating_sub(a.1).max(a.0.saturating_sub(b.1))
}
