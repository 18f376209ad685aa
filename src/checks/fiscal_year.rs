//! S01: title, text and tables are of one fiscal year. C23: the date of publication is possible.

use super::Input;
use super::outcome::{Evidence, Outcome, verdict};
use super::text::{Span, Text};
use super::words::{WORDS, any};
use crate::facts::DisclosureKind;
use crate::record::CheckStatus;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A year that is named as one.
static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(20\d\d)年").ok());
/// What a change is counted from: 比2026年预算增加. 1: the year, 2: what stands up to the word of change.
static BASE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:比|较|与|同)(20\d\d)年度?([^,。;:年]{0,14}?)(?:相比|相较|增加|减少|增长|下降|持平|上升|降低|一致|相同|多支|少支|压减|节约)",
    )
    .ok()
});
/// A sentence that speaks of one year and counts from the year before it. 1: the year, 2: what it says, 3: the base.
static OLD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(20\d\d)年度?([^。;]{0,60}?)(?:比|较|与|同)(20\d\d)年").ok());
/// The date of a stock. 1: the year.
static STOCK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"截(?:至|止)(20\d\d)年(?:12月31日|12月底|底|末)").ok());
/// A heading or caption of the whole: 2024年度部门决算表. 1: the year, 2: budget or final accounts.
static NAMED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^.{0,40}?(20\d\d)年(?:度)?[^,。;:]{0,40}?(预算|决算)[^,。;:]{0,16}$").ok());
/// Any year of a period.
static IN_PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(20\d\d)(?:年|[-./]\d)").ok());

/// A finding: what is wrong, and where.
type Found<'t, 'a> = Vec<(&'t Span<'a>, Range<usize>)>;

/// S01: one row for each way in which a year can be wrong.
pub(super) fn one_year(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "S01";
    let Some(year) = input.context.identity.fiscal_year else {
        return vec![Outcome::new(ID, "", CheckStatus::Unknown, "the fiscal year is not known")];
    };
    let own = input.context.identity.kind.unwrap_or(DisclosureKind::Budget);
    let title = input.context.identity.title_place.map(|p| p.block);
    let named: bool = text.spans.iter().any(|s| Some(s.block) != title && s.key.text.contains(&format!("{year}年")));
    let last = year - 1;
    let findings: [(&str, String, Found<'_, '_>); 5] = [
        ("heading", format!("a heading or caption names another year than {year}"), headings(text, year, own, title)),
        ("base", format!("a change is counted from {year} itself"), bases(text, year, own)),
        ("old text", format!("a sentence speaks of a year before {year} as its own"), old_sentences(text, year, own)),
        ("date", format!("a stock of another date than the end of {year}"), stocks(text, year, own)),
        ("period", format!("a period that ends in {last} or before"), periods(text, year)),
    ];
    let mut rows = Vec::new();
    for (subject, message, found) in findings.into_iter().filter(|f| !f.2.is_empty()) {
        let message = format!("{message}: {} times", found.len());
        let evidence = found.iter().map(|(span, range)| Evidence::key(input, "lhs", span, range.clone()));
        rows.push(Outcome::new(ID, subject, verdict(false), message).evidence(evidence));
    }
    if rows.is_empty() {
        let (status, message) = if named {
            (CheckStatus::Pass, format!("no place names another year than {year} as its own"))
        } else {
            (CheckStatus::Unknown, "neither text nor tables name a year".to_owned())
        };
        rows.push(Outcome::new(ID, "", status, message));
    }
    rows
}

fn number(text: &str) -> Option<i32> {
    text.parse().ok()
}

/// Words that name another year on purpose.
const OTHER_YEAR: [&str; 14] =
    ["上年", "执行", "完成", "比", "较", "结转", "评价", "自评", "草案", "转移支付", "关于", "规划", "以前", "调整"];

