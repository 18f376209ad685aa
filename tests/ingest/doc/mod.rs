//! Word 97-2003 files.

mod damage;
mod lists;
mod real;
mod tables;
mod text;

use crate::support::word_binary::{Doc, Para};
use gongkai::diagnostics::{Code, Failure};
use gongkai::document::{Block, Document, Table};
use gongkai::ingest::Limits;

fn read(bytes: &[u8]) -> Result<Document, Failure> {
    gongkai::ingest::read(bytes, &Limits::default())
}

fn document(doc: &Doc) -> Document {
    read(&doc.bytes()).unwrap()
}

fn of(main: Vec<Para>) -> Document {
    document(&Doc::of(main))
}

/// Each paragraph's number and text.
fn lines(document: &Document) -> Vec<String> {
    document
        .paragraphs()
        .map(|(_, p)| format!("{}{}", p.number.as_ref().map_or("", |n| n.text.as_str()), document.slice(p.range)))
        .collect()
}

/// Each paragraph's number.
fn numbers(document: &Document) -> Vec<&str> {
    document.paragraphs().map(|(_, p)| p.number.as_ref().map_or("", |n| n.text.as_str())).collect()
}

/// The first table.
fn table(document: &Document) -> &Table {
    document
        .blocks
        .iter()
        .find_map(|b| match b {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
        .unwrap()
}

/// Each cell: row, column, rows, columns, text.
fn cells(document: &Document, table: &Table) -> Vec<(u32, u32, u32, u32, String)> {
    table.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span, document.cell_text(c).to_owned())).collect()
}

fn codes(document: &Document) -> Vec<Code> {
    document.diagnostics.iter().map(|d| d.code).collect()
}
