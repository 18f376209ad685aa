//! The properties at a position of the text: from its piece, its page of properties, its style, and what they point to.

use super::pages;
use super::properties::{Character, Paragraph};
use super::rows::RowShape;
use super::sprm::{Sprms, code};
use super::story::{Stories, Walk};
use crate::ingest::bytes::{i16_at, slice_at};
use std::rc::Rc;

impl<'a> Stories<'a> {
    /// The piece around a position: its modifier, and where it ends.
    fn piece_at(&self, at: usize, walk: &mut Walk) -> (u16, usize) {
        let holds = |i: usize| self.text.pieces.get(i).is_some_and(|p| (p.from as usize..p.to as usize).contains(&at));
        if !holds(walk.piece) {
            walk.piece = self.text.pieces.partition_point(|p| p.to as usize <= at);
        }
        self.text.pieces.get(walk.piece).map_or((0, usize::MAX), |p| (p.prm, p.to as usize))
    }

    /// Properties of the character at a position, the bytes for which they hold, and the end of its piece.
    pub(super) fn character_at(&mut self, at: usize, offset: u32, walk: &mut Walk) -> (Character, (u32, u32), usize) {
        let (prm, piece_end) = self.piece_at(at, walk);
        let (mut character, run) = match self.characters.at(offset) {
            None => (Character::default(), (offset, offset + 1)),
            Some((index, run)) => {
                let cached = self.character_cache.get(index).copied().flatten();
                let character = cached.unwrap_or_else(|| {
                    let mut fresh = Character::default();
                    fresh.apply_all(pages::chpx(run.record, self.stream));
                    fresh
                });
                if let Some(place) = self.character_cache.get_mut(index) {
                    *place = Some(character);
                }
                (character, (run.from, run.to))
            }
        };
        if prm != 0 {
            character.apply_all(self.text.modifier(prm, &mut [0; 3]));
        }
        (character, run, piece_end)
    }

    /// Properties of the paragraph whose mark stands at a position.
    pub(super) fn paragraph_at(&mut self, at: usize, walk: &mut Walk) -> (Paragraph, Option<Rc<RowShape>>) {
        let offset = self.text.units.get(at).map_or(0, |u| u.offset);
        let (prm, _) = self.piece_at(at, walk);
        let (mut paragraph, mut row) = match self.paragraphs.at(offset) {
            None => (self.styles.get(0).paragraph, None),
            Some((index, run)) => match self.paragraph_cache.get(index).cloned().flatten() {
                Some(known) => known,
                None => {
                    let (style, grpprl) = pages::papx(run.record, self.stream);
                    let read = self.read_paragraph(style, grpprl);
                    if let Some(place) = self.paragraph_cache.get_mut(index) {
                        *place = Some(read.clone());
                    }
                    read
                }
            },
        };
        if prm != 0 {
            let mut scratch = [0; 3];
            let grpprl = self.text.modifier(prm, &mut scratch);
            paragraph.apply_all(grpprl);
            if let Some(known) = &row {
                let mut changed = RowShape::clone(known);
                changed.apply_all(grpprl);
                row = Some(Rc::new(changed));
            }
        }
        (paragraph, row)
    }

    /// Style first, then the paragraph's own modifiers, then what they point to in the stream `Data` ([MS-DOC] 2.4.6.1).
    fn read_paragraph(&mut self, style: u16, grpprl: &[u8]) -> (Paragraph, Option<Rc<RowShape>>) {
        let mut paragraph = self.styles.get(style).paragraph;
        paragraph.style_level = paragraph.level.take();
        paragraph.apply_all(grpprl);
        let huge = paragraph.huge.take().map(|at| self.outside(at));
        if let Some(more) = huge {
            paragraph.apply_all(more);
        }
        let table = paragraph.table_properties.take().map(|at| self.outside(at));
        if !paragraph.row_end && !paragraph.inner_row_end {
            return (paragraph, None);
        }
        let mut row = RowShape::default();
        let in_order = Sprms::new(grpprl).any(|s| s.code == code::P_TABLE_PROPS);
        if in_order {
            row.apply_all(table.unwrap_or(&[]));
        }
        row.apply_all(grpprl);
        row.apply_all(huge.unwrap_or(&[]));
        if !in_order {
            row.apply_all(table.unwrap_or(&[]));
        }
        (paragraph, Some(Rc::new(row)))
    }

    /// Modifiers in the stream `Data`: a PrcData ([MS-DOC] 2.9.212).
    fn outside(&mut self, at: u32) -> &'a [u8] {
        let at = at as usize;
        let length = i16_at(self.data, at).map_or(0, |l| l.max(0) as usize);
        if length > self.huge_budget {
            self.modifiers_lost = true;
            return &[];
        }
        self.huge_budget -= length;
        slice_at(self.data, at.saturating_add(2), length)
    }
}
