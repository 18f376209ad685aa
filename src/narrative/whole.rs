//! What parts have from their whole: the component that was named before them, its stage and year; and which money's two sides are given together.

use super::clause::Lead;
use super::compose::Subject;
use super::emit::{Draft, RECENT};
use super::lexicon::{Side, Word};
use super::reader::Reader;
use super::scope::Whole;
use super::token::{Kind, Token};
use crate::facts::{Aspect, BudgetStage, Fund, Measure};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// A component of expenditure that a clause names without an amount (项目支出按功能分类，分别为：…): what follows is by its parts, and no longer by those of the last amount.
    pub(super) fn announce(&mut self, subject: &Subject) {
        let component = subject.measure == Measure::Expenditure && subject.component.is_some() && !subject.is_total() && !subject.is_item();
        if !component {
            return;
        }
        let own = (Some(self.context.own_stage()), self.context.identity.fiscal_year);
        let (fund, section) = (self.fund_of(subject), self.passage.section);
        let level = self.drafts.iter().rposition(|d| {
            d.section == section
                && d.fact.aspect == Aspect::Level
                && d.fact.fund == fund
                && (d.fact.stage, d.fact.year) == own
                && d.subject.same_as(subject)
        });
        let above = self.scope().parent.filter(|p| self.drafts.get(*p).is_some_and(|d| d.subject.is_total()));
        let scope = self.scope();
        scope.announced = Some(subject.clone());
        scope.last_level = level;
        scope.parent = above;
    }

    /// 基本支出100万元，按经济科目分：工资福利支出80万元: the list divides the component that its sentence has given last.
    pub(super) fn announce_last(&mut self) {
        let last = self.scope().last_level.and_then(|l| self.drafts.get(l)).filter(|d| d.sentence == self.sentences);
        let component = |s: &&Subject| s.measure == Measure::Expenditure && s.component.is_some() && !s.is_total() && !s.is_item();
        let Some(subject) = last.map(|d| &d.subject).filter(component).cloned() else { return };
        let scope = self.scope();
        if scope.announced.is_none() && scope.subject.as_ref().is_some_and(|s| s.same_as(&subject)) {
            (scope.announced, scope.parent) = (Some(subject), scope.last_level);
        }
    }

    /// When the level is of whose parts a frame is opened. `None` when its sentence gives it for several stages or years: which one its parts follow is then not told.
    pub(super) fn whole_at(&self, parent: Option<usize>) -> Option<Whole> {
        let group = self.group();
        let level = |d: &&super::emit::Draft| d.group == group && d.fact.aspect == Aspect::Level;
        let whole = self.drafts.get(parent?).filter(level)?;
        let at = (whole.fact.stage, whole.fact.year);
        let mut same = self
            .drafts
            .iter()
            .rev()
            .take(RECENT)
            .filter(level)
            .filter(|d| d.subject.same_as(&whole.subject) && d.fact.fund == whole.fact.fund);
        same.all(|d| (d.fact.stage, d.fact.year) == at).then_some(Whole { measure: whole.subject.measure, stage: at.0, year: at.1 })
    }

    /// Stage and year of a level that may be a part: its own words, its clause, its whole, the disclosure.
    pub(super) fn part_stage_year(&mut self, subject: &Subject, lead: &Lead) -> (Option<BudgetStage>, Option<i32>) {
        let own = self.level_stage_year(lead);
        if lead.stage.is_none() && self.scope().stage.is_none() && lead.prior_year && lead.year.is_none() {
            // 预算45万元，上年36万元: like is compared with like.
            let levels = self.levels_said(subject);
            if let Some(current) = self.current_of(&levels) {
                return (current.at.0, own.1);
            }
        }
        let said = lead.year.or(self.scope().year).is_some() || lead.prior_year || lead.stage.is_some();
        match self.beside(subject).filter(|_| !said) {
            Some(at) => at,
            None => self.at_whole(subject, lead, own),
        }
    }

    /// 2019年收入总计720万元，支出总计720万元: the second total is of the stage and year that its sentence gave for the first.
    fn beside(&self, subject: &Subject) -> Option<(Option<BudgetStage>, Option<i32>)> {
        // A level that was only compared with (较2021年1180万元增长) gives neither.
        let level = |d: &&Draft| d.fact.aspect == Aspect::Level && !d.compared;
        let mut levels = self.drafts.iter().rev().take(RECENT).take_while(|d| d.sentence == self.sentences).filter(level);
        let last = levels.next().filter(|d| subject.is_total() && !subject.both && d.subject.is_total())?;
        let sides = [last.fact.measure, subject.measure];
        let two = sides == [Measure::Revenue, Measure::Expenditure] || sides == [Measure::Expenditure, Measure::Revenue];
        (two && last.subject.component == subject.component).then_some((last.fact.stage, last.fact.year))
    }

    /// 2019年政府采购预算30万元，其中货物类10万元: a part is of the stage and year that its whole is of, unless its own words (already in `own`) say otherwise.
    pub(super) fn at_whole(
        &mut self,
        subject: &Subject,
        lead: &Lead,
        own: (Option<BudgetStage>, Option<i32>),
    ) -> (Option<BudgetStage>, Option<i32>) {
        let scope = self.scope();
        let Some(whole) = scope.whole_at.filter(|w| w.measure == subject.measure) else { return own };
        let stage_said = lead.stage.or(scope.stage).is_some();
        let year_said = lead.year.or(scope.year).is_some() || lead.prior_year;
        let otherwise = stage_said && own.0 != whole.stage || year_said && own.1 != whole.year;
        if otherwise { own } else { (whole.stage, whole.year) }
    }

    /// True when the balance of this money is spoken of: by the heading, or by the passage, which gives both of its totals. Not inside the parts of a wider revenue: there it is a source.
    pub(super) fn balance(&self, fund: Fund) -> bool {
        let scope = self.stack.last().map(|f| &f.scope);
        let whole = scope.and_then(|s| s.parent).and_then(|p| self.drafts.get(p));
        if whole.is_some_and(|d| d.subject.measure == Measure::Revenue) {
            return false;
        }
        self.balanced.contains(&fund) || scope.and_then(|s| s.balance) == Some(fund)
    }
}

