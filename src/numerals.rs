//! The account of numerals: every printed numeral, and how it was explained.

use crate::context::Context;
use crate::facts::Fact;
use crate::tables;

/// How many numerals a disclosure prints, and how many are explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// Printed numerals.
    pub numerals: u32,
    /// Those that ended as a fact, in a recognised column, or in a closed class.
    pub explained: u32,
}

/// Counts the numerals of one disclosure.
pub fn account(_context: &Context<'_>, _facts: &[Fact], _tables: &tables::Reading) -> Account {
    Account::default()
}
