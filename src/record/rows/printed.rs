//! Tables as they are printed.

use crate::document::Layout;
use crate::facts::TableKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
