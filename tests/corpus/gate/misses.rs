//! What is missed most often: `golden/misses.tsv`, of the sets that may be looked at.

use super::sets::Measured;
use crate::support::project;
use gongkai::score::{Difference, DocumentScore};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const MISSES: &str = "golden/misses.tsv";
/// How many are kept of each set.
const MOST: usize = 10;

/// One kind of miss.
#[derive(Clone, PartialEq, Debug)]
pub struct Miss {
    pub set: String,
    pub count: u64,
    pub documents: u64,
    pub what: String,
    pub example: String,
}

/// The most frequent misses by set.
pub struct Misses(pub Vec<Miss>);

impl Misses {
    pub fn load() -> Self {
        let text = std::fs::read_to_string(project(MISSES)).unwrap_or_default();
        let miss = |line: &str| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [set, count, documents, what, example] = cells[..] else { return None };
            let number = |n: &str| n.parse().unwrap_or(0);
            Some(Miss {
                set: set.to_owned(),
                count: number(count),
                documents: number(documents),
                what: what.to_owned(),
                example: example.to_owned(),
            })
        };
        Misses(text.lines().skip(1).filter_map(miss).collect())
    }

    pub fn save(&self) {
        let mut text = "set\tcount\tdocuments\twhat\texample\n".to_owned();
        for miss in &self.0 {
            let _ = writeln!(text, "{}\t{}\t{}\t{}\t{}", miss.set, miss.count, miss.documents, miss.what, miss.example);
        }
        std::fs::write(project(MISSES), text).unwrap();
    }

    /// Takes the misses of what was measured; of the set that is not looked at there are none.
    pub fn replace(&mut self, measured: &[Measured]) {
        for (set, names) in [("develop", "develop"), ("real", "real/")] {
            let mut documents = measured.iter().filter(|m| m.name == names || m.name.starts_with(names) && names.ends_with('/')).peekable();
            if documents.peek().is_none() {
                continue;
            }
            let found = of(set, documents.flat_map(|m| m.score.documents.iter().map(|d| (m.name.as_str(), d))));
            self.0.retain(|m| m.set != set);
            self.0.extend(found);
        }
    }
}

fn of<'m>(set: &str, documents: impl Iterator<Item = (&'m str, &'m DocumentScore)>) -> Vec<Miss> {
    let mut counted: BTreeMap<String, (u64, BTreeSet<String>)> = BTreeMap::new();
    for (container, document) in documents {
        for what in kinds(document) {
            let (count, paths) = counted.entry(what).or_default();
            *count += 1;
            paths.insert(format!("{container}: {}", document.source_path));
        }
    }
    let mut misses: Vec<Miss> = counted
        .into_iter()
        .map(|(what, (count, paths))| Miss {
            set: set.to_owned(),
            count,
            documents: paths.len() as u64,
            what,
            example: paths.first().cloned().unwrap_or_default(),
        })
        .collect();
    // By documents first: one table that was lost is many rows.
    misses.sort_by(|a, b| (b.documents, b.count).cmp(&(a.documents, a.count)).then_with(|| a.what.cmp(&b.what)));
    misses.truncate(MOST);
    misses
}

/// What is wrong in a document, one entry a row: a missing row and one that differs from it in a column or two are one miss.
fn kinds(document: &DocumentScore) -> Vec<String> {
    let (missing, mut unexpected): (Vec<&Difference>, Vec<&Difference>) = document.differences.iter().partition(|d| d.missing);
    let mut kinds = Vec::new();
    for lost in missing {
        let twin = unexpected
            .iter()
            .enumerate()
            .filter(|(_, other)| other.table == lost.table)
            .map(|(i, other)| (differing(lost, other), i))
            .filter(|(columns, _)| columns.len() <= 2)
            .min_by_key(|(columns, i)| (columns.len(), *i));
        match twin {
            Some((columns, i)) => {
                let other = unexpected.remove(i);
                let changes: Vec<String> = columns.iter().map(|c| change(lost, other, c)).collect();
                kinds.push(format!("{}: {}", subject(lost), changes.join(", ")));
            }
            None => kinds.push(format!("{}: not read", subject(lost))),
        }
    }
    kinds.extend(unexpected.iter().map(|d| format!("{}: read, and not there", subject(d))));
    kinds
}

fn differing<'d>(lost: &'d Difference, other: &Difference) -> Vec<&'d str> {
    let differs = |column: &&str| lost.value(column) != "*" && lost.value(column) != other.value(column);
    lost.columns.iter().map(String::as_str).filter(differs).collect()
}

/// Short closed values are named, text and figures are not.
fn change(lost: &Difference, other: &Difference, column: &str) -> String {
    let plain = |value: &str| value.is_ascii() && value.len() <= 24 && !value.bytes().any(|b| b.is_ascii_digit());
    let (want, got) = (lost.value(column), other.value(column));
    let blank = |value: &str| if value.is_empty() { "blank".to_owned() } else { value.to_owned() };
    if plain(want) && plain(got) { format!("{column} {} for {}", blank(got), blank(want)) } else { format!("{column} wrong") }
}

/// What a row is about, without its figures and names.
fn subject(difference: &Difference) -> String {
    let columns: &[&str] = match difference.table.as_str() {
        "facts" => &["measure", "component", "scheme", "aspect"],
        "sections" => &["part", "section_key"],
        _ => &[],
    };
    let said: Vec<&str> = columns.iter().map(|c| difference.value(c)).filter(|v| !v.is_empty() && *v != "*").collect();
    if said.is_empty() { difference.table.clone() } else { format!("{} {}", difference.table, said.join(" ")) }
}
