//! Match keys: text folded for comparison, with the way back to where each character stood.

use crate::normalise::simplify::simplify;

/// A folded text. Folding drops white space and zero-width characters, turns full-width ASCII and Chinese punctuation variants into one form, and lowers Latin case;
/// it never reorders, so that every character of the key stands for one character of the source.
///
/// What is folded: `（）［］｛｝〔〕【】` into `()[]…` by kind, `：；，．！？％／＋－～` and full-width letters and digits into ASCII, all quotation marks (`“”"「」『』＂`) into `"`,
/// `﹤﹥＜＞` into `<>`, traditional characters into simplified ones ([`simplify`]), dashes `—–－─` into `-`, `·•・` into `·`, `〇` stays. `、` and `。` stay: they carry meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Key {
    /// The folded text.
    pub text: String,
    /// For each *byte* of `text`, and one past the end: the byte offset in the source of the character that it came from (the end: one past the last kept character).
    pub map: Vec<u32>,
}

impl Key {
    /// Folds a text.
    pub fn new(source: &str) -> Self {
        let mut key = Key { text: String::with_capacity(source.len()), map: Vec::with_capacity(source.len() + 1) };
        let (mut end, mut skip_to) = (0, 0);
        for (at, c) in source.char_indices() {
            if at < skip_to {
                continue;
            }
            if let Some(folded) = fold(c) {
                if folded != c && is_han(c) {
                    skip_to = at + c.len_utf8() + reading(&source[at + c.len_utf8()..]);
                }
                key.text.push(folded);
                key.map.resize(key.text.len(), at as u32);
                end = at + c.len_utf8();
            }
        }
        key.map.push(end as u32);
        key
    }

    /// The source's byte range of a byte range of the key: from the first character's start to the last one's end.
    pub fn source_range(&self, source: &str, start: usize, end: usize) -> std::ops::Range<usize> {
        if start >= end {
            let at = self.map.get(start).copied().unwrap_or(0) as usize;
            return at..at;
        }
        let from = self.map[start] as usize;
        let last = self.map[end - 1] as usize;
        let width = source[last..].chars().next().map_or(0, char::len_utf8);
        from..last + width
    }
}

/// The folded text alone.
pub fn fold_text(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut skip_to = 0;
    for (at, c) in source.char_indices().filter_map(|(at, c)| fold(c).map(|f| (at, (c, f)))) {
        let (c, folded) = c;
        if at >= skip_to {
            text.push(folded);
            if folded != c && is_han(c) {
                skip_to = at + c.len_utf8() + reading(&source[at + c.len_utf8()..]);
            }
        }
    }
    text
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Bytes of a reading in brackets at the head of a text: mirrors that turn pages into traditional characters leave 預(yù)算 behind. It counts only with a tone mark, so that (a) and
/// (km) stay.
fn reading(rest: &str) -> usize {
    let Some(inner) = rest.strip_prefix('(') else { return 0 };
    let Some(close) = inner.char_indices().take(8).find(|(_, c)| *c == ')').map(|(at, _)| at) else { return 0 };
    let syllable = &inner[..close];
    let toned = syllable.chars().any(|c| "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ".contains(c));
    let latin = syllable.chars().all(|c| c.is_ascii_lowercase() || "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ".contains(c));
    if toned && latin { close + 2 } else { 0 }
}

/// One character folded; `None` when it is dropped.
pub fn fold(c: char) -> Option<char> {
    Some(match c {
        c if c.is_whitespace() || c.is_control() => return None,
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => return None,
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '＂' | '〝' | '〞' | '"' => '"',
        '‘' | '’' | '＇' | '`' => '\'',
        '〔' | '﹝' | '【' | '〖' | '［' | '﹙' | '❨' => match c {
            '﹙' | '❨' => '(',
            _ => '[',
        },
        '〕' | '﹞' | '】' | '〗' | '］' | '﹚' | '❩' => match c {
            '﹚' | '❩' => ')',
            _ => ']',
        },
        '﹤' | '〈' => '<',
        '﹥' | '〉' => '>',
        '≧' => '≥',
        '≦' => '≤',
        '—' | '–' | '─' | '―' | '‐' | '‑' | '−' | '﹣' => '-',
        '•' | '・' | '‧' | '∙' => '·',
        '﹕' | '∶' => ':',
        '﹑' => '、',
        '｡' => '。',
        '﹪' => '%',
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            ascii.to_ascii_lowercase()
        }
        c => simplify(c.to_ascii_lowercase()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_widths_quotes_and_blanks_and_finds_the_way_back() {
        let source = "　财政拨款“三 公”经费（１）";
        let key = Key::new(source);
        assert_eq!(key.text, "财政拨款\"三公\"经费(1)");
        let at = key.text.find("三公").unwrap();
        assert_eq!(&source[key.source_range(source, at, at + "三公".len())], "三 公");
    }

    #[test]
    fn traditional_characters_match_and_keep_their_places() {
        let source = "機關 運行經費";
        let key = Key::new(source);
        assert_eq!(key.text, "机关运行经费");
        let at = key.text.find("运行").unwrap();
        assert_eq!(&source[key.source_range(source, at, at + "运行".len())], "運行");
        let source = "預(yù)算單位構(gòu)成（a），計劃(km)";
        let key = Key::new(source);
        assert_eq!(key.text, "预算单位构成(a),计划(km)");
        assert_eq!(fold_text(source), key.text);
        let at = key.text.find("预算").unwrap();
        assert_eq!(&source[key.source_range(source, at, at + "预算".len())], "預(yù)算");
    }
}
