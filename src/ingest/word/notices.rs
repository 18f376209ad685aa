//! What the reader has to tell, gathered until its place is known and grouped where there is much of it.

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::Place;
use crate::ingest::builder::DocumentBuilder;
use std::collections::BTreeSet;

/// Pictures that are told one by one; the rest are told together.
const ONE_BY_ONE: u32 = 20;

/// English Metric Units in a centimetre.
const EMU: u64 = 360_000;

/// A picture that is at least so large (in square centimetres) may hold a table or a page of text.
const LARGE: u64 = 40;

/// Messages of one file.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    /// Of the block that is being read.
    pictures: Vec<String>,
    large: bool,
    others: Vec<Diagnostic>,
    told: u32,
    untold: u32,
    hidden: u64,
    limits: BTreeSet<&'static str>,
}

impl Notices {
    /// A picture; its size in EMU if the file gives it.
    pub(crate) fn picture(&mut self, what: &str, size: Option<(u64, u64)>) {
        match size {
            Some((width, height)) => {
                self.large |= (width / EMU).saturating_mul(height / EMU) >= LARGE;
                self.pictures.push(format!("{what} of {} × {} cm", tenths(width), tenths(height)));
            }
            None => self.pictures.push(what.to_owned()),
        }
    }

    /// Something that could hold text and was not read.
    pub(crate) fn object(&mut self, message: String) {
        self.others.push(Diagnostic::new(Code::EmbeddedObject, Severity::Warning, message));
    }

    /// Hidden characters that were left out.
    pub(crate) fn hidden(&mut self, characters: usize) {
        self.hidden += characters as u64;
    }

    /// A limit was met; each is told once.
    pub(crate) fn limit(&mut self, message: &'static str) {
        self.limits.insert(message);
    }

    /// Hands over what belongs to the block that is added next.
    pub(crate) fn place(&mut self, builder: &mut DocumentBuilder) {
        if self.pictures.is_empty() && self.others.is_empty() {
            return;
        }
        let block = builder.next_block();
        let place = Place { block, end_block: block, ..Place::default() };
        for other in self.others.drain(..) {
            builder.tell(other.at(place));
        }
        if self.pictures.is_empty() {
            return;
        }
        let count = self.pictures.len() as u32;
        let what = if count == 1 { self.pictures.swap_remove(0) } else { format!("{count} pictures, the first: {}", self.pictures[0]) };
        self.pictures.clear();
        let large = std::mem::take(&mut self.large);
        if self.told >= ONE_BY_ONE {
            self.untold += count;
            return;
        }
        self.told += 1;
        let (severity, doubt) =
            if large { (Severity::Warning, "; if it shows text or a table, that was not read") } else { (Severity::Note, "") };
        builder.tell(Diagnostic::new(Code::Picture, severity, format!("{what}{doubt}")).at(place));
    }

    /// Hands over what belongs to the file.
    pub(crate) fn finish(mut self, builder: &mut DocumentBuilder) {
        self.place(builder);
        if self.untold > 0 {
            builder.tell(Diagnostic::new(Code::Picture, Severity::Note, format!("and {} more pictures further on", self.untold)));
        }
        if self.hidden > 0 {
            let message = format!("{} hidden characters were left out, as they are not printed", self.hidden);
            builder.tell(Diagnostic::new(Code::HiddenText, Severity::Note, message));
        }
        for limit in self.limits {
            builder.tell(Diagnostic::new(Code::LimitMet, Severity::Warning, limit));
        }
    }
}

/// Centimetres with one place.
fn tenths(emu: u64) -> String {
    let tenths = emu.saturating_mul(10) / EMU;
    format!("{}.{}", tenths / 10, tenths % 10)
}
