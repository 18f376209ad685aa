//! Paragraphs: characters, code pages, tracked changes, fields, looks, and the parts of a file.

use super::{codes, document, lines, of, read};
use crate::support::word_binary::*;
use gongkai::diagnostics::{Code, FailureCode};
use gongkai::document::{Format, Role};

#[test]
fn plain_paragraphs_and_the_title() {
    let main = vec![Para::new("某县审计局2021年预算"), Para::new(""), Para::new("一\t二\u{B}三\u{1E}四\u{1F}五𠀀六")];
    let document = document(&Doc { title: Some("某县审计局部门预算"), ..Doc::of(main) });
    assert_eq!(document.format, Format::Doc);
    assert_eq!(document.metadata.title.as_deref(), Some("某县审计局部门预算"));
    assert_eq!(document.encoding, None);
    assert_eq!(lines(&document), ["某县审计局2021年预算", "", "一\t二\n三-四五𠀀六"]);
    assert_eq!(codes(&document), []);
}

#[test]
fn one_byte_pieces_are_code_page_936_where_the_file_is_chinese_and_the_bytes_are() {
    let main = vec![
        Para::new("收入合计12.5万元").stored(Stored::CodePage936).on("12.5", C_BOLD, &[1]),
        Para::new("2019——2020 “A” ±5°").stored(Stored::CodePage1252),
        Para::new("支出"),
    ];
    let doc = Doc::of(main);
    let read = document(&doc);
    assert_eq!(lines(&read), ["收入合计12.5万元", "2019——2020 “A” ±5°", "支出"]);
    assert_eq!(read.encoding, Some("GBK"));
    // The same bytes in a file that is not Chinese are western text.
    let western = document(&Doc { lid: 0x0409, ..doc });
    assert_eq!(western.paragraph_text(0).chars().next(), Some('Ê'));
    assert_eq!(western.encoding, None);
}

#[test]
fn deleted_text_goes_inserted_text_stays_hidden_text_is_told() {
    let main = vec![
        Para::new("增加旧新5万元").on("旧", C_DELETED, &[1]).on("新", C_INSERTED, &[1]),
        Para::new("本段").on_mark(C_DELETED, &[1]),
        Para::new("合并"),
        Para::new("看得见看不见").on("看不见", C_HIDDEN, &[1]),
        Para::new("全不见").on("全不见", C_HIDDEN, &[1]).on_mark(C_HIDDEN, &[1]),
        Para::new("首").sprm(P_DROPPED_CAPITAL, &[1 | 3 << 3, 0]),
        Para::new("字下沉"),
        Para::new("末"),
    ];
    let document = of(main);
    assert_eq!(lines(&document), ["增加新5万元", "本段合并", "看得见", "首字下沉", "末"]);
    assert_eq!(codes(&document), [Code::HiddenText]);
    assert!(document.diagnostics[0].message.starts_with("6 "));
}

#[test]
fn results_of_fields_stay_and_contents_are_marked() {
    let main = vec![
        Para::new("\u{13} TOC \\o \"1-3\" \\h \u{14}\u{13} HYPERLINK \\l \"a\" \u{14}一、职责\t\u{13} PAGEREF a \\h \u{14}3\u{15}\u{15}"),
        Para::new("二、预算\t5\u{15}"),
        Para::new("见\u{13}REF b\u{14}表一\u{15}，\u{13} PAGE \u{15}完"),
        Para::new("断\u{13}了的标记"),
    ];
    let document = of(main);
    assert_eq!(lines(&document), ["一、职责\t3", "二、预算\t5", "见表一，完", "断了的标记"]);
    let contents: Vec<bool> = document.paragraphs().map(|(_, p)| p.look.contents).collect();
    assert_eq!(contents, [true, true, false, false]);
}

