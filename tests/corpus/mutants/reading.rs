//! One file as the library reads it, and the place where two readings differ.

use gongkai::diagnostics::Severity;
use gongkai::document::{Block, Document};
use gongkai::extract::{self, Extractor};
use gongkai::ingest;
use gongkai::record::{CheckStatus, Record};
use std::collections::BTreeMap;

/// Where a number, word or row was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    pub block: u32,
    pub cell: Option<(u32, u32)>,
    /// The characters that differ; in a cell all of it.
    pub start: u32,
    pub end: u32,
}

impl Spot {
    /// True when a number that stands there reaches into the spot.
    pub fn touches(&self, block: u32, cell: Option<(u32, u32)>, chars: Option<(u32, u32)>) -> bool {
        let near = |(from, to): (u32, u32)| from <= self.end && to >= self.start;
        block == self.block && cell == self.cell && (self.cell.is_some() || chars.is_none_or(near))
    }
}

/// A text with its block, and its cell in a table.
type Text<'a> = (u32, Option<(u32, u32)>, &'a str);

pub struct Reading {
    pub document: Option<Document>,
    pub records: Vec<Record>,
}

impl Reading {
    pub fn new(bytes: &[u8], extractor: &Extractor) -> Self {
        let document = ingest::read(bytes, &extractor.limits).ok();
        let records = document.as_ref().and_then(|d| extract::records(d, &extract::sha256(bytes), extractor).ok());
        Reading { records: records.unwrap_or_default(), document }
    }

    /// Failed checks by id and subject, without the numbers of blocks and rows, which move when a row or section is gone.
    pub fn failures(&self) -> BTreeMap<(String, String), usize> {
        let mut counts = BTreeMap::new();
        for check in self.records.iter().flat_map(|r| &r.checks).filter(|c| c.status == CheckStatus::Fail) {
            let subject: String = check.subject.chars().filter(|c| !c.is_ascii_digit()).collect();
            *counts.entry((check.check_id.clone(), subject)).or_default() += 1;
        }
        counts
    }

    /// Failures of severity error: in a clean disclosure each is false.
    pub fn false_errors(&self) -> Vec<String> {
        let checks = self.records.iter().flat_map(|r| &r.checks);
        checks.filter(|c| c.status == CheckStatus::Fail && c.severity == Severity::Error).map(|c| c.check_id.clone()).collect()
    }

    /// The texts of all blocks by place.
    fn texts(&self) -> Vec<Text<'_>> {
        let Some(document) = &self.document else { return Vec::new() };
        let mut all = Vec::new();
        for (at, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(p) => all.push((at as u32, None, document.slice(p.range))),
                Block::Table(t) => {
                    all.extend(t.cells.iter().map(|c| (at as u32, Some((c.row, c.column)), document.cell_text(c))));
                }
            }
        }
        all
    }

    /// The first place at which another reading differs.
    pub fn first_difference(&self, other: &Reading) -> Option<Spot> {
        let (ours, theirs) = (self.texts(), other.texts());
        let at =
            ours.iter().zip(&theirs).position(|(a, b)| a != b).or((ours.len() != theirs.len()).then_some(ours.len().min(theirs.len())))?;
        let (block, cell, text) = *ours.get(at)?;
        let a: Vec<char> = text.chars().collect();
        let b: Vec<char> = theirs.get(at).map_or_else(Vec::new, |t| t.2.chars().collect());
        let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
        let same_end = a[start..].iter().rev().zip(b[start.min(b.len())..].iter().rev()).take_while(|(x, y)| x == y).count();
        Some(Spot { block, cell, start: start as u32, end: (a.len() - same_end) as u32 })
    }

    /// The first table at or behind a block.
    pub fn table_from(&self, block: u32) -> Option<u32> {
        let blocks = self.document.as_ref()?.blocks.iter().enumerate();
        blocks.skip(block as usize).find(|(_, b)| matches!(b, Block::Table(_))).map(|(i, _)| i as u32)
    }
}
