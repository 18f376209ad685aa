//! X01 and X02: what a disclosure says of earlier figures, and what was disclosed then.

use super::held::{Held, HeldFact};
use super::{Rows, compare::Verdict, compare::compare};
use crate::checks::outcome::Outcome;
use crate::facts::{Basis, BudgetStage, DisclosureKind};
use crate::record::{CheckStatus, EvidencePiece};
use std::collections::BTreeMap;

/// One thing that is said of an earlier figure: by derivation (X01) or in so many words (X02).
type Said = (&'static str, u128, rust_decimal::Decimal);

/// X01 and X02 of one disclosure, against the earlier ones of the same body.
pub(super) fn check(later: &Held, group: &[Held], rows: &mut Rows) {
    let mut said: BTreeMap<Said, &HeldFact> = BTreeMap::new();
    for fact in later.facts.iter().filter(|f| of_the_past(later, f)) {
        let slot = said.entry((id(fact), fact.key, fact.number.value)).or_insert(fact);
        if fact.number.half < slot.number.half {
            *slot = fact;
        }
    }
    let mut earlier: Vec<&Held> = group.iter().filter(|e| e.unit == later.unit && e.written() < later.written()).collect();
    earlier.sort_by_key(|e| std::cmp::Reverse(e.written()));
    for check in ["X01", "X02"] {
        let mut own: Vec<&HeldFact> = said.iter().filter(|(key, _)| key.0 == check).map(|(_, fact)| *fact).collect();
        own.sort_by_key(|f| f.order());
        let mut without = Vec::new();
        for fact in &own {
            match source(fact, &earlier) {
                Some((other, theirs)) => {
                    // Where one of several statements of a figure agrees, another one was perhaps said of something else.
                    let elsewhere =
                        said.iter().any(|(key, f)| key.1 == fact.key && compare(f, &theirs).is_some_and(|c| c.verdict == Verdict::Holds));
                    rows.extend(outcome(check, later, fact, other, &theirs, elsewhere));
                }
                None => without.push(*fact),
            }
        }
        rows.extend(left_over(check, later, own.is_empty(), earlier.is_empty(), &without));
    }
}

/// A flow of an earlier year, or the budget of the year of final accounts.
fn of_the_past(later: &Held, fact: &HeldFact) -> bool {
    let Some(year) = fact.year.filter(|_| fact.stage.is_some()) else { return false };
    let budget = later.kind == Some(DisclosureKind::FinalAccounts) && fact.stage == Some(BudgetStage::Budget);
    year < later.year || (budget && year == later.year)
}

/// A base that is said to be equal (与上年预算数相等) is stated as much as one in figures.
fn id(fact: &HeldFact) -> &'static str {
    let derived = fact.basis == Basis::Derived && fact.printed.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if derived { "X01" } else { "X02" }
}

/// Who printed that figure before: the disclosure whose own it is, or else the latest that speaks of it.
fn source<'a>(fact: &HeldFact, earlier: &[&'a Held]) -> Option<(&'a Held, Vec<&'a HeldFact>)> {
    let own = earlier.iter().filter(|e| e.owns(fact.year, fact.stage)).map(|e| (*e, e.stated(fact.key)));
    let said = |e: &'a Held| {
        let stated = e.stated(fact.key);
        if stated.is_empty() { e.of_key(fact.key).iter().collect() } else { stated }
    };
    let others = earlier.iter().map(|e| (*e, said(e)));
    own.chain(others).find(|(_, theirs)| !theirs.is_empty())
}

fn outcome(id: &str, later: &Held, fact: &HeldFact, other: &Held, theirs: &[&HeldFact], elsewhere: bool) -> Option<super::Row> {
    let found = compare(fact, theirs)?;
    let year = fact.year.unwrap_or_default();
    let how = match id {
        "X01" => "from the stated change",
        _ => "as stated",
    };
    let own = if other.owns(fact.year, fact.stage) { "prints" } else { "implies or restates" };
    let contradicted = elsewhere && found.verdict.status() == CheckStatus::Fail;
    let status = if contradicted { CheckStatus::Unknown } else { found.verdict.status() };
    let told = match found.verdict {
        _ if contradicted => "and another statement here agrees with that".to_owned(),
        Verdict::Holds => "the same".to_owned(),
        Verdict::Apart => super::compare::apart(fact.number, found.theirs.number),
        Verdict::Minority => format!("the same as in one place, but most places print {}", found.theirs.number.value),
        Verdict::Ambiguous => "which contradicts itself".to_owned(),
        Verdict::Renamed => "under another name of that class".to_owned(),
    };
    let message = format!(
        "{year} {how} {}; the {} of {} {own} {}: {told}",
        fact.number.value,
        other.kind.map_or("disclosure", |k| k.as_str()),
        other.year,
        found.theirs.number.value,
    );
    let outcome = Outcome::new(id, fact.label.as_deref().unwrap_or(""), status, message).sides(fact.number, found.theirs.number);
    let pieces: Vec<EvidencePiece> =
        std::iter::once(later.piece("lhs", fact, later)).chain(theirs.iter().map(|f| other.piece("rhs", f, later))).collect();
    Some(later.row(outcome, &pieces))
}

/// One row for all that could not be compared.
fn left_over(id: &str, later: &Held, nothing: bool, alone: bool, without: &[&HeldFact]) -> Option<super::Row> {
    let (status, message) = match (nothing, without) {
        (true, _) => (CheckStatus::NotApplicable, "nothing is said of an earlier year".to_owned()),
        (false, []) => return None,
        (false, some) if alone => (
            CheckStatus::Unknown,
            format!("no earlier disclosure of this body is in the dataset; figures of earlier years: {}", some.len()),
        ),
        (false, some) => (CheckStatus::Unknown, format!("no earlier disclosure prints {} of the figures of earlier years", some.len())),
    };
    Some(later.row(Outcome::new(id, "", status, message), &[]))
}
