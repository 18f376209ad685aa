//! `whole = Σ parts`: the identities of `identities.toml`, and the functional classification (A05, A06), whose parts are known by level and code.

use super::Input;
use super::identity::{Circle, IDENTITIES, Selector, Sum, key, selects};
use super::outcome::{Evidence, Interval, Outcome, Relation};
use super::restated::of_a_part;
use super::setting::Setting;
use super::witness::{self, Candidates, Parts};
use crate::facts::{Aspect, Basis, Component, Fact, ItemLevel, Measure, Scheme};
use crate::record::CheckStatus;
use std::collections::{BTreeMap, BTreeSet};

/// Every sum of the data.
pub(super) fn listed(input: &Input<'_>) -> Vec<Outcome> {
    let setting = Setting::new(input);
    let mut rows: Vec<Outcome> = Vec::new();
    let mut lacking: BTreeMap<&str, bool> = BTreeMap::new();
    for identity in &IDENTITIES.sum {
        let (found, wholes) = one_identity(&setting, identity, &rows);
        *lacking.entry(&identity.id).or_default() |= wholes;
        rows.extend(found);
    }
    let silent = |id: &&str| !rows.iter().any(|o| o.row.check_id == **id);
    let nothing: Vec<Outcome> = lacking
        .iter()
        .filter(|(id, _)| silent(id))
        .map(|(id, wholes)| nothing(id, if *wholes { "its parts" } else { "the whole" }))
        .collect();
    rows.extend(nothing);
    rows
}

/// The outcomes of one identity, and whether a whole was printed at all.
fn one_identity(setting: &Setting<'_>, identity: &Sum, before: &[Outcome]) -> (Vec<Outcome>, bool) {
    let facts = setting.input.facts;
    let candidates = Candidates::new(facts, &identity.parts, |_| true);
    let optional = Candidates::new(facts, &identity.optional, |_| true);
    let mut rows = Vec::new();
    let mut wholes = false;
    for (index, whole) in stated(facts) {
        if !selects(&identity.whole, whole) || setting.current_beside(whole) || of_a_part(setting.input, whole) {
            continue;
        }
        wholes = true;
        if identity.otherwise
            && before.iter().any(|o| o.row.check_id == identity.id && o.evidence.first().is_some_and(|e| e.fact_seq == Some(index)))
        {
            continue;
        }
        // What is carried over stands between 本年合计 and 总计.
        let current = whole.component == Some(Component::Current);
        let fits = |f: &Fact| !(current && matches!(f.item_key.as_deref(), Some("carry_over" | "surplus_used")));
        let Some(parts) = candidates.parts_of(setting, index, identity.require, &identity.circles, fits) else { continue };
        let extra = optional.parts_of(setting, index, 1, &[Circle::Row, Circle::Column, Circle::Paragraph], |_| !current);
        rows.push(compare(setting, identity, index, &parts, extra.as_ref()));
    }
    (rows, wholes)
}

/// Nothing to compare: a number that the check needs was not found.
pub(super) fn nothing(id: &str, what: &str) -> Outcome {
    Outcome::new(id, "", CheckStatus::Unknown, format!("{what} is not disclosed, or was not understood"))
}

pub(super) fn stated(facts: &[Fact]) -> impl Iterator<Item = (usize, &Fact)> {
    facts.iter().enumerate().filter(|(_, f)| f.basis == Basis::Stated)
}

/// Compares a whole with its parts. Parts that add up to less prove nothing where one of them may be lacking.
fn compare(setting: &Setting<'_>, identity: &Sum, index: usize, parts: &Parts, optional: Option<&Parts>) -> Outcome {
    let facts = setting.input.facts;
    let whole = &facts[index];
    let left = Interval::of(whole);
    let sum = |parts: &[usize]| parts.iter().fold(Interval::default(), |sum, &i| sum.plus(Interval::of(&facts[i])));
    let mut counted = parts.facts.clone();
    if let Some(more) = optional.filter(|_| !left.meets(sum(&counted))) {
        let with: Vec<usize> = counted.iter().chain(more.facts.iter().filter(|i| !counted.contains(i))).copied().collect();
        if left.meets(sum(&with)) {
            counted = with;
        }
    }
    let right = sum(&counted);
    let (status, why) = if left.meets(right) && !parts.contradict {
        (CheckStatus::Pass, if left.value == right.value { "they agree" } else { "they agree within rounding" })
    } else if let Some(why) = lacking(setting, identity, whole, parts, left, right) {
        (CheckStatus::Unknown, why)
    } else {
        (CheckStatus::Fail, "they differ")
    };
    let terms: Vec<String> = counted.iter().map(|&i| facts[i].value.to_string()).collect();
    let message = format!("{} against {} = {}: {why}", whole.value, terms.join(" + "), right.value);
    let evidence = std::iter::once(Evidence::fact("lhs", index, whole)).chain(counted.iter().map(|&i| Evidence::fact("rhs", i, &facts[i])));
    let outcome = Outcome::new(&identity.id, witness::subject(whole), status, message);
    outcome.sides(left, right).evidence(evidence).relation(Relation::Sum)
}

