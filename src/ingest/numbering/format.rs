//! How a number is written.

/// A number format: ST_NumberFormat of OOXML, MSONFC of the binary format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// 1, 2, 3. Also stands for the formats of scripts that no Chinese disclosure uses.
    Decimal,
    /// Filled with zeros to so many digits: 01, 02 … 10.
    Padded(u8),
    /// １, ２.
    FullWidth,
    /// I, II.
    UpperRoman,
    /// i, ii.
    LowerRoman,
    /// A … Z, AA, BB.
    UpperLetter,
    /// a … z, aa, bb.
    LowerLetter,
    /// 1st, 2nd.
    Ordinal,
    /// 1F.
    Hex,
    /// ①.
    EnclosedCircle,
    /// ⒈.
    EnclosedFullStop,
    /// ⑴.
    EnclosedParen,
    /// ㊀.
    IdeographCircle,
    /// 一 … 十, 十一, 九十九, then digit by digit: 一○○.
    ChineseCounting,
    /// 一百零一.
    ChineseThousand,
    /// 百, 百一: as the Japanese count.
    JapaneseCounting,
    /// Digit by digit: 一〇.
    IdeographDigital,
    /// 壹, 贰.
    LegalSimplified,
    /// 壹, 貳.
    LegalTraditional,
    /// 甲, 乙.
    HeavenlyStems,
    /// 子, 丑.
    EarthlyBranches,
    /// 甲子, 乙丑.
    StemsAndBranches,
    /// - 1 -.
    InDash,
    /// A mark, no number.
    Bullet,
    /// Nothing.
    None,
}

use NumberFormat as F;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL_SIMPLIFIED: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_TRADITIONAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];

impl NumberFormat {
    /// The format that a `w:numFmt` names.
    pub(crate) fn from_ooxml(name: &str) -> Self {
        match name {
            "upperRoman" => F::UpperRoman,
            "lowerRoman" => F::LowerRoman,
            "upperLetter" => F::UpperLetter,
            "lowerLetter" => F::LowerLetter,
            "ordinal" => F::Ordinal,
            "hex" => F::Hex,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => F::IdeographDigital,
            "japaneseCounting" => F::JapaneseCounting,
            "decimalFullWidth" | "decimalFullWidth2" => F::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => F::EnclosedCircle,
            "decimalZero" => F::Padded(2),
            "bullet" => F::Bullet,
            "decimalEnclosedFullstop" => F::EnclosedFullStop,
            "decimalEnclosedParen" => F::EnclosedParen,
            "ideographEnclosedCircle" => F::IdeographCircle,
            "ideographTraditional" => F::HeavenlyStems,
            "ideographZodiac" => F::EarthlyBranches,
            "ideographZodiacTraditional" => F::StemsAndBranches,
            "taiwaneseCounting" | "chineseCounting" => F::ChineseCounting,
            "ideographLegalTraditional" | "japaneseLegal" => F::LegalTraditional,
            "taiwaneseCountingThousand" | "chineseCountingThousand" => F::ChineseThousand,
            "chineseLegalSimplified" => F::LegalSimplified,
            "numberInDash" => F::InDash,
            "none" => F::None,
            _ => F::Decimal,
        }
    }

    /// The format that an `nfc` byte names ([MS-OSHARED] 2.2.1.3).
    pub(crate) fn from_msonfc(code: u8) -> Self {
        Self::from_ooxml(match code {
            1 => "upperRoman",
            2 => "lowerRoman",
            3 => "upperLetter",
            4 => "lowerLetter",
            5 => "ordinal",
            8 => "hex",
            10 => "ideographDigital",
            11 => "japaneseCounting",
            14 | 19 => "decimalFullWidth",
            16 => "japaneseLegal",
            17 => "japaneseDigitalTenThousand",
            18 | 28 => "decimalEnclosedCircle",
            22 => "decimalZero",
            23 => "bullet",
            26 => "decimalEnclosedFullstop",
            27 => "decimalEnclosedParen",
            29 => "ideographEnclosedCircle",
            30 => "ideographTraditional",
            31 => "ideographZodiac",
            32 => "ideographZodiacTraditional",
            33 => "taiwaneseCounting",
            34 => "ideographLegalTraditional",
            35 => "taiwaneseCountingThousand",
            36 => "taiwaneseDigital",
            37 => "chineseCounting",
            38 => "chineseLegalSimplified",
            39 => "chineseCountingThousand",
            57 => "numberInDash",
            255 => "none",
            _ => "decimal",
        })
    }

