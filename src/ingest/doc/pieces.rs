//! The piece table ([MS-DOC] 2.8.35 "PlcPcd", 2.4.1 "Retrieving Text"): which bytes of the stream hold which characters.

use super::codepage;
use super::fib::{Fib, Part};
use crate::ingest::bytes::{i16_at, plc, slice_at, u8_at, u16_at, u32_at};

/// A run of characters that lie together in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// First character.
    pub(super) from: u32,
    /// One past the last character.
    pub(super) to: u32,
    /// Byte offset of the first character.
    pub(super) offset: u32,
    /// Two bytes a character (UTF-16), or one.
    pub(super) wide: bool,
    /// Modifier of all its characters ([MS-DOC] 2.9.214 "Prm").
    pub(super) prm: u16,
}

/// A character and where it stood. What takes several positions (a pair of surrogates, two bytes of code page 936) is followed by [`Unit::NOTHING`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// The character.
    pub(super) ch: char,
    /// Its byte offset in the stream.
    pub(super) offset: u32,
}

impl Unit {
    /// Fills a position whose character was given before it. A noncharacter: no text holds it.
    pub(super) const NOTHING: char = '\u{FFFF}';
}

/// The text of a file, by character position, and the modifiers of its pieces.
#[derive(Debug, Default)]
pub(super) struct Text<'a> {
    /// Characters; the index is the position.
    pub(super) units: Vec<Unit>,
    /// Pieces in order.
    pub(super) pieces: Vec<Piece>,
    modifiers: Vec<&'a [u8]>,
    /// Pieces were missing, or lay outside the stream.
    pub(super) damaged: bool,
    /// Pieces of one byte a character were in code page 936.
    pub(super) code_page_936: bool,
    /// Code units that are no characters.
    pub(super) undecodable: usize,
}

impl<'a> Text<'a> {
    /// Reads the piece table and all characters it tells of.
    pub(super) fn read(fib: &Fib, stream: &[u8], table: &'a [u8], chinese_fonts: bool) -> Self {
        let mut text = Text::default();
        let (modifiers, plc_pcd) = clx(fib.part(Part::Clx, table));
        text.modifiers = modifiers;
        let mut pieces: Vec<Piece> = plc(plc_pcd, 8).filter_map(|(from, to, pcd)| piece(from, to, pcd)).collect();
        let broken = pieces.windows(2).any(|w| w[0].to != w[1].from) || pieces.first().is_some_and(|p| p.from != 0);
        if pieces.is_empty() || broken {
            text.damaged |= broken || fib.characters() > 0;
            if pieces.is_empty() {
                pieces = without_table(fib);
            }
        }
        // Each byte of the stream is text once: more characters than bytes would be a table that names the same bytes again and again.
        let mut budget = stream.len();
        let chinese = chinese_fonts || fib.far_east || is_chinese(fib.lid) || is_chinese(fib.lid_far_east);
        for mut piece in pieces {
            let width = if piece.wide { 2 } else { 1 };
            let wanted = (piece.to.saturating_sub(piece.from) as usize).saturating_mul(width);
            piece.from = text.units.len() as u32;
            let bytes = slice_at(stream, piece.offset as usize, wanted.min(budget));
            text.damaged |= bytes.len() < wanted;
            budget -= bytes.len();
            if piece.wide {
                text.wide(bytes, piece.offset);
            } else if chinese && codepage::is_936(bytes) {
                text.code_page_936 = true;
                codepage::decode_936(bytes, piece.offset, &mut text.units);
            } else {
                codepage::decode_1252(bytes, piece.offset, &mut text.units);
            }
            piece.to = text.units.len() as u32;
            text.pieces.push(piece);
        }
        text.damaged |= text.units.len() < fib.characters();
        text
    }

