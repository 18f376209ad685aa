//! The walk over one table: columns, kind, rows, cells.

use super::super::cell::{CellValue, cell_value};
use super::super::frame::{Frame, RowKind};
use super::super::header::HeaderPath;
use super::super::{Reading, Recognised};
use super::base::{self, Base, bases};
use super::blocks::Block;
use super::columns::{Column, Columns};
use super::compose::{Composer, Facets, Refusal};
use super::empty;
use super::facts::Sheet;
use super::kind::{TableSense, classify};
use super::labels::{folded_label, label_of};
use super::meaning::Meaning;
use super::memory::Memory;
use super::nature::{self, Limits};
use super::notes;
use super::rows::{RowReader, RowSense, Subject};
use super::words::{Role, Words};
use crate::context::Context;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::CellAddress;
use crate::facts::{BudgetStage, Measure, TableKind};
use crate::normalise::key::fold_text;
use crate::record::GapKind;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn read(
    frame: &Frame<'_>,
    context: &Context<'_>,
    words: &Words,
    carry: &mut Vec<Memory>,
    reading: &mut Reading,
) -> Option<Recognised> {
    let frame = &with_late_headers(frame, words);
    let mut columns = Columns::read(frame, words);
    if columns.blocks.is_empty() {
        return None;
    }
    columns.infer_sides(frame, words);
    let sense = classify(frame, &columns, words, context)?;
    notes::settle_budget(&mut columns, frame, context, words);
    columns.settle_classes(frame, &sense);
    if matches!(sense.kind, TableKind::RevenueExpenditureTotal | TableKind::FiscalGrantTotal) {
        columns.infer_nature(frame, words);
    }
    if sense.kind == TableKind::Other && sense.fund.is_none() && !sense.of_fees {
        let caption = frame.lead.caption.as_ref().map_or("", |c| c.text.as_str());
        let message = format!("the amounts of “{caption}” have no place among the facts; they are kept in `cells`");
        reading.diagnostics.push(Diagnostic::new(Code::UnrecognisedTable, Severity::Note, message).at(frame.table_place()));
        return Some(Recognised { kind: TableKind::Other, columns: vec![None; columns.list.len()] });
    }
    let mut walk = Walk {
        frame,
        words,
        columns: &columns,
        sense: &sense,
        facets: facets(frame, &columns, words, &sense),
        bases: bases(frame, &columns, &sense),
        sheet: Sheet::new(frame, &sense, reading),
        publisher: publisher(context),
        told: Vec::new(),
        explained: BTreeSet::new(),
        values: 0,
    };
    let before = std::mem::take(carry);
    let goes_on = frame.continues.is_some() && before.len() == columns.blocks.len();
    *carry = walk.rows(words, if goes_on { before } else { vec![Memory::default(); columns.blocks.len()] });
    walk.tell_columns(words);
    let Walk { sheet, told, explained, values, .. } = walk;
    let facts = sheet.finish();
    if values == 0 {
        reading.empty.push(empty::state(frame, context, words));
    }
    reading.facts.extend(facts.facts);
    reading.diagnostics.extend(told);
    reading.diagnostics.extend(facts.diagnostics);
    reading.explained.extend(explained);
    Some(Recognised { kind: sense.kind, columns: columns.list.iter().map(describe).collect() })
}

/// Every level of a column's header is understood, whatever is wrong with it.
fn is_understood(frame: &Frame<'_>, words: &Words, column: usize) -> bool {
    frame.path(column as u32).parts.iter().all(|p| Meaning::of(&words.header(&p.folded)).is_some())
}

/// Several rows 小计, or one beside 合计.
fn parted_subtotals(frame: &Frame<'_>) -> bool {
    let of = |kind: RowKind| frame.body.iter().filter(|r| r.kind == kind).count();
    of(RowKind::Subtotal) > 1 || (of(RowKind::Subtotal) == 1 && of(RowKind::Total) > 0)
}

fn publisher(context: &Context<'_>) -> Vec<String> {
    let identity = context.identity;
    let names = [&identity.unit_name, &identity.department_printed, &identity.department];
    names.into_iter().flatten().map(|n| fold_text(n)).filter(|n| n.chars().count() >= 3).collect()
}

