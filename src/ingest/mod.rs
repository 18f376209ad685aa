//! From bytes to a [`Document`], by content and not by extension.
//!
//! [`sniff`] says what the bytes are, [`encoding`] turns the bytes of a format that leaves its encoding open into characters, and there is one reader a format.

use crate::diagnostics::{Failure, FailureCode, Stage};
use crate::document::{Block, Document, Format};

pub mod builder;
mod bytes;
mod container;
mod doc;
mod docx;
pub mod encoding;
pub mod html;
mod mhtml;
mod numbering;
pub mod sniff;
pub mod text;
mod word;

/// What one file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that a container may expand to.
    pub expanded_bytes: u64,
    /// Cells of one table.
    pub table_cells: u32,
    /// Tables within tables.
    pub nesting: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { expanded_bytes: 512 << 20, table_cells: 4_000_000, nesting: 32 }
    }
}

/// Reads a file of any known format. A file that holds no visible character is a failure (`NoText`), as is anything that is no document at all.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let document = match sniff::sniff(bytes)? {
        Format::Docx => docx::read(bytes, limits)?,
        Format::Doc => doc::read(bytes, limits)?,
        Format::Html if mhtml::is_archive(bytes) => mhtml::read(bytes, limits)?,
        Format::Html => html::read(bytes, limits)?,
        Format::Text => text::read(bytes, limits)?,
    };
    if holds_text(&document) {
        return Ok(document);
    }
    let message =
        "the file holds no text: it is blank, or its pages are pictures (a scan); ask the publisher for the text, or use OCR first";
    Err(Failure::new(Stage::Ingest, FailureCode::NoText, message))
}

/// True when a visible character stands anywhere, automatic numbers aside.
fn holds_text(document: &Document) -> bool {
    document.blocks.iter().any(|block| {
        let range = match block {
            Block::Paragraph(paragraph) => paragraph.range,
            Block::Table(table) => table.range,
        };
        document.slice(range).chars().any(is_visible)
    })
}

/// Neither white space, nor a control or zero-width character.
pub(crate) fn is_visible(c: char) -> bool {
    !(c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}'))
}
