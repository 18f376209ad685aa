//! Table against table and table against text: vehicles (B09), purchases (B10), assets (B11), activities against project expenditure (B12, B13), counts against money (A20).

use super::Input;
use super::identity::Selector;
use super::outcome::{Evidence, Interval, Outcome, Relation, verdict};
use super::sums::nothing;
use super::witness::agreed;
use crate::facts::{Aspect, Basis, BudgetStage, Component, Fact, Fund, Measure, Source, TableKind};
use crate::record::{ActivityRow, CheckStatus};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

fn selector(dimensions: &[(&str, &str)]) -> Selector {
    dimensions.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn first(facts: &[Fact], fits: impl Fn(&Fact) -> bool) -> Option<(usize, &Fact)> {
    facts.iter().enumerate().find(|(_, f)| f.basis == Basis::Stated && f.aspect == Aspect::Level && fits(f))
}

fn two(id: &str, subject: &str, (i, left): (usize, &Fact), (j, right): (usize, &Fact), holds: bool, message: String) -> Outcome {
    Outcome::new(id, subject, verdict(holds), message)
        .sides(Interval::of(left), Interval::of(right))
        .evidence([Evidence::fact("lhs", i, left), Evidence::fact("rhs", j, right)])
}

/// B09: vehicles in the staffing table and in the table of assets. Their dates may differ by a year; the check names that difference.
pub(super) fn vehicles(input: &Input<'_>) -> Outcome {
    let kept = |kind: TableKind| {
        first(input.facts, move |f| {
            f.item_key.as_deref() == Some("vehicles_kept") && f.measure == Measure::Quantity && f.table_kind == Some(kind)
        })
    };
    match (kept(TableKind::Staffing), kept(TableKind::Assets)) {
        (Some(staffing), Some(assets)) => {
            let message = format!("{} vehicles in the staffing table, {} in the table of assets", staffing.1.value, assets.1.value);
            two("B09", "", staffing, assets, Interval::of(staffing.1).meets(Interval::of(assets.1)), message).relation(Relation::Same)
        }
        _ => nothing("B09", "one of both counts of vehicles"),
    }
}

/// B10: purchases of assets are planned, and nothing is procured.
pub(super) fn planned_purchase(input: &Input<'_>) -> Outcome {
    let planned = first(input.facts, |f| f.measure == Measure::Assets && f.item_key.as_deref() == Some("planned_purchase"));
    let Some(planned) = planned else { return nothing("B10", "a planned purchase of assets") };
    let procured = first(input.facts, |f| {
        f.measure == Measure::Procurement
            && f.item_key.is_none()
            && f.item.is_none()
            && f.year == planned.1.year
            && f.stage == planned.1.stage
    });
    let Some(procured) = procured else { return nothing("B10", "the procurement budget") };
    let holds = planned.1.value <= Decimal::ZERO || !procured.1.value.is_zero();
    let message = format!("assets of {} are to be bought, {} is procured", planned.1.value, procured.1.value);
    two("B10", "", planned, procured, holds, message)
}

/// B11: the assets that the text names are those of the table.
pub(super) fn assets_in_text(input: &Input<'_>) -> Outcome {
    let total = |source: Source| {
        first(input.facts, move |f| {
            f.measure == Measure::Assets && matches!(f.item_key.as_deref(), Some("total" | "fixed")) && f.source == source
        })
    };
    match (total(Source::Prose), total(Source::Table)) {
        (Some(text), Some(table)) if text.1.year == table.1.year => {
            let holds = Interval::of(text.1).meets(Interval::of(table.1));
            two("B11", "", text, table, holds, format!("text {}, table {}", text.1.value, table.1.value)).relation(Relation::Same)
        }
        _ => nothing("B11", "the assets in text or table, for one date,"),
    }
}

/// The printed budgets of a grid's upper activities, added up: (grid, sum, rows).
fn grids<'a>(input: &Input<'a>) -> Vec<(u32, Interval, Vec<&'a ActivityRow>)> {
    let mut by_grid: BTreeMap<u32, Vec<&ActivityRow>> = BTreeMap::new();
    for activity in input.tables.activities.iter().filter(|a| a.depth == 1 && a.budget_wan.is_some()) {
        by_grid.entry(activity.grid).or_default().push(activity);
    }
    let sum =
        |rows: &[&ActivityRow]| rows.iter().filter_map(|a| a.budget_wan).fold(Interval::default(), |s, v| s.plus(Interval::printed(v)));
    by_grid.into_iter().map(|(grid, rows)| (grid, sum(&rows), rows)).collect()
}

fn activity_evidence<'a>(input: &'a Input<'_>, rows: &'a [&ActivityRow]) -> impl Iterator<Item = Evidence> + 'a {
    rows.iter().filter_map(|a| a.budget_wan.map(|v| Evidence::cell(input, "lhs", a.block, a.table_row, "budget", v)))
}

