//! Numbers before headings and list items, in every style that disclosures use: `第一部分`, `一、`, `（一）`, `1.`, `（1）`, `①`, a lost number of which only the mark is left.

use crate::normalise::number::chinese_digit;

/// How an item is numbered. The order is the usual one from the outermost level to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// 第一部分, 第二章, also the misprint 第三部门.
    Part,
    /// 第一节, below a chapter.
    Section,
    /// 一、
    Chinese,
    /// （一）, 一）
    ChineseBracket,
    /// 1、 1. 1)
    Arabic,
    /// 2.1: the second of the numbers.
    Decimal,
    /// （1）
    ArabicBracket,
    /// ①
    Circled,
}

/// A number that was found before a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its style.
    pub style: Style,
    /// Its value; `None` where it was lost and only the mark is left (、三公经费).
    pub value: Option<u32>,
    /// Bytes of the key up to the end of the number itself, brackets included, the mark that ends it (、 . :) not.
    pub printed_end: usize,
    /// Bytes of the key up to the end of its mark: what follows is the text.
    pub end: usize,
    /// No mark and no bracket stood after it (十一政府采购): only believed where the rest is a heading.
    pub loose: bool,
}

/// Marks that may end a number, as folded by [`crate::normalise::key::fold`].
fn is_mark(c: char) -> bool {
    matches!(c, '、' | '.' | ':' | '﹒' | ',' | '·' | '。')
}

fn value_of(numeral: &str) -> Option<u32> {
    if numeral.bytes().all(|b| b.is_ascii_digit()) {
        return numeral.parse().ok().filter(|v| *v <= 199);
    }
    let mut tens = 0;
    let mut unit = None;
    for c in numeral.chars() {
        if c == '十' {
            if tens > 0 {
                return None;
            }
            tens = 10 * unit.take().unwrap_or(1);
        } else {
            let digit = chinese_digit(c)?;
            // A numeral printed twice (一一、) counts once.
            unit = match unit {
                Some(before) if before == digit => unit,
                Some(_) => return None,
                None => Some(digit),
            };
        }
    }
    Some(tens + unit.unwrap_or(0)).filter(|v| *v > 0)
}

/// Length in bytes of the Chinese numeral (at most three characters) or of the digits (at most three) at the start.
fn numeral(key: &str) -> usize {
    let digits = key.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return if digits <= 3 { digits } else { 0 };
    }
    let chinese = |c: char| c == '十' || (c != '○' && c != '两' && chinese_digit(c).is_some_and(|d| d > 0));
    let length: usize = key.chars().take_while(|c| chinese(*c)).map(char::len_utf8).sum();
    if length <= 9 { length } else { 0 }
}

/// The number at the start of a folded text. `blank_after` tells whether white space stood in the source at a byte of the key: folding drops it, and `1. 2026年` must not be
/// read as 1.2026.
pub fn parse(key: &str, blank_after: impl Fn(usize) -> bool) -> Option<Number> {
    let number = parse_once(key, &blank_after)?;
    // A number printed twice (1. 1. 教育线) is one number.
    if let Some(again) = parse_once(&key[number.end..], |at| blank_after(number.end + at))
        && (again.style, again.value, again.loose) == (number.style, number.value, false)
        && number.value.is_some()
        && !number.loose
    {
        return Some(Number { end: number.end + again.end, ..number });
    }
    Some(number)
}

fn parse_once(key: &str, blank_after: impl Fn(usize) -> bool) -> Option<Number> {
    let first = key.chars().next()?;
    match first {
        '第' => part(key),
        '(' | '<' | '[' => bracketed(key),
        '、' => {
            let end: usize = key.chars().take_while(|c| *c == '、').map(char::len_utf8).sum();
            Some(Number { style: Style::Chinese, value: None, printed_end: 0, end, loose: false })
        }
        '①'..='⑳' => {
            let mut end = first.len_utf8();
            let printed_end = end;
            end += marks(&key[end..], 1);
            Some(Number { style: Style::Circled, value: Some(first as u32 - '①' as u32 + 1), printed_end, end, loose: false })
        }
        _ => plain(key, blank_after),
    }
}

fn marks(rest: &str, at_most: usize) -> usize {
    rest.chars().take(at_most).take_while(|c| is_mark(*c)).map(char::len_utf8).sum()
}

fn part(key: &str) -> Option<Number> {
    let rest = &key['第'.len_utf8()..];
    let length = numeral(rest);
    let value = value_of(rest.get(..length)?)?;
    let word = &rest[length..];
    let unit = ["部分", "部份", "部门", "部", "章", "篇", "节"].iter().find(|u| word.starts_with(**u))?;
    let printed_end = '第'.len_utf8() + length + unit.len();
    let end = printed_end + marks(&key[printed_end..], 2);
    let style = if *unit == "节" { Style::Section } else { Style::Part };
    Some(Number { style, value: Some(value), printed_end, end, loose: false })
}

/// 2.1 收支情况: believed only where the rest is a heading, because 1.5 may be an amount.
fn decimal(key: &str, first: usize) -> Option<Number> {
    let rest = key.get(first..)?.strip_prefix('.')?;
    let second = rest.bytes().take_while(u8::is_ascii_digit).count();
    let value = rest.get(..second)?.parse().ok().filter(|v: &u32| (1..=30).contains(v))?;
    let printed_end = first + 1 + second;
    let after = &key[printed_end..];
    let end = printed_end + marks(after, 1);
    let heading = first <= 2 && second <= 2 && !key[end..].starts_with(|c: char| c.is_ascii_digit() || c == '%');
    (heading && end < key.len()).then_some(Number { style: Style::Decimal, value: Some(value), printed_end, end, loose: true })
}

