//! A score as text for a person and as JSON.

use super::{Group, Score, Tally};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// 9876 of 10000 as `0.9876`.
pub fn decimal(parts: u64) -> String {
    format!("{}.{:04}", parts / 10_000, parts % 10_000)
}

fn line(out: &mut String, name: &str, tally: Tally) {
    let (p, r, f) = (decimal(tally.precision()), decimal(tally.recall()), decimal(tally.f1()));
    let _ = writeln!(out, "{name:14} {p:>9} {r:>7} {f:>7} {:>8} {:>10} {:>8}", tally.matched, tally.unexpected, tally.missing);
}

/// Groups side by side: documents wholly right, F1 of the sections, precision and recall of the facts.
fn groups(out: &mut String, title: &str, groups: &BTreeMap<String, Group>) {
    let width = groups.keys().map(|name| name.chars().count()).max().unwrap_or(0).max(title.len());
    let _ =
        writeln!(out, "\n{title:width$}  {:>13}  {:>11}  {:>15}  {:>12}", "wholly right", "sections F1", "facts precision", "facts recall");
    for (name, group) in groups {
        let of = |table: &str| group.tables.get(table).copied();
        let share = |part: Option<u64>| part.map_or_else(|| "-".to_owned(), decimal);
        let _ = writeln!(
            out,
            "{name:width$}  {:>13}  {:>11}  {:>15}  {:>12}",
            format!("{} of {}", group.right, group.documents),
            share(of("sections").map(Tally::f1)),
            share(of("facts").map(Tally::precision)),
            share(of("facts").map(Tally::recall)),
        );
    }
}

/// The score as aligned text: by table, the identity columns that are not all right, documents wholly right by format, folder and hard case, and the worst documents with
/// at most `differences` differing rows each.
pub fn text(score: &Score, worst: usize, differences: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{:14} {:>9} {:>7} {:>7} {:>8} {:>10} {:>8}",
        "table", "precision", "recall", "F1", "matched", "unexpected", "missing"
    );
    for (table, tally) in &score.tables {
        line(&mut out, table, *tally);
    }
    line(&mut out, "all", score.total());
    for (column, (right, all)) in score.columns.iter().filter(|(_, (right, all))| right < all) {
        let _ = writeln!(out, "  disclosures.{column}: {right} of {all} right");
    }
    let (right, all) = score.right();
    let _ = writeln!(out, "\ndocuments wholly right: {right} of {all}");
    let same = score.same();
    if same.disclosures > 0 {
        let _ = writeln!(
            out,
            "the same facts in all formats: {} of {} disclosures ({} of {} facts)",
            same.agreeing, same.disclosures, same.common, same.facts
        );
    }
    groups(&mut out, "format", &score.by_format());
    let folders = score.by_folder();
    if folders.len() > 1 {
        groups(&mut out, "folder", &folders);
    }
    let cases = score.by_case();
    if !cases.is_empty() {
        groups(&mut out, "hard case", &cases);
    }
    for document in score.documents.iter().filter(|d| !d.right()).take(worst) {
        let total = document.total();
        let _ = writeln!(out, "\n{}: {} missing, {} unexpected", document.source_path, total.missing, total.unexpected);
        for difference in document.differences.iter().take(differences) {
            let _ = writeln!(out, "  {difference}");
        }
        if document.differences.len() > differences {
            let _ = writeln!(out, "  … and {} more", document.differences.len() - differences);
        }
    }
    out
}

fn tally_json(tally: Tally) -> Value {
    json!({
        "precision": decimal(tally.precision()), "recall": decimal(tally.recall()), "f1": decimal(tally.f1()),
        "matched": tally.matched, "unexpected": tally.unexpected, "missing": tally.missing,
    })
}

fn tables_json(tables: &BTreeMap<String, Tally>) -> Map<String, Value> {
    tables.iter().map(|(table, tally)| (table.clone(), tally_json(*tally))).collect()
}

fn groups_json(groups: &BTreeMap<String, Group>) -> Map<String, Value> {
    let one = |g: &Group| json!({ "documents": g.right, "of": g.documents, "tables": tables_json(&g.tables) });
    groups.iter().map(|(name, group)| (name.clone(), one(group))).collect()
}

/// The whole score as JSON; shares are strings with four decimals.
pub fn json(score: &Score) -> Value {
    let (right, all) = score.right();
    let columns: Map<String, Value> =
        score.columns.iter().map(|(name, (right, all))| (name.clone(), json!({ "right": right, "of": all }))).collect();
    json!({
        "tables": tables_json(&score.tables),
        "all": tally_json(score.total()),
        "columns": columns,
        "wholly_right": { "documents": right, "of": all },
        "same_facts": score.same(),
        "formats": groups_json(&score.by_format()),
        "folders": groups_json(&score.by_folder()),
        "cases": groups_json(&score.by_case()),
        "documents": score.documents.iter().map(|d| json!({
            "source_path": d.source_path, "format": d.format, "cases": d.cases, "all": tally_json(d.total()),
            "differences": d.differences.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}
