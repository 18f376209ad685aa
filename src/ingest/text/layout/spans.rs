//! The runs of columns that merged header cells stand over: the cheapest by height, kinds of columns and place.

use super::columns::{Column, Kind};
use super::header::{Header, MARGIN};
use super::leaves::apart;

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
    /// The first cell of the header that says the same.
    name: Option<usize>,
}

/// Spreads merged cells over columns, the lowest first; cells of one height are spread together. Returns what it cost.
pub(super) fn spread(header: &mut Header, columns: &[Column]) -> usize {
    let mut total = 0_usize;
    let bottom = header.cells.iter().map(|c| c.lines.1).max().unwrap_or(0);
    let names: Vec<Option<usize>> = header.cells.iter().map(|c| header.cells.iter().position(|o| o.text == c.text)).collect();
    let mut nodes: Vec<Node> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| {
            let at = header.cells.iter().position(|c| c.leaf && c.columns == (i, i + 1));
            let leaf = at.and_then(|at| header.cells.get(at));
            let name = at.and_then(|at| names.get(at)).copied().flatten();
            let (start, end) = leaf.map_or((column.start, column.end), |l| (l.start.min(column.start), l.end.max(column.end)));
            Node {
                start,
                end,
                height: leaf.map_or(bottom * 2, |l| l.height),
                columns: (i, i + 1),
                first: column.kind,
                last: column.kind,
                name,
            }
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
        for (cell, run) in over.iter().zip(&runs).rev() {
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
                    name: names.get(*cell).copied().flatten(),
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
    over * 3 + middle + single + left + right + twins(nodes.get(run.0..run.1).unwrap_or_default()) * TWIN
}

/// What it costs that two parts of one cell are named alike.
const TWIN: usize = 30;

/// Parts that are named as one before them; names among names and figures (项目, 金额, 项目, 金额) begin anew.
fn twins(nodes: &[Node]) -> usize {
    let mut found = 0;
    let mut seen: Vec<usize> = Vec::new();
    for node in nodes {
        if node.first == Kind::Label {
            seen.clear();
        }
        if let Some(name) = node.name {
            found += usize::from(seen.contains(&name));
            seen.push(name);
        }
    }
    found
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
