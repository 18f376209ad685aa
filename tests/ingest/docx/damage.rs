//! Damaged and hostile files.

use super::told;
use super::word::{p, pack, tbl, tc, tr, word};
use crate::support::{read, shared};
use gongkai::diagnostics::{Code, Failure, FailureCode, Severity};
use gongkai::document::{Block, Document};
use gongkai::ingest::{self, Limits};
use proptest::prelude::*;

fn fails(bytes: &[u8], limits: Limits) -> Failure {
    ingest::read(bytes, &limits).unwrap_err()
}

/// Whatever was read holds together: ranges lie in the text, on character boundaries and in order, and every grid answers.
fn consistent(document: &Document) {
    let mut last = 0;
    for block in &document.blocks {
        let range = match block {
            Block::Paragraph(p) => p.range,
            Block::Table(t) => {
                assert_eq!(t.grid.len(), (t.rows * t.columns) as usize);
                for cell in &t.cells {
                    let _ = document.cell_text(cell);
                    assert!(cell.range.start >= t.range.start && cell.range.end <= t.range.end);
                    for number in &cell.numbers {
                        assert!((cell.range.start..=cell.range.end).contains(&number.before));
                    }
                }
                t.range
            }
        };
        assert!(range.start >= last && range.end >= range.start);
        last = range.end;
        let _ = document.slice(range);
    }
    for diagnostic in &document.diagnostics {
        assert!(diagnostic.place.is_none_or(|p| p.block <= document.blocks.len() as u32));
    }
}

#[test]
fn a_document_that_breaks_off_gives_what_stands_before() {
    let whole = word(&format!("{}{}{}", p("第一段"), tbl(1, &[tr(&[tc("", "格一")]), tr(&[tc("", "格二")])]), p("末段"))).bytes();
    let text = {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&whole)).unwrap();
        std::io::read_to_string(zip.by_name("word/document.xml").unwrap()).unwrap()
    };
    let cut = text.find("格二").unwrap();
    let document = read(word("").file("word/document.xml", &text[..cut]).bytes());
    assert_eq!(told(&document)[0], "第一段");
    assert!(document.text.contains("格一") && !document.text.contains("末段"));
    let damage = &document.diagnostics[0];
    assert_eq!((damage.code, damage.severity), (Code::DamagedFile, Severity::Error));
}

#[test]
fn a_document_that_is_damaged_at_once_is_corrupt() {
    let failure = fails(&word("").file("word/document.xml", "<w:document").bytes(), Limits::default());
    assert_eq!(failure.code, FailureCode::Corrupt);
    assert!(failure.message.contains("save it anew"), "{}", failure.message);
}

#[test]
fn a_truncated_archive_is_corrupt_and_says_what_to_do() {
    let bytes = word(&p("某县某局2019年部门预算")).bytes();
    let failure = fails(&bytes[..bytes.len() * 2 / 3], Limits::default());
    assert_eq!(failure.code, FailureCode::Corrupt);
    assert!(failure.message.contains("download it again"), "{}", failure.message);
}

#[test]
fn damaged_side_parts_do_not_stop_the_reading() {
    let document = read(word(&p("正文")).styles("<w:style><w:oops></w:style>").bytes());
    assert_eq!(told(&document), ["正文"]);
    assert_eq!((document.diagnostics[0].code, document.diagnostics[0].severity), (Code::DamagedFile, Severity::Warning));
}

#[test]
fn archives_that_are_no_word_files() {
    let failure = fails(&pack([("word/readme.txt", &b"hello"[..])]), Limits::default());
    assert_eq!(failure.code, FailureCode::NotWordZip);
    // A main part that is no Word document, whatever its place says.
    let workbook = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>"#;
    let failure = fails(&word("").file("word/document.xml", workbook).bytes(), Limits::default());
    assert_eq!(failure.code, FailureCode::NotWordZip);
}

#[test]
fn the_main_part_is_found_without_relationships() {
    let text = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>别处</w:t></w:r></w:p></w:body></w:document>"#;
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/WORD/Main.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>"#;
    let bytes = pack([("[Content_Types].xml", types.as_bytes()), ("word\\main.xml", text.as_bytes())]);
    assert_eq!(told(&read(bytes)), ["别处"]);
    assert_eq!(told(&read(pack([("word/document.xml", text.as_bytes())]))), ["别处"]);
}

