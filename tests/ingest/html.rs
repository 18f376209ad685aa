//! Pages: structure, tables, lists, what belongs to the site.

use crate::support::{blocks, read, rows, shared};
use gongkai::document::{Layout, Role};

fn body(inner: &str) -> gongkai::document::Document {
    read(format!("<!DOCTYPE html><html><head><meta charset=utf-8><title>甲县民政局预算</title></head><body>{inner}</body></html>"))
}

#[test]
fn white_space_collapses_as_in_a_browser() {
    let d = body("<p>  本年\n 预算  <b>十二</b>\t万元 </p>\n<div> 乙&nbsp; 丙　丁</div>");
    assert_eq!(blocks(&d), ["本年预算 十二 万元", "乙\u{a0} 丙　丁"]);
}

#[test]
fn a_line_break_ends_a_paragraph_but_not_a_title() {
    let d = body("<div>　　一、职责<br>　　负责低保。<br><br>　　二、机构<br/>　　共三个单位。</div><h1>甲县民政局<br>2030年预算</h1>");
    assert_eq!(blocks(&d), ["　　一、职责", "　　负责低保。", "　　二、机构", "　　共三个单位。", "甲县民政局\n2030年预算"]);
    assert_eq!(d.paragraph(4).unwrap().look.outline, 1);
}

#[test]
fn spans_of_every_kind() {
    let d = body(
        "<table><thead><tr><th rowspan=2>单位<th colspan=2>编制</tr><tr><th>行政<th>事业</tr></thead>\
         <tr><td>甲<td>3<td>4</tr><tr><td rowspan=0>乙<td>5<td>6</tr><tr><td>7<td>8</tr></table>",
    );
    let (_, table) = d.tables().next().unwrap();
    assert_eq!((table.rows, table.columns, table.marked_header_rows, table.layout), (5, 3, 2, Layout::Exact));
    assert_eq!(d.cell_text(table.cell_at(1, 0).unwrap()), "单位");
    assert_eq!(d.cell_text(table.cell_at(4, 0).unwrap()), "乙");
    assert_eq!(d.cell_text(table.cell_at(4, 2).unwrap()), "8");
}

#[test]
fn huge_spans_do_no_harm() {
    let d = body("<table><tr><td colspan=99999999999 rowspan=70000>甲<td>1</tr><tr><td>乙<td>2</tr></table>");
    let (_, table) = d.tables().next().unwrap();
    assert_eq!((table.rows, table.columns), (2, 1002));
    assert_eq!(d.cell_text(table.cell_at(1, 1001).unwrap()), "2");
}

#[test]
fn a_table_that_holds_the_page_is_lifted_out() {
    let d = body(
        "<table><tr><td><p>甲县民政局2030年预算</p><p>一、收入</p><table border=1><tr><td>项目<td>金额</tr><tr><td>低保<td>12.5</tr></table><p>二、支出</p></td></tr></table>",
    );
    assert_eq!(blocks(&d), ["layout", "甲县民政局2030年预算", "一、收入", "table", "二、支出"]);
    assert_eq!(rows(&d, 1), [["项目", "金额"], ["低保", "12.5"]]);
}

#[test]
fn a_nested_table_follows_its_outer_one() {
    let d = body(
        "<table border=1><tr><td>甲<td>1</tr><tr><td>乙<td>前<table border=1><tr><td>丙<td>2</tr><tr><td>丁<td>3</tr></table>后</tr><tr><td>戊<td>4</tr></table>",
    );
    assert_eq!(blocks(&d), ["table", "nested"]);
    assert_eq!(rows(&d, 0), [["甲", "1"], ["乙", "前\n后"], ["戊", "4"]]);
    let parent = d.table(1).unwrap().parent.unwrap();
    assert_eq!((parent.block, parent.row, parent.column), (0, 1, 1));
}

