//! The lists of a file ([MS-DOC] 2.9.192 "PlfLst", 2.9.191 "PlfLfo") and the numbers of its paragraphs.

use super::fonts::Fonts;
use super::properties::Character;
use crate::document::AutoNumber;
use crate::ingest::bytes::{i32_at, slice_at, u8_at, u16_at, u32_at};
use crate::ingest::numbering::{Counters, LEVELS, Level, NumberFormat, Piece};
use std::collections::BTreeMap;

/// Paragraphs can refer to at most this many list overrides ([MS-DOC] 2.6.2, sprmPIlfo).
const MOST_OVERRIDES: usize = 2046;
const LSTF: usize = 28;
const LVLF: usize = 28;
const LFO: usize = 16;

struct List {
    identifier: u32,
    /// The paragraph style of each level.
    styles: [u16; LEVELS],
    levels: Vec<Level>,
}

/// One LFO: a list with changes of its own.
struct Override {
    list: u32,
    changes: Vec<Change>,
}

struct Change {
    level: u8,
    start: Option<u32>,
    whole: Option<Level>,
}

/// What a paragraph's override makes of its list.
struct Effective {
    list: u32,
    levels: Vec<Level>,
    first: [Option<u32>; LEVELS],
    styles: [u16; LEVELS],
}

/// How a paragraph refers to its list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference {
    /// Its sprmPIlfo.
    pub(super) list: i16,
    /// The sprmPIlvl of the paragraph.
    pub(super) own_level: Option<u8>,
    /// The sprmPIlvl of its style.
    pub(super) style_level: Option<u8>,
    /// The style from which the style has the list.
    pub(super) style: u16,
}

/// The lists of a file.
#[derive(Default)]
pub(super) struct Lists {
    lists: BTreeMap<u32, List>,
    overrides: Vec<Override>,
    used: BTreeMap<usize, Option<Effective>>,
}

impl Lists {
    /// Reads both tables. `table` is the whole table stream: the levels stand after the PlfLst and are not counted in its length.
    pub(super) fn read(plf_lst_at: (usize, usize), plf_lfo: &[u8], table: &[u8], fonts: &Fonts) -> Self {
        let mut lists = Lists::default();
        if plf_lst_at.1 > 0 {
            lists.lists = read_lists(table.get(plf_lst_at.0..).unwrap_or(&[]), fonts);
        }
        lists.overrides = read_overrides(plf_lfo, fonts);
        lists
    }

    /// Counts a paragraph and gives what is printed before it.
    pub(super) fn next(&mut self, counters: &mut Counters, reference: Reference) -> Option<AutoNumber> {
        // 0: no list; negative, or 0x7FF: numbers of older versions ([MS-DOC] 2.6.2, sprmPIlfo).
        let at = usize::try_from(reference.list).ok()?.checked_sub(1).filter(|&i| i < MOST_OVERRIDES)?;
        if !self.used.contains_key(&at) {
            let effective = self.effective(at);
            self.used.insert(at, effective);
        }
        let effective = self.used.get(&at)?.as_ref()?;
        // A style that a level of the list names stands on that level, whatever its own sprmPIlvl says (rgistdPara; in the other format ECMA-376-1, 17.9.23).
        let bound = || effective.styles.iter().position(|&s| s == reference.style).map(|l| l as u8);
        let level = reference.own_level.or_else(bound).or(reference.style_level).unwrap_or(0).min(LEVELS as u8 - 1);
        let first = effective.first.get(usize::from(level)).copied().flatten();
        counters.next(effective.list, at as u32, level, &effective.levels, first)
    }

    fn effective(&self, at: usize) -> Option<Effective> {
        let chosen = self.overrides.get(at)?;
        let list = self.lists.get(&chosen.list)?;
        let mut effective = Effective { list: list.identifier, levels: list.levels.clone(), first: [None; LEVELS], styles: list.styles };
        for change in &chosen.changes {
            let at = usize::from(change.level);
            if let (Some(level), Some(place)) = (&change.whole, effective.levels.get_mut(at)) {
                *place = level.clone();
            }
            // With fFormatting the first value stands in the level itself ([MS-DOC] 2.9.132 "LFOLVL").
            let start = change.whole.as_ref().map_or(change.start, |level| change.start.map(|_| level.start));
            if let (Some(start), Some(place)) = (start, effective.first.get_mut(at)) {
                *place = Some(start);
            }
        }
        Some(effective)
    }
}

