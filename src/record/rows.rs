//! The rows of the tidy tables, one struct a table.

use super::lists::*;
use crate::diagnostics::{Code, Severity};
use crate::document::{Format, Layout};
use crate::facts::{Aspect, Basis, BudgetStage, Component, DisclosureKind, Fund, ItemLevel, Measure, Scheme, Source, TableKind, ValueUnit};
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

/// Every number that was understood, one row for each place where it is printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// The subordinate body that the row is limited to.
    pub unit_name: Option<String>,
    /// What is measured.
    pub measure: Measure,
    /// Which part of revenue or expenditure.
    pub component: Option<Component>,
    /// The money that it is limited to.
    pub fund: Option<Fund>,
    /// What a breakdown is by; blank for a total.
    pub scheme: Option<Scheme>,
    /// Key of what it is about within its measure and scheme.
    pub item_key: Option<String>,
    /// The label as printed.
    pub item: Option<String>,
    /// Class code as printed or resolved.
    pub item_code: Option<String>,
    /// Level of the class.
    pub item_level: Option<ItemLevel>,
    /// The fact of which it is a part or a share.
    pub parent_seq: Option<u32>,
    /// Stage of the budget year; blank for stocks.
    pub stage: Option<BudgetStage>,
    /// The year that it is for, or of its printed date.
    pub year: Option<i32>,
    /// Level, change, percent, share or completion.
    pub aspect: Aspect,
    /// What a change or completion is counted from.
    pub base_stage: Option<BudgetStage>,
    /// The year of that base.
    pub base_year: Option<i32>,
    /// In `value_unit`, signed.
    pub value: Decimal,
    /// Unit of `value`.
    pub value_unit: ValueUnit,
    /// One unit of the last printed place, in `value_unit`; 0 is exact.
    pub resolution: Decimal,
    /// What stood on the page, exactly.
    pub printed: String,
    /// Its unit as printed or as stated for the table.
    pub printed_unit: Option<String>,
    /// Stated, or derived (last year's level from a stated change).
    pub basis: Basis,
    /// Prose or table.
    pub source: Source,
    /// Kind of the table it stands in.
    pub table_kind: Option<TableKind>,
    /// Header path of its column, joined by `›`.
    pub header_path: Option<String>,
    /// The part in which it stands; blank in the tables' chapter.
    pub part: Option<u8>,
    /// Block.
    pub block: u32,
    /// Block where it ends.
    pub end_block: u32,
    /// First character in the paragraph or cell, in Unicode scalar values.
    pub start_char: u32,
    /// One past the last character.
    pub end_char: u32,
    /// Row of the cell in the resolved grid.
    pub table_row: Option<u32>,
    /// Column of the cell in the resolved grid.
    pub table_column: Option<u32>,
}

/// Posts, staff and vehicles by unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StaffingRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// A total row.
    pub is_total: bool,
    /// The unit as printed.
    pub unit_name: Option<String>,
    /// 单位性质 as printed.
    pub institution_type: Option<String>,
    /// 单位规格 as printed.
    pub rank: Option<String>,
    /// 经费保障形式 as printed.
    pub funding_mode: Option<String>,
    /// Vehicles held.
    pub vehicles: Option<Decimal>,
    /// Authorized posts.
    pub posts_total: Option<Decimal>,
    /// Administrative posts.
    pub posts_admin: Option<Decimal>,
    /// Posts of public institutions.
    pub posts_institution: Option<Decimal>,
    /// Posts of workers.
    pub posts_worker: Option<Decimal>,
    /// Staff in post.
    pub staff_total: Option<Decimal>,
    /// Administrative staff.
    pub staff_admin: Option<Decimal>,
    /// Staff of public institutions.
    pub staff_institution: Option<Decimal>,
    /// Workers.
    pub staff_worker: Option<Decimal>,
    /// Staff on contract.
    pub staff_contract: Option<Decimal>,
    /// 离休.
    pub retired_cadre: Option<Decimal>,
    /// 退休.
    pub retired: Option<Decimal>,
    /// 退职.
    pub discharged: Option<Decimal>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
}

/// Duties and work activities with their budgets and targets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActivityRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// Which of the disclosure's grids, from 1.
    pub grid: u32,
    /// Path of ordinals among siblings: `1`, `1.1`.
    pub activity: String,
    /// Path of the activity above.
    pub parent: Option<String>,
    /// 1 or 2.
    pub depth: u8,
    /// Number as printed.
    pub number: Option<String>,
    /// Name as printed, without the number.
    pub name: String,
    /// Budget in 万元.
    pub budget_wan: Option<Decimal>,
    /// Description as printed.
    pub description: Option<String>,
    /// Performance target as printed.
    pub target: Option<String>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
}

