//! What was checked, and what the readers had to tell.

use crate::diagnostics::{Code, Severity};
use crate::record::{CheckStatus, GapKind, SuspectKind};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The outcome of each check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// A01 … X05.
    pub check_id: String,
    /// Which instance of the check.
    pub subject: String,
    /// How much a failure matters.
    pub severity: Severity,
    /// pass, fail, unknown or not_applicable.
    pub status: CheckStatus,
    /// Left side.
    pub lhs: Option<Decimal>,
    /// Right side.
    pub rhs: Option<Decimal>,
    /// Left minus right.
    pub difference: Option<Decimal>,
    /// Half a unit of the last printed place of each term, added up.
    pub tolerance: Option<Decimal>,
    /// What was compared and what came out.
    pub message: String,
    /// JSON array of the places compared: `side`, `fact_seq`, `block`, `start_char`, `end_char`, `table_row`, `table_column`, `printed`; with `disclosure_id` and `source_path` where it stands in another disclosure.
    pub evidence: String,
}

/// One number or span that was compared: an element of the JSON array in `checks.evidence`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EvidencePiece {
    /// `lhs` or `rhs`.
    pub side: String,
    /// The other disclosure in which the piece stands; absent in its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosure_id: Option<String>,
    /// The path of that disclosure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_path: Option<String>,
    /// Row of `facts`, of the disclosure in which the piece stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact_seq: Option<u32>,
    /// Block.
    pub block: u32,
    /// First character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_char: Option<u32>,
    /// One past the last character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_char: Option<u32>,
    /// Row of the cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table_row: Option<u32>,
    /// Column of the cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table_column: Option<u32>,
    /// What stands there.
    pub printed: String,
    /// The sentence around it, where no fact stands there that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// Where that sentence begins in the block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence_char: Option<u32>,
}

impl CheckRow {
    /// The pieces of its evidence.
    pub fn pieces(&self) -> Vec<EvidencePiece> {
        serde_json::from_str(&self.evidence).unwrap_or_default()
    }

    /// The evidence of pieces, as the column holds it.
    pub fn evidence_of(pieces: &[EvidencePiece]) -> String {
        serde_json::to_string(pieces).unwrap_or_else(|_| "[]".to_owned())
    }
}

/// A printed number that could explain failed checks, and what it would have to be. Nothing is ever changed because of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SuspectRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number; the likeliest comes first.
    pub seq: u32,
    /// Row of `facts`, where the number is a fact.
    pub fact_seq: Option<u32>,
    /// Block.
    pub block: u32,
    /// First character in the paragraph or cell.
    pub start_char: Option<u32>,
    /// One past the last character.
    pub end_char: Option<u32>,
    /// Row of the cell.
    pub table_row: Option<u32>,
    /// Column of the cell.
    pub table_column: Option<u32>,
    /// What stands there.
    pub printed: String,
    /// Its value, in the unit in which it was compared.
    pub value: Decimal,
    /// The value with which the checks of `restores` hold.
    pub proposal: Decimal,
    /// How the printed number could have come from the proposal.
    pub kind: SuspectKind,
    /// Failed checks that hold with the proposal.
    pub restores: u32,
    /// Passed checks that fail with it.
    pub breaks: u32,
    /// The failed checks that hold with it: `A05 subject`, joined by `; `.
    pub failed_checks: String,
}

/// What the readers had to tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DiagnosticRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// What it is about.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// For a person.
    pub message: String,
    /// Block.
    pub block: Option<u32>,
    /// First character.
    pub start_char: Option<u32>,
    /// One past the last character.
    pub end_char: Option<u32>,
}

/// What was not understood, one row for each place: the words that the vocabulary lacks, and every numeral that was not explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GapRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// heading, caption, header, label, measure, department or numeral.
    pub kind: GapKind,
    /// The context of the vocabulary in which an entry would teach it; blank where no word is missing.
    pub context: Option<String>,
    /// The words as the vocabulary would have them; a numeral as printed.
    pub text: String,
    /// What stands around: the clause up to the numeral, or the row's label and the column's header.
    pub around: Option<String>,
    /// Block.
    pub block: Option<u32>,
    /// First character in the paragraph or cell.
    pub start_char: Option<u32>,
    /// One past the last character.
    pub end_char: Option<u32>,
    /// Row of the cell.
    pub table_row: Option<u32>,
    /// Column of the cell.
    pub table_column: Option<u32>,
}
