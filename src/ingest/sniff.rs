//! What the bytes of a file are, whatever its name says.
//!
//! A `.doc` may be a web page, a `.docx` may be Word 97, and a picture may be named `.doc`. Only the bytes are asked. What is recognised and cannot be read is a
//! [`Failure`] whose message names what it is and what to do.

use crate::diagnostics::{Failure, FailureCode, Stage};
use crate::document::Format;
use crate::ingest::container::{Container, MAGIC};
use crate::ingest::{encoding, mhtml};
use std::io::Cursor;

/// How many bytes of text are looked at to tell HTML from plain text.
const HEAD: usize = 64 * 1024;

/// Says what the bytes are, or why they cannot be read.
pub fn sniff(bytes: &[u8]) -> Result<Format, Failure> {
    if bytes.is_empty() {
        return Err(fail(FailureCode::Empty, "the file holds no bytes; download it again"));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return sniff_zip(bytes);
    }
    if bytes.starts_with(&MAGIC) {
        return sniff_ole(bytes);
    }
    if let Some(what) = signature(bytes) {
        return Err(unsupported(what));
    }
    if mhtml::is_archive(bytes) {
        return Ok(Format::Html);
    }
    sniff_text(bytes)
}

fn fail(code: FailureCode, message: impl Into<String>) -> Failure {
    Failure::new(Stage::Sniff, code, message)
}

fn unsupported(what: &str) -> Failure {
    fail(FailureCode::UnsupportedFormat, format!("the file is {what}, whatever its name says; save the disclosure as Word, HTML or text"))
}

/// Formats that are known by their first bytes and that are not read.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"MZ", "a Windows program"),
        (b"\x7FELF", "a program"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive (unpack it first)"),
        (b"Rar!\x1A\x07", "a RAR archive (unpack it first)"),
        (b"\x1F\x8B", "a gzip archive (unpack it first)"),
        (b"SQLite format 3\0", "an SQLite database"),
    ];
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(what);
    }
    let head = &bytes[..bytes.len().min(1024)];
    if find(head, b"%PDF-").is_some() {
        return Some("a PDF");
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some("a WebP picture");
    }
    // A bitmap names its own length; the letters BM alone could begin a text.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some("a bitmap picture");
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Some("a tar archive (unpack it first)");
    }
    None
}

/// A zip: Word's when its relationships or content types lead to a Word main part.
fn sniff_zip(bytes: &[u8]) -> Result<Format, Failure> {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // The directory at the end is lost (a truncated download); the first parts may tell what it was. The Word reader says what is wrong with it.
        let head = &bytes[..bytes.len().min(1 << 20)];
        if find(head, b"word/").is_some() || find(head, b"[Content_Types].xml").is_some() {
            return Ok(Format::Docx);
        }
        return Err(fail(
            FailureCode::Corrupt,
            "a zip archive that is damaged or cut short, and not known to be a Word file; download it again",
        ));
    };
    // Some writers begin names with a slash or separate them with a backslash; case is free.
    let tidy = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase();
    let names: Vec<String> = archive.file_names().filter_map(|name| name.ok().map(|n| tidy(&n))).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    let under = |folder: &str| names.iter().any(|n| n.starts_with(folder));
    if under("word/") {
        return Ok(Format::Docx);
    }
    if has("xl/workbook.xml") || has("xl/workbook.bin") {
        return Err(unsupported("a spreadsheet (.xlsx)"));
    }
    if under("ppt/") {
        return Err(unsupported("a presentation (.pptx)"));
    }
    if has("ofd.xml") {
        return Err(unsupported("an OFD document"));
    }
    if has("content.xml") && has("mimetype") {
        return Err(unsupported("an OpenDocument file (.odt, .ods)"));
    }
    // The main part may stand anywhere; then only the relationships lead to it.
    if has("[content_types].xml") && has("_rels/.rels") && names.iter().any(|n| n.ends_with("document.xml")) {
        return Ok(Format::Docx);
    }
    let shown = names.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    let message =
        format!("a zip archive that is no Word file (it holds {} entries: {shown} …); unpack it and give what it holds", names.len());
    Err(fail(FailureCode::NotWordZip, message))
}

