//! Senses as they are written in the vocabulary.

use super::{Classes, FundWord, Role, Side, Word};
use crate::facts::{Aspect, BudgetStage, Component, Fund, Measure, ValueUnit};
use crate::vocabulary::{self};
use std::sync::Arc;

pub(super) fn unknown(context: &str, sense: &str) -> vocabulary::Error {
    vocabulary::Error::UnknownSense { context: context.to_owned(), sense: sense.to_owned() }
}

/// A sense as written in the vocabulary.
pub(super) fn word(context: &str, sense: &str) -> Result<Word, vocabulary::Error> {
    let parts: Vec<&str> = sense.split(' ').collect();
    let found = match parts.as_slice() {
        ["side", "revenue"] => Some(Word::Side(Side::Revenue)),
        ["side", "expenditure"] => Some(Word::Side(Side::Expenditure)),
        ["side", "both"] => Some(Word::Side(Side::Both)),
        ["fund", "own"] => Some(Word::Fund(FundWord::Own)),
        ["fund", "part"] => Some(Word::Fund(FundWord::Part)),
        ["fund", fund] => Fund::parse(fund).map(|f| Word::Fund(FundWord::Key(f))),
        ["component", name] => Component::parse(name).map(Word::Component),
        ["measure", name] => Measure::parse(name).map(Word::Measure),
        ["item", measure, key] => Measure::parse(measure).map(|m| Word::Item(m, Arc::from(*key))),
        ["count", key, unit] => ValueUnit::parse(unit).map(|u| Word::Count(Arc::from(*key), u)),
        ["stage", name] => BudgetStage::parse(name).map(Word::Stage),
        ["year", offset] => offset.parse().ok().map(Word::YearOffset),
        ["completion", stage] => BudgetStage::parse(stage).map(Word::Completion),
        ["aspect", name] => Aspect::parse(name).map(Word::Aspect),
        ["scheme", name] => classes(name).map(Word::Classes),
        ["role", name] => role(name).map(Word::Role),
        [single] => single_word(single),
        _ => None,
    };
    found.ok_or_else(|| unknown(context, sense))
}

pub(super) fn single_word(sense: &str) -> Option<Word> {
    Some(match sense {
        "total" => Word::Total,
        "grand" => Word::Grand,
        "current" => Word::Current,
        "opening" => Word::Opening,
        "closing" => Word::Closing,
        "carry" => Word::Carry,
        "opening_carry" => Word::OpeningCarry,
        "closing_carry" => Word::ClosingCarry,
        "compare" => Word::Compare,
        "percent" => Word::Percent,
        "amount" => Word::Amount,
        "skip" => Word::Skip,
        "nothing" => Word::Nothing,
        "filler" => Word::Filler,
        _ => return None,
    })
}

pub(super) fn classes(name: &str) -> Option<Classes> {
    Some(match name {
        "function" => Classes::Function,
        "economic" => Classes::Economic,
        "gov_economic" => Classes::GovEconomic,
        "nature" => Classes::Nature,
        _ => return None,
    })
}

pub(super) fn role(name: &str) -> Option<Role> {
    Some(match name {
        "code" => Role::Code,
        "class" => Role::CodeClass,
        "section" => Role::CodeSection,
        "item" => Role::CodeItem,
        "name" => Role::Name,
        "code_name" => Role::CodeName,
        "label" => Role::Label,
        "serial" => Role::Serial,
        "unit_name" => Role::UnitName,
        "unit_code" => Role::UnitCode,
        "procurement_class" => Role::ProcurementClass,
        "text" => Role::Text,
        _ => return None,
    })
}
