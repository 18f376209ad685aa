//! Items of numbered lists, and items that run together in one paragraph.

use crate::document::Document;
use crate::headings::line::Line;
use crate::headings::number::{self, Number};
use crate::normalise::key::Key;

/// An item: its number as printed and its text as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item<'a> {
    /// As printed, without its mark; blank where there is none.
    pub number: Option<String>,
    /// How it is numbered.
    pub parsed: Option<Number>,
    /// Its text, without its number and without blanks at its ends.
    pub text: &'a str,
    /// Block of its text.
    pub block: u32,
    /// It begins a line; false for one that runs on in its line.
    pub begins_line: bool,
}

/// The items of a line: one, unless further numbers of the same list stand in it (1、… 2、… 3、…).
pub(crate) fn items<'a>(document: &'a Document, line: &Line) -> Vec<Item<'a>> {
    let source = document.slice(line.range);
    // A mark without its number (、其他收入) goes on with the line before.
    if line.number.is_some_and(|n| n.value.is_none()) {
        return vec![Item { number: None, parsed: None, text: source, block: line.block, begins_line: true }];
    }
    let from = line.source_at(line.title_at.min(line.key.map.len().saturating_sub(1)));
    let text = source.get(from..).unwrap_or("");
    let mut items =
        vec![Item { number: line.number_text.clone(), parsed: line.number, text: text.trim(), block: line.block, begins_line: true }];
    let Some(first) = line.number.filter(|n| !n.loose) else { return items };
    let Some(mut value) = first.value else { return items };
    let mut rest = text;
    while let Some((at, number, printed, length)) = next_number(rest, first, value + 1) {
        let before = rest[..at].trim();
        if let Some(last) = items.last_mut() {
            last.text = before;
        }
        rest = &rest[at + length..];
        items.push(Item { number: Some(printed), parsed: Some(number), text: rest.trim(), block: line.block, begins_line: false });
        value += 1;
    }
    items
}

/// Where the item `value` of a list begins inside a text: after the end of a sentence, with the list's own style.
fn next_number(text: &str, first: Number, value: u32) -> Option<(usize, Number, String, usize)> {
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if ended && !c.is_whitespace() {
            let window: &str = text[at..].char_indices().nth(12).map_or(&text[at..], |(end, _)| &text[at..at + end]);
            let key = Key::new(window);
            if let Some(number) =
                number::parse(&key.text, |_| false).filter(|n| n.style == first.style && n.value == Some(value) && !n.loose)
            {
                let printed = window.get(key.source_range(window, 0, number.printed_end))?.to_owned();
                let length = key.map.get(number.end).map_or(window.len(), |b| *b as usize);
                return Some((at, number, printed, length));
            }
        }
        ended = matches!(c, '。' | '；' | ';' | '！') || (ended && c.is_whitespace());
    }
    None
}

/// The items of a list that begins inside a sentence: …主要职责是：（一）…；（二）…. Empty where no item 1 follows a mark.
pub(crate) fn run_on_items(text: &str, block: u32) -> Vec<Item<'_>> {
    let mut marked = false;
    for (at, c) in text.char_indices() {
        if marked && !c.is_whitespace() {
            let window: &str = text[at..].char_indices().nth(12).map_or(&text[at..], |(end, _)| &text[at..at + end]);
            let key = Key::new(window);
            if let Some(number) = number::parse(&key.text, |_| false).filter(|n| n.value == Some(1) && !n.loose) {
                return from_first(text, at, window, &key, number, block);
            }
        }
        marked = matches!(c, '：' | ':' | '。' | '；') || (marked && c.is_whitespace());
    }
    Vec::new()
}

fn from_first<'a>(text: &'a str, at: usize, window: &str, key: &Key, first: Number, block: u32) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut printed = window.get(key.source_range(window, 0, first.printed_end)).unwrap_or("").to_owned();
    let mut rest = &text[at + key.map.get(first.end).map_or(window.len(), |b| *b as usize)..];
    let mut value = 1;
    loop {
        let next = next_number(rest, first, value + 1);
        let end = next.as_ref().map_or(rest.len(), |n| n.0);
        items.push(Item {
            number: Some(std::mem::take(&mut printed)),
            parsed: Some(first),
            text: rest[..end].trim(),
            block,
            begins_line: false,
        });
        let Some((start, _, number, length)) = next else { break };
        printed = number;
        rest = &rest[start + length..];
        value += 1;
    }
    // One item alone is a figure of speech, not a list.
    if items.len() >= 2 { items } else { Vec::new() }
}