#[test]
fn numbers_of_lists_stand_beside_the_text() {
    let d = body(
        "<ol start=3 style='list-style-type:cjk-ideographic'><li>收入<li value=11>支出</ol><ol><li>甲<ul><li>乙</ul></ol>\
         <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>（二）<span>&nbsp;&nbsp; </span></span><![endif]>三公经费</p>",
    );
    let seen: Vec<(String, Option<(&str, u8)>)> =
        d.paragraphs().map(|(_, p)| (d.slice(p.range).to_owned(), p.number.as_ref().map(|n| (n.text.as_str(), n.level)))).collect();
    let expected = [
        ("收入", Some(("三、", 0))),
        ("支出", Some(("十一、", 0))),
        ("甲", Some(("1.", 0))),
        ("乙", None),
        ("三公经费", Some(("（二）", 1))),
    ];
    assert_eq!(seen, expected.map(|(t, n)| (t.to_owned(), n)));
}

#[test]
fn what_is_hidden_is_no_text() {
    let d = body(
        "<style>p{}</style><script>var a=1</script><!-- 注 --><p style='display:none'>甲</p><p hidden>乙</p><p>丙<span style='mso-hide:all'>丁</span></p>",
    );
    assert_eq!(blocks(&d), ["丙"]);
}

#[test]
fn a_site_is_marked_and_its_text_is_not() {
    let d = body(
        "<div class=topNav><ul><li><a href=/a>首页</a><li><a href=/b>政务公开</a><li><a href=/c>互动交流</a><li><a href=/login>登录</a></ul></div>\
         <div class=crumbs>当前位置：<a href=/>首页</a> &gt; <a href=/x>信息公开</a></div>\
         <div class=content><h1>甲县民政局2030年部门预算</h1><div>一、收入<br>2030年收入12.5万元，其中一般公共预算12.5万元。<br>二、名词解释</div></div>\
         <div class='footer'><p>甲县人民政府主办</p><p>某ICP备00000000号</p></div>",
    );
    let marked: Vec<(String, bool)> = d.paragraphs().map(|(_, p)| (d.slice(p.range).to_owned(), p.role == Role::SiteChrome)).collect();
    let text: Vec<&str> = marked.iter().filter(|m| !m.1).map(|m| m.0.as_str()).collect();
    assert_eq!(text, ["甲县民政局2030年部门预算", "一、收入", "2030年收入12.5万元，其中一般公共预算12.5万元。", "二、名词解释"]);
    assert_eq!(marked.len() - text.len(), 7);
}

#[test]
fn the_head_of_a_page() {
    let d = read(
        "<html><head><title>甲</title><meta name=PubDate content='2030-02-01 09:00'><meta name=SiteName content=甲县政府网><link rel=canonical href='http://a.example/1.html'></head><body><p>预算公开</p>",
    );
    assert_eq!(d.metadata.published.as_deref(), Some("2030-02-01 09:00"));
    assert_eq!(d.metadata.publisher.as_deref(), Some("甲县政府网"));
    assert_eq!(d.metadata.url.as_deref(), Some("http://a.example/1.html"));
    assert_eq!(d.metadata.title.as_deref(), Some("甲"));
}

#[test]
fn the_seed_is_the_same_in_both_encodings() {
    let Some(seed) = shared("seed") else { return };
    let [a, b] = ["qinglong-hr-2019.html", "qinglong-hr-2019.gb.html"].map(|n| read(std::fs::read(seed.join(n)).unwrap()));
    assert_eq!(a.text, b.text);
    assert_eq!(a.blocks, b.blocks);
    assert_eq!((a.encoding, b.encoding), (Some("UTF-8"), Some("gb18030")));
    let sizes: Vec<(u32, u32)> = a.tables().map(|(_, t)| (t.rows, t.columns)).collect();
    assert_eq!(sizes, [(11, 12), (100, 9), (6, 14), (9, 3)]);
}

#[test]
fn hostile_nesting_is_flattened_and_told() {
    let deep = format!("{}甲县预算{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let d = body(&deep);
    assert_eq!(blocks(&d), ["甲县预算"]);
    assert!(d.diagnostics.iter().any(|x| x.code == gongkai::diagnostics::Code::LimitMet));
    let tables = format!("{}乙{}", "<table border=1><tr><td>丙<td>".repeat(60), "</table>".repeat(60));
    let d = body(&tables);
    assert!(d.diagnostics.iter().any(|x| x.code == gongkai::diagnostics::Code::LimitMet));
    assert_eq!(d.text.matches('丙').count(), 60);
}
