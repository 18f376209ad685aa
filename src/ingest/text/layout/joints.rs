//! Which pieces of a header are the lines of one cell: cells beside each other are set to the same middle, so the heights of the others tell.

use super::columns::TableLine;
use super::header::HeaderCell;
use super::page::display;
use super::rows::is_total;
use crate::normalise::key::fold_text;

/// The pieces of a header as cells of one line. Two words with a blank between them are two.
pub(super) fn pieces(lines: &[&TableLine<'_>]) -> Vec<HeaderCell> {
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
pub(super) struct Joint {
    /// The pieces, from top to bottom.
    chain: Vec<usize>,
    /// Other pieces that stand at the middle of all.
    pub together: usize,
    /// Other pieces that speak for the lines as cells of their own: of the line that has fewest beside it.
    pub apart: usize,
    /// The lines follow each other.
    close: bool,
    /// The last line is a single character.
    rest: bool,
    /// Others stand beside the last line.
    beside: bool,
}

impl Joint {
    /// More stand at the middle than beside the lines; or nothing does either way, and the lines follow each other.
    pub fn is_usual(&self) -> bool {
        self.together > self.apart || (self.together == self.apart && self.apart == 0 && self.close)
    }

    /// Something speaks for either.
    pub fn is_doubtful(&self) -> bool {
        !self.rest && self.together > 0 && (self.beside || self.apart > 0)
    }
}

/// Joins pieces whose last line is a single character, which is no word: the heights that come of it tell of the others.
pub(super) fn without_rests(mut cells: Vec<HeaderCell>) -> Vec<HeaderCell> {
    loop {
        let joints = joints(&cells);
        let Some(joint) = joints.iter().find(|j| j.rest && j.is_usual()) else { return cells };
        cells = join(&cells, &[joint]);
        cells.sort_by_key(|c| (c.lines, c.start));
    }
}

/// All runs of pieces that may be one cell: each the only one below the one before, near, and as long as the first; the last may be shorter.
pub(super) fn joints(cells: &[HeaderCell]) -> Vec<Joint> {
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
    give_way(&mut out, cells);
    // What is best spoken for is joined first; of the same, the longer one.
    out.sort_by_key(|j| {
        (std::cmp::Reverse(j.together as isize - j.apart as isize), std::cmp::Reverse(j.chain.len()), j.chain.first().copied())
    });
    out
}

/// A joint whose last piece begins another one gives way where cells beside that one are broken at the same lines, and none beside its own.
fn give_way(joints: &mut [Joint], cells: &[HeaderCell]) {
    let lines = |j: &Joint| j.chain.iter().filter_map(|i| cells.get(*i)).map(|c| c.lines.0).collect::<Vec<_>>();
    let all: Vec<(Vec<usize>, Option<usize>)> = joints.iter().map(|j| (lines(j), j.chain.first().copied())).collect();
    let beside = |lines: &Vec<usize>| all.iter().filter(|(other, _)| other == lines).count();
    for joint in joints {
        let last = joint.chain.last().copied();
        let own = beside(&lines(joint));
        if all.iter().any(|(lines, first)| *first == last && beside(lines) > own.max(1)) {
            joint.apart = joint.apart.max(joint.together);
        }
    }
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
    let level = "类款项级目节".contains(&fold_text(&rest.text));
    // A cell that was joined is whole.
    let single = cell.lines.0 == cell.lines.1 && rest.lines.0 == rest.lines.1;
    (next - cell.lines.1 <= 3 && single && !level && fits && !is_total(&rest.text) && !short(&cell.text)).then_some(only)
}

/// The cells that come of joining the pieces of each chain.
pub(super) fn join(pieces: &[HeaderCell], joints: &[&Joint]) -> Vec<HeaderCell> {
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
