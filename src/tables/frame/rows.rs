//! Which rows of a table are title, header, serial numbers and body, and what each column's header path is.

use super::super::cell::{CellValue, cell_value};
use super::super::header::HeaderPath;
use super::lead::{LeadText, classify};
use crate::document::{Cell, Document, Layout, Table};
use crate::normalise::key::fold_text;
use std::ops::Range;

/// What a row of the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// Values under the header.
    Data,
    /// 合计, 总计, 共计.
    Total,
    /// 小计.
    Subtotal,
    /// No visible text, or dashes alone.
    Blank,
    /// 注：…, 空表列示 …: words for the reader.
    Note,
    /// The header or a title once more (on a new page).
    Repeated,
    /// 栏次, 行次, 1 2 3, 甲 乙.
    Serial,
}

/// A row below the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyRow {
    /// Row in the grid.
    pub row: u32,
    /// What it is.
    pub kind: RowKind,
}

/// The shape of a range of rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shape {
    pub lead: Vec<u32>,
    pub header: Vec<u32>,
    pub body: Vec<BodyRow>,
}

/// Rows of title, code and unit at most; what goes on longer is body.
const MOST_LEAD_ROWS: usize = 12;
/// Says whether a folded text is a word of some table's header.
pub(crate) type KnowsHeader<'k> = &'k dyn Fn(&str) -> bool;

/// Total words, folded; `Some(true)` for a total of the table, `Some(false)` for a subtotal.
pub fn total_word(text: &str) -> Option<bool> {
    let folded = fold_text(text);
    let bare = folded.trim_end_matches([':', '.', '。']).trim_start_matches('*');
    match bare {
        "合计" | "总计" | "共计" | "总合计" | "合计数" | "总计数" | "全部合计" | "部门合计" | "单位合计" | "汇总" | "合记" | "累计" => {
            Some(true)
        }
        "小计" | "小记" => Some(false),
        _ => None,
    }
}

/// The texts of the cells that begin in a row.
pub(crate) fn row_texts<'d>(document: &'d Document, table: &'d Table, row: u32) -> Vec<(&'d Cell, &'d str)> {
    table.row_cells(row).map(|c| (c, document.cell_text(c))).collect()
}

pub(super) fn visible(text: &str) -> bool {
    !fold_text(text).is_empty()
}

/// A bare year in a header.
fn is_year(text: &str) -> bool {
    fold_text(text).parse::<i32>().is_ok_and(|y| (1990..=2035).contains(&y))
}

/// True when every text of the row that says anything is caption, unit, code or label.
pub(crate) fn is_lead_row(document: &Document, table: &Table, row: u32) -> bool {
    let texts = row_texts(document, table, row);
    let said: Vec<&(&Cell, &str)> = texts.iter().filter(|(_, t)| visible(t)).collect();
    let Some(&&(first, text)) = said.first() else { return true };
    let alone = said.len() == 1;
    let whole_width = alone && (texts.len() == 1 || first.column_span == table.columns);
    let kinds: Vec<LeadText> = said.iter().map(|(_, t)| classify(t)).filter(|k| *k != LeadText::Blank).collect();
    if !kinds.is_empty() && !kinds.contains(&LeadText::Other) {
        // A lone title-like cell beside blank ones may be a label of the body (一、收入总表 …): it must lead the row.
        return !alone || whole_width || kinds.first() != Some(&LeadText::Title) || first.column == 0;
    }
    whole_width
        && table.columns > 1
        && !matches!(cell_value(text), CellValue::Number(_) | CellValue::Percent(_))
        && total_word(text).is_none()
}

/// How much a row looks like a header: above zero it may be one, below it is body.
pub(crate) fn likeness(document: &Document, table: &Table, row: u32, knows: KnowsHeader<'_>) -> i32 {
    let texts = row_texts(document, table, row);
    let said = texts.iter().filter(|(_, t)| visible(t)).count();
    texts.iter().filter(|(_, t)| visible(t)).map(|(_, t)| text_likeness(t, said, knows)).sum()
}

