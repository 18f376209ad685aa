//! Tables of contents: with and without leaders and page numbers, with and without their own heading, as paragraphs and as tables.

use super::line::Line;
use super::meaning::{Meaning, Reading, Words};
use super::number::{Number, Style};
use crate::document::Document;
use std::ops::Range;

/// An entry of a table of contents.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its words without years, places and the words 部门 and 单位, for comparison with headings.
    pub core: String,
    /// Its number, where it has one.
    pub number: Option<Number>,
}

/// The tables of contents of a disclosure.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contents {
    /// Ranges of lines, in order.
    pub ranges: Vec<Range<usize>>,
    /// What they list.
    pub entries: Vec<Entry>,
}

impl Contents {
    /// True when a heading is listed; a longer heading that ends with a listed one counts.
    pub fn lists(&self, core: &str) -> bool {
        core.len() >= 12 && self.entries.iter().any(|e| e.core == core || (e.core.len() >= 15 && core.ends_with(&e.core)))
    }

    /// The number under which a heading is listed, where it is listed once.
    pub fn number(&self, core: &str) -> Option<Number> {
        let mut listed = self.entries.iter().filter(|e| core.len() >= 12 && e.core == core);
        let number = listed.next()?.number;
        listed.next().is_none().then_some(number).flatten()
    }

    /// True when a line lies in one of them.
    pub fn holds(&self, line: usize) -> bool {
        self.ranges.iter().any(|r| r.contains(&line))
    }
}

/// A line as it might stand in a table of contents.
#[derive(Debug, Clone)]
struct Item {
    core: String,
    reading: Option<Reading>,
    leader: bool,
    listlike: bool,
}

/// Finds the tables of contents.
pub(crate) fn find(document: &Document, lines: &[Line], words: &Words) -> Contents {
    let items: Vec<Item> = lines.iter().map(|l| item(document, l, words)).collect();
    let mut contents = Contents::default();
    let mut at = 0;
    while at < lines.len() {
        let found = titled(document, lines, &items, at, words)
            .or_else(|| marked(lines, &items, at))
            .or_else(|| untitled(lines, &items, at))
            .or_else(|| table(document, lines, at, words));
        match found {
            Some(range) => {
                at = range.end.max(at + 1);
                contents.ranges.push(range);
            }
            None => at += 1,
        }
    }
    for range in &contents.ranges {
        for line in range.clone() {
            if !items[line].core.is_empty() && items[line].reading.is_none_or(|r| r.meaning != Meaning::Contents) {
                contents.entries.push(Entry { core: items[line].core.clone(), number: lines[line].number });
            }
        }
    }
    contents
}

fn item(document: &Document, line: &Line, words: &Words) -> Item {
    let none = Item { core: String::new(), reading: None, leader: false, listlike: false };
    if line.page_number {
        return Item { listlike: true, ..none };
    }
    if line.table
        || line.columns && !line.look.contents && !has_page(document.slice(line.range))
        || !line.is_whole()
        || line.key.text.is_empty()
        || !line.is_body()
    {
        return none;
    }
    let title = without_table_number(line.title());
    let bare = without_page(title);
    let reading = if bare.len() == line.title().len() { line.reading } else { words.read(bare).or(line.reading) };
    let leader = line.leader;
    // An entry may end in a full stop: 一、2023年度收入支出决算总体情况。
    let stopped = line.number.is_some() && reading.is_some() && bare.matches('。').count() == 1;
    let unstopped = if stopped { bare.trim_end_matches('。') } else { bare };
    let sentence = super::shape::is_sentence(unstopped) || bare.ends_with([',', '、']);
    let listlike = !sentence && (line.number.is_some() || reading.is_some() || leader || line.look.contents);
    Item { core: core(bare), reading, leader, listlike }
}

/// Without `表一:` before the name of a table.
fn without_table_number(title: &str) -> &str {
    let named = title.strip_prefix('附').unwrap_or(title).strip_prefix('表').and_then(|rest| rest.split_once(':'));
    let number = |text: &str| {
        !text.is_empty() && text.chars().count() <= 4 && text.chars().all(|c| "一二三四五六七八九十".contains(c) || c.is_ascii_digit())
    };
    named.filter(|(text, rest)| number(text) && !rest.is_empty()).map_or(title, |(_, rest)| rest)
}

