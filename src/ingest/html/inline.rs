//! Lines of text as a browser lays them: white space collapsed, `<br>` ending a line; and the ruling which lines are paragraphs.
//!
//! # The ruling on `<br>`
//! A block is a paragraph, and sites put whole texts into one `div` with a `<br>` after each paragraph. So a `<br>` ends a paragraph, but for
//! - a heading (`h1` … `h6`, or a centred block of up to three lines): its lines are one title;
//! - a line that was broken because it was full: it does not end a sentence, is about as long as the longest line of its block, and the next line has no indent and
//!   no number. Such lines stay one paragraph with a line break in it.
//!
//! In a cell of a table nothing is split: its lines are joined with a line break either way.
//!
//! Source: CSS Text Module Level 3, 4.1 (white space processing) and 4.1.3 (a line end between two wide characters is removed).

use crate::document::{AutoNumber, Look, Role};
use crate::ingest::builder::RawParagraph;
use crate::ingest::is_visible;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What holds for a piece of text, from the elements around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Manner {
    /// Blanks and line ends are kept.
    pub pre: bool,
    /// Bold.
    pub bold: bool,
    /// Part of a link that leads away from the page.
    pub link: bool,
    /// Heading level, centring and contents of the block.
    pub look: Look,
    /// Role of the block.
    pub role: Role,
    /// The innermost region (see `chrome`).
    pub region: u32,
}

/// One line of a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Its text.
    pub text: String,
    /// White space that was met and not yet written: none, a blank, or one with a line end in it.
    pending: Pending,
    /// Its look; `bold` is true while all visible text was bold.
    pub look: Look,
    /// Its role.
    pub role: Role,
    /// Visible characters.
    pub chars: u32,
    /// Visible characters of links.
    pub link_chars: u32,
    /// The region of its first character.
    pub region: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Pending {
    #[default]
    Nothing,
    Blank,
    LineEnd,
}

/// A paragraph of the page, before the ruling on its lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Para {
    /// Its lines; at least one.
    pub lines: Vec<Line>,
    /// Its automatic number.
    pub number: Option<AutoNumber>,
}

impl Line {
    /// Adds text, collapsing its white space.
    fn push(&mut self, text: &str, manner: &Manner) {
        for c in text.chars() {
            if !manner.pre && matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if self.pending != Pending::LineEnd {
                    self.pending = if matches!(c, '\n' | '\r') { Pending::LineEnd } else { Pending::Blank };
                }
                continue;
            }
            self.write_pending(c);
            self.text.push(c);
            if is_visible(c) {
                if self.chars == 0 {
                    self.look = Look { bold: manner.bold, ..manner.look };
                    (self.role, self.region) = (manner.role, manner.region);
                }
                self.look.bold &= manner.bold;
                self.chars += 1;
                self.link_chars += u32::from(manner.link);
            }
        }
    }

    /// Writes the blank that stands before `next`: none at the start of a line, none for a line end between two wide characters.
    fn write_pending(&mut self, next: char) {
        let pending = std::mem::take(&mut self.pending);
        if pending == Pending::Nothing || self.text.is_empty() || self.text.ends_with(' ') {
            return;
        }
        let wide = |c: char| c.width() == Some(2);
        if pending == Pending::LineEnd && wide(next) && self.text.chars().next_back().is_some_and(wide) {
            return;
        }
        self.text.push(' ');
    }
}

/// The lines of the block that is being read.
#[derive(Debug, Default)]
pub(super) struct Inline {
    done: Vec<Line>,
    current: Line,
    /// The automatic number of the paragraph to come.
    pub number: Option<AutoNumber>,
}

