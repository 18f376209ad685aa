//! C18: each project has performance targets. S05: a target in absolute numbers is not graded in percent.

use super::Input;
use super::outcome::{Evidence, Outcome, verdict};
use super::words::{WORDS, any};
use crate::facts::{Aspect, ItemLevel, TableKind};
use crate::normalise::key::fold_text;
use crate::record::{ActivityRow, CheckStatus, IndicatorRow};
use std::collections::BTreeSet;

/// C18: one row for the activities of the grids, or for the projects of the project table.
pub(super) fn targets(input: &Input<'_>) -> Vec<Outcome> {
    const ID: &str = "C18";
    let indicators = &input.tables.indicators;
    let budgeted: Vec<&ActivityRow> = input.tables.activities.iter().filter(|a| a.budget_wan.is_some_and(|b| !b.is_zero())).collect();
    if !budgeted.is_empty() {
        return vec![activities(input, &budgeted)];
    }
    let projects: BTreeSet<String> = indicators.iter().filter_map(|i| i.project.as_deref()).map(fold_text).collect();
    let listed: Vec<_> = input
        .facts
        .iter()
        .enumerate()
        .filter(|(_, f)| f.table_kind == Some(TableKind::Project) && f.aspect == Aspect::Level && !f.value.is_zero())
        .filter(|(_, f)| f.item.is_some() && f.item_level != Some(ItemLevel::Class))
        .collect();
    if projects.is_empty() || listed.is_empty() {
        return vec![Outcome::new(ID, "", CheckStatus::Unknown, "no list of projects stands beside targets")];
    }
    // Many disclosures give targets of the greatest projects only, so that a project without them is told, and no failure.
    let name = |item: Option<&str>| fold_text(item.unwrap_or(""));
    let without: Vec<_> = listed.iter().filter(|(_, f)| !projects.contains(&name(f.item.as_deref()))).collect();
    let (status, message) = if without.is_empty() {
        (CheckStatus::Pass, format!("{} projects have targets", listed.len()))
    } else {
        (CheckStatus::Unknown, format!("{} of {} projects have no table of targets under their name", without.len(), listed.len()))
    };
    vec![Outcome::new(ID, "", status, message)]
}

/// Leaves of the grid that have a budget: some indicator belongs to each.
fn activities(input: &Input<'_>, budgeted: &[&ActivityRow]) -> Outcome {
    const ID: &str = "C18";
    let indicators = &input.tables.indicators;
    let of = |a: &ActivityRow, i: &IndicatorRow| {
        let path = i.activity.as_deref().unwrap_or("");
        let below = path.strip_prefix(a.activity.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        i.grid == a.grid && below
    };
    // A parent whose children carry the indicators has them too; children of one that carries them itself share them.
    let shared = |a: &ActivityRow| {
        a.parent.as_deref().is_some_and(|p| indicators.iter().any(|i| i.grid == a.grid && i.activity.as_deref() == Some(p)))
    };
    let without: Vec<&&ActivityRow> = budgeted.iter().filter(|a| !shared(a) && !indicators.iter().any(|i| of(a, i))).collect();
    let grids: BTreeSet<u32> = indicators.iter().filter(|i| i.activity.is_some()).map(|i| i.grid).collect();
    // A grid without any indicator was perhaps not understood; targets in words count where the grid has a column for them.
    let certain: Vec<&&&ActivityRow> = without.iter().filter(|a| grids.contains(&a.grid) && a.target.is_none()).collect();
    let (status, message) = match (without.len(), certain.len()) {
        (0, _) => (CheckStatus::Pass, format!("each of {} activities with a budget has an indicator", budgeted.len())),
        (n, 0) => (CheckStatus::Unknown, format!("{n} activities with a budget have no indicator that was understood")),
        (_, n) => (CheckStatus::Fail, format!("{n} activities with a budget have no indicator")),
    };
    let evidence = certain.iter().take(20).map(|a| Evidence::row("lhs", a.block, a.table_row, a.name.clone()));
    Outcome::new(ID, "", status, message).evidence(evidence)
}

/// S05: one row for all graded indicators of counts.
pub(super) fn graded_in_percent(input: &Input<'_>) -> Vec<Outcome> {
    const ID: &str = "S05";
    let grades = |i: &IndicatorRow| [&i.excellent, &i.good, &i.fair, &i.poor].map(|g| g.as_deref().map(fold_text).unwrap_or_default());
    let counted = |i: &&IndicatorRow| {
        // 培训人数(人): the unit in brackets is no part of the name.
        let name = fold_text(&i.indicator);
        let name = name.split('(').next().unwrap_or("");
        let ends = WORDS.indicators.counted.iter().any(|w| name.ends_with(w.as_str()));
        ends && !any(name, &WORDS.indicators.shares) && grades(i).iter().any(|g| !g.is_empty())
    };
    let named: Vec<&IndicatorRow> = input.tables.indicators.iter().filter(counted).collect();
    if named.is_empty() {
        return vec![Outcome::new(ID, "", CheckStatus::NotApplicable, "no indicator of a count, time or amount is graded")];
    }
    // A rate that the row itself speaks of (按计划完成的比例) is a share.
    let share = |i: &IndicatorRow| {
        let row: Vec<String> =
            input.tables.cells.iter().filter(|c| c.block == i.block && c.table_row == i.table_row).map(|c| fold_text(&c.text)).collect();
        let spoken = WORDS.indicators.shares.iter().filter(|w| w.as_str() != "%");
        spoken.into_iter().any(|w| row.iter().any(|cell| cell.contains(w.as_str())))
    };
    let percent = |i: &&&IndicatorRow| {
        let grades = grades(i);
        let graded: Vec<&String> = grades.iter().filter(|g| !g.is_empty()).collect();
        graded.len() >= 2 && graded.iter().all(|g| g.contains('%')) && !share(i)
    };
    let wrong: Vec<&&IndicatorRow> = named.iter().filter(percent).collect();
    let message = match wrong.first() {
        Some(first) => format!("{} of {} counts are graded in percent, the first \"{}\"", wrong.len(), named.len(), first.indicator),
        None => format!("none of {} counts is graded in percent", named.len()),
    };
    let evidence = wrong.iter().take(40).map(|i| Evidence::row("lhs", i.block, i.table_row, i.indicator.clone()));
    vec![Outcome::new(ID, "", verdict(wrong.is_empty()), message).evidence(evidence)]
}
