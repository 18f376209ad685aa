//! Amounts and counts in running text: a tokenizer and a grammar; the vocabulary is data.
//!
//! A sentence walks through these steps:
//!
//! 1. [`passage`]: paragraphs that a page's width or end cut apart are joined again; contents, glossary, the tables' chapter and site chrome are left out.
//! 2. [`token`]: words of the vocabulary (`src/vocabulary/measures.toml`), numerals with their units, years, list numbers, marks of class levels, brackets, punctuation, and
//!    gaps: text that no word knows.
//! 3. [`reader`]: a walk over the tokens with a stack of frames (headings › lists › 其中 › brackets). A frame holds what an amount without a name of its own is about, the
//!    money that everything in it is limited to, and the fact of which new levels are parts.
//! 4. [`clause`]: what stands before an amount is analysed into the phrase that names its subject, the base, the direction, and the gaps.
//! 5. [`compose`]: the words of the phrase together settle the dimensions, or they do not.
//!
//! A wrong value is worse than a missing one: an amount whose subject, direction, base or scope is not certain becomes no fact but a diagnostic with its place. Amounts inside
//! reasons (主要原因是 …) and purposes are no facts.

mod about;
mod amounts;
mod bare;
mod base;
mod ceiling;
mod changes;
mod classes;
mod clause;
mod completed;
mod compose;
mod counted;
mod counts;
mod doubt;
mod each;
mod emit;
mod frames;
mod lead;
mod level;
mod lexicon;
mod list;
mod nothing;
mod numeral;
mod once;
mod passage;
mod people;
mod percents;
mod reader;
mod reason;
mod recount;
mod scope;
mod sum;
mod token;
mod uses;
mod whole;
mod whose;
mod words;

use crate::context::Context;
use crate::diagnostics::Diagnostic;
use crate::document::{Block, Place};
use crate::facts::Fact;
use crate::normalise::key::fold_text;
use crate::numerals::Class;

pub(crate) use lexicon::CONTEXT;
pub use lexicon::Lexicon;

/// A numeral that is no fact, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// Where it stands.
    pub place: Place,
    /// Why it is no fact.
    pub class: Class,
}

/// What the sentences of one disclosure gave.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Facts of all sentences; `parent` indexes this list.
    pub facts: Vec<Fact>,
    /// What was met.
    pub diagnostics: Vec<Diagnostic>,
    /// Numerals that are no facts, and why.
    pub explained: Vec<Explained>,
}

/// True when 总计 is printed anywhere, in the text or in a table: 合计 of final accounts is then the sum without what was carried over.
fn says_grand_total(context: &Context<'_>) -> bool {
    let range = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.range,
        Block::Table(table) => table.range,
    };
    let blocks = (context.unit.first_block..context.unit.end_block).filter_map(|b| context.document.block(b));
    blocks.map(range).any(|r| fold_text(context.document.slice(r)).contains("总计"))
}

/// Reads the sentences of one disclosure.
pub fn read(context: &Context<'_>, lexicon: &Lexicon) -> Reading {
    let passages = passage::passages(context);
    let grand_total = says_grand_total(context);
    let mut reader = reader::Reader::new(context, lexicon, grand_total);
    for passage in &passages {
        reader.read(passage);
    }
    reader.finish()
}
