//! Automatic numbers.

use super::told;
use super::word::{item, level, list, p, pp, tbl, tr, word};
use crate::support::read;

#[test]
fn levels_of_a_disclosure() {
    let lists = list(
        1,
        &[("chineseCounting", "第%1部分"), ("chineseCountingThousand", "%2、"), ("chineseCounting", "（%3）"), ("decimal", "%4．")],
    );
    let inner = [
        item(1, 0, "部门概况"),
        item(1, 1, "主要职责"),
        item(1, 2, "内设机构"),
        item(1, 3, "办公室"),
        item(1, 3, "财务股"),
        item(1, 2, "下属单位"),
        p("没有编号"),
        item(1, 1, "机构设置"),
        item(1, 0, "预算安排"),
        item(1, 1, "收入"),
    ];
    let document = read(word(&inner.concat()).numbering(&lists).bytes());
    assert_eq!(
        told(&document),
        [
            "[第一部分] 部门概况",
            "[一、] 主要职责",
            "[（一）] 内设机构",
            "[1．] 办公室",
            "[2．] 财务股",
            "[（二）] 下属单位",
            "没有编号",
            "[二、] 机构设置",
            "[第二部分] 预算安排",
            "[一、] 收入"
        ]
    );
    let levels: Vec<u8> = document.paragraphs().filter_map(|(_, p)| p.number.as_ref().map(|n| n.level)).collect();
    assert_eq!(levels, [0, 1, 2, 3, 3, 2, 1, 0, 1]);
}

fn one(format: &str, text: &str) -> String {
    told(&read(word(&item(1, 0, "甲")).numbering(&list(1, &[(format, text)])).bytes()))[0].clone()
}

#[test]
fn formats_and_literals() {
    assert_eq!(one("decimalEnclosedCircle", "%1"), "[①] 甲");
    assert_eq!(one("decimalEnclosedParen", "%1"), "[⑴] 甲");
    assert_eq!(one("decimalFullWidth", "%1、"), "[１、] 甲");
    assert_eq!(one("ideographTraditional", "%1、"), "[甲、] 甲");
    assert_eq!(one("ideographZodiac", "%1"), "[子] 甲");
    assert_eq!(one("chineseLegalSimplified", "%1、"), "[壹、] 甲");
    assert_eq!(one("taiwaneseCounting", "%1、"), "[一、] 甲");
    assert_eq!(one("japaneseCounting", "%1、"), "[一、] 甲");
    assert_eq!(one("upperRoman", "%1."), "[I.] 甲");
    assert_eq!(one("lowerLetter", "(%1)"), "[(a)] 甲");
    assert_eq!(one("ordinal", "%1"), "[1st] 甲");
    assert_eq!(one("none", "%1"), "甲");
    assert_eq!(one("none", "附件："), "[附件：] 甲");
    assert_eq!(one("decimal", ""), "甲");
    assert_eq!(one("decimal", "&lt;%1&gt;"), "[&lt;1&gt;] 甲".replace("&lt;", "<").replace("&gt;", ">"));
}

