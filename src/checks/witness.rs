//! Which facts belong together: the parts of a whole are looked for where they would be printed, from the nearest place outwards.

use super::identity::{Circle, Selector, dimension, key, selects};
use super::setting::Setting;
use crate::facts::{Basis, Component, Fact, Fund, Scheme};
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
    pub fn parts_of(
        &self,
        setting: &Setting<'_>,
        index: usize,
        require: usize,
        circles: &[Circle],
        may_be: impl Fn(&Fact) -> bool,
    ) -> Option<Parts> {
        let whole = self.facts.get(index)?;
        let alike = self.picked.iter().filter_map(|(without, by_key)| by_key.get(&key(whole, without))).flatten();
        let alike: BTreeSet<usize> = alike.copied().filter(|i| *i != index && may_be(&self.facts[*i])).collect();
        let circles = if circles.is_empty() { Circle::USUAL } else { circles };
        circles.iter().find_map(|circle| {
            let holds = |i: &usize| setting.holds(*circle, index, whole, &self.facts[*i]);
            let below = *circle == Circle::Parent && alike.iter().any(holds);
            let found = alike.iter().filter(|i| holds(i) || below && setting.on_other_page(index, whole, &self.facts[**i]));
            let parts = single(self.facts, found.copied());
            let parts = Parts { facts: top_parts(self.facts, parts.facts), ..parts };
            (parts.facts.len() >= require).then_some(parts)
        })
    }
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

/// Without what another part holds already: 一般公共预算, 政府性基金 and 国有资本经营 beside 财政拨款 (as sources and as funds), 人员经费 and 公用经费 beside 基本支出, and a part whose
/// own parent is among the parts.
fn top_parts(facts: &[Fact], found: Vec<usize>) -> Vec<usize> {
    const INSIDE: &[&str] = &["general_public", "government_fund", "state_capital"];
    let source = |i: usize| (facts[i].scheme == Some(Scheme::Source)).then(|| facts[i].item_key.clone().unwrap_or_default());
    let fund = |i: usize| facts[i].fund.filter(|_| facts[i].scheme != Some(Scheme::Source));
    let fiscal_source = found.iter().any(|&i| source(i).as_deref() == Some("fiscal_appropriation"));
    let fiscal_fund = found.iter().any(|&i| fund(i) == Some(Fund::FiscalAppropriation));
    let basic = found.iter().any(|&i| facts[i].component == Some(Component::Basic));
    let listed: BTreeSet<usize> = found.iter().copied().collect();
    found
        .into_iter()
        .filter(|&i| !(fiscal_source && source(i).is_some_and(|k| INSIDE.contains(&k.as_str()))))
        .filter(|&i| !(fiscal_fund && fund(i).is_some_and(|f| INSIDE.contains(&f.as_str()))))
        .filter(|&i| !(basic && matches!(facts[i].component, Some(Component::Personnel | Component::Operating))))
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
