//! The lines among which a disclosure says whose it is: the head of its text, the first rows of its tables, what the page says around it.

use crate::document::{Block, Document, Role, Table};
use crate::headings::run_on;
use crate::normalise::key::fold_text;
use crate::segment::Unit;

/// Where a line stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Running text.
    Text,
    /// One of the first rows of a table.
    Cell,
    /// Navigation and footers of a page.
    Chrome,
}

/// One printed line: a paragraph, a part of it between line breaks, or a cell.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub origin: Origin,
    pub block: u32,
    pub cell: Option<(u32, u32)>,
    /// First character, in Unicode scalar values of the paragraph or cell.
    pub start_char: u32,
    /// As printed, blanks at both ends left out.
    pub raw: &'a str,
    /// Folded.
    pub key: String,
    /// It looks like a heading: centred, bold, or by its outline level.
    pub heading: bool,
}

impl Line<'_> {
    pub(super) fn end_char(&self) -> u32 {
        self.start_char + self.raw.chars().count() as u32
    }
}

/// Lines of text that are kept whatever their length; after them only short ones, which may be captions.
const TEXT_LINES: usize = 160;
/// The length, in bytes, of a paragraph that may be a caption: sixty characters and blanks between them.
const SHORT: usize = 400;
/// Rows of a table that may be its caption.
const CAPTION_ROWS: u32 = 2;
/// Tables whose captions are looked at.
const TABLES: usize = 60;

/// The lines of one disclosure, in reading order.
pub(super) fn lines<'a>(document: &'a Document, unit: &Unit) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let (mut texts, mut chrome, mut tables) = (0, 0, 0);
    for block in unit.first_block..unit.end_block {
        match document.block(block) {
            Some(Block::Paragraph(paragraph)) => {
                let origin = match paragraph.role {
                    Role::Body | Role::TextBox if texts < TEXT_LINES || paragraph.range.len() < SHORT => Origin::Text,
                    Role::SiteChrome if chrome < TEXT_LINES => Origin::Chrome,
                    _ => continue,
                };
                let look = paragraph.look;
                let heading = look.centered || look.bold || look.outline > 0;
                for line in split(document.slice(paragraph.range), origin, block, None, heading) {
                    texts += usize::from(origin == Origin::Text);
                    chrome += usize::from(origin == Origin::Chrome);
                    lines.push(line);
                }
            }
            Some(Block::Table(table)) if tables < TABLES && !table.page_layout => {
                tables += 1;
                captions(document, block, table, &mut lines);
            }
            _ => {}
        }
    }
    lines
}

fn captions<'a>(document: &'a Document, block: u32, table: &Table, lines: &mut Vec<Line<'a>>) {
    for cell in table.cells.iter().take_while(|c| c.row < CAPTION_ROWS).take(16) {
        let text = document.cell_text(cell);
        if text.chars().count() <= 80 {
            lines.extend(split(text, Origin::Cell, block, Some((cell.row, cell.column)), false));
        }
    }
}

fn split<'a>(text: &'a str, origin: Origin, block: u32, cell: Option<(u32, u32)>, heading: bool) -> Vec<Line<'a>> {
    let (mut lines, mut at) = (Vec::new(), 0_u32);
    for (piece, gap) in text.split('\n').flat_map(run_on::pieces) {
        let raw = piece.trim();
        let lead = piece.chars().take_while(|c| c.is_whitespace()).count() as u32;
        if !raw.is_empty() {
            lines.push(Line { origin, block, cell, start_char: at + lead, raw, key: fold_text(raw), heading });
        }
        at += piece.chars().count() as u32 + u32::from(gap);
    }
    lines
}

/// Further pieces of a page's own title, cut at the marks with which sites join theirs: 某局2019年部门预算_某县人民政府.
pub(super) fn pieces(title: &str) -> Vec<String> {
    fold_text(title).split(['_', '|', '-', '>', '<', '·']).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}
