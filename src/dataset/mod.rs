//! The dataset: built from the store, one writer a file, every file whole or not at all.
//!
//! Building is where everything that depends on other disclosures or on paths is joined: `source_path`, `disclosure_key`, `is_preferred`, `duplicate_of`, `support`, and the
//! checks across years, units and texts. Records are read one by one, so that memory does not grow with their number.

mod across;
pub mod sort;
mod support;
mod tables;

use crate::diagnostics::{FailureCode, Stage};
use crate::record::{Record, SourceRow};
use crate::store::{self, Head, InputEntry, Outcome, Setting, Store};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub use across::IDS as ACROSS;
pub use tables::TABLES;

/// How the files are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Puts a byte order mark before each CSV, for Excel.
    pub excel_bom: bool,
}

/// What a build wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Disclosures.
    pub disclosures: u64,
    /// Lines of `quarantine.jsonl`.
    pub quarantined: u64,
    /// Quarantined inputs by code.
    pub by_code: BTreeMap<String, u64>,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Checks that passed, failed, are unknown.
    pub checks: (u64, u64, u64),
    /// The nine parts found, over all disclosures.
    pub parts: u64,
}

/// A line of `quarantine.jsonl`.
#[derive(Debug, Serialize)]
struct QuarantineLine<'a> {
    path: &'a str,
    sha256: Option<&'a str>,
    stage: Stage,
    code: FailureCode,
    message: &'a str,
}

/// A correction or not, and how much was found in it.
type Rank = (bool, (u32, u32));

/// Which disclosure is preferred for each key.
struct Preferred {
    by_key: BTreeMap<String, String>,
}

impl Preferred {
    /// A correction over what it corrects, then the more complete, then the first path; `heads` come in path order.
    fn choose<'a>(heads: impl Iterator<Item = (&'a str, &'a Head)>) -> Self {
        let mut best: BTreeMap<String, (Rank, &Head)> = BTreeMap::new();
        for (path, head) in heads {
            let Some(key) = &head.key else { continue };
            // 某局2019年预算（更正）.docx: the name of the file says it where the text does not.
            let name = path.rsplit('/').next().unwrap_or(path);
            let rank = (head.correction || store::is_correction(name), head.completeness);
            match best.get(key) {
                Some((known, _)) if *known >= rank => {}
                _ => {
                    best.insert(key.clone(), (rank, head));
                }
            }
        }
        Preferred { by_key: best.into_iter().map(|(k, (_, h))| (k, h.id.clone())).collect() }
    }

    /// True for a disclosure that stands for its key; one without a key stands for itself.
    fn is(&self, head: &Head) -> bool {
        head.key.as_ref().is_none_or(|key| self.by_key.get(key).is_none_or(|id| *id == head.id))
    }

    fn join(&self, record: &mut Record, head: &Head) {
        let disclosure = &mut record.disclosure;
        if let Some(key) = &head.key {
            disclosure.disclosure_key.clone_from(key);
            let preferred = self.by_key.get(key).filter(|id| **id != head.id);
            disclosure.is_preferred = preferred.is_none();
            disclosure.duplicate_of = preferred.cloned();
        }
    }
}

/// Builds every file of the dataset from the store. Files appear under their names only when all of them are written.
pub fn build(store: &mut Store, setting: &Setting, dataset: &Path, options: Options) -> io::Result<Counts> {
    let inputs = store.read_inputs()?;
    let staging = tempfile::Builder::new().prefix("build-").tempdir_in(dataset.join(".gongkai"))?;
    let counts = write_all(store, setting, &inputs, staging.path(), options)?;
    publish(staging.path(), dataset)?;
    Ok(counts)
}

