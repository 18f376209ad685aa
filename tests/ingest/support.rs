//! What all modules use to look at a document.

pub mod word_binary;

use gongkai::document::{Block, Document};
use gongkai::ingest::{self, Limits};
use std::path::PathBuf;

/// Reads bytes that must be readable.
pub fn read(bytes: impl AsRef<[u8]>) -> Document {
    ingest::read(bytes.as_ref(), &Limits::default()).unwrap()
}

/// Paragraph texts and, for tables, `table`; white space as it is.
pub fn blocks(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(p) => document.slice(p.range).to_owned(),
            Block::Table(t) if t.page_layout => "layout".to_owned(),
            Block::Table(t) if t.parent.is_some() => "nested".to_owned(),
            Block::Table(_) => "table".to_owned(),
        })
        .collect()
}

/// The cells of the n-th table as printed rows: each cell once, in the row of its top left place.
pub fn rows(document: &Document, n: usize) -> Vec<Vec<String>> {
    let (_, table) = document.tables().nth(n).unwrap();
    (0..table.rows).map(|r| table.row_cells(r).map(|c| document.cell_text(c).to_owned()).collect()).collect()
}

/// The shared folder of real documents; says loudly when it is absent.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !root.is_dir() {
        println!("SKIPPED: ../shared is absent");
        return None;
    }
    Some(root.join(path))
}
