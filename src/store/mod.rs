//! The record store: what each input gave, kept by content, so that a dataset can be built again without reading the inputs.
//!
//! `.gongkai/store` is a journal: entries are only ever appended, each framed by its length and a checksum, so that whatever was cut off in the middle of a write is
//! recognised and dropped when the journal is opened again. `.gongkai/inputs.jsonl` lists which paths hold which content; it is replaced as a whole.
//!
//! An entry is keyed on everything that its records depend on: SHA-256 of the bytes, version of the extractor, hash of the vocabulary, hash of the options. What depends on
//! a path, a side file or other disclosures is never stored.

mod frame;

use crate::diagnostics::Failure;
use crate::normalise::key::fold_text;
use crate::record::Record;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

pub use frame::Outcome;

/// What records of one content depend on besides the content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Version of this crate.
    pub extractor: String,
    /// Hash of the vocabulary.
    pub vocabulary: String,
    /// Hash of the options.
    pub options: String,
}

impl Setting {
    /// The key of a content under this setting.
    pub fn key(&self, sha256: &str) -> String {
        format!("{sha256}/{}/{}/{}", self.extractor, self.vocabulary, self.options)
    }
}

/// What the build needs to know of a record before it reads it whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// `disclosure_id`.
    pub id: String,
    /// The disclosure key, where county, department and year are known.
    pub key: Option<String>,
    /// Its title says that it corrects an earlier one.
    pub correction: bool,
    /// How much was found in it: parts, then facts.
    pub completeness: (u32, u32),
}

/// One path and the content that it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputEntry {
    /// Path relative to its INPUT.
    pub source_path: String,
    /// SHA-256 of the content, in hex; blank when it could not be read.
    pub sha256: String,
    /// Why it could not be read.
    pub failure: Option<FailureEntry>,
}

/// A failure as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureEntry {
    /// Where it failed.
    pub stage: crate::diagnostics::Stage,
    /// Why.
    pub code: crate::diagnostics::FailureCode,
    /// What was wrong, and what to do.
    pub message: String,
}

impl From<Failure> for FailureEntry {
    fn from(failure: Failure) -> Self {
        FailureEntry { stage: failure.stage, code: failure.code, message: failure.message }
    }
}

/// Where an entry stands in the journal.
#[derive(Debug, Clone)]
struct Slot {
    offset: u64,
    length: u32,
    heads: Option<Vec<Head>>,
}

/// An open store.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    journal: File,
    index: BTreeMap<String, Slot>,
    end: u64,
    /// Bytes at the journal's end that belonged to no whole entry and were dropped on opening.
    pub dropped: u64,
}

impl Store {
    /// Opens or creates the store of a dataset. An entry that was cut off while it was written is dropped, with all that follows it.
    pub fn open(dataset: &Path) -> io::Result<Self> {
        let folder = dataset.join(".gongkai");
        std::fs::create_dir_all(&folder)?;
        let mut journal = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(folder.join("store"))?;
        let length = journal.metadata()?.len();
        let (slots, end) = frame::scan(&mut journal, length)?;
        if end < length {
            journal.set_len(end)?;
        }
        let index = slots.into_iter().map(|s| (s.key, Slot { offset: s.offset, length: s.length, heads: s.heads })).collect();
        Ok(Store { folder, journal, index, end, dropped: length - end })
    }

    /// True when the outcome of this key is stored.
    pub fn contains(&self, key: &str) -> bool {
        self.index.contains_key(key)
    }

    /// The heads of a key's records; `None` when it is not stored or failed.
    pub fn heads(&self, key: &str) -> Option<&[Head]> {
        self.index.get(key)?.heads.as_deref()
    }