impl Inline {
    /// Adds a piece of text.
    pub fn push(&mut self, text: &str, manner: &Manner) {
        if !manner.pre {
            return self.current.push(text, manner);
        }
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.end_line();
            }
            self.current.push(line.trim_end_matches('\r'), manner);
        }
    }

    /// Ends a line (`<br>`).
    pub fn end_line(&mut self) {
        self.done.push(std::mem::take(&mut self.current));
    }

    /// Ends the block: its lines, when there is a character in them.
    pub fn take(&mut self) -> Option<Para> {
        let current = std::mem::take(&mut self.current);
        let mut lines = std::mem::take(&mut self.done);
        // A line break at the very end of a block opens no line.
        if !current.text.is_empty() {
            lines.push(current);
        }
        if lines.iter().all(|l| l.text.is_empty()) {
            return None;
        }
        Some(Para { lines, number: self.number.take() })
    }
}

impl Para {
    /// The whole as one paragraph, lines joined with a line break: as it stands in a cell.
    pub fn joined(self) -> RawParagraph {
        let look = self.look();
        let role = self.lines.iter().find(|l| l.chars > 0).map_or(Role::Body, |l| l.role);
        let text = self.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n");
        RawParagraph { text, number: self.number, role, look }
    }

    /// Outline, centring and contents of its first visible line; bold when all are.
    fn look(&self) -> Look {
        let mut visible = self.lines.iter().filter(|l| l.chars > 0);
        let Some(first) = visible.next() else { return Look::default() };
        Look { bold: first.look.bold && visible.all(|l| l.look.bold), ..first.look }
    }

    /// The paragraphs that the ruling makes of it, each with its own lines.
    pub fn split(self) -> Vec<Para> {
        let visible = self.lines.iter().filter(|l| l.chars > 0).count();
        let look = self.look();
        if visible <= 1 || look.outline > 0 || (look.centered && visible <= 3) {
            return vec![self];
        }
        let longest = self.lines.iter().map(|l| l.text.width()).max().unwrap_or(0);
        let mut out: Vec<Para> = Vec::new();
        let mut number = self.number;
        let mut goes_on = false;
        for line in self.lines {
            if line.chars == 0 {
                goes_on = false;
                continue;
            }
            let full = longest >= 40 && line.text.width() + 4 >= longest && !ends_sentence(&line.text);
            match out.last_mut().filter(|_| goes_on && !begins_paragraph(&line.text)) {
                Some(last) => last.lines.push(line),
                None => out.push(Para { lines: vec![line], number: number.take() }),
            }
            goes_on = full;
        }
        out
    }

    /// Visible characters, and those of links.
    pub fn counts(&self) -> (u32, u32) {
        self.lines.iter().fold((0, 0), |(a, b), l| (a + l.chars, b + l.link_chars))
    }

    /// The region of its first visible character.
    pub fn region(&self) -> u32 {
        self.lines.iter().find(|l| l.chars > 0).map_or(0, |l| l.region)
    }
}

/// The line ends with a mark that ends a sentence or announces a list.
pub(crate) fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['。', '；', '：', '！', '？', ':', ';', '!', '?', '.', '．', '…', '”', '》', '】'])
}

/// The line begins as paragraphs do: with an indent, or with a number (一、 （一） 1. 第一).
pub(crate) fn begins_paragraph(line: &str) -> bool {
    line.starts_with(|c: char| c.is_whitespace()) || begins_with_number(line, &['，', ' '])
}

/// The line begins with the number of a paragraph: 一、 （一） 1. 第一部分 ①. A number with one of `more` after it counts too.
pub(crate) fn begins_with_number(line: &str, more: &[char]) -> bool {
    let line = line.trim_start_matches(['（', '(', '〔', '[', '【', '第']);
    let numeral = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百〇零①②③④⑤⑥⑦⑧⑨⑩".contains(c);
    let rest = line.trim_start_matches(numeral);
    let digits = line.chars().count() - rest.chars().count();
    let circled = line.starts_with(|c: char| ('①'..='⑳').contains(&c));
    let ended = rest.starts_with(['、', '．', '.', '）', ')', '〕', ']', '】', '部', '章', '节', '条']) || rest.starts_with(more);
    circled || ((1..=3).contains(&digits) && ended && !decimal(rest))
}

/// A point followed by a digit: `3.2` is an amount, no number of a paragraph.
fn decimal(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('.' | '．')) && chars.next().is_some_and(|c| c.is_ascii_digit())
}
