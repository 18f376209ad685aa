//! 机构设置: posts, staff, retirees and vehicles of each unit.

use super::Reading;
use super::common::{Senses, explain, fact, said, stock_date, tell_not_numeric, tell_unknown_columns};
use super::frame::{BodyRow, Frame, RowKind};
use super::kind::PERSONS;
use crate::context::Context;
use crate::facts::{Measure, TableKind, ValueUnit};
use crate::normalise::key::fold_text;
use crate::record::StaffingRow;
use rust_decimal::Decimal;

/// Rows of `staffing`, and the facts of the total row.
///
/// Ruling: where a table has no total row and exactly one row of a unit, that row's figures become facts: of the whole disclosure when the row has no name or names the body
/// whose disclosure it is, else limited to the unit that it names.
pub fn read(frame: &Frame<'_>, context: &Context<'_>, senses: &Senses, reading: &mut Reading) {
    tell_unknown_columns(frame, senses, TableKind::Staffing, reading);
    explain(frame, senses, reading);
    let totals: Vec<BodyRow> = frame.data_rows().filter(|r| r.kind == RowKind::Total).collect();
    let mut units = Vec::new();
    for row in frame.data_rows() {
        if let Some(made) = staffing_row(frame, row, senses, reading) {
            if row.kind == RowKind::Data {
                units.push((row, made.unit_name.clone()));
            }
            reading.staffing.push(made);
        }
    }
    for total in &totals {
        facts(frame, context, *total, None, senses, reading);
    }
    if let ([], [(row, name)]) = (totals.as_slice(), units.as_slice()) {
        let unit = name.as_ref().filter(|n| !is_publisher(n, context));
        facts(frame, context, *row, unit.cloned(), senses, reading);
    }
}

/// Does a unit's name say the body that publishes?
fn is_publisher(name: &str, context: &Context<'_>) -> bool {
    let name = fold_text(name);
    let identity = context.identity;
    [&identity.department, &identity.department_printed, &identity.unit_name]
        .into_iter()
        .flatten()
        .any(|d| name.ends_with(&fold_text(d)) || name.ends_with(&format!("{}(本级)", fold_text(d))))
}

fn staffing_row(frame: &Frame<'_>, row: BodyRow, senses: &Senses, reading: &mut Reading) -> Option<StaffingRow> {
    // A unit's name may be merged over several rows; every row of it is that unit's.
    let text = |sense: &str| senses.column(sense).and_then(|c| said(frame.text(row.row, c)));
    let mut count = |sense: &str| -> Option<Decimal> {
        let column = senses.column(sense)?;
        let value = frame.value(row.row, column);
        match value.number() {
            Some(number) if !frame.is_uncertain(row.row, column) => Some(number.printed.value),
            Some(_) => None,
            None => {
                if !value.is_blank() {
                    tell_not_numeric(frame, row.row, column, reading);
                }
                None
            }
        }
    };
    let made = StaffingRow {
        disclosure_id: String::new(),
        seq: 0,
        is_total: row.kind != RowKind::Data,
        unit_name: text("unit_name").or_else(|| total_label(frame, row)),
        institution_type: text("institution_type"),
        rank: text("rank"),
        funding_mode: text("funding_mode"),
        vehicles: count("vehicles"),
        posts_total: count("posts_total"),
        posts_admin: count("posts_admin"),
        posts_institution: count("posts_institution"),
        posts_worker: count("posts_worker"),
        staff_total: count("staff_total"),
        staff_admin: count("staff_admin"),
        staff_institution: count("staff_institution"),
        staff_worker: count("staff_worker"),
        staff_contract: count("staff_contract"),
        retired_cadre: count("retired_cadre"),
        retired: count("retired"),
        discharged: count("discharged"),
        block: frame.block,
        table_row: row.row,
    };
    let numbers = (0..frame.columns())
        .any(|c| frame.value(row.row, c).number().is_some() && senses.of(c).is_some_and(|s| s != "serial" && s != "code"));
    (made.unit_name.is_some() || numbers).then_some(made)
}

/// The label of a total row that does not stand in the column of names (合计 in the column of serial numbers).
fn total_label(frame: &Frame<'_>, row: BodyRow) -> Option<String> {
    if row.kind == RowKind::Data {
        return None;
    }
    (0..frame.columns()).find_map(|c| said(frame.own_text(row.row, c)).filter(|t| super::frame::total_word(t).is_some()))
}

fn facts(frame: &Frame<'_>, context: &Context<'_>, row: BodyRow, unit: Option<String>, senses: &Senses, reading: &mut Reading) {
    let (_, year) = stock_date(frame, context);
    for (column, sense) in senses.iter() {
        let vehicles = sense == "vehicles";
        if !vehicles && !PERSONS.contains(&sense) {
            continue;
        }
        let (measure, value_unit, printed_unit) =
            if vehicles { (Measure::Quantity, ValueUnit::Vehicle, "辆") } else { (Measure::Headcount, ValueUnit::Person, "人") };
        let stated = frame.unit_of_table().filter(|u| *u == printed_unit);
        let Some(amount) = frame.count(row.row, column, value_unit, stated) else { continue };
        let key = match sense {
            "vehicles" => "vehicles_kept",
            "posts_total" => "posts",
            "staff_total" => "staff",
            other => other,
        };
        let mut made = fact(frame, TableKind::Staffing, measure, amount, column);
        made.item_key = Some(key.to_owned());
        made.item = frame.path(column).parts.last().and_then(|p| said(&p.printed));
        made.year = year;
        made.unit_name = unit.clone();
        reading.facts.push(made);
    }
}
