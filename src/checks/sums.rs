//! `whole = Σ parts`: the identities of `identities.toml`, and the functional classification (A05, A06), whose parts are known by level and code.

use super::Input;
use super::identity::{IDENTITIES, Selector, Sum, key, selects};
use super::outcome::{Evidence, Interval, Outcome, Relation};
use super::witness::{self, Candidates, Parts};
use crate::document::{Block, Table};
use crate::facts::{Aspect, Basis, Component, Fact, ItemLevel, Measure, Scheme};
use crate::record::CheckStatus;
use std::collections::{BTreeMap, BTreeSet};

/// A01, A03, A04, A07, A11, A13, A14 and whatever else the data lists.
pub(super) fn listed(input: &Input<'_>) -> Vec<Outcome> {
    let currents = Currents::new(input.facts);
    IDENTITIES.sum.iter().flat_map(|identity| one_identity(input, identity, &currents)).collect()
}

fn one_identity(input: &Input<'_>, identity: &Sum, currents: &Currents) -> Vec<Outcome> {
    let candidates = Candidates::new(input.facts, &identity.parts, |_| true);
    let mut rows = Vec::new();
    let mut wholes = 0;
    for (index, whole) in stated(input.facts) {
        if !selects(&identity.whole, whole) || currents.beside(whole) {
            continue;
        }
        wholes += 1;
        let Some(mut parts) = candidates.parts_of(index, identity.require) else { continue };
        if whole.component == Some(Component::Current) {
            // What is carried over stands between 本年合计 and 总计.
            parts.facts.retain(|&i| !matches!(input.facts[i].item_key.as_deref(), Some("carry_over" | "surplus_used")));
        }
        rows.push(compare(input, &identity.id, index, &parts, identity.open_ended && open_list(input, &parts)));
    }
    if rows.is_empty() {
        rows.push(nothing(&identity.id, if wholes == 0 { "the whole" } else { "its parts" }));
    }
    rows
}

/// Nothing to compare: a number that the check needs was not found.
pub(super) fn nothing(id: &str, what: &str) -> Outcome {
    Outcome::new(id, "", CheckStatus::Unknown, format!("{what} is not disclosed, or was not understood"))
}

pub(super) fn stated(facts: &[Fact]) -> impl Iterator<Item = (usize, &Fact)> {
    facts.iter().enumerate().filter(|(_, f)| f.basis == Basis::Stated)
}

/// Where 本年合计 is printed beside 总计 (in the same table, or both in sentences), the parts belong to the first: what is carried over lies between them.
struct Currents {
    /// The tables (none: sentences) in which a current figure of these other dimensions is printed.
    places: BTreeMap<Vec<String>, BTreeSet<Option<u32>>>,
}

impl Currents {
    fn new(facts: &[Fact]) -> Self {
        let mut places: BTreeMap<Vec<String>, BTreeSet<Option<u32>>> = BTreeMap::new();
        for (_, fact) in stated(facts).filter(|(_, f)| f.component == Some(Component::Current)) {
            let tables = places.entry(key(fact, &["component"])).or_default();
            tables.insert(Some(fact.place.block));
            if fact.place.cell.is_none() {
                tables.insert(None);
            }
        }
        Currents { places }
    }

    fn beside(&self, whole: &Fact) -> bool {
        whole.component == Some(Component::Total)
            && self
                .places
                .get(&key(whole, &["component"]))
                .is_some_and(|tables| tables.contains(&Some(whole.place.block)) || whole.place.cell.is_none() && tables.contains(&None))
    }
}

/// The list goes on after its last item: 等.
fn open_list(input: &Input<'_>, parts: &Parts) -> bool {
    let Some(last) = parts
        .facts
        .iter()
        .map(|&i| &input.facts[i])
        .filter(|f| f.place.cell.is_none())
        .max_by_key(|f| (f.place.end_block, f.place.end_char))
    else {
        return false;
    };
    let after: String =
        input.context.document.paragraph_text(last.place.end_block).chars().skip(last.place.end_char as usize).take(8).collect();
    after.contains('等')
}

