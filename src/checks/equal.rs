//! `left = right`: the equalities of `identities.toml`, 三公 items in two parts (A15), and personnel in two tables (B08).

use super::Input;
use super::identity::{Equal, IDENTITIES, Selector, key};
use super::outcome::{Evidence, Interval, Outcome, Relation, verdict};
use super::sums::{nothing, stated};
use super::witness::{agreed, subject};
use crate::facts::{Aspect, Fact, Measure, Scheme};
use crate::normalise::key::fold_text;
use crate::record::CheckStatus;
use std::collections::BTreeSet;

/// Every equality of the data.
pub(super) fn listed(input: &Input<'_>) -> Vec<Outcome> {
    let mut rows: Vec<Outcome> = IDENTITIES.equal.iter().flat_map(|identity| one_identity(input, identity)).collect();
    rows.extend(basic_of_all_funds(input));
    let ids: BTreeSet<&str> = IDENTITIES.equal.iter().map(|i| i.id.as_str()).collect();
    let silent: Vec<Outcome> =
        ids.iter().filter(|id| !rows.iter().any(|o| o.row.check_id == **id)).map(|id| nothing(id, "one of both sides")).collect();
    rows.extend(silent);
    rows
}

fn one_identity(input: &Input<'_>, identity: &Equal) -> Vec<Outcome> {
    let differ: Vec<&str> = identity.differ.iter().map(String::as_str).collect();
    let left = agreed(input.facts, &identity.left, &differ);
    let right = agreed(input.facts, &identity.right, &differ);
    let mut rows = Vec::new();
    for (at, ours) in &left {
        let Some(theirs) = right.get(at) else { continue };
        rows.push(match (ours, theirs) {
            (Some(ours), Some(theirs)) if identity.id == "A12" && ours.1.value.is_zero() && !theirs.1.value.is_zero() => {
                let message = "no agency operating expenditure is stated: an institution has none";
                Outcome::new(&identity.id, subject(ours.1), CheckStatus::NotApplicable, message)
                    .evidence([Evidence::fact("lhs", ours.0, ours.1)])
            }
            (Some(ours), Some(theirs)) => pair(&identity.id, *ours, *theirs),
            _ => {
                let words: Vec<&str> = at.iter().map(String::as_str).filter(|v| !v.is_empty()).collect();
                Outcome::new(&identity.id, words.join(" "), CheckStatus::Unknown, "one side is printed with different values; see A08")
            }
        });
    }
    rows
}

/// The place of a number in words.
fn place(fact: &Fact) -> String {
    match fact.place.cell {
        Some(_) => format!("in table {}", fact.place.block),
        None => "in the text".to_owned(),
    }
}

/// Two numbers that must be the same.
pub(super) fn pair(id: &str, (i, left): (usize, &Fact), (j, right): (usize, &Fact)) -> Outcome {
    let (a, b) = (Interval::of(left), Interval::of(right));
    let cut = a.cuts(b) || b.cuts(a);
    let end = match (a.meets(b), cut) {
        (true, _) => "they agree",
        (false, true) => "the digits after the last printed one were cut, not rounded",
        (false, false) => "they differ",
    };
    let message =
        format!("{} {} {} against {} {} {}: {end}", left.measure, left.value, place(left), right.measure, right.value, place(right));
    let outcome = Outcome::new(id, subject(left), verdict(a.meets(b)), message)
        .sides(a, b)
        .evidence([Evidence::fact("lhs", i, left), Evidence::fact("rhs", j, right)])
        .relation(Relation::Same);
    let slight = !a.meets(b) && (cut || id == "A12" && !super::suspects::slip_between(left, right));
    if slight { outcome.note() } else { outcome }
}

/// B08: where basic expenditure of all funds is that of the general public budget, so are its personnel and operating parts, in whatever table they stand.
fn basic_of_all_funds(input: &Input<'_>) -> Vec<Outcome> {
    let of = |component: &str, fund: &str, kind: &str| {
        let mut wanted = vec![("measure", "expenditure"), ("component", component), ("scheme", ""), ("aspect", "level"), ("fund", fund)];
        wanted.extend((!kind.is_empty()).then_some(("table_kind", kind)));
        let selector: Selector = wanted.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        agreed(input.facts, &selector, &["component", "fund"])
    };
    let (all, general) = (of("basic", "all", ""), of("basic", "general_public|fiscal_appropriation", "basic_expenditure"));
    let same = |at: &Vec<String>| match (all.get(at), general.get(at)) {
        (Some(Some(a)), Some(Some(b))) => Interval::of(a.1).meets(Interval::of(b.1)),
        _ => false,
    };
    let mut rows = Vec::new();
    for component in ["personnel", "operating"] {
        let right = of(component, "general_public|fiscal_appropriation", "basic_expenditure");
        for (at, ours) in of(component, "all", "revenue_expenditure_total|expenditure") {
            if let (Some(ours), Some(Some(theirs)), true) = (ours, right.get(&at), same(&at)) {
                rows.push(pair("B08", ours, *theirs));
            }
        }
    }
    rows
}

/// A restated number has no single place; its whole key tells it from others.
pub(super) fn restated_subject(fact: &Fact) -> String {
    let words: Vec<String> = key(fact, &["value_unit"]).into_iter().filter(|v| !v.is_empty()).collect();
    words.join(" ")
}

/// Labels of agency operating items that are items of 三公 too.
const SHARED_ITEMS: &[(&str, &[&str])] = &[
    ("official_reception", &["公务接待"]),
    ("vehicle_operation", &["公务用车运行", "公务用车运维", "公车运行", "车辆运行"]),
    ("overseas_travel", &["因公出国", "出国(境)"]),
];

/// A15: 三公 items in the list of agency operating expenses are the same in the part on 三公.
pub(super) fn shared_items(input: &Input<'_>) -> Vec<Outcome> {
    const ID: &str = "A15";
    let mut rows = Vec::new();
    for (index, fact) in stated(input.facts)
        .filter(|(_, f)| f.measure == Measure::AgencyOperating && f.scheme == Some(Scheme::Listed) && f.aspect == Aspect::Level)
    {
        let label = fold_text(fact.item.as_deref().unwrap_or(""));
        let Some((item, _)) = SHARED_ITEMS.iter().find(|(_, words)| words.iter().any(|w| label.contains(w))) else { continue };
        let selector = Selector::from([
            ("measure".into(), "three_public".into()),
            ("item_key".into(), (*item).into()),
            ("aspect".into(), "level".into()),
        ]);
        let found = agreed(input.facts, &selector, &["measure", "scheme", "item_key", "item", "fund"]);
        match found.get(&key(fact, &["measure", "scheme", "item_key", "item", "fund"])) {
            Some(Some(theirs)) => rows.push(pair(ID, (index, fact), *theirs)),
            Some(None) => rows.push(Outcome::new(
                ID,
                subject(fact),
                CheckStatus::Unknown,
                "the item of 三公 is printed with different values; see A08",
            )),
            None => {}
        }
    }
    if rows.is_empty() { vec![nothing(ID, "an item that stands in both parts")] } else { rows }
}
