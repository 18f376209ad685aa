//! 国有资产占用情况表: what a department holds, by kind of asset.

use super::cell::header_unit;
use super::common::{
    Senses, explain, fact, holds_no_value, said, stock_date, tell_not_numeric, tell_unknown_columns, tell_unknown_row, why_empty,
};
use super::frame::{BodyRow, Frame};
use super::kind::asset_key;
use super::outline::{Label, Outline};
use super::{Lexicon, Reading};
use crate::context::Context;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::facts::{Measure, TableKind, ValueUnit};
use crate::normalise::key::fold_text;
use crate::normalise::number::parse_arabic;
use crate::record::AssetRow;
use regex::Regex;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static THRESHOLD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:单价|单台|单位价值|价值|单台价值|原值)?(?:在)?(\d+(?:\.\d+)?)(万元|元)(?:\(含\)|\(含[^()]{1,8}\))?(?:及)?以上(?:\(含\))?(?:的)?").ok()
});

/// A label without the threshold that it names, and that threshold in 万元: 单价20万元以上的设备 → (设备 with a threshold, 20). The folded rest begins with `[threshold]`.
pub fn without_threshold(name: &str) -> (String, Option<Decimal>) {
    let folded = fold_text(name);
    let Some(found) = THRESHOLD.as_ref().and_then(|r| r.captures(&folded)) else { return (folded, None) };
    let number = found.get(1).and_then(|n| parse_arabic(n.as_str())).map(|p| p.value);
    let factor = if found.get(2).is_some_and(|u| u.as_str() == "元") { Decimal::new(1, 4) } else { Decimal::ONE };
    let range = found.get(0).map_or(0..0, |m| m.range());
    let rest = format!("{}{}", folded.get(..range.start).unwrap_or(""), folded.get(range.end..).unwrap_or(""));
    (format!("[threshold]{rest}"), number.and_then(|n| n.checked_mul(factor)).map(|n| n.normalize()))
}

/// Rows of `assets`; a fact for each value, and vehicles_kept for the count of vehicles.
pub fn read(frame: &Frame<'_>, context: &Context<'_>, lexicon: &Lexicon, senses: &Senses, reading: &mut Reading) {
    tell_unknown_columns(frame, senses, TableKind::Assets, reading);
    explain(frame, senses, reading);
    if holds_no_value(frame) {
        let (state, note) = why_empty(frame, context);
        reading.empty.push((frame.block, state, note));
    }
    if let Some(column) = senses.column("value")
        && !frame.states_unit(column)
    {
        let message = "the table of assets states no unit; its values were taken as 万元";
        reading.diagnostics.push(Diagnostic::new(Code::UnitAssumed, Severity::Warning, message).at(frame.table_place()));
    }
    let Some(item_column) = senses.column("item") else { return };
    let mut parents = Parents { date: stock_date(frame, context), ..Parents::default() };
    for row in frame.data_rows().filter(|r| !frame.unsolved_rows.contains(&r.row)) {
        let Some(cell) = frame.own_cell(row.row, item_column) else { continue };
        let label = Label::of_cell(frame.document, cell);
        if label.name.is_empty() {
            if (0..frame.columns()).any(|c| frame.value(row.row, c).number().is_some()) {
                tell_unknown_row(frame, row.row, TableKind::Assets, "has no label", reading);
            }
            continue;
        }
        asset_row(frame, lexicon, (row, label), senses, &mut parents, reading);
    }
}

/// The fact that stands above each path of ordinals.
#[derive(Default)]
struct Parents {
    outline: Outline,
    facts: BTreeMap<Vec<u32>, usize>,
    total: Option<usize>,
    last_rank: u32,
    /// Of what day, and of what year, the assets are.
    date: (Option<(i32, u32, u32)>, Option<i32>),
}

impl Parents {
    /// Where a row stands: 其中 stands under the row before it, whatever its number.
    fn path(&mut self, label: &Label) -> Vec<u32> {
        let rank = if label.among { self.last_rank.saturating_mul(10).max(label.rank + 100) } else { label.rank };
        if !label.among {
            self.last_rank = rank;
        }
        self.outline.push(rank)
    }

