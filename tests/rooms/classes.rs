//! Names of classes in real disclosures lead to the codes that stand beside them.

use gongkai::facts::ItemLevel;
use gongkai::normalise::classes::{ClassScheme, by_name};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn names_in_real_disclosures_lead_to_their_codes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real/expected");
    let Ok(folders) = std::fs::read_dir(root) else {
        println!("SKIPPED: ../shared is absent");
        return;
    };
    let mut seen: BTreeSet<(String, i32, String, String)> = BTreeSet::new();
    for folder in folders.flatten() {
        let Ok(mut reader) = csv::Reader::from_path(folder.path().join("facts.csv")) else { continue };
        let headers = reader.headers().unwrap().clone();
        let column = |name: &str| headers.iter().position(|h| h == name);
        let (Some(scheme), Some(year), Some(key), Some(item)) = (column("scheme"), column("year"), column("item_key"), column("item"))
        else {
            continue;
        };
        for row in reader.records().flatten() {
            if matches!(&row[scheme], "function" | "economic") && row[key].len() >= 3 && &row[item] != "*" {
                seen.insert((row[scheme].to_owned(), row[year].parse().unwrap(), row[key].to_owned(), row[item].to_owned()));
            }
        }
    }
    let (mut right, mut blank, mut other) = (0, Vec::new(), Vec::new());
    for (scheme, year, key, item) in &seen {
        let which = if scheme == "function" { ClassScheme::Function } else { ClassScheme::Economic };
        let level = match key.len() {
            3 => ItemLevel::Class,
            5 => ItemLevel::Section,
            _ => ItemLevel::Item,
        };
        let parent = (key.len() > 3).then(|| &key[..key.len() - 2]);
        match by_name(which, item, Some(level), parent, Some(*year)) {
            Some(class) if class.code == key => right += 1,
            Some(class) => other.push(format!("{scheme} {year} {item}: printed {key}, found {}", class.code)),
            None => blank.push(format!("{scheme} {year} {item} {key}")),
        }
    }
    println!("classes: {right} right, {} without a code, {} with another, of {}", blank.len(), other.len(), seen.len());
    for line in blank.iter().chain(&other) {
        println!("  {line}");
    }
    // What is left is printed with wrong codes: one list numbers its items by itself (30203 水费).
    assert!(right * 100 >= seen.len() * 90);
    assert!(other.len() <= 12);
}
