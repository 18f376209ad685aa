//! Tables: what each is, what its columns mean by header path, and what its cells say.
//!
//! Every table becomes a [`frame::Frame`] (caption, unit, header paths, kinds of rows); a reader for each kind takes it from there. What a header means is told by
//! [`header::HeaderGrammar`], what a cell says by [`cell::cell_value`]. A column, row or table that is not understood gives a diagnostic and no fact.

use crate::context::Context;
use crate::diagnostics::Diagnostic;
use crate::document::{Cell, CellAddress, Document, Place, Table};
use crate::facts::{Fact, TableKind};
use crate::normalise::key::fold_text;
use crate::record::{ActivityRow, AssetRow, AvailabilityState, CellRow, IndicatorRow, ProcurementRow, StaffingRow, TableRow};
use crate::segment::Unit;
use crate::vocabulary::{self, Vocabulary};
use frame::Frame;
use header::{HeaderGrammar, HeaderPath};
use std::collections::{BTreeMap, BTreeSet};

mod activities;
pub mod assets;
pub mod cell;
pub mod common;
mod crossed;
mod evidence;
pub mod frame;
pub mod header;
pub mod kind;
pub mod national;
pub mod outline;
mod procurement;
mod ragged;
mod sequence;
mod staffing;
pub mod threshold;
mod turned;
pub mod unsaid;

/// What the tables of one disclosure gave. `disclosure_id` and `seq` of the rows are filled later.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Every table, in reading order.
    pub tables: Vec<TableRow>,
    /// Every cell of every table, solved spans included.
    pub cells: Vec<CellRow>,
    /// Rows of `staffing`.
    pub staffing: Vec<StaffingRow>,
    /// Rows of `activities`.
    pub activities: Vec<ActivityRow>,
    /// Rows of `indicators`.
    pub indicators: Vec<IndicatorRow>,
    /// Rows of `procurement`.
    pub procurement: Vec<ProcurementRow>,
    /// Rows of `assets`.
    pub assets: Vec<AssetRow>,
    /// Facts of all tables; `parent` indexes this list.
    pub facts: Vec<Fact>,
    /// Cells of recognised columns of recognised tables: their numerals are explained.
    pub explained: BTreeSet<CellAddress>,
    /// For each table that holds no value: its block and why (空表列示, 不涉及, blank), and the block of the note that says so.
    pub empty: Vec<(u32, AvailabilityState, Option<u32>)>,
    /// The budget unit's code, where a table names it (323人社局).
    pub budget_unit_code: Option<String>,
    /// What was met.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a reader says of a table that it has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// What it is.
    pub kind: TableKind,
    /// For each column what it means, in the reader's own words; `None` for one that was not understood.
    pub columns: Vec<Option<String>>,
}

/// The words that this room knows.
#[derive(Debug)]
pub struct Lexicon {
    words: BTreeSet<String>,
    /// The grammars of the kinds that this room reads itself, by name.
    grammars: BTreeMap<&'static str, HeaderGrammar>,
    /// Labels of assets.
    asset_item: HeaderGrammar,
    rare: [Vec<String>; 4],
    /// Lists of header words in the order in which they stand under a parent.
    order: Vec<Vec<String>>,
    /// Words that tell what a column holds.
    evidence: evidence::Words,
    /// The words of the national tables.
    pub national: national::Lexicon,
}

/// The kinds with a header grammar of their own here.
const KINDS: &[&str] = &["staffing", "activities", "procurement", "assets"];