fn text_likeness(text: &str, said: usize, knows: KnowsHeader<'_>) -> i32 {
    let folded = fold_text(text);
    let length = folded.chars().count();
    match cell_value(text) {
        CellValue::Number(_) if is_year(text) => return 1,
        CellValue::Number(_) | CellValue::Percent(_) => return -12,
        CellValue::Blank => return -2,
        CellValue::ZeroWords(_) => return -3,
        CellValue::Words => {}
    }
    if total_word(text).is_some() {
        return if said == 1 { -6 } else { 1 };
    }
    if folded.contains(['。', ';', '≥', '≤', '<', '>']) || length > 30 {
        return -5;
    }
    if knows(&super::super::cell::without_unit(&folded)) {
        return 4;
    }
    if has_list_number(&folded) {
        return -5;
    }
    i32::from(length <= 14)
}

/// 一、…, （一）…, 1、…, 1.…: an item of the body.
pub(crate) fn has_list_number(folded: &str) -> bool {
    let inner = folded.strip_prefix('(').unwrap_or(folded);
    let digits: usize = inner.chars().take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c)).count();
    let after = inner.chars().nth(digits);
    (1..=3).contains(&digits) && after.is_some_and(|c| matches!(c, '、' | '.' | ')' | '．'))
}

/// Rows of numbers that only count the columns: 栏次 1 2 3, 甲 乙 1 2, 1 2 3=4+5.
fn is_serial_row(texts: &[(&Cell, &str)]) -> bool {
    let said: Vec<String> = texts.iter().map(|(_, t)| fold_text(t)).filter(|t| !t.is_empty()).collect();
    if said.len() < 2 {
        return said.len() == 1 && said.first().is_some_and(|t| t == "栏次");
    }
    let mut next: Option<u32> = None;
    let (mut numbers, mut named) = (0, false);
    for text in &said {
        if matches!(text.as_str(), "栏次" | "行次" | "序号" | "栏目" | "项目" | "甲" | "乙" | "丙" | "丁" | "**" | "*" | "-" | "--")
        {
            named |= text == "栏次";
            continue;
        }
        let head: String = text.trim_start_matches(['(', '[']).chars().take_while(char::is_ascii_digit).collect();
        let formula = text.chars().all(|c| c.is_ascii_digit() || "=+-*/%()[]、÷×".contains(c));
        let Ok(number) = head.parse::<u32>() else { return false };
        if !formula || number > 99 || next.is_some_and(|n| number != n) {
            return false;
        }
        next = Some(number + 1);
        numbers += 1;
    }
    named || (numbers >= 2 && next == Some(numbers + 1))
}

/// Words for the reader, not a row of values.
fn is_note(table: &Table, texts: &[(&Cell, &str)]) -> bool {
    let mut said = texts.iter().filter(|(_, t)| visible(t));
    let (Some((cell, text)), None) = (said.next(), said.next()) else {
        let first = texts.iter().map(|(_, t)| fold_text(t)).find(|t| !t.is_empty()).unwrap_or_default();
        return first.starts_with("注:");
    };
    let folded = fold_text(text);
    let start = ["注:", "注1", "备注:", "说明:", "注.", "*注"].iter().any(|s| folded.starts_with(s));
    start || says_empty(&folded) || (cell.column_span == table.columns && table.columns > 2 && folded.chars().count() > 30)
}

/// A text that says that a table is empty: 空表列示, 本表为空, 无此项支出，故本表无数据.
pub fn says_empty(folded: &str) -> bool {
    ["空表", "本表为空", "此表为空", "表无数据", "无数据"].iter().any(|w| folded.contains(w))
}

