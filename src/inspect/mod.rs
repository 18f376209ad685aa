//! Looking into what was read: failed checks with both sides drawn where they stand, their counts over a run, and every witness of one value.
//!
//! Everything is printed from records alone, so that a dataset can be looked into without the files that it was made of.

mod draw;
mod failures;
mod summary;
mod why;

pub use draw::Mark;
pub use failures::{Filter, failures, github};
pub use summary::{Summary, Tally};
pub use why::{Question, Stage, why};

use crate::record::Record;
use serde::Deserialize;

/// One piece of `checks.evidence`.
#[derive(Debug, Clone, Deserialize)]
pub struct Evidence {
    /// `lhs` or `rhs`.
    pub side: String,
    /// Another disclosure, where the piece does not stand in that of the check.
    #[serde(default)]
    pub disclosure_id: Option<String>,
    /// The path of that disclosure.
    #[serde(default)]
    pub source_path: Option<String>,
    /// Row of `facts`.
    pub fact_seq: Option<usize>,
    /// Block.
    pub block: u32,
    /// First character.
    pub start_char: Option<u32>,
    /// One past the last character.
    pub end_char: Option<u32>,
    /// Row of the cell.
    pub table_row: Option<u32>,
    /// Column of the cell.
    pub table_column: Option<u32>,
    /// What stands there.
    pub printed: String,
    /// The sentence around it, where no fact stands there that has one.
    pub sentence: Option<String>,
    /// Where that sentence begins in the block.
    pub sentence_char: Option<u32>,
}

/// The evidence of a row of `checks`.
pub fn evidence(text: &str) -> Vec<Evidence> {
    serde_json::from_str(text).unwrap_or_default()
}

/// How a disclosure is called in what is printed: its path, and its department and year where they are known.
pub fn name(record: &Record) -> String {
    let d = &record.disclosure;
    let known = [d.county.clone(), d.department.clone(), d.fiscal_year.map(|y| y.to_string()), d.kind.map(|k| k.to_string())];
    let known: Vec<String> = known.into_iter().flatten().collect();
    if known.is_empty() { d.source_path.clone() } else { format!("{} ({})", d.source_path, known.join(" ")) }
}
