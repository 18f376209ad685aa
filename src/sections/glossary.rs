//! The glossary: terms and their definitions, numbered or not, one a paragraph, several paragraphs long, or several in one paragraph.

use super::items::{Item, items};
use super::rows::own_ranges;
use crate::context::Context;
use crate::facts::Part;
use crate::headings::line::{self, Line};
use crate::headings::meaning::{Meaning, Words};
use crate::headings::number::Style;
use crate::record::{GlossaryRow, SectionStatus};

/// Longest term, in characters: a path of the functional classification.
const LONGEST_TERM: usize = 60;

/// The entries of every piece of the glossary.
pub(crate) fn read(context: &Context<'_>, words: &Words) -> Vec<GlossaryRow> {
    let mut rows = Vec::new();
    for (index, section) in context.sections.list.iter().enumerate() {
        if section.part != Some(Part::Glossary) || section.depth != 1 || section.status != SectionStatus::Found {
            continue;
        }
        let mut reader = Reader::default();
        for (from, to) in own_ranges(context.sections, index) {
            for line in line::lines(context.document, from, to, words) {
                reader.line(context, &line);
            }
        }
        reader.settle();
        rows.append(&mut reader.rows);
    }
    rows
}

#[derive(Default)]
struct Reader {
    rows: Vec<GlossaryRow>,
    /// A term that stood alone on its line and waits for its definition.
    pending: Option<(Option<String>, String, u32)>,
    /// How entries are numbered.
    style: Option<Style>,
    /// Nothing more is added to the last entry.
    ended: bool,
}

impl Reader {
    fn line(&mut self, context: &Context<'_>, line: &Line) {
        let title =
            line.reading.is_some_and(|r| matches!(r.meaning, Meaning::Caption(_) | Meaning::Tables | Meaning::Attachment) && !r.general);
        if line.table || line.columns || (title && line.number.is_none()) {
            self.ended = true;
            return;
        }
        if !line.is_body() {
            return;
        }
        if line.page_number {
            // A bare number in the middle of a sentence is kept as printed: that it is a page's is likely, not certain. - 12 - is one.
            let text = context.document.slice(line.range);
            if !self.last_is_closed() && text.chars().all(|c| c.is_ascii_digit()) {
                self.go_on(text);
            }
            return;
        }
        for item in items(context.document, line) {
            match item.parsed {
                Some(number) => self.numbered(&item, number.style),
                None => self.unnumbered(&item),
            }
        }
    }

    fn numbered(&mut self, item: &Item<'_>, style: Style) {
        // A pending term that another number follows was the heading of a group.
        self.pending = None;
        match split(item.text) {
            Some((term, definition)) => {
                self.style.get_or_insert(style);
                self.add(item.number.clone(), term, definition, item.block);
            }
            None if item.text.chars().count() <= LONGEST_TERM && !item.text.contains('。') => {
                self.pending = Some((item.number.clone(), item.text.trim_end_matches(['：', ':']).trim_end().to_owned(), item.block));
            }
            None => self.go_on(item.text),
        }
    }

    fn unnumbered(&mut self, item: &Item<'_>) {
        if let Some((number, term, block)) = self.pending.take() {
            // The number stood alone on the line before.
            if term.is_empty() {
                return self.numbered(&Item { number, block, ..item.clone() }, self.style.unwrap_or(Style::Chinese));
            }
            return self.add(number, &term, item.text, block);
        }
        let entry = split(item.text).filter(|(term, definition)| {
            let by_number = self.style.is_some();
            let defines = ["指", "是指", "是"].iter().any(|w| definition.starts_with(w));
            let lead = ["其中", "主要", "包括", "具体", "注", "备注", "如下"].iter().any(|w| term.starts_with(w) || term.ends_with(w));
            !lead && (!by_number || (defines && self.last_is_closed())) && term.chars().count() <= 40
        });
        match entry {
            Some((term, definition)) => self.add(None, term, definition, item.block),
            None => self.go_on(item.text),
        }
    }