/// Money of which these tokens name the total of revenue and the total of expenditure: 财政拨款收入总计 …，财政拨款支出总计 ….
pub(super) fn balanced(tokens: &[Token], key: &str) -> Vec<Fund> {
    let mut totals: Vec<(Fund, Side)> = Vec::new();
    for run in tokens.split(|t| !matches!(t.kind, Kind::Word(_))) {
        let words = || run.iter().filter_map(Token::word);
        let fund = words().filter_map(|w| if let Word::Fund(fund) = w { Some(fund) } else { None }).next_back();
        let side = words().find_map(|w| if let Word::Side(side) = w { Some(side) } else { None });
        // 收入总计, and 总收入.
        let total = run.iter().any(|t| {
            t.word() == Some(Word::Total)
                || matches!(t.word(), Some(Word::Side(_))) && key.get(t.start..t.end).is_some_and(|w| w.starts_with('总'))
        });
        if let (Some(fund), Some(side), true) = (fund, side, total) {
            totals.push((fund, side));
        }
    }
    let both = |fund: &Fund| [Side::Revenue, Side::Expenditure].into_iter().all(|side| totals.contains(&(*fund, side)));
    let mut funds: Vec<Fund> = Vec::new();
    for (fund, _) in &totals {
        if both(fund) && !funds.contains(fund) {
            funds.push(*fund);
        }
    }
    funds
}

/// Money whose revenue and expenditure these tokens give with equal amounts: 财政拨款收入预算100万元，财政拨款支出预算100万元. That is its balance, and no source of a wider one.
pub(super) fn even(tokens: &[Token]) -> Vec<Fund> {
    let mut sides: Vec<(Side, Decimal)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Number(number) = &token.kind else { continue };
        let words: Vec<Word> = tokens[..at].iter().rev().map_while(Token::word).collect();
        let fiscal = words.contains(&Word::Fund(Fund::FiscalAppropriation));
        let narrower = words.iter().any(|w| matches!(w, Word::Current | Word::Component(_) | Word::Among | Word::Direction(_)));
        let side = words.iter().find_map(|w| if let Word::Side(side) = w { Some(*side) } else { None });
        let stage = words.iter().any(|w| matches!(w, Word::Stage(_)));
        if let (Some(side), true, false) = (side, fiscal && stage, narrower) {
            sides.push((side, number.printed.value));
        }
    }
    let equal = sides.windows(2).any(|pair| matches!(pair, [(Side::Revenue, a), (Side::Expenditure, b)] if a == b));
    if equal { vec![Fund::FiscalAppropriation] } else { Vec::new() }
}
