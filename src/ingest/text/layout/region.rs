//! Which lines of a page are tables.
//!
//! A table is a run of lines with several pieces. It begins at the first of them, or after the line that names the unit (`单位：万元`); it ends before running text, before a
//! line with leaders, and before the title of the next table (lines of one piece with a unit line after them).

use super::page::{Metric, Page, Piece, display, is_blank, pieces};
use super::prose::is_leader;
use super::rows::is_total;
use crate::ingest::html::inline::{begins_paragraph, begins_with_number, ends_sentence};
use crate::normalise::key::fold_text;
use std::ops::Range;

/// A run of lines of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Running text.
    Prose(Range<usize>),
    /// A table.
    Table(Range<usize>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    /// Names the unit of a table.
    Unit,
    /// A contents line.
    Leader,
    /// Several pieces.
    Several,
    /// One piece.
    One,
}

/// A lone line of so many columns with a comma in it that stands across the table above is running text.
const LONG_SENTENCE: usize = 48;

struct Lines<'a> {
    class: Vec<Class>,
    pieces: Vec<Vec<Piece<'a>>>,
    full: usize,
}

/// Parts a page. `full` is the width of a full line of running text, 0 when unknown; `metric` is how the text counts its columns.
pub(super) fn parts(page: &Page<'_>, full: usize, metric: Metric) -> Vec<Part> {
    let pieces: Vec<Vec<Piece<'_>>> = page.lines.iter().map(|l| pieces(l, metric)).collect();
    let class = page.lines.iter().zip(&pieces).map(|(l, p)| classify(l, p)).collect();
    let lines = Lines { class, pieces, full };
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < page.lines.len() {
        match lines.table_from(at) {
            Some(table) => {
                if from < table.start {
                    parts.push(Part::Prose(from..table.start));
                }
                (from, at) = (table.end, table.end);
                parts.push(Part::Table(table));
            }
            None => at += 1,
        }
    }
    if from < page.lines.len() {
        parts.push(Part::Prose(from..page.lines.len()));
    }
    parts
}

