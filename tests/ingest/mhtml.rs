//! Saved web archives: the page in them is read as if it stood alone.

use crate::support::{blocks, read, rows};
use gongkai::diagnostics::{Code, FailureCode};
use gongkai::document::{Document, Format};
use gongkai::ingest::{self, Limits};
use proptest::prelude::*;

const PAGE: &str = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"></head><body><p>甲县民政局  2030年 部门预算</p>\
<table><tr><td rowspan=2>项目</td><td colspan=2>金额</td></tr><tr><td>上年</td><td>本年</td></tr><tr><td>低保</td><td>12.50</td><td>13.75</td></tr></table></body></html>";

/// Quoted-printable, every byte beyond ASCII and every `=` packed, lines broken softly at 70.
fn quoted(bytes: &[u8]) -> String {
    let (mut out, mut width) = (String::new(), 0);
    for b in bytes {
        let piece = if b.is_ascii() && *b != b'=' { char::from(*b).to_string() } else { format!("={b:02X}") };
        if width + piece.len() > 70 {
            out.push_str("=\r\n");
            width = 0;
        }
        width = if piece == "\n" { 0 } else { width + piece.len() };
        out.push_str(&piece);
    }
    out
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (n, group) in bytes.chunks(3).enumerate() {
        let at = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let held = (at(0) << 16) | (at(1) << 8) | at(2);
        for i in 0..4 {
            let letter = LETTERS[(held >> (18 - 6 * i)) as usize & 63];
            out.push(if i <= group.len() { char::from(letter) } else { '=' });
        }
        if n % 19 == 18 {
            out.push_str("\r\n");
        }
    }
    out
}

/// As Word writes it: a preamble, the page by its place, files that belong to it.
fn by_word(headers: &str, body: &str) -> String {
    format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_NextPart_01D0.A0\"\r\n\r\nThis document is a Single File Web Page.\r\n\r\n\
         ------=_NextPart_01D0.A0\r\nContent-Location: file:///C:/A/x.htm\r\n{headers}\r\n\r\n{body}\r\n\
         ------=_NextPart_01D0.A0\r\nContent-Location: file:///C:/A/x.files/image001.png\r\nContent-Transfer-Encoding: base64\r\nContent-Type: image/png\r\n\r\niVBORw0KGgo=\r\n\
         ------=_NextPart_01D0.A0--\r\n"
    )
}

fn check(d: &Document, encoding: &str) {
    assert_eq!(d.format, Format::Html);
    assert_eq!(d.encoding, Some(encoding).map(|e| if e == "UTF-8" { "UTF-8" } else { "gb18030" }));
    assert_eq!(blocks(d), ["甲县民政局 2030年 部门预算", "table"]);
    assert_eq!(rows(d, 0), [vec!["项目", "金额"], vec!["上年", "本年"], vec!["低保", "12.50", "13.75"]]);
}

#[test]
fn words_single_file_web_page_is_read_in_both_packings() {
    let gbk = encoding_rs::GBK.encode(PAGE).0.into_owned();
    let printable = by_word("Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"gb2312\"", &quoted(&gbk));
    let d = read(&printable);
    check(&d, "gb18030");
    assert_eq!(d.diagnostics, []);
    let packed = by_word("content-transfer-encoding: BASE64\r\nContent-Type: text/html;\r\n\tcharset=\"gb2312\"", &base64(&gbk));
    check(&read(&packed), "gb18030");
    // Line ends of Unix, and blank lines before the headers.
    check(&read(format!("\n\n{}", printable.replace("\r\n", "\n"))), "gb18030");
}

#[test]
fn a_page_saved_by_a_browser_is_read() {
    let page = quoted(PAGE.replace("gb2312", "utf-8").as_bytes());
    let saved = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.jia.gov.cn/a.html\r\nSubject: =?utf-8?Q?=E7=94=B2?=\r\nDate: Mon, 4 Mar 2030 08:00:00 -0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----MultipartBoundary--a;b----\"\r\n\r\n\r\n\
         ------MultipartBoundary--a;b----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n\
         ------MultipartBoundary--a;b----\r\nContent-Type: text/html\r\nContent-ID: <frame-2@mhtml.blink>\r\n\r\n<p>another</p>\r\n\
         ------MultipartBoundary--a;b------\r\n"
    );
    let d = read(&saved);
    check(&d, "UTF-8");
    let told: Vec<Code> = d.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(told, [Code::EmbeddedObject]);
    // `start` names the page where it is not the first.
    let other = read(saved.replace("type=\"text/html\"", "start=\"<frame-2@mhtml.blink>\""));
    assert_eq!(blocks(&other), ["another"]);
    // A page alone, without parts.
    let alone = format!(
        "MIME-Version: 1.0\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}"
    );
    check(&read(alone), "UTF-8");
}

#[test]
fn a_page_among_alternatives_is_found() {
    let text = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=ab\n\n\
         --ab\nContent-Type: text/plain\n\nplain\n--ab\nContent-Type: text/html; charset=utf-8\n\n{}\n--ab--\n\n--a--\n",
        PAGE.replace("gb2312", "utf-8")
    );
    check(&read(text), "UTF-8");
}

#[test]
fn what_is_cut_short_is_told() {
    let whole =
        by_word("Content-Transfer-Encoding: base64\r\nContent-Type: text/html", &base64(PAGE.replace("gb2312", "utf-8").as_bytes()));
    let end = whole.find("------=_NextPart_01D0.A0\r\nContent-Location: file:///C:/A/x.files").unwrap();
    let d = read(&whole[..end]);
    assert_eq!(blocks(&d), ["甲县民政局 2030年 部门预算", "table"]);
    assert_eq!(d.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::DamagedFile]);
}

#[test]
fn archives_without_a_page_are_refused() {
    let code = |text: &str| {
        let failure = ingest::read(text.as_bytes(), &Limits::default()).unwrap_err();
        (failure.code, failure.message)
    };
    let (none, message) =
        code("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--");
    assert_eq!(none, FailureCode::Mhtml);
    assert!(message.contains("1 parts were found"), "{message}");
    let (unknown, message) = code(&by_word("Content-Transfer-Encoding: x-uuencode\r\nContent-Type: text/html", "begin 644"));
    assert_eq!(unknown, FailureCode::Mhtml);
    assert!(message.contains("x-uuencode"), "{message}");
    // Parts in parts without end, and a boundary that is its own inside.
    let nested: String = (0..4000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    assert_eq!(code(&format!("MIME-Version: 1.0\n{nested}")).0, FailureCode::Mhtml);
    let many = "--b\nContent-Type: text/plain\n\n".repeat(50_000);
    assert_eq!(code(&format!("Content-Type: multipart/mixed; boundary=b\n\n{many}")).0, FailureCode::Mhtml);
}

#[test]
fn text_with_colons_is_no_archive() {
    assert_eq!(read("单位: 万元\n部门: 甲局\n").format, Format::Text);
    assert_eq!(read("From: a\nto: b\n\nmultipart/related\n").format, Format::Text);
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(body in ".{0,300}", head in "[a-z:;=\"\n -]{0,80}") {
        let text = format!("Content-Type: multipart/related; boundary=\"b\"{head}\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{body}\n--b");
        let _ = ingest::read(text.as_bytes(), &Limits::default());
    }
}