/// Why a sum that does not hold proves nothing, if there is a reason.
fn lacking(setting: &Setting<'_>, identity: &Sum, whole: &Fact, parts: &Parts, left: Interval, right: Interval) -> Option<&'static str> {
    if parts.contradict {
        return Some("a part is printed twice with different values");
    }
    if identity.covering && uncovered(setting.input.facts, identity, whole, parts) {
        return Some("a part of which no change is stated may have changed too");
    }
    if right.value >= left.value {
        return None;
    }
    if parts.facts.len() < identity.complete {
        Some("the parts add up to less, and one of them is not printed")
    } else if setting.blanks_left(whole, parts) {
        Some("the parts add up to less, and cells beside them are blank")
    } else if (identity.open_ended && setting.open_list(parts))
        || (identity.list && setting.list_cut(whole, parts))
        || told_by_items(setting.input.facts, whole, parts)
    {
        Some("the parts add up to less, and the list is not complete")
    } else if setting.carried_over(whole, Interval { value: left.value - right.value, half: left.half + right.half }) {
        Some("the parts add up to less by what was carried over")
    } else if setting.numbers_left(whole, parts) {
        Some("the parts add up to less, and a number beside them was not understood")
    } else {
        None
    }
}

/// A part that the identity names is printed as a level, not zero, and its change is not.
fn uncovered(facts: &[Fact], identity: &Sum, whole: &Fact, parts: &Parts) -> bool {
    let found: BTreeSet<Option<Component>> = parts.facts.iter().map(|&i| facts[i].component).collect();
    let same = key(whole, &["component", "aspect", "base_stage", "base_year"]);
    stated(facts).any(|(_, f)| {
        f.aspect == Aspect::Level
            && !f.value.is_zero()
            && !found.contains(&f.component)
            && f.scheme == whole.scheme
            && identity.parts.iter().any(|p| p.get("component").is_some_and(|c| f.component.is_some_and(|own| own.as_str() == c)))
            && key(f, &["component", "aspect", "base_stage", "base_year"]) == same
    })
}

/// A05: the expenditure that a functional list belongs to is the sum of its classes.
pub(super) fn functional_classes(input: &Input<'_>) -> Vec<Outcome> {
    const ID: &str = "A05";
    let setting = Setting::new(input);
    let (identity, none) = (plain(ID), Vec::new());
    let below_classes = |f: &Fact| f.scheme == Some(Scheme::Function) && f.item_level != Some(ItemLevel::Class);
    let selectors: BTreeMap<&str, [Selector; 1]> = std::iter::once("")
        .chain(Component::ALL.iter().map(|c| c.as_str()))
        .map(|c| (c, [Selector::from([("scheme".into(), "function".into()), ("component".into(), c.into())])]))
        .collect();
    let mut candidates: BTreeMap<&str, Candidates<'_>> = BTreeMap::new();
    let carry = [Selector::from([("scheme".into(), String::new()), ("component".into(), "carry_over".into())])];
    let carried = Candidates::new(input.facts, &carry, |_| true);
    let mut rows = Vec::new();
    for (index, whole) in stated(input.facts) {
        let total = whole.measure == Measure::Expenditure && whole.scheme.is_none() && whole.aspect == Aspect::Level;
        if !total || setting.current_beside(whole) || of_a_part(input, whole) {
            continue;
        }
        let component = match whole.component {
            Some(Component::Total | Component::Current) | None => "",
            Some(other) => other.as_str(),
        };
        let Some(selector) = selectors.get(component) else { continue };
        let among = candidates.entry(component).or_insert_with(|| Candidates::new(input.facts, selector, |f| !below_classes(f)));
        let Some(parts) = among.parts_of(&setting, index, 1, &none, |_| true) else { continue };
        let extra = carried.parts_of(&setting, index, 1, &[Circle::Column], |_| whole.component == Some(Component::Total));
        rows.push(compare(&setting, &identity, index, &parts, extra.as_ref()));
    }
    if rows.is_empty() { vec![nothing(ID, "a list by functional class")] } else { rows }
}

/// An identity without anything of its own.
fn plain(id: &str) -> Sum {
    Sum {
        id: id.to_owned(),
        whole: Selector::new(),
        parts: Vec::new(),
        require: 1,
        open_ended: true,
        optional: Vec::new(),
        circles: Vec::new(),
        complete: 0,
        list: true,
        covering: false,
        otherwise: false,
    }
}

/// A section or item of a class that is not among the parts stands in the sentences of the whole: the list by class is not complete.
fn told_by_items(facts: &[Fact], whole: &Fact, parts: &Parts) -> bool {
    const ITEM: &[&str] = &["item_key", "item", "scheme"];
    let by_class = |&i: &usize| facts[i].scheme == Some(Scheme::Function) && facts[i].item_level == Some(ItemLevel::Class);
    if whole.place.cell.is_some() || !parts.facts.iter().all(by_class) {
        return false;
    }
    let class = |f: &Fact| f.item_key.as_deref().and_then(|k| k.get(..3)).map(str::to_owned);
    let classes: BTreeSet<Option<String>> = parts.facts.iter().map(|&i| class(&facts[i])).collect();
    let own = key(whole, ITEM);
    stated(facts).any(|(_, f)| {
        f.scheme == Some(Scheme::Function)
            && f.place.cell.is_none()
            && f.part == whole.part
            && f.item_level != Some(ItemLevel::Class)
            && !classes.contains(&class(f))
            && key(f, ITEM) == own
    })
}

/// A06: each functional class is the sum of its sections, each section of its items, where the next level is given. B08: likewise by economic classification.
pub(super) fn levels(input: &Input<'_>) -> Vec<Outcome> {
    let setting = Setting::new(input);
    let mut rows = Vec::new();
    for (id, scheme) in [("A06", Scheme::Function), ("B08", Scheme::Economic)] {
        let below = Levels::new(&setting, scheme);
        let before = rows.len();
        for (index, whole) in stated(input.facts) {
            let children = below.children(input.facts, &setting, index, whole);
            if !children.is_empty() {
                // In sentences a list of sections or items need not be complete.
                let complete = if whole.place.cell.is_none() { usize::MAX } else { 0 };
                let identity = Sum { complete, ..plain(id) };
                rows.push(compare(&setting, &identity, index, &Parts { facts: children, contradict: false }, None));
            }
        }
        if rows.len() == before && scheme == Scheme::Function {
            rows.push(nothing(id, "a second level of functional classes"));
        }
    }
    rows
}

/// The facts of a classification by what they may stand under: their parent, or in one column of one table every shorter beginning of their code.
struct Levels {
    scheme: Scheme,
    by_parent: BTreeMap<usize, Vec<usize>>,
    by_code: BTreeMap<(u32, u32, String), Vec<usize>>,
}

impl Levels {
    fn new(setting: &Setting<'_>, scheme: Scheme) -> Self {
        let mut levels = Levels { scheme, by_parent: BTreeMap::new(), by_code: BTreeMap::new() };
        for (index, fact) in stated(setting.input.facts).filter(|(_, f)| f.scheme == Some(scheme)) {
            match (fact.parent, fact.place.cell, &fact.item_code) {
                (Some(parent), ..) => levels.by_parent.entry(parent).or_default().push(index),
                (None, Some((_, column)), Some(code)) => {
                    for (end, _) in code.char_indices().skip(1) {
                        levels.by_code.entry((setting.grid(fact.place.block), column, code[..end].to_owned())).or_default().push(index);
                    }
                }
                _ => {}
            }
        }
        levels
    }

    /// The next level under a class or section, all other dimensions being its own.
    fn children(&self, facts: &[Fact], setting: &Setting<'_>, index: usize, whole: &Fact) -> Vec<usize> {
        const ITEM: &[&str] = &["item_key", "item"];
        let Some(next) = below(whole, self.scheme) else { return Vec::new() };
        let by_code = whole
            .place
            .cell
            .zip(whole.item_code.clone())
            .and_then(|((_, column), code)| self.by_code.get(&(setting.grid(whole.place.block), column, code)));
        let near: BTreeSet<usize> =
            self.by_parent.get(&index).into_iter().chain(by_code).flatten().copied().filter(|i| *i != index).collect();
        let own = key(whole, ITEM);
        near.into_iter().filter(|&i| facts[i].item_level == Some(next) && key(&facts[i], ITEM) == own).collect()
    }
}

/// The level below that of a class or section.
fn below(fact: &Fact, scheme: Scheme) -> Option<ItemLevel> {
    let of_scheme = fact.scheme == Some(scheme) && fact.aspect == Aspect::Level;
    match fact.item_level.filter(|_| of_scheme)? {
        ItemLevel::Class => Some(ItemLevel::Section),
        ItemLevel::Section if scheme == Scheme::Function => Some(ItemLevel::Item),
        ItemLevel::Section | ItemLevel::Item => None,
    }
}
