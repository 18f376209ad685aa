//! Stage, year, aspect and base of a cell.

use super::super::base::Base;
use super::{Composer, Dimensions, Refusal, clash};
use crate::facts::{Aspect, BudgetStage};

impl Composer<'_> {
    /// Stage, year, aspect and base.
    pub(super) fn time(&self, found: &mut Dimensions) -> Result<(), Refusal> {
        let (row, column) = (&self.row.meaning, self.column);
        let fiscal = self.sense.year;
        let stage = match (row.stage, column.stage) {
            (Some(a), Some(b)) if a != b => return clash("stage"),
            (a, b) => a.or(b),
        };
        found.stage = Some(stage.unwrap_or(self.sense.stage));
        let year = match (row.year, column.year) {
            (Some(a), Some(b)) if a.resolve(fiscal) != b.resolve(fiscal) => return clash("year"),
            (a, b) => a.or(b),
        };
        found.year = match year {
            Some(year) => year.resolve(fiscal),
            None => fiscal,
        };
        found.aspect = match (row.aspect, column.aspect) {
            (Some(a), Some(b)) if a != b => return clash("aspect"),
            (a, b) => a.or(b).unwrap_or(Aspect::Level),
        };
        match found.aspect {
            Aspect::Level => {
                if row.percent || column.percent || row.compared || column.compared {
                    return Err(Refusal::Unclear("a comparison that was not understood".to_owned()));
                }
            }
            Aspect::Change | Aspect::ChangePercent => {
                let said = (row.base_stage.or(column.base_stage), row.base_year.or(column.base_year));
                let base = if column.aspect.is_some() { self.base } else { self.facets.row_base };
                match base {
                    Base::Unclear if said.0.is_none() || said.1.is_none() => {
                        return Err(Refusal::Unclear("what the change is counted from is not said".to_owned()));
                    }
                    Base::Of(stage, year) if said.0.is_none_or(|s| s == stage) && said.1.is_none_or(|y| y.resolve(fiscal) == year) => {
                        found.base_stage = Some(stage);
                        found.base_year = year;
                        return Ok(());
                    }
                    _ => {}
                }
                found.base_stage = said.0.or(found.stage);
                found.base_year = match said.1 {
                    Some(year) => year.resolve(fiscal),
                    // 较年初预算 in final accounts: the same year; 比执行数 in a budget, 比上年: the year before.
                    None if found.base_stage != found.stage && found.stage != Some(BudgetStage::Budget) => found.year,
                    None => found.year.map(|y| y - 1),
                };
            }
            Aspect::CompletionPercent => {
                let default = if self.facets.has_adjusted_budget { BudgetStage::AdjustedBudget } else { BudgetStage::Budget };
                found.base_stage = Some(row.base_stage.or(column.base_stage).or(column.stage).unwrap_or(default));
                found.stage = Some(if self.sense.stage == BudgetStage::Final { BudgetStage::Final } else { BudgetStage::Execution });
                found.base_year = found.year;
            }
            Aspect::SharePercent => {}
        }
        Ok(())
    }
}
