//! The spans of a body row that is shorter than the body: one of its cells is merged over the missing columns (合计 over code and name), or cells at its end are missing.

use super::super::cell::{CellValue, cell_value};
use super::super::frame::total_word;
use super::header::ColumnType;

/// What the other rows say of the columns.
#[derive(Debug, Default)]
pub(super) struct Columns<'c> {
    /// What each column holds.
    pub types: &'c [ColumnType],
    /// Columns where one group of the topmost header row ends and the next begins, both with amounts (收入 | 支出): a merged cell does not reach over them.
    pub group_edges: &'c [u32],
    /// Some full row ends with a blank cell: the format does not drop blank cells at the end.
    pub keeps_blanks: bool,
}

/// The spans of a row's cells, when only one way puts numbers under numbers and words under words as well as it can be done. Missing cells at the end are left out.
pub(super) fn spans(texts: &[&str], width: usize, columns: &Columns<'_>) -> Option<Vec<u32>> {
    let length = texts.len();
    if length > width || length == 0 {
        return None;
    }
    if length == 1 {
        return Some(vec![width as u32]);
    }
    let mut ways = widths(texts, (width - length) as u32);
    if !columns.keeps_blanks {
        // Nothing is wide, and the end of the row is missing.
        ways.push(vec![1; length]);
    }
    let mut candidates: Vec<(i32, Vec<u32>)> = ways
        .into_iter()
        .map(|spans| {
            let total = spans.first().is_some_and(|s| *s > 1) && texts.first().is_some_and(|t| total_word(t).is_some());
            let short = spans.iter().sum::<u32>() < width as u32;
            (fit(texts, &spans, columns) + i32::from(total) - i32::from(short), spans)
        })
        .collect();
    let best = candidates.iter().map(|(s, _)| *s).max()?;
    candidates.retain(|(s, _)| *s == best);
    let (_, first) = candidates.first()?;
    // Ways that put every cell that says something into the same column are one way.
    let places = |spans: &[u32]| -> Vec<u32> {
        let mut at = 0;
        let starts = spans.iter().map(|s| {
            let start = at;
            at += s;
            start
        });
        starts.zip(texts).filter(|(_, t)| !cell_value(t).is_blank()).map(|(c, _)| c).collect()
    };
    candidates.iter().all(|(_, s)| places(s) == places(first)).then(|| first.clone())
}

/// The ways to give `extra` columns to one or two cells: any one, or two that hold words.
fn widths(texts: &[&str], extra: u32) -> Vec<Vec<u32>> {
    let plain = vec![1; texts.len()];
    let widened = |cells: &[(usize, u32)]| {
        let mut spans = plain.clone();
        for &(i, by) in cells {
            if let Some(span) = spans.get_mut(i) {
                *span += by;
            }
        }
        spans
    };
    let mut ways: Vec<Vec<u32>> = (0..texts.len()).map(|i| widened(&[(i, extra)])).collect();
    let words: Vec<usize> = (0..texts.len()).filter(|&i| texts.get(i).is_some_and(|t| cell_value(t) == CellValue::Words)).collect();
    // Of very many words each alone is tried: two merged labels stand in tables of few columns.
    if words.len() > 8 || extra > 24 {
        return ways;
    }
    for (n, &a) in words.iter().enumerate() {
        for &b in words.iter().skip(n + 1) {
            ways.extend((1..extra).map(|by| widened(&[(a, by), (b, extra - by)])));
        }
    }
    ways
}

/// How well the cells stand under the columns: numbers under numbers, words under words. Against a way speak a number that is wide, a label over amounts or over the edge of
/// two groups, and a second wide cell.
fn fit(texts: &[&str], spans: &[u32], columns: &Columns<'_>) -> i32 {
    let mut column = 0;
    let mut score = -(spans.iter().filter(|s| **s > 1).count().saturating_sub(1) as i32);
    for (text, span) in texts.iter().zip(spans) {
        let kind = columns.types.get(column).copied().unwrap_or_default();
        score += match (cell_value(text), kind) {
            (CellValue::Blank, _) | (_, ColumnType::Unknown) | (CellValue::Words, ColumnType::Code) => 0,
            (CellValue::Words, ColumnType::Text | ColumnType::Name) => 1,
            (CellValue::Words, ColumnType::Number) => -3,
            (_, ColumnType::Number) => 2,
            (_, ColumnType::Code) => i32::from(!text.contains(['.', ','])),
            (_, ColumnType::Text | ColumnType::Name) => -3,
        };
        // A number does not reach over several columns.
        if *span > 1 && matches!(cell_value(text), CellValue::Number(_) | CellValue::Percent(_)) {
            score -= 3;
        }
        let inside = column as u32 + 1..column as u32 + span;
        score -= inside.clone().filter(|&c| columns.types.get(c as usize) == Some(&ColumnType::Number)).count() as i32;
        if columns.group_edges.iter().any(|e| inside.contains(e)) {
            score -= 3;
        }
        column += *span as usize;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;
    use ColumnType::{Number, Text};

    fn solve(texts: &[&str], types: &[ColumnType], group_edges: &[u32], keeps_blanks: bool) -> Option<Vec<u32>> {
        spans(texts, types.len(), &Columns { types, group_edges, keeps_blanks })
    }

    #[test]
    fn a_total_over_code_and_name() {
        assert_eq!(solve(&["合计", "12.5", "3"], &[Text, Text, Number, Number], &[], false), Some(vec![2, 1, 1]));
    }

    #[test]
    fn what_fits_twice_is_not_solved() {
        // Either the name is merged over two columns, or the last cell is missing: with numbers alone nothing tells.
        assert_eq!(solve(&["水厂", "12", "3"], &[Text, Number, Number, Number], &[], false), None);
    }

    #[test]
    fn missing_blanks_at_the_end() {
        assert_eq!(solve(&["水厂", "事业", "3"], &[Text, Text, Number, Number, Text], &[], false), Some(vec![1, 1, 1]));
    }

    #[test]
    fn totals_of_two_sides_stay_on_their_side() {
        // 收入 over two columns, 支出 over four: the total of the expenditure side is the merged one.
        let types = [Text, Number, Text, Number, Text, Number];
        assert_eq!(solve(&["收入合计", "7.00", "支出合计", "7.00"], &types, &[2], true), Some(vec![1, 1, 3, 1]));
    }

    #[test]
    fn two_totals_side_by_side() {
        // Codes tell nothing (类, 款), names and amounts do.
        let types = [ColumnType::Code, ColumnType::Code, Text, Number, ColumnType::Code, ColumnType::Code, Text, Number];
        assert_eq!(solve(&["人员合计", "7.00", "公用合计", "3.00"], &types, &[], true), Some(vec![3, 1, 3, 1]));
    }
}
