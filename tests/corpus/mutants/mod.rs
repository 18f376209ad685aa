//! The checks measured by mutation: in clean disclosures one number, name, row, sign, unit or section is changed by the generator, at a place drawn before anything reads them.
//!
//! `golden/mutants.json` holds what was reached over both sets; `scripts/update-mutants` measures them anew. The ordinary run measures a sample of the develop set.

mod coverage;
mod page;
mod reading;
mod tally;

use crate::support::project;
use gongkai::extract::Extractor;
use gongkai::ingest::Limits;
use gongkai::vocabulary::Vocabulary;
use rayon::prelude::*;
use reading::Reading;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tally::{Held, Outcome, Tally};

/// One line of `mutants.tsv`.
#[derive(Debug, Clone, Default)]
pub struct Mutant {
    pub name: String,
    pub document: String,
    pub kind: String,
    pub subkind: String,
    pub before: String,
    pub after: String,
    pub text: String,
    pub facts: String,
    pub model: String,
}

/// A set to measure: bank, seed, documents, mutants.
struct Plan(&'static str, u64, usize, usize);

const SAMPLE: Plan = Plan("develop", 20_001, 14, 60);
/// Both sets in full; seeds that no other measure draws from.
const FULL: &[Plan] = &[Plan("develop", 20_002, 150, 450), Plan("report", 20_003, 620, 1_600)];

fn generate(Plan(set, seed, documents, mutants): &Plan) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutants").join(format!("{set}-{documents}"));
    let _ = std::fs::remove_dir_all(&folder);
    let mut command = std::process::Command::new(env!("CARGO"));
    command.current_dir(project("")).args(["run", "--quiet", "--package", "gongkai-corpus", "--", "--set", set]);
    for (name, number) in [("--seed", *seed), ("--count", *documents as u64), ("--mutants", *mutants as u64)] {
        command.args([name, &number.to_string()]);
    }
    let output = command.arg("--out").arg(&folder).output().unwrap();
    assert!(output.status.success(), "the generator failed: {}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn mutants(folder: &Path) -> Vec<Mutant> {
    let text = std::fs::read_to_string(folder.join("mutants.tsv")).unwrap();
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let mutant = |line: &str| {
        let cells: BTreeMap<&str, &str> = columns.iter().copied().zip(line.split('\t')).collect();
        let of = |name: &str| cells[name].to_owned();
        Mutant {
            name: of("mutant"),
            document: of("document"),
            kind: of("kind"),
            subkind: of("subkind"),
            before: of("before"),
            after: of("after"),
            text: of("text"),
            facts: of("facts"),
            model: of("covered"),
        }
    };
    lines.map(mutant).collect()
}

/// The false errors of a clean disclosure, and what came of its mutants.
type Measured = (Vec<String>, Vec<(Mutant, Outcome)>);

/// Reads every disclosure and every mutant of it, and counts.
fn measure(plan: &Plan) -> Tally {
    let folder = generate(plan);
    let extractor = Extractor::new(&Vocabulary::built_in().unwrap(), Limits::default()).unwrap();
    let read = |path: PathBuf| Reading::new(&std::fs::read(path).unwrap(), &extractor);
    let mut by_document: BTreeMap<String, Vec<Mutant>> = BTreeMap::new();
    for path in crate::support::files(&folder.join("documents")) {
        by_document.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), Vec::new());
    }
    mutants(&folder).into_iter().for_each(|m| by_document.get_mut(&m.document).unwrap().push(m));
    let outcomes: Vec<Measured> = by_document
        .par_iter()
        .map(|(stem, mutants)| {
            let clean = read(folder.join("documents").join(format!("{stem}.html")));
            let of = |m: &Mutant| Outcome::of(m, &clean, &read(folder.join("mutants").join(format!("{}.html", m.name))));
            (clean.false_errors(), mutants.iter().map(|m| (m.clone(), of(m))).collect())
        })
        .collect();
    let mut tally = Tally::default();
    let mut listed = String::new();
    for (false_errors, mutants) in outcomes {
        tally.document(&false_errors);
        for (mutant, outcome) in mutants {
            listed.push_str(&outcome.line(&mutant));
            tally.mutant(&mutant, outcome);
        }
    }
    // The report set is counted and never looked at.
    if let Some(path) = std::env::var_os("GONGKAI_MUTANTS_LIST").filter(|_| plan.0 == "develop") {
        std::fs::write(path, listed).unwrap();
    }
    tally
}

/// What `GONGKAI_MUTANTS` asks for: `write` measures both sets and holds them, `sample` only the sample; `look` prints more of develop and holds nothing.
fn asked() -> Option<&'static [Plan]> {
    match std::env::var("GONGKAI_MUTANTS").ok()?.as_str() {
        "write" => Some(FULL),
        "sample" => Some(&[]),
        "look" => {
            println!("{}", measure(&Plan("develop", 20_004, 80, 400)).summary("develop"));
            None
        }
        other => panic!("GONGKAI_MUTANTS is {other:?}; it may be `write`, `sample` or `look`"),
    }
}

#[test]
fn no_fewer_mutants_are_found_than_are_held() {
    let mut held = Held::load();
    let plans = asked();
    if std::env::var("GONGKAI_MUTANTS").is_ok_and(|v| v == "look") {
        return;
    }
    let sample = measure(&SAMPLE);
    println!("{}", sample.summary("sample"));
    let Some(plans) = plans else {
        if let Some(before) = held.sets.get("sample") {
            let drops = sample.drops(before);
            assert!(drops.is_empty(), "fewer mutants are found than golden/mutants.json holds:\n{}", drops.join("\n"));
        }
        return;
    };
    for plan in plans {
        let tally = measure(plan);
        println!("{}", tally.summary(plan.0));
        held.sets.insert(plan.0.to_owned(), tally);
    }
    held.sets.insert("sample".to_owned(), sample);
    held.save();
    page::write(&held);
}

#[test]
fn the_page_on_checks_says_what_was_measured() {
    if std::env::var_os("GONGKAI_MUTANTS").is_some() {
        return;
    }
    assert!(page::is_current(&Held::load()), "the end of docs/checks.md is stale: run scripts/update-mutants");
}