#[test]
fn parts_may_be_utf16() {
    let text: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(
            r#"<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>宽字</w:t></w:r></w:p></w:document>"#
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    assert_eq!(told(&read(pack([("word/document.xml", &text[..])]))), ["宽字"]);
}

#[test]
fn limits_hold() {
    let bomb = word(&p(&"零".repeat(2_000_000))).bytes();
    assert!(bomb.len() < 100_000);
    let failure = fails(&bomb, Limits { expanded_bytes: 1 << 20, ..Limits::default() });
    assert_eq!(failure.code, FailureCode::ExpansionLimit);

    let many = tbl(2, &vec![tr(&[tc("", "a"), tc("", "b")]); 50]);
    let document = ingest::read(&word(&many).bytes(), &Limits { table_cells: 20, ..Limits::default() }).unwrap();
    assert_eq!(told(&document), ["#10×2"]);
    assert!(document.diagnostics.iter().any(|d| d.code == Code::LimitMet));

    let deep = (0..40).fold(p("底"), |inner, _| format!("{}{}", tbl(1, &[tr(&[format!("<w:tc>{inner}{}</w:tc>", p("层"))])]), p("")));
    let document = ingest::read(&word(&deep).bytes(), &Limits { nesting: 5, ..Limits::default() }).unwrap();
    assert_eq!(document.tables().count(), 5);
    assert!(document.diagnostics.iter().any(|d| d.code == Code::LimitMet));
}

#[test]
fn hostile_shapes_end_soon() {
    let spans = [
        tr(&[
            tc(r#"<w:gridSpan w:val="4294967295"/>"#, "宽"),
            tc(r#"<w:gridSpan w:val="-1"/>"#, "负"),
            tc(r#"<w:gridSpan w:val="0"/>"#, "零"),
        ]),
        format!(r#"<w:tr><w:trPr><w:gridBefore w:val="4000000000"/></w:trPr>{}</w:tr>"#, tc("", "远")),
    ];
    consistent(&read(word(&tbl(1, &spans)).bytes()));
    // A hundred thousand elements, text boxes, fields and controls within each other.
    for open in [
        "<w:sdt>",
        "<w:p><w:r><w:txbxContent>",
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>a</w:t></w:r>"#,
        "<w:tbl><w:tr><w:tc>",
        "<mc:AlternateContent><mc:Choice>",
        "<m:d><m:e>",
        r#"<x:a xmlns:x="urn:x">"#,
    ] {
        let inner = format!("{}{}", p("文字"), open.repeat(100_000));
        consistent(&read(word(&inner).bytes()));
    }
    let circle = r#"<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>"#;
    assert_eq!(told(&read(word(&super::word::pp(r#"<w:pStyle w:val="a"/>"#, "环")).styles(circle).bytes())), ["环"]);
}

#[test]
fn misplaced_elements_lose_no_text() {
    let inner = format!(
        "<w:r><w:t>散</w:t></w:r>{}<w:tr><w:tc>{}</w:tc></w:tr><w:tbl>{}<w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:r><w:t>外</w:t></w:r><w:p><w:r><w:t>内</w:t></w:r></w:p><w:r><w:t>后</w:t></w:r></w:p>",
        p("段"),
        p("无表之格"),
        p("表中之段"),
        p("格")
    );
    let document = read(word(&inner).bytes());
    for text in ["散", "段", "无表之格", "表中之段", "格", "外", "内", "后"] {
        assert!(document.text.contains(text), "{text}: {:?}", document.text);
    }
}

/// A file with something of everything, small enough to be mutated many times.
fn everything() -> Vec<u8> {
    let rows = [
        tr(&[tc(r#"<w:vMerge w:val="restart"/>"#, "单位"), tc(r#"<w:gridSpan w:val="2"/>"#, "编制")]),
        tr(&[tc("<w:vMerge/>", ""), tc("", "1"), tc("", "2")]),
    ];
    let inner = format!(
        r#"{}{}<w:p><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict><w:footnoteReference w:id="1"/></w:r></w:p><w:sectPr><w:headerReference r:id="header1"/></w:sectPr>"#,
        super::word::item(1, 0, "职责"),
        tbl(3, &rows),
        p("框")
    );
    word(&inner)
        .numbering(&super::word::list(1, &[("chineseCounting", "%1、")]))
        .styles(r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>"#)
        .part("footnotes", "footnotes", &format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p("注")))
        .part("header", "header1", &p("页眉"))
        .bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn mutated_archives_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in prop::option::weighted(0.2, any::<prop::sample::Index>())) {
        let mut bytes = everything();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(document) = ingest::read(&bytes, &Limits::default()) {
            consistent(&document);
        }
    }

    #[test]
    fn any_order_of_elements_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let document = ingest::read(&word(&format!("{}{}", p("文"), pieces.concat())).bytes(), &Limits::default());
        consistent(&document.unwrap());
    }
}

/// Beginnings, ends and whole elements; most of their sequences are no XML.
const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>文</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr><w:vMerge/></w:tcPr>",
    "<w:tcPr><w:hMerge/></w:tcPr>",
    "<w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:instrText>TOC</w:instrText>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<mc:AlternateContent>",
    "</mc:AlternateContent>",
    "<mc:Choice>",
    "</mc:Choice>",
    "<mc:Fallback>",
    "</mc:Fallback>",
    "<w:sdt>",
    "</w:sdt>",
    "<w:del>",
    "</w:del>",
    "<m:d>",
    "</m:d>",
    "<m:e>",
    "</m:e>",
    "<w:fldSimple w:instr=\"TOC\">",
    "</w:fldSimple>",
    "<w:object>",
    "</w:object>",
    "<w:trPr><w:del/></w:trPr>",
    "&lt;",
    "文",
];

#[test]
fn every_foreign_file_is_read_or_refused() {
    let Some(folder) = shared("wordfiles") else { return };
    let (mut read_, mut refused) = (0, Vec::new());
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        if !bytes.starts_with(b"PK") {
            continue;
        }
        match ingest::read(&bytes, &Limits::default()) {
            Ok(document) => {
                consistent(&document);
                read_ += 1;
            }
            Err(failure) => refused.push(format!("{}: {:?}", path.file_name().unwrap().to_string_lossy(), failure.code)),
        }
    }
    println!("{read_} read, {} refused", refused.len());
    println!("{}", refused.join("\n"));
    assert!(read_ > 40);
}
