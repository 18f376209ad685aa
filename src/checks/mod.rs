//! Checks: what the printed numbers must satisfy. Identities are data; odd checks are one small function each.

use crate::context::Context;
use crate::facts::Fact;
use crate::record::{AvailabilityRow, CheckRow};
use crate::tables;

/// What checks read. Facts are numbered: the index is the `seq` of the row in `facts`.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The disclosure.
    pub context: Context<'a>,
    /// Stated and derived facts, ordered as in the record.
    pub facts: &'a [Fact],
    /// The wide tables.
    pub tables: &'a tables::Reading,
    /// What was disclosed.
    pub availability: &'a [AvailabilityRow],
}

/// The outcome of every check; `disclosure_id` is filled later.
pub fn run(_input: &Input<'_>) -> Vec<CheckRow> {
    Vec::new()
}
