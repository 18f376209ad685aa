//! Text of one byte a position.
//!
//! The specification knows one meaning: code page 1252 with a few exceptions ([MS-DOC] 2.9.73 "FcCompressed"). Chinese programs also stored code page 936 that way.
//! A piece is taken for code page 936 when the file says that it is Chinese (its language, that of its East
//! Asian text, an East Asian program, or a font of the Chinese character set), every byte above 127 belongs to a valid pair, nine of ten of those pairs are of GB 2312
//! (symbols of rows 1-3, Chinese characters of rows 16-87), and at least one is a common character (rows 16-55). Western text in such a file fails that: its accented
//! letters stand between ASCII letters, and its dashes (0x97 0x97) are no characters of GB 2312.

use super::pieces::Unit;

/// 0x80-0x9F of code page 1252; positions that it leaves open stay as they are.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Appends text of code page 1252.
pub(super) fn decode_1252(bytes: &[u8], offset: u32, units: &mut Vec<Unit>) {
    units.extend(bytes.iter().zip(offset..).map(|(&b, offset)| Unit { ch: western(b), offset }));
}

fn western(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// True when bytes of a Chinese file are code page 936; the rule is told above.
pub(super) fn is_936(bytes: &[u8]) -> bool {
    let (mut pairs, mut standard, mut common) = (0_usize, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        if lead < 0x80 {
            at += 1;
            continue;
        }
        let Some(&trail) = bytes.get(at + 1) else { return false };
        if !(0x81..=0xFE).contains(&lead) || !(0x40..=0xFE).contains(&trail) || trail == 0x7F {
            return false;
        }
        pairs += 1;
        if trail >= 0xA1 && matches!(lead, 0xA1..=0xA3 | 0xB0..=0xF7) {
            standard += 1;
            common += usize::from((0xB0..=0xD7).contains(&lead));
        }
        at += 2;
    }
    common > 0 && standard * 10 >= pairs * 9
}

/// Appends text of code page 936. The second byte of a pair fills its position with nothing.
pub(super) fn decode_936(bytes: &[u8], offset: u32, units: &mut Vec<Unit>) {
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        let here = offset.saturating_add(at as u32);
        if lead < 0x80 {
            units.push(Unit { ch: char::from(lead), offset: here });
            at += 1;
            continue;
        }
        let pair = &bytes[at..bytes.len().min(at + 2)];
        let (text, _) = encoding_rs::GBK.decode_without_bom_handling(pair);
        units.push(Unit { ch: text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER), offset: here });
        if pair.len() == 2 {
            units.push(Unit { ch: Unit::NOTHING, offset: here.saturating_add(1) });
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(units: &[Unit]) -> String {
        units.iter().map(|u| u.ch).filter(|&c| c != Unit::NOTHING).collect()
    }

    #[test]
    fn chinese_pairs_are_told_from_western_text() {
        let (gbk, _, _) = encoding_rs::GBK.encode("一、部门概况\r2019年预算12.5万元\r");
        assert!(is_936(&gbk));
        let mut units = Vec::new();
        decode_936(&gbk, 100, &mut units);
        assert_eq!(text(&units), "一、部门概况\r2019年预算12.5万元\r");
        assert_eq!(units.len(), gbk.len(), "each byte has its position");
        let (western, _, _) = encoding_rs::WINDOWS_1252.encode("Café — “naïve” 2018——2019 ±5°");
        assert!(!is_936(&western));
        let mut units = Vec::new();
        decode_1252(&western, 0, &mut units);
        assert_eq!(text(&units), "Café — “naïve” 2018——2019 ±5°");
    }
}
