//! S08 within one document: a passage that stands twice. S10: levels below zero.

use super::Input;
use super::outcome::{Evidence, Outcome, verdict};
use super::sums::stated;
use super::text::{Span, Text};
use crate::facts::{Aspect, Part};
use crate::record::CheckStatus;
use std::collections::BTreeMap;

/// Characters that a passage must have to be worth a word.
const LONG: usize = 24;

/// S08: one row for each section in which a passage stands twice.
pub(super) fn twice(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "S08";
    let list = &input.context.sections.list;
    // A passage and its repetition stand in one part: the same reason for revenue and for expenditure is no slip.
    let top = |mut at: usize| {
        while let Some(parent) = list.get(at).and_then(|s| s.parent).filter(|p| *p < at) {
            if list.get(parent).and_then(|s| s.part).is_none() {
                break;
            }
            at = parent;
        }
        at
    };
    let mut first: BTreeMap<(Option<usize>, &str), &Span<'_>> = BTreeMap::new();
    let mut found: BTreeMap<Option<usize>, Vec<(&Span<'_>, &Span<'_>)>> = BTreeMap::new();
    let mut long = 0;
    for span in text.prose().filter(|s| s.part.is_some_and(|p| p != Part::Glossary) && s.key.text.chars().count() >= LONG) {
        long += 1;
        let section = span.section.map(top);
        match first.get(&(section, span.key.text.as_str())) {
            Some(before) => found.entry(section).or_default().push((before, span)),
            None => {
                first.insert((section, span.key.text.as_str()), span);
            }
        }
    }
    let mut rows = Vec::new();
    for (section, pairs) in found {
        let heading = section.and_then(|s| list.get(s)).map_or("", |s| s.heading.as_str());
        let subject = format!("within the document, {}", if heading.is_empty() { "front" } else { heading });
        let message = format!("{} passages stand twice, word for word", pairs.len());
        let evidence =
            pairs.iter().take(20).flat_map(|(before, again)| [Evidence::span(input, "lhs", before), Evidence::span(input, "rhs", again)]);
        rows.push(Outcome::new(ID, subject, verdict(false), message).evidence(evidence));
    }
    if rows.is_empty() {
        let (status, message) = if long > 0 {
            (CheckStatus::Pass, "no passage stands twice in one part of the document")
        } else {
            (CheckStatus::NotApplicable, "the disclosure has no passages")
        };
        rows.push(Outcome::new(ID, "within the document", status, message));
    }
    rows
}

/// S10: one row for all levels below zero.
pub(super) fn negative(input: &Input<'_>) -> Vec<Outcome> {
    const ID: &str = "S10";
    let levels: Vec<_> = stated(input.facts).filter(|(_, f)| f.aspect == Aspect::Level).collect();
    if levels.is_empty() {
        return vec![Outcome::new(ID, "", CheckStatus::Unknown, "no level is printed")];
    }
    let below: Vec<_> = levels.iter().filter(|(_, f)| f.value.is_sign_negative() && !f.value.is_zero()).collect();
    let message = match below.first() {
        Some((_, fact)) => format!("{} levels are below zero, the first {} {}", below.len(), fact.measure, fact.value),
        None => format!("none of {} levels is below zero", levels.len()),
    };
    let evidence = below.iter().take(40).map(|(seq, fact)| Evidence::fact("lhs", *seq, fact));
    vec![Outcome::new(ID, "", verdict(below.is_empty()), message).evidence(evidence)]
}
