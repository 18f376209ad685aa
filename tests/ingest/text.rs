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

/// Columns by the width on a screen, one paragraph a line, in traditional characters: sentences in cells, a header that comes again, columns that lie elsewhere below it.
const ONE_PARAGRAPH_A_LINE: &str = "\
臨水縣畜牧局
2031年部門預算說明
為方便查閱，現將本單位的收支和工作安排一併說明。
一、主要職責\t1
二、機構設置\t2
負責全縣動物防疫和畜產品質量監督，指導鄉鎮開展畜牧技術推廣，承擔獸藥和飼料的日常監管，並完成縣裡交辦的其他事項。
單位：萬元

項目       預算      內容                     指標     目標值
防疫工作             開展春秋兩季集中免疫。   次數     ≥2次
監測工作             定期採樣，及時報告。     覆蓋率   100%
推廣工作             組織技術下鄉。           場次     ≥8場
續表
項目                 預算      內容                   指標     目標值
良種補貼與技術推廣   12.50     發放補貼，逐戶登記。   戶數     300
糞污處理             8.00      改造設施。             處數     12

二、其他
本單位沒有其他需要說明的事項。
";

#[test]
fn tables_among_paragraphs_of_one_line() {
    let d = read(ONE_PARAGRAPH_A_LINE);
    let texts = blocks(&d);
    assert_eq!(texts[..3], ["臨水縣畜牧局", "2031年部門預算說明", "為方便查閱，現將本單位的收支和工作安排一併說明。"]);
    assert_eq!(texts[6..], ["單位：萬元", "table", "續表", "table", "二、其他", "本單位沒有其他需要說明的事項。"]);
    // No threshold belongs to the header, and a sentence in a column is a cell.
    assert_eq!(
        rows(&d, 0),
        [
            ["項目", "預算", "內容", "指標", "目標值"],
            ["防疫工作", "", "開展春秋兩季集中免疫。", "次數", "≥2次"],
            ["監測工作", "", "定期採樣，及時報告。", "覆蓋率", "100%"],
            ["推廣工作", "", "組織技術下鄉。", "場次", "≥8場"],
        ]
    );
    assert_eq!(
        rows(&d, 1),
        [
            ["項目", "預算", "內容", "指標", "目標值"],
            ["良種補貼與技術推廣", "12.50", "發放補貼，逐戶登記。", "戶數", "300"],
            ["糞污處理", "8.00", "改造設施。", "處數", "12"],
        ]
    );
}

/// A table that goes on over a page without its header, a little further to the right; the middle one of its columns of figures is empty there.
const OVER_PAGES: &str = "\
             二〇三〇年支出预算总表
单位：万元

科目编码    科目名称          合计        基本支出      项目支出
208     社会保障和就业支出      340.20      300.10       40.10
20802   民政管理事务         240.20      200.10       40.10
2080201 行政运行           200.10      200.10
                           1
\u{c}
2080202 一般行政管理事务       40.10                    40.10
20810   社会福利            100.00                   100.00
2081004 殡葬               100.00                   100.00
                           2
";

#[test]
fn a_page_that_goes_on_takes_the_columns_of_the_one_before() {
    let d = read(OVER_PAGES);
    assert_eq!(d.tables().count(), 2);
    assert_eq!(rows(&d, 0)[1], ["208", "社会保障和就业支出", "340.20", "300.10", "40.10"]);
    assert_eq!(rows(&d, 1)[0], ["2080202", "一般行政管理事务", "40.10", "", "40.10"]);
    assert_eq!(rows(&d, 1)[2], ["2081004", "殡葬", "100.00", "", "100.00"]);
}

/// The figures of the second page fit as well under the first two columns as under the last two.
const EITHER_WAY: &str = "\
             二〇三〇年支出预算总表
单位：万元

科目名称             合计        基本支出      项目支出
社会保障和就业支出      340.20      300.10       40.10
民政管理事务         240.20      200.10       40.10
                           1
\u{c}
一般行政管理事务             40.10     40.10
社会福利                 60.00      60.00
                           2
";

#[test]
fn columns_that_could_be_two_are_not_carried() {
    let d = read(EITHER_WAY);
    let columns: Vec<u32> = d.tables().map(|(_, t)| t.columns).collect();
    assert_eq!(columns, [4, 3]);
    assert_eq!(rows(&d, 1), [["一般行政管理事务", "40.10", "40.10"], ["社会福利", "60.00", "60.00"]]);
}

