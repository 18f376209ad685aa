//! Hostile nesting: a page with ten thousand open elements takes a parser hours, for each new element looks through all that are open.

use std::borrow::Cow;

/// How many elements may be open. Pages of sites have some dozens, broken ones some hundreds.
const DEPTH: usize = 2_000;

/// Leaves out start and end tags beyond [`DEPTH`] open elements; text is kept. True when something was left out.
///
/// Only elements that nest without bound are counted; those that close each other (`p`, `li`, `td`) and void ones are not.
pub(super) fn flatten(markup: &str) -> (Cow<'_, str>, bool) {
    let bytes = markup.as_bytes();
    let (mut depth, mut beyond) = (0_usize, 0_usize);
    let mut out: Option<String> = None;
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|b| b.iter().position(|c| *c == b'<')) {
        let start = at + found;
        at = start + 1;
        let closing = bytes.get(at) == Some(&b'/');
        let name_at = at + usize::from(closing);
        let length = bytes.get(name_at..).map_or(0, |b| b.iter().take(12).take_while(|c| c.is_ascii_alphanumeric()).count());
        if !nests(bytes.get(name_at..name_at + length).unwrap_or_default()) {
            continue;
        }
        let Some(end) = bytes.get(name_at..).and_then(|b| b.iter().position(|c| *c == b'>')) else { break };
        let end = name_at + end + 1;
        at = end;
        let leave_out = if closing && beyond > 0 {
            beyond -= 1;
            true
        } else if closing {
            depth = depth.saturating_sub(1);
            false
        } else if depth >= DEPTH {
            beyond += 1;
            true
        } else {
            depth += 1;
            false
        };
        if leave_out {
            let text = out.get_or_insert_with(|| String::with_capacity(markup.len()));
            text.push_str(markup.get(kept..start).unwrap_or_default());
            kept = end;
        }
    }
    match out {
        None => (Cow::Borrowed(markup), false),
        Some(mut text) => {
            text.push_str(markup.get(kept..).unwrap_or_default());
            (Cow::Owned(text), true)
        }
    }
}

fn nests(name: &[u8]) -> bool {
    const NAMES: &[&str] = &[
        "div",
        "span",
        "font",
        "b",
        "i",
        "u",
        "em",
        "strong",
        "center",
        "table",
        "blockquote",
        "section",
        "article",
        "ul",
        "ol",
        "dl",
        "form",
        "a",
        "small",
        "big",
        "s",
        "strike",
        "tt",
        "code",
        "sub",
        "sup",
        "ins",
        "main",
        "nav",
        "aside",
        "header",
        "footer",
        "fieldset",
        "details",
        "button",
        "object",
        "label",
        "menu",
        "dir",
        "nobr",
        "figure",
        "address",
        "svg",
        "math",
        "template",
        "o",
        "st1",
    ];
    NAMES.iter().any(|n| n.as_bytes().eq_ignore_ascii_case(name))
}
