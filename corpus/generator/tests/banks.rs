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
    let drawn = set::draw(&develop(), &families, 120, 7);
    let mut lacking: Vec<_> = drawn.iter().flat_map(|d| d.lacking.clone()).collect();
    lacking.sort();
    lacking.dedup();
    assert!(lacking.is_empty(), "{lacking:#?}");
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