/// Tells title, header and body of the rows of `range` apart.
pub(crate) fn shape(document: &Document, table: &Table, range: Range<u32>, knows: KnowsHeader<'_>) -> Shape {
    let mut shape = Shape::default();
    let mut row = range.start;
    while row < range.end && shape.lead.len() < MOST_LEAD_ROWS && is_lead_row(document, table, row) {
        shape.lead.push(row);
        row += 1;
    }
    // A table of lead rows alone has no header and no body.
    let header_end = header_end(document, table, row..range.end, knows);
    shape.header = (row..header_end).collect();
    for row in header_end..range.end {
        let kind = body_kind(document, table, row, &shape);
        shape.body.push(BodyRow { row, kind });
    }
    shape
}

/// One past the last header row. The first row is header unless it looks like body; merged cells say how deep the header is; what comes after belongs to it only on
/// strong evidence: every word known, below a merged cell or beside blank leading cells.
fn header_end(document: &Document, table: &Table, rows: Range<u32>, knows: KnowsHeader<'_>) -> u32 {
    let first = rows.start;
    if first >= rows.end || likeness(document, table, first, knows) <= 0 {
        return first;
    }
    let mut end = first + 1;
    let mut deepest = first + table.row_cells(first).map(|c| c.row_span).max().unwrap_or(1);
    deepest = deepest.max(table.marked_header_rows.min(first + 6)).min(rows.end);
    let marked = table.marked_header_rows.min(first + 6);
    // A text layout prints a merged cell once: while rows are shorter than the body, the header is not complete.
    // So does a page that lost its spans.
    let lost = table.cell_at(first, table.columns.saturating_sub(1)).is_none();
    let width = match table.layout {
        Layout::Exact if !lost => 0,
        _ => rows.clone().map(|r| table.row_cells(r).count()).max().unwrap_or(0),
    };
    while end < rows.end {
        let like = likeness(document, table, end, knows);
        let texts = row_texts(document, table, end);
        let said: Vec<&str> = texts.iter().filter(|(_, t)| visible(t)).map(|(_, t)| *t).collect();
        let within = end < deepest && like >= 0 && (!said.is_empty() || end < marked);
        let incomplete = table.row_cells(end - 1).count() < width && like > 0;
        if !(within || incomplete || goes_on(document, table, end, &said, like, knows)) {
            break;
        }
        deepest = deepest.max(end + table.row_cells(end).map(|c| c.row_span).max().unwrap_or(1)).min(rows.end);
        end += 1;
    }
    // A header must leave a body, unless the table is nothing but a header.
    if end == rows.end && end - first > 1 && rows.end - first > 1 {
        let last_like = likeness(document, table, end - 1, knows);
        let said = row_texts(document, table, end - 1).iter().filter(|(_, t)| visible(t)).count() as i32;
        if last_like < 4 * said && deepest < end {
            end -= 1;
        }
    }
    end
}

/// Does the header go on in this row, although no merged cell reaches into it?
fn goes_on(document: &Document, table: &Table, row: u32, said: &[&str], like: i32, knows: KnowsHeader<'_>) -> bool {
    if said.is_empty() || like <= 0 || row == 0 {
        return false;
    }
    let known = said.iter().filter(|t| total_word(t).is_some() || knows(&super::super::cell::without_unit(&fold_text(t)))).count();
    // It splits a merged cell of the row above.
    let splits = table.row_cells(row - 1).any(|above| {
        above.column_span > 1
            && above.row_span == 1
            && visible(document.cell_text(above))
            && table
                .row_cells(row)
                .filter(|c| c.column >= above.column && c.column + c.column_span <= above.column + above.column_span)
                .count()
                > 1
    });
    // Merged cells came as blanks: what stands below one of them is its part.
    let fills = table.row_cells(row).filter(|c| {
        let above = table.cell_at(row - 1, c.column);
        visible(document.cell_text(c)) && above.is_some_and(|a| !visible(document.cell_text(a)))
    });
    let fills = fills.count();
    if fills > 0 && said.len() > 1 && known == said.len() {
        return true;
    }
    let ragged = table.row_cells(row).count() != table.row_cells(row - 1).count();
    let leading_blank = table.row_cells(row).next().is_none_or(|c| c.column > 0 || !visible(document.cell_text(c)));
    if splits && (leading_blank || known * 2 >= said.len()) {
        return true;
    }
    // Words in every cell below merged cells: a row of the body has a number or a blank among its amounts.
    let words = said.iter().filter(|t| matches!(cell_value(t), CellValue::Words)).count();
    if splits && said.len() >= 3 && words == table.row_cells(row).count() && known > 0 {
        return true;
    }
    if fills > 1 && said.len() > 2 && leading_blank {
        return true;
    }
    (known == said.len() && (leading_blank || ragged)) || (known * 5 >= said.len() * 4 && leading_blank && said.len() > 1)
}

