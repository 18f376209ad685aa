//! Headers of which neither kind of span is told: a cell that reaches down over several rows is printed once, and the rows below have no cell for it at all.
//!
//! The header is a forest: each cell is the head of one column, or of several cells of the row below. A search over the columns from left to right, whose state is how many cells of each
//! row have been laid and how deep the last column goes, finds every way in which each column is understood as a whole and holds what its words say; sums decide between them.
//! A header with more than one such way is left as it was.

use super::super::frame::total_word;
use super::super::header::HeaderPath;
use super::header::{ColumnType, Header, expected_type};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// How far each cell of each header row reaches: rows, columns.
pub(super) type Reach = Vec<Vec<(u32, u32)>>;

/// How a header can be laid over its columns when it may have gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gapped {
    /// In no way in which all of it is understood.
    No,
    /// In one.
    One(Reach),
    /// In several.
    Several,
}

/// Cells laid in each row, and the rows in which the heads of the last column stand, from the top one to its own: a head may reach down over rows that its parts do not have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Laid {
    cells: Vec<u16>,
    levels: Vec<usize>,
}

/// Ways that are followed at most.
const MOST_WAYS: usize = 2048;
/// States that are looked at, at most.
const MOST_STATES: usize = 100_000;

impl Header<'_> {
    /// The ways in which every column is understood.
    pub(super) fn with_gaps(&self) -> Gapped {
        match self.ways() {
            Some(ways) if ways.is_empty() => Gapped::No,
            Some(ways) => self.best_of(&ways).map_or(Gapped::Several, |way| Gapped::One(self.reach(way))),
            None => Gapped::No,
        }
    }

    /// The one way for which the sums speak most.
    fn best_of<'w>(&self, ways: &'w [Vec<Laid>]) -> Option<&'w Vec<Laid>> {
        let points: Vec<i32> = ways.iter().map(|w| self.sums_of(w)).collect();
        let best = *points.iter().max()?;
        let mut found = ways.iter().zip(&points).filter(|(_, p)| **p == best).map(|(w, _)| w);
        found.next().filter(|_| found.next().is_none())
    }

    /// `None` where there are too many to look at.
    fn ways(&self) -> Option<Vec<Vec<Laid>>> {
        let levels = self.rows.len();
        if !(2..=4).contains(&levels) || self.rows.iter().any(|r| r.is_empty() || r.iter().any(|t| t.trim().is_empty())) {
            return None;
        }
        let mut ways: Vec<Vec<Laid>> = vec![Vec::new()];
        let mut budget = MOST_STATES;
        let mut known: BTreeMap<(usize, Vec<(usize, u16)>), bool> = BTreeMap::new();
        for column in 0..self.columns {
            let mut longer = Vec::new();
            for way in &ways {
                for next in self.next(way.last()) {
                    budget = budget.checked_sub(1)?;
                    let heads: Vec<(usize, u16)> = next.levels.iter().filter_map(|&l| next.cells.get(l).map(|n| (l, *n))).collect();
                    let fits = *known.entry((column, heads)).or_insert_with(|| self.fits(&next, column));
                    if fits && self.can_end(&next, column) {
                        let mut more = way.clone();
                        more.push(next);
                        longer.push(more);
                    }
                }
            }
            if longer.is_empty() || longer.len() > MOST_WAYS {
                return None;
            }
            ways = longer;
        }
        ways.retain(|w| w.last().is_some_and(|l| self.rows.iter().zip(&l.cells).all(|(r, n)| r.len() == *n as usize)));
        Some(ways)
    }

    /// The heads of the next column: a new cell in one of the rows that the last one has, and new cells below it down to any row.
    fn next(&self, last: Option<&Laid>) -> Vec<Laid> {
        let start = Laid { cells: vec![0; self.rows.len()], levels: vec![0] };
        let from = last.unwrap_or(&start);
        let mut found = Vec::new();
        for (kept, &level) in from.levels.iter().enumerate() {
            let base = Laid { cells: from.cells.clone(), levels: from.levels.get(..kept).unwrap_or(&[]).to_vec() };
            self.descend(&base, level, &mut found);
        }
        found
    }

    /// A new cell in row `level`, alone or with new cells below it.
    fn descend(&self, base: &Laid, level: usize, found: &mut Vec<Laid>) {
        let mut laid = base.clone();
        let (Some(count), Some(row)) = (laid.cells.get_mut(level), self.rows.get(level)) else { return };
        *count += 1;
        if *count as usize > row.len() {
            return;
        }
        laid.levels.push(level);
        found.push(laid.clone());
        for below in level + 1..self.rows.len() {
            self.descend(&laid, below, found);
        }
    }

    /// Enough columns are left for the cells of each row.
    fn can_end(&self, laid: &Laid, column: usize) -> bool {
        let left = self.columns - column - 1;
        self.rows.iter().zip(&laid.cells).all(|(row, n)| row.len() - *n as usize <= left)
    }

    fn heads<'h>(&'h self, laid: &'h Laid) -> impl Iterator<Item = &'h str> {
        laid.levels.iter().map(|&row| self.text(row, laid.cells.get(row).map_or(0, |n| n.saturating_sub(1))))
    }

    fn fits(&self, laid: &Laid, column: usize) -> bool {
        let path = HeaderPath::new(self.heads(laid));
        let said = path.parts.last().map_or(ColumnType::Unknown, |p| expected_type(&p.folded));
        let body = self.types.get(column).copied().unwrap_or_default();
        let words = |t: ColumnType| matches!(t, ColumnType::Text | ColumnType::Name);
        let agrees = match (said, body) {
            (ColumnType::Unknown, _) | (_, ColumnType::Unknown) | (ColumnType::Text, ColumnType::Code) => true,
            // Codes of units are written as whole numbers.
            (ColumnType::Code, ColumnType::Number) => self.is_whole(column),
            (a, b) => a == b || (words(a) && words(b)),
        };
        agrees && (self.score)(&path) == 2
    }

    fn is_whole(&self, column: usize) -> bool {
        self.numbers.iter().filter_map(|row| row.get(column).copied().flatten()).all(|n| n.scale() == 0)
    }

    /// Points for totals that are the sums of what stands beside them; each group of children, and the whole.
    fn sums_of(&self, way: &[Laid]) -> i32 {
        let mut points = 0;
        // Heads by row and number: each is a group of the columns below it; the whole is one as well.
        let head = |laid: &Laid, depth: usize| laid.levels.get(depth).map(|&l| (l, laid.cells.get(l).copied().unwrap_or(0)));
        let mut groups: BTreeSet<Vec<(usize, u16)>> = BTreeSet::new();
        for laid in way {
            for depth in 0..laid.levels.len() {
                groups.insert((0..depth).filter_map(|d| head(laid, d)).collect());
            }
        }
        for group in &groups {
            // The columns that stand for the children of the group: a child that is split speaks by its own total.
            let mut total: Option<usize> = None;
            let mut parts: Vec<usize> = Vec::new();
            let mut seen: BTreeSet<(usize, u16)> = BTreeSet::new();
            for (column, laid) in way.iter().enumerate() {
                let inside = group.iter().enumerate().all(|(d, h)| head(laid, d) == Some(*h));
                let Some(child) = head(laid, group.len()).filter(|_| inside) else { continue };
                if self.types.get(column) != Some(&ColumnType::Number) || !seen.insert(child) {
                    continue;
                }
                let own = laid.levels.len() == group.len() + 1 && total_word(self.text(child.0, child.1.saturating_sub(1))).is_some();
                if own && total.is_none() { total = Some(column) } else { parts.push(column) }
            }
            if let Some(total) = total.filter(|_| parts.len() > 1) {
                points += self.sum_holds(total, &parts);
            }
        }
        points
    }

    fn sum_holds(&self, total: usize, parts: &[usize]) -> i32 {
        let mut holds = 0;
        for numbers in self.numbers {
            let at = |c: usize| numbers.get(c).copied().flatten();
            let Some(sum) = at(total) else { continue };
            let added = parts.iter().filter_map(|c| at(*c)).try_fold(Decimal::ZERO, Decimal::checked_add);
            if added != Some(sum) {
                return -1;
            }
            holds += i32::from(!sum.is_zero());
        }
        i32::from(holds > 0)
    }

    fn reach(&self, way: &[Laid]) -> Reach {
        let levels = self.rows.len();
        let mut reach: Reach = self.rows.iter().map(|r| vec![(1, 0); r.len()]).collect();
        for laid in way {
            for (depth, &row) in laid.levels.iter().enumerate() {
                let count = laid.cells.get(row).copied().unwrap_or(0) as usize;
                if let Some((down, across)) = reach.get_mut(row).and_then(|r| r.get_mut(count.saturating_sub(1))) {
                    *across += 1;
                    *down = (laid.levels.get(depth + 1).copied().unwrap_or(levels) - row) as u32;
                }
            }
        }
        reach
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve(rows: &[&[&str]], numbers: &[&[i64]], known: &[&str]) -> Gapped {
        let columns = numbers.first().map_or(0, |r| r.len());
        let numbers: Vec<Vec<Option<Decimal>>> = numbers.iter().map(|r| r.iter().map(|n| Some(Decimal::from(*n))).collect()).collect();
        let score = |p: &HeaderPath| if known.contains(&p.folded().as_str()) { 2 } else { 0 };
        let rows = rows.iter().map(|r| r.to_vec()).collect();
        let types = vec![ColumnType::Number; columns];
        Header { rows, columns, types, numbers: &numbers, order: &[], score: &score }.with_gaps()
    }

    #[test]
    fn a_cell_without_one_below_it_reaches_down() {
        let found = solve(&[&["甲", "乙", "丙"], &["子", "丑"]], &[&[1, 2, 3, 4]], &["甲", "乙›子", "乙›丑", "丙"]);
        assert_eq!(found, Gapped::One(vec![vec![(2, 1), (1, 2), (2, 1)], vec![(1, 1), (1, 1)]]));
        assert_eq!(solve(&[&["甲", "乙", "丙"], &["子", "丑"]], &[&[1, 2, 3, 4]], &["甲", "乙›子"]), Gapped::No);
    }

    #[test]
    fn sums_decide_and_a_tie_is_left_alone() {
        let known = ["合计", "乙", "合计›小计", "合计›丑", "乙›小计", "乙›丑", "丙", "合计›子", "乙›子"];
        let rows: &[&[&str]] = &[&["合计", "乙", "丙"], &["小计", "子", "丑"]];
        let found = solve(rows, &[&[30, 20, 15, 5, 10]], &known);
        assert_eq!(found, Gapped::One(vec![vec![(2, 1), (1, 3), (2, 1)], vec![(1, 1); 3]]));
        assert_eq!(solve(rows, &[&[0, 0, 0, 0, 0]], &known), Gapped::Several);
    }
}
