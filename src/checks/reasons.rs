//! C14: each change has a direction and a reason.

use super::Input;
use super::outcome::{Evidence, Outcome, verdict};
use super::sums::stated;
use super::text::{Span, Text};
use super::words::{WORDS, any};
use crate::facts::{Aspect, Fact, Measure, Part, Source};
use crate::record::CheckStatus;
use std::collections::BTreeMap;
use std::ops::Range;

/// C14: a row for reasons that were left empty, and one for each measure whose changes are stated.
pub(super) fn given(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "C14";
    let mut rows = Vec::new();
    let empty: Vec<(&Span<'_>, Range<usize>)> =
        text.prose().flat_map(|span| empty_reasons(&span.key.text).into_iter().map(move |range| (span, range))).collect();
    if !empty.is_empty() {
        let message = format!("a reason is announced and not given: {} times", empty.len());
        let evidence = empty.iter().map(|(span, range)| Evidence::key(input, "lhs", span, range.clone()));
        rows.push(Outcome::new(ID, "empty reason", verdict(false), message).evidence(evidence));
    }
    rows.extend(by_measure(input, text));
    if rows.is_empty() {
        return vec![Outcome::new(ID, "", CheckStatus::NotApplicable, "no change of a total is stated in the text")];
    }
    rows
}

/// 主要原因是。 and nothing after it.
fn empty_reasons(key: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for opening in &WORDS.reason.openings {
        for (at, _) in key.match_indices(opening.as_str()) {
            let after = key[at + opening.len()..].trim_start_matches([':', ',']);
            // At the end of a paragraph what follows may be a list.
            let end = key.len() - after.len() + after.chars().next().map_or(0, char::len_utf8);
            let inside = found.iter().any(|r| r.contains(&at));
            if after.starts_with(['。', ';', '、']) && !inside {
                found.push(at..end);
            }
        }
    }
    found
}

/// A change of a total or of one of the three public expenses that is not zero.
fn is_headline(fact: &Fact) -> bool {
    let total = match fact.measure {
        Measure::Revenue | Measure::Expenditure => fact.scheme.is_none() && fact.component.is_some(),
        Measure::AgencyOperating => fact.scheme.is_none(),
        Measure::ThreePublic => true,
        _ => false,
    };
    total && fact.source == Source::Prose && fact.aspect == Aspect::Change && !fact.value.is_zero()
}

/// One row for each measure: a word of a reason stands with its changes, in the part on it, or in none of them.
fn by_measure(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    let mut changes: BTreeMap<Part, Vec<(usize, &Fact)>> = BTreeMap::new();
    for (seq, fact) in stated(input.facts).filter(|(_, f)| is_headline(f)) {
        let part = match fact.measure {
            Measure::AgencyOperating => Part::AgencyOperating,
            Measure::ThreePublic => Part::ThreePublic,
            _ => Part::BudgetArrangement,
        };
        changes.entry(part).or_default().push((seq, fact));
    }
    let mut rows = Vec::new();
    for (part, facts) in changes {
        // In the paragraph of the change, the one after it, and anywhere in the part: a reason may be given with the total or with its items.
        let beside = |s: &Span<'_>| facts.iter().any(|(_, f)| (f.place.block..=f.place.block + 1).contains(&s.block));
        let held = text.prose().filter(|s| s.part == Some(part) || beside(s)).any(|s| any(&s.key.text, &WORDS.reason.words));
        let message = if held {
            format!("{} changes, and reasons stand with them", facts.len())
        } else {
            format!("{} changes without a word on their reason", facts.len())
        };
        let evidence = facts.iter().take(20).map(|(seq, fact)| Evidence::fact("lhs", *seq, fact));
        rows.push(Outcome::new("C14", part.as_str(), verdict(held), message).evidence(evidence));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_ends_at_once_is_empty() {
        assert_eq!(empty_reasons("持平,主要原因是。其中:购置费0万元").len(), 1);
        assert_eq!(empty_reasons("减少1万元,主要原因是压减接待。").len(), 0);
        assert_eq!(empty_reasons("减少1万元,原因为:。").len(), 1);
        assert_eq!(empty_reasons("主要原因是:").len(), 0);
    }
}
