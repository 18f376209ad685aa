//! Every witness of one value: where it is printed, how it was read, and which checks it passed or failed.

use super::{draw, name};
use crate::facts::{Aspect, Basis};
use crate::record::{CheckStatus, FactRow, Record};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Which value is asked for; what is not named is free.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Part of the county's name, or its key.
    pub county: Option<String>,
    /// Part of the department's name, or its key.
    pub department: Option<String>,
    /// The year of the value.
    pub year: Option<i32>,
    /// Values of dimensions of `facts`: measure, component, fund, scheme, item_key, stage, aspect, unit_name; a blank value asks for a blank.
    pub dimensions: BTreeMap<String, String>,
}

impl Question {
    /// True for a record of the county and department that are asked for.
    pub fn of_record(&self, record: &Record) -> bool {
        let d = &record.disclosure;
        let names = |wanted: &Option<String>, names: [&Option<String>; 3]| match wanted {
            None => true,
            Some(wanted) => names.iter().any(|n| n.as_deref().is_some_and(|n| n.contains(wanted.as_str()))),
        };
        names(&self.county, [&d.county, &d.county_key, &d.county_code])
            && names(&self.department, [&d.department, &d.department_printed, &d.department_key])
    }

    /// True for a fact that is asked for.
    pub fn of_fact(&self, fact: &FactRow) -> bool {
        let year = self.year.is_none_or(|year| fact.year == Some(year));
        let level = self.dimensions.contains_key("aspect") || fact.aspect == Aspect::Level;
        year && level && self.dimensions.iter().all(|(name, wanted)| dimension(fact, name) == *wanted)
    }
}

fn dimension(fact: &FactRow, name: &str) -> String {
    let text = |s: &Option<String>| s.clone().unwrap_or_default();
    match name {
        "measure" => fact.measure.to_string(),
        "component" => fact.component.map_or(String::new(), |c| c.to_string()),
        "fund" => fact.fund.map_or(String::new(), |f| f.to_string()),
        "scheme" => fact.scheme.map_or(String::new(), |s| s.to_string()),
        "item_key" => text(&fact.item_key),
        "item" => text(&fact.item),
        "stage" => fact.stage.map_or(String::new(), |s| s.to_string()),
        "aspect" => fact.aspect.to_string(),
        "unit_name" => text(&fact.unit_name),
        _ => String::new(),
    }
}

/// The witnesses in one record, drawn; blank when there are none.
pub fn why(record: &Record, question: &Question, width: usize) -> String {
    if !question.of_record(record) {
        return String::new();
    }
    let mut values: BTreeMap<Vec<String>, Vec<&FactRow>> = BTreeMap::new();
    for fact in record.facts.iter().filter(|f| question.of_fact(f)) {
        values.entry(key(fact)).or_default().push(fact);
    }
    if values.is_empty() {
        return String::new();
    }
    let mut out = format!("{}\n", name(record));
    for (key, witnesses) in values {
        let said: Vec<&str> = key.iter().map(String::as_str).filter(|k| !k.is_empty()).collect();
        let _ = writeln!(out, "\n  {}: {} printed place(s)", said.join(" "), witnesses.len());
        for fact in witnesses {
            out.push_str(&witness(record, fact, width));
        }
    }
    out
}

/// What tells one value from another.
fn key(fact: &FactRow) -> Vec<String> {
    let mut key: Vec<String> =
        ["unit_name", "measure", "component", "fund", "scheme", "item_key", "stage", "aspect"].map(|n| dimension(fact, n)).into();
    if fact.item_key.is_none() {
        key.push(dimension(fact, "item"));
    }
    key.insert(6, fact.year.map_or(String::new(), |y| y.to_string()));
    key
}

fn witness(record: &Record, fact: &FactRow, width: usize) -> String {
    let unit = fact.printed_unit.as_deref().unwrap_or("");
    let mut out =
        format!("\n  {} {} — printed {}{unit}, support {}\n", fact.value.normalize(), fact.value_unit, fact.printed, fact.support);
    out.push_str(&draw::fact(record, fact, width));
    let _ = writeln!(out, "    {}", rule(record, fact));
    let seq = fact.seq;
    let names = |status: CheckStatus| {
        let rows = record.checks.iter().filter(move |c| c.status == status);
        let mine = rows.filter(|c| c.pieces().iter().any(|e| e.disclosure_id.is_none() && e.fact_seq == Some(seq)));
        mine.map(|c| c.check_id.as_str()).fold(BTreeMap::<&str, u32>::new(), |mut all, id| {
            *all.entry(id).or_default() += 1;
            all
        })
    };
    for (word, status) in [("passed", CheckStatus::Pass), ("failed", CheckStatus::Fail), ("unknown", CheckStatus::Unknown)] {
        let found = names(status);
        if !found.is_empty() {
            let told: Vec<String> = found.iter().map(|(id, n)| if *n > 1 { format!("{id}×{n}") } else { (*id).to_owned() }).collect();
            let _ = writeln!(out, "    {word}: {}", told.join(" "));
        }
    }
    out
}

/// How the number came to be read so.
fn rule(record: &Record, fact: &FactRow) -> String {
    if fact.basis == Basis::Derived {
        return "derived: the level less the stated change".to_owned();
    }
    let Some(column) = fact.table_column else {
        let block = fact.block;
        let within = |s: &&crate::record::SectionRow| s.block.is_some_and(|b| b <= block) && s.end_block.is_some_and(|e| block <= e);
        let under = record.sections.iter().filter(within).max_by_key(|s| s.depth).and_then(|s| s.heading.clone());
        let part = fact.part.map_or(String::new(), |p| format!(" of part {p}"));
        return format!("read from a sentence{part}{}", under.map_or(String::new(), |h| format!(" under “{h}”")));
    };
    let table = record.tables.iter().find(|t| t.block == fact.block);
    let map: BTreeMap<String, String> =
        table.and_then(|t| t.column_map.as_deref()).and_then(|m| serde_json::from_str(m).ok()).unwrap_or_default();
    let kind = fact.table_kind.map_or("", |k| k.as_str());
    let header = fact.header_path.as_deref().unwrap_or("");
    let sense = map.get(&column.to_string()).map_or(String::new(), |s| format!(" as “{s}”"));
    let row = fact.item.as_deref().map_or(String::new(), |i| format!(", row “{i}”"));
    format!("read from a table of kind {kind}, column “{header}”{sense}{row}")
}
