//! Tables: what the columns of a layout hold, and the rows that fill them.

mod header;
mod national;
mod own;

use crate::quantity::Key;
use crate::template::{Aspect, Variant};

pub use header::header;
pub use national::write as write_national;
pub use own::write as write_own;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Code of the row; with a number, only its class (1), section (2) or item (3) digits.
    Code(usize),
    Name,
    /// Number of the row.
    Serial,
    Blank,
    /// A figure: of the column's own key, or of the line's (`amount`), whose fund it may limit.
    Value {
        key: Option<Key>,
        fund: Option<&'static str>,
        aspect: Aspect,
        base: Variant,
    },
    /// A column of a table with columns of its own.
    Field(&'static str),
}

/// Columns of the tables that are no amounts by classification: those that their truth has, without what is no column of the page.
const FIELDS: &[(&str, &[&str])] = &[
    ("staffing", own::STAFFING.split_at(1).1),
    ("activities", &[".label", "budget_wan", "description", "target", "indicator", "excellent", "good", "fair", "poor"]),
    ("indicators", own::FORM.split_at(4).0),
    ("procurement", own::PROCUREMENT.split_at(1).1),
    ("assets", &["item", "quantity", "value_wan"]),
];

impl Meaning {
    /// Reads a meaning, as the rows of the layout allow it.
    pub fn parse(text: &str, rows: &str) -> Result<Self, String> {
        if text == "blank" {
            return Ok(Meaning::Blank);
        }
        if text == "row" {
            return Ok(Meaning::Serial);
        }
        if let Some((_, fields)) = FIELDS.iter().find(|(name, _)| *name == rows) {
            return fields
                .iter()
                .find(|f| f.trim_start_matches('.') == text)
                .map(|f| Meaning::Field(f))
                .ok_or_else(|| format!("{rows} has no column `{text}`"));
        }
        if !["functions", "economic", "projects", "single", "blocks", "units"].contains(&rows) {
            return Err(format!("`{rows}` are no rows"));
        }
        let mut tokens = text.split_whitespace();
        let first = tokens.next().unwrap_or_default();
        let plain = match first {
            "code" => Some(Meaning::Code(0)),
            "code1" => Some(Meaning::Code(1)),
            "code2" => Some(Meaning::Code(2)),
            "code3" => Some(Meaning::Code(3)),
            "name" => Some(Meaning::Name),
            _ => None,
        };
        if let Some(meaning) = plain {
            return Ok(meaning);
        }
        let (key, fund) = if first == "amount" || first.starts_with("amount@") {
            let fund = first
                .strip_prefix("amount@")
                .map(|f| crate::quantity::FUNDS.iter().copied().find(|known| *known == f).ok_or_else(|| format!("`{f}` is no fund")));
            (None, fund.transpose()?)
        } else {
            (Key::parse(first)?.into_iter().next(), None)
        };
        let (mut aspect, mut base) = (Aspect::Level(Variant::Now), Variant::Last);
        for token in tokens {
            aspect = match token {
                "last" => Aspect::Level(Variant::Last),
                "budget" => Aspect::Level(Variant::Budget),
                "adjusted" => Aspect::Level(Variant::Adjusted),
                "execution" => Aspect::Level(Variant::Execution),
                "outturn" => Aspect::Level(Variant::Outturn),
                "delta" => Aspect::Delta,
                "pct" => Aspect::Percent,
                "share" => Aspect::Share,
                "done" => {
                    base = Variant::Budget;
                    Aspect::Done
                }
                other => return Err(format!("`{other}` in `{text}` is not understood")),
            };
        }
        Ok(Meaning::Value { key, fund, aspect, base })
    }
}

/// `header›header = meaning` as path and meaning.
pub fn column(text: &str, rows: &str) -> Option<(Vec<String>, Meaning)> {
    let (path, meaning) = text.split_once(" = ")?;
    Some((path.split('›').map(str::to_owned).collect(), Meaning::parse(meaning, rows).ok()?))
}
