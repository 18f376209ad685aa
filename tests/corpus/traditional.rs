//! Traditional characters are matched as their simplified counterparts and kept as printed: every document, turned into traditional characters, gives the same records.

use crate::support;
use gongkai::document::Document;
use gongkai::extract::{self, Extractor};
use gongkai::ingest::{self, Limits};
use gongkai::normalise::key::fold_text;
use gongkai::normalise::simplify::simplify;
use gongkai::vocabulary::Vocabulary;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// For each simplified character the traditional ones.
fn traditional() -> BTreeMap<char, Vec<char>> {
    let mut pairs: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for c in '\u{4e00}'..='\u{9fff}' {
        if simplify(c) != c {
            pairs.entry(simplify(c)).or_default().push(c);
        }
    }
    pairs
}

/// The document with traditional characters: both have three bytes in UTF-8, so that every range in it stays. `turn` chooses among several.
fn turned(document: &Document, pairs: &BTreeMap<char, Vec<char>>, turn: usize) -> Document {
    let convert = |text: &str| -> String {
        text.chars().map(|c| pairs.get(&c).and_then(|all| all.get(turn % all.len())).copied().unwrap_or(c)).collect()
    };
    let mut document = document.clone();
    document.text = convert(&document.text);
    document.metadata.title = document.metadata.title.as_deref().map(convert);
    document.metadata.publisher = document.metadata.publisher.as_deref().map(convert);
    document
}

/// Folded, so that only what was understood is compared, not how it was printed.
fn folded(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::String(text) => fold_text(&text).into(),
        serde_json::Value::Array(all) => all.into_iter().map(folded).collect(),
        serde_json::Value::Object(all) => all.into_iter().map(|(key, value)| (key, folded(value))).collect(),
        other => other,
    }
}

/// Where two records differ, as paths and both values.
fn differences(path: &str, a: &serde_json::Value, b: &serde_json::Value, found: &mut Vec<String>) {
    use serde_json::Value::{Array, Object};
    match (a, b) {
        (Object(x), Object(y)) => x.iter().for_each(|(key, value)| differences(&format!("{path}.{key}"), value, &y[key], found)),
        (Array(x), Array(y)) if x.len() == y.len() => {
            x.iter().zip(y).enumerate().for_each(|(i, (v, w))| differences(&format!("{path}[{i}]"), v, w, found));
        }
        _ if a == b => {}
        (Array(x), Array(y)) => {
            let alone: Vec<_> = x.iter().filter(|v| !y.contains(v)).chain(y.iter().filter(|v| !x.contains(v))).take(3).collect();
            found.push(format!("{path}: {} rows and {}, not in both: {alone:?}", x.len(), y.len()));
        }
        _ => found.push(format!("{path}: {a} and {b}")),
    }
}

fn compare(paths: &[PathBuf], turn: usize) {
    let extractor = Extractor::new(&Vocabulary::built_in().unwrap(), Limits::default()).unwrap();
    let pairs = traditional();
    assert!(pairs.len() > 2000);
    let mut wrong = Vec::new();
    for path in paths {
        let bytes = std::fs::read(path).unwrap();
        let document = ingest::read(&bytes, &Limits::default()).unwrap();
        let records = |document: &Document| -> serde_json::Value {
            let records = extract::records(document, &extract::sha256(&bytes), &extractor).unwrap();
            folded(serde_json::to_value(records).unwrap())
        };
        let turned = turned(&document, &pairs, turn);
        assert_ne!(turned.text, document.text, "{}", path.display());
        let mut found = Vec::new();
        differences("", &records(&document), &records(&turned), &mut found);
        wrong.extend(found.into_iter().map(|d| format!("{}: {d}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_corpus_in_traditional_characters() {
    for (turn, family) in support::FAMILIES.iter().enumerate() {
        compare(&support::files(&support::project("corpus").join(family)), turn);
    }
}

#[test]
fn real_disclosures_in_traditional_characters() {
    let Some(shared) = support::shared("") else { return };
    let paths: Vec<PathBuf> = [shared.join("seed"), shared.join("real")]
        .iter()
        .flat_map(|folder| support::files(folder))
        .filter(|p| p.extension().is_some_and(|e| e == "docx" || e == "html"))
        .collect();
    compare(&paths, 0);
}
