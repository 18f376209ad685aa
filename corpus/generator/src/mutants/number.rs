//! Numbers as printed, and what slips of the hand make of them.

use crate::random::Random;

/// A printed number: its digits without the point, and how many of them stand behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub digits: i128,
    pub scale: u32,
}

impl Number {
    /// Reads `1,234.50`, `-3`, `0.5`.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.replace(',', "");
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = format!("{whole}{decimals}").parse().ok()?;
        (!whole.is_empty() && decimals.bytes().all(|b| b.is_ascii_digit())).then_some(Number { digits, scale: decimals.len() as u32 })
    }

    /// Prints it with its decimals, and with thousands separators where asked.
    pub fn print(self, separators: bool) -> String {
        let text = format!("{:0width$}", self.digits.unsigned_abs(), width = self.scale as usize + 1);
        let (whole, decimals) = text.split_at(text.len() - self.scale as usize);
        let mut grouped = String::new();
        for (i, c) in whole.chars().enumerate() {
            if separators && i > 0 && (whole.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(c);
        }
        let sign = if self.digits < 0 { "-" } else { "" };
        if decimals.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{decimals}") }
    }

    /// Times 10 to a power.
    pub fn shifted(self, power: i32) -> Self {
        let scale = self.scale as i32 - power;
        if scale >= 0 {
            return Number { scale: scale as u32, ..self };
        }
        Number { digits: self.digits * 10_i128.pow(scale.unsigned_abs()), scale: 0 }
    }

    /// The same with so many decimals, if none is lost.
    pub fn with_scale(self, scale: u32) -> Option<Self> {
        if scale >= self.scale {
            return Some(Number { digits: self.digits * 10_i128.pow(scale - self.scale), scale });
        }
        let by = 10_i128.pow(self.scale - scale);
        (self.digits % by == 0).then_some(Number { digits: self.digits / by, scale })
    }

    /// True when both are the same value.
    pub fn same(self, other: Number) -> bool {
        let scale = self.scale.max(other.scale);
        self.with_scale(scale).map(|n| n.digits) == other.with_scale(scale).map(|n| n.digits)
    }

    /// Adds two.
    pub fn plus(self, other: Number) -> Self {
        let scale = self.scale.max(other.scale);
        let of = |n: Number| n.with_scale(scale).map_or(0, |n| n.digits);
        Number { digits: of(self) + of(other), scale }
    }

    /// The other sign.
    pub fn negative(self) -> Self {
        Number { digits: -self.digits, ..self }
    }
}

/// One digit is another one; the first of several does not become 0.
fn other_digit(number: Number, random: &mut Random) -> Number {
    let text: Vec<u8> = number.digits.unsigned_abs().to_string().into_bytes();
    let at = random.between(0, text.len() as i64 - 1) as usize;
    let mut changed = text.clone();
    while changed == text || (changed.first() == Some(&b'0') && changed.len() > 1) {
        changed[at] = b'0' + random.between(0, 9) as u8;
    }
    of_digits(number, changed)
}

/// Two neighbouring digits that differ change places.
fn swapped(number: Number, random: &mut Random) -> Option<Number> {
    let text: Vec<u8> = number.digits.unsigned_abs().to_string().into_bytes();
    let pairs: Vec<usize> = (1..text.len()).filter(|&i| text[i] != text[i - 1] && !(i == 1 && text[1] == b'0')).collect();
    if pairs.is_empty() {
        return None;
    }
    let at = *random.pick(&pairs);
    let mut changed = text;
    changed.swap(at, at - 1);
    Some(of_digits(number, changed))
}

fn of_digits(number: Number, text: Vec<u8>) -> Number {
    let digits = text.iter().fold(0_i128, |n, b| n * 10 + i128::from(b - b'0'));
    Number { digits: if number.digits < 0 { -digits } else { digits }, ..number }
}

/// A slip: which, and what it makes of a number. `last` is last year's value of the same thing, where the model knows it.
pub fn slip(number: Number, money: bool, last: Option<Number>, random: &mut Random) -> Option<(&'static str, Number)> {
    let mut kinds = vec!["digit", "digit", "swapped_digits"];
    if money {
        kinds.extend(["shifted_point", "times_10000"]);
        if last.is_some() {
            kinds.extend(["last_year"; 4]);
        }
    }
    let kind = *random.pick(&kinds);
    let slipped = match kind {
        "digit" => other_digit(number, random),
        "swapped_digits" => swapped(number, random)?,
        "shifted_point" => number.shifted(*random.pick(&[-1, 1, 2])),
        "times_10000" => number.shifted(if random.chance(50) { 4 } else { -4 }),
        _ => last.and_then(|n| n.with_scale(number.scale))?,
    };
    (!slipped.same(number)).then_some((kind, slipped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_they_were() {
        for (text, separators) in [("1,234.50", true), ("0.05", false), ("42", false), ("-3.10", false), ("1,000,000", true)] {
            assert_eq!(Number::parse(text).unwrap().print(separators), text);
        }
        assert_eq!(Number::parse("12.50").unwrap().shifted(1).print(false), "125.0");
        assert_eq!(Number::parse("12.50").unwrap().shifted(-1).print(false), "1.250");
        assert_eq!(Number::parse("12.50").unwrap().shifted(4).print(false), "125000");
        assert_eq!(Number::parse("12.50").unwrap().shifted(-4).print(false), "0.001250");
        assert!(Number::parse("12.50").unwrap().same(Number::parse("12.5").unwrap()));
    }

    #[test]
    fn slips_change_the_value() {
        let number = Number::parse("1234.50").unwrap();
        let mut random = Random::new(3);
        for _ in 0..200 {
            if let Some((kind, slipped)) = slip(number, true, Number::parse("1200.00"), &mut random) {
                assert!(!slipped.same(number), "{kind}");
                let text = slipped.print(false);
                match kind {
                    "digit" => assert_eq!(text.bytes().zip("1234.50".bytes()).filter(|(a, b)| a != b).count(), 1, "{text}"),
                    "swapped_digits" => assert!(text.bytes().zip("1234.50".bytes()).filter(|(a, b)| a != b).count() <= 3, "{text}"),
                    "last_year" => assert_eq!(text, "1200.00"),
                    "shifted_point" => assert!(["123.450", "12345.0", "123450"].contains(&text.as_str()), "{text}"),
                    _ => assert!(["12345000", "0.123450"].contains(&text.as_str()), "{text}"),
                }
            }
        }
    }
}
