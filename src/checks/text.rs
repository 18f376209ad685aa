//! The text of a disclosure as checks read it: paragraphs and cells with their match keys, and spans of them as evidence.

use super::Input;
use super::outcome::Evidence;
use crate::document::{Block, Place, Position};
use crate::facts::Part;
use crate::normalise::key::Key;
use crate::record::SectionStatus;
use crate::sections::SectionKey;
use std::collections::BTreeSet;
use std::ops::Range;

/// A paragraph or a cell.
#[derive(Debug)]
pub(super) struct Span<'a> {
    /// Block.
    pub block: u32,
    /// Row and column of a cell.
    pub cell: Option<(u32, u32)>,
    /// As printed.
    pub text: &'a str,
    /// Folded.
    pub key: Key,
    /// The part that it stands in.
    pub part: Option<Part>,
    /// The section that it stands in, by its place in the list.
    pub section: Option<usize>,
    /// A paragraph that is a heading and nothing else.
    pub heading: bool,
}

impl Span<'_> {
    /// True for a paragraph of running text.
    pub fn is_prose(&self) -> bool {
        self.cell.is_none() && !self.heading
    }

    /// The ranges at which folded words stand, in bytes of the key.
    pub fn places<'k>(&'k self, words: &'k str) -> impl Iterator<Item = Range<usize>> + 'k {
        self.key.text.match_indices(words).map(|(at, found)| at..at + found.len())
    }
}

/// Every paragraph and cell of a disclosure, site chrome and tables of contents left out.
#[derive(Debug)]
pub(super) struct Text<'a> {
    /// In reading order.
    pub spans: Vec<Span<'a>>,
}

impl<'a> Text<'a> {
    pub fn of(input: &Input<'a>) -> Self {
        let (document, sections) = (input.context.document, input.context.sections);
        let headings: BTreeSet<u32> = sections
            .list
            .iter()
            .filter(|s| s.status != SectionStatus::Missing && s.body > s.start)
            .filter(|s| s.body.block > s.start.block || document.paragraph_text(s.start.block).chars().count() <= s.body.char as usize)
            .map(|s| s.start.block)
            .collect();
        let mut spans = Vec::new();
        for block in input.context.unit.first_block..input.context.unit.end_block {
            let at = sections.at(Position { block, char: 0 });
            if at.is_some_and(|s| matches!(s.key, SectionKey::SiteChrome | SectionKey::Contents)) {
                continue;
            }
            let section = at.and_then(|s| sections.list.iter().position(|other| std::ptr::eq(other, s)));
            let span = |cell, text: &'a str| Span {
                block,
                cell,
                text,
                key: Key::new(text),
                part: at.and_then(|s| s.part),
                section,
                heading: cell.is_none() && headings.contains(&block),
            };
            match document.block(block) {
                Some(Block::Paragraph(paragraph)) => spans.push(span(None, document.slice(paragraph.range))),
                Some(Block::Table(table)) if !table.page_layout => {
                    spans.extend(table.cells.iter().map(|c| span(Some((c.row, c.column)), document.cell_text(c))));
                }
                _ => {}
            }
        }
        spans.retain(|s| !s.key.text.is_empty());
        Text { spans }
    }

    /// Paragraphs that are not headings.
    pub fn prose(&self) -> impl Iterator<Item = &Span<'a>> {
        self.spans.iter().filter(|s| s.is_prose())
    }
}

impl Evidence {
    /// A range of a span's key as evidence.
    pub(super) fn key(input: &Input<'_>, side: &'static str, span: &Span<'_>, range: Range<usize>) -> Self {
        Evidence::bytes(input, side, span, span.key.source_range(span.text, range.start, range.end))
    }

    /// A range of bytes of a span's text as evidence, with the sentence around it.
    pub(super) fn bytes(input: &Input<'_>, side: &'static str, span: &Span<'_>, range: Range<usize>) -> Self {
        let start = span.text[..range.start].chars().count() as u32;
        let printed = &span.text[range];
        let end = start + printed.chars().count() as u32;
        let place = Place { block: span.block, end_block: span.block, start_char: start, end_char: end, cell: span.cell };
        let sentence = input.context.document.sentence_at(&place).filter(|(_, text)| !text.is_empty());
        Evidence {
            start_char: Some(start),
            end_char: Some(end),
            table_row: span.cell.map(|c| c.0),
            table_column: span.cell.map(|c| c.1),
            sentence: sentence.map(|(_, text)| text.to_owned()),
            sentence_char: sentence.map(|(at, _)| at),
            ..Evidence::block(side, span.block, printed)
        }
    }

    /// A whole span as evidence.
    pub(super) fn span(input: &Input<'_>, side: &'static str, span: &Span<'_>) -> Self {
        let text = span.text;
        let start = text.len() - text.trim_start().len();
        Evidence::bytes(input, side, span, start..start + text.trim().len())
    }
}
