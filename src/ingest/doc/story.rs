//! From characters to paragraphs: one walk over a part of the text.
//!
//! Rulings, the same as for `.docx`:
//! - A line break is `\n`; a page or column break is `\n` only between two pieces of text.
//! - A hyphen that does not break is a hyphen; one that breaks only at the end of a line is not printed.
//! - Hidden text is not printed and is left out; how much of it there was is told. A paragraph of nothing else, whose mark is hidden too, is left out.
//! - A paragraph whose mark was deleted runs on into the next one, which keeps its own properties, as when the change is accepted; so does a dropped
//!   capital.

use super::data;
use super::fib::{Fib, Part};
use super::fields::{Fields, Taken};
use super::fonts::Fonts;
use super::lists::{Lists, Reference};
use super::pages::{Kind, Runs};
use super::pieces::{Text, Unit};
use super::properties::{Character, Paragraph};
use super::rows::RowShape;
use super::shapes::{Anchor, Shapes};
use super::styles::{Style, Styles};
use crate::document::{Look, Role};
use crate::ingest::builder::RawParagraph;
use crate::ingest::bytes::plc;
use crate::ingest::numbering::Counters;
use std::rc::Rc;

/// A paragraph and what ended it.
#[derive(Debug)]
pub(super) struct StoryParagraph {
    /// Text, number, look.
    pub(super) raw: RawParagraph,
    /// Properties.
    pub(super) properties: Paragraph,
    /// It ended with a cell mark.
    pub(super) cell_mark: bool,
    /// Its mark was deleted while changes were tracked.
    pub(super) deleted: bool,
    /// How the row that it ends is cut into cells.
    pub(super) row: Option<Rc<RowShape>>,
    /// Shapes anchored in it.
    pub(super) shapes: Vec<Anchor>,
    /// Sizes of the pictures in it, in EMU.
    pub(super) pictures: Vec<Option<(u64, u64)>>,
    /// It holds an embedded object.
    pub(super) object: bool,
}

impl StoryParagraph {
    /// Nothing of it is printed.
    pub(super) fn is_empty(&self) -> bool {
        let marks = !self.pictures.is_empty() || self.object || !self.shapes.is_empty();
        self.raw.text.trim().is_empty() && self.raw.number.is_none() && !marks && self.properties.tables() == 0
    }
}

/// Where a walk over a part of the text has come to.
#[derive(Debug)]
pub(super) struct Walk {
    at: usize,
    to: usize,
    fields: Fields,
    role: Role,
    /// Counts of the lists, from walk to walk of one story.
    pub(super) counters: Counters,
    /// Index of the piece that the position was last found in.
    pub(super) piece: usize,
}

/// Text and properties of a file.
pub(super) struct Stories<'a> {
    pub(super) stream: &'a [u8],
    pub(super) data: &'a [u8],
    pub(super) text: Text<'a>,
    pub(super) shapes: Shapes,
    pub(super) styles: Styles,
    pub(super) fonts: Fonts,
    pub(super) lists: Lists,
    /// One past the last position of each section, ordered.
    pub(super) section_ends: Vec<u32>,
    pub(super) characters: Runs,
    pub(super) paragraphs: Runs,
    pub(super) character_cache: Vec<Option<Character>>,
    pub(super) paragraph_cache: Vec<Option<(Paragraph, Option<Rc<RowShape>>)>>,
    /// Hidden characters that were left out.
    pub(super) hidden: usize,
    /// Bytes of modifiers outside their pages that may still be read.
    pub(super) huge_budget: usize,
    /// Some were not read.
    pub(super) modifiers_lost: bool,
}

/// What became of a paragraph's mark.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    deleted: bool,
    hidden: bool,
}

/// How a paragraph ends.
struct End {
    properties: Paragraph,
    row: Option<Rc<RowShape>>,
    cell_mark: bool,
    deleted: bool,
}

/// What has been gathered of a paragraph.
#[derive(Default)]
struct Gathered {
    text: String,
    bold: bool,
    plain: bool,
    contents: bool,
    hidden: bool,
    /// A page or column break that becomes a line break if text follows.
    break_is_due: bool,
    shapes: Vec<Anchor>,
    pictures: Vec<Option<(u64, u64)>>,
    object: bool,
}

