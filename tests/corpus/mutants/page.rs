//! The end of `docs/checks.md`: what was measured by mutation.

use super::tally::{Count, Held, Tally};
use crate::support::project;
use std::collections::BTreeSet;
use std::fmt::Write;

const HEADING: &str = "## Measured by mutation";

const INTRODUCTION: &str = "
Written by `scripts/update-mutants` from `golden/mutants.json`. In clean generated disclosures one number, name, row, sign, unit or section is changed, at a place that is drawn
before any check is asked; each changed page is read and checked whole. *Found*: some check fails that did not fail on the clean page. *Covered*: a check that passed on the clean
page compares the very place and cannot hold, within the printed intervals, with what was put there; a last digit that drowns in the tolerance of a long sum is not covered, nor a
number that is printed once and stands in no sum. For a row: it is added up in its table; for a section: it is the only piece of its part, or changes places with another part; for
a name or code: a check names that cell. *First three*: the changed number is among the first three `suspects`. Of *report* nobody looks at a page, only at these counts.
";

fn page(held: &Held) -> String {
    let mut out = format!("{HEADING}\n{INTRODUCTION}");
    let sets: Vec<(&str, &Tally)> = ["report", "develop"].into_iter().filter_map(|name| Some((name, held.sets.get(name)?))).collect();
    if sets.is_empty() {
        return out;
    }
    goals(&mut out, &sets);
    for (name, tally) in &sets {
        kinds(&mut out, name, tally);
    }
    checks(&mut out, &sets);
    out
}

fn share(part: u64, whole: u64) -> String {
    (part * 1000 + whole / 2).checked_div(whole).map_or_else(|| "–".to_owned(), |p| format!("{}.{:03}", p / 1000, p % 1000))
}

fn goals(out: &mut String, sets: &[(&str, &Tally)]) {
    let _ = writeln!(
        out,
        "\n| | {} | goal |\n|---|{}---|",
        sets.iter().map(|s| s.0).collect::<Vec<_>>().join(" | "),
        "---|".repeat(sets.len())
    );
    let mut row = |what: &str, of: &dyn Fn(&Tally) -> String, goal: &str| {
        let cells: Vec<String> = sets.iter().map(|s| of(s.1)).collect();
        let _ = writeln!(out, "| {what} | {} | {goal} |", cells.join(" | "));
    };
    let of = |(part, whole): (u64, u64)| format!("{} ({part} of {whole})", share(part, whole));
    let all = |f: fn(Count) -> (u64, u64)| move |t: &Tally| of(f(t.sum("")));
    let numbers = |f: fn(Count) -> (u64, u64)| move |t: &Tally| of(f(t.sum("number")));
    row("clean disclosures with a failure of severity error", &|t| of((t.documents_with_false_errors, t.documents)), "0.005");
    row("mutants found, of all", &all(|c| (c.found, c.mutants)), "");
    row("mutants found, of the covered", &all(|c| (c.covered_found, c.covered)), "0.98");
    row("mutants found, of the numbers that an identity of the drawn model binds", &all(|c| (c.model_found, c.model)), "");
    row("changed numbers found, of all", &numbers(|c| (c.found, c.mutants)), "");
    row("changed numbers among the first three suspects, of all", &numbers(|c| (c.first_three, c.mutants)), "0.8");
    row("changed numbers among the first three suspects, of the found", &numbers(|c| (c.first_three, c.found)), "");
}

fn kinds(out: &mut String, name: &str, tally: &Tally) {
    let _ = writeln!(
        out,
        "\n### By kind, {name}\n\n| change | mutants | found | covered | found of the covered | not covered | first three |\n|---|---|---|---|---|---|---|"
    );
    for (kind, c) in &tally.kinds {
        let number = kind.starts_with("number") || kind == "sign minus";
        let first = if number { share(c.first_three, c.mutants) } else { "–".to_owned() };
        let open = share(c.mutants - c.covered, c.mutants);
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {open} | {first} |",
            kind.replace('_', " "),
            c.mutants,
            share(c.found, c.mutants),
            c.covered,
            share(c.covered_found, c.covered)
        );
    }
}

fn checks(out: &mut String, sets: &[(&str, &Tally)]) {
    let ids: BTreeSet<&String> = sets.iter().flat_map(|s| s.1.checks.keys()).collect();
    let heads: Vec<String> = sets.iter().map(|s| format!("{}: covers | of them fails | fails in all | false on clean", s.0)).collect();
    let _ = writeln!(out, "\n### By check\n\n| check | {} |\n|---|{}", heads.join(" | "), "---|".repeat(4 * sets.len()));
    for id in ids {
        let cells = sets.iter().map(|(_, t)| {
            let c = t.checks.get(id).copied().unwrap_or_default();
            format!("{} | {} | {} | {}", c.covered, share(c.failed, c.covered), c.found, t.false_errors.get(id).copied().unwrap_or(0))
        });
        let _ = writeln!(out, "| {id} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
}

/// The page with its end made anew.
fn with_end(text: &str, held: &Held) -> String {
    let generated = text.find(HEADING).map_or(text, |at| &text[..at]);
    format!("{}\n\n{}", generated.trim_end(), page(held))
}

pub fn write(held: &Held) {
    let path = project("docs/checks.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, with_end(&text, held)).unwrap();
}

pub fn is_current(held: &Held) -> bool {
    let text = std::fs::read_to_string(project("docs/checks.md")).unwrap();
    text == with_end(&text, held)
}
