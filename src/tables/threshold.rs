//! Thresholds of indicators: `≥90%`, `﹤80%`, `80%以下`, `90%-100%`, `95（含）以上`, `不少于12次`, `100%`.

use crate::normalise::key::fold_text;
use crate::normalise::number::parse_arabic;
use crate::record::Direction;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// One end of what is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The number itself is allowed.
    pub inclusive: bool,
    /// The number.
    pub number: Decimal,
}

/// A threshold taken apart. At least one of its three numbers is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Threshold {
    /// At least.
    pub lower: Option<Bound>,
    /// At most.
    pub upper: Option<Bound>,
    /// Exactly: a number without any word of comparison.
    pub exact: Option<Decimal>,
    /// The unit of the numbers as printed: `%`, `次`.
    pub unit: Option<String>,
}

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?").ok());

/// Comparisons before a number: (words, lower bound?, inclusive?). The longest that fits is taken; `None` as first flag: exactly.
const BEFORE: &[(&str, Option<bool>, bool)] = &[
    ("大于等于", Some(true), true),
    ("大于或等于", Some(true), true),
    ("小于等于", Some(false), true),
    ("小于或等于", Some(false), true),
    ("不低于", Some(true), true),
    ("不少于", Some(true), true),
    ("不小于", Some(true), true),
    ("不高于", Some(false), true),
    ("不超过", Some(false), true),
    ("不大于", Some(false), true),
    ("不多于", Some(false), true),
    ("控制在", Some(false), true),
    ("至少", Some(true), true),
    ("至多", Some(false), true),
    ("最多", Some(false), true),
    ("大于", Some(true), false),
    ("超过", Some(true), false),
    ("高于", Some(true), false),
    ("多于", Some(true), false),
    ("小于", Some(false), false),
    ("低于", Some(false), false),
    ("少于", Some(false), false),
    ("不足", Some(false), false),
    ("不到", Some(false), false),
    ("等于", None, true),
    (">=", Some(true), true),
    ("=>", Some(true), true),
    ("≥=", Some(true), true),
    ("<=", Some(false), true),
    ("=<", Some(false), true),
    ("≥", Some(true), true),
    ("≤", Some(false), true),
    (">", Some(true), false),
    ("<", Some(false), false),
    ("=", None, true),
];

/// Comparisons after a number. 以上 includes the number, as the law reads it (民法典 §1259), 以下 does not: of two grades 80%以上 and 80%以下 only one can have it.
const AFTER: &[(&str, Option<bool>, bool)] = &[
    ("(含)以上", Some(true), true),
    ("(含)以下", Some(false), true),
    ("(含)以内", Some(false), true),
    ("(不含)以上", Some(true), false),
    ("(不含)以下", Some(false), false),
    ("及以上", Some(true), true),
    ("及以下", Some(false), true),
    ("(含以上)", Some(true), true),
    ("(含以下)", Some(false), true),
    ("以上(含)", Some(true), true),
    ("以下(含)", Some(false), true),
    ("以上(不含)", Some(true), false),
    ("以上", Some(true), true),
    ("以下", Some(false), false),
    ("以内", Some(false), true),
    ("之内", Some(false), true),
];

const CONNECTORS: &[&str] = &["--", "-", "~", "至", "到"];

impl Threshold {
    /// Takes a threshold apart. `None` when it holds no number, or numbers whose part in it is not certain.
    pub fn parse(text: &str) -> Option<Threshold> {
        let folded = fold_text(text).replace('～', "~").replace('％', "%");
        let numbers: Vec<(usize, usize, Decimal)> =
            NUMBER.as_ref()?.find_iter(&folded).filter_map(|m| parse_arabic(m.as_str()).map(|p| (m.start(), m.end(), p.value))).collect();
        let mut threshold = Threshold::default();
        match numbers.as_slice() {
            [(start, end, number)] => {
                threshold.single(&folded[..*start], &folded[*end..], *number)?;
            }
            [(start, end, first), (start2, end2, second)] => {
                threshold.pair((&folded[..*start], &folded[*end..*start2], &folded[*end2..]), *first, *second)?;
            }
            _ => return None,
        }
        Some(threshold)
    }