/// Cells padded for a typewriter font, where dashes and quotes are as wide as characters: `column -t` and its kin.
#[test]
fn headers_that_begin_where_their_columns_begin() {
    let d = read(concat!(
        "表一\n单位：万元\n\n",
        "预算数                   决算数\n",
        "合计    出国    接待费   合计    出国    接待费\n",
        "12.50   —      12.50    9.00    —      9.00\n",
        "\n表二\n单位：万元\n\n",
        "来源            物品   金额\n",
        "项目   资金            总计   其中\n",
        "                              甲     乙\n",
        "修缮   120.5    门窗   120.5  20.5   100\n",
        "购置   9        —     9      9      —\n",
    ));
    let tables: Vec<u32> = d.tables().map(|(b, _)| b).collect();
    assert_eq!(tables.len(), 2, "{:?}", blocks(&d));
    let cell = |table: usize, row: u32, column: u32| {
        let t = d.tables().nth(table).unwrap().1;
        t.cell_at(row, column).map(|c| (d.cell_text(c).to_owned(), c.column, c.column_span, c.row_span))
    };
    assert_eq!(cell(0, 0, 1), Some(("预算数".to_owned(), 0, 3, 1)));
    assert_eq!(cell(0, 0, 5), Some(("决算数".to_owned(), 3, 3, 1)));
    assert_eq!(cell(0, 2, 4), Some(("—".to_owned(), 4, 1, 1)));
    assert_eq!(cell(1, 0, 1), Some(("来源".to_owned(), 0, 2, 1)));
    assert_eq!(cell(1, 0, 2), Some(("物品".to_owned(), 2, 1, 3)));
    assert_eq!(cell(1, 0, 5), Some(("金额".to_owned(), 3, 3, 1)));
    assert_eq!(cell(1, 1, 3), Some(("总计".to_owned(), 3, 1, 2)));
    assert_eq!(cell(1, 1, 5), Some(("其中".to_owned(), 4, 2, 1)));
    assert_eq!(cell(1, 2, 5), Some(("乙".to_owned(), 5, 1, 1)));
}

#[test]
fn page_numbers_between_blank_lines_stand_aside() {
    let d = read(concat!(
        "收支表\n单位：万元\n\n项目       金额    项目       金额\n甲项收入   12.50   甲项支出   2.25\n\n          1\n\n",
        "乙项收入   1.25    乙项支出   11.50\n丙项收入   2.00    丙项支出   2.00\n\n          2\n\n合计       15.75   合计       15.75\n"
    ));
    assert_eq!(d.tables().count(), 1, "{:?}", blocks(&d));
    assert_eq!(rows(&d, 0).len(), 5);
    assert_eq!(rows(&d, 0)[3], ["丙项收入", "2.00", "丙项支出", "2.00"]);
    let margins: Vec<&str> = d.paragraphs().filter(|(_, p)| p.role == Role::PageMargin).map(|(_, p)| d.slice(p.range)).collect();
    assert_eq!(margins, ["1", "2"]);
}

#[test]
fn a_name_that_begins_above_the_first_figures_is_no_header() {
    let d = read(concat!(
        "        表四\n        单位：万元\n\n 科目编码      科目名称      合计      基本支出\n\n           乡村公路养护\n301                     12.50      12.00\n           和管理\n",
        "           县城桥梁检查\n302                      4.50       4.00\n           和修补\n303        道路照明          3.25       3.25\n",
    ));
    let table = rows(&d, 0);
    assert_eq!(
        table.get(1),
        Some(&vec!["301".to_owned(), "乡村公路养护和管理".to_owned(), "12.50".to_owned(), "12.00".to_owned()]),
        "{table:?}"
    );
}

/// The heights of cells in a header: a total has no total below it, and no cell two parts of one name.
#[test]
fn a_total_is_no_head_of_others() {
    let d = read(concat!(
        "        表九\n                                             单位：万元\n",
        "                                   “三公”经费\n",
        "                                   公务用车购置及运行维护费\n",
        "  合计                因公出                               公务接      会议费      培训费\n",
        "                    国（境）             公务用车购    公务用车运\n",
        "            小计       费       小计                        待费\n",
        "                                       置费     行维护费\n\n",
        " 1305.5    402.31   65       221              221     116.31   203.19    700\n",
    ));
    // Blanks of the rows below tell which cells go on.
    let table = rows(&d, 0);
    assert_eq!(table[0][..2], ["合计", "“三公”经费"]);
    assert_eq!(table[1][..4], ["", "小计", "因公出国（境）费", "公务用车购置及运行维护费"]);
    assert_eq!(table[2][3..6], ["小计", "公务用车购置费", "公务用车运行维护费"]);
}

