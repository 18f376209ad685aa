//! The dimensions of one cell: what the table, the column and the row say together.

use super::columns::ClassColumn;
use super::kind::TableSense;
use super::meaning::{Carry, Meaning, meet_component, meet_fund, meet_item, meet_side};
use super::rows::{RowSense, Subject};
use super::words::Side;
use crate::facts::{Aspect, BudgetStage, Component, Fund, ItemLevel, Measure, Scheme, TableKind, ValueUnit};

/// Every dimension of a fact but its value and place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dimensions {
    pub(super) unit_name: Option<String>,
    pub(super) measure: Measure,
    pub(super) component: Option<Component>,
    pub(super) fund: Option<Fund>,
    pub(super) scheme: Option<Scheme>,
    pub(super) item_key: Option<String>,
    pub(super) item: Option<String>,
    pub(super) item_code: Option<String>,
    pub(super) item_level: Option<ItemLevel>,
    pub(super) stage: Option<BudgetStage>,
    pub(super) year: Option<i32>,
    pub(super) aspect: Aspect,
    pub(super) base_stage: Option<BudgetStage>,
    pub(super) base_year: Option<i32>,
    /// The unit of things counted; absent for money and percents.
    pub(super) counted: Option<ValueUnit>,
}

/// Why a cell gives no fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It was understood, and the dataset has no key for it.
    NoKey,
    /// Row and column contradict each other, or one of them was not understood.
    Unclear(String),
}

/// What is known of the table beyond its sense.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Facets {
    /// Some row or column is a 总计 beside a 合计.
    pub(super) has_grand: bool,
    /// Some column is money carried over.
    pub(super) has_carry: bool,
    /// Columns of 三公 stand beside columns of other measures, so that a 合计 over all has none.
    pub(super) mixed_columns: bool,
    /// The same for rows.
    pub(super) mixed_rows: bool,
    /// A column that all others are parts of.
    pub(super) has_total_column: bool,
    /// Columns of revenue stand beside those of expenditure.
    pub(super) has_revenue_columns: bool,
    /// Stage and year of the one other column of levels, which changes are counted from when they do not say from what.
    pub(super) base: Option<(BudgetStage, Option<i32>)>,
    /// A column of the adjusted budget, which a completion rate is counted from when it does not say from what.
    pub(super) has_adjusted_budget: bool,
}

/// One cell: table, column and row.
pub(super) struct Composer<'c> {
    pub(super) sense: &'c TableSense,
    pub(super) facets: Facets,
    pub(super) side: Option<Side>,
    pub(super) column: &'c Meaning,
    pub(super) class: Option<&'c ClassColumn>,
    /// The column's own label as printed, for sources named by columns.
    pub(super) column_item: &'c str,
    pub(super) row: &'c RowSense,
    /// The unit that the rows above have named.
    pub(super) unit: Option<&'c str>,
}

fn clash<T>(what: &str) -> Result<T, Refusal> {
    Err(Refusal::Unclear(format!("row and column differ in {what}")))
}

