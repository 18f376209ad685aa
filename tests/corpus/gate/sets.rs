//! The sets that are measured.

use super::held::Set;
use crate::support::{self, files, project, shared};
use gongkai::score::{self, Score};
use std::path::PathBuf;

/// A set and its score.
pub struct Measured {
    pub name: String,
    pub score: Score,
    pub held: Set,
}

impl Measured {
    fn new(name: &str, score: Score) -> Self {
        Measured { name: name.to_owned(), held: Set::of(&score), score }
    }
}

/// Every set that can be measured here.
pub fn measure() -> Vec<Measured> {
    let mut all = Vec::new();
    all.extend(seed());
    for family in ["nine-parts", "nine-parts-contents", "four-parts", "four-parts-final"] {
        let score = score::score(&project("golden").join(family), support::extract(&[project("corpus").join(family)]).path()).unwrap();
        all.push(Measured::new(&format!("corpus/{family}"), score));
    }
    for (name, folder, extension) in REAL {
        all.extend(real(name, folder, extension));
    }
    let exact = same("same/exact", &all, &["real/docx", "real/html", "real/doc"]);
    let every = same("same/all", &all, &REAL.iter().map(|(name, ..)| format!("real/{name}")).collect::<Vec<_>>());
    all.extend(exact.into_iter().chain(every));
    all
}

/// Whether the containers of one disclosure give the same facts; nothing else of them is counted again.
fn same(name: &str, measured: &[Measured], sets: &[impl AsRef<str>]) -> Option<Measured> {
    let of = |m: &&Measured| sets.iter().any(|s| s.as_ref() == m.name);
    let documents: Vec<_> = measured.iter().filter(of).flat_map(|m| m.score.documents.clone()).collect();
    let together = Score { documents, tables: Default::default(), columns: Default::default() };
    let held = Set { same: together.same(), ..Set::default() };
    let nothing = Score { documents: Vec::new(), tables: Default::default(), columns: Default::default() };
    (held.same.disclosures > 0).then(|| Measured { name: name.to_owned(), score: nothing, held })
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
