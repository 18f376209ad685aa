//! Tables that lie on their side: what should be header stands in the first columns (编制人数 | 45, 房屋 | 600 | 50.00), one body or nothing in each of the others.
//!
//! Such a table is turned, read like any other of its kind, and its places are turned back.

use super::frame::Frame;
use super::frame::rows::total_word;
use super::header::HeaderPath;
use super::kind;
use super::{Lexicon, Reading};
use crate::document::{Cell, CellAddress, Layout, Place, Table};
use crate::facts::TableKind;
use crate::normalise::key::fold_text;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A table with more rows than this has no header on its side.
const MOST_ROWS: u32 = 60;
/// Nor one with more columns.
const MOST_COLUMNS: u32 = 20;

/// A frame of the table turned by its diagonal, and the first row of what was turned.
pub(super) struct Turned<'d> {
    pub(super) frame: Frame<'d>,
    pub(super) kind: TableKind,
    pub(super) senses: super::common::Senses,
    /// The first row of the table that was turned.
    pub(super) first: u32,
    /// Where the cells stood, when more was done than turning.
    pub(super) places: BTreeMap<(u32, u32), (u32, u32)>,
}

/// The table turned, where that makes one of staffing or of assets out of it.
pub(super) fn turned<'d>(frame: &Frame<'d>, lexicon: &Lexicon) -> Option<Turned<'d>> {
    let first = frame.rows.start + frame.lead_rows.len() as u32;
    let rows = frame.rows.end.checked_sub(first)?;
    let small = (2..=MOST_ROWS).contains(&rows) && (2..=MOST_COLUMNS).contains(&frame.columns());
    if !small || frame.table.layout != Layout::Exact {
        return None;
    }
    let table = turn(&frame.table, first, frame.rows.end);
    let knows = |folded: &str| lexicon.knows_header(folded);
    let all = 0..table.rows;
    let mut found = Frame::new(frame.document, frame.block, Cow::Owned(table), all, frame.block, &knows);
    found.lead = frame.lead.clone();
    below_their_parents(&mut found, lexicon);
    let (kind, senses) = kind::classify(&found, lexicon).filter(|(kind, _)| *kind == TableKind::Assets).or_else(|| {
        name_units(&mut found, lexicon);
        kind::classify(&found, lexicon)
    })?;
    matches!(kind, TableKind::Staffing | TableKind::Assets).then_some(Turned { frame: found, kind, senses, first, places: BTreeMap::new() })
}

/// 项目 over the names of bodies is no header for them.
fn name_units(frame: &mut Frame<'_>, lexicon: &Lexicon) {
    let bodies = frame.data_rows().map(|r| frame.own_text(r.row, 0)).filter(|t| {
        let folded = fold_text(t);
        !folded.is_empty() && total_word(t).is_none() && !lexicon.knows_header(&folded)
    });
    let several = bodies.count() > 0;
    if let Some(path) = frame.paths.first_mut().filter(|p| several && matches!(p.last(), "" | "项目" | "内容" | "指标" | "类别" | "名称"))
    {
        path.parts.clear();
        path.push("单位名称");
    }
}

/// 其中：行政人员 under 在职人数: what says nothing alone is a part of the label above it.
pub(super) fn below_their_parents(frame: &mut Frame<'_>, lexicon: &Lexicon) {
    let Some(grammar) = lexicon.grammar("staffing") else { return };
    let mut parent: Option<HeaderPath> = None;
    for path in &mut frame.paths {
        if grammar.sense(path).is_some() {
            if !path.last().starts_with("其中") {
                parent = Some(path.clone());
            }
            continue;
        }
        let joined = parent.as_ref().map(|above| HeaderPath {
            parts: above.parts.iter().chain(&path.parts).cloned().collect(),
            unit: path.unit.clone().or_else(|| above.unit.clone()),
        });
        if let Some(joined) = joined.filter(|j| grammar.sense(j).is_some()) {
            *path = joined;
        }
    }
}

fn turn(table: &Table, first: u32, end: u32) -> Table {
    let kept = table.cells.iter().filter(|c| c.row >= first && c.row < end);
    let mut cells: Vec<Cell> = kept
        .map(|c| Cell {
            row: c.column,
            column: c.row - first,
            row_span: c.column_span,
            column_span: c.row_span.min(end - c.row),
            ..c.clone()
        })
        .collect();
    cells.sort_by_key(|c| (c.row, c.column));
    let (rows, columns) = (table.columns, end - first);
    let mut grid = vec![Table::NONE; (rows as usize) * (columns as usize)];
    for (i, cell) in cells.iter().enumerate() {
        for row in cell.row..(cell.row + cell.row_span).min(rows) {
            for column in cell.column..(cell.column + cell.column_span).min(columns) {
                if let Some(place) = grid.get_mut((row * columns + column) as usize) {
                    *place = i as u32;
                }
            }
        }
    }
    Table { rows, columns, cells, grid, marked_header_rows: 0, ..table.clone() }
}

impl Turned<'_> {
    fn cell(&self, row: u32, column: u32) -> (u32, u32) {
        self.places.get(&(row, column)).copied().unwrap_or((column + self.first, row))
    }

    fn back(&self, place: &mut Place) {
        if let Some((row, column)) = place.cell {
            place.cell = Some(self.cell(row, column));
        }
    }

    /// Adds what the turned table gave, its places turned back.
    pub(super) fn give(&self, mut own: Reading, reading: &mut Reading) {
        let base = reading.facts.len();
        for fact in &mut own.facts {
            self.back(&mut fact.place);
            fact.parent = fact.parent.map(|p| p + base);
        }
        for told in &mut own.diagnostics {
            told.place.iter_mut().for_each(|p| self.back(p));
        }
        for row in &mut own.assets {
            row.table_row = self.first;
        }
        for row in &mut own.staffing {
            row.table_row = self.first;
        }
        let turned = own.explained.into_iter().map(|c| {
            let (row, column) = self.cell(c.row, c.column);
            CellAddress { row, column, ..c }
        });
        reading.explained.extend(turned);
        reading.facts.append(&mut own.facts);
        reading.diagnostics.append(&mut own.diagnostics);
        reading.staffing.append(&mut own.staffing);
        reading.assets.append(&mut own.assets);
        reading.empty.append(&mut own.empty);
    }
}
