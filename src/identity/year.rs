//! Fiscal years as titles and headings print them: 2019年度, ２０１９年, 二〇一九年, 2019-度, 2018-2019年.

use regex::Regex;
use std::sync::LazyLock;

/// A year in a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Year {
    /// The year; of a range the first.
    pub year: i32,
    /// The last year of a range.
    pub until: Option<i32>,
    /// First byte.
    pub start: usize,
    /// One past the last byte, 年度 included.
    pub end: usize,
}

static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(20[0-3][0-9]|二[〇零○oO0][〇零○oO0一二三123][〇零○oO0-9一二三四五六七八九])(?:年?度?(?:-|~|至|到|、|和|/)((?:20)?[0-9]{2})(?:年度|年|度))?(-?年度|-?年|-?度)?",
    )
    .ok()
});

/// The words that may follow a year whose 年 is missing.
const AFTER_BARE: &[char] = &['部', '单', '预', '决', '三', '"', '区', '县', '市', '省', '综', '财', '政', '法', '本', '中', '一', '('];

static SHORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?:^|[^0-9.年月])((?:1[4-9]|2[0-9])年度?)(?:部门|单位|预算|决算|预决算|财政预算|财政决算|"?三公)"#).ok()
});

/// 19年部门预算: the year without its century, where no other is named.
fn short_year(text: &str) -> Option<Year> {
    let found = SHORT.as_ref()?.captures(text)?.get(1)?;
    let year = found.as_str().get(..2)?.parse::<i32>().ok()? + 2000;
    Some(Year { year, until: None, start: found.start(), end: found.end() })
}

/// Every fiscal year that a folded text names, in order. Dates (2019年3月5日, 2019-03-05), document numbers and longer runs of digits are none.
pub(super) fn years(text: &str) -> Vec<Year> {
    let Some(pattern) = YEAR.as_ref() else { return Vec::new() };
    let mut years: Vec<Year> = pattern
        .captures_iter(text)
        .filter_map(|found| {
            let (all, digits) = (found.get(0)?, found.get(1)?);
            let before = text[..all.start()].chars().next_back();
            let after = text[all.end()..].chars().next();
            let marked = found.get(3).is_some() || found.get(2).is_some();
            let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
            if touches(before) || matches!(before, Some('[' | '/')) || touches(after) && !marked {
                return None;
            }
            let date = after.is_some_and(|c| c.is_ascii_digit())
                && text[all.end()..].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['月', '-', '/', '.']);
            if date || !marked && !after.is_none_or(|c| AFTER_BARE.contains(&c)) {
                return None;
            }
            let year = value(digits.as_str())?;
            let until = found.get(2).and_then(|m| m.as_str().parse::<i32>().ok()).map(|y| if y < 100 { 2000 + y } else { y });
            (2000..=2039).contains(&year).then_some(Year { year, until: until.filter(|u| *u > year), start: all.start(), end: all.end() })
        })
        .collect();
    if years.is_empty() {
        years.extend(short_year(text));
    }
    years
}

fn value(digits: &str) -> Option<i32> {
    digits.chars().try_fold(0, |value, c| {
        let digit = match c {
            '〇' | '零' | '○' | 'o' | 'O' => 0,
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            c => c.to_digit(10)? as i32,
        };
        Some(value * 10 + digit)
    })
}

static DATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(20[0-3][0-9])(?:年|-|/|\.)([0-9]{1,2})(?:月|-|/|\.)([0-9]{1,2})").ok());

/// The first calendar date of a folded text, in ISO 8601; `None` when there is none, or when it is no date.
pub(super) fn date(text: &str) -> Option<String> {
    let found = DATE.as_ref()?.captures(text)?;
    let (year, month, day): (i32, u32, u32) = (found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::key::fold_text;

    #[test]
    fn years_in_titles() {
        let of = |t: &str| years(&fold_text(t)).iter().map(|y| (y.year, y.until)).collect::<Vec<_>>();
        assert_eq!(of("某县财政局２０１９年度部门预算"), [(2019, None)]);
        assert_eq!(of("二〇一九年部门预算"), [(2019, None)]);
        assert_eq!(of("二零二一年度部门决算"), [(2021, None)]);
        assert_eq!(of("二Ｏ一八年部门决算"), [(2018, None)]);
        assert_eq!(of("某所2018-度部门“三公”经费预算情况表"), [(2018, None)]);
        assert_eq!(of("某中心2021部门预算公开"), [(2021, None)]);
        assert_eq!(of("某局2018-2019年部门预算"), [(2018, Some(2019))]);
        assert_eq!(of("发布日期：2019-03-05"), []);
        assert_eq!(of("2019年3月5日"), []);
        assert_eq!(of("财预〔2016〕143号"), []);
        assert_eq!(of("2080501 行政单位离退休"), []);
        assert_eq!(of("某局19年部门预算"), [(2019, None)]);
        assert_eq!(of("某局21年度决算公开"), [(2021, None)]);
        assert_eq!(of("12月19年终"), []);
        assert_eq!(of("2016年部门决算，2015年执行数"), [(2016, None), (2015, None)]);
    }

    #[test]
    fn dates() {
        assert_eq!(date(&fold_text("发布时间：2019-03-05 10:21")).as_deref(), Some("2019-03-05"));
        assert_eq!(date("2020年2月30日"), None);
        assert_eq!(date("2020年2月29日").as_deref(), Some("2020-02-29"));
    }
}
