//! MHTML: a page and what belongs to it in one file of MIME parts, as Word ("single file web page", often named `.doc`) and browsers (`.mht`) save it.
//!
//! The page is the HTML part that `start` names, else the first one; it is unwrapped here and read by [`crate::ingest::html`], so that places, white space and tables
//! are those of HTML. Other HTML parts (frames, Word's headers and footers) are told and not read; pictures and style sheets are left where they are.
//!
//! What a hostile file may cost is bounded: decoding never makes a part longer, parts and the depth of parts within parts are limited, and so are headers.
//!
//! Sources: RFC 2557 (MHTML), RFC 2045 (transfer encodings), RFC 2046 (multipart), RFC 5322 (folded headers).

use crate::diagnostics::{Code, Diagnostic, Failure, FailureCode, Severity, Stage};
use crate::document::Document;
use crate::ingest::{Limits, html};
use std::borrow::Cow;
use transfer::Transfer;

mod transfer;

/// Parts of one file: saved pages have a few hundred at most.
const PARTS: usize = 10_000;
/// Parts within parts: a page with alternatives has two levels.
const DEPTH: u32 = 8;
/// Bytes of the headers of one part.
const HEADERS: usize = 64 * 1024;

/// True when bytes begin with the headers of a saved page: header lines alone up to a blank line, and a content of several parts or of HTML.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    let Some(headers) = Headers::read(without_mark(bytes)).map(|(headers, _)| headers) else { return false };
    let kind = headers.get("content-type").map(kind_of).unwrap_or_default();
    kind.starts_with("multipart/") || (is_page(&kind) && headers.get("mime-version").is_some())
}

/// Reads the page that such a file holds.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let mut found = Found::default();
    found.part(without_mark(bytes), 0);
    let at = found.start.as_deref().and_then(|start| found.pages.iter().position(|p| p.id.as_deref() == Some(start))).unwrap_or(0);
    let Some(page) = found.pages.get(at) else { return Err(found.no_page()) };
    let mut told = Vec::new();
    let warning = |code, message: String| Diagnostic::new(code, Severity::Warning, message);
    let Some(transfer) = Transfer::named(page.transfer.as_deref()) else {
        let name = page.transfer.as_deref().unwrap_or_default();
        return Err(failure(format!("a saved web archive (MHTML) whose page is packed in a way that is not known ({name:?}); {ADVICE}")));
    };
    let (body, odd) = transfer.unpack(page.body);
    if odd > 0 {
        told.push(warning(
            Code::DamagedFile,
            format!("the page in the web archive has {odd} places that its packing does not allow; they were kept or passed over"),
        ));
    }
    if found.open {
        told.push(warning(Code::DamagedFile, "the web archive ends without its last boundary; it may be cut short".to_owned()));
    }
    if found.cut {
        told.push(warning(
            Code::LimitMet,
            format!("the web archive has more than {PARTS} parts, or parts more than {DEPTH} deep; the others were not looked at"),
        ));
    }
    let others = found.pages.len() - 1;
    if others > 0 {
        let message = format!("the web archive holds {others} more parts of HTML (frames, headers or footers), which were not read");
        told.push(Diagnostic::new(Code::EmbeddedObject, Severity::Note, message));
    }
    html::read_part(&body, page.charset.as_deref(), told, limits)
}

const ADVICE: &str = "open it in Word or a browser and save it as .docx or .html";

fn failure(message: String) -> Failure {
    Failure::new(Stage::Ingest, FailureCode::Mhtml, message)
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

/// The media type of a `Content-Type`, in lower case and without its parameters.
fn kind_of(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_page(kind: &str) -> bool {
    matches!(kind, "text/html" | "application/xhtml+xml")
}

/// A part that is a page.
struct Page<'a> {
    id: Option<String>,
    charset: Option<String>,
    transfer: Option<String>,
    body: &'a [u8],
}

/// What a walk over the parts found.
#[derive(Default)]
struct Found<'a> {
    pages: Vec<Page<'a>>,
    start: Option<String>,
    parts: usize,
    open: bool,
    cut: bool,
}

