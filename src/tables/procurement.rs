//! 政府采购预算表.

use super::Reading;
use super::common::{Senses, explain, fact, holds_no_value, said, tell_not_numeric, tell_unknown_columns, why_empty};
use super::frame::{BodyRow, Frame, RowKind};
use super::kind::PROCUREMENT_MONEY;
use super::outline::Label;
use crate::context::Context;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::facts::{Fund, Measure, TableKind, ValueUnit};
use crate::normalise::key::fold_text;
use crate::record::ProcurementRow;
use rust_decimal::Decimal;

/// Columns of what is bought.
const CLASSES: &[&str] = &["goods", "works", "services"];

/// What a row is a total of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TotalOf {
    All,
    Goods,
    Works,
    Services,
    /// 小计: of what is not said.
    Some,
}

impl TotalOf {
    fn item_key(self) -> Option<&'static str> {
        match self {
            TotalOf::Goods => Some("goods"),
            TotalOf::Works => Some("works"),
            TotalOf::Services => Some("services"),
            TotalOf::All | TotalOf::Some => None,
        }
    }
}

/// Rows of `procurement`, and facts of total rows and of the rows 货物, 工程, 服务. A table without any value gives no row but an entry of `empty`.
pub fn read(frame: &Frame<'_>, context: &Context<'_>, senses: &Senses, reading: &mut Reading) {
    tell_unknown_columns(frame, senses, TableKind::Procurement, reading);
    explain(frame, senses, reading);
    if holds_no_value(frame) {
        let (state, note) = why_empty(frame, context);
        reading.empty.push((frame.block, state, note));
        return;
    }
    if !frame.states_unit(senses.column("total").unwrap_or(0)) {
        let message = "the procurement table states no unit; its amounts were taken as 万元";
        reading.diagnostics.push(Diagnostic::new(Code::UnitAssumed, Severity::Warning, message).at(frame.table_place()));
    }
    let mut total_fact = None;
    for row in frame.data_rows() {
        let total = total_of(frame, row, senses);
        let Some(made) = procurement_row(frame, row, total, senses, reading) else { continue };
        reading.procurement.push(made);
        match total {
            Some(TotalOf::Some) | None => {}
            Some(of) => facts(frame, context, row, of, senses, &mut total_fact, reading),
        }
    }
}

/// Is the row a total, and of what? 货物, 工程 and 服务 are totals where the row names nothing that is bought.
fn total_of(frame: &Frame<'_>, row: BodyRow, senses: &Senses) -> Option<TotalOf> {
    match row.kind {
        RowKind::Total => return Some(TotalOf::All),
        RowKind::Subtotal => return Some(TotalOf::Some),
        _ => {}
    }
    let words: Vec<String> = (0..frame.columns())
        .filter(|&c| !senses.of(c).is_some_and(|s| matches!(s, "serial" | "quantity_unit" | "note" | "body")))
        .filter(|&c| frame.value(row.row, c).number().is_none())
        .filter_map(|c| said(frame.own_text(row.row, c)))
        .collect();
    let [only] = words.as_slice() else { return None };
    let name = fold_text(&Label::new(only, None).name);
    let name = name.trim_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, ':' | '(' | ')' | '-' | '.' | '、'));
    let name = name.strip_prefix("政府采购").unwrap_or(name);
    let name = name.strip_suffix("采购").or_else(|| name.strip_suffix("支出")).unwrap_or(name);
    match name.strip_suffix("小计").or_else(|| name.strip_suffix("合计")).unwrap_or(name) {
        "货物" | "货物类" | "类货物" => Some(TotalOf::Goods),
        "工程" | "工程类" | "类工程" => Some(TotalOf::Works),
        "服务" | "服务类" | "类服务" => Some(TotalOf::Services),
        _ => None,
    }
}

