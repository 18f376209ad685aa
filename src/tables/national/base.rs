//! What a column of changes is counted from, where its header does not say all of it: told by the other columns of levels, and where there are several by the amounts.

use super::super::frame::Frame;
use super::columns::Columns;
use super::kind::TableSense;
use super::meaning::Meaning;
use crate::facts::{Aspect, BudgetStage};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What a column of changes is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Base {
    /// No other column tells: what the words say.
    #[default]
    Unsaid,
    /// This stage and year.
    Of(BudgetStage, Option<i32>),
    /// Several columns could be it, or the one that could is refuted by its amounts.
    Unclear,
}

/// Stage and year of a level.
pub(super) type Level = (BudgetStage, Option<i32>);

/// The base of each column of changes.
pub(super) fn bases(frame: &Frame<'_>, columns: &Columns, sense: &TableSense) -> BTreeMap<u32, Base> {
    let mut found = BTreeMap::new();
    for block in &columns.blocks {
        let amounts: Vec<(u32, &Meaning)> = block.amounts.iter().filter_map(|c| columns.amount(*c).map(|(m, _)| (*c, m))).collect();
        let changes = amounts.iter().filter(|(_, m)| matches!(m.aspect, Some(Aspect::Change | Aspect::ChangePercent)));
        for &(column, change) in changes {
            found.insert(column, base(frame, sense, &amounts, column, change));
        }
    }
    found
}

/// Stage and year that a header or label stands for.
pub(super) fn level_of(meaning: &Meaning, sense: &TableSense) -> Level {
    (meaning.stage.unwrap_or(sense.stage), meaning.year.map_or(sense.year, |y| y.resolve(sense.year)))
}

/// The base of a row of changes: the one level of the rows beside it that is not the table's own.
pub(super) fn of_rows(levels: &BTreeSet<Level>, own: Level) -> Base {
    let mut others = levels.iter().filter(|l| **l != own);
    match (others.next(), others.next()) {
        (Some((stage, year)), None) => Base::Of(*stage, *year),
        (Some(_), Some(_)) => Base::Unclear,
        _ => Base::Unsaid,
    }
}

/// Amounts of one thing: fund, component, item are the same.
fn same_thing(a: &Meaning, b: &Meaning) -> bool {
    let key = |m: &Meaning| (m.side, m.fund, m.own, m.part, m.component, m.carry, m.measure, m.item.clone());
    key(a) == key(b)
}

fn base(frame: &Frame<'_>, sense: &TableSense, amounts: &[(u32, &Meaning)], column: u32, change: &Meaning) -> Base {
    let own = level_of(change, sense);
    let year = change.base_year.map(|y| y.resolve(sense.year));
    if change.base_stage.is_some() && year.is_some() {
        return Base::Unsaid;
    }
    let levels = || amounts.iter().filter(|(_, m)| m.aspect.is_none() && !m.percent && same_thing(m, change));
    let minuend = levels().find(|(_, m)| level_of(m, sense) == own).map(|(c, _)| *c);
    let fits = |l: Level| l != own && change.base_stage.is_none_or(|s| s == l.0) && year.is_none_or(|y| y == l.1);
    let candidates: Vec<(u32, Level)> = levels().map(|(c, m)| (*c, level_of(m, sense))).filter(|(_, l)| fits(*l)).collect();
    let verdict = |from: u32| minuend.and_then(|m| holds(frame, m, from, column, change.aspect == Some(Aspect::ChangePercent)));
    match candidates.as_slice() {
        [] => Base::Unsaid,
        // Words that fit one column need no figures; without words the figures must not refute it.
        [(from, (stage, year))] => {
            let said = change.base_stage.is_some() || change.base_year.is_some();
            if said || verdict(*from) != Some(false) { Base::Of(*stage, *year) } else { Base::Unclear }
        }
        several => {
            let mut holding = several.iter().filter(|(from, _)| verdict(*from) == Some(true));
            match (holding.next(), holding.next()) {
                (Some((_, (stage, year))), None) => Base::Of(*stage, *year),
                _ => Base::Unclear,
            }
        }
    }
}

/// Do the figures bear out that `column` is the change of `own` from `base`? `None` where no row has all three.
fn holds(frame: &Frame<'_>, own: u32, base: u32, column: u32, percent: bool) -> Option<bool> {
    let (mut yes, mut no) = (0, 0);
    for row in frame.data_rows() {
        let number = |c: u32| frame.value(row.row, c).number().map(|n| n.printed);
        let (Some(own), Some(base), Some(change)) = (number(own), number(base), number(column)) else { continue };
        let Some(difference) = own.value.checked_sub(base.value) else { continue };
        let expected = match percent {
            false => Some(difference),
            true => difference.checked_div(base.value).and_then(|q| q.checked_mul(Decimal::ONE_HUNDRED)),
        };
        let slack = if percent { change.resolution() } else { own.resolution() + base.resolution() };
        match expected.and_then(|e| e.checked_sub(change.value)) {
            Some(gap) if gap.abs() <= slack => yes += 1,
            Some(_) => no += 1,
            None => {}
        }
    }
    if yes + no == 0 { None } else { Some(yes > no) }
}
