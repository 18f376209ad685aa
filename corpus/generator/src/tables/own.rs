//! Tables with columns of their own: staffing, activities, indicators, procurement, assets.

use super::{Meaning, column};
use crate::bank::Layout;
use crate::compose::Composer;
use crate::money::Money;
use crate::page::Cell;
use crate::quantity::Key;
use crate::subject::{Row, activity_rows, assets_row, form_rows, procurement_rows, staffing_rows};
use crate::template::Variant;
use crate::truth::Fact;

/// Columns of the truth; the first is none of the page.
pub const STAFFING: &[&str] = &[
    "is_total",
    "unit_name",
    "institution_type",
    "rank",
    "funding_mode",
    "vehicles",
    "posts_total",
    "posts_admin",
    "posts_institution",
    "posts_worker",
    "staff_total",
    "staff_admin",
    "staff_institution",
    "staff_worker",
    "retired_cadre",
    "retired",
];
const ACTIVITIES: &[&str] = &["grid", "activity", "parent", "depth", "number", "name", "budget_wan", "description", "target"];
const GRADES: &[&str] = &[
    "grid",
    "activity",
    "indicator",
    "excellent",
    "good",
    "fair",
    "poor",
    "excellent_op",
    "excellent_number",
    "good_op",
    "good_number",
    "fair_op",
    "fair_number",
    "poor_op",
    "poor_number",
    "number_unit",
];
/// Columns of the truth; the first four stand on the page.
pub const FORM: &[&str] = &["level1", "level2", "level3", "target_value", "target_op", "target_number", "number_unit"];
/// Columns of the truth; the first is none of the page.
pub const PROCUREMENT: &[&str] = &[
    "is_total",
    "project",
    "project_budget",
    "item",
    "catalogue_no",
    "quantity_unit",
    "quantity",
    "unit_price",
    "total",
    "current_year_total",
    "general_public",
    "government_fund",
    "special_account",
    "other",
    "other_channel",
];

/// Builds the rows under the header and records what they say.
pub fn write(c: &mut Composer<'_>, layout: &Layout) -> Vec<Vec<Cell>> {
    let columns: Vec<&'static str> = layout
        .columns
        .iter()
        .filter_map(|text| match column(text, &layout.rows)?.1 {
            Meaning::Field(name) => Some(name),
            Meaning::Serial => Some(".row"),
            _ => Some(""),
        })
        .collect();
    let name = if layout.total_name.is_empty() { c.total_row() } else { layout.total_name.clone() };
    let last = layout.total == "last";
    match layout.rows.as_str() {
        "staffing" => {
            let full = c.random.chance(50);
            let rows = staffing_rows(c.subject, &name, last, full);
            staffing_facts(c, &columns);
            c.truth.table("staffing", STAFFING);
            record(c, "staffing", STAFFING, &rows, &columns);
            numbered(&rows, &columns)
        }
        "activities" => activities(c, &columns),
        "indicators" => {
            let rows = form_rows(c.subject);
            c.truth.table("indicators", FORM);
            for row in &rows {
                c.truth.row("indicators", FORM.iter().map(|f| row.get(f).cloned().unwrap_or_default()));
            }
            numbered(&rows, &columns)
        }
        "procurement" => procurement(c, &columns, &name, last),
        _ => assets(c, layout, &columns),
    }
}

