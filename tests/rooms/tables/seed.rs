//! The seed disclosure's tables in all of its files, read in place.

use gongkai::extract::{Extractor, extract};
use gongkai::ingest::Limits;
use gongkai::vocabulary::Vocabulary;
use std::collections::BTreeMap;
use std::path::Path;

/// Rows of an expected file: column → value, white space dropped.
fn expected(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|r| r.unwrap().iter().map(bare).collect()).collect();
    (columns, rows)
}

fn bare(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.parse::<rust_decimal::Decimal>().map_or(text, |d| d.normalize().to_string())
}

fn column(row: &serde_json::Value, name: &str) -> String {
    match &row[name] {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(s) => bare(s),
        other => bare(&other.to_string()),
    }
}

#[test]
fn seed_tables() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    if !root.exists() {
        println!("SKIPPED: ../shared is absent");
        return;
    }
    let extractor = Extractor::new(&Vocabulary::built_in().unwrap(), Limits::default()).unwrap();
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut files = 0;
    let names = ["docx", "pandoc.docx", "doc", "html", "gb.html", "txt"].map(|e| format!("qinglong-hr-2019.{e}"));
    for name in &names {
        let Ok(records) = extract(&std::fs::read(root.join(name)).unwrap(), &extractor) else {
            wrong.entry(name.clone()).or_default().push("not read".into());
            continue;
        };
        files += 1;
        let record = serde_json::to_value(&records[0]).unwrap();
        for table in ["staffing", "activities", "indicators", "procurement", "assets", "tables"] {
            let (columns, mut want) = expected(&root.join(format!("expected/{table}.csv")));
            let mut got: Vec<Vec<String>> =
                record[table].as_array().unwrap().iter().map(|r| columns.iter().map(|c| column(r, c)).collect()).collect();
            want.sort();
            got.sort();
            if want != got {
                let differs = want.iter().zip(&got).find(|(a, b)| a != b);
                wrong.entry(name.clone()).or_default().push(format!("{table}: {} of {} rows, {differs:?}", got.len(), want.len()));
            }
        }
    }
    println!("seed: {} of {} files", files - wrong.values().filter(|w| w.as_slice() != ["not read"]).count(), names.len());
    let bad: Vec<_> = wrong.iter().filter(|(_, w)| w.as_slice() != ["not read"]).collect();
    assert!(bad.is_empty(), "{bad:#?}");
}
