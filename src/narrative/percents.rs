//! Percents: of change, of a whole, of what was planned.

use super::about::About;

use super::clause::Lead;
use super::compose::{self, Subject};
use super::emit::{Said, When, resolution_of};
use super::lexicon::{Direction, Word};
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use super::scope::FrameKind;
use super::token::{Kind, Token};
use crate::diagnostics::Code;
use crate::facts::{Aspect, BudgetStage, Measure, ValueUnit};
use crate::numerals::Class;

impl Reader<'_> {
    /// A percent: of change, of a whole, of what was planned.
    pub fn percent(&mut self, lead: &Lead, number: &Numeral, tokens: &[Token], all: &[Token], i: usize) -> usize {
        if self.limited_to().is_some() {
            self.explain(number.start, number.digits_end, Class::Statement);
            return i + 1;
        }
        let about = self.about_percent(lead, tokens);
        match percent_aspect(lead) {
            Some(Aspect::ChangePercent) => {
                if let Some(direction) = self.direction(lead, number) {
                    if matches!(about, About::Inherited(_)) && self.count_percent(lead, number, direction) {
                        return i + 1;
                    }
                    if self.percent_pair(lead, number, &about, direction, all, i) {
                        return i + 3;
                    }
                    self.change_percent(lead, number, about, direction);
                }
            }
            Some(Aspect::SharePercent) => {
                if let Some(next) = self.shares_of_each(tokens, all, i) {
                    return next;
                }
                // 人员经费占60%，为100万元: the amount is of what the share was stated of.
                if let (About::Named(subject), true) = (&about, amount_follows(all, i)) {
                    self.adopt(&subject.clone());
                }
                self.share(lead, number, about);
            }
            Some(Aspect::CompletionPercent) => self.completion(lead, number, about, lead.completion.flatten()),
            _ => self.bare_percent(lead, number, about, all, i),
        }
        i + 1
    }

    /// 各下降4%、5%: the first of revenue, the second of expenditure.
    pub(super) fn percent_pair(
        &mut self,
        lead: &Lead,
        number: &Numeral,
        about: &About,
        direction: Direction,
        all: &[Token],
        i: usize,
    ) -> bool {
        let (About::Named(subject) | About::Inherited(subject)) = about else { return false };
        let second = all.get(i + 2).and_then(|t| match &t.kind {
            Kind::Number(n) if n.unit == Some(Unit::Percent) => Some(n.clone()),
            _ => None,
        });
        let joined = matches!(all.get(i + 1).map(|t| &t.kind), Some(Kind::Dunhao | Kind::Comma));
        let (Some(second), true, true) = (second, joined, subject.both && lead.each) else { return false };
        let revenue = Subject { both: false, ..subject.clone() };
        let expenditure = Subject { both: false, measure: Measure::Expenditure, ..subject.clone() };
        self.change_percent(lead, number, About::Inherited(revenue), direction);
        self.change_percent(lead, &second, About::Inherited(expenditure), direction);
        true
    }

    pub(super) fn about_percent(&mut self, lead: &Lead, tokens: &[Token]) -> About {
        let plain = lead.phrase.is_none() && lead.path.is_empty() && lead.bag.is_weak();
        if plain && (lead.gap_before.is_none() || lead.base.is_some() || lead.completion.is_some()) {
            return match self.scope().subject.clone() {
                Some(subject) if lead.bag.side.is_none() || lead.direction.is_none() => About::Inherited(subject),
                _ => self.about(lead, tokens),
            };
        }
        self.about(lead, tokens)
    }

    /// 基本支出60万元、项目支出40万元，分别占60%和40%: each of the levels before has its own share, when they are as many. Returns the token to go on with.
    pub(super) fn shares_of_each(&mut self, tokens: &[Token], all: &[Token], i: usize) -> Option<usize> {
        let before = self.passage.key.get(..tokens.first()?.start)?;
        if !["分别", "分别为", "各"].iter().any(|w| before.ends_with(w)) && tokens.iter().all(|t| t.word() != Some(Word::Each)) {
            return None;
        }
        let mut numbers: Vec<Numeral> = Vec::new();
        let mut at = i;
        while let Some(Kind::Number(number)) =
            all.get(at).map(|t| &t.kind).filter(|k| matches!(k, Kind::Number(n) if n.unit == Some(Unit::Percent)))
        {
            numbers.push(number.clone());
            at += 1;
            let joined =
                all.get(at).is_some_and(|t| matches!(t.kind, Kind::Dunhao | Kind::Comma | Kind::Word(Word::Compare | Word::Filler)));
            if !joined || !matches!(all.get(at + 1).map(|t| &t.kind), Some(Kind::Number(n)) if n.unit == Some(Unit::Percent)) {
                break;
            }
            at += 1;
        }
        if numbers.len() < 2 {
            return None;
        }
        let said = |d: &&super::emit::Draft| d.sentence == self.sentences && d.fact.aspect == Aspect::Level;
        let last = self.drafts.iter().rev().find(said)?.fact.parent;
        let levels: Vec<(Subject, When, Option<usize>)> = self
            .drafts
            .iter()
            .rev()
            .take_while(|d| said(d) && d.fact.parent == last)
            .map(|d| (d.subject.clone(), (d.fact.stage, d.fact.year), d.fact.parent))
            .collect();
        if levels.len() != numbers.len() || last.is_none() {
            for number in &numbers {
                self.diagnose(Code::UnattributedAmount, number.start, number.end, "one of several shares whose subjects are not certain");
            }
            return Some(at);
        }
        for ((subject, (stage, year), parent), number) in levels.into_iter().rev().zip(&numbers) {
            let (value, resolution) = (number.printed.value, resolution_of(number));
            let said = Said { aspect: Aspect::SharePercent, stage, year, base: None, unit: ValueUnit::Percent, value, resolution, parent };
            self.emit(&subject, number.start, number.digits_end, Some(number), said);
        }
        Some(at)
    }

    pub(super) fn share(&mut self, lead: &Lead, number: &Numeral, about: About) {
        let (About::Named(subject) | About::Inherited(subject)) = about else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a share whose subject is not certain");
        };
        if lead.direction.is_some() || number.printed.value.is_sign_negative() {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a change of a share");
        }
        let (stage, year) = self.own_level(&subject);
        let parent = self.whole_of(lead, &subject);
        let said = Said {
            aspect: Aspect::SharePercent,
            stage,
            year,
            base: None,
            unit: ValueUnit::Percent,
            value: number.printed.value,
            resolution: resolution_of(number),
            parent,
        };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
    }

    /// Stage and year of the last level of a subject.
    pub(super) fn own_level(&mut self, subject: &Subject) -> (Option<BudgetStage>, Option<i32>) {
        let last = self.scope().last_level.and_then(|l| self.drafts.get(l)).filter(|d| d.subject.same_as(subject) || subject.both);
        last.map_or((Some(self.context.own_stage()), self.context.identity.fiscal_year), |d| (d.fact.stage, d.fact.year))
    }

    /// The fact that a share is taken of: the one that the words name, else the one that the subject is part of.
    pub(super) fn whole_of(&mut self, lead: &Lead, subject: &Subject) -> Option<usize> {
        let bag = lead.share.as_ref().filter(|b| !b.is_weak() || b.side.is_some());
        let named = bag.and_then(|b| compose::money(b, self.around(None, None)));
        let level = |d: &super::emit::Draft| d.fact.aspect == Aspect::Level;
        if let Some(whole) = named {
            // 占财政拨款支出: all expenditure is not its whole.
            let limited = |d: &super::emit::Draft| level(d) && whole.fund.is_none_or(|fund| d.fact.fund == Some(fund));
            let exact = self.drafts.iter().rposition(|d| limited(d) && d.subject.same_as(&whole));
            return exact.or_else(|| {
                self.drafts.iter().rposition(|d| {
                    limited(d)
                        && d.subject.measure == whole.measure
                        && d.subject.is_total() == whole.is_total()
                        && (whole.fund.is_some() || d.subject.fund.is_none())
                        && !d.subject.is_item()
                })
            });
        }
        let last = self.scope().last_level.filter(|l| self.drafts.get(*l).is_some_and(|d| d.subject.same_as(subject)));
        last.and_then(|l| self.drafts.get(l)).and_then(|d| d.fact.parent).or(self.scope().parent)
    }

    pub(super) fn completion(&mut self, lead: &Lead, number: &Numeral, about: About, stage: Option<BudgetStage>) {
        let (About::Named(subject) | About::Inherited(subject)) = about else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose subject is not certain");
        };
        let adjusted = self.scope().adjusted;
        let base_stage = match stage {
            Some(stage @ (BudgetStage::Budget | BudgetStage::AdjustedBudget)) => stage,
            Some(_) => return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose base is not certain"),
            None if adjusted => BudgetStage::AdjustedBudget,
            None => BudgetStage::Budget,
        };
        let own_year = self.context.identity.fiscal_year;
        let (level_stage, level_year) = self.scope().level_at;
        let (stage, year) = match level_stage {
            Some(s @ (BudgetStage::Final | BudgetStage::Execution)) => (s, level_year.or(own_year)),
            _ if self.final_accounts() => (BudgetStage::Final, own_year),
            _ => return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a completion of a budget by itself"),
        };
        let base_year = lead.year.or(year);
        let said = Said {
            aspect: Aspect::CompletionPercent,
            stage: Some(stage),
            year,
            base: Some((Some(base_stage), base_year)),
            unit: ValueUnit::Percent,
            value: number.printed.value,
            resolution: resolution_of(number),
            parent: None,
        };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
    }

    /// A percent without a word of its own: in brackets after a change; 为年初预算的98%.
    pub(super) fn bare_percent(&mut self, lead: &Lead, number: &Numeral, about: About, all: &[Token], i: usize) {
        if let Some(stage @ (BudgetStage::Budget | BudgetStage::AdjustedBudget)) = lead.stage
            && i > 0
            && self.final_accounts()
            && all.get(i - 1).is_some_and(|t| self.passage.key.get(t.start..t.end) == Some("的"))
        {
            return self.completion(lead, number, about, Some(stage));
        }
        let bracketed = i > 0 && all[i - 1].kind == Kind::Open && self.stack.last().is_some_and(|f| f.kind == FrameKind::Bracket);
        let after_change = self.drafts.last().is_some_and(|d| d.fact.aspect == Aspect::Change);
        match (bracketed && after_change, self.scope().direction) {
            (true, Some(direction)) => self.change_percent(lead, number, about, direction),
            _ => self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent without a word that says of what"),
        }
    }
}

/// True when a comma and an amount of money without a name come next: ，为100万元.
pub(super) fn amount_follows(all: &[Token], i: usize) -> bool {
    let mut rest = all.iter().skip(i + 1);
    let comma = rest.next().is_some_and(|t| t.kind == Kind::Comma);
    let after = rest.find(|t| !matches!(t.word(), Some(Word::Filler | Word::Noun | Word::Sum)));
    comma && after.is_some_and(|t| matches!(&t.kind, Kind::Number(n) if matches!(n.unit, Some(Unit::Money(_)))))
}

/// The aspect of a percent.
pub(super) fn percent_aspect(lead: &Lead) -> Option<Aspect> {
    if lead.share.is_some() {
        Some(Aspect::SharePercent)
    } else if lead.completion.is_some() {
        Some(Aspect::CompletionPercent)
    } else if lead.direction.is_some() {
        Some(Aspect::ChangePercent)
    } else {
        None
    }
}
