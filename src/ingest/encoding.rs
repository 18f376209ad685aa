//! From bytes to characters, for the formats that leave their encoding open.
//!
//! The order of trust: a byte order mark; validity as UTF-8 (other encodings are next to never valid UTF-8 by chance); the frequencies of characters (`chardetng`, the
//! detector of web browsers). What the file *declares* is only compared: pages that say `gb2312` and are UTF-8, or hold characters that only GB18030 has, are common.
//!
//! Source: Encoding Standard (WHATWG); GB 18030-2022 for the four-byte forms.

use crate::diagnostics::{Code, Diagnostic, Severity};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// Characters, and how they were won.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding that was used: `UTF-8`, `gb18030` (for GB2312 and GBK too, which it holds), `Big5`, `UTF-16LE` …
    pub name: &'static str,
    /// A declaration that is not true; bytes that could not be decoded.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes a whole file.
pub fn decode(bytes: &[u8]) -> Decoded {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) => strict(encoding, bytes.get(length..).unwrap_or_default()),
        None => match utf16_without_mark(bytes) {
            Some(encoding) => strict(encoding, bytes),
            None => eight_bit(bytes),
        },
    }
}

/// Decodes a page, and compares what its container, a `<meta>` or an XML declaration says with what the bytes are. A container's word comes before the page's own, as
/// that of a server does.
pub fn decode_markup(bytes: &[u8], said: Option<&str>) -> Decoded {
    let mut decoded = decode(bytes);
    if let Some(label) = said.map(str::to_owned).or_else(|| declared(&decoded.text)) {
        decoded.diagnostics.extend(compare(&label, &decoded, bytes));
    }
    decoded
}

/// Decodes with one encoding and counts what could not be.
fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = text.matches('\u{fffd}').count();
    let mut diagnostics = Vec::new();
    // U+FFFD may be in the file itself; in the encodings that can write it, only more than that was lost here.
    let own = if encoding == UTF_8 && replaced > 0 { count(bytes, "\u{fffd}".as_bytes()) } else { 0 };
    if replaced > own {
        diagnostics.push(lost(replaced - own, encoding.name()));
    }
    if own > 0 {
        let message = format!("the file itself holds {own} replacement characters (U+FFFD): they were lost before it was published");
        diagnostics.push(Diagnostic::new(Code::DecodingErrors, Severity::Warning, message));
    }
    Decoded { text: text.into_owned(), name: encoding.name(), diagnostics }
}

fn lost(number: usize, name: &str) -> Diagnostic {
    Diagnostic::new(Code::DecodingErrors, Severity::Warning, format!("{number} places could not be decoded as {name} and became U+FFFD"))
}

fn count(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).filter(|w| *w == needle).count()
}

/// UTF-8 where the bytes are, or are but for some damage; else what the frequencies say.
fn eight_bit(bytes: &[u8]) -> Decoded {
    let (valid, invalid) = utf8_sequences(bytes);
    if invalid == 0 {
        return strict(UTF_8, bytes);
    }
    // A cut at the end of a download, or a single broken character, does not make a page GBK; a page that is half the one and half the other is read line by line.
    if valid >= 10 * invalid {
        return by_line(bytes);
    }
    let encoding = guess(bytes);
    if encoding == GB18030 {
        return by_line_shifted(bytes);
    }
    strict(encoding, bytes)
}

/// Numbers of valid multi-byte sequences and of bytes that fit into none.
fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    (valid, invalid)
}

/// The detector's guess, all of GB2312, GBK and GB18030 being one.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    // Short texts mislead the detector: the one encoding of the two in which nearly all characters are common ones is the better guess.
    let [gb, big5] = [GB18030, BIG5].map(|e| common_share(&e.decode_without_bom_handling(bytes).0, e));
    if big5 > gb + 0.3 || (guessed == BIG5 && big5 + 0.2 > gb) {
        return BIG5;
    }
    if guessed == GBK || guessed == GB18030 || guessed == BIG5 || gb > 0.5 { GB18030 } else { guessed }
}

/// UTF-8 line by line; a line that is not, is tried as GB18030.
fn by_line(bytes: &[u8]) -> Decoded {
    let (mut text, mut other, mut bad) = (String::with_capacity(bytes.len()), 0_usize, 0_usize);
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => {
                let (valid, invalid) = utf8_sequences(line);
                let (gb, errors) = GB18030.decode_without_bom_handling(line);
                if !errors && invalid > valid && common_share(&gb, GB18030) > 0.6 {
                    text.push_str(&gb);
                    other += 1;
                } else {
                    let lossy = String::from_utf8_lossy(line);
                    bad += lossy.matches('\u{fffd}').count();
                    text.push_str(&lossy);
                }
            }
        }
    }
    let mut diagnostics = Vec::new();
    if other > 0 {
        let message = format!("the file mixes two encodings: {other} lines were read as gb18030, the others as UTF-8");
        diagnostics.push(Diagnostic::new(Code::EncodingMismatch, Severity::Warning, message));
    }
    if bad > 0 {
        diagnostics.push(lost(bad, "UTF-8"));
    }
    Decoded { text, name: UTF_8.name(), diagnostics }
}

