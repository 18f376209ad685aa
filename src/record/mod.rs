//! The public schema: the only place that defines output fields.
//!
//! One struct a table, one field a column, in the order in which they are written. The JSON Schema (`gongkai schema`), the column descriptions and every sink come from
//! these types. Rows hold what contract and users see; rooms work on their own types and are turned into rows by [`crate::extract`].

mod lists;
mod rows;

pub use lists::*;
pub use rows::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the output contract. It changes when a column is renamed, removed or given another meaning.
pub const SCHEMA_VERSION: &str = "1";

/// One whole disclosure: a line of `disclosures.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// One disclosure: what it is, of whom, of when, and how much of it was understood.
    pub disclosure: DisclosureRow,
    /// Where each part of a disclosure stands; every visible character lies in exactly one.
    pub sections: Vec<SectionRow>,
    /// Numbered and listed sentences: duties, goals, institutions.
    pub statements: Vec<StatementRow>,
    /// Every number that was understood, one row for each place where it is printed.
    pub facts: Vec<FactRow>,
    /// Posts, staff and vehicles by unit.
    pub staffing: Vec<StaffingRow>,
    /// Duties and work activities with their budgets and targets.
    pub activities: Vec<ActivityRow>,
    /// Performance indicators with graded thresholds, or with levels and a target value.
    pub indicators: Vec<IndicatorRow>,
    /// Rows of the procurement table; amounts in 万元.
    pub procurement: Vec<ProcurementRow>,
    /// Rows of the table of state-owned assets.
    pub assets: Vec<AssetRow>,
    /// Terms and their definitions.
    pub glossary: Vec<GlossaryRow>,
    /// Every table, recognised or not.
    pub tables: Vec<TableRow>,
    /// Every cell of every table, once, at its top left place.
    pub cells: Vec<CellRow>,
    /// For each part, national table and headline measure: was it disclosed?
    pub availability: Vec<AvailabilityRow>,
    /// The outcome of each check.
    pub checks: Vec<CheckRow>,
    /// Printed numbers that could explain failed checks.
    #[serde(default)]
    pub suspects: Vec<SuspectRow>,
    /// What the readers had to tell.
    pub diagnostics: Vec<DiagnosticRow>,
    /// What was not understood, one row for each place.
    pub gaps: Vec<GapRow>,
}

/// The JSON Schema of a record.
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Record).to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), "gongkai record".into());
        object.insert("description".to_owned(), "One disclosure: a line of disclosures.jsonl.".into());
        object.insert("$comment".to_owned(), format!("schema_version {SCHEMA_VERSION}").into());
    }
    schema
}
