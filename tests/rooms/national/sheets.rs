//! Tables written as sheets of text, with every fact that they must give: `sheets/*.txt`.
//!
//! ```text
//! == what the table is
//! budget 2032 ragged
//! the document, as in `national.rs`
//! => kind of the first table, kind of the second
//! expenditure [|basic|project] general_public function:205 教育支出 = 100 | 70 | 30
//! ~ diagnostic code
//! ? a fact that a better layout tells
//! # grid project level1/level2/level3 = target: op number unit
//! ```
//!
//! Alternatives in brackets go with the values after `=` one by one; a blank value stands for no fact. A fact of the table's own stage and year does not say so.

use super::{line_in, read_as};
use gongkai::facts::DisclosureKind;
use gongkai::record::IndicatorRow;
use gongkai::tables::Reading;
use std::fs;
use std::path::Path;

/// One sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) kind: DisclosureKind,
    pub(super) year: i32,
    pub(super) ragged: bool,
    pub(super) lines: String,
    tables: Vec<String>,
    pub(super) facts: Vec<String>,
    /// Facts that only another layout of the same table tells.
    pub(super) allowed: Vec<String>,
    told: Vec<String>,
    indicators: Vec<String>,
}

fn sheets(text: &str) -> Vec<Sheet> {
    text.split("\n== ").filter(|t| !t.trim().is_empty()).map(|t| sheet(t.trim_start_matches("== "))).collect()
}

fn sheet(text: &str) -> Sheet {
    let mut lines = text.lines();
    let name = lines.next().unwrap().to_owned();
    let head: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    let kind = if head[0] == "budget" { DisclosureKind::Budget } else { DisclosureKind::FinalAccounts };
    let rest: Vec<&str> = lines.collect();
    let at = rest.iter().position(|l| l.starts_with("=>")).unwrap_or_else(|| panic!("{name}: no =>"));
    let tables = rest[at][2..].split(',').map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect();
    let said = || rest[at + 1..].iter().map(|l| l.trim()).filter(|l| !l.is_empty());
    Sheet {
        name,
        kind,
        year: head[1].parse().unwrap(),
        ragged: head.contains(&"ragged"),
        lines: rest[..at].join("\n"),
        tables,
        facts: said().filter(|l| !l.starts_with(['~', '#', '?'])).flat_map(expand).collect(),
        indicators: said().filter_map(|l| l.strip_prefix('#')).map(words).collect(),
        allowed: said().filter_map(|l| l.strip_prefix('?')).flat_map(|l| expand(l.trim())).collect(),
        told: said().filter_map(|l| l.strip_prefix('~')).map(|l| l.trim().to_owned()).collect(),
    }
}

/// One line of expectations: one fact, or one for each value.
fn expand(line: &str) -> Vec<String> {
    let Some((pattern, values)) = line.split_once(" = ") else { return vec![words(line)] };
    let one = |(i, value): (usize, &str)| {
        let mut said = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('[') {
            let (inside, after) = after.split_once(']').unwrap();
            said.push_str(before);
            said.push_str(inside.split('|').nth(i).unwrap_or_else(|| panic!("{line}")).trim());
            rest = after;
        }
        words(&format!("{said}{rest} {value}"))
    };
    values.split('|').map(str::trim).enumerate().filter(|(_, v)| !v.is_empty()).map(one).collect()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The facts of a reading as a sheet writes them.
pub(super) fn told_facts(reading: &Reading, sheet: &Sheet) -> Vec<String> {
    let own = if sheet.kind == DisclosureKind::Budget { "budget" } else { "final" };
    reading.facts.iter().map(|f| line_in(f, own, sheet.year)).collect()
}

/// Every sheet with the name of its file.
pub(super) fn all_sheets() -> Vec<(String, Sheet)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rooms/national/sheets");
    let only = std::env::var("SHEET").unwrap_or_default();
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = format!("\n{}", fs::read_to_string(&file).unwrap());
        found.extend(sheets(&text).into_iter().filter(|s| s.name.contains(&only)).map(|s| (name.clone(), s)));
    }
    found
}

/// What differs in a sheet, told for a person; nothing when it is read as it should.
fn differences(sheet: &Sheet) -> Vec<String> {
    let reading = read_as(&sheet.lines, sheet.kind, sheet.year, sheet.ragged);
    let mut got = told_facts(&reading, sheet);
    let mut found = Vec::new();
    for want in &sheet.facts {
        match got.iter().position(|g| g == want) {
            Some(at) => drop(got.remove(at)),
            None => found.push(format!("missing    {want}")),
        }
    }
    found.extend(got.iter().map(|g| format!("unexpected {g}")));
    let mut rows: Vec<String> = reading.indicators.iter().map(indicator).collect();
    for want in &sheet.indicators {
        match rows.iter().position(|g| g == want) {
            Some(at) => drop(rows.remove(at)),
            None => found.push(format!("missing    # {want}")),
        }
    }
    found.extend(rows.iter().map(|g| format!("unexpected # {g}")));
    let kinds: Vec<String> = reading.tables.iter().map(|t| t.kind.as_str().to_owned()).collect();
    if kinds != sheet.tables {
        found.push(format!("tables     {kinds:?}"));
    }
    let told: Vec<String> = reading.diagnostics.iter().map(|d| format!("{}: {}", d.code.as_str(), d.message)).collect();
    for code in &sheet.told {
        if !told.iter().any(|t| t.starts_with(code.as_str())) {
            found.push(format!("untold     {code}"));
        }
    }
    if !found.is_empty() {
        found.extend(reading.tables.iter().map(|t| format!("table      {:?} in {:?}", t.caption, t.unit)));
        found.extend(told.iter().map(|t| format!("told       {t}")));
    }
    found
}

/// `grid project level1/level2/level3 = target: op number unit`.
fn indicator(row: &IndicatorRow) -> String {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let number = row.target_number.map(|n| n.normalize().to_string()).unwrap_or_default();
    let levels = format!("{}/{}/{}", text(&row.level1), text(&row.level2), text(&row.level3));
    let parsed = format!("{} {number} {}", text(&row.target_op), text(&row.number_unit));
    words(&format!("{} {} {levels} = {}: {parsed}", row.grid, text(&row.project), text(&row.target_value)))
}

#[test]
fn sheets_are_read_to_the_last_fact() {
    let (mut report, mut facts, mut missing, mut unexpected, mut wrong, mut count) = (String::new(), 0, 0, 0, 0, 0);
    for (file, sheet) in all_sheets() {
        count += 1;
        facts += sheet.facts.len();
        let found = differences(&sheet);
        if found.is_empty() {
            continue;
        }
        wrong += 1;
        missing += found.iter().filter(|l| l.starts_with("missing")).count();
        unexpected += found.iter().filter(|l| l.starts_with("unexpected")).count();
        report.push_str(&format!("\n{file}: {}\n    {}\n", sheet.name, found.join("\n    ")));
    }
    assert!(wrong == 0, "{report}\n{wrong} of {count} sheets differ; of {facts} facts {missing} are missing, {unexpected} are unexpected");
}
