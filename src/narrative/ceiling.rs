//! Amounts that are no level of anything: what must not be exceeded, and what was left behind.

use super::clause::{self};
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use super::scope::Mode;
use super::token::{Kind, Token};
use super::uses::Use;
use crate::facts::BudgetStage;

impl Reader<'_> {
    /// 2022年“三公”经费控制在9万元以内: what a budget lets be spent in its own year is the budget. The words of the clause without those of the limit.
    pub(super) fn ceiling(&mut self, tokens: &[Token], number: &Numeral, limit: Option<&Token>) -> Option<Vec<Token>> {
        let within = limit.and_then(|t| self.key.get(t.start..t.end)) == Some("以内");
        let before = self.key.get(..number.start)?;
        let word = self.lexicon.uses.of(Use::Ceiling).find(|w| before.ends_with(w))?;
        let from = number.start - word.len();
        let named: Vec<Token> = tokens.iter().filter(|t| t.end <= from).cloned().collect();
        let own_year = self.context.identity.fiscal_year;
        // Without a year it may be a rule for every year.
        let years = || named.iter().filter_map(|t| if let Kind::Year(year) = t.kind { Some(year) } else { None });
        let this_year = years().next().is_some() && years().all(|year| Some(year) == own_year);
        let lead = clause::analyse(&named, &self.key.clone());
        let plain = lead.phrase.is_some() && lead.gap_after.is_none() && !lead.price && lead.base.is_none() && lead.direction.is_none();
        let measured = !lead.bag.measures.is_empty() && lead.stage.is_none_or(|s| s == BudgetStage::Budget);
        let money = matches!(number.unit, Some(Unit::Money(_)));
        (within && money && plain && measured && this_year && !self.final_accounts() && self.scope().mode == Mode::Plain).then_some(named)
    }

    /// 控制在9万元以内.
    pub(super) fn is_ceiling(&self, number: &Numeral) -> bool {
        self.passage.key.get(..number.start).is_some_and(|text| self.lexicon.uses.of(Use::Ceiling).any(|word| text.ends_with(word)))
    }

    /// True for the first amount of 由300万元增加到350万元: another year's, or another plan's; which one is not said for certain.
    pub(super) fn is_left_behind(&self, number: &Numeral) -> bool {
        self.passage.key.get(..number.start).is_some_and(|t| self.lexicon.uses.of(Use::LeftBehind).any(|w| t.ends_with(w)))
    }
}
