//! What the columns of a national table mean, and which of them belong together.
//!
//! A *block* is a run of columns that starts with labels (codes, names, 项目) and goes on with amounts: a table with revenue and expenditure side by side has two, one with
//! 按支出性质 beside them three. The label of a row is read for each block on its own.

use super::super::cell::{CellValue, Unit, cell_value};
use super::super::frame::Frame;
use super::meaning::Meaning;
use super::words::{Classes, Role, Side, Words, list_number};
use crate::document::Layout;
use crate::facts::Aspect;
use crate::normalise::classes::{self, ClassScheme};
use crate::normalise::key::fold_text;

/// A class named by a header (工资福利支出 over a column).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ClassColumn {
    pub(super) classes: Classes,
    pub(super) name: String,
}

/// What one column is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Column {
    /// Labels, codes, serial numbers, words.
    Labels(Role, Meaning),
    /// Amounts.
    Amounts(Meaning, Option<ClassColumn>),
    /// Not understood: why.
    Unknown(String),
    /// No header and nothing in it.
    Empty,
}

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
    /// What the headers of its labels say (收入 › 项目, 支出 › 功能分类 › 科目名称).
    pub(super) meaning: Meaning,
}

impl Block {
    fn has_labels(&self) -> bool {
        !(self.codes.is_empty() && self.labels.is_empty() && self.unit_names.is_empty() && self.unit_codes.is_empty())
    }

    /// Every column that holds a part of the row's label, left to right.
    pub(super) fn label_columns(&self) -> Vec<u32> {
        let mut columns: Vec<u32> = self.codes.iter().map(|(c, _)| *c).collect();
        columns.extend(self.labels.iter().chain(&self.unit_names).chain(&self.unit_codes));
        columns.sort_unstable();
        columns
    }
}

/// The columns of a table and its blocks.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) list: Vec<Column>,
    pub(super) blocks: Vec<Block>,
}

impl Columns {
    /// Reads the header paths of a frame.
    pub(super) fn read(frame: &Frame<'_>, words: &Words) -> Columns {
        let mut list: Vec<Column> = (0..frame.columns()).map(|c| column(frame, words, c)).collect();
        refuse_misfits(&mut list, frame, words);
        refuse_twins(&mut list, frame);
        let blocks = blocks(&list);
        Columns { list, blocks }
    }

    /// Blocks whose headers do not say whether they hold revenue or expenditure, told by their rows: sources and 收入 on one side, classes of functions and 支出 on the other, and
    /// nothing of the other side.
    pub(super) fn infer_sides(&mut self, frame: &Frame<'_>, words: &Words) {
        if self.blocks.len() < 2 {
            return;
        }
        for block in self.blocks.iter_mut().filter(|b| b.meaning.side.is_none_or(|s| s == Side::Both)) {
            let (mut revenue, mut expenditure) = (0, 0);
            for row in frame.data_rows() {
                let Some(label) = block.labels.last() else { continue };
                let folded = fold_text(frame.text(row.row, *label));
                let (_, bare) = list_number(&folded);
                let meaning = Meaning::of(&words.label(bare));
                let side = meaning.as_ref().and_then(|m| m.side);
                let function = classes::is_class_name(ClassScheme::Function, bare);
                let source = meaning.as_ref().is_some_and(|m| m.fund.is_some() && side != Some(Side::Expenditure));
                revenue += usize::from(side == Some(Side::Revenue) || (source && !function));
                expenditure += usize::from(side == Some(Side::Expenditure) || (function && !source));
            }
            block.meaning.side = match (revenue, expenditure) {
                (3.., 0) => Some(Side::Revenue),
                (0, 3..) => Some(Side::Expenditure),
                _ => block.meaning.side,
            };
        }
    }

    /// The amount columns with what they mean.
    pub(super) fn amounts(&self) -> impl Iterator<Item = (u32, &Meaning)> {
        self.list.iter().enumerate().filter_map(|(i, c)| match c {
            Column::Amounts(meaning, _) => Some((i as u32, meaning)),
            _ => None,
        })
    }

    /// The meaning of an amount column.
    pub(super) fn amount(&self, column: u32) -> Option<(&Meaning, Option<&ClassColumn>)> {
        match self.list.get(column as usize) {
            Some(Column::Amounts(meaning, class)) => Some((meaning, class.as_ref())),
            _ => None,
        }
    }

    /// Is there a column with this role?
    pub(super) fn has_role(&self, wanted: Role) -> bool {
        self.list.iter().any(|c| matches!(c, Column::Labels(role, _) if *role == wanted))
    }
}

