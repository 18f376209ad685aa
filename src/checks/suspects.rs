//! Who is to blame: which printed number, changed, would make failed identities hold again, and how many that hold now it would break.
//!
//! Every identity that was tried, passed or failed, is kept with its numbers. For a failed one each of its numbers is solved for: what would it have to be? What a slip of the
//! hand makes of that (a shifted point, 万元 for 元, digits swapped, a sign, last year's figure) is preferred to a bare difference. Nothing is ever changed.

mod identity;
mod slip;

use super::outcome::{Evidence, Interval, Outcome};
use crate::diagnostics::Severity;
use crate::facts::Fact;
use crate::record::{CheckStatus, SuspectKind, SuspectRow};
use identity::Identity;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Suspects of one failed identity that are kept.
const KEPT: usize = 10;
/// Rows of a disclosure: a person reads the first few.
const MOST: usize = 200;

/// A printed number, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    block: u32,
    row: Option<u32>,
    column: Option<u32>,
    start: Option<u32>,
    end: Option<u32>,
}

impl Place {
    fn of(evidence: &Evidence) -> Self {
        Place {
            block: evidence.block,
            row: evidence.table_row,
            column: evidence.table_column,
            start: evidence.start_char,
            end: evidence.end_char,
        }
    }
}

/// A number that could be wrong, with what it would have to be.
struct Suspect<'a> {
    number: &'a Evidence,
    value: Decimal,
    proposal: Decimal,
    kind: SuspectKind,
    restored: Vec<usize>,
    breaks: usize,
    /// The gravest of the failed checks that it mends.
    severity: Severity,
    /// Identities that hold with it as it is printed: the more there are, the less likely it is wrong.
    held: usize,
}

/// The suspects of a disclosure, the likeliest first.
pub(super) fn of(facts: &[Fact], outcomes: &[Outcome]) -> Vec<SuspectRow> {
    let identities: Vec<(usize, Identity)> =
        outcomes.iter().enumerate().filter_map(|(i, outcome)| Some((i, Identity::of(outcome)?))).collect();
    let failed = |identity: &(usize, Identity)| outcomes[identity.0].row.status == CheckStatus::Fail;
    if !identities.iter().any(failed) {
        return Vec::new();
    }
    let mut members: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (at, (_, identity)) in identities.iter().enumerate() {
        for place in identity.places() {
            members.entry(place).or_default().push(at);
        }
    }
    let last_year = slip::LastYear::of(facts);
    let mut found: BTreeMap<(Place, Decimal), Suspect<'_>> = BTreeMap::new();
    for (at, (index, identity)) in identities.iter().enumerate().filter(|(_, i)| failed(i)) {
        let mut own: Vec<((Place, Decimal), Suspect<'_>)> = Vec::new();
        for number in distinct(&outcomes[*index].evidence) {
            let (place, Some(interval)) = (Place::of(number), number.number) else { continue };
            let Some(required) = identity.required(place) else { continue };
            let (proposal, kind) = slip::classify(number, interval, required, &last_year);
            if proposal == interval.value {
                continue;
            }
            let touched = members.get(&place).map_or(&[][..], Vec::as_slice);
            let holds = |i: &usize| identities[*i].1.holds_with(place, Interval { value: proposal, half: interval.half });
            let restored: Vec<usize> = touched.iter().copied().filter(|i| failed(&identities[*i]) && holds(i)).collect();
            let passed = |i: &usize| outcomes[identities[*i].0].row.status == CheckStatus::Pass;
            let breaks = touched.iter().filter(|i| passed(i) && !holds(i)).count();
            let held = touched.iter().filter(|i| passed(i)).count();
            let grave = restored.iter().map(|i| outcomes[identities[*i].0].row.severity).max_by_key(|s| gravity(*s));
            if let Some(severity) = grave.filter(|_| restored.contains(&at)) {
                own.push(((place, proposal), Suspect { number, value: interval.value, proposal, kind, restored, breaks, severity, held }));
            }
        }
        own.sort_by_key(|(place, suspect)| (rank(suspect), *place));
        for (key, suspect) in own.into_iter().take(KEPT) {
            found.entry(key).or_insert(suspect);
        }
    }
    let mut suspects: Vec<((Place, Decimal), Suspect<'_>)> = found.into_iter().collect();
    suspects.sort_by_key(|(place, suspect)| (rank(suspect), *place));
    let name = |i: &usize| {
        let row = &outcomes[identities[*i].0].row;
        format!("{} {}", row.check_id, row.subject).trim_end().to_owned()
    };
    suspects.into_iter().take(MOST).map(|(_, suspect)| row(&suspect, suspect.restored.iter().map(name).collect())).collect()
}

/// A slip of the hand makes one of two numbers out of the other.
pub(super) fn slip_between(left: &Fact, right: &Fact) -> bool {
    let kind = |printed: &Fact, needed: &Fact| {
        let number = Evidence::fact("lhs", 0, printed);
        slip::classify(&number, Interval::of(printed), Interval::of(needed), &slip::LastYear::of(&[])).1
    };
    kind(left, right) != SuspectKind::Balance || kind(right, left) != SuspectKind::Balance
}

/// The numbers of an identity, each place once.
fn distinct(evidence: &[Evidence]) -> impl Iterator<Item = &Evidence> {
    let mut seen = std::collections::BTreeSet::new();
    evidence.iter().filter(move |e| e.number.is_some() && seen.insert(Place::of(e)))
}

/// How much a severity weighs.
fn gravity(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 2,
        Severity::Warning => 1,
        Severity::Note => 0,
    }
}

/// What mends more than it breaks comes first, errors before warnings; then what restores most and breaks least; then what a slip of the hand explains; then what fewer identities confirm as it stands.
fn rank(suspect: &Suspect<'_>) -> (bool, Reverse<u8>, Reverse<i64>, u8, usize, usize) {
    let gain = suspect.restored.len() as i64 - suspect.breaks as i64;
    let bare = u8::from(suspect.kind == SuspectKind::Balance);
    (gain <= 0, Reverse(gravity(suspect.severity)), Reverse(gain), bare, suspect.breaks, suspect.held)
}

fn row(suspect: &Suspect<'_>, failed_checks: Vec<String>) -> SuspectRow {
    let number = suspect.number;
    SuspectRow {
        disclosure_id: String::new(),
        seq: 0,
        fact_seq: number.fact_seq.map(|s| s as u32),
        block: number.block,
        start_char: number.start_char,
        end_char: number.end_char,
        table_row: number.table_row,
        table_column: number.table_column,
        printed: number.printed.clone(),
        value: suspect.value,
        proposal: suspect.proposal,
        kind: suspect.kind,
        restores: suspect.restored.len() as u32,
        breaks: suspect.breaks as u32,
        failed_checks: failed_checks.join("; "),
    }
}