    fn last_is_closed(&self) -> bool {
        self.rows.last().is_none_or(|r| r.definition.ends_with(['。', '；', ';', '.', '）']))
    }

    fn add(&mut self, number: Option<String>, term: &str, definition: &str, block: u32) {
        self.ended = false;
        self.rows.push(GlossaryRow {
            disclosure_id: String::new(),
            seq: 0,
            number,
            term: term.to_owned(),
            definition: definition.to_owned(),
            block,
        });
    }

    /// A definition of several paragraphs goes on; dates and notes at the end of the page do not belong to it.
    fn go_on(&mut self, text: &str) {
        let aside = ["附件", "附：", "附:", "附表", "注：", "注:", "备注"].iter().any(|w| text.starts_with(w)) || is_date(text);
        if aside {
            self.ended = true;
        }
        if let Some(last) = self.rows.last_mut().filter(|_| !self.ended) {
            last.definition.push('\n');
            last.definition.push_str(text);
        }
    }

    fn settle(&mut self) {
        self.pending = None;
    }
}

fn is_date(text: &str) -> bool {
    text.chars().count() <= 16 && text.contains('年') && text.trim_end().ends_with('日')
}

/// Term and definition: parted by a colon, or by 指, 是指, 反映, 是, whichever comes first outside brackets.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut nesting = 0_i32;
    let mut at_blank = None;
    for (i, (at, c)) in text.char_indices().enumerate() {
        if i > LONGEST_TERM {
            break;
        }
        match c {
            '（' | '(' | '《' => nesting += 1,
            '）' | ')' | '》' => nesting -= 1,
            '。' | '；' => break,
            _ => {}
        }
        if nesting > 0 || i < 2 {
            continue;
        }
        let rest = &text[at..];
        if matches!(c, '：' | ':' | '∶') {
            return entry(&text[..at], &rest[c.len_utf8()..]);
        }
        if verb(rest) {
            return entry(&text[..at], rest);
        }
        if c.is_whitespace() && at_blank.is_none() {
            at_blank = Some(at);
        }
    }
    // 机关运行经费  为保障行政单位运行 …: only where a sentence follows.
    let at = at_blank?;
    entry(&text[..at], &text[at..]).filter(|(term, definition)| definition.contains('。') && term.chars().count() <= 20)
}

/// A definition begins here without a colon.
fn verb(rest: &str) -> bool {
    if rest.starts_with("是指") || rest.starts_with("反映") || rest.starts_with("主要反映") || rest.starts_with("系指") {
        return true;
    }
    let compound = ["指标", "指导", "指数", "指定", "指挥", "指令", "指南", "指出"];
    rest.starts_with('指') && !compound.iter().any(|w| rest.starts_with(w)) || rest.starts_with("是") && !rest.starts_with("是否")
}

fn entry<'a>(term: &'a str, definition: &'a str) -> Option<(&'a str, &'a str)> {
    let term = term.trim().trim_end_matches(['，', ',', '、', '-', '—', '：', ':', '.', '．']).trim();
    let definition = definition.trim();
    (!term.is_empty() && !definition.is_empty()).then_some((term, definition))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_term_ends_at_a_colon_or_a_verb() {
        assert_eq!(split("公共食堂经费：指学校食堂的经费。"), Some(("公共食堂经费", "指学校食堂的经费。")));
        assert_eq!(split("公共食堂经费，是指学校食堂的经费。"), Some(("公共食堂经费", "是指学校食堂的经费。")));
        assert_eq!(split("教育（类）小学教育（项）：反映小学的支出。"), Some(("教育（类）小学教育（项）", "反映小学的支出。")));
        assert_eq!(split("绩效指标反映产出。"), Some(("绩效指标", "反映产出。")));
        assert_eq!(split("收入科目"), None);
    }
}
