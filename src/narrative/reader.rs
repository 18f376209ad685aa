//! The walk over the tokens of each passage, with a stack of frames: headings, lists, 其中, brackets.

use super::compose::{Bag, Subject};
use super::emit::Draft;
use super::lexicon::{Atom, Lexicon, Word};
use super::list::Style;
use super::numeral::Unit;
use super::once::Declared;
use super::passage::{Passage, Places, states_amount};
use super::scope::{Frame, FrameKind, Mode, Scope};
use super::token::{self, Kind, Token};
use super::{Explained, Reading};
use crate::context::Context;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::facts::{DisclosureKind, Fund, Measure, Part, ValueUnit};
use crate::normalise::classes::{ClassScheme, is_class_name};
use crate::normalise::key::fold_text;
use crate::numerals::Class;
use crate::sections::Section;
use std::rc::Rc;

/// Reads passages one after the other.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub context: &'a Context<'a>,
    pub lexicon: &'a Lexicon,
    pub places: Places<'a>,
    pub drafts: Vec<Draft>,
    pub diagnostics: Vec<Diagnostic>,
    pub explained: Vec<Explained>,
    pub stack: Vec<Frame>,
    pub passage: Passage,
    /// The passage's folded text.
    pub key: Rc<str>,
    /// Tokens of the clause so far, since the last amount.
    pub lead: Vec<Token>,
    pub groups: usize,
    /// Sentences so far.
    pub sentences: usize,
    pub has_grand_total: bool,
    names: Vec<String>,
    pub(super) headings: Vec<Option<Bag>>,
    pub(super) previous: Option<Subject>,
    /// Money of which the passage gives the total of both sides.
    pub(super) balanced: Vec<Fund>,
    /// The unit that was stated once.
    pub(super) declared: Option<Declared>,
    /// Money whose two sides the passage gives with equal amounts.
    pub(super) even: Vec<Fund>,
}

impl<'a> Reader<'a> {
    pub fn new(context: &'a Context<'a>, lexicon: &'a Lexicon, has_grand_total: bool) -> Self {
        // What is an item of a list with its amount limits nothing that the sections have put under it.
        let bag = |s: &Section| if states_amount(context, s) { None } else { super::frames::heading_bag(&s.heading, lexicon) };
        let headings = context.sections.list.iter().map(bag).collect();
        Reader {
            context,
            lexicon,
            places: Places::new(context),
            drafts: Vec::new(),
            diagnostics: Vec::new(),
            explained: Vec::new(),
            stack: Vec::new(),
            passage: Passage::default(),
            key: Rc::from(""),
            lead: Vec::new(),
            groups: 0,
            sentences: 0,
            has_grand_total,
            names: names(context),
            headings,
            previous: None,
            balanced: Vec::new(),
            declared: None,
            even: Vec::new(),
        }
    }

    /// What all passages gave.
    pub fn finish(self) -> Reading {
        let facts = super::emit::finish(self.drafts);
        Reading { facts, diagnostics: self.diagnostics, explained: self.explained }
    }

    pub fn scope(&mut self) -> &mut Scope {
        if self.stack.is_empty() {
            self.stack.push(Frame::new(FrameKind::Root, Scope::default(), None, 0));
        }
        let last = self.stack.len() - 1;
        &mut self.stack[last].scope
    }

    pub fn final_accounts(&self) -> bool {
        self.context.identity.kind == Some(DisclosureKind::FinalAccounts)
    }

    /// Performance and organization hold facts of their own kind only.
    pub fn limited_to(&self) -> Option<Part> {
        self.passage.part.filter(|p| matches!(p, Part::Organization | Part::Performance))
    }

    pub fn diagnose(&mut self, code: Code, start: usize, end: usize, what: &str) {
        let Some((place, text)) = self.places.of(&self.passage, start, end) else { return };
        let severity = if code == Code::UnattributedAmount { Severity::Warning } else { Severity::Note };
        self.diagnostics.push(Diagnostic::new(code, severity, format!("{what}: “{text}”")).at(place));
    }

    pub fn explain(&mut self, start: usize, end: usize, class: Class) {
        if let Some((place, _)) = self.places.of(&self.passage, start, end) {
            self.explained.push(Explained { place, class });
        }
    }