/// Header words that stand in the first rows of the body (合计 | 基本支出 | 项目支出 beside 合计 of the label column) belong to their columns' paths.
fn with_late_headers<'f>(frame: &Frame<'f>, words: &Words) -> Frame<'f> {
    let mut frame = frame.clone();
    let first: Vec<u32> = frame.body.iter().filter(|r| !matches!(r.kind, RowKind::Blank)).take(2).map(|r| r.row).collect();
    for row in first {
        let mut late: Vec<(u32, String)> = Vec::new();
        let mut numbers = false;
        for column in 0..frame.columns() {
            let text = frame.own_text(row, column);
            match cell_value(text) {
                CellValue::Words if spans_more(&frame, column) && words.knows_header(&fold_text(text)) => {
                    late.push((column, text.to_owned()))
                }
                CellValue::Blank | CellValue::Words => {}
                _ => numbers = true,
            }
        }
        if numbers || late.len() < 2 {
            break;
        }
        for (column, text) in late {
            if let Some(path) = frame.paths.get_mut(column as usize) {
                path.push(&text);
            }
        }
    }
    frame
}

/// The column shares the lowest cell of its header with a neighbour.
fn spans_more(frame: &Frame<'_>, column: u32) -> bool {
    let same = |other: Option<&HeaderPath>| other.is_some_and(|o| o == frame.path(column) && !o.parts.is_empty());
    same(frame.paths.get(column as usize + 1)) || column.checked_sub(1).is_some_and(|c| same(frame.paths.get(c as usize)))
}

fn facets(frame: &Frame<'_>, columns: &Columns, words: &Words, sense: &TableSense) -> Facets {
    let measures: BTreeSet<Measure> = columns.amounts().filter_map(|(_, m)| m.measure).collect();
    let mut row_measures: BTreeSet<Measure> = BTreeSet::new();
    let mut row_levels: BTreeSet<base::Level> = BTreeSet::new();
    let mut has_grand = false;
    for row in frame.data_rows() {
        for column in columns.blocks.iter().flat_map(Block::label_columns) {
            let (item, _) = label_of(frame.text(row.row, column));
            if let Some(m) = Meaning::of(&words.label(&fold_text(item))) {
                has_grand |= m.grand;
                if m.aspect.is_none() && (m.stage.is_some() || m.year.is_some()) {
                    row_levels.insert(base::level_of(&m, sense));
                }
                row_measures.extend(m.measure);
            }
        }
    }
    let mixed = |set: &BTreeSet<Measure>| set.contains(&Measure::ThreePublic) && set.len() > 1;
    Facets {
        has_grand,
        has_carry: columns.amounts().any(|(_, m)| m.carry.is_some()),
        rows_name_units: false,
        has_unknown_column: columns
            .list
            .iter()
            .enumerate()
            .any(|(i, c)| matches!(c, Column::Unknown(_)) && !is_understood(frame, words, i)),
        row_base: base::of_rows(&row_levels, (sense.stage, sense.year)),
        mixed_columns: mixed(&measures),
        mixed_rows: mixed(&row_measures),
        has_adjusted_budget: columns.amounts().any(|(_, m)| m.stage == Some(BudgetStage::AdjustedBudget)),
        has_revenue_columns: columns.amounts().any(|(_, m)| m.side == Some(super::words::Side::Revenue)),
        has_total_column: columns
            .amounts()
            .any(|(_, m)| (m.total || m.grand) && !m.current && m.fund.is_none() && m.component.is_none() && m.carry.is_none()),
    }
}

struct Walk<'w> {
    frame: &'w Frame<'w>,
    words: &'w Words,
    columns: &'w Columns,
    sense: &'w TableSense,
    facets: Facets,
    bases: BTreeMap<u32, Base>,
    sheet: Sheet<'w>,
    /// The folded names of the body that publishes.
    publisher: Vec<String>,
    told: Vec<Diagnostic>,
    explained: BTreeSet<CellAddress>,
    /// Cells that held a number.
    values: usize,
}

