//! HTML: pages of sites, and what Word exports.
//!
//! The bytes are decoded ([`crate::ingest::encoding`]), parsed as a browser parses them (html5ever, so that broken tables come out as on the screen), walked over once
//! (`walk`), told apart from the site around them (`chrome`), and laid into the builder: paragraphs (`inline` holds the ruling on `<br>`), tables (`table` says which only
//! hold the page), automatic numbers of ordered lists and of Word (`list`).
//!
//! Rulings:
//! - A `<caption>` is a paragraph before its table; a nested table follows its outer one.
//! - The cells of a layout table are lifted out: the table stays as a block with `page_layout`, empty, and their content follows.
//! - A layout table inside a cell of data (a box round some lines) leaves its text in that cell.
//! - An empty `<p>` is an empty paragraph; an empty `<div>` is nothing.
//! - Bullets are no numbers. Tracked deletions (`<del>`) are dropped, comments, scripts and hidden elements too.

use crate::diagnostics::{Code, Diagnostic, Failure, FailureCode, Severity, Stage};
use crate::document::{Document, Format, Place, Role};
use crate::ingest::Limits;
use crate::ingest::builder::{DocumentBuilder, RawCell, RawParagraph, RawTable};
use crate::ingest::encoding;
use chrome::Chrome;
use inline::Para;
use tree::{CellNode, Item, Seen, TableNode};

mod chrome;
mod guard;
pub(crate) mod inline;
mod list;
mod meta;
mod style;
mod table;
mod tree;
mod walk;

/// Reads a page, or a piece of one.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    read_part(bytes, None, Vec::new(), limits)
}

/// Reads a page that came out of something else, which has said its encoding and has things to tell.
pub(super) fn read_part(bytes: &[u8], said: Option<&str>, told: Vec<Diagnostic>, limits: &Limits) -> Result<Document, Failure> {
    let decoded = encoding::decode_markup(bytes, said);
    let (markup, cut) = guard::flatten(&decoded.text);
    let page = scraper::Html::parse_document(&markup);
    let metadata = meta::of(&page);
    let walked = walk::walk(&page, limits);
    drop(page);
    let title = metadata.title.as_deref().map(fold).unwrap_or_default();
    let chrome = walked.regions.classify(&walked.items, &title);
    let mut builder = DocumentBuilder::new(Format::Html);
    builder.encoding(Some(decoded.name));
    builder.metadata(metadata);
    told.into_iter().chain(decoded.diagnostics).for_each(|d| builder.tell(d));
    if cut || walked.too_deep {
        let message = "elements or tables are nested deeper than the limit; their tags were left out, their text was kept";
        builder.tell(Diagnostic::new(Code::LimitMet, Severity::Warning, message));
    }
    let mut layer = Layer { builder, chrome, limits };
    layer.flow(walked.items);
    let document = layer.builder.finish();
    match meta::error_page(&document, walked.password_field) {
        Some(what) => {
            let message = format!("the page is no disclosure but {what}; open its address in a browser and save the disclosure itself");
            Err(Failure::new(Stage::Ingest, FailureCode::ErrorPage, message))
        }
        None => Ok(document),
    }
}

/// Visible characters alone, in lower case.
fn fold(text: &str) -> String {
    text.chars().filter(|c| crate::ingest::is_visible(*c)).flat_map(char::to_lowercase).collect()
}

/// Lays what the walk found into the builder.
struct Layer<'a> {
    builder: DocumentBuilder,
    chrome: Chrome,
    limits: &'a Limits,
}

