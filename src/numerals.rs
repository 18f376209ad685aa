//! The account of numerals: every printed numeral, and how it was explained.

use crate::context::Context;
use crate::facts::Fact;
use crate::narrative::Explained;
use crate::tables;

/// How a numeral that is no fact is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// It ended as a fact.
    Fact,
    /// It stands in a recognised column of a recognised table.
    Column,
    /// A date.
    Date,
    /// A calendar year.
    Year,
    /// The number of a heading, an item, a row or a page.
    Ordinal,
    /// A code of a class, a unit or a project.
    Code,
    /// The number of an official document.
    DocumentNumber,
    /// A telephone number or a postal code.
    Telephone,
    /// It stands in a rule or a definition that is quoted.
    QuotedRule,
    /// A limit (单价50万元以上).
    Threshold,
    /// It stands inside a reason.
    Reason,
    /// A quantity inside a statement.
    Statement,
}

/// How many numerals a disclosure prints, and how many are explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// Printed numerals.
    pub numerals: u32,
    /// Those that ended as a fact, in a recognised column, or in a closed class.
    pub explained: u32,
}

/// Counts the numerals of one disclosure.
pub fn account(_context: &Context<'_>, _facts: &[Fact], _tables: &tables::Reading, _explained: &[Explained]) -> Account {
    Account::default()
}