impl Walk<'_> {
    /// Reads every row, each block with what its rows before it left, and gives back what they leave.
    fn rows(&mut self, words: &Words, mut memories: Vec<Memory>) -> Vec<Memory> {
        let has_class_columns = self.columns.list.iter().any(|c| matches!(c, Column::Amounts(_, Some(_))));
        let mut reader = RowReader {
            frame: self.frame,
            words,
            sense: self.sense,
            year: self.sense.year,
            parted_subtotals: parted_subtotals(self.frame),
            has_class_columns,
            doubtful: BTreeSet::new(),
            parted: BTreeSet::new(),
            whole_code: None,
            limits: Limits::new(),
            publisher: self.publisher.clone(),
            one_block: self.columns.blocks.len() == 1,
            one_unit: false,
        };
        reader.whole_code = self.columns.blocks.first().and_then(|b| reader.code_of_all(b));
        let survey: Vec<_> = self.columns.blocks.iter().zip(&memories).map(|(b, m)| reader.survey(b, m.clone())).collect();
        self.facets.rows_name_units = survey.iter().any(|s| s.named > 1);
        reader.one_unit = survey.iter().any(|s| s.one_unit);
        for (memory, survey) in memories.iter_mut().zip(&survey) {
            memory.units = survey.units.clone();
            memory.whole = survey.whole;
        }
        reader.parted = survey.iter().flat_map(|s| s.parted.iter().cloned()).collect();
        reader.doubtful = survey.into_iter().flat_map(|s| s.doubtful).collect();
        let limits = self.columns.blocks.iter().flat_map(|b| nature::limits(&reader, b)).collect();
        reader.limits = limits;
        let rows: Vec<u32> = self.frame.data_rows().map(|r| r.row).collect();
        for row in rows {
            for (block, memory) in self.columns.blocks.iter().zip(&mut memories) {
                let sense = reader.read(row, block, memory);
                self.block(row, block, &sense, memory, words);
            }
        }
        self.explain_labels();
        memories
    }

    fn block(&mut self, row: u32, block: &Block, sense: &RowSense, memory: &Memory, words: &Words) {
        let mut unclear: Option<String> = None;
        let mut any = false;
        for &column in &block.amounts {
            match self.frame.value(row, column) {
                CellValue::Blank => continue,
                CellValue::Words => {
                    // Words of a header below the header say nothing of an amount.
                    if !words.knows_header(&fold_text(self.frame.own_text(row, column))) {
                        self.not_numeric(row, column);
                    }
                    continue;
                }
                _ => any = true,
            }
            self.values += 1;
            match self.cell(row, column, block, sense, memory) {
                Ok(()) | Err(Refusal::NoKey) => {
                    self.explain(row, column);
                }
                Err(Refusal::Unclear(why)) => unclear = unclear.or(Some(why)),
            }
        }
        self.sheet.end_row();
        if let Some(why) = unclear.filter(|_| any) {
            let place = self.frame.place(row, block.label_columns().first().or(block.amounts.first()).copied().unwrap_or(0));
            let message = format!("“{}”: {why}; its amounts became no facts", sense.label.trim());
            let told = Diagnostic::new(Code::UnrecognisedRow, Severity::Warning, message).at(place);
            let unknown = if sense.subject == Subject::Unknown { folded_label(&sense.label) } else { String::new() };
            self.told.push(told.lacks(GapKind::Label, "national_label", unknown));
        }
    }

    fn cell(&mut self, row: u32, column: u32, block: &Block, sense: &RowSense, memory: &Memory) -> Result<(), Refusal> {
        let Some((meaning, class)) = self.columns.amount(column) else { return Ok(()) };
        let item = self.column_item(column);
        let (item, _) = label_of(item);
        let composer = Composer {
            sense: self.sense,
            facets: self.facets,
            side: block.meaning.side,
            column: meaning,
            class,
            column_item: item,
            row: sense,
            base: self.bases.get(&column).copied().unwrap_or_default(),
            unit: memory.unit.as_deref(),
        };
        let dimensions = composer.compose()?;
        self.sheet.push(row, column, dimensions, sense)
    }

    /// The label of a column that names its item: of its header's levels the deepest that says more than a stage, a year or a total.
    fn column_item(&self, column: u32) -> &str {
        let parts = &self.frame.path(column).parts;
        let says = |folded: &str| Meaning::of(&self.words.header(folded)).is_none_or(|m| m.names_an_item());
        let named = parts.iter().rev().find(|p| says(&p.folded));
        named.or_else(|| parts.iter().rev().find(|p| !is_total_word(&p.printed))).map_or("", |p| p.printed.trim())
    }

    fn not_numeric(&mut self, row: u32, column: u32) {
        let text = self.frame.own_text(row, column).trim();
        let message = format!("“{text}” in a column of amounts is no number");
        self.told.push(Diagnostic::new(Code::CellNotNumeric, Severity::Note, message).at(self.frame.place(row, column)));
    }

    fn explain(&mut self, row: u32, column: u32) {
        if let Some(cell) = self.frame.own_cell(row, column) {
            self.explained.insert(CellAddress { block: self.frame.block, row: cell.row, column: cell.column });
        }
    }

    /// Codes, serial numbers and names of the body are understood, and so are the header and the rows that only count columns.
    fn explain_labels(&mut self) {
        let labels: Vec<u32> =
            self.columns.list.iter().enumerate().filter(|(_, c)| matches!(c, Column::Labels(..))).map(|(i, _)| i as u32).collect();
        let rows: Vec<(u32, RowKind)> = self.frame.body.iter().map(|r| (r.row, r.kind)).collect();
        for (row, kind) in rows {
            match kind {
                RowKind::Serial | RowKind::Repeated => (0..self.frame.columns()).for_each(|c| self.explain(row, c)),
                _ => labels.iter().for_each(|c| self.explain(row, *c)),
            }
        }
        for row in self.frame.header_rows.clone() {
            (0..self.frame.columns()).for_each(|c| self.explain(row, c));
        }
    }

    fn tell_columns(&mut self, words: &Words) {
        for (i, column) in self.columns.list.iter().enumerate() {
            let parted = "words that were not understood stand before it".to_owned();
            let why = match column {
                Column::Unknown(why) => why,
                Column::Amounts(..) if !self.columns.blocks.iter().any(|b| b.amounts.contains(&(i as u32))) => &parted,
                _ => continue,
            };
            let numbers = self.frame.data_rows().any(|r| self.frame.value(r.row, i as u32).number().is_some());
            if numbers {
                let row = self.frame.header_rows.last().copied().unwrap_or(self.frame.rows.start);
                let message = format!("column {i}: {why}; its amounts became no facts");
                let place = self.frame.place(row, i as u32);
                let told = Diagnostic::new(Code::UnrecognisedColumn, Severity::Warning, message).at(place);
                let unknown = self.frame.path(i as u32).parts.iter().filter_map(|p| words.unknown_header(&p.folded));
                self.told.push(unknown.fold(told, |told, part| told.lacks(GapKind::Header, "national_header", part)));
            }
        }
    }
}

