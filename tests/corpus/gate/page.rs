//! `docs/accuracy.md` and the block in the README, made from what is held.

use super::held::{Held, Set};
use super::misses::Misses;
use crate::support::project;
use gongkai::score::{Group, Tally, decimal};
use std::fmt::Write;

const BEGIN: &str = "<!-- accuracy: written by scripts/update-scores -->";
const END: &str = "<!-- /accuracy -->";

pub fn write(held: &Held, misses: &Misses) {
    std::fs::create_dir_all(project("docs")).unwrap();
    std::fs::write(project("docs/accuracy.md"), page(held, misses)).unwrap();
    let readme = std::fs::read_to_string(project("README.md")).unwrap();
    std::fs::write(project("README.md"), self::readme(&readme, held)).unwrap();
}

fn share((part, whole): (u64, u64)) -> String {
    (part * 10_000 + whole / 2).checked_div(whole).map_or_else(|| "–".to_owned(), decimal)
}

/// Figures of a table of a set; a dash where it is not compared.
fn figure(tables: &std::collections::BTreeMap<String, Tally>, table: &str, of: fn(Tally) -> u64) -> String {
    tables.get(table).map_or_else(|| "–".to_owned(), |t| decimal(of(*t)))
}

fn of_set(out: &mut String, name: &str, set: &Set) {
    let of = |table: &str, f: fn(Tally) -> u64| figure(&set.tables, table, f);
    let _ = writeln!(
        out,
        "| {name} | {} | {} | {} | {} | {} of {} |",
        of("sections", Tally::f1),
        of("facts", Tally::precision),
        of("facts", Tally::recall),
        share(set.columns_right()),
        set.right,
        set.documents
    );
}

const HEADER: &str = "| | sections F1 | facts precision | facts recall | identity columns | wholly right |\n|---|---|---|---|---|---|\n";

/// The README's block: the sets that say how well documents are read that the rules were not made for come first.
fn summary(held: &Held) -> String {
    let mut out = format!("{BEGIN}\n\n{HEADER}");
    let names = [
        ("report", "generated, never looked at"),
        ("develop", "generated, for looking"),
        ("real/docx", "real, .docx"),
        ("real/html", "real, .html"),
        ("real/doc", "real, .doc"),
        ("real/pages", "real, page by page (tables split, page numbers between)"),
        ("real/tika", "real, text as Tika gives it"),
        ("real/txt", "real, text that keeps the look of pages (`pdftotext -layout`)"),
        ("seed", "one disclosure in six files"),
    ];
    for (name, title) in names {
        if let Some(set) = held.sets.get(name) {
            of_set(&mut out, title, set);
        }
    }
    let _ = write!(out, "\n{END}");
    out
}

/// The README with its block made anew.
pub fn readme(text: &str, held: &Held) -> String {
    let (Some(from), Some(to)) = (text.find(BEGIN), text.find(END)) else {
        panic!("README.md has lost the marks of its block on accuracy")
    };
    format!("{}{}{}", &text[..from], summary(held), &text[to + END.len()..])
}

pub fn page(held: &Held, misses: &Misses) -> String {
    let mut out = "# How well it reads\n\n\
        Written by `scripts/update-scores` from `golden/scores.json`; a test fails when this page says something else. Rows are compared as `gongkai score` does: a fact is right when\n\
        its value and every dimension are right, a document when nothing in any table differs.\n"
        .to_owned();
    side_by_side(&mut out, held);
    out.push_str("\n## Real disclosures, by container\n\n");
    out.push_str(HEADER);
    for (name, set) in held.sets.iter().filter(|(n, _)| n.starts_with("real/")) {
        of_set(&mut out, name.trim_start_matches("real/"), set);
    }
    for (name, title) in [("same/exact", ".docx, .html and .doc"), ("same/all", "all six containers")] {
        if let Some(same) = held.sets.get(name).map(|s| s.same) {
            let (agreeing, all, common, facts) = (same.agreeing, same.disclosures, same.common, same.facts);
            let _ = writeln!(out, "\nThe same facts from {title}: {agreeing} of {all} disclosures, {common} of {facts} facts.");
        }
    }
    leave_out(&mut out, held);
    for (by, title) in [("family", "By family"), ("format", "By format"), ("case", "By hard case")] {
        groups(&mut out, held, by, title);
    }
    for (set, title) in [("develop", "the develop set"), ("real", "the real disclosures")] {
        if !held.sets.keys().any(|name| name == set || name.starts_with(&format!("{set}/"))) {
            continue;
        }
        let _ =
            write!(out, "\n## The ten most frequent misses of {title}\n\n| rows | documents | what | for example |\n|---|---|---|---|\n");
        for miss in misses.0.iter().filter(|m| m.set == set) {
            let _ = writeln!(out, "| {} | {} | {} | {} |", miss.count, miss.documents, miss.what, miss.example);
        }
        if !misses.0.iter().any(|m| m.set == set) {
            out.push_str("| 0 | 0 | none | |\n");
        }
    }
    out
}

