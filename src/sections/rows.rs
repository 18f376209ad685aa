//! Sections as rows of the dataset, and the account of every visible character.

use super::{Section, Sections};
use crate::context::Context;
use crate::document::{Block, Document, Position};
use crate::facts::TableKind;
use crate::record::{SectionRow, SectionStatus, TableRow};
use crate::segment::Unit;
use rust_decimal::Decimal;

/// A character that is printed.
pub(crate) fn is_visible(c: char) -> bool {
    !c.is_whitespace()
}

fn visible(text: &str) -> u64 {
    text.chars().filter(|c| is_visible(*c)).count() as u64
}

/// Visible characters of the automatic numbers in a block, if the block's start lies between two positions.
fn automatic(document: &Document, block: u32, from: Position, to: Position) -> u64 {
    let start = Position { block, char: 0 };
    if start < from || start >= to {
        return 0;
    }
    match document.block(block) {
        Some(Block::Paragraph(paragraph)) => paragraph.number.as_ref().map_or(0, |n| visible(&n.text)),
        Some(Block::Table(table)) => table.cells.iter().flat_map(|c| &c.numbers).map(|n| visible(&n.number.text)).sum(),
        None => 0,
    }
}

/// Ranges of a section that are its own: what stands under another part's heading, or is site chrome, is taken out; its own subsections are not.
pub(crate) fn own_ranges(sections: &Sections, index: usize) -> Vec<(Position, Position)> {
    let section = &sections.list[index];
    let mut ranges = Vec::new();
    let mut at = section.body;
    for inner in &sections.list[index + 1..] {
        if inner.status == SectionStatus::Missing || inner.start >= section.end {
            break;
        }
        if inner.key != section.key && inner.start >= at {
            ranges.push((at, inner.start));
            at = inner.end;
        }
    }
    ranges.push((at, section.end));
    ranges.retain(|(from, to)| from < to);
    ranges
}

/// The row of a section. `characters` counts what is its own: subsections, table cells and automatic numbers included, pieces of other parts under it not.
pub(crate) fn section_row(document: &Document, sections: &Sections, index: usize) -> SectionRow {
    let section = &sections.list[index];
    let missing = section.status == SectionStatus::Missing;
    let (mut text, mut characters) = (String::new(), 0_u64);
    for (from, to) in if missing { Vec::new() } else { own_ranges(sections, index) } {
        for block in from.block..=to.block {
            let Some(piece) = document.piece(block, from, to) else { continue };
            characters += visible(piece) + automatic(document, block, from, to);
            if document.paragraph(block).is_some() && !piece.is_empty() {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(piece);
            }
        }
    }
    if document.table(section.start.block).is_some() && section.body == section.start {
        characters = characters.saturating_sub(visible(&section.heading));
    }
    SectionRow {
        disclosure_id: String::new(),
        seq: 0,
        part: section.part.map(|p| p.number()),
        section_key: section.key.as_str().to_owned(),
        piece: section.piece,
        number: section.number.clone(),
        heading: (!section.heading.is_empty()).then(|| section.heading.clone()),
        depth: section.depth,
        status: section.status,
        block: (!missing).then_some(section.start.block),
        end_block: (!missing).then(|| last_block(section)),
        characters: characters as u32,
        text,
    }
}

fn last_block(section: &Section) -> u32 {
    if section.end.char == 0 && section.end.block > section.start.block { section.end.block - 1 } else { section.end.block }
}

/// How many of the nine parts are there, with or without text.
pub(crate) fn parts_found(sections: &Sections) -> u32 {
    let mut found = [false; 9];
    for section in sections.list.iter().filter(|s| s.status == SectionStatus::Found) {
        if let Some(part) = section.part {
            found[part as usize] = true;
        }
    }
    found.iter().filter(|f| **f).count() as u32
}

