//! Numerals in a folded text: digits with point and separators, Chinese numerals before a unit, years, days; and the units that follow them.

use super::passage::Passage;
use crate::facts::ValueUnit;
use crate::normalise::number::{Printed, parse_arabic, parse_chinese};

/// The unit of a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Money; the power of ten that turns it into 万元.
    Money(i32),
    /// Per cent.
    Percent,
    /// Things counted.
    Count(ValueUnit),
    /// A unit that no measure is counted in (岁, 公里, 个百分点, 元/人).
    Other,
}

/// A numeral with its unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    /// Its value, in its own unit.
    pub printed: Printed,
    /// Its unit, when one follows.
    pub unit: Option<Unit>,
    /// First byte of the digits in the key.
    pub start: usize,
    /// One past the last digit.
    pub digits_end: usize,
    /// One past the unit.
    pub end: usize,
    /// The unit's bytes in the key: its own, or those of the amount that it shares one with.
    pub unit_at: Option<(usize, usize)>,
    /// 余 or 多 stands between number and unit: it is rounded down.
    pub more: bool,
}

/// Units by their folded texts, longer ones before what they begin with.
const UNITS: &[(&str, Unit)] = &[
    ("亿元", Unit::Money(4)),
    ("千万元", Unit::Money(3)),
    ("百万元", Unit::Money(2)),
    ("万元", Unit::Money(0)),
    ("千元", Unit::Money(-1)),
    ("元", Unit::Money(-4)),
    ("%", Unit::Percent),
    ("人/次", Unit::Count(ValueUnit::Person)),
    ("人次", Unit::Count(ValueUnit::Person)),
    ("人", Unit::Count(ValueUnit::Person)),
    ("名", Unit::Count(ValueUnit::Person)),
    ("位", Unit::Count(ValueUnit::Person)),
    ("辆", Unit::Count(ValueUnit::Vehicle)),
    ("平方米", Unit::Count(ValueUnit::SquareMetre)),
    ("㎡", Unit::Count(ValueUnit::SquareMetre)),
    ("m2", Unit::Count(ValueUnit::SquareMetre)),
    ("平米", Unit::Count(ValueUnit::SquareMetre)),
    ("台(套、件)", Unit::Count(ValueUnit::Item)),
    ("台(套)", Unit::Count(ValueUnit::Item)),
    ("台/套", Unit::Count(ValueUnit::Item)),
    ("台、套", Unit::Count(ValueUnit::Item)),
    ("台套", Unit::Count(ValueUnit::Item)),
    ("套(台)", Unit::Count(ValueUnit::Item)),
    ("台", Unit::Count(ValueUnit::Item)),
    ("套", Unit::Count(ValueUnit::Item)),
    ("件", Unit::Count(ValueUnit::Item)),
    ("个百分点", Unit::Other),
    ("个", Unit::Count(ValueUnit::Item)),
    ("项", Unit::Count(ValueUnit::Item)),
    ("批次", Unit::Count(ValueUnit::Batch)),
    ("批", Unit::Count(ValueUnit::Batch)),
    ("团次", Unit::Count(ValueUnit::Trip)),
    ("次", Unit::Count(ValueUnit::Trip)),
    ("年", Unit::Other),
    ("月", Unit::Other),
    ("日", Unit::Other),
    ("天", Unit::Other),
    ("岁", Unit::Other),
    ("家", Unit::Other),
    ("户", Unit::Other),
    ("亩", Unit::Other),
    ("公里", Unit::Other),
    ("号", Unit::Other),
    ("条", Unit::Other),
    ("期", Unit::Other),
    ("分", Unit::Other),
    ("处", Unit::Other),
    ("届", Unit::Other),
    ("层", Unit::Other),
    ("米", Unit::Other),
    ("吨", Unit::Other),
    ("份", Unit::Other),
    ("场", Unit::Other),
    ("倍", Unit::Other),
    ("所", Unit::Other),
    ("村", Unit::Other),
    ("科", Unit::Other),
    ("类", Unit::Other),
];

