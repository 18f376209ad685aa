//! The real disclosures: every visible character lies in a section, in every container.

use gongkai::ingest::{Limits, read};
use gongkai::vocabulary::Vocabulary;
use gongkai::{sections, segment};
use std::path::{Path, PathBuf};

fn files() -> Vec<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folders = ["seed", "real", "real/pages", "real/tika", "real/doc"];
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|f| std::fs::read_dir(shared.join(f)).into_iter().flatten())
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| ["docx", "doc", "html", "txt"].iter().any(|x| e == *x)))
        .collect();
    files.sort();
    files
}

#[test]
fn sections_cover_every_real_disclosure() {
    let files = files();
    if files.is_empty() {
        println!("SKIPPED: ../shared is absent");
        return;
    }
    let vocabulary = Vocabulary::built_in().unwrap();
    let (segments, words) = (segment::Lexicon::new(&vocabulary).unwrap(), sections::Lexicon::new(&vocabulary).unwrap());
    let mut read_files = 0;
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        // A container without a reader yet is another test's matter.
        let Ok(document) = read(&bytes, &Limits::default()) else { continue };
        read_files += 1;
        for unit in segment::split(&document, &segments).unwrap_or_else(|f| panic!("{}: {f}", path.display())) {
            let (sections, _) = sections::split(&document, &unit, &words);
            if let Err(message) = sections.verify(&document, &unit) {
                panic!("{}: {message}", path.display());
            }
        }
    }
    assert!(read_files >= 24, "{read_files} files were read");
}
