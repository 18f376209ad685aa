//! Numbers that go on from one part to the next: 第一部分 holds 一 and 二, 第二部分 begins with 三; the tables are numbered anew.

use super::{GAPS, Point, chapter_from, national_four};
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
    (3, "agency_operating"),
    (6, "procurement"),
    (7, "assets"),
    (5, "performance"),
];

/// Writes a disclosure.
pub fn write(c: &mut Composer<'_>) {
    let gap = *c.random.pick(GAPS);
    c.title("title");
    c.contents_here();
    c.container("overview", NumberStyle::Part, 1, gap);
    chapter_from(c, OVERVIEW, NumberStyle::Chinese, 1, national_four::body);
    c.container("explanation", NumberStyle::Part, 2, gap);
    let next = chapter_from(c, EXPLANATION, NumberStyle::Chinese, OVERVIEW.len() + 1, national_four::body);
    c.open(8, "glossary", NumberStyle::Chinese, next, "");
    let style = *c.random.pick(&[NumberStyle::Bracketed, NumberStyle::Comma, NumberStyle::Point]);
    c.glossary(style, 10);
    national_four::tables(c, national_four::TABLES, 3, gap);
}