impl<'a> Stories<'a> {
    /// Reads the tables of a file.
    pub(super) fn read(fib: &Fib, stream: &'a [u8], table: &'a [u8], data: &'a [u8]) -> Self {
        let characters = Runs::read(Kind::Character, fib.part(Part::PlcfBteChpx, table), stream);
        let paragraphs = Runs::read(Kind::Paragraph, fib.part(Part::PlcfBtePapx, table), stream);
        let shapes = Shapes::read(fib.part(Part::PlcSpaMom, table), fib.part(Part::PlcftxbxTxt, table), fib.part(Part::DggInfo, table));
        let mut section_ends: Vec<u32> = plc(fib.part(Part::PlcfSed, table), SED).map(|(_, end, _)| end).collect();
        section_ends.sort_unstable();
        let fonts = Fonts::read(fib.part(Part::SttbfFfn, table));
        Stories {
            stream,
            data,
            text: Text::read(fib, stream, table, fonts.chinese),
            shapes,
            styles: Styles::read(fib.part(Part::Stsh, table)),
            lists: Lists::read(fib.pair(Part::PlfLst), fib.part(Part::PlfLfo, table), table, &fonts),
            fonts,
            section_ends,
            character_cache: vec![None; characters.len()],
            paragraph_cache: vec![None; paragraphs.len()],
            characters,
            paragraphs,
            hidden: 0,
            modifiers_lost: false,
            huge_budget: data.len().saturating_mul(4).saturating_add(1 << 20),
        }
    }

    /// Begins a walk over the characters `from..to`.
    pub(super) fn walk(&self, from: usize, to: usize, role: Role) -> Walk {
        let to = to.min(self.text.units.len());
        Walk { at: from.min(to), to, fields: Fields::find(&self.text.units, from, to), role, counters: Counters::default(), piece: 0 }
    }

    /// The next paragraph of a walk.
    pub(super) fn next(&mut self, walk: &mut Walk) -> Option<StoryParagraph> {
        let mut gathered = Gathered::default();
        while walk.at < walk.to {
            let end = self.paragraph_end(walk);
            let last = end.unwrap_or(walk.to - 1);
            let (properties, row) = self.paragraph_at(last, walk);
            let style = self.styles.get(properties.style);
            let mark = self.gather(walk, end.unwrap_or(walk.to), &style, &mut gathered);
            let swallowed = end.is_some_and(|e| walk.fields.take(e) != Taken::Text);
            walk.at = last + 1;
            let cell_mark = end.and_then(|e| self.text.units.get(e)).is_some_and(|u| u.ch == CELL_MARK);
            let bound = cell_mark || properties.inner_cell_end || properties.inner_row_end || walk.at >= walk.to;
            // A paragraph whose mark was deleted, or whose mark stands in the instruction of a field, goes on with the next one.
            if (mark.deleted || swallowed || properties.dropped_capital) && !bound {
                continue;
            }
            if mark.hidden && gathered.hidden && gathered.text.is_empty() && !bound {
                gathered = Gathered::default();
                continue;
            }
            let end = End { properties, row, cell_mark, deleted: mark.deleted };
            return Some(self.finish(gathered, walk, end, &style));
        }
        None
    }

    /// The position of the mark that ends the paragraph at the walk's position; `None` where the part ends without one.
    fn paragraph_end(&self, walk: &Walk) -> Option<usize> {
        let units = self.text.units.get(walk.at..walk.to)?;
        units
            .iter()
            .enumerate()
            .find(|&(i, u)| match u.ch {
                PARAGRAPH_MARK | CELL_MARK => true,
                PAGE_BREAK => self.ends_section(walk.at + i),
                _ => false,
            })
            .map(|(i, _)| walk.at + i)
    }

    /// The end of a section ends its paragraph; a page break inside one is the same character ([MS-DOC] 2.4.1), and only the table of sections tells them apart: the runs
    /// of properties end at both.
    fn ends_section(&self, at: usize) -> bool {
        u32::try_from(at + 1).is_ok_and(|end| self.section_ends.binary_search(&end).is_ok())
    }

