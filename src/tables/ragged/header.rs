//! The spans of header rows, by constraint search.
//!
//! The cells of each header row must cover the body's columns in order; an edge of a row is an edge of every row below it. The search walks over the columns from left to
//! right: its state is which cell of each header row covers the column. Each column adds how well its header path is understood; a blank cell that does not continue exactly
//! one cell above costs. All best ways are kept, then compared by repetition; what they do not agree on is ambiguous.

use super::super::header::HeaderPath;
use std::collections::BTreeMap;

/// What the body says of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ColumnType {
    #[default]
    Unknown,
    Number,
    Text,
    /// Class codes: labels that look like numbers.
    Code,
}

impl ColumnType {
    /// Words or codes: not amounts.
    pub(super) fn is_label(self) -> bool {
        matches!(self, ColumnType::Text | ColumnType::Code)
    }
}

/// The header rows of a table: the texts of their cells, in order.
pub(super) struct Header<'t> {
    pub rows: Vec<Vec<&'t str>>,
    pub columns: usize,
    pub types: Vec<ColumnType>,
    /// How well a path is understood: 0, 1, 2.
    pub score: &'t dyn Fn(&HeaderPath) -> u32,
}

/// The spans of each header row, and the columns that are not certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spans {
    pub rows: Vec<Vec<u32>>,
    pub ambiguous: Vec<u32>,
}

/// Which cell of each row covers a column.
type State = Vec<u16>;

/// Ways that are followed at most; a header with more equally good ones is not solved.
const MOST_WAYS: usize = 512;
/// States for one column at most.
const MOST_STATES: usize = 60_000;