/// The unit at the head of a folded text and its length.
fn unit(rest: &str) -> Option<(Unit, usize)> {
    let (text, found) = match UNITS.iter().find(|(text, _)| rest.starts_with(text)) {
        Some((text, found)) => (*text, *found),
        None => return ten_thousands(rest),
    };
    let after = &rest[text.len()..];
    let per = after.starts_with('/') && matches!(found, Unit::Money(_));
    Some((if per { Unit::Other } else { found }, text.len()))
}

/// 万 and 亿 without 元: money, unless things are counted by them (3万人).
fn ten_thousands(rest: &str) -> Option<(Unit, usize)> {
    let (power, text) = [(0, "万"), (4, "亿")].into_iter().find(|(_, t)| rest.starts_with(t))?;
    let after = &rest[text.len()..];
    let counted = after.starts_with(|c: char| "人名辆台套件个项批次户亩平吨株只头公册元".contains(c)) && !after.starts_with("元");
    Some((if counted { Unit::Other } else { Unit::Money(power) }, text.len()))
}

/// The unit that a folded text is, whole: `个` of (个), `万元` of (万元).
pub(super) fn whole_unit(text: &str) -> Option<Unit> {
    unit(text).filter(|(_, len)| *len == text.len()).map(|(found, _)| found)
}

/// A calendar year at this place: its value and where its digits end. The mark 年 is not taken; without it a year is
/// known by a word that follows at once (2019三公经费) or a dash (2016-执行数).
pub(super) fn year(key: &str, at: usize) -> Option<(i32, usize)> {
    let rest = key.get(at..)?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if digits == 4 {
        let value: i32 = rest[..4].parse().ok()?;
        let after = &rest[4..];
        let marked = after.starts_with('年')
            || after.starts_with('度')
            || (after.starts_with(is_han) && unit(after).is_none() && !after.starts_with(['余', '多', '至', '到']))
            || (after.starts_with('-') && after[1..].starts_with(|c: char| !c.is_ascii_digit() && c != '-'));
        return ((1990..=2040).contains(&value) && marked).then_some((value, at + 4));
    }
    if digits > 0 {
        return None;
    }
    let len = rest.find(|c: char| !"〇零○一二三四五六七八九0".contains(c)).unwrap_or(rest.len());
    if rest[..len].chars().count() != 4 || !rest[len..].starts_with('年') {
        return None;
    }
    let value = parse_chinese(&rest[..len])?.value;
    let value: i32 = value.to_string().parse().ok()?;
    (1990..=2040).contains(&value).then_some((value, at + len))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Months and days: `12月31日`, `8月底`, `1-9月`.
pub(super) fn day(key: &str, at: usize) -> Option<usize> {
    let rest = key.get(at..)?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let mut end = match digits {
        1 | 2 if rest[digits..].starts_with('月') => digits + "月".len(),
        _ => return None,
    };
    let after = &rest[end..];
    let more = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    if (1..=2).contains(&more) && after[more..].starts_with(['日', '号']) {
        end += more + "日".len();
    }
    Some(at + end)
}

/// The numeral that begins at this byte of the passage's key: Arabic digits, or a Chinese numeral directly before a unit.
pub(super) fn scan(passage: &Passage, at: usize) -> Option<Numeral> {
    let key = passage.key.as_str();
    let first = key.get(at..)?.chars().next()?;
    if first.is_ascii_digit() || (first == '-' && signed(key, at)) {
        let digits_end = arabic_end(passage, at);
        let printed = parse_arabic(&key[at..digits_end])?;
        return Some(with_unit(key, at, digits_end, printed));
    }
    chinese(key, at)
}

/// A minus sign: before a digit, after something that is neither a digit nor a dash.
fn signed(key: &str, at: usize) -> bool {
    let before = key[..at].chars().next_back();
    key[at + 1..].starts_with(|c: char| c.is_ascii_digit())
        && before.is_some_and(|c| !c.is_ascii_alphanumeric() && c != '-' && c != ']' && c != ')')
}

/// Where a run of digits ends: groups of three after a comma belong to it, one point and its decimals too, unless white space makes two numbers of it.
fn arabic_end(passage: &Passage, at: usize) -> usize {
    let key = passage.key.as_str();
    let bytes = key.as_bytes();
    let digits = |from: usize| {
        let mut end = from;
        while bytes.get(end).is_some_and(u8::is_ascii_digit) && (end == from || !apart(passage, end)) {
            end += 1;
        }
        end
    };
    let mut end = digits(if bytes.get(at) == Some(&b'-') { at + 1 } else { at });
    let whole = end;
    if whole - at <= 3 {
        while bytes.get(end) == Some(&b',') && passage.thousands_at(end) {
            let group = digits(end + 1);
            if group - end != 4 || passage.blank_before(end) && passage.blank_before(end + 1) {
                break;
            }
            end = group;
        }
        if end > whole && bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end = whole;
        }
    }
    if bytes.get(end) == Some(&b'.') {
        let decimals = digits(end + 1);
        let year = decimals - end == 5 && key[decimals..].starts_with('年');
        if decimals > end + 1 && !year {
            return decimals;
        }
    }
    end
}

