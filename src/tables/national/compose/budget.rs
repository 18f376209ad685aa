//! Amounts of revenue and expenditure: totals, components, sources, classes, items.

use super::super::meaning::{Carry, meet_side};
use super::super::rows::Subject;
use super::super::words::{Classes, Side};
use super::{Composer, Dimensions, Refusal, clash};
use crate::facts::{BudgetStage, Component, Fund, Measure, Scheme, TableKind};

impl Composer<'_> {
    /// Revenue and expenditure.
    pub(super) fn budget(&self, mut found: Dimensions) -> Result<Dimensions, Refusal> {
        // A total column or row of a table of 三公 has its measure from the table's kind.
        if self.sense.kind == TableKind::ThreePublic {
            return if self.is_over_all() { Err(Refusal::NoKey) } else { self.other_measure(found, Measure::ThreePublic) };
        }
        if self.sense.of_fees {
            return Err(Refusal::NoKey);
        }
        if matches!(self.sense.kind, TableKind::InstitutionOperation) {
            return Err(Refusal::Unclear("what is measured was not understood".to_owned()));
        }
        // 工资福利支出表: its totals, and its rows by function, are limited to a class for which they have no dimension.
        let of_economic = matches!(self.row.subject, Subject::Class { classes: Classes::Economic | Classes::GovEconomic, .. });
        if self.sense.of_class && ((self.class.is_none() && !of_economic) || self.component()?.is_none()) {
            return Err(Refusal::NoKey);
        }
        let carry = self.carry()?;
        let side = self.budget_side(carry)?;
        found.measure = if side == Side::Revenue { Measure::Revenue } else { Measure::Expenditure };
        match self.row.subject {
            Subject::Class { .. } | Subject::Listed { .. } => self.breakdown(found, side, carry),
            _ if self.class.is_some() => self.class_total(found, side),
            _ if side == Side::Revenue => self.revenue(found, carry),
            _ => self.expenditure(found, carry),
        }
    }

    fn budget_side(&self, carry: Option<Carry>) -> Result<Side, Refusal> {
        // 年初结转 beside 本年收入 belongs to revenue; in a table of expenditure alone it is what was paid from it.
        let in_doubt = self.facets.has_unknown_column && !self.facets.has_revenue_columns;
        if in_doubt && self.column.side.is_none() && self.column.carry == Some(Carry::Opening) && self.sense.side != Some(Side::Revenue) {
            return Err(Refusal::Unclear("whether the money carried over is revenue: a column was not understood".to_owned()));
        }
        let opening = match (self.column.side, self.column.carry) {
            (None, Some(Carry::Opening)) if self.facets.has_revenue_columns => Some(Side::Revenue),
            (None, Some(Carry::Closing)) => Some(Side::Expenditure),
            _ => None,
        };
        let one = |s: Option<Side>| s.filter(|s| *s != Side::Both);
        let said = meet_side(one(self.column.side).or(opening), one(self.row.meaning.side).or(one(self.side)));
        let Some(said) = said else { return clash("side") };
        let from_carry = match carry {
            Some(Carry::Opening) => Some(Side::Revenue),
            Some(Carry::Closing) => Some(Side::Expenditure),
            _ => None,
        };
        one(said)
            .or_else(|| one(self.sense.side))
            .or(from_carry)
            .ok_or_else(|| Refusal::Unclear("revenue or expenditure: neither is said".to_owned()))
    }

    /// A row of sources or a total of revenue.
    fn revenue(&self, mut found: Dimensions, carry: Option<Carry>) -> Result<Dimensions, Refusal> {
        let (row, column) = (&self.row.meaning, self.column);
        if self.component()?.is_some_and(|c| self.sense.component != Some(c)) {
            return Err(Refusal::NoKey);
        }
        let fund = self.fund()?;
        let unit_row = matches!(self.row.subject, Subject::Unit { .. });
        let (own, part) = (row.own || column.own, row.part || column.part);
        if carry == Some(Carry::Closing) {
            return clash("side");
        }
        if unit_row {
            if own || part {
                return Err(Refusal::NoKey);
            }
            found.fund = Some(fund.unwrap_or(Fund::All));
            found.component = Some(match (carry, column.fund) {
                (Some(_), _) => Component::CarryOver,
                // What was carried over has a column of its own beside those of the sources.
                (None, Some(_)) if self.facets.has_carry => Component::Current,
                (None, Some(_)) if self.facets.has_unknown_column && !column.current => {
                    return Err(Refusal::Unclear("whether it holds what was carried over: a column was not understood".to_owned()));
                }
                _ => self.total_component(),
            });
            return Ok(found);
        }
        let named = row.fund.or(column.fund);
        if carry.is_some() {
            found.scheme = Some(Scheme::Source);
            found.item_key = Some(Fund::CarryOver.as_str().to_owned());
            found.item = Some(self.item());
            found.fund = Some(fund.unwrap_or(Fund::All));
            return if own || part { Err(Refusal::NoKey) } else { Ok(found) };
        }
        if named.is_none() && !own && !part {
            found.fund = Some(fund.unwrap_or(Fund::All));
            found.component = Some(self.total_component());
            return Ok(found);
        }
        // 财政拨款 in a table of 财政拨款 is its total.
        if !own && !part && named == self.sense.fund {
            found.fund = fund;
            found.component = Some(self.total_component());
            return Ok(found);
        }
        found.scheme = Some(Scheme::Source);
        found.item = Some(self.item());
        if part {
            found.fund = Some(fund.unwrap_or(Fund::All));
        } else {
            found.item_key = if own { None } else { fund.map(|f| f.as_str().to_owned()) };
            found.fund = Some(self.sense.fund.unwrap_or(Fund::All));
        }
        Ok(found)
    }

    /// A total, a component or a fund of expenditure.
    fn expenditure(&self, mut found: Dimensions, carry: Option<Carry>) -> Result<Dimensions, Refusal> {
        let (row, column) = (&self.row.meaning, self.column);
        if row.own || column.own || row.part || column.part {
            return Err(Refusal::NoKey);
        }
        let component = self.component()?;
        if carry.is_some() && component.is_some_and(|c| self.sense.component != Some(c)) {
            return Err(Refusal::NoKey);
        }
        found.fund = Some(self.fund()?.unwrap_or(Fund::All));
        found.component = Some(match (carry, component) {
            (Some(_), _) => Component::CarryOver,
            (None, Some(c)) => c,
            (None, None) => self.total_component(),
        });
        Ok(found)
    }

    /// A class or a listed item.
    fn breakdown(&self, mut found: Dimensions, side: Side, carry: Option<Carry>) -> Result<Dimensions, Refusal> {
        let (row, column) = (&self.row.meaning, self.column);
        if self.class.is_some() || row.own || column.own || row.part || column.part {
            return Err(Refusal::NoKey);
        }
        let component = self.component()?;
        if side == Side::Revenue && component.is_some_and(|c| self.sense.component != Some(c)) {
            return Err(Refusal::NoKey);
        }
        if carry.is_some() && component.is_some_and(|c| self.sense.component != Some(c)) {
            return Err(Refusal::NoKey);
        }
        // 本年…小计 beside a 合计 that holds what was carried over too: a breakdown row has no word for the difference.
        let facets = &self.facets;
        let beside_more =
            (facets.has_carry && facets.has_total_column) || (facets.has_unknown_column && (facets.has_carry || facets.has_total_column));
        // 当年财政拨款 in a table of 一般公共预算 says no more of the fund than the table does.
        let no_fund = column.fund.is_none() || (self.sense.fund.is_some() && self.fund()? == self.sense.fund);
        if carry.is_none() && column.current && no_fund && beside_more && component.is_none() {
            return Err(Refusal::NoKey);
        }
        found.fund = Some(self.fund()?.unwrap_or(Fund::All));
        found.component = match carry {
            Some(_) => Some(Component::CarryOver),
            None => component.filter(|_| side == Side::Expenditure),
        };
        self.take_class(&mut found)?;
        Ok(found)
    }

    /// Total or current, for what is neither a component nor a part.
    fn total_component(&self) -> Component {
        let (row, column) = (&self.row.meaning, self.column);
        if row.grand || column.grand {
            return Component::Total;
        }
        if row.current || (column.current && (column.total || self.facets.has_carry || self.sense.stage == BudgetStage::Final)) {
            return Component::Current;
        }
        let is_final = self.sense.stage == BudgetStage::Final;
        let whole = matches!(self.sense.kind, TableKind::RevenueExpenditureTotal | TableKind::FiscalGrantTotal);
        // 小计 or 合计 above a 总计 in a list of sources and uses: what was carried over stands between them.
        if whole && row.total && self.facets.has_grand {
            return Component::Current;
        }
        if is_final && (!whole || self.facets.has_grand) { Component::Current } else { Component::Total }
    }
}
