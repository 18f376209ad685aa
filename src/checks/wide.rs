//! Staffing (A16, A17, S09), assets (A18, A19, A20), activities (A21) and indicators (A22, S04).

use super::Input;
use super::outcome::{Evidence, Interval, Outcome, Relation, verdict};
use super::sums::nothing;
use crate::record::{ActivityRow, AssetRow, CheckStatus, IndicatorRow, StaffingRow};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

type Column = (&'static str, fn(&StaffingRow) -> Option<Decimal>);

const COLUMNS: &[Column] = &[
    ("vehicles", |r| r.vehicles),
    ("posts_total", |r| r.posts_total),
    ("posts_admin", |r| r.posts_admin),
    ("posts_institution", |r| r.posts_institution),
    ("posts_worker", |r| r.posts_worker),
    ("staff_total", |r| r.staff_total),
    ("staff_admin", |r| r.staff_admin),
    ("staff_institution", |r| r.staff_institution),
    ("staff_worker", |r| r.staff_worker),
    ("staff_contract", |r| r.staff_contract),
    ("retired_cadre", |r| r.retired_cadre),
    ("retired", |r| r.retired),
    ("discharged", |r| r.discharged),
];

fn none(id: &str, what: &str) -> Outcome {
    Outcome::new(id, "", CheckStatus::NotApplicable, format!("the disclosure has no {what}"))
}

/// A sum over the rows of one column: a printed part larger than the total fails; smaller with blanks left is unknown.
pub(super) fn column_sum(total: Option<Decimal>, parts: &[Option<Decimal>]) -> (CheckStatus, Interval, Interval) {
    let right = parts.iter().flatten().fold(Interval::default(), |sum, v| sum.plus(Interval::printed(*v)));
    let left = Interval::printed(total.unwrap_or_default());
    let status = if total.is_none() || parts.iter().all(Option::is_none) {
        CheckStatus::Unknown
    } else if left.meets(right) {
        CheckStatus::Pass
    } else if right.value < left.value && parts.iter().any(Option::is_none) {
        CheckStatus::Unknown
    } else {
        CheckStatus::Fail
    };
    (status, left, right)
}

/// A16: each column's total is the sum of the units.
pub(super) fn staffing_totals(input: &Input<'_>) -> Vec<Outcome> {
    let mut rows = Vec::new();
    for (block, table) in by_block(&input.tables.staffing, |r| r.block) {
        let Some(total) = table.iter().find(|r| r.is_total) else { continue };
        let units: Vec<&&StaffingRow> = table.iter().filter(|r| !r.is_total).collect();
        for (name, value) in COLUMNS {
            let parts: Vec<Option<Decimal>> = units.iter().map(|r| value(r)).collect();
            if value(total).is_none() && parts.iter().all(Option::is_none) {
                continue;
            }
            let (status, left, right) = column_sum(value(total), &parts);
            let message = format!("{name}: total {} against {} over {} units", left.value, right.value, units.len());
            let evidence = std::iter::once(Evidence::cell(input, "lhs", block, total.table_row, name, left.value))
                .chain(units.iter().filter_map(|r| value(r).map(|v| Evidence::cell(input, "rhs", block, r.table_row, name, v))));
            rows.push(
                Outcome::new("A16", format!("{name} (table {block})"), status, message)
                    .sides(left, right)
                    .relation(Relation::Sum)
                    .evidence(evidence),
            );
        }
    }
    if rows.is_empty() { vec![none("A16", "staffing table with a total row")] } else { rows }
}

pub(super) fn by_block<T>(rows: &[T], block: impl Fn(&T) -> u32) -> BTreeMap<u32, Vec<&T>> {
    let mut tables: BTreeMap<u32, Vec<&T>> = BTreeMap::new();
    for row in rows {
        tables.entry(block(row)).or_default().push(row);
    }
    tables
}

/// Total of a set of posts or staff: the printed total, or the sum of its printed kinds.
fn together(total: Option<Decimal>, kinds: &[Option<Decimal>]) -> Option<Decimal> {
    total.or_else(|| kinds.iter().any(Option::is_some).then(|| kinds.iter().flatten().sum()))
}

/// The cells of a set of posts or staff: the printed total, or its printed kinds.
fn persons(input: &Input<'_>, side: &'static str, row: &StaffingRow, total: &str, kinds: &[&str]) -> Vec<Evidence> {
    let value = |name: &str| COLUMNS.iter().find(|(column, _)| *column == name).and_then(|(_, value)| value(row));
    let cell = |name: &str| value(name).map(|v| Evidence::cell(input, side, row.block, row.table_row, name, v));
    cell(total).map_or_else(|| kinds.iter().filter_map(|kind| cell(kind)).collect(), |total| vec![total])
}

/// A17: staff do not exceed authorized posts, by unit and in total.
pub(super) fn staff_within_posts(input: &Input<'_>) -> Vec<Outcome> {
    let mut rows = Vec::new();
    for row in &input.tables.staffing {
        let posts = together(row.posts_total, &[row.posts_admin, row.posts_institution, row.posts_worker]);
        let staff = together(row.staff_total, &[row.staff_admin, row.staff_institution, row.staff_worker]);
        let (Some(posts), Some(staff)) = (posts, staff) else { continue };
        let name = row.unit_name.as_deref().unwrap_or("(unnamed)").to_owned();
        let message = format!("{staff} staff in {posts} authorized posts");
        let outcome = Outcome::new("A17", format!("{name} (row {})", row.table_row), verdict(staff <= posts), message)
            .sides(Interval::exact(staff), Interval::exact(posts))
            .evidence(persons(input, "lhs", row, "staff_total", &["staff_admin", "staff_institution", "staff_worker"]))
            .evidence(persons(input, "rhs", row, "posts_total", &["posts_admin", "posts_institution", "posts_worker"]));
        rows.push(outcome.relation(Relation::AtMost));
    }
    if rows.is_empty() { vec![nothing("A17", "staff beside authorized posts")] } else { rows }
}

/// S09: units listed in the staffing table without any figure.
pub(super) fn units_without_figures(input: &Input<'_>) -> Vec<Outcome> {
    let units: Vec<&StaffingRow> = input.tables.staffing.iter().filter(|r| !r.is_total).collect();
    if units.is_empty() {
        return vec![none("S09", "staffing table")];
    }
    let bare: Vec<&&StaffingRow> = units.iter().filter(|r| COLUMNS.iter().all(|(_, value)| value(r).is_none())).collect();
    if bare.is_empty() {
        return vec![Outcome::new("S09", "", CheckStatus::Pass, format!("each of {} units has a figure", units.len()))];
    }
    bare.iter()
        .map(|r| {
            let name = r.unit_name.as_deref().unwrap_or("(unnamed)");
            let subject = format!("{name} (row {})", r.table_row);
            Outcome::new("S09", subject, CheckStatus::Fail, format!("{name} is listed without any figure")).evidence([Evidence::row(
                "lhs",
                r.block,
                r.table_row,
                name,
            )])
        })
        .collect()
}

/// A18: assets are the sum of their kinds.
pub(super) fn asset_total(input: &Input<'_>) -> Vec<Outcome> {
    let mut rows = Vec::new();
    for (block, table) in by_block(&input.tables.assets, |r| r.block) {
        let value = |key: &str| table.iter().find(|r| r.item_key.as_deref() == Some(key));
        let Some(total) = value("total").or_else(|| value("fixed")) else { continue };
        let detailed = value("general_equipment").is_some() || value("special_equipment").is_some();
        // 单价…以上的设备 is a part of 通用 and 专用设备 where those are shown.
        let kinds: &[&str] = if detailed {
            &["buildings", "vehicles", "general_equipment", "special_equipment", "other"]
        } else {
            &["buildings", "vehicles", "large_equipment", "other"]
        };
        let parts: Vec<&&AssetRow> = kinds.iter().filter_map(|k| value(k)).collect();
        if parts.is_empty() {
            continue;
        }
        // A kind that the table does not list is as good as blank.
        let values: Vec<Option<Decimal>> = kinds.iter().map(|k| value(k).and_then(|r| r.value_wan)).collect();
        let (status, left, right) = column_sum(total.value_wan, &values);
        let message = format!("total {} against {} over {} kinds", left.value, right.value, parts.len());
        let evidence = std::iter::once(Evidence::cell(input, "lhs", block, total.table_row, "value", left.value))
            .chain(parts.iter().filter_map(|r| r.value_wan.map(|v| Evidence::cell(input, "rhs", block, r.table_row, "value", v))));
        rows.push(
            Outcome::new("A18", format!("value (table {block})"), status, message)
                .sides(left, right)
                .relation(Relation::Sum)
                .evidence(evidence),
        );
    }
    if rows.is_empty() { vec![none("A18", "table of assets with a total")] } else { rows }
}

/// A19: office buildings are within buildings, by area and by value.
pub(super) fn part_within_whole(input: &Input<'_>) -> Vec<Outcome> {
    let mut rows = Vec::new();
    for (block, table) in by_block(&input.tables.assets, |r| r.block) {
        let of = |key: &str| table.iter().find(|r| r.item_key.as_deref() == Some(key));
        let (Some(part), Some(whole)) = (of("office_buildings"), of("buildings")) else { continue };
        for (name, inner, outer) in [("quantity", part.quantity, whole.quantity), ("value", part.value_wan, whole.value_wan)] {
            let (Some(inner), Some(outer)) = (inner, outer) else { continue };
            let message = format!("office buildings {inner}, buildings {outer}");
            let evidence = [
                Evidence::cell(input, "lhs", block, part.table_row, name, inner),
                Evidence::cell(input, "rhs", block, whole.table_row, name, outer),
            ];
            let outcome = Outcome::new("A19", format!("{name} (table {block})"), verdict(inner <= outer), message);
            rows.push(outcome.sides(Interval::printed(inner), Interval::printed(outer)).evidence(evidence));
        }
    }
    if rows.is_empty() { vec![none("A19", "office buildings beside buildings")] } else { rows }
}

/// A21: the budget of an activity is the sum of those below it.
pub(super) fn activity_budgets(input: &Input<'_>) -> Vec<Outcome> {
    let activities = &input.tables.activities;
    let mut rows = Vec::new();
    for above in activities {
        let below: Vec<&ActivityRow> =
            activities.iter().filter(|a| a.grid == above.grid && a.parent.as_deref() == Some(above.activity.as_str())).collect();
        if below.is_empty() || (above.budget_wan.is_none() && below.iter().all(|a| a.budget_wan.is_none())) {
            continue;
        }
        let (status, left, right) = column_sum(above.budget_wan, &below.iter().map(|a| a.budget_wan).collect::<Vec<_>>());
        let message = format!("{}: {} against {}", above.name, left.value, right.value);
        let evidence = std::iter::once(Evidence::cell(input, "lhs", above.block, above.table_row, "budget", left.value))
            .chain(below.iter().filter_map(|a| a.budget_wan.map(|v| Evidence::cell(input, "rhs", a.block, a.table_row, "budget", v))));
        let subject = format!("grid {} activity {}", above.grid, above.activity);
        rows.push(Outcome::new("A21", subject, status, message).sides(left, right).relation(Relation::Sum).evidence(evidence));
    }
    if rows.is_empty() { vec![none("A21", "activities at two levels with budgets")] } else { rows }
}

fn grades(row: &IndicatorRow) -> Vec<Decimal> {
    [row.excellent_number, row.good_number, row.fair_number].into_iter().flatten().collect()
}

/// A22: thresholds rise or fall from 优 to 差, in one direction.
pub(super) fn monotone_thresholds(input: &Input<'_>) -> Vec<Outcome> {
    let graded: Vec<&IndicatorRow> = input.tables.indicators.iter().filter(|r| grades(r).len() >= 2).collect();
    if graded.is_empty() {
        return vec![none("A22", "graded indicators")];
    }
    let broken: Vec<&&IndicatorRow> = graded.iter().filter(|r| !(grades(r).is_sorted() || grades(r).iter().rev().is_sorted())).collect();
    if broken.is_empty() {
        return vec![Outcome::new(
            "A22",
            "",
            CheckStatus::Pass,
            format!("the thresholds of {} indicators go in one direction", graded.len()),
        )];
    }
    broken.into_iter().map(|r| indicator_outcome("A22", r, "its thresholds go up and down")).collect()
}

fn indicator_outcome(id: &str, row: &IndicatorRow, what: &str) -> Outcome {
    let printed = [&row.excellent, &row.good, &row.fair, &row.poor].into_iter().flatten().cloned().collect::<Vec<_>>().join(" / ");
    let subject = format!("grid {} row {}", row.grid, row.table_row);
    let message = format!("{}: {what} ({printed})", row.indicator);
    Outcome::new(id, subject, CheckStatus::Fail, message).evidence([Evidence::row("lhs", row.block, row.table_row, printed)])
}

/// What is better when there is less of it, unless the words before it turn it round.
const INVERSE: &[&str] = &[
    "失业率",
    "信访率",
    "上访率",
    "投诉率",
    "事故率",
    "死亡率",
    "发病率",
    "超标率",
    "违规率",
    "违法率",
    "犯罪率",
    "发案率",
    "差错率",
    "失误率",
    "返贫率",
    "辍学率",
    "流失率",
    "空置率",
    "逾期率",
    "不良率",
    "故障率",
    "缺陷率",
    "退件率",
    "能耗",
    "排放量",
    "污染率",
];
const TURNED_ROUND: &[&str] = &[
    "办结", "处理", "处置", "降低", "下降", "减少", "控制", "化解", "答复", "回复", "受理", "查处", "办理", "完成", "达标", "压减", "削减",
];

/// S04: an indicator of which less is better is graded upward.
pub(super) fn inverse_graded_upward(input: &Input<'_>) -> Vec<Outcome> {
    let inverse: Vec<&IndicatorRow> = input.tables.indicators.iter().filter(|r| grades(r).len() >= 2 && is_inverse(&r.indicator)).collect();
    if inverse.is_empty() {
        return vec![none("S04", "graded indicator of which less is better")];
    }
    let upward: Vec<&&IndicatorRow> =
        inverse.iter().filter(|r| grades(r).iter().rev().is_sorted() && grades(r).first() != grades(r).last()).collect();
    if upward.is_empty() {
        return vec![Outcome::new("S04", "", CheckStatus::Pass, format!("{} indicators are graded downward", inverse.len()))];
    }
    upward.into_iter().map(|r| indicator_outcome("S04", r, "less of it is better, and it is graded upward")).collect()
}

fn is_inverse(indicator: &str) -> bool {
    let text = crate::normalise::key::fold_text(indicator);
    INVERSE.iter().any(|w| text.contains(w)) && !TURNED_ROUND.iter().any(|w| text.contains(w))
}

/// Names of the assets rows that check A20 looks at, without repeating one.
pub(super) fn zero_counts(input: &Input<'_>) -> Vec<Outcome> {
    let mut rows: Vec<Outcome> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in &input.tables.assets {
        let (Some(quantity), Some(value)) = (row.quantity, row.value_wan) else { continue };
        if !seen.insert((row.block, row.table_row)) {
            continue;
        }
        let message = format!("{}: quantity {quantity}, value {value}", row.item);
        let evidence = [
            Evidence::cell(input, "lhs", row.block, row.table_row, "quantity", quantity),
            Evidence::cell(input, "rhs", row.block, row.table_row, "value", value),
        ];
        let outcome = Outcome::new(
            "A20",
            format!("{} (row {})", row.item.trim(), row.table_row),
            verdict(quantity.is_zero() == value.is_zero()),
            message,
        );
        rows.push(outcome.sides(Interval::exact(quantity), Interval::exact(value)).evidence(evidence));
    }
    rows
}
