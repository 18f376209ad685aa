//! What one cell says: a number with its place, a percent, nothing, or words; and the units that stand in cells, headers and captions.

use crate::facts::ValueUnit;
use crate::normalise::key::fold;
use crate::normalise::number::{Printed, parse_arabic};
use crate::normalise::simplify::simplified;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// A unit of measure as tables state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// 元.
    Yuan,
    /// 千元.
    ThousandYuan,
    /// 万元.
    WanYuan,
    /// 百万元.
    MillionYuan,
    /// 亿元.
    YiYuan,
    /// 人.
    Person,
    /// 辆.
    Vehicle,
    /// 平方米.
    SquareMetre,
    /// 台, 套, 件, 个.
    Item,
    /// 次.
    Trip,
    /// 批, 批次.
    Batch,
    /// %.
    Percent,
}

/// Spellings of units, folded; the longest that fits is taken.
const UNITS: &[(&str, Unit)] = &[
    ("人民币万元", Unit::WanYuan),
    ("人民币元", Unit::Yuan),
    ("百万元", Unit::MillionYuan),
    ("亿元", Unit::YiYuan),
    ("万元", Unit::WanYuan),
    ("千元", Unit::ThousandYuan),
    ("平方米", Unit::SquareMetre),
    ("人次", Unit::Person),
    ("批次", Unit::Batch),
    ("m2", Unit::SquareMetre),
    ("m²", Unit::SquareMetre),
    ("㎡", Unit::SquareMetre),
    ("元", Unit::Yuan),
    ("人", Unit::Person),
    ("名", Unit::Person),
    ("辆", Unit::Vehicle),
    ("台", Unit::Item),
    ("套", Unit::Item),
    ("件", Unit::Item),
    ("个", Unit::Item),
    ("项", Unit::Item),
    ("次", Unit::Trip),
    ("批", Unit::Batch),
    ("%", Unit::Percent),
];

impl Unit {
    /// The unit that a folded text names, and nothing besides: `万元`, `台、辆`, `台(套)`. Of several units in one text (`台、辆`) the last counts: it is the more specific one.
    pub fn parse(folded: &str) -> Option<Unit> {
        let mut rest = folded;
        let mut found = None;
        while !rest.is_empty() {
            if let Some((name, unit)) = UNITS.iter().find(|(name, _)| rest.starts_with(name)) {
                found = Some(*unit);
                rest = &rest[name.len()..];
            } else {
                rest = rest.strip_prefix(['、', '/', ',', '(', ')', '或', '·'])?;
            }
        }
        found
    }

    /// The unit in which the dataset keeps it.
    pub fn value_unit(self) -> ValueUnit {
        match self {
            Unit::Yuan | Unit::ThousandYuan | Unit::WanYuan | Unit::MillionYuan | Unit::YiYuan => ValueUnit::WanYuan,
            Unit::Person => ValueUnit::Person,
            Unit::Vehicle => ValueUnit::Vehicle,
            Unit::SquareMetre => ValueUnit::SquareMetre,
            Unit::Item => ValueUnit::Item,
            Unit::Trip => ValueUnit::Trip,
            Unit::Batch => ValueUnit::Batch,
            Unit::Percent => ValueUnit::Percent,
        }
    }

    /// What one of it is in [`Unit::value_unit`]: 元 0.0001, 亿元 10000.
    pub fn factor(self) -> Decimal {
        match self {
            Unit::Yuan => Decimal::new(1, 4),
            Unit::ThousandYuan => Decimal::new(1, 1),
            Unit::MillionYuan => Decimal::from(100),
            Unit::YiYuan => Decimal::from(10_000),
            _ => Decimal::ONE,
        }
    }

    /// An amount of money.
    pub fn is_money(self) -> bool {
        self.value_unit() == ValueUnit::WanYuan
    }
}

/// `单位：万元`, `金额单位:元`, `（单位：人）`: what follows the unit is checked by hand (单位：人社局 states no unit).
static UNIT_MARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:金额|计量|货币|计价|数额|数据)?\s*单\s*位\s*[:：∶﹕]?\s*[(（]?\s*((?:人民币)?\s*(?:百\s*万\s*元|亿\s*元|万\s*元|千\s*元|元|人|辆|台|个|平方米|㎡|[%％])(?:\s*[、/，,]\s*(?:百万元|亿元|万元|千元|元|人次|人|辆|台|套|件|个|次|批次|平方米|㎡|[%％]))*)").ok()
});

