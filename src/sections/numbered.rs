//! Numbered headings: at which level they stand, and what they open there.

use super::heading::{Candidate, followed_by_next};
use super::structure::{Kind, Node, Open, Walk, is_basic, is_caption};
use crate::facts::Part;
use crate::headings::meaning::{Meaning, Reading};
use crate::headings::number::Style;
use crate::headings::shape::{is_sentence, tells};

/// Longest subsection's heading, in characters, that only its number makes one.
const LONGEST_CONTINUED: usize = 20;
/// Longest heading of no known word that ends a glossary, in characters.
const SHORT: usize = 8;

impl Walk<'_> {
    /// 一、 （一） 1. …
    pub(super) fn numbered(&mut self, candidate: &Candidate, style: Style) {
        let value = self.line(candidate).number.and_then(|n| n.value);
        if self.is_entry(candidate, style, value) {
            return;
        }
        let (mut depth, nested) = self.level(candidate, style, value);
        let mut style = style;
        if let Some((at, other)) = self.swapped(candidate, style, value) {
            (depth, style) = (at, other);
        }
        let Some((kind, unrecognised)) = self.decide(candidate, &self.spot(candidate, style, value, depth, nested)) else { return };
        let kind = self.by_its_text(candidate, style, kind, unrecognised);
        self.stack.truncate(depth);
        // A chapter of tables that opened by itself ends where a part begins.
        if matches!(kind, Kind::Part(_)) && self.stack.last().is_some_and(|o| self.nodes[o.node].kind == Kind::Tables && o.style.is_none())
        {
            self.stack.pop();
        }
        let mut node = self.node(candidate, kind);
        node.unrecognised = unrecognised;
        // A number that was lost is the one after the last.
        let before = self.nodes.iter().rev().find(|n| n.style == Some(style) && n.parent == node.parent).and_then(|n| n.value);
        let counted = value.or_else(|| before.map(|v| v + 1));
        node.style = Some(style);
        self.push(node, Some(style), counted, nested);
    }

    /// Where the words of a part's heading tell nothing, or no more than a general word beside words that are not known (三项公务支出), the text under it tells the part.
    fn by_its_text(&self, candidate: &Candidate, style: Style, kind: Kind, unrecognised: bool) -> Kind {
        let Kind::Part(part) = kind else { return kind };
        let vague = candidate.reading.is_some_and(|r| r.general && !r.is_full() && part == Part::BudgetArrangement);
        if candidate.glued || !(vague || unrecognised && part == Part::OtherMatters) {
            return kind;
        }
        match self.told_by_text(candidate, style) {
            Some(told) if unrecognised || told != Part::OtherMatters => Kind::Part(told),
            _ => kind,
        }
    }

    fn spot(&self, candidate: &Candidate, style: Style, value: Option<u32>, depth: usize, nested: bool) -> Spot<'_> {
        let under = self.stack.get(..depth).unwrap_or(&[]);
        let nearest = under.iter().rev().find_map(|o| match self.nodes[o.node].kind {
            Kind::Part(part) => Some((part, &self.nodes[o.node])),
            _ => None,
        });
        let sibling = self.stack.get(depth).filter(|o| {
            let kind = self.nodes[o.node].kind;
            o.style == Some(style)
                && matches!(kind, Kind::Part(_) | Kind::Container(_) | Kind::Tables)
                && o.value.zip(value).is_none_or(|(before, now)| now > before && now <= before + 3)
        });
        // It follows an item of a list, not the heading: 4、人事科 after 3、财务科 inside 2、机构设置.
        let before = self.before.get(candidate.line).copied().flatten();
        let follows_item = before.is_some_and(|at| {
            let number = self.lines[at].number.and_then(|n| n.value);
            sibling.is_some_and(|o| self.nodes[o.node].line != at)
                && number.zip(value).is_some_and(|(a, b)| b == a + 1)
                && self.nodes.binary_search_by_key(&at, |n| n.line).is_err()
        });
        let continues = self.stack.get(depth).is_some_and(|o| {
            self.nodes[o.node].kind == Kind::Sub && o.style == Some(style) && o.value.zip(value).is_some_and(|(a, b)| b == a + 1)
        });
        Spot {
            continues: continues && !followed_by_next(self.lines, candidate.last_line),
            text_follows: !followed_by_next(self.lines, candidate.last_line),
            numbered: value.is_some(),
            first: value == Some(1),
            outer: style <= Style::ChineseBracket,
            nearest,
            parent: under.last().map(|o| &self.nodes[o.node]),
            closed: nested || under.iter().any(|o| o.nested || self.nodes[o.node].closed),
            sibling: sibling.is_some(),
            follows_item,
        }
    }

    /// （三） where 三、 is meant: no list of its own style is under way, and it goes on with the open heading of another one.
    fn swapped(&self, candidate: &Candidate, style: Style, value: Option<u32>) -> Option<(usize, Style)> {
        let value = value.filter(|v| *v > 1)?;
        let reading = candidate.reading.filter(|r| r.is_full() && !r.general && !r.amount && r.complete)?;
        let at = self.stack.iter().rposition(|o| o.style.is_some_and(|s| is_exchange(s, style)) && o.value == Some(value - 1))?;
        let node = &self.nodes[self.stack[at].node];
        let own = |l: usize| l > node.line && self.lines[l].number.and_then(|n| n.value) == Some(value - 1);
        let under_way = self.stack.iter().any(|o| o.style == Some(style) && o.value == Some(value - 1))
            || self.before.get(candidate.line).copied().flatten().is_some_and(own);
        let other = match node.kind {
            Kind::Part(part) => reading.part().is_some_and(|p| p != part),
            Kind::Container(_) => true,
            _ => false,
        };
        (!under_way && other && !self.stack[at].nested).then_some((at, self.stack[at].style?))
    }

    /// How many open headings a numbered one stands under, and whether it belongs to a list that began again inside one.
    fn level(&self, candidate: &Candidate, style: Style, value: Option<u32>) -> (usize, bool) {
        let siblings: Vec<usize> = (0..self.stack.len()).filter(|i| self.stack[*i].style == Some(style)).collect();
        let sure = candidate.reading.is_some_and(|r| {
            r.is_full() && !r.general && !r.amount && matches!(r.meaning, Meaning::Part(_) | Meaning::Overview | Meaning::Explanation)
        });
        let (Some(&outer), Some(&inner)) = (siblings.first(), siblings.last()) else {
            let depth = self.depth_for_new(style, value, sure);
            return (if sure { self.above_unnumbered(candidate, style, value, depth) } else { depth }, false);
        };
        let Some(value) = value else { return (if sure { outer } else { inner }, self.stack[inner].nested && !sure) };
        let follows = |i: &usize| self.stack[*i].value.is_some_and(|before| value == before + 1);
        let fits: Vec<usize> = siblings.iter().copied().filter(|i| follows(i)).collect();
        if let Some(first) = fits.first() {
            // The list of a report has its own 七、绩效目标.
            let report = self.nodes[self.stack[*first].node].closed;
            let at = if sure && !report { *first } else { fits.last().copied().unwrap_or(*first) };
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
        // 一、主要职责 … 一、机构设置: a number printed twice.
        let repeated = sure && !candidate.glued && part == open && open == Some(Part::Organization) && {
            let node = self.stack.get(outer).map(|o| &self.nodes[o.node]);
            let complete = candidate.reading.is_some_and(|r| r.complete);
            complete
                && node.is_some_and(|n| {
                    n.value == Some(1) && !is_basic(&n.heading) && n.kind == Kind::Part(Part::Organization) && candidate.line > n.line + 1
                })
                && self.stack.len() == outer + 1
        };
        if repeated {
            return (outer, false);
        }
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

    /// 二、 after a first heading that lost its number closes it, as does 一、 of another part after one that may hold no other.
    fn above_unnumbered(&self, candidate: &Candidate, style: Style, value: Option<u32>, depth: usize) -> usize {
        let Some(open) = depth.checked_sub(1).and_then(|at| self.stack.get(at)) else { return depth };
        let node = &self.nodes[open.node];
        let (Kind::Part(own), None) = (node.kind, open.style) else { return depth };
        let part = candidate.reading.and_then(Reading::part);
        let first_of_list = self.before.get(candidate.line).copied().flatten().is_none_or(|at| at < node.line);
        let goes_on = value.is_some_and(|v| v > 1) && first_of_list;
        let holds = matches!(own, Part::BudgetArrangement | Part::OtherMatters | Part::Performance) || is_basic(&node.heading);
        let leaves = style == Style::Chinese && !candidate.glued && !holds && tells(&candidate.key);
        if part.is_some() && (goes_on || leaves && part != Some(own)) { depth - 1 } else { depth }
    }

    /// What a numbered heading opens; `None`: it is none. The second: it was taken for a part by its place alone.
    fn decide(&self, candidate: &Candidate, spot: &Spot<'_>) -> Option<(Kind, bool)> {
        let sub = || (!candidate.glued && !candidate.item && !is_caption(candidate)).then_some((Kind::Sub, false));
        if spot.closed || spot.parent.is_some_and(|p| p.kind == Kind::Attachment) {
            return spot.parent.and_then(|_| sub());
        }
        if spot.parent.is_some_and(|p| p.kind == Kind::Tables) && !spot.sibling && !leaves_tables(candidate) {
            return None;
        }
        let Some(reading) = candidate.reading else { return without_meaning(candidate, spot) };
        // 、政府采购服务预算3.40万元: a sentence that was broken before its mark.
        if reading.amount && !spot.numbered {
            return None;
        }
        let free = spot.nearest.is_none();
        let kind = match reading.meaning {
            Meaning::Part(part) => return opens_part(candidate, reading, part, spot),
            Meaning::Overview if free => Kind::Container(Some(Part::Organization)),
            Meaning::Explanation if free => Kind::Container(Some(Part::BudgetArrangement)),
            Meaning::Tables if free => Kind::Tables,
            Meaning::Caption(part) => Kind::Part(part.filter(|_| free && !candidate.glued && self.seen_part())?),
            Meaning::Attachment if free && self.seen_part() => Kind::Attachment,
            _ if !free && !candidate.glued => Kind::Sub,
            _ => return None,
        };
        Some((kind, false))
    }

    /// Entries of the glossary look like parts (五、基本支出 …): what leaves a glossary must follow the glossary's own number, or stand out.
    fn is_entry(&self, candidate: &Candidate, style: Style, value: Option<u32>) -> bool {
        let Some((Part::Glossary, at)) = self.part() else { return false };
        let leaves = candidate.reading.is_some_and(|r| (!r.general || r.part().is_none()) && !r.amount && r.is_mostly_known())
            && !candidate.definition;
        let own = &self.stack[at];
        // The number may be lost, or stand in brackets where the others do not.
        let follows = |o: &Open| {
            let next = o.value.zip(value).is_some_and(|(before, now)| now == before + 1);
            (o.style == Some(style) || o.style.is_some_and(|s| is_pair(s, style)) && tells(&candidate.key)) && next
                || value.is_none() && o.style == Some(style) && tells(&candidate.key)
        };
        if leaves && follows(own) && (!candidate.glued || tells(&candidate.key)) {
            return false;
        }
        let near = own.style == Some(style) && own.value.zip(value).is_some_and(|(before, now)| now > before && now <= before + 3);
        if leaves && near && !candidate.glued && tells(&candidate.key) {
            return false;
        }
        // 九、补充事项 after 八、名词解释: a short line with the glossary's own next number, that defines nothing.
        let next = own.style == Some(style) && own.value.zip(value).is_some_and(|(before, now)| now == before + 1);
        let short = !candidate.glued && !candidate.definition && candidate.key.chars().count() <= SHORT;
        let text = self.lines.get(candidate.last_line + 1).map_or("", |l| l.title());
        if next && short && value.is_some_and(|v| v > 2) && !["指", "是指", "反映"].iter().any(|w| text.starts_with(w)) {
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
}

/// 三、 and （三）: one may stand for the other.
fn is_pair(a: Style, b: Style) -> bool {
    matches!((a, b), (Style::Chinese, Style::ChineseBracket) | (Style::ChineseBracket, Style::Chinese))
}

/// 九、 and 9.: one may stand for the other where a heading that is sure goes on with the numbers of the other.
fn is_exchange(a: Style, b: Style) -> bool {
    is_pair(a, b) || matches!((a, b), (Style::Chinese, Style::Arabic) | (Style::Arabic, Style::Chinese))
}

/// Where a numbered heading stands.
struct Spot<'a> {
    /// The nearest part above it, and that part's heading.
    nearest: Option<(Part, &'a Node)>,
    /// The heading right above it.
    parent: Option<&'a Node>,
    /// It stands in a list that began again inside a part, or in a report: nothing in it is a part of the disclosure.
    closed: bool,
    /// The open heading of its style is a part, and this one follows it.
    sibling: bool,
    /// It follows an item of a list.
    follows_item: bool,
    /// The open heading of its style is a subsection, this one has the next number, and text of its own follows it.
    continues: bool,
    /// What follows it is no further item of its list.
    text_follows: bool,
    /// Its number is there.
    numbered: bool,
    /// It is the first of its list.
    first: bool,
    /// 一、 or （一）: parts are numbered so.
    outer: bool,
}

/// A heading whose words tell a part.
fn opens_part(candidate: &Candidate, reading: Reading, part: Part, spot: &Spot<'_>) -> Option<(Kind, bool)> {
    let enough = reading.is_full()
        || (reading.is_mostly_known() && (reading.complete || spot.sibling))
        || (reading.is_partly_known() && spot.sibling && !spot.follows_item && !candidate.glued);
    // One lost or wrong character (总体情况明) does not matter where a list of parts begins.
    let begins = spot
        .parent
        .is_none_or(|p| p.style == Some(Style::Part) && matches!(p.kind, Kind::Container(_)) || p.kind == Kind::Part(Part::OtherMatters));
    let damaged = reading.unknown == 1 && (reading.known >= 6 || spot.first);
    let enough = enough || begins && damaged && spot.outer && !candidate.item && !candidate.glued;
    let Some((open, above)) = spot.nearest else {
        // A general word alone opens a part only where parts are expected: in a container, after a sibling, or as the first.
        let first = spot.first && spot.outer && spot.text_follows && reading.complete;
        let expected = spot.parent.is_some()
            || spot.sibling
            || !reading.general
            || reading.basic
            || reading.told
            || first
            || part == Part::ThreePublic;
        return (enough && expected && (spot.sibling || !reading.amount)).then_some((Kind::Part(part), false));
    };
    let title = !candidate.glued || (open == part && reading.is_full() && !reading.amount);
    let sub = (title && !candidate.item).then_some((Kind::Sub, false));
    let host = match open {
        Part::BudgetArrangement | Part::OtherMatters => true,
        Part::Organization => is_basic(&above.heading) && !candidate.glued,
        _ => false,
    };
    // The organization under another part is the text of a report; a word of the budget under other matters is a figure, unless it says more than one word.
    let foreign = part == Part::Organization || (part == Part::BudgetArrangement && open == Part::OtherMatters && reading.known < 6);
    // （一）机关运行经费20万元 under other matters is a heading when text follows it, an item of a list when the next item does.
    let figure =
        reading.amount && !(open == Part::OtherMatters && reading.is_full() && spot.text_follows && spot.numbered && !candidate.glued);
    let opens = open != part && host && !foreign && !candidate.item && enough && !reading.general && !figure;
    if opens { Some((Kind::Part(part), false)) } else { sub }
}

/// A short numbered line whose words tell nothing: a part by its place alone, a subsection, or nothing.
fn without_meaning(candidate: &Candidate, spot: &Spot<'_>) -> Option<(Kind, bool)> {
    // 3．实现年度绩效目标的指标 after 2．职责分类绩效目标: its number tells more than a word of sentences in it.
    let title = spot.continues
        && candidate.key.chars().count() <= LONGEST_CONTINUED
        && !is_sentence(&candidate.key)
        && !candidate.key.ends_with('。');
    if candidate.glued || (spot.nearest.is_some() && candidate.item && !title) {
        return None;
    }
    if spot.nearest.is_some() {
        return Some((Kind::Sub, false));
    }
    let by_place = spot.sibling && !spot.follows_item && !candidate.item && candidate.key.chars().count() >= 4;
    let overview = spot.parent.is_some_and(|p| p.kind == Kind::Container(Some(Part::Organization)));
    by_place.then_some((Kind::Part(if overview { Part::Organization } else { Part::OtherMatters }), true))
}

/// Inside the chapter of tables only a heading that tells something leaves it.
fn leaves_tables(candidate: &Candidate) -> bool {
    candidate.reading.is_some_and(|r| r.is_full() && tells(&candidate.key) && !matches!(r.meaning, Meaning::Tables | Meaning::Caption(_)))
}