    /// Reads one passage.
    pub fn read(&mut self, passage: &Passage) {
        self.passage = passage.clone();
        self.key = Rc::from(passage.key.as_str());
        self.sentences += 1;
        self.note_unit();
        self.enter();
        let tokens = token::tokens(passage, self.lexicon, &self.names);
        self.enter_spoken(&tokens);
        self.balanced = super::whole::balanced(&tokens);
        self.even = super::whole::even(&tokens);
        self.lead.clear();
        let mut i = 0;
        while i < tokens.len() {
            i = self.step(&tokens, i);
        }
        // 主要原因：, and nothing after it.
        let last_reason = tokens.iter().rposition(|t| t.word() == Some(Word::Reason));
        let ends_in_reason = last_reason.is_some_and(|r| tokens[r + 1..].iter().all(|t| matches!(t.kind, Kind::Colon | Kind::Word(_))));
        if !ends_in_reason {
            self.close_clause(&Kind::Stop);
            self.scope().mode = Mode::Plain;
        }
        let ends_open = tokens.last().is_some_and(|t| matches!(t.kind, Kind::Colon | Kind::Word(Word::Among)))
            || tokens.len() >= 2 && tokens[tokens.len() - 1].kind == Kind::Comma && tokens[tokens.len() - 2].word() == Some(Word::Among);
        self.close_clause(&Kind::Stop);
        self.leave(ends_open);
    }

    pub(super) fn step(&mut self, tokens: &[Token], i: usize) -> usize {
        let token = &tokens[i];
        match &token.kind {
            Kind::List(style) => {
                self.close_clause(&Kind::Comma);
                let spoken = *style == Style::Spoken && i > 0;
                if !(spoken && self.scope().mode != Mode::Reason && self.item_states(&tokens[i + 1..])) {
                    self.list_item(*style, i == 0);
                }
            }
            Kind::Number(number) => {
                let lead = std::mem::take(&mut self.lead);
                return self.number(&lead, number, tokens, i);
            }
            Kind::Open => return self.open_bracket(tokens, i),
            Kind::Close => self.close_bracket(),
            Kind::Comma if self.stray_comma(tokens, i) => {}
            Kind::Colon if self.stray_colon(tokens, i) => {}
            Kind::Stop | Kind::Semicolon | Kind::Comma | Kind::Colon => {
                self.close_clause(&token.kind);
                self.boundary(&token.kind, &tokens[i + 1..]);
            }
            Kind::Dunhao => {
                let after_amount = i > 0 && matches!(tokens[i - 1].kind, Kind::Number(_) | Kind::Close);
                if after_amount && self.lead.is_empty() {
                    self.boundary(&Kind::Comma, &tokens[i + 1..]);
                } else {
                    self.lead.push(token.clone());
                }
            }
            // 机关运行经费90万元，用于保障机构正常运转的日常支出: what it is for, and no other measure.
            Kind::Word(Word::Component(_)) if self.scope().mode == Mode::Purpose && self.speaks_of_operating() => {}
            // 用于保障机关运转的机关运行经费: what stands before 的 limits the name.
            Kind::Word(Word::Measure(_))
                if self.scope().mode == Mode::Purpose && self.key.get(..token.start).is_some_and(|text| text.ends_with('的')) =>
            {
                self.lead.clear();
                self.scope().mode = Mode::Plain;
                self.lead.push(token.clone());
            }
            // 用于保障机构正常运转的日常支出: the name holds what the money is for.
            Kind::Word(Word::Component(_)) if self.key.get(token.start..token.end).is_some_and(|text| text.contains('的')) => {
                self.lead.retain(|t| matches!(t.kind, Kind::Year(_) | Kind::Word(Word::Stage(_))));
                if self.scope().mode == Mode::Purpose {
                    self.scope().mode = Mode::Plain;
                }
                self.lead.push(token.clone());
            }
            Kind::Level(_, Some(digits)) => {
                self.explain(token.start + 1, token.start + 1 + digits.len(), Class::Code);
                self.lead.push(token.clone());
            }
            // 总计100万元，由本年收入90万元和上年结转10万元组成.
            Kind::Word(Word::Filler) if self.made_up_of(tokens, i) => self.open_among(),
            Kind::Word(Word::Among) => {
                if self.scope().mode == Mode::Reason && self.goes_back_to_parts(tokens, i) {
                    self.scope().mode = Mode::Plain;
                }
                self.close_clause(&Kind::Colon);
                self.open_among();
            }
            // 支出用于教育支出90万元、卫生健康支出10万元: a list by function.
            Kind::Word(Word::Purpose) if self.by_classes(tokens, i) => {
                self.close_clause(&Kind::Comma);
                let scope = self.scope();
                (scope.parent, scope.last_level, scope.subject) = (None, None, None);
            }
            Kind::Word(Word::Reason) => {
                let leads = self.reason_leads(tokens, i);
                if leads {
                    self.drop_direction();
                }
                self.close_clause(&Kind::Comma);
                self.scope().mode = Mode::Reason;
                self.scope().reason_leads = leads;
                (self.scope().reason_amounts, self.scope().reason_named) = (false, false);
            }
            Kind::Word(Word::Purpose) => {
                self.close_clause(&Kind::Comma);
                if self.scope().mode == Mode::Plain {
                    self.scope().mode = Mode::Purpose;
                }
            }
            Kind::Word(Word::Atom(Atom::PerformanceDetail)) => {
                self.scope().perf_detail = true;
                self.lead.push(token.clone());
            }
            Kind::Word(Word::Atom(Atom::Performance)) => {
                self.scope().performance = true;
                self.lead.push(token.clone());
            }
            _ => {
                // 压缩开支 names nothing that amounts are stated of.
                let object =
                    matches!(token.word(), Some(Word::Side(_))) && i > 0 && matches!(tokens[i - 1].word(), Some(Word::Direction(_)));
                if self.scope().mode == Mode::Reason && !object && super::reason::names_money(token) {
                    self.scope().reason_named = true;
                }
                self.lead.push(token.clone());
            }
        }
        i + 1
    }