/// Its only wide gap stands before a page number.
fn has_page(text: &str) -> bool {
    let entry = text.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let title = entry.trim_end();
    let gap = &entry[title.len()..];
    let wide = |t: &str| t.contains('\t') || t.contains("   ");
    (1..=3).contains(&(text.trim_end().len() - entry.len())) && (gap.contains('\t') || gap.chars().count() >= 2) && !wide(title.trim())
}

/// Without the page number at its end, alone or in brackets.
fn without_page(title: &str) -> &str {
    let bare = title.trim_end_matches([')', ']']);
    let digits = bare.len() - bare.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let cut = bare[..bare.len() - digits].trim_end_matches(['(', '[']);
    if (1..=3).contains(&digits) && !cut.is_empty() { cut } else { title }
}

/// A heading for comparison: without years, brackets, marks and the words that change between contents and text.
pub(crate) fn core(title: &str) -> String {
    let mut text: String = title
        .chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_ascii_punctuation() && !matches!(c, '、' | '。' | '…' | '·' | '《' | '》'))
        .collect();
    for word in ["年度", "部门", "单位", "年", "的", "本级", "关于"] {
        if text.contains(word) {
            text = text.replace(word, "");
        }
    }
    text
}

fn is_contents_title(lines: &[Line], items: &[Item], at: usize) -> bool {
    if items[at].reading.is_some_and(|r| r.meaning == Meaning::Contents) {
        return true;
    }
    // 目 on one line and 录 on another, or 录 before the first entry.
    matches!(lines[at].key.text.as_str(), "录" | "目" | "录第一部分")
}

/// A run of entries under the heading 目录.
fn titled(document: &Document, lines: &[Line], items: &[Item], at: usize, words: &Words) -> Option<Range<usize>> {
    if !is_contents_title(lines, items, at) {
        return None;
    }
    let first = at + 1;
    // Entries that were broken over two lines leave short pieces.
    let piece = |i: usize| {
        let line = &lines[i];
        let short = line.chars <= 40 && !super::shape::is_sentence(without_table_number(line.title())) && !line.title().ends_with('。');
        // Several entries that ran together into one line.
        let run_on = line.number.is_some() && !document.slice(line.range).contains(['。', '，', '；']);
        !line.table && line.is_body() && line.chars > 0 && (short || run_on)
    };
    let mut end = first;
    while end < lines.len() {
        if table_of_entries(document, &lines[end], words, true) {
            end += 1;
            // A table of entries is the whole list; one that a reader made of a few of its lines is not.
            if end == first + 1 {
                return Some(at..end);
            }
        } else if items[end].listlike || piece(end) {
            end += 1;
        } else {
            break;
        }
    }
    // The title of a table, and its unit, belong to the table that ends the run.
    if lines.get(end).is_some_and(|l| l.table) {
        let caption = |i: usize| {
            items[i].reading.is_some_and(|r| matches!(r.meaning, Meaning::Caption(_) | Meaning::Tables)) && lines[i].number.is_none()
        };
        let back = (first..end).rev().take(4).find(|i| caption(*i));
        end = back.unwrap_or(end);
    }
    Some(at..split(lines, items, first, end, true).unwrap_or(end).max(at + 1))
}

/// Paragraphs that the file itself calls contents.
fn marked(lines: &[Line], items: &[Item], at: usize) -> Option<Range<usize>> {
    let end = at + lines[at..].iter().zip(&items[at..]).take_while(|(l, i)| l.look.contents || l.page_number || i.leader).count();
    (lines[at].look.contents && end - at >= 3).then_some(at..end)
}

/// A run of at least five headings without any text between them, before the text, most of which come again.
fn untitled(lines: &[Line], items: &[Item], at: usize) -> Option<Range<usize>> {
    if !items[at].listlike || lines[at].number.is_none() || at > 0 && items[at - 1].listlike && lines[at - 1].number.is_some() {
        return None;
    }
    let end = at + items[at..].iter().take_while(|i| i.listlike).count();
    // Rows of a table that lost its shape are headings of one part at most.
    let mut meanings: Vec<Meaning> = Vec::new();
    for reading in items[at..end].iter().filter_map(|i| i.reading).filter(|r| !matches!(r.meaning, Meaning::Caption(_)) && !r.amount) {
        if !meanings.contains(&reading.meaning) {
            meanings.push(reading.meaning);
        }
    }
    if end - at < 5 || meanings.len() < 3 {
        return None;
    }
    if items[at..end].iter().filter(|i| i.leader).count() >= 3 {
        return Some(at..split(lines, items, at, end, false).unwrap_or(end));
    }
    let comes_again = |i: usize| !items[i].core.is_empty() && items[end..].iter().any(|later| later.core == items[i].core);
    // Nothing in the run repeats its first entries: it ends with the last entry that comes again after it.
    let last = || (at..end).rev().find(|i| comes_again(*i)).map(|i| i + 1);
    let split = split(lines, items, at, end, false).or_else(last).filter(|p| p - at >= 4)?;
    let again = items[at..split].iter().filter(|i| !i.core.is_empty() && items[split..].iter().any(|later| later.core == i.core)).count();
    (2 * again >= split - at || again >= 6).then_some(at..split)
}

