//! When two disclosures speak of the same quantity.

use crate::facts::{Measure, Scheme};
use crate::normalise::key::fold_text;
use crate::record::FactRow;
use sha2::{Digest, Sha256};

/// Every dimension in which facts must be equal, as text.
fn dimensions(fact: &FactRow) -> [String; 12] {
    let text = |s: Option<&str>| s.unwrap_or("").to_owned();
    // As in the checks of one disclosure: a label counts where there is no key, and tells apart what shares a key.
    let one = ["total", "fixed", "buildings", "office_buildings", "vehicles"];
    let shared = match fact.measure {
        Measure::Quantity => true,
        Measure::Assets => !fact.item_key.as_deref().is_some_and(|key| one.contains(&key)),
        _ => false,
    };
    let label = (fact.item_key.is_none() && fact.scheme.is_some()) || shared;
    [
        text(fact.unit_name.as_deref()),
        fact.measure.to_string(),
        text(fact.component.map(|c| c.as_str())),
        text(fact.fund.map(|f| f.as_str())),
        text(fact.scheme.map(|s| s.as_str())),
        text(fact.item_key.as_deref()),
        if label { fold_text(fact.item.as_deref().unwrap_or("")) } else { String::new() },
        text(fact.stage.map(|s| s.as_str())),
        fact.year.map_or(String::new(), |y| y.to_string()),
        fact.aspect.to_string(),
        fact.value_unit.to_string(),
        // A label without a key says what a figure without scheme is about (外宾接待).
        if fact.item_key.is_none() && fact.scheme.is_none() { fold_text(fact.item.as_deref().unwrap_or("")) } else { String::new() },
    ]
}

/// A hash of every dimension: wide enough that two of them never meet by chance.
pub(super) fn hash(fact: &FactRow) -> u128 {
    let mut digest = Sha256::new();
    for value in dimensions(fact) {
        digest.update(value.as_bytes());
        digest.update([0]);
    }
    let digest = digest.finalize();
    digest.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// The dimensions in words, for the subject of a check.
pub(super) fn label(fact: &FactRow) -> String {
    let [unit, measure, component, fund, scheme, key, _, stage, year, ..] = dimensions(fact);
    let fund = if fund == "all" { String::new() } else { fund };
    let item = fact.item.as_deref().unwrap_or("").replace(['\n', '\t'], " ");
    let item = if key == item { String::new() } else { item };
    let words = [unit, measure, component, fund, scheme, key, item, stage, year];
    words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A total that a department and its units both print.
pub(super) fn headline(fact: &FactRow) -> bool {
    use crate::facts::Component::{Basic, Current, Project, Total};
    let total = fact.scheme.is_none() && fact.item_key.is_none() && fact.item.is_none();
    let component = matches!(fact.component, Some(Total | Current | Basic | Project));
    fact.unit_name.is_none()
        && match fact.measure {
            Measure::Revenue | Measure::Expenditure => total && component,
            Measure::Procurement => total,
            Measure::ThreePublic => fact.scheme != Some(Scheme::Listed) && fact.scheme.is_none(),
            _ => false,
        }
}
