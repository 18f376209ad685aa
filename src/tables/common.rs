//! What the readers of all kinds share: senses of columns, diagnostics of what was not understood, explained cells, facts, empty tables.

use super::frame::lead::printed_date;
use super::frame::{Amount, Frame, RowKind, says_empty};
use super::header::HeaderGrammar;
use super::{Lexicon, Reading, Recognised};
use crate::context::Context;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::CellAddress;
use crate::facts::{Fact, Measure, Source, TableKind};
use crate::normalise::key::fold_text;
use crate::record::{AvailabilityState, GapKind};
use std::collections::BTreeSet;

/// What each column means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Senses {
    list: Vec<Option<String>>,
}

impl Senses {
    /// By header path. Of a sense that several columns have, and that `single` says may stand only once, none is certain: all of them lose it.
    pub fn new(frame: &Frame<'_>, grammar: &HeaderGrammar, single: impl Fn(&str) -> bool) -> Self {
        let mut list: Vec<Option<String>> = (0..frame.columns())
            .map(|c| if frame.ambiguous.contains(&c) { None } else { grammar.sense(frame.path(c)).map(str::to_owned) })
            .collect();
        let twice: Vec<String> =
            list.iter().flatten().filter(|s| single(s) && list.iter().flatten().filter(|t| t == s).count() > 1).cloned().collect();
        for (column, sense) in list.iter_mut().enumerate() {
            let merged = column > 0 && frame.path(column as u32) == frame.path(column as u32 - 1) && spans_all(frame, column as u32);
            if sense.as_ref().is_some_and(|s| twice.contains(s)) && !merged {
                *sense = None;
            }
        }
        Senses { list }
    }

    /// The sense of a column.
    pub fn of(&self, column: u32) -> Option<&str> {
        self.list.get(column as usize).and_then(|s| s.as_deref())
    }

    /// Gives or takes the sense of a column.
    pub fn set(&mut self, column: u32, sense: Option<String>) {
        if let Some(place) = self.list.get_mut(column as usize) {
            *place = sense;
        }
    }

    /// The first column of a sense.
    pub fn column(&self, sense: &str) -> Option<u32> {
        self.list.iter().position(|s| s.as_deref() == Some(sense)).map(|c| c as u32)
    }

    /// True when some column has the sense.
    pub fn has(&self, sense: &str) -> bool {
        self.column(sense).is_some()
    }

    /// How many of these senses some column has.
    pub fn count(&self, senses: &[&str]) -> usize {
        senses.iter().filter(|s| self.has(s)).count()
    }

    /// Columns that are understood.
    pub fn known(&self) -> usize {
        self.list.iter().flatten().count()
    }

    /// (column, sense) of all that are understood.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.list.iter().enumerate().filter_map(|(c, s)| s.as_deref().map(|s| (c as u32, s)))
    }

    /// For `tables.column_map`.
    pub fn recognised(&self, kind: TableKind) -> Recognised {
        Recognised { kind, columns: self.list.clone() }
    }
}

/// True when every data cell of a column is the right part of a cell that begins further left: the column is no column of its own.
fn spans_all(frame: &Frame<'_>, column: u32) -> bool {
    frame.data_rows().all(|r| frame.own_cell(r.row, column).is_none())
}

/// Tells of each column that holds something and was not understood.
pub fn tell_unknown_columns(frame: &Frame<'_>, senses: &Senses, kind: TableKind, reading: &mut Reading) {
    for column in 0..frame.columns() {
        let empty = frame.data_rows().all(|r| frame.value(r.row, column).is_blank());
        if senses.of(column).is_some() || empty {
            continue;
        }
        let why = if frame.ambiguous.contains(&column) { "has no certain header" } else { "was not understood" };
        let message = format!("column {column} “{}” of a table of {kind} {why}; its cells became no facts", frame.path(column).joined());
        let place = frame.place(frame.header_rows.last().copied().unwrap_or(frame.rows.start), column);
        let told = Diagnostic::new(Code::UnrecognisedColumn, Severity::Warning, message).at(place);
        let unsure = frame.ambiguous.contains(&column);
        let path = if unsure { String::new() } else { frame.path(column).folded() };
        reading.diagnostics.push(told.lacks(GapKind::Header, format!("header_{kind}"), path));
    }
}

/// Adds the headers of a table that no reader knows to what is told of it.
pub fn lacks_headers(frame: &Frame<'_>, lexicon: &Lexicon, told: Diagnostic) -> Diagnostic {
    let parts = (0..frame.columns()).flat_map(|c| &frame.path(c).parts).map(|p| p.folded.as_str());
    let unknown: BTreeSet<&str> = parts.filter(|p| !lexicon.knows_header(p)).collect();
    unknown.into_iter().fold(told, |told, part| told.lacks(GapKind::Header, "national_header", part))
}

/// Tells of a row that was not understood.
pub fn tell_unknown_row(frame: &Frame<'_>, row: u32, kind: TableKind, why: &str, reading: &mut Reading) {
    let message = format!("row {row} of a table of {kind} {why}; it became no facts");
    reading.diagnostics.push(Diagnostic::new(Code::UnrecognisedRow, Severity::Warning, message).at(frame.place(row, 0)));
}

/// Tells of a cell that should hold a number and does not.
pub fn tell_not_numeric(frame: &Frame<'_>, row: u32, column: u32, reading: &mut Reading) {
    let text: String = frame.own_text(row, column).trim().chars().take(40).collect();
    let message = format!("“{text}” stands where a number belongs (column “{}”)", frame.path(column).joined());
    reading.diagnostics.push(Diagnostic::new(Code::CellNotNumeric, Severity::Note, message).at(frame.place(row, column)));
}