    fn wide(&mut self, bytes: &[u8], offset: u32) {
        self.units.reserve(bytes.len() / 2);
        let mut at = offset;
        for decoded in char::decode_utf16(bytes.as_chunks::<2>().0.iter().map(|&u| u16::from_le_bytes(u))) {
            // The noncharacter would be taken for the filler.
            let ch = decoded.ok().filter(|&c| c != Unit::NOTHING).unwrap_or(char::REPLACEMENT_CHARACTER);
            self.undecodable += usize::from(ch == char::REPLACEMENT_CHARACTER);
            self.units.push(Unit { ch, offset: at });
            at = at.saturating_add(2);
            if ch as u32 > 0xFFFF {
                self.units.push(Unit { ch: Unit::NOTHING, offset: at });
                at = at.saturating_add(2);
            }
        }
    }

    /// The modifier of a piece as a grpprl, in `scratch` where the table stores it in two bytes.
    pub(super) fn modifier<'s>(&self, prm: u16, scratch: &'s mut [u8; 3]) -> &'s [u8]
    where
        'a: 's,
    {
        if prm & 1 == 1 {
            return self.modifiers.get(usize::from(prm >> 1)).copied().unwrap_or(&[]);
        }
        // Prm0 ([MS-DOC] 2.9.215): an index into a table of modifiers with one byte of operand; those that are read here.
        let code: u16 = match prm >> 1 & 0x7F {
            0x05 => 0x2403,
            0x0C => 0x260A,
            0x18 => 0x2416,
            0x19 => 0x2417,
            0x41 => 0x0800,
            0x53 => 0x2A33,
            0x55 => 0x0835,
            0x5C => 0x083C,
            0x75 => 0x0855,
            0x76 => 0x0856,
            0x78 => 0x2640,
            _ => return &[],
        };
        *scratch = [code as u8, (code >> 8) as u8, (prm >> 8) as u8];
        &scratch[..]
    }
}

/// Bytes of one modifier in the piece table; a longer one is damage, and each of its pieces would have to walk it.
const LONGEST_MODIFIER: usize = 2048;

/// Splits a Clx into its modifiers and the piece table ([MS-DOC] 2.9.38 "Clx").
fn clx(bytes: &[u8]) -> (Vec<&[u8]>, &[u8]) {
    let mut modifiers = Vec::new();
    let mut at = 0;
    while let Some(kind) = u8_at(bytes, at) {
        match kind {
            1 => {
                let length = i16_at(bytes, at + 1).map_or(0, |l| l.max(0) as usize);
                modifiers.push(slice_at(bytes, at + 3, length.min(LONGEST_MODIFIER)));
                at += 3 + length;
            }
            2 => {
                let length = u32_at(bytes, at + 1).unwrap_or(0) as usize;
                return (modifiers, slice_at(bytes, at + 5, length));
            }
            _ => break,
        }
    }
    (modifiers, &[])
}

fn piece(from: u32, to: u32, pcd: &[u8]) -> Option<Piece> {
    let fc = u32_at(pcd, 2)?;
    let prm = u16_at(pcd, 6)?;
    // FcCompressed ([MS-DOC] 2.9.73): the offset is doubled where a character takes one byte.
    let wide = fc & 0x4000_0000 == 0;
    let at = fc & 0x3FFF_FFFF;
    (to > from).then_some(Piece { from, to, offset: if wide { at } else { at / 2 }, wide, prm })
}

/// What the file information block alone tells of the text: where it begins and ends.
fn without_table(fib: &Fib) -> Vec<Piece> {
    let bytes = fib.fc_mac.saturating_sub(fib.fc_min) as usize;
    let characters = fib.characters();
    if bytes == 0 || characters == 0 {
        return Vec::new();
    }
    let wide = bytes >= characters * 2;
    vec![Piece { from: 0, to: characters as u32, offset: fib.fc_min, wide, prm: 0 }]
}

/// Mainland or Singapore Chinese: programs whose one-byte text can be in code page 936.
fn is_chinese(lid: u16) -> bool {
    lid == 0x0804 || lid == 0x1004
}
