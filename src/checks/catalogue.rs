//! What every check is for, in English and Chinese: `catalogue/`, one file a family. `gongkai checks` prints it, and `docs/checks.md` is made of it.

use crate::diagnostics::Severity;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// A language of the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
}

/// One check, told in one language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In a short sentence.
    pub title: String,
    /// What is compared with what.
    pub compares: String,
    /// Why it matters.
    pub why: String,
    /// The regulation, table or identity that it rests on.
    pub rests_on: String,
    /// An example that passes.
    pub pass: String,
    /// An example that fails.
    pub fail: String,
}

/// One check.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// A01 …
    pub id: String,
    /// How much a failure matters.
    pub severity: Severity,
    /// In English.
    pub en: Text,
    /// In Chinese.
    pub zh: Text,
}

impl Entry {
    /// The text in a language.
    pub fn text(&self, language: Language) -> &Text {
        match language {
            Language::English => &self.en,
            Language::Chinese => &self.zh,
        }
    }

    /// The family, by the letter of the id.
    pub fn family(&self) -> Family {
        match self.id.as_bytes().first() {
            Some(b'A') => Family::Arithmetic,
            Some(b'B') => Family::Tables,
            Some(b'C') => Family::Completeness,
            Some(b'S') => Family::Suspicion,
            _ => Family::Years,
        }
    }
}

/// A family of checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// A: arithmetic within one disclosure.
    Arithmetic,
    /// B: between tables, and between table and text.
    Tables,
    /// C: completeness.
    Completeness,
    /// S: suspicion.
    Suspicion,
    /// X: across years and departments.
    Years,
}

impl Family {
    /// A heading.
    pub fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Family::Arithmetic, Language::English) => "A. Arithmetic within one disclosure",
            (Family::Tables, Language::English) => "B. Between tables, and between table and text",
            (Family::Completeness, Language::English) => "C. Completeness",
            (Family::Suspicion, Language::English) => "S. Suspicion",
            (Family::Years, Language::English) => "X. Across years and departments",
            (Family::Arithmetic, Language::Chinese) => "A. 表内勾稽",
            (Family::Tables, Language::Chinese) => "B. 表间与表文勾稽",
            (Family::Completeness, Language::Chinese) => "C. 完整性",
            (Family::Suspicion, Language::Chinese) => "S. 存疑",
            (Family::Years, Language::Chinese) => "X. 跨年度与跨部门",
        }
    }
}

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    check: Vec<Entry>,
}

/// The files, in the order of the families.
const FILES: &[&str] = &[
    include_str!("catalogue/arithmetic.toml"),
    include_str!("catalogue/tables.toml"),
    include_str!("catalogue/completeness.toml"),
    include_str!("catalogue/suspicion.toml"),
    include_str!("catalogue/years.toml"),
];

/// Every check, in the order of ids; a test proves that the files are sound, so that none is ever left out.
static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| FILES.iter().filter_map(|text| toml::from_str::<File>(text).ok()).flat_map(|f| f.check).collect());

/// Every check, in the order of ids.
pub fn entries() -> &'static [Entry] {
    &ENTRIES
}

/// The check of that id; the case of its letter does not matter.
pub fn entry(id: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|e| e.id.eq_ignore_ascii_case(id))
}

/// How much a failure of a check matters. A test holds that every check that runs is documented; one that is not would be an error.
pub fn severity(id: &str) -> Severity {
    entry(id).map_or(Severity::Error, |e| e.severity)
}

/// The check of numbers that are printed twice.
pub const RESTATED: &str = "A08";

/// Checks that hold within bounds or between words: they confirm no value.
const BOUNDS: &[&str] = &["A10", "A17", "A19", "A20", "A22", "B10", "B13", "B14", "B15"];

/// True for a check whose pass confirms each number that it compares: an identity.
pub fn confirms(id: &str) -> bool {
    matches!(id.as_bytes().first(), Some(b'A' | b'B' | b'X')) && !BOUNDS.contains(&id)
}

/// The headings of an entry's fields: severity, what is compared, why, what it rests on, passes, fails.
fn labels(language: Language) -> [&'static str; 6] {
    match language {
        Language::English => ["severity", "compares", "why", "rests on", "passes", "fails"],
        Language::Chinese => ["级别", "比较", "理由", "依据", "通过示例", "不通过示例"],
    }
}

/// A severity as a word.
pub fn severity_word(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Note, Language::English) => "note",
        (Severity::Error, Language::Chinese) => "错误",
        (Severity::Warning, Language::Chinese) => "警告",
        (Severity::Note, Language::Chinese) => "提示",
    }
}

/// One check for a terminal.
pub fn explain(entry: &Entry, language: Language) -> String {
    let text = entry.text(language);
    let mut out = format!("{}  {}\n\n", entry.id, text.title);
    let fields = [severity_word(entry.severity, language), &text.compares, &text.why, &text.rests_on, &text.pass, &text.fail];
    for (label, field) in labels(language).iter().zip(fields) {
        let _ = writeln!(out, "{label}: {field}");
    }
    out
}

/// How the page begins.
const MARKDOWN: &str = "\
# Checks · 检查

Printed by `gongkai checks --format markdown`; a test fails when this page says something else. Every check ends as pass, fail, unknown or not_applicable. A printed number stands
for its interval, value ± half a unit of its last printed place, and a check fails only when no reading within the intervals satisfies it. A number that is not disclosed, or was
not understood, gives unknown and never a failure.
";

/// All checks as a page of Markdown, English and Chinese side by side for each.
pub fn markdown() -> String {
    let mut out = String::from(MARKDOWN);
    let mut family = None;
    for entry in entries() {
        if family.replace(entry.family()) != Some(entry.family()) {
            let (english, chinese) = (entry.family().title(Language::English), entry.family().title(Language::Chinese));
            let _ = write!(out, "\n## {english} · {}\n", chinese.split_once(". ").map_or(chinese, |c| c.1));
        }
        let _ = write!(out, "\n### {} {} · {}\n", entry.id, entry.en.title, entry.zh.title);
        for language in [Language::English, Language::Chinese] {
            let text = entry.text(language);
            let fields = [severity_word(entry.severity, language), &text.compares, &text.why, &text.rests_on, &text.pass, &text.fail];
            out.push('\n');
            for (label, field) in labels(language).iter().zip(fields) {
                let _ = writeln!(out, "- *{label}:* {field}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_is_sound_and_every_field_is_said() {
        let checks: Vec<Entry> = FILES.iter().flat_map(|text| toml::from_str::<File>(text).unwrap().check).collect();
        let ids: Vec<&str> = checks.iter().map(|e| e.id.as_str()).collect();
        assert!(ids.is_sorted_by_key(|id| ("ABCSX".find(&id[..1]), *id)), "{ids:?}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for entry in &checks {
            for text in [&entry.en, &entry.zh] {
                for field in [&text.title, &text.compares, &text.why, &text.rests_on, &text.pass, &text.fail] {
                    assert!(!field.trim().is_empty() && !field.contains('\n'), "{}", entry.id);
                }
            }
            assert!(!entry.en.title.ends_with('.'), "{}", entry.id);
        }
    }

    #[test]
    fn every_check_that_runs_is_documented() {
        for id in crate::checks::ids() {
            assert!(entry(id).is_some(), "{id}");
        }
    }
}
