//! What was planned and how much of it was done: 完成年初预算5万元的64%, 完成3.2万元.

use super::about::About;
use super::clause::Lead;
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use super::token::{Kind, Token};
use crate::facts::{BudgetStage, ValueUnit};

impl Reader<'_> {
    /// 公务接待费完成3.2万元: in final accounts the amount is what was done, and not what it is measured by.
    pub(super) fn achieved(&self, lead: Lead, number: &Numeral) -> Lead {
        let money = matches!(number.unit, Some(Unit::Money(_)));
        let word = self.key.get(..number.start).is_some_and(|t| t.ends_with("完成") || t.ends_with("完成了"));
        if money && word && lead.completion == Some(None) && self.final_accounts() {
            return Lead { completion: None, stage: Some(BudgetStage::Final), ..lead };
        }
        lead
    }

    /// 完成年初预算5万元的64%, 为年初预算5万元的64%: the budget itself, and the percent of it. Returns the index of the token to go on with.
    pub(super) fn completed(&mut self, lead: &Lead, number: &Numeral, tokens: &[Token], all: &[Token], next: usize) -> Option<usize> {
        if all.get(next).is_none_or(|t| self.passage.key.get(t.start..t.end) != Some("的")) {
            return None;
        }
        let percent = all.get(next + 1).and_then(|t| match &t.kind {
            Kind::Number(percent) if percent.unit == Some(Unit::Percent) => Some(percent.clone()),
            _ => None,
        })?;
        let said = match lead.completion {
            Some(stage) => stage.or(Some(BudgetStage::Budget).filter(|_| !self.scope().adjusted)),
            None => lead.stage,
        };
        let stage = said.filter(|s| matches!(s, BudgetStage::Budget | BudgetStage::AdjustedBudget))?;
        let plain = lead.direction.is_none() && lead.base.is_none() && lead.share.is_none() && self.limited_to().is_none();
        if !plain || !self.final_accounts() || self.scope().doubt {
            return None;
        }
        let (About::Named(subject) | About::Inherited(subject)) = self.about_percent(lead, tokens) else { return None };
        let year = lead.year.or(self.context.identity.fiscal_year);
        self.emit_level(&subject, number, ValueUnit::WanYuan, Some(stage), year, false);
        self.completion(lead, &percent, About::Inherited(subject), Some(stage));
        Some(next + 2)
    }
}
