//! What the text under a heading speaks of, where the words of the heading tell no part: 行政运行费用 over 机关运行经费支出20万元, 相关术语 over definitions.

use super::heading::Candidate;
use super::structure::Walk;
use crate::facts::Part;
use crate::headings::line::Line;
use crate::headings::number::Style;

/// Lines under a heading that are looked at.
const LINES: usize = 12;

/// Characters of a sentence in which its subject stands.
const SUBJECT: usize = 40;

/// Longest term that is defined, in characters.
const TERM: usize = 24;

impl Walk<'_> {
    /// The part that the text under a heading tells: a list of definitions, or a first sentence that states an amount of something that belongs to one part.
    pub(super) fn told_by_text(&self, candidate: &Candidate, style: Style) -> Option<Part> {
        let under: Vec<&Line> = self
            .lines
            .get(candidate.last_line + 1..)?
            .iter()
            .filter(|l| !l.page_number)
            .take_while(|l| !l.table && !l.columns && l.number.is_none_or(|n| n.style > style))
            .take(LINES)
            .collect();
        let defined = under.iter().filter(|l| defines(l.title())).count();
        if defined > 0 && 2 * defined >= under.len() {
            return Some(Part::Glossary);
        }
        let sentence = under.first()?.title().split('。').next()?;
        let states = ["元", "%", "辆"].iter().any(|unit| sentence.contains(unit));
        let subject = sentence.get(..amount_at(sentence)?).filter(|s| s.chars().count() <= SUBJECT)?;
        self.words.part_in_text(subject).filter(|_| states)
    }
}

/// 基本支出：指 …, 基本支出是指 …: a term and what it means.
fn defines(text: &str) -> bool {
    let marks = [":指", ":是指", "是指", ":反映", ":主要指"];
    let at = marks.iter().filter_map(|mark| text.find(mark)).min();
    at.and_then(|at| text.get(..at)).is_some_and(|term| (2..=TERM).contains(&term.chars().count()))
}

/// Where the first number stands that is no year.
fn amount_at(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text.get(at..)?.find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let rest = text.get(start..)?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |found| start + found);
        let year = end - start == 4 && text.get(end..)?.starts_with(['年', '-']);
        if !year {
            return Some(start);
        }
        at = end;
    }
    None
}
