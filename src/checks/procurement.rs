//! A23 in the procurement table: its total row and its rows, and in each row the total and its sources, or quantity and price.

use super::Input;
use super::outcome::{Evidence, Interval, Outcome, Relation};
use super::wide::{by_block, column_sum};
use crate::record::{CheckStatus, ProcurementRow};
use rust_decimal::Decimal;

const ID: &str = "A23";

type Column = (&'static str, fn(&ProcurementRow) -> Option<Decimal>);

const SOURCES: &[Column] = &[
    ("general_public", |r| r.general_public),
    ("government_fund", |r| r.government_fund),
    ("special_account", |r| r.special_account),
    ("other", |r| r.other),
];

/// Every row with its sources, and every table with its total.
pub(super) fn tables(input: &Input<'_>) -> Vec<Outcome> {
    let mut rows: Vec<Outcome> = input.tables.procurement.iter().flat_map(|row| sources(input, row)).collect();
    for (block, table) in by_block(&input.tables.procurement, |r| r.block) {
        rows.extend(total(input, block, &table));
    }
    rows
}

/// A row in words.
fn name(row: &ProcurementRow) -> String {
    let name = row.item.as_deref().or(row.project.as_deref()).unwrap_or(if row.is_total { "合计" } else { "(unnamed)" });
    format!("{} (table {} row {})", name.trim(), row.block, row.table_row)
}

/// The total of this year's money is the sum of its sources, and with other channels the total of the row; quantity times price is the total.
fn sources(input: &Input<'_>, row: &ProcurementRow) -> Vec<Outcome> {
    let cell =
        |side: &'static str, (column, value): (&'static str, Decimal)| Evidence::cell(input, side, row.block, row.table_row, column, value);
    let printed: Vec<(&'static str, Decimal)> = SOURCES.iter().filter_map(|(name, value)| Some((*name, value(row)?))).collect();
    let whole = row.current_year_total.map(|v| ("current_year_total", v)).or_else(|| row.total.map(|v| ("total", v)));
    let channel = (row.current_year_total.is_none()).then(|| row.other_channel.map(|v| ("other_channel", v))).flatten();
    let parts: Vec<(&'static str, Decimal)> = printed.into_iter().chain(channel).collect();
    let mut rows = Vec::new();
    if let Some(whole) = whole.filter(|_| !parts.is_empty()) {
        // Not every table shows every source, and what a row leaves blank is not zero.
        let right = parts.iter().fold(Interval::default(), |sum, (_, v)| sum.plus(Interval::printed(*v)));
        let left = Interval::printed(whole.1);
        let status = match (left.meets(right), right.value > left.value || complete(input, row)) {
            (true, _) => CheckStatus::Pass,
            (false, true) => CheckStatus::Fail,
            (false, false) => CheckStatus::Unknown,
        };
        let message = format!("{} against {} over {} sources", left.value, right.value, parts.len());
        let outcome = Outcome::new(ID, name(row), status, message).sides(left, right).evidence([cell("lhs", whole)]);
        rows.push(outcome.evidence(parts.iter().map(|p| cell("rhs", *p))).relation(Relation::Sum));
    }
    rows.extend(price(row).map(|(left, right, holds)| {
        let message = format!("{} against quantity × unit price {}", left.value, right.value);
        let status = if holds { CheckStatus::Pass } else { CheckStatus::Fail };
        let shown = [("total", row.total), ("quantity", row.quantity), ("unit_price", row.unit_price)];
        let evidence =
            shown.iter().filter_map(|(n, v)| Some(cell(if *n == "total" { "lhs" } else { "rhs" }, (n, (*v)?)))).collect::<Vec<_>>();
        Outcome::new(ID, format!("quantity × price, {}", name(row)), status, message).sides(left, right).evidence(evidence)
    }));
    rows
}

/// Every source of which the table has a column is printed in the row.
fn complete(input: &Input<'_>, row: &ProcurementRow) -> bool {
    let Some(columns) = input.columns.get(&row.block) else { return false };
    SOURCES.iter().all(|(name, value)| !columns.contains_key(*name) || value(row).is_some())
}

/// The total, and quantity × unit price, where all three are printed. A price in 元 beside a total in 万元 agrees too.
fn price(row: &ProcurementRow) -> Option<(Interval, Interval, bool)> {
    let (total, quantity, price) = (Interval::printed(row.total?), row.quantity?, Interval::printed(row.unit_price?));
    if quantity <= Decimal::ZERO || price.value.is_zero() || total.value.is_zero() {
        return None;
    }
    let product = Interval { value: quantity.checked_mul(price.value)?, half: quantity.checked_mul(price.half)? };
    let scaled = |by: Decimal| Some(Interval { value: product.value.checked_mul(by)?, half: product.half.checked_mul(by)? });
    let holds = [Decimal::ONE, Decimal::new(1, 4), Decimal::from(10_000)].into_iter().filter_map(scaled).any(|p| p.meets(total));
    Some((total, product, holds))
}

/// The total row is the sum of the rows, subtotals left out.
fn total(input: &Input<'_>, block: u32, table: &[&ProcurementRow]) -> Option<Outcome> {
    let mut totals = table.iter().filter(|r| r.is_total && r.total.is_some());
    let whole = totals.next()?;
    let subtotals = totals.next().is_some();
    let items: Vec<&&ProcurementRow> = table.iter().filter(|r| !r.is_total).collect();
    let (status, left, right) = column_sum(whole.total, &items.iter().map(|r| r.total).collect::<Vec<_>>());
    // With subtotals it is not certain which rows are parts of which.
    let status = if subtotals && status == CheckStatus::Fail { CheckStatus::Unknown } else { status };
    let message = format!("total {} against {} over {} rows", left.value, right.value, items.len());
    let evidence = std::iter::once(Evidence::cell(input, "lhs", block, whole.table_row, "total", left.value))
        .chain(items.iter().filter_map(|r| r.total.map(|v| Evidence::cell(input, "rhs", block, r.table_row, "total", v))));
    Some(Outcome::new(ID, format!("rows (table {block})"), status, message).sides(left, right).evidence(evidence).relation(Relation::Sum))
}
