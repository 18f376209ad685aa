//! Finds the disclosures in a file: usually one, sometimes a department's and then its units'; and says when there is none.

mod title;

use crate::diagnostics::{Failure, FailureCode, Stage};
use crate::document::{Document, Position, Role};
use crate::facts::Part;
use crate::headings::contents::{self, Contents};
use crate::headings::line::{self, Line};
use crate::headings::meaning::{Meaning, Words};
use crate::headings::number::Style;
use crate::vocabulary::{self, Vocabulary};
use std::collections::BTreeSet;
use title::Title;

/// One disclosure inside a file: a half-open range of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// First block.
    pub first_block: u32,
    /// One past the last block.
    pub end_block: u32,
}

/// The words that this room knows: those of headings.
#[derive(Debug)]
pub struct Lexicon {
    words: Words,
}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        Ok(Lexicon { words: Words::new(vocabulary)? })
    }
}

/// The disclosures of a file, in order; together they cover every block.
///
/// A file is cut only before the title of another body, year or kind, and only where parts stand on both sides of it and begin again after it: a title that comes again on a
/// cover, before the text or over a table cuts nothing. Disclosures too short for that are told by titles that are worded like the first and by a text that begins like its own.
///
/// # Errors
/// [`FailureCode::NoText`] when nothing is printed in it; [`FailureCode::NoDisclosure`] when it is readable and neither a title, nor parts, nor tables of a budget or of final
/// accounts are in it.
pub fn split(document: &Document, lexicon: &Lexicon) -> Result<Vec<Unit>, Failure> {
    let end_block = document.blocks.len() as u32;
    let lines = line::lines(document, Position::default(), Position { block: end_block, char: 0 }, &lexicon.words);
    let printed = |l: &Line| l.role != Role::SiteChrome && (l.table && has_cells(document, l.block) || l.chars > 0);
    if !lines.iter().any(printed) {
        return Err(Failure::new(
            Stage::Segment,
            FailureCode::NoText,
            "the file holds no text: it may be a scan, or its text may be in pictures",
        ));
    }
    let contents = contents::find(document, &lines, &lexicon.words);
    let titles: Vec<Title> = (0..lines.len()).filter(|at| !contents.holds(*at)).filter_map(|at| title::title_at(&lines, at)).collect();
    let evidence = Evidence::of(document, &lines, &contents, &titles);
    if !evidence.is_disclosure() {
        return Err(Failure::new(Stage::Segment, FailureCode::NoDisclosure, message(document, &lines)));
    }
    let mut starts = vec![0];
    starts.extend(cuts(document, &lines, &contents, &titles));
    let ends = starts.iter().skip(1).copied().chain([end_block]);
    Ok(starts.iter().zip(ends).map(|(first, end)| Unit { first_block: *first, end_block: end }).collect())
}

fn has_cells(document: &Document, block: u32) -> bool {
    document.table(block).is_some_and(|t| !document.slice(t.range).trim().is_empty())
}

fn message(document: &Document, lines: &[Line]) -> String {
    let first = lines.iter().find(|l| l.is_body() && l.chars > 0).map_or("", |l| document.slice(l.range));
    let first: String = first.chars().take(40).collect();
    format!(
        "the file was read, but it is no disclosure: no title of a budget or of final accounts, no parts and no budget tables were found; its text begins with \"{first}\""
    )
}

/// What speaks for a disclosure.
#[derive(Debug, Default)]
struct Evidence {
    titled: bool,
    parts: BTreeSet<Part>,
    captions: u32,
    budget_tables: u32,
    amounts: bool,
    three_public: bool,
}

impl Evidence {
    fn of(document: &Document, lines: &[Line], contents: &Contents, titles: &[Title]) -> Self {
        let mut evidence = Evidence { titled: !titles.is_empty(), ..Evidence::default() };
        if let Some(title) = &document.metadata.title {
            let key = crate::normalise::key::fold_text(title);
            // A page's own title carries the site's name after it.
            evidence.titled |= key.split(['-', '_', '|']).any(title::is_title);
        }
        for (at, line) in lines.iter().enumerate().filter(|(_, l)| l.is_body()) {
            if let Some(part) = part_of(line) {
                evidence.parts.insert(part);
            }
            let caption = line
                .reading
                .is_some_and(|r| matches!(r.meaning, Meaning::Caption(Some(p)) if p != Part::Organization && p != Part::Procurement));
            evidence.captions += u32::from(caption && !contents.holds(at));
        }
        for (_, table) in document.tables() {
            evidence.budget_tables += u32::from(is_budget_table(document.slice(table.range)));
        }
        evidence.amounts = document.text.contains("万元") || document.text.contains("萬元") || document.text.contains('元');
        evidence.three_public = document.text.contains("因公出国") && document.text.contains("公务接待");
        evidence
    }

