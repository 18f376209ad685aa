//! The spans of header rows, by constraint search.
//!
//! The cells of each header row must cover the body's columns in order; an edge of a row is an edge of every row below it. The search walks over the columns from left to
//! right: its state is which cell of each header row covers the column. Each column adds how well its header path is understood; a blank cell that does not continue exactly
//! one cell above costs. All best ways are kept, then compared by further
//! evidence ([`super::evidence`]); what they do not agree on is ambiguous.

use super::super::header::HeaderPath;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What the body says of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ColumnType {
    #[default]
    Unknown,
    Number,
    Text,
    /// Class codes: written as numbers, standing where names do.
    Code,
    /// As a header says it: names, and certainly no codes.
    Name,
}

/// The header rows of a table: the texts of their cells, in order.
pub(super) struct Header<'t> {
    pub rows: Vec<Vec<&'t str>>,
    pub columns: usize,
    pub types: Vec<ColumnType>,
    /// The numbers of the full rows of the body, by row and column.
    pub numbers: &'t [Vec<Option<Decimal>>],
    /// Words that stand in one order under a parent (行政, 事业, 工勤).
    pub order: &'t [Vec<String>],
    /// How well a path is understood: 0, 1, 2.
    pub score: &'t dyn Fn(&HeaderPath) -> u32,
}

/// The spans of each header row, and the columns that are not certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spans {
    pub rows: Vec<Vec<u32>>,
    pub ambiguous: Vec<u32>,
}

/// Which cell of each row covers a column; and for each row but the first, which of its cells is the first one below the cell of the row above.
pub(super) type State = Vec<u16>;

/// Ways that are followed at most; a header with more equally good ones is not solved.
const MOST_WAYS: usize = 4096;
/// States of all columns together at most.
const MOST_STATES: usize = 200_000;

