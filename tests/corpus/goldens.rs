//! Every document of `corpus/` gives the tables of `golden/`.

use crate::support::{self, FAMILIES, files, project};
use std::collections::BTreeSet;

#[test]
fn every_document_gives_its_tables() {
    for family in FAMILIES {
        let (corpus, golden) = (project("corpus").join(family), project("golden").join(family));
        let score = support::all_right(std::slice::from_ref(&corpus), &golden);
        assert_eq!(score.documents.len(), files(&corpus).len(), "{family}: a document has no expected tables");
    }
}

#[test]
fn every_family_and_every_expected_table_is_there() {
    for folder in ["corpus", "golden"] {
        let mut found: BTreeSet<String> = std::fs::read_dir(project(folder))
            .unwrap()
            .map(Result::unwrap)
            .filter(|e| e.path().is_dir())
            .map(|e| e.file_name().into_string().unwrap())
            .collect();
        found.remove("generator");
        assert_eq!(found, FAMILIES.iter().map(|f| (*f).to_owned()).collect(), "{folder}");
    }
    for family in FAMILIES {
        let stems: BTreeSet<_> = files(&project("corpus").join(family)).iter().map(|p| p.file_stem().unwrap().to_owned()).collect();
        let expected: BTreeSet<_> = std::fs::read_dir(project("golden").join(family)).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(stems, expected, "{family}");
    }
}
