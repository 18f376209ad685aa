//! Running text as passages: one or more paragraphs that are one text, folded, with the way back to where each character stood.
//!
//! A page's width or a page's end may cut a sentence into several paragraphs; they are joined again where the first does not end and the second does not begin something.
//! Lone page numbers between them are left out. What is no running text (contents, glossary, the tables' chapter, site chrome) gives no passage.

use super::list::{self, Style};
use crate::context::Context;
use crate::document::{Block, Format, Place, Position, Role, TextRange};
use crate::facts::Part;
use crate::normalise::Key;
use crate::record::SectionStatus;
use crate::sections::{Section, SectionKey};

/// One text to be read.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    /// Folded text.
    pub key: String,
    /// For each byte of `key`, and one past the end: the byte in the document's text of the character that it came from.
    pub map: Vec<u32>,
    /// Index of the deepest section that it begins in.
    pub section: Option<usize>,
    /// The part that it stands in.
    pub part: Option<Part>,
    /// The list number before its text: printed or counted by the word processor.
    pub style: Option<Style>,
    /// Byte offsets in `key` before which white space was dropped.
    blanks: Vec<usize>,
    /// Byte offsets in `key` of digits and commas that were printed full-width.
    wide: Vec<usize>,
    /// Byte offsets in `key` where a further paragraph begins.
    pub seams: Vec<usize>,
    /// A table stands before it.
    pub after_table: bool,
    /// It is a heading and nothing else.
    pub heading: bool,
}

impl Passage {
    fn start(text: &str, at: u32) -> Self {
        let mut passage = Passage::default();
        passage.push(text, at);
        passage
    }

    fn push(&mut self, text: &str, at: u32) {
        let key = Key::new(text);
        let base = self.key.len();
        let mut before: Option<u32> = None;
        for (byte, _) in key.text.char_indices() {
            let from = key.map.get(byte).copied().unwrap_or(0);
            if before.is_some_and(|end| from > end) {
                self.blanks.push(base + byte);
            }
            let source = text.get(from as usize..).and_then(|t| t.chars().next());
            if source.is_some_and(|c| !c.is_ascii()) && key.text.as_bytes().get(byte).is_some_and(|b| b.is_ascii_digit() || *b == b',') {
                self.wide.push(base + byte);
            }
            before = source.map(|c| from + c.len_utf8() as u32);
        }
        self.map.pop();
        self.key.push_str(&key.text);
        self.map.extend(key.map.iter().map(|m| m + at));
    }

    /// True when white space or a paragraph's end stood in the source before this byte of the key.
    pub fn blank_before(&self, byte: usize) -> bool {
        self.blanks.binary_search(&byte).is_ok() || self.seams.binary_search(&byte).is_ok()
    }

    /// True for a comma that may group digits: a narrow one, also between wide digits (１,３０７), or one as wide as they are. In `100，200万元` it separates.
    pub fn thousands_at(&self, byte: usize) -> bool {
        let wide = |at: usize| self.wide.binary_search(&at).is_ok();
        byte.checked_sub(1).is_some_and(|before| !wide(byte) || wide(before))
    }
}

/// Where paragraphs stand in the document's text: to turn bytes into places.
#[derive(Debug)]
pub(super) struct Places<'a> {
    context: &'a Context<'a>,
    starts: Vec<(u32, u32)>,
    /// The last byte that was asked for in a block, and how many characters stand before it: a long paragraph is not counted from its beginning each time.
    last: std::cell::Cell<(u32, u32, u32)>,
}

impl<'a> Places<'a> {
    /// Of the unit's paragraphs.
    pub fn new(context: &'a Context<'a>) -> Self {
        let mut starts = Vec::new();
        for block in context.unit.first_block..context.unit.end_block {
            if let Some(paragraph) = context.document.paragraph(block) {
                starts.push((paragraph.range.start, block));
            }
        }
        starts.sort_unstable();
        Places { context, starts, last: std::cell::Cell::new((u32::MAX, 0, 0)) }
    }