/// Compares a whole with its parts. Parts that add up to less prove nothing where cells between them are blank, or where the list is open.
fn compare(input: &Input<'_>, id: &str, index: usize, parts: &Parts, open: bool) -> Outcome {
    let whole = &input.facts[index];
    let left = Interval::of(whole);
    let right = parts.facts.iter().fold(Interval::default(), |sum, &i| sum.plus(Interval::of(&input.facts[i])));
    let (status, why) = if parts.contradict {
        (CheckStatus::Unknown, "a part is printed twice with different values")
    } else if left.meets(right) {
        (CheckStatus::Pass, "they agree")
    } else if right.value < left.value && blanks_left(input, whole, parts) {
        (CheckStatus::Unknown, "the parts add up to less, and cells beside them are blank")
    } else if right.value < left.value && open {
        (CheckStatus::Unknown, "the parts add up to less, and the list is not complete")
    } else if right.value < left.value && numbers_left(input, whole, parts) {
        (CheckStatus::Unknown, "the parts add up to less, and a number beside them was not understood")
    } else {
        (CheckStatus::Fail, "they differ")
    };
    let terms: Vec<String> = parts.facts.iter().map(|&i| input.facts[i].value.to_string()).collect();
    let message = format!("{} against {} = {}: {why}", whole.value, terms.join(" + "), right.value);
    let evidence =
        std::iter::once(Evidence::fact("lhs", index, whole)).chain(parts.facts.iter().map(|&i| Evidence::fact("rhs", i, &input.facts[i])));
    Outcome::new(id, witness::subject(whole), status, message).sides(left, right).evidence(evidence).relation(Relation::Sum)
}

/// Blank cells in the rows or columns of the parts: one of them may hold what is missing.
fn blanks_left(input: &Input<'_>, whole: &Fact, parts: &Parts) -> bool {
    let Some(Block::Table(table)) = input.context.document.block(whole.place.block) else { return false };
    let cells: Vec<(u32, u32)> = parts
        .facts
        .iter()
        .filter(|&&i| input.facts[i].place.block == whole.place.block)
        .filter_map(|&i| input.facts[i].place.cell)
        .collect();
    let Some((row, column)) = whole.place.cell else { return false };
    let blank = |r: u32, c: u32| table.cell_at(r, c).is_some_and(|cell| is_blank(cell_text(input, table, r, c)) && cell.row == r);
    if cells.iter().all(|c| c.0 == row) {
        let (first, last) = bounds(cells.iter().map(|c| c.1).chain([column]));
        return (first..=last).any(|c| blank(row, c));
    }
    let (first, last) = bounds(cells.iter().map(|c| c.0).chain([row]));
    (first..=last).any(|r| blank(r, column))
}

/// A number that nothing explains, in the lines of the whole and its parts or in their rows and columns: it may be the part that is lacking.
fn numbers_left(input: &Input<'_>, whole: &Fact, parts: &Parts) -> bool {
    let places = || parts.facts.iter().map(|&i| input.facts[i].place).chain([whole.place]);
    let in_text = || places().filter(|p| p.cell.is_none());
    let (first, last) = bounds(in_text().flat_map(|p| [p.block, p.end_block]));
    input.not_understood.iter().any(|place| match place.cell {
        None => in_text().next().is_some() && (first..=last).contains(&place.block),
        Some((row, column)) => {
            let beside = || places().filter(|p| p.block == place.block).filter_map(|p| p.cell);
            let (top, bottom) = bounds(beside().map(|c| c.0));
            let (left, right) = bounds(beside().map(|c| c.1));
            beside().next().is_some() && (top..=bottom).contains(&row) && (left..=right).contains(&column)
        }
    })
}

fn bounds(values: impl Iterator<Item = u32>) -> (u32, u32) {
    values.fold((u32::MAX, 0), |(low, high), v| (low.min(v), high.max(v)))
}

fn cell_text<'a>(input: &Input<'a>, table: &Table, row: u32, column: u32) -> &'a str {
    table.cell_at(row, column).map_or("", |c| input.context.document.cell_text(c))
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty() || matches!(text.trim(), "—" | "——" | "-" | "--" | "/")
}

