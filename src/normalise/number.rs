//! Printed numbers as exact decimals: digits of either width, separators, Chinese numerals.

use rust_decimal::Decimal;

/// A number as printed: its value and how many decimal places were printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    /// The value, sign included.
    pub value: Decimal,
    /// Printed decimal places; negative for round Chinese numerals (二十万: -5 in units of one), 0 for integers.
    pub places: i32,
}

impl Printed {
    /// One unit of the last printed place: 10^-places.
    pub fn resolution(self) -> Decimal {
        power_of_ten(-self.places)
    }
}

/// 10^exponent, for exponents of -28 to 28; beyond, 0.
pub fn power_of_ten(exponent: i32) -> Decimal {
    match exponent {
        0..=28 => Decimal::from_i128_with_scale(10_i128.pow(exponent as u32), 0),
        -28..=-1 => Decimal::new(1, (-exponent) as u32),
        _ => Decimal::ZERO,
    }
}

/// Parses Arabic digits: `7,681.09`, `７６８１．０９`, `-3.2`, `（3.2）` and `△3.2` as negative are *not* read here but by the tables' cell reader, as brackets mean other things
/// in sentences. White space between digits is dropped (`5 .11`). Thousands separators are accepted where they stand before exactly three digits; anything else is no number.
pub fn parse_arabic(text: &str) -> Option<Printed> {
    let mut digits = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' | '.' | ',' | '-' | '+' => digits.push(c),
            '０'..='９' => digits.push(char::from(b'0' + (c as u32 - '０' as u32) as u8)),
            '．' | '·' => digits.push('.'),
            '，' => digits.push(','),
            '－' | '−' | '﹣' => digits.push('-'),
            '＋' => digits.push('+'),
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    let unsigned = digits.strip_prefix(['-', '+']).unwrap_or(&digits);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !grouped || !groups.iter().all(|g| all_digits(g)) || fraction.is_some_and(|f| !all_digits(f)) {
        return None;
    }
    let value: Decimal = digits.replace(',', "").trim_start_matches('+').parse().ok()?;
    Some(Printed { value, places: fraction.map_or(0, |f| f.len() as i32) })
}

/// Value of one Chinese digit, plain or financial (壹贰叁 …); `两` is 2, `〇` and `零` are 0.
pub fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Parses a Chinese numeral: `二十`, `一百零五`, `三千二百`, `二〇一九`, `十二万`, `一点五`. `None` when any character does not belong to it.
pub fn parse_chinese(text: &str) -> Option<Printed> {
    let (whole, fraction) = match text.split_once('点') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let (value, trailing_zeros) = parse_chinese_whole(whole)?;
    let mut printed = Printed { value: Decimal::from(value), places: -(trailing_zeros as i32) };
    if let Some(fraction) = fraction {
        let mut places = 0;
        let mut numerator: i64 = 0;
        for c in fraction.chars() {
            numerator = numerator.checked_mul(10)? + i64::from(chinese_digit(c)?);
            places += 1;
        }
        if places == 0 || places > 15 {
            return None;
        }
        printed = Printed { value: printed.value + Decimal::new(numerator, places), places: places as i32 };
    }
    Some(printed)
}

/// A whole Chinese numeral and the power of ten of its last named place (二十万: 200000, 4+1).
fn parse_chinese_whole(text: &str) -> Option<(u64, u32)> {
    if text.is_empty() {
        return None;
    }
    if text.chars().count() > 1 && text.chars().all(|c| chinese_digit(c).is_some()) {
        let value = text.chars().try_fold(0_u64, |v, c| v.checked_mul(10)?.checked_add(u64::from(chinese_digit(c)?)))?;
        return Some((value, 0));
    }
    let (mut total, mut section, mut digit): (u64, u64, Option<u64>) = (0, 0, None);
    let mut last_place = 0;
    for c in text.chars() {
        if let Some(d) = chinese_digit(c) {
            digit = if d == 0 { None } else { Some(u64::from(d)) };
            last_place = 0;
            continue;
        }
        let power = match c {
            '十' | '拾' => 1,
            '百' | '佰' => 2,
            '千' | '仟' => 3,
            '万' | '萬' => 4,
            '亿' | '億' => 8,
            _ => return None,
        };
        if power < 4 {
            section += digit.take().unwrap_or(1) * 10_u64.pow(power);
            last_place = power;
        } else {
            total = (total + section + digit.take().unwrap_or(0)).checked_mul(10_u64.pow(power))?;
            section = 0;
            last_place += power;
        }
    }
    Some((total + section + digit.unwrap_or(0), last_place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic() {
        let of = |s| parse_arabic(s).map(|p| (p.value.to_string(), p.places));
        assert_eq!(of("7,681.09"), Some(("7681.09".into(), 2)));
        assert_eq!(of("７６８１．０"), Some(("7681.0".into(), 1)));
        assert_eq!(of("5 .11"), Some(("5.11".into(), 2)));
        assert_eq!(of("-3"), Some(("-3".into(), 0)));
        assert_eq!(of("4125.49,4143"), None);
        assert_eq!(of("12,34"), None);
        assert_eq!(of(""), None);
        assert_eq!(of("."), None);
    }

    #[test]
    fn chinese() {
        let of = |s| parse_chinese(s).map(|p| (p.value.to_string(), p.places));
        assert_eq!(of("二十"), Some(("20".into(), -1)));
        assert_eq!(of("十二万"), Some(("120000".into(), -4)));
        assert_eq!(of("一百零五"), Some(("105".into(), 0)));
        assert_eq!(of("二〇一九"), Some(("2019".into(), 0)));
        assert_eq!(of("一点五"), Some(("1.5".into(), 1)));
        assert_eq!(of("三个"), None);
    }
}
