//! Whose a change without a name is: of each of two totals, of the whole, or of its last part.

use super::amounts::signed;
use super::base::Figure;
use super::clause::Lead;
use super::compose::Subject;
use super::emit::{RECENT, value_of};
use super::lexicon::{Direction, Side};
use super::numeral::Numeral;
use super::reader::Reader;
use super::scope::FrameKind;
use crate::facts::{Aspect, Component, Measure};

impl Reader<'_> {
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

    /// True after 其中：基本支出60万元，项目支出40万元: a change without a name may be of the whole or of the last part.
    pub(super) fn follows_parts(&self) -> bool {
        let Some(among) = self.stack.last().filter(|f| f.kind == FrameKind::Among && !f.open).map(|f| &f.scope) else { return false };
        // 收入总计100万元，其中上年结转5万元，较上年增加10万元: the whole's, as likely as not.
        let carried = among.subject.as_ref().is_some_and(|s| {
            s.item_key.as_deref() == Some("carry_over") || matches!(s.component, Some(Component::CarryOver | Component::SurplusDistributed))
        });
        !among.changed && (among.children >= 2 && among.siblings != 1 || among.children == 1 && carried)
    }

    /// 其中：财政拨款收入100万元，上年结转5万元，2020年预算收入较上年增加10万元: the side is named with its year, and it is that of the whole.
    pub(super) fn whole_named(&mut self, lead: &Lead) -> Option<Subject> {
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
    pub(super) fn borne_out(&mut self, lead: &Lead, number: &Numeral) -> Option<Subject> {
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
}