fn classify(line: &str, pieces: &[Piece<'_>]) -> Class {
    if is_blank(line) {
        return Class::Blank;
    }
    if is_leader(line) {
        return Class::Leader;
    }
    if pieces.iter().any(|p| names_unit(p.text)) {
        return Class::Unit;
    }
    if pieces.len() >= 2 { Class::Several } else { Class::One }
}

/// A line that names the unit of the table below it is a paragraph of its own.
pub(super) fn is_unit_line(line: &str) -> bool {
    pieces(line, Metric::Characters).iter().any(|p| names_unit(p.text))
}

/// `单位：万元`, `金额单位:元`, `（单位：人）`.
fn names_unit(text: &str) -> bool {
    let text = fold_text(text).replace('(', "");
    text.find("单位:").is_some_and(|at| text[..at].chars().count() <= 2 && text[at + "单位:".len()..].chars().count() <= 8)
}

/// 续表, （续上表）: what says that a table goes on.
fn is_continued(text: &str) -> bool {
    matches!(fold_text(text).trim_matches(['(', ')', ':', '-']), "续" | "续表" | "续上表" | "续前表" | "接上表" | "接上页")
}

impl Lines<'_> {
    fn class(&self, at: usize) -> Class {
        self.class.get(at).copied().unwrap_or(Class::Blank)
    }

    /// The next line that is not blank.
    fn next(&self, at: usize) -> Option<usize> {
        (at + 1..self.class.len()).find(|i| self.class(*i) != Class::Blank)
    }

    /// The table that begins at a line, if one does.
    fn table_from(&self, at: usize) -> Option<Range<usize>> {
        let start = match self.class(at) {
            Class::Unit => self.below_unit(at)?,
            Class::Several => at,
            _ => return None,
        };
        if !self.begins_table(start, self.class(at) == Class::Unit) {
            return None;
        }
        let end = self.end(start);
        let several = (start..end).filter(|i| self.class(*i) == Class::Several).count();
        let filled = (start..end).filter(|i| self.class(*i) != Class::Blank).count();
        // A header alone, below a unit: an empty table.
        let header = self.class(at) == Class::Unit && (start..end).any(|i| self.pieces.get(i).is_some_and(|p| p.len() >= 3));
        (((several >= 2 && filled >= 2) || (several == 1 && header))
            && !self.is_contents(start..end)
            && !self.is_running(start..end)
            && !self.is_numbered(start..end))
        .then_some(start..end)
    }

    /// The first line of the table below a unit line: what was broken off from the left end of that line is still of it.
    fn below_unit(&self, at: usize) -> Option<usize> {
        let next = self.next(at)?;
        let (unit, below) = (self.pieces.get(at)?, self.pieces.get(next)?);
        let rest = next == at + 1
            && unit.len() >= 2
            && below.len() == 1
            && below.first().zip(unit.first()).is_some_and(|(b, u)| b.start < u.end && b.end <= u.end + 8);
        if rest { self.next(next) } else { Some(next) }
    }

    /// Among the next lines are several with several pieces: two of four, or one of eight where a unit was named (a header may begin with lines of one piece).
    fn begins_table(&self, start: usize, after_unit: bool) -> bool {
        let (most, least) = if after_unit { (8, 1) } else { (4, 2) };
        let (mut several, mut seen, mut at) = (0, 0, Some(start));
        while let Some(i) = at.filter(|_| seen < most) {
            let short = self.pieces.get(i).and_then(|p| p.first()).is_some_and(|p| display(p.text) <= 44 && !ends_sentence(p.text));
            match self.class(i) {
                Class::Several => several += 1,
                Class::One if short => {}
                _ => break,
            }
            seen += 1;
            at = self.next(i);
        }
        several >= least
    }

    /// One past the last line of a table.
    fn end(&self, start: usize) -> usize {
        let (mut at, mut end) = (Some(start), start);
        while let Some(i) = at {
            match self.class(i) {
                Class::Several if self.runs_on(start, i) || self.begins_again(start, i) => break,
                Class::Several => end = i + 1,
                Class::One if !self.breaks(start, i) => {}
                _ => break,
            }
            at = self.next(i);
        }
        self.with_tail(start, end)
    }

    /// The first line of the table once more: it goes on under its header, with columns of their own places.
    fn begins_again(&self, start: usize, at: usize) -> bool {
        let texts = |i: usize| self.pieces.get(i).into_iter().flatten().map(|p| p.text).collect::<Vec<_>>();
        at > start + 1 && texts(start).len() >= 2 && texts(start) == texts(at)
    }

    /// Running text with gaps in it (figures in another type): a long piece with a comma reaches over the gaps of the table above it.
    fn runs_on(&self, start: usize, at: usize) -> bool {
        let pieces = self.pieces.get(at).map_or(&[][..], Vec::as_slice);
        pieces.iter().any(|p| self.is_across(start, at, p, 20))
    }

    /// A piece with a comma, so long, that reaches over gaps of most lines of the table above it.
    fn is_across(&self, start: usize, at: usize, piece: &Piece<'_>, long: usize) -> bool {
        let lines = (start..at).filter(|i| self.class(*i) == Class::Several);
        let crossed = |p: &Piece<'_>| {
            let crossed = lines.clone().filter(|i| self.crosses(*i, i + 1, p)).count();
            crossed * 2 >= lines.clone().count() && crossed > 0
        };
        display(piece.text) >= long && piece.text.contains(['，', '。', '；']) && crossed(piece)
    }

    /// A line of one piece that is no line of the table above it: running text, or the title of the next table.
    fn breaks(&self, start: usize, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at).and_then(|p| p.first()) else { return true };
        if is_continued(piece.text) {
            return true;
        }
        let reach = piece.start + display(piece.text);
        let crosses = self.crosses(start, at, piece);
        let runs =
            (self.full > 0 && reach + 6 >= self.full && piece.start <= 12) || (ends_sentence(piece.text) && display(piece.text) >= 24);
        if crosses && runs || self.is_across(start, at, piece, LONG_SENTENCE) {
            return true;
        }
        // A title: from here to the next unit line there are but lines of one piece.
        let mut next = self.next(at);
        for _ in 0..3 {
            match next.map(|n| (n, self.class(n))) {
                Some((_, Class::Unit)) => return true,
                Some((n, Class::One)) => next = self.next(n),
                _ => return false,
            }
        }
        false
    }

    /// The piece reaches over a gap that the lines of the table above it leave.
    fn crosses(&self, start: usize, at: usize, piece: &Piece<'_>) -> bool {
        let gaps = (start..at).filter(|i| self.class(*i) == Class::Several).flat_map(|i| {
            let pieces = self.pieces.get(i).map_or(&[][..], Vec::as_slice);
            pieces.windows(2).filter_map(|w| Some((w.first()?.end, w.get(1)?.start)))
        });
        gaps.filter(|(from, to)| piece.start < *from && piece.end > *to).count() >= 1
    }

    /// The end, with the rest of a broken name or a total without figures that stand below the last line of several pieces.
    fn with_tail(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        while let Some(at) = end.checked_sub(1).and_then(|last| self.next(last)) {
            let Some(piece) = self.pieces.get(at).and_then(|p| p.first()).filter(|_| self.class(at) == Class::One) else { break };
            let aligned = self.is_aligned(start, end, piece) && at <= end + 2 && display(piece.text) <= 40 && !ends_sentence(piece.text);
            let near = at == end && display(piece.text) <= 24 && !begins_paragraph(piece.text) && !ends_sentence(piece.text);
            let total = is_total(piece.text) && display(piece.text) <= 16;
            if !(near || total || aligned) || self.crosses(start, end, piece) || self.breaks(start, at) {
                break;
            }
            end = at + 1;
        }
        end
    }

    /// Headings whose numbers stand apart from their names (第三部分　　名词解释).
    fn is_numbered(&self, lines: Range<usize>) -> bool {
        let mut several = lines.filter(|i| self.class(*i) == Class::Several).filter_map(|i| self.pieces.get(i));
        several.all(|p| p.len() == 2 && p.first().is_some_and(|f| begins_with_number(f.text, &[])))
    }

    /// Sentences whose figures were set in another type, with gaps round them: many lines have a comma or the end of a sentence, and not in a column of descriptions.
    fn is_running(&self, lines: Range<usize>) -> bool {
        let (mut all, mut running) = (0, 0);
        for pieces in lines.clone().filter_map(|i| self.pieces.get(i)).filter(|p| !p.is_empty()) {
            all += 1;
            let sentence = |p: &Piece<'_>| p.text.contains(['，', '。', '；']) && !self.in_column(&lines, p);
            running += usize::from(pieces.iter().any(sentence));
        }
        running * 3 >= all
    }

    /// The piece begins where pieces of two lines of the table begin, though not at the left edge, where titles and paragraphs begin too.
    fn is_aligned(&self, start: usize, end: usize, piece: &Piece<'_>) -> bool {
        let starts = (start..end).filter_map(|i| self.pieces.get(i)).flatten().filter(|p| p.start.abs_diff(piece.start) <= 1).count();
        starts >= 2 && piece.start > 4
    }

    /// The piece stands in a column that many of the lines of several pieces fill from one place on: a cell, even when it holds a sentence. A sentence about amounts is none:
    /// its figures are set in one place, line by line, too.
    fn in_column(&self, lines: &Range<usize>, piece: &Piece<'_>) -> bool {
        if piece.text.starts_with(|c: char| c.is_numeric()) || piece.text.contains('元') {
            return false;
        }
        let several = || lines.clone().filter(|i| self.class(*i) == Class::Several).filter_map(|i| self.pieces.get(i));
        let starts = several().filter(|l| l.iter().any(|p| p.start.abs_diff(piece.start) <= 1)).count();
        starts >= 3 && starts * 3 >= several().count() && piece.start > 4
    }

    /// Lines that end with page numbers.
    fn is_contents(&self, lines: Range<usize>) -> bool {
        let several: Vec<&[Piece<'_>]> =
            lines.filter(|i| self.class(*i) == Class::Several).filter_map(|i| self.pieces.get(i)).map(Vec::as_slice).collect();
        let pages: Vec<u32> = several.iter().filter_map(|p| p.last()?.text.parse().ok()).collect();
        let numbered = several.iter().filter(|p| p.len() == 2 && p.first().is_some_and(|f| begins_paragraph(f.text))).count();
        pages.len() == several.len() && pages.iter().all(|p| *p < 500) && pages.is_sorted() && numbered * 2 >= several.len()
    }
}
