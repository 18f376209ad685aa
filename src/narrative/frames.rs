//! Frames between passages: headings, lists that run over paragraphs, 其中： at the end of one.

use super::clause::Lead;
use super::compose::{self, Around, Bag};
use super::lexicon::{Lexicon, Side, Word};
use super::list::Style;
use super::reader::Reader;
use super::scope::{Frame, FrameKind, Mode, Scope};
use super::token::Token;
use crate::facts::{Component, Measure, Scheme};

impl Reader<'_> {
    /// Brings the frames in order for a new passage.
    pub(super) fn enter(&mut self) {
        let section = self.passage.section;
        self.stack.retain(|f| !matches!(f.kind, FrameKind::Bracket) && (f.kind != FrameKind::Among || f.open));
        let inside = |f: &Frame| f.section.is_none() && section.is_none() || self.is_under(section, f.section);
        let keep = self.stack.iter().position(|f| !inside(f)).unwrap_or(self.stack.len());
        let truncated = keep < self.stack.len();
        self.stack.truncate(keep);
        if self.stack.is_empty() {
            let scope = self.heading_scope(section, Scope::default(), None);
            self.groups += 1;
            self.stack.push(Frame::new(FrameKind::Root, scope, section, self.groups));
            if truncated {
                self.previous = None;
            }
        } else if self.stack.last().is_some_and(|f| f.section != section) {
            let (from, base) = self.stack.last().map(|f| (f.section, f.scope.clone())).unwrap_or_default();
            let scope = self.heading_scope(section, base, from);
            let group = self.group();
            self.stack.push(Frame::new(FrameKind::Root, scope, section, group));
        }
        match self.passage.style {
            // See `enter_spoken`.
            Some(Style::Spoken) => {}
            Some(style) => self.enter_item(style),
            None => self.enter_plain(),
        }
        self.reset_sentence();
    }

    /// 一是 at the head of a passage: an item of a list where it states an amount of what it names, and else a reason.
    pub(super) fn enter_spoken(&mut self, tokens: &[Token]) {
        if self.passage.style != Some(Style::Spoken) {
            return;
        }
        if self.scope().mode != Mode::Reason && self.item_states(tokens.get(1..).unwrap_or_default()) {
            self.enter_item(Style::Spoken);
        } else {
            self.scope().mode = Mode::Reason;
        }
    }

    pub(super) fn enter_item(&mut self, style: Style) {
        match self.stack.iter().rposition(|f| f.kind == FrameKind::List(style)) {
            Some(at) => self.restart_item(at),
            None => {
                let mut scope = self.scope().clone();
                scope.parent = scope.last_level.or(scope.parent);
                scope.children = 0;
                let (section, group) = (self.passage.section, self.group());
                self.stack.push(Frame::new(FrameKind::List(style), scope, section, group));
            }
        }
    }

    /// A paragraph without a number: an item after 其中：, or else it goes back to the headings, with the last subject in mind.
    pub(super) fn enter_plain(&mut self) {
        if let Some(frame) = self.stack.last_mut()
            && frame.kind == FrameKind::Among
        {
            let (children, scheme) = (frame.scope.children, frame.scope.scheme);
            frame.scope = frame.template.clone();
            (frame.scope.children, frame.scope.scheme) = (children, frame.scope.scheme.or(scheme));
            return;
        }
        let keep = self.stack.iter().rposition(|f| f.kind == FrameKind::Root).map_or(0, |r| r + 1);
        let was_list = self.stack.len() > keep;
        self.stack.truncate(keep.max(1));
        self.groups += 1;
        let (group, previous) = (self.groups, self.previous.clone());
        if let Some(frame) = self.stack.last_mut() {
            frame.group = group;
            frame.scope = Scope { last_level: None, ..frame.template.clone() };
            if was_list || frame.scope.subject.is_none() {
                frame.scope.subject = previous.or(frame.scope.subject.take());
            }
        }
    }

    pub(super) fn reset_sentence(&mut self) {
        // 截至2021年底，国有资产情况为：1.房屋 …: the date before a list is that of its items.
        let dated = self.stack.last().filter(|f| f.kind != FrameKind::Root).and_then(|f| f.template.stock_year);
        let scope = self.scope();
        (scope.base, scope.base_open, scope.stage, scope.year, scope.direction) = (None, false, None, None, None);
        (scope.doubt, scope.lost_amount) = (false, false);
        (scope.performance, scope.posts, scope.partial) = (false, None, false);
        (scope.named, scope.counting) = (false, None);
        (scope.stock_year, scope.purchasing) = (dated, false);
    }

    pub(super) fn leave(&mut self, ends_open: bool) {
        self.stack.retain(|f| f.kind != FrameKind::Bracket);
        if ends_open {
            if self.scope().mode == Mode::Reason {
                // 主要原因： the paragraphs after it are the reason.
                let scope = Scope { parent: None, ..self.scope().clone() };
                let group = self.group();
                self.stack.push(Frame::new(FrameKind::Among, scope, self.passage.section, group));
            } else if self.stack.last().is_none_or(|f| f.kind != FrameKind::Among) {
                self.open_among();
            }
            if let Some(frame) = self.stack.last_mut() {
                frame.open = true;
            }
        } else {
            self.stack.retain(|f| f.kind != FrameKind::Among || f.open);
        }
        self.previous = self.scope().subject.clone();
    }

    /// True when `section` is `above` or lies under it.
    pub(super) fn is_under(&self, section: Option<usize>, above: Option<usize>) -> bool {
        let mut at = section;
        while let Some(index) = at {
            if Some(index) == above {
                return true;
            }
            at = self.context.sections.list.get(index).and_then(|s| s.parent);
        }
        above.is_none() && section.is_none()
    }

    /// What the headings of a section, down from `from`, add to a scope.
    pub(super) fn heading_scope(&self, section: Option<usize>, base: Scope, from: Option<usize>) -> Scope {
        let mut chain = Vec::new();
        let mut at = section;
        while let Some(index) = at {
            if from == Some(index) {
                break;
            }
            chain.push(index);
            at = self.context.sections.list.get(index).and_then(|s| s.parent);
        }
        let mut scope = base;
        for index in chain.into_iter().rev() {
            if let Some(heading) = self.context.sections.list.get(index).map(|s| s.heading.clone()) {
                self.apply_heading(&mut scope, &heading, self.headings.get(index).and_then(Option::as_ref));
            }
        }
        scope
    }

    pub(super) fn apply_heading(&self, scope: &mut Scope, heading: &str, bag: Option<&Bag>) {
        let Some(bag) = bag else { return };
        if let Some(fund) = bag.fund().flatten() {
            scope.fund = Some(fund);
        }
        scope.scheme = bag.by.or(scope.scheme);
        let key = crate::normalise::key::fold_text(heading);
        if let Some(named) = super::classes::of_heading(&key, scope.above.as_deref(), self.context.identity.fiscal_year) {
            scope.above = named.code.clone();
            scope.scheme = Some(Scheme::Function);
            scope.heading = Some(Measure::Expenditure);
            scope.subject = Some(named.subject(key.get(named.start..named.end).unwrap_or(&key).to_owned(), None));
            return;
        }
        if bag.side.is_some() || !bag.funds.is_empty() {
            scope.balance = bag.fund().flatten().filter(|_| bag.side == Some(Side::Both));
        }
        let several = bag.side == Some(Side::Both) || bag.measures.len() > 1;
        let around =
            Around { subject: scope.subject.as_ref(), heading: scope.heading, final_accounts: self.final_accounts(), ..Around::default() };
        match compose::money(bag, around) {
            Some(subject) if !several => {
                scope.heading = Some(subject.measure);
                // 支出决算情况说明 names the side, not yet an amount's subject: 合计 and 总计 differ. 项目经费情况说明 speaks of projects one by one.
                let open = subject.is_total() || subject.component == Some(Component::Project) && !key.contains("项目支出");
                scope.subject = (!open).then_some(subject);
            }
            _ if several => {
                scope.heading = None;
                scope.subject = None;
            }
            _ => {}
        }
    }

    /// The dimensions that a lead's stage and year add to the scope of its sentence.
    pub fn remember(&mut self, lead: &Lead) {
        let own_year = self.context.identity.fiscal_year;
        let scope = self.scope();
        if lead.stage.is_some() {
            scope.stage = lead.stage;
        }
        if lead.year.is_some() {
            scope.year = lead.year;
        } else if lead.prior_year && lead.bag.source.is_none() {
            scope.year = own_year.map(|y| y - 1);
        }
    }
}

/// The words of a heading.
pub(super) fn heading_bag(heading: &str, lexicon: &Lexicon) -> Option<Bag> {
    let key = crate::normalise::key::fold_text(heading);
    if key.is_empty() {
        return None;
    }
    let mut bag = Bag::default();
    let by = |word: Word| lexicon.words(&key).any(|(_, _, w)| w == word);
    bag.by = match (by(Word::ByFunction), by(Word::ByEconomic)) {
        (true, false) => Some(Scheme::Function),
        (false, true) => Some(Scheme::Economic),
        _ => None,
    };
    for (_, _, word) in lexicon.words(&key) {
        bag.add(word);
        bag.prior_year |= word == Word::PriorYear;
        bag.noun |= word == Word::Noun;
    }
    Some(bag)
}
