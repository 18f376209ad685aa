//! Word 97-2003 binary files: `.doc`, and `.wps` of WPS Office, which is the same.
//!
//! Our own reader of the binary format, in the order in which the file is laid out: the OLE container, the file information block, the piece table, the pages of properties,
//! the styles and lists, then a walk over the text that gives paragraphs and tables. Source of every rule: [MS-DOC], the Word (.doc) Binary File Format; section names stand
//! beside the odd ones.
//!
//! # What is read
//! - Body, text boxes after the paragraph that anchors them, then foot- and endnotes, then headers and footers, each once. Reviewers' comments are left out.
//! - Text that was inserted while changes were tracked is kept, deleted text is dropped, hidden text is dropped.
//! - Results of fields are kept, their instructions dropped.
//! - Numbers of lists beside the text, as for `.docx`.
//! - Tables with nested ones; merged cells, with text in merged continuations kept; columns from the edges of cells.
//!
//! # What is not
//! Files of Word 95 and older, and encrypted ones: both are a [`Failure`] with a code of its own. Pictures and embedded objects are told in diagnostics.

mod codepage;
mod columns;
mod data;
mod fib;
mod fields;
mod fonts;
mod lists;
mod lookup;
mod pages;
mod pieces;
mod properties;
mod rows;
mod shapes;
mod sprm;
mod story;
mod styles;
mod summary;
mod tables;

use self::fib::{Fib, Part, Story};
use self::story::Stories;
use self::tables::Assembler;
use crate::diagnostics::{Code, Diagnostic, Failure, FailureCode, Severity, Stage};
use crate::document::{Document, Format, Metadata, Role};
use crate::ingest::Limits;
use crate::ingest::builder::DocumentBuilder;
use crate::ingest::bytes::u32_at;
use crate::ingest::container::Container;
use std::borrow::Cow;

/// Reads a Word 97-2003 file.
///
/// # Errors
/// [`FailureCode::NotWordOle`] for another container, [`FailureCode::Encrypted`], [`FailureCode::UnsupportedFormat`] for Word 95 and older, [`FailureCode::Corrupt`] when
/// nothing can be read. A file that is damaged in part gives what can be read, and [`Code::DamagedFile`].
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let fail = |code, message: &str| Failure::new(Stage::Ingest, code, message);
    let corrupt = "the OLE container is damaged or cut short and its directory cannot be read; get the file again";
    let mut container = Container::open(bytes).ok_or_else(|| fail(FailureCode::Corrupt, corrupt))?;
    let no_word = "an OLE container without a Word document; check what program wrote it";
    let stream = container.stream("WordDocument").ok_or_else(|| fail(FailureCode::NotWordOle, no_word))?;
    let fib = Fib::read(&stream)?;
    let names = if fib.table_one { ["1Table", "0Table"] } else { ["0Table", "1Table"] };
    let table = names.iter().find_map(|n| container.stream(n));
    let data = container.stream("Data").unwrap_or(Cow::Borrowed(&[]));
    let lost_table = table.is_none();
    let table = table.unwrap_or(Cow::Borrowed(&[]));
    let mut stories = Stories::read(&fib, &stream, &table, &data);
    let mut builder = DocumentBuilder::new(Format::Doc);
    let title = container.stream("\u{5}SummaryInformation").and_then(|s| summary::title(&s));
    builder.metadata(Metadata { title, ..Metadata::default() });
    builder.encoding(stories.text.code_page_936.then_some("GBK"));
    tell(&mut builder, &stories, container.damaged(), lost_table);
    if stories.text.units.is_empty() && (stories.text.damaged || lost_table) {
        return Err(fail(FailureCode::Corrupt, "the Word document is damaged and its text cannot be found; get the file again"));
    }
    assemble(&fib, &table, &mut stories, &mut builder, limits);
    Ok(builder.finish())
}

/// Reads the parts of the text in the order of a document.
fn assemble(fib: &Fib, table: &[u8], stories: &mut Stories<'_>, builder: &mut DocumentBuilder, limits: &Limits) {
    let mut assembler = Assembler::new(builder, limits, fib.story(Story::TextBoxes).0);
    let (from, to) = fib.story(Story::Main);
    assembler.body(stories, from, to);
    assembler.rest_of_boxes(stories);
    for story in [Story::Footnotes, Story::Endnotes] {
        let (from, to) = fib.story(story);
        let mut walk = stories.walk(from, to, Role::Note);
        assembler.aside(stories, &mut walk);
    }
    for (from, to) in margins(fib, table) {
        assembler.margin(stories, from, to);
    }
    let (from, to) = fib.story(Story::HeaderTextBoxes);
    assembler.margin(stories, from, to);
    assembler.finish(stories);
}

/// Where each header and footer stands: six stories of footnote separators, then six a section: even, odd and first headers and footers ([MS-DOC] 2.8.26 "Plcfhdd").
fn margins(fib: &Fib, table: &[u8]) -> Vec<(usize, usize)> {
    let (start, end) = fib.story(Story::Headers);
    let positions = fib.part(Part::PlcfHdd, table).chunks_exact(4).filter_map(|p| u32_at(p, 0));
    let positions: Vec<usize> = positions.map(|p| start.saturating_add(p as usize).min(end)).collect();
    let mut stories: Vec<(usize, usize)> = Vec::new();
    for pair in positions.windows(2).skip(6) {
        // Stories that overlap are of a damaged file; each character is read once.
        let from = stories.last().map_or(start, |s| s.1);
        if pair[0] >= from && pair[0] < pair[1] {
            stories.push((pair[0], pair[1]));
        }
    }
    stories
}

/// What the file itself made hard.
fn tell(builder: &mut DocumentBuilder, stories: &Stories<'_>, damaged: bool, lost_table: bool) {
    let mut damage = |message: &str| builder.tell(Diagnostic::new(Code::DamagedFile, Severity::Warning, message));
    if damaged {
        damage("the OLE container is damaged or cut short; what could be read was read");
    }
    if lost_table {
        damage("the stream with the properties of the text is missing; tables and numbers are lost");
    } else if stories.text.damaged {
        damage("the piece table does not agree with the text; some text may be lost");
    }
    if stories.text.undecodable > 0 {
        let message = format!("{} code units are no characters and were replaced", stories.text.undecodable);
        builder.tell(Diagnostic::new(Code::DecodingErrors, Severity::Warning, message));
    }
}