    /// Appends an outcome. It counts only once it is wholly written.
    pub fn append(&mut self, key: &str, outcome: &Outcome) -> io::Result<()> {
        let heads = match outcome {
            Outcome::Records(records) => Some(records.iter().map(head).collect::<Vec<_>>()),
            Outcome::Failure(_) => None,
        };
        let bytes = frame::encode(key, heads.as_deref(), outcome)?;
        self.journal.seek(SeekFrom::Start(self.end))?;
        if let Err(error) = self.journal.write_all(&bytes) {
            // A full disk: take the torn entry back, so that what is stored stays readable.
            let _ = self.journal.set_len(self.end);
            return Err(error);
        }
        self.index.insert(key.to_owned(), Slot { offset: self.end, length: bytes.len() as u32, heads });
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// Reads the outcome of a key.
    pub fn get(&mut self, key: &str) -> io::Result<Option<Outcome>> {
        let Some(slot) = self.index.get(key) else { return Ok(None) };
        self.journal.seek(SeekFrom::Start(slot.offset))?;
        let mut bytes = vec![0; slot.length as usize];
        self.journal.read_exact(&mut bytes)?;
        frame::decode(&bytes).map(Some)
    }

    /// Makes sure that everything appended is on disk.
    pub fn sync(&self) -> io::Result<()> {
        self.journal.sync_data()
    }

    /// Replaces the list of inputs; it is sorted by path.
    pub fn write_inputs(&self, inputs: &[InputEntry]) -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        {
            let mut writer = BufWriter::new(file.as_file_mut());
            for input in inputs {
                serde_json::to_writer(&mut writer, input)?;
                writer.write_all(b"\n")?;
            }
            writer.flush()?;
        }
        file.as_file().sync_data()?;
        file.persist(self.folder.join("inputs.jsonl")).map_err(|e| e.error)?;
        Ok(())
    }

    /// The list of inputs, as last written.
    pub fn read_inputs(&self) -> io::Result<Vec<InputEntry>> {
        let text = std::fs::read_to_string(self.folder.join("inputs.jsonl"))?;
        text.lines().map(|line| serde_json::from_str(line).map_err(io::Error::from)).collect()
    }

    /// Remembers the setting that the inputs were read under.
    pub fn write_setting(&self, setting: &Setting) -> io::Result<()> {
        std::fs::write(self.folder.join("setting.json"), serde_json::to_vec(setting)?)
    }

    /// The setting that the inputs were read under.
    pub fn read_setting(&self) -> io::Result<Setting> {
        Ok(serde_json::from_slice(&std::fs::read(self.folder.join("setting.json"))?)?)
    }
}

/// Words by which a title, a file's name or the lines before the text say that they correct or replace what was published before.
const CORRECTION_MARKS: &[&str] = &[
    "更正",
    "勘误",
    "修订",
    "补正",
    "修正",
    "纠正",
    "修改版",
    "修改稿",
    "(修改)",
    "(更新)",
    "更新版",
    "更新稿",
    "更新后",
    "更新公开",
    "重新公开",
    "重新公示",
    "重新发布",
    "重新公布",
    "再次公开",
    "补充公开",
];

/// True where a title or the name of a file says that it corrects an earlier publication.
pub fn is_correction(text: &str) -> bool {
    let key = fold_text(text);
    CORRECTION_MARKS.iter().any(|m| key.contains(m))
}

/// What stands before the first heading says so: 现更正如下.
fn announces_correction(record: &Record) -> bool {
    let before = record.sections.iter().take(2).filter(|s| s.section_key == "front_matter");
    before.map(|s| fold_text(&s.text.chars().take(FRONT).collect::<String>())).any(|text| {
        ["更正如下", "更正为", "更正公开", "更正公告", "更正说明", "勘误", "予以更正", "重新公开", "重新公布", "重新发布"]
            .iter()
            .any(|m| text.contains(m))
    })
}

/// So many characters before the first heading are looked at.
const FRONT: usize = 300;

fn head(record: &Record) -> Head {
    let d = &record.disclosure;
    let key = match (&d.county_key, &d.department_key, d.fiscal_year) {
        (Some(county), Some(department), Some(year)) => {
            let kind = d.kind.map_or("", |k| k.as_str());
            Some(format!("{county}|{department}|{}|{kind}|{year}", d.unit_name.as_deref().unwrap_or("")))
        }
        _ => None,
    };
    let correction = d.title.as_deref().is_some_and(is_correction) || announces_correction(record);
    Head { id: d.disclosure_id.clone(), key, correction, completeness: (d.parts_found, record.facts.len() as u32) }
}
