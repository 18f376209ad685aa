//! Headings without a number: page titles, subsections that only their words mark, and the title of a notice that is one part.

use super::heading::Candidate;
use super::structure::{Kind, Node, Open, Walk};
use crate::facts::Part;
use crate::headings::contents;
use crate::headings::meaning::{Meaning, Reading};
use crate::headings::number::Style;
use crate::headings::shape::tells;

impl Walk<'_> {
    /// Where no heading opened a part, the title may tell what the whole is: a notice of “三公” alone.
    pub(super) fn title_as_part(&mut self, candidates: &[Candidate]) {
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

    /// A heading without a number.
    pub(super) fn unnumbered(&mut self, candidate: &Candidate) {
        let Some(reading) = candidate.reading else { return };
        let line = self.line(candidate);
        // What stands before the table of contents is the title, though the table lists it.
        let before = self.contents.ranges.first().is_some_and(|r| candidate.line < r.start);
        let listed = !before && self.contents.lists(&contents::core(&candidate.key));
        let enough = reading.is_full() || (reading.is_mostly_known() && reading.complete && (line.is_prominent() || listed));
        // Glued to its sentence it is a heading only where one is missing.
        if candidate.glued && (reading.is_full() && reading.complete && tells(&candidate.key)) {
            if let Some(at) = self.lost_sibling(candidate, reading) {
                self.open_sibling(candidate, reading, at);
            }
            return;
        }
        if candidate.glued || !enough || reading.amount || !self.stands_alone(candidate) {
            return;
        }
        let stands_out = line.is_prominent() || listed;
        if let Some(at) = self.lost_sibling(candidate, reading) {
            return self.open_sibling(candidate, reading, at);
        }
        match reading.meaning {
            Meaning::Part(part) => self.unnumbered_part(candidate, reading, part, stands_out),
            Meaning::Overview if self.part().is_none() || stands_out => {
                self.open_plain(candidate, Kind::Container(Some(Part::Organization)))
            }
            Meaning::Explanation if (self.seen_part() || self.in_tables() || listed) && (stands_out || self.ends_before_explanation()) => {
                self.open_plain(candidate, Kind::Container(Some(Part::BudgetArrangement)));
            }
            Meaning::Tables
                if (self.seen_part() || !self.contents.ranges.is_empty())
                    && (stands_out || self.captions[candidate.line])
                    && !self.in_tables() =>
            {
                self.open_plain(candidate, Kind::Tables);
            }
            Meaning::Attachment if self.seen_part() && is_attachment_mark(&candidate.key) => self.open_plain(candidate, Kind::Attachment),
            _ => {}
        }
    }

    /// The open heading after which one is missing, and this is it: the next of its style that follows has the number after the next.
    fn lost_sibling(&self, candidate: &Candidate, reading: Reading) -> Option<usize> {
        if reading.general && !reading.told || self.in_tables() || candidate.key.starts_with('(') {
            return None;
        }
        // The table of contents has the number that the heading lost.
        let listed = self.contents.number(&contents::core(&candidate.key)).filter(|_| !self.contents.holds(candidate.line));
        if let Some(number) = listed
            && let Some(at) = self.stack.iter().rposition(|o| {
                let opens = matches!(self.nodes[o.node].kind, Kind::Part(_) | Kind::Container(_));
                opens && !o.nested && o.style == Some(number.style) && o.value.zip(number.value).is_some_and(|(a, b)| b > a && b <= a + 3)
            })
        {
            return Some(at);
        }
        let rest = self.lines.get(candidate.last_line + 1..)?;
        (0..self.stack.len()).rev().find(|at| {
            let open = &self.stack[*at];
            let (Some(style), Some(value), false) = (open.style, open.value, open.nested) else { return false };
            let text = rest.iter().filter(|l| !l.table && !l.columns && l.is_body());
            let follows = text.filter_map(|l| l.number).find(|n| n.style == style && !n.loose && n.value.is_some());
            let opens = matches!(self.nodes[open.node].kind, Kind::Part(_) | Kind::Container(_));
            opens && style <= Style::Arabic && follows.and_then(|n| n.value) == Some(value + 2)
        })
    }

    /// A heading that lost its number, in the place of the open heading `at`.
    fn open_sibling(&mut self, candidate: &Candidate, reading: Reading, at: usize) {
        let kind = match reading.meaning {
            Meaning::Part(part) => Kind::Part(part),
            Meaning::Overview => Kind::Container(Some(Part::Organization)),
            Meaning::Explanation => Kind::Container(Some(Part::BudgetArrangement)),
            Meaning::Tables => Kind::Tables,
            Meaning::Attachment => Kind::Attachment,
            Meaning::Caption(_) | Meaning::Contents | Meaning::Preface => return,
        };
        let (style, value) = (self.stack[at].style, self.stack[at].value.map(|v| v + 1));
        self.stack.truncate(at);
        let mut node = self.node(candidate, kind);
        node.style = style;
        self.push(node, style, value, false);
    }

    /// What is open may be followed by the explanation of the budget: tables, the organization, a glossary that stands early, or nothing.
    fn ends_before_explanation(&self) -> bool {
        self.in_tables() || self.part().is_none_or(|(p, _)| matches!(p, Part::Organization | Part::Glossary))
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
        if self.in_tables() && (!tells || reading.general) {
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
            let tells = tells || open == Part::OtherMatters && reading.name == 0;
            !reading.general
                && reading.complete
                && tells
                && (stands_out || self.beside(candidate, reading, part, open, at) || open == Part::Glossary && part == Part::OtherMatters)
        } else {
            !reading.general && (tells || stands_out)
        };
        if opens {
            self.open_plain(candidate, Kind::Part(part));
        }
    }

    /// 国有资产占用情况 alone on its line, under 政府采购支出情况; 其他重要事项 before （一）机关运行经费.
    fn beside(&self, candidate: &Candidate, reading: Reading, part: Part, open: Part, at: usize) -> bool {
        let specific = [Part::AgencyOperating, Part::ThreePublic, Part::Procurement, Part::StateAssets, Part::Glossary];
        let may_end = matches!(
            open,
            Part::AgencyOperating
                | Part::ThreePublic
                | Part::Procurement
                | Part::StateAssets
                | Part::OtherMatters
                | Part::BudgetArrangement
                | Part::Performance
        );
        let closed = self.stack.get(at..).unwrap_or(&[]).iter().any(|o| o.nested || self.nodes[o.node].closed);
        if !reading.is_full() || candidate.item || closed || !may_end {
            return false;
        }
        let next = self.lines.get(candidate.last_line + 1..).unwrap_or(&[]).iter().find(|l| !l.page_number);
        let holds = next.is_some_and(|l| {
            l.number.is_some_and(|n| n.value == Some(1)) && l.reading.and_then(Reading::part).is_some_and(|p| specific.contains(&p))
        });
        specific.contains(&part) || part == Part::OtherMatters && holds
    }

    /// A heading without a number closes what is open but a chapter that holds it, and parts that may hold others when it does not stand out.
    fn open_plain(&mut self, candidate: &Candidate, kind: Kind) {
        let chapter = |o: &Open, nodes: &[Node]| o.style == Some(Style::Part) && matches!(nodes[o.node].kind, Kind::Container(_));
        let mut keep = usize::from(matches!(kind, Kind::Part(_)) && self.stack.first().is_some_and(|o| chapter(o, &self.nodes)));
        // 二、预算安排情况 holds the headings without numbers that follow it, as far as they do not stand out.
        let numbered = |o: &Open| o.style.is_some() && self.nodes[o.node].kind == Kind::Container(Some(Part::BudgetArrangement));
        if matches!(kind, Kind::Part(part) if part != Part::Glossary && part != Part::OtherMatters) && !self.line(candidate).is_prominent()
        {
            keep = self.stack.iter().position(numbered).map_or(keep, |at| at + 1);
        }
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

/// 附件, 附件1, 附件：, and nothing else.
fn is_attachment_mark(key: &str) -> bool {
    let rest = key.trim_start_matches("附件").trim_matches([':', '(', ')', '.', '-']);
    key.starts_with("附件") && rest.chars().count() <= 2 && rest.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}