/// GB18030 line by line; a line in which every character became a rare one, and whose bytes make common characters when the first is left out, had lost a byte.
fn by_line_shifted(bytes: &[u8]) -> Decoded {
    let whole = strict(GB18030, bytes);
    // A page in common characters has no such line worth looking for.
    let (mut text, mut shifted) = (String::with_capacity(whole.text.len()), 0_usize);
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let (plain, _) = GB18030.decode_without_bom_handling(line);
        let foreign = plain.chars().filter(|c| !c.is_ascii()).count();
        let repaired = (foreign >= 8 && common_share(&plain, GB18030) < 0.5).then(|| without_orphan(line)).flatten();
        match repaired {
            Some(repaired) if common_share(&repaired, GB18030) > 0.8 => {
                text.push_str(&repaired);
                shifted += 1;
            }
            _ => text.push_str(&plain),
        }
    }
    if shifted == 0 {
        return whole;
    }
    let replaced = text.matches('\u{fffd}').count();
    let message = format!("{shifted} lines were shifted by one byte (GBK); their bytes were paired anew, and the orphan became U+FFFD");
    let mut diagnostics = vec![Diagnostic::new(Code::DamagedFile, Severity::Warning, message)];
    if replaced > 0 {
        diagnostics.push(lost(replaced, GB18030.name()));
    }
    Decoded { text, name: GB18030.name(), diagnostics }
}

/// The line with the first byte of its first run of high bytes taken for an orphan.
fn without_orphan(line: &[u8]) -> Option<String> {
    let at = line.iter().position(|b| *b >= 0x80)?;
    let (before, after) = (line.get(..at)?, line.get(at + 1..)?);
    let mut text = String::from_utf8_lossy(before).into_owned();
    text.push('\u{fffd}');
    text.push_str(&GB18030.decode_without_bom_handling(after).0);
    Some(text)
}

/// The share of characters beyond ASCII that are common in Chinese text, by the level that the national standards give them: level 1 of GB 2312 (rows 16-55), or the
/// frequently used characters of Big5 (0xA4-0xC6); and punctuation. 1 when there is none.
fn common_share(text: &str, encoding: &'static Encoding) -> f64 {
    let (mut all, mut common) = (0_u32, 0_u32);
    let mut buffer = String::new();
    for c in text.chars().filter(|c| !c.is_ascii()).take(20_000) {
        all += 1;
        buffer.clear();
        buffer.push(c);
        let (bytes, _, failed) = encoding.encode(&buffer);
        let level_one = match *bytes {
            [0xA1 | 0xA3..=0xC6, _] if encoding == BIG5 => !failed,
            [0xB0..=0xD7 | 0xA1 | 0xA3, 0xA1..=0xFE] if encoding != BIG5 => !failed,
            _ => false,
        };
        common += u32::from(level_one);
    }
    if all == 0 { 1.0 } else { f64::from(common) / f64::from(all) }
}

/// UTF-16 without a mark: valid in that byte order, with NUL bytes as only ASCII in UTF-16 gives them, and with nothing but Chinese text and ASCII in it.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096) & !1)?;
    if sample.len() < 4 || !sample.contains(&0) {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let (mut all, mut fit) = (0_u32, 0_u32);
        for c in text.chars() {
            all += 1;
            fit += u32::from(matches!(c, '\n' | '\r' | '\t' | ' '..='~' | '\u{a0}'..='\u{ff}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'));
        }
        all > 0 && fit * 100 >= all * 97
    })
}

/// The label that a `<meta>` or XML declaration in the first 4,096 characters gives.
fn declared(text: &str) -> Option<String> {
    let end = text.char_indices().nth(4096).map_or(text.len(), |(i, _)| i);
    let head = text[..end].to_ascii_lowercase();
    let xml = head.find("<?xml").and_then(|at| {
        let close = head[at..].find('>').map_or(head.len(), |e| at + e);
        label_after(&head[at..close], "encoding")
    });
    xml.or_else(|| {
        head.match_indices("<meta").find_map(|(at, _)| {
            let close = head[at..].find('>').map_or(head.len(), |e| at + e);
            label_after(&head[at..close], "charset")
        })
    })
}

/// The value after `name =`, quotes left out.
fn label_after(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(name)? + name.len();
    let value = tag[at..].trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')).collect();
    (!label.is_empty()).then_some(label)
}

/// A note when the declaration is not what the bytes are.
fn compare(label: &str, decoded: &Decoded, bytes: &[u8]) -> Option<Diagnostic> {
    let said = Encoding::for_label(label.as_bytes());
    let chinese = |e: &'static Encoding| e == GBK || e == GB18030;
    let same = match said {
        None => false,
        Some(said) if chinese(said) && decoded.name == GB18030.name() => !beyond(label, decoded),
        Some(said) => said.name() == decoded.name || bytes.is_ascii(),
    };
    if same {
        return None;
    }
    let message = format!("the page says that it is {label:?}; its bytes are {}", decoded.name);
    Some(Diagnostic::new(Code::EncodingMismatch, Severity::Note, message))
}

/// True when the text holds a character that the declared one of the three Chinese encodings has not.
fn beyond(label: &str, decoded: &Decoded) -> bool {
    let only_2312 = label.contains("2312");
    let only_gbk = label.contains("gbk");
    let mut buffer = String::new();
    decoded.text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').any(|c| {
        if !only_2312 && !only_gbk {
            return false;
        }
        buffer.clear();
        buffer.push(c);
        let (bytes, _, _) = GB18030.encode(&buffer);
        match *bytes {
            [lead, trail] => only_2312 && !((0xA1..=0xF7).contains(&lead) && trail >= 0xA1),
            _ => true,
        }
    })
}
