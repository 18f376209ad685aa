//! A run measured against expected tables, as the output contract says.
//!
//! Expected tables hold only the columns and rows that a disclosure itself fixes. Rows are compared as multisets over the columns that the expected file has; white space is
//! ignored, numbers are compared as decimals, `*` stands for any value, and a file with a header alone means no rows. `sections` are compared over rows of depth 1 with a
//! part; `facts` as a set of stated facts over the measures that the file names; `checks` so that each row occurs and no check that is named passes or fails otherwise.

mod compare;
mod groups;
mod report;

use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

pub use groups::{Group, Same};
pub use report::{decimal, json, text};

/// True positives, false positives and false negatives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Rows that are expected and there.
    pub matched: u64,
    /// Rows that are there and not expected.
    pub unexpected: u64,
    /// Rows that are expected and not there.
    pub missing: u64,
}

impl Tally {
    /// Adds another's counts.
    pub fn add(&mut self, other: Tally) {
        self.matched += other.matched;
        self.unexpected += other.unexpected;
        self.missing += other.missing;
    }

    /// Parts in ten thousand: matched of all that are there.
    pub fn precision(self) -> u64 {
        share(self.matched, self.matched + self.unexpected)
    }

    /// Parts in ten thousand: matched of all that are expected.
    pub fn recall(self) -> u64 {
        share(self.matched, self.matched + self.missing)
    }

    /// Parts in ten thousand: the harmonic mean of both.
    pub fn f1(self) -> u64 {
        share(2 * self.matched, 2 * self.matched + self.unexpected + self.missing)
    }
}

/// Rounded parts in ten thousand; nothing of nothing is all of it.
fn share(part: u64, whole: u64) -> u64 {
    (part * 10_000 + whole / 2).checked_div(whole).unwrap_or(10_000)
}

/// One document of the gold set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentScore {
    /// Its path in the run; the gold's name when the run has no such document.
    pub source_path: String,
    /// Its format; blank when missing.
    pub format: String,
    /// Name of its expected tables: the same for all formats of one disclosure.
    pub disclosure: String,
    /// Hard cases that it holds, where a list of them was given.
    pub cases: Vec<String>,
    /// By table.
    pub tables: BTreeMap<String, Tally>,
    /// Cells of `disclosures` by column: right, and all that say something.
    pub columns: BTreeMap<String, (u64, u64)>,
    /// Rows that differ.
    pub differences: Vec<Difference>,
    /// Its facts without their places, sorted: what the formats of one disclosure have in common.
    pub facts: Vec<String>,
}

/// A row that is missing or that is there and not expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: String,
    /// Expected and not there; otherwise there and not expected.
    pub missing: bool,
    /// The columns that are compared.
    pub columns: std::sync::Arc<[String]>,
    /// Their values, as they are compared.
    pub row: Vec<String>,
}

impl Difference {
    /// The value of a column; blank where it is not compared.
    pub fn value(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|c| c == column);
        at.and_then(|at| self.row.get(at)).map_or("", String::as_str)
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = if self.missing { "missing   " } else { "unexpected" };
        write!(f, "{}: {what} {}", self.table, self.row.join(" | "))
    }
}

impl DocumentScore {
    fn new(source_path: &str, format: String, disclosure: String) -> Self {
        DocumentScore {
            source_path: source_path.to_owned(),
            format,
            disclosure,
            cases: Vec::new(),
            tables: BTreeMap::new(),
            columns: BTreeMap::new(),
            differences: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// The folder in which it lies, without those above it; blank where it lies in none. In a generated set that is its family.
    pub fn folder(&self) -> &str {
        let folders = self.source_path.rsplit_once('/').map_or("", |(folders, _)| folders);
        folders.rsplit('/').next().unwrap_or("")
    }

    /// All tables together.
    pub fn total(&self) -> Tally {
        self.tables.values().fold(Tally::default(), |mut sum, t| {
            sum.add(*t);
            sum
        })
    }

    /// No difference in any table.
    pub fn right(&self) -> bool {
        self.differences.is_empty()
    }
}

/// A whole score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Worst first: by the number of rows that differ, then by path.
    pub documents: Vec<DocumentScore>,
    /// By table, over all documents.
    pub tables: BTreeMap<String, Tally>,
    /// Cells of `disclosures` by column: right, and all that say something.
    pub columns: BTreeMap<String, (u64, u64)>,
}

impl Score {
    /// The score of documents: all of a run, or some of it.
    pub fn of(mut documents: Vec<DocumentScore>) -> Self {
        let mut tables: BTreeMap<String, Tally> = BTreeMap::new();
        let mut columns: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        for document in &documents {
            for (table, tally) in &document.tables {
                tables.entry(table.clone()).or_default().add(*tally);
            }
            for (column, (right, all)) in &document.columns {
                let sum = columns.entry(column.clone()).or_default();
                *sum = (sum.0 + right, sum.1 + all);
            }
        }
        documents.sort_by(|a, b| {
            let wrong = |d: &DocumentScore| d.total().missing + d.total().unexpected;
            wrong(b).cmp(&wrong(a)).then_with(|| a.source_path.cmp(&b.source_path))
        });
        Score { documents, tables, columns }
    }

    /// All tables and documents together.
    pub fn total(&self) -> Tally {
        self.tables.values().fold(Tally::default(), |mut sum, t| {
            sum.add(*t);
            sum
        })
    }

    /// Marks documents with their hard cases: `cases` is a tab separated list with a header, the first column the name of a document's expected tables, the last its
    /// cases, parted by blanks or commas.
    pub fn mark_cases(&mut self, cases: &str) {
        let mut of: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for line in cases.lines().skip(1) {
            let (Some(name), Some(list)) = (line.split('\t').next(), line.split('\t').next_back()) else { continue };
            let list = list.split([' ', ',', ';']).filter(|c| !c.is_empty()).map(str::to_owned);
            of.entry(name).or_default().extend(list);
        }
        for document in &mut self.documents {
            document.cases = of.get(document.disclosure.as_str()).cloned().unwrap_or_default();
        }
    }

    /// Documents wholly right, and all documents.
    pub fn right(&self) -> (u64, u64) {
        (self.documents.iter().filter(|d| d.right()).count() as u64, self.documents.len() as u64)
    }
}

/// Why a score cannot be computed.
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
    /// A CSV is damaged.
    #[error("{path}: {source}", path = .path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: csv::Error,
    },
    /// The gold folder holds no expected tables.
    #[error("{}: no expected tables here: give a folder of CSV files, or of folders that are named like the documents and hold CSV files", .0.display())]
    NoGold(PathBuf),
}

/// Measures the run in `dataset` against `gold`: a folder of CSV files that every document of the run must give, or a folder with one such folder a document, named by
/// the stem of its file.
pub fn score(gold: &Path, dataset: &Path) -> Result<Score, Error> {
    let mut run = compare::Run::load(dataset)?;
    let mut documents = Vec::new();
    for (folder, path) in compare::pairs(gold, &run)? {
        documents.push(compare::document(&folder, &path, &mut run)?);
    }
    Ok(Score::of(documents))
}