/// Develop and report, and the gap between them.
fn side_by_side(out: &mut String, held: &Held) {
    let Some(develop) = held.sets.get("develop") else { return };
    let report = held.sets.get("report");
    out.push_str(
        "\n## Generated disclosures: looked at, and never looked at\n\n\
         Both sets are written by `corpus/generator` from phrase banks, header wordings, layouts and departments that have nothing in common. *develop* is looked at when rules are\n\
         made; of *report* only these figures are. The gap between them is what the rules owe to having been made on what they read.\n\n",
    );
    if report.is_none() {
        out.push_str("**The bank of *report* is not finished: there is no such figure yet, and what *develop* gives is no promise for other counties.**\n\n");
    }
    out.push_str("| | develop | report | gap | goal |\n|---|---|---|---|---|\n");
    let mut row = |name: &str, of: &dyn Fn(&Set) -> Option<(u64, u64)>, goal: &str| {
        let d = of(develop);
        let r = report.and_then(of);
        if d.is_none() && r.is_none() {
            return;
        }
        let parts = |(part, whole): (u64, u64)| (part * 10_000 + whole / 2).checked_div(whole).unwrap_or(10_000);
        let gap = d.zip(r).map_or("–".to_owned(), |(d, r)| {
            let sign = if parts(d) < parts(r) { "-" } else { "" };
            format!("{sign}{}", decimal(parts(d).abs_diff(parts(r))))
        });
        let cell = |figure: Option<(u64, u64)>| figure.map_or("–".to_owned(), share);
        let _ = writeln!(out, "| {name} | {} | {} | {gap} | {goal} |", cell(d), cell(r));
    };
    let f1 = |t: &Tally| (2 * t.matched, 2 * t.matched + t.unexpected + t.missing);
    row("documents wholly right", &|s| Some((s.right, s.documents)), "0.85");
    row("facts, precision", &|s| s.tables.get("facts").map(|t| (t.matched, t.matched + t.unexpected)), "0.995");
    row("facts, recall", &|s| s.tables.get("facts").map(|t| (t.matched, t.matched + t.missing)), "");
    row("facts, F1", &|s| s.tables.get("facts").map(f1), "0.98");
    row("sections, F1", &|s| s.tables.get("sections").map(f1), "0.99");
    for table in ["staffing", "activities", "indicators", "procurement", "assets", "glossary", "statements", "checks"] {
        let goal = if matches!(table, "glossary" | "statements" | "checks") { "" } else { "0.99" };
        row(&format!("{table}, F1"), &|s| s.tables.get(table).map(f1), goal);
    }
    row("identity columns", &|s| Some(s.columns_right()), "0.99");
    let columns: std::collections::BTreeSet<&String> =
        develop.columns.keys().chain(report.into_iter().flat_map(|r| r.columns.keys())).collect();
    for column in columns {
        row(&format!("– {column}"), &|s| s.columns.get(column).copied(), "");
    }
    row("disclosures with the same facts in all formats", &|s| Some((s.same.agreeing, s.same.disclosures)), "1");
    row("facts that all formats give", &|s| Some((s.same.common, s.same.facts)), "");
    out.push_str(FIRST);
    out.push_str(SUPPORT);
}

/// What was reached when a set was read for the first time, 140 pages of each; it never changes.
const FIRST: &str = "
### The first reading

What documents of wordings and layouts gave that nobody had made a rule for: 140 HTML pages of each set. *Develop* was widened twice by writers who did not know the rules, and
each time read before anything was mended: the second time tells what the rules made in between are worth on new words. *Report* was read once so, when it was finished (together
with the first widening); no rules were made for it since.