/// The share of visible characters that lie in one of the nine parts or in a recognised table, to four decimals.
pub(crate) fn text_assigned(context: &Context<'_>, tables: &[TableRow]) -> Decimal {
    let (mut all, mut assigned) = (0_u64, 0_u64);
    let recognised: std::collections::BTreeSet<u32> =
        tables.iter().filter(|t| t.kind != TableKind::Unrecognised).map(|t| t.block).collect();
    for (from, to, owner) in spans(context.sections, context.unit) {
        let in_part = owner.is_some_and(|i| context.sections.list[i].part.is_some());
        for block in from.block..=to.block {
            let Some(piece) = context.document.piece(block, from, to) else { continue };
            let count = visible(piece) + automatic(context.document, block, from, to);
            all += count;
            if in_part || recognised.contains(&block) {
                assigned += count;
            }
        }
    }
    if all == 0 { Decimal::ZERO } else { (Decimal::from(assigned) / Decimal::from(all)).round_dp(4) }
}

/// The unit cut at every start and end of a section: each piece with its deepest section.
fn spans(sections: &Sections, unit: &Unit) -> Vec<(Position, Position, Option<usize>)> {
    let begin = Position { block: unit.first_block, char: 0 };
    let finish = Position { block: unit.end_block, char: 0 };
    let there = || sections.list.iter().enumerate().filter(|(_, s)| s.status != SectionStatus::Missing);
    let mut cuts: Vec<Position> = there().flat_map(|(_, s)| [s.start, s.end]).chain([begin, finish]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    // Sections are ordered by start and nest, so that a stack of the open ones gives the deepest.
    let mut open: Vec<usize> = Vec::new();
    let mut next = there().peekable();
    let mut spans = Vec::new();
    for pair in cuts.windows(2) {
        let [from, to] = pair else { continue };
        open.retain(|i| sections.list[*i].end > *from);
        while let Some((index, section)) = next.peek() {
            if section.start > *from {
                break;
            }
            if section.end > *from {
                open.push(*index);
            }
            next.next();
        }
        spans.push((*from, *to, open.last().copied()));
    }
    spans
}

impl Sections {
    /// Proves that every visible character of the unit lies in a section, that sections nest, and that a part is either there or told to be missing.
    ///
    /// The error names the first place where this does not hold.
    pub fn verify(&self, document: &Document, unit: &Unit) -> Result<(), String> {
        for (from, to, owner) in spans(self, unit) {
            for block in from.block..=to.block {
                let Some(piece) = document.piece(block, from, to) else { continue };
                if owner.is_none() && piece.chars().any(is_visible) {
                    return Err(format!("block {block}: {:?} lies in no section", piece.chars().take(40).collect::<String>()));
                }
            }
        }
        let there: Vec<&Section> = self.list.iter().filter(|s| s.status != SectionStatus::Missing).collect();
        for pair in there.windows(2) {
            let [before, after] = pair else { continue };
            if after.start < before.start {
                return Err(format!("section {:?} stands before {:?}", after.heading, before.heading));
            }
        }
        for (index, section) in self.list.iter().enumerate().filter(|(_, s)| s.status != SectionStatus::Missing) {
            let inside = |p: &Section| p.start <= section.start && section.end <= p.end;
            if section.start > section.body
                || section.body > section.end
                || section.parent.is_some_and(|p| p >= index || !inside(&self.list[p]))
            {
                return Err(format!("section {:?} at block {} does not nest", section.heading, section.start.block));
            }
        }
        for part in crate::facts::Part::ALL {
            let rows: Vec<_> = self.list.iter().filter(|s| s.part == Some(*part) && s.depth == 1).collect();
            let missing = rows.iter().filter(|s| s.status == SectionStatus::Missing).count();
            if rows.is_empty() || missing > 1 || (missing == 1 && rows.len() > 1) {
                return Err(format!("part {} is neither there nor missing", part.number()));
            }
        }
        Ok(())
    }
}
