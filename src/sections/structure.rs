//! Which candidates are headings, and how they stand under each other: numbering and hierarchy decide the level and reject what only looks like a heading.
//!
//! The walk keeps a stack of open headings. A heading with a style of number that is open is a sibling of the open one; another style opens a level below it. A list that begins
//! again at 1 inside a part is a list of that part, unless its headings tell otherwise. Whether a heading opens a part of its own depends on where it stands: containers, the
//! explanation of the budget and other matters may hold any part; a part such as 绩效 holds only itself.

use super::heading::Candidate;
use crate::document::{Document, Position};
use crate::facts::Part;
use crate::headings::contents::{self, Contents};
use crate::headings::line::Line;
use crate::headings::meaning::{Meaning, Reading, Words};
use crate::headings::number::Style;
use std::collections::BTreeMap;

/// What a heading opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One of the nine parts.
    Part(Part),
    /// A heading that holds parts; the part that it is itself where it holds none.
    Container(Option<Part>),
    /// The chapter of tables.
    Tables,
    /// Attachments.
    Attachment,
    /// A subsection of what it stands under.
    Sub,
}

/// A heading.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// What it opens.
    pub kind: Kind,
    /// Index of the heading that it stands under.
    pub parent: Option<usize>,
    /// Its number's style.
    pub style: Option<Style>,
    /// As printed, without its mark.
    pub number: Option<String>,
    /// As printed, without its number.
    pub heading: String,
    /// Its value.
    pub value: Option<u32>,
    /// Its first line.
    pub line: usize,
    /// Where it begins.
    pub start: Position,
    /// Where its body begins.
    pub body: Position,
    /// It looked like a part by its number and was not understood.
    pub unrecognised: bool,
    /// Its body must not hold other parts (项目情况, nested lists).
    pub closed: bool,
}

/// A heading that is open: what follows may stand under it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// Its index.
    pub node: usize,
    /// How it is numbered.
    pub style: Option<Style>,
    /// Its number.
    pub value: Option<u32>,
    /// A list that began again inside a part.
    pub nested: bool,
}

/// The walk over the candidates of a disclosure.
pub(crate) struct Walk<'a> {
    pub document: &'a Document,
    pub words: &'a Words,
    pub lines: &'a [Line],
    pub contents: &'a Contents,
    /// Lines where a run of titled tables begins.
    pub table_runs: &'a [usize],
    /// Lines that are the titles of tables.
    pub captions: &'a [bool],
    /// For each line, the line before it with a number of the same style.
    pub before: Vec<Option<usize>>,
    pub nodes: Vec<Node>,
    pub stack: Vec<Open>,
    seen_parts: usize,
}

impl<'a> Walk<'a> {
    /// A walk that has not begun.
    pub fn new(
        document: &'a Document,
        words: &'a Words,
        lines: &'a [Line],
        contents: &'a Contents,
        table_runs: &'a [usize],
        captions: &'a [bool],
    ) -> Self {
        let before = same_style_before(lines);
        Walk { document, words, lines, contents, table_runs, captions, before, nodes: Vec::new(), stack: Vec::new(), seen_parts: 0 }
    }

    /// The headings, in order.
    pub fn run(mut self, candidates: &[Candidate]) -> Vec<Node> {
        let mut next = 0;
        for at in 0..self.lines.len() {
            if self.table_runs.contains(&at) && !self.in_tables() {
                self.open_tables(at);
            }
            while next < candidates.len() && candidates[next].line < at {
                next += 1;
            }
            if candidates.get(next).is_some_and(|c| c.line == at) && !self.contents.holds(at) {
                self.visit(&candidates[next]);
                // A heading over several lines is done with all of them.
                let last = candidates[next].last_line;
                while next < candidates.len() && candidates[next].line <= last {
                    next += 1;
                }
            }
        }
        self.title_as_part(candidates);
        self.nodes
    }