/// White space between two digits: a number broken by it, unless what follows is a number of its own (a year, or a list number before).
fn apart(passage: &Passage, byte: usize) -> bool {
    if !passage.blank_before(byte) {
        return false;
    }
    let rest = &passage.key[byte..];
    let run = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    run == 4 && rest[run..].starts_with('年')
}

fn with_unit(key: &str, start: usize, digits_end: usize, printed: Printed) -> Numeral {
    let mut at = digits_end;
    let mut more = false;
    let rest = &key[at..];
    if rest.starts_with(['余', '多']) && unit(&rest["余".len()..]).is_some() {
        at += "余".len();
        more = true;
    }
    let (mut unit_found, mut end, mut unit_at) = (None, digits_end, None);
    if let Some((found, len)) = unit(&key[at..]) {
        unit_found = Some(found);
        unit_at = Some((at, at + len));
        end = at + len;
        // 100万余元
        let rest = &key[end..];
        if found == Unit::Money(0) && (rest.starts_with("余元") || rest.starts_with("多元")) {
            end += "余元".len();
            more = true;
        }
    }
    Numeral { printed, unit: unit_found, start, digits_end, end, unit_at, more: more && unit_found.is_some() }
}

/// A Chinese numeral directly before a unit of money, per cent or things counted; also 百分之五.
fn chinese(key: &str, at: usize) -> Option<Numeral> {
    let rest = key.get(at..)?;
    if let Some(after) = rest.strip_prefix("百分之") {
        let len = run(after);
        let printed = parse_chinese(after.get(..len)?)?;
        let digits_end = at + "百分之".len() + len;
        return Some(Numeral { printed, unit: Some(Unit::Percent), start: at, digits_end, end: digits_end, unit_at: None, more: false });
    }
    let mut len = run(rest);
    while len > 0 {
        let text = &rest[..len];
        if let Some((found, unit_len)) = unit(&rest[len..])
            && let Some(printed) = parse_chinese(text)
            && found != Unit::Other
        {
            let end = at + len + unit_len;
            return Some(Numeral {
                printed,
                unit: Some(found),
                start: at,
                digits_end: at + len,
                end,
                unit_at: Some((at + len, end)),
                more: false,
            });
        }
        len = text.char_indices().next_back().map_or(0, |(i, _)| i);
    }
    None
}

fn run(text: &str) -> usize {
    text.find(|c: char| !"〇零○一二三四五六七八九十百千万亿两点壹贰叁肆伍陆柒捌玖拾佰仟".contains(c)).unwrap_or(text.len())
}