fn body_kind(document: &Document, table: &Table, row: u32, shape: &Shape) -> RowKind {
    let texts = row_texts(document, table, row);
    if texts.iter().all(|(_, t)| cell_value(t).is_blank()) {
        // A row of which a cell from above tells something is no blank row: its own cells are continuations.
        return RowKind::Blank;
    }
    if shape.header.iter().chain(&shape.lead).any(|&h| same_row(document, table, h, row)) {
        return RowKind::Repeated;
    }
    if is_serial_row(&texts) {
        return RowKind::Serial;
    }
    if is_note(table, &texts) {
        return RowKind::Note;
    }
    let label = texts.iter().map(|(_, t)| *t).find(|t| visible(t) && matches!(cell_value(t), CellValue::Words));
    match label.and_then(total_word) {
        Some(true) => RowKind::Total,
        Some(false) => RowKind::Subtotal,
        None => RowKind::Data,
    }
}

/// The header path of each column: the texts of the header rows from top to bottom, merged cells once. A blank cell over a child takes the merged cell to its left where that
/// one has children too (tables whose merges were lost to blank cells).
pub(crate) fn paths(document: &Document, table: &Table, header: &[u32]) -> Vec<HeaderPath> {
    (0..table.columns).map(|column| path(document, table, header, column)).collect()
}

fn path(document: &Document, table: &Table, header: &[u32], column: u32) -> HeaderPath {
    let mut path = HeaderPath::default();
    let mut seen: Option<(u32, u32)> = None;
    for (level, &row) in header.iter().enumerate() {
        let Some(cell) = table.cell_at(row, column) else { continue };
        let at = (cell.row, cell.column);
        if seen == Some(at) {
            continue;
        }
        seen = Some(at);
        let text = document.cell_text(cell);
        if visible(text) {
            path.push(text);
        } else if let Some(text) = parent_to_the_left(document, table, header, level, column) {
            path.push(text);
        }
    }
    path
}

fn parent_to_the_left<'d>(document: &'d Document, table: &Table, header: &[u32], level: usize, column: u32) -> Option<&'d str> {
    let row = *header.get(level)?;
    let below = header.get(level + 1..)?;
    let says = |row: u32, column: u32| table.cell_at(row, column).is_some_and(|c| c.row >= row && visible(document.cell_text(c)));
    let above = header.get(..level)?.iter().any(|&r| says(r, column));
    let child = |column: u32| below.first().is_some_and(|&r| says(r, column));
    if above || !child(column) {
        return None;
    }
    let left = (0..column).rev().find(|&c| says(row, c))?;
    (left..column).all(child).then(|| table.cell_at(row, left).map(|c| document.cell_text(c))).flatten()
}

pub(super) fn same_row(document: &Document, table: &Table, a: u32, b: u32) -> bool {
    let (a, b) = (row_texts(document, table, a), row_texts(document, table, b));
    a.len() == b.len() && a.iter().zip(&b).all(|((_, a), (_, b))| fold_text(a) == fold_text(b))
}
