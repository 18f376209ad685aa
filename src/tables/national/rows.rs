//! What a row of a block is about: a total, a source, a class, a unit, a project; from its codes and its label.

mod classes;
mod labelled;

use super::super::cell::{CellValue, cell_value};
use super::super::frame::{Frame, total_word};
use super::blocks::Block;
use super::kind::TableSense;
use super::labels::{folded_label, label_of};
use super::meaning::Meaning;
use super::memory::Memory;
use super::nature::{Limit, Limits};
use super::structure;
use super::survey::is_parted;
use super::words::{Classes, Side, Words};
use crate::facts::{ItemLevel, TableKind};
use crate::normalise::key::fold_text;
use std::collections::BTreeSet;

/// What a row is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// A total, a source, a component, an item of 三公: what its label's words say.
    Words,
    /// A class of a classification.
    Class { classes: Classes, code: Option<String>, name: String, level: Option<ItemLevel>, printed_code: bool },
    /// A unit.
    Unit { name: String },
    /// A project or another item of the disclosure's own list.
    Listed { name: String },
    /// Understood, and no place for it in the dataset.
    Skip,
    /// One of several rows that are one class or project only together.
    Part,
    /// Not understood.
    Unknown,
}

/// One row of one block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowSense {
    pub(super) subject: Subject,
    pub(super) meaning: Meaning,
    /// The label as printed, without list number and 其中.
    pub(super) item: String,
    /// The whole label, as it states units too.
    pub(super) label: String,
    /// How deep it stands in its list: rank of the list number and 其中.
    pub(super) depth: Depth,
}

/// Where a row stands in a list without codes: the deeper, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Depth {
    /// 0 without a number, else as in [`list_number`].
    pub(super) rank: u8,
    pub(super) among: bool,
    pub(super) blanks: u16,
}

/// What is needed to read a row.
pub(super) struct RowReader<'r> {
    pub(super) frame: &'r Frame<'r>,
    pub(super) words: &'r Words,
    pub(super) sense: &'r TableSense,
    pub(super) year: Option<i32>,
    /// 小计 stands beside 合计 or stands several times: of what each is the sum is not said.
    pub(super) parted_subtotals: bool,
    /// Columns are classes, so that rows are of another classification.
    pub(super) has_class_columns: bool,
    /// Codes that stand beside several names: a part of them was lost.
    pub(super) doubtful: BTreeSet<String>,
    /// What limits the classes of rows.
    pub(super) limits: Limits,
    /// The code of the department over its units: its row is the whole.
    pub(super) whole_code: Option<String>,
    /// The folded names of the body that publishes.
    pub(super) publisher: Vec<String>,
    /// Codes and projects of which several rows are parts.
    pub(super) parted: BTreeSet<(Option<String>, String)>,
    /// The table has one block.
    pub(super) one_block: bool,
    /// Only one unit has rows: it is the whole disclosure.
    pub(super) one_unit: bool,
}