| | develop, widened first | report | develop, widened again |
|---|---|---|---|
| documents wholly right | 5 of 140 | 6 of 140 | 37 of 140 |
| facts, precision | 0.9574 | 0.9886 | 0.9971 |
| facts, recall | 0.8550 | 0.9552 | 0.9318 |
| sections, F1 | 0.9255 | 0.9793 | 0.9767 |
| staffing, F1 | 0.7612 | 0.7347 | 0.8014 |
| activities, F1 | 0.4628 | 0.7660 | 0.8379 |
| indicators, F1 | 0.5632 | 0.8306 | 0.9225 |
| procurement, F1 | 0.4128 | 0.3950 | 0.8934 |
| assets, F1 | 0.8714 | 0.6154 | 1.0000 |

Since then somebody who does not make rules went through the differences of *report* and mended the truth where the page does not say what it claimed (87 of 2,094 facts, and
rows of glossary and statements); no wording was changed because it is read wrongly. The first column is of the first draft of the widened bank, part of whose truth was
mended later in the same way.
";

/// How often a value is right by its support; measured once, when checks were widened: the page says so.
const SUPPORT: &str = "
### How sure a value is

`support` in `facts` counts the identities that hold with a value and the other places that print the same. On 140 HTML pages of each set (seed 1), facts of the measures that the
truth names; measured once, when the checks were widened, and not again with the scores above:

| support | develop, right | report, right |
|---|---|---|
| 0 | 2,868 of 2,900 (0.9890) | 3,205 of 3,391 (0.9451) |
| 1 | 10,092 of 10,109 (0.9983) | 10,206 of 10,235 (0.9972) |
| 2 or more | 21,553 of 21,568 (0.9993) | 22,895 of 22,924 (0.9987) |
";

fn leave_out(out: &mut String, held: &Held) {
    let sets: Vec<(&str, &Set)> = held.sets.iter().filter_map(|(n, s)| Some((n.strip_prefix("without/")?, s))).collect();
    if sets.is_empty() {
        return;
    }
    out.push_str(
        "\n## Leave one family out\n\n\
         How much of a family is read without the words that it alone uses? A word of headings, tables or sentences is a family's own when, of all documents of *develop*, only those of\n\
         that family hold it; names of departments belong to no family. Those words are taken away, and the family is read without them. Rules have no family: they stay.\n\n",
    );
    out.push_str(HEADER);
    for (name, set) in sets {
        if let Some(whole) = held.sets.get("develop").and_then(|s| s.groups.get("left_out")).and_then(|g| g.get(name)) {
            of_group(out, &format!("{name}, with its words"), whole);
        }
        of_set(out, &format!("{name}, without {} words of its own", set.without), set);
    }
}

fn of_group(out: &mut String, name: &str, group: &Group) {
    let of = |table: &str, f: fn(Tally) -> u64| figure(&group.tables, table, f);
    let (precision, recall) = (of("facts", Tally::precision), of("facts", Tally::recall));
    let _ =
        writeln!(out, "| {name} | {} | {precision} | {recall} | – | {} of {} |", of("sections", Tally::f1), group.right, group.documents);
}

fn groups(out: &mut String, held: &Held, by: &str, title: &str) {
    let of = |set: &str| held.sets.get(set).and_then(|s| s.groups.get(by));
    let (develop, report) = (of("develop"), of("report"));
    let names: std::collections::BTreeSet<&String> = develop.into_iter().chain(report).flat_map(|g| g.keys()).collect();
    if names.is_empty() {
        return;
    }
    let _ = write!(
        out,
        "\n## {title}\n\n| | develop: sections F1 | facts precision | facts recall | wholly right | report: sections F1 | facts precision | facts recall | wholly right |\n\
         |---|---|---|---|---|---|---|---|---|\n"
    );
    for name in names {
        let cells = |group: Option<&Group>| match group {
            Some(g) => {
                let of = |table: &str, f: fn(Tally) -> u64| figure(&g.tables, table, f);
                let (p, r) = (of("facts", Tally::precision), of("facts", Tally::recall));
                format!("{} | {p} | {r} | {} of {}", of("sections", Tally::f1), g.right, g.documents)
            }
            None => "– | – | – | –".to_owned(),
        };
        let _ = writeln!(out, "| {name} | {} | {} |", cells(develop.and_then(|g| g.get(name))), cells(report.and_then(|g| g.get(name))));
    }
}