/// The same with a bare bracket, as in headers: `（万元）`, `(台、辆)`.
static BRACKET: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[(（\[【]([^()（）\[\]【】]{1,12})[)）\]】]").ok());

/// A unit as printed, at a byte range of the text that it was found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitMark {
    /// As printed: `万元`.
    pub printed: String,
    /// What it is. Where several are listed (单位：人、万元) the first.
    pub unit: Unit,
    /// All that are listed.
    pub all: Vec<Unit>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The unit that a caption line or a lead cell states with the word 单位.
pub fn stated_unit(text: &str) -> Option<UnitMark> {
    let regex = UNIT_MARK.as_ref()?;
    let plain = simplified(text);
    for found in regex.captures_iter(&plain) {
        let mark = found.get(1)?;
        // 单位：人社局, 单位：元氏县: the unit must not be the beginning of a name.
        let after = text[mark.end()..].chars().next();
        if after.is_some_and(|c| c.is_alphanumeric() && !c.is_ascii_digit()) {
            continue;
        }
        return unit_mark(text.get(mark.range())?, mark.start());
    }
    None
}

fn unit_mark(printed: &str, start: usize) -> Option<UnitMark> {
    let all: Vec<Unit> =
        printed.split(['、', '/', '，', ',']).filter_map(|p| Unit::parse(&p.chars().filter_map(fold).collect::<String>())).collect();
    let unit = *all.first()?;
    Some(UnitMark { printed: printed.trim().to_owned(), unit, all, start, end: start + printed.len() })
}

/// The unit that a header cell or a row label states: with the word 单位, or alone in brackets (`预算数（万元）`, `房屋（平方米）`, `车辆（台、辆）`).
pub fn header_unit(text: &str) -> Option<UnitMark> {
    if let Some(mark) = stated_unit(text) {
        return Some(mark);
    }
    let regex = BRACKET.as_ref()?;
    for found in regex.captures_iter(text) {
        let inner = found.get(1)?;
        let folded: String = inner.as_str().chars().filter_map(fold).collect();
        if let Some(unit) = Unit::parse(&folded) {
            return Some(UnitMark {
                printed: inner.as_str().trim().to_owned(),
                unit,
                all: vec![unit],
                start: inner.start(),
                end: inner.end(),
            });
        }
    }
    None
}

/// A header or label without what states its unit: `价值（金额单位：万元）` → `价值`.
pub fn without_unit(folded: &str) -> String {
    let Some(regex) = BRACKET.as_ref() else { return folded.to_owned() };
    let stripped = regex.replace_all(folded, |found: &regex::Captures<'_>| {
        let inner = found.get(1).map_or("", |m| m.as_str());
        let unit = Unit::parse(inner).is_some() || stated_unit(inner).is_some_and(|m| m.end == inner.len());
        if unit { String::new() } else { found.get(0).map_or(String::new(), |m| m.as_str().to_owned()) }
    });
    stripped.into_owned()
}

/// A number in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNumber {
    /// Value, sign included, and printed places.
    pub printed: Printed,
    /// The number as printed; brackets and △ that make it negative belong to it, a unit after it does not.
    pub text: String,
    /// First character in the cell, in Unicode scalar values.
    pub start_char: u32,
    /// One past the last character.
    pub end_char: u32,
    /// The unit printed after the number.
    pub unit: Option<Unit>,
    /// That unit as printed.
    pub unit_text: Option<String>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellValue {
    /// Nothing: no visible character, or only dashes or slashes (`——`, `-`, `/`). Not disclosed; no zero.
    Blank,
    /// One number.
    Number(CellNumber),
    /// One number with a percent sign.
    Percent(CellNumber),
    /// A zero in words (无, 没有安排): value 0, `text` is the words.
    ZeroWords(CellNumber),
    /// Anything else.
    Words,
}

impl CellValue {
    /// The number, if it is one: plain, a percent, or a zero in words.
    pub fn number(&self) -> Option<&CellNumber> {
        match self {
            CellValue::Number(n) | CellValue::Percent(n) | CellValue::ZeroWords(n) => Some(n),
            CellValue::Blank | CellValue::Words => None,
        }
    }

    /// True for [`CellValue::Blank`].
    pub fn is_blank(&self) -> bool {
        *self == CellValue::Blank
    }
}