fn cells(row: &Row, columns: &[&'static str]) -> Vec<Cell> {
    columns.iter().map(|name| Cell::new(row.get(name).cloned().unwrap_or_default())).collect()
}

/// Rows with their number where a column asks for it.
fn numbered(rows: &[Row], columns: &[&'static str]) -> Vec<Vec<Cell>> {
    let number = |(i, row): (usize, &Row)| {
        let mut row = row.clone();
        row.insert(".row", (i + 1).to_string());
        cells(&row, columns)
    };
    rows.iter().enumerate().map(number).collect()
}

/// Only what the page shows is expected.
fn record(c: &mut Composer<'_>, table: &'static str, fields: &[&'static str], rows: &[Row], columns: &[&'static str]) {
    for row in rows {
        let shown = |f: &&str| *f == "is_total" || columns.contains(f);
        c.truth.row(table, fields.iter().map(|f| if shown(f) { row.get(f).cloned().unwrap_or_default() } else { String::new() }));
    }
}

fn staffing_facts(c: &mut Composer<'_>, columns: &[&'static str]) {
    for name in columns {
        let quantity = match *name {
            "vehicles" => "quantity.vehicles_kept".to_owned(),
            "posts_total" => "headcount.posts".to_owned(),
            "staff_total" => "headcount.staff".to_owned(),
            other => format!("headcount.{other}"),
        };
        let Some(key) = Key::parse(&quantity).ok().and_then(|k| k.into_iter().next()) else { continue };
        let value = c.subject.value(&key, Variant::Now).unwrap_or_default();
        if value.0 > 0 {
            let fact = Fact { value: value.0.to_string(), ..c.subject.fact(&key, Variant::Now, c.part, "table") };
            c.truth.fact(fact);
        }
    }
}

fn activities(c: &mut Composer<'_>, columns: &[&'static str]) -> Vec<Vec<Cell>> {
    c.truth.table("activities", ACTIVITIES);
    c.truth.table("indicators", GRADES);
    let mut out = Vec::new();
    for (activity, indicators) in activity_rows(c.subject) {
        c.truth.row("activities", ACTIVITIES.iter().map(|f| activity.get(f).cloned().unwrap_or_default()));
        // The first indicator shares the row of its activity; the others continue it with blank cells.
        let mut first = activity.clone();
        first.extend(indicators.first().cloned().unwrap_or_default());
        out.push(cells(&first, columns));
        out.extend(indicators.iter().skip(1).map(|row| cells(row, columns)));
        for row in &indicators {
            c.truth.row("indicators", GRADES.iter().map(|f| row.get(f).cloned().unwrap_or_default()));
        }
    }
    out
}

fn procurement(c: &mut Composer<'_>, columns: &[&'static str], name: &str, last: bool) -> Vec<Vec<Cell>> {
    c.truth.table("procurement", PROCUREMENT);
    let rows = procurement_rows(c.subject, name, last);
    if c.subject.bought.is_empty() {
        return numbered(&rows, columns);
    }
    record(c, "procurement", PROCUREMENT, &rows, columns);
    let Some(key) = Key::parse("procurement").ok().and_then(|k| k.into_iter().next()) else { return Vec::new() };
    let total = c.subject.value(&key, Variant::Now).unwrap_or_default();
    // The total row's own cells: all of it, this year's, and what the general public budget pays.
    let funds = [("total", "all"), ("current_year_total", "*"), ("general_public", "general_public")];
    for (_, fund) in funds.into_iter().filter(|(name, _)| columns.contains(name)) {
        let fact = Fact { fund, value: total.plain(), ..c.subject.fact(&key, Variant::Now, c.part, "table") };
        c.truth.fact(fact);
    }
    numbered(&rows, columns)
}

fn assets(c: &mut Composer<'_>, layout: &Layout, columns: &[&'static str]) -> Vec<Vec<Cell>> {
    c.truth.table("assets", &["item_key", "quantity", "value_wan", "threshold_wan", "as_of"]);
    let year = c.subject.as_of_year();
    let as_of = format!("{year}-12-31");
    let mut out = Vec::new();
    for line in layout.block.iter().flat_map(|b| &b.lines) {
        let (label, key) = line.split_once(" = ").unwrap_or((line, ""));
        let Some((quantity, value)) = assets_row(c.subject, key) else { continue };
        let text = if value == Money(0) { value.short() } else { value.plain() };
        let row = Row::from([("item", label.to_owned()), ("quantity", quantity.clone()), ("value_wan", text.clone())]);
        out.push(cells(&row, columns));
        let shown = if quantity == "——" { "" } else { quantity.as_str() };
        let threshold = if key == "large_equipment" { threshold(label) } else { String::new() };
        c.truth.row("assets", [key, shown, text.as_str(), threshold.as_str(), as_of.as_str()]);
        let stock = |measure: &str, item: &str| Key::parse(&format!("{measure}.{item}")).ok().and_then(|k| k.into_iter().next());
        if let Some(key) = stock("assets", key) {
            c.truth.fact(Fact { value: text, year, ..c.subject.fact(&key, Variant::Now, c.part, "table") });
        }
        if let Some(kept) = stock("quantity", "vehicles_kept").filter(|_| key == "vehicles") {
            c.truth.fact(Fact { value: quantity, year, ..c.subject.fact(&kept, Variant::Now, c.part, "table") });
        }
    }
    out
}

/// The number before 万元 in a label.
fn threshold(label: &str) -> String {
    let before = label.split("万元").next().unwrap_or_default();
    let digits: Vec<char> = before.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.into_iter().rev().collect()
}
