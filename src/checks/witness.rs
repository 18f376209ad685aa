//! Which facts belong together: the parts of a whole are looked for where they would be printed, from the nearest place outwards.

use super::identity::{Selector, dimension, key, selects};
use crate::facts::{Basis, Fact, Source};
use std::collections::{BTreeMap, BTreeSet};

/// The parts of a whole, one fact a part.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// Indices into the facts, in their order.
    pub facts: Vec<usize>,
    /// The same part was found twice with different values: nothing can be concluded.
    pub contradict: bool,
}

/// The dimensions that a part does not take over from its whole: those that the selector names. Where the whole names `scheme`, `item_key` and `item` as blank, a part that names
/// a scheme is free in its item.
fn freed(selector: &Selector) -> Vec<&str> {
    let mut without: Vec<&str> = selector.keys().map(String::as_str).collect();
    if selector.contains_key("item_key") {
        without.push("item");
    } else if selector.contains_key("scheme") {
        without.extend(["item_key", "item"]);
    }
    without
}

/// Facts by the values of their dimensions.
type ByKey = BTreeMap<Vec<String>, Vec<usize>>;

/// The facts that part selectors pick, found by the dimensions that a part takes over from its whole, so that a table of thousands of rows takes no time squared.
pub struct Candidates<'a> {
    facts: &'a [Fact],
    /// Of each selector the dimensions that it frees, and the facts by all others.
    picked: Vec<(Vec<&'a str>, ByKey)>,
}

impl<'a> Candidates<'a> {
    /// Stated facts only, and of those the ones that may be a part.
    pub fn new(facts: &'a [Fact], selectors: &'a [Selector], may_be: impl Fn(&Fact) -> bool) -> Self {
        let picked = selectors.iter().map(|selector| {
            let without = freed(selector);
            let mut by_key = ByKey::new();
            for (index, fact) in facts.iter().enumerate() {
                if fact.basis == Basis::Stated && may_be(fact) && selects(selector, fact) {
                    by_key.entry(key(fact, &without)).or_default().push(index);
                }
            }
            (without, by_key)
        });
        Candidates { facts, picked: picked.collect() }
    }

    /// The parts of the whole at `index`, from the nearest circle that holds at least `require` of them.
    pub fn parts_of(&self, index: usize, require: usize) -> Option<Parts> {
        let whole = self.facts.get(index)?;
        let alike = self.picked.iter().filter_map(|(without, by_key)| by_key.get(&key(whole, without))).flatten();
        let alike: BTreeSet<usize> = alike.copied().filter(|i| *i != index).collect();
        CIRCLES.iter().find_map(|circle| {
            let found = alike.iter().copied().filter(|&i| circle(index, whole, &self.facts[i]));
            let parts = single(self.facts, found);
            let parts = Parts { facts: top_sources(self.facts, parts.facts), ..parts };
            (parts.facts.len() >= require).then_some(parts)
        })
    }
}

/// The places where parts may be printed, nearest first.
const CIRCLES: &[fn(usize, &Fact, &Fact) -> bool] = &[
    |whole_index, _, part| part.parent == Some(whole_index),
    |_, whole, part| whole.place.cell.is_some() && whole.place.block == part.place.block && row(whole) == row(part),
    |_, whole, part| whole.place.cell.is_some() && whole.place.block == part.place.block && column(whole) == column(part),
    |_, whole, part| whole.source == Source::Prose && part.source == Source::Prose && whole.place.block == part.place.block,
    |_, whole, part| whole.source == Source::Prose && part.source == Source::Prose && whole.part == part.part && whole.part.is_some(),
];

fn row(fact: &Fact) -> Option<u32> {
    fact.place.cell.map(|c| c.0)
}

fn column(fact: &Fact) -> Option<u32> {
    fact.place.cell.map(|c| c.1)
}

/// One fact a key; a second witness of a part adds nothing, and contradicts when it differs.
fn single(facts: &[Fact], found: impl Iterator<Item = usize>) -> Parts {
    let mut by_key: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut parts = Parts::default();
    for index in found {
        let fact = &facts[index];
        match by_key.get(&key(fact, &[])) {
            Some(&known) => parts.contradict |= facts[known].value != fact.value,
            None => {
                by_key.insert(key(fact, &[]), index);
                parts.facts.push(index);
            }
        }
    }
    parts
}

/// Sources that are themselves broken down: 财政拨款 beside 一般公共预算, 政府性基金 and 国有资本经营 counts alone.
fn top_sources(facts: &[Fact], found: Vec<usize>) -> Vec<usize> {
    let source = |i: usize| (dimension(&facts[i], "scheme") == "source").then(|| facts[i].item_key.clone().unwrap_or_default());
    let whole = found.iter().any(|&i| source(i).as_deref() == Some("fiscal_appropriation"));
    let inside = |key: &str| matches!(key, "general_public" | "government_fund" | "state_capital");
    let listed: BTreeSet<usize> = found.iter().copied().collect();
    found
        .into_iter()
        .filter(|&i| !(whole && source(i).is_some_and(|k| inside(&k))))
        // A part whose own parent is among the parts was counted with it.
        .filter(|&i| facts[i].parent.is_none_or(|p| p == i || !listed.contains(&p)))
        .collect()
}

/// The finest witness of each key among the facts that a selector picks; `None` in its place where witnesses contradict each other.
pub fn agreed<'a>(facts: &'a [Fact], selector: &Selector, without: &[&str]) -> BTreeMap<Vec<String>, Option<(usize, &'a Fact)>> {
    let mut found: BTreeMap<Vec<String>, Option<(usize, &Fact)>> = BTreeMap::new();
    for (index, fact) in facts.iter().enumerate().filter(|(_, f)| f.basis == Basis::Stated && selects(selector, f)) {
        let slot = found.entry(key(fact, without)).or_insert(Some((index, fact)));
        if let Some((_, known)) = *slot {
            let apart = (known.value - fact.value).abs() > (known.resolution + fact.resolution) / rust_decimal::Decimal::TWO;
            if apart {
                *slot = None;
            } else if fact.resolution < known.resolution {
                *slot = Some((index, fact));
            }
        }
    }
    found
}

/// The name of a fact for the `subject` of a check: what tells its instance from others.
pub fn subject(fact: &Fact) -> String {
    let mut words: Vec<String> = Vec::new();
    for name in ["unit_name", "component", "fund", "scheme", "item_key", "item", "stage", "year", "aspect"] {
        let value = dimension(fact, name);
        let plain = matches!((name, value.as_str()), ("fund", "all") | ("aspect", "level"));
        if !value.is_empty() && !plain {
            words.push(value);
        }
    }
    let place = match (fact.place.cell, fact.source) {
        (Some(_), _) => format!("table {}", fact.place.block),
        _ => "text".to_owned(),
    };
    format!("{} {} ({place})", fact.measure, words.join(" "))
}