impl Layer<'_> {
    /// A flow outside of tables. Its depth is limited by that of tables.
    fn flow(&mut self, items: Vec<Item>) {
        for item in items {
            match item {
                Item::Empty => {
                    self.builder.paragraph(RawParagraph::default());
                }
                Item::Paragraph(para) => self.paragraphs(para),
                Item::Seen(seen) => self.seen(&seen),
                Item::Table(node) if node.layout => {
                    let (shell, cut) = table::shell(&node, self.limits);
                    let block = self.builder.table(shell);
                    self.tell_cut(cut, block);
                    for cell in node.rows.into_iter().flat_map(|r| r.cells) {
                        self.flow(cell.items);
                    }
                }
                Item::Table(node) => {
                    let (raw, cut, seen) = raw(node, self.limits);
                    let block = self.builder.table(raw);
                    self.tell_cut(cut, block);
                    for seen in seen {
                        self.tell_seen(&seen, block);
                    }
                }
            }
        }
    }

    fn paragraphs(&mut self, para: Para) {
        for para in para.split() {
            let region = para.region();
            let chars = para.counts().0;
            let mut raw = para.joined();
            let margin = self.chrome.holds(region) || (raw.look.outline == 0 && chrome::is_chrome_line(&raw.text));
            if raw.role == Role::Body && margin && chars > 0 {
                raw.role = Role::SiteChrome;
            }
            self.builder.paragraph(raw);
        }
    }

    fn seen(&mut self, seen: &Seen) {
        if !self.chrome.holds(seen.region) {
            // The place is that of the block before it: a picture has no characters of its own.
            self.tell_seen(seen, self.builder.next_block().saturating_sub(1));
        }
    }

    fn tell_seen(&mut self, seen: &Seen, block: u32) {
        let (code, severity, what) = match seen.picture {
            true => (Code::Picture, Severity::Note, "a picture stands here, which may hold text or a table"),
            false => (Code::EmbeddedObject, Severity::Warning, "an embedded object stands here, which is not read"),
        };
        let place = Place { block, end_block: block, ..Place::default() };
        self.builder.tell(Diagnostic::new(code, severity, format!("{what}: {}", seen.what)).at(place));
    }

    fn tell_cut(&mut self, cut: bool, block: u32) {
        if cut {
            let place = Place { block, end_block: block, ..Place::default() };
            let message = format!("the table would have more than {} cells; its spans were left out", self.limits.table_cells);
            self.builder.tell(Diagnostic::new(Code::LimitMet, Severity::Warning, message).at(place));
        }
    }
}

/// A table of data for the builder; what was cut; the pictures in it.
fn raw(node: TableNode, limits: &Limits) -> (RawTable, bool, Vec<Seen>) {
    let (spans, mut cut) = table::spans(&node, limits);
    let mut seen = Vec::new();
    let marked_header_rows = node.head_rows;
    let mut rows = Vec::with_capacity(spans.len());
    for (row, spans) in node.rows.into_iter().zip(spans) {
        let mut cells = Vec::with_capacity(row.cells.len());
        for (cell, (row_span, column_span)) in row.cells.into_iter().zip(spans) {
            let mut raw_cell = RawCell { row_span, column_span, ..RawCell::default() };
            cut |= fill(cell, &mut raw_cell, &mut seen, limits);
            cells.push(raw_cell);
        }
        rows.push(cells);
    }
    (RawTable { rows, marked_header_rows, ..RawTable::default() }, cut, seen)
}

/// The content of a cell. A layout table in it leaves its text to the cell.
fn fill(cell: CellNode, into: &mut RawCell, seen: &mut Vec<Seen>, limits: &Limits) -> bool {
    let mut cut = false;
    for item in cell.items {
        match item {
            Item::Empty => into.paragraphs.push(RawParagraph::default()),
            Item::Paragraph(para) => into.paragraphs.push(para.joined()),
            Item::Seen(found) => seen.push(found),
            Item::Table(node) if node.layout => {
                let (shell, shell_cut) = table::shell(&node, limits);
                cut |= shell_cut;
                for inner in node.rows.into_iter().flat_map(|r| r.cells) {
                    cut |= fill(inner, into, seen, limits);
                }
                into.nested.push(shell);
            }
            Item::Table(node) => {
                let (nested, nested_cut, pictures) = raw(node, limits);
                cut |= nested_cut;
                seen.extend(pictures);
                into.nested.push(nested);
            }
        }
    }
    cut
}