fn read_lists(bytes: &[u8], fonts: &Fonts) -> BTreeMap<u32, List> {
    let count = usize::from(u16_at(bytes, 0).unwrap_or(0));
    let mut at = 2 + count * LSTF;
    let mut lists = BTreeMap::new();
    for i in 0..count {
        let lstf = slice_at(bytes, 2 + i * LSTF, LSTF);
        let (Some(identifier), Some(flags)) = (u32_at(lstf, 0), u8_at(lstf, 26)) else { break };
        let styles = std::array::from_fn(|l| u16_at(lstf, 8 + l * 2).unwrap_or(0x0FFF));
        // fSimpleList: one level, else nine ([MS-DOC] 2.9.147 "LSTF").
        let simple = flags & 1 == 1;
        let mut levels = Vec::new();
        for index in 0..if simple { 1 } else { LEVELS as u8 } {
            let Some((level, size)) = read_level(bytes.get(at..).unwrap_or(&[]), index, fonts) else { break };
            levels.push(level);
            at += size;
        }
        lists.insert(identifier, List { identifier, styles, levels });
    }
    lists
}

/// One LVL ([MS-DOC] 2.9.149) and its size.
fn read_level(bytes: &[u8], index: u8, fonts: &Fonts) -> Option<(Level, usize)> {
    let start = i32_at(bytes, 0)?.max(0) as u32;
    let format = NumberFormat::from_msonfc(u8_at(bytes, 4)?);
    let flags = u8_at(bytes, 5)?;
    let (chpx, papx) = (usize::from(u8_at(bytes, 24)?), usize::from(u8_at(bytes, 25)?));
    // fNoRestart: it starts again only after levels below ilvlRestartLim ([MS-DOC] 2.9.150 "LVLF").
    let restart_below = if flags & 8 == 0 { index } else { u8_at(bytes, 26)?.min(index) };
    let xst = LVLF + papx + chpx;
    let length = usize::from(u16_at(bytes, xst)?);
    let text = bytes.get(xst + 2..xst + 2 + length * 2)?;
    let mut look = Character::default();
    look.apply_all(slice_at(bytes, LVLF + papx, chpx));
    let symbols = look.fonts.iter().flatten().any(|&f| fonts.is_symbols(f));
    let level = Level { start, format, text: pieces(text), legal: flags & 4 != 0, restart_below };
    let level = level.in_print(symbols, look.hidden.resolve(false));
    Some((level, xst + 2 + length * 2))
}

/// The text of a level: a character below 9 is the place of that level's number ([MS-DOC] 2.9.149, xst).
fn pieces(xst: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    for decoded in char::decode_utf16(xst.as_chunks::<2>().0.iter().take(255).map(|&u| u16::from_le_bytes(u))) {
        match decoded.unwrap_or(char::REPLACEMENT_CHARACTER) {
            place @ '\0'..='\u{8}' => {
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Number(place as u8));
            }
            other => plain.push(other),
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

fn read_overrides(bytes: &[u8], fonts: &Fonts) -> Vec<Override> {
    let count = (u32_at(bytes, 0).unwrap_or(0) as usize).min(MOST_OVERRIDES);
    let mut at = 4 + u32_at(bytes, 0).unwrap_or(0) as usize * LFO;
    let mut overrides = Vec::new();
    for i in 0..count {
        let lfo = slice_at(bytes, 4 + i * LFO, LFO);
        let (Some(list), Some(levels)) = (u32_at(lfo, 0), u8_at(lfo, 12)) else { break };
        // LFOData: a position that is not used, then the levels.
        at += 4;
        let mut changes = Vec::new();
        for _ in 0..levels {
            let Some((change, size)) = read_change(bytes.get(at..).unwrap_or(&[]), fonts) else { break };
            changes.push(change);
            at += size;
        }
        overrides.push(Override { list, changes });
    }
    overrides
}

/// One LFOLVL ([MS-DOC] 2.9.132) and its size.
fn read_change(bytes: &[u8], fonts: &Fonts) -> Option<(Change, usize)> {
    let start = i32_at(bytes, 0)?.max(0) as u32;
    let flags = u32_at(bytes, 4)?;
    let level = (flags & 0xF) as u8;
    let start = (flags & 0x10 != 0).then_some(start);
    if flags & 0x20 == 0 {
        return Some((Change { level, start, whole: None }, 8));
    }
    let (whole, size) = read_level(bytes.get(8..)?, level.min(LEVELS as u8 - 1), fonts)?;
    Some((Change { level, start, whole: Some(whole) }, 8 + size))
}