fn column(frame: &Frame<'_>, words: &Words, column: u32) -> Column {
    let path = frame.path(column);
    let parts: Vec<&str> = path.parts.iter().map(|p| p.folded.as_str()).filter(|p| !p.is_empty()).collect();
    let Some((leaf, above)) = parts.split_last() else { return without_header(frame, column) };
    if leaf.chars().all(|c| c.is_ascii_digit()) && parts.len() == 1 && leaf.len() != 4 {
        return without_header(frame, column);
    }
    let mut meaning = Meaning::default();
    let mut unknown: Option<&str> = None;
    for part in above {
        match Meaning::of(&words.header(part)).map(|m| meaning.below(&m)) {
            Some(Some(deeper)) => meaning = deeper,
            Some(None) => return Column::Unknown(format!("“{}” contradicts itself", path.joined())),
            None => unknown = Some(part),
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
            match unknown {
                Some(part) => Column::Unknown(format!("“{part}” over “{}” was not understood", path.joined())),
                None => Column::Amounts(found, None),
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

/// A header that states % is a percent: of a change, or of what its words say. `None` where they say nothing of it.
fn with_unit(mut meaning: Meaning, unit: Option<Unit>) -> Option<Meaning> {
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
fn holds_codes(frame: &Frame<'_>, column: u32) -> bool {
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

/// A header that is the name of a class: 机关工资福利支出, 商品和服务支出.
fn class_column(leaf: &str, wanted: Option<Classes>) -> Option<ClassColumn> {
    let known = [(Classes::GovEconomic, ClassScheme::GovEconomic), (Classes::Economic, ClassScheme::Economic)];
    let mut found = known.iter().filter(|(c, s)| wanted.is_none_or(|w| w == *c) && classes::is_class_name(*s, leaf));
    let (first, second) = (found.next(), found.next());
    match (first, second) {
        // 债务利息及费用支出 is a class of both: only the others of the table could tell.
        (Some((classes, _)), None) => Some(ClassColumn { classes: *classes, name: leaf.to_owned() }),
        _ => None,
    }
}

/// A column with an unknown header that holds no number is a column of words.
fn words_only(frame: &Frame<'_>, column: u32, meaning: Meaning) -> Option<Column> {
    let numbers = frame.data_rows().any(|r| !matches!(frame.value(r.row, column), CellValue::Blank | CellValue::Words));
    (!numbers).then_some(Column::Labels(Role::Unread, meaning))
}

/// A column without header: labels where words stand in it, else empty or unknown.
fn without_header(frame: &Frame<'_>, column: u32) -> Column {
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

/// Columns whose cells are not what their header says: names under 合计, amounts under 科目名称. Where spans were lost, none of the table's headers is certain then.
fn refuse_misfits(list: &mut [Column], frame: &Frame<'_>, words: &Words) {
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

fn is_misfit(column: &Column, at: u32, frame: &Frame<'_>, known: &Words) -> bool {
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

/// Two columns of amounts beside each other that say the same: the header is not as it was read, and neither value is certain.
fn refuse_twins(list: &mut [Column], frame: &Frame<'_>) {
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
    let mut twins: Vec<usize> = Vec::new();
    for (i, a) in list.iter().enumerate() {
        for (j, b) in list.iter().enumerate().skip(i + 1) {
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

/// Labels that begin a new block after amounts.
fn starts_block(role: Role) -> bool {
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
    )
}

fn blocks(list: &[Column]) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![Block::default()];
    // Words whose header was not understood stand between amounts: what follows may be theirs.
    let mut parted = false;
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
                if starts_block(*role) && blocks.last().is_some_and(|b| !b.amounts.is_empty()) {
                    blocks.push(Block::default());
                }
                if let Some(block) = blocks.last_mut() {
                    add_labels(block, at, *role, meaning);
                }
            }
            Column::Amounts(..) if parted => {}
            Column::Amounts(..) => {
                if let Some(block) = blocks.last_mut() {
                    block.amounts.push(at);
                }
            }
            // An unknown column of numbers stands between labels as amounts do.
            Column::Unknown(_) | Column::Empty => {}
        }
    }
    // 备注 and what else follows the last amounts is no block.
    blocks.retain(|b| !b.amounts.is_empty());
    blocks
}

fn add_labels(block: &mut Block, column: u32, role: Role, meaning: &Meaning) {
    match role {
        Role::Code | Role::CodeClass | Role::CodeSection | Role::CodeItem => block.codes.push((column, role)),
        Role::Name | Role::Label | Role::CodeName | Role::ProcurementClass => block.labels.push(column),
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
