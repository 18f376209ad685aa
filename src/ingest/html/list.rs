//! Ordered lists: the numbers that a browser counts.
//!
//! Source: HTML Standard, 4.4.5 (`ol`), 4.4.8 (`li`), 4.4.8 ordinal value; CSS Counter Styles Level 3, 6 and 7 (the suffix of Chinese styles is 、).

use scraper::node::Element;

/// A list that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    ordered: bool,
    style: Style,
    next: i64,
    step: i64,
}

/// How a list prints its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    None,
    Decimal {
        zero: bool,
    },
    Chinese {
        formal: bool,
    },
    Alpha {
        upper: bool,
    },
    Roman {
        upper: bool,
    },
    /// Lists of the editor behind many sites (UEditor): bracket kind and digits by its class.
    Wrapped {
        chinese: bool,
        open: &'static str,
        close: &'static str,
    },
}

impl List {
    /// Opens `ol`, `ul`, `menu` or `dir`; `items` is the number of its `li` children, for `reversed`.
    pub fn open(element: &Element, declared: Option<&str>, items: i64) -> Self {
        let ordered = element.name() == "ol";
        let default = if ordered { Style::Decimal { zero: false } } else { Style::None };
        let style = declared.or(element.attr("type")).and_then(style).or_else(|| editor_style(element)).unwrap_or(default);
        let reversed = element.attr("reversed").is_some();
        let start = element.attr("start").and_then(|s| s.trim().parse().ok());
        let first = start.unwrap_or(if reversed { items } else { 1 });
        List { ordered, style, next: first, step: if reversed { -1 } else { 1 } }
    }

    /// The number of the next item as it is printed, or none.
    pub fn item(&mut self, element: &Element, declared: Option<&str>) -> Option<String> {
        if self.ordered
            && let Some(value) = element.attr("value").and_then(|v| v.trim().parse().ok())
        {
            self.next = value;
        }
        let value = self.next;
        self.next = self.next.saturating_add(self.step);
        let style = declared.or(element.attr("type")).and_then(style).unwrap_or(self.style);
        // A bullet is no number.
        if !self.ordered && declared.is_none() { None } else { style.print(value) }
    }
}

fn style(name: &str) -> Option<Style> {
    // `type` is compared with case; style names are in lower case already.
    Some(match name.trim() {
        "none" | "disc" | "circle" | "square" => Style::None,
        "1" | "decimal" => Style::Decimal { zero: false },
        "decimal-leading-zero" => Style::Decimal { zero: true },
        "a" | "lower-alpha" | "lower-latin" => Style::Alpha { upper: false },
        "A" | "upper-alpha" | "upper-latin" => Style::Alpha { upper: true },
        "i" | "lower-roman" => Style::Roman { upper: false },
        "I" | "upper-roman" => Style::Roman { upper: true },
        "cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal" | "cjk-decimal" => Style::Chinese { formal: false },
        "simp-chinese-formal" | "trad-chinese-formal" => Style::Chinese { formal: true },
        _ => return None,
    })
}

fn editor_style(element: &Element) -> Option<Style> {
    let class = element.classes().find_map(|c| c.strip_prefix("custom_"))?;
    let (chinese, open, close) = match class {
        "cn" => (true, "", "、"),
        "cn1" => (true, "", "）"),
        "cn2" => (true, "（", "）"),
        "num" => (false, "", "、"),
        "num1" => (false, "", "）"),
        "num2" => (false, "（", "）"),
        _ => return None,
    };
    Some(Style::Wrapped { chinese, open, close })
}

impl Style {
    fn print(self, value: i64) -> Option<String> {
        Some(match self {
            Style::None => return None,
            Style::Decimal { zero } => {
                if zero {
                    format!("{value:02}.")
                } else {
                    format!("{value}.")
                }
            }
            Style::Chinese { formal } => format!("{}、", chinese(value, formal)),
            Style::Alpha { upper } => format!("{}.", alphabetic(value, upper)),
            Style::Roman { upper } => format!("{}.", roman(value, upper)),
            Style::Wrapped { chinese: true, open, close } => format!("{open}{}{close}", chinese(value, false)),
            Style::Wrapped { chinese: false, open, close } => format!("{open}{value}{close}"),
        })
    }
}

/// Chinese numerals up to 9,999 (十一, 一百零五); Arabic beyond.
pub(super) fn chinese(value: i64, formal: bool) -> String {
    let digits: Vec<char> = if formal { "零壹贰叁肆伍陆柒捌玖" } else { "〇一二三四五六七八九" }.chars().collect();
    let units = if formal { ["", "拾", "佰", "仟"] } else { ["", "十", "百", "千"] };
    if value == 0 {
        return digits.first().map(char::to_string).unwrap_or_default();
    }
    if !(1..=9999).contains(&value) {
        return value.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for power in (0..4_u32).rev() {
        let digit = value / 10_i64.pow(power) % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        // Ten to nineteen leave the first 一 out.
        if !(digit == 1 && power == 1 && out.is_empty() && !formal) {
            out.extend(digits.get(digit as usize));
        }
        out.push_str(units.get(power as usize).copied().unwrap_or_default());
    }
    out
}

fn alphabetic(value: i64, upper: bool) -> String {
    if value < 1 {
        return value.to_string();
    }
    let (mut rest, mut out) = (value, Vec::new());
    while rest > 0 {
        rest -= 1;
        out.push((if upper { b'A' } else { b'a' } + (rest % 26) as u8) as char);
        rest /= 26;
    }
    out.iter().rev().collect()
}

fn roman(value: i64, upper: bool) -> String {
    const PARTS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..=3999).contains(&value) {
        return value.to_string();
    }
    let (mut rest, mut out) = (value, String::new());
    for (size, letters) in PARTS {
        while rest >= size {
            out.push_str(letters);
            rest -= size;
        }
    }
    if upper { out.to_ascii_uppercase() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        assert_eq!(
            [1, 10, 11, 20, 21, 100, 105, 110, 2019].map(|n| chinese(n, false)),
            ["一", "十", "十一", "二十", "二十一", "一百", "一百零五", "一百一十", "二千零一十九"]
        );
        assert_eq!(chinese(12, true), "壹拾贰");
        assert_eq!([1, 26, 27].map(|n| alphabetic(n, false)), ["a", "z", "aa"]);
        assert_eq!([4, 9, 14].map(|n| roman(n, true)), ["IV", "IX", "XIV"]);
    }
}
