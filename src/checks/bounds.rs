//! B14: values per head, per vehicle and per square metre within bounds that were measured, not ordered.

use super::Input;
use super::identity::Selector;
use super::outcome::{Evidence, Interval, Outcome, verdict};
use super::sums::nothing;
use super::witness::agreed;
use crate::facts::Fact;
use crate::record::CheckStatus;
use rust_decimal::Decimal;

const ID: &str = "B14";

/// A quotient: what it is, its numerator and denominator, and its bounds in 万元. The catalogue says where the bounds come from.
struct Quotient {
    name: &'static str,
    numerator: &'static [(&'static str, &'static str)],
    denominator: &'static [(&'static str, &'static str)],
    /// Lowest and highest, in thousandths of 万元.
    bounds: (i64, i64),
}

const QUOTIENTS: &[Quotient] = &[
    Quotient {
        name: "personnel cost per head",
        numerator: &[("measure", "expenditure"), ("component", "personnel"), ("scheme", ""), ("aspect", "level")],
        denominator: &[("measure", "headcount"), ("item_key", "staff"), ("aspect", "level")],
        bounds: (2_000, 400_000),
    },
    Quotient {
        name: "operating cost per head",
        numerator: &[("measure", "expenditure"), ("component", "operating"), ("scheme", ""), ("aspect", "level")],
        denominator: &[("measure", "headcount"), ("item_key", "staff"), ("aspect", "level")],
        bounds: (100, 60_000),
    },
    Quotient {
        name: "running cost per vehicle",
        numerator: &[("measure", "three_public"), ("item_key", "vehicle_operation"), ("aspect", "level")],
        denominator: &[("measure", "quantity"), ("item_key", "vehicles_kept"), ("aspect", "level")],
        bounds: (50, 30_000),
    },
];

/// Bounds of the value of a square metre, in thousandths of 万元.
const SQUARE_METRE: (i64, i64) = (1, 5_000);

/// Every quotient of which both numbers are printed.
pub(super) fn per_head(input: &Input<'_>) -> Vec<Outcome> {
    let mut rows: Vec<Outcome> = QUOTIENTS.iter().flat_map(|quotient| quotients(input.facts, quotient)).collect();
    for row in input.tables.assets.iter().filter(|r| matches!(r.item_key.as_deref(), Some("buildings" | "office_buildings"))) {
        let (Some(area), Some(value)) = (row.quantity, row.value_wan) else { continue };
        let evidence = [
            Evidence::cell(input, "lhs", row.block, row.table_row, "value", value),
            Evidence::cell(input, "rhs", row.block, row.table_row, "quantity", area),
        ];
        let subject = format!("value per square metre: {} (row {})", row.item.trim(), row.table_row);
        rows.extend(within(subject, value, area, SQUARE_METRE).map(|o| o.evidence(evidence)));
    }
    if rows.is_empty() { vec![nothing(ID, "an amount with the number of heads, vehicles or square metres")] } else { rows }
}

fn quotients(facts: &[Fact], quotient: &Quotient) -> Vec<Outcome> {
    let pick = |wanted: &[(&str, &str)]| -> Vec<(usize, &Fact)> {
        let selector: Selector = wanted.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        agreed(facts, &selector, &["item"]).into_values().flatten().collect()
    };
    let counts = pick(quotient.denominator);
    let mut rows = Vec::new();
    for (i, amount) in pick(quotient.numerator) {
        // A stock may be a year older than the flow.
        let fits = |count: &Fact| {
            count.unit_name == amount.unit_name
                && count.parent.is_none()
                && amount.year.zip(count.year).is_some_and(|(a, c)| c == a || c + 1 == a)
        };
        let mut fitting = counts.iter().filter(|(_, c)| fits(c));
        let Some((j, count)) = fitting.next() else { continue };
        // Two counts: which of them was meant is not certain.
        if fitting.any(|(_, other)| other.value != count.value) {
            continue;
        }
        let subject = format!("{}: {}", quotient.name, super::witness::subject(amount));
        let outcome = within(subject, amount.value, count.value, quotient.bounds);
        rows.extend(outcome.map(|o| o.evidence([Evidence::fact("lhs", i, amount), Evidence::fact("rhs", *j, count)])));
    }
    rows
}

/// An amount over a number, within bounds. Nothing is spent on what is not there, and a zero is a statement of its own.
fn within(subject: String, amount: Decimal, number: Decimal, bounds: (i64, i64)) -> Option<Outcome> {
    if amount <= Decimal::ZERO || number <= Decimal::ZERO {
        return Some(Outcome::new(ID, subject, CheckStatus::NotApplicable, "one of both is zero"));
    }
    let value = amount.checked_div(number)?;
    let (low, high) = (Decimal::new(bounds.0, 3), Decimal::new(bounds.1, 3));
    let message = format!("{amount} ÷ {number} = {}万元, bounds {} to {}", value.round_dp(3), low.normalize(), high.normalize());
    Some(Outcome::new(ID, subject, verdict(value >= low && value <= high), message).sides(Interval::exact(amount), Interval::exact(number)))
}
