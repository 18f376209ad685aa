//! The figures of any disclosure, and whether they were there at all.

use crate::facts::{Aspect, Basis, BudgetStage, Component, Fund, ItemLevel, Measure, Scheme, Source, TableKind, ValueUnit};
use crate::record::{AvailabilityState, SubjectKind};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// The sentence in which it stands, as printed; blank in a table.
    #[serde(default)]
    pub sentence: Option<String>,
    /// How many identities and further places of print confirm it; joined when the dataset is built.
    #[serde(default)]
    pub support: u32,
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
