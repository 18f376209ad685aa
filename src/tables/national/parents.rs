//! The fact of which another is a part, found without looking through all that were printed before.

use super::rows::Depth;
use crate::facts::{Aspect, BudgetStage, Component, Fact, Fund, Measure};
use std::collections::{HashMap, HashSet};

/// How a fact's row stands among the rows of its column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stand {
    pub(super) column: u32,
    pub(super) code: Option<String>,
    pub(super) depth: Depth,
    pub(super) total: bool,
    /// A row of words, not of classes or units.
    pub(super) words: bool,
    pub(super) unit: bool,
}

/// Facts that a part can belong to: those of one column, measure and stage.
type Line = (u32, Measure, Option<BudgetStage>);

/// Facts of the rows above, looked through for a whole at most.
const MOST_LOOKED_AT: usize = 600;

/// The last facts of each kind, by line.
#[derive(Debug, Default)]
pub(super) struct Parents {
    /// By code and unit.
    codes: HashMap<(Line, Option<String>, String), usize>,
    totals: HashMap<Line, usize>,
    units: HashMap<(Line, Option<String>), usize>,
    /// The last row that is no 其中 row and no total.
    plain: HashMap<Line, usize>,
    ranks: HashMap<(Line, u8), usize>,
    /// Facts of this line that are no totals, from first to last.
    others: HashMap<Line, Vec<usize>>,
    /// Some class was met, and which.
    printed: HashSet<String>,
}

fn line_of(fact: &Fact, stand: &Stand) -> Line {
    (stand.column, fact.measure, fact.stage)
}

impl Parents {
    /// Takes the facts of a row that is done; they begin at `start`.
    pub(super) fn take(&mut self, start: usize, facts: &[Fact], stands: &[Stand]) {
        for (i, (fact, stand)) in facts.iter().zip(stands).enumerate().skip(start) {
            let line = line_of(fact, stand);
            if let Some(code) = &stand.code {
                self.codes.insert((line, fact.unit_name.clone(), code.clone()), i);
                self.printed.insert(code.clone());
            }
            if stand.total {
                self.totals.insert(line, i);
            } else {
                self.others.entry(line).or_default().push(i);
                if !stand.depth.among {
                    self.plain.insert(line, i);
                }
            }
            if stand.unit {
                self.units.insert((line, fact.unit_name.clone()), i);
            }
            if stand.depth.rank > 0 {
                self.ranks.insert((line, stand.depth.rank), i);
            }
        }
    }

    /// The fact of a row above of which it is a part: class above section, list above its items.
    pub(super) fn above(&self, fact: &Fact, stand: &Stand, facts: &[Fact]) -> Option<usize> {
        let line = line_of(fact, stand);
        if let Some(code) = &stand.code {
            let holding = (1..code.len()).filter_map(|n| code.get(..n));
            let class = holding.filter_map(|c| self.codes.get(&(line, fact.unit_name.clone(), c.to_owned()))).max();
            let total = || self.totals.get(&line).filter(|_| fact.unit_name.is_none());
            let unit = || self.units.get(&(line, fact.unit_name.clone()));
            return class.or_else(|| total().max(unit())).copied();
        }
        if !stand.words {
            return None;
        }
        if stand.depth.among {
            return self.plain.get(&line).copied();
        }
        if stand.depth.rank > 1 {
            return (1..stand.depth.rank).filter_map(|r| self.ranks.get(&(line, r))).max().copied();
        }
        let others = self.others.get(&line)?;
        others.iter().rev().take(MOST_LOOKED_AT).copied().find(|&i| facts.get(i).is_some_and(|f| is_whole(f, fact)))
    }

    /// Some class that holds this one was printed.
    pub(super) fn holds(&self, code: &str) -> bool {
        (1..code.len()).filter_map(|n| code.get(..n)).any(|c| self.printed.contains(c))
    }
}

/// True where `whole` differs from `part` in one dimension only, and holds it there.
pub(super) fn is_whole(whole: &Fact, part: &Fact) -> bool {
    let same = whole.measure == part.measure
        && whole.unit_name == part.unit_name
        && whole.stage == part.stage
        && whole.year == part.year
        && whole.aspect == Aspect::Level
        && part.aspect == Aspect::Level;
    if !same {
        return false;
    }
    let component = holds_component(whole.component, part.component);
    let fund = holds_fund(whole.fund, part.fund);
    let item = match (&whole.item_key, &part.item_key) {
        (a, b) if a == b && whole.item_code == part.item_code => Some(false),
        (None, Some(_)) if whole.scheme.is_none() && whole.item.is_none() => Some(true),
        (Some(a), Some(b)) if a == "official_vehicle" && b.starts_with("vehicle_") => Some(true),
        _ => None,
    };
    // A source is limited by its key, not by a component: the total's does not count then.
    let component = if item == Some(true) && part.component.is_none() { Some(false) } else { component };
    match (component, fund, item) {
        (Some(c), Some(f), Some(i)) => u8::from(c) + u8::from(f) + u8::from(i) == 1,
        _ => false,
    }
}

/// `Some(true)` where it holds more, `Some(false)` where both are the same, `None` where neither.
fn holds_component(whole: Option<Component>, part: Option<Component>) -> Option<bool> {
    let all = |c: Option<Component>| matches!(c, None | Some(Component::Total | Component::Current));
    match (whole, part) {
        (a, b) if a == b => Some(false),
        (a, b) if all(a) && !all(b) => Some(true),
        (Some(Component::Total), Some(Component::Current)) => Some(true),
        (Some(Component::Basic), Some(Component::Personnel | Component::Operating)) => Some(true),
        _ => None,
    }
}

fn holds_fund(whole: Option<Fund>, part: Option<Fund>) -> Option<bool> {
    let budget = |f: Option<Fund>| matches!(f, Some(Fund::GeneralPublic | Fund::GovernmentFund | Fund::StateCapital));
    match (whole, part) {
        (a, b) if a == b => Some(false),
        (Some(Fund::All), Some(_)) => Some(true),
        (Some(Fund::FiscalAppropriation), b) if budget(b) => Some(true),
        _ => None,
    }
}
