//! The one way to build a [`Document`]: readers push paragraphs and tables in reading order, the builder keeps text, ranges and grids consistent.

use super::Limits;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::{
    AutoNumber, Block, Cell, CellAddress, CellNumber, Document, Format, Layout, Look, Metadata, Paragraph, Place, Role, Table, TextRange,
};
use crate::grid::{self, SpannedCell};

/// A cell as a reader gives it.
#[derive(Debug, Clone, Default)]
pub struct RawCell {
    /// Paragraphs of the cell, in order, nested tables left out.
    pub paragraphs: Vec<RawParagraph>,
    /// The column where the file says that it stands; `None`: the next free one, as in HTML.
    pub column: Option<u32>,
    /// Rows it covers; 0 and 1 are one.
    pub row_span: u32,
    /// Columns it covers; 0 and 1 are one.
    pub column_span: u32,
    /// It goes on with the cell above it (`w:vMerge` without `restart`); its text joins that cell's.
    pub continues: bool,
    /// Tables inside it.
    pub nested: Vec<RawTable>,
}

/// A paragraph as a reader gives it.
#[derive(Debug, Clone, Default)]
pub struct RawParagraph {
    /// Its text without a paragraph mark; `\n` for a line break.
    pub text: String,
    /// Its automatic number.
    pub number: Option<AutoNumber>,
    /// Where it stood.
    pub role: Role,
    /// How it looks.
    pub look: Look,
}

/// A table as a reader gives it: rows of cells.
#[derive(Debug, Clone, Default)]
pub struct RawTable {
    /// Its rows.
    pub rows: Vec<Vec<RawCell>>,
    /// The format had lost its spans.
    pub ragged: bool,
    /// Leading rows that the file itself marks as repeated header.
    pub marked_header_rows: u32,
    /// It only held the page together.
    pub page_layout: bool,
}

/// Paragraphs and tables of one file: a thousand times what the longest disclosures have, so that a hostile file cannot exhaust memory.
const BLOCKS: usize = 2_000_000;

/// Collects blocks.
#[derive(Debug)]
pub struct DocumentBuilder {
    document: Document,
    limits: Limits,
    /// Something did not fit.
    full: bool,
}

impl DocumentBuilder {
    /// An empty document of a format.
    pub fn new(format: Format) -> Self {
        DocumentBuilder {
            document: Document {
                text: String::new(),
                blocks: Vec::new(),
                format,
                encoding: None,
                metadata: Metadata::default(),
                diagnostics: Vec::new(),
            },
            limits: Limits::default(),
            full: false,
        }
    }

    /// What the file may cost; the default limits until this is called.
    pub fn limits(&mut self, limits: &Limits) {
        self.limits = *limits;
    }

    /// The encoding that was used.
    pub fn encoding(&mut self, encoding: Option<&'static str>) {
        self.document.encoding = encoding;
    }

    /// What the file says of itself.
    pub fn metadata(&mut self, metadata: Metadata) {
        self.document.metadata = metadata;
    }

