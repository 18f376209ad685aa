//! A file after reading, whatever its format: one text buffer, and blocks that are ranges into it.
//!
//! A [`Document`] knows nothing of budgets and nothing of formats. It holds paragraphs and tables in reading order; every table is resolved to a grid in which each
//! (row, column) answers with the cell that covers it; automatic numbers (`一、` that Word counts by itself) stand beside the text, never in it.
//!
//! Readers fill a [`DocumentBuilder`](crate::ingest::builder::DocumentBuilder); everything after ingest only reads a `Document`.
//!
//! # Places
//! A block is named by its index among all blocks of the file, empty paragraphs included. Inside a block, places are offsets in Unicode scalar values of the paragraph, or of
//! the cell when a row and a column are given: see [`Document::char_offset`].

mod sentence;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in [`Document::text`]. Both ends stand on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// A range from byte offsets.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        TextRange { start: start as u32, end: end as u32 }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True when the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// What the bytes of a file were found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Office Open XML (ECMA-376), `.docx`, `.docm`.
    Docx,
    /// Word 97-2003 binary ([MS-DOC]), `.doc`, `.wps`.
    Doc,
    /// HTML of any kind: exported by Word, or a page of a site.
    Html,
    /// Plain text: as a converter or a clipboard gives it.
    Text,
}

impl Format {
    /// The name used in the dataset.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Doc => "doc",
            Format::Html => "html",
            Format::Text => "text",
        }
    }
}

/// Where in the file a paragraph stood. Everything but the body belongs to no part of a disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// A text box or shape; it stands after the paragraph that anchors it.
    TextBox,
    /// A foot- or endnote; notes follow the body.
    Note,
    /// A page header or footer, printed once each; they follow the notes.
    PageMargin,
    /// Navigation, breadcrumbs, share buttons, copyright lines of a web page.
    SiteChrome,
}

/// A number that the word processor counts by itself and that is not part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutoNumber {
    /// As it would be printed, with what surrounds it: `一、`, `（一）`, `第一部分`, `1.`. Never empty.
    pub text: String,
    /// 0-based level in its list.
    pub level: u8,
}

/// How a paragraph looks, as far as it can tell a heading from a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// 1-based outline level (`Heading 1`, `<h1>`, `w:outlineLvl` + 1), 0 when there is none.
    pub outline: u8,
    /// All of its visible text is bold.
    pub bold: bool,
    /// Centred.
    pub centered: bool,
    /// It stands in a table of contents by the file's own word (a TOC field or style).
    pub contents: bool,
}

/// One paragraph. Its text holds no paragraph mark; a line break inside it is `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where its text stands in [`Document::text`].
    pub range: TextRange,
    /// The automatic number before it.
    pub number: Option<Box<AutoNumber>>,
    /// Where in the file it stood.
    pub role: Role,
    /// How it looks.
    pub look: Look,
}

/// How well the file told the shape of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, PartialOrd, Ord, Hash)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Every span was in the file.
    Exact,
    /// The format had lost its spans (text): cell *i* of a row was the *i*-th printed; columns are solved afterwards.
    Ragged,
}

/// The address of a cell: a table's block and the cell's top left place in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellAddress {
    /// Block index of the table.
    pub block: u32,
    /// 0-based row.
    pub row: u32,
    /// 0-based column.
    pub column: u32,
}

/// A paragraph inside a cell that carries an automatic number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNumber {
    /// Byte offset in [`Document::text`] of the paragraph that it stands before.
    pub before: u32,
    /// The number.
    pub number: AutoNumber,
}

/// One cell of a resolved table, named by its top left place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// 0-based row of its top left place.
    pub row: u32,
    /// 0-based column of its top left place.
    pub column: u32,
    /// Rows it covers, at least 1.
    pub row_span: u32,
    /// Columns it covers, at least 1.
    pub column_span: u32,
    /// Its text; paragraphs are joined with `\n`, text of nested tables is not in it.
    pub range: TextRange,
    /// Automatic numbers of its paragraphs.
    pub numbers: Vec<CellNumber>,
}

/// A table whose merged cells are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Rows of the grid.
    pub rows: u32,
    /// Columns of the grid.
    pub columns: u32,
    /// Every cell once, ordered by (row, column).
    pub cells: Vec<Cell>,
    /// `rows * columns` indices into `cells`; [`Table::NONE`] where no cell covers a place.
    pub grid: Vec<u32>,
    /// How well the file told its shape.
    pub layout: Layout,
    /// The cell that this table is nested in.
    pub parent: Option<CellAddress>,
    /// Leading rows that the file itself marks as repeated header (`w:tblHeader`, `<thead>`); 0 when it marks none.
    pub marked_header_rows: u32,
    /// The table only held the page together; what stood in its cells was lifted out and follows as blocks of its own.
    pub page_layout: bool,
    /// All of its cells' text, nested tables excluded.
    pub range: TextRange,
}

