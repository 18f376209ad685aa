//! Running text whose lines were broken where the page ended: lines become paragraphs again.
//!
//! A line goes on in the next one when it fills the width of its page, and the next one does not begin as paragraphs do (an indent, a number). Blank lines between lines
//! of one paragraph (wide spacing) do not end it; the foot of a page does not either. Nothing is dropped: what a line holds is in the paragraph, and where two lines meet
//! nothing is put between Chinese characters, a blank between words, and a line break between two digits, for nobody can say whether they were one number.

use super::page::{display, is_blank};
use crate::document::{Look, Role};
use crate::ingest::builder::RawParagraph;
use crate::ingest::html::inline::{begins_with_number, ends_sentence};

/// How the lines of a text are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    /// Columns of a full line on the screen; 0 when lines are not broken at a width.
    full: usize,
    /// Columns before a line that goes on.
    margin: usize,
    /// Paragraphs begin with an indent.
    indents: bool,
    /// Lines that have the width.
    support: usize,
}

fn indent(line: &str) -> usize {
    display(&line.chars().take_while(|c| c.is_whitespace()).collect::<String>())
}

impl Measure {
    /// Measures lines of running text, those without gaps in them that begin near the left edge. The width is the one that most lines have, but for two characters; at least three must.
    pub fn of(lines: &[&str]) -> Self {
        let mut widths: Vec<usize> =
            lines.iter().filter(|l| !is_blank(l) && !is_spread(l) && indent(l) <= 12).map(|l| display(l.trim_end())).collect();
        widths.sort_unstable();
        let near = |w: usize| widths.partition_point(|o| *o <= w) - widths.partition_point(|o| o + 4 < w);
        let full = widths.iter().copied().filter(|w| *w >= 30 && near(*w) >= 3).max_by_key(|w| (near(*w), *w)).unwrap_or(0);
        let support = near(full);
        // Where lines are broken at a width, hardly any runs past it; a text with one paragraph a line has lines of every length.
        let longer = widths.len() - widths.partition_point(|w| *w <= full + 8);
        let (full, support) = if longer * 5 > support { (0, 0) } else { (full, support) };
        let text = || lines.iter().filter(|l| display(l.trim_end()) + 4 >= full && !is_blank(l));
        let margin = text().map(|l| indent(l)).min().unwrap_or(0);
        let first = |l: &&&str| display(l.trim_end()) + 12 >= full && (margin + 2..=margin + 8).contains(&indent(l));
        Measure { full, margin, support, indents: lines.iter().filter(|l| !is_blank(l)).any(|l| first(&l)) }
    }

    /// Columns of a full line; 0 when lines are not broken at a width.
    pub fn full(self) -> usize {
        self.full
    }

    /// Enough lines have the width to go by it.
    pub fn is_certain(self) -> bool {
        self.full >= 40 && self.support >= 5
    }

    /// True when `line` was broken and `next` goes on with it.
    pub fn goes_on(self, line: &str, next: &str) -> bool {
        // No paragraph begins with the mark that ends or parts a sentence.
        if self.full > 0 && next.trim_start().starts_with(['。', '，', '；', '：', '、', '）', '》', '”', '％', '%']) {
            return true;
        }
        let reach = display(line.trim_end());
        let indented = indent(next) >= self.margin + 2;
        // A line that begins far to the right is a title, or stands in a table that was not seen.
        if self.full == 0 || indent(line) > self.margin + 12 || is_leader(line) || begins_with_number(next.trim_start(), &[]) {
            return false;
        }
        // A list that was broken off goes on; a line without a comma that is spread or stands before an indent is a heading.
        if !indented && line.trim_end().ends_with(['、', '，']) {
            return true;
        }
        if !has_comma(line) && (indented || (is_spread(line) && reach + 4 < self.full)) {
            return false;
        }
        // Digits are narrower than half of a character, and an indent may be: a line that ends within a sentence need not be quite full.
        let slack = match ends_sentence(line) {
            true if self.indents && !indented => 12,
            false if !indented && !is_spread(line) => 10,
            _ => 5,
        };
        if reach + slack < self.full {
            return false;
        }
        match (ends_sentence(line), indented) {
            (false, true) => indent(next) <= self.margin + 8,
            (false, false) => true,
            (true, true) => false,
            (true, false) => self.indents,
        }
    }

    /// A line that stands in the middle of the page, by itself.
    pub fn is_centered(self, line: &str) -> bool {
        let (left, reach) = (indent(line), display(line.trim_end()));
        if self.full == 0 || left < self.margin + 6 || reach > self.full {
            return false;
        }
        let right = self.full - reach;
        right >= 6 && (left.abs_diff(right + self.margin) <= 10 || (left >= 12 && right >= 12))
    }
}

/// A mark that parts a sentence, the one after a paragraph's number aside.
fn has_comma(line: &str) -> bool {
    let text = line.trim_start();
    let skip = if begins_with_number(text, &[]) { text.find(['、', '．', '.', '）', ')']).unwrap_or(0) } else { 0 };
    text.get(skip..).is_some_and(|t| t.chars().skip(usize::from(skip > 0)).any(|c| matches!(c, '，' | '。' | '；' | '、')))
}

/// Gaps within the line: it was spread to fill its width, or its figures are in another type.
fn is_spread(line: &str) -> bool {
    let text = line.trim();
    let blanks = text.chars().filter(|c| c.is_whitespace()).count();
    text.contains("  ") || blanks * 3 > text.chars().count()
}

/// Dots that lead to a page number.
pub(super) fn is_leader(line: &str) -> bool {
    line.contains("……") || line.contains("....") || line.contains("····")
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Open {
    text: String,
    last: String,
    centered: bool,
}

impl Open {
    /// Nothing was read.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// True when `next` goes on with this paragraph.
    pub fn takes(&self, next: &str, measure: Measure) -> bool {
        !self.is_empty() && !self.centered && measure.goes_on(&self.last, next)
    }

    /// Adds a line.
    pub fn push(&mut self, line: &str, measure: Measure) {
        let text = line.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if self.is_empty() {
            self.centered = measure.is_centered(line);
        }
        self.text.push_str(seam(&self.text, text));
        self.text.push_str(text);
        self.last = line.to_owned();
    }

    /// The paragraph.
    pub fn take(&mut self) -> RawParagraph {
        let open = std::mem::take(self);
        RawParagraph { text: open.text, number: None, role: Role::Body, look: Look { centered: open.centered, ..Look::default() } }
    }
}

/// What stands between two lines of one paragraph.
pub(super) fn seam(before: &str, after: &str) -> &'static str {
    let (Some(a), Some(b)) = (before.chars().next_back(), after.chars().next()) else { return "" };
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    match (digit(a), digit(b)) {
        (true, true) => "\n",
        _ if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => " ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_paragraph_find_each_other() {
        let lines = [
            "    本单位负责全县的低保和救助工作，承办县政府交办的其",
            "他事项，指导乡镇做好有关的服务，收入共计一百二十万元，",
            "其中公用经费三十万元。",
            "    一、收入",
            "    二〇三〇年收入一百二十万元，比上年增加十二万元，主",
            "要是增加人员。",
        ];
        let measure = Measure::of(&lines);
        let joined: Vec<bool> = lines.windows(2).map(|w| measure.goes_on(w[0], w[1])).collect();
        assert_eq!(joined, [true, true, false, false, true]);
        assert_eq!((seam("收入12", "万元"), seam("共12", "5.3"), seam("as", "is")), ("", "\n", " "));
    }
}
