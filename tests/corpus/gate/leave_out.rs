//! Leave one family out: a family is read without the words that it alone uses.
//!
//! A word is a family's own when, of all documents of the set, only those of that family hold it, wherever it stands in them. That takes away more than what was written
//! into the vocabulary for the family's sake, so the figure is rather too low than too high. Names of departments belong to no family, and rules over ideas are no words.

use super::sets::Measured;
use crate::support::{self, files};
use aho_corasick::AhoCorasick;
use gongkai::ingest::{self, Limits};
use gongkai::normalise::key::fold_text;
use gongkai::score::{self, Score};
use gongkai::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The one format that is read: what a word costs is the same in all.
pub const FORMAT: &str = "html";

/// The scores of each family without its own words.
pub fn measure(folder: &Path) -> Vec<Measured> {
    let vocabulary = Vocabulary::built_in().unwrap();
    let families = families(folder);
    let own = own_words(&vocabulary, &families);
    let mut all = Vec::new();
    for family in families.keys() {
        let words = own.get(family).cloned().unwrap_or_default();
        let reduced = vocabulary.without(|context, text, _| !words.contains(&(context.to_owned(), text.to_owned())));
        let documents: Vec<PathBuf> = families[family].iter().filter(|p| p.extension().is_some_and(|e| e == FORMAT)).cloned().collect();
        let run = support::extract_with(&documents, &reduced);
        let score = score::score(&folder.join("expected"), run.path()).unwrap();
        let read = score.documents.into_iter().filter(|d| !d.source_path.ends_with(".missing")).collect();
        let mut measured = Measured::new(&format!("without/{family}"), Score::of(read));
        measured.held.without = words.len() as u64;
        all.push(measured);
    }
    all
}

/// The documents of each family.
fn families(folder: &Path) -> BTreeMap<String, Vec<PathBuf>> {
    let mut families = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("documents")).unwrap() {
        let path = entry.unwrap().path();
        families.insert(path.file_name().unwrap().to_string_lossy().into_owned(), files(&path));
    }
    families
}

/// Context and text of the words that only one family uses.
fn own_words(vocabulary: &Vocabulary, families: &BTreeMap<String, Vec<PathBuf>>) -> BTreeMap<String, BTreeSet<(String, String)>> {
    let of_names = [
        "department",
        "department_function",
        "department_word",
        "unit_ending",
        "own_department",
        "own_department_ending",
        "department_ending",
    ];
    let contexts = vocabulary.contexts().filter(|c| !of_names.contains(c) && !c.ends_with("_rule"));
    let entries: Vec<(&str, &str)> = contexts.flat_map(|c| vocabulary.entries(c).map(move |(text, _)| (c, text))).collect();
    // A path of headers stands in a document when all of its levels do.
    let parts: Vec<Vec<String>> = entries.iter().map(|(_, text)| text.split('›').map(fold_text).collect()).collect();
    let words: Vec<&String> = parts.iter().flatten().collect::<BTreeSet<_>>().into_iter().filter(|w| !w.is_empty()).collect();
    let finder = AhoCorasick::new(&words).unwrap();
    let mut used_by: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); entries.len()];
    for (family, paths) in families {
        for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
            let document = ingest::read(&std::fs::read(path).unwrap(), &Limits::default()).unwrap();
            let text = document.text.lines().map(fold_text).collect::<Vec<_>>().join("\n");
            let there: BTreeSet<&str> = finder.find_overlapping_iter(&text).map(|m| words[m.pattern().as_usize()].as_str()).collect();
            for (i, parts) in parts.iter().enumerate() {
                if parts.iter().all(|p| p.is_empty() || there.contains(p.as_str())) {
                    used_by[i].insert(family);
                }
            }
        }
    }
    let mut own: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for ((context, text), families) in entries.iter().zip(&used_by) {
        if let (1, Some(family)) = (families.len(), families.first()) {
            own.entry((*family).to_owned()).or_default().insert(((*context).to_owned(), (*text).to_owned()));
        }
    }
    own
}

#[test]
fn a_word_is_a_familys_own_when_no_other_family_holds_it() {
    let folder = tempfile::tempdir().unwrap();
    for (family, text) in [("a", "部门概况\n绩效预算信息\n部门收支总表"), ("b", "部门概况\n部门决算情况")] {
        let path = folder.path().join("documents").join(family);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("one.txt"), text).unwrap();
    }
    let overlay = "[[part_exception]]\nsense = \"performance\"\ntexts = [\"绩效预算信息\", \"部门概况\"]\n\
                   [[header_staffing]]\nsense = \"rank\"\ntexts = [\"部门收支›总表\", \"部门收支›级别\"]\n";
    let vocabulary = Vocabulary::with_overlays(&[("mine".to_owned(), overlay.to_owned())]).unwrap();
    let own = own_words(&vocabulary, &families(folder.path()));
    let has = |family: &str, context: &str, text: &str| own.get(family).is_some_and(|w| w.contains(&(context.to_owned(), text.to_owned())));
    assert!(has("a", "part_exception", "绩效预算信息") && has("a", "header_staffing", "部门收支›总表"));
    assert!(!has("a", "part_exception", "部门概况") && !has("b", "part_exception", "部门概况"), "both hold it");
    assert!(!has("a", "header_staffing", "部门收支›级别"), "a level of the path stands nowhere");
    let reduced = vocabulary.without(|context, text, _| !has("a", context, text));
    assert!(reduced.hash() != vocabulary.hash());
    assert!(reduced.entries("part_exception").all(|(text, _)| text != "绩效预算信息"));
    assert!(reduced.entries("part_exception").any(|(text, _)| text == "部门概况"));
}