    fn single(&mut self, before: &str, after: &str, number: Decimal) -> Option<()> {
        let (unit, after) = take_unit(after);
        self.unit = unit;
        let prefix = BEFORE.iter().find(|(word, ..)| before.ends_with(word));
        let suffix = AFTER.iter().find(|(word, ..)| after.starts_with(word));
        match (prefix, suffix) {
            // 控制在3.5%以内, 不低于90%以上: both say the same, or the one before is kept.
            (Some((_, side, inclusive)), _) => self.put(*side, *inclusive, number),
            (None, Some((_, side, inclusive))) => self.put(*side, *inclusive, number),
            (None, None) => self.exact = Some(number),
        }
        Some(())
    }

    fn put(&mut self, lower: Option<bool>, inclusive: bool, number: Decimal) {
        match lower {
            Some(true) => self.lower = Some(Bound { inclusive, number }),
            Some(false) => self.upper = Some(Bound { inclusive, number }),
            None => self.exact = Some(number),
        }
    }

    /// `90%-100%`, `80%≤x<90%`, `≥80%且<90%`, `80%（含）至90%`.
    fn pair(&mut self, (before, between, after): (&str, &str, &str), first: Decimal, second: Decimal) -> Option<()> {
        let (unit, rest) = take_unit(between);
        let (unit_after, tail) = take_unit(after);
        self.unit = unit_after.or(unit);
        let (rest, first_inclusive) = match (rest.strip_prefix("(含)"), rest.strip_prefix("(不含)")) {
            (Some(rest), _) => (rest, true),
            (_, Some(rest)) => (rest, false),
            _ => (rest, true),
        };
        if CONNECTORS.contains(&rest) && before.chars().all(|c| c == '(' || c == '[') && first < second {
            self.lower = Some(Bound { inclusive: first_inclusive, number: first });
            self.upper = Some(Bound { inclusive: !tail.starts_with("(不含)"), number: second });
            return Some(());
        }
        // 80%≤x<90%: the comparison after the first number is read from its other side.
        let turned = BEFORE
            .iter()
            .find(|(word, ..)| word.is_ascii() && rest.starts_with(word) || matches!(*word, "≥" | "≤") && rest.starts_with(word));
        let second_side = BEFORE.iter().find(|(word, ..)| rest.ends_with(word));
        let first_side = BEFORE.iter().find(|(word, ..)| before.ends_with(word));
        let suffix = AFTER.iter().find(|(word, ..)| rest.starts_with(word));
        let (_, second_lower, second_inclusive) = second_side?;
        let (first_lower, inclusive) = match (first_side, suffix, turned) {
            (Some((_, lower, inclusive)), ..) | (None, Some((_, lower, inclusive)), _) => (*lower, *inclusive),
            (None, None, Some((_, lower, inclusive))) => (lower.map(|l| !l), *inclusive),
            (None, None, None) => return None,
        };
        if first_lower == *second_lower || first_lower.is_none() || second_lower.is_none() {
            return None;
        }
        self.put(first_lower, inclusive, first);
        self.put(*second_lower, *second_inclusive, second);
        Some(())
    }

    /// A number that stands for it when thresholds are compared.
    pub fn level(&self) -> Option<Decimal> {
        self.exact.or(self.lower.map(|b| b.number)).or(self.upper.map(|b| b.number))
    }

    /// Comparison and number for the columns `_op` and `_number`. Of a range the end that counts: the lower one, or the upper one where less is better.
    pub fn op_and_number(&self, less_is_better: bool) -> Option<(&'static str, Decimal)> {
        let lower = self.lower.map(|b| (if b.inclusive { ">=" } else { ">" }, b.number));
        let upper = self.upper.map(|b| (if b.inclusive { "<=" } else { "<" }, b.number));
        let exact = self.exact.map(|n| ("=", n));
        exact.or(if less_is_better { upper.or(lower) } else { lower.or(upper) })
    }
}

