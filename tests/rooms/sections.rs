//! Headings, parts, statements and glossaries of every template family, on documents with invented sentences and figures.

mod damage;
mod families;
mod lists;
mod real;
mod segment;
mod told;
mod traps;
mod unseen;

use gongkai::document::{Document, Format, Look};
use gongkai::extract::{Extractor, records};
use gongkai::ingest::Limits;
use gongkai::ingest::builder::{DocumentBuilder, RawCell, RawParagraph, RawTable};
use gongkai::record::Record;
use gongkai::vocabulary::Vocabulary;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(&Vocabulary::built_in().unwrap(), Limits::default()).unwrap());

static LEXICONS: LazyLock<(gongkai::segment::Lexicon, gongkai::sections::Lexicon)> = LazyLock::new(|| {
    let vocabulary = Vocabulary::built_in().unwrap();
    (gongkai::segment::Lexicon::new(&vocabulary).unwrap(), gongkai::sections::Lexicon::new(&vocabulary).unwrap())
});

/// A document from lines: `^` begins a centred one, `*` a bold one, `|` a row of a table whose cells are parted by `|`, `#一、#` an automatic number.
fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new(Format::Docx);
    let mut rows: Vec<Vec<RawCell>> = Vec::new();
    let paragraph = |text: &str| RawParagraph { text: text.to_owned(), ..RawParagraph::default() };
    for line in text.lines().chain([""]) {
        if let Some(row) = line.strip_prefix('|') {
            rows.push(row.split('|').map(|c| RawCell { paragraphs: vec![paragraph(c)], ..RawCell::default() }).collect());
            continue;
        }
        if !rows.is_empty() {
            builder.table(RawTable { rows: std::mem::take(&mut rows), ..RawTable::default() });
        }
        let (look, line) = match line.chars().next() {
            Some('^') => (Look { centered: true, ..Look::default() }, &line[1..]),
            Some('*') => (Look { bold: true, ..Look::default() }, &line[1..]),
            _ => (Look::default(), line),
        };
        let (number, text) = match line.strip_prefix('#').and_then(|rest| rest.split_once('#')) {
            Some((number, rest)) => (Some(gongkai::document::AutoNumber { text: number.to_owned(), level: 0 }), rest),
            None => (None, line),
        };
        builder.paragraph(RawParagraph { number, look, ..paragraph(text) });
    }
    builder.finish()
}

/// The records of a document, each of whose sections cover it.
fn extract(text: &str) -> Vec<Record> {
    let document = document(text);
    for unit in gongkai::segment::split(&document, &LEXICONS.0).unwrap() {
        let (sections, _) = gongkai::sections::split(&document, &unit, &LEXICONS.1);
        assert_eq!(sections.verify(&document, &unit), Ok(()), "{text}");
    }
    records(&document, &"0".repeat(64), &EXTRACTOR).unwrap()
}

fn one(text: &str) -> Record {
    let mut records = extract(text);
    assert_eq!(records.len(), 1, "one disclosure");
    records.remove(0)
}

/// The parts of depth 1 that are there: `part number heading`, a lost number as `-`.
fn parts(record: &Record) -> Vec<String> {
    let there = record.sections.iter().filter(|s| s.part.is_some() && s.depth == 1 && s.status.as_str() != "missing");
    there
        .map(|s| format!("{} {} {}", s.part.unwrap_or(0), s.number.as_deref().unwrap_or("-"), s.heading.as_deref().unwrap_or("")))
        .collect()
}

/// Every section as `key depth number heading`.
fn outline(record: &Record) -> Vec<String> {
    let there = record.sections.iter().filter(|s| s.status.as_str() != "missing");
    there
        .map(|s| format!("{} {} {} {}", s.section_key, s.depth, s.number.as_deref().unwrap_or("-"), s.heading.as_deref().unwrap_or("-")))
        .collect()
}