/// Performance indicators with graded thresholds, or with levels and a target value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// Which of the disclosure's grids, from 1.
    pub grid: u32,
    /// The activity it belongs to.
    pub activity: Option<String>,
    /// The project it belongs to.
    pub project: Option<String>,
    /// The indicator as printed.
    pub indicator: String,
    /// Threshold of 优 as printed.
    pub excellent: Option<String>,
    /// Threshold of 良.
    pub good: Option<String>,
    /// Threshold of 中.
    pub fair: Option<String>,
    /// Threshold of 差.
    pub poor: Option<String>,
    /// 一级指标.
    pub level1: Option<String>,
    /// 二级指标.
    pub level2: Option<String>,
    /// 三级指标.
    pub level3: Option<String>,
    /// 指标值 as printed.
    pub target_value: Option<String>,
    /// Whether more is better.
    pub direction: Direction,
    /// Comparison of 优: `=`, `>=`, `>`, `<=`, `<`.
    pub excellent_op: Option<String>,
    /// Number of 优.
    pub excellent_number: Option<Decimal>,
    /// Comparison of 良.
    pub good_op: Option<String>,
    /// Number of 良.
    pub good_number: Option<Decimal>,
    /// Comparison of 中.
    pub fair_op: Option<String>,
    /// Number of 中.
    pub fair_number: Option<Decimal>,
    /// Comparison of 差.
    pub poor_op: Option<String>,
    /// Number of 差.
    pub poor_number: Option<Decimal>,
    /// Comparison of the target value.
    pub target_op: Option<String>,
    /// Number of the target value.
    pub target_number: Option<Decimal>,
    /// Unit of the numbers as printed (%, 人, 项).
    pub number_unit: Option<String>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
}

/// Rows of the procurement table; amounts in 万元.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProcurementRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// A total or subtotal row.
    pub is_total: bool,
    /// Project as printed.
    pub project: Option<String>,
    /// Budget of the project.
    pub project_budget: Option<Decimal>,
    /// What is bought.
    pub item: Option<String>,
    /// Number in the procurement catalogue.
    pub catalogue_no: Option<String>,
    /// Unit of the quantity.
    pub quantity_unit: Option<String>,
    /// Quantity.
    pub quantity: Option<Decimal>,
    /// Price of one.
    pub unit_price: Option<Decimal>,
    /// Total.
    pub total: Option<Decimal>,
    /// From this year's budget.
    pub current_year_total: Option<Decimal>,
    /// From the general public budget.
    pub general_public: Option<Decimal>,
    /// From government funds.
    pub government_fund: Option<Decimal>,
    /// From the special account.
    pub special_account: Option<Decimal>,
    /// From other sources of this year's budget.
    pub other: Option<Decimal>,
    /// From other channels.
    pub other_channel: Option<Decimal>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
}

/// Rows of the table of state-owned assets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssetRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// What kind of asset.
    pub item_key: Option<String>,
    /// Label as printed.
    pub item: String,
    /// Quantity.
    pub quantity: Option<Decimal>,
    /// Its unit as printed.
    pub quantity_unit: Option<String>,
    /// Value in 万元.
    pub value_wan: Option<Decimal>,
    /// Threshold named in the label, in 万元 (单价20万元以上: 20).
    pub threshold_wan: Option<Decimal>,
    /// Date of the figures, ISO 8601.
    pub as_of: Option<String>,
    /// Block of the table.
    pub block: u32,
    /// Row in the table.
    pub table_row: u32,
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

/// Every table, recognised or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TableRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// 0-based row number.
    pub seq: u32,
    /// Block.
    pub block: u32,
    /// Block of the table that it is nested in.
    pub parent_block: Option<u32>,
    /// Row of the cell that it is nested in.
    pub parent_row: Option<u32>,
    /// Column of that cell.
    pub parent_column: Option<u32>,
    /// What it is.
    pub kind: TableKind,
    /// Its caption as printed.
    pub caption: Option<String>,
    /// Rows of the grid.
    pub row_count: u32,
    /// Columns of the grid.
    pub column_count: u32,
    /// Unit as stated for the table.
    pub unit: Option<String>,
    /// exact, or ragged where the format had lost the spans.
    pub layout: Layout,
    /// JSON object from column to meaning.
    pub column_map: Option<String>,
}

/// Every cell of every table, once, at its top left place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CellRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// Block of the table.
    pub block: u32,
    /// 0-based row.
    pub table_row: u32,
    /// 0-based column.
    pub table_column: u32,
    /// Rows it covers.
    pub row_span: u32,
    /// Columns it covers.
    pub column_span: u32,
    /// Its text; paragraphs joined by line feeds.
    pub text: String,
}

/// For each part, national table and headline measure: was it disclosed?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AvailabilityRow {
    /// The disclosure.
    pub disclosure_id: String,
    /// part, table or measure.
    pub subject_kind: SubjectKind,
    /// Which.
    pub subject: String,
    /// What was found.
    pub state: AvailabilityState,
    /// Where that stands.
    pub block: Option<u32>,
}

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
    /// JSON array of the places compared: `side`, `fact_seq`, `block`, `start_char`, `end_char`, `table_row`, `table_column`, `printed`.
    pub evidence: String,
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
