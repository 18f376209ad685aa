//! Rows of the tables that have columns of their own, as text by the names of the columns of the truth.

use super::{Activity, Subject};
use crate::money::Money;
use crate::page::chinese;
use std::collections::BTreeMap;

/// Text by meaning. Keys that start with a point are only for the page.
pub type Row = BTreeMap<&'static str, String>;

const COUNTS: &[&str] = &[
    "vehicles",
    "posts_admin",
    "posts_institution",
    "posts_worker",
    "staff_admin",
    "staff_institution",
    "staff_worker",
    "retired_cadre",
    "retired",
];

fn count(n: i64) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

/// One row a unit, and the total.
pub fn staffing_rows(s: &Subject, total_name: &str, last: bool, full_names: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut sums: BTreeMap<&'static str, i64> = BTreeMap::new();
    for unit in &s.units {
        let name = if full_names { format!("{}{}", s.place.county, unit.name) } else { unit.name.clone() };
        let mut row = Row::from([("is_total", "false".to_owned()), ("unit_name", name), ("institution_type", unit.kind.to_owned())]);
        row.insert("rank", unit.rank.to_owned());
        row.insert("funding_mode", unit.funding.to_owned());
        for (name, n) in &unit.counts {
            *sums.entry(name).or_default() += n;
        }
        fill(&mut row, &unit.counts);
        rows.push(row);
    }
    let mut total = Row::from([("is_total", "true".to_owned()), ("unit_name", total_name.to_owned())]);
    fill(&mut total, &sums);
    if last {
        rows.push(total)
    } else {
        rows.insert(0, total)
    }
    rows
}

fn fill(row: &mut Row, counts: &BTreeMap<&'static str, i64>) {
    let get = |name: &str| counts.get(name).copied().unwrap_or(0);
    for name in COUNTS {
        row.insert(name, count(get(name)));
    }
    row.insert("posts_total", count(get("posts_admin") + get("posts_institution") + get("posts_worker")));
    row.insert("staff_total", count(get("staff_admin") + get("staff_institution") + get("staff_worker")));
}

/// Activities, each with its indicators.
pub fn activity_rows(s: &Subject) -> Vec<(Row, Vec<Row>)> {
    let mut rows = Vec::new();
    for (i, top) in s.activities.iter().enumerate() {
        let (number, path) = (chinese(i + 1), (i + 1).to_string());
        rows.push((activity(top, &number, &path, "", 1), Vec::new()));
        for (j, below) in top.below.iter().enumerate() {
            let inner = format!("{path}.{}", j + 1);
            let row = activity(below, &(j + 1).to_string(), &inner, &path, 2);
            rows.push((row, below.indicators.iter().map(|(name, grades)| indicator(&inner, name, grades)).collect()));
        }
    }
    rows
}

fn activity(a: &Activity, number: &str, path: &str, parent: &str, depth: usize) -> Row {
    let indent = if depth == 1 { "" } else { "　　" };
    Row::from([
        ("grid", "1".to_owned()),
        ("activity", path.to_owned()),
        ("parent", parent.to_owned()),
        ("depth", depth.to_string()),
        ("number", number.to_owned()),
        ("name", a.name.clone()),
        (".label", format!("{indent}{number}、{}", a.name)),
        ("budget_wan", a.budget.plain()),
        ("description", a.description.clone()),
        ("target", a.target.clone()),
    ])
}

/// Operator, number and unit of a target: ≥90%, 80%以下, 100%.
fn parsed(text: &str) -> (&'static str, String, String) {
    let op = match text.chars().next() {
        Some('≥') => ">=",
        Some('>' | '＞') => ">",
        Some('≤') => "<=",
        Some('<' | '﹤' | '＜') => "<",
        _ if text.ends_with("以下") => "<",
        _ if text.ends_with("以上") => ">=",
        _ => "=",
    };
    let digit = |c: &char| c.is_ascii_digit() || *c == '.';
    let from: String = text.chars().skip_while(|c| !c.is_ascii_digit()).collect();
    let number: String = from.chars().take_while(digit).collect();
    let unit: String = from.chars().skip_while(digit).collect();
    (op, number, unit.trim_end_matches("以下").trim_end_matches("以上").to_owned())
}

fn indicator(activity: &str, name: &str, grades: &[String; 4]) -> Row {
    const NAMES: [[&str; 3]; 4] = [
        ["excellent", "excellent_op", "excellent_number"],
        ["good", "good_op", "good_number"],
        ["fair", "fair_op", "fair_number"],
        ["poor", "poor_op", "poor_number"],
    ];
    let mut row = Row::from([("grid", "1".to_owned()), ("activity", activity.to_owned()), ("indicator", name.to_owned())]);
    for ([text, op, number], grade) in NAMES.into_iter().zip(grades) {
        let (found_op, found, unit) = parsed(grade);
        row.insert(text, grade.clone());
        row.insert(op, found_op.to_owned());
        row.insert(number, found);
        row.insert("number_unit", unit);
    }
    row
}

/// The form of 一级, 二级 and 三级指标 with 指标值.
pub fn form_rows(s: &Subject) -> Vec<Row> {
    let row = |[one, two, three, target]: &[String; 4]| {
        let (op, number, unit) = parsed(target);
        Row::from([
            ("level1", one.clone()),
            ("level2", two.clone()),
            ("level3", three.clone()),
            ("target_value", target.clone()),
            ("target_op", op.to_owned()),
            ("target_number", number),
            ("number_unit", unit),
        ])
    };
    s.levels.iter().map(row).collect()
}

/// One row a purchase, and the total.
pub fn procurement_rows(s: &Subject, total_name: &str, last: bool) -> Vec<Row> {
    let amounts = |row: &mut Row, m: Money| {
        for name in ["project_budget", "total", "current_year_total", "general_public"] {
            row.insert(name, m.plain());
        }
    };
    let (mut rows, mut sum) = (Vec::new(), Money(0));
    for b in &s.bought {
        let amount = Money(b.price.0 * b.quantity);
        sum = sum + amount;
        let mut row = Row::from([
            ("is_total", "false".to_owned()),
            ("project", b.project.clone()),
            ("item", b.item.clone()),
            ("catalogue_no", b.catalogue.clone()),
            ("quantity_unit", b.unit.clone()),
            ("quantity", b.quantity.to_string()),
            ("unit_price", b.price.plain()),
        ]);
        amounts(&mut row, amount);
        rows.push(row);
    }
    let mut total = Row::from([("is_total", "true".to_owned()), ("project", total_name.to_owned())]);
    if !s.bought.is_empty() {
        amounts(&mut total, sum);
    }
    if last {
        rows.push(total)
    } else {
        rows.insert(0, total)
    }
    rows
}

/// Quantity and value of a kind of asset.
pub fn assets_row(s: &Subject, key: &str) -> Option<(String, Money)> {
    let h = &s.holdings;
    Some(match key {
        "total" | "fixed" => ("——".to_owned(), h.total()),
        "buildings" => (h.buildings.0.short(), h.buildings.1),
        "office_buildings" => (h.offices.0.short(), h.offices.1),
        "vehicles" => (h.vehicles.0.to_string(), h.vehicles.1),
        "large_equipment" => (h.large.0.to_string(), h.large.1),
        "other" => (h.other.0.to_string(), h.other.1),
        _ => return None,
    })
}
