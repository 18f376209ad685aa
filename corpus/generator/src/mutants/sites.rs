//! Where a disclosure can be changed: numbers, names, units, directions, rows and sections, in the order in which they are printed.

use super::model;
use super::number::Number;
use crate::page::{Block, NumberStyle, Page, Paragraph, Table};
use crate::truth::Truth;

/// Which text of a page: a paragraph, or a cell by table, row and place in the row; counted as [`Page::paragraphs_mut`] and [`Page::tables_mut`] do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Paragraph(usize),
    Cell(usize, usize, usize),
}

/// A piece of a text.
#[derive(Debug, Clone)]
pub struct Piece {
    pub at: At,
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    pub whole: String,
}

impl Piece {
    pub fn text(&self) -> &str {
        &self.whole[self.start..self.end]
    }

    fn after(&self) -> &str {
        self.whole[self.end..].trim_start()
    }

    pub fn source(&self) -> &'static str {
        if matches!(self.at, At::Cell(..)) { "table" } else { "prose" }
    }

    pub fn percent(&self) -> bool {
        self.after().starts_with(['%', '％'])
    }
}

/// Puts another text in the place of a piece.
pub fn replace(page: &mut Page, piece: &Piece, text: &str) {
    let whole = format!("{}{text}{}", &piece.whole[..piece.start], &piece.whole[piece.end..]);
    match piece.at {
        At::Paragraph(i) => page.paragraphs_mut()[i].text = whole,
        At::Cell(t, r, c) => page.tables_mut()[t].rows[r][c].text = whole,
    }
}

/// What follows an amount or a count.
const UNITS: &[&str] = &["万元", "元", "%", "％", "人", "辆", "台", "个", "批", "平方米", "次", "项", "名"];

/// Digits with their separators and decimals.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while digit(end) || (matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1)) {
            end += 1;
        }
        let start = if at == 1 && bytes[0] == b'-' { 0 } else { at };
        found.push((start, end));
        at = end;
    }
    found
}

/// Every text of a page that is no heading.
fn texts(page: &Page) -> Vec<(At, String)> {
    let mut page = page.clone();
    let mut all: Vec<(At, String)> = Vec::new();
    for (i, paragraph) in page.paragraphs_mut().into_iter().enumerate().filter(|(_, p)| !p.heading && !p.centered) {
        all.push((At::Paragraph(i), paragraph.text.clone()));
    }
    for (t, table) in page.tables_mut().into_iter().enumerate() {
        for (r, row) in table.rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                all.push((At::Cell(t, r, c), cell.text.clone()));
            }
        }
    }
    all
}

/// Every printed number of a fact or a cell of figures. Codes, years and numbers of rows are none.
pub fn numbers(page: &Page, truth: &Truth) -> Vec<Piece> {
    let mut found = Vec::new();
    for (at, whole) in texts(page) {
        for (start, end) in tokens(&whole) {
            let piece = Piece { at, start, end, whole: whole.clone() };
            let Some(number) = Number::parse(piece.text()) else { continue };
            let known = || !model::carrying(truth, number, piece.source()).is_empty();
            let fits = match at {
                At::Paragraph(_) => UNITS.iter().any(|u| piece.after().starts_with(u)) && known(),
                At::Cell(..) => {
                    let alone = whole.trim().trim_end_matches(['%', '％']).trim() == piece.text();
                    alone && (piece.text().contains('.') || !is_code(&whole) && (known() || model::in_own_tables(truth, number)))
                }
            };
            if fits {
                found.push(piece);
            }
        }
    }
    found
}

/// 201, 30201, 2010301.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    matches!(text.len(), 3 | 5 | 7) && text.bytes().all(|b| b.is_ascii_digit()) && text.starts_with(['2', '3', '5'])
}

/// Codes of classifications in cells.
pub fn codes(page: &Page) -> Vec<Piece> {
    texts(page)
        .into_iter()
        .filter(|(at, text)| matches!(at, At::Cell(..)) && is_code(text))
        .map(|(at, whole)| Piece { at, start: whole.len() - whole.trim_start().len(), end: whole.trim_end().len(), whole })
        .collect()
}

/// Names of rows, and names of items in sentences.
pub fn names(page: &Page, truth: &Truth) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut copy = page.clone();
    for (t, table) in copy.tables_mut().into_iter().enumerate() {
        for (r, row) in table.rows.iter().enumerate().skip(table.header) {
            if !row.iter().any(|cell| is_figure(&cell.text)) {
                continue;
            }
            for (c, cell) in row.iter().enumerate().filter(|(_, cell)| is_name(cell.text.trim())) {
                let whole = cell.text.clone();
                let start = whole.len() - whole.trim_start().len();
                found.push(Piece { at: At::Cell(t, r, c), start, end: whole.trim_end().len(), whole });
            }
        }
    }
    for item in items(truth) {
        for (i, paragraph) in copy.paragraphs_mut().into_iter().enumerate().filter(|(_, p)| !p.heading) {
            if let Some(start) = paragraph.text.find(item) {
                found.push(Piece { at: At::Paragraph(i), start, end: start + item.len(), whole: paragraph.text.clone() });
            }
        }
    }
    found
}

/// Names of items that sentences state, each once.
pub fn items(truth: &Truth) -> Vec<&str> {
    let named = |f: &&crate::truth::Fact| f.source == "prose" && is_name(&f.item);
    let mut items: Vec<&str> = truth.facts().iter().filter(named).map(|f| f.item.as_str()).collect();
    items.sort_unstable();
    items.dedup();
    items
}

