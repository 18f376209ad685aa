//! Many inputs: which, read in parallel, each with its own outcome; one that fails never stops the others.

mod progress;
pub mod walk;

use crate::dataset::{self, Counts};
use crate::diagnostics::{Failure, FailureCode, Stage};
use crate::extract::{self, Extractor};
use crate::ingest::Limits;
use crate::store::{InputEntry, Outcome, Setting, Store};
use crate::vocabulary::{self, Vocabulary};
use progress::Progress;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;
use walk::Input;

/// How a run goes.
#[derive(Debug, Clone)]
pub struct Options {
    /// Threads that read files; 0: one a processor.
    pub threads: usize,
    /// A folder that holds an earlier run of ours may be replaced.
    pub overwrite: bool,
    /// A file larger than this many bytes is not read.
    pub file_bytes: u64,
    /// What one file may cost.
    pub limits: Limits,
    /// How the dataset is written.
    pub dataset: dataset::Options,
    /// Progress is shown on stderr.
    pub show_progress: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            threads: 0,
            overwrite: false,
            file_bytes: 256 << 20,
            limits: Limits::default(),
            dataset: dataset::Options::default(),
            show_progress: false,
        }
    }
}

/// Why a run could not be done at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An INPUT does not exist.
    #[error(transparent)]
    MissingInput(#[from] walk::MissingInput),
    /// The output folder holds something that is not ours, or ours without leave to replace it.
    #[error("{path}: {reason}", path = .path.display())]
    Refused {
        /// The output folder.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// The output cannot be written.
    #[error("{path}: cannot write the dataset: {source}", path = .path.display())]
    Output {
        /// The output folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The vocabulary cannot be used.
    #[error(transparent)]
    Vocabulary(#[from] vocabulary::Error),
    /// The threads could not be started.
    #[error("cannot start the threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// What a run did: `run.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// Version of the output contract.
    pub schema_version: &'static str,
    /// What records depend on besides their content.
    pub setting: Setting,
    /// Threads that read files.
    pub threads: usize,
    /// Inputs found.
    pub inputs: u64,
    /// Files left aside: hidden ones and lock files.
    pub skipped: u64,
    /// Inputs read in this run; the others were stored, or the same bytes under another path.
    pub extracted: u64,
    /// What was written.
    pub counts: Counts,
    /// Milliseconds by stage of the run.
    pub milliseconds: BTreeMap<&'static str, u64>,
}

/// One outcome on its way to the store.
struct Done {
    entry: InputEntry,
    fresh: Option<(String, Outcome)>,
}

/// Extracts every input into the store of `dataset` and builds the dataset from it.
pub fn run(arguments: &[PathBuf], dataset: &Path, vocabulary: &Vocabulary, options: &Options) -> Result<Summary, Error> {
    let began = Instant::now();
    prepare(dataset, options.overwrite)?;
    let found = walk::walk(arguments, Some(dataset))?;
    let extractor = Extractor::new(vocabulary, options.limits)?;
    let setting = setting(vocabulary, &options.limits);
    let output = |source| Error::Output { path: dataset.to_owned(), source };
    let mut store = Store::open(dataset).map_err(output)?;
    store.write_setting(&setting).map_err(output)?;
    let walked = began.elapsed();
    let threads = if options.threads == 0 { std::thread::available_parallelism().map_or(1, usize::from) } else { options.threads };
    // Deeply nested input recurses; a wide stack costs nothing until it is used.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(64 << 20).build()?;
    let progress = Progress::new(found.inputs.len() as u64, options.show_progress);
    let extracted = extract_all(&pool, &found.inputs, &extractor, &setting, options, &mut store, &progress).map_err(output)?;
    progress.finish();
    let read = began.elapsed();
    let counts = dataset::build(&mut store, &setting, dataset, options.dataset).map_err(output)?;
    let milliseconds = BTreeMap::from([
        ("walk", walked.as_millis() as u64),
        ("extract", (read - walked).as_millis() as u64),
        ("build", (began.elapsed() - read).as_millis() as u64),
    ]);
    let summary = Summary {
        schema_version: crate::record::SCHEMA_VERSION,
        setting,
        threads,
        inputs: found.inputs.len() as u64,
        skipped: found.skipped,
        extracted,
        counts,
        milliseconds,
    };
    let text = serde_json::to_vec_pretty(&summary).map_err(|e| output(e.into()))?;
    dataset::write_whole(&dataset.join("run.json"), &text).map_err(output)?;
    Ok(summary)
}

/// What records depend on besides their content.
pub fn setting(vocabulary: &Vocabulary, limits: &Limits) -> Setting {
    let digest = Sha256::digest(format!("{limits:?}").as_bytes());
    Setting {
        extractor: env!("CARGO_PKG_VERSION").to_owned(),
        vocabulary: vocabulary.hash()[..16].to_owned(),
        options: digest.iter().take(8).map(|b| format!("{b:02x}")).collect(),
    }
}

/// Makes the output folder, or refuses: a folder with content must hold our `run.json`, and be given up by `--overwrite`.
fn prepare(dataset: &Path, overwrite: bool) -> Result<(), Error> {
    let refused = |reason: &str| Err(Error::Refused { path: dataset.to_owned(), reason: reason.to_owned() });
    let output = |source| Error::Output { path: dataset.to_owned(), source };
    if dataset.is_file() {
        return refused("this is a file; name a folder with --out");
    }
    std::fs::create_dir_all(dataset).map_err(output)?;
    let mut entries = std::fs::read_dir(dataset).map_err(output)?;
    if entries.next().is_none() {
        return Ok(());
    }
    let ours = std::fs::read(dataset.join("run.json")).ok().and_then(|b| serde_json::from_slice::<serde_json::Value>(&b).ok());
    match ours.map(|v| v.get("setting").is_some()) {
        Some(true) if overwrite => {}
        // A run that was cut off leaves its store and nothing else.
        None if overwrite && only_store(dataset) => {}
        Some(true) => return refused("the folder holds an earlier run; give --overwrite to replace it, or name another folder"),
        _ => return refused("the folder is not empty and holds no run of ours; name an empty or a new folder"),
    }
    for name in ["disclosures.jsonl", "quarantine.jsonl", "datapackage.json", "run.json"] {
        remove(&dataset.join(name)).map_err(output)?;
    }
    for table in dataset::TABLES {
        remove(&dataset.join("tables").join(format!("{table}.csv"))).map_err(output)?;
    }
    match std::fs::remove_dir_all(dataset.join(".gongkai")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(output(error)),
        _ => Ok(()),
    }
}

/// True when a folder holds our store and nothing else.
fn only_store(dataset: &Path) -> bool {
    dataset.join(".gongkai/store").is_file()
        && std::fs::read_dir(dataset).is_ok_and(|entries| entries.flatten().all(|e| e.file_name() == ".gongkai"))
}

fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Reads every input in parallel; the store is written by this thread alone. Returns how many were extracted.
fn extract_all(
    pool: &rayon::ThreadPool,
    inputs: &[Input],
    extractor: &Extractor,
    setting: &Setting,
    options: &Options,
    store: &mut Store,
    progress: &Progress,
) -> io::Result<u64> {
    let seen = Mutex::new(BTreeSet::new());
    // Bounded: a slow disk holds the readers back instead of filling the memory.
    let (sender, receiver) = sync_channel::<Done>(2 * pool.current_num_threads());
    std::thread::scope(|scope| {
        let seen = &seen;
        scope.spawn(move || {
            pool.install(|| {
                inputs.into_par_iter().for_each(|input| send(one(input, extractor, setting, options, seen), &sender));
            });
        });
        collect(receiver, inputs.len(), store, progress)
    })
}

fn send(done: Done, sender: &SyncSender<Done>) {
    // The receiver is gone only when the store could not be written, and then the run ends with that error.
    let _ = sender.send(done);
}

fn collect(receiver: Receiver<Done>, expected: usize, store: &mut Store, progress: &Progress) -> io::Result<u64> {
    let mut entries = Vec::with_capacity(expected);
    let mut extracted = 0;
    for done in receiver {
        let mut failed = done.entry.failure.is_some();
        if let Some((key, outcome)) = &done.fresh {
            failed |= matches!(outcome, Outcome::Failure(_));
            store.append(key, outcome)?;
            extracted += 1;
        }
        progress.step(failed);
        entries.push(done.entry);
    }
    store.sync()?;
    entries.sort_by(|a, b| a.source_path.as_bytes().cmp(b.source_path.as_bytes()));
    store.write_inputs(&entries)?;
    Ok(extracted)
}

/// Reads one input; the same bytes are extracted once.
fn one(input: &Input, extractor: &Extractor, setting: &Setting, options: &Options, seen: &Mutex<BTreeSet<String>>) -> Done {
    let entry = |sha256: String, failure: Option<Failure>| InputEntry {
        source_path: input.source_path.clone(),
        sha256,
        failure: failure.map(Into::into),
    };
    let bytes = match read_bytes(input, options.file_bytes) {
        Ok(bytes) => bytes,
        Err(failure) => return Done { entry: entry(String::new(), Some(failure)), fresh: None },
    };
    let sha256 = extract::sha256(&bytes);
    let first = seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(sha256.clone());
    let fresh = first.then(|| (setting.key(&sha256), guarded(&bytes, extractor)));
    Done { entry: entry(sha256, None), fresh }
}

/// Extraction in which a panic becomes a failure of this input.
fn guarded(bytes: &[u8], extractor: &Extractor) -> Outcome {
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| extract::extract(bytes, extractor)));
    match result {
        Ok(Ok(records)) => Outcome::Records(records),
        Ok(Err(failure)) => Outcome::Failure(failure.into()),
        Err(panic) => {
            let what = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no message");
            let message = format!("the program failed on this file ({what}); please report it with the file");
            Outcome::Failure(Failure::new(Stage::Ingest, FailureCode::Internal, message).into())
        }
    }
}

fn read_bytes(input: &Input, limit: u64) -> Result<Vec<u8>, Failure> {
    if let Some(trouble) = &input.trouble {
        return Err(Failure::new(
            Stage::Open,
            FailureCode::Unreadable,
            format!("cannot be read: {trouble}; check its permissions and run again"),
        ));
    }
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::new(
            Stage::Open,
            FailureCode::Vanished,
            "the file was there when the run began and is gone now; run again when the folder is at rest",
        ),
        _ => Failure::new(Stage::Open, FailureCode::Unreadable, format!("cannot be read: {error}; check its permissions and run again")),
    };
    let length = std::fs::metadata(&input.path).map_err(unreadable)?.len();
    if length > limit {
        let message = format!("the file has {length} bytes, more than the limit of {limit}; raise --max-file-size if it is a disclosure");
        return Err(Failure::new(Stage::Open, FailureCode::TooLarge, message));
    }
    std::fs::read(&input.path).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_vanishes_after_the_walk_says_so() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("here.txt"), "text").unwrap();
        let found = walk::walk(&[folder.path().to_owned()], None).unwrap();
        std::fs::remove_file(folder.path().join("here.txt")).unwrap();
        let failure = read_bytes(&found.inputs[0], 1 << 20).unwrap_err();
        assert_eq!(failure.code, FailureCode::Vanished);
        assert!(failure.message.contains("run again"), "{}", failure.message);
    }

    #[test]
    fn a_file_over_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("big.txt"), "0123456789").unwrap();
        let found = walk::walk(&[folder.path().to_owned()], None).unwrap();
        let failure = read_bytes(&found.inputs[0], 9).unwrap_err();
        assert_eq!(failure.code, FailureCode::TooLarge);
        assert!(failure.message.contains("--max-file-size"), "{}", failure.message);
    }
}
