//! What a column holds, told by its cells where its header does not say: numbers that only count the rows, and words that are labels.

use super::super::cell::{CellValue, cell_value};
use super::super::frame::{Frame, total_word};
use super::blocks::starts_block;
use super::columns::Column;
use super::labels::folded_label;
use super::meaning::Meaning;
use super::words::{Role, Words};
use crate::facts::Measure;
use crate::normalise::classes::{self, ClassScheme};

/// 编号 over 1, 2, 3 …: serial numbers, whatever the header calls them. Codes of classes have three digits or begin with a zero.
pub(super) fn serials(list: &mut [Column], frame: &Frame<'_>) {
    for (at, column) in list.iter_mut().enumerate() {
        if let Column::Labels(role @ (Role::Code | Role::UnitCode | Role::Name | Role::Label | Role::Text | Role::Unread), _) = column
            && counts_rows(frame, at as u32)
        {
            *role = Role::Serial;
        }
    }
}

fn counts_rows(frame: &Frame<'_>, column: u32) -> bool {
    let mut before: Option<u32> = None;
    let mut count = 0;
    for row in frame.data_rows() {
        let text = frame.own_text(row.row, column).trim();
        if cell_value(text).is_blank() || total_word(text).is_some() {
            continue;
        }
        let number = text.parse::<u32>().ok().filter(|n| *n < 200 && !text.starts_with(['0', '+']));
        let Some(number) = number.filter(|n| before.is_none_or(|b| *n == b + 1)) else { return false };
        before = Some(number);
        count += 1;
    }
    count >= 2
}

/// 收入来源, 一般公共预算 over words: what its header says of amounts limits the rows that it names.
pub(super) fn words_are_labels(list: &mut [Column], frame: &Frame<'_>) {
    for (at, column) in list.iter_mut().enumerate() {
        let Column::Amounts(meaning, None) = column else { continue };
        let says_more = meaning.total || meaning.grand || meaning.amount || meaning.stage.is_some() || meaning.aspect.is_some();
        if !says_more && meaning.measure.is_none() && meaning.count.is_none() && holds_words(frame, at as u32) {
            let meaning = Meaning { role: Some(Role::Label), ..meaning.clone() };
            *column = Column::Labels(Role::Label, meaning);
        }
    }
}

/// Two cells of words at least, and no number.
fn holds_words(frame: &Frame<'_>, column: u32) -> bool {
    let values: Vec<CellValue> = frame.data_rows().map(|r| frame.value(r.row, column)).filter(|v| !v.is_blank()).collect();
    values.len() >= 2 && values.iter().all(|v| *v == CellValue::Words)
}

/// 用途, 类型 before amounts that no other column labels: labels, where most of the words in it are those of rows.
pub(super) fn labels(list: &mut [Column], frame: &Frame<'_>, words: &Words) {
    let mut at = 0;
    while at < list.len() {
        let end = at + list.iter().skip(at).take_while(|c| matches!(c, Column::Labels(..) | Column::Empty)).count();
        let run = at..end;
        let labelled = list.get(run.clone()).is_some_and(|r| r.iter().any(|c| matches!(c, Column::Labels(role, _) if starts_block(*role))));
        let amounts = matches!(list.get(end), Some(Column::Amounts(..)));
        if amounts && !labelled {
            let word = |c: Option<&Column>| matches!(c, Some(Column::Labels(Role::Text | Role::Unread, _)));
            let found: Vec<usize> = run.filter(|&i| word(list.get(i)) && holds_labels(frame, i as u32, words)).collect();
            if let [one] = found.as_slice()
                && let Some(Column::Labels(role, _)) = list.get_mut(*one)
            {
                *role = Role::Label;
            }
        }
        at = end + 1;
    }
}

/// Most of its cells are totals, sources, components, items or names of classes, and it has two of them at least.
fn holds_labels(frame: &Frame<'_>, column: u32, words: &Words) -> bool {
    let (mut known, mut said) = (0, 0);
    for row in frame.data_rows() {
        let text = frame.own_text(row.row, column);
        if cell_value(text) != CellValue::Words {
            continue;
        }
        let folded = folded_label(text);
        let meaning = Meaning::of(&words.label(&folded));
        let class = [ClassScheme::Function, ClassScheme::Economic, ClassScheme::GovEconomic];
        said += 1;
        known += usize::from(
            meaning.is_some_and(|m| m.says_amounts() && m.measure != Some(Measure::Procurement))
                || class.iter().any(|s| classes::is_class_name(*s, &folded)),
        );
    }
    known >= 2 && known * 4 >= said * 3
}