/// Headings and captions of the disclosure's own kind.
fn headings<'t, 'a>(text: &'t Text<'a>, year: i32, own: DisclosureKind, title: Option<u32>) -> Found<'t, 'a> {
    let kind = if own == DisclosureKind::FinalAccounts { "决算" } else { "预算" };
    let mut found = Vec::new();
    let short = |s: &&Span<'_>| Some(s.block) != title && s.cell.is_none_or(|(row, _)| row == 0) && s.key.text.chars().count() <= 60;
    for span in text.spans.iter().filter(short) {
        let key = span.key.text.as_str();
        let Some(captures) = NAMED.as_ref().and_then(|r| r.captures(key)) else { continue };
        let (Some(named), Some(word)) = (captures.get(1), captures.get(2)) else { continue };
        // Of two years the one is compared with the other.
        let years = YEAR.iter().flat_map(|r| r.find_iter(key)).count();
        let ends = span.heading || ["表", "说明", "情况", "概况", "公开", "书", "报告"].iter().any(|w| key.ends_with(w));
        let other = OTHER_YEAR.iter().any(|w| key.contains(w));
        let digits = named.start() > 0 && key[..named.start()].ends_with(|c: char| c.is_ascii_digit());
        if ends && years == 1 && !other && !digits && word.as_str() == kind && number(named.as_str()).is_some_and(|y| y != year) {
            found.push((span, named.range()));
        }
    }
    found
}

/// 比2026年预算增加 in the budget of 2026.
fn bases<'t, 'a>(text: &'t Text<'a>, year: i32, own: DisclosureKind) -> Found<'t, 'a> {
    let mut found = Vec::new();
    for span in text.prose() {
        let key = span.key.text.as_str();
        for captures in BASE.iter().flat_map(|r| r.captures_iter(key)) {
            let (Some(base), Some(between)) = (captures.get(1), captures.get(2)) else { continue };
            let own_stage = match own {
                DisclosureKind::FinalAccounts => !between.as_str().contains("预算") && !between.as_str().contains("年初"),
                DisclosureKind::Budget => !["决算", "执行", "完成"].iter().any(|w| between.as_str().contains(w)),
            };
            // A year to come may well be counted from this one.
            let later = key.contains(&format!("{}年", year + 1));
            if number(base.as_str()) == Some(year) && own_stage && !later {
                found.push((span, base.range()));
            }
        }
    }
    found
}

/// 2018年预算100万元，比2017年增加 in the budget of 2019, in a sentence without 2019.
fn old_sentences<'t, 'a>(text: &'t Text<'a>, year: i32, own: DisclosureKind) -> Found<'t, 'a> {
    let mut found = Vec::new();
    let this = format!("{year}年");
    for span in text.prose() {
        let key = span.key.text.as_str();
        if key.contains(&this) || ["本年", "今年", "当年"].iter().any(|w| key.contains(w)) {
            continue;
        }
        for captures in OLD.iter().flat_map(|r| r.captures_iter(key)) {
            let (Some(of), Some(says), Some(base)) = (captures.get(1), captures.get(2), captures.get(3)) else { continue };
            let words: &[&str] = match own {
                DisclosureKind::FinalAccounts => &["决算", "收入", "支出"],
                DisclosureKind::Budget => &["预算", "安排"],
            };
            let spoken = words.iter().any(|w| says.as_str().contains(w));
            let other = ["执行", "完成", "截至", "截止", "年末", "年底"].iter().any(|w| says.as_str().contains(w))
                || (own == DisclosureKind::Budget && says.as_str().contains("决算"))
                || key[..of.start()].ends_with("截至");
            let (of_year, base_year) = (number(of.as_str()), number(base.as_str()));
            let follows = of_year.zip(base_year).is_some_and(|(y, b)| y < year && b == y - 1);
            if follows && spoken && !other {
                found.push((span, of.range()));
            }
        }
    }
    found
}

