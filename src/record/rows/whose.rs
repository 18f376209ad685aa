//! Whose disclosure it is, where it came from and what it was divided into.

use crate::document::Format;
use crate::facts::DisclosureKind;
use crate::record::{CodeStatus, GovernmentLevel, IdentitySource, Level, ListKey, SectionStatus};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One disclosure: what it is, of whom, of when, and how much of it was understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DisclosureRow {
    /// `d` and the first 16 hex digits of the SHA-256 of the input; `-2`, `-3` … for further disclosures of one file.
    pub disclosure_id: String,
    /// `county_key|department_key|unit|kind|year`: the same disclosure in other formats or published again has the same key; the id while county, department or year is unknown.
    pub disclosure_key: String,
    /// Of the disclosures with one key exactly one is preferred.
    pub is_preferred: bool,
    /// The preferred disclosure with the same key.
    pub duplicate_of: Option<String>,
    /// Path of the input, relative to its INPUT argument.
    pub source_path: String,
    /// SHA-256 of the input's bytes, in hex.
    pub source_sha256: String,
    /// What the bytes were found to be.
    pub format: Format,
    /// Character encoding, where the format leaves it open.
    pub encoding: Option<String>,
    /// The title as printed.
    pub title: Option<String>,
    /// Budget or final accounts.
    pub kind: Option<DisclosureKind>,
    /// A whole department, or one unit alone.
    pub level: Option<Level>,
    /// Level of the publishing government.
    pub government_level: Option<GovernmentLevel>,
    /// The year that it is for.
    pub fiscal_year: Option<i32>,
    /// Province.
    pub province: Option<String>,
    /// Prefecture.
    pub prefecture: Option<String>,
    /// County, as it was called in that year.
    pub county: Option<String>,
    /// GB/T 2260 code of the publishing government's place, for its year.
    pub county_code: Option<String>,
    /// How sure the code is; never a guess.
    pub county_code_status: CodeStatus,
    /// The latest code of that place, the same before and after renaming.
    pub county_key: Option<String>,
    /// Canonical name without place.
    pub department: Option<String>,
    /// As printed in the title.
    pub department_printed: Option<String>,
    /// Stable over reforms.
    pub department_key: Option<String>,
    /// General function of the body.
    pub department_function: Option<String>,
    /// The unit, where the disclosure is one unit's.
    pub unit_name: Option<String>,
    /// The department that the unit belongs to.
    pub parent_department: Option<String>,
    /// The code of the budget unit as printed (323人社局: 323).
    pub budget_unit_code: Option<String>,
    /// Date of publication, ISO 8601, where printed.
    pub published_on: Option<String>,
    /// Address of the page.
    pub source_url: Option<String>,
    /// Where the county was found.
    pub county_source: Option<IdentitySource>,
    /// Where the department was found.
    pub department_source: Option<IdentitySource>,
    /// Where the year was found.
    pub year_source: Option<IdentitySource>,
    /// How many of the nine parts were found.
    pub parts_found: u32,
    /// How many tables it holds.
    pub tables_found: u32,
    /// How many of them were not recognised.
    pub tables_unrecognised: u32,
    /// Share (0 to 1, four decimals) of the visible characters that lie in one of the nine parts or in a recognised table.
    pub text_assigned: Decimal,
    /// Printed numerals.
    pub numerals: u32,
    /// Of those, how many ended as a fact, in a recognised column, or in a closed class.
    pub numerals_explained: u32,
    /// JSON object: how many of those were explained by what (fact, column, date, year, ordinal, code …).
    pub numeral_classes: String,
    /// Checks that passed.
    pub checks_passed: u32,
    /// Checks that failed.
    pub checks_failed: u32,
    /// Checks for which numbers were missing.
    pub checks_unknown: u32,
}

/// Every path under which an input was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceRow {
    /// Path relative to its INPUT argument.
    pub source_path: String,
    /// SHA-256 of the bytes.
    pub source_sha256: String,
    /// The disclosure that it holds.
    pub disclosure_id: String,
}

/// Where each part of a disclosure stands; every visible character lies in exactly one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SectionRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// 1 to 9; blank outside the nine parts.
    pub part: Option<u8>,
    /// Name of the part, or front_matter, contents, container, tables_chapter, attachment, site_chrome.
    pub section_key: String,
    /// 1, 2 … where a part has several depth-1 sections.
    pub piece: u32,
    /// The heading's number as printed, without the mark that ends it.
    pub number: Option<String>,
    /// The heading as printed, without its number.
    pub heading: Option<String>,
    /// 1 is a heading that belongs to a part by its own meaning; 2 … are subsections.
    pub depth: u8,
    /// found, empty or missing.
    pub status: SectionStatus,
    /// First block.
    pub block: Option<u32>,
    /// Last block.
    pub end_block: Option<u32>,
    /// Non-space characters after the heading up to the next part, subsections and table cells included.
    pub characters: u32,
    /// Its paragraphs, joined by line feeds.
    pub text: String,
}

/// Numbered and listed sentences: duties, goals, institutions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StatementRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// Which list it stands in.
    pub list_key: ListKey,
    /// Its number as printed.
    pub number: Option<String>,
    /// Its name, where name and text are split by a tab or blank.
    pub name: Option<String>,
    /// Its text as printed.
    pub text: String,
    /// The part it stands in.
    pub part: Option<u8>,
    /// Block.
    pub block: u32,
}

/// Terms and their definitions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GlossaryRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// Number as printed.
    pub number: Option<String>,
    /// Term as printed.
    pub term: String,
    /// Definition as printed.
    pub definition: String,
    /// Block.
    pub block: u32,
}
