//! Running text: runs, breaks, fields, tracked changes, text boxes, notes, margins, looks.

use super::told;
use super::word::{STRICT, Word, p, pp, r, tbl, tc, tr, word};
use crate::support::read;
use gongkai::diagnostics::{Code, Severity};

fn body(inner: &str) -> Vec<String> {
    told(&read(word(inner).bytes()))
}

fn line(runs: &str) -> String {
    body(&format!("<w:p>{runs}</w:p>{}", p("下一段")))[0].clone()
}

#[test]
fn runs_join_and_empty_paragraphs_count() {
    assert_eq!(
        body(&format!("<w:p>{}<w:bookmarkStart w:id=\"0\" w:name=\"a\"/>{}</w:p><w:p/>{}", r("部门"), r("预算"), p("完"))),
        ["部门预算", "", "完"]
    );
}

#[test]
fn strict_files_and_other_prefixes_are_the_same() {
    assert_eq!(told(&read(Word::in_namespace(&p("严格"), STRICT).bytes())), ["严格"]);
    let text = r#"<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><body><p><r><t>无前缀</t></r></p></body></document>"#;
    assert_eq!(told(&read(word("").file("word/document.xml", text).bytes())), ["无前缀"]);
}

#[test]
fn tabs_breaks_and_signs() {
    assert_eq!(line("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>"), "甲\t乙\n丙\n丁");
    assert_eq!(line("<w:r><w:t>2018</w:t><w:noBreakHyphen/><w:t>2019年</w:t><w:softHyphen/></w:r>"), "2018-2019年");
    assert_eq!(
        line(r#"<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>否</w:t></w:r>"#),
        "☑是◻否"
    );
    assert_eq!(line("<w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1\"/></w:tabs></w:pPr><w:r><w:t>无</w:t></w:r>"), "无");
}

#[test]
fn a_page_break_is_a_line_break_only_between_texts() {
    let page = r#"<w:r><w:br w:type="page"/></w:r>"#;
    assert_eq!(line(&format!("{page}{}", r("第二页"))), "第二页");
    assert_eq!(line(&format!("{}{page}", r("第一页"))), "第一页");
    assert_eq!(line(&format!("{}{page}{}", r("第一页"), r("第二页"))), "第一页\n第二页");
    assert_eq!(line(page), "");
}

#[test]
fn white_space_follows_xml_space() {
    assert_eq!(line("<w:r><w:t> 甲 </w:t><w:t xml:space=\"preserve\"> 乙 </w:t></w:r>"), "甲 乙 ");
    assert_eq!(line("<w:r><w:t>甲\n乙</w:t></w:r>"), "甲 乙");
    assert_eq!(line("<w:r><w:t>收入&lt;支出&amp;结余&#x4E00;</w:t></w:r>"), "收入<支出&结余一");
}

#[test]
fn instructions_of_fields_are_dropped_and_results_kept() {
    let field = |code: &str, result: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    assert_eq!(line(&format!("{}{}{}", r("第"), field(" PAGE ", &r("3")), r("页"))), "第3页");
    // A field in the instruction of another is part of the instruction.
    let nested = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:instrText> = 1</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        field("PAGE", &r("7")),
        r("首页")
    );
    assert_eq!(line(&nested), "首页");
    assert_eq!(line(&format!(r#"<w:fldSimple w:instr=" DATE ">{}</w:fldSimple>{}"#, r("二月"), r("。"))), "二月。");
    // A field that is never closed loses nothing.
    assert_eq!(line(&format!(r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}"#, r("文字"))), "文字");
    assert_eq!(line(&format!(r#"{}<w:r><w:fldChar w:fldCharType="end"/></w:r>{}"#, r("文"), r("字"))), "文字");
}

#[test]
fn fields_without_a_result_print_what_they_show() {
    let form = |inner: &str, code: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    assert_eq!(line(&(form(r#"<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>"#, "FORMCHECKBOX") + &r("是"))), "☒是");
    assert_eq!(line(&(form(r#"<w:checkBox><w:default w:val="0"/></w:checkBox>"#, "FORMCHECKBOX") + &r("否"))), "☐否");
    let separated = form(r#"<w:checkBox><w:default w:val="1"/></w:checkBox>"#, "FORMCHECKBOX").replace(
        r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
    );
    assert_eq!(line(&(separated + &r("是"))), "☒是");
    let choices = r#"<w:ddList><w:result w:val="1"/><w:listEntry w:val="预算"/><w:listEntry w:val="决算"/></w:ddList>"#;
    assert_eq!(line(&form(choices, "FORMDROPDOWN")), "决算");
    assert_eq!(line(&(form("", r" eq \o\ac(○,5)") + &r("备注"))), "⑤备注");
}

#[test]
fn contents_are_told_by_field_style_and_control() {
    let contents = |inner: &str, more: &str| -> Vec<bool> {
        let styles = r#"<w:style w:type="paragraph" w:styleId="12"><w:name w:val="toc 1"/></w:style>"#;
        read(word(&format!("{inner}{}", p(more))).styles(styles).bytes()).paragraphs().map(|(_, p)| p.look.contents).collect()
    };
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let end = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    assert_eq!(
        contents(&format!("<w:p>{begin}{}</w:p>{}<w:p>{end}</w:p>", r("一、职责"), p("二、收入")), "正文"),
        [true, true, false, false]
    );
    assert_eq!(contents(&pp(r#"<w:pStyle w:val="12"/>"#, "一、职责"), "正文"), [true, false]);
    let control = format!(
        r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"#,
        p("目录")
    );
    assert_eq!(contents(&control, "正文"), [true, false]);
}

#[test]
fn wrappers_are_read_through() {
    let inner = format!(
        r#"<w:hyperlink w:anchor="a">{}</w:hyperlink><w:smartTag w:element="date">{}</w:smartTag><w:sdt><w:sdtPr><w:alias w:val="控件"/><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt><w:customXml>{}</w:customXml><w:ins w:id="1">{}</w:ins><w:moveTo w:id="2">{}</w:moveTo>"#,
        r("链"),
        r("签"),
        r("控"),
        r("自"),
        r("插"),
        r("移")
    );
    assert_eq!(line(&inner), "链签控自插移");
    let block = format!("<w:sdt><w:sdtContent>{}{}</w:sdtContent></w:sdt>", p("甲"), p("乙"));
    assert_eq!(body(&block), ["甲", "乙"]);
}

#[test]
fn deleted_and_moved_text_is_dropped() {
    let inner = format!(
        r#"{}<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r><w:r><w:tab/></w:r></w:del><w:moveFrom w:id="2">{}</w:moveFrom>{}"#,
        r("留"),
        r("移走"),
        r("下")
    );
    assert_eq!(line(&inner), "留下");
}

#[test]
fn a_deleted_paragraph_mark_joins_paragraphs() {
    let deleted = |text: &str| pp("<w:jc w:val=\"center\"/><w:rPr><w:del w:id=\"1\"/></w:rPr>", text);
    assert_eq!(body(&format!("{}{}{}", deleted("收入"), deleted("预算"), p("说明"))), ["收入预算说明"]);
    // Wholly deleted: nothing is left of it.
    let whole =
        r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>旧段</w:delText></w:r></w:del></w:p>"#;
    assert_eq!(body(&format!("{whole}{}", p("新段"))), ["新段"]);
    // A dropped capital begins the word that follows; a deleted run is not a deleted mark.
    assert_eq!(body(&format!("{}{}", pp(r#"<w:framePr w:dropCap="drop" w:lines="2"/>"#, "部"), p("门预算"))), ["部门预算"]);
    assert_eq!(body(&format!("<w:p><w:r><w:rPr><w:del w:id=\"1\"/></w:rPr><w:t>甲</w:t></w:r></w:p>{}", p("乙"))), ["甲", "乙"]);
    // At the end there is nothing to join.
    assert_eq!(body(&deleted("末段")), ["末段"]);
    let document = read(word(&format!("{}{}", deleted("收入"), p("说明"))).bytes());
    assert!(!document.paragraph(0).unwrap().look.centered);
    assert_eq!(body(&pp("<w:rPr><w:ins w:id=\"1\"/></w:rPr>", "新增")), ["新增"]);
}

#[test]
fn alternate_content_is_read_once() {
    let shape =
        |text: &str| format!("<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>", p(text));
    let drawing = |text: &str| {
        format!(
            "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>",
            p(text)
        )
    };
    let both = format!(
        r#"<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>{}</w:p>"#,
        r("前"),
        drawing("框中文字"),
        shape("框中文字"),
        r("后")
    );
    assert_eq!(body(&both), ["前后", "box:框中文字"]);
    assert_eq!(body(&format!("<w:p><w:r>{}</w:r></w:p>{}", shape("旧式"), p("文"))), ["", "box:旧式", "文"]);
    // A choice that gives nothing leaves the fallback.
    let unknown = r#"<mc:AlternateContent><mc:Choice Requires="x"><x:sign xmlns:x="urn:x"/></mc:Choice><mc:Fallback><w:t>替代</w:t></mc:Fallback></mc:AlternateContent>"#;
    assert_eq!(line(&format!("<w:r>{unknown}</w:r>")), "替代");
}

#[test]
fn text_boxes_follow_their_anchor_and_hold_tables() {
    let table = tbl(1, &[tr(&[tc("", "格")])]);
    let content = format!("<w:pict><v:textbox><w:txbxContent>{}{table}{}</w:txbxContent></v:textbox></w:pict>", p("上"), p("下"));
    assert_eq!(
        body(&format!("<w:p>{}<w:r>{content}</w:r>{}</w:p>{}", r("锚"), r("点"), p("后"))),
        ["锚点", "box:上", "#1×1", "box:下", "后"]
    );
    let art = r#"<w:r><w:pict><v:shape><v:textpath string="部门预算公开"/></v:shape></w:pict></w:r>"#;
    assert_eq!(body(&format!("<w:p>{art}</w:p>{}", p("文"))), ["", "box:部门预算公开", "文"]);
}

#[test]
fn ruby_keeps_its_base() {
    assert_eq!(
        line(
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>预</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>算</w:t></w:r>"
        ),
        "预算"
    );
}

#[test]
fn formulas_are_written_on_a_line() {
    let m = |t: &str| format!("<m:r><m:t>{t}</m:t></m:r>");
    let fraction = format!("<m:oMath>{}<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f></m:oMath>", m("完成率="), m("决算数"), m("预算数"));
    assert_eq!(line(&fraction), "完成率=决算数/预算数");
    let group = format!("<m:oMath><m:d><m:dPr><m:endChr m:val=\"]\"/></m:dPr><m:e>{}</m:e><m:e>{}</m:e></m:d></m:oMath>", m("a"), m("b"));
    assert_eq!(line(&group), "(a|b]");
    assert_eq!(line(&format!("<m:oMath><m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup></m:oMath>", m("m"), m("2"))), "m^2");
}

#[test]
fn hidden_text_is_left_out_and_told() {
    let hidden = |text: &str| format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r>");
    let document = read(word(&format!("<w:p>{}{}</w:p>", r("可见"), hidden("隐藏文字"))).bytes());
    assert_eq!(told(&document), ["可见"]);
    let told_of: Vec<_> = document.diagnostics.iter().filter(|d| d.code == Code::HiddenText).collect();
    assert_eq!(told_of.len(), 1);
    assert!(told_of[0].message.starts_with("4 hidden characters"), "{}", told_of[0].message);
    // By style, and switched back on by the run.
    let styles = r#"<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>"#;
    let inner = r#"<w:p><w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>无</w:t></w:r><w:r><w:rPr><w:rStyle w:val="h"/><w:vanish w:val="0"/></w:rPr><w:t>有</w:t></w:r></w:p>"#;
    assert_eq!(told(&read(word(inner).styles(styles).bytes())), ["有"]);
    // A paragraph of which even the mark is hidden is not there.
    let gone = format!("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{}</w:p>", hidden("全部"));
    assert_eq!(body(&format!("{}{gone}{}", p("前"), p("后"))), ["前", "后"]);
}

#[test]
fn looks_come_from_properties_and_styles() {
    let styles = r#"
        <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="sub"><w:name w:val="部分"/><w:basedOn w:val="1"/></w:style>
        <w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"#;
    let bold = |t: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{t}</w:t></w:r>");
    let strong = |t: &str| format!(r#"<w:r><w:rPr><w:rStyle w:val="strong"/></w:rPr><w:t>{t}</w:t></w:r>"#);
    let inner = [
        pp(r#"<w:pStyle w:val="sub"/>"#, "继承"),
        pp(r#"<w:pStyle w:val="1"/><w:jc w:val="left"/><w:outlineLvl w:val="9"/>"#, "改过"),
        format!("<w:p>{}{}</w:p>", bold("全"), bold("粗")),
        format!("<w:p>{}{}</w:p>", bold("半"), r("粗")),
        format!("<w:p>{}{}</w:p>", bold("粗"), r("  ")),
        format!(r#"<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>{}</w:p>"#, strong("两次为细")),
        format!("<w:p>{}</w:p>", strong("字符样式")),
        pp(r#"<w:rPr><w:b/></w:rPr>"#, "只有段落标记是粗的"),
        pp(r#"<w:pStyle w:val="Heading2"/>"#, "未定义的标题"),
    ];
    let document = read(word(&inner.concat()).styles(styles).bytes());
    let looks: Vec<(u8, bool, bool)> = document.paragraphs().map(|(_, p)| (p.look.outline, p.look.bold, p.look.centered)).collect();
    assert_eq!(
        looks,
        [
            (1, true, true),
            (0, true, false),
            (0, true, false),
            (0, false, false),
            (0, true, false),
            (1, false, true),
            (0, true, false),
            (0, false, false),
            (2, false, false)
        ]
    );
}

#[test]
fn notes_follow_the_body_and_margins_follow_the_notes() {
    let footnotes = format!(
        r#"<w:footnote w:type="separator" w:id="-1">{}</w:footnote><w:footnote w:id="1">{}</w:footnote><w:footnote w:id="2">{}</w:footnote>"#,
        p("线"),
        p("注一"),
        p("无人引用")
    );
    let endnotes = format!(r#"<w:endnote w:id="1">{}</w:endnote>"#, p("尾注"));
    let inner = format!(
        r#"<w:p>{}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r></w:p>{}<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/><w:footerReference w:type="even" r:id="footer2"/><w:footerReference w:type="first" r:id="footer3"/></w:sectPr>"#,
        r("正文"),
        p("末段")
    );
    let file = word(&inner)
        .part("footnotes", "footnotes", &footnotes)
        .part("endnotes", "endnotes", &endnotes)
        .part("header", "header1", &p("某县某局"))
        .part("header", "header2", &p("无人引用"))
        .part("footer", "footer1", &p("1"))
        .part("footer", "footer2", &p(" 1 "))
        .part("footer", "footer3", &tbl(2, &[tr(&[tc("", "内部"), tc("", "第2页")])]))
        .part("comments", "comments", &format!(r#"<w:comment w:id="1">{}</w:comment>"#, p("批注")));
    assert_eq!(
        told(&read(file.bytes())),
        ["正文", "末段", "note:注一", "note:尾注", "margin:某县某局", "margin:1", "margin:内部", "margin:第2页"]
    );
}

#[test]
fn pictures_objects_and_included_documents_are_told() {
    let picture = |cx: u64, cy: u64| {
        format!(
            r#"<w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cy}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
        )
    };
    let object = r#"<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>"#;
    let chart = r#"<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>"#;
    let inner = format!(
        r#"{}<w:p>{}</w:p><w:p>{}{}</w:p><w:p>{object}</w:p><w:p>{chart}</w:p><w:altChunk r:id="x"/>{}"#,
        p("文"),
        picture(5_400_000, 3_600_000),
        picture(360_000, 360_000),
        picture(360_000, 360_000),
        p("末")
    );
    let document = read(word(&inner).bytes());
    let found: Vec<(Code, Severity, Option<u32>)> =
        document.diagnostics.iter().map(|d| (d.code, d.severity, d.place.map(|p| p.block))).collect();
    assert_eq!(
        found,
        [
            (Code::Picture, Severity::Warning, Some(1)),
            (Code::Picture, Severity::Note, Some(2)),
            (Code::EmbeddedObject, Severity::Warning, Some(3)),
            (Code::Picture, Severity::Note, Some(4)),
            (Code::EmbeddedObject, Severity::Warning, Some(5)),
        ]
    );
    // Many pictures do not drown everything else.
    let many = format!("{}{}", p("文"), format!("<w:p>{}</w:p>", picture(1, 1)).repeat(100));
    let document = read(word(&many).bytes());
    assert_eq!(document.diagnostics.len(), 21);
    assert!(document.diagnostics[20].message.contains("80 more"), "{}", document.diagnostics[20].message);
}

#[test]
fn the_title_is_metadata() {
    let core = r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>某人</dc:creator><dc:title> 某县某局预算 </dc:title></cp:coreProperties>"#;
    let title = |core: &str| read(word(&p("文")).file("docProps/core.xml", core).bytes()).metadata.title;
    assert_eq!(title(core).as_deref(), Some("某县某局预算"));
    assert_eq!(title(&core.replace(" 某县某局预算 ", " ")), None);
    assert_eq!(title("<broken"), None);
}
