//! Tables: what each is, what its columns mean by header path, and what its cells say.

use crate::context::Context;
use crate::diagnostics::Diagnostic;
use crate::document::CellAddress;
use crate::facts::Fact;
use crate::record::{ActivityRow, AssetRow, AvailabilityState, CellRow, IndicatorRow, ProcurementRow, StaffingRow, TableRow};
use crate::vocabulary::{self, Vocabulary};
use std::collections::BTreeSet;

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

/// The words that this room knows.
#[derive(Debug)]
pub struct Lexicon {}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(_vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        Ok(Lexicon {})
    }
}

/// Reads every table of one disclosure.
pub fn read(_context: &Context<'_>, _lexicon: &Lexicon) -> Reading {
    Reading::default()
}
