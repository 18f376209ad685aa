//! Which candidates are headings, and how they stand under each other: numbering and hierarchy decide the level and reject what only looks like a heading.
//!
//! The walk keeps a stack of open headings. A heading with a style of number that is open is a sibling of the open one; another style opens a level below it. A list that begins
//! again at 1 inside a part is a list of that part, unless its headings tell otherwise. Whether a heading opens a part of its own depends on where it stands: containers, the
//! explanation of the budget and other matters may hold any part; a part such as 绩效 holds only itself.

use super::contents::{self, Contents};
use super::heading::Candidate;
use super::line::Line;
use super::meaning::{Meaning, Reading};
use super::number::Style;
use crate::document::{Document, Position};
use crate::facts::Part;

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

#[derive(Debug, Clone, Copy)]
struct Open {
    node: usize,
    style: Option<Style>,
    value: Option<u32>,
    /// A list that began again inside a part.
    nested: bool,
}

/// The walk over the candidates of a disclosure.
pub(crate) struct Walk<'a> {
    pub document: &'a Document,
    pub lines: &'a [Line],
    pub contents: &'a Contents,
    /// Lines where a run of titled tables begins.
    pub table_runs: &'a [usize],
    /// Lines that are the titles of tables.
    pub captions: &'a [bool],
    nodes: Vec<Node>,
    stack: Vec<Open>,
}

impl<'a> Walk<'a> {
    /// A walk that has not begun.
    pub fn new(document: &'a Document, lines: &'a [Line], contents: &'a Contents, table_runs: &'a [usize], captions: &'a [bool]) -> Self {
        Walk { document, lines, contents, table_runs, captions, nodes: Vec::new(), stack: Vec::new() }
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

    fn line(&self, candidate: &Candidate) -> &'a Line {
        &self.lines[candidate.line]
    }

    fn top(&self) -> Option<&Node> {
        self.stack.last().map(|o| &self.nodes[o.node])
    }

    fn in_tables(&self) -> bool {
        self.stack.iter().any(|o| self.nodes[o.node].kind == Kind::Tables)
    }

