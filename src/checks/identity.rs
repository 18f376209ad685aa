//! Identities as data: `identities.toml`.

use crate::facts::{Fact, Measure};
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
    /// Parts that count where the whole holds with them, and not where it holds without them: what is carried over stands inside some totals and outside others.
    #[serde(default)]
    pub optional: Vec<Selector>,
    /// Where the parts are looked for, the nearest first; everywhere when empty.
    #[serde(default)]
    pub circles: Vec<Circle>,
    /// So many parts make the whole; fewer that add up to less prove nothing.
    #[serde(default)]
    pub complete: usize,
    /// The parts are a list without a fixed number of members: in sentences one may be left out.
    #[serde(default)]
    pub list: bool,
    /// A part of which only the level is printed may have changed too: then nothing is concluded.
    #[serde(default)]
    pub covering: bool,
    /// No check of its own where the same facts are already held against each other by the first identity of this id.
    #[serde(default)]
    pub otherwise: bool,
}

/// Where the parts of a whole may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Circle {
    /// Below it, by `parent_seq`.
    Parent,
    /// In its row.
    Row,
    /// In its column, over the pages of one table.
    Column,
    /// In its table, over the pages.
    Table,
    /// In its paragraph.
    Paragraph,
    /// In the sentences of its part.
    Part,
}

impl Circle {
    /// All but the whole table, the nearest first.
    pub const USUAL: &'static [Circle] = &[Circle::Parent, Circle::Row, Circle::Column, Circle::Paragraph, Circle::Part];
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
        "item" if fact.item_key.is_none() && (fact.scheme.is_some() || named_part(fact)) => {
            crate::normalise::key::fold_text(fact.item.as_deref().unwrap_or(""))
        }
        "item" => String::new(),
        "stage" => text(fact.stage.map(|s| s.as_str())),
        "year" => fact.year.map_or(String::new(), |y| y.to_string()),
        "aspect" => fact.aspect.to_string(),
        "base_stage" => text(fact.base_stage.map(|s| s.as_str())),
        "base_year" => fact.base_year.map_or(String::new(), |y| y.to_string()),
        "value_unit" => fact.value_unit.to_string(),
        "table_kind" => text(fact.table_kind.map(|k| k.as_str())),
        "source" => fact.source.to_string(),
        "item_level" => text(fact.item_level.map(|l| l.as_str())),
        _ => String::new(),
    }
}

/// A part of 三公 or procurement that has a label and no key of its own (外宾接待): it is not the total.
fn named_part(fact: &Fact) -> bool {
    fact.parent.is_some() && matches!(fact.measure, Measure::ThreePublic | Measure::Procurement)
}

/// Where a number stands: a selector may name these too; they are no part of the key.
pub const PLACES: &[&str] = &["table_kind", "source", "item_level"];

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
        let selectors = identities.sum.iter().flat_map(|s| std::iter::once(&s.whole).chain(&s.parts).chain(&s.optional));
        for selector in selectors.chain(identities.equal.iter().flat_map(|e| [&e.left, &e.right])) {
            for name in selector.keys() {
                assert!(DIMENSIONS.contains(&name.as_str()) || PLACES.contains(&name.as_str()), "{name}");
            }
        }
        assert!(identities.sum.len() >= 7 && identities.equal.len() >= 2);
    }
}
