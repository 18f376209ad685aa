//! The seed: one real disclosure in six files, each of which must give the same tables.

use crate::support;
use std::collections::BTreeMap;

#[test]
fn every_file_of_the_seed_gives_its_tables() {
    let Some(folder) = support::shared("seed") else { return };
    let inputs: Vec<_> = support::files(&folder).into_iter().filter(|p| p.extension().is_none_or(|e| e != "md")).collect();
    let score = gongkai::score::score(&folder.join("expected"), support::extract(&inputs).path()).unwrap();
    let (right, all) = score.right();
    println!("seed: {right} of {all} files");
    assert!(
        right == all && all == inputs.len() as u64,
        "seed: {right} of {} files\n{}",
        inputs.len(),
        gongkai::score::text(&score, 20, 12)
    );
}

#[test]
fn all_formats_of_the_seed_give_the_same_facts_but_for_their_places() {
    let Some(folder) = support::shared("seed") else { return };
    let inputs: Vec<_> = support::files(&folder).into_iter().filter(|p| p.extension().is_none_or(|e| e != "md")).collect();
    let dataset = support::extract(&inputs);
    let text = std::fs::read_to_string(dataset.path().join("disclosures.jsonl")).unwrap();
    let mut by_facts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in text.lines() {
        let mut record: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = record["disclosure"]["source_path"].as_str().unwrap().to_owned();
        for fact in record["facts"].as_array_mut().unwrap() {
            for place in ["disclosure_id", "block", "end_block", "start_char", "end_char", "header_path"] {
                fact.as_object_mut().unwrap().remove(place);
            }
        }
        by_facts.entry(record["facts"].to_string()).or_default().push(path);
    }
    assert_eq!(by_facts.len(), 1, "groups of files that agree: {:?}", by_facts.values().collect::<Vec<_>>());
}