    fn is_disclosure(&self) -> bool {
        // Parts that other papers have too (a tender: 采购; a report: 概况, 绩效) do not count alone.
        let own = [Part::BudgetArrangement, Part::AgencyOperating, Part::ThreePublic, Part::StateAssets];
        let core = own.iter().filter(|p| self.parts.contains(p)).count();
        let something = !self.parts.is_empty() || self.captions > 0 || self.budget_tables > 0 || self.amounts;
        (self.titled && something)
            || (self.parts.len() >= 3 && core >= 1)
            || (core >= 1 && self.amounts && self.parts.len() >= 2)
            || self.captions >= 2
            || self.budget_tables >= 2
            || (self.captions >= 1 && self.budget_tables >= 1)
            || (self.three_public && self.amounts && core >= 1)
    }
}

/// The part whose heading a line is by its own words, and by its number or its look.
fn part_of(line: &Line) -> Option<Part> {
    let reading = line.reading.filter(|r| r.is_full() && !r.general && !r.amount)?;
    let chapter_of_rules = line.number_text.as_deref().is_some_and(|n| n.starts_with('第') && !n.contains('部'));
    let marked = line.number.is_some_and(|n| n.style <= Style::Arabic) || line.is_prominent() || line.look.bold || reading.told;
    match reading.meaning {
        Meaning::Part(part) if marked && !chapter_of_rules && !line.table => Some(part),
        _ => None,
    }
}

/// A table whose cells speak of revenue, expenditure and their classification.
fn is_budget_table(text: &str) -> bool {
    let words = [
        "基本支出",
        "项目支出",
        "财政拨款",
        "一般公共预算",
        "政府性基金",
        "科目编码",
        "功能分类",
        "经济分类",
        "公务接待费",
        "公务用车",
        "收入总计",
        "支出总计",
        "本年收入",
        "本年支出",
        "预算数",
        "决算数",
    ];
    words.iter().filter(|w| text.contains(**w)).count() >= 3
}

/// Blocks where another disclosure begins.
fn cuts(document: &Document, lines: &[Line], contents: &Contents, titles: &[Title]) -> Vec<u32> {
    let mut cuts = Vec::new();
    let Some(first) = titles.iter().find(|t| !t.table && !t.name.is_empty()) else { return cuts };
    let mut current = first;
    let mut begin = 0;
    let begins = |t: &Title| begins_again(lines, contents, t.line);
    for title in titles.iter().filter(|t| t.line > first.line && !t.table && t.names_somebody()) {
        if !title.differs(current) {
            continue;
        }
        let alike = title::alike(title, first) && !title.chapter;
        let another = |t: &&Title| {
            t.line > title.line
                && !t.table
                && (!t.chapter || t.names_somebody())
                && t.differs(title)
                && (begins(t) || title::alike(t, title))
        };
        let next = titles.iter().find(another).map_or(lines.len(), |t| t.line);
        let before = Piece { document, lines, contents, from: begin, to: title.line };
        let after = Piece { from: title.line + 1, to: next, ..before };
        if begins(title) && before.is_like(&after) || alike && before.mirrors(&after) {
            cuts.push(lines[title.line].block);
            begin = title.line;
            current = title;
        }
    }
    cuts.dedup();
    cuts
}

/// The lines from one title to another.
#[derive(Clone, Copy)]
struct Piece<'a> {
    document: &'a Document,
    lines: &'a [Line],
    contents: &'a Contents,
    from: usize,
    to: usize,
}

impl Piece<'_> {
    fn parts(&self) -> impl Iterator<Item = Part> {
        (self.from..self.to).filter(|i| !self.contents.holds(*i)).filter_map(|i| part_of(&self.lines[i]))
    }

    /// Both hold parts of a whole disclosure, some of them the same.
    fn is_like(&self, other: &Self) -> bool {
        let (before, after): (BTreeSet<Part>, BTreeSet<Part>) = (self.parts().collect(), other.parts().collect());
        before.len() >= 3 && after.len() >= 3 && before.intersection(&after).count() >= 2
    }

    /// Short disclosures under titles that are worded alike: both begin with the same part, or both state amounts without any part.
    fn mirrors(&self, other: &Self) -> bool {
        match (self.parts().next(), other.parts().next()) {
            (Some(before), Some(after)) => before == after,
            (None, None) => self.states_amounts() && other.states_amounts(),
            _ => false,
        }
    }

    fn states_amounts(&self) -> bool {
        let figure = |text: &str| text.chars().any(|c| c.is_numeric()) && text.contains('元');
        self.lines.iter().take(self.to).skip(self.from).any(|l| match self.document.table(l.block).filter(|_| l.table) {
            Some(table) => self.document.slice(table.range).chars().any(|c| c.is_numeric()),
            None => figure(self.document.slice(l.range)),
        })
    }
}

/// After the title the numbering starts again, with a table of contents or with the first part.
fn begins_again(lines: &[Line], contents: &Contents, title: usize) -> bool {
    let reach = lines.len().min(title + 25);
    for (at, line) in lines.iter().enumerate().take(reach).skip(title + 1) {
        if contents.holds(at) {
            return true;
        }
        if let Some(number) = line.number {
            return number.value == Some(1);
        }
        if let Some(part) = part_of(line) {
            return part == Part::Organization;
        }
    }
    false
}
