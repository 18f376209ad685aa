//! Changes, percents, and what is said without a number: no change, nothing.

use super::about::About;
use super::amounts::signed;
use super::base::Figure;
use super::clause::Base;
use super::clause::Lead;
use super::compose::Subject;
use super::emit::{Said, resolution_of, value_of};
use super::lexicon::Direction;
use super::numeral::Numeral;
use super::reader::Reader;
use super::uses::Use;
use crate::diagnostics::Code;
use crate::facts::{Aspect, ValueUnit};

impl Reader<'_> {
    /// 增加到, 降至, 压缩至: the amount is where the change ends, not the change.
    fn moves_to(&self, lead: &Lead, number: &Numeral) -> bool {
        let from = lead.direction_at.map_or(number.start, |(start, _)| start);
        self.passage.key.get(from..number.start).is_some_and(|t| t.ends_with(['到', '至']) || t.ends_with("到了"))
    }

    /// Why a direction with an amount is no change.
    fn is_no_change(&mut self, lead: &Lead) -> Option<&'static str> {
        let word = lead.direction_at.and_then(|(start, end)| self.passage.key.get(start..end))?;
        let (limit, saved) = (self.lexicon.uses.is(word, Use::Limit), self.lexicon.uses.is(word, Use::Saved));
        let based = lead.base.or(self.scope().base).is_some_and(Base::is_named);
        match (limit, saved && !based) {
            (true, _) => Some("a limit, or the distance from it"),
            (_, true) => Some("what was saved, against nothing that is named"),
            _ => None,
        }
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

    pub(super) fn spoken_of(&mut self, subject: &Subject, lead: &Lead) {
        if lead.phrase.is_some() || !lead.path.is_empty() {
            self.adopt(subject);
        }
        let scope = self.scope();
        (scope.base_open, scope.changed) = (false, true);
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
}