/// 截至2023年12月31日 in the final accounts of 2024.
fn stocks<'t, 'a>(text: &'t Text<'a>, year: i32, own: DisclosureKind) -> Found<'t, 'a> {
    if own != DisclosureKind::FinalAccounts {
        // A budget is written before its year; which year's end its assets are of is left open.
        return Vec::new();
    }
    let mut found = Vec::new();
    for span in text.prose() {
        for captures in STOCK.iter().flat_map(|r| r.captures_iter(&span.key.text)) {
            let Some(of) = captures.get(1) else { continue };
            let tail: String = span.key.text[of.end()..].chars().take(60).collect();
            let stock = ["资产", "车辆", "用车", "房屋", "设备", "编制", "人员"].iter().any(|w| tail.contains(w));
            if stock && number(of.as_str()).is_some_and(|y| y < year) {
                found.push((span, of.range()));
            }
        }
    }
    found
}

/// 实施周期 2025年1月1日-2025年12月31日 in the budget of 2026.
fn periods<'t, 'a>(text: &'t Text<'a>, year: i32) -> Found<'t, 'a> {
    let mut found = Vec::new();
    let mut label_before = false;
    for span in &text.spans {
        let key = span.key.text.as_str();
        let label = any(key, &WORDS.period.labels);
        let short = key.chars().count() <= 60;
        if short && (label || label_before) {
            let years: Vec<_> = IN_PERIOD.iter().flat_map(|r| r.captures_iter(key)).filter_map(|c| c.get(1)).collect();
            let latest = years.iter().filter_map(|y| number(y.as_str())).max();
            if let (Some(last), Some(first)) = (years.last(), years.first())
                && latest.is_some_and(|y| y < year)
                && years.len() >= 2
            {
                found.push((span, first.start()..last.end()));
            }
        }
        // 五、实施周期 is a label of what follows it; a sentence that speaks of it is none.
        label_before = label && key.chars().count() <= 12;
    }
    found
}

/// A date of publication. 1: year, 2: month, 3: day.
static PUBLISHED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:发布|公开|公布|发文|成文)(?:时间|日期)?:?(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})").ok());

/// C23: the date of publication, with the fiscal year.
pub(super) fn published(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "C23";
    for span in &text.spans {
        for captures in PUBLISHED.iter().flat_map(|r| r.captures_iter(&span.key.text)) {
            let (Some(month), Some(day), Some(whole)) = (captures.get(2), captures.get(3), captures.get(0)) else { continue };
            let year = captures.get(1).and_then(|y| number(y.as_str())).unwrap_or_default();
            if !possible(year, number(month.as_str()).unwrap_or_default(), number(day.as_str()).unwrap_or_default()) {
                let evidence = Evidence::key(input, "lhs", span, whole.range());
                return vec![Outcome::new(ID, "", verdict(false), "no day of the calendar has this date").evidence([evidence])];
            }
        }
    }
    let identity = input.context.identity;
    let (Some(date), Some(year)) = (identity.published_on.as_deref(), identity.fiscal_year) else {
        return vec![Outcome::new(ID, "", CheckStatus::Unknown, "no date of publication is printed")];
    };
    let (first, last) = match identity.kind {
        // The budget of a year is written in the autumn before it at the earliest.
        Some(DisclosureKind::Budget) => (format!("{}-09-01", year - 1), Some(format!("{year}-12-31"))),
        Some(DisclosureKind::FinalAccounts) => (format!("{}-01-01", year + 1), None),
        None => return vec![Outcome::new(ID, "", CheckStatus::Unknown, "the kind of the disclosure is not known")],
    };
    let holds = date >= first.as_str() && last.as_deref().is_none_or(|l| date <= l);
    let bound = last.map_or(format!("after {first}"), |l| format!("between {first} and {l}"));
    let message = format!("published on {date}; a disclosure of this kind and year is published {bound}");
    vec![Outcome::new(ID, "", verdict(holds), message)]
}

/// A day of the calendar.
fn possible(year: i32, month: i32, day: i32) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