    fn position(&self, byte: u32) -> Option<Position> {
        let index = self.starts.partition_point(|(start, _)| *start <= byte).checked_sub(1)?;
        let (_, block) = *self.starts.get(index)?;
        let range = self.context.document.paragraph(block)?.range;
        (byte <= range.end).then(|| Position { block, char: self.char_at(block, range, byte) })
    }

    fn char_at(&self, block: u32, range: TextRange, byte: u32) -> u32 {
        let (known, from, chars) = self.last.get();
        let count = |start: u32, end: u32| self.context.document.slice(TextRange { start, end }).chars().count() as u32;
        let char = match byte {
            _ if known != block => count(range.start, byte),
            later if later >= from => chars + count(from, later),
            earlier => chars.saturating_sub(count(earlier, from)),
        };
        self.last.set((block, byte, char));
        char
    }

    /// Place and printed text of a byte range of a passage's key.
    pub fn of(&self, passage: &Passage, start: usize, end: usize) -> Option<(Place, String)> {
        let from = *passage.map.get(start)?;
        let last = *passage.map.get(end.checked_sub(1)?)?;
        let text = &self.context.document.text;
        let to = last + text.get(last as usize..)?.chars().next().map_or(0, |c| c.len_utf8() as u32);
        let (first, final_) = (self.position(from)?, self.position(to)?);
        let place = Place { block: first.block, end_block: final_.block, start_char: first.char, end_char: final_.char, cell: None };
        Some((place, text.get(from as usize..to as usize)?.to_owned()))
    }
}

/// True for sections whose text states no facts.
fn silent(section: &Section) -> bool {
    matches!(section.key, SectionKey::Contents | SectionKey::SiteChrome | SectionKey::TablesChapter | SectionKey::Attachment)
        || section.part == Some(Part::Glossary)
}

/// A page number that stands alone: `12`, `— 12 —`, `第12页`, `12/30`.
fn page_number(key: &str) -> bool {
    let inner = key.trim_matches(|c| matches!(c, '-' | '·' | '~' | '.'));
    let inner = inner.strip_prefix('第').unwrap_or(inner);
    let inner = inner.split(['页', '/']).next().unwrap_or(inner);
    !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit()) && key.len() <= 24
}

/// True when a text that ends so is finished.
fn finished(key: &str) -> bool {
    key.ends_with(['。', ';', ':', '!', '?'])
}

/// True when the second text goes on where the first one stopped.
fn continues(before: &str, text: &str, width: usize) -> bool {
    if list::number(text).is_some() {
        return false;
    }
    // 主要用于： at the end of a line: what it is for stands on the next one.
    if ["用于:", "原因:", "原因是:", "原因为:", "主要是:"].iter().any(|w| before.ends_with(w)) {
        return true;
    }
    if finished(before) {
        return false;
    }
    before.chars().count() >= width
        || before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | '、' | '(' | '.'))
        || text.starts_with([',', '。', ';', '、', ')', '%', '元'])
        || text.starts_with("万元")
}

