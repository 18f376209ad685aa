//! A figure against the places where another disclosure prints it.

use super::held::HeldFact;
use crate::checks::outcome::Interval;
use crate::record::CheckStatus;
use rust_decimal::Decimal;

/// How a figure stands to what the other disclosure prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Equal within the printed places, to all or to most.
    Holds,
    /// Equal to no place.
    Apart,
    /// Equal to one place of a disclosure that prints another figure in most places.
    Minority,
    /// The other disclosure prints it in two ways, and neither prevails against this figure.
    Ambiguous,
    /// The same class code stands for another name there.
    Renamed,
}

impl Verdict {
    pub fn status(self) -> CheckStatus {
        match self {
            Verdict::Holds => CheckStatus::Pass,
            Verdict::Apart | Verdict::Minority => CheckStatus::Fail,
            Verdict::Ambiguous | Verdict::Renamed => CheckStatus::Unknown,
        }
    }
}

/// The verdict, and the place of the other disclosure that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compared<'a> {
    pub verdict: Verdict,
    pub theirs: &'a HeldFact,
}

/// Compares a figure with every place of another disclosure that prints it; `None` where there is no place.
pub(super) fn compare<'a>(ours: &HeldFact, theirs: &[&'a HeldFact]) -> Option<Compared<'a>> {
    let finest = |among: &[&'a HeldFact]| among.iter().copied().min_by_key(|f| (f.number.half, f.order()));
    let (meeting, other): (Vec<&HeldFact>, Vec<&HeldFact>) = theirs.iter().copied().partition(|f| ours.number.meets(f.number));
    let agree = other.iter().all(|a| other.iter().all(|b| a.number.meets(b.number)));
    let verdict = match (meeting.len(), other.len()) {
        _ if theirs.iter().any(|f| !one_name(ours, f)) => Verdict::Renamed,
        (_, 0) => Verdict::Holds,
        (0, _) if agree => Verdict::Apart,
        (met, apart) if met > apart => Verdict::Holds,
        (met, apart) if met > 0 && apart > met && agree => Verdict::Minority,
        _ => Verdict::Ambiguous,
    };
    let counted = if matches!(verdict, Verdict::Apart | Verdict::Minority) { &other } else { theirs_or(&meeting, theirs) };
    Some(Compared { verdict, theirs: finest(counted)? })
}

fn theirs_or<'s, 'a>(meeting: &'s [&'a HeldFact], theirs: &'s [&'a HeldFact]) -> &'s [&'a HeldFact] {
    if meeting.is_empty() { theirs } else { meeting }
}

/// Codes are given to other classes when the classification is revised: only names that agree are one class.
fn one_name(a: &HeldFact, b: &HeldFact) -> bool {
    let (Some(a), Some(b)) = (&a.class_name, &b.class_name) else { return true };
    let bare = |s: &str| s.trim_end_matches("支出").trim_end_matches("费").to_owned();
    let (a, b) = (bare(a), bare(b));
    a.contains(b.as_str()) || b.contains(a.as_str())
}

/// How far two figures are apart, and whether 元 and 万元 were mixed up.
pub(super) fn apart(ours: Interval, theirs: Interval) -> String {
    let slip = |a: Interval, b: Interval| {
        let scaled = Interval { value: a.value.checked_mul(Decimal::from(10_000)).unwrap_or(Decimal::MAX), half: a.half };
        !a.value.is_zero() && scaled.meets(Interval { value: b.value, half: b.half + a.half * Decimal::from(10_000) })
    };
    if slip(ours, theirs) || slip(theirs, ours) {
        return "one is 10,000 times the other, as if 元 and 万元 had been mixed up".to_owned();
    }
    format!("{} apart", (ours.value - theirs.value).abs())
}
