//! A document as lines: paragraphs, their pieces between line breaks, and tables as one line each; every line folded once and its number parsed once.

use super::meaning::{Reading, Words};
use super::number::{self, Number, Style};
use crate::document::{AutoNumber, Block, Document, Look, Position, Role, Table, TextRange};
use crate::normalise::key::Key;

/// Only so many characters of a line are folded: no heading is longer.
const FOLDED: usize = 90;

/// A line that is not empty, or a table.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Block index.
    pub block: u32,
    /// Its text in the document, without blanks at its ends; of a table, the first line of its only cell, if it has but one.
    pub range: TextRange,
    /// Scalar values of the paragraph before it; the blanks at its start belong to it.
    pub start: u32,
    /// Scalar values of the paragraph before its text.
    pub text_start: u32,
    /// Scalar values in it.
    pub chars: u32,
    /// Scalar values of the paragraph up to the start of the next line in it, or its whole length.
    pub end: u32,
    /// It stands for a table.
    pub table: bool,
    /// Where in the file it stood.
    pub role: Role,
    /// How it looks.
    pub look: Look,
    /// The start of its text, folded and simplified.
    pub key: Key,
    /// Its number, from the text or counted by the word processor.
    pub number: Option<Number>,
    /// As printed, without its mark.
    pub number_text: Option<String>,
    /// Bytes of the key where the text after the number begins.
    pub title_at: usize,
    /// What its words mean as a heading, when it is short enough to be one.
    pub reading: Option<Reading>,
    /// It holds a page number alone, or it is the header or footer of a page: headings and lists go on over it.
    pub page_number: bool,
    /// Dotted leaders stood at its end; they and the page number are not in its key.
    pub leader: bool,
    /// Wide gaps part it into columns: a row of a table that the format lost.
    pub columns: bool,
}

impl Line {
    /// The folded text after the number.
    pub fn title(&self) -> &str {
        self.key.text.get(self.title_at..).unwrap_or("")
    }

    /// Where it begins, its automatic number included.
    pub fn position(&self) -> Position {
        Position { block: self.block, char: self.start }
    }

    /// A paragraph of running text or of a text box, or a table: what may belong to a part.
    pub fn is_body(&self) -> bool {
        matches!(self.role, Role::Body | Role::TextBox)
    }

    /// It stands out by its look.
    pub fn is_prominent(&self) -> bool {
        self.look.centered || self.look.outline > 0
    }

    /// It was folded to its end.
    pub fn is_whole(&self) -> bool {
        (self.chars as usize) <= FOLDED
    }

    /// Its last visible character.
    pub fn last_char(&self, document: &Document) -> char {
        document.slice(self.range).trim_end().chars().next_back().unwrap_or(' ')
    }

    /// The source's bytes, relative to the line, where the key's byte `at` stands.
    pub fn source_at(&self, at: usize) -> usize {
        self.key.map.get(at).copied().unwrap_or(0) as usize
    }
}

/// The lines between two positions, in order; empty ones are left out.
pub(crate) fn lines(document: &Document, from: Position, to: Position, words: &Words) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in from.block..=to.block {
        match document.block(block) {
            Some(Block::Paragraph(paragraph)) => {
                let Some(text) = document.piece(block, from, to) else { continue };
                let whole = document.slice(paragraph.range);
                let mut chars = if block == from.block { from.char } else { 0 };
                let mut at =
                    paragraph.range.start as usize + whole.char_indices().nth(chars as usize).map_or(whole.len(), |(byte, _)| byte);
                for (piece, gap) in text.split('\n').flat_map(super::run_on::pieces) {
                    let length = piece.chars().count() as u32;
                    let place =
                        Place { block, start: chars, end: chars + length, role: paragraph.role, look: paragraph.look, table: false };
                    let auto = paragraph.number.as_deref().filter(|_| chars == 0);
                    push(&mut lines, words, place, at, piece, auto);
                    chars += length + u32::from(gap);
                    at += piece.len() + usize::from(gap);
                }
            }
            Some(Block::Table(table)) if block < to.block => {
                let place = Place { block, start: 0, end: 0, role: Role::Body, look: Look::default(), table: true };
                let (at, text, auto) = only_cell(document, table).unwrap_or((table.range.start as usize, "", None));
                lines.extend(framed(document, table, block, 0, words));
                let before = lines.len();
                push(&mut lines, words, place, at, text, auto);
                if lines.len() == before {
                    lines.push(Line::empty(place));
                }
                lines.extend((1..table.rows).rev().find_map(|row| framed(document, table, block, row, words)));
            }
            _ => {}
        }
    }
    lines
}

#[derive(Debug, Clone, Copy)]
struct Place {
    block: u32,
    start: u32,
    end: u32,
    role: Role,
    look: Look,
    table: bool,
}

impl Line {
    fn empty(place: Place) -> Self {
        Line {
            block: place.block,
            range: TextRange::default(),
            start: place.start,
            text_start: place.start,
            chars: 0,
            end: place.end,
            table: place.table,
            role: place.role,
            look: place.look,
            key: Key::new(""),
            number: None,
            number_text: None,
            title_at: 0,
            reading: None,
            page_number: false,
            leader: false,
            columns: false,
        }
    }
}

