//! X05: a department's totals, against the sum over the disclosures of its units.

use super::held::{Held, HeldFact};
use super::{Row, Rows};
use crate::checks::outcome::{Interval, Outcome, verdict};
use crate::normalise::key::fold_text;
use crate::record::{CheckStatus, EvidencePiece};
use std::collections::BTreeSet;

/// X05 of one disclosure.
pub(super) fn check(department: &Held, group: &[Held], rows: &mut Rows) {
    let told = |status, message: &str| department.row(Outcome::new("X05", "", status, message), &[]);
    if department.of_unit {
        rows.push(told(CheckStatus::NotApplicable, "the disclosure of one unit"));
        return;
    }
    let units: Vec<&Held> =
        group.iter().filter(|u| u.of_unit && u.year == department.year && u.kind == department.kind && u.id != department.id).collect();
    if units.is_empty() {
        rows.push(told(CheckStatus::NotApplicable, "no disclosure of its units is in the dataset"));
        return;
    }
    let missing = missing(department, &units);
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    let mut totals: Vec<&HeldFact> = department.facts.iter().filter(|f| f.headline && department.owns(f.year, f.stage)).collect();
    totals.sort_by_key(|f| f.order());
    for fact in totals {
        if done.insert(fact.key) {
            found.extend(total(department, fact, &units, &missing));
        }
    }
    if found.is_empty() {
        rows.push(told(CheckStatus::Unknown, "its units print none of its totals"));
    }
    rows.extend(found);
}

/// The finest of several places that agree; `None` where there is no place, or they contradict each other.
fn agreed<'a>(places: &[&'a HeldFact]) -> Option<&'a HeldFact> {
    let finest = places.iter().min_by_key(|f| (f.number.half, f.order()))?;
    places.iter().all(|f| f.number.meets(finest.number)).then_some(*finest)
}

fn total(department: &Held, fact: &HeldFact, units: &[&Held], missing: &Missing) -> Option<Row> {
    let whole = agreed(&department.stated(fact.key))?;
    let printed: Vec<(&Held, &HeldFact)> = units.iter().filter_map(|u| Some((*u, agreed(&u.stated(fact.key))?))).collect();
    if printed.is_empty() {
        return None;
    }
    let sum = printed.iter().fold(Interval::default(), |sum, (_, f)| sum.plus(f.number));
    let silent = units.len() - printed.len();
    let complete = silent == 0 && matches!(missing, Missing::None);
    let equal = sum.meets(whole.number);
    let status = match (equal, sum.value > whole.number.value) {
        (true, _) if silent == 0 => CheckStatus::Pass,
        (false, true) => CheckStatus::Fail,
        _ if complete => verdict(equal),
        _ => CheckStatus::Unknown,
    };
    let lack = match missing {
        Missing::None => String::new(),
        Missing::NoList => ", which lists no units".to_owned(),
        Missing::Units(names) => format!(", without {}", names.join(", ")),
    };
    let silent = if silent == 0 { String::new() } else { format!(", {silent} of them silent") };
    let message = format!("department {}, {} disclosures of its units {}{silent}{lack}", whole.number.value, units.len(), sum.value);
    let outcome = Outcome::new("X05", fact.label.as_deref().unwrap_or(""), status, message).sides(whole.number, sum);
    let pieces: Vec<EvidencePiece> = std::iter::once(department.piece("lhs", whole, department))
        .chain(printed.iter().map(|(unit, f)| unit.piece("rhs", f, department)))
        .collect();
    Some(department.row(outcome, &pieces))
}

/// Units that the department lists and that have no disclosure in the dataset.
enum Missing {
    None,
    NoList,
    Units(Vec<String>),
}

fn missing(department: &Held, units: &[&Held]) -> Missing {
    let listed = &department.lists.units;
    if listed.is_empty() {
        return Missing::NoList;
    }
    let own: Vec<String> = units.iter().map(|u| fold_text(&u.unit)).collect();
    let there = |key: &String| own.iter().any(|o| o.contains(key.as_str()) || key.contains(o.as_str()) || both_head(o, key));
    let gone: Vec<String> = listed.iter().filter(|(key, _)| !there(key)).map(|(_, name)| name.clone()).collect();
    if gone.is_empty() && listed.len() <= units.len() { Missing::None } else { Missing::Units(gone) }
}

/// The department's own office, however each calls it.
fn both_head(a: &str, b: &str) -> bool {
    let head = |s: &str| ["本级", "机关", "本部"].iter().any(|w| s.contains(w));
    head(a) && head(b)
}