/// Reads a cell: `7,681.09`, `７６８１．０９`, `5 .11`, `(3.2)` and `△3.2` (negative), `12辆`, `95%`, `——` (blank), `无` (zero).
///
/// White space inside a number is allowed beside its point or separators and as a thousands separator; two numbers in one cell are words.
pub fn cell_value(text: &str) -> CellValue {
    let folded: String = text.chars().filter_map(fold).collect();
    if folded.chars().all(|c| matches!(c, '-' | '/' | '_' | '…')) {
        return CellValue::Blank;
    }
    let (start, end) = trimmed(text);
    if matches!(folded.as_str(), "无" | "没有" | "未安排" | "没有安排" | "无安排" | "零" | "为零") {
        return CellValue::ZeroWords(number_at(text, start, end, Printed { value: Decimal::ZERO, places: 0 }));
    }
    let body = &text[start..end];
    let Some(first_digit) = body.find(is_digit) else { return CellValue::Words };
    let last_digit = body.char_indices().rev().find(|(_, c)| is_digit(*c)).map_or(first_digit, |(i, c)| i + c.len_utf8());
    let core = &body[first_digit..last_digit];
    let before: String = body[..first_digit].chars().filter_map(fold).collect();
    let after_raw = &body[last_digit..];
    let after: String = after_raw.chars().filter_map(fold).collect();
    let Some(printed) = spaced_number(core) else { return CellValue::Words };
    let (negative, bracket) = match before.as_str() {
        "" | "+" | "¥" | "￥" => (false, false),
        "-" | "△" | "▲" | "负" => (true, false),
        "(" => (true, true),
        // A decimal point that lost its zero.
        "." | "-." => return bare_point(text, start, end, &before, core),
        _ => return CellValue::Words,
    };
    let mut unit_part = after.as_str();
    let mut number_end = start + last_digit;
    if bracket {
        let Some(rest) = unit_part.strip_prefix(')') else { return CellValue::Words };
        unit_part = rest;
        number_end += after_raw.char_indices().find(|(_, c)| fold(*c) == Some(')')).map_or(0, |(i, c)| i + c.len_utf8());
    }
    let unit = if unit_part.is_empty() { None } else { Unit::parse(unit_part.trim_matches(['(', ')'])) };
    if unit.is_none() && !unit_part.is_empty() {
        return CellValue::Words;
    }
    let printed = if negative { Printed { value: -printed.value, ..printed } } else { printed };
    let number_start = if matches!(before.as_str(), "" | "¥" | "￥") { start + first_digit } else { start };
    let mut number = number_at(text, number_start, number_end, printed);
    number.unit = unit;
    number.unit_text = unit.map(|_| text[number_end..end].trim().trim_matches(['(', ')', '（', '）']).to_owned());
    if unit == Some(Unit::Percent) { CellValue::Percent(number) } else { CellValue::Number(number) }
}

fn bare_point(text: &str, start: usize, end: usize, before: &str, core: &str) -> CellValue {
    let Some(whole) = parse_arabic(&format!("0.{core}")) else { return CellValue::Words };
    let value = if before.starts_with('-') { -whole.value } else { whole.value };
    if core.chars().all(is_digit) && text[start..end].ends_with(core) {
        CellValue::Number(number_at(text, start, end, Printed { value, places: whole.places }))
    } else {
        CellValue::Words
    }
}

fn number_at(text: &str, start: usize, end: usize, printed: Printed) -> CellNumber {
    let start_char = text[..start].chars().count() as u32;
    let end_char = start_char + text[start..end].chars().count() as u32;
    CellNumber { printed, text: text[start..end].to_owned(), start_char, end_char, unit: None, unit_text: None }
}