/// A05: the expenditure that a functional list belongs to is the sum of its classes.
pub(super) fn functional_classes(input: &Input<'_>) -> Vec<Outcome> {
    const ID: &str = "A05";
    let currents = Currents::new(input.facts);
    let below_classes = |f: &Fact| f.scheme == Some(Scheme::Function) && f.item_level != Some(ItemLevel::Class);
    let selectors: BTreeMap<&str, [Selector; 1]> = std::iter::once("")
        .chain(Component::ALL.iter().map(|c| c.as_str()))
        .map(|c| (c, [Selector::from([("scheme".into(), "function".into()), ("component".into(), c.into())])]))
        .collect();
    let mut candidates: BTreeMap<&str, Candidates<'_>> = BTreeMap::new();
    let mut rows = Vec::new();
    for (index, whole) in stated(input.facts) {
        let total = whole.measure == Measure::Expenditure && whole.scheme.is_none() && whole.aspect == Aspect::Level;
        if !total || currents.beside(whole) {
            continue;
        }
        let component = match whole.component {
            Some(Component::Total | Component::Current) | None => "",
            Some(other) => other.as_str(),
        };
        let Some(selector) = selectors.get(component) else { continue };
        let among = candidates.entry(component).or_insert_with(|| Candidates::new(input.facts, selector, |f| !below_classes(f)));
        let Some(parts) = among.parts_of(index, 1) else { continue };
        rows.push(compare(input, ID, index, &parts, false));
    }
    if rows.is_empty() { vec![nothing(ID, "a list by functional class")] } else { rows }
}

/// A06: each class is the sum of its sections, each section of its items, where the next level is given.
pub(super) fn functional_levels(input: &Input<'_>) -> Vec<Outcome> {
    const ID: &str = "A06";
    let below = Levels::new(input.facts);
    let mut rows = Vec::new();
    for (index, whole) in stated(input.facts) {
        let children = below.children(input.facts, index, whole);
        if !children.is_empty() {
            let open = whole.place.cell.is_none();
            rows.push(compare(input, ID, index, &Parts { facts: children, contradict: false }, open));
        }
    }
    if rows.is_empty() { vec![nothing(ID, "a second level of functional classes")] } else { rows }
}

/// The functional facts by what they may stand under: their parent, or in one column of one table every shorter beginning of their code.
struct Levels {
    by_parent: BTreeMap<usize, Vec<usize>>,
    by_code: BTreeMap<(u32, u32, String), Vec<usize>>,
}

impl Levels {
    fn new(facts: &[Fact]) -> Self {
        let mut levels = Levels { by_parent: BTreeMap::new(), by_code: BTreeMap::new() };
        for (index, fact) in stated(facts).filter(|(_, f)| f.scheme == Some(Scheme::Function)) {
            match (fact.parent, fact.place.cell, &fact.item_code) {
                (Some(parent), ..) => levels.by_parent.entry(parent).or_default().push(index),
                (None, Some((_, column)), Some(code)) => {
                    for (end, _) in code.char_indices().skip(1) {
                        levels.by_code.entry((fact.place.block, column, code[..end].to_owned())).or_default().push(index);
                    }
                }
                _ => {}
            }
        }
        levels
    }

    /// The next level under a class or section, all other dimensions being its own.
    fn children(&self, facts: &[Fact], index: usize, whole: &Fact) -> Vec<usize> {
        const ITEM: &[&str] = &["item_key", "item"];
        let Some(next) = below(whole) else { return Vec::new() };
        let by_code = whole
            .place
            .cell
            .zip(whole.item_code.clone())
            .and_then(|((_, column), code)| self.by_code.get(&(whole.place.block, column, code)));
        let near: BTreeSet<usize> =
            self.by_parent.get(&index).into_iter().chain(by_code).flatten().copied().filter(|i| *i != index).collect();
        let own = key(whole, ITEM);
        near.into_iter().filter(|&i| facts[i].item_level == Some(next) && key(&facts[i], ITEM) == own).collect()
    }
}

/// The level below that of a functional class or section.
fn below(fact: &Fact) -> Option<ItemLevel> {
    let functional = fact.scheme == Some(Scheme::Function) && fact.aspect == Aspect::Level;
    match fact.item_level.filter(|_| functional)? {
        ItemLevel::Class => Some(ItemLevel::Section),
        ItemLevel::Section => Some(ItemLevel::Item),
        ItemLevel::Item => None,
    }
}
