//! Whether an amount without a name of its own is what was spoken of, or something else.

use super::clause::Lead;
use super::compose::Subject;
use super::emit::value_of;
use super::lexicon::Atom;
use super::numeral::Numeral;
use super::reader::Reader;
use super::uses::Use;
use crate::facts::{Aspect, Component, Measure};

impl Reader<'_> {
    /// An amount was not understood: what follows it would be taken for something else.
    pub(super) fn lose_thread(&mut self) {
        let scope = self.scope();
        (scope.doubt, scope.lost_amount, scope.subject) = (true, true, None);
    }

    /// True for words that name no measure, but need not speak of what was spoken of either: 公务接待费严格控制。项目资金12万元.
    pub(super) fn names_another(&self, subject: &Subject, lead: &Lead) -> bool {
        let projects =
            matches!(subject.measure, Measure::Procurement | Measure::Performance) || subject.component == Some(Component::Project);
        if lead.bag.has(Atom::Project) && !projects {
            return true;
        }
        let words = lead.phrase.and_then(|(start, end)| self.key.get(start..end)).unwrap_or_default();
        if lead.bag.has(Atom::Plan) && subject.measure != Measure::Assets && self.lexicon.uses.is(words, Use::Added) {
            return true;
        }
        // 《实施方案》12万元: what the title stands for.
        lead.opaque && lead.label.is_none()
    }

    /// True when an item would get a second, different level of one stage and year: 公务接待费3万元。合计313万元. The amount is something else's, and what its words mean was not
    /// understood.
    pub(super) fn says_otherwise(&mut self, subject: &Subject, lead: &Lead, number: &Numeral) -> bool {
        let (stage, year) = self.part_stage_year(subject, lead);
        let value = value_of(number);
        let scope = self.scope();
        let (last, whole) = (scope.last_level, scope.parent);
        let other = |d: &super::emit::Draft| {
            let same = d.subject.same_as(subject) && d.fact.aspect == Aspect::Level && (d.fact.stage, d.fact.year) == (stage, year);
            same && d.fact.value != value
        };
        // In a list of its parts, an amount without a name is not the whole's either.
        subject.is_item() && last.and_then(|l| self.drafts.get(l)).is_some_and(other)
            || whole.and_then(|w| self.drafts.get(w)).is_some_and(other)
    }
}
