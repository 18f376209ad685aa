//! Gaps as a vocabulary file for `--vocabulary`, every entry commented out.

use super::{Entry, Gaps, Suggestions};
use crate::record::GapKind;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What an entry of a context is.
const MEANING: &[(&str, &str)] = &[
    ("part_exception", "whole headings without their number; the sense is a part, or none"),
    ("national_caption", "words of a table's title that tell its kind"),
    ("national_header", "whole headers of a column of the national tables"),
    ("national_label", "whole labels of a row of the national tables; skip: understood, and no place for it"),
    ("narrative", "words before an amount in running text; filler: adds nothing, noun: a part of a name"),
    ("department", "spellings of a publisher's name; the sense is the official name"),
];

/// The vocabulary file of each context, by how its name begins; `headers` for the others.
const FILES: &[(&str, &str)] = &[("part", "parts"), ("national", "national"), ("narrative", "measures"), ("department", "names")];

/// The gaps that an entry of the vocabulary could mend, by context, the most frequent first; at most `most` of a context (0: all).
///
/// A line that begins with `#` and no blank is an entry: take the `#` away where the sense is right, or put another in its place.
pub fn patch(gaps: &Gaps, suggestions: &Suggestions, most: usize) -> String {
    let mut contexts: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in &gaps.entries {
        if let Some(context) = entry.context.as_deref() {
            contexts.entry(context).or_default().push(entry);
        }
    }
    let mut out = format!(
        "# What was not understood in {} disclosures of {} places, for `--vocabulary`. Nothing here is in force: take the first # of an entry's\n\
         # lines away where its sense is right, or put another in its place. Numerals are mended by the words beside them.\n",
        gaps.disclosures, gaps.counties
    );
    for (context, entries) in contexts {
        let meaning = MEANING.iter().find(|(c, _)| *c == context).map_or("paths of column headers, their levels joined by ›", |(_, m)| *m);
        let _ = write!(out, "\n# ---- {context}: {meaning}\n");
        let senses = suggestions.senses(context);
        let file = FILES.iter().find(|(start, _)| context.starts_with(start)).map_or("headers", |(_, file)| *file);
        let _ = match senses.as_slice() {
            [] => writeln!(out, "# senses: as in src/vocabulary/{file}.toml"),
            _ => writeln!(out, "# senses: {}", senses.join(", ")),
        };
        let shown = if most == 0 { entries.len() } else { most };
        for entry in entries.iter().take(shown) {
            one(&mut out, context, entry, suggestions);
        }
        if entries.len() > shown {
            let _ = writeln!(out, "\n# … and {} more that are rarer", entries.len() - shown);
        }
    }
    out
}

fn one(out: &mut String, context: &str, entry: &Entry, suggestions: &Suggestions) {
    let places: Vec<&str> = entry.counties.keys().map(String::as_str).take(4).collect();
    let more = if entry.counties.len() > places.len() { ", …" } else { "" };
    let _ = write!(
        out,
        "\n# {} in {} ({}{more}); {}\n",
        times(entry.count),
        disclosures(entry.disclosures),
        places.join(", "),
        one_line(&entry.example.to_string())
    );
    if let Some(around) = &entry.around {
        let _ = writeln!(out, "# {}", one_line(around));
    }
    let suggestion = suggestions.of(entry.kind, context, &entry.text);
    let (sense, why) = match suggestion {
        Some(found) => (found.sense, format!("  # {}", one_line(&found.why))),
        None if entry.kind == GapKind::Department => (entry.text.clone(), "  # if it is an official name".to_owned()),
        None => ("?".to_owned(), String::new()),
    };
    let _ = write!(out, "#[[{context}]]\n#sense = {}{why}\n#texts = [{}]\n", quoted(&sense), quoted(&entry.text));
}

fn times(count: u64) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn disclosures(count: u64) -> String {
    if count == 1 { "1 disclosure".to_owned() } else { format!("{count} disclosures") }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(one_line(text)).to_string()
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