/// The first line of a table that has text in one cell only: a frame round a heading.
fn only_cell<'a>(document: &'a Document, table: &'a Table) -> Option<(usize, &'a str, Option<&'a AutoNumber>)> {
    let mut filled = table.cells.iter().filter(|c| !document.cell_text(c).trim().is_empty());
    let cell = filled.next()?;
    if filled.next().is_some() {
        return None;
    }
    let text = document.cell_text(cell);
    let skipped = text.len() - text.trim_start().len();
    let first = text[skipped..].split('\n').next().unwrap_or("");
    let auto = cell.numbers.iter().find(|n| n.before as usize <= cell.range.start as usize + skipped).map(|n| &n.number);
    Some((cell.range.start as usize + skipped, first, auto))
}

/// A heading in a frame beside a table: where nothing stands between them, files join both into one table. What the first row opens begins with the table, what another
/// row opens after it.
fn framed(document: &Document, table: &Table, block: u32, row: u32, words: &Words) -> Option<Line> {
    let mut filled = table.row_cells(row).filter(|c| !document.cell_text(c).trim().is_empty());
    let cell = filled.next().filter(|c| table.rows > 1 && filled.next().is_none() && c.row == row)?;
    let text = document.cell_text(cell);
    if text.trim().contains('\n') {
        return None;
    }
    let place = Place { block: block + u32::from(row > 0), start: 0, end: 0, role: Role::Body, look: Look::default(), table: false };
    let mut lines = Vec::new();
    push(&mut lines, words, place, cell.range.start as usize, text, None);
    let numbered = |l: &Line| l.number.is_some_and(|n| n.style <= Style::ChineseBracket && n.value.is_some());
    lines.pop().filter(|l| {
        let tells = super::shape::tells(l.title());
        numbered(l) && tells && l.reading.is_some_and(|r| r.is_full() && r.complete && !r.amount && r.part().is_some())
    })
}

fn push(lines: &mut Vec<Line>, words: &Words, place: Place, at: usize, piece: &str, auto: Option<&AutoNumber>) {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}');
    let text = piece.trim_end_matches(blank);
    let lead = text.len() - text.trim_start_matches(blank).len();
    if text.len() == lead && auto.is_none() {
        return;
    }
    let range = TextRange::new(at + lead, at + text.len());
    let (text, leader) = without_leader(&text[lead..]);
    let chars = text.chars().count() as u32;
    let text_start = place.start + piece[..lead].chars().count() as u32;
    let key = without_lost_blanks(Key::new(prefix(text, FOLDED)), text);
    let blank_at = |at: usize| {
        let from = key.map.get(at).copied().unwrap_or(0) as usize;
        text[..from].ends_with(blank)
    };
    let residue = key.text.len() - strip_residue(&key.text).len();
    let printed = number::parse(&key.text[residue..], |at| blank_at(at + residue))
        .filter(|n| believe(words, &key.text[residue..], *n))
        .map(|n| Number { printed_end: n.printed_end + residue, end: n.end + residue, ..n });
    let mut line = Line {
        block: place.block,
        range,
        // The blanks before it, and its automatic number, belong to it.
        start: place.start,
        text_start,
        chars,
        end: place.end,
        table: place.table,
        role: place.role,
        look: place.look,
        number: printed,
        number_text: None,
        title_at: printed.map_or(residue, |n| n.end),
        reading: None,
        page_number: is_page_number(&key.text) || key.text.is_empty() && auto.is_none() || place.role == Role::PageMargin,
        leader,
        columns: false,
        key,
    };
    line.columns = !line.table && has_columns(&text[line.source_at(line.title_at)..]);
    line.number_text = printed.filter(|n| n.printed_end > residue).map(|n| {
        let range = line.key.source_range(text, residue, n.printed_end);
        text[range].to_owned()
    });
    if printed.is_none_or(|n| n.value.is_none())
        && let Some(auto) = auto
        && let Some((number, text)) = automatic(auto)
    {
        line.number = Some(number);
        line.number_text = Some(text);
    }
    if line.is_whole() && !line.page_number && !line.columns {
        line.reading = words.read(line.title());
    }
    lines.push(line);
}

/// Without dotted leaders and the page number at its end; true when there were at least three points, or what a lost page field leaves (`PAGEREF _Toc25831 \h 3`).
fn without_leader(text: &str) -> (&str, bool) {
    if let Some((title, _)) = text.split_once("PAGEREF")
        && !title.trim().is_empty()
    {
        return (title.trim_end().trim_end_matches(|c: char| matches!(c, '.' | '…' | '·') || c.is_whitespace()), true);
    }
    let page = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '-' | '０'..='９');
    let dotted = |c: char| matches!(c, '.' | '…' | '·' | '_' | '—' | '－' | '⋯' | '．' | '•' | '-') || c.is_whitespace();
    let points = text.trim_end_matches(page);
    let bare = points.trim_end_matches(dotted);
    let count: usize =
        points[bare.len()..].chars().filter(|c| !c.is_whitespace()).map(|c| if matches!(c, '…' | '⋯') { 3 } else { 1 }).sum();
    if count >= 3 && !bare.is_empty() { (bare, true) } else { (text, false) }
}