/// The unit right after a number, and what follows it.
fn take_unit(after: &str) -> (Option<String>, &str) {
    for unit in ["%", "‰"] {
        if let Some(rest) = after.strip_prefix(unit) {
            return (Some(unit.to_owned()), rest);
        }
    }
    if let Some(inner) = after.strip_prefix('(')
        && let Some(end) = inner.find(')')
        && let Some(unit) = inner.get(..end)
        && !unit.contains('含')
        && (1..=5).contains(&unit.chars().count())
    {
        return (Some(unit.to_owned()), inner.get(end + 1..).unwrap_or(""));
    }
    let stop = |c: char| !(c.is_alphabetic() || c == '/' || c == '²' || c == '㎡');
    let stops = ["以上", "以下", "以内", "之内", "及以", "至", "到", "且", "左右"];
    let end = after.find(stop).unwrap_or(after.len());
    let end = stops.iter().filter_map(|s| after.find(s)).fold(end, usize::min);
    let unit = after.get(..end).unwrap_or("");
    if (1..=5).contains(&unit.chars().count()) { (Some(unit.to_owned()), after.get(end..).unwrap_or("")) } else { (None, after) }
}

/// Which way the grades go: the first against the last that has a number.
pub fn direction_of_grades(grades: &[Option<Threshold>]) -> Direction {
    let levels: Vec<(&Threshold, Decimal)> = grades.iter().flatten().filter_map(|t| t.level().map(|l| (t, l))).collect();
    let (Some((best, first)), Some((_, last))) = (levels.first(), levels.last()) else { return Direction::Unknown };
    match first.cmp(last) {
        std::cmp::Ordering::Greater => Direction::Higher,
        std::cmp::Ordering::Less => Direction::Lower,
        std::cmp::Ordering::Equal if best.lower.is_some() && best.upper.is_none() => Direction::Higher,
        std::cmp::Ordering::Equal if best.upper.is_some() && best.lower.is_none() => Direction::Lower,
        std::cmp::Ordering::Equal => Direction::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&'static str, String, Option<String>)> {
        let t = Threshold::parse(text)?;
        t.op_and_number(false).map(|(op, n)| (op, n.to_string(), t.unit))
    }

    #[test]
    fn thresholds_as_printed() {
        let of = |op, n: &str, unit: &str| Some((op, n.to_owned(), (!unit.is_empty()).then(|| unit.to_owned())));
        assert_eq!(read("100%"), of("=", "100", "%"));
        assert_eq!(read("≥90%"), of(">=", "90", "%"));
        assert_eq!(read("﹤80%"), of("<", "80", "%"));
        assert_eq!(read("80%以下"), of("<", "80", "%"));
        assert_eq!(read("95（含）以上"), of(">=", "95", ""));
        assert_eq!(read("90%以上（不含）"), of(">", "90", "%"));
        assert_eq!(read("90%-100%"), of(">=", "90", "%"));
        assert_eq!(read("80%≤X＜90%"), of(">=", "80", "%"));
        assert_eq!(read("＜90%且≥80%"), of(">=", "80", "%"));
        assert_eq!(read("＞6.00(次)"), of(">", "6.00", "次"));
        assert_eq!(read("不少于12次"), of(">=", "12", "次"));
        assert_eq!(read("满意率不低于85%"), of(">=", "85", "%"));
        assert_eq!(read("3.5%以内"), of("<=", "3.5", "%"));
        assert_eq!(read("20个以上"), of(">=", "20", "个"));
        assert_eq!(read("完成"), None);
        assert_eq!(read("慰问100人，发放2000份"), None);
    }

    #[test]
    fn a_range_gives_its_upper_end_where_less_is_better() {
        let t = Threshold::parse("3%-5%").unwrap();
        assert_eq!(t.op_and_number(true).map(|(op, n)| (op, n.to_string())), Some(("<=", "5".into())));
    }

    #[test]
    fn grades_have_a_direction() {
        let of = |g: [&str; 4]| direction_of_grades(&g.map(Threshold::parse));
        assert_eq!(of(["100%", "≥90%", "≥80%", "＜80%"]), Direction::Higher);
        assert_eq!(of(["≤2%", "≤4%", "≤6%", "＞6%"]), Direction::Lower);
        assert_eq!(of(["好", "较好", "一般", "差"]), Direction::Unknown);
    }
}
