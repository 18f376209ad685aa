//! Ten numbered headings without parts: the body, an analysis of revenue and expenditure, the usual points, and the tables under the tenth.

use super::{Point, chapter_from, national_four};
use crate::compose::Composer;
use crate::page::NumberStyle;

const POINTS: &[Point] = &[
    (1, "situation"),
    (2, "analysis"),
    (4, "three_public"),
    (3, "agency_operating"),
    (6, "procurement"),
    (2, "government_fund"),
    (7, "assets"),
    (8, "glossary"),
    (5, "performance"),
];
const TABLES: &[&str] = &[
    "revenue_expenditure_total",
    "revenue",
    "expenditure",
    "fiscal_grant_total",
    "general_public_expenditure",
    "basic_expenditure",
    "three_public",
];

/// Writes a disclosure.
pub fn write(c: &mut Composer<'_>) {
    c.title("title");
    c.contents_here();
    if c.subject.kind() == "budget" {
        c.say_if("preface");
    }
    let next = chapter_from(c, POINTS, NumberStyle::Chinese, 1, body);
    national_four::tables_under(c, TABLES, NumberStyle::Chinese, next, "");
}

fn body(c: &mut Composer<'_>, topic: &'static str) {
    let inner = *c.random.pick(&[NumberStyle::Bracketed, NumberStyle::Comma, NumberStyle::Point]);
    match topic {
        "situation" => {
            c.sub("sub_duties", inner, 1);
            let numbers = *c.random.pick(&[NumberStyle::Comma, NumberStyle::Round]);
            c.duties(numbers);
            c.sub("sub_institutions", inner, 2);
            c.say("institutions");
            c.say_if("staffing");
        }
        "analysis" => {
            for (i, topic) in ["revenue", "expenditure", "general_public", "basic"].into_iter().enumerate() {
                c.sub(["sub_revenue", "sub_expenditure", "sub_general_public", "sub_basic"][i], inner, i + 1);
                c.say(topic);
            }
        }
        "glossary" => c.glossary(inner, 8),
        topic => c.say(topic),
    }
}