impl Table {
    /// The mark of a grid place that no cell covers.
    pub const NONE: u32 = u32::MAX;

    /// The cell that covers a place.
    pub fn cell_at(&self, row: u32, column: u32) -> Option<&Cell> {
        if row >= self.rows || column >= self.columns {
            return None;
        }
        let index = self.grid[(row * self.columns + column) as usize];
        self.cells.get(index as usize)
    }

    /// The cells whose top left place is in `row`, left to right.
    pub fn row_cells(&self, row: u32) -> impl Iterator<Item = &Cell> {
        let from = self.cells.partition_point(|c| c.row < row);
        self.cells[from..].iter().take_while(move |c| c.row == row)
    }
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Paragraph),
    /// A table; a nested one follows the one it stands in.
    Table(Table),
}

/// What the file says of itself outside its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// `dc:title`, `<title>`.
    pub title: Option<String>,
    /// A publication date as printed in a page's own metadata (`<meta name="PubDate">`).
    pub published: Option<String>,
    /// The address the page names as its own (`<link rel=canonical>`, `og:url`, `<base>`).
    pub url: Option<String>,
    /// The site or organisation that published it (`<meta name="SiteName">`, `ContentSource`).
    pub publisher: Option<String>,
}

/// A file after reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The text of all blocks, in order; a `\n` stands after each paragraph and each cell.
    pub text: String,
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// What the bytes were found to be.
    pub format: Format,
    /// The character encoding that was used, when the format leaves it open (`UTF-8`, `gb18030`).
    pub encoding: Option<&'static str>,
    /// What the file says of itself.
    pub metadata: Metadata,
    /// What the reader had to tell.
    pub diagnostics: Vec<crate::diagnostics::Diagnostic>,
}

impl Document {
    /// The text of a range.
    pub fn slice(&self, range: TextRange) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    /// A block by index.
    pub fn block(&self, index: u32) -> Option<&Block> {
        self.blocks.get(index as usize)
    }

    /// The paragraph at a block index.
    pub fn paragraph(&self, index: u32) -> Option<&Paragraph> {
        match self.block(index) {
            Some(Block::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }

    /// The table at a block index.
    pub fn table(&self, index: u32) -> Option<&Table> {
        match self.block(index) {
            Some(Block::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// The text of a paragraph block; empty for a table.
    pub fn paragraph_text(&self, index: u32) -> &str {
        self.paragraph(index).map_or("", |p| self.slice(p.range))
    }

    /// What of a block's text lies between two positions: a paragraph's piece, or the whole of a table. `None` when nothing does.
    pub fn piece(&self, block: u32, from: Position, to: Position) -> Option<&str> {
        if block < from.block || block > to.block || from >= to {
            return None;
        }
        match self.block(block)? {
            Block::Table(table) => (block < to.block).then(|| self.slice(table.range)),
            Block::Paragraph(paragraph) => {
                let text = self.slice(paragraph.range);
                let byte = |chars: u32| text.char_indices().nth(chars as usize).map_or(text.len(), |(at, _)| at);
                let start = if block == from.block { byte(from.char) } else { 0 };
                let end = if block == to.block { byte(to.char) } else { text.len() };
                text.get(start..end.max(start))
            }
        }
    }

    /// The text of a cell.
    pub fn cell_text(&self, cell: &Cell) -> &str {
        self.slice(cell.range)
    }

    /// All tables with their block indices, in reading order.
    pub fn tables(&self) -> impl Iterator<Item = (u32, &Table)> {
        self.blocks.iter().enumerate().filter_map(|(i, b)| match b {
            Block::Table(table) => Some((i as u32, table)),
            Block::Paragraph(_) => None,
        })
    }

    /// All paragraphs with their block indices, in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = (u32, &Paragraph)> {
        self.blocks.iter().enumerate().filter_map(|(i, b)| match b {
            Block::Paragraph(paragraph) => Some((i as u32, paragraph)),
            Block::Table(_) => None,
        })
    }

    /// Offset in Unicode scalar values of a byte position within `range`.
    pub fn char_offset(&self, range: TextRange, byte: u32) -> u32 {
        self.text[range.start as usize..byte as usize].chars().count() as u32
    }
}

/// A point between two characters of the file: a block and an offset in Unicode scalar values. Inside a table only offset 0 (before it) is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// Block index.
    pub block: u32,
    /// Offset in Unicode scalar values in the paragraph; 0 for a table.
    pub char: u32,
}

/// Where something stood: enough to find it again in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Block index of the paragraph or table.
    pub block: u32,
    /// Block where it ends; the same as `block` unless it runs over several.
    pub end_block: u32,
    /// First character, in Unicode scalar values of the paragraph or of the cell.
    pub start_char: u32,
    /// One past the last character.
    pub end_char: u32,
    /// Row and column of the cell's top left place, for a place in a table.
    pub cell: Option<(u32, u32)>,
}
