//! Every numeral that was not explained, with its place: what `--explain-numerals` prints.

use super::group::{place, place_name};
use crate::record::{GapKind, Record};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The columns of the listing.
pub const HEADER: &str = "source_path\tcounty\tblock\ttable_row\ttable_column\tstart_char\tend_char\tnumeral\taround";

/// One line a numeral, tab separated, in reading order; nothing for a record whose numerals are all explained.
pub fn lines(record: &Record) -> String {
    let mut out = String::new();
    let county = place_name(record);
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    for row in record.gaps.iter().filter(|r| r.kind == GapKind::Numeral) {
        let at = place(record, row);
        let (start, end) = at.characters.unzip();
        let numbers = [at.block, at.table_row, at.table_column, start, end].map(number).join("\t");
        let around = row.around.as_deref().unwrap_or("");
        let _ = writeln!(out, "{}\t{county}\t{numbers}\t{}\t{}", plain(&at.source_path), plain(&row.text), plain(around));
    }
    out
}

fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// How many numerals there are, and what explains how many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Printed numerals.
    pub numerals: u64,
    /// Explained ones by class.
    pub classes: BTreeMap<String, u64>,
}

impl Totals {
    /// Adds a record.
    pub fn add(&mut self, record: &Record) {
        self.numerals += u64::from(record.disclosure.numerals);
        let classes: BTreeMap<String, u64> = serde_json::from_str(&record.disclosure.numeral_classes).unwrap_or_default();
        for (class, count) in classes {
            *self.classes.entry(class).or_default() += count;
        }
    }

    /// `980 of 1000 numerals explained: 700 fact, 200 column …`
    pub fn line(&self) -> String {
        let explained: u64 = self.classes.values().sum();
        let mut classes: Vec<(&String, &u64)> = self.classes.iter().collect();
        classes.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), name.as_str()));
        let list: Vec<String> = classes.iter().map(|(name, count)| format!("{count} {name}")).collect();
        format!("{explained} of {} numerals explained: {}", self.numerals, list.join(", "))
    }
}
