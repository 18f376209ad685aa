//! Plain text: tables by tabs, paragraphs by lines.

use crate::support::{blocks, read, rows, shared};
use gongkai::document::{Layout, Role};

#[test]
fn a_cell_on_each_line() {
    let d = read("[bookmark: _A]编制情况\n\t单位：人\n\n\t单位\n\t编制\n\n\t\n\t行政\n\t事业\n\n\t甲所\n\t\n\t3\n续\n\n\n\n二、收入\n");
    assert_eq!(blocks(&d), ["编制情况", "table", "二、收入"]);
    assert_eq!(rows(&d, 0), [vec!["单位：人"], vec!["单位", "编制"], vec!["", "行政", "事业"], vec!["甲所", "", "3\n续"]]);
    assert_eq!(d.tables().next().unwrap().1.layout, Layout::Ragged);
}

#[test]
fn paragraphs_indented_by_a_tab_are_no_table() {
    let d = read("\t一、职责\n\t负责全县的低保和救助工作，承办有关事项。\n\t二、机构\n\n\t共三个单位。\n");
    assert_eq!(d.tables().count(), 0);
}

#[test]
fn a_row_on_each_line() {
    let d = read("收入表\n项目\t金额\t备注\n低保\t12.5\t\n救助\t\t无\n说明：完\n");
    assert_eq!(blocks(&d), ["收入表", "table", "说明：完"]);
    assert_eq!(rows(&d, 0), [["项目", "金额", "备注"], ["低保", "12.5", ""], ["救助", "", "无"]]);
    assert_eq!(d.tables().next().unwrap().1.layout, Layout::Exact);
}

#[test]
fn contents_and_listed_duties_are_no_table() {
    let d = read(
        "一、职责\t1\n二、机构\t2\n三、收入\t5\n正文\n低保\t保障城乡困难居民的基本生活，做到应保尽保。\n救助\t对遭遇急难的家庭给予临时的救助和帮扶。\n",
    );
    assert_eq!(d.tables().count(), 0);
    assert_eq!(blocks(&d).len(), 6);
}

#[test]
fn the_seed_has_its_tables() {
    let Some(seed) = shared("seed/qinglong-hr-2019.txt") else { return };
    let d = read(std::fs::read(seed).unwrap());
    let sizes: Vec<(u32, u32)> = d.tables().map(|(_, t)| (t.rows, t.columns)).collect();
    assert_eq!(sizes, [(11, 12), (100, 9), (6, 14), (9, 3)]);
}

/// An invented page in the layout of `pdftotext -layout`: every character is one column.
const PAGE: &str = "                      二〇三〇年收支预算总表
部门：甲县民政局                                              单位：万元

            收入                                支出

     项目              金额                项目              金额
一、财政拨款收入           120.50    一、社会保障和就业支出          100.00

二、事业收入                        二、住房保障支出              20.50

三、其他收入               3.00    三、其他支出                 3.00

      合计             123.50        合计                 123.50
                          1
\u{c}    二、有关情况说明
    本单位负责全县的低保、救助和养老服务工作，承办县政府交办的其
他事项，指导乡镇做好有关的服务，收入共计一百二十三万五千元，比上
年增加十二万元，其中财政拨款一百二十万五千元，其他收入三万元，都
在年初的预算里。
    三、名词解释
                          2
";

#[test]
fn columns_aligned_by_blanks_become_a_table() {
    let d = read(PAGE);
    let (_, table) = d.tables().next().unwrap();
    assert_eq!((table.rows, table.columns), (6, 4));
    let rows = rows(&d, 0);
    assert_eq!(rows[0], ["收入", "支出"]);
    assert_eq!(rows[1], ["项目", "金额", "项目", "金额"]);
    assert_eq!(rows[2], ["一、财政拨款收入", "120.50", "一、社会保障和就业支出", "100.00"]);
    assert_eq!(rows[3], ["二、事业收入", "", "二、住房保障支出", "20.50"]);
    assert_eq!(rows[5], ["合计", "123.50", "合计", "123.50"]);
}

#[test]
fn broken_lines_are_joined_and_page_numbers_stand_aside() {
    let d = read(PAGE);
    let body: Vec<&str> = d.paragraphs().filter(|(_, p)| p.role == Role::Body).map(|(_, p)| d.slice(p.range)).collect();
    let margins: Vec<&str> = d.paragraphs().filter(|(_, p)| p.role == Role::PageMargin).map(|(_, p)| d.slice(p.range)).collect();
    assert_eq!(margins, ["1", "2"]);
    assert_eq!(body[2], "二、有关情况说明");
    assert_eq!(
        body[3],
        "本单位负责全县的低保、救助和养老服务工作，承办县政府交办的其他事项，指导乡镇做好有关的服务，收入共计一百二十三万五千元，比上年增加十二万元，其中财政拨款一百二十万五千元，其他收入三万元，都在年初的预算里。"
    );
    assert_eq!(body[4], "三、名词解释");
}

/// Columns set by the width on a screen, where a Chinese character takes two places, and not one figure is long enough to show it by its end.
const COUNTS: &str = "\
                 机构人员表

单位名称   性质   车辆   编制人数          在职人数
                         行政       事业   行政       事业
合计              4      21         17     19         15
畜牧站     事业   1                 17                15
农机局     行政   3      21                19

";

#[test]
fn counts_alone_keep_their_columns() {
    let d = read(COUNTS);
    assert_eq!(d.tables().count(), 1);
    assert_eq!(
        rows(&d, 0)[2..],
        [
            ["合计", "", "4", "21", "17", "19", "15"],
            ["畜牧站", "事业", "1", "", "17", "", "15"],
            ["农机局", "行政", "3", "21", "", "19", ""]
        ]
    );
}
