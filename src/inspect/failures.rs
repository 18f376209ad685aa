//! The failed checks of one disclosure, each with both sides where they stand.

use super::{draw, name};
use crate::checks::catalogue::{self, Language};
use crate::diagnostics::Severity;
use crate::record::{CheckRow, CheckStatus, Record, SuspectRow};
use std::fmt::Write as _;

/// Which checks are looked at.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only these ids; all when empty.
    pub only: Vec<String>,
    /// Only checks that matter at least so much.
    pub severity: Option<Severity>,
}

impl Filter {
    /// True for a row that is looked at.
    pub fn takes(&self, row: &CheckRow) -> bool {
        let named = self.only.is_empty() || self.only.iter().any(|id| id.eq_ignore_ascii_case(&row.check_id));
        named && self.severity.is_none_or(|least| row.severity >= least)
    }

    /// The failed rows of a record that are looked at, the gravest first.
    pub fn failed<'r>(&self, record: &'r Record) -> Vec<&'r CheckRow> {
        let mut rows: Vec<&CheckRow> = record.checks.iter().filter(|c| c.status == CheckStatus::Fail && self.takes(c)).collect();
        rows.sort_by_key(|c| std::cmp::Reverse(c.severity));
        rows
    }
}

/// Suspects that are shown under a failure.
const SUSPECTS: usize = 3;

/// Every failed check of a disclosure, drawn; blank when none failed.
pub fn failures(record: &Record, filter: &Filter, language: Language, width: usize) -> String {
    let rows = filter.failed(record);
    if rows.is_empty() {
        return String::new();
    }
    let mut out = format!("{}\n", name(record));
    for row in rows {
        out.push_str(&failure(record, row, language, width));
    }
    out
}

fn failure(record: &Record, row: &CheckRow, language: Language, width: usize) -> String {
    let entry = catalogue::entry(&row.check_id);
    let title = entry.map_or("", |e| e.text(language).title.as_str());
    let subject = if row.subject.is_empty() { String::new() } else { format!(" [{}]", row.subject) };
    let severity = catalogue::severity_word(row.severity, language);
    let mut out = format!("\n  {} {severity}: {title}{subject}\n    {}\n", row.check_id, row.message);
    if let (Some(left), Some(right), Some(difference)) = (row.lhs, row.rhs, row.difference) {
        let tolerance = row.tolerance.map_or(String::new(), |t| format!(" (± {})", t.normalize()));
        let _ = match language {
            Language::English => writeln!(out, "    [left] {left}  <right> {right}  difference {difference}{tolerance}"),
            Language::Chinese => writeln!(out, "    [左] {left}  <右> {right}  相差 {difference}{tolerance}"),
        };
    }
    out.push_str(&draw::evidence(record, &row.pieces(), width));
    let own = format!("{} {}", row.check_id, row.subject);
    let of_this = |s: &&SuspectRow| s.failed_checks.split("; ").any(|check| check == own.trim_end());
    for suspect in record.suspects.iter().filter(of_this).take(SUSPECTS) {
        let place = match (suspect.table_row, suspect.table_column) {
            (Some(r), Some(c)) => format!("table {} row {r} column {c}", suspect.block),
            _ => format!("block {}", suspect.block),
        };
        let (value, proposal) = (suspect.value.normalize(), suspect.proposal.normalize());
        let _ = match language {
            Language::English => writeln!(
                out,
                "    perhaps {} ({place}: {value}) should be {proposal}: {}; mends {}, breaks {}",
                suspect.printed, suspect.kind, suspect.restores, suspect.breaks
            ),
            Language::Chinese => writeln!(
                out,
                "    疑为 {}（{place}：{value}）应为 {proposal}（{}）；可使 {} 项成立，使 {} 项不成立",
                suspect.printed, suspect.kind, suspect.restores, suspect.breaks
            ),
        };
    }
    out
}

/// The failed checks of a disclosure as annotations of a GitHub workflow.
pub fn github(record: &Record, filter: &Filter) -> String {
    let escaped = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escaped(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for row in filter.failed(record) {
        let level = match row.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let title = format!("{} {}", row.check_id, row.subject);
        let path = property(&record.disclosure.source_path);
        let _ = writeln!(out, "::{level} file={path},title={}::{}", property(title.trim_end()), escaped(&row.message));
    }
    out
}
