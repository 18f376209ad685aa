//! Facts of one table, each with its value, its place and the fact of which it is a part.

use super::super::Reading;
use super::super::cell::Unit;
use super::super::frame::{Amount, Frame};
use super::compose::{Dimensions, Refusal};
use super::kind::TableSense;
use super::parents::{Parents, Stand, is_whole};
use super::reader::is_total;
use super::rows::{RowSense, Subject};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::facts::{Aspect, Basis, Fact, Source};
use crate::normalise::key::fold_text;
use rust_decimal::Decimal;

/// The facts of one table while it is read.
pub(super) struct Sheet<'s> {
    frame: &'s Frame<'s>,
    sense: &'s TableSense,
    /// Facts of the disclosure before this table; indices of parents count on from there.
    base: usize,
    facts: Vec<Fact>,
    stands: Vec<Stand>,
    parents: Parents,
    /// The facts of the pages before, where this table goes on after a page break.
    pages: Vec<Fact>,
    /// The first fact of the row that is being read.
    row_start: usize,
    unit_missing: bool,
    /// The unit of the tables before, for a table that states none.
    unit_before: UnitBefore,
    /// The largest number of the table, when it was asked for.
    largest: Option<Decimal>,
    diagnostics: Vec<Diagnostic>,
}

/// The facts at the end of the reading that are of the table which this one continues.
fn pages(frame: &Frame<'_>, sense: &TableSense, reading: &Reading) -> Vec<Fact> {
    if frame.continues.is_none() {
        return Vec::new();
    }
    let same = reading.facts.iter().rev().take_while(|f| f.table_kind == Some(sense.kind)).count();
    reading.facts.get(reading.facts.len() - same..).unwrap_or(&[]).to_vec()
}

/// The largest number in the body of a table.
fn largest(frame: &Frame<'_>) -> Decimal {
    let rows = frame.data_rows().flat_map(|r| (0..frame.columns()).map(move |c| (r.row, c)));
    let numbers = rows
        .filter(|(r, c)| !is_bare_code(frame.own_text(*r, *c)))
        .filter_map(|(r, c)| frame.value(r, c).number().map(|n| n.printed.value.abs()));
    numbers.max().unwrap_or(Decimal::ZERO)
}

/// Seven bare digits that begin like a class code.
fn is_bare_code(text: &str) -> bool {
    let bare = text.trim();
    matches!(bare.len(), 5 | 7) && bare.bytes().all(|b| b.is_ascii_digit()) && bare.starts_with(['2', '3', '5'])
}

/// What the tables before say of the unit of money.
#[derive(Debug, Clone, PartialEq, Eq)]
enum UnitBefore {
    /// None of them states one: 万元, as nearly all disclosures count.
    Unsaid,
    /// All that state one state the same.
    Same(String, Unit),
    /// 元 in one and 万元 in the next: nothing can be assumed.
    Mixed,
}

impl UnitBefore {
    fn of(reading: &Reading) -> Self {
        let mut found = UnitBefore::Unsaid;
        for printed in reading.tables.iter().filter_map(|t| t.unit.as_ref()) {
            let Some(unit) = Unit::parse(&fold_text(printed)).filter(|u| u.is_money()) else { continue };
            match &found {
                UnitBefore::Unsaid => found = UnitBefore::Same(printed.clone(), unit),
                UnitBefore::Same(_, before) if *before != unit => return UnitBefore::Mixed,
                _ => {}
            }
        }
        found
    }
}

