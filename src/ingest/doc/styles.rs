//! The style sheet ([MS-DOC] 2.9.271 "STSH"): what a paragraph has before its own modifiers.

use super::properties::{Character, Paragraph};
use crate::ingest::bytes::{slice_at, u16_at};

/// What a style says, its base styles included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    /// Paragraph properties.
    pub(super) paragraph: Paragraph,
    /// Bold.
    pub(super) bold: bool,
    /// Hidden.
    pub(super) hidden: bool,
    /// It is one of Word's own styles for entries of a table of contents.
    pub(super) contents: bool,
    /// The style that its list belongs to: its own index, or the base's from which it has the list.
    pub(super) list_from: u16,
}

/// A style as the file gives it.
#[derive(Debug, Clone, Copy, Default)]
struct Raw<'a> {
    identifier: u16,
    base: u16,
    papx: &'a [u8],
    chpx: &'a [u8],
}

const NO_BASE: u16 = 0x0FFF;
/// How many styles may build on each other; Word allows eleven.
const CHAIN: usize = 64;

/// All styles, resolved.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
}

impl Styles {
    /// Reads a style sheet; empty where the file has none.
    pub(super) fn read(stsh: &[u8]) -> Self {
        let header = usize::from(u16_at(stsh, 0).unwrap_or(0));
        let count = usize::from(u16_at(stsh, 2).unwrap_or(0));
        let base_size = usize::from(u16_at(stsh, 4).unwrap_or(10));
        let mut at = 2 + header;
        let mut raw = Vec::new();
        while raw.len() < count {
            let Some(length) = u16_at(stsh, at) else { break };
            raw.push(style(slice_at(stsh, at + 2, usize::from(length)), base_size));
            at += 2 + usize::from(length);
        }
        Styles { styles: resolve(&raw) }
    }

    /// A style; one that the file does not have says nothing.
    pub(super) fn get(&self, index: u16) -> Style {
        self.styles
            .get(usize::from(index))
            .copied()
            .unwrap_or_else(|| Style { paragraph: Paragraph { style: index, ..Paragraph::default() }, ..Style::default() })
    }
}

/// One STD ([MS-DOC] 2.9.260): a fixed part, a name, then the modifiers of its kind.
fn style(std: &[u8], base_size: usize) -> Raw<'_> {
    let (Some(first), Some(second), Some(third)) = (u16_at(std, 0), u16_at(std, 2), u16_at(std, 4)) else {
        return Raw { base: NO_BASE, ..Raw::default() };
    };
    let name = usize::from(u16_at(std, base_size).unwrap_or(0));
    let mut at = base_size + 2 + name * 2 + 2;
    let mut upx = |_: usize| {
        let length = usize::from(u16_at(std, at)?);
        let data = slice_at(std, at + 2, length);
        at += 2 + length + length % 2;
        Some(data)
    };
    let parts: Vec<&[u8]> = (0..usize::from(third & 0xF)).map_while(&mut upx).collect();
    let part = |i: usize| parts.get(i).copied().unwrap_or(&[]);
    // stk: 1 paragraph, 2 character, 3 table, 4 numbering ([MS-DOC] 2.9.259 "StdfBase"); a UpxPapx begins with the style's own index.
    let (papx, chpx) = match second & 0xF {
        1 => (part(0), part(1)),
        2 => (&[][..], part(0)),
        4 => (part(0), &[][..]),
        _ => (&[][..], &[][..]),
    };
    Raw { identifier: first & 0x0FFF, base: second >> 4, papx: papx.get(2..).unwrap_or(&[]), chpx }
}

fn resolve(raw: &[Raw<'_>]) -> Vec<Style> {
    let mut done: Vec<Option<Style>> = vec![None; raw.len()];
    for index in 0..raw.len() {
        let mut chain = Vec::new();
        let mut next = index;
        while let Some(style) = raw.get(next)
            && done[next].is_none()
            && chain.len() < CHAIN
            && !chain.contains(&next)
        {
            chain.push(next);
            next = usize::from(style.base);
        }
        for &at in chain.iter().rev() {
            let base = done.get(usize::from(raw[at].base)).copied().flatten();
            done[at] = Some(build(at as u16, &raw[at], base.unwrap_or_default()));
        }
    }
    done.into_iter().map(Option::unwrap_or_default).collect()
}

fn build(index: u16, raw: &Raw<'_>, base: Style) -> Style {
    let mut style = base;
    style.paragraph.style = index;
    // Word's own styles by number ([MS-DOC] 2.9.259, sti): 1-9 are headings, whose outline level the file need not repeat; 19-27 are entries of a table of contents.
    if (1..=9).contains(&raw.identifier) {
        style.paragraph.outline = Some(raw.identifier as u8 - 1);
    }
    style.contents |= (19..=27).contains(&raw.identifier);
    let list = style.paragraph.list;
    style.paragraph.apply_all(raw.papx);
    style.paragraph.style = index;
    if style.paragraph.list != list || list == 0 {
        style.list_from = index;
    }
    let mut character = Character::default();
    character.apply_all(raw.chpx);
    style.bold = character.bold.resolve(base.bold);
    style.hidden = character.hidden.resolve(base.hidden);
    style
}