#[test]
fn bullets_are_no_numbers_but_converted_numbers_are() {
    assert_eq!(one("bullet", "\u{f0b7}"), "甲");
    assert_eq!(one("bullet", "●"), "甲");
    assert_eq!(one("bullet", "o"), "甲");
    assert_eq!(one("bullet", "（一）"), "[（一）] 甲");
    let symbol =
        level(0, "bullet", "l", "").replace("</w:lvl>", r#"<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl>"#);
    let lists =
        format!(r#"<w:abstractNum w:abstractNumId="1">{symbol}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#);
    assert_eq!(told(&read(word(&item(1, 0, "甲")).numbering(&lists).bytes())), ["甲"]);
}

#[test]
fn instances_share_a_count_unless_they_begin_anew() {
    let lists = list(1, &[("decimal", "%1.")])
        + r#"<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
             <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#;
    let inner = [item(1, 0, "a"), item(2, 0, "b"), item(3, 0, "c"), item(3, 0, "d"), item(1, 0, "e")];
    assert_eq!(told(&read(word(&inner.concat()).numbering(&lists).bytes())), ["[1.] a", "[2.] b", "[5.] c", "[6.] d", "[7.] e"]);
}

#[test]
fn an_instance_may_define_a_level_of_its_own() {
    let own = format!(
        r#"<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{}</w:lvlOverride></w:num>"#,
        level(0, "chineseCounting", "%1、", "")
    );
    let inner = [item(2, 0, "a"), item(2, 1, "b")];
    let lists = list(1, &[("decimal", "%1."), ("decimal", "%1.%2")]) + &own;
    assert_eq!(told(&read(word(&inner.concat()).numbering(&lists).bytes())), ["[一、] a", "[一.1] b"]);
}

#[test]
fn legal_levels_and_restarts() {
    let levels = level(0, "chineseCounting", "第%1章", "")
        + &level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + &level(2, "decimal", "%3)", r#"<w:lvlRestart w:val="0"/>"#);
    let lists =
        format!(r#"<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#);
    let inner = [item(1, 0, "a"), item(1, 1, "b"), item(1, 2, "c"), item(1, 0, "d"), item(1, 1, "e"), item(1, 2, "f")];
    assert_eq!(
        told(&read(word(&inner.concat()).numbering(&lists).bytes())),
        ["[第一章] a", "[1.1] b", "[1)] c", "[第二章] d", "[2.1] e", "[2)] f"]
    );
}

#[test]
fn numbers_come_by_style() {
    let styles = r#"
        <w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="7"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="h2b"><w:name w:val="小标题"/><w:basedOn w:val="h2"/></w:style>
        <w:style w:type="paragraph" w:styleId="plain"><w:name w:val="无编号"/><w:basedOn w:val="h1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>"#;
    let levels = level(0, "chineseCounting", "%1、", r#"<w:pStyle w:val="h1"/>"#)
        + &level(1, "chineseCounting", "（%2）", r#"<w:pStyle w:val="h2"/>"#);
    let lists =
        format!(r#"<w:abstractNum w:abstractNumId="4">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>"#);
    let styled = |id: &str, text: &str| pp(&format!(r#"<w:pStyle w:val="{id}"/>"#), text);
    let inner = [
        styled("h1", "职责"),
        styled("h2", "机构"),
        styled("h2b", "人员"),
        styled("plain", "说明"),
        pp(r#"<w:pStyle w:val="h1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>"#, "去掉"),
        pp(r#"<w:pStyle w:val="h1"/><w:numPr><w:ilvl w:val="1"/></w:numPr>"#, "只有级别"),
        styled("h1", "收入"),
    ];
    assert_eq!(
        told(&read(word(&inner.concat()).styles(styles).numbering(&lists).bytes())),
        ["[一、] 职责", "[（一）] 机构", "[（二）] 人员", "说明", "去掉", "[（三）] 只有级别", "[二、] 收入"]
    );
}

#[test]
fn a_list_can_be_defined_by_a_numbering_style() {
    let styles = r#"<w:style w:type="numbering" w:styleId="ls"><w:name w:val="列表"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let lists = format!(
        r#"<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="ls"/>{}</w:abstractNum>
           <w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="ls"/></w:abstractNum>
           <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>"#,
        level(0, "chineseCounting", "%1、", "")
    );
    let inner = [item(2, 0, "a"), item(2, 0, "b"), item(9, 0, "c")];
    assert_eq!(told(&read(word(&inner.concat()).styles(styles).numbering(&lists).bytes())), ["[一、] a", "[二、] b", "c"]);
}

#[test]
fn padded_numbers_and_their_fallback() {
    let format = r#"<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>"#;
    let lists = format!(
        r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="9"/>{format}<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#
    );
    assert_eq!(told(&read(word(&(item(1, 0, "a") + &item(1, 0, "b"))).numbering(&lists).bytes())), ["[009] a", "[010] b"]);
}

#[test]
fn deleted_paragraphs_do_not_count_and_the_next_keeps_its_number() {
    let gone = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"#;
    let inner = [item(1, 0, "a"), gone.to_owned(), item(1, 0, "b")];
    assert_eq!(told(&read(word(&inner.concat()).numbering(&list(1, &[("decimal", "%1.")])).bytes())), ["[1.] a", "[2.] b"]);
}

#[test]
fn numbers_in_cells_stand_before_their_paragraph() {
    let cell = format!("<w:tc>{}{}</w:tc><w:tc>{}</w:tc>", item(1, 0, "登记"), item(1, 0, "审核"), item(1, 0, "发放"));
    let document = read(word(&tbl(2, &[tr(&[cell])])).numbering(&list(1, &[("chineseCounting", "%1、")])).bytes());
    let (_, table) = document.tables().next().unwrap();
    assert_eq!(document.cell_text(&table.cells[0]), "登记\n审核");
    let numbers: Vec<(u32, &str)> =
        table.cells[0].numbers.iter().map(|n| (document.char_offset(table.cells[0].range, n.before), n.number.text.as_str())).collect();
    assert_eq!(numbers, [(0, "一、"), (3, "二、")]);
    assert_eq!(table.cells[1].numbers[0].number.text, "三、");
    assert_eq!(document.char_offset(table.cells[1].range, table.cells[1].numbers[0].before), 0);
}
