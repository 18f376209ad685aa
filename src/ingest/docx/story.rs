//! A story is a run of blocks of its own: the body, a text box, the notes, a page header. It holds what is open while the walk passes through it.

use super::field::Fields;
use super::table::OpenTable;
use crate::ingest::builder::{RawParagraph, RawTable};

/// A finished block that waits for its place.
#[derive(Debug)]
pub(super) enum RawBlock {
    Paragraph(RawParagraph),
    Table(RawTable),
}

/// Character properties of the run that is open.
#[derive(Debug, Default)]
pub(super) struct RunLook {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) style: Option<usize>,
    /// (bold, hidden) after looking at the styles; made when the first text comes.
    pub(super) resolved: Option<(bool, bool)>,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
pub(super) struct OpenParagraph {
    pub(super) text: String,
    pub(super) style: Option<usize>,
    /// `w:numId` and `w:ilvl`.
    pub(super) list: (Option<u32>, Option<u8>),
    pub(super) outline: Option<u8>,
    pub(super) centered: Option<bool>,
    /// It runs on into the next one: its mark was deleted, or it is a dropped capital.
    pub(super) runs_on: bool,
    pub(super) mark_hidden: Option<bool>,
    /// It has visible bold text, visible text that is not bold, hidden text.
    pub(super) bold: bool,
    pub(super) plain: bool,
    pub(super) hidden: bool,
    pub(super) contents: bool,
    /// A page or column break that becomes a line break if text follows.
    pub(super) break_is_due: bool,
}

impl OpenParagraph {
    /// Puts the text of a paragraph that runs on before this one's.
    pub(super) fn take_in(&mut self, before: OpenParagraph) {
        self.text.insert_str(0, &before.text);
        self.bold |= before.bold;
        self.plain |= before.plain;
        self.hidden |= before.hidden;
        self.contents |= before.contents;
    }
}

/// A story that is open.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) paragraph: Option<OpenParagraph>,
    pub(super) run: RunLook,
    pub(super) fields: Fields,
    pub(super) tables: Vec<OpenTable>,
    /// A paragraph that runs on, waiting for the next one.
    pub(super) carried: Option<OpenParagraph>,
    /// What follows the paragraph or the outermost table that is open.
    pub(super) after: Vec<RawBlock>,
    /// Finished blocks of a text box; those of other stories go to the document at once.
    pub(super) blocks: Vec<RawBlock>,
}
