//! Economic classes under 基本支出 and 项目支出 in one block (按支出性质和经济分类, 按部门预算经济分类): whether they are parts of the component above them, or of all expenditure.

use super::blocks::Block;
use super::memory::Memory;
use super::rows::{RowReader, Subject};
use super::words::Classes;
use crate::facts::{Component, TableKind};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What limits the class of each row in the block whose first amounts stand in a column; `None` inside for a row whose classes add up to nothing that is printed.
pub(super) type Limits = BTreeMap<(u32, Option<u32>), Option<Limit>>;

/// What a row of a class is limited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// Nothing: the classes are those of all expenditure.
    All,
    Component(Component),
}

/// A run of rows of classes, and what stands above it.
#[derive(Default)]
struct Run {
    above: Option<(Component, Option<Decimal>)>,
    rows: Vec<u32>,
    sum: Decimal,
}

/// Follows the rows of a block; empty for a block without components among classes.
pub(super) fn limits(reader: &RowReader<'_>, block: &Block) -> Limits {
    let wanted = matches!(block.meaning.classes, Some(Classes::Nature | Classes::Economic | Classes::GovEconomic));
    let mut found = Limits::new();
    if !wanted || !matches!(reader.sense.kind, TableKind::RevenueExpenditureTotal | TableKind::FiscalGrantTotal) {
        return found;
    }
    let mut memory = Memory::default();
    let mut runs: Vec<Run> = vec![Run::default()];
    let mut totals: Vec<Decimal> = Vec::new();
    for row in reader.frame.data_rows() {
        let sense = reader.read(row.row, block, &mut memory);
        let value = block.amounts.iter().find_map(|c| reader.frame.value(row.row, *c).number().map(|n| n.printed.value));
        match (&sense.subject, sense.meaning.component) {
            (Subject::Class { .. }, _) => {
                if let Some(run) = runs.last_mut() {
                    run.rows.push(row.row);
                    run.sum = run.sum.checked_add(value.unwrap_or_default()).unwrap_or_default();
                }
            }
            (Subject::Words, Some(component)) => runs.push(Run { above: Some((component, value)), ..Run::default() }),
            (Subject::Words, None) => {
                totals.extend(value.filter(|_| sense.meaning.total || sense.meaning.grand));
                runs.push(Run::default());
            }
            _ => {}
        }
    }
    if runs.iter().all(|r| r.above.is_none()) {
        return found;
    }
    let whole = runs.iter().filter(|r| r.above.is_none()).flat_map(|r| &r.rows).count();
    for run in runs.into_iter().filter(|r| !r.rows.is_empty()) {
        let limit = match run.above {
            None => Some(Limit::All),
            Some((component, Some(value))) if value == run.sum => Some(Limit::Component(component)),
            Some(_) if whole == 0 && totals.contains(&run.sum) => Some(Limit::All),
            Some(_) => None,
        };
        found.extend(run.rows.into_iter().map(|row| ((row, block.amounts.first().copied()), limit)));
    }
    found
}
