//! Real disclosures whose tables were looked at by eye, beyond those that have expected tables.

use crate::support;

#[test]
fn forms_for_projects_are_grids_of_indicators_and_no_lists_of_bodies() {
    let Some(folder) = support::shared("real") else { return };
    let dataset = support::extract(&[folder.join("putuo-wanli-2023.docx")]);
    let text = std::fs::read_to_string(dataset.path().join("disclosures.jsonl")).unwrap();
    let record: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let kind = |kind: &str| record["tables"].as_array().unwrap().iter().filter(|t| t["kind"] == kind).count();
    assert_eq!((kind("indicators"), kind("staffing")), (4, 0));
    assert_eq!(record["staffing"].as_array().unwrap().len(), 0);
}
