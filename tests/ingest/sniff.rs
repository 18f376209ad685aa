//! What bytes are, whatever their name.

use crate::support::read;
use gongkai::diagnostics::{Code, FailureCode};
use gongkai::document::Format;
use gongkai::ingest::{self, Limits};
use proptest::prelude::*;

fn code(bytes: &[u8]) -> FailureCode {
    let failure = ingest::read(bytes, &Limits::default()).unwrap_err();
    assert!(failure.message.len() > 20, "{}", failure.message);
    failure.code
}

#[test]
fn failures_have_their_codes() {
    assert_eq!(code(b""), FailureCode::Empty);
    assert_eq!(code(" \n\t　\u{feff}".as_bytes()), FailureCode::NoText);
    assert_eq!(code(b"<html><body><p>&nbsp;</p></body></html>"), FailureCode::NoText);
    assert_eq!(code(b"{\\rtf1\\ansi abc}"), FailureCode::Rtf);
    assert_eq!(code(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x"), FailureCode::Mhtml);
    assert_eq!(code(b"%PDF-1.4\n"), FailureCode::UnsupportedFormat);
    assert_eq!(code(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0"), FailureCode::UnsupportedFormat);
    assert_eq!(code(b"MZ\x90\0\x03\0\0\0"), FailureCode::UnsupportedFormat);
    assert_eq!(code(&[0, 1, 2, 3, 0, 0, 0, 9, 8, 7, 0, 0, 5]), FailureCode::UnsupportedFormat);
    assert_eq!(code(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), FailureCode::NotWordZip);
    assert_eq!(code("<html><title>404 Not Found</title><body>页面不存在</body></html>".as_bytes()), FailureCode::ErrorPage);
    assert_eq!(
        code("<html><body><form>用户名<input>密码<input type=password><button>登录</button></form></body></html>".as_bytes()),
        FailureCode::ErrorPage
    );
}

#[test]
fn a_page_named_otherwise_is_a_page() {
    assert_eq!(read("\u{feff}\n<!-- x -->\n<html><body><p>甲县预算</p>").format, Format::Html);
    assert_eq!(read("甲<br>乙<br>丙<br>丁<br>戊<br>").format, Format::Html);
    assert_eq!(read("收入 < 支出\n说明").format, Format::Text);
}

/// Encodes an invented page.
fn page(charset: &str, encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let page = format!("<html><head><meta charset={charset}></head><body><p>{text}</p></body></html>");
    encoding.encode(&page).0.into_owned()
}

const TEXT: &str = "甲县民政局负责全县的低保、救助和养老服务工作，编制二〇三〇年部门预算，收入共计一百二十万元。";

#[test]
fn encodings_are_found_and_lies_are_told() {
    let told = |bytes: Vec<u8>| {
        let d = read(bytes);
        let paragraph = d.paragraph_text(0).to_owned();
        (paragraph, d.encoding.unwrap(), d.diagnostics.iter().any(|x| x.code == Code::EncodingMismatch))
    };
    let rare = format!("{TEXT}㐂村𠮷𫚉");
    assert_eq!(told(page("gb2312", encoding_rs::GBK, TEXT)), (TEXT.to_owned(), "gb18030", true)); // 〇 is not in GB 2312
    assert_eq!(told(page("gbk", encoding_rs::GBK, TEXT)), (TEXT.to_owned(), "gb18030", false));
    assert_eq!(told(page("gb2312", encoding_rs::GB18030, &rare)), (rare.clone(), "gb18030", true));
    assert_eq!(told(page("gb2312", encoding_rs::UTF_8, TEXT)), (TEXT.to_owned(), "UTF-8", true));
    assert_eq!(told(page("utf-8", encoding_rs::UTF_8, TEXT)), (TEXT.to_owned(), "UTF-8", false));
    let traditional = "甲縣民政局負責全縣的低保、救助和養老服務工作，編制部門預算，收入共計一百二十萬元。";
    assert_eq!(told(page("big5", encoding_rs::BIG5, traditional)), (traditional.to_owned(), "Big5", false));
}

#[test]
fn utf16_with_and_without_a_mark() {
    let wide = |mark: bool, little: bool| {
        let text = format!("{}预算公开\n一、收入 12.5万元\n", if mark { "\u{feff}" } else { "" });
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect::<Vec<u8>>()
    };
    for (mark, little, name) in [(true, true, "UTF-16LE"), (true, false, "UTF-16BE"), (false, true, "UTF-16LE"), (false, false, "UTF-16BE")]
    {
        let d = read(wide(mark, little));
        assert_eq!((d.encoding, d.paragraph_text(0), d.paragraph_text(1)), (Some(name), "预算公开", "一、收入 12.5万元"));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = ingest::read(&bytes, &Limits::default());
    }

    #[test]
    fn any_markup_is_read_or_refused(parts in proptest::collection::vec("(<(/?(table|tr|td rowspan=3|td colspan=0|th|p|div|ol|li|br|pre|b|caption|tbody))>)|[ \\n\\t甲12。]{0,4}", 0..80)) {
        let _ = ingest::read(format!("<html>{}", parts.concat()).as_bytes(), &Limits::default());
    }

    #[test]
    fn any_text_is_read_or_refused(parts in proptest::collection::vec("[\\n\\t\\n\\t 甲乙12\"。]{0,6}", 0..80)) {
        let _ = ingest::read(parts.concat().as_bytes(), &Limits::default());
    }
}
