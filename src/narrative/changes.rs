//! Changes, percents, and what is said without a number: no change, nothing.

use super::about::About;
use super::amounts::{percent_aspect, signed};
use super::base::Figure;
use super::clause::Base;
use super::clause::Lead;
use super::compose::{self, Subject};
use super::emit::{RECENT, Said, When, resolution_of, value_of};
use super::lexicon::{Direction, Side, Word};
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use super::scope::FrameKind;
use super::token::{Kind, Token};
use crate::diagnostics::Code;
use crate::facts::{Aspect, BudgetStage, Component, Measure, ValueUnit};
use crate::numerals::Class;

/// Words before an amount that is left behind: 由300万元增加到350万元.
const LEFT_BEHIND: &[&str] = &["由", "从", "由上年", "从上年", "由上年的", "从上年的", "由去年的", "从去年的"];

/// Directions that say how far something stayed below a limit: the amount after them is the limit as likely as the distance.
const LIMITS: &[&str] = &["未超过", "未超", "未超出", "不足"];

/// Directions that are of last year only where words say so: 节约12万元 is first of all what was saved.
const SAVED: &[&str] = &["节约", "节约率"];

impl Reader<'_> {
    /// 增加到, 降至, 压缩至: the amount is where the change ends, not the change.
    fn moves_to(&self, lead: &Lead, number: &Numeral) -> bool {
        let from = lead.direction_at.map_or(number.start, |(start, _)| start);
        self.passage.key.get(from..number.start).is_some_and(|t| t.ends_with(['到', '至']) || t.ends_with("到了"))
    }

    /// Why a direction with an amount is no change.
    fn is_no_change(&mut self, lead: &Lead) -> Option<&'static str> {
        let word = lead.direction_at.and_then(|(start, end)| self.passage.key.get(start..end))?;
        let (limit, saved) = (LIMITS.contains(&word), SAVED.contains(&word));
        let based = lead.base.or(self.scope().base).is_some_and(Base::is_named);
        match (limit, saved && !based) {
            (true, _) => Some("a limit, or the distance from it"),
            (_, true) => Some("what was saved, against nothing that is named"),
            _ => None,
        }
    }

    /// True for the first amount of 由300万元增加到350万元: another year's, or another plan's; which one is not said for certain.
    pub(super) fn is_left_behind(&self, number: &Numeral) -> bool {
        self.passage.key.get(..number.start).is_some_and(|t| LEFT_BEHIND.iter().any(|w| t.ends_with(w)))
    }

    /// An amount of change.
    pub fn change(&mut self, lead: &Lead, number: &Numeral, about: About) {
        let inherited = matches!(about, About::Inherited(_));
        let (About::Named(subject) | About::Inherited(subject)) = about else {
            // What is said after it goes on about the same.
            self.lose_thread();
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a change whose subject is not certain");
        };
        let parts = inherited && self.follows_parts();
        let whole = inherited.then(|| self.whole_named(lead)).flatten().or_else(|| parts.then(|| self.borne_out(lead, number)).flatten());
        if parts && whole.is_none() {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a change of the whole or of its last part");
        }
        let subject = whole.unwrap_or(subject);
        let subject = if inherited { self.of_each(lead, subject) } else { subject };
        let Some(direction) = self.direction(lead, number) else { return };
        if self.moves_to(lead, number) {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a level that was moved to, not a change");
        }
        if let Some(why) = self.is_no_change(lead) {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, why);
        }
        let Some(value) = signed(value_of(number), direction) else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a change whose sign is not certain");
        };
        let Some(((stage, year), base)) = self.counted_from(lead, &subject, Figure::Amount(value)) else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a change whose base is not certain");
        };
        self.spoken_of(&subject, lead);
        self.scope().direction = Some(direction);
        let said = Said {
            aspect: Aspect::Change,
            stage,
            year,
            base: Some(base),
            unit: ValueUnit::WanYuan,
            value,
            resolution: resolution_of(number),
            parent: None,
        };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
    }

    /// 收入总计100万元，支出总计100万元，各增加10万元: what is said of each is said of both totals, and so is what follows.
    pub(super) fn of_each(&mut self, lead: &Lead, subject: Subject) -> Subject {
        if !lead.each || subject.both || subject.measure != Measure::Expenditure || !subject.is_total() {
            return subject;
        }
        let fund = self.fund_of(&subject);
        let twin = self.drafts.iter().rev().take(RECENT).take_while(|d| d.sentence == self.sentences).any(|d| {
            d.fact.aspect == Aspect::Level
                && d.subject.measure == Measure::Revenue
                && d.subject.is_total()
                && d.subject.component == subject.component
                && d.fact.fund == fund
        });
        if !twin {
            return subject;
        }
        let both = Subject { both: true, measure: Measure::Revenue, ..subject };
        self.adopt(&both);
        both
    }

    pub(super) fn spoken_of(&mut self, subject: &Subject, lead: &Lead) {
        if lead.phrase.is_some() || !lead.path.is_empty() {
            self.adopt(subject);
        }
        let scope = self.scope();
        (scope.base_open, scope.changed) = (false, true);
    }

    /// True after 其中：基本支出60万元，项目支出40万元: a change without a name may be of the whole or of the last part.
    fn follows_parts(&self) -> bool {
        let Some(among) = self.stack.last().filter(|f| f.kind == FrameKind::Among && !f.open).map(|f| &f.scope) else { return false };
        // 收入总计100万元，其中上年结转5万元，较上年增加10万元: the whole's, as likely as not.
        let carried = among.subject.as_ref().is_some_and(|s| {
            s.item_key.as_deref() == Some("carry_over") || matches!(s.component, Some(Component::CarryOver | Component::SurplusDistributed))
        });
        !among.changed && (among.children >= 2 && among.siblings != 1 || among.children == 1 && carried)
    }

    /// 其中：财政拨款收入100万元，上年结转5万元，2020年预算收入较上年增加10万元: the side is named with its year, and it is that of the whole.
    fn whole_named(&mut self, lead: &Lead) -> Option<Subject> {
        let side = match lead.bag.side? {
            Side::Revenue => Measure::Revenue,
            Side::Expenditure => Measure::Expenditure,
            Side::Both => return None,
        };
        let among = self.stack.last().filter(|f| f.kind == FrameKind::Among && !f.open)?;
        let whole = among.scope.parent.and_then(|p| self.drafts.get(p)).map(|d| d.subject.clone())?;
        let year = lead.year.is_some() && lead.year == self.context.identity.fiscal_year;
        (year && whole.is_total() && whole.measure == side && lead.bag.is_side_or_weak()).then_some(whole)
    }

    /// Of the whole and its last part the one whose level, change and percent agree, where the other's do not: 购置及运行费27万元，其中购置费24万元，运行费3万元，增加1万元，增长50%.
    /// What follows is said of it, too.
    fn borne_out(&mut self, lead: &Lead, number: &Numeral) -> Option<Subject> {
        let (percent, place) = self.percent_after?;
        let direction = lead.direction.filter(|d| matches!(d, Direction::Up | Direction::Down))?;
        let (change, percent) = (signed(value_of(number), direction)?, signed(percent, direction)?);
        let among = self.stack.last().filter(|f| f.kind == FrameKind::Among && !f.open).map(|f| &f.scope)?;
        let fits = |at: &usize| {
            let level = self.drafts.get(*at).filter(|d| d.fact.aspect == Aspect::Level)?.fact.value;
            Figure::Percent(percent, place).fits(level, level.checked_sub(change)?).then_some(*at)
        };
        let (whole, last) = (among.parent?, among.last_level?);
        let at = match (fits(&whole), fits(&last)) {
            (Some(at), None) | (None, Some(at)) => at,
            _ => return None,
        };
        let subject = self.drafts.get(at)?.subject.clone();
        self.adopt(&subject);
        Some(subject)
    }

    /// The direction of a change; a choice that the template left open follows the other figure of the sentence.
    pub(super) fn direction(&mut self, lead: &Lead, number: &Numeral) -> Option<Direction> {
        match lead.direction {
            Some(Direction::Choice) => {
                self.diagnose(
                    Code::TemplateResidue,
                    lead.direction_at.map_or(number.start, |d| d.0),
                    number.end,
                    "a direction that the template left open",
                );
                match self.scope().direction {
                    _ if number.printed.value.is_zero() => Some(Direction::Flat),
                    Some(known @ (Direction::Up | Direction::Down)) => Some(known),
                    _ => None,
                }
            }
            Some(Direction::Flat) => number.printed.value.is_zero().then_some(Direction::Flat),
            other => other,
        }
    }

    pub fn change_percent(&mut self, lead: &Lead, number: &Numeral, about: About, direction: Direction) {
        let inherited = matches!(about, About::Inherited(_));
        let (About::Named(subject) | About::Inherited(subject)) = about else {
            self.lose_thread();
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose subject is not certain");
        };
        if inherited && self.follows_parts() {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent of the whole or of its last part");
        }
        if let Some(why) = self.is_no_change(lead) {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, why);
        }
        let Some(value) = signed(number.printed.value, direction) else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose sign is not certain");
        };
        let subject = if inherited { self.of_each(lead, subject) } else { subject };
        let figure = Figure::Percent(value, number.printed.resolution());
        let Some(((stage, year), base)) = self.counted_from(lead, &subject, figure) else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose base is not certain");
        };
        if lead.deviation && !self.bears_out(&subject, (stage, year), base, figure) {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a rate of deviation that no two levels bear out");
        }
        self.spoken_of(&subject, lead);
        self.scope().direction = Some(direction);
        let said = Said {
            aspect: Aspect::ChangePercent,
            stage,
            year,
            base: Some(base),
            unit: ValueUnit::Percent,
            value,
            resolution: resolution_of(number),
            parent: None,
        };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
    }

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
    fn shares_of_each(&mut self, tokens: &[Token], all: &[Token], i: usize) -> Option<usize> {
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
fn amount_follows(all: &[Token], i: usize) -> bool {
    let mut rest = all.iter().skip(i + 1);
    let comma = rest.next().is_some_and(|t| t.kind == Kind::Comma);
    let after = rest.find(|t| !matches!(t.word(), Some(Word::Filler | Word::Noun | Word::Sum)));
    comma && after.is_some_and(|t| matches!(&t.kind, Kind::Number(n) if matches!(n.unit, Some(Unit::Money(_)))))
}
