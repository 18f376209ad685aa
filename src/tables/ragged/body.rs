//! The spans of a body row that is shorter than the body: one of its cells is merged over the missing columns (合计 over code and name), or cells at its end are missing.

use super::super::cell::{CellValue, cell_value};
use super::super::frame::total_word;
use super::header::ColumnType;

/// Ways to share a row's missing columns among its cells that are tried at most.
const MOST_WAYS: usize = 20_000;

/// The spans of a row's cells, when only one way puts numbers under numbers and words under words as well as it can be done. Missing cells at the end are left out.
///
/// `edges` are the columns at which the uppermost header row begins a new cell: no cell of the body reaches over them if it can be helped.
/// `may_end_early`: blank cells at the end of a row may have been left out (they were nowhere printed).
pub(super) fn spans(texts: &[&str], width: usize, types: &[ColumnType], edges: &[u32], may_end_early: bool) -> Option<Vec<u32>> {
    let length = texts.len();
    if length > width || length == 0 {
        return None;
    }
    if length == 1 {
        return Some(vec![width as u32]);
    }
    // One more candidate: nothing is wide, and the end of the row is missing.
    let mut ways = if may_end_early { vec![vec![1; length]] } else { Vec::new() };
    ways.extend(compositions(length, width));
    let mut candidates: Vec<(i32, Vec<u32>)> = ways
        .into_iter()
        .map(|spans| {
            let total_first = spans.first().is_some_and(|s| *s > 1) && texts.first().is_some_and(|t| total_word(t).is_some());
            (fit(texts, &spans, types) + i32::from(total_first) - crossed(&spans, edges), spans)
        })
        .collect();
    let best = candidates.iter().map(|(s, _)| *s).max()?;
    candidates.retain(|(s, _)| *s == best);
    let (_, first) = candidates.first()?;
    // Ways that put every cell that says something into the same column are one way.
    let columns = |spans: &[u32]| -> Vec<u32> {
        let mut at = 0;
        let starts = spans.iter().map(|s| {
            let start = at;
            at += s;
            start
        });
        starts.zip(texts).filter(|(_, t)| !cell_value(t).is_blank()).map(|(c, _)| c).collect()
    };
    candidates.iter().all(|(_, s)| columns(s) == columns(first)).then(|| first.clone())
}

/// Every way to cover `width` columns with `length` cells; where there are too many, only those with a single wide cell.
fn compositions(length: usize, width: usize) -> Vec<Vec<u32>> {
    let extra = width - length;
    if extra == 0 {
        return Vec::new();
    }
    let mut found: Vec<(Vec<u32>, usize)> = vec![(Vec::new(), extra)];
    for cell in 0..length {
        let last = cell + 1 == length;
        let mut longer = Vec::new();
        for (spans, left) in &found {
            let least = if last { *left } else { 0 };
            for more in least..=*left {
                let mut next = spans.clone();
                next.push(1 + more as u32);
                longer.push((next, left - more));
            }
        }
        if longer.len() > MOST_WAYS {
            let single = |wide: usize| (0..length).map(|i| if i == wide { 1 + extra as u32 } else { 1 }).collect();
            return (0..length).map(single).collect();
        }
        found = longer;
    }
    found.into_iter().map(|(spans, _)| spans).collect()
}

/// What cells that reach over an edge of the uppermost header cost, and wide cells beyond the first.
fn crossed(spans: &[u32], edges: &[u32]) -> i32 {
    let (mut at, mut cost) = (0, 0);
    let wide = spans.iter().filter(|s| **s > 1).count() as i32;
    for span in spans {
        cost += 2 * edges.iter().filter(|e| at < **e && **e < at + span).count() as i32;
        at += span;
    }
    cost + (wide - 1).max(0)
}

/// Bare digits, as many as codes have.
fn is_code(text: &str) -> bool {
    let bare = text.trim();
    matches!(bare.len(), 2 | 3 | 5 | 7) && bare.bytes().all(|b| b.is_ascii_digit())
}

fn fit(texts: &[&str], spans: &[u32], types: &[ColumnType]) -> i32 {
    let mut column = 0;
    let mut score = 0;
    for (text, span) in texts.iter().zip(spans) {
        let kind = types.get(column).copied().unwrap_or_default();
        score += match (cell_value(text), kind) {
            (CellValue::Blank, _) | (_, ColumnType::Unknown) => 0,
            (CellValue::Words, ColumnType::Text | ColumnType::Code) => 1,
            (CellValue::Words, ColumnType::Number) => -3,
            (_, ColumnType::Number) => 2,
            (_, ColumnType::Code) if is_code(text) => 1,
            (_, ColumnType::Text | ColumnType::Code) => -3,
        };
        // A number does not reach over several columns.
        if *span > 1 && matches!(cell_value(text), CellValue::Number(_) | CellValue::Percent(_)) {
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

    #[test]
    fn a_total_over_code_and_name() {
        assert_eq!(spans(&["合计", "12.5", "3"], 4, &[Text, Text, Number, Number], &[], true), Some(vec![2, 1, 1]));
    }

    #[test]
    fn what_fits_twice_is_not_solved() {
        // Either the total is merged over two columns, or the last cell is missing: with numbers alone nothing tells.
        assert_eq!(spans(&["水厂", "12", "3"], 4, &[Text, Number, Number, Number], &[], true), None);
    }

    #[test]
    fn labels_over_name_and_amount_keep_to_their_side() {
        let types = [Text, Number, Text, Number, Text, Number];
        let row = ["本年收入合计", "7.5", "本年支出合计", "7.5"];
        assert_eq!(spans(&row, 6, &types, &[2], false), Some(vec![1, 1, 3, 1]));
        assert_eq!(spans(&row, 6, &types, &[], true), None);
    }

    #[test]
    fn two_totals_over_code_and_name() {
        let types = [Text, Text, Number, Text, Text, Number];
        assert_eq!(spans(&["人员经费合计", "7.5", "公用经费合计", "2"], 6, &types, &[], true), Some(vec![2, 1, 2, 1]));
    }

    #[test]
    fn missing_blanks_at_the_end() {
        assert_eq!(spans(&["水厂", "事业", "3"], 5, &[Text, Text, Number, Number, Text], &[], true), Some(vec![1, 1, 1]));
    }
}
