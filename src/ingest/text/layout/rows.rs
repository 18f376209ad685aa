//! Which lines of a table are one row.
//!
//! A row may take several lines: a long name is broken, and figures that are set in the middle of their cell stand on a line of their own. Two figures in one column are
//! always two rows, and so are two codes. A name goes on only when the line before filled its column, and when something says that names do not end there: rows have codes,
//! names have numbers (一、), or rows are kept apart by blank lines. Among the groupings that these rules allow the cheapest is taken; where figures could go up as well as
//! down, they stay a row without a name.

use super::columns::{Column, Kind, TableLine, column_of, is_figure};
use super::page::{Piece, display};
use crate::ingest::html::inline::begins_paragraph;
use crate::normalise::key::fold_text;

/// Most lines of one row.
const MOST: usize = 9;

/// What the lines of a body have in common.
#[derive(Debug)]
pub(super) struct Rows<'a, 'b> {
    lines: &'b [&'b TableLine<'a>],
    columns: &'b [Column],
    /// For each piece of each line the column that it stands in, found once: a table may have a hundred columns.
    stands: Vec<Vec<Option<usize>>>,
    /// For each column: reach on paper of its widest text, and whether most of its texts begin with a number or marker.
    widest: Vec<usize>,
    marked: Vec<bool>,
    /// Rows have codes.
    coded: bool,
    /// Most rows are parted by blank lines.
    spaced: bool,
}

/// Where figures stand on a line of their own: above the name, or below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lean {
    Above,
    Below,
}

