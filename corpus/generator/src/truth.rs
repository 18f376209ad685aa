//! The tables that a document must give, from the model that wrote it.

use std::collections::BTreeMap;
use std::fmt::Write;

/// A fact, as the columns of `facts` that a document fixes; blank is `""`, `*` any value.
#[derive(Debug, Clone)]
pub struct Fact {
    pub measure: &'static str,
    pub component: &'static str,
    pub fund: &'static str,
    pub scheme: &'static str,
    pub item_key: String,
    pub item: String,
    pub stage: &'static str,
    /// 0 where the page does not settle it.
    pub year: i64,
    pub aspect: &'static str,
    pub base: Option<(&'static str, i64)>,
    pub value: String,
    pub unit: &'static str,
    pub source: &'static str,
    pub part: u8,
    /// The unit that it is limited to; blank for all.
    pub unit_name: String,
}

/// Expected rows by table.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    tables: BTreeMap<&'static str, (Vec<&'static str>, Vec<Vec<String>>)>,
    facts: Vec<Fact>,
}

impl Truth {
    /// Declares a table with its columns, so that it is compared even without rows.
    pub fn table(&mut self, name: &'static str, columns: &[&'static str]) {
        self.tables.entry(name).or_insert_with(|| (columns.to_vec(), Vec::new()));
    }

    /// Adds a row to a declared table.
    pub fn row<S: Into<String>>(&mut self, name: &'static str, values: impl IntoIterator<Item = S>) {
        if let Some((columns, rows)) = self.tables.get_mut(name) {
            let row: Vec<String> = values.into_iter().map(Into::into).collect();
            assert_eq!(row.len(), columns.len(), "{name}");
            rows.push(row);
        }
    }

    /// Adds a column to a table, with one value in all its rows.
    pub fn column(&mut self, name: &'static str, column: &'static str, value: &str) {
        if let Some((columns, rows)) = self.tables.get_mut(name) {
            columns.push(column);
            rows.iter_mut().for_each(|row| row.push(value.to_owned()));
        }
    }

    /// Adds what another disclosure of the same file gives.
    pub fn append(&mut self, other: Truth) {
        for (name, (columns, rows)) in other.tables {
            self.tables.entry(name).or_insert_with(|| (columns, Vec::new())).1.extend(rows);
        }
        self.facts.extend(other.facts);
    }

    /// A section's heading is printed otherwise.
    pub fn reword_heading(&mut self, old: &str, new: &str) {
        if let Some((columns, rows)) = self.tables.get_mut("sections")
            && let Some(at) = columns.iter().position(|c| *c == "heading")
        {
            for value in rows.iter_mut().filter_map(|row| row.get_mut(at)).filter(|v| *v == old) {
                *value = new.to_owned();
            }
        }
    }

    /// Adds a fact.
    pub fn fact(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    /// Changes every text that is kept as printed. Identity and the words of closed lists stay.
    pub fn map(&mut self, change: impl Fn(&str) -> String) {
        for (name, (_, rows)) in &mut self.tables {
            if *name != "disclosures" {
                for value in rows.iter_mut().flatten() {
                    *value = change(value);
                }
            }
        }
        for fact in &mut self.facts {
            fact.item = change(&fact.item);
            fact.unit_name = change(&fact.unit_name);
        }
    }

    /// The rows of a table; none where it was not declared.
    pub fn rows(&self, name: &str) -> &[Vec<String>] {
        self.tables.get(name).map_or(&[], |(_, rows)| rows)
    }

    /// The facts in the order in which they were stated.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The CSV files: name and text.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> =
            self.tables.iter().map(|(name, (columns, rows))| (format!("{name}.csv"), csv(columns, rows))).collect();
        let mut columns = vec![
            "measure",
            "component",
            "fund",
            "scheme",
            "item_key",
            "item",
            "stage",
            "year",
            "aspect",
            "base_stage",
            "base_year",
            "value",
            "value_unit",
            "source",
            "part",
        ];
        let mut rows: Vec<Vec<String>> = self.facts.iter().map(fact_row).collect();
        if self.facts.iter().any(|f| !f.unit_name.is_empty()) {
            columns.push("unit_name");
            rows.iter_mut().zip(&self.facts).for_each(|(row, fact)| row.push(fact.unit_name.clone()));
        }
        files.push(("facts.csv".to_owned(), csv(&columns, &rows)));
        files
    }
}

fn fact_row(f: &Fact) -> Vec<String> {
    let year = |year: i64| if year == 0 { "*".to_owned() } else { year.to_string() };
    let (base_stage, base_year) = f.base.map_or((String::new(), String::new()), |(s, y)| (s.to_owned(), year(y)));
    let part = if f.part == 0 { String::new() } else { f.part.to_string() };
    let text = |s: &str| s.to_owned();
    vec![
        text(f.measure),
        text(f.component),
        text(f.fund),
        text(f.scheme),
        f.item_key.clone(),
        f.item.clone(),
        text(f.stage),
        year(f.year),
        text(f.aspect),
        base_stage,
        base_year,
        f.value.clone(),
        text(f.unit),
        text(f.source),
        part,
    ]
}

fn csv(columns: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = columns.join(",");
    out.push('\n');
    for row in rows {
        let cells: Vec<String> =
            row.iter().map(|v| if v.contains([',', '"', '\n']) { format!("\"{}\"", v.replace('"', "\"\"")) } else { v.clone() }).collect();
        let _ = writeln!(out, "{}", cells.join(","));
    }
    out
}