/// The passages of one disclosure, in reading order.
pub(super) fn passages(context: &Context<'_>) -> Vec<Passage> {
    let mut done: Vec<Passage> = Vec::new();
    let (mut broken, mut paged, mut tabled) = (true, false, false);
    // Lines of a text file are cut at the page's width; paragraphs of the other formats are cut by their writers, unless a page was copied into them.
    let width = if context.document.format == Format::Text { 18 } else { 30 };
    let sections = &context.sections.list;
    for block in context.unit.first_block..context.unit.end_block {
        let paragraph = match context.document.block(block) {
            Some(Block::Paragraph(paragraph)) => paragraph,
            Some(Block::Table(_)) => {
                (broken, tabled) = (true, true);
                continue;
            }
            None => continue,
        };
        if !matches!(paragraph.role, Role::Body | Role::TextBox) {
            continue;
        }
        let whole = context.document.slice(paragraph.range);
        for (from, to) in pieces(context, block, whole) {
            let text = &whole[from..to];
            let position = Position { block, char: whole[..from].chars().count() as u32 };
            let section = sections.iter().rposition(|s| s.status != SectionStatus::Missing && s.start <= position && position < s.end);
            let key = Key::new(text);
            if key.text.is_empty() {
                continue;
            }
            if page_number(&key.text) {
                // A page ends here, and it may end inside a sentence.
                paged = true;
                continue;
            }
            let found = section.and_then(|s| sections.get(s));
            let section = section.and_then(|s| heading_of(context, s));
            if found.is_some_and(silent) {
                broken = true;
                continue;
            }
            let auto = (from == 0).then_some(paragraph.number.as_ref()).flatten();
            let at = paragraph.range.start + from as u32;
            match done.last_mut() {
                Some(last)
                    if !broken
                        && !last.heading
                        && from == 0
                        && auto.is_none()
                        && last.section == section
                        && !starts_section(context, section, position)
                        && continues(&last.key, &key.text, if paged { 1 } else { width }) =>
                {
                    last.seams.push(last.key.len());
                    last.push(text, at);
                }
                _ => {
                    let mut passage = Passage::start(text, at);
                    passage.section = section;
                    passage.after_table = tabled;
                    passage.part = found.and_then(|s| s.part);
                    passage.style = auto
                        .and_then(|n| list::number(&Key::new(&n.text).text))
                        .map(|n| n.style)
                        .or_else(|| list::number(&key.text).map(|n| n.style));
                    passage.heading = is_heading(context, position, block, whole[..to].chars().count() as u32);
                    done.push(passage);
                }
            }
            (broken, paged, tabled) = (false, false, false);
        }
    }
    done
}

/// The section itself, or the nearest one above it that is no item of a list of amounts: 1.财政拨款收入100万元 is a sentence, not a heading for what follows.
fn heading_of(context: &Context<'_>, section: usize) -> Option<usize> {
    let list = &context.sections.list;
    let mut at = Some(section);
    while let Some(found) = at.and_then(|s| list.get(s)) {
        if !states_amount(context, found) {
            return at;
        }
        at = found.parent;
    }
    None
}

/// True for a heading that is an item of a list of amounts.
pub(super) fn states_amount(context: &Context<'_>, section: &Section) -> bool {
    let heading = crate::normalise::key::fold_text(&section.heading);
    let digits = heading.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| &heading[at + 1..]);
    if digits.into_iter().any(|rest| ["万", "元", "亿", "%"].iter().any(|u| rest.starts_with(u))) {
        return true;
    }
    let text = context.document.paragraph_text(section.body.block);
    let rest: String = text.chars().skip(section.body.char as usize).filter(|c| !c.is_whitespace()).take(2).collect();
    let rest = rest.trim_start_matches('为');
    section.body.block == section.start.block && rest.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

fn starts_section(context: &Context<'_>, section: Option<usize>, position: Position) -> bool {
    section.and_then(|s| context.sections.list.get(s)).is_some_and(|s| s.start == position)
}

/// True when a section begins here whose heading takes all of this piece.
fn is_heading(context: &Context<'_>, position: Position, block: u32, end: u32) -> bool {
    context
        .sections
        .list
        .iter()
        .any(|s| s.start == position && s.status != SectionStatus::Missing && s.body >= Position { block, char: end })
}

/// Byte ranges of a paragraph, cut where a section begins inside it.
fn pieces(context: &Context<'_>, block: u32, text: &str) -> Vec<(usize, usize)> {
    let mut cuts: Vec<usize> = context
        .sections
        .list
        .iter()
        .filter(|s| s.status != SectionStatus::Missing && s.start.block == block && s.start.char > 0)
        .filter_map(|s| text.char_indices().nth(s.start.char as usize).map(|(at, _)| at))
        .collect();
    cuts.push(0);
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|w| (w[0], w[1])).collect()
}
