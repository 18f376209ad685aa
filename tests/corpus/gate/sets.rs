//! The sets that are measured.

use super::held::Set;
use crate::support::{self, files, project, shared};
use gongkai::score::{self, Group, Score};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A set and its score.
pub struct Measured {
    pub name: String,
    pub score: Score,
    pub held: Set,
}

impl Measured {
    pub fn new(name: &str, score: Score) -> Self {
        Measured { name: name.to_owned(), held: Set::of(&score), score }
    }
}

/// Every set that can be measured here.
pub fn measure() -> Vec<Measured> {
    let mut all = Vec::new();
    all.extend(seed());
    for family in support::FAMILIES {
        let score = score::score(&project("golden").join(family), support::extract(&[project("corpus").join(family)]).path()).unwrap();
        all.push(Measured::new(&format!("corpus/{family}"), score));
    }
    for (name, folder, extension) in REAL {
        all.extend(real(name, folder, extension));
    }
    let exact = same("same/exact", &all, &["real/docx", "real/html", "real/doc"]);
    let every = same("same/all", &all, &REAL.iter().map(|(name, ..)| format!("real/{name}")).collect::<Vec<_>>());
    all.extend(exact.into_iter().chain(every));
    for set in ["develop", "report"] {
        if let Some(folder) = generate(set) {
            all.push(generated(set, &folder));
            if set == "develop" {
                all.extend(super::leave_out::measure(&folder));
            }
        }
    }
    all
}

/// True for a set that cannot be measured here: the disclosures that lie beside the project are not everywhere. What the project holds itself is.
pub fn is_absent(name: &str) -> bool {
    let beside = name == "seed" || name.starts_with("real/") || name.starts_with("same/");
    beside && shared("real").is_none()
}

/// Disclosures of a generated set; each is written in every format of [`FORMATS`].
const DISCLOSURES: &str = "140";
/// Without .doc, which only LibreOffice writes, each version in its own way.
const FORMATS: &[&str] = &["docx", "html", "txt"];

/// Writes a generated set anew: `documents/FAMILY/STEM.EXT`, `expected/STEM/*.csv`, `cases.tsv`.
fn generate(set: &str) -> Option<PathBuf> {
    if !project("corpus/generator/banks").join(set).is_dir() {
        println!("SKIPPED: the generator has no bank `{set}`");
        return None;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("generated").join(set);
    let _ = std::fs::remove_dir_all(&folder);
    for format in FORMATS {
        let mut command = std::process::Command::new(env!("CARGO"));
        command.current_dir(project("")).args(["run", "--quiet", "--package", "gongkai-corpus", "--"]);
        command.args(["--set", set, "--count", DISCLOSURES, "--seed", "1", "--format", format, "--out"]).arg(&folder);
        let output = command.output().unwrap();
        assert!(output.status.success(), "the generator failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Some(folder)
}

/// Each format is scored by itself: a document that gave no record in one of them has all its rows missing there, whatever the others gave.
fn by_format(folder: &Path) -> Score {
    let mut all = Vec::new();
    for format in FORMATS {
        let inputs: Vec<PathBuf> =
            files_below(&folder.join("documents")).into_iter().filter(|p| p.extension().is_some_and(|e| e == *format)).collect();
        let mut documents = score::score(&folder.join("expected"), support::extract(&inputs).path()).unwrap().documents;
        for document in &mut documents {
            let name = format!("{}.{format}", document.disclosure);
            let path = inputs.iter().find(|p| p.file_name().is_some_and(|n| n == name.as_str())).unwrap();
            let family = path.parent().and_then(Path::file_name).unwrap().to_string_lossy();
            (document.source_path, document.format) = (format!("{family}/{name}"), (*format).to_owned());
        }
        all.extend(documents);
    }
    Score::of(all)
}

/// The files of all folders in a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    folders.iter().flat_map(|f| files(f)).collect()
}

fn generated(set: &str, folder: &Path) -> Measured {
    let mut score = by_format(folder);
    score.mark_cases(&std::fs::read_to_string(folder.join("cases.tsv")).unwrap());
    let mut measured = Measured::new(set, score);
    let score = &measured.score;
    let one_format = score.documents.iter().filter(|d| d.format == super::leave_out::FORMAT).cloned().collect();
    measured.held.groups = BTreeMap::from([
        ("left_out".to_owned(), brief(Score::of(one_format).by_folder())),
        ("family".to_owned(), brief(score.by_folder())),
        ("format".to_owned(), brief(score.by_format())),
        ("case".to_owned(), brief(score.by_case())),
    ]);
    measured
}

/// Of a group only what the page prints.
fn brief(mut groups: BTreeMap<String, Group>) -> BTreeMap<String, Group> {
    groups.values_mut().for_each(|g| g.tables.retain(|name, _| matches!(name.as_str(), "sections" | "facts")));
    groups
}

/// Whether the containers of one disclosure give the same facts; nothing else of them is counted again.
fn same(name: &str, measured: &[Measured], sets: &[impl AsRef<str>]) -> Option<Measured> {
    let of = |m: &&Measured| sets.iter().any(|s| s.as_ref() == m.name);
    let documents: Vec<_> = measured.iter().filter(of).flat_map(|m| m.score.documents.clone()).collect();
    let held = Set { same: Score::of(documents).same(), ..Set::default() };
    (held.same.disclosures > 0).then(|| Measured { name: name.to_owned(), score: Score::of(Vec::new()), held })
}

fn seed() -> Option<Measured> {
    let folder = shared("seed")?;
    let inputs: Vec<PathBuf> = files(&folder).into_iter().filter(|p| p.extension().is_none_or(|e| e != "md")).collect();
    let score = score::score(&folder.join("expected"), support::extract(&inputs).path()).unwrap();
    Some(Measured::new("seed", score))
}

/// The containers of the real disclosures: name, folder, extension.
const REAL: &[(&str, &str, &str)] = &[
    ("docx", "real", "docx"),
    ("html", "real", "html"),
    ("doc", "real/doc", "doc"),
    ("pages", "real/pages", "html"),
    ("tika", "real/tika", "txt"),
    ("txt", "real", "txt"),
];

fn real(name: &str, folder: &str, extension: &str) -> Option<Measured> {
    let inputs: Vec<PathBuf> = files(&shared(folder)?).into_iter().filter(|p| p.extension().is_some_and(|e| e == extension)).collect();
    let score = score::score(&shared("real/expected")?, support::extract(&inputs).path()).unwrap();
    Some(Measured::new(&format!("real/{name}"), score))
}
