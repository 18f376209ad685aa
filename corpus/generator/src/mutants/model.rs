//! What the model knows of a printed number: the facts that carry it, last year's value, and the identities that bind it, told from the truth alone.

use super::number::Number;
use crate::truth::{Fact, Truth};

/// The facts that a printed number may be, by their value; `factor` is 10,000 where the page prints 元.
pub fn carrying<'a>(truth: &'a Truth, number: Number, source: &str) -> Vec<&'a Fact> {
    let fits = |fact: &&Fact| {
        let Some(value) = Number::parse(&fact.value) else { return false };
        let value = Number { digits: value.digits.abs(), ..value };
        let number = Number { digits: number.digits.abs(), ..number };
        fact.source == source && (value.same(number) || fact.unit == "wan_yuan" && value.shifted(4).same(number))
    };
    truth.facts().iter().filter(fits).collect()
}

/// True when a cell of a table with columns of its own holds the number.
pub fn in_own_tables(truth: &Truth, number: Number) -> bool {
    ["staffing", "activities", "indicators", "procurement", "assets"]
        .iter()
        .flat_map(|name| truth.rows(name))
        .flatten()
        .any(|cell| Number::parse(cell).is_some_and(|n| n.same(number)))
}

/// What tells one fact from another, but its aspect, base and unit.
fn level_key(f: &Fact) -> (&str, &str, &str, &str, &str, &str) {
    (f.measure, f.component, f.fund, f.scheme, &f.item_key, if f.item_key.is_empty() || f.item_key == "*" { &f.item } else { "" })
}

fn same_key(a: &Fact, b: &Fact) -> bool {
    level_key(a) == level_key(b) && a.stage == b.stage && a.year == b.year && a.aspect == b.aspect && a.base == b.base
}

/// Last year's value of a fact: printed, or this year's less the printed change.
pub fn last_year(truth: &Truth, fact: &Fact) -> Option<Number> {
    if fact.aspect != "level" || fact.year == 0 {
        return None;
    }
    let facts = || truth.facts().iter().filter(|f| level_key(f) == level_key(fact));
    if let Some(printed) = facts().find(|f| f.aspect == "level" && f.year == fact.year - 1) {
        return Number::parse(&printed.value);
    }
    let change = facts().find(|f| f.aspect == "change" && f.year == fact.year && f.base.is_some_and(|b| b.1 == fact.year - 1))?;
    Some(Number::parse(&fact.value)?.plus(Number::parse(&change.value)?.negative()))
}

/// The identities of the model that bind a fact: `restated`, `change`, `sum`.
pub fn identities(truth: &Truth, fact: &Fact) -> Vec<&'static str> {
    let mut found = Vec::new();
    if fact.year == 0 {
        return found;
    }
    if truth.facts().iter().filter(|f| same_key(f, fact)).count() > 1 {
        found.push("restated");
    }
    let of = |aspect: &str| truth.facts().iter().any(|f| level_key(f) == level_key(fact) && f.aspect == aspect && f.year == fact.year);
    if matches!(fact.aspect, "level" | "change" | "change_percent") && of("level") && of("change") && of("change_percent") {
        found.push("change");
    }
    if fact.aspect == "level" && in_a_sum(truth, fact) {
        found.push("sum");
    }
    found
}

/// The component and scheme of wholes, and those of their parts.
const SUMS: &[(&str, &[&str], &str)] = &[
    ("expenditure", &["basic", "project"], ""),
    ("expenditure", &["personnel", "operating"], "basic"),
    ("expenditure", &[], "functions"),
    ("revenue", &[], "sources"),
    ("three_public", &[], "items"),
];

/// A sum of the model in which the fact is the whole or a part; the sum must hold over the printed facts.
fn in_a_sum(truth: &Truth, fact: &Fact) -> bool {
    let alike = |f: &&Fact| {
        f.measure == fact.measure
            && f.fund == fact.fund
            && f.stage == fact.stage
            && f.year == fact.year
            && f.aspect == "level"
            && f.source == fact.source
    };
    let mut facts: Vec<&Fact> = Vec::new();
    for f in truth.facts().iter().filter(alike) {
        if !facts.iter().any(|known| same_key(known, f)) {
            facts.push(f);
        }
    }
    SUMS.iter().filter(|s| s.0 == fact.measure).any(|(_, components, what)| {
        let wholes = facts.iter().filter(|f| f.scheme.is_empty()).filter(|f| match *what {
            "basic" => f.component == "basic",
            "items" => f.item_key.is_empty(),
            _ => matches!(f.component, "total" | "current"),
        });
        let parts: Vec<&&Fact> = facts
            .iter()
            .filter(|f| match *what {
                "functions" => f.scheme == "function" && f.component.is_empty() && f.item_key.len() == 3,
                "sources" => f.scheme == "source" && !matches!(f.item_key.as_str(), "fiscal_appropriation" | "carry_over"),
                "items" => matches!(f.item_key.as_str(), "overseas_travel" | "official_vehicle" | "official_reception"),
                _ => f.scheme.is_empty() && components.contains(&f.component),
            })
            .collect();
        let sum = parts.iter().filter_map(|f| Number::parse(&f.value)).fold(Number { digits: 0, scale: 0 }, Number::plus);
        let holds = |whole: &&&Fact| Number::parse(&whole.value).is_some_and(|n| n.same(sum));
        let ours = |other: &Fact| same_key(other, fact);
        !parts.is_empty() && wholes.filter(holds).any(|whole| ours(whole) || parts.iter().any(|p| ours(p)))
    })
}