fn write_all(store: &mut Store, setting: &Setting, inputs: &[InputEntry], folder: &Path, options: Options) -> io::Result<Counts> {
    let firsts = first_paths(inputs);
    let preferred = Preferred::choose(
        inputs
            .iter()
            .filter(|i| firsts.get(i.sha256.as_str()) == Some(&i.source_path.as_str()))
            .flat_map(|i| store.heads(&setting.key(&i.sha256)).unwrap_or(&[]).iter().map(|h| (i.source_path.as_str(), h))),
    );
    let mut entries = preferred_entries(store, setting, inputs, &firsts, &preferred);
    let mut across = across::run(store, setting, &mut entries, folder)?;
    drop(entries);
    let mut lines = BufWriter::new(File::create(folder.join("disclosures.jsonl"))?);
    let mut quarantine = BufWriter::new(File::create(folder.join("quarantine.jsonl"))?);
    let mut writers = tables::Writers::create(&folder.join("tables"), options.excel_bom)?;
    let mut counts = Counts::default();
    for (number, input) in (0_u32..).zip(inputs) {
        let key = setting.key(&input.sha256);
        if firsts.get(input.sha256.as_str()).is_some_and(|first| *first != input.source_path)
            && let Some(heads) = store.heads(&key)
        {
            // The same bytes under a further path: one record, listed in `sources` under both.
            for head in heads {
                writers.source(&source_row(input, &head.id))?;
            }
            continue;
        }
        let outcome = match &input.failure {
            Some(failure) => Some(Outcome::Failure(failure.clone())),
            None => store.get(&key)?,
        };
        match outcome {
            Some(Outcome::Records(records)) => {
                let heads: Vec<Head> = store.heads(&key).unwrap_or(&[]).to_vec();
                for (ordinal, (mut record, head)) in (0_u32..).zip(records.into_iter().zip(&heads)) {
                    record.disclosure.source_path.clone_from(&input.source_path);
                    preferred.join(&mut record, head);
                    across.join(&mut record, (number, ordinal))?;
                    support::join(&mut record);
                    tally(&mut counts, &record);
                    serde_json::to_writer(&mut lines, &record)?;
                    lines.write_all(b"\n")?;
                    writers.source(&source_row(input, &head.id))?;
                    writers.record(&record)?;
                }
            }
            Some(Outcome::Failure(failure)) => {
                counts.quarantined += 1;
                *counts.by_code.entry(failure.code.as_str().to_owned()).or_default() += 1;
                let sha256 = (!input.sha256.is_empty()).then_some(input.sha256.as_str());
                let line = QuarantineLine {
                    path: &input.source_path,
                    sha256,
                    stage: failure.stage,
                    code: failure.code,
                    message: &failure.message,
                };
                serde_json::to_writer(&mut quarantine, &line)?;
                quarantine.write_all(b"\n")?;
            }
            // An input that an interrupted run did not reach; it is read when the run is resumed.
            None => {}
        }
    }
    lines.flush()?;
    quarantine.flush()?;
    counts.rows = writers.finish()?;
    Ok(counts)
}

/// Every disclosure that is compared with others, by the heads of the store.
fn preferred_entries(
    store: &Store,
    setting: &Setting,
    inputs: &[InputEntry],
    firsts: &BTreeMap<&str, &str>,
    preferred: &Preferred,
) -> Vec<across::Entry> {
    let mut entries = Vec::new();
    for (number, input) in (0_u32..).zip(inputs) {
        if input.failure.is_some() || firsts.get(input.sha256.as_str()) != Some(&input.source_path.as_str()) {
            continue;
        }
        let heads = store.heads(&setting.key(&input.sha256)).unwrap_or(&[]);
        for (ordinal, head) in (0_u32..).zip(heads).filter(|(_, head)| preferred.is(head)) {
            entries.push(across::Entry {
                place: (number, ordinal),
                sha256: input.sha256.clone(),
                path: input.source_path.clone(),
                id: head.id.clone(),
                key: head.key.clone(),
            });
        }
    }
    entries
}

/// The first path of each content, in path order.
fn first_paths(inputs: &[InputEntry]) -> BTreeMap<&str, &str> {
    let mut firsts = BTreeMap::new();
    for input in inputs.iter().filter(|i| !i.sha256.is_empty()) {
        firsts.entry(input.sha256.as_str()).or_insert(input.source_path.as_str());
    }
    firsts
}

fn source_row(input: &InputEntry, id: &str) -> SourceRow {
    SourceRow { source_path: input.source_path.clone(), source_sha256: input.sha256.clone(), disclosure_id: id.to_owned() }
}

fn tally(counts: &mut Counts, record: &Record) {
    let d = &record.disclosure;
    counts.disclosures += 1;
    counts.parts += u64::from(d.parts_found);
    counts.checks.0 += u64::from(d.checks_passed);
    counts.checks.1 += u64::from(d.checks_failed);
    counts.checks.2 += u64::from(d.checks_unknown);
}

/// Moves what was written to where it belongs.
fn publish(staging: &Path, dataset: &Path) -> io::Result<()> {
    std::fs::create_dir_all(dataset.join("tables"))?;
    for name in ["disclosures.jsonl", "quarantine.jsonl"] {
        std::fs::rename(staging.join(name), dataset.join(name))?;
    }
    for table in TABLES {
        let name = format!("{table}.csv");
        std::fs::rename(staging.join("tables").join(&name), dataset.join("tables").join(&name))?;
    }
    Ok(())
}

/// Writes a small file so that it appears whole or not at all.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}
