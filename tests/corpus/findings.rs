//! What is really wrong in the real disclosures: every known finding is found, and every further failure was looked at by a person (`golden/findings.tsv`).

use crate::support;
use std::collections::{BTreeMap, BTreeSet};

/// A failed check: stem, id, subject.
type Failure = (String, String, String);

/// The failed checks of all real disclosures, read in one run so that those across years are there too; and the (stem, check) of those that hold only because printed
/// numbers are rounded: their difference is told.
fn failures(inputs: &[std::path::PathBuf]) -> (BTreeMap<Failure, String>, BTreeSet<(String, String)>) {
    let dataset = support::extract(inputs);
    let text = std::fs::read_to_string(dataset.path().join("disclosures.jsonl")).unwrap();
    let mut failed = BTreeMap::new();
    let mut rounded = BTreeSet::new();
    for line in text.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = record["disclosure"]["source_path"].as_str().unwrap();
        let stem = path.rsplit('/').next().unwrap().trim_end_matches(".docx").to_owned();
        for check in record["checks"].as_array().unwrap() {
            let of = |name: &str| check[name].as_str().unwrap_or("").to_owned();
            let difference: f64 = of("difference").parse().unwrap_or(0.0);
            if check["status"] == "pass" && difference != 0.0 {
                rounded.insert((stem.clone(), of("check_id")));
            }
            if check["status"] != "fail" {
                continue;
            }
            failed.insert((stem.clone(), of("check_id"), of("subject")), of("message"));
        }
    }
    (failed, rounded)
}

/// What a person found of each further failure: stem, check, subject, verdict.
fn looked_at() -> BTreeMap<Failure, String> {
    let text = std::fs::read_to_string(support::project("golden/findings.tsv")).unwrap_or_default();
    let rows = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    rows.map(|line| {
        let mut cells = line.split('\t').map(str::to_owned);
        let mut next = || cells.next().unwrap_or_default();
        ((next(), next(), next()), next())
    })
    .collect()
}

#[test]
fn every_finding_is_found_and_every_further_failure_was_looked_at() {
    let Some(folder) = support::shared("real") else { return };
    let inputs: Vec<_> = support::files(&folder).into_iter().filter(|p| p.extension().is_some_and(|e| e == "docx")).collect();
    let inputs: Vec<_> = inputs.into_iter().filter(|p| p.parent() == Some(folder.as_path())).collect();
    let (failed, rounded) = failures(&inputs);
    let mut findings = csv::Reader::from_path(folder.join("findings.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = findings.records().map(Result::unwrap).collect();
    let known: BTreeSet<(&str, &str)> = rows.iter().filter(|r| r[1] != *"mutant").map(|r| (&r[0], &r[1])).collect();
    let found: BTreeSet<(&str, &str)> = failed.keys().map(|(stem, check, _)| (stem.as_str(), check.as_str())).collect();
    // A difference of rounding is a note, and no failure.
    let noted: BTreeSet<(&str, &str)> = rows.iter().filter(|r| r[2] == *"note").map(|r| (&r[0], &r[1])).collect();
    let rounding = |key: &(&str, &str)| noted.contains(key) && rounded.contains(&(key.0.to_owned(), key.1.to_owned()));
    let (elsewhere, looked_at): (BTreeMap<_, _>, BTreeMap<_, _>) = looked_at().into_iter().partition(|((.., subject), _)| subject == "-");
    // Told by another check, or not borne out by the document.
    let explained = |key: &(&str, &str)| {
        let verdict = elsewhere.get(&(key.0.to_owned(), key.1.to_owned(), "-".to_owned()));
        let by = verdict.and_then(|v| v.strip_prefix("under ")).and_then(|v| v.split(':').next()).map(|id| (key.0, id));
        verdict.is_some_and(|v| v.starts_with("not so: "))
            || by.is_some_and(|by| found.contains(&by) || noted.contains(key) && rounded.contains(&(by.0.to_owned(), by.1.to_owned())))
    };
    let lost: Vec<_> = known.difference(&found).filter(|key| !rounding(key) && !explained(key)).collect();
    let counts = (known.len() - lost.len(), known.difference(&found).filter(|key| explained(key)).count());
    let mut unseen: Vec<String> = Vec::new();
    for ((stem, check, subject), message) in &failed {
        let listed = looked_at.contains_key(&(stem.clone(), check.clone(), subject.clone()));
        if !known.contains(&(stem.as_str(), check.as_str())) && !listed {
            unseen.push(format!("{stem}\t{check}\t{subject}\t\t{message}"));
        }
    }
    let gone: Vec<_> = looked_at.keys().filter(|key| !failed.contains_key(*key)).collect();
    println!("{} of {} kinds of findings found ({} told elsewhere), {} further failures", counts.0, known.len(), counts.1, looked_at.len());
    assert!(lost.is_empty(), "findings that no check finds: {lost:?}");
    assert!(unseen.is_empty(), "failures that nobody looked at (golden/findings.tsv):\n{}", unseen.join("\n"));
    assert!(gone.is_empty(), "golden/findings.tsv lists what does not fail any more: {gone:?}");
}
