//! Amounts and counts in running text: a tokenizer and a grammar; the vocabulary is data.

use crate::context::Context;
use crate::diagnostics::Diagnostic;
use crate::facts::Fact;
use crate::vocabulary::{self, Vocabulary};

/// What the sentences of one disclosure gave.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Facts of all sentences; `parent` indexes this list.
    pub facts: Vec<Fact>,
    /// What was met.
    pub diagnostics: Vec<Diagnostic>,
}

/// The words that this room knows.
#[derive(Debug)]
pub struct Lexicon {}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(_vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        Ok(Lexicon {})
    }
}

/// Reads the sentences of one disclosure.
pub fn read(_context: &Context<'_>, _lexicon: &Lexicon) -> Reading {
    Reading::default()
}
