//! A score as text for a person and as JSON.

use super::{Score, Tally};
use serde_json::{Value, json};
use std::fmt::Write;

/// 9876 of 10000 as `0.9876`.
fn decimal(parts: u64) -> String {
    format!("{}.{:04}", parts / 10_000, parts % 10_000)
}

fn line(out: &mut String, name: &str, tally: Tally) {
    let (p, r, f) = (decimal(tally.precision()), decimal(tally.recall()), decimal(tally.f1()));
    let _ = writeln!(out, "{name:14} {p:>9} {r:>7} {f:>7} {:>8} {:>10} {:>8}", tally.matched, tally.unexpected, tally.missing);
}

/// The score as aligned text: by table, documents wholly right by format, and the worst documents with at most `differences` differing rows each.
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
    let (right, all) = score.right();
    let _ = writeln!(out, "\ndocuments wholly right: {right} of {all}");
    for (format, (right, all)) in &score.formats {
        let name = if format.is_empty() { "(not read)" } else { format };
        let _ = writeln!(out, "  {name:10} {right} of {all}");
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

/// The whole score as JSON; shares are strings with four decimals.
pub fn json(score: &Score) -> Value {
    let (right, all) = score.right();
    json!({
        "tables": score.tables.iter().map(|(t, v)| (t.clone(), tally_json(*v))).collect::<serde_json::Map<_, _>>(),
        "all": tally_json(score.total()),
        "wholly_right": { "documents": right, "of": all },
        "formats": score.formats.iter().map(|(f, (r, a))| (f.clone(), json!({ "documents": r, "of": a }))).collect::<serde_json::Map<_, _>>(),
        "documents": score.documents.iter().map(|d| json!({
            "source_path": d.source_path, "format": d.format, "all": tally_json(d.total()), "differences": d.differences,
        })).collect::<Vec<_>>(),
    })
}
