//! What must hold for every document that can be read: places lead back to what was printed, every visible character lies in one section, records fit the schema.

use crate::support;
use gongkai::document::{Block, Document};
use gongkai::extract::{self, Extractor};
use gongkai::ingest::{self, Limits};
use gongkai::record::{FactRow, Record};
use gongkai::vocabulary::Vocabulary;
use std::path::PathBuf;

/// Documents of the corpus, and of the seed and the real disclosures where they are.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for family in support::FAMILIES {
        found.extend(support::files(&support::project("corpus").join(family)));
    }
    if let Some(shared) = support::shared("") {
        for folder in ["seed", "real", "real/doc", "real/pages", "real/tika"] {
            found.extend(
                support::files(&shared.join(folder)).into_iter().filter(|p| p.extension().is_some_and(|e| e != "md" && e != "csv")),
            );
        }
    }
    found
}

fn text_at(document: &Document, fact: &FactRow) -> Option<String> {
    let whole = match (document.block(fact.block)?, fact.table_row.zip(fact.table_column)) {
        (Block::Paragraph(p), None) => document.slice(p.range),
        (Block::Table(t), Some(_)) if t.layout == gongkai::document::Layout::Exact => {
            document.cell_text(t.cell_at(fact.table_row?, fact.table_column?)?)
        }
        // A ragged table is laid out anew: its cells are those of the record.
        _ => return None,
    };
    Some(whole.chars().skip(fact.start_char as usize).take((fact.end_char - fact.start_char) as usize).collect())
}

fn cell_text(record: &Record, fact: &FactRow) -> Option<String> {
    let (row, column) = fact.table_row.zip(fact.table_column)?;
    let cell = record.cells.iter().find(|c| c.block == fact.block && c.table_row == row && c.table_column == column)?;
    Some(cell.text.chars().skip(fact.start_char as usize).take((fact.end_char - fact.start_char) as usize).collect())
}

/// The words of the rooms that find disclosures and parts.
type Lexicons = (gongkai::segment::Lexicon, gongkai::sections::Lexicon);

fn check(path: &PathBuf, extractor: &Extractor, lexicons: &Lexicons, validator: &jsonschema::Validator) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let name = path.display();
    let Ok(document) = ingest::read(&bytes, &Limits::default()) else { return vec![format!("{name}: not read")] };
    let Ok(records) = extract::records(&document, &extract::sha256(&bytes), extractor) else { return vec![format!("{name}: no record")] };
    let mut wrong = Vec::new();
    for unit in gongkai::segment::split(&document, &lexicons.0).unwrap_or_default() {
        let (sections, _) = gongkai::sections::split(&document, &unit, &lexicons.1);
        wrong.extend(sections.verify(&document, &unit).err().map(|e| format!("{name}: {e}")));
    }
    for record in &records {
        for fact in &record.facts {
            let source = text_at(&document, fact).or_else(|| cell_text(record, fact));
            // Over several paragraphs the words are joined by line feeds; each place alone is proved by the others.
            if fact.block == fact.end_block && source.as_deref() != Some(fact.printed.as_str()) {
                wrong.push(format!("{name}: fact {} prints {:?}, its place holds {source:?}", fact.seq, fact.printed));
            }
            if fact.parent_seq.is_some_and(|p| p as usize >= record.facts.len()) {
                wrong.push(format!("{name}: fact {} has no parent {:?}", fact.seq, fact.parent_seq));
            }
        }
        let value = serde_json::to_value(record).unwrap();
        wrong.extend(validator.iter_errors(&value).take(3).map(|e| format!("{name}: {e} at {}", e.instance_path())));
        wrong.extend(uniqueness(record).into_iter().map(|w| format!("{name}: {w}")));
    }
    wrong
}

/// Primary and foreign keys of a record.
fn uniqueness(record: &Record) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut checks: Vec<_> = record.checks.iter().map(|c| (&c.check_id, &c.subject)).collect();
    let count = checks.len();
    checks.sort();
    checks.dedup();
    if checks.len() < count {
        wrong.push("two checks have one id and subject".to_owned());
    }
    let blocks: std::collections::BTreeSet<u32> = record.tables.iter().map(|t| t.block).collect();
    let of_tables = record
        .staffing
        .iter()
        .map(|r| r.block)
        .chain(record.assets.iter().map(|r| r.block))
        .chain(record.procurement.iter().map(|r| r.block));
    let of_grids = record
        .activities
        .iter()
        .map(|r| r.block)
        .chain(record.indicators.iter().map(|r| r.block))
        .chain(record.cells.iter().map(|r| r.block));
    for block in of_tables.chain(of_grids) {
        if !blocks.contains(&block) {
            wrong.push(format!("a row stands in block {block}, which is no table"));
        }
    }
    for row in &record.indicators {
        let there =
            row.activity.is_none() || record.activities.iter().any(|a| a.grid == row.grid && Some(&a.activity) == row.activity.as_ref());
        if !there {
            wrong.push(format!("indicator {} names an activity that is not there", row.seq));
        }
    }
    wrong
}

#[test]
fn places_lead_back_every_character_lies_in_a_section_and_records_fit_the_schema() {
    let extractor = Extractor::new(&Vocabulary::built_in().unwrap(), Limits::default()).unwrap();
    let vocabulary = Vocabulary::built_in().unwrap();
    let lexicons = (gongkai::segment::Lexicon::new(&vocabulary).unwrap(), gongkai::sections::Lexicon::new(&vocabulary).unwrap());
    let validator = jsonschema::validator_for(&gongkai::record::schema()).unwrap();
    let wrong: Vec<String> = documents().iter().flat_map(|path| check(path, &extractor, &lexicons, &validator)).collect();
    assert!(wrong.is_empty(), "{} things are wrong\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}
