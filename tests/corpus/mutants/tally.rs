//! What came of each mutant, and the counts that are held.

use super::coverage;
use super::reading::{Reading, Spot};
use super::{Mutant, project};
use gongkai::record::SuspectRow;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What came of one mutant.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The checks that fail and did not before.
    pub failing: BTreeSet<String>,
    /// The checks that cover the place.
    pub covering: BTreeSet<String>,
    /// The place of the changed number among the suspects, from 1.
    pub rank: Option<usize>,
    told: String,
}

impl Outcome {
    pub fn of(mutant: &Mutant, clean: &Reading, changed: &Reading) -> Self {
        let before = clean.failures();
        let failing =
            changed.failures().into_iter().filter(|(key, n)| before.get(key).is_none_or(|b| b < n)).map(|(key, _)| key.0).collect();
        let spot = clean.first_difference(changed);
        let there = changed.first_difference(clean);
        let at = |s: &SuspectRow, spot: &Spot| spot.touches(s.block, s.table_row.zip(s.table_column), s.start_char.zip(s.end_char));
        let rank = changed.records.iter().filter_map(|r| r.suspects.iter().position(|s| there.is_some_and(|spot| at(s, &spot)))).min();
        let told = changed
            .records
            .iter()
            .flat_map(|r| r.suspects.iter().take(4))
            .map(|s| format!("{}/{:?}/{:?}>{} {} +{}-{}", s.block, s.table_row, s.printed, s.proposal, s.kind, s.restores, s.breaks));
        Outcome {
            failing,
            covering: coverage::of(mutant, clean, spot),
            rank: rank.map(|n| n + 1),
            told: told.collect::<Vec<_>>().join(" ; "),
        }
    }

    /// A line for whoever looks at the develop set.
    pub fn line(&self, m: &Mutant) -> String {
        let join = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(",");
        format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
            if self.failing.is_empty() { "missed" } else { "found" },
            join(&self.covering),
            join(&self.failing),
            self.rank.map_or_else(|| "-".to_owned(), |r| r.to_string()),
            m.kind,
            m.subkind,
            m.before,
            m.after,
            m.model,
            m.name,
            m.text,
            m.facts,
            self.told
        )
    }
}

/// Counts of mutants of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub mutants: u64,
    pub found: u64,
    pub covered: u64,
    pub covered_found: u64,
    /// Numbers that stand among the first three suspects.
    pub first_three: u64,
    /// Bound by an identity of the model that drew the document, whatever was read.
    pub model: u64,
    pub model_found: u64,
}

/// Counts of one check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByCheck {
    /// Mutants that it covers.
    pub covered: u64,
    /// Of those, how many it fails.
    pub failed: u64,
    /// Mutants that it fails, covered or not.
    pub found: u64,
}

/// One set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub documents: u64,
    pub documents_with_false_errors: u64,
    pub false_errors: BTreeMap<String, u64>,
    pub kinds: BTreeMap<String, Count>,
    pub checks: BTreeMap<String, ByCheck>,
}

impl Tally {
    pub fn document(&mut self, false_errors: &[String]) {
        self.documents += 1;
        self.documents_with_false_errors += u64::from(!false_errors.is_empty());
        for id in false_errors {
            *self.false_errors.entry(id.clone()).or_default() += 1;
        }
    }

    pub fn mutant(&mut self, mutant: &Mutant, outcome: Outcome) {
        let kind = [mutant.kind.as_str(), mutant.subkind.as_str()].join(" ").trim_end().to_owned();
        let count = self.kinds.entry(kind).or_default();
        let (found, covered, model) = (!outcome.failing.is_empty(), !outcome.covering.is_empty(), !mutant.model.is_empty());
        count.mutants += 1;
        count.found += u64::from(found);
        count.covered += u64::from(covered);
        count.covered_found += u64::from(covered && found);
        count.first_three += u64::from(outcome.rank.is_some_and(|r| r <= 3));
        count.model += u64::from(model);
        count.model_found += u64::from(model && found);
        for id in outcome.covering.union(&outcome.failing) {
            let check = self.checks.entry(id.clone()).or_default();
            check.covered += u64::from(outcome.covering.contains(id));
            check.failed += u64::from(outcome.covering.contains(id) && outcome.failing.contains(id));
            check.found += u64::from(outcome.failing.contains(id));
        }
    }

    /// The counts of the kinds that begin with a word.
    pub fn sum(&self, kind: &str) -> Count {
        let mut sum = Count::default();
        for (_, c) in self.kinds.iter().filter(|(name, _)| name.starts_with(kind)) {
            sum.mutants += c.mutants;
            sum.found += c.found;
            sum.covered += c.covered;
            sum.covered_found += c.covered_found;
            sum.first_three += c.first_three;
            sum.model += c.model;
            sum.model_found += c.model_found;
        }
        sum
    }

    pub fn summary(&self, name: &str) -> String {
        let (all, numbers) = (self.sum(""), self.sum("number"));
        let mut out = format!(
            "{name}: {} documents, {} with false errors {:?}; {} mutants, {} found; {} covered, {} of them found; model {} of {}; numbers: {}, {} found, {} covered, {} first three",
            self.documents,
            self.documents_with_false_errors,
            self.false_errors,
            all.mutants,
            all.found,
            all.covered,
            all.covered_found,
            all.model_found,
            all.model,
            numbers.mutants,
            numbers.found,
            numbers.covered,
            numbers.first_three
        );
        for (kind, c) in &self.kinds {
            out.push_str(&format!(
                "\n  {kind}: {} found {} covered {} of them found {} first three {}",
                c.mutants, c.found, c.covered, c.covered_found, c.first_three
            ));
        }
        out
    }

    /// What is lower than it was. The sample is the same as long as the generator is; another sample is not compared.
    pub fn drops(&self, before: &Tally) -> Vec<String> {
        let mutants = |t: &Tally| t.kinds.iter().map(|(kind, c)| (kind.clone(), c.mutants)).collect::<Vec<_>>();
        if mutants(self) != mutants(before) {
            return vec!["the generator draws other mutants: run scripts/update-mutants".to_owned()];
        }
        let (now, was) = (self.sum(""), before.sum(""));
        let lower = |what: &str, now: u64, was: u64| (now < was).then(|| format!("{what}: {now}, was {was}"));
        let mut drops: Vec<String> = [
            lower("found", now.found, was.found),
            lower("first three suspects", now.first_three, was.first_three),
            lower("covered", now.covered, was.covered),
        ]
        .into_iter()
        .flatten()
        .collect();
        if self.documents_with_false_errors > before.documents_with_false_errors {
            drops.push(format!("clean documents with errors: {:?}, was {:?}", self.false_errors, before.false_errors));
        }
        drops
    }
}

/// `golden/mutants.json`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Held {
    pub sets: BTreeMap<String, Tally>,
}

impl Held {
    pub fn load() -> Self {
        std::fs::read_to_string(project("golden/mutants.json"))
            .map_or_else(|_| Held::default(), |text| serde_json::from_str(&text).unwrap())
    }

    pub fn save(&self) {
        std::fs::write(project("golden/mutants.json"), format!("{}\n", serde_json::to_string_pretty(self).unwrap())).unwrap();
    }
}
