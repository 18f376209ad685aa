//! What only all rows of a block together tell: its units, and which codes and projects are printed in parts.

use super::blocks::Block;
use super::labels::folded_label;
use super::memory::Memory;
use super::rows::{RowReader, Subject};
use crate::normalise::key::fold_text;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A code or a project, and the unit that it is of.
pub(super) type Parted = (Option<String>, String);

/// The different rows of amounts of one thing.
type Amounts = BTreeSet<Vec<Option<Decimal>>>;

/// What only all rows of a block together tell.
#[derive(Debug, Clone, Default)]
pub(super) struct Survey {
    /// Codes that stand beside several names, under one unit.
    pub(super) doubtful: BTreeSet<String>,
    /// Codes and projects of which several rows with different amounts are parts, under one unit.
    pub(super) parted: BTreeSet<Parted>,
    /// The units that have rows, and their first amount.
    pub(super) units: BTreeMap<String, Option<Decimal>>,
    /// The first amount of the total row.
    pub(super) whole: Option<Decimal>,
    /// There is one, and its amount is the total.
    pub(super) one_unit: bool,
    /// How many units stand in a column of their own.
    pub(super) named: usize,
}

/// Is the row one of several that are one class or project only together?
pub(super) fn is_parted(subject: &Subject, unit: Option<&String>, parted: &BTreeSet<Parted>) -> bool {
    let named = match subject {
        Subject::Class { name, printed_code: false, .. } => Some(folded_label(name)),
        _ => None,
    };
    [parted_key(subject), named].into_iter().flatten().any(|key| parted.contains(&(unit.cloned(), key)))
}

/// What makes a class or a project one and the same.
fn parted_key(subject: &Subject) -> Option<String> {
    match subject {
        Subject::Class { code: Some(code), printed_code: true, .. } => Some(code.clone()),
        // A name without a code of its own.
        Subject::Class { code: None, name, .. } => Some(folded_label(name)),
        Subject::Listed { name } => Some(folded_label(name)),
        _ => None,
    }
}

impl RowReader<'_> {
    fn is_publisher(&self, name: &str) -> bool {
        let bare = fold_text(name).replace("(本级)", "");
        let bare = bare.strip_suffix("本级").or_else(|| bare.strip_suffix("机关")).unwrap_or(&bare);
        self.publisher.iter().any(|p| bare == p || p.ends_with(bare) || bare.ends_with(p.as_str()))
    }

    /// Reads all rows of a block once before: for what only the whole tells.
    pub(super) fn survey(&self, block: &Block, mut memory: Memory) -> Survey {
        let mut names: BTreeMap<(Option<String>, String), BTreeSet<String>> = BTreeMap::new();
        let mut found = Survey { units: std::mem::take(&mut memory.units), ..Survey::default() };
        let mut total = memory.whole;
        let mut named: BTreeSet<String> = BTreeSet::new();
        let mut amounts: BTreeMap<Parted, Amounts> = BTreeMap::new();
        // Names without printed codes: whether one of their rows could not be resolved, and their amounts.
        let mut uncoded: BTreeMap<Parted, (bool, Amounts)> = BTreeMap::new();
        for row in self.frame.data_rows() {
            let sense = self.read(row.row, block, &mut memory);
            named.extend(memory.unit.clone());
            let values = || -> Vec<Option<Decimal>> {
                block.amounts.iter().map(|c| self.frame.value(row.row, *c).number().map(|n| n.printed.value)).collect()
            };
            if let Subject::Class { code, name, printed_code: false, .. } = &sense.subject {
                let (unresolved, rows) = uncoded.entry((memory.unit.clone(), folded_label(name))).or_default();
                *unresolved |= code.is_none();
                rows.insert(values());
            }
            if let Some(key) = parted_key(&sense.subject) {
                amounts.entry((memory.unit.clone(), key)).or_default().insert(values());
            }
            let first = || block.amounts.iter().find_map(|c| self.frame.value(row.row, *c).number().map(|n| n.printed.value));
            if sense.subject == Subject::Words && (sense.meaning.total || sense.meaning.grand) {
                total = total.or_else(first);
            }
            match sense.subject {
                Subject::Class { code: Some(code), name, printed_code: true, .. } => {
                    names.entry((memory.unit.clone(), code)).or_default().insert(folded_label(&name));
                }
                Subject::Unit { name } => {
                    found.units.entry(name).or_insert_with(first);
                }
                _ => {}
            }
        }
        found.whole = total;
        // One unit alone is the whole disclosure, unless the total says otherwise.
        found.one_unit = found.units.len() == 1 && found.units.values().all(|v| total.is_none() || *v == total);
        // A column of units in which only the publisher stands limits nothing.
        found.one_unit |= named.len() == 1 && named.iter().all(|n| self.is_publisher(n));
        found.named = if block.unit_names.is_empty() { 0 } else { named.len() };
        let one_unit = found.one_unit;
        // A code beside several names has lost a part of itself; the row that fits its name is whole.
        let one_name = |key: &Parted| names.get(key).is_none_or(|n| n.len() == 1);
        let parted: Vec<Parted> =
            amounts.into_iter().filter(|(key, values)| values.len() > 1 && one_name(key)).map(|(key, _)| key).collect();
        let unresolved = uncoded.into_iter().filter(|(_, (some, rows))| *some && rows.len() > 1).map(|(key, _)| key);
        found.parted = parted.into_iter().chain(unresolved).map(|(unit, key)| (unit.filter(|_| !one_unit), key)).collect();
        found.doubtful = names.into_iter().filter(|(_, n)| n.len() > 1).map(|((_, code), _)| code).collect();
        found
    }
}