/// A sentence under a table, across its columns, and a table without a line for its unit after it: two tables.
#[test]
fn a_sentence_across_the_columns_ends_a_table() {
    let d = read(concat!(
        "物品采购表\n    编制单位：甲局　　单位：万元\n\n",
        "编号   采购事项       品目编码    数量   采购金额\n\n",
        "1      合  计                            12.86\n",
        "2      印刷服务       C081401     12     10.20\n",
        "3      保险           C15040201   7      2.66\n\n",
        "    七、资产情况及资产购置\n",
        "    2022年12月31日，我单位固定资产总额1126.20万元，房屋价值779.82万元，其中办公用房7\n46.33万元。\n",
        "                     部门资产占用明细表\n\n\n",
        "编制部门：甲局           截止时间：2022年12月31日\n",
        "项目                     面积（平方米）或台数   金额（万元）\n",
        "资产总额                 ——                     1126.20\n",
        "1.房屋                   4433.37                779.82\n",
    ));
    assert_eq!(d.tables().count(), 2, "{:?}", blocks(&d));
    assert_eq!(rows(&d, 0).last().unwrap()[1], "保险");
    assert_eq!(rows(&d, 1).last().unwrap()[2], "779.82");
}

#[test]
fn a_table_with_pipes_is_exact() {
    let d = read("收入预算表\n\n| 项目 | 上年 | 本年 |\n|:----|----:|----:|\n| 低保 | | 12.50 |\n| 救助 | 3.00 | - |\n\n说明：完\n");
    assert_eq!(blocks(&d), ["收入预算表", "", "table", "", "说明：完"]);
    assert_eq!(rows(&d, 0), [["项目", "上年", "本年"], ["低保", "", "12.50"], ["救助", "3.00", "-"]]);
    assert_eq!(d.tables().next().unwrap().1.layout, Layout::Exact);
}

#[test]
fn pipes_of_different_numbers_are_told() {
    let d = read("|项目|上年|本年|\n|---|---|---|\n|低保|12.50|\n|救助|3.00|4.00|\n");
    assert_eq!(d.tables().next().unwrap().1.layout, Layout::Ragged);
}

#[test]
fn a_box_has_its_merged_cells() {
    let d = read(concat!(
        "单位：万元\n",
        "┌────────┬───────────────┐\n",
        "│项目    │金额           │\n",
        "│        ├───────┬───────┤\n",
        "│        │上年   │本年   │\n",
        "├────────┼───────┼───────┤\n",
        "│低保    │       │12.50  │\n",
        "├────────┼───────┼───────┤\n",
        "│临时    │3.00   │4.00   │\n",
        "│救助    │       │       │\n",
        "└────────┴───────┴───────┘\n"
    ));
    let (_, table) = d.tables().next().unwrap();
    assert_eq!((table.rows, table.columns, table.layout), (4, 3, Layout::Exact));
    assert_eq!(rows(&d, 0), [vec!["项目", "金额"], vec!["上年", "本年"], vec!["低保", "", "12.50"], vec!["临时\n救助", "3.00", "4.00"]]);
    let first = table.row_cells(0).next().unwrap();
    assert_eq!((first.row_span, first.column_span), (2, 1));
}

#[test]
fn a_grid_of_plus_signs_is_read_and_lines_of_a_body_are_rows() {
    let d = read(
        "+------+-------+-------+\n| 项目 | 上年  | 本年  |\n+======+=======+=======+\n| 低保 |       | 12.50 |\n| 救助 | 3.00  |       |\n+------+-------+-------+\n",
    );
    assert_eq!(rows(&d, 0), [["项目", "上年", "本年"], ["低保", "", "12.50"], ["救助", "3.00", ""]]);
    assert_eq!(d.tables().next().unwrap().1.layout, Layout::Exact);
}

#[test]
fn a_grid_whose_lines_do_not_meet_shifts_nothing() {
    let d = read(
        "+------+-------+-------+\n| 项目 | 上年  | 本年  |\n+------+-------+-------+\n| 低保 | 12.50 |\n+------+-------+-------+\n| 救助 | 3.00  | 4.00  |\n+------+-------+-------+\n",
    );
    assert_eq!(d.tables().next().unwrap().1.layout, Layout::Ragged);
    assert_eq!(rows(&d, 0)[1], ["低保", "12.50"]);
}

#[test]
fn lines_that_are_no_table_stay_text() {
    let d = read("甲 | 乙\n|\n----\n| 一行 |\n二、收入\n");
    assert_eq!(d.tables().count(), 0);
    assert_eq!(blocks(&d).len(), 5);
}
