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
        wrong.extend(evidence(&document, record).into_iter().map(|w| format!("{name}: {w}")));
        wrong.extend(uniqueness(record).into_iter().map(|w| format!("{name}: {w}")));
    }
    wrong
}

/// What stands in a block of the document or in a cell of the record, whole.
fn whole_text<'a>(document: &'a Document, record: &'a Record, block: u32, cell: Option<(u32, u32)>) -> Option<&'a str> {
    match cell {
        Some((row, column)) => {
            record.cells.iter().find(|c| (c.block, c.table_row, c.table_column) == (block, row, column)).map(|c| c.text.as_str())
        }
        None => match document.block(block)? {
            Block::Paragraph(p) => Some(document.slice(p.range)),
            Block::Table(_) => None,
        },
    }
}

/// The evidence of checks: a span holds what it says that it prints, its sentence stands where it is said to begin, and its fact is that place.
fn evidence(document: &Document, record: &Record) -> Vec<String> {
    let mut wrong = Vec::new();
    for check in &record.checks {
        let pieces: Vec<serde_json::Value> = serde_json::from_str(&check.evidence).unwrap();
        for piece in pieces {
            let number = |key: &str| piece[key].as_u64().map(|n| n as u32);
            let printed = piece["printed"].as_str().unwrap();
            let block = number("block").unwrap();
            let cell = number("table_row").zip(number("table_column"));
            let told = format!("{} {}: {piece}", check.check_id, check.subject);
            if let Some(fact) = piece["fact_seq"].as_u64().map(|s| &record.facts[s as usize]) {
                let place = (fact.block, Some(fact.start_char), fact.table_row.zip(fact.table_column));
                if fact.printed != printed || place != (block, number("start_char"), cell) {
                    wrong.push(format!("{told}: the fact stands elsewhere"));
                }
                if fact.block != fact.end_block {
                    continue;
                }
            }
            let whole = whole_text(document, record, block, cell);
            let at = |start: u32, length: usize| whole.map(|w| w.chars().skip(start as usize).take(length).collect::<String>());
            if let Some((start, end)) = number("start_char").zip(number("end_char"))
                && at(start, end.saturating_sub(start) as usize).as_deref() != Some(printed)
            {
                wrong.push(format!("{told}: its place holds something else"));
            }
            if let Some((start, sentence)) = number("sentence_char").zip(piece["sentence"].as_str())
                && at(start, sentence.chars().count()).as_deref() != Some(sentence)
            {
                wrong.push(format!("{told}: its sentence is not there"));
            }
            if number("start_char").is_none()
                && cell.is_none()
                && number("table_row").is_none()
                && whole.is_some_and(|w| !w.contains(printed))
            {
                wrong.push(format!("{told}: its block does not hold it"));
            }
            if let Some(row) = number("table_row")
                && number("start_char").is_none()
                && !record.cells.iter().any(|c| (c.block, c.table_row) == (block, row))
            {
                wrong.push(format!("{told}: there is no such row"));
            }
        }
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