impl Header<'_> {
    /// `None` when no way fits at all, or too many.
    pub fn solve(&self) -> Option<Spans> {
        if self.rows.is_empty() || self.rows.iter().any(|r| r.is_empty() || r.len() > self.columns || r.len() > u16::MAX as usize) {
            return None;
        }
        let layers = self.forward()?;
        let ways = self.backward(&layers)?;
        let best = ways.iter().map(|w| self.repetition(w)).max()?;
        let ways: Vec<&Vec<State>> = ways.iter().filter(|w| self.repetition(w) == best).collect();
        let first = *ways.first()?;
        let ambiguous = (0..self.columns as u32).filter(|&c| ways.iter().any(|w| w.get(c as usize) != first.get(c as usize))).collect();
        let rows = (0..self.rows.len()).map(|row| self.spans_of(first, row)).collect();
        Some(Spans { rows, ambiguous })
    }

    /// How many columns have a path that is understood as a whole.
    pub fn understood(&self, spans: &Spans) -> usize {
        let cell_at = |row: usize, column: usize| -> &str {
            let mut end = 0;
            let of_row = spans.rows.get(row).into_iter().flatten();
            let index = of_row.map(|s| {
                end += *s as usize;
                end
            });
            let index = index.take_while(|end| *end <= column).count();
            self.text(row, index as u16)
        };
        let path = |column: usize| HeaderPath::new((0..self.rows.len()).map(|r| cell_at(r, column)).filter(|t| !t.is_empty()));
        (0..self.columns).filter(|&c| (self.score)(&path(c)) == 2).count()
    }

    fn spans_of(&self, way: &[State], row: usize) -> Vec<u32> {
        let mut spans = vec![0; self.rows.get(row).map_or(0, Vec::len)];
        for state in way {
            if let Some(span) = state.get(row).and_then(|&i| spans.get_mut(i as usize)) {
                *span += 1;
            }
        }
        spans
    }

    /// For each column the reachable states with their best score.
    fn forward(&self) -> Option<Vec<BTreeMap<State, i32>>> {
        let mut scores = BTreeMap::new();
        let start: State = vec![0; self.rows.len()];
        let mut layers: Vec<BTreeMap<State, i32>> = Vec::with_capacity(self.columns);
        let at = self.state_score(&start, 0, &mut scores);
        layers.push(BTreeMap::from([(start, at)]));
        for column in 1..self.columns {
            let mut next: BTreeMap<State, i32> = BTreeMap::new();
            for (state, score) in layers.last()? {
                for following in self.following(state, column) {
                    let gain = score + self.step(state, &following) + self.state_score(&following, column, &mut scores);
                    let entry = next.entry(following).or_insert(i32::MIN);
                    *entry = (*entry).max(gain);
                }
            }
            if next.is_empty() || next.len() > MOST_STATES {
                return None;
            }
            layers.push(next);
        }
        Some(layers)
    }

    /// Every way of the best score, column by column.
    fn backward(&self, layers: &[BTreeMap<State, i32>]) -> Option<Vec<Vec<State>>> {
        let complete = |state: &State| state.iter().zip(&self.rows).all(|(&i, row)| i as usize + 1 == row.len());
        let last: Vec<(&State, i32)> = layers.last()?.iter().filter(|(s, _)| complete(s)).map(|(s, v)| (s, *v)).collect();
        let best = last.iter().map(|(_, v)| *v).max()?;
        let mut ways: Vec<Vec<State>> = last.iter().filter(|(_, v)| *v == best).map(|(s, _)| vec![(*s).clone()]).collect();
        let mut scores = BTreeMap::new();
        for column in (1..self.columns).rev() {
            let mut longer = Vec::new();
            for way in &ways {
                let head = way.last()?;
                let reached = *layers.get(column)?.get(head)?;
                let gain = self.state_score(head, column, &mut scores);
                for (state, score) in layers.get(column - 1)? {
                    if self.may_follow(state, head) && score + self.step(state, head) + gain == reached {
                        let mut more = way.clone();
                        more.push(state.clone());
                        longer.push(more);
                    }
                }
            }
            if longer.len() > MOST_WAYS {
                return None;
            }
            ways = longer;
        }
        ways.iter_mut().for_each(|w| w.reverse());
        Some(ways)
    }

    /// The states of the next column: each row stays in its cell or goes to the next one; a row that goes on takes all rows below it along.
    fn following(&self, state: &State, column: usize) -> Vec<State> {
        let left = self.columns - column;
        let mut found = Vec::new();
        for first in 0..=self.rows.len() {
            let mut next = state.clone();
            let mut fits = true;
            for (row, index) in next.iter_mut().enumerate() {
                let cells = self.rows.get(row).map_or(0, Vec::len);
                if row >= first {
                    *index += 1;
                }
                // Enough columns must be left for the cells to come.
                fits &= (*index as usize) < cells && cells - 1 - *index as usize <= left - 1;
            }
            if fits {
                found.push(next);
            }
        }
        found
    }

    fn may_follow(&self, from: &State, to: &State) -> bool {
        let first = from.iter().zip(to).position(|(a, b)| a != b).unwrap_or(from.len());
        from.iter().zip(to).enumerate().all(|(row, (a, b))| if row < first { a == b } else { *b == a + 1 })
    }

    fn text(&self, row: usize, index: u16) -> &str {
        self.rows.get(row).and_then(|r| r.get(index as usize)).map_or("", |t| t.trim())
    }

    /// What the edge between two columns costs: a blank cell continues exactly one cell above it, so their edges are the same; only a cell that is split below it, or the
    /// lowest one, is wide.
    fn step(&self, from: &State, to: &State) -> i32 {
        let mut cost = 0;
        for row in 1..from.len() {
            let (above_moves, moves) = (from.get(row - 1) != to.get(row - 1), from.get(row) != to.get(row));
            let (before, after) = (self.text(row, *from.get(row).unwrap_or(&0)), self.text(row, *to.get(row).unwrap_or(&0)));
            let parent = self.text(row - 1, *from.get(row - 1).unwrap_or(&0));
            if moves && !above_moves && !parent.is_empty() && (before.is_empty() || after.is_empty()) {
                cost += 4;
            }
        }
        // A cell of the lowest row that covers several columns is a merged one that nothing splits.
        if let (Some(a), Some(b)) = (from.last(), to.last())
            && a == b
        {
            cost += 1;
        }
        -cost
    }

    fn path(&self, state: &State) -> HeaderPath {
        HeaderPath::new(state.iter().enumerate().map(|(row, &i)| self.text(row, i)).filter(|t| !t.is_empty()))
    }

    /// How well a column's path is understood, and whether its body is of the kind that the path says.
    fn state_score(&self, state: &State, column: usize, known: &mut BTreeMap<State, (i32, ColumnType)>) -> i32 {
        let (understood, expected) = *known.entry(state.clone()).or_insert_with(|| {
            let path = self.path(state);
            let score = match (self.score)(&path) {
                0 => 0,
                1 => 1,
                _ => 4,
            };
            (score, expected_type(path.last()))
        });
        let body = self.types.get(column).copied().unwrap_or_default();
        let fit = match (expected, body) {
            (ColumnType::Unknown, _) | (_, ColumnType::Unknown) => 0,
            (a, b) if a == b => 1,
            // A column of words that is headed 编码 may hold code and name in one.
            (ColumnType::Code, ColumnType::Text) => 0,
            _ => -2,
        };
        understood + fit
    }

    /// Among equally good ways: the same child twice under one parent speaks against a way, groups that begin with the same child speak for it.
    fn repetition(&self, way: &[State]) -> i32 {
        let mut points = 0;
        for row in 0..self.rows.len().saturating_sub(1) {
            let mut groups: Vec<Vec<&str>> = Vec::new();
            let mut last: (Option<u16>, Option<u16>) = (None, None);
            for state in way {
                let (parent, child) = (state.get(row).copied(), state.get(row + 1).copied());
                if last.0 != parent {
                    groups.push(Vec::new());
                }
                if (parent, child) != last
                    && let (Some(group), Some(child)) = (groups.last_mut(), child)
                {
                    group.push(self.text(row + 1, child));
                }
                last = (parent, child);
            }
            for (i, group) in groups.iter().enumerate().filter(|(_, g)| g.len() > 1) {
                let twice = group.iter().enumerate().filter(|(j, t)| group.iter().take(*j).any(|u| u == *t)).count() as i32;
                let others = || groups.iter().take(i).filter(|g| g.len() > 1);
                let alike = i32::from(others().any(|g| g.first() == group.first())) + i32::from(others().any(|g| g.last() == group.last()));
                points += alike - 4 * twice;
            }
        }
        points - 3 * self.torn_labels(way)
    }

    /// How many edges of upper rows part a label from the amounts beside it: words after numbers belong to the numbers that follow them.
    fn torn_labels(&self, way: &[State]) -> i32 {
        let kind = |column: usize| self.types.get(column).copied().unwrap_or_default();
        let labels: Vec<bool> = (0..self.columns).map(|c| kind(c).is_label()).collect();
        let amounts: Vec<bool> = (0..self.columns).map(|c| kind(c) == ColumnType::Number).collect();
        // Labels, amounts, and labels with amounts once more: revenue and expenditure side by side.
        let first = amounts.iter().position(|a| *a).unwrap_or(self.columns);
        let again = (first..self.columns).find(|&c| labels.get(c) == Some(&true)).unwrap_or(self.columns);
        let side_by_side = amounts.iter().skip(again).any(|a| *a);
        let mut torn = 0;
        for row in 0..self.rows.len().saturating_sub(1) {
            let mut numbers = amounts.first() == Some(&true);
            for (column, pair) in way.windows(2).enumerate() {
                let [from, to] = pair else { continue };
                let next = amounts.get(column + 1) == Some(&true);
                if from.get(row) != to.get(row) {
                    let parts_them = labels.get(column) == Some(&true) && next;
                    torn += i32::from(parts_them && (numbers || (side_by_side && row == 0)));
                    numbers = false;
                }
                numbers |= next;
            }
        }
        torn
    }
}

