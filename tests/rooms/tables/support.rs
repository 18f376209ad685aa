//! Small documents out of a few lines, and what the tables' room makes of them.

use gongkai::context::Context;
use gongkai::document::{Document, Format};
use gongkai::facts::{DisclosureKind, Fact, Measure};
use gongkai::identity;
use gongkai::ingest::builder::{DocumentBuilder, RawCell, RawParagraph, RawTable};
use gongkai::sections::Sections;
use gongkai::segment::Unit;
use gongkai::tables::{self, Reading};
use gongkai::vocabulary::Vocabulary;
use std::sync::LazyLock;

static LEXICONS: LazyLock<(tables::Lexicon, identity::Lexicon)> = LazyLock::new(|| {
    let vocabulary = Vocabulary::built_in().unwrap();
    (tables::Lexicon::new(&vocabulary).unwrap(), identity::Lexicon::new(&vocabulary).unwrap())
});

/// A document in the making: `line` adds a paragraph, `exact` and `ragged` a table. In a table a line is a row and `|` parts its cells; `[c2]`, `[r2]` and `[r2c3]` before a
/// text give it spans. Blanks at both ends of a cell are dropped but for wide ones.
pub struct Page(DocumentBuilder);

impl Page {
    pub fn new() -> Self {
        Page(DocumentBuilder::new(Format::Html))
    }

    pub fn line(mut self, text: &str) -> Self {
        self.0.paragraph(RawParagraph { text: text.to_owned(), ..RawParagraph::default() });
        self
    }

    pub fn exact(self, rows: &str) -> Self {
        self.table(rows, false)
    }

    pub fn ragged(self, rows: &str) -> Self {
        self.table(rows, true)
    }

    fn table(mut self, rows: &str, ragged: bool) -> Self {
        let rows = rows.trim_matches('\n').lines().map(|line| line.split('|').map(cell).collect()).collect();
        self.0.table(RawTable { rows, ragged, ..RawTable::default() });
        self
    }

    pub fn read(self) -> Read {
        let document = self.0.finish();
        let (lexicon, identities) = &*LEXICONS;
        let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
        let (mut identity, _) = identity::identify(&document, &unit, identities);
        identity.fiscal_year = Some(2021);
        identity.kind = Some(DisclosureKind::Budget);
        let sections = Sections::default();
        let context = Context { document: &document, unit: &unit, identity: &identity, sections: &sections };
        let reading = tables::read(&context, lexicon);
        Read { reading, document }
    }
}

fn cell(text: &str) -> RawCell {
    let text = text.trim_matches(' ');
    let (spans, text) = match text.strip_prefix('[').and_then(|t| t.split_once(']')) {
        Some((spans, rest)) if spans.starts_with(['r', 'c']) => (spans, rest),
        _ => ("", text),
    };
    let number = |mark: char| -> u32 {
        spans.split_once(mark).map_or(1, |(_, n)| n.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap())
    };
    RawCell {
        paragraphs: text.split('⏎').map(|t| RawParagraph { text: t.to_owned(), ..RawParagraph::default() }).collect(),
        row_span: number('r'),
        column_span: number('c'),
        ..RawCell::default()
    }
}

/// What the room said.
pub struct Read {
    pub reading: Reading,
    pub document: Document,
}

impl Read {
    /// (key, value) of the facts of a measure, in order; each fact's place must hold what it says is printed.
    pub fn facts(&self, measure: Measure) -> Vec<(String, String)> {
        self.reading.facts.iter().filter(|f| f.measure == measure).map(|f| self.told(f)).collect()
    }

    fn told(&self, fact: &Fact) -> (String, String) {
        let (row, column) = fact.place.cell.unwrap();
        let table = self.document.table(fact.place.block).unwrap();
        // In a ragged table the solved column is not the one in the file: the row's cells are looked through.
        let found = table.row_cells(row).filter(|c| c.column <= column).any(|c| {
            let text: Vec<char> = self.document.cell_text(c).chars().collect();
            text.get(fact.place.start_char as usize..fact.place.end_char as usize)
                .is_some_and(|t| t.iter().collect::<String>() == fact.printed)
        });
        assert!(found, "{fact:?} is not where it says");
        (fact.item_key.clone().unwrap_or_default(), fact.value.normalize().to_string())
    }

    pub fn kinds(&self) -> Vec<&'static str> {
        self.reading.tables.iter().map(|t| t.kind.as_str()).collect()
    }

    pub fn codes(&self) -> Vec<&'static str> {
        self.reading.diagnostics.iter().map(|d| d.code.as_str()).collect()
    }

    /// The column spans of the cells of a row, as `cells` tells them.
    pub fn spans(&self, row: u32) -> Vec<u32> {
        self.reading.cells.iter().filter(|c| c.table_row == row).map(|c| c.column_span).collect()
    }
}

pub fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

/// A number of a wide table as text.
pub fn number(value: Option<rust_decimal::Decimal>) -> String {
    value.map_or_else(String::new, |v| v.normalize().to_string())
}
