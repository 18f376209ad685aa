//! The numerals of a text: maximal runs of digits, and Chinese numerals before a unit.

/// A numeral in a text: characters from `start` to `end`.
pub(super) struct Run<'a> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: &'a str,
    pub(super) digits: usize,
    /// No point and no separator.
    pub(super) plain: bool,
}

const NUMERALS: &str = "〇零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟";

const UNITS: [&str; 11] = ["万元", "亿元", "元", "万", "人次", "人", "辆", "台", "套", "批次", "平方米"];

pub(super) fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A comma joins digits only in groups of three; a full-width one separates, unless the digits are as wide.
fn joins(mark: char, chars: &[(usize, char)], start: usize, at: usize) -> bool {
    let wide = |i: usize| chars.get(i).is_some_and(|c| !c.1.is_ascii());
    match mark {
        ',' | '，' => {
            let group = chars[at + 1..].iter().take_while(|c| digit(c.1)).count();
            group == 3 && at - start <= 3 + 4 * 4 && wide(at) == wide(at - 1)
        }
        _ => true,
    }
}

/// The numerals of a text.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let byte = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let start = i;
        if at(i).is_some_and(digit) {
            while at(i).is_some_and(|c| {
                digit(c) || matches!(c, '.' | ',' | '．' | '，') && at(i + 1).is_some_and(digit) && joins(c, &chars, start, i)
            }) {
                i += 1;
            }
            let text = &text[byte(start)..byte(i)];
            let digits = text.chars().filter(|c| digit(*c)).count();
            found.push(Run { start: start as u32, end: i as u32, text, digits, plain: text.chars().all(digit) });
            continue;
        }
        let len = chinese(&chars[i..]);
        if len > 0 {
            found.push(Run { start: i as u32, end: (i + len) as u32, text: &text[byte(i)..byte(i + len)], digits: 0, plain: false });
        }
        i += len.max(1);
    }
    found
}

/// Length in characters of a Chinese numeral directly before a unit.
fn chinese(chars: &[(usize, char)]) -> usize {
    let len = chars.iter().take_while(|c| NUMERALS.contains(c.1)).count();
    if len == 0 {
        return 0;
    }
    let after: String = chars[len..].iter().take(3).map(|c| c.1).collect();
    let unit = UNITS.iter().find(|u| after.starts_with(**u));
    // 一人 and 三万 are words as often as numbers: a unit of money, or more than one numeral, makes a number.
    let sure = unit.is_some_and(|u| u.contains('元') || len >= 2 || matches!(*u, "辆" | "批次" | "人次"));
    if sure { len } else { 0 }
}
