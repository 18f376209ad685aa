//! Which columns belong together.
//!
//! A *block* is a run of columns that starts with labels (codes, names, 项目) and goes on with amounts: a table with revenue and expenditure side by side has two, one with
//! 按支出性质 beside them three. The label of a row is read for each block on its own.

use super::super::cell::{CellValue, cell_value};
use super::super::frame::{Frame, total_word};
use super::codes;
use super::columns::{Column, Columns};
use super::kind::TableSense;
use super::meaning::Meaning;
use super::words::{Classes, Role, Side, list_number};
use crate::facts::TableKind;
use crate::normalise::classes::{self, ClassScheme};
use crate::normalise::key::fold_text;

/// Columns that belong together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Block {
    /// Columns of codes with their roles, left to right.
    pub(super) codes: Vec<(u32, Role)>,
    /// Columns of names and labels, left to right.
    pub(super) labels: Vec<u32>,
    pub(super) unit_names: Vec<u32>,
    pub(super) unit_codes: Vec<u32>,
    pub(super) amounts: Vec<u32>,
    /// Columns of words whose header was not understood.
    pub(super) unread: Vec<u32>,
    /// Its last names are those of projects, which may be called like classes.
    pub(super) lists_projects: bool,
    /// What the headers of its labels say (收入 › 项目, 支出 › 功能分类 › 科目名称).
    pub(super) meaning: Meaning,
}

impl Block {
    fn has_labels(&self) -> bool {
        !(self.codes.is_empty() && self.labels.is_empty() && self.unit_names.is_empty() && self.unit_codes.is_empty())
    }

    /// Units or codes, of which the names may stand further to the right.
    fn limits_rows(&self) -> bool {
        !(self.codes.is_empty() && self.unit_names.is_empty() && self.unit_codes.is_empty())
    }

    /// Every column that holds a part of the row's label, left to right.
    pub(super) fn label_columns(&self) -> Vec<u32> {
        let mut columns: Vec<u32> = self.codes.iter().map(|(c, _)| *c).collect();
        columns.extend(self.labels.iter().chain(&self.unit_names).chain(&self.unit_codes));
        columns.sort_unstable();
        columns
    }
}

/// Labels that begin a new block after amounts.
pub(super) fn starts_block(role: Role) -> bool {
    matches!(
        role,
        Role::Code
            | Role::CodeClass
            | Role::CodeSection
            | Role::CodeItem
            | Role::CodeName
            | Role::Name
            | Role::Label
            | Role::UnitName
            | Role::UnitCode
            | Role::UnitOrName
    )
}

/// The blocks of a list of columns.
pub(super) fn blocks(list: &[Column]) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![Block::default()];
    // Words whose header was not understood stand between amounts: what follows may be theirs.
    let mut parted = false;
    // An unknown column of numbers stands between labels as amounts do.
    let mut numbers = false;
    let mut lost = false;
    for (i, column) in list.iter().enumerate() {
        let at = i as u32;
        match column {
            Column::Labels(Role::Unread, _) => {
                parted |= blocks.last().is_some_and(|b| !b.amounts.is_empty());
                if let Some(block) = blocks.last_mut() {
                    block.unread.push(at);
                }
            }
            Column::Labels(role, meaning) => {
                parted &= !starts_block(*role);
                // What stands before such a column may limit all that follows it.
                lost |= numbers && blocks.last().is_some_and(|b| b.amounts.is_empty() && b.limits_rows());
                if starts_block(*role) && (numbers || blocks.last().is_some_and(|b| !b.amounts.is_empty())) {
                    blocks.push(Block::default());
                    numbers = false;
                }
                if let Some(block) = blocks.last_mut() {
                    add_labels(block, at, *role, meaning);
                }
            }
            Column::Amounts(..) if parted || lost => {}
            Column::Amounts(..) => {
                if let Some(block) = blocks.last_mut() {
                    block.amounts.push(at);
                }
            }
            Column::Unknown(_) => numbers |= blocks.last().is_some_and(Block::has_labels),
            Column::Empty => {}
        }
    }
    // 备注 and what else follows the last amounts is no block.
    blocks.retain(|b| !b.amounts.is_empty());
    blocks
}

fn add_labels(block: &mut Block, column: u32, role: Role, meaning: &Meaning) {
    match role {
        Role::Code | Role::CodeClass | Role::CodeSection | Role::CodeItem => block.codes.push((column, role)),
        Role::Name | Role::Label | Role::CodeName | Role::UnitOrName | Role::ProcurementClass => block.labels.push(column),
        Role::UnitName => block.unit_names.push(column),
        Role::UnitCode => block.unit_codes.push(column),
        Role::Serial | Role::Text | Role::Unread => return,
    }
    let mut said = meaning.clone();
    said.role = None;
    let merged = if block.has_labels() { block.meaning.below(&said) } else { Some(said) };
    if let Some(merged) = merged {
        block.meaning = merged;
    }
}

/// A label column with the classification that it belongs to.
struct Labelled {
    column: u32,
    role: Role,
    classes: Option<Classes>,
}

