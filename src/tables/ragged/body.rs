//! The spans of a body row that is shorter than the body: one of its cells is merged over the missing columns (合计 over code and name), or cells at its end are missing.

use super::super::cell::{CellValue, cell_value};
use super::super::frame::total_word;
use super::header::ColumnType;

/// The spans of a row's cells, when only one way puts numbers under numbers and words under words as well as it can be done. Missing cells at the end are left out.
pub(super) fn spans(texts: &[&str], width: usize, types: &[ColumnType]) -> Option<Vec<u32>> {
    let length = texts.len();
    if length > width || length == 0 {
        return None;
    }
    if length == 1 {
        return Some(vec![width as u32]);
    }
    let extra = (width - length) as u32;
    // Candidate `i`: cell `i` takes all that is missing; the last one: nothing does, and the end of the row is missing.
    let mut candidates: Vec<(i32, Vec<u32>)> = (0..=length)
        .map(|wide| {
            let spans: Vec<u32> = (0..length).map(|i| if i == wide { 1 + extra } else { 1 }).collect();
            let score = fit(texts, &spans, types) + i32::from(wide == 0 && texts.first().is_some_and(|t| total_word(t).is_some()));
            (score, spans)
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

fn fit(texts: &[&str], spans: &[u32], types: &[ColumnType]) -> i32 {
    let mut column = 0;
    let mut score = 0;
    for (text, span) in texts.iter().zip(spans) {
        let kind = types.get(column).copied().unwrap_or_default();
        score += match (cell_value(text), kind) {
            (CellValue::Blank, _) | (_, ColumnType::Unknown) => 0,
            (CellValue::Words, ColumnType::Text) => 1,
            (CellValue::Words, ColumnType::Number) => -3,
            (_, ColumnType::Number) => 2,
            (_, ColumnType::Text) => -3,
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
        assert_eq!(spans(&["合计", "12.5", "3"], 4, &[Text, Text, Number, Number]), Some(vec![2, 1, 1]));
    }

    #[test]
    fn what_fits_twice_is_not_solved() {
        // Either the total is merged over two columns, or the last cell is missing: with numbers alone nothing tells.
        assert_eq!(spans(&["水厂", "12", "3"], 4, &[Text, Number, Number, Number]), None);
    }

    #[test]
    fn missing_blanks_at_the_end() {
        assert_eq!(spans(&["水厂", "事业", "3"], 5, &[Text, Text, Number, Number, Text]), Some(vec![1, 1, 1]));
    }
}
