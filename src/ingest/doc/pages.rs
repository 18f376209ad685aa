//! Pages of properties ([MS-DOC] 2.9.33 "ChpxFkp", 2.9.175 "PapxFkp"): which bytes of the text carry which modifiers.

use crate::ingest::bytes::{plc, slice_at, u8_at, u16_at, u32_at};
use std::collections::BTreeSet;

const PAGE: usize = 512;

/// A stretch of text bytes with one set of modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// First byte.
    pub(super) from: u32,
    /// One past the last byte.
    pub(super) to: u32,
    /// Where the modifiers' record begins in the stream; 0: there is none.
    pub(super) record: u32,
}

/// What kind of pages are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Character properties.
    Character,
    /// Paragraph properties.
    Paragraph,
}

/// All runs of one kind, ordered by their first byte.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
}

impl Runs {
    /// Reads the pages that a PlcfBteChpx or PlcfBtePapx names. A page is read once, however often it is named.
    pub(super) fn read(kind: Kind, plcf_bte: &[u8], stream: &[u8]) -> Self {
        let mut runs = Vec::new();
        let mut seen = BTreeSet::new();
        for (_, _, pn) in plc(plcf_bte, 4) {
            let number = u32_at(pn, 0).unwrap_or(0) & 0x003F_FFFF;
            if seen.insert(number) {
                page(kind, number as usize * PAGE, stream, &mut runs);
            }
        }
        if !runs.is_sorted_by_key(|r: &Run| r.from) {
            runs.sort_by_key(|r| r.from);
        }
        Runs { runs }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.runs.len()
    }

    /// The run that covers a byte, and its index.
    pub(super) fn at(&self, offset: u32) -> Option<(usize, Run)> {
        let index = self.runs.partition_point(|r| r.from <= offset).checked_sub(1)?;
        let run = self.runs.get(index).copied()?;
        (offset < run.to).then_some((index, run))
    }
}

fn page(kind: Kind, base: usize, stream: &[u8], runs: &mut Vec<Run>) {
    let Some(page) = stream.get(base..base + PAGE) else { return };
    let count = usize::from(page[PAGE - 1]);
    let slot = match kind {
        Kind::Character => 1,
        Kind::Paragraph => 13,
    };
    for i in 0..count {
        let (Some(from), Some(to)) = (u32_at(page, i * 4), u32_at(page, i * 4 + 4)) else { break };
        let Some(place) = u8_at(page, (count + 1) * 4 + i * slot) else { break };
        if from < to {
            let record = if place == 0 { 0 } else { base as u32 + u32::from(place) * 2 };
            runs.push(Run { from, to, record });
        }
    }
}

/// The modifiers of a record of character properties ([MS-DOC] 2.9.32 "Chpx").
pub(super) fn chpx(record: u32, stream: &[u8]) -> &[u8] {
    let at = record as usize;
    match u8_at(stream, at) {
        Some(length) if record != 0 => within_page(record, slice_at(stream, at + 1, usize::from(length))),
        _ => &[],
    }
}

/// Style and modifiers of a record of paragraph properties ([MS-DOC] 2.9.174 "PapxInFkp").
pub(super) fn papx(record: u32, stream: &[u8]) -> (u16, &[u8]) {
    let at = record as usize;
    let data = match (record, u8_at(stream, at)) {
        (0, _) | (_, None) => return (0, &[]),
        (_, Some(0)) => slice_at(stream, at + 2, usize::from(u8_at(stream, at + 1).unwrap_or(0)) * 2),
        (_, Some(half)) => slice_at(stream, at + 1, usize::from(half) * 2 - 1),
    };
    let data = within_page(record, data);
    (u16_at(data, 0).unwrap_or(0), data.get(2..).unwrap_or(&[]))
}

/// Cuts what runs out of its page.
fn within_page(record: u32, data: &[u8]) -> &[u8] {
    let room = PAGE - record as usize % PAGE;
    &data[..data.len().min(room)]
}
