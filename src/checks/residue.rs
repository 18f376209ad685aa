//! S03: words that only a template holds. S07: characters that were lost.

use super::Input;
use super::outcome::{Evidence, Outcome, verdict};
use super::text::{Span, Text};
use super::words::WORDS;
use crate::facts::Part;
use crate::normalise::simplify::simplified;
use crate::record::CheckStatus;
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Places of one finding that are kept as evidence.
const PLACES: usize = 40;

/// Runs of marks that stand for words to be filled in.
static PLACEHOLDER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[XxＸｘ]{2,}|[×✕✖╳]{2,}|[*＊]{2,}|_{2,}|＿{2,}").ok());
/// Two stops where one belongs.
static STOPS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"。。{1,2}|，，|；；|、、|：：|，。|。，|、。|；。|。；|：。|，；|；，|、，|，、").ok());

/// Findings by what they are, with their places.
type Found<'t, 'a> = BTreeMap<String, Vec<(&'t Span<'a>, Range<usize>)>>;

/// S03: one row for each kind of residue.
pub(super) fn template(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    let mut found: Found<'_, '_> = BTreeMap::new();
    for span in &text.spans {
        words(span, &mut found);
        choices(span, &mut found);
        for range in placeholders(span) {
            found.entry("placeholder".to_owned()).or_default().push((span, range));
        }
        if span.is_prose() {
            for stop in STOPS.iter().flat_map(|r| r.find_iter(span.text)) {
                found.entry(format!("doubled stop {}", stop.as_str())).or_default().push((span, stop.range()));
            }
        }
    }
    rows("S03", input, text, found, "residue of a template")
}

/// One row for each finding, or one that passes.
fn rows(id: &str, input: &Input<'_>, text: &Text<'_>, found: Found<'_, '_>, what: &str) -> Vec<Outcome> {
    if text.spans.is_empty() {
        return vec![Outcome::new(id, "", CheckStatus::Unknown, "the disclosure has no text")];
    }
    if found.is_empty() {
        return vec![Outcome::new(id, "", CheckStatus::Pass, format!("no {what}"))];
    }
    let row = |(name, places): (String, Vec<(&Span<'_>, Range<usize>)>)| {
        let printed = places.first().map_or("", |(span, range)| &span.text[range.clone()]);
        let message = format!("{what}: \"{}\", {} times", printed.replace('\n', " "), places.len());
        let evidence = places.iter().take(PLACES).map(|(span, range)| Evidence::bytes(input, "lhs", span, range.clone()));
        Outcome::new(id, name, verdict(false), message).evidence(evidence)
    };
    found.into_iter().map(row).collect()
}

fn words<'t, 'a>(span: &'t Span<'a>, found: &mut Found<'t, 'a>) {
    for word in &WORDS.residue.words {
        for range in span.places(word) {
            let inside = WORDS
                .residue
                .unless
                .iter()
                .any(|longer| span.places(longer).any(|outer| outer.start <= range.start && range.end <= outer.end));
            if !inside {
                let source = span.key.source_range(span.text, range.start, range.end);
                found.entry(word.clone()).or_default().push((span, source));
            }
        }
    }
}

/// 增加（减少）: a choice that nobody made. Headings and cells may offer both for the reader.
fn choices<'t, 'a>(span: &'t Span<'a>, found: &mut Found<'t, 'a>) {
    let lists = &WORDS.residue;
    if !span.is_prose() || span.part == Some(Part::Glossary) {
        return;
    }
    let key = span.key.text.as_str();
    for (at, _) in key.match_indices('(') {
        let Some(close) = key[at..].find(')').map(|c| at + c) else { continue };
        let inner = key[at + 1..close].trim_start_matches('或').trim_start_matches('/');
        let before = |list: &[String]| list.iter().filter(|w| key[..at].ends_with(w.as_str())).map(|w| w.len()).max();
        let is = |list: &[String]| list.iter().any(|w| w == inner);
        let opposite = match () {
            () if is(&lists.down) => before(&lists.up).or(before(&lists.same)),
            () if is(&lists.up) => before(&lists.down).or(before(&lists.same)),
            () => None,
        };
        // 增加（减少）额, and 增减 as a name of the change, are labels of it.
        let label = key[close + 1..].starts_with(['额', '率', '幅', '变', '情']);
        if let Some(length) = opposite.filter(|_| !label) {
            let source = span.key.source_range(span.text, at - length, close + 1);
            found.entry(key[at - length..=close].to_owned()).or_default().push((span, source));
        }
    }
}

/// XX万元, 主要原因是××: marks that stand for words.
fn placeholders(span: &Span<'_>) -> Vec<Range<usize>> {
    let lists = &WORDS.residue;
    // Places are those of the text as printed: traditional characters take as many bytes as their simplified counterparts.
    let simple = simplified(span.text);
    let text = if simple.len() == span.text.len() { simple.as_ref() } else { span.text };
    let mut ranges = Vec::new();
    for found in PLACEHOLDER.iter().flat_map(|r| r.find_iter(text)) {
        let before = text[..found.start()].trim_end();
        let after = text[found.end()..].trim_start();
        let last = before.chars().next_back();
        let first = after.chars().next();
        let year = (before.ends_with("20") || before.ends_with("201") || before.ends_with("202")) && first == Some('年');
        let latin = last.is_some_and(|c| c.is_ascii_alphanumeric()) || first.is_some_and(|c| c.is_ascii_alphanumeric());
        let alone = before.is_empty() && after.is_empty() && !found.as_str().starts_with(['*', '＊', '_', '＿']);
        let folded = |c: char| crate::normalise::key::fold(c).unwrap_or(c);
        let beside = lists.after.iter().any(|w| after.starts_with(w.as_str()) || (w == "%" && first.map(folded) == Some('%')))
            || lists.before.iter().any(|w| before.ends_with(w.as_str()));
        if year || (!latin && (alone || beside)) {
            ranges.push(found.range());
        }
    }
    ranges
}

/// S07: one row for each lost character, and for each known misprint.
pub(super) fn characters(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    let mut found: Found<'_, '_> = BTreeMap::new();
    for span in &text.spans {
        for (at, c) in span.text.char_indices().filter(|(_, c)| is_lost(*c)) {
            found.entry(format!("U+{:04X}", c as u32)).or_default().push((span, at..at + c.len_utf8()));
        }
        for (wrong, right) in &WORDS.misprints.words {
            for range in span.places(wrong) {
                let source = span.key.source_range(span.text, range.start, range.end);
                found.entry(format!("{wrong} for {right}")).or_default().push((span, source));
            }
        }
    }
    rows("S07", input, text, found, "character without a meaning, or mistaken for another")
}

/// Private use, and the mark for what could not be decoded.
fn is_lost(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}
