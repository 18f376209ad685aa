//! An amount of money as the level of a subject: whose, of which stage and year, and what is spoken of after it.

use super::about::About;
use super::clause::{Base, Lead};
use super::compose::Subject;
use super::emit::{RECENT, stands_beside};
use super::lexicon::Atom;
use super::numeral::Numeral;
use super::reader::Reader;
use super::scope::{Counting, Frame, FrameKind};
use super::token::Token;
use crate::facts::{BudgetStage, Component, DisclosureKind, Fund, Measure, Scheme, ValueUnit};
use crate::numerals::Class;

impl Reader<'_> {
    pub(super) fn money(&mut self, lead: &Lead, number: &Numeral, tokens: &[Token]) {
        if self.performance_amount(lead, number) {
            return;
        }
        if self.limited_to().is_some() {
            self.explain(number.start, number.digits_end, Class::Statement);
            return;
        }
        if lead.negative.is_some() && lead.path.is_empty()
            || lead.share.is_some()
            || lead.completion.is_some()
            || lead.near && lead.direction.is_none()
        {
            self.lose_thread();
            return self.unattributed(number, "an amount whose place in its sentence is not understood");
        }
        if self.is_left_behind(number) {
            return self.unattributed(number, "an amount that was left behind");
        }
        let closing = self.closing_sum(lead, number);
        if matches!(closing, Some(About::Named(_))) {
            // The parts are at an end: what follows is said of their whole.
            while self.stack.len() > 1 && self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open) {
                self.stack.pop();
            }
        }
        let about = closing.unwrap_or_else(|| self.about(lead, tokens));
        if lead.direction.is_some() {
            return self.change(lead, number, about);
        }
        let compared = lead.base.filter(|b| b.is_named() && !lead.base_closed);
        if compared.is_some() && lead.base_gap > 0 {
            self.lose_thread();
            return self.unattributed(number, "an amount that unknown words compare with a base");
        }
        match (about, compared) {
            (About::Unknown, _) => {
                self.lose_thread();
                self.unattributed(number, "an amount whose subject is not certain");
            }
            (About::Named(subject), Some(base)) => {
                self.adopt(&subject);
                self.base_level(&subject, base, number);
            }
            (About::Inherited(subject), Some(base)) => {
                // 均较2018年的100万元减少5万元.
                let subject = self.of_each(lead, subject);
                self.base_level(&subject, base, number);
            }
            (About::Inherited(subject), _) if self.names_another(&subject, lead) => {
                self.lose_thread();
                self.unattributed(number, "an amount whose label may name something else");
            }
            (About::Inherited(_), None) if self.scope().doubt => self.unattributed(number, "an amount whose subject is not certain"),
            (About::Inherited(subject), None) if self.says_otherwise(&subject, lead, number) => {
                self.lose_thread();
                self.unattributed(number, "a second amount without a name of its own");
            }
            (About::Named(subject) | About::Inherited(subject), None) => {
                let subject = self.other_side(subject, lead);
                self.level(subject, lead, number);
            }
        }
    }

    /// 一般公共预算收入320万元；支出320万元: the expenditure is of the money whose revenue was given, unless that is a source of a wider revenue.
    pub(super) fn other_side(&self, subject: Subject, lead: &Lead) -> Subject {
        let side = subject.measure == Measure::Expenditure && subject.is_total() && !subject.both;
        if !side || subject.fund.is_some() || !lead.bag.is_side_or_weak() || lead.bag.total || lead.bag.sum {
            return subject;
        }
        let said = || self.drafts.iter().rev().take(RECENT).take_while(|d| d.sentence == self.sentences);
        if said().any(|d| d.subject.is_total() || d.subject.measure != Measure::Revenue || d.fact.parent.is_some()) {
            return subject;
        }
        let mut funds: Vec<Fund> = Vec::new();
        for draft in said().filter(|d| d.subject.scheme == Some(Scheme::Source)) {
            match draft.subject.item_key.as_deref().and_then(Fund::parse) {
                Some(fund) if funds.first().is_none_or(|f| *f == fund) => funds.push(fund),
                _ => return subject,
            }
        }
        Subject { fund: funds.first().copied(), ..subject }
    }

    /// 较上年8万元减少2万元: the base itself.
    pub(super) fn base_level(&mut self, subject: &Subject, base: Base, number: &Numeral) {
        let (stage, year) = self.part_stage_year(subject, &Lead::default());
        let Some((base_stage, base_year)) = self.resolve(base, stage, year) else {
            return self.unattributed(number, "an amount whose year is not certain");
        };
        self.scope().base = Some(base);
        let first = self.drafts.len();
        self.emit_level(subject, number, ValueUnit::WanYuan, base_stage, base_year, false);
        self.drafts.iter_mut().skip(first).for_each(|d| d.compared = true);
    }

    pub(super) fn level(&mut self, subject: Subject, lead: &Lead, number: &Numeral) {
        self.remember(lead);
        self.remember_count(lead);
        let (mut stage, mut year) = self.part_stage_year(&subject, lead);
        if subject.is_stock() {
            // A stock has no stage, and the year of its date.
            stage = None;
            year = self.scope().stock_year.or(year);
        }
        let scope = self.scope();
        scope.level_at = (stage, year);
        scope.base_open = false;
        (scope.doubt, scope.lost_amount) = (false, false);
        scope.adjusted |= stage == Some(BudgetStage::AdjustedBudget);
        if subject.measure == Measure::ThreePublic {
            // 国（境）外公务接待0万元，共计0批次: whose guests are counted after it.
            scope.counting = match subject.item_key.as_deref() {
                Some("official_reception") => Some(Counting::Reception),
                None if lead.bag.has(Atom::Foreign) => Some(Counting::Foreign),
                _ => scope.counting,
            };
        }
        self.adopt(&subject);
        self.emit_level(&subject, number, ValueUnit::WanYuan, stage, year, true);
        (self.scope().stage, self.scope().year) = (None, None);
    }

    /// A named subject becomes what is spoken of; the list that it stands in is by its scheme.
    pub(super) fn adopt(&mut self, subject: &Subject) {
        let total = subject.is_total() && subject.fund.is_none() && subject.scheme.is_none();
        if total {
            // 支出100万元 is no part of the revenue whose parts 其中 opened.
            while self.stack.len() > 1
                && self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open)
                && !self.is_rest_of_whole(subject)
            {
                self.stack.pop();
            }
            if !self.is_rest_of_whole(subject) {
                self.scope().parent = None;
            }
        }
        // 其中 after 基本支出 ends where 项目支出 begins.
        while self.stack.len() > 1 && self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open && self.is_beside(f, subject))
        {
            self.stack.pop();
        }
        let scope = self.scope();
        if subject.scheme.is_none() || subject.scheme == Some(Scheme::Source) {
            scope.announced = None;
        }
        if subject.is_item() && matches!(subject.scheme, Some(Scheme::Function | Scheme::Economic)) && scope.scheme.is_none() {
            scope.scheme = subject.scheme;
        }
        (scope.subject, scope.named) = (Some(subject.clone()), true);
    }

    pub(super) fn is_beside(&self, frame: &Frame, subject: &Subject) -> bool {
        let whole = frame.scope.parent.and_then(|p| self.drafts.get(p)).map(|d| &d.subject);
        whole.is_some_and(|whole| stands_beside(whole, subject))
    }

    /// 总收入100万元，其中本年收入90万元: what is of this year is a part of the whole with what was carried over.
    pub(super) fn is_rest_of_whole(&mut self, subject: &Subject) -> bool {
        let whole = self.scope().parent.and_then(|p| self.drafts.get(p)).map(|d| (d.subject.measure, d.subject.component));
        subject.component == Some(Component::Current) && whole == Some((subject.measure, Some(Component::Total)))
    }

    /// Stage and year of a level, from its own words, its clause, or the disclosure.
    pub(super) fn level_stage_year(&mut self, lead: &Lead) -> (Option<BudgetStage>, Option<i32>) {
        let own_year = self.context.identity.fiscal_year;
        let own_stage = self.context.own_stage();
        let kind = self.context.identity.kind;
        let scope = self.scope();
        let year = lead.year.or(scope.year).or_else(|| if lead.prior_year { own_year.map(|y| y - 1) } else { None });
        let stage = lead.stage.or(scope.stage);
        let stage = match (stage, kind) {
            (Some(stage), _) => stage,
            // 2023年收入100万元 in a budget of 2024 may be outturn or budget: the disclosure's own stage is the better reading.
            (None, Some(DisclosureKind::FinalAccounts)) => BudgetStage::Final,
            (None, _) => own_stage,
        };
        (Some(stage), year.or(own_year))
    }

    /// Stage and year of the base that words name, seen from a level's stage and year.
    pub(super) fn resolve(&self, base: Base, stage: Option<BudgetStage>, year: Option<i32>) -> Option<(Option<BudgetStage>, Option<i32>)> {
        let base_year = match (base.year, base.prior_year) {
            (Some(year), _) => Some(year),
            (None, true) => year.map(|y| y - 1),
            (None, false) => year,
        };
        let base_stage = base.stage.or(stage);
        // A budget compared with 预算 of no year is compared with nothing that is known.
        let itself = base.year.is_none() && !base.prior_year && base_stage == stage;
        (!itself).then_some((base_stage, base_year))
    }
}
