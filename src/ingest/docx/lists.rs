//! `word/numbering.xml`: the lists of a file, and which of them a paragraph belongs to.
//!
//! Rulings:
//! - A bullet prints no number, unless its text holds letters or digits and its font is one of letters: some converters write `（一）` as a bullet, and then it is printed.
//! - Levels in a font of symbols, and hidden levels, count but print nothing.
//!
//! Source: ECMA-376-1, 17.9.

use super::styles::{Style, Styles};
pub(super) use super::symbols::is_symbol_font;
use super::xml::{Damage, Event, Ns, Xml, attribute, number, switch, value};
use crate::document::AutoNumber;
use crate::ingest::numbering::{Counters, LEVELS, Level, NumberFormat};
use std::collections::{BTreeMap, HashMap};

/// A level as the file gives it.
#[derive(Debug, Clone, Default)]
struct RawLevel {
    start: Option<u32>,
    format: Option<NumberFormat>,
    /// `w:numFmt w:format="001, 002, …"`: digits of its first number.
    digits: Option<u8>,
    text: String,
    legal: bool,
    restart: Option<u32>,
    style: Option<String>,
    symbols: bool,
    hidden: bool,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: BTreeMap<u8, RawLevel>,
    /// It is defined by the list that a numbering style names.
    style_link: Option<String>,
}

#[derive(Debug, Default)]
struct Num {
    abstract_id: u32,
    levels: BTreeMap<u8, RawLevel>,
    starts: BTreeMap<u8, u32>,
}

/// A list that paragraphs can name.
#[derive(Debug)]
struct List {
    /// What shares a counter.
    counter: u32,
    levels: Vec<Level>,
    /// Paragraph styles that are bound to a level.
    styles: Vec<Option<String>>,
    starts: BTreeMap<u8, u32>,
}

/// All lists of a file.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<u32, List>,
}

impl Lists {
    /// Reads the part. Damage gives the lists that stand before it.
    pub(super) fn read(text: &str, styles: &Styles) -> (Self, Option<Damage>) {
        let mut xml = Xml::new(text);
        let (mut abstracts, mut nums) = (BTreeMap::new(), BTreeMap::new());
        let damage = read_all(&mut xml, &mut abstracts, &mut nums).err();
        let lists = nums.iter().filter_map(|(&id, num)| Some((id, list(num, &abstracts, &nums, styles)?))).collect();
        (Lists { lists }, damage)
    }

    /// The list and the level of a paragraph: its own word first, then that of its style.
    pub(super) fn place(&self, own: (Option<u32>, Option<u8>), style: Option<&Style>) -> Option<(u32, u8)> {
        let from_style = style.map_or((None, None), |s| s.list);
        let id = own.0.or(from_style.0).filter(|&id| id != 0)?;
        let list = self.lists.get(&id)?;
        // A style that is bound to a level stands on that level, whatever its own w:ilvl says (17.9.23).
        let bound = || style?.lineage.iter().find_map(|s| list.styles.iter().position(|l| l.as_ref() == Some(s))).map(|l| l as u8);
        let level = own.1.or_else(bound).or(from_style.1).unwrap_or(0);
        Some((id, level.min(LEVELS as u8 - 1)))
    }

    /// Counts a paragraph and gives what is printed before it.
    pub(super) fn next(&self, counters: &mut Counters, (id, level): (u32, u8)) -> Option<AutoNumber> {
        let list = self.lists.get(&id)?;
        counters.next(list.counter, id, level, &list.levels, list.starts.get(&level).copied())
    }
}

fn list(num: &Num, abstracts: &BTreeMap<u32, Abstract>, nums: &BTreeMap<u32, Num>, styles: &Styles) -> Option<List> {
    let (mut counter, mut definition) = (num.abstract_id, abstracts.get(&num.abstract_id)?);
    if definition.levels.is_empty()
        && let Some(style) = &definition.style_link
        && let Some(linked) = styles.get(styles.find(style)).and_then(|s| nums.get(&s.list.0?))
    {
        (counter, definition) = (linked.abstract_id, abstracts.get(&linked.abstract_id)?);
    }
    let mut levels = Vec::with_capacity(LEVELS);
    let mut bound = Vec::with_capacity(LEVELS);
    for index in 0..LEVELS as u8 {
        let raw = num.levels.get(&index).or_else(|| definition.levels.get(&index));
        let mut level = raw.map_or_else(|| Level::silent(index), |raw| raw.level(index));
        if let Some(&start) = num.starts.get(&index) {
            level.start = start;
        }
        levels.push(level);
        bound.push(raw.and_then(|r| r.style.clone()));
    }
    Some(List { counter, levels, styles: bound, starts: num.starts.clone() })
}