fn bracketed(key: &str) -> Option<Number> {
    let rest = &key[1..];
    let length = numeral(rest);
    let inner = rest.get(..length).filter(|s| !s.is_empty())?;
    if !rest[length..].starts_with([')', '>', ']']) {
        return None;
    }
    let value = value_of(inner)?;
    let printed_end = 1 + length + 1;
    let end = printed_end + marks(&key[printed_end..], 1);
    let style = if inner.starts_with(|c: char| c.is_ascii_digit()) { Style::ArabicBracket } else { Style::ChineseBracket };
    Some(Number { style, value: Some(value), printed_end, end, loose: false })
}

fn plain(key: &str, blank_after: impl Fn(usize) -> bool) -> Option<Number> {
    let length = numeral(key);
    if length == 0 {
        return None;
    }
    let arabic = key.as_bytes()[0].is_ascii_digit();
    let rest = &key[length..];
    if let Some(after) = rest.strip_prefix(')') {
        let end = length + 1 + marks(after, 1);
        let style = if arabic { Style::Arabic } else { Style::ChineseBracket };
        return Some(Number { style, value: value_of(&key[..length]), printed_end: length + 1, end, loose: false })
            .filter(|n| n.value.is_some());
    }
    let value = value_of(&key[..length])?;
    let style = if arabic { Style::Arabic } else { Style::Chinese };
    let mark = marks(rest, 2);
    if mark == 0 {
        // 十一 其他事项, 十一其他事项, 2人员情况: the caller decides.
        let loose = !rest.is_empty();
        return loose.then_some(Number { style, value: Some(value), printed_end: length, end: length, loose: true });
    }
    let after = &rest[mark..];
    // 1.1.机关运行经费: the number is printed twice.
    let twice = after.strip_prefix(&key[..length]).and_then(|r| r.strip_prefix(['.', '、']));
    let again = twice.is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit()));
    let is_decimal = !again && arabic && rest.starts_with(['.', ',', ':']) && after.starts_with(|c: char| c.is_ascii_digit());
    if is_decimal && !blank_after(length + mark) && !starts_with_year(after) {
        return decimal(key, length);
    }
    Some(Number { style, value: Some(value), printed_end: length, end: length + mark, loose: false })
}

/// `2019年`, `2019度`: a year, not the decimals of a number.
fn starts_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (text.starts_with("19") || text.starts_with("20")) && text[4..].starts_with(['年', '度', '部', '单'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::key::Key;

    fn of(source: &str) -> Option<(Style, Option<u32>, String, String)> {
        let key = Key::new(source);
        let blank = |at: usize| {
            let from = key.map[at] as usize;
            source[..from].ends_with(char::is_whitespace)
        };
        parse(&key.text, blank).map(|n| (n.style, n.value, key.text[..n.printed_end].to_owned(), key.text[n.end..].to_owned()))
    }

    fn found(style: Style, value: u32, printed: &str, rest: &str) -> Option<(Style, Option<u32>, String, String)> {
        Some((style, Some(value), printed.to_owned(), rest.to_owned()))
    }

    #[test]
    fn every_style() {
        assert_eq!(of("一、部门职责"), found(Style::Chinese, 1, "一", "部门职责"));
        assert_eq!(of("十一．其他"), found(Style::Chinese, 11, "十一", "其他"));
        assert_eq!(of("二十 三、附表"), found(Style::Chinese, 23, "二十三", "附表"));
        assert_eq!(of("（一）机构"), found(Style::ChineseBracket, 1, "(一)", "机构"));
        assert_eq!(of("（三）、采购"), found(Style::ChineseBracket, 3, "(三)", "采购"));
        assert_eq!(of("一）2025年收支总表"), found(Style::ChineseBracket, 1, "一)", "2025年收支总表"));
        assert_eq!(of("1、收入说明"), found(Style::Arabic, 1, "1", "收入说明"));
        assert_eq!(of("１．支出"), found(Style::Arabic, 1, "1", "支出"));
        assert_eq!(of("(1)办公费"), found(Style::ArabicBracket, 1, "(1)", "办公费"));
        assert_eq!(of("③.贯彻"), found(Style::Circled, 3, "③", "贯彻"));
        assert_eq!(of("第三部分：名词解释"), found(Style::Part, 3, "第三部分", "名词解释"));
        assert_eq!(of("第 三 部 门 2017年度决算"), found(Style::Part, 3, "第三部门", "2017年度决算"));
        assert_eq!(of("1. 1. 教育线"), found(Style::Arabic, 1, "1", "教育线"));
        assert_eq!(of("一一、概况"), found(Style::Chinese, 1, "一一", "概况"));
    }

    #[test]
    fn amounts_and_years_are_no_numbers() {
        // A number that is not believed: 万元 is no heading.
        assert!(parse("1.5万元", |_| false).is_some_and(|n| n.loose));
        assert_eq!(of("2.1收支情况"), found(Style::Decimal, 1, "2.1", "收支情况"));
        assert_eq!(of("第二节 机构设置"), found(Style::Section, 2, "第二节", "机构设置"));
        assert_eq!(of("2019年部门预算"), None);
        assert_eq!(of("1. 2026年收入"), found(Style::Arabic, 1, "1", "2026年收入"));
        assert_eq!(of("4．2026年收入"), found(Style::Arabic, 4, "4", "2026年收入"));
        assert_eq!(of("部门职责"), None);
    }

    #[test]
    fn a_lost_number_leaves_its_mark() {
        assert_eq!(of("、政府性基金"), Some((Style::Chinese, None, String::new(), "政府性基金".into())));
        let loose = parse("十一其他事项", |_| false).unwrap();
        assert_eq!((loose.value, loose.loose), (Some(11), true));
    }
}