/// Three blanks or more, or a tab, part it into pieces of which one has several characters (名   词 is one word).
fn has_columns(text: &str) -> bool {
    let mut pieces = 0;
    let mut wide = false;
    let mut at = text.trim();
    loop {
        let gap = at.char_indices().scan(0_u32, |run, (i, c)| {
            *run = if c == '\t' {
                *run + 3
            } else if c.is_whitespace() {
                *run + 1
            } else {
                0
            };
            Some((i + c.len_utf8(), *run))
        });
        let end = gap.into_iter().find(|(_, run)| *run >= 3).map_or(at.len(), |(end, _)| end);
        let piece = at[..end].trim();
        pieces += 1;
        wide |= piece.chars().count() > 2;
        at = at[end..].trim_start();
        if at.is_empty() {
            return pieces > 1 && wide;
        }
    }
}

/// Without the question marks that stand where a converter lost special blanks (`第一部分 ?部门概况`); a question is asked with a wide one.
fn without_lost_blanks(key: Key, source: &str) -> Key {
    let lost = |at: usize| {
        let from = key.map.get(at).map_or(0, |b| *b as usize);
        source.get(from..).is_some_and(|s| s.starts_with(['?', '\u{fffd}']))
    };
    if !key.text.char_indices().any(|(at, c)| matches!(c, '?' | '\u{fffd}') && lost(at)) {
        return key;
    }
    let mut bare = Key { text: String::with_capacity(key.text.len()), map: Vec::with_capacity(key.map.len()) };
    for (at, c) in key.text.char_indices().filter(|(at, _)| !lost(*at)) {
        bare.text.push(c);
        bare.map.extend(key.map.iter().skip(at).take(c.len_utf8()));
    }
    bare.map.extend(key.map.last());
    bare
}

/// `？第二部分？`: question marks and stars where special blanks stood.
fn strip_residue(key: &str) -> &str {
    key.trim_start_matches(['?', '*', '□', '■', '●', '◆', '▲', '※', '★', '\u{f0b7}', '\u{fffd}'])
}

/// A number without a mark counts only where the rest is a heading and no word runs over the numeral (一般公共预算, 三公经费).
fn believe(words: &Words, key: &str, number: Number) -> bool {
    !number.loose
        || !words.word_runs_over(key, number.printed_end)
            && !begins_place(key, number)
            && words.read(&key[number.end..]).is_some_and(|r| {
                // 3机关运行经费: digits without a mark and a blank need more.
                let sure = !matches!(number.style, Style::Arabic | Style::Decimal) || !r.amount && r.known >= 4;
                number.style == Style::Part || r.is_full() && !r.general && sure
            })
}

/// 四会市统计局概况, 三台县水务局: the numeral is the first character of a place's name.
fn begins_place(key: &str, number: Number) -> bool {
    let Some(rest) = key.get(number.end..).filter(|_| number.style == Style::Chinese) else { return false };
    let Some((at, _)) = rest.char_indices().skip(1).take(3).find(|(_, c)| matches!(c, '县' | '市' | '区' | '旗' | '镇' | '乡'))
    else {
        return false;
    };
    !rest.get(..at).is_some_and(|name| name.ends_with(['全', '本', '我', '各', '该', '地']))
}

/// The number that a word processor counted, and its text without its mark.
fn automatic(auto: &AutoNumber) -> Option<(Number, String)> {
    let key = Key::new(&auto.text);
    let number = number::parse(&key.text, |_| true)?;
    let range = key.source_range(&auto.text, 0, number.printed_end);
    let text = auto.text.get(range)?.trim().to_owned();
    Some((Number { printed_end: 0, end: 0, loose: false, ..number }, text)).filter(|(_, t)| !t.is_empty())
}

/// `12`, `- 12 -`, `第 3 页 共 9 页`: the number of a page, left by a converter.
fn is_page_number(key: &str) -> bool {
    // 12. and 12、 are the numbers of a heading that goes on in the next line.
    if key.ends_with(['.', '、']) && key.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let inner = key.trim_matches(['-', '_', '~', '.', '·', '(', ')', '/']);
    if inner.is_empty() {
        return key.chars().all(|c| matches!(c, '-' | '_' | '~' | '·'));
    }
    let digits = |s: &str| !s.is_empty() && s.len() <= 3 && s.bytes().all(|b| b.is_ascii_digit());
    digits(inner)
        || inner.split('/').count() == 2 && inner.split('/').all(digits)
        || inner
            .strip_prefix('第')
            .is_some_and(|s| s.contains('页') && s.chars().all(|c| c.is_ascii_digit() || matches!(c, '页' | '共' | ',' | '/')))
}

fn prefix(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}