impl<'a, 'b> Rows<'a, 'b> {
    /// Looks at the lines of a body.
    pub fn new(lines: &'b [&'b TableLine<'a>], columns: &'b [Column]) -> Self {
        let stands: Vec<Vec<Option<usize>>> = lines.iter().map(|l| l.pieces.iter().map(|p| column_of(columns, p)).collect()).collect();
        let mut inside: Vec<Vec<&Piece<'_>>> = vec![Vec::new(); columns.len()];
        for (line, stands) in lines.iter().zip(&stands) {
            for (piece, column) in line.pieces.iter().zip(stands) {
                if let Some(of) = column.and_then(|c| inside.get_mut(c)) {
                    of.push(piece);
                }
            }
        }
        let reach = |c: &Column, p: &Piece<'_>| p.start.saturating_sub(c.start) + display(p.text);
        let widest = columns.iter().zip(&inside).map(|(c, of)| of.iter().map(|p| reach(c, p)).max().unwrap_or(0)).collect();
        let mostly_marked = |of: &Vec<&Piece<'_>>| {
            let all = of.iter().filter(|p| !is_figure(p.text)).count();
            of.iter().filter(|p| begins_paragraph(p.text)).count() * 10 >= all * 6 && all > 0
        };
        let marked = inside.iter().map(mostly_marked).collect();
        let leading = columns.iter().take_while(|c| c.kind == Kind::Code).count();
        let has_code = |stands: &&Vec<Option<usize>>| stands.iter().any(|c| c.is_some_and(|c| c < leading));
        let coded = leading > 0 && stands.iter().filter(has_code).count() * 2 >= lines.len().min(3);
        let gaps = lines.iter().skip(1).filter(|l| l.gap > 0).count();
        Rows { lines, columns, stands, widest, marked, coded, spaced: gaps * 5 >= lines.len() * 2 && gaps >= 2 }
    }

    /// The rows, as half-open ranges of lines.
    pub fn group(&self) -> Vec<(usize, usize)> {
        let [above, below] = [Lean::Above, Lean::Below].map(|lean| self.cheapest(lean));
        if above.1 == below.1 {
            return above.1;
        }
        match above.0.abs_diff(below.0) {
            // Either is as good: figures that stand alone stay alone.
            0..=7 => self.without_orphans(if above.0 <= below.0 { above.1 } else { below.1 }),
            _ => {
                if above.0 < below.0 {
                    above.1
                } else {
                    below.1
                }
            }
        }
    }

    /// The cheapest grouping for one lean, with its cost.
    fn cheapest(&self, lean: Lean) -> (u32, Vec<(usize, usize)>) {
        let n = self.lines.len();
        // best[j]: cost of the lines before j, and where the last row begins.
        let mut best: Vec<(u32, usize)> = vec![(u32::MAX, 0); n + 1];
        if let Some(first) = best.first_mut() {
            *first = (0, 0);
        }
        for end in 1..=n {
            for start in end.saturating_sub(MOST)..end {
                let before = best.get(start).map_or(u32::MAX, |b| b.0);
                let cost = self.cost(start, end, lean).map_or(u32::MAX, |c| before.saturating_add(c));
                if let Some(slot) = best.get_mut(end)
                    && cost < slot.0
                {
                    *slot = (cost, start);
                }
            }
        }
        let total = best.last().map_or(0, |b| b.0);
        let (mut at, mut rows) = (n, Vec::new());
        while at > 0 {
            let start = best.get(at).map_or(0, |b| b.1).min(at - 1);
            rows.push((start, at));
            at = start;
        }
        rows.reverse();
        (total, rows)
    }

    /// What it costs to take these lines for one row; `None` when they cannot be one.
    fn cost(&self, start: usize, end: usize, lean: Lean) -> Option<u32> {
        let lines = self.lines.get(start..end)?;
        let mut cost = 10;
        for line in lines.iter().skip(1) {
            cost += if line.gap > 0 { 30 } else { 1 };
        }
        let (mut figures, mut names, mut codes) = (Vec::new(), Vec::new(), 0);
        let mut by_column: Vec<Vec<(usize, &Piece<'_>)>> = vec![Vec::new(); self.columns.len()];
        for (i, (line, stands)) in lines.iter().zip(self.stands.get(start..end)?).enumerate() {
            for (piece, column) in line.pieces.iter().zip(stands) {
                if let Some(of) = column.and_then(|c| by_column.get_mut(c)) {
                    of.push((i, piece));
                }
            }
        }
        for (c, (column, inside)) in self.columns.iter().zip(&by_column).enumerate() {
            match column.kind {
                Kind::Value | Kind::Code => {
                    let on: Vec<usize> = inside.iter().map(|(i, _)| *i).collect();
                    if on.windows(2).any(|w| w[0] != w[1]) {
                        return None;
                    }
                    if column.kind == Kind::Value { figures.extend(on) } else { codes += usize::from(!on.is_empty()) }
                }
                Kind::Label | Kind::Blank => {
                    cost += self.name(c, inside)?;
                    names.extend(inside.iter().map(|(i, _)| *i));
                }
            }
        }
        Some(cost + self.balance(lines, &figures, &names, codes, lean))
    }

    /// The cost of the pieces of one name; `None` when they are several names.
    fn name(&self, c: usize, pieces: &[(usize, &Piece<'_>)]) -> Option<u32> {
        let column = self.columns.get(c)?;
        let widest = self.widest.get(c).copied().unwrap_or(0);
        let marked = self.marked.get(c).copied().unwrap_or(false);
        let mut cost = 0;
        for pair in pieces.windows(2) {
            let [(line, upper), (next, lower)] = pair else { continue };
            if line == next {
                continue;
            }
            let reach = upper.start.saturating_sub(column.start) + display(upper.text);
            let full = reach + 3 >= widest;
            let told = self.coded || marked || self.spaced;
            if !full || !told || begins_paragraph(lower.text) || is_total(lower.text) {
                return None;
            }
            cost += if lower.start <= upper.start { 0 } else { 6 };
        }
        Some(cost)
    }

    /// What speaks against a row: figures without a name, a name that is the rest of one, figures far from the middle of the lines.
    fn balance(&self, lines: &[&TableLine<'_>], figures: &[usize], names: &[usize], codes: usize, lean: Lean) -> u32 {
        let mut cost = 0;
        if names.is_empty() && codes == 0 {
            cost += 60;
        }
        if self.coded && codes == 0 && figures.is_empty() {
            cost += 25;
        }
        // Without codes: a name without a number where names have them looks like the rest of the name above.
        if !self.coded && figures.is_empty() && self.is_rest(lines) {
            cost += 25;
        }
        let alone: Vec<usize> = figures.iter().copied().filter(|f| !names.contains(f)).collect();
        if let (Some(first), Some(last)) = (names.iter().min(), names.iter().max()) {
            for line in alone {
                cost += match lean {
                    Lean::Above if line > *last => 20,
                    Lean::Below if line < *first => 20,
                    _ => 0,
                };
            }
            // A name of two lines whose figures stand on its last one only: rather two rows.
            let only_last = figures.iter().all(|f| f == last) && !figures.is_empty() && last > first;
            if only_last && self.fewest(lines) {
                cost += 15;
            }
        }
        cost
    }

    /// True when the last line has a name of its own.
    fn fewest(&self, lines: &[&TableLine<'_>]) -> bool {
        lines.last().is_some_and(|l| {
            l.pieces.iter().any(|p| column_of(self.columns, p).is_some_and(|c| self.columns.get(c).is_some_and(|c| c.kind == Kind::Label)))
        })
    }

    /// The first line holds but names without a number, in columns where names have one.
    fn is_rest(&self, lines: &[&TableLine<'_>]) -> bool {
        let Some(first) = lines.first() else { return false };
        first.pieces.iter().all(|p| {
            let marked = column_of(self.columns, p).is_some_and(|c| self.marked.get(c).copied().unwrap_or(false));
            marked && !begins_paragraph(p.text) && !is_total(p.text)
        })
    }

    /// Rows in which a line of figures alone joined a name are taken apart again.
    fn without_orphans(&self, rows: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let alone = |i: usize| {
            self.lines.get(i).is_some_and(|l| {
                l.pieces.iter().all(|p| {
                    is_figure(p.text)
                        && column_of(self.columns, p).is_some_and(|c| self.columns.get(c).is_some_and(|c| c.kind == Kind::Value))
                })
            })
        };
        let mut out = Vec::with_capacity(rows.len());
        for (start, end) in rows {
            // Between the lines of one name a figure can belong to nothing else.
            let edge = end - start > 1 && (alone(start) || alone(end - 1));
            if !edge {
                out.push((start, end));
                continue;
            }
            let first = start + usize::from(alone(start));
            let last = if alone(end - 1) { end - 1 } else { end };
            out.extend((start < first).then_some((start, first)));
            out.extend((first < last).then_some((first, last)));
            out.extend((last < end).then_some((last.max(first), end)));
        }
        out
    }
}

/// Words that only begin a row.
pub(super) fn is_total(text: &str) -> bool {
    let text = fold_text(text);
    ["合计", "总计", "小计", "共计", "其中", "结转", "结余"].iter().any(|w| text.contains(w))
}