/// What the words of a header say of its column's cells.
pub(super) fn expected_type(folded: &str) -> ColumnType {
    const TEXT: &[&str] =
        &["名称", "科目", "性质", "规格", "备注", "说明", "描述", "目标", "指标", "形式", "方式", "内容", "项目", "类别", "序号目录"];
    const NUMBER: &[&str] =
        &["金额", "预算数", "决算数", "数量", "单价", "合计", "小计", "总计", "人数", "支出", "收入", "资金", "拨款", "价值", "原值", "费"];
    const CODE: &[&str] = &["编码", "代码", "功能分类", "经济分类", "功能科目", "经济科目", "类款项"];
    if matches!(folded, "类" | "款" | "项") || CODE.iter().any(|w| folded.ends_with(w)) {
        return ColumnType::Code;
    }
    if matches!(folded, "单位" | "部门") || TEXT.iter().any(|w| folded.ends_with(w)) {
        return ColumnType::Text;
    }
    if NUMBER.iter().any(|w| folded.ends_with(w)) { ColumnType::Number } else { ColumnType::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solve(rows: &[&[&str]], columns: usize, known: &[&str]) -> Option<Spans> {
        let score = |p: &HeaderPath| if known.contains(&p.folded().as_str()) { 2 } else { 0 };
        Header { rows: rows.iter().map(|r| r.to_vec()).collect(), columns, types: Vec::new(), score: &score }.solve()
    }

    #[test]
    fn blanks_below_tell_which_cells_go_on() {
        // Nothing is known; one merged cell: only one way.
        let spans = solve(&[&["甲", "乙", "丙"], &["", "子", "丑", "寅", ""]], 5, &[]).unwrap();
        assert_eq!(spans.rows, [vec![1, 3, 1], vec![1; 5]]);
        assert!(spans.ambiguous.is_empty());
    }

    #[test]
    fn repetition_parts_equal_groups() {
        let spans = solve(&[&["名", "甲", "乙"], &["", "子", "丑", "子", "丑", "寅"]], 6, &[]).unwrap();
        assert_eq!(spans.rows[0], [1, 2, 3]);
        assert!(spans.ambiguous.is_empty());
    }

    #[test]
    fn unknown_children_of_two_parents_are_ambiguous() {
        let spans = solve(&[&["名", "甲", "乙"], &["", "子", "丑", "寅"]], 4, &[]).unwrap();
        assert_eq!(spans.ambiguous, [2]);
    }

    #[test]
    fn known_paths_decide() {
        let known = ["甲›子", "乙›丑", "乙›寅"];
        let spans = solve(&[&["名", "甲", "乙"], &["", "子", "丑", "寅"]], 4, &known).unwrap();
        assert_eq!(spans.rows[0], [1, 1, 2]);
        assert!(spans.ambiguous.is_empty());
    }

    #[test]
    fn three_levels() {
        let rows: &[&[&str]] = &[&["来源", "品名", "金额"], &["甲", "乙", "", "总", "当年", "外"], &["", "", "", "", "小", "一", "二", ""]];
        let spans = solve(rows, 8, &[]).unwrap();
        assert_eq!(spans.rows, [vec![2, 1, 5], vec![1, 1, 1, 1, 3, 1], vec![1; 8]]);
        assert!(spans.ambiguous.is_empty());
    }
}