impl Header<'_> {
    /// `None` when no way fits at all, or too many.
    pub fn solve(&self) -> Option<Spans> {
        if self.rows.iter().any(|r| r.iter().all(|t| t.trim().is_empty())) {
            return self.without_blank_rows();
        }
        if self.rows.is_empty() || self.rows.iter().any(|r| r.is_empty() || r.len() > self.columns || r.len() > u16::MAX as usize) {
            return None;
        }
        let layers = self.forward()?;
        let ways = self.backward(&layers)?;
        let evidence: Vec<i32> = ways.iter().map(|w| self.evidence(w)).collect();
        let best = *evidence.iter().max()?;
        let ways: Vec<&Vec<State>> = ways.iter().zip(&evidence).filter(|(_, e)| **e == best).map(|(w, _)| w).collect();
        let first = *ways.first()?;
        let cells = |way: &[State], column: usize| way.get(column).map(|s| s.iter().take(self.rows.len()).copied().collect::<Vec<u16>>());
        let ambiguous = (0..self.columns).filter(|&c| ways.iter().any(|w| cells(w, c) != cells(first, c))).map(|c| c as u32).collect();
        let rows = (0..self.rows.len()).map(|row| self.spans_of(first, row)).collect();
        Some(Spans { rows, ambiguous })
    }

    /// How many columns have a path that is understood as a whole.
    pub fn understood_columns(&self, spans: &Spans) -> usize {
        let text_at = |row: usize, column: usize| -> &str {
            let mut end = 0;
            let ends = spans.rows.get(row).into_iter().flatten().map(|s| {
                end += *s as usize;
                end
            });
            self.text(row, ends.take_while(|end| *end <= column).count() as u16)
        };
        let path = |column: usize| HeaderPath::new((0..self.rows.len()).map(|r| text_at(r, column)).filter(|t| !t.is_empty()));
        (0..self.columns).filter(|&c| (self.score)(&path(c)) == 2).count()
    }

    /// A row without any word is no level of the header: it is laid out like what it has, evenly.
    fn without_blank_rows(&self) -> Option<Spans> {
        let says = |r: &&Vec<&str>| r.iter().any(|t| !t.trim().is_empty());
        let rows: Vec<Vec<&str>> = self.rows.iter().filter(says).cloned().collect();
        let solved = Header { rows, types: self.types.clone(), ..*self }.solve()?;
        let mut told = solved.rows.into_iter();
        let rows = self.rows.iter().map(|r| if says(&r) { told.next().unwrap_or_default() } else { super::even(r.len(), self.columns) });
        Some(Spans { rows: rows.collect(), ambiguous: solved.ambiguous })
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
        let start: State = vec![0; self.rows.len() * 2 - 1];
        let mut layers: Vec<BTreeMap<State, i32>> = Vec::with_capacity(self.columns);
        let mut states = 0;
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
            states += next.len();
            if next.is_empty() || states > MOST_STATES {
                return None;
            }
            layers.push(next);
        }
        Some(layers)
    }

    /// Every way of the best score, column by column.
    fn backward(&self, layers: &[BTreeMap<State, i32>]) -> Option<Vec<Vec<State>>> {
        let complete = |state: &State| self.rows.iter().zip(state).map(|(r, i)| (i, r)).all(|(&i, row)| i as usize + 1 == row.len());
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
                    if self.following(state, column).contains(head) && score + self.step(state, head) + gain == reached {
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
        let rows = self.rows.len();
        for first in 0..=rows {
            let mut next = state.clone();
            let mut fits = true;
            for row in first..rows {
                if let Some(index) = next.get_mut(row) {
                    *index += 1;
                }
                // The row above moved too: a new group begins.
                if row > first
                    && let Some(&index) = next.get(row)
                    && let Some(start) = next.get_mut(rows + row - 1)
                {
                    *start = index;
                }
            }
            for (cells, index) in self.rows.iter().zip(&next) {
                // Enough columns must be left for the cells to come.
                fits &= (*index as usize) < cells.len() && cells.len() - 1 - (*index as usize) < left;
            }
            if fits {
                found.push(next);
            }
        }
        found
    }

    pub(super) fn text(&self, row: usize, index: u16) -> &str {
        self.rows.get(row).and_then(|r| r.get(index as usize)).map_or("", |t| t.trim())
    }

    /// What the edge between two columns costs: a blank cell continues exactly one cell above it, so their edges are the same; only a cell that is split below it, or the
    /// lowest one, is wide; words do not begin again below a blank cell; no two children of one parent are the same.
    fn step(&self, from: &State, to: &State) -> i32 {
        let mut cost = 0;
        let at = |state: &State, row: usize| state.get(row).copied().unwrap_or(0);
        for row in 1..self.rows.len() {
            let (above_moves, moves) = (at(from, row - 1) != at(to, row - 1), at(from, row) != at(to, row));
            let (before, after) = (self.text(row, at(from, row)), self.text(row, at(to, row)));
            if moves && !above_moves && (before.is_empty() || after.is_empty()) {
                cost += 4;
            }
            let mut group = at(to, self.rows.len() + row - 1)..at(to, row);
            if moves && !after.is_empty() && group.any(|i| self.text(row, i) == after) {
                cost += 4;
            }
            if moves && row > 1 && !after.is_empty() && self.text(row - 1, at(to, row - 1)).is_empty() {
                cost += 1;
            }
        }
        // A cell of the lowest row that covers several columns is a merged one that nothing splits.
        let lowest = self.rows.len().saturating_sub(1);
        if at(from, lowest) == at(to, lowest) {
            cost += 1;
        }
        -cost
    }

    fn path(&self, state: &State) -> HeaderPath {
        HeaderPath::new(state.iter().take(self.rows.len()).enumerate().map(|(row, &i)| self.text(row, i)).filter(|t| !t.is_empty()))
    }

    /// How well a column's path is understood, and whether its body is of the kind that the parts of the path say.
    fn state_score(&self, state: &State, column: usize, known: &mut BTreeMap<State, (i32, Vec<ColumnType>)>) -> i32 {
        if !known.contains_key(state) {
            let path = self.path(state);
            let lowest = path.parts.len().saturating_sub(1);
            // 收入 and 支出 stand over names and amounts alike, when they stand over anything.
            let side = |text: &str| matches!(text, "收入" | "支出" | "本年收入" | "本年支出" | "财政拨款收入" | "财政拨款支出");
            let expected = path
                .parts
                .iter()
                .enumerate()
                .map(|(i, p)| if i < lowest && side(&p.folded) { ColumnType::Unknown } else { expected_type(&p.folded) });
            let expected = expected.collect();
            known.insert(state.clone(), (self.understood(&path), expected));
        }
        let Some((understood, expected)) = known.get(state) else { return 0 };
        // Where the body says nothing the lowest level speaks for it.
        let leaf = expected.last().copied().unwrap_or_default();
        let body = self.types.get(column).copied().filter(|t| *t != ColumnType::Unknown).unwrap_or(leaf);
        let fit = |said: &ColumnType| match (*said, body) {
            (ColumnType::Unknown, _) | (_, ColumnType::Unknown) => 0,
            (ColumnType::Text | ColumnType::Name, ColumnType::Text | ColumnType::Name) | (ColumnType::Text, ColumnType::Code) => 0,
            (a, b) if a == b => 0,
            _ => -2,
        };
        understood + expected.iter().map(fit).sum::<i32>()
    }

    /// A path that is understood as a whole counts most; else its lowest two levels; else that each part is a word of some header.
    fn understood(&self, path: &HeaderPath) -> i32 {
        match (self.score)(path) {
            2 => 4,
            score => {
                let lowest = path.parts.len().saturating_sub(2);
                let pair = HeaderPath { parts: path.parts.get(lowest..).unwrap_or(&[]).to_vec(), unit: None };
                if lowest > 0 && (self.score)(&pair) == 2 { 2 } else { score as i32 }
            }
        }
    }
}

/// What the words of a header say of its column's cells.
pub(super) fn expected_type(folded: &str) -> ColumnType {
    const TEXT: &[&str] = &[
        "名称",
        "编码",
        "代码",
        "科目",
        "性质",
        "规格",
        "备注",
        "说明",
        "描述",
        "目标",
        "指标",
        "形式",
        "方式",
        "内容",
        "项目",
        "类别",
        "序号目录",
    ];
    const NUMBER: &[&str] = &[
        "金额",
        "预算数",
        "决算数",
        "数量",
        "单价",
        "合计",
        "小计",
        "总计",
        "人数",
        "支出",
        "收入",
        "资金",
        "拨款",
        "价值",
        "原值",
        "费",
        "预算",
    ];
    if matches!(folded, "类" | "款" | "项") || ["编码", "代码", "编号"].iter().any(|w| folded.ends_with(w)) {
        return ColumnType::Code;
    }
    if folded.ends_with("名称") {
        return ColumnType::Name;
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
        let rows = rows.iter().map(|r| r.to_vec()).collect();
        Header { rows, columns, types: Vec::new(), numbers: &[], order: &[], score: &score }.solve()
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