#[test]
fn symbols_equations_and_check_boxes_are_printed() {
    // NilPICFAndBinData: a header of 68 bytes, then FFData: a check box (1) that is checked (1 << 2), and one that takes its default (25 << 2), which is off.
    let form = |bits: u16| [&[0; 4], &[68_u8, 0][..], &[0; 62], &[0xFF; 4], &bits.to_le_bytes(), &[0; 12]].concat();
    let data = [form(1 | 1 << 2), form(1 | 25 << 2)].concat();
    let second = (data.len() / 2) as u32;
    let check = |text: &str, at: u32| Para::new(text).on("\u{1}", C_DATA, &[1]).on("\u{1}", C_PICTURE, &at.to_le_bytes());
    let main = vec![
        Para::new("甲(乙").on("(", C_SYMBOL, &[1, 0, 0xFC, 0xF0]),
        Para::new("第\u{13} EQ \\o\\ac(○,3) \u{15}项"),
        check("\u{13} FORMCHECKBOX \u{1}\u{14}\u{15}是", 0),
        check("\u{13} FORMCHECKBOX \u{1}\u{15}否", second),
    ];
    let document = document(&Doc { fonts: vec!["宋体", "Wingdings"], data, ..Doc::of(main) });
    assert_eq!(lines(&document), ["甲✓乙", "第③项", "☒是", "☐否"]);
    assert_eq!(codes(&document), []);
}

#[test]
fn looks_come_from_styles_and_from_the_paragraph() {
    let style = |sti, base, papx: Vec<u8>, chpx: Vec<u8>| Style { sti, base, papx, chpx };
    let styles = vec![
        style(0, 0x0FFF, Vec::new(), Vec::new()),
        style(1, 0, Vec::new(), sprm(C_BOLD, &[1])),
        style(0x0FFE, 1, sprm(P_JC, &[1]), Vec::new()),
        style(19, 0, Vec::new(), Vec::new()),
    ];
    let main = vec![
        Para::new("标题").style(1),
        Para::new("派生").style(2),
        Para::new("目录项").style(3),
        Para::new("正文 粗").on("粗", C_BOLD, &[1]),
        Para::new("标题").style(1).on("标题", C_BOLD, &[0x81]),
        Para::new("级").sprm(P_OUT_LVL, &[2]).sprm(P_JC, &[1]).on("级", C_BOLD, &[1]),
        Para::new("退").style(1).sprm(P_OUT_LVL, &[9]).on("退", C_BOLD, &[0]),
    ];
    let document = document(&Doc { styles, ..Doc::of(main) });
    let looks: Vec<(u8, bool, bool, bool)> =
        document.paragraphs().map(|(_, p)| (p.look.outline, p.look.bold, p.look.centered, p.look.contents)).collect();
    let expected = [
        (1, true, false, false),
        (1, true, true, false),
        (0, false, false, true),
        (0, false, false, false),
        (1, false, false, false),
        (3, true, true, false),
        (0, false, false, false),
    ];
    assert_eq!(looks, expected);
}

#[test]
fn parts_follow_each_other_as_in_every_format() {
    let guard = || Para::new("");
    let doc = Doc {
        notes: vec![Para::new("\u{2} 脚注"), guard()],
        headers: vec![
            vec![Para::new("页眉"), guard()],
            vec![guard()],
            [row_at(&["第\u{13} PAGE \u{14}1\u{15}页", ""], &[0, 100, 200], &[0, 0]), vec![guard()]].concat(),
            vec![Para::new("页眉"), guard()],
        ],
        comments: vec![Para::new("审阅者的话"), guard()],
        endnotes: vec![Para::new("尾注"), guard()],
        boxes: vec![vec![Para::new("框一"), Para::new("框一续"), guard()], vec![guard()], vec![Para::new("框三"), guard()]],
        ..Doc::of(vec![
            Para::new("甲\u{8}乙\u{2}").on("\u{8}", C_SPECIAL, &[1]).on("\u{2}", C_SPECIAL, &[1]),
            Para::new("丙\u{8}").on("\u{8}", C_SPECIAL, &[1]),
            Para::new("丁"),
        ])
    };
    let document = document(&doc);
    let read: Vec<(Role, &str)> = document.paragraphs().map(|(_, p)| (p.role, document.slice(p.range))).collect();
    let expected = [
        (Role::Body, "甲乙"),
        (Role::TextBox, "框一"),
        (Role::TextBox, "框一续"),
        (Role::Body, "丙"),
        (Role::Body, "丁"),
        (Role::TextBox, "框三"),
        (Role::Note, " 脚注"),
        (Role::Note, "尾注"),
        (Role::PageMargin, "页眉"),
        (Role::PageMargin, "第1页"),
    ];
    assert_eq!(read, expected);
}

