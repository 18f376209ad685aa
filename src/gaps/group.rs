//! Gaps counted over a dataset.

use crate::record::{GapKind, GapRow, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Why a dataset cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("{path}: {source}", path = .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A line is no record of this version.
    #[error("{path}, line {line}: no record of this version: {source}", path = .path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// What is wrong.
        source: serde_json::Error,
    },
}

/// The records of a dataset, one by one.
pub fn records(dataset: &Path) -> Result<impl Iterator<Item = Result<Record, Error>>, Error> {
    let path = dataset.join("disclosures.jsonl");
    let file = File::open(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
    Ok(BufReader::new(file).lines().enumerate().map(move |(i, line)| {
        let line = line.map_err(|source| Error::Read { path: path.clone(), source })?;
        serde_json::from_str(&line).map_err(|source| Error::Record { path: path.clone(), line: i + 1, source })
    }))
}

/// Where a gap stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path of the input.
    pub source_path: String,
    /// Block, row and column of a cell, characters; as in the table `gaps`.
    pub block: Option<u32>,
    /// Row.
    pub table_row: Option<u32>,
    /// Column.
    pub table_column: Option<u32>,
    /// First character, and one past the last.
    pub characters: Option<(u32, u32)>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.source_path)?;
        if let Some(block) = self.block {
            write!(f, " block {block}")?;
        }
        if let (Some(row), Some(column)) = (self.table_row, self.table_column) {
            write!(f, " row {row} column {column}")?;
        }
        Ok(())
    }
}

/// One thing that was not understood, with all its places counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: GapKind,
    /// The context of the vocabulary that could teach it.
    pub context: Option<String>,
    /// The words; of numerals, the words before them or the header of their column.
    pub text: String,
    /// How often.
    pub count: u64,
    /// In how many disclosures; the same in two formats counts once.
    pub disclosures: u64,
    /// How often by county (or by the place that is known).
    pub counties: BTreeMap<String, u64>,
    /// The first place.
    pub example: Place,
    /// The words around the first place.
    pub around: Option<String>,
}

/// All gaps of a dataset, the most frequent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Disclosures read.
    pub disclosures: u64,
    /// Their counties.
    pub counties: u64,
    /// Printed numerals.
    pub numerals: u64,
    /// Those that are explained, by class.
    pub classes: BTreeMap<String, u64>,
    /// By kind, then by disclosures, counties and count.
    pub entries: Vec<Entry>,
}

type Key = (GapKind, Option<String>, String);

impl Gaps {
    /// Counts the gaps of a dataset.
    pub fn of_dataset(dataset: &Path) -> Result<Self, Error> {
        let mut counting = Counting::default();
        for record in records(dataset)? {
            counting.add(&record?);
        }
        Ok(counting.finish())
    }

    /// Counts the gaps of records.
    pub fn of<'r>(records: impl IntoIterator<Item = &'r Record>) -> Self {
        let mut counting = Counting::default();
        records.into_iter().for_each(|record| counting.add(record));
        counting.finish()
    }

    /// Numerals that are explained.
    pub fn explained(&self) -> u64 {
        self.classes.values().sum()
    }

    /// The entries of a kind.
    pub fn kind(&self, kind: GapKind) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |e| e.kind == kind)
    }
}

#[derive(Default)]
struct Counting {
    gaps: Gaps,
    counties: BTreeSet<String>,
    entries: BTreeMap<Key, (Entry, BTreeSet<String>)>,
}

impl Counting {
    fn add(&mut self, record: &Record) {
        let d = &record.disclosure;
        let county = place_name(record);
        self.gaps.disclosures += 1;
        self.gaps.numerals += u64::from(d.numerals);
        let classes: BTreeMap<String, u64> = serde_json::from_str(&d.numeral_classes).unwrap_or_default();
        for (class, count) in classes {
            *self.gaps.classes.entry(class).or_default() += count;
        }
        self.counties.insert(county.clone());
        for row in &record.gaps {
            let key = (row.kind, row.context.clone(), words(row));
            let (entry, keys) = self.entries.entry(key).or_insert_with(|| (first(record, row), BTreeSet::new()));
            entry.count += 1;
            *entry.counties.entry(county.clone()).or_default() += 1;
            keys.insert(d.disclosure_key.clone());
        }
    }

    fn finish(mut self) -> Gaps {
        self.gaps.counties = self.counties.len() as u64;
        self.gaps.entries = self
            .entries
            .into_values()
            .map(|(mut entry, keys)| {
                entry.disclosures = keys.len() as u64;
                entry
            })
            .collect();
        // The sort is stable: what is equally frequent stays in the order of its text.
        self.gaps.entries.sort_by_key(|e| {
            let rank = GapKind::ALL.iter().position(|k| *k == e.kind);
            (rank, std::cmp::Reverse((e.disclosures, e.counties.len(), e.count)))
        });
        self.gaps
    }
}

/// What a row is counted under: a numeral under the clause before it, or the header of its column.
fn words(row: &GapRow) -> String {
    if row.kind != GapKind::Numeral {
        return row.text.clone();
    }
    let around = row.around.as_deref().unwrap_or("");
    if row.table_row.is_some() {
        return around.rsplit(" | ").find(|p| !p.contains('[')).unwrap_or("").to_owned();
    }
    let before = around.rsplit_once('[').map_or(around, |(before, _)| before);
    before.rsplit(['。', '；', ';', '，', ',', '：', ':', '、', '（', '(', '）', ')']).next().unwrap_or("").trim().to_owned()
}

/// The county, or the place that is known.
pub(super) fn place_name(record: &Record) -> String {
    let d = &record.disclosure;
    let known = d.county.as_ref().or(d.prefecture.as_ref()).or(d.province.as_ref());
    known.cloned().unwrap_or_else(|| "(no place)".to_owned())
}

pub(super) fn place(record: &Record, row: &GapRow) -> Place {
    Place {
        source_path: record.disclosure.source_path.clone(),
        block: row.block,
        table_row: row.table_row,
        table_column: row.table_column,
        characters: row.start_char.zip(row.end_char),
    }
}

fn first(record: &Record, row: &GapRow) -> Entry {
    Entry {
        kind: row.kind,
        context: row.context.clone(),
        text: words(row),
        count: 0,
        disclosures: 0,
        counties: BTreeMap::new(),
        example: place(record, row),
        around: row.around.clone(),
    }
}