    /// Takes the characters up to `end`, and tells what became of the one at `end`.
    fn gather(&mut self, walk: &mut Walk, end: usize, style: &Style, into: &mut Gathered) -> Mark {
        let mut run = (0_u32, 0_u32);
        let mut character = Character::default();
        let mut piece_end = 0;
        for at in walk.at..end.saturating_add(1).min(walk.to) {
            let Some(&unit) = self.text.units.get(at) else { break };
            if at >= piece_end || unit.offset < run.0 || unit.offset >= run.1 {
                (character, run, piece_end) = self.character_at(at, unit.offset, walk);
            }
            if at == end {
                return Mark { deleted: character.deleted, hidden: character.hidden.resolve(style.hidden) };
            }
            let taken = walk.fields.take(at);
            if taken == Taken::Nothing && unit.ch == '\u{1}' && character.data {
                character.picture.into_iter().for_each(|data| walk.fields.form(data));
            }
            if taken == Taken::Nothing || character.deleted || unit.ch == Unit::NOTHING {
                continue;
            }
            let named = character.style.map(|s| self.styles.get(s)).unwrap_or_default();
            // A property that both styles switch on is off again, as in the other format (ECMA-376-1, 17.7.3).
            if character.hidden.resolve(style.hidden ^ named.hidden) {
                into.hidden = true;
                self.hidden += usize::from(unit.ch >= ' ');
                continue;
            }
            let before = into.text.len();
            match taken {
                Taken::Print(text) => into.text.push_str(&text),
                Taken::Form(data) => into.text.extend(data::check_box(self.data, data).map(|checked| if checked { '☒' } else { '☐' })),
                _ => self.character(at, unit.ch, &character, walk.fields.in_object(), into),
            }
            if into.text.len() > before {
                walk.fields.show();
                into.contents |= walk.fields.in_contents();
            }
            if !into.text.get(before..).unwrap_or("").trim().is_empty() {
                let bold = character.bold.resolve(style.bold ^ named.bold);
                into.bold |= bold;
                into.plain |= !bold;
            }
        }
        Mark::default()
    }

    /// One character that is neither deleted nor hidden ([MS-DOC] 2.4.1, and 2.6.1 sprmCFSpec for the special ones).
    fn character(&self, at: usize, ch: char, character: &Character, in_object: bool, into: &mut Gathered) {
        if (ch >= ' ' || matches!(ch, '\t' | LINE_BREAK | '\u{1E}')) && std::mem::take(&mut into.break_is_due) && !into.text.is_empty() {
            into.text.push('\n');
        }
        match ch {
            '(' if character.special && character.symbol.is_some() => {
                into.text.extend(character.symbol.and_then(|(font, code)| self.fonts.character(font, code)));
            }
            '\u{1}' if character.special => match character.picture {
                _ if character.object || in_object => into.object = true,
                Some(at) if !character.data => into.pictures.push(data::picture_size(self.data, at)),
                _ => {}
            },
            '\u{8}' if character.special => into.shapes.extend(self.shapes.at(at)),
            '\t' => into.text.push('\t'),
            LINE_BREAK => into.text.push('\n'),
            PAGE_BREAK | '\u{E}' => into.break_is_due = true,
            '\u{1E}' => into.text.push('-'),
            '\0'..='\u{1F}' => {}
            other => into.text.push(other),
        }
    }

    fn finish(&mut self, gathered: Gathered, walk: &mut Walk, end: End, style: &Style) -> StoryParagraph {
        let End { properties, row, cell_mark, deleted } = end;
        let ends_row = properties.row_end || properties.inner_row_end;
        let reference =
            Reference { list: properties.list, own_level: properties.level, style_level: properties.style_level, style: style.list_from };
        let number = if ends_row { None } else { self.lists.next(&mut walk.counters, reference) };
        let look = Look {
            outline: properties.outline.filter(|&o| o < 9).map_or(0, |o| o + 1),
            bold: gathered.bold && !gathered.plain,
            centered: properties.centered,
            contents: gathered.contents || style.contents,
        };
        StoryParagraph {
            raw: RawParagraph { text: gathered.text, number, role: walk.role, look },
            properties,
            cell_mark,
            deleted,
            row,
            shapes: gathered.shapes,
            pictures: gathered.pictures,
            object: gathered.object,
        }
    }
}

const SED: usize = 12;
const PARAGRAPH_MARK: char = '\r';
const CELL_MARK: char = '\u{7}';
const LINE_BREAK: char = '\u{B}';
const PAGE_BREAK: char = '\u{C}';
