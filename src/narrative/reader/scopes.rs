//! Where frames open and close: sentences, brackets, 其中 and items of lists.

use super::Reader;
use crate::facts::{Aspect, Component, Part};
use crate::narrative::emit::{Draft, RECENT};
use crate::narrative::lexicon::Word;
use crate::narrative::list::Style;
use crate::narrative::scope::{Frame, FrameKind, Mode};
use crate::narrative::token::{Kind, Token};

impl Reader<'_> {
    pub(in crate::narrative) fn end_sentence(&mut self, rest: &[Token]) {
        let spoken = rest.first().is_some_and(|t| t.kind == Kind::List(Style::Spoken));
        self.sentences += 1;
        // What 其中 opened ends with its sentence; brackets do not.
        while let Some(frame) = self.stack.last() {
            if frame.kind != FrameKind::Among || frame.open || self.stack.len() == 1 {
                break;
            }
            let (children, inner) = (frame.scope.children, frame.scope.subject.clone());
            self.stack.pop();
            let scope = self.scope();
            if children == 1 && scope.subject != inner {
                // One part alone: what a new sentence without a name goes on with is not certain.
                scope.subject = None;
                scope.doubt = true;
            }
        }
        let in_list = self.stack.iter().any(|f| matches!(f.kind, FrameKind::List(_)));
        if !in_list {
            self.groups += 1;
            let group = self.groups;
            if let Some(frame) = self.stack.last_mut() {
                frame.group = group;
            }
        }
        let scheme = self.stack.last().filter(|f| f.kind == FrameKind::Root).and_then(|f| f.template.scheme);
        let performance = self.passage.part == Some(Part::Performance);
        let rooted = self.stack.last().is_some_and(|f| f.kind == FrameKind::Root);
        let scope = self.scope();
        if rooted {
            // 按功能分类: it holds for its sentence.
            scope.scheme = scheme;
            scope.announced = None;
        }
        (scope.base, scope.base_open, scope.stage, scope.year, scope.partial) = (None, false, None, None, false);
        if !(spoken && scope.mode == Mode::Reason) {
            scope.mode = Mode::Plain;
        }
        (scope.direction, scope.adjusted, scope.purchasing, scope.perf_detail) = (None, false, false, false);
        scope.performance &= performance;
    }

    pub(in crate::narrative) fn boundary(&mut self, kind: &Kind, rest: &[Token]) {
        match kind {
            Kind::Stop => self.end_sentence(rest),
            Kind::Semicolon => {
                if self.scope().mode == Mode::Reason && self.reason_ends(rest) {
                    self.scope().mode = Mode::Plain;
                }
                if self.scope().mode == Mode::Purpose {
                    self.scope().mode = Mode::Plain;
                }
                self.scope().siblings = 0;
            }
            Kind::Comma if self.scope().mode != Mode::Plain && self.resumes(rest) => self.scope().mode = Mode::Plain,
            _ => {}
        }
    }

    pub(in crate::narrative) fn open_bracket(&mut self, tokens: &[Token], i: usize) -> usize {
        let close = matching(tokens, i);
        let inside = &tokens[i + 1..close.min(tokens.len())];
        let states = inside.iter().any(|t| {
            matches!(t.kind, Kind::Number(_) | Kind::Word(Word::Zero | Word::Negative | Word::Absent))
                || t.word().is_some_and(|w| matches!(w, Word::Direction(_)))
        });
        if !states || close >= tokens.len() {
            return if states { i + 1 } else { close + 1 };
        }
        let after_amount = i > 0 && matches!(tokens[i - 1].kind, Kind::Number(_));
        let mut scope = self.scope().clone();
        scope.parent = scope.last_level.or(scope.parent);
        scope.whole_at = self.whole_at(scope.parent);
        scope.children = 0;
        scope.doubt |= !after_amount && !self.lead.is_empty();
        let mut frame = Frame::new(FrameKind::Bracket, scope, self.passage.section, self.group());
        frame.saved = std::mem::take(&mut self.lead);
        self.stack.push(frame);
        i + 1
    }

    pub(in crate::narrative) fn close_bracket(&mut self) {
        self.close_clause(&Kind::Semicolon);
        let Some(at) = self.stack.iter().rposition(|f| f.kind == FrameKind::Bracket) else { return };
        self.stack.truncate(at + 1);
        if let Some(frame) = self.stack.pop() {
            self.lead = frame.saved;
        }
    }

    pub(in crate::narrative) fn group(&self) -> usize {
        self.stack.last().map_or(0, |f| f.group)
    }

    pub(in crate::narrative) fn open_among(&mut self) {
        if self.scope().mode == Mode::Reason {
            return;
        }
        let mut scope = self.scope().clone();
        scope.parent = scope.last_level.or(scope.parent);
        scope.whole_at = self.whole_at(scope.parent);
        (scope.children, scope.siblings, scope.changed) = (0, 0, false);
        scope.mode = Mode::Plain;
        let group = self.group();
        self.stack.push(Frame::new(FrameKind::Among, scope, self.passage.section, group));
    }

    /// 基本支出30万元。人员经费20万元，公用经费10万元；按款级科目列示：: the list by classes is of what both parts are of, not of the part that was named last.
    pub(in crate::narrative) fn back_to_the_whole(&mut self) {
        let is_part = |d: &Draft| matches!(d.subject.component, Some(Component::Personnel | Component::Operating));
        let level = |d: &Draft| d.fact.aspect == Aspect::Level && d.subject.scheme.is_none();
        let Some(last) = self.scope().last_level.filter(|at| self.drafts.get(*at).is_some_and(is_part)) else { return };
        let (section, sentences) = (self.passage.section, self.sentences);
        let near = |d: &Draft| d.section == section && d.sentence + 1 >= sentences;
        let recent = self.drafts.iter().enumerate().take(last + 1).rev().take(RECENT).take_while(|(_, d)| near(d));
        let levels: Vec<(usize, &Draft)> = recent.filter(|(_, d)| level(d)).collect();
        let parts = levels.iter().take_while(|(_, d)| is_part(d)).count();
        let whole = levels.get(parts).filter(|(_, d)| parts >= 2 && d.subject.component == Some(Component::Basic));
        if let Some((at, subject)) = whole.map(|(at, d)| (*at, d.subject.clone())) {
            let scope = self.scope();
            (scope.last_level, scope.subject) = (Some(at), Some(subject));
        }
    }

    /// An item of a numbered list begins.
    pub(in crate::narrative) fn list_item(&mut self, style: Style, at_head: bool) {
        if at_head {
            return; // `enter` has done it.
        }
        if style == Style::Spoken {
            self.scope().mode = Mode::Reason;
            return;
        }
        let floor = self.stack.iter().rposition(|f| f.kind == FrameKind::Bracket).map_or(0, |b| b + 1);
        let found = self.stack.iter().skip(floor).rposition(|f| f.kind == FrameKind::List(style)).map(|p| p + floor);
        match found {
            Some(at) => self.restart_item(at),
            None => {
                if self.scope().mode == Mode::Reason {
                    return;
                }
                let mut scope = self.scope().clone();
                scope.parent = scope.last_level.or(scope.parent);
                scope.children = 0;
                scope.mode = Mode::Plain;
                let group = self.group();
                self.stack.push(Frame::new(FrameKind::List(style), scope, self.passage.section, group));
            }
        }
    }

    pub(in crate::narrative) fn restart_item(&mut self, at: usize) {
        self.stack.truncate(at + 1);
        if let Some(frame) = self.stack.last_mut() {
            let children = frame.scope.children;
            let scheme = frame.scope.scheme;
            frame.scope = frame.template.clone();
            frame.scope.children = children;
            // What the first item showed the list to be by holds for the others.
            frame.scope.scheme = frame.scope.scheme.or(scheme);
        }
    }
}

/// The bracket that closes the one at `i`; the number of tokens when none does before the passage ends.
fn matching(tokens: &[Token], i: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(i) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}