    /// True when what was spoken of is 机关运行经费.
    fn speaks_of_operating(&mut self) -> bool {
        self.scope().subject.as_ref().is_some_and(|s| s.measure == Measure::AgencyOperating)
    }

    /// 编制人数：总数22人, 退休人数：16人: a colon between people and their number.
    fn stray_colon(&self, tokens: &[Token], i: usize) -> bool {
        let people = self.lead.iter().any(|t| matches!(t.word(), Some(Word::Head(_))));
        let mut rest = tokens.iter().skip(i + 1).skip_while(|t| matches!(t.word(), Some(Word::Total | Word::Sum)));
        let counted = |t: &Token| matches!(&t.kind, Kind::Number(n) if n.unit == Some(Unit::Count(ValueUnit::Person)));
        people && rest.next().is_some_and(counted)
    }

    /// 团组共计，0个: a comma between a word that wants a number and the number.
    pub(super) fn stray_comma(&self, tokens: &[Token], i: usize) -> bool {
        let wants = self.lead.last().and_then(Token::word).is_some_and(|w| matches!(w, Word::Sum | Word::Total));
        wants && tokens.get(i + 1).is_some_and(|t| matches!(t.kind, Kind::Number(_)))
    }

    pub(super) fn boundary(&mut self, kind: &Kind, rest: &[Token]) {
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

    pub(super) fn end_sentence(&mut self, rest: &[Token]) {
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

    pub(super) fn open_bracket(&mut self, tokens: &[Token], i: usize) -> usize {
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

    pub(super) fn close_bracket(&mut self) {
        self.close_clause(&Kind::Semicolon);
        let Some(at) = self.stack.iter().rposition(|f| f.kind == FrameKind::Bracket) else { return };
        self.stack.truncate(at + 1);
        if let Some(frame) = self.stack.pop() {
            self.lead = frame.saved;
        }
    }

    pub fn group(&self) -> usize {
        self.stack.last().map_or(0, |f| f.group)
    }

    pub fn open_among(&mut self) {
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

    /// An item of a numbered list begins.
    pub(super) fn list_item(&mut self, style: Style, at_head: bool) {
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

    pub(super) fn restart_item(&mut self, at: usize) {
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

/// Names of the publishing body, folded, the longest first, with and without its place.
fn names(context: &Context<'_>) -> Vec<String> {
    let identity = context.identity;
    let bodies = [&identity.department_printed, &identity.department, &identity.unit_name];
    let mut names: Vec<String> = Vec::new();
    for body in bodies.into_iter().flatten().map(|name| fold_text(name)).filter(|name| name.chars().count() >= 3) {
        let place = identity.county.as_deref().map(fold_text).filter(|place| !body.starts_with(place.as_str()));
        names.extend(place.map(|place| format!("{place}{body}")));
        names.push(body);
    }
    // 2070104-图书馆350万元: the name of a class says more than the body's.
    names.retain(|name| !is_class_name(ClassScheme::Function, name));
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    names.dedup();
    names
}
