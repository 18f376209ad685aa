//! C13: 三公 split into its three, vehicles into purchase and operation. C15-C17: operating expense, procurement and assets are stated.

use super::Input;
use super::outcome::{Evidence, Interval, Outcome, verdict};
use super::sums::stated;
use super::text::Text;
use super::words::{WORDS, any};
use crate::document::Layout;
use crate::facts::{Aspect, Fact, Fund, Measure, Part, TableKind};
use crate::record::{AvailabilityState, CheckStatus, SectionStatus};

/// Levels of the disclosure's own year and stage, of the whole of it.
fn own<'f>(input: &Input<'f>, measure: Measure) -> impl Iterator<Item = (usize, &'f Fact)> {
    let (year, stage) = (input.context.identity.fiscal_year, input.context.own_stage());
    stated(input.facts).filter(move |(_, f)| {
        let own = f.year == year && (f.stage.is_none() || f.stage == Some(stage));
        f.measure == measure && f.aspect == Aspect::Level && f.unit_name.is_none() && own
    })
}

fn keyed<'f>(input: &Input<'f>, measure: Measure, key: Option<&str>) -> Option<(usize, &'f Fact)> {
    let other = |f: &Fact| matches!(f.fund, Some(Fund::GovernmentFund | Fund::StateCapital | Fund::SpecialAccount));
    let mut of_key: Vec<_> = own(input, measure).filter(|(_, f)| f.item_key.as_deref() == key && f.scheme.is_none() && !other(f)).collect();
    of_key.sort_by_key(|(_, f)| f.value.is_zero());
    of_key.first().copied()
}

/// True when words for an item stand in the part, or in a table of that kind: it may be given where it was not read.
fn named(text: &Text<'_>, input: &Input<'_>, part: Part, kind: TableKind, item: &str) -> bool {
    let Some(words) = WORDS.items.get(item) else { return true };
    let blocks: Vec<u32> = input.tables.tables.iter().filter(|t| t.kind == kind).map(|t| t.block).collect();
    text.spans
        .iter()
        .filter(|s| s.part == Some(part) || blocks.contains(&s.block))
        .any(|s| words.iter().any(|w| s.places(w).any(|r| !s.key.text[r.end..].starts_with(['及', '和', '与', '、']))))
}

/// C13: one row for the three, one for the vehicles.
pub(super) fn three_public(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    let three = ["overseas_travel", "official_vehicle", "official_reception"];
    vec![
        split(input, text, None, "three items", &three),
        split(input, text, Some("official_vehicle"), "vehicles", &["vehicle_purchase", "vehicle_operation"]),
    ]
}

fn split(input: &Input<'_>, text: &Text<'_>, whole: Option<&str>, subject: &str, parts: &[&str]) -> Outcome {
    const ID: &str = "C13";
    let Some((seq, total)) = keyed(input, Measure::ThreePublic, whole) else {
        return Outcome::new(ID, subject, CheckStatus::Unknown, "the whole is not stated, so that nothing tells whether it is split");
    };
    let evidence = [Evidence::fact("lhs", seq, total)];
    if total.value.is_zero() {
        return Outcome::new(ID, subject, CheckStatus::NotApplicable, "the whole is zero").evidence(evidence);
    }
    // Vehicles may be stated by their two items alone.
    let of = |part: &str| {
        let kinds: &[&str] =
            if part == "official_vehicle" { &["official_vehicle", "vehicle_operation", "vehicle_purchase"] } else { &[part] };
        kinds.iter().find_map(|k| keyed(input, Measure::ThreePublic, Some(k)))
    };
    let found: Vec<(&str, Option<(usize, &Fact)>)> = parts.iter().map(|p| (*p, of(p))).collect();
    let missing: Vec<&str> = found.iter().filter(|(_, f)| f.is_none()).map(|(p, _)| *p).collect();
    let evidence = evidence.into_iter().chain(found.iter().filter_map(|(_, f)| f.map(|(seq, f)| Evidence::fact("rhs", seq, f))));
    if missing.is_empty() {
        return Outcome::new(ID, subject, CheckStatus::Pass, "each item is stated").evidence(evidence);
    }
    let unread =
        missing.iter().any(|m| named(text, input, Part::ThreePublic, TableKind::ThreePublic, m)) || open_numbers(input, Part::ThreePublic);
    let sum = found.iter().filter_map(|(_, f)| *f).fold(Interval::default(), |sum, (_, f)| sum.plus(Interval::of(f)));
    let (status, message) = if missing.len() < parts.len() && sum.meets(Interval::of(total)) {
        (CheckStatus::Unknown, format!("{} not stated; the rest makes up the whole", missing.join(", ")))
    } else if unread || input.context.document.table(total.place.block).is_some_and(|t| t.layout == Layout::Ragged) {
        (CheckStatus::Unknown, format!("{} named without a number that was understood", missing.join(", ")))
    } else {
        (CheckStatus::Fail, format!("the whole is {}, and {} not stated", total.value, missing.join(", ")))
    };
    Outcome::new(ID, subject, status, message).evidence(evidence)
}

/// True when numbers of a part were not understood: one of them may be what is looked for.
fn open_numbers(input: &Input<'_>, part: Part) -> bool {
    input
        .not_understood
        .iter()
        .any(|p| p.cell.is_none() && input.context.part_at(crate::document::Position { block: p.block, char: p.start_char }) == Some(part))
}

