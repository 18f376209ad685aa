//! From bytes to a [`Document`], by content and not by extension.

use crate::diagnostics::Failure;
use crate::document::Document;

pub mod builder;
mod doc;
mod numbering;

/// What one file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that a container may expand to.
    pub expanded_bytes: u64,
    /// Cells of one table.
    pub table_cells: u32,
    /// Tables within tables.
    pub nesting: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { expanded_bytes: 512 << 20, table_cells: 4_000_000, nesting: 32 }
    }
}

/// Reads a file of any known format.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    if doc::is_container(bytes) {
        return doc::read(bytes, limits);
    }
    Err(Failure::new(crate::diagnostics::Stage::Sniff, crate::diagnostics::FailureCode::UnsupportedFormat, "no reader yet"))
}