    /// The nearest open part, with its place in the stack.
    fn part(&self) -> Option<(Part, usize)> {
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
            heading: String::new(),
            line: at,
            start: line.position(),
            body: line.position(),
            unrecognised: false,
            closed: false,
        };
        self.push(node, None, None, false);
    }

    fn push(&mut self, node: Node, style: Option<Style>, value: Option<u32>, nested: bool) {
        let index = self.nodes.len();
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

    fn node(&self, candidate: &Candidate, kind: Kind) -> Node {
        let line = self.line(candidate);
        Node {
            kind,
            parent: self.stack.last().map(|o| o.node),
            style: line.number.map(|n| n.style),
            number: line.number_text.clone(),
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
        if !is_part_word && self.part().is_some() && !self.contents.lists(&contents::core(&candidate.key)) {
            return;
        }
        let kind = match candidate.reading.filter(|r| r.is_mostly_known()) {
            Some(reading) => match reading.meaning {
                Meaning::Part(Part::Organization) if reading.basic => Kind::Container(Some(Part::Organization)),
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

    /// 一、 （一） 1. …
    fn numbered(&mut self, candidate: &Candidate, style: Style) {
        let value = self.line(candidate).number.and_then(|n| n.value);
        if self.is_entry(candidate, style, value) {
            return;
        }
        let (depth, nested) = self.level(candidate, style, value);
        let under: Vec<Open> = self.stack[..depth].to_vec();
        let kind = self.decide(candidate, &under, style, value, nested);
        let Some((kind, unrecognised)) = kind else { return };
        self.stack.truncate(depth);
        // A chapter of tables that opened by itself ends where a part begins.
        if matches!(kind, Kind::Part(_)) && self.stack.last().is_some_and(|o| self.nodes[o.node].kind == Kind::Tables && o.style.is_none())
        {
            self.stack.pop();
        }
        let mut node = self.node(candidate, kind);
        node.unrecognised = unrecognised;
        self.push(node, Some(style), value, nested);
    }

    /// How many open headings a numbered one stands under, and whether it belongs to a list that began again inside one.
    fn level(&self, candidate: &Candidate, style: Style, value: Option<u32>) -> (usize, bool) {
        let siblings: Vec<usize> = (0..self.stack.len()).filter(|i| self.stack[*i].style == Some(style)).collect();
        let sure = candidate.reading.is_some_and(|r| {
            r.is_full() && !r.general && !r.amount && matches!(r.meaning, Meaning::Part(_) | Meaning::Overview | Meaning::Explanation)
        });
        let (Some(&outer), Some(&inner)) = (siblings.first(), siblings.last()) else {
            return (self.depth_for_new(style, value, sure), false);
        };
        let Some(value) = value else { return (if sure { outer } else { inner }, self.stack[inner].nested && !sure) };
        let follows = |i: &usize| self.stack[*i].value.is_some_and(|before| value == before + 1);
        let fits: Vec<usize> = siblings.iter().copied().filter(|i| follows(i)).collect();
        if let Some(first) = fits.first() {
            let at = if sure { *first } else { fits.last().copied().unwrap_or(*first) };
            return (at, self.stack[at].nested);
        }
        if value == 1 && self.stack[inner].value.is_some() {
            return self.restart(candidate, outer, sure);
        }
        let at = if sure { outer } else { inner };
        (at, self.stack[at].nested)
    }

    /// A list begins again at 1 while one of its style is open: a new list inside the open heading, or the list of a chapter whose own heading was lost.
    fn restart(&self, candidate: &Candidate, outer: usize, sure: bool) -> (usize, bool) {
        let part = candidate.reading.and_then(Reading::part);
        let open = self.part().map(|(p, _)| p);
        let specific = part.is_some_and(|p| !matches!(p, Part::Organization | Part::BudgetArrangement));
        let lost_chapter =
            sure && !candidate.glued && part != open && (specific || open == Some(Part::Organization)) && open != Some(Part::Performance);
        if lost_chapter { (outer, false) } else { (self.stack.len(), true) }
    }

    /// A style that is not open: below everything, but above headings of inner styles.
    fn depth_for_new(&self, style: Style, value: Option<u32>, sure: bool) -> usize {
        let mut depth = self.stack.len();
        while depth > 0 {
            let Some(open) = self.stack[depth - 1].style else { break };
            if open <= style || !(sure || value.is_none_or(|v| v > 1)) {
                break;
            }
            depth -= 1;
        }
        depth
    }

    /// What a numbered heading opens under `under`; `None`: it is none. The second: it was taken for a part by its place alone.
    fn decide(&self, candidate: &Candidate, under: &[Open], style: Style, value: Option<u32>, nested: bool) -> Option<(Kind, bool)> {
        let nearest = under.iter().rev().find_map(|o| match self.nodes[o.node].kind {
            Kind::Part(part) => Some((part, o.node)),
            _ => None,
        });
        let parent = under.last().map(|o| &self.nodes[o.node]);
        if nested || under.iter().any(|o| self.nodes[o.node].closed) {
            return parent.map(|_| (Kind::Sub, false)).filter(|_| !candidate.glued && !candidate.item && !is_caption(candidate));
        }
        if parent.is_some_and(|p| p.kind == Kind::Attachment) {
            return (!candidate.glued && !candidate.item).then_some((Kind::Sub, false));
        }
        let in_tables = parent.is_some_and(|p| p.kind == Kind::Tables);
        let sibling_of_parts = self.is_sibling_of_parts(under.len(), style, value);
        if in_tables && !sibling_of_parts && !self.leaves_tables(candidate) {
            return None;
        }
        let Some(reading) = candidate.reading else {
            return self.without_meaning(candidate, nearest.map(|n| n.0), parent, sibling_of_parts);
        };
        let kind = match reading.meaning {
            Meaning::Part(part) => return self.opens_part(candidate, reading, part, nearest, sibling_of_parts, parent),
            Meaning::Overview if nearest.is_none() => Kind::Container(Some(Part::Organization)),
            Meaning::Explanation if nearest.is_none() => Kind::Container(Some(Part::BudgetArrangement)),
            Meaning::Explanation if nearest.is_some_and(|n| n.0 == Part::BudgetArrangement) => Kind::Sub,
            Meaning::Tables if nearest.is_none() => Kind::Tables,
            Meaning::Caption(part) => {
                let part = part.filter(|_| nearest.is_none() && !candidate.glued && self.seen_part())?;
                Kind::Part(part)
            }
            Meaning::Attachment if nearest.is_none() && self.seen_part() => Kind::Attachment,
            _ if nearest.is_some() && !candidate.glued => Kind::Sub,
            _ => return None,
        };
        Some((kind, false))
    }

    /// Where no heading opened a part, the title may tell what the whole is: a notice of “三公” alone.
    fn title_as_part(&mut self, candidates: &[Candidate]) {
        if self.seen_part() {
            return;
        }
        let title = candidates.iter().take_while(|c| c.line < 10).find(|c| {
            let specific = c.reading.is_some_and(|r| {
                !r.general
                    && !r.amount
                    && r.is_mostly_known()
                    && !matches!(r.part(), None | Some(Part::Organization | Part::BudgetArrangement))
            });
            specific
                && !c.glued
                && matches!(c.reading.map(|r| r.meaning), Some(Meaning::Part(_)))
                && self.line(c).number.is_none()
                && !self.contents.holds(c.line)
        });
        let Some((title, part)) = title.and_then(|c| Some((c, c.reading?.part()?))) else { return };
        if self.nodes.first().is_some_and(|n| n.line <= title.line) {
            return;
        }
        self.stack.clear();
        let node = self.node(title, Kind::Part(part));
        for parent in self.nodes.iter_mut().filter_map(|n| n.parent.as_mut()) {
            *parent += 1;
        }
        self.nodes.insert(0, node);
    }

    fn seen_part(&self) -> bool {
        self.nodes.iter().any(|n| matches!(n.kind, Kind::Part(_)))
    }

    /// A heading whose words tell a part.
    fn opens_part(
        &self,
        candidate: &Candidate,
        reading: Reading,
        part: Part,
        nearest: Option<(Part, usize)>,
        sibling_of_parts: bool,
        parent: Option<&Node>,
    ) -> Option<(Kind, bool)> {
        let enough = reading.is_full()
            || (reading.is_mostly_known() && (reading.complete || sibling_of_parts))
            || (reading.is_partly_known() && sibling_of_parts && !candidate.glued);
        let Some((open, node)) = nearest else {
            // A general word alone opens a part only where parts are expected: in a container, or after a sibling.
            let expected = parent.is_some() || sibling_of_parts || !reading.general || reading.basic;
            return (enough && expected && !(reading.amount && !sibling_of_parts)).then_some((Kind::Part(part), false));
        };
        if open == part {
            return (!candidate.glued || (reading.is_full() && !reading.amount)).then_some((Kind::Sub, false));
        }
        let host = match open {
            Part::BudgetArrangement | Part::OtherMatters => true,
            Part::Organization => is_basic(&self.nodes[node].heading) && !candidate.glued,
            _ => false,
        };
        let opens = host && enough && !reading.general && !reading.amount && part != Part::Organization;
        // The organization under the explanation of the budget is the text of a report, and so is a budget under other matters, unless it says more than one word.
        let opens = opens && !(part == Part::BudgetArrangement && open == Part::OtherMatters && reading.known < 6);
        if opens {
            return Some((Kind::Part(part), false));
        }
        (!candidate.glued).then_some((Kind::Sub, false))
    }

    /// A short numbered line whose words tell nothing.
    fn without_meaning(
        &self,
        candidate: &Candidate,
        nearest: Option<Part>,
        parent: Option<&Node>,
        sibling_of_parts: bool,
    ) -> Option<(Kind, bool)> {
        if candidate.glued {
            return None;
        }
        if nearest.is_none() && sibling_of_parts && candidate.key.chars().count() >= 4 {
            let overview = parent.is_some_and(|p| p.kind == Kind::Container(Some(Part::Organization)));
            return Some((Kind::Part(if overview { Part::Organization } else { Part::OtherMatters }), true));
        }
        nearest.filter(|_| !candidate.item).map(|_| (Kind::Sub, false))
    }

    /// The open heading at `depth` is a part of the same style and this one follows it.
    fn is_sibling_of_parts(&self, depth: usize, style: Style, value: Option<u32>) -> bool {
        self.stack.get(depth).is_some_and(|o| {
            let kind = self.nodes[o.node].kind;
            o.style == Some(style)
                && matches!(kind, Kind::Part(_) | Kind::Container(_) | Kind::Tables)
                && o.value.zip(value).is_none_or(|(before, now)| now > before && now <= before + 3)
        })
    }

    /// Inside the chapter of tables only a heading that tells something leaves it.
    fn leaves_tables(&self, candidate: &Candidate) -> bool {
        candidate.reading.is_some_and(|r| {
            let tells = ["说明", "情况", "解释", "事项", "职责", "职能", "设置"].iter().any(|w| candidate.key.ends_with(w));
            r.is_full() && tells && !matches!(r.meaning, Meaning::Tables | Meaning::Caption(_))
        })
    }

    /// Entries of the glossary look like parts (五、基本支出 …): what leaves a glossary must follow the glossary's own number, or stand out.
    fn is_entry(&self, candidate: &Candidate, style: Style, value: Option<u32>) -> bool {
        let Some((Part::Glossary, at)) = self.part() else { return false };
        let leaves = candidate.reading.is_some_and(|r| !r.general && !r.amount && r.is_mostly_known()) && !candidate.definition;
        let follows = |o: &Open| o.style == Some(style) && o.value.zip(value).is_some_and(|(before, now)| now == before + 1);
        let own = &self.stack[at];
        if leaves && follows(own) && !(candidate.glued && self.is_term_like(candidate)) {
            return false;
        }
        // The numbers of the sections run on through the chapters: 第四部分 名词解释 … 第五部分 九、其他事项.
        let earlier = self
            .nodes
            .iter()
            .rev()
            .find(|n| n.style == Some(style) && n.line < self.nodes[own.node].line && matches!(n.kind, Kind::Part(_)));
        let runs_on = earlier
            .and_then(|n| self.lines[n.line].number)
            .and_then(|n| n.value)
            .zip(value)
            .is_some_and(|(before, now)| now == before + 1 && now > 2);
        let complete = candidate.reading.is_some_and(|r| r.is_full() && r.complete);
        !(leaves && runs_on && complete && !candidate.glued)
    }

    fn is_term_like(&self, candidate: &Candidate) -> bool {
        !["说明", "情况", "事项"].iter().any(|w| candidate.key.ends_with(w))
    }

    /// A heading without a number.
    fn unnumbered(&mut self, candidate: &Candidate) {
        let Some(reading) = candidate.reading else { return };
        let line = self.line(candidate);
        let listed = self.contents.lists(&contents::core(&candidate.key));
        let enough = reading.is_full() || (reading.is_mostly_known() && reading.complete && (line.is_prominent() || listed));
        if candidate.glued || !enough || reading.amount || !self.stands_alone(candidate) {
            return;
        }
        let stands_out = line.is_prominent() || listed;
        match reading.meaning {
            Meaning::Part(part) => self.unnumbered_part(candidate, reading, part, stands_out),
            Meaning::Overview if self.part().is_none() || stands_out => {
                self.open_plain(candidate, Kind::Container(Some(Part::Organization)))
            }
            Meaning::Explanation if self.seen_part() || self.in_tables() || listed => {
                if stands_out || self.in_tables() || self.part().is_none_or(|(p, _)| p == Part::Organization || p == Part::Glossary) {
                    self.open_plain(candidate, Kind::Container(Some(Part::BudgetArrangement)));
                }
            }
            Meaning::Tables
                if (self.seen_part() || !self.contents.ranges.is_empty())
                    && (stands_out || self.captions[candidate.line])
                    && !self.in_tables() =>
            {
                self.open_plain(candidate, Kind::Tables);
            }
            Meaning::Attachment if self.seen_part() && candidate.key.chars().count() <= 4 && line.is_prominent() => {
                self.open_plain(candidate, Kind::Attachment)
            }
            _ => {}
        }
    }

    fn unnumbered_part(&mut self, candidate: &Candidate, reading: Reading, part: Part, stands_out: bool) {
        // Before the first part and with a year or a name, 预算 or 决算 in it is the title of the disclosure.
        let title = !self.seen_part()
            && !self.in_tables()
            && ["预算", "决算"].iter().any(|w| candidate.key.contains(w))
            && (reading.name > 0 || candidate.key.contains("20"));
        if title && !self.contents.lists(&contents::core(&candidate.key)) {
            return;
        }
        let tells = tells(&candidate.key);
        // Among tables only a heading that tells something is one; names of columns and rows are not.
        if self.in_tables() && !(tells && !reading.general) {
            return;
        }
        let Some((open, at)) = self.part() else {
            if reading.general && !stands_out && self.stack.is_empty() {
                return;
            }
            return self.open_plain(candidate, Kind::Part(part));
        };
        let numbered = self.stack[at].style.is_some();
        if open == part {
            if numbered {
                self.open_sub(candidate);
            } else if !reading.general || stands_out {
                self.open_plain(candidate, Kind::Part(part));
            }
            return;
        }
        let opens = if numbered {
            !reading.general && reading.complete && tells && (stands_out || open == Part::Glossary && part == Part::OtherMatters)
        } else {
            (!reading.general && (tells || stands_out)) && (open != Part::Glossary || stands_out || tells)
        };
        if opens {
            self.open_plain(candidate, Kind::Part(part));
        }
    }

    /// A heading without a number closes what is open but a chapter that holds it, and parts that may hold others when it does not stand out.
    fn open_plain(&mut self, candidate: &Candidate, kind: Kind) {
        let chapter = |o: &Open, nodes: &[Node]| o.style == Some(Style::Part) && matches!(nodes[o.node].kind, Kind::Container(_));
        let keep = usize::from(matches!(kind, Kind::Part(_)) && self.stack.first().is_some_and(|o| chapter(o, &self.nodes)));
        self.stack.truncate(keep);
        let node = self.node(candidate, kind);
        self.push(node, None, None, false);
    }

    /// A subsection without a number, below the nearest numbered heading.
    fn open_sub(&mut self, candidate: &Candidate) {
        while self.top().is_some_and(|n| n.kind == Kind::Sub && n.style.is_none()) {
            self.stack.pop();
        }
        let node = self.node(candidate, Kind::Sub);
        self.push(node, None, None, false);
    }

    /// The line before it has ended: in text with broken lines the end of a sentence may look like a heading.
    fn stands_alone(&self, candidate: &Candidate) -> bool {
        let Some(before) = self.lines[..candidate.line].iter().rev().find(|l| !l.page_number) else { return true };
        if before.table || before.columns || before.block + 1 < self.line(candidate).block || self.line(candidate).is_prominent() {
            return true;
        }
        let last = before.last_char(self.document);
        let open = matches!(last, '，' | ',' | '、' | '“' | '《' | '（' | '的' | '和' | '及');
        let broken = before.chars > 24
            && !matches!(last, '。' | '：' | ':' | '；' | ';' | '”' | '）' | ')' | '.' | '！' | '…')
            && before.reading.is_none();
        !(open || broken)
    }
}

/// It ends with a word that headings of text end with, brackets left out.
fn tells(key: &str) -> bool {
    let bare = match key.rfind('(') {
        Some(at) if key.ends_with(')') => &key[..at],
        _ => key,
    };
    let bare = bare.trim_end_matches([':', '。', '.']);
    ["情况", "说明", "解释", "事项", "职责", "职能", "设置", "信息"].iter().any(|w| bare.ends_with(w))
}

fn is_caption(candidate: &Candidate) -> bool {
    candidate.reading.is_some_and(|r| matches!(r.meaning, Meaning::Caption(_) | Meaning::Tables))
}

fn is_basic(heading: &str) -> bool {
    heading.contains("基本")
}

/// 某某项目经费情况说明: the description of one project, whose numbered headings (绩效目标, 立项依据) are its own.
fn is_report(candidate: &Candidate, reading: Reading) -> bool {
    let key = &candidate.key;
    reading.part() == Some(Part::BudgetArrangement) && key.contains("项目经费") || key.contains("自评报告") || key.contains("评价报告")
}