/// The folded text of a part's paragraphs and cells.
fn said(text: &Text<'_>, part: Part) -> String {
    text.spans.iter().filter(|s| s.part == Some(part) && !s.heading).map(|s| s.key.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The row of a check on a part that must state a figure: fails only where the part has text, no digit, and no word that there is none.
fn must_state(input: &Input<'_>, text: &Text<'_>, id: &str, part: Part, what: &str) -> Outcome {
    let sections = &input.context.sections.list;
    let found = sections.iter().find(|s| s.part == Some(part) && s.status == SectionStatus::Found);
    let Some(section) = found else {
        return Outcome::new(id, "", CheckStatus::Unknown, format!("there is no part on it; C{:02} tells of that", part.number()));
    };
    let said = said(text, part);
    let evidence = text.spans.iter().filter(|s| s.part == Some(part)).take(3).map(|s| Evidence::span(input, "lhs", s));
    let numerals = said.chars().any(|c| c.is_ascii_digit()) || ["万元", "亿元"].iter().any(|w| said.contains(w));
    let (status, message) = if any(&said, &WORDS.none.words) {
        (CheckStatus::Pass, format!("the part says in words that there is no {what}, or that it is not given by this body"))
    } else if numerals || said.is_empty() {
        (CheckStatus::Unknown, format!("the part holds numbers, and none was understood as {what}"))
    } else {
        (CheckStatus::Fail, format!("the part \"{}\" states no {what}", section.heading))
    };
    Outcome::new(id, "", status, message).evidence(evidence)
}

/// The state of a headline measure.
fn state(input: &Input<'_>, subject: &str) -> Option<AvailabilityState> {
    input.availability.iter().find(|a| a.subject == subject).map(|a| a.state)
}

/// C15: the agency operating expense.
pub(super) fn agency_operating(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    if let Some((seq, fact)) = own(input, Measure::AgencyOperating).find(|(_, f)| f.scheme.is_none()) {
        let row = Outcome::new("C15", "", CheckStatus::Pass, format!("the agency operating expense is {}", fact.value));
        return vec![row.evidence([Evidence::fact("lhs", seq, fact)])];
    }
    if matches!(state(input, "agency_operating"), Some(AvailabilityState::StatedNone | AvailabilityState::NotApplicable)) {
        return vec![Outcome::new("C15", "", CheckStatus::Pass, "it is said that there is none")];
    }
    vec![must_state(input, text, "C15", Part::AgencyOperating, "amount of the agency operating expense")]
}

/// C16: procurement, and its three kinds.
pub(super) fn procurement(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "C16";
    let Some((seq, total)) = keyed(input, Measure::Procurement, None) else {
        return vec![must_state(input, text, ID, Part::Procurement, "amount of procurement")];
    };
    let evidence = vec![Evidence::fact("lhs", seq, total)];
    if total.value.is_zero() {
        return vec![Outcome::new(ID, "", CheckStatus::Pass, "there is no procurement, and it is said").evidence(evidence)];
    }
    let kinds = ["goods", "works", "services"];
    let found: Vec<(usize, &Fact)> = kinds.iter().filter_map(|k| keyed(input, Measure::Procurement, Some(k))).collect();
    let sum = found.iter().fold(Interval::default(), |sum, (_, f)| sum.plus(Interval::of(f)));
    let evidence = evidence.into_iter().chain(found.iter().map(|(seq, f)| Evidence::fact("rhs", *seq, f)));
    let words = kinds.iter().any(|k| named(text, input, Part::Procurement, TableKind::Procurement, k));
    let items = input.tables.procurement.iter().any(|r| !r.is_total && r.item.is_some());
    let (status, message) = match found.len() {
        3 => (CheckStatus::Pass, "stated, and split into goods, works and services".to_owned()),
        1 | 2 if sum.meets(Interval::of(total)) => (CheckStatus::Pass, "stated; the kinds that are named make up the whole".to_owned()),
        0 if items => (CheckStatus::Unknown, "stated item by item; the kinds are not told".to_owned()),
        0 if !words => (CheckStatus::Fail, format!("{} in all, without a word on goods, works or services", total.value)),
        _ => (CheckStatus::Unknown, "not every kind has a number that was understood".to_owned()),
    };
    vec![Outcome::new(ID, "", status, message).evidence(evidence)]
}

/// C17: state assets.
pub(super) fn assets(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    let stock = |f: &Fact| {
        let kept = matches!(f.item_key.as_deref(), Some("vehicles_kept" | "general_equipment" | "special_equipment" | "large_equipment"));
        f.measure == Measure::Assets || (f.measure == Measure::Quantity && kept)
    };
    if let Some((seq, fact)) = stated(input.facts).find(|(_, f)| stock(f) && f.aspect == Aspect::Level) {
        let row = Outcome::new("C17", "", CheckStatus::Pass, "at least one amount or count of assets is stated");
        return vec![row.evidence([Evidence::fact("lhs", seq, fact)])];
    }
    if let Some(row) = input.tables.assets.iter().find(|r| r.quantity.is_some() || r.value_wan.is_some()) {
        let outcome = Outcome::new("C17", "", verdict(true), "the table of assets holds figures");
        return vec![outcome.evidence([Evidence::row("lhs", row.block, row.table_row, row.item.clone())])];
    }
    vec![must_state(input, text, "C17", Part::StateAssets, "figure of the assets held")]
}