    fn of(&self, path: &[u32]) -> Option<usize> {
        (1..path.len()).rev().find_map(|n| path.get(..n).and_then(|p| self.facts.get(p)).copied()).or(self.total)
    }
}

/// 车辆（台、辆） | 4: beside a label that counts things, under a header that says nothing of money, stands how many there are.
fn counted_without_saying(frame: &Frame<'_>, row: BodyRow, label: &Label, senses: &Senses) -> Option<u32> {
    let column = senses.column("value").filter(|_| !senses.has("quantity"))?;
    let counts = header_unit(&label.name).is_some_and(|m| !m.unit.is_money());
    let path = frame.path(column).folded();
    let of_money = frame.path(column).unit.as_ref().is_some_and(|m| m.unit.is_money())
        || ["值", "额", "价", "元", "余"].iter().any(|w| path.contains(w));
    (counts && !of_money && frame.value(row.row, column).number().is_none_or(|n| n.printed.value.fract().is_zero())).then_some(column)
}

fn asset_row(
    frame: &Frame<'_>,
    lexicon: &Lexicon,
    (row, label): (BodyRow, Label),
    senses: &Senses,
    parents: &mut Parents,
    reading: &mut Reading,
) {
    let key = asset_key(lexicon, &label.name).filter(|k| *k != "-").map(str::to_owned);
    let (_, threshold) = without_threshold(&label.name);
    let counted = counted_without_saying(frame, row, &label, senses);
    let quantity_column = senses.column("quantity").or(counted);
    let quantity = quantity_column.and_then(|c| {
        let value = frame.value(row.row, c);
        if value.number().is_none() && !value.is_blank() {
            tell_not_numeric(frame, row.row, c, reading);
        }
        frame.count(row.row, c, ValueUnit::Item, None).map(|a| (c, a))
    });
    let value = senses.column("value").filter(|_| counted.is_none()).and_then(|c| {
        let value = frame.value(row.row, c);
        if value.number().is_none() && !value.is_blank() {
            tell_not_numeric(frame, row.row, c, reading);
        }
        frame.money(row.row, c, None).map(|a| (c, a))
    });
    let unit = senses
        .column("quantity_unit")
        .and_then(|c| said(frame.text(row.row, c)))
        .or_else(|| header_unit(&label.name).filter(|m| !m.unit.is_money()).map(|m| m.printed))
        .or_else(|| quantity_column.and_then(|c| frame.path(c).unit.as_ref()).map(|m| m.printed.clone()));
    let (as_of, year) = parents.date;
    reading.assets.push(AssetRow {
        disclosure_id: String::new(),
        seq: 0,
        item_key: key.clone(),
        item: label.name.clone(),
        quantity: quantity.as_ref().map(|(_, a)| a.value),
        quantity_unit: unit.clone(),
        value_wan: value.as_ref().map(|(_, a)| a.value),
        threshold_wan: threshold,
        as_of: as_of.map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
        block: frame.block,
        table_row: row.row,
    });
    let path = parents.path(&label);
    if let (Some("vehicles"), Some((column, amount))) = (key.as_deref(), quantity) {
        let amount = super::frame::Amount { value_unit: ValueUnit::Vehicle, printed_unit: amount.printed_unit.or(unit), ..amount };
        let mut made = fact(frame, TableKind::Assets, Measure::Quantity, amount, column);
        made.item_key = Some("vehicles_kept".to_owned());
        made.item = Some(label.name.clone());
        made.year = year;
        reading.facts.push(made);
    }
    if let Some((column, amount)) = value {
        let mut made = fact(frame, TableKind::Assets, Measure::Assets, amount, column);
        made.item_key = key.clone();
        made.item = Some(label.name);
        made.year = year;
        made.parent = parents.of(&path);
        let index = reading.facts.len();
        if key.as_deref() == Some("total") && parents.total.is_none() {
            parents.total = Some(index);
        }
        parents.facts.insert(path, index);
        reading.facts.push(made);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_in_labels() {
        assert_eq!(without_threshold("单价在20万元以上的设备"), ("[threshold]设备".into(), Some(Decimal::from(20))));
        assert_eq!(without_threshold("单价50万元（含）以上通用设备"), ("[threshold]通用设备".into(), Some(Decimal::from(50))));
        assert_eq!(without_threshold("房屋"), ("房屋".into(), None));
    }
}
