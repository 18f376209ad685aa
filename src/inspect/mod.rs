//! Looking into what was read: failed checks with both sides drawn where they stand, their counts over a run, and every witness of one value.
//!
//! Everything is printed from records alone, so that a dataset can be looked into without the files that it was made of.

mod draw;
mod failures;
mod summary;
mod why;

pub use failures::{Filter, failures, github};
pub use summary::{Summary, Tally};
pub use why::{Question, why};

use crate::record::Record;

/// How a disclosure is called in what is printed: its path, and its department and year where they are known.
pub fn name(record: &Record) -> String {
    let d = &record.disclosure;
    let known = [d.county.clone(), d.department.clone(), d.fiscal_year.map(|y| y.to_string()), d.kind.map(|k| k.to_string())];
    let known: Vec<String> = known.into_iter().flatten().collect();
    if known.is_empty() { d.source_path.clone() } else { format!("{} ({})", d.source_path, known.join(" ")) }
}
