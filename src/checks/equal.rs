//! `left = right`: the equalities of `identities.toml`, restated numbers (A08), and 三公 items in two parts (A15).

use super::Input;
use super::identity::{Equal, IDENTITIES, Selector, key};
use super::outcome::{Evidence, Interval, Outcome, Relation, verdict};
use super::sums::{nothing, stated};
use super::witness::{agreed, subject};
use crate::facts::{Aspect, Fact, Measure, Scheme};
use crate::normalise::key::fold_text;
use crate::record::CheckStatus;
use std::collections::BTreeMap;

/// Every equality of the data.
pub(super) fn listed(input: &Input<'_>) -> Vec<Outcome> {
    IDENTITIES.equal.iter().flat_map(|identity| one_identity(input, identity)).collect()
}

fn one_identity(input: &Input<'_>, identity: &Equal) -> Vec<Outcome> {
    let differ: Vec<&str> = identity.differ.iter().map(String::as_str).collect();
    let left = agreed(input.facts, &identity.left, &differ);
    let right = agreed(input.facts, &identity.right, &differ);
    let mut rows = Vec::new();
    for (at, ours) in &left {
        let Some(theirs) = right.get(at) else { continue };
        rows.push(match (ours, theirs) {
            (Some(ours), Some(theirs)) => pair(&identity.id, *ours, *theirs),
            _ => Outcome::new(&identity.id, "", CheckStatus::Unknown, "one side is printed with different values; see A08"),
        });
    }
    if rows.is_empty() { vec![nothing(&identity.id, "one of both sides")] } else { rows }
}

fn pair(id: &str, (i, left): (usize, &Fact), (j, right): (usize, &Fact)) -> Outcome {
    let (a, b) = (Interval::of(left), Interval::of(right));
    let holds = a.meets(b);
    let message = format!(
        "{} {} against {} {}: {}",
        left.measure,
        left.value,
        right.measure,
        right.value,
        if holds { "they agree" } else { "they differ" }
    );
    Outcome::new(id, subject(left), verdict(holds), message)
        .sides(a, b)
        .evidence([Evidence::fact("lhs", i, left), Evidence::fact("rhs", j, right)])
        .relation(Relation::Same)
}

/// A08: the same fact, printed in several places, is the same number.
pub(super) fn restated(input: &Input<'_>) -> Vec<Outcome> {
    const ID: &str = "A08";
    let mut witnesses: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, fact) in stated(input.facts) {
        // A fact that names nothing but its scheme is not the same as another one that does.
        let named = fact.scheme.is_none() || fact.item_key.is_some() || fact.item.is_some();
        if named {
            // Kinds of vehicles, equipment and projects share a key: there the label tells them apart.
            let label = matches!(fact.measure, Measure::Quantity | Measure::Performance | Measure::Assets)
                .then(|| fold_text(fact.item.as_deref().unwrap_or("")));
            let whole: Vec<String> = key(fact, &[]).into_iter().chain(label).collect();
            witnesses.entry(whole).or_default().push(index);
        }
    }
    let mut rows = Vec::new();
    for indices in witnesses.values().filter(|w| w.len() > 1) {
        let finest = indices.iter().copied().min_by_key(|&i| (input.facts[i].resolution, i)).unwrap_or_default();
        let one = &input.facts[finest];
        let apart = indices.iter().copied().find(|&i| !Interval::of(&input.facts[i]).meets(Interval::of(one)));
        let other = apart.or_else(|| indices.iter().copied().find(|&i| i != finest)).unwrap_or(finest);
        let message = match apart {
            Some(i) => format!("printed as {} and as {}", one.value, input.facts[i].value),
            None => format!("printed {} times as {}", indices.len(), one.value),
        };
        let evidence = indices.iter().map(|&i| Evidence::fact(if i == finest { "lhs" } else { "rhs" }, i, &input.facts[i]));
        let outcome = Outcome::new(ID, restated_subject(one), verdict(apart.is_none()), message);
        rows.push(outcome.sides(Interval::of(one), Interval::of(&input.facts[other])).evidence(evidence).relation(Relation::Same));
    }
    if rows.is_empty() {
        return vec![Outcome::new(ID, "", CheckStatus::NotApplicable, "no number is printed twice")];
    }
    rows
}

/// A restated number has no single place; its whole key tells it from others.
fn restated_subject(fact: &Fact) -> String {
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
