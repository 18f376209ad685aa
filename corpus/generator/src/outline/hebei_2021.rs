//! Hebei, 2021 on: contents, the budget tables, then an explanation in nine parts with 一级/二级/三级指标 in place of the grid of grades.

use super::{GAPS, chapter, hebei_nine, national_four};
use crate::compose::Composer;
use crate::page::NumberStyle;

const TABLES: &[&str] = &[
    "revenue_expenditure_total",
    "revenue",
    "expenditure",
    "fiscal_grant_total",
    "general_public_expenditure",
    "basic_expenditure",
    "government_fund",
    "state_capital",
    "three_public",
];

/// Writes a disclosure.
pub fn write(c: &mut Composer<'_>) {
    let gap = *c.random.pick(GAPS);
    c.title("title");
    c.contents_here();
    national_four::tables(c, TABLES, 1, gap);
    c.container("explanation", NumberStyle::Part, 2, gap);
    c.say_if("preface");
    chapter(c, hebei_nine::POINTS, NumberStyle::Chinese, body);
}

fn body(c: &mut Composer<'_>, topic: &'static str) {
    if topic == "performance" {
        let inner = *c.random.pick(&[NumberStyle::Bracketed, NumberStyle::Comma]);
        c.sub("sub_goals", inner, 1);
        hebei_nine::goals(c, inner);
        c.sub("sub_projects", inner, 3);
        c.table("indicators");
    } else {
        hebei_nine::body(c, topic);
    }
}
