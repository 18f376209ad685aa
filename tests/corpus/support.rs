//! Runs over folders, kept for the length of the tests.

use gongkai::batch;
use gongkai::score::{self, Score};
use gongkai::vocabulary::Vocabulary;
use std::path::{Path, PathBuf};

/// The families of `corpus/`: folders there and in `golden/`.
pub const FAMILIES: &[&str] =
    &["final-accounts", "gansu-continued", "guangdong-summary", "hebei-2021", "hebei-nine", "hubei-ten", "national-four"];

/// A path of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A path of what is kept beside the project, if it is there; a loud line otherwise.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = project("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("SKIPPED: ../shared is absent, so this test proves nothing here");
    None
}

/// Every file below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
    found.sort();
    found
}

/// A dataset that is removed at the end.
pub struct Dataset(tempfile::TempDir);

impl Dataset {
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Extracts inputs into a dataset of their own.
pub fn extract(inputs: &[PathBuf]) -> Dataset {
    extract_with(inputs, &Vocabulary::built_in().unwrap())
}

/// The same with another vocabulary.
pub fn extract_with(inputs: &[PathBuf], vocabulary: &Vocabulary) -> Dataset {
    let folder = tempfile::tempdir().unwrap();
    batch::run(inputs, folder.path(), vocabulary, &batch::Options::default()).unwrap();
    Dataset(folder)
}

/// The score of inputs against expected tables; fails with what differs when a document is not wholly right.
pub fn all_right(inputs: &[PathBuf], gold: &Path) -> Score {
    let score = score::score(gold, extract(inputs).path()).unwrap();
    let (right, all) = score.right();
    assert!(right == all, "{right} of {all} documents are wholly right\n{}", score::text(&score, 20, 12));
    score
}
