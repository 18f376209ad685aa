//! A05 over sentences: the items that a total is divided into. A list in sentences may leave items out, so that only items that add up to more than their total prove something.

use super::Input;
use super::identity::key;
use super::outcome::{Evidence, Interval, Outcome, Relation};
use super::sums::stated;
use super::witness::subject;
use super::words::{WORDS, any};
use crate::document::Block;
use crate::facts::{Aspect, Component, Fact, Fund, ItemLevel, Measure, Scheme, Source};
use crate::normalise::key::fold_text;
use crate::record::CheckStatus;
use std::collections::BTreeMap;

const ID: &str = "A05";
/// What an item does not share with its total.
const ITEM: &[&str] = &["scheme", "item_key", "item", "component"];

/// One row for each total that sentences divide into items.
pub(super) fn listed(input: &Input<'_>) -> Vec<Outcome> {
    let mut lists: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, item) in stated(input.facts).filter(|(_, f)| is_item(f)) {
        if let Some(whole) = whole_of(input, item) {
            lists.entry(whole).or_default().push(index);
        }
    }
    lists.into_iter().filter_map(|(whole, items)| compare(input.facts, whole, &items)).collect()
}

fn is_item(fact: &Fact) -> bool {
    fact.source == Source::Prose
        && fact.measure == Measure::Expenditure
        && fact.aspect == Aspect::Level
        && fact.scheme == Some(Scheme::Function)
        && fact.item_level == Some(ItemLevel::Item)
        && fact.component.is_none()
}

fn is_total(fact: &Fact) -> bool {
    fact.source == Source::Prose
        && fact.measure == Measure::Expenditure
        && fact.aspect == Aspect::Level
        && fact.scheme.is_none()
        && matches!(fact.component, Some(Component::Total | Component::Current))
}

/// The total above an item: the one that it stands under, or the one that the sentence before the list names (财政拨款支出主要内容如下).
fn whole_of(input: &Input<'_>, item: &Fact) -> Option<usize> {
    let facts = input.facts;
    if let Some(parent) = item.parent {
        return facts.get(parent).filter(|f| is_total(f) && key(f, ITEM) == key(item, ITEM)).map(|_| parent);
    }
    let fund = fund_of_list(input, item)?;
    let free: Vec<&str> = ITEM.iter().copied().chain(["fund"]).collect();
    let alike = |f: &Fact| is_total(f) && f.fund == Some(fund) && f.part == item.part && key(f, &free) == key(item, &free);
    let mut totals = stated(facts).filter(|(_, f)| alike(f));
    let (first, one) = totals.next()?;
    let inside = item.fund == Some(Fund::All) || item.fund == Some(fund);
    (inside && totals.all(|(_, f)| Interval::of(f).meets(Interval::of(one)))).then_some(first)
}

/// The fund that the nearest sentence which opens a list names, before an item.
fn fund_of_list(input: &Input<'_>, item: &Fact) -> Option<Fund> {
    let document = input.context.document;
    let first = item.place.block.saturating_sub(60).max(input.context.unit.first_block);
    let opens = (first..item.place.block).rev().find_map(|block| {
        let text = match document.block(block)? {
            Block::Paragraph(_) => fold_text(document.paragraph_text(block)),
            Block::Table(_) => return None,
        };
        let short = text.chars().count() <= 30;
        (short && any(&text, &WORDS.lists.opens)).then_some(text)
    })?;
    match () {
        () if opens.contains("一般公共预算") => Some(Fund::GeneralPublic),
        () if opens.contains("财政拨款") => Some(Fund::FiscalAppropriation),
        () => None,
    }
}

fn compare(facts: &[Fact], whole: usize, items: &[usize]) -> Option<Outcome> {
    let mut by_item: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut contradict = false;
    for &index in items {
        let first = *by_item.entry(key(&facts[index], &["fund"])).or_insert(index);
        contradict |= !Interval::of(&facts[first]).meets(Interval::of(&facts[index]));
    }
    if by_item.len() < 2 {
        return None;
    }
    let counted: Vec<usize> = by_item.into_values().collect();
    let left = Interval::of(&facts[whole]);
    let right = counted.iter().fold(Interval::default(), |sum, &i| sum.plus(Interval::of(&facts[i])));
    let free: Vec<&str> = ITEM.iter().copied().chain(["fund"]).collect();
    let other = |f: &Fact| {
        f.aspect == Aspect::Level && f.scheme.is_none() && key(f, &free) == key(&facts[whole], &free) && Interval::of(f).meets(right)
    };
    let named = counted.iter().all(|&i| facts[i].item_key.is_some());
    let (status, why) = match () {
        () if contradict => (CheckStatus::Unknown, "an item is printed twice with different values"),
        () if left.meets(right) && left.value == right.value => (CheckStatus::Pass, "they agree"),
        () if left.meets(right) => (CheckStatus::Pass, "they agree within rounding"),
        () if right.value < left.value => (CheckStatus::Unknown, "the items add up to less, and sentences need not name all of them"),
        () if stated(facts).any(|(_, f)| other(f)) => (CheckStatus::Unknown, "the items are those of another total"),
        () if !named => (CheckStatus::Unknown, "an item has a name that is not in the classification"),
        () => (CheckStatus::Fail, "the items add up to more than their total"),
    };
    let terms: Vec<String> = counted.iter().map(|&i| facts[i].value.to_string()).collect();
    let message = format!("{} against items {} = {}: {why}", left.value, terms.join(" + "), right.value);
    let evidence =
        std::iter::once(Evidence::fact("lhs", whole, &facts[whole])).chain(counted.iter().map(|&i| Evidence::fact("rhs", i, &facts[i])));
    let outcome = Outcome::new(ID, format!("items of {}", subject(&facts[whole])), status, message);
    Some(outcome.sides(left, right).evidence(evidence).relation(Relation::Sum))
}
