//! Identities as data: `identities.toml`.

use crate::facts::Fact;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Values of dimensions that a fact must have: `""` is blank, `"*"` is not blank, `|` separates alternatives.
pub type Selector = BTreeMap<String, String>;

/// `whole = Σ parts`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// A01 …
    pub id: String,
    /// The whole.
    pub whole: Selector,
    /// The parts; a part takes over every dimension that it does not name.
    pub parts: Vec<Selector>,
    /// How many different parts must be printed.
    pub require: usize,
    /// The list may be incomplete (等): parts that add up to less are unknown then.
    #[serde(default)]
    pub open_ended: bool,
}

/// `left = right`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equal {
    /// A02 …
    pub id: String,
    /// One side.
    pub left: Selector,
    /// The other side.
    pub right: Selector,
    /// Dimensions in which both may differ.
    pub differ: Vec<String>,
}

/// All identities.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identities {
    /// Sums.
    pub sum: Vec<Sum>,
    /// Equalities.
    pub equal: Vec<Equal>,
}

/// The identities that are compiled in; a test proves that the file is sound, so that the default is never met.
pub static IDENTITIES: LazyLock<Identities> = LazyLock::new(|| toml::from_str(include_str!("identities.toml")).unwrap_or_default());

/// The dimensions that make the key of a fact, with their values as text.
pub const DIMENSIONS: &[&str] = &[
    "unit_name",
    "measure",
    "component",
    "fund",
    "scheme",
    "item_key",
    "item",
    "stage",
    "year",
    "aspect",
    "base_stage",
    "base_year",
    "value_unit",
];

/// The value of a dimension as text; blank when the fact does not have it. `item` counts only where there is no key: with one it is a label.
pub fn dimension(fact: &Fact, name: &str) -> String {
    let text = |s: Option<&str>| s.unwrap_or("").to_owned();
    match name {
        "unit_name" => text(fact.unit_name.as_deref()),
        "measure" => fact.measure.to_string(),
        "component" => text(fact.component.map(|c| c.as_str())),
        "fund" => text(fact.fund.map(|f| f.as_str())),
        "scheme" => text(fact.scheme.map(|s| s.as_str())),
        "item_key" => text(fact.item_key.as_deref()),
        "item" if fact.item_key.is_none() && fact.scheme.is_some() => crate::normalise::key::fold_text(fact.item.as_deref().unwrap_or("")),
        "item" => String::new(),
        "stage" => text(fact.stage.map(|s| s.as_str())),
        "year" => fact.year.map_or(String::new(), |y| y.to_string()),
        "aspect" => fact.aspect.to_string(),
        "base_stage" => text(fact.base_stage.map(|s| s.as_str())),
        "base_year" => fact.base_year.map_or(String::new(), |y| y.to_string()),
        "value_unit" => fact.value_unit.to_string(),
        _ => String::new(),
    }
}

/// The key of a fact: every dimension but those of `without`.
pub fn key(fact: &Fact, without: &[&str]) -> Vec<String> {
    DIMENSIONS.iter().filter(|d| !without.contains(d)).map(|d| dimension(fact, d)).collect()
}

/// True when a fact has the values that a selector names.
pub fn selects(selector: &Selector, fact: &Fact) -> bool {
    selector.iter().all(|(name, wanted)| {
        let value = dimension(fact, name);
        match wanted.as_str() {
            "*" => !value.is_empty(),
            "" => value.is_empty(),
            alternatives => alternatives.split('|').any(|a| a == value),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound_and_names_only_dimensions() {
        let identities: Identities = toml::from_str(include_str!("identities.toml")).unwrap();
        let selectors = identities.sum.iter().flat_map(|s| std::iter::once(&s.whole).chain(&s.parts));
        for selector in selectors.chain(identities.equal.iter().flat_map(|e| [&e.left, &e.right])) {
            for name in selector.keys() {
                assert!(DIMENSIONS.contains(&name.as_str()), "{name}");
            }
        }
        assert!(identities.sum.len() >= 7 && identities.equal.len() >= 2);
    }
}