fn is_total_word(text: &str) -> bool {
    super::super::frame::total_word(text).is_some()
}

/// A column's meaning in the dataset's words, for `column_map`.
fn describe(column: &Column) -> Option<String> {
    let (meaning, class) = match column {
        Column::Labels(Role::Unread, _) => return None,
        Column::Labels(role, _) => return Some(role_name(*role).to_owned()),
        Column::Amounts(meaning, class) => (meaning, class),
        Column::Unknown(_) | Column::Empty => return None,
    };
    let mut said: Vec<String> = Vec::new();
    match meaning.side {
        Some(super::words::Side::Revenue) => said.push("revenue".to_owned()),
        Some(super::words::Side::Expenditure) => said.push("expenditure".to_owned()),
        _ => {}
    }
    said.extend(meaning.measure.map(|m| m.as_str().to_owned()));
    said.extend(meaning.item.as_ref().or(meaning.count.as_ref().map(|c| &c.0)).map(|i| i.to_string()));
    said.extend(meaning.fund.map(|f| f.as_str().to_owned()));
    said.extend(meaning.component.map(|c| c.as_str().to_owned()));
    said.extend(class.as_ref().map(|c| c.name.clone()));
    said.extend(meaning.carry.map(|_| "carry_over".to_owned()));
    said.extend(meaning.current.then(|| "current".to_owned()));
    said.extend((meaning.total || meaning.grand).then(|| "total".to_owned()));
    said.extend(meaning.stage.map(|s| s.as_str().to_owned()));
    said.extend(meaning.aspect.map(|a| a.as_str().to_owned()));
    Some(if said.is_empty() { "amount".to_owned() } else { said.join(" ") })
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Code | Role::CodeClass | Role::CodeSection | Role::CodeItem => "code",
        Role::Name | Role::Label => "label",
        Role::CodeName => "code and label",
        Role::Serial => "serial number",
        Role::UnitName => "unit",
        Role::UnitOrName => "unit or label",
        Role::UnitCode => "unit code",
        Role::ProcurementClass => "class of goods",
        Role::Text | Role::Unread => "text",
    }
}

/// True for kinds in which the rows below a total are its items, each with its own measure.
pub(super) fn inherits_measure(kind: TableKind) -> bool {
    matches!(kind, TableKind::InstitutionOperation | TableKind::ThreePublic)
}

/// A row that stands for its whole block (合计), not for an item of it.
pub(super) fn is_total(sense: &RowSense) -> bool {
    matches!(sense.subject, Subject::Words) && (sense.meaning.total || sense.meaning.grand || sense.label.is_empty())
}