    /// Writes a number. A number that the format has no sign for is written in decimal, as Word does.
    pub(crate) fn write(self, value: u32, out: &mut String) {
        let from_table = |table: &[char]| value.checked_sub(1).and_then(|i| table.get(i as usize).copied());
        let run = |first: u32, count: u32| (1..=count).contains(&value).then(|| char::from_u32(first + value - 1)).flatten();
        let sign = match self {
            F::None | F::Bullet => return,
            F::EnclosedCircle => run(0x2460, 20),
            F::EnclosedFullStop => run(0x2488, 20),
            F::EnclosedParen => run(0x2474, 20),
            F::IdeographCircle => run(0x3280, 10),
            F::HeavenlyStems => from_table(&STEMS),
            F::EarthlyBranches => from_table(&BRANCHES),
            _ => None,
        };
        if let Some(sign) = sign {
            out.push(sign);
            return;
        }
        match self {
            F::FullWidth => out.extend(value.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0))),
            F::Padded(digits) => out.push_str(&format!("{value:0width$}", width = usize::from(digits.min(9)))),
            F::UpperRoman => roman(value, out),
            F::LowerRoman => {
                let from = out.len();
                roman(value, out);
                out[from..].make_ascii_lowercase();
            }
            F::UpperLetter => letters(value, b'A', out),
            F::LowerLetter => letters(value, b'a', out),
            F::Ordinal => {
                out.push_str(&value.to_string());
                out.push_str(match (value % 10, value % 100) {
                    (_, 11..=13) => "th",
                    (1, _) => "st",
                    (2, _) => "nd",
                    (3, _) => "rd",
                    _ => "th",
                });
            }
            F::Hex => out.push_str(&format!("{value:X}")),
            F::InDash => out.push_str(&format!("- {value} -")),
            F::ChineseCounting if value < 100 => grouped(value, &DIGITS, ['十', '百', '千', '万'], true, out),
            F::ChineseCounting => digits(value, '○', out),
            F::ChineseThousand => grouped(value, &DIGITS, ['十', '百', '千', '万'], true, out),
            F::JapaneseCounting => japanese(value, out),
            F::IdeographDigital => digits(value, '〇', out),
            F::LegalSimplified => grouped(value, &LEGAL_SIMPLIFIED, ['拾', '佰', '仟', '萬'], false, out),
            F::LegalTraditional => grouped(value, &LEGAL_TRADITIONAL, ['拾', '佰', '仟', '萬'], false, out),
            F::StemsAndBranches if (1..=60).contains(&value) => {
                let i = (value - 1) as usize;
                out.extend([STEMS[i % STEMS.len()], BRANCHES[i % BRANCHES.len()]]);
            }
            _ => out.push_str(&value.to_string()),
        }
    }
}

/// Digit by digit.
fn digits(value: u32, zero: char, out: &mut String) {
    out.extend(value.to_string().bytes().map(|b| if b == b'0' { zero } else { DIGITS[usize::from(b - b'0')] }));
}

/// 一百零一 and 壹拾壹; from 100 million on in decimal. `short`: 十一, not 一十一, at the very beginning.
fn grouped(value: u32, signs: &[char; 10], units: [char; 4], short: bool, out: &mut String) {
    if value == 0 || value >= 100_000_000 {
        out.push_str(&if value == 0 { signs[0].to_string() } else { value.to_string() });
        return;
    }
    let from = out.len();
    let (high, low) = (value / 10_000, value % 10_000);
    if high > 0 {
        thousands(high, signs, units, out);
        out.push(units[3]);
        if low > 0 && low < 1000 {
            out.push(signs[0]);
        }
    }
    if low > 0 {
        thousands(low, signs, units, out);
    }
    if short && (10..20).contains(&value) {
        out.drain(from..from + signs[1].len_utf8());
    }
}

fn thousands(value: u32, signs: &[char; 10], units: [char; 4], out: &mut String) {
    let (mut written, mut gap) = (false, false);
    for (scale, unit) in [(1000, Some(units[2])), (100, Some(units[1])), (10, Some(units[0])), (1, None)] {
        let digit = (value / scale % 10) as usize;
        if digit == 0 {
            gap = written;
            continue;
        }
        if gap {
            out.push(signs[0]);
            gap = false;
        }
        out.push(signs[digit]);
        out.extend(unit);
        written = true;
    }
}