impl RowReader<'_> {
    /// Reads the labels of a row in a block.
    pub(super) fn read(&self, row: u32, block: &Block, memory: &mut Memory) -> RowSense {
        if self.one_list(block)
            && let Some(side) = structure::opened_side(self.frame, row, block, self.words)
        {
            memory.open(side);
        }
        let mut sense = self.read_labels(row, block, memory);
        if self.one_list(block) && matches!(sense.subject, Subject::Class { .. }) {
            match memory.opened() {
                Some(Side::Revenue) => sense.subject = Subject::Unknown,
                side => sense.meaning.side = side.or(sense.meaning.side),
            }
        }
        match sense.subject {
            Subject::Class { .. } if !self.is_total_table() => sense.meaning.fund = memory.fund,
            Subject::Words if !self.is_total_table() => memory.take_fund(&sense.meaning),
            _ => {}
        }
        let doubtful = sense.subject == Subject::Words && !sense.label.is_empty() && self.has_unread_words(row, block);
        if doubtful || self.is_shifted(row, block) {
            sense.subject = Subject::Unknown;
        }
        if is_parted(&sense.subject, memory.unit.as_ref(), &self.parted) {
            sense.subject = Subject::Part;
        }
        if let (Subject::Class { .. }, Some(limit)) = (&sense.subject, self.limits.get(&(row, block.amounts.first().copied()))) {
            match limit {
                Some(Limit::Component(component)) => sense.meaning.component = Some(*component),
                Some(Limit::All) => {}
                None => sense.subject = Subject::Part,
            }
        }
        sense
    }

    fn read_labels(&self, row: u32, block: &Block, memory: &mut Memory) -> RowSense {
        let texts = self.label_texts(row, block);
        if self.sense.kind == TableKind::Procurement {
            return self.procurement(&texts, block);
        }
        self.take_unit(row, block, memory);
        // A caption (按政府预算经济分类) may speak of the columns.
        let wanted = block.meaning.classes.or(self.sense.classes.filter(|_| !self.has_class_columns));
        if let Some(class) = self.coded(row, block, block.meaning.classes, memory) {
            return class;
        }
        if let Some(unit) = self.unit(row, block, memory) {
            return unit;
        }
        if texts.is_empty()
            && let Some(total) = self.total_elsewhere(row, block)
        {
            return total;
        }
        if texts.is_empty() {
            // Words in whatever column before the amounts may name what they are.
            let before = 0..block.amounts.first().copied().unwrap_or(0);
            let words = before.into_iter().any(|c| cell_value(self.frame.text(row, c)) == CellValue::Words);
            let unread = words || block.unread.iter().any(|c| !cell_value(self.frame.text(row, *c)).is_blank());
            // Rows without a label are a total only where there is but one of them.
            let alone = block.label_columns().is_empty() && self.frame.data_rows().filter(|r| self.has_numbers(r.row, block)).count() == 1;
            let subject = if alone && !unread { Subject::Words } else { Subject::Unknown };
            return RowSense { subject, meaning: Meaning::default(), item: String::new(), label: String::new(), depth: Depth::default() };
        }
        self.labelled(&texts, block, wanted, memory)
    }

    fn has_numbers(&self, row: u32, block: &Block) -> bool {
        block.amounts.iter().any(|c| self.frame.value(row, *c).number().is_some())
    }

    /// 合计 in a column of kinds or serial numbers, before the names.
    fn total_elsewhere(&self, row: u32, block: &Block) -> Option<RowSense> {
        let first = *block.label_columns().first()?;
        let text = (0..first).map(|c| self.frame.own_text(row, c)).find(|t| !cell_value(t).is_blank())?;
        // 小计 is of what stands above it.
        total_word(text).filter(|whole| *whole)?;
        let meaning = Meaning::of(&self.words.label(&folded_label(text))).filter(Meaning::only_total)?;
        let (item, depth) = label_of(text);
        Some(RowSense { subject: Subject::Words, meaning, item: item.to_owned(), label: text.to_owned(), depth })
    }

    /// A row of a procurement table: its totals and its rows of goods, works and services; what stands under them are projects.
    fn procurement(&self, texts: &[(u32, &str)], block: &Block) -> RowSense {
        let first = texts.first().filter(|(c, _)| Some(c) == block.label_columns().first());
        let printed = first.map_or("", |(_, t)| *t);
        let (item, depth) = label_of(printed);
        let meaning = Meaning::of(&self.words.label(&folded_label(printed))).filter(|m| m.item.is_some() || m.total || m.grand);
        let subject = if meaning.is_some() { Subject::Words } else { Subject::Skip };
        RowSense { subject, meaning: meaning.unwrap_or_default(), item: item.to_owned(), label: printed.to_owned(), depth }
    }

    /// The texts of the label columns, merged cells once, left to right, blanks and dashes left out.
    fn label_texts(&self, row: u32, block: &Block) -> Vec<(u32, &str)> {
        let mut seen: Vec<(u32, u32)> = Vec::new();
        let mut texts = Vec::new();
        let labelled = block.labels.iter().any(|c| matches!(cell_value(self.frame.text(row, *c)), CellValue::Words));
        let of_units = |c: &u32| block.unit_names.contains(c) || block.unit_codes.contains(c);
        for column in block.label_columns().into_iter().filter(|c| !(labelled && of_units(c))) {
            let Some(cell) = self.frame.cell(row, column) else { continue };
            if seen.contains(&(cell.row, cell.column)) {
                continue;
            }
            seen.push((cell.row, cell.column));
            let text = self.frame.text(row, column);
            let header = matches!(fold_text(text).as_str(), "类" | "款" | "项" | "栏次");
            if !cell_value(text).is_blank() && !header {
                texts.push((column, text));
            }
        }
        texts
    }

    /// Words that were not understood stand before the amounts: they may name what the row is about.
    pub(super) fn has_unread_words(&self, row: u32, block: &Block) -> bool {
        let before = |c: &&u32| block.amounts.first().is_none_or(|a| *c < a);
        // A label that is merged over them is none of theirs.
        let labels = block.label_columns();
        let own = |c: &&u32| {
            let cell = self.frame.cell(row, **c);
            cell.is_some_and(|cell| !labels.iter().any(|l| (cell.column..cell.column + cell.column_span).contains(l)))
        };
        block.unread.iter().filter(before).filter(own).any(|c| cell_value(self.frame.text(row, *c)) == CellValue::Words)
    }

    /// An amount stands where a name belongs: the cells of the row are not in their columns.
    fn is_shifted(&self, row: u32, block: &Block) -> bool {
        let amount = |c: &u32| {
            let text = self.frame.own_text(row, *c);
            text.contains(['.', '．']) && cell_value(text).number().is_some()
        };
        block.labels.iter().chain(&block.unread).filter(|c| block.amounts.first().is_some_and(|a| *c < a)).any(amount)
    }

    /// Revenue and expenditure stand below each other.
    fn one_list(&self, block: &Block) -> bool {
        let sided = block.meaning.side.is_some_and(|s| s != Side::Both) || self.sense.side.is_some();
        self.is_total_table() && !sided && self.one_block
    }

    /// Tables that list classes without their sections.
    fn is_total_table(&self) -> bool {
        matches!(self.sense.kind, TableKind::RevenueExpenditureTotal | TableKind::FiscalGrantTotal)
    }
}
