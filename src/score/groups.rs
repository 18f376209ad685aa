//! A score by groups of documents, and what the formats of one disclosure have in common.

use super::compare::normal;
use super::{DocumentScore, Score, Tally};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Documents that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// How many.
    pub documents: u64,
    /// How many of them are wholly right.
    pub right: u64,
    /// By table.
    pub tables: BTreeMap<String, Tally>,
}

/// How far the formats of one disclosure give the same facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Same {
    /// Disclosures that were read from two formats or more.
    pub disclosures: u64,
    /// Those of which every format gives the same facts.
    pub agreeing: u64,
    /// Their different facts.
    pub facts: u64,
    /// Those that every format gives.
    pub common: u64,
}

impl Score {
    /// Documents by what `of` says of each; one may be in several groups.
    pub fn group<'s>(&'s self, of: impl Fn(&'s DocumentScore) -> Vec<&'s str>) -> BTreeMap<String, Group> {
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for document in &self.documents {
            for name in of(document) {
                let group = groups.entry(name.to_owned()).or_default();
                group.documents += 1;
                group.right += u64::from(document.right());
                for (table, tally) in &document.tables {
                    group.tables.entry(table.clone()).or_default().add(*tally);
                }
            }
        }
        groups
    }

    /// By format; a document that was not read has none.
    pub fn by_format(&self) -> BTreeMap<String, Group> {
        self.group(|d| vec![if d.format.is_empty() { "(not read)" } else { &d.format }])
    }

    /// By the folder in which the documents lie.
    pub fn by_folder(&self) -> BTreeMap<String, Group> {
        self.group(|d| vec![d.folder()])
    }

    /// By hard case.
    pub fn by_case(&self) -> BTreeMap<String, Group> {
        self.group(|d| d.cases.iter().map(String::as_str).collect())
    }

    /// Whether all formats of one disclosure give the same facts, places left out.
    pub fn same(&self) -> Same {
        let mut disclosures: BTreeMap<(&str, &str), Vec<&DocumentScore>> = BTreeMap::new();
        for document in &self.documents {
            disclosures.entry((document.folder(), &document.disclosure)).or_default().push(document);
        }
        let mut same = Same::default();
        for documents in disclosures.values().filter(|d| d.len() > 1) {
            same.disclosures += 1;
            same.agreeing += u64::from(documents.windows(2).all(|w| w[0].facts == w[1].facts));
            let all: BTreeSet<&String> = documents.iter().flat_map(|d| &d.facts).collect();
            same.facts += all.len() as u64;
            same.common += all.iter().filter(|f| documents.iter().all(|d| d.facts.binary_search(f).is_ok())).count() as u64;
        }
        same
    }
}

/// Columns in which the formats of one disclosure may differ: places, keys, and what follows from them.
const OF_PLACES: &[&str] = &[
    "disclosure_id",
    "seq",
    "parent_seq",
    "header_path",
    "part",
    "block",
    "end_block",
    "start_char",
    "end_char",
    "table_row",
    "table_column",
];

/// Facts without their places, sorted.
pub(super) fn facts<'r>(columns: &[String], rows: impl Iterator<Item = &'r Vec<String>>) -> Vec<String> {
    let kept: Vec<usize> = (0..columns.len()).filter(|i| !OF_PLACES.contains(&columns[*i].as_str())).collect();
    let line = |row: &Vec<String>| kept.iter().map(|i| row.get(*i).map(|v| normal(v)).unwrap_or_default()).collect::<Vec<_>>().join("|");
    let mut facts: Vec<String> = rows.map(line).collect();
    facts.sort();
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(path: &str, facts: &[&str]) -> DocumentScore {
        let mut document =
            DocumentScore::new(path, "text".to_owned(), path.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("").to_owned());
        document.facts = facts.iter().map(|f| (*f).to_owned()).collect();
        document
    }

    #[test]
    fn formats_that_give_the_same_facts_agree() {
        let documents = vec![
            document("f/a.txt", &["1", "2"]),
            document("f/a.docx", &["1", "2"]),
            document("f/b.txt", &["1", "2", "2"]),
            document("f/b.docx", &["1", "2"]),
            document("g/b.docx", &["9"]),
        ];
        let score = Score { documents, tables: BTreeMap::new(), columns: BTreeMap::new() };
        assert_eq!(score.same(), Same { disclosures: 2, agreeing: 1, facts: 4, common: 4 });
        assert_eq!(
            score.by_folder().into_iter().map(|(n, g)| (n, g.documents)).collect::<Vec<_>>(),
            [("f".to_owned(), 4), ("g".to_owned(), 1)]
        );
    }
}
