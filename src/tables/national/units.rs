//! Rows of units: by a column of their own, by their codes, by names that end as names of bodies do.

use super::super::cell::{CellValue, cell_value, without_unit};
use super::super::frame::total_word;
use super::blocks::Block;
use super::codes;
use super::labels::{folded_label, label_of};
use super::meaning::Meaning;
use super::memory::Memory;
use super::rows::{Depth, RowReader, RowSense, Subject};
use super::words::list_number;
use crate::normalise::classes::{ClassScheme, is_class_name};
use crate::normalise::key::fold_text;
use std::collections::BTreeSet;

impl RowReader<'_> {
    /// In a table with a column of units each row says whose it is.
    pub(super) fn take_unit(&self, row: u32, block: &Block, memory: &mut Memory) {
        if block.unit_names.is_empty() {
            return;
        }
        let named = block.unit_names.iter().map(|c| self.frame.text(row, *c)).find(|t| !cell_value(t).is_blank());
        let name = named.map(|n| codes::without_unit_code(label_of(n).0).to_owned());
        let says_total = |t: &str| Meaning::of(&self.words.label(&folded_label(t))).is_some_and(|m| m.total || m.grand);
        // 合计 may stand in whatever column before the amounts: of kinds, of codes, of serial numbers.
        let before = 0..block.amounts.first().copied().unwrap_or(0);
        let whole = |c: u32| total_word(self.frame.own_text(row, c)) == Some(true);
        let is_total = block.labels.iter().any(|c| says_total(self.frame.text(row, *c))) || before.into_iter().any(whole);
        if name.is_none() && !is_total {
            // Printed once for all of its rows.
            return;
        }
        memory.unit = name.filter(|n| !self.one_unit && !says_total(n));
        memory.fund = None;
    }

    /// The code of the unit that a row is about.
    fn unit_code(&self, row: u32, block: &Block) -> Option<String> {
        let own = block.unit_codes.iter().find_map(|c| codes::digits_of(self.frame.own_text(row, *c)));
        let label = || block.labels.iter().map(|c| self.frame.text(row, *c)).find(|t| matches!(cell_value(t), CellValue::Words));
        let of_body = || label().is_some_and(|l| self.words.names_a_body(&folded_label(l)));
        own.or_else(|| {
            let texts = block.codes.iter().map(|(c, _)| self.frame.own_text(row, *c));
            let mut fitting = texts.filter(|t| codes::is_unit_code(t) || (codes::is_code(t) && of_body()));
            fitting.next().and_then(codes::digits_of)
        })
    }

    /// The code that all other codes of units begin with (421 over 421001 and 421002).
    pub(super) fn code_of_all(&self, block: &Block) -> Option<String> {
        let codes: BTreeSet<String> = self.frame.data_rows().filter_map(|r| self.unit_code(r.row, block)).collect();
        let first = codes.first()?;
        let over = codes.len() > 1 && codes.iter().skip(1).all(|c| c.len() > first.len() && c.starts_with(first.as_str()));
        over.then(|| first.clone())
    }

    /// A row of a unit: its name stands in a column of units, or its code is no class code.
    pub(super) fn unit(&self, row: u32, block: &Block, memory: &mut Memory) -> Option<RowSense> {
        // A project or a class of a unit: the row is its own.
        let labelled = |c: &u32| matches!(cell_value(self.frame.text(row, *c)), CellValue::Words);
        if !block.unit_names.is_empty() && block.labels.iter().any(labelled) {
            return None;
        }
        if self.has_unread_words(row, block) {
            return None;
        }
        let named = block.unit_names.iter().map(|c| self.frame.text(row, *c)).find(|t| !cell_value(t).is_blank());
        let coded = block.codes.iter().map(|(c, _)| self.frame.own_text(row, *c)).find(|t| !cell_value(t).is_blank());
        let of_unit = block.unit_codes.iter().any(|c| codes::is_code(self.frame.own_text(row, *c)));
        let label = block.labels.iter().map(|c| self.frame.text(row, *c)).find(|t| matches!(cell_value(t), CellValue::Words));
        let of_body = label.is_some_and(|l| self.words.names_a_body(&folded_label(l)));
        // The code of its unit beside each class.
        let of_class = label.is_some_and(|l| {
            let folded = folded_label(l);
            [ClassScheme::Function, ClassScheme::Economic, ClassScheme::GovEconomic].iter().any(|s| is_class_name(*s, &folded))
        });
        let name = match (named, coded) {
            (Some(name), _) => name,
            // 323001 | 某局本级: a code of units, not of classes.
            (None, code)
                if (of_unit && code.is_none() && !of_class)
                    || code.is_some_and(|c| codes::is_unit_code(c) || (of_body && codes::is_code(c))) =>
            {
                label?
            }
            _ => return None,
        };
        let (name, _) = label_of(name);
        let bare = without_unit(&fold_text(name));
        let meaning = Meaning::of(&self.words.label(list_number(&bare).1));
        if let Some(meaning) = meaning
            && (meaning.total || meaning.grand)
        {
            memory.unit = None;
            return None;
        }
        let name = codes::without_unit_code(name).to_owned();
        let code = self.unit_code(row, block);
        let whole = code.is_some() && code == self.whole_code;
        if whole {
            memory.unit = None;
        }
        if self.one_unit || whole {
            let meaning = Meaning { total: true, ..Meaning::default() };
            return Some(RowSense { subject: Subject::Words, meaning, item: String::new(), label: name, depth: Depth::default() });
        }
        // Classes stand under their unit only where the unit's name is not said again beside each of them.
        if block.unit_names.is_empty() {
            memory.unit = Some(name.clone());
        }
        Some(RowSense {
            subject: Subject::Unit { name: name.clone() },
            meaning: Meaning::default(),
            item: name,
            label: String::new(),
            depth: Depth::default(),
        })
    }

    /// The name of a body among classes: they follow as its own.
    pub(super) fn body(&self, item: &str, memory: &mut Memory) -> (Subject, Meaning) {
        if self.one_unit {
            return (Subject::Words, Meaning { total: true, ..Meaning::default() });
        }
        memory.unit = Some(item.to_owned());
        (Subject::Unit { name: item.to_owned() }, Meaning::default())
    }
}