impl Lexicon {
    /// From the vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        let mut grammars = BTreeMap::new();
        for kind in KINDS {
            grammars.insert(*kind, HeaderGrammar::new(vocabulary, &format!("header_{kind}"))?);
        }
        Ok(Lexicon {
            words: vocabulary.entries("header_word").map(|(text, _)| fold_text(text)).collect(),
            grammars,
            asset_item: HeaderGrammar::new(vocabulary, "asset_item")?,
            rare: ["indicator_rare", "indicator_rare_tail", "indicator_rare_turned", "indicator_rare_handled"].map(|context| {
                let mut texts: Vec<String> = vocabulary.entries(context).map(|(text, _)| fold_text(text)).collect();
                texts.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
                texts
            }),
            order: vocabulary.groups("header_order").iter().map(|g| g.texts.iter().map(|t| fold_text(t)).collect()).collect(),
            evidence: evidence::Words::new(vocabulary),
            national: national::Lexicon::new(vocabulary)?,
        })
    }

    /// The grammar of a kind of table (`staffing`, `activities`, `procurement`, `assets`) or of its labels (`asset_item`).
    pub fn grammar(&self, name: &str) -> Option<&HeaderGrammar> {
        if name == "asset_item" { Some(&self.asset_item) } else { self.grammars.get(name) }
    }

    /// True when an indicator names something of which less is better (失业率).
    pub fn less_is_better(&self, indicator: &str) -> bool {
        activities::less_is_better(indicator, &self.rare)
    }

    /// True for a folded header part that some table uses.
    pub fn knows_header(&self, folded: &str) -> bool {
        self.words.contains(folded) || self.grammars.values().any(|g| g.knows_part(folded)) || self.national.knows_header(folded)
    }

    /// How well the best grammar understands a header path: 0 not at all, 1 in parts, 2 as a whole.
    pub fn path_score(&self, path: &HeaderPath) -> u32 {
        self.own_path_score(path).max(self.national.path_score(path))
    }

    /// The same by the grammars of the kinds that this room reads itself.
    pub fn own_path_score(&self, path: &HeaderPath) -> u32 {
        let own = self
            .grammars
            .values()
            .map(|g| if g.sense(path).is_some() { 2 } else { u32::from(path.parts.iter().all(|p| g.knows_part(&p.folded))) });
        own.max().unwrap_or(0)
    }
}

/// Reads every table of one disclosure.
pub fn read(context: &Context<'_>, lexicon: &Lexicon) -> Reading {
    let mut reading = Reading::default();
    let mut sequence = sequence::Sequence::new(context, lexicon);
    for block in context.unit.first_block..context.unit.end_block {
        if let Some(table) = context.document.table(block) {
            sequence.table(block, table, &mut reading);
        }
    }
    reading
}

/// The frames of the table at a block, without what they take over from a table before: one, or one for each of several tables that run together. For tools and tests; the
/// room itself reads with [`read`].
pub fn frames<'d>(document: &'d Document, unit: &Unit, block: u32, lexicon: &Lexicon) -> Vec<frame::Frame<'d>> {
    document.table(block).map_or_else(Vec::new, |table| sequence::frames_of(document, unit, block, table, lexicon).0)
}

/// The rows of `tables` and `cells` of one table.
fn push_rows(
    document: &Document,
    block: u32,
    table: &Table,
    kind: TableKind,
    read: Option<(&Frame<'_>, Option<&Recognised>)>,
    reading: &mut Reading,
) {
    let (frame, recognised) = (read.map(|r| r.0), read.and_then(|r| r.1));
    let column_map = recognised.map(|r| {
        let known = r.columns.iter().enumerate().filter_map(|(i, c)| c.as_ref().map(|c| (i, c)));
        let pairs: Vec<String> = known.map(|(i, c)| format!("\"{i}\":{}", serde_json::Value::String(c.clone()))).collect();
        format!("{{{}}}", pairs.join(","))
    });
    reading.tables.push(TableRow {
        disclosure_id: String::new(),
        seq: 0,
        block,
        parent_block: table.parent.map(|p| p.block),
        parent_row: table.parent.map(|p| p.row),
        parent_column: table.parent.map(|p| p.column),
        kind: recognised.map_or(kind, |r| r.kind),
        caption: frame.and_then(|f| f.lead.caption.as_ref()).map(|c| c.text.clone()),
        row_count: table.rows,
        column_count: table.columns,
        unit: frame.and_then(|f| f.lead.unit.as_ref()).map(|u| u.printed.clone()),
        layout: table.layout,
        column_map,
    });
    reading.cells.extend(table.cells.iter().map(|cell| cell_row(document, block, cell)));
}

fn cell_row(document: &Document, block: u32, cell: &Cell) -> CellRow {
    CellRow {
        disclosure_id: String::new(),
        block,
        table_row: cell.row,
        table_column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        text: document.cell_text(cell).to_owned(),
    }
}

/// The place of a table as a whole.
pub fn table_place(block: u32) -> Place {
    Place { block, end_block: block, start_char: 0, end_char: 0, cell: None }
}