/// The byte range without white space and invisible characters at both ends.
fn trimmed(text: &str) -> (usize, usize) {
    let start = text.char_indices().find(|(_, c)| fold(*c).is_some()).map_or(text.len(), |(i, _)| i);
    let end = text.char_indices().rev().find(|(_, c)| fold(*c).is_some()).map_or(start, |(i, c)| i + c.len_utf8());
    (start, end)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A number from its first to its last digit. White space may stand beside a point or a separator, or stand for thousands separators (`7 681.09`); elsewhere it parts two
/// numbers, and two numbers are none.
fn spaced_number(core: &str) -> Option<Printed> {
    let invisible = |c: char| fold(c).is_none();
    if core.contains(invisible) {
        let pieces: Vec<&str> = core.split(invisible).filter(|p| !p.is_empty()).collect();
        let ends_open = |p: &str| p.ends_with(['.', ',', '．', '，']);
        let starts_open = |p: &str| p.starts_with(['.', ',', '．', '，']);
        let joined = pieces.windows(2).all(|w| matches!(w, [a, b] if ends_open(a) || starts_open(b)));
        let lead = |p: &str| p.chars().take_while(|c| is_digit(*c)).count();
        let same_line = !core.contains(['\n', '\r']);
        let thousands = same_line
            && pieces.split_first().is_some_and(|(first, rest)| {
                (1..=3).contains(&lead(first))
                    && first.chars().all(is_digit)
                    && rest.iter().all(|p| lead(p) == 3)
                    && rest.iter().rev().skip(1).all(|p| p.chars().all(is_digit))
            });
        if !joined && !thousands {
            return None;
        }
    }
    if core.contains(['-', '－', '−', '+', '＋']) {
        return None;
    }
    parse_arabic(core)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(String, i32, String, u32, u32)> {
        cell_value(text).number().map(|n| (n.printed.value.to_string(), n.printed.places, n.text.clone(), n.start_char, n.end_char))
    }

    #[test]
    fn numbers_as_counties_print_them() {
        let of = |v: &str, p, t: &str, s, e| Some((v.to_owned(), p, t.to_owned(), s, e));
        assert_eq!(number("7,681.09"), of("7681.09", 2, "7,681.09", 0, 8));
        assert_eq!(number("　12.50 "), of("12.50", 2, "12.50", 1, 6));
        assert_eq!(number("７６．０"), of("76.0", 1, "７６．０", 0, 4));
        assert_eq!(number("5 .11"), of("5.11", 2, "5 .11", 0, 5));
        assert_eq!(number("7 681.09"), of("7681.09", 2, "7 681.09", 0, 8));
        assert_eq!(number("(3.20)"), of("-3.20", 2, "(3.20)", 0, 6));
        assert_eq!(number("△3.2"), of("-3.2", 1, "△3.2", 0, 4));
        assert_eq!(number("-0.7"), of("-0.7", 1, "-0.7", 0, 4));
        assert_eq!(number("0.00"), of("0.00", 2, "0.00", 0, 4));
        assert_eq!(number(".5"), of("0.5", 1, ".5", 0, 2));
        assert_eq!(number("12辆"), of("12", 0, "12", 0, 2));
        assert_eq!(number("无"), of("0", 0, "无", 0, 1));
        assert_eq!(number("12\n34"), None);
        assert_eq!(number("4 23"), None);
        assert_eq!(number("3-5"), None);
        assert_eq!(number("2019-01-01"), None);
        assert_eq!(number("一、收入"), None);
    }

    #[test]
    fn dashes_are_blank_and_percents_are_percents() {
        for blank in ["", "——", "-", "—", "/", " 　", "--"] {
            assert_eq!(cell_value(blank), CellValue::Blank, "{blank:?}");
        }
        assert!(matches!(cell_value("95.5％"), CellValue::Percent(n) if n.text == "95.5" && n.unit == Some(Unit::Percent)));
        assert_eq!(cell_value("≥95%"), CellValue::Words);
    }

    #[test]
    fn units_as_stated() {
        let of = |t: &str| stated_unit(t).map(|m| (m.printed, m.unit));
        assert_eq!(of("单位：万元"), Some(("万元".into(), Unit::WanYuan)));
        assert_eq!(of("部门：某某县水务局   金额单位:元"), Some(("元".into(), Unit::Yuan)));
        assert_eq!(of("单位：人社局"), None);
        assert_eq!(of("单 位: 人"), Some(("人".into(), Unit::Person)));
        assert_eq!(of("预算单位"), None);
        assert_eq!(header_unit("价值（金额单位：万元）").map(|m| m.unit), Some(Unit::WanYuan));
        assert_eq!(header_unit("车辆（台、辆）").map(|m| (m.printed, m.unit)), Some(("台、辆".into(), Unit::Vehicle)));
        assert_eq!(header_unit("房屋(平方米)").map(|m| m.unit), Some(Unit::SquareMetre));
        assert_eq!(header_unit("因公出国（境）费"), None);
        assert_eq!(without_unit("价值(金额单位:万元)"), "价值");
        assert_eq!(without_unit("因公出国(境)费"), "因公出国(境)费");
    }
}