impl RawLevel {
    fn level(&self, index: u8) -> Level {
        let mut format = self.format.unwrap_or(NumberFormat::Decimal);
        if let Some(digits) = self.digits {
            format = NumberFormat::Padded(digits);
        }
        let level = Level {
            start: self.start.unwrap_or(0),
            format,
            text: Level::pieces_from_percent(&self.text),
            legal: self.legal,
            restart_below: self.restart.map_or(index, |r| r.min(LEVELS as u32) as u8),
        };
        level.in_print(self.symbols, self.hidden)
    }
}

fn read_all(xml: &mut Xml<'_>, abstracts: &mut BTreeMap<u32, Abstract>, nums: &mut BTreeMap<u32, Num>) -> Result<(), Damage> {
    loop {
        match xml.next()? {
            Event::Start(Ns::Word, start) => match AsRef::<str>::as_ref(&start.local_name()) {
                "abstractNum" => {
                    let mut entry = Abstract::default();
                    let id = number(&start, "abstractNumId");
                    let read = read_abstract(xml, &mut entry);
                    if let Some(id) = id {
                        abstracts.entry(id).or_insert(entry);
                    }
                    read?;
                }
                "num" => {
                    let mut entry = Num::default();
                    let id = number(&start, "numId");
                    let read = read_num(xml, &mut entry);
                    if let Some(id) = id {
                        nums.entry(id).or_insert(entry);
                    }
                    read?;
                }
                "numPicBullet" => xml.skip()?,
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn read_abstract(xml: &mut Xml<'_>, out: &mut Abstract) -> Result<(), Damage> {
    let mut depth = 1_u32;
    while depth > 0 {
        match xml.next()? {
            Event::Start(Ns::Word, start) => match AsRef::<str>::as_ref(&start.local_name()) {
                "lvl" => {
                    let index = number(&start, "ilvl").and_then(|l| u8::try_from(l).ok());
                    let level = read_level(xml)?;
                    if let Some(index) = index {
                        out.levels.insert(index, level);
                    }
                }
                "numStyleLink" => {
                    out.style_link = value(&start).map(|v| v.into_owned());
                    depth += 1;
                }
                _ => depth += 1,
            },
            Event::Start(..) => depth += 1,
            Event::End => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(())
}

fn read_num(xml: &mut Xml<'_>, out: &mut Num) -> Result<(), Damage> {
    let mut depth = 1_u32;
    let mut overridden = 0_u8;
    while depth > 0 {
        match xml.next()? {
            Event::Start(Ns::Word, start) => {
                depth += 1;
                match AsRef::<str>::as_ref(&start.local_name()) {
                    "abstractNumId" => out.abstract_id = number(&start, "val").unwrap_or(u32::MAX),
                    "lvlOverride" => overridden = number(&start, "ilvl").and_then(|l| u8::try_from(l).ok()).unwrap_or(u8::MAX),
                    "startOverride" => {
                        out.starts.insert(overridden, number(&start, "val").unwrap_or(0));
                    }
                    "lvl" => {
                        let level = read_level(xml)?;
                        depth -= 1;
                        out.levels.insert(overridden, level);
                    }
                    _ => {}
                }
            }
            Event::Start(..) => depth += 1,
            Event::End => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(())
}

/// Reads a `w:lvl` that has just begun, its end included.
fn read_level(xml: &mut Xml<'_>) -> Result<RawLevel, Damage> {
    let mut out = RawLevel::default();
    let mut depth = 1_u32;
    while depth > 0 {
        match xml.next()? {
            Event::Start(Ns::Word, start) => {
                depth += 1;
                match AsRef::<str>::as_ref(&start.local_name()) {
                    "start" => out.start = number(&start, "val"),
                    "numFmt" => {
                        let name = value(&start).unwrap_or_default();
                        out.format = Some(NumberFormat::from_ooxml(&name));
                        // The fallback beside it says only "decimal" and must not win.
                        if name == "custom" {
                            out.digits = attribute(&start, "format").and_then(|f| padding(&f));
                        }
                    }
                    "lvlText" => out.text = value(&start).unwrap_or_default().into_owned(),
                    "isLgl" => out.legal = switch(&start),
                    "lvlRestart" => out.restart = number(&start, "val"),
                    "pStyle" => out.style = value(&start).map(|v| v.into_owned()),
                    "rFonts" => out.symbols = ["ascii", "hAnsi"].iter().filter_map(|a| attribute(&start, a)).any(|f| is_symbol_font(&f)),
                    "vanish" => out.hidden = switch(&start),
                    _ => {}
                }
            }
            Event::Start(..) => depth += 1,
            Event::End => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(out)
}

/// Digits of the first number in a picture like `001, 002, 003, ...`.
fn padding(format: &str) -> Option<u8> {
    let first = format.split(',').next()?.trim();
    let zeros = first.len() > 1 && first.bytes().all(|b| b.is_ascii_digit());
    zeros.then(|| first.len().min(9) as u8)
}