fn procurement_row(
    frame: &Frame<'_>,
    row: BodyRow,
    total: Option<TotalOf>,
    senses: &Senses,
    reading: &mut Reading,
) -> Option<ProcurementRow> {
    let own = |sense: &str| senses.column(sense).and_then(|c| said(frame.own_text(row.row, c)));
    let covering = |sense: &str| senses.column(sense).and_then(|c| said(frame.text(row.row, c)));
    let mut amount = |sense: &str, money: bool| -> Option<Decimal> {
        let column = senses.column(sense)?;
        let value = frame.value(row.row, column);
        let found = if money { frame.money(row.row, column, None) } else { frame.count(row.row, column, ValueUnit::Item, None) };
        if found.is_none() && !value.is_blank() && value.number().is_none() {
            tell_not_numeric(frame, row.row, column, reading);
        }
        found.map(|a| a.value)
    };
    // The project's name may be merged over its rows; a total's label belongs to no project.
    let named = match total {
        None => covering("project"),
        Some(_) => own("project"),
    };
    let made = ProcurementRow {
        disclosure_id: String::new(),
        seq: 0,
        is_total: total.is_some(),
        project: named.or_else(|| if total.is_some() { first_words(frame, row) } else { own("class") }),
        project_budget: amount("project_budget", true),
        item: own("item"),
        catalogue_no: own("catalogue_no"),
        quantity_unit: own("quantity_unit"),
        quantity: amount("quantity", false),
        unit_price: amount("unit_price", true),
        total: amount("total", true),
        current_year_total: amount("current_year_total", true),
        general_public: amount("general_public", true),
        government_fund: amount("government_fund", true),
        special_account: amount("special_account", true),
        other: amount("other", true),
        other_channel: amount("other_channel", true),
        block: frame.block,
        table_row: row.row,
    };
    let values = (0..frame.columns()).any(|c| frame.value(row.row, c).number().is_some() && senses.of(c).is_some_and(|s| s != "serial"));
    let named = made.item.is_some() || (made.project.is_some() && total.is_none());
    (values || named).then_some(made)
}

fn first_words(frame: &Frame<'_>, row: BodyRow) -> Option<String> {
    (0..frame.columns()).find_map(|c| said(frame.own_text(row.row, c)).filter(|_| frame.value(row.row, c).number().is_none()))
}

fn facts(
    frame: &Frame<'_>,
    context: &Context<'_>,
    row: BodyRow,
    of: TotalOf,
    senses: &Senses,
    total_fact: &mut Option<usize>,
    reading: &mut Reading,
) {
    for (column, sense) in senses.iter().filter(|(_, s)| PROCUREMENT_MONEY.contains(s) || CLASSES.contains(s)) {
        let fund = match sense {
            "total" => Fund::All,
            "general_public" => Fund::GeneralPublic,
            "government_fund" => Fund::GovernmentFund,
            "state_capital" => Fund::StateCapital,
            "special_account" => Fund::SpecialAccount,
            "other" => Fund::Other,
            "carry_over" => Fund::CarryOver,
            "fiscal_appropriation" => Fund::FiscalAppropriation,
            // What is bought, in columns beside the total.
            "goods" | "works" | "services" if of == TotalOf::All => Fund::All,
            // This year's money and that of other channels are no funds: they stay in the wide table.
            _ => continue,
        };
        let Some(amount) = frame.money(row.row, column, None) else { continue };
        let mut made = fact(frame, TableKind::Procurement, Measure::Procurement, amount, column);
        made.fund = Some(fund);
        let class = Some(sense).filter(|s| CLASSES.contains(s));
        made.item_key = class.or_else(|| of.item_key()).map(str::to_owned);
        made.item = match class {
            Some(_) => said(frame.path(column).last()),
            None => first_words(frame, row).map(|w| Label::new(&w, None).name),
        };
        made.stage = Some(context.own_stage());
        made.year = context.identity.fiscal_year;
        if sense == "total" && of == TotalOf::All {
            *total_fact = Some(reading.facts.len());
        } else {
            made.parent = *total_fact;
        }
        reading.facts.push(made);
    }
}