/// What a table gave.
pub(super) struct Finished {
    pub(super) facts: Vec<Fact>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'s> Sheet<'s> {
    pub(super) fn new(frame: &'s Frame<'s>, sense: &'s TableSense, reading: &Reading) -> Self {
        Sheet {
            frame,
            sense,
            base: reading.facts.len(),
            facts: Vec::new(),
            stands: Vec::new(),
            parents: Parents::default(),
            pages: pages(frame, sense, reading),
            row_start: 0,
            unit_missing: false,
            unit_before: UnitBefore::of(reading),
            largest: None,
            diagnostics: Vec::new(),
        }
    }

    /// Adds the fact of a cell.
    pub(super) fn push(&mut self, row: u32, column: u32, d: Dimensions, sense: &RowSense) -> Result<(), Refusal> {
        let Some(amount) = self.value(row, column, &d, sense) else {
            return Err(Refusal::Unclear("the unit of a number does not fit".to_owned()));
        };
        let stand = Stand {
            column,
            code: match &sense.subject {
                Subject::Class { code, .. } => code.clone(),
                _ => None,
            },
            depth: sense.depth,
            total: is_total(sense),
            words: matches!(sense.subject, Subject::Words),
            unit: matches!(sense.subject, Subject::Unit { .. }),
        };
        let mut fact = Fact::level(d.measure, amount.value, amount.value_unit, Source::Table, amount.place);
        fact.unit_name = d.unit_name;
        fact.component = d.component;
        fact.fund = d.fund;
        fact.scheme = d.scheme;
        fact.item_key = d.item_key;
        fact.item = d.item;
        fact.item_code = d.item_code;
        fact.item_level = d.item_level;
        fact.stage = d.stage;
        fact.year = d.year;
        fact.aspect = d.aspect;
        fact.base_stage = d.base_stage;
        fact.base_year = d.base_year;
        fact.resolution = amount.resolution;
        fact.printed = amount.printed;
        fact.printed_unit = amount.printed_unit;
        fact.basis = Basis::Stated;
        fact.table_kind = Some(self.sense.kind);
        fact.header_path = Some(self.frame.path(column).joined()).filter(|p| !p.is_empty());
        let above = self.parent(&fact, &stand).map(|i| self.base + i);
        fact.parent = above.filter(|_| !self.begins_section(&stand)).or_else(|| self.before_the_page(&fact, &stand)).or(above);
        self.facts.push(fact);
        self.stands.push(stand);
        Ok(())
    }

    pub(super) fn end_row(&mut self) {
        self.parents.take(self.row_start, &self.facts, &self.stands);
        self.row_start = self.facts.len();
    }

    fn value(&mut self, row: u32, column: u32, d: &Dimensions, sense: &RowSense) -> Option<Amount> {
        // 05: the part of a code that came to stand in a column of amounts.
        let text = self.frame.own_text(row, column).trim();
        if text.len() > 1 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if let Some(unit) = d.counted {
            return self.frame.count(row, column, unit, None).filter(|a| a.value.fract().is_zero());
        }
        if matches!(d.aspect, Aspect::ChangePercent | Aspect::CompletionPercent | Aspect::SharePercent) {
            return self.frame.percent(row, column);
        }
        let label = Some(sense.label.as_str()).filter(|l| !l.is_empty());
        let amount = self.frame.money(row, column, label)?;
        if amount.printed_unit.is_some() {
            return Some(amount);
        }
        self.unit_missing = true;
        // Nobody counts a county's department in hundreds of 亿元, or all of its money in less than a few thousand 元.
        let largest = *self.largest.get_or_insert_with(|| largest(self.frame));
        match &self.unit_before {
            UnitBefore::Mixed => None,
            UnitBefore::Unsaid | UnitBefore::Same(_, Unit::WanYuan) => (largest < Decimal::from(5_000_000)).then_some(amount),
            UnitBefore::Same(printed, unit) => {
                if *unit == Unit::Yuan && largest < Decimal::from(10_000) {
                    return None;
                }
                let number = self.frame.value(row, column).number()?.printed;
                let resolution = if number.value.is_zero() { Decimal::ZERO } else { number.resolution() * unit.factor() };
                Some(Amount { value: number.value * unit.factor(), resolution, printed_unit: Some(printed.clone()), ..amount })
            }
        }
    }

    /// The fact printed before it of which it is a part: in its column (class above section, list above its items), else in its row.
    fn parent(&self, fact: &Fact, stand: &Stand) -> Option<usize> {
        if fact.aspect != Aspect::Level && fact.aspect != Aspect::SharePercent {
            return None;
        }
        self.parents.above(fact, stand, &self.facts).or_else(|| self.beside(fact))
    }

    /// No class above this one was printed since the page began.
    fn begins_section(&self, stand: &Stand) -> bool {
        !self.pages.is_empty() && stand.code.as_ref().is_some_and(|c| c.len() > 3 && !self.parents.holds(c))
    }

    /// The class above it on the pages before.
    fn before_the_page(&self, fact: &Fact, stand: &Stand) -> Option<usize> {
        let code = stand.code.as_ref()?;
        let column = |f: &Fact| f.place.cell.map(|c| c.1);
        let holds = |f: &Fact| {
            let class = f.item_code.as_ref().is_some_and(|c| c.len() < code.len() && code.starts_with(c.as_str()));
            class && column(f) == column(fact) && f.unit_name == fact.unit_name && f.stage == fact.stage && f.aspect == fact.aspect
        };
        self.pages.iter().rposition(holds).map(|i| self.base - self.pages.len() + i)
    }

    /// The whole of which it is a part in its own row: 合计 of 基本支出, 公务用车 of its purchase.
    fn beside(&self, fact: &Fact) -> Option<usize> {
        let row = self.facts.get(self.row_start..)?;
        let found = row.iter().enumerate().rev().find(|(_, f)| is_whole(f, fact))?;
        Some(self.row_start + found.0)
    }

    pub(super) fn finish(mut self) -> Finished {
        if self.unit_missing {
            let message = match &self.unit_before {
                UnitBefore::Same(unit, _) => format!("no unit of measure was found; amounts were taken in {unit}, as in the tables before"),
                UnitBefore::Unsaid => "no unit of measure was found; amounts were taken as 万元".to_owned(),
                UnitBefore::Mixed => {
                    "no unit of measure was found, and the tables before do not agree on one; amounts became no facts".to_owned()
                }
            };
            self.diagnostics.push(Diagnostic::new(Code::UnitAssumed, Severity::Warning, message).at(self.frame.table_place()));
        }
        Finished { facts: self.facts, diagnostics: self.diagnostics }
    }
}
