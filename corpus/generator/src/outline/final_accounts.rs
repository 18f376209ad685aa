//! Final accounts in the national four parts.

use super::Point;
use super::national_four::four_parts;
use crate::compose::Composer;

const OVERVIEW: &[Point] = &[(1, "duties"), (1, "institutions")];
const EXPLANATION: &[Point] = &[
    (2, "overall"),
    (2, "revenue"),
    (2, "expenditure"),
    (2, "fiscal"),
    (2, "general_public"),
    (2, "basic"),
    (4, "three_public"),
    (2, "government_fund"),
    (2, "state_capital"),
    (5, "performance"),
    (3, "agency_operating"),
    (6, "procurement"),
    (7, "assets"),
];
const TABLES: &[&str] = &[
    "revenue_expenditure_total",
    "revenue",
    "expenditure",
    "fiscal_grant_total",
    "general_public_expenditure",
    "basic_expenditure",
    "three_public",
    "government_fund",
    "state_capital",
];

/// Writes a disclosure.
pub fn write(c: &mut Composer<'_>) {
    four_parts(c, OVERVIEW, TABLES, EXPLANATION);
}
