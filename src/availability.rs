//! For each part, national table and headline measure: whether it was disclosed, and how it was said if not.

use crate::context::Context;
use crate::facts::Fact;
use crate::record::AvailabilityRow;
use crate::tables;

/// The rows of `availability`; `disclosure_id` is filled later.
pub fn of(_context: &Context<'_>, _facts: &[Fact], _tables: &tables::Reading) -> Vec<AvailabilityRow> {
    Vec::new()
}