#[test]
fn drawn_text_follows_its_anchor() {
    let main = vec![Para::new("\u{8}").on("\u{8}", C_SPECIAL, &[1]), Para::new("正文")];
    let document = document(&Doc { drawn: vec![(1, "某县人民政府文件")], ..Doc::of(main) });
    let read: Vec<(Role, &str)> = document.paragraphs().map(|(_, p)| (p.role, document.slice(p.range))).collect();
    assert_eq!(read, [(Role::Body, ""), (Role::TextBox, "某县人民政府文件"), (Role::Body, "正文")]);
}

#[test]
fn modifiers_of_pieces_apply_to_what_they_hold() {
    // A fast save changes text by pieces: the first is deleted (Prm0: sprmCFRMarkDel), the second is centred and bold by a grpprl of the table (Prm1).
    let modifiers = vec![[sprm(P_JC, &[1]), sprm(C_BOLD, &[1])].concat()];
    let main = vec![Para::new("删").prm(0x41 << 1 | 1 << 8), Para::new("留").prm(1), Para::new("平")];
    let document = document(&Doc { modifiers, ..Doc::of(main) });
    assert_eq!(lines(&document), ["留", "平"]);
    let looks: Vec<(bool, bool)> = document.paragraphs().map(|(_, p)| (p.look.centered, p.look.bold)).collect();
    assert_eq!(looks, [(true, true), (false, false)]);
}

#[test]
fn page_breaks_part_words_but_are_no_lines() {
    let document = of(vec![Para::new("上\u{C}下"), Para::new("\u{C}中\u{C}"), Para::ended("节末", '\u{C}'), Para::new("末")]);
    assert_eq!(lines(&document), ["上\n下", "中", "节末", "末"]);
}

#[test]
fn pictures_are_told_where_they_stand() {
    let main = vec![Para::new("甲"), Para::new("图\u{1}").on("\u{1}", C_PICTURE, &[0, 0, 0, 0])];
    let document = of(main);
    assert_eq!(lines(&document), ["甲", "图"]);
    assert_eq!(codes(&document), [Code::Picture]);
    assert_eq!(document.diagnostics[0].place.unwrap().block, 1);
}

#[test]
fn files_that_are_not_read_say_why() {
    let doc = Doc::of(vec![Para::new("甲")]);
    let code = |doc: &Doc| read(&doc.bytes()).unwrap_err().code;
    assert_eq!(code(&Doc { flags: 0x0100, ..doc.clone() }), FailureCode::Encrypted);
    assert_eq!(code(&Doc { version: Some(0x0068), ..doc.clone() }), FailureCode::UnsupportedFormat);
    let container = |names: &[&str]| {
        let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
        for name in names {
            std::io::Write::write_all(&mut file.create_stream(name).unwrap(), &[1; 5000]).unwrap();
        }
        file.into_inner().into_inner()
    };
    assert_eq!(read(&container(&["ObjectPool"])).unwrap_err().code, FailureCode::NotWordOle);
    assert_eq!(read(&container(&["EncryptedPackage", "EncryptionInfo"])).unwrap_err().code, FailureCode::Encrypted);
    assert_eq!(read(&container(&["WordDocument"])).unwrap_err().code, FailureCode::Corrupt);
}
