//! What is said of a count after it: 接待56批次，较上年增加7批次，增长14.29%.

use super::amounts::signed;
use super::clause::{Base, Lead};
use super::emit::{Draft, RECENT, Said, When, resolution_of};
use super::lexicon::{Atom, Direction, Word};
use super::numeral::Numeral;
use super::reader::Reader;
use super::token::{Kind, Token};
use crate::diagnostics::Code;
use crate::facts::{Aspect, Measure, ValueUnit};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// A change of the count that stands directly before it, from the year before. False when it is none.
    pub(super) fn count_change(&mut self, lead: &Lead, number: &Numeral, unit: ValueUnit) -> bool {
        let unnamed = lead.phrase.is_none() && lead.gap_before.is_none() && lead.gap_after.is_none() && lead.negative.is_none();
        let whole = number.printed.places <= 0 && !number.printed.value.is_sign_negative();
        let value = match lead.direction {
            Some(Direction::Up) => number.printed.value,
            Some(Direction::Down) => -number.printed.value,
            _ => return false,
        };
        let at = lead.direction_at.map_or(number.start, |(_, end)| end);
        // 增加到7批次: where it moved to.
        let beside = at == number.start;
        let Some(base) = lead.base.filter(|b| b.is_named() && b.stage.is_none()) else { return false };
        let Some(draft) = self.counted_last().filter(|d| d.fact.aspect == Aspect::Level && d.fact.value_unit == unit) else { return false };
        let (subject, when): (_, When) = (draft.subject.clone(), (draft.fact.stage, draft.fact.year));
        let before = base.year.or(when.1.map(|y| y - 1).filter(|_| base.prior_year));
        if !unnamed || !whole || !beside || before.is_none() || before >= when.1 {
            return false;
        }
        self.scope().base = Some(Base { prior_year: false, year: before, stage: None });
        let base = Some((when.0, before));
        let said = Said { aspect: Aspect::Change, stage: when.0, year: when.1, base, unit, value, resolution: Decimal::ZERO, parent: None };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
        true
    }

    /// A percent after the change of a count is that change's own; directly after a count it is not certain of what. False when none was counted.
    pub(super) fn count_percent(&mut self, lead: &Lead, number: &Numeral, direction: Direction) -> bool {
        if lead.phrase.is_some() {
            return false;
        }
        let Some(draft) = self.counted_last() else { return false };
        let (subject, fact) = (draft.subject.clone(), draft.fact.clone());
        let value = signed(number.printed.value, direction);
        let base = (fact.base_stage, fact.base_year);
        let (true, Some(value)) = (fact.aspect == Aspect::Change && lead.base.is_none(), value) else {
            self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent of a count, or of the money before it");
            return true;
        };
        let (stage, year, unit) = (fact.stage, fact.year, ValueUnit::Percent);
        let resolution = resolution_of(number);
        let said = Said { aspect: Aspect::ChangePercent, stage, year, base: Some(base), unit, value, resolution, parent: None };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
        true
    }

    /// The count that was the last thing said in this sentence.
    pub(super) fn counted_last(&self) -> Option<&Draft> {
        self.drafts.last().filter(|d| d.sentence == self.sentences && d.subject.measure == Measure::Quantity)
    }

    /// True when this passage has counted projects with targets.
    pub(super) fn projects_said(&self) -> bool {
        let group = self.groups;
        let counted = |d: &Draft| d.subject.item_key.as_deref() == Some("performance_projects");
        self.drafts.iter().rev().take(RECENT).take_while(|d| d.group == group).any(counted)
    }

    /// True when this passage has said what money the projects with targets have.
    pub(super) fn money_of_projects_said(&self) -> bool {
        let group = self.groups;
        self.drafts.iter().rev().take(RECENT).take_while(|d| d.group == group).any(|d| d.subject.measure == Measure::Performance)
    }
}

/// True when the sentence goes on to say how many groups there were together: 出国团组共计2个.
pub(super) fn summed_up(rest: &[Token]) -> bool {
    let sentence = || rest.iter().take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Semicolon));
    let groups = |t: &Token| t.word() == Some(Word::Atom(Atom::Group));
    sentence().zip(sentence().skip(1)).any(|(one, next)| groups(one) && next.word() == Some(Word::Sum))
}
