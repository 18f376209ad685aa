//! The national four parts: overview, tables, explanation, glossary.

use super::{GAPS, Point, chapter};
use crate::compose::Composer;
use crate::page::NumberStyle;

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
    (3, "agency_operating"),
    (6, "procurement"),
    (7, "assets"),
    (5, "performance"),
];
/// The tables of a budget.
pub const TABLES: &[&str] = &[
    "revenue_expenditure_total",
    "revenue",
    "expenditure",
    "fiscal_grant_total",
    "general_public_expenditure",
    "basic_expenditure",
    "three_public",
    "government_fund",
    "state_capital",
    "project",
];

/// Writes a disclosure.
pub fn write(c: &mut Composer<'_>) {
    four_parts(c, OVERVIEW, TABLES, EXPLANATION);
}

/// Four parts of which the second holds the tables; the tables may also follow the explanation.
pub fn four_parts(c: &mut Composer<'_>, overview: &[Point], tables: &[&str], explanation: &[Point]) {
    let gap = *c.random.pick(GAPS);
    c.title("title");
    c.contents_here();
    c.container("overview", NumberStyle::Part, 1, gap);
    chapter(c, overview, NumberStyle::Chinese, body);
    let first = c.random.chance(70);
    if first {
        self::tables(c, tables, 2, gap);
    }
    c.container("explanation", NumberStyle::Part, if first { 3 } else { 2 }, gap);
    chapter(c, explanation, NumberStyle::Chinese, body);
    if !first {
        self::tables(c, tables, 3, gap);
    }
    c.open(8, "glossary", NumberStyle::Part, 4, gap);
    let style = *c.random.pick(&[NumberStyle::Chinese, NumberStyle::Bracketed, NumberStyle::Comma, NumberStyle::Point]);
    c.glossary(style, 14);
}

/// The chapter of the tables.
pub fn tables(c: &mut Composer<'_>, kinds: &[&str], n: usize, gap: &'static str) {
    tables_under(c, kinds, NumberStyle::Part, n, gap);
}

/// The chapter of the tables under a heading of any style.
pub fn tables_under(c: &mut Composer<'_>, kinds: &[&str], heading: NumberStyle, n: usize, gap: &'static str) {
    c.part = 0;
    c.container("tables", heading, n, gap);
    let style = c.random.between(0, 3);
    for (i, kind) in kinds.iter().enumerate() {
        let number = match style {
            0 => format!("表{}：", i + 1),
            1 => format!("{}、", crate::page::chinese(i + 1)),
            2 => format!("表{} ", crate::page::chinese(i + 1)),
            _ => String::new(),
        };
        c.numbered_table(kind, &number);
    }
    if c.cases.has("operation_table") && !(c.subject.kind() == "final" && c.table("institution_operation")) {
        c.cases.drop("operation_table");
    }
}

/// What stands under each heading.
pub fn body(c: &mut Composer<'_>, topic: &'static str) {
    match topic {
        "duties" => {
            let style = *c.random.pick(&[NumberStyle::Bracketed, NumberStyle::Comma, NumberStyle::Point]);
            c.duties(style);
        }
        topic => c.say(topic),
    }
}