/// B12: the activities' budgets add up to the project expenditure.
pub(super) fn activities_and_projects(input: &Input<'_>) -> Vec<Outcome> {
    let wanted = selector(&[
        ("measure", "expenditure"),
        ("component", "project"),
        ("scheme", ""),
        ("aspect", "level"),
        ("stage", "budget"),
        ("fund", "all"),
        ("unit_name", ""),
    ]);
    let year = input.context.identity.fiscal_year;
    let project = agreed(input.facts, &wanted, &[]).into_values().flatten().find(|(_, f)| f.year == year);
    let compared: Vec<Outcome> = grids(input)
        .into_iter()
        .filter_map(|(grid, sum, rows)| {
            let (seq, project) = project?;
            let right = Interval::of(project);
            let message = format!("activities {}, project expenditure {}", sum.value, project.value);
            let outcome = Outcome::new("B12", format!("grid {grid}"), verdict(sum.meets(right)), message).sides(sum, right);
            Some(outcome.evidence(activity_evidence(input, &rows)).evidence([Evidence::fact("rhs", seq, project)]))
        })
        .collect();
    let compared: Vec<Outcome> = compared.into_iter().chain(project.and_then(|p| with_targets(input, p))).collect();
    if compared.is_empty() { vec![nothing("B12", "the activities' budgets or the project expenditure")] } else { compared }
}

/// The amount of the projects that have performance targets is no more than the project expenditure; what is over it may come from other budgets.
fn with_targets(input: &Input<'_>, (seq, project): (usize, &Fact)) -> Option<Outcome> {
    let amount = |f: &&(usize, &Fact)| {
        f.1.measure == Measure::Performance && f.1.item_key.as_deref() == Some("evaluated_amount") && f.1.unit_name.is_none()
    };
    let own = |f: &&(usize, &Fact)| f.1.year == project.year && f.1.stage == project.stage && f.1.aspect == Aspect::Level;
    let all: Vec<(usize, &Fact)> = super::sums::stated(input.facts).collect();
    let found: Vec<&(usize, &Fact)> = all.iter().filter(amount).filter(own).collect();
    let [(index, targets)] = found.as_slice() else { return None };
    let (left, right) = (Interval::of(targets), Interval::of(project));
    let (status, why) = match () {
        () if left.meets(right) => (CheckStatus::Pass, "all of it has targets"),
        () if left.value < right.value => (CheckStatus::Pass, "a part of it has none"),
        () => (CheckStatus::Unknown, "there are projects with targets outside of it"),
    };
    let message = format!("projects with performance targets {}, project expenditure {}: {why}", left.value, right.value);
    let evidence = [Evidence::fact("lhs", *index, targets), Evidence::fact("rhs", seq, project)];
    Some(Outcome::new("B12", "projects with targets", status, message).sides(left, right).evidence(evidence).relation(Relation::AtMost))
}

/// B13: the activities' budgets are last year's project expenditure, to the last printed place: the table was carried over, or covers the base only.
pub(super) fn stale_activities(input: &Input<'_>) -> Vec<Outcome> {
    let last_year = |f: &&Fact| {
        f.basis == Basis::Derived
            && f.measure == Measure::Expenditure
            && f.component == Some(Component::Project)
            && f.scheme.is_none()
            && f.fund == Some(Fund::All)
            && f.stage == Some(BudgetStage::Budget)
            && f.year.map(|y| y + 1) == input.context.identity.fiscal_year
    };
    let derived = input.facts.iter().enumerate().find(|(_, f)| last_year(f));
    let compared: Vec<Outcome> = grids(input)
        .into_iter()
        .filter_map(|(grid, sum, rows)| {
            let (seq, project) = derived?;
            let right = Interval::of(project);
            let stale = sum.meets(right) && !sum.value.is_zero();
            let message = if stale {
                format!("the activities add up to {}, last year's project expenditure ({}): the table was carried over from last year, or covers the base only", sum.value, project.value)
            } else {
                format!("activities {}, last year's project expenditure {}", sum.value, project.value)
            };
            let outcome = Outcome::new("B13", format!("grid {grid}"), verdict(!stale), message).sides(sum, right);
            Some(outcome.evidence(activity_evidence(input, &rows)).evidence([Evidence::fact("rhs", seq, project)]))
        })
        .collect();
    if compared.is_empty() { vec![nothing("B13", "the activities' budgets or last year's project expenditure")] } else { compared }
}

/// Counts and the money that goes with them.
const COUNTED: &[(&str, &str)] = &[
    ("vehicles_purchased", "vehicle_purchase"),
    ("overseas_trips", "overseas_travel"),
    ("overseas_persons", "overseas_travel"),
    ("reception_batches", "official_reception"),
    ("reception_persons", "official_reception"),
];

/// A20: a count is zero exactly where its money is zero, for 三公.
pub(super) fn counts_and_money(input: &Input<'_>) -> Vec<Outcome> {
    let mut rows = Vec::new();
    for (count_key, money_key) in COUNTED {
        let counts = agreed(input.facts, &selector(&[("measure", "quantity"), ("item_key", count_key), ("aspect", "level")]), &[]);
        for (index, count) in counts.into_values().flatten() {
            let money = agreed(input.facts, &selector(&[("measure", "three_public"), ("item_key", money_key), ("aspect", "level")]), &[]);
            let Some(money) = money
                .into_values()
                .flatten()
                .find(|(_, f)| f.year == count.year && f.stage == count.stage && f.unit_name == count.unit_name)
            else {
                continue;
            };
            let holds = count.value.is_zero() == money.1.value.is_zero();
            let message = format!("{count_key} {}, {money_key} {}", count.value, money.1.value);
            let subject = format!("{count_key} {}", count.stage.map_or("", |s| s.as_str()));
            rows.push(two("A20", &subject, (index, count), money, holds, message));
        }
    }
    rows
}

/// The single row of A20 when nothing was counted.
pub(super) fn no_counts() -> Outcome {
    Outcome::new("A20", "", CheckStatus::NotApplicable, "no count stands beside its money")
}