fn is_name(text: &str) -> bool {
    let chars = text.chars().count();
    (2..=30).contains(&chars)
        && text.chars().all(|c| !c.is_ascii_digit())
        && text.chars().filter(|c| ('一'..='鿿').contains(c)).count() >= 2
}

fn is_figure(text: &str) -> bool {
    Number::parse(text.trim()).is_some() && !is_code(text)
}

/// Texts of numbered headings.
pub fn headings(page: &Page) -> Vec<Piece> {
    let mut copy = page.clone();
    let heading = |(i, p): (usize, &mut Paragraph)| {
        (p.heading && p.number.is_some() && is_name(p.text.trim())).then(|| Piece {
            at: At::Paragraph(i),
            start: 0,
            end: p.text.len(),
            whole: p.text.clone(),
        })
    };
    copy.paragraphs_mut().into_iter().enumerate().filter_map(heading).collect()
}

/// The unit behind an amount, and the unit of a table.
pub fn units(page: &Page, truth: &Truth) -> Vec<Piece> {
    let mut found = Vec::new();
    for piece in numbers(page, truth).into_iter().filter(|p| matches!(p.at, At::Paragraph(_))) {
        let start = piece.whole.len() - piece.after().len();
        if let Some(unit) = ["万元", "元"].iter().find(|u| piece.after().starts_with(**u)) {
            found.push(Piece { start, end: start + unit.len(), ..piece });
        }
    }
    for (at, whole) in texts(page).into_iter().filter(|(_, text)| text.chars().count() < 60) {
        let said = whole.contains("单位") || whole.contains("單位") || whole.contains("（万元）") || whole.contains("(万元)");
        let unit = ["万元", "萬元", "元"].iter().find_map(|u| Some((whole.find(u)?, u.len())));
        if let Some((start, length)) = unit.filter(|_| said) {
            found.push(Piece { at, start, end: start + length, whole });
        }
    }
    found
}

/// Words that turn a change round.
pub const DIRECTIONS: &[(&str, &str)] =
    &[("增加", "减少"), ("增长", "下降"), ("上升", "下降"), ("提高", "降低"), ("减少", "增加"), ("下降", "增长"), ("降低", "提高")];

/// The direction words before numbers of sentences, and the signs of amounts in cells.
pub fn signs(page: &Page, truth: &Truth) -> Vec<Piece> {
    let mut found = Vec::new();
    for piece in numbers(page, truth) {
        if let At::Cell(..) = piece.at {
            if piece.text().contains('.') && Number::parse(piece.text()).is_some_and(|n| n.digits != 0) {
                found.push(piece);
            }
            continue;
        }
        let from = piece.whole[..piece.start].char_indices().rev().take(8).last().map_or(0, |(i, _)| i);
        let before = &piece.whole[from..piece.start];
        if let Some((at, word)) = DIRECTIONS.iter().filter_map(|(word, _)| Some((before.rfind(word)?, word))).max() {
            found.push(Piece { start: from + at, end: from + at + word.len(), ..piece });
        }
    }
    found
}

/// Rows of figures that no merged cell binds to another row: table and row.
pub fn rows(page: &Page) -> Vec<(usize, usize)> {
    let mut copy = page.clone();
    let mut found = Vec::new();
    for (t, table) in copy.tables_mut().into_iter().enumerate() {
        let width = |row: &[crate::page::Cell]| row.iter().map(|c| c.columns.max(1)).sum::<usize>();
        let whole = table.rows.iter().map(|r| width(r)).max().unwrap_or(0);
        for (r, row) in table.rows.iter().enumerate().skip(table.header) {
            if width(row) == whole && row.iter().all(|c| c.rows <= 1) && row.iter().any(|c| is_figure(&c.text) && c.text.contains('.')) {
                found.push((t, r));
            }
        }
    }
    found
}

/// The rows of a table, to be changed.
pub fn table(page: &mut Page, at: usize) -> Option<&mut Table> {
    page.tables_mut().into_iter().nth(at)
}

/// Sections of depth 1 as ranges of blocks: from the heading to the next heading of its kind, of a chapter, or a title.
pub fn sections(page: &Page, truth: &Truth) -> Vec<(usize, usize)> {
    let headings: Vec<&str> =
        truth.rows("sections").iter().filter(|r| r.last().is_some_and(|s| s == "found")).map(|r| r[4].as_str()).collect();
    let paragraph = |b: &Block| if let Block::Paragraph(p) = b { Some(p.clone()) } else { None };
    let style = |p: &Paragraph| p.number.map(|(style, _)| style);
    let mut found = Vec::new();
    for (from, block) in page.blocks.iter().enumerate() {
        let Some(p) = paragraph(block).filter(|p| p.heading && p.number.is_some()) else { continue };
        if !headings.contains(&p.text.trim_end_matches(['：', '。'])) {
            continue;
        }
        let ends = |b: &Block| {
            paragraph(b).is_some_and(|q| q.heading && (style(&q) == style(&p) || style(&q) == Some(NumberStyle::Part) || q.centered))
        };
        let to = page.blocks.iter().skip(from + 1).position(ends).map_or(page.blocks.len(), |n| from + 1 + n);
        found.push((from, to));
    }
    found
}