impl Composer<'_> {
    /// The dimensions of the cell.
    pub(super) fn compose(&self) -> Result<Dimensions, Refusal> {
        let (row, column) = (&self.row.meaning, self.column);
        match &self.row.subject {
            Subject::Skip => return Err(Refusal::NoKey),
            Subject::Unknown => return Err(Refusal::Unclear("the row was not understood".to_owned())),
            _ => {}
        }
        if row.mixed || column.mixed {
            return Err(Refusal::NoKey);
        }
        let mut found = self.blank();
        self.time(&mut found)?;
        if let Some((key, unit)) = row.count.as_ref().or(column.count.as_ref()) {
            return self.counted(found, key, *unit);
        }
        let measure = match (row.measure, column.measure) {
            (Some(a), Some(b)) if a != b => return clash("what they measure"),
            (a, b) => a.or(b).or(self.sense.measure),
        };
        match measure {
            Some(measure) if !matches!(measure, Measure::Revenue | Measure::Expenditure) => self.other_measure(found, measure),
            _ => self.budget(found),
        }
    }

    fn blank(&self) -> Dimensions {
        let unit = match &self.row.subject {
            Subject::Unit { name } => Some(name.clone()),
            Subject::Class { .. } | Subject::Listed { .. } => self.unit.map(str::to_owned),
            _ => None,
        };
        Dimensions {
            unit_name: unit,
            measure: Measure::Expenditure,
            component: None,
            fund: None,
            scheme: None,
            item_key: None,
            item: None,
            item_code: None,
            item_level: None,
            stage: None,
            year: None,
            aspect: Aspect::Level,
            base_stage: None,
            base_year: None,
            counted: None,
        }
    }

    /// Stage, year, aspect and base.
    fn time(&self, found: &mut Dimensions) -> Result<(), Refusal> {
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
                let own = (found.stage.unwrap_or(self.sense.stage), found.year);
                if let (None, None, Some((stage, year))) = (said.0, said.1, self.facets.base.filter(|b| *b != own)) {
                    found.base_stage = Some(stage);
                    found.base_year = year;
                    return Ok(());
                }
                found.base_stage = said.0.or(found.stage);
                found.base_year = match said.1 {
                    Some(year) => year.resolve(fiscal),
                    // 较年初预算: the same year; 比上年: the year before.
                    None if found.base_stage != found.stage => found.year,
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

    pub(super) fn fund(&self) -> Result<Option<Fund>, Refusal> {
        let met = meet_fund(self.sense.fund, self.column.fund).and_then(|f| meet_fund(f, self.row.meaning.fund));
        met.map_or_else(|| clash("fund"), Ok)
    }

    pub(super) fn component(&self) -> Result<Option<Component>, Refusal> {
        let met = meet_component(self.sense.component, self.column.component).and_then(|c| meet_component(c, self.row.meaning.component));
        met.map_or_else(|| clash("component"), Ok)
    }

    fn carry(&self) -> Result<Option<Carry>, Refusal> {
        match (self.column.carry, self.row.meaning.carry) {
            (Some(a), Some(b)) if a != b && a != Carry::Unsaid && b != Carry::Unsaid => clash("what is carried over"),
            (Some(Carry::Unsaid) | None, b) => Ok(b.or(self.column.carry)),
            (a, _) => Ok(a),
        }
    }

    fn counted(&self, mut found: Dimensions, key: &str, unit: ValueUnit) -> Result<Dimensions, Refusal> {
        if found.aspect != Aspect::Level || matches!(self.row.subject, Subject::Class { .. }) {
            return Err(Refusal::NoKey);
        }
        found.measure = Measure::Quantity;
        found.item_key = Some(key.to_owned());
        found.item = Some(self.item());
        found.counted = Some(unit);
        // What is kept is a stock: it has no stage.
        if matches!(key, "vehicles_kept" | "general_equipment" | "special_equipment" | "large_equipment") {
            found.stage = None;
        }
        Ok(found)
    }

    /// The label that names the item: the row's, else the column's.
    fn item(&self) -> String {
        let row = &self.row.meaning;
        let from_row = row.item.is_some() || row.count.is_some() || row.fund.is_some() || row.part || row.carry.is_some() || row.own;
        if from_row || self.column_item.is_empty() { self.row.item.clone() } else { self.column_item.to_owned() }
    }

    /// 三公, meetings, training, operating cost of the agency, procurement.
    fn other_measure(&self, mut found: Dimensions, measure: Measure) -> Result<Dimensions, Refusal> {
        let (row, column) = (&self.row.meaning, self.column);
        found.measure = measure;
        // 差旅费 beside the items of 三公.
        if self.class.is_some() {
            return Err(Refusal::NoKey);
        }
        let item = meet_item(row.item.as_ref(), column.item.as_ref());
        let Some(item) = item else { return clash("item") };
        if self.carry()?.is_some() || self.component()?.is_some_and(|_| measure != Measure::AgencyOperating) {
            return Err(Refusal::NoKey);
        }
        if row.own || column.own || row.part || column.part {
            return Err(Refusal::NoKey);
        }
        found.fund = Some(self.fund()?.unwrap_or(Fund::All));
        if let Subject::Class { .. } = self.row.subject {
            if measure != Measure::AgencyOperating {
                return clash("what they measure");
            }
            self.take_class(&mut found)?;
        }
        if let Subject::Listed { .. } = self.row.subject {
            return Err(Refusal::NoKey);
        }
        if let Some(key) = item {
            found.item_key = Some(key.to_string());
            found.item = Some(self.item());
        } else if self.is_over_all() {
            return Err(Refusal::NoKey);
        }
        Ok(found)
    }

    /// 合计 over 三公, meetings and training together.
    fn is_over_all(&self) -> bool {
        let (row, column) = (&self.row.meaning, self.column);
        let said = |m: &Meaning| m.measure.is_some();
        !said(row) && !said(column) && (self.facets.mixed_columns || self.facets.mixed_rows)
    }

    /// Revenue and expenditure.
    fn budget(&self, mut found: Dimensions) -> Result<Dimensions, Refusal> {
        // A total column or row of a table of 三公 has its measure from the table's kind.
        if self.sense.kind == TableKind::ThreePublic {
            return if self.is_over_all() { Err(Refusal::NoKey) } else { self.other_measure(found, Measure::ThreePublic) };
        }
        if matches!(self.sense.kind, TableKind::InstitutionOperation) {
            return Err(Refusal::Unclear("what is measured was not understood".to_owned()));
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
            found.component = Some(if carry.is_some() { Component::CarryOver } else { self.total_component() });
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
        if carry.is_none()
            && column.current
            && column.fund.is_none()
            && self.facets.has_carry
            && self.facets.has_total_column
            && component.is_none()
        {
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
        if is_final && (!whole || self.facets.has_grand) { Component::Current } else { Component::Total }
    }
}