impl Columns {
    /// Where a block has the codes or names of two classifications beside each other (部门预算经济分类 and 政府预算经济分类, functions and economic classes), each row is told by one
    /// of them; where it has the names of projects too, by those.
    pub(super) fn settle_classes(&mut self, frame: &Frame<'_>, sense: &TableSense) {
        // 支出科目 over the rows of a table of revenue names the classification: what the money is for.
        if sense.kind == TableKind::Revenue {
            self.blocks.iter_mut().filter(|b| b.meaning.side == Some(Side::Expenditure)).for_each(|b| b.meaning.side = None);
        }
        for at in 0..self.blocks.len() {
            self.settle_projects(at, frame);
            let Some(block) = self.blocks.get(at) else { continue };
            let labelled = self.labelled(block, frame);
            let Some(kept) = kept(&labelled, frame, sense) else { continue };
            let chosen = labelled.iter().filter(|l| kept.contains(&l.column)).find_map(|l| l.classes);
            let Some(block) = self.blocks.get_mut(at) else { continue };
            block.codes.retain(|(c, _)| kept.contains(c));
            block.labels.retain(|c| kept.contains(c));
            block.meaning.classes = chosen;
        }
    }

    /// 项目名称, 专项名称 hold names of projects; under 项目 alone stand classes where all rows are called like some.
    fn settle_projects(&mut self, at: usize, frame: &Frame<'_>) {
        let Some(block) = self.blocks.get_mut(at) else { return };
        let Some(&last) = block.labels.last() else { return };
        let path = frame.path(last);
        let header = path.last();
        let label = matches!(self.list.get(last as usize), Some(Column::Labels(Role::Label | Role::Name, m)) if m.classes.is_none());
        let classes = frame.data_rows().map(|r| fold_text(frame.text(r.row, last))).filter(|t| !t.is_empty() && total_word(t).is_none());
        let is_class = |t: String| classes::is_class_name(ClassScheme::Function, list_number(&t).1);
        let named = header.contains("名称") || header.contains("全称") || header.contains("专项");
        block.lists_projects =
            label && header.contains(['项', '专']) && !header.contains("科目") && (named || !classes.into_iter().all(is_class));
    }

    /// A column of names belongs to the codes to its left, unless its header says more.
    fn labelled(&self, block: &Block, frame: &Frame<'_>) -> Vec<Labelled> {
        let mut current = None;
        let mut found = Vec::new();
        for column in block.label_columns() {
            let Some(Column::Labels(role, meaning)) = self.list.get(column as usize) else { continue };
            let said = meaning.classes.filter(|c| *c != Classes::Nature);
            let coded = block.codes.iter().any(|(c, _)| *c == column);
            let classes = match role {
                _ if coded => said.or_else(|| code_classes(frame, column)).or(current),
                Role::Name | Role::CodeName => said.or(current),
                Role::Label => said,
                _ => continue,
            };
            if coded {
                current = classes;
            }
            found.push(Labelled { column, role: *role, classes });
        }
        found
    }
}

/// The classification of the first code of a column.
fn code_classes(frame: &Frame<'_>, column: u32) -> Option<Classes> {
    let first = frame.data_rows().map(|r| frame.own_text(r.row, column)).find(|t| !cell_value(t).is_blank())?;
    codes::from_cells(&[(Role::Code, first)], false, "", "")?.classes()
}

/// The label columns by which the rows of a block are told; `None` where all of them are.
fn kept(labelled: &[Labelled], frame: &Frame<'_>, sense: &TableSense) -> Option<Vec<u32>> {
    let of = |classes: Option<Classes>| labelled.iter().filter(move |l| l.classes == classes);
    if sense.kind == TableKind::Project {
        let projects: Vec<u32> = of(None).filter(|l| l.role == Role::Label).map(|l| l.column).collect();
        let others: Vec<u32> = labelled.iter().filter(|l| l.classes.is_some()).map(|l| l.column).collect();
        if !projects.is_empty() && !others.is_empty() && stand_beside(frame, &projects, &others) {
            return Some(projects);
        }
    }
    let economic = [Classes::Economic, Classes::GovEconomic, Classes::Function];
    let function = [Classes::Function, Classes::Economic, Classes::GovEconomic];
    let order = if matches!(sense.kind, TableKind::BasicExpenditure | TableKind::AgencyOperating) { economic } else { function };
    let present = |c: &Classes| of(Some(*c)).next().is_some();
    if order.iter().filter(|c| present(c)).count() < 2 {
        return None;
    }
    let chosen = sense.classes.filter(present).or_else(|| order.into_iter().find(present))?;
    Some(of(Some(chosen)).map(|l| l.column).collect())
}

/// Most rows that have the one have the other as well.
fn stand_beside(frame: &Frame<'_>, projects: &[u32], others: &[u32]) -> bool {
    let says = |row: u32, columns: &[u32]| columns.iter().any(|c| !cell_value(frame.text(row, *c)).is_blank());
    let named = |row: u32| projects.iter().any(|c| matches!(cell_value(frame.text(row, *c)), CellValue::Words));
    let rows: Vec<u32> = frame.data_rows().map(|r| r.row).filter(|r| named(*r)).collect();
    rows.iter().filter(|r| says(**r, others)).count() * 2 > rows.len()
}
