//! Amounts and counts in running text. Documents and figures are invented, but for those that are read from `../shared`.
#![allow(clippy::unwrap_used)]

use gongkai::context::Context;
use gongkai::document::{Document, Format, Position};
use gongkai::facts::{DisclosureKind, Fact, Part};
use gongkai::identity::Identity;
use gongkai::ingest::builder::{DocumentBuilder, RawParagraph};
use gongkai::narrative::{self, Lexicon, Reading};
use gongkai::record::{CodeStatus, SectionStatus};
use gongkai::sections::{Section, SectionKey, Sections};
use gongkai::segment::Unit;
use gongkai::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

mod field;
mod real;
mod sentences;
mod stated;
mod survey;
mod wordings;

fn identity(year: i32, kind: DisclosureKind) -> Identity {
    Identity {
        title: None,
        title_place: None,
        kind: Some(kind),
        level: None,
        government_level: None,
        fiscal_year: Some(year),
        province: None,
        prefecture: None,
        county: None,
        county_code: None,
        county_code_status: CodeStatus::Unknown,
        county_key: None,
        department: None,
        department_printed: None,
        department_key: None,
        department_function: None,
        unit_name: None,
        parent_department: None,
        published_on: None,
        source_url: None,
        county_source: None,
        department_source: None,
        year_source: None,
    }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::new(&Vocabulary::built_in().unwrap()).unwrap());
    &LEXICON
}

/// A line of a small document: a heading (with its depth and part) or text.
enum Line<'a> {
    Heading(u8, Option<Part>, &'a str),
    Text(&'a str),
}

/// A heading without its number: `一、`, `（一）`, `1.`.
fn unnumbered(text: &str) -> &str {
    let digits = |c: char| "一二三四五六七八九十1234567890（）".contains(c);
    match text.char_indices().find(|(_, c)| !digits(*c)) {
        Some((at, '、' | '.')) => text[at..].trim_start_matches(['、', '.']),
        _ if text.starts_with('（') => text.find('）').map_or(text, |at| &text[at + '）'.len_utf8()..]),
        _ => text,
    }
}

/// A document of these lines, with its sections as the headings say.
fn document(lines: &[Line<'_>]) -> (Document, Sections) {
    let mut builder = DocumentBuilder::new(Format::Docx);
    let mut list: Vec<Section> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in lines {
        let text = match line {
            Line::Heading(_, _, text) | Line::Text(text) => *text,
        };
        let block = builder.paragraph(RawParagraph { text: text.to_owned(), ..RawParagraph::default() });
        if let Line::Heading(depth, part, text) = line {
            let here = Position { block, char: 0 };
            while open.last().is_some_and(|s| list[*s].depth >= *depth) {
                list[open.pop().unwrap()].end = here;
            }
            let key = part.map_or(SectionKey::Container, SectionKey::Part);
            let heading = unnumbered(text).to_owned();
            let body = Position { block, char: text.chars().count() as u32 };
            let parent = open.last().copied();
            open.push(list.len());
            let status = SectionStatus::Found;
            list.push(Section {
                part: *part,
                key,
                piece: 1,
                number: None,
                heading,
                depth: *depth,
                parent,
                status,
                start: here,
                body,
                end: here,
            });
        }
    }
    let end = Position { block: builder.next_block(), char: 0 };
    for index in open {
        list[index].end = end;
    }
    (builder.finish(), Sections { list })
}

fn read(year: i32, kind: DisclosureKind, lines: &[Line<'_>]) -> (Reading, Document) {
    let (document, sections) = document(lines);
    let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
    let identity = identity(year, kind);
    let context = Context { document: &document, unit: &unit, identity: &identity, sections: &sections };
    let reading = narrative::read(&context, lexicon());
    for fact in &reading.facts {
        assert_eq!(text_at(&document, fact), fact.printed, "the text at the place is what is printed");
    }
    (reading, document)
}

fn text_at(document: &Document, fact: &Fact) -> String {
    if fact.place.block == fact.place.end_block {
        let (from, to) = (fact.place.start_char as usize, fact.place.end_char as usize);
        return document.paragraph_text(fact.place.block).chars().skip(from).take(to - from).collect();
    }
    let first: String = document.paragraph_text(fact.place.block).chars().skip(fact.place.start_char as usize).collect();
    let last: String = document.paragraph_text(fact.place.end_block).chars().take(fact.place.end_char as usize).collect();
    format!("{first}\n{last}")
}

/// A fact in one line: what, how much, counted from what.
fn line(fact: &Fact) -> String {
    let name = |o: Option<&str>| o.unwrap_or("").to_owned();
    let year = |y: Option<i32>| y.map_or(String::new(), |y| y.to_string());
    [
        fact.measure.to_string(),
        name(fact.component.map(|c| c.as_str())),
        name(fact.fund.map(|c| c.as_str())),
        name(fact.scheme.map(|c| c.as_str())),
        name(fact.item_key.as_deref()),
        name(fact.item.as_deref()),
        name(fact.stage.map(|c| c.as_str())),
        year(fact.year),
        fact.aspect.to_string(),
        name(fact.base_stage.map(|c| c.as_str())),
        year(fact.base_year),
        fact.value.normalize().to_string(),
        fact.value_unit.to_string(),
    ]
    .join(",")
}

fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if path.is_dir() {
        return Some(path);
    }
    println!("SKIPPED: ../shared is absent");
    None
}