/// An OLE container: Word's when it has a WordDocument stream.
fn sniff_ole(bytes: &[u8]) -> Result<Format, Failure> {
    let Some(container) = Container::open(bytes) else {
        return Err(fail(FailureCode::Corrupt, "an OLE container that is damaged or cut short; download it again"));
    };
    let has = |name: &str| container.names().any(|n| n.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(fail(FailureCode::Encrypted, "the file is protected by a password; open it in Word and save it without one"));
    }
    if has("WordDocument") {
        return Ok(Format::Doc);
    }
    if has("Workbook") || has("Book") {
        return Err(unsupported("a spreadsheet (.xls, .et)"));
    }
    if has("PowerPoint Document") {
        return Err(unsupported("a presentation (.ppt)"));
    }
    let message = "an OLE container that holds no Word document (it has no WordDocument stream); open it in the program that wrote it and save it as Word";
    Err(fail(FailureCode::NotWordOle, message))
}

/// Text of some kind, or binary data.
fn sniff_text(bytes: &[u8]) -> Result<Format, Failure> {
    let cut = bytes.len().min(HEAD);
    let head = encoding::decode(&bytes[..cut]).text;
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.starts_with("{\\rtf") {
        return Err(fail(FailureCode::Rtf, "Rich Text Format, which is not read yet; open it in Word and save it as .docx"));
    }
    if let Some(what) = foreign_xml(start) {
        return Err(unsupported(what));
    }
    // The head may end inside a character; a few control characters occur in converted text, many in nothing but binary data.
    let (mut all, mut odd) = (0_u32, 0_u32);
    for c in head.chars() {
        all += 1;
        odd += u32::from(
            c == '\0' || c == '\u{fffd}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{1a}' | '\u{85}')),
        );
    }
    if odd * 10 > all && odd > 2 {
        return Err(unsupported("binary data of no known kind"));
    }
    Ok(if is_html(start) { Format::Html } else { Format::Text })
}

/// XML that is a document of another program.
fn foreign_xml(start: &str) -> Option<&'static str> {
    if !start.starts_with("<?xml") && !start.starts_with('<') {
        return None;
    }
    let head: String = start.chars().take(4000).collect();
    if head.contains("Word.Document") || head.contains("<w:wordDocument") || head.contains("<pkg:package") {
        return Some("Word XML (open it in Word and save it as .docx)");
    }
    if head.contains("progid=\"Excel.Sheet\"") || (head.contains("<Workbook") && head.contains("schemas-microsoft-com:office:spreadsheet"))
    {
        return Some("a spreadsheet in XML");
    }
    if head.contains("<svg") && !head.contains("<html") && !head.contains("<body") {
        return Some("an SVG picture");
    }
    None
}

/// Tags that a page or a piece of one may begin with.
const OPENING: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "style",
    "script",
    "table",
    "tbody",
    "tr",
    "td",
    "div",
    "p",
    "span",
    "h1",
    "h2",
    "h3",
    "h4",
    "font",
    "center",
    "br",
    "ul",
    "ol",
    "section",
    "article",
    "main",
    "strong",
    "b",
    "a",
    "img",
    "form",
    "base",
];

/// HTML: it begins with a tag of HTML (comments and an XML declaration aside), or is full of them.
fn is_html(start: &str) -> bool {
    let mut rest = start;
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("<!--") {
            match after.find("-->") {
                Some(end) => rest = &after[end + 3..],
                None => break,
            }
        } else if rest.starts_with("<?") {
            match rest.find('>') {
                Some(end) => rest = &rest[end + 1..],
                None => break,
            }
        } else {
            break;
        }
    }
    if let Some(tag) = rest.strip_prefix('<') {
        let tag: String = tag.chars().take(20).collect::<String>().to_ascii_lowercase();
        let named =
            |name: &str| tag.strip_prefix(name).is_some_and(|r| r.is_empty() || r.starts_with(|c: char| !c.is_ascii_alphanumeric()));
        if OPENING.iter().any(|name| named(name)) {
            return true;
        }
    }
    let lower = start.to_ascii_lowercase();
    let closing = ["</p>", "</td>", "</div>", "</span>", "</tr>", "<br>", "<br/>", "<br />", "</html>", "</body>"];
    closing.iter().map(|tag| lower.matches(tag).count()).sum::<usize>() >= 5
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}
