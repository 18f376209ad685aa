//! Hebei counties, 2015-2020: nine parts in one file, with four tables.

use super::chapter;
use crate::compose::Composer;
use crate::page::NumberStyle;

pub const POINTS: &[super::Point] = &[
    (1, "organization"),
    (2, "arrangement"),
    (3, "agency_operating"),
    (4, "three_public"),
    (5, "performance"),
    (6, "procurement"),
    (7, "assets"),
    (8, "glossary"),
    (9, "other"),
];

/// Writes a disclosure.
pub fn write(c: &mut Composer<'_>) {
    c.title("title");
    c.contents_here();
    c.say_if("preface");
    chapter(c, POINTS, NumberStyle::Chinese, body);
}

/// What stands under each of the nine headings.
pub fn body(c: &mut Composer<'_>, topic: &'static str) {
    let inner = *c.random.pick(&[NumberStyle::Bracketed, NumberStyle::Comma, NumberStyle::Point]);
    match topic {
        "organization" => {
            c.sub("sub_duties", inner, 1);
            let numbers = *c.random.pick(&[NumberStyle::Comma, NumberStyle::Point, NumberStyle::Round]);
            c.duties(numbers);
            c.sub("sub_institutions", inner, 2);
            c.table("staffing");
        }
        "arrangement" => {
            c.say_if("arrangement");
            for (i, topic) in ["revenue", "expenditure", "changes"].into_iter().enumerate() {
                c.sub(["sub_revenue", "sub_expenditure", "sub_changes"][i], inner, i + 1);
                c.say(topic);
            }
        }
        "performance" => {
            c.sub("sub_goals", inner, 1);
            goals(c, inner);
            c.sub("sub_activities", inner, 3);
            c.table("activities");
        }
        "procurement" => {
            c.say("procurement");
            if c.table("procurement") && c.subject.bought.is_empty() {
                c.say("empty_procurement");
            }
        }
        "assets" => {
            c.say("assets");
            c.table("assets");
        }
        "glossary" => {
            let style = *c.random.pick(&[NumberStyle::Comma, NumberStyle::Bracketed, NumberStyle::Point]);
            c.glossary(style, 9);
        }
        topic => c.say(topic),
    }
}

/// Goals and those of each responsibility.
pub fn goals(c: &mut Composer<'_>, style: NumberStyle) {
    let responsibilities = c.subject.department.responsibilities.clone();
    for (i, [name, text]) in responsibilities.iter().enumerate() {
        let number = format!("（{}）", i + 1);
        let goal = format!("{name}方面，{text}");
        c.page.item(NumberStyle::Round, i + 1, goal.clone());
        c.statement("goals", &number, "", &goal);
    }
    c.sub("sub_responsibilities", style, 2);
    for [name, text] in &responsibilities {
        c.page.say(format!("{name}\t{text}"));
        c.statement("responsibility_goals", "", name, text);
    }
}
