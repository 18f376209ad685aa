//! The dimensions of one cell: what the table, the column and the row say together.

use super::base::Base;
use super::class_columns::ClassColumn;
use super::kind::TableSense;
use super::meaning::{Carry, Meaning, meet_component, meet_fund, meet_item};
use super::rows::{RowSense, Subject};
use super::words::Side;
use crate::facts::{Aspect, BudgetStage, Component, Fund, ItemLevel, Measure, Scheme, ValueUnit};

mod budget;
mod class;
mod time;

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
    /// What a row of changes is counted from.
    pub(super) row_base: Base,
    /// Each row says whose it is, and it is not always the same body.
    pub(super) rows_name_units: bool,
    /// Some column of numbers was not understood.
    pub(super) has_unknown_column: bool,
    /// A column that all others are parts of.
    pub(super) has_total_column: bool,
    /// Columns of revenue stand beside those of expenditure.
    pub(super) has_revenue_columns: bool,
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
    /// What a column of changes is counted from.
    pub(super) base: Base,
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
            Subject::Part => return Err(Refusal::Unclear("several rows are parts of it".to_owned())),
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
            Subject::Words if self.facets.rows_name_units => self.unit.map(str::to_owned),
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
}
