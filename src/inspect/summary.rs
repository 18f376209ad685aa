//! Checks counted over a run: by check, by county, by department.

use super::Filter;
use crate::checks::catalogue::{self, Language};
use crate::record::{CheckStatus, Record};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Outcomes of one check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Passed.
    pub pass: u64,
    /// Failed.
    pub fail: u64,
    /// A number that it needs is not disclosed or was not understood.
    pub unknown: u64,
    /// There is nothing to check.
    pub not_applicable: u64,
    /// Disclosures in which it failed.
    pub disclosures_failed: u64,
    /// The first disclosure in which it failed.
    pub first_failure: Option<String>,
}

/// Checks over a run. Memory grows with the number of counties and departments, not with that of disclosures.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Summary {
    /// Disclosures.
    pub disclosures: u64,
    /// Disclosures in which some check failed.
    pub disclosures_failed: u64,
    /// By check.
    pub checks: BTreeMap<String, Tally>,
    /// Failures by county: failures, disclosures.
    pub counties: BTreeMap<String, (u64, u64)>,
    /// Failures by department: failures, disclosures.
    pub departments: BTreeMap<String, (u64, u64)>,
}

impl Summary {
    /// Counts one record.
    pub fn add(&mut self, record: &Record, filter: &Filter) {
        self.disclosures += 1;
        let mut failed: BTreeMap<&str, u64> = BTreeMap::new();
        for row in record.checks.iter().filter(|c| filter.takes(c)) {
            let tally = self.checks.entry(row.check_id.clone()).or_default();
            match row.status {
                CheckStatus::Pass => tally.pass += 1,
                CheckStatus::Fail => {
                    tally.fail += 1;
                    *failed.entry(&row.check_id).or_default() += 1;
                }
                CheckStatus::Unknown => tally.unknown += 1,
                CheckStatus::NotApplicable => tally.not_applicable += 1,
            }
        }
        for id in failed.keys() {
            if let Some(tally) = self.checks.get_mut(*id) {
                tally.disclosures_failed += 1;
                tally.first_failure.get_or_insert_with(|| record.disclosure.source_path.clone());
            }
        }
        let failures: u64 = failed.values().sum();
        self.disclosures_failed += u64::from(failures > 0);
        let d = &record.disclosure;
        let unknown = || "—".to_owned();
        for (name, all) in [
            (d.county.clone().unwrap_or_else(unknown), &mut self.counties),
            (d.department.clone().unwrap_or_else(unknown), &mut self.departments),
        ] {
            let counted = all.entry(name).or_default();
            counted.0 += failures;
            counted.1 += 1;
        }
    }

    /// For a person: a line for each check, and the counties and departments with most failures.
    pub fn text(&self, language: Language, top: usize) -> String {
        let mut out = match language {
            Language::English => format!("{} disclosures, {} with a failed check\n\n", self.disclosures, self.disclosures_failed),
            Language::Chinese => format!("共 {} 份公开材料，其中 {} 份有检查未通过\n\n", self.disclosures, self.disclosures_failed),
        };
        let head = match language {
            Language::English => ["check", "pass", "fail", "unknown"],
            Language::Chinese => ["检查", "通过", "失败", "未知"],
        };
        let _ = writeln!(out, "  {:5} {:>7} {:>7} {:>8}", head[0], head[1], head[2], head[3]);
        for (id, tally) in &self.checks {
            let title = catalogue::entry(id).map_or("", |e| e.text(language).title.as_str());
            let _ = writeln!(out, "  {id:5} {:>7} {:>7} {:>8}  {title}", tally.pass, tally.fail, tally.unknown);
        }
        let (counties, departments) = match language {
            Language::English => ("counties with most failures", "departments with most failures"),
            Language::Chinese => ("失败最多的县（区）", "失败最多的部门"),
        };
        for (title, all) in [(counties, &self.counties), (departments, &self.departments)] {
            let mut most: Vec<(&String, &(u64, u64))> = all.iter().filter(|(_, counted)| counted.0 > 0).collect();
            most.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(b.0)));
            if !most.is_empty() {
                let _ = writeln!(out, "\n{title}");
                for (name, (failures, disclosures)) in most.into_iter().take(top) {
                    let _ = match language {
                        Language::English => writeln!(out, "  {failures:>6} in {disclosures} disclosures  {name}"),
                        Language::Chinese => writeln!(out, "  {failures:>6} 项，{disclosures} 份  {name}"),
                    };
                }
            }
        }
        out
    }

    /// One line a check.
    pub fn csv(&self) -> String {
        let mut out = String::from("check_id,severity,pass,fail,unknown,not_applicable,disclosures_failed,first_failure\n");
        for (id, t) in &self.checks {
            let first = t.first_failure.as_deref().unwrap_or("");
            let first = if first.contains([',', '"', '\n']) { format!("\"{}\"", first.replace('"', "\"\"")) } else { first.to_owned() };
            let severity = catalogue::severity_word(catalogue::severity(id), Language::English);
            let _ =
                writeln!(out, "{id},{severity},{},{},{},{},{},{first}", t.pass, t.fail, t.unknown, t.not_applicable, t.disclosures_failed);
        }
        out
    }
}
