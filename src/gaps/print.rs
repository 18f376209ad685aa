//! Gaps for a person and for programs.

use super::{Entry, Gaps, Suggestions};
use crate::record::GapKind;
use serde_json::{Value, json};
use std::fmt::Write;

fn title(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Heading => "headings whose words tell no part",
        GapKind::Caption => "titles of tables that were not recognised",
        GapKind::Header => "headers of columns",
        GapKind::Label => "labels of rows",
        GapKind::Measure => "words before amounts",
        GapKind::Department => "names of publishers",
        GapKind::Numeral => "numerals, by the words before them or the header of their column",
    }
}

fn places(entry: &Entry) -> String {
    let mut names: Vec<(&String, &u64)> = entry.counties.iter().collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let shown: Vec<String> = names.iter().take(3).map(|(name, count)| format!("{name} {count}")).collect();
    let more = names.len().saturating_sub(3);
    if more > 0 { format!("{}, {more} more", shown.join(", ")) } else { shown.join(", ") }
}

/// A listing by kind: at most `most` of each (0: all).
pub fn text(gaps: &Gaps, kinds: &[GapKind], most: usize) -> String {
    let mut out = String::new();
    let (explained, all) = (gaps.explained(), gaps.numerals);
    let _ = writeln!(out, "{} disclosures of {} places; {explained} of {all} numerals explained", gaps.disclosures, gaps.counties);
    for kind in kinds {
        let entries: Vec<&Entry> = gaps.kind(*kind).collect();
        if entries.is_empty() {
            continue;
        }
        let count: u64 = entries.iter().map(|e| e.count).sum();
        let _ = writeln!(out, "\n{} ({} different, {count} places)\n{:>7} {:>11}", title(*kind), entries.len(), "places", "disclosures");
        let shown = if most == 0 { entries.len() } else { most };
        for entry in entries.iter().take(shown) {
            let words = if entry.text.is_empty() { "(nothing before it)" } else { &entry.text };
            let _ = writeln!(out, "{:>7} {:>11}  {words}   [{}] {}", entry.count, entry.disclosures, places(entry), entry.example);
        }
        if entries.len() > shown {
            let _ = writeln!(out, "        … and {} more; --top 0 prints all", entries.len() - shown);
        }
    }
    if gaps.entries.is_empty() {
        out.push_str("nothing that was not understood\n");
    }
    out
}

/// Everything as JSON.
pub fn json(gaps: &Gaps, kinds: &[GapKind], most: usize, suggestions: &Suggestions) -> Value {
    let entries: Vec<Value> = chosen(gaps, kinds, most)
        .map(|e| {
            let suggestion = e.context.as_deref().and_then(|c| suggestions.of(e.kind, c, &e.text));
            json!({
                "kind": e.kind, "context": e.context, "text": e.text, "count": e.count, "disclosures": e.disclosures, "counties": e.counties,
                "source_path": e.example.source_path, "block": e.example.block, "table_row": e.example.table_row,
                "table_column": e.example.table_column, "around": e.around, "suggestion": suggestion.map(|s| s.sense),
            })
        })
        .collect();
    json!({
        "disclosures": gaps.disclosures, "counties": gaps.counties,
        "numerals": { "printed": gaps.numerals, "explained": gaps.explained(), "classes": gaps.classes },
        "gaps": entries,
    })
}

fn chosen<'g>(gaps: &'g Gaps, kinds: &'g [GapKind], most: usize) -> impl Iterator<Item = &'g Entry> {
    let limit = if most == 0 { usize::MAX } else { most };
    kinds.iter().flat_map(move |kind| gaps.kind(*kind).take(limit))
}

/// One line an entry; counties as `name count` joined by `; `.
pub fn csv(gaps: &Gaps, kinds: &[GapKind], most: usize, suggestions: &Suggestions) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let header = [
        "kind",
        "context",
        "text",
        "count",
        "disclosures",
        "counties",
        "county_counts",
        "source_path",
        "block",
        "table_row",
        "table_column",
        "around",
        "suggestion",
    ];
    writer.write_record(header)?;
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    for e in chosen(gaps, kinds, most) {
        let suggestion = e.context.as_deref().and_then(|c| suggestions.of(e.kind, c, &e.text)).map(|s| s.sense).unwrap_or_default();
        let counties: Vec<String> = e.counties.iter().map(|(name, count)| format!("{name} {count}")).collect();
        writer.write_record([
            e.kind.as_str(),
            e.context.as_deref().unwrap_or(""),
            &e.text,
            &e.count.to_string(),
            &e.disclosures.to_string(),
            &e.counties.len().to_string(),
            &counties.join("; "),
            &e.example.source_path,
            &number(e.example.block),
            &number(e.example.table_row),
            &number(e.example.table_column),
            e.around.as_deref().unwrap_or(""),
            &suggestion,
        ])?;
    }
    let bytes = writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