    /// Something to tell.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.document.diagnostics.push(diagnostic);
    }

    /// The index that the next block will have.
    pub fn next_block(&self) -> u32 {
        self.document.blocks.len() as u32
    }

    /// Adds a paragraph and returns its block index. The document has room for millions of blocks; what comes beyond is dropped and told.
    pub fn paragraph(&mut self, raw: RawParagraph) -> u32 {
        if self.is_full() {
            return self.next_block() - 1;
        }
        let range = self.push_text(&raw.text);
        self.document.blocks.push(Block::Paragraph(Paragraph { range, number: raw.number.map(Box::new), role: raw.role, look: raw.look }));
        self.next_block() - 1
    }

    /// Adds a table, and after it the tables nested in it; returns its block index. Spans that do not fit are cut and told.
    pub fn table(&mut self, raw: RawTable) -> u32 {
        if self.is_full() {
            return self.next_block() - 1;
        }
        self.nested_table(raw, None, 1)
    }

    fn nested_table(&mut self, raw: RawTable, parent: Option<CellAddress>, depth: u32) -> u32 {
        let block = self.next_block();
        let spans: Vec<Vec<SpannedCell>> = raw
            .rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|c| SpannedCell {
                        column: c.column,
                        row_span: c.row_span.max(1),
                        column_span: c.column_span.max(1),
                        continues: c.continues,
                    })
                    .collect()
            })
            .collect();
        let resolved = grid::resolve_within(&spans, block, self.limits.table_cells);
        self.document.diagnostics.extend(resolved.diagnostics);
        let start = self.document.text.len();
        let mut nested: Vec<(CellAddress, RawTable)> = Vec::new();
        let mut rows: Vec<Vec<Option<RawCell>>> = raw.rows.into_iter().map(|r| r.into_iter().map(Some).collect()).collect();
        let mut cells = Vec::with_capacity(resolved.cells.len());
        for placed in &resolved.cells {
            let (mut text, mut numbers) = (String::new(), Vec::new());
            let from = self.document.text.len();
            let mut first = true;
            for (n, &(r, i)) in placed.sources.iter().enumerate() {
                let Some(source) = rows[r as usize][i as usize].take() else { continue };
                // An empty continuation adds nothing; one with text adds its paragraphs below those of the cell that it continues, unless that is blank.
                let silent = n > 0 && source.paragraphs.iter().all(|p| p.text.is_empty() && p.number.is_none());
                if !silent {
                    if numbers.is_empty() && text.trim().is_empty() && n > 0 {
                        text.clear();
                        first = true;
                    }
                    for paragraph in source.paragraphs {
                        if !first {
                            text.push('\n');
                        }
                        if let Some(number) = paragraph.number {
                            numbers.push(CellNumber { before: (from + text.len()) as u32, number });
                        }
                        text.push_str(&paragraph.text);
                        first = false;
                    }
                }
                let address = CellAddress { block, row: placed.row, column: placed.column };
                nested.extend(source.nested.into_iter().map(|t| (address, t)));
            }
            let range = self.push_text(&text);
            if range.is_empty() {
                numbers.retain(|n: &CellNumber| n.before == range.start);
            }
            cells.push(Cell {
                row: placed.row,
                column: placed.column,
                row_span: placed.row_span,
                column_span: placed.column_span,
                range,
                numbers,
            });
        }
        let range = TextRange::new(start, self.document.text.len());
        self.document.blocks.push(Block::Table(Table {
            rows: resolved.rows,
            columns: resolved.columns,
            cells,
            grid: resolved.grid,
            layout: if raw.ragged { Layout::Ragged } else { Layout::Exact },
            parent,
            marked_header_rows: raw.marked_header_rows,
            page_layout: raw.page_layout,
            range,
        }));
        if depth >= self.limits.nesting && !nested.is_empty() {
            let place = Place { block, end_block: block, ..Place::default() };
            let message = format!("tables are nested more than {} deep; the innermost were not read", self.limits.nesting);
            self.tell(Diagnostic::new(Code::LimitMet, Severity::Warning, message).at(place));
            return block;
        }
        for (address, table) in nested {
            self.nested_table(table, Some(address), depth + 1);
        }
        block
    }

    fn is_full(&mut self) -> bool {
        let full = self.document.blocks.len() >= BLOCKS;
        if full {
            self.tell_full(format!("the file has more than {BLOCKS} paragraphs and tables; what lay beyond was not read"));
        }
        full
    }

    fn tell_full(&mut self, message: String) {
        if !std::mem::replace(&mut self.full, true) {
            self.tell(Diagnostic::new(Code::LimitMet, Severity::Error, message));
        }
    }

    fn push_text(&mut self, text: &str) -> TextRange {
        let start = self.document.text.len();
        // Places are 32 bits wide.
        let fits = start + text.len() < u32::MAX as usize;
        if !fits {
            self.tell_full("the text is longer than 4 GiB; what lay beyond was not read".to_owned());
        }
        let text = if fits { text } else { "" };
        self.document.text.push_str(text);
        let range = TextRange::new(start, self.document.text.len());
        self.document.text.push('\n');
        range
    }

    /// The document.
    pub fn finish(self) -> Document {
        self.document
    }
}