    pub(super) fn line(&self, candidate: &Candidate) -> &'a Line {
        &self.lines[candidate.line]
    }

    pub(super) fn top(&self) -> Option<&Node> {
        self.stack.last().map(|o| &self.nodes[o.node])
    }

    pub(super) fn in_tables(&self) -> bool {
        self.stack.iter().any(|o| self.nodes[o.node].kind == Kind::Tables)
    }

    /// The nearest open part, with its place in the stack.
    pub(super) fn part(&self) -> Option<(Part, usize)> {
        self.stack.iter().enumerate().rev().find_map(|(i, o)| match self.nodes[o.node].kind {
            Kind::Part(part) => Some((part, i)),
            _ => None,
        })
    }

    /// A run of titled tables opens the chapter of tables by itself; the chapter's own title may stand before the first table's.
    fn open_tables(&mut self, at: usize) {
        let line = &self.lines[at];
        // Inside 第二部分 … the chapter stays where it is.
        let keep = self
            .stack
            .iter()
            .take_while(|o| o.style == Some(Style::Part) && matches!(self.nodes[o.node].kind, Kind::Container(None)))
            .count();
        self.stack.truncate(keep);
        let node = Node {
            kind: Kind::Tables,
            parent: self.stack.last().map(|o| o.node),
            style: None,
            number: None,
            value: None,
            heading: String::new(),
            line: at,
            start: line.position(),
            body: line.position(),
            unrecognised: false,
            closed: false,
        };
        self.push(node, None, None, false);
    }

    pub(super) fn push(&mut self, node: Node, style: Option<Style>, value: Option<u32>, nested: bool) {
        let index = self.nodes.len();
        self.seen_parts += usize::from(matches!(node.kind, Kind::Part(_)));
        self.nodes.push(node);
        self.stack.push(Open { node: index, style, value, nested });
    }

    fn visit(&mut self, candidate: &Candidate) {
        let line = self.line(candidate);
        if self.captions[candidate.line] && !self.takes_caption(candidate) {
            return;
        }
        match line.number.map(|n| n.style) {
            Some(Style::Part) => self.chapter(candidate),
            Some(style) => self.numbered(candidate, style),
            None => self.unnumbered(candidate),
        }
    }

    /// A table's title that is a heading all the same: it is a numbered sibling of the part that is open (八、政府采购预算表), or the chapter of tables.
    fn takes_caption(&self, candidate: &Candidate) -> bool {
        let line = self.line(candidate);
        let Some(number) = line.number else {
            return matches!(candidate.reading.map(|r| r.meaning), Some(Meaning::Tables)) && !self.in_tables();
        };
        if number.style == Style::Part {
            return true;
        }
        let continues = |o: &Open| o.style == Some(number.style) && o.value.zip(number.value).is_some_and(|(a, b)| b == a + 1);
        !self.in_tables() && self.stack.iter().any(continues)
    }

    pub(super) fn node(&self, candidate: &Candidate, kind: Kind) -> Node {
        let line = self.line(candidate);
        Node {
            kind,
            parent: self.stack.last().map(|o| o.node),
            style: line.number.map(|n| n.style),
            number: line.number_text.clone(),
            value: line.number.and_then(|n| n.value),
            heading: candidate.text.clone(),
            line: candidate.line,
            start: line.position(),
            body: candidate.body,
            unrecognised: false,
            closed: candidate.reading.is_some_and(|r| is_report(candidate, r)),
        }
    }

    /// 第一部分 …: closes everything that is open.
    fn chapter(&mut self, candidate: &Candidate) {
        let line = self.line(candidate);
        let is_part_word = line.number_text.as_deref().is_none_or(|t| t.contains('部'));
        if (!is_part_word || candidate.glued) && candidate.reading.is_none_or(|r| !r.is_mostly_known()) {
            return;
        }
        let alike = |n: &Node| n.style == Some(Style::Part) && n.number.as_deref().is_some_and(|t| !t.contains('部'));
        if !is_part_word && self.part().is_some() && !self.nodes.iter().any(alike) && !self.contents.lists(&contents::core(&candidate.key))
        {
            return;
        }
        let kind = match candidate.reading.filter(|r| r.is_mostly_known()) {
            Some(reading) => match reading.meaning {
                // The headings under it (一、主要职责, 二、机构设置) are the part's own; where there are none, the container is the part.
                Meaning::Part(Part::Organization) => Kind::Container(Some(Part::Organization)),
                Meaning::Part(part) => Kind::Part(part),
                Meaning::Overview => Kind::Container(Some(Part::Organization)),
                Meaning::Explanation => Kind::Container(Some(Part::BudgetArrangement)),
                Meaning::Tables | Meaning::Caption(_) => Kind::Tables,
                Meaning::Attachment => Kind::Attachment,
                Meaning::Contents | Meaning::Preface => return,
            },
            None if candidate.key.contains('表') => Kind::Tables,
            None => Kind::Container(None),
        };
        self.stack.clear();
        let node = self.node(candidate, kind);
        let value = line.number.and_then(|n| n.value);
        self.push(node, Some(Style::Part), value, false);
    }

    pub(super) fn seen_part(&self) -> bool {
        self.seen_parts > 0
    }
}

fn same_style_before(lines: &[Line]) -> Vec<Option<usize>> {
    let mut last: BTreeMap<Style, usize> = BTreeMap::new();
    lines.iter().enumerate().map(|(at, line)| line.number.and_then(|n| last.insert(n.style, at))).collect()
}

pub(super) fn is_caption(candidate: &Candidate) -> bool {
    candidate.reading.is_some_and(|r| matches!(r.meaning, Meaning::Caption(_) | Meaning::Tables))
}

pub(super) fn is_basic(heading: &str) -> bool {
    heading.contains("基本")
}

/// 某某项目经费情况说明: the description of one project, whose numbered headings (绩效目标, 立项依据) are its own.
fn is_report(candidate: &Candidate, reading: Reading) -> bool {
    let key = &candidate.key;
    reading.part() == Some(Part::BudgetArrangement) && key.contains("项目经费") || key.contains("自评报告") || key.contains("评价报告")
}
