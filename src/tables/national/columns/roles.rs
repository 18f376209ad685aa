//! What columns of labels hold, settled by the columns beside them and by their cells.

use super::super::super::frame::Frame;
use super::super::meaning::Meaning;
use super::super::words::{Role, Words};
use super::Column;
use super::header::holds_codes;
use crate::normalise::key::fold_text;

/// 单位名称（科目） beside codes of classes or of units holds names of both; alone it holds names of units.
pub(super) fn settle_unit_names(list: &mut [Column]) {
    let coded = list.iter().any(|c| {
        matches!(c, Column::Labels(Role::Code | Role::CodeClass | Role::CodeSection | Role::CodeItem | Role::CodeName | Role::UnitCode, _))
    });
    for column in list.iter_mut() {
        if let Column::Labels(role @ Role::UnitOrName, _) = column {
            *role = if coded { Role::Name } else { Role::UnitName };
        }
    }
}

/// 类, 款 and 项 make a code only together: where one of them was not understood, none of the columns is read.
pub(super) fn whole_codes_only(list: &mut [Column], frame: &Frame<'_>) {
    let level = |c: &Column| match c {
        Column::Labels(Role::CodeClass, _) => Some(0),
        Column::Labels(Role::CodeSection, _) => Some(1),
        Column::Labels(Role::CodeItem, _) => Some(2),
        _ => None,
    };
    let parts: Vec<(usize, usize)> = list.iter().enumerate().filter_map(|(i, c)| level(c).map(|l| (i, l))).collect();
    let Some(&(last, _)) = parts.last() else { return };
    let gap = parts.windows(2).any(|w| matches!(w, [(_, a), (_, b)] if *b > *a && *b != a + 1)) || parts.first().is_some_and(|p| p.1 != 0);
    let more = matches!(list.get(last + 1), Some(Column::Labels(Role::Text, _))) && holds_codes(frame, last as u32 + 1);
    if gap || more {
        for (at, _) in parts {
            if let Some(column) = list.get_mut(at) {
                *column = Column::Labels(Role::Text, Meaning::default());
            }
        }
    }
}

/// Words under a header that was not understood, directly beside the codes of classes, are their names where no other column is.
pub(super) fn name_beside_code(list: &mut [Column]) {
    for at in 1..list.len() {
        let is_code = |at: usize| matches!(list.get(at), Some(Column::Labels(Role::Code | Role::CodeSection | Role::CodeItem, _)));
        let units = matches!(list.get(at - 1), Some(Column::Labels(Role::UnitCode, _)));
        let code = is_code(at - 1) || (units && at > 1 && is_code(at - 2));
        let named = matches!(list.get(at + 1), Some(Column::Labels(Role::Name | Role::Label, _)));
        if let Some(Column::Labels(role @ Role::Unread, _)) = list.get_mut(at).filter(|_| code && !named) {
            *role = Role::Name;
        }
    }
}

/// A column of nothing but bodies' names is one of units, whatever its header says.
pub(super) fn bodies_are_units(list: &mut [Column], frame: &Frame<'_>, words: &Words) {
    for (at, column) in list.iter_mut().enumerate() {
        let Column::Labels(role @ Role::Unread, _) = column else { continue };
        let texts = frame.data_rows().map(|r| fold_text(frame.text(r.row, at as u32))).filter(|t| !t.is_empty());
        let texts: Vec<String> = texts.filter(|t| super::super::super::frame::total_word(t).is_none()).collect();
        if !texts.is_empty() && texts.iter().all(|t| words.names_a_body(t)) {
            *role = Role::UnitName;
        }
    }
}

/// 资金来源 over funds beside 合计 says where the money of the table comes from, not that the table is one of revenue; beside 支出 it is a side.
pub(super) fn neutral_sources(list: &mut [Column], frame: &Frame<'_>) {
    let named = |at: usize| frame.path(at as u32).parts.iter().any(|p| matches!(p.folded.as_str(), "资金来源" | "经费来源" | "来源"));
    let sided = |c: &Column| match c {
        Column::Labels(Role::Unread | Role::Text, _) => false,
        Column::Labels(_, m) | Column::Amounts(m, _) => m.side.is_some(),
        _ => false,
    };
    if list.iter().enumerate().any(|(i, c)| sided(c) && !(named(i) && matches!(c, Column::Amounts(..)))) {
        return;
    }
    for column in list.iter_mut() {
        if let Column::Amounts(meaning, _) = column {
            meaning.side = None;
        }
    }
}
