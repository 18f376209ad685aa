//! What the path of headers over one column says, and what its cells say where no header does.

use super::super::super::cell::{CellValue, Unit, cell_value};
use super::super::super::frame::Frame;
use super::super::class_columns::{ClassColumn, class_column};
use super::super::meaning::Meaning;
use super::super::words::{Role, Words, names_units_and_classes};
use super::Column;
use crate::facts::Aspect;
use crate::normalise::key::fold_text;

pub(super) fn column(frame: &Frame<'_>, words: &Words, column: u32) -> Column {
    let path = frame.path(column);
    let parts: Vec<&str> = path.parts.iter().map(|p| p.folded.as_str()).filter(|p| !p.is_empty()).collect();
    let Some((&leaf_text, above)) = parts.split_last() else { return without_header(frame, column) };
    let leaf = leaf_text;
    if names_units_and_classes(leaf) {
        return Column::Labels(Role::UnitOrName, Meaning::default());
    }
    if leaf.chars().all(|c| c.is_ascii_digit()) && parts.len() == 1 && leaf.len() != 4 {
        return without_header(frame, column);
    }
    let mut meaning = Meaning::default();
    let mut unknown: Option<&str> = None;
    let mut class_above: Option<ClassColumn> = None;
    for part in above.iter().filter(|p| !words.header(p).says_nothing()) {
        match Meaning::of(&words.header(part)).map(|m| meaning.below(&m)) {
            Some(Some(deeper)) => meaning = deeper,
            Some(None) => return Column::Unknown(format!("“{}” contradicts itself", path.joined())),
            None => match class_column(part, meaning.classes) {
                Some(class) => class_above = Some(class),
                None => unknown = Some(part),
            },
        }
    }
    match Meaning::of(&words.header(leaf)) {
        Some(leaf) => {
            let Some(found) = meaning.below(&leaf) else { return Column::Unknown(format!("“{}” contradicts itself", path.joined())) };
            if let Some(role) = leaf.column_role().or_else(|| found.column_role().filter(|_| !leaf.says_amounts())) {
                let codes = matches!(role, Role::Name | Role::Label) && holds_codes(frame, column);
                return Column::Labels(if codes { Role::Code } else { role }, found);
            }
            // 经济科目, 功能分类: codes or names of classes, whatever else they are called.
            if leaf.classes.is_some() && !leaf.says_amounts() && leaf.side.is_none() {
                return Column::Labels(if holds_codes(frame, column) { Role::Code } else { Role::Name }, found);
            }
            let Some(found) = with_unit(found, path.unit.as_ref().map(|u| u.unit)) else {
                return Column::Unknown(format!("“{}” is a percent of what is not said", path.joined()));
            };
            // 一般公共预算 › 其中：财政拨款: a part of its group for which there is no dimension, not the group once more.
            if path.parts.last().is_some_and(|p| is_among(&p.printed)) && leaf.fund.is_some() && found.says_no_more_than(&meaning) {
                return Column::Unknown(format!("“{}” is a part for which there is no dimension", path.joined()));
            }
            match (unknown, class_above) {
                (Some(part), _) => Column::Unknown(format!("“{part}” over “{}” was not understood", path.joined())),
                (None, Some(class)) if leaf.only_total() => Column::Amounts(Meaning { total: false, ..found }, Some(class)),
                // 商品和服务支出 › 会议费: a section by the name of a measure.
                (None, Some(_)) => match class_column(leaf_text, meaning.classes) {
                    Some(class) => Column::Amounts(meaning, Some(class)),
                    None => Column::Unknown(format!("“{}” is a part of a class that was not understood", path.joined())),
                },
                (None, None) => Column::Amounts(found, None),
            }
        }
        None if unknown.is_none() => match class_column(leaf, meaning.classes) {
            Some(class) => Column::Amounts(meaning, Some(class)),
            None => {
                words_only(frame, column, meaning).unwrap_or_else(|| Column::Unknown(format!("“{}” was not understood", path.joined())))
            }
        },
        None => words_only(frame, column, meaning).unwrap_or_else(|| Column::Unknown(format!("“{}” was not understood", path.joined()))),
    }
}

/// 其中：…
pub(super) fn is_among(printed: &str) -> bool {
    fold_text(printed).starts_with("其中")
}

/// A header that states % is a percent: of a change, or of what its words say. `None` where they say nothing of it.
pub(super) fn with_unit(mut meaning: Meaning, unit: Option<Unit>) -> Option<Meaning> {
    if unit != Some(Unit::Percent) {
        return Some(meaning);
    }
    meaning.aspect = match meaning.aspect {
        Some(Aspect::Change) => Some(Aspect::ChangePercent),
        None if meaning.compared => Some(Aspect::ChangePercent),
        other => other,
    };
    meaning.aspect.is_some().then_some(meaning)
}

/// A column of class codes, whatever its header says: bare digits of two, three, five or seven places, some of them unlike any amount.
pub(super) fn holds_codes(frame: &Frame<'_>, column: u32) -> bool {
    let (mut numbers, mut telling) = (0, false);
    for row in frame.data_rows() {
        let text = frame.own_text(row.row, column).trim();
        if cell_value(text).number().is_none() {
            continue;
        }
        if !matches!(text.len(), 2 | 3 | 5 | 7) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        numbers += 1;
        telling |= text.starts_with('0') || (text.len() > 2 && text.starts_with(['2', '3', '5']));
    }
    numbers > 0 && telling
}

/// A column with an unknown header that holds no number is a column of words; one that holds codes is none of amounts either.
pub(super) fn words_only(frame: &Frame<'_>, column: u32, meaning: Meaning) -> Option<Column> {
    if holds_codes(frame, column) {
        return Some(Column::Labels(Role::Text, meaning));
    }
    let (mut words, mut numbers) = (0, 0);
    for row in frame.data_rows() {
        match frame.value(row.row, column) {
            CellValue::Blank => {}
            CellValue::Words => words += 1,
            _ => numbers += 1,
        }
    }
    if words == 0 && numbers == 0 {
        return Some(Column::Empty);
    }
    // A few numbers among words are cells that came to stand in another column.
    (numbers == 0 || words >= numbers).then_some(Column::Labels(Role::Unread, meaning))
}

/// A column without header: labels where words stand in it, else empty or unknown.
pub(super) fn without_header(frame: &Frame<'_>, column: u32) -> Column {
    let (mut words, mut numbers) = (0, 0);
    for row in frame.data_rows() {
        match cell_value(frame.own_text(row.row, column)) {
            CellValue::Blank => {}
            CellValue::Words => words += 1,
            _ => numbers += 1,
        }
    }
    match (words, numbers) {
        (0, 0) => Column::Empty,
        (_, 0) => Column::Labels(Role::Label, Meaning::default()),
        _ => Column::Unknown("a column without header".to_owned()),
    }
}