/// Marks the cells of understood columns, and of title, header and serial rows, as explained.
pub fn explain(frame: &Frame<'_>, senses: &Senses, reading: &mut Reading) {
    let mut add = |row: u32, column: u32| {
        if let Some(cell) = frame.own_cell(row, column) {
            reading.explained.insert(CellAddress { block: frame.block, row: cell.row, column: cell.column });
        }
    };
    for column in 0..frame.columns() {
        for &row in frame.lead_rows.iter().chain(&frame.header_rows) {
            add(row, column);
        }
        for body in &frame.body {
            let frameless = matches!(body.kind, RowKind::Repeated | RowKind::Serial);
            if frameless || (senses.of(column).is_some() && !frame.unsolved_rows.contains(&body.row)) {
                add(body.row, column);
            }
        }
    }
}

/// A stated level at a cell.
pub fn fact(frame: &Frame<'_>, kind: TableKind, measure: Measure, amount: Amount, column: u32) -> Fact {
    let mut fact = Fact::level(measure, amount.value, amount.value_unit, Source::Table, amount.place);
    fact.resolution = amount.resolution;
    fact.printed = amount.printed;
    fact.printed_unit = amount.printed_unit;
    fact.table_kind = Some(kind);
    let path = frame.path(column).joined();
    fact.header_path = (!path.is_empty()).then_some(path);
    fact
}

/// The text of a cell without white space around it, `None` when it says nothing.
pub fn said(text: &str) -> Option<String> {
    let trimmed = text.trim_matches(|c: char| crate::normalise::key::fold(c).is_none());
    (!fold_text(trimmed).is_empty()).then(|| trimmed.to_owned())
}

/// True when no row of the body holds a number.
pub fn holds_no_value(frame: &Frame<'_>) -> bool {
    frame.data_rows().all(|r| (0..frame.columns()).all(|c| frame.value(r.row, c).number().is_none()))
}

/// Why a table without values is empty, and the block of the note that says so: a note row of the table itself, the paragraphs right after it, those right before it.
pub fn why_empty(frame: &Frame<'_>, context: &Context<'_>) -> (AvailabilityState, Option<u32>) {
    for body in &frame.body {
        for column in 0..frame.columns() {
            if let Some(state) = emptiness(frame.own_text(body.row, column)) {
                return (state, Some(frame.block));
            }
        }
    }
    let mut met = 0;
    for block in frame.block + 1..context.unit.end_block {
        let Some(_) = context.document.paragraph(block) else { break };
        let text = context.document.paragraph_text(block);
        if fold_text(text).is_empty() {
            continue;
        }
        if let Some(state) = emptiness(text) {
            return (state, Some(block));
        }
        met += 1;
        if met == 2 || super::frame::rows::has_list_number(&fold_text(text)) {
            break;
        }
    }
    let mut met = 0;
    for block in (context.unit.first_block..frame.block).rev() {
        let Some(_) = context.document.paragraph(block) else { break };
        let text = context.document.paragraph_text(block);
        if fold_text(text).is_empty() {
            continue;
        }
        // The sentence must be about this table, or stand among its title lines.
        if let Some(state) = emptiness(text).filter(|s| *s == AvailabilityState::EmptyTableDeclared || block >= frame.lead.first_block) {
            return (state, Some(block));
        }
        met += 1;
        if met == 3 {
            break;
        }
    }
    (AvailabilityState::BlankCell, None)
}

/// Of what day the stocks of a table are, and of what year: the table's own date, else that of the sentence above it (截至2020年12月31日, 上年末).
pub fn stock_date(frame: &Frame<'_>, context: &Context<'_>) -> (Option<(i32, u32, u32)>, Option<i32>) {
    let fiscal = context.identity.fiscal_year;
    if let Some(date) = frame.lead.as_of {
        return (Some(date), Some(date.0));
    }
    let above = (context.unit.first_block..frame.block).rev().take(4).map_while(|b| context.document.paragraph(b).map(|_| b));
    let texts = above.map(|b| fold_text(context.document.paragraph_text(b))).filter(|t| !t.is_empty());
    for text in texts.take(2) {
        let of_stocks = ["截至", "截止", "末", "时点"].iter().any(|w| text.contains(w)) && !text.contains("编制日期");
        if !of_stocks {
            continue;
        }
        if let Some(date) = printed_date(&text) {
            return (Some(date), Some(date.0));
        }
        if let Some((year, _)) = text.split_once("年末").or_else(|| text.split_once("年底")) {
            let digits: String = year.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect();
            let last = year.ends_with('上') || year.ends_with("去");
            let printed = digits.parse().ok().filter(|y| (1990..2100).contains(y));
            return (None, printed.or_else(|| fiscal.map(|y| if last { y - 1 } else { y })));
        }
    }
    (None, fiscal)
}

/// What a note says of an empty table.
fn emptiness(text: &str) -> Option<AvailabilityState> {
    let folded = fold_text(text);
    if says_empty(&folded) {
        return Some(AvailabilityState::EmptyTableDeclared);
    }
    if folded.chars().count() > 60 {
        return None;
    }
    ["不涉及", "无需填列", "不需填列", "不适用"].iter().any(|w| folded.contains(w)).then_some(AvailabilityState::NotApplicable)
}