impl<'a> Found<'a> {
    /// Takes a part in: its headers, and what they say that follows.
    fn part(&mut self, bytes: &'a [u8], depth: u32) {
        self.parts += 1;
        if self.parts > PARTS || depth > DEPTH {
            self.cut = true;
            return;
        }
        let Some((headers, body)) = Headers::read(bytes) else { return };
        let value = headers.get("content-type").unwrap_or_default();
        let kind = kind_of(value);
        if is_page(&kind) {
            self.pages.push(Page {
                id: headers.get("content-id").map(|id| id.trim().to_owned()),
                charset: parameter(value, "charset"),
                transfer: headers.get("content-transfer-encoding").map(|t| t.trim().to_ascii_lowercase()),
                body,
            });
        } else if kind.starts_with("multipart/")
            && let Some(boundary) = parameter(value, "boundary").filter(|b| !b.is_empty())
        {
            self.start = self.start.take().or_else(|| parameter(value, "start"));
            let (parts, closed) = split(body, boundary.as_bytes());
            self.open |= !closed;
            for part in parts {
                if self.cut {
                    break;
                }
                self.part(part, depth + 1);
            }
        }
    }

    fn no_page(&self) -> Failure {
        let parts = self.parts.saturating_sub(1);
        failure(format!(
            "a saved web archive (MHTML) without a page in it ({parts} parts were found, none of them HTML); it may be cut short: download it again, or {ADVICE}"
        ))
    }
}

/// The bodies between the lines that a boundary makes, and whether the last of them was there.
fn split<'a>(body: &'a [u8], boundary: &[u8]) -> (Vec<&'a [u8]>, bool) {
    let (mut parts, mut from, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|b| *b == b'\n') {
        let end = at + line.len();
        if let Some(rest) = line.strip_prefix(b"--").and_then(|l| l.strip_prefix(boundary)) {
            let rest = rest.trim_ascii_end();
            if rest.is_empty() || rest == b"--" {
                if let Some(from) = from {
                    // The line end before a boundary belongs to the boundary.
                    let part = body.get(from..at).unwrap_or_default();
                    let part = part.strip_suffix(b"\n").unwrap_or(part);
                    parts.push(part.strip_suffix(b"\r").unwrap_or(part));
                }
                if !rest.is_empty() {
                    return (parts, true);
                }
                from = Some(end);
            }
        }
        at = end;
    }
    if let Some(from) = from {
        parts.push(body.get(from..).unwrap_or_default());
    }
    (parts, false)
}

/// Header lines, folded ones joined.
struct Headers<'a>(Vec<(String, Cow<'a, str>)>);

impl<'a> Headers<'a> {
    /// The headers and the body after the blank line; `None` where something else stands.
    fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (mut found, mut at): (Vec<(String, Cow<'a, str>)>, usize) = (Vec::new(), 0);
        for line in bytes.split_inclusive(|b| *b == b'\n') {
            at += line.len();
            if at > HEADERS {
                return None;
            }
            let text = String::from_utf8_lossy(line.trim_ascii_end());
            if text.is_empty() {
                break;
            }
            if text.starts_with([' ', '\t']) {
                let (_, value) = found.last_mut()?;
                *value = Cow::Owned(format!("{value} {}", text.trim()));
                continue;
            }
            let (name, value) = text.split_once(':')?;
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
                return None;
            }
            found.push((name.to_ascii_lowercase(), Cow::Owned(value.trim().to_owned())));
        }
        Some((Headers(found), bytes.get(at..).unwrap_or_default()))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_ref())
    }
}

/// A parameter of a header: `name=value` or `name="value"` after a semicolon, which a quoted value may hold itself.
fn parameter(value: &str, name: &str) -> Option<String> {
    let (mut quoted, mut from, mut fields) = (false, 0, Vec::new());
    for (at, c) in value.char_indices() {
        quoted ^= c == '"';
        if c == ';' && !quoted {
            fields.push(value.get(from..at).unwrap_or_default());
            from = at + 1;
        }
    }
    fields.push(value.get(from..).unwrap_or_default());
    fields.iter().skip(1).filter_map(|f| f.split_once('=')).find(|(n, _)| n.trim().eq_ignore_ascii_case(name)).map(|(_, v)| {
        let v = v.trim();
        v.strip_prefix('"').map_or(v, |v| v.strip_suffix('"').unwrap_or(v)).to_owned()
    })
}
