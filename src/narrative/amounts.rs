//! An amount and what stands before it: level, change, share or completion, of which subject.

use super::clause::{self, Lead};
use super::compose::{Around, Subject};
use super::lexicon::{Atom, Direction, Word};
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use super::scope::{FrameKind, Mode};
use super::token::{Kind, Token};
use crate::diagnostics::Code;
use crate::facts::{Component, Measure, Part, ValueUnit};
use crate::numerals::Class;
use rust_decimal::Decimal;

impl Reader<'_> {
    /// The direction that a later amount of the sentence has: it tells which one of 增加（减少） is meant.
    pub(super) fn direction_ahead(all: &[Token], next: usize) -> Option<Direction> {
        let sentence = all.iter().skip(next).take_while(|t| t.kind != Kind::Stop && !matches!(t.word(), Some(Word::Reason | Word::Among)));
        let mut found = None;
        for token in sentence {
            match (&token.kind, found) {
                (Kind::Word(Word::Direction(d @ (Direction::Up | Direction::Down))), _) => found = Some(*d),
                (Kind::Number(_), Some(direction)) => return Some(direction),
                (Kind::Number(_), None) => return None,
                _ => {}
            }
        }
        None
    }

    /// An amount; `i` is its token. Returns the index of the token to go on with.
    pub fn number(&mut self, tokens: &[Token], number: &Numeral, all: &[Token], i: usize) -> usize {
        let next = i + 1;
        let threshold = all.get(next).and_then(Token::word) == Some(Word::Threshold);
        if threshold && let Some(named) = self.ceiling(tokens, number, all.get(next)) {
            let lead = clause::analyse(&named, &self.key.clone());
            self.money(&lead, number, &named);
            return next + 1;
        }
        if threshold {
            if matches!(number.unit, Some(Unit::Money(_))) && self.is_ceiling(number) {
                // 经费控制在9万元以内: what it must not be more than, and no level.
                self.unattributed(number, "a ceiling");
                self.lead.clear();
                self.scope().doubt = true;
                return next + 1;
            }
            self.explain(number.start, number.digits_end, Class::Threshold);
            // 单价50万元以上: the words go on after it.
            self.lead = tokens.to_vec();
            return next + 1;
        }
        if self.passage.key.get(..number.start).is_some_and(|t| t.ends_with('第')) {
            // 第一次会议, 第16届: an ordinal is a part of a name.
            self.explain(number.start, number.digits_end, Class::Ordinal);
            self.lead = tokens.to_vec();
            self.lead.push(Token { kind: Kind::Gap, start: number.start, end: number.end });
            return next;
        }
        if number.unit == Some(Unit::Other) {
            self.explain(number.start, number.digits_end, Class::Statement);
            self.lead = tokens.iter().filter(|t| t.kind != Kind::Gap).cloned().collect();
            return next;
        }
        let key = self.key.clone();
        let lead = self.achieved(clause::analyse(tokens, &key), number);
        if !self.admits(&lead, number) {
            return next;
        }
        if lead.direction == Some(Direction::Choice) && self.scope().direction.is_none() {
            self.scope().direction = Self::direction_ahead(all, next);
        }
        self.percent_after = percent_after(all, next);
        match number.unit {
            Some(Unit::Money(_)) => match self.completed(&lead, number, tokens, all, next) {
                Some(after) => return after,
                None => self.money(&lead, number, tokens),
            },
            Some(Unit::Percent) => return self.percent(&lead, number, tokens, all, i),
            Some(Unit::Count(unit)) => return self.count(&lead, number, unit, all, i),
            Some(Unit::Other) => {}
            None => return self.bare(&lead, number, tokens, all, i),
        }
        next
    }

    /// False inside reasons and purposes; what is passed over is explained.
    pub(super) fn admits(&mut self, lead: &Lead, number: &Numeral) -> bool {
        match self.scope().mode {
            Mode::Plain => {}
            Mode::Reason => {
                self.scope().reason_amounts |= matches!(number.unit, Some(Unit::Money(_) | Unit::Percent));
                self.explain(number.start, number.digits_end, Class::Reason);
                return false;
            }
            Mode::Purpose => {
                let operating = self.scope().heading == Some(Measure::AgencyOperating)
                    || self.scope().subject.as_ref().is_some_and(|s| s.measure == Measure::AgencyOperating);
                let counted = lead.completion.is_some() || lead.share.is_some() || lead.base.is_some();
                let itemised = operating && lead.label.is_some() && !lead.dunhao && lead.direction.is_none();
                if !(counted || itemised || !lead.path.is_empty()) {
                    self.explain(number.start, number.digits_end, Class::Statement);
                    return false;
                }
                if !itemised {
                    self.scope().mode = Mode::Plain;
                }
            }
        }
        if (lead.price || lead.threshold) && matches!(number.unit, Some(Unit::Money(_)) | None) {
            self.explain(number.start, number.digits_end, Class::Statement);
            return false;
        }
        true
    }

    pub(super) fn unattributed(&mut self, number: &Numeral, why: &str) {
        if self.limited_to().is_some() {
            self.explain(number.start, number.digits_end, Class::Statement);
            return;
        }
        self.diagnose(Code::UnattributedAmount, number.start, number.end, why);
    }

    pub(super) fn around<'s>(&self, subject: Option<&'s Subject>, heading: Option<Measure>) -> Around<'s> {
        Around {
            subject,
            heading,
            final_accounts: self.final_accounts(),
            has_grand_total: self.has_grand_total,
            assets: self.passage.part == Some(Part::StateAssets),
            balance: false,
            even: false,
            part_of: self.part_of(),
        }
    }

    /// The measure of the total among whose parts an amount stands.
    fn part_of(&self) -> Option<Measure> {
        let whole = self.stack.last().and_then(|f| f.scope.parent).and_then(|p| self.drafts.get(p))?;
        // 财政拨款收入100万元，其中：本年收入90万元，上年结转10万元: a source is divided as a total is.
        let divided =
            whole.subject.component == Some(Component::Total) || whole.subject.item_key.as_deref() == Some("fiscal_appropriation");
        divided.then_some(whole.subject.measure)
    }

    pub(super) fn performance_amount(&mut self, lead: &Lead, number: &Numeral) -> bool {
        let here = self.passage.part == Some(Part::Performance) || self.scope().performance;
        if !here || lead.direction.is_some() || self.stack.iter().any(|f| f.kind == FrameKind::Bracket) {
            return false;
        }
        // 实行绩效目标管理的项目支出90万元.
        let projects = lead.bag.component == Some(Component::Project) && lead.bag.has(Atom::Performance);
        let other = lead.bag.component.is_some() && !projects
            || !lead.bag.measures.is_empty()
            || lead.bag.source.is_some()
            || lead.bag.has(Atom::Vehicle);
        if !self.scope().performance || self.scope().perf_detail || other {
            return false;
        }
        if self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open && f.scope.children == 0)
            && self.money_of_projects_said()
        {
            // 12个项目，金额210万元；其中一般公共预算项目4个，金额200万元: the money of those among them.
            self.explain(number.start, number.digits_end, Class::Statement);
            return true;
        }
        let (_, year) = self.level_stage_year(lead);
        let subject = Subject::keyed(Measure::Performance, "evaluated_amount");
        let stage = Some(self.context.own_stage());
        self.emit_level(&subject, number, ValueUnit::WanYuan, stage, year, false);
        true
    }
}

/// ，增长5% and （5%） after an amount: the percent that goes with it.
fn percent_after(all: &[Token], next: usize) -> Option<(Decimal, Decimal)> {
    let mut rest = all.iter().skip(next).skip_while(|t| {
        matches!(t.kind, Kind::Comma | Kind::Dunhao | Kind::Open | Kind::Word(Word::Direction(_) | Word::Filler | Word::Each))
    });
    match rest.next().map(|t| &t.kind) {
        Some(Kind::Number(n)) if n.unit == Some(Unit::Percent) => Some((n.printed.value, n.printed.resolution())),
        _ => None,
    }
}

/// Up is plus, down is minus.
pub(super) fn signed(value: Decimal, direction: Direction) -> Option<Decimal> {
    match direction {
        Direction::Up => Some(value),
        Direction::Down if value.is_sign_negative() => None,
        Direction::Down => Some(-value),
        Direction::Flat | Direction::Choice => (value.is_zero()).then_some(Decimal::ZERO),
    }
}
