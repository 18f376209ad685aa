//! What the banks and the model must satisfy.

use gongkai_corpus::bank::Bank;
use gongkai_corpus::outline::FAMILIES;
use gongkai_corpus::set;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("banks").join(name)
}

fn develop() -> Bank {
    Bank::load(&folder("develop")).unwrap()
}

#[test]
fn every_family_finds_its_words() {
    let families: Vec<_> = FAMILIES.iter().collect();
    for name in ["develop", "report"] {
        let drawn = set::draw(&Bank::load(&folder(name)).unwrap(), &families, 120, 7);
        let mut lacking: Vec<_> = drawn.iter().flat_map(|d| d.lacking.clone()).collect();
        lacking.sort();
        lacking.dedup();
        assert!(lacking.is_empty(), "{name}: {lacking:#?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let families: Vec<_> = FAMILIES.iter().collect();
    let bank = develop();
    let (one, two) = (set::draw(&bank, &families, 14, 3), set::draw(&bank, &families, 14, 3));
    for (a, b) in one.iter().zip(&two) {
        assert_eq!(a.stem, b.stem);
        assert_eq!(a.truth.files(), b.truth.files(), "{}", a.stem);
        for format in ["docx", "html", "txt"] {
            assert!(set::bytes(a, format) == set::bytes(b, format), "{} {format}", a.stem);
        }
    }
}

/// Neither bank may say what the other says: the scores of `report` would tell of `develop`.
#[test]
fn the_banks_share_nothing() {
    if !folder("report").is_dir() {
        println!("SKIPPED: the bank `report` is not there");
        return;
    }
    let shared = gongkai_corpus::compare::shared(&develop(), &Bank::load(&folder("report")).unwrap());
    assert!(shared.is_empty(), "{} things are in both banks:\n{}", shared.len(), shared.join("\n"));
}

#[test]
fn a_bank_shares_everything_with_itself() {
    let bank = develop();
    let shared = gongkai_corpus::compare::shared(&bank, &bank);
    for kind in ["heading", "sentence", "department", "header", "layout", "table title", "reason"] {
        assert!(shared.iter().any(|s| s.starts_with(kind)), "{kind}");
    }
}

#[test]
fn departments_are_enough() {
    let names: std::collections::BTreeSet<_> = develop().department.into_iter().map(|d| d.name).collect();
    assert!(names.len() >= 16, "{}", names.len());
}
