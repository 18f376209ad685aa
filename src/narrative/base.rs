//! What a change is counted from: a base that the words name, or another level of the same sentence.

use super::clause::{Base, Lead};
use super::compose::Subject;
use super::emit::{RECENT, When};
use super::reader::Reader;
use crate::facts::{Aspect, Measure};
use rust_decimal::Decimal;

/// Stage and year of what changed, and of its base.
pub(super) type Counted = (When, When);

/// The figure that is counted, to tell bases apart that no word tells apart.
#[derive(Debug, Clone, Copy)]
pub(super) enum Figure {
    /// A change.
    Amount(Decimal),
    /// A percent of change, and what its last place is worth.
    Percent(Decimal, Decimal),
}

impl Figure {
    /// True when a level that came from this base changed so.
    pub(super) fn fits(self, level: Decimal, base: Decimal) -> bool {
        match self {
            Figure::Amount(change) => level - base == change,
            Figure::Percent(percent, _) if base.is_zero() => percent.is_zero() && level.is_zero(),
            Figure::Percent(percent, place) => {
                let exact = (level - base).checked_mul(Decimal::ONE_HUNDRED).and_then(|d| d.checked_div(base));
                exact.is_some_and(|e| (e - percent).abs() <= place)
            }
        }
    }
}

/// A level that the sentence has given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub at: When,
    value: Decimal,
}

impl Reader<'_> {
    /// Stage and year of what changed, and of the base: named here, in the clause before, another level of the sentence, or the year before.
    pub(super) fn counted_from(&mut self, lead: &Lead, subject: &Subject, figure: Figure) -> Option<Counted> {
        if lead.first_base.is_some() {
            // One figure cannot be counted from two bases.
            return None;
        }
        let named = lead.base.filter(|b| b.is_named());
        if let Some(base) = named {
            self.scope().base = Some(base);
        }
        if lead.stage.is_some() && lead.direction.is_some() {
            self.scope().stage = lead.stage;
        }
        if lead.year.is_some() && named.is_some() && lead.direction.is_some() {
            // 2022年“三公”经费预算较2021年增加1万元: whose change it is, whatever year the disclosure is of.
            self.scope().year = lead.year;
        }
        if subject.is_stock() {
            // A stock has no stage.
            let year = self.scope().stock_year.or(self.context.identity.fiscal_year);
            let base = named.unwrap_or(Base { prior_year: true, ..Base::default() });
            let before = base.year.or(year.map(|y| y - 1).filter(|_| base.prior_year))?;
            return Some(((None, year), (None, Some(before))));
        }
        let levels = self.levels_said(subject);
        let Some(base) = named.or(self.scope().base) else {
            return self.counted_from_level(&levels, figure);
        };
        let at = self.change_stage_year(base, &levels);
        // Nothing changes from itself, unless the words say so: the base is another one than the clause before named.
        let from = self.resolve(base, at.0, at.1).filter(|from| named.is_some() || *from != at)?;
        Some((at, from))
    }

    /// No word names the base. 预算45万元，上年36万元，增加9万元: it is the other level; alone, a level is compared with that of the year before.
    fn counted_from_level(&mut self, levels: &[Said], figure: Figure) -> Option<Counted> {
        let own = (Some(self.context.own_stage()), self.context.identity.fiscal_year);
        let (Some(current), true) = (self.current_of(levels), levels.len() > 1) else {
            let base = Base { prior_year: true, ..Base::default() };
            let at = self.change_stage_year(base, levels);
            return Some((at, self.resolve(base, at.0, at.1)?));
        };
        let others: Vec<&Said> = levels.iter().filter(|l| l.at != current.at).collect();
        let fitting: Vec<&&Said> = others.iter().filter(|l| figure.fits(current.value, l.value)).collect();
        let base = match (fitting.as_slice(), others.as_slice()) {
            ([one], _) => one.at,
            // Only the year before is a base that needs no word.
            ([], [one]) if one.at.1 == own.1.map(|y| y - 1) => one.at,
            _ => return None,
        };
        self.scope().base = Some(Base { prior_year: false, year: base.1, stage: base.0 });
        Some((current.at, base))
    }

    /// The level that a change is of: the one of the disclosure's own stage and year, or the only one of its year (预算45万元，上年36万元 in final accounts).
    pub(super) fn current_of(&self, levels: &[Said]) -> Option<Said> {
        let own = (Some(self.context.own_stage()), self.context.identity.fiscal_year);
        let mut of_year = levels.iter().filter(|l| l.at.1 == own.1);
        let one = of_year.next().filter(|_| of_year.next().is_none());
        levels.iter().find(|l| l.at == own).or(one).copied()
    }

    /// True when two levels of this sentence differ so.
    pub(super) fn bears_out(&mut self, subject: &Subject, at: When, base: When, figure: Figure) -> bool {
        let levels = self.levels_said(subject);
        let of = |when: When| levels.iter().find(|l| l.at == when).map(|l| l.value);
        let (Some(level), Some(from)) = (of(at), of(base)) else { return false };
        let nothing = matches!(figure, Figure::Percent(percent, _) if percent.is_zero()) && level == from;
        nothing || figure.fits(level, from)
    }

    /// The levels of this subject in this sentence: the last of each stage and year.
    pub(super) fn levels_said(&mut self, subject: &Subject) -> Vec<Said> {
        let fund = self.fund_of(subject);
        let subject = if subject.both { Subject { both: false, measure: Measure::Revenue, ..subject.clone() } } else { subject.clone() };
        let mut levels: Vec<Said> = Vec::new();
        for draft in self.drafts.iter().rev().take(RECENT).take_while(|d| d.sentence == self.sentences) {
            let at = (draft.fact.stage, draft.fact.year);
            let level = draft.fact.aspect == Aspect::Level && draft.fact.fund == fund && draft.subject.same_as(&subject);
            if level && levels.iter().all(|l| l.at != at) {
                levels.push(Said { at, value: draft.fact.value });
            }
        }
        levels
    }

    /// The level that a change starts from: the disclosure's own stage, unless the sentence spoke of another year or compares like with like.
    fn change_stage_year(&mut self, base: Base, levels: &[Said]) -> When {
        let own = (Some(self.context.own_stage()), self.context.identity.fiscal_year);
        // 2020年3万元，去年1万元，同比增加2万元: the year spoken of last is what is compared with.
        let before = own.1.map(|y| y - 1);
        let spoken = self.scope().year;
        let as_base = base.prior_year && base.year.is_none() && spoken.is_some() && spoken == before;
        if as_base
            && levels.iter().any(|l| l.at.1 == before)
            && let Some(current) = self.current_of(levels).filter(|c| c.at.1 == own.1)
        {
            return current.at;
        }
        let scope = self.scope();
        if base.is_named() && (scope.stage.is_some() || scope.year.is_some()) {
            return (scope.stage.or(scope.level_at.0).or(own.0), scope.year.or(own.1));
        }
        let (_, year) = scope.level_at;
        // 2020年3万元，2019年4万元，减少1万元: the level of the year before is what was compared with, unless a year before that one is named.
        let current = self.current_of(levels).filter(|_| year != own.1 && base.year.is_none_or(|y| Some(y) == year));
        if let Some(current) = current {
            return current.at;
        }
        let scope = self.scope();
        let (stage, year) = scope.level_at;
        match (stage, year) {
            (Some(_), Some(_)) if year != own.1 => (stage, year),
            (Some(_), _) if base.stage == stage && (base.prior_year || base.year.is_some_and(|y| Some(y) != own.1)) => (stage, year),
            _ => own,
        }
    }
}
