//! Columns of amounts whose header is not certain: they give no fact.

use super::super::super::cell::{CellValue, cell_value};
use super::super::super::frame::Frame;
use super::super::blocks::starts_block;
use super::super::meaning::Meaning;
use super::super::words::{Role, Words};
use super::Column;
use crate::document::Layout;
use crate::normalise::key::fold_text;

/// Numbers without a header: that of the amounts to their left may have been merged over both.
pub(super) fn beside_headerless(list: &mut [Column], frame: &Frame<'_>) {
    let headerless = |at: usize| frame.path(at as u32).parts.iter().all(|p| p.folded.is_empty());
    for at in 1..list.len() {
        let numbers = || frame.data_rows().any(|r| frame.value(r.row, at as u32).number().is_some());
        let bare = matches!(list.get(at), Some(Column::Unknown(_))) && headerless(at) && numbers();
        let left = list.get_mut(at - 1).filter(|l| bare && matches!(l, Column::Amounts(..)));
        if let Some(left) = left {
            *left = Column::Unknown(format!("“{}” may reach over the numbers to its right", frame.path(at as u32 - 1).joined()));
        }
    }
}

/// Columns whose cells are not what their header says: names under 合计, amounts under 科目名称. Where spans were lost, none of the table's headers is certain then.
pub(super) fn misfits(list: &mut [Column], frame: &Frame<'_>, words: &Words) {
    let misfits: Vec<usize> = (0..list.len()).filter(|&i| list.get(i).is_some_and(|c| is_misfit(c, i as u32, frame, words))).collect();
    let Some(first) = misfits.first() else { return };
    let why = format!("what stands under “{}” does not fit it", frame.path(*first as u32).joined());
    let labels = misfits.iter().any(|&i| matches!(list.get(i), Some(Column::Labels(..))));
    let all = labels || frame.table.layout == Layout::Ragged;
    for (i, column) in list.iter_mut().enumerate() {
        if matches!(column, Column::Amounts(..)) && (all || misfits.contains(&i)) {
            *column = Column::Unknown(why.clone());
        }
    }
}

pub(super) fn is_misfit(column: &Column, at: u32, frame: &Frame<'_>, known: &Words) -> bool {
    let (mut words, mut numbers, mut decimals) = (0, 0, 0);
    for row in frame.data_rows() {
        let text = frame.own_text(row.row, at);
        match cell_value(text) {
            CellValue::Blank => {}
            CellValue::Words if known.knows_header(&fold_text(text)) => {}
            CellValue::Words => words += 1,
            _ => {
                numbers += 1;
                decimals += usize::from(text.contains(['.', '．', ',']));
            }
        }
    }
    match column {
        Column::Amounts(..) => words >= 2 && words > numbers,
        Column::Labels(Role::Name | Role::Label, _) => decimals >= 2 && decimals > words,
        _ => false,
    }
}

/// 一般公共预算 › 小计, and beside it a column that says no more than 一般公共预算: a part of it for which there is no dimension.
pub(super) fn beside_subtotal(list: &mut [Column], frame: &Frame<'_>) {
    let parent = |at: usize| frame.path(at as u32).parts.split_last().map(|(_, above)| above).filter(|a| !a.is_empty());
    let total = |c: &Column| match c {
        Column::Amounts(m, None) if m.total => Some(Meaning { total: false, ..m.clone() }),
        _ => None,
    };
    let wholes: Vec<(usize, Meaning)> = list.iter().enumerate().filter_map(|(i, c)| total(c).map(|m| (i, m))).collect();
    for (at, column) in list.iter_mut().enumerate() {
        let twin = |(whole, m): &(usize, Meaning)| {
            *whole != at
                && parent(*whole).is_some()
                && parent(*whole) == parent(at)
                && matches!(column, Column::Amounts(own, None) if own == m)
        };
        if wholes.iter().any(twin) {
            *column = Column::Unknown(format!("“{}” is a part for which there is no dimension", frame.path(at as u32).joined()));
        }
    }
}

/// Two columns of amounts beside each other that say the same: the header is not as it was read, and neither value is certain.
pub(super) fn twins(list: &mut [Column], frame: &Frame<'_>) {
    let mut block_of: Vec<usize> = Vec::with_capacity(list.len());
    let (mut block, mut amounts) = (0, false);
    for column in list.iter() {
        match column {
            Column::Labels(role, _) if starts_block(*role) && amounts => {
                block += 1;
                amounts = false;
            }
            Column::Amounts(..) => amounts = true,
            _ => {}
        }
        block_of.push(block);
    }
    // Where the last column reaches to the edge of a wider table that stands in the same grid, no cell begins: that is no column.
    let is_column = |at: usize| frame.data_rows().any(|r| frame.own_cell(r.row, at as u32).is_some());
    let real: Vec<bool> = (0..list.len()).map(is_column).collect();
    let is_real = |at: usize| real.get(at) == Some(&true);
    let mut twins: Vec<usize> = Vec::new();
    for (i, a) in list.iter().enumerate().filter(|(i, _)| is_real(*i)) {
        for (j, b) in list.iter().enumerate().skip(i + 1).filter(|(j, _)| is_real(*j)) {
            let amounts =
                matches!((a, b), (Column::Amounts(m, _), Column::Amounts(..)) if !m.part || frame.path(i as u32) == frame.path(j as u32));
            let same = amounts && a == b && block_of.get(i) == block_of.get(j);
            if same {
                twins.extend([i, j]);
            }
        }
    }
    for i in twins {
        if let Some(column) = list.get_mut(i) {
            *column = Column::Unknown(format!("two columns are headed “{}”", frame.path(i as u32).joined()));
        }
    }
}