/// Where, in a run of headings, the text begins: the first heading that repeats the first entry.
fn split(lines: &[Line], items: &[Item], first: usize, end: usize, titled: bool) -> Option<usize> {
    let last_leader = (first..end).rev().find(|i| items[*i].leader || lines[*i].look.contents);
    let from = last_leader.map_or(first + 1, |i| i + 1);
    let entries = first..end;
    for start in entries.clone().filter(|i| !items[*i].core.is_empty() && !lines[*i].page_number).take(3) {
        if let Some(again) = (from.max(start + 1)..end).find(|p| repeats(lines, items, start, *p)) {
            // The chapter's number may stand alone on the line before.
            let before = again.checked_sub(1).filter(|b| *b >= from && lines[*b].title().is_empty() && lines[*b].number.is_some());
            return Some(before.unwrap_or(again));
        }
    }
    if let Some(last) = last_leader {
        return Some(last + 1);
    }
    // Nothing comes again: the last headings belong to the text that follows them when they are listed before.
    let mut at = end;
    while at > from && items[first..at - 1].iter().any(|i| !i.core.is_empty() && i.core == items[at - 1].core) {
        at -= 1;
    }
    if at < end {
        return Some(at);
    }
    let restart = (from..end).rev().find(|p| lines[*p].number.is_some_and(|n| n.value == Some(1)) && *p + 2 >= end);
    // The chapter's heading stands before its first section.
    let chapter = |p: usize| {
        p.checked_sub(1).filter(|b| *b > first && lines[*b].number.is_some_and(|n| n.style == Style::Part && n.value == Some(1)))
    };
    restart.filter(|_| titled).map(|p| chapter(p).unwrap_or(p))
}

fn repeats(lines: &[Line], items: &[Item], entry: usize, later: usize) -> bool {
    let (a, b) = (&items[entry], &items[later]);
    if let (Some(x), Some(y)) = (lines[entry].number, lines[later].number)
        && x.style == Style::Part
        && y.style == Style::Part
    {
        return x.value == y.value && x.value.is_some();
    }
    if a.core.is_empty() || b.core.is_empty() {
        return false;
    }
    let same_number = match (lines[entry].number, lines[later].number) {
        (Some(x), Some(y)) => x.value == y.value,
        _ => true,
    };
    let alike = a.core == b.core || (a.core.len() >= 12 && b.core.ends_with(&a.core)) || (b.core.len() >= 12 && a.core.ends_with(&b.core));
    same_number && alike
}

/// A table whose rows are entries: numbered or known headings with page numbers beside them.
fn table(document: &Document, lines: &[Line], at: usize, words: &Words) -> Option<Range<usize>> {
    table_of_entries(document, &lines[at], words, false).then_some(at..at + 1)
}

fn table_of_entries(document: &Document, line: &Line, words: &Words, titled: bool) -> bool {
    let Some(table) = document.table(line.block).filter(|t| line.table && t.columns <= 3) else { return false };
    let (mut rows, mut entries, mut parts, mut chapters) = (0, 0, 0, 0);
    for row in 0..table.rows {
        let text: String =
            table.row_cells(row).map(|c| document.cell_text(c)).filter(|t| t.trim().chars().any(|c| !c.is_ascii_digit())).collect();
        if text.trim().is_empty() {
            continue;
        }
        rows += 1;
        let key = crate::normalise::key::Key::new(text.trim());
        let number = super::number::parse(&key.text, |_| true);
        let title_at = number.map_or(0, |n| n.end);
        chapters += u32::from(number.is_some_and(|n| n.style == Style::Part));
        let reading = words.read(without_page(&key.text[title_at..]));
        entries += u32::from(title_at > 0 || reading.is_some());
        parts += u32::from(reading.is_some_and(|r| !r.amount));
    }
    entries * 4 >= rows * 3 && if titled { entries >= 1 } else { rows >= 3 && parts * 2 >= rows && chapters >= 2 }
}