/// 十, 百, 千 without a 一 before them, and no 零.
fn japanese(value: u32, out: &mut String) {
    if value == 0 || value >= 10_000 {
        out.push_str(&value.to_string());
        return;
    }
    for (scale, unit) in [(1000, Some('千')), (100, Some('百')), (10, Some('十')), (1, None)] {
        let digit = (value / scale % 10) as usize;
        if digit > 1 || (digit == 1 && unit.is_none()) {
            out.push(DIGITS[digit]);
        }
        if digit > 0 {
            out.extend(unit);
        }
    }
}

fn roman(value: u32, out: &mut String) {
    if value == 0 || value > 32_767 {
        out.push_str(&value.to_string());
        return;
    }
    let mut rest = value;
    let steps = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    for (worth, sign) in steps {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
}

/// A … Z, AA, BB: the letter is repeated (ECMA-376-1, 17.18.59, upperLetter).
fn letters(value: u32, first: u8, out: &mut String) {
    if value == 0 || value > 780 {
        out.push_str(&value.to_string());
        return;
    }
    let letter = char::from(first + ((value - 1) % 26) as u8);
    out.extend(std::iter::repeat_n(letter, ((value - 1) / 26 + 1) as usize));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: NumberFormat, values: &[u32]) -> Vec<String> {
        values
            .iter()
            .map(|&v| {
                let mut text = String::new();
                format.write(v, &mut text);
                text
            })
            .collect()
    }

    #[test]
    fn chinese_numbers() {
        assert_eq!(written(F::ChineseCounting, &[1, 10, 11, 20, 99, 100, 105]), ["一", "十", "十一", "二十", "九十九", "一○○", "一○五"]);
        assert_eq!(
            written(F::ChineseThousand, &[9, 10, 12, 100, 101, 110, 112, 1001, 1010, 10_001, 12_300]),
            ["九", "十", "十二", "一百", "一百零一", "一百一十", "一百一十二", "一千零一", "一千零一十", "一万零一", "一万二千三百"]
        );
        assert_eq!(written(F::JapaneseCounting, &[1, 10, 21, 100, 111, 1000]), ["一", "十", "二十一", "百", "百十一", "千"]);
        assert_eq!(written(F::IdeographDigital, &[1, 10, 21]), ["一", "一〇", "二一"]);
        assert_eq!(written(F::LegalSimplified, &[3, 10, 11, 105]), ["叁", "壹拾", "壹拾壹", "壹佰零伍"]);
        assert_eq!(written(F::HeavenlyStems, &[1, 10, 11]), ["甲", "癸", "11"]);
        assert_eq!(written(F::StemsAndBranches, &[1, 13, 60]), ["甲子", "丙子", "癸亥"]);
    }

    #[test]
    fn enclosed_and_latin_numbers() {
        assert_eq!(written(F::EnclosedCircle, &[1, 20, 21]), ["①", "⑳", "21"]);
        assert_eq!(written(F::EnclosedParen, &[1, 20]), ["⑴", "⒇"]);
        assert_eq!(written(F::EnclosedFullStop, &[1, 20]), ["⒈", "⒛"]);
        assert_eq!(written(F::IdeographCircle, &[1, 10]), ["㊀", "㊉"]);
        assert_eq!(written(F::FullWidth, &[1, 20]), ["１", "２０"]);
        assert_eq!(written(F::UpperRoman, &[1, 4, 1999]), ["I", "IV", "MCMXCIX"]);
        assert_eq!(written(F::LowerLetter, &[1, 26, 27, 53]), ["a", "z", "aa", "aaa"]);
        assert_eq!(written(F::Padded(2), &[1, 10]), ["01", "10"]);
        assert_eq!(written(F::None, &[1]), [""]);
    }

    #[test]
    fn the_binary_codes_follow_the_order_of_the_names() {
        assert_eq!(F::from_msonfc(37), F::ChineseCounting);
        assert_eq!(F::from_msonfc(39), F::ChineseThousand);
        assert_eq!(F::from_msonfc(11), F::JapaneseCounting);
        assert_eq!(F::from_msonfc(0), F::Decimal);
        assert_eq!(F::from_ooxml("chineseCountingThousand"), F::ChineseThousand);
    }
}
