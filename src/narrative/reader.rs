//! The walk over the tokens of each passage, with a stack of frames: headings, lists, 其中, brackets.

mod limits;
mod scopes;
mod words;

use super::compose::{Bag, Subject};
use super::emit::Draft;
use super::lexicon::{Lexicon, Word};
use super::list::Style;
use super::once::Declared;
use super::passage::{Passage, Places, states_amount};
use super::scope::{Frame, FrameKind, Mode, Scope};
use super::token::{self, Kind, Token};
use super::{Explained, Reading};
use crate::context::Context;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::facts::{DisclosureKind, Fund, Part};
use crate::normalise::classes::{ClassScheme, is_class_name};
use crate::normalise::key::fold_text;
use crate::numerals::Class;
use crate::sections::Section;
use rust_decimal::Decimal;
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
    /// The percent that follows the amount that is read, and what its last place is worth.
    pub(super) percent_after: Option<(Decimal, Decimal)>,
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
            percent_after: None,
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
        let warns = matches!(code, Code::UnattributedAmount | Code::LimitMet);
        let severity = if warns { Severity::Warning } else { Severity::Note };
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
        let first = self.drafts.len();
        self.enter_spoken(&tokens);
        self.balanced = super::whole::balanced(&tokens, &self.key);
        self.even = super::whole::even(&tokens);
        self.lead.clear();
        let mut i = 0;
        while i < tokens.len() {
            i = self.step(&tokens, i);
        }
        // 主要原因：, and nothing after it.
        let last_reason = tokens.iter().rposition(|t| t.word() == Some(Word::Reason));
        let ends_in_reason = last_reason.is_some_and(|r| tokens[r + 1..].iter().all(|t| matches!(t.kind, Kind::Colon | Kind::Word(_))));
        // 预算情况及增减变化原因：as a heading names what is told under it.
        if !ends_in_reason || passage.heading {
            self.close_clause(&Kind::Stop);
            self.scope().mode = Mode::Plain;
        }
        let ends_open = tokens.last().is_some_and(|t| matches!(t.kind, Kind::Colon | Kind::Word(Word::Among)))
            || tokens.len() >= 2 && tokens[tokens.len() - 1].kind == Kind::Comma && tokens[tokens.len() - 2].word() == Some(Word::Among);
        self.close_clause(&Kind::Stop);
        self.note_limits(&tokens, first);
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
            _ => match self.respectively(tokens, i) {
                Some(next) => return next,
                None => self.word(tokens, i),
            },
        }
        i + 1
    }
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
