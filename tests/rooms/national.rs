//! National tables in layouts of many provinces; texts and figures are invented, the labels are those that tables of this kind use.
//!
//! A document is written as lines: a line with `|` is a row of a table, `{2,1}` after a cell its rows and columns; any other line is a paragraph. A line `---` parts two tables
//! that follow each other.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use gongkai::context::Context;
use gongkai::document::Format;
use gongkai::facts::{DisclosureKind, Fact};
use gongkai::identity::{self, Identity};
use gongkai::ingest::builder::{DocumentBuilder, RawCell, RawParagraph, RawTable};
use gongkai::record::AvailabilityState;
use gongkai::sections::Sections;
use gongkai::segment::Unit;
use gongkai::tables::{self, Reading};
use gongkai::vocabulary::Vocabulary;
use std::sync::LazyLock;

mod framed;
mod mutations;
mod sheets;
mod titles;

static LEXICONS: LazyLock<(tables::Lexicon, identity::Lexicon)> = LazyLock::new(|| {
    let vocabulary = Vocabulary::built_in().unwrap();
    (tables::Lexicon::new(&vocabulary).unwrap(), identity::Lexicon::new(&vocabulary).unwrap())
});

fn cell(text: &str) -> RawCell {
    let (text, spans) = match text.split_once('{') {
        Some((text, spans)) => (text, spans.trim_end().trim_end_matches('}')),
        None => (text, "1,1"),
    };
    let (rows, columns) = spans.split_once(',').unwrap();
    RawCell {
        paragraphs: vec![RawParagraph {
            text: text.strip_suffix(' ').unwrap_or(text).strip_prefix(' ').unwrap_or(text).to_owned(),
            ..RawParagraph::default()
        }],
        row_span: rows.parse().unwrap(),
        column_span: columns.parse().unwrap(),
        ..RawCell::default()
    }
}

fn read_as(lines: &str, kind: DisclosureKind, year: i32, ragged: bool) -> Reading {
    let mut builder = DocumentBuilder::new(Format::Docx);
    let mut rows: Vec<Vec<RawCell>> = Vec::new();
    let flush = |rows: &mut Vec<Vec<RawCell>>, builder: &mut DocumentBuilder| {
        if !rows.is_empty() {
            builder.table(RawTable { rows: std::mem::take(rows), ragged, ..RawTable::default() });
        }
    };
    for line in lines.lines().map(|l| l.trim_start_matches(' ')).filter(|l| !l.is_empty()) {
        if line.contains('|') || line.ends_with('}') {
            rows.push(line.split('|').map(cell).collect());
            continue;
        }
        flush(&mut rows, &mut builder);
        if line != "---" {
            builder.paragraph(RawParagraph { text: line.to_owned(), ..RawParagraph::default() });
        }
    }
    flush(&mut rows, &mut builder);
    let document = builder.finish();
    let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
    let (lexicon, identities) = &*LEXICONS;
    let found = identity::identify(&document, &unit, identities).0;
    let identity =
        Identity { kind: Some(kind), fiscal_year: Some(year), department: None, department_printed: None, unit_name: None, ..found };
    let context = Context { document: &document, unit: &unit, identity: &identity, sections: &Sections::default() };
    let reading = tables::read(&context, lexicon);
    for fact in &reading.facts {
        let (row, column) = fact.place.cell.unwrap();
        let cell = reading.cells.iter().find(|c| (c.block, c.table_row, c.table_column) == (fact.place.block, row, column)).unwrap();
        let text: Vec<char> = cell.text.chars().collect();
        let at: String = text[fact.place.start_char as usize..fact.place.end_char as usize].iter().collect();
        assert_eq!(at, fact.printed, "the place of a fact holds what it prints");
    }
    reading
}

fn budget(lines: &str) -> Reading {
    read_as(lines, DisclosureKind::Budget, 2032, false)
}

fn accounts(lines: &str) -> Reading {
    read_as(lines, DisclosureKind::FinalAccounts, 2032, false)
}

/// `kind measure component fund scheme:key item stage year aspect[<base] value`, what is blank left out.
fn line(fact: &Fact) -> String {
    format!("{} {}", fact.table_kind.unwrap().as_str(), line_in(fact, "", 0))
}

/// The same without the kind, and without stage and year where they are these.
fn line_in(fact: &Fact, own_stage: &str, own_year: i32) -> String {
    let mut said: Vec<String> = Vec::new();
    said.extend(fact.unit_name.iter().map(|u| format!("@{u}")));
    said.push(fact.measure.as_str().into());
    said.extend(fact.component.map(|c| c.as_str().into()));
    said.extend(fact.fund.map(|f| f.as_str().into()));
    match (fact.scheme, &fact.item_key) {
        (Some(scheme), key) => said.push(format!("{}:{}", scheme.as_str(), key.as_deref().unwrap_or(""))),
        (None, Some(key)) => said.push(format!(":{key}")),
        (None, None) => {}
    }
    said.extend(fact.item.iter().map(|i| i.chars().filter(|c| !c.is_whitespace()).collect()));
    match fact.stage {
        Some(stage) if stage.as_str() != own_stage => said.push(stage.as_str().into()),
        None if !own_stage.is_empty() => said.push("-".into()),
        _ => {}
    }
    said.extend(fact.year.filter(|y| *y != own_year).map(|y| y.to_string()));
    if fact.aspect != gongkai::facts::Aspect::Level {
        said.push(fact.aspect.as_str().into());
    }
    if let (Some(stage), Some(year)) = (fact.base_stage, fact.base_year) {
        said.push(format!("<{}{}", stage.as_str(), year));
    }
    said.push(fact.value.normalize().to_string());
    said.join(" ")
}

#[track_caller]
fn expect(reading: &Reading, want: &str) {
    let mut got: Vec<String> = reading.facts.iter().map(line).collect();
    let mut want: Vec<String> = want.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    got.sort();
    want.sort();
    let missing: Vec<&String> = want.iter().filter(|w| !got.contains(w)).collect();
    let unexpected: Vec<&String> = got.iter().filter(|g| !want.contains(g)).collect();
    let told: Vec<String> = reading.diagnostics.iter().map(|d| format!("{}: {}", d.code.as_str(), d.message)).collect();
    assert!(missing.is_empty() && unexpected.is_empty(), "missing {missing:#?}\nunexpected {unexpected:#?}\ntold {told:#?}");
    assert_eq!(got, want, "how often");
}

#[test]
fn hebei_total_with_serial_numbers_and_a_row_that_counts_columns() {
    let reading = budget(
        "部门预算收支总表
        920青山县河口镇财政所{1,3} | 预算年度：2032 | 单位：万元
        序号{2,1} | 收 入{1,2} | 支 出{1,2}
        项 目 | 预算数 | 项 目 | 预算数
        栏次 | 1 | 2 | 3 | 4
        1 | 一、一般公共预算拨款收入 | 812.50 | 一、一般公共服务支出 | 300.00
        2 | 二、政府性基金预算拨款收入 | 20.00 | 二、外交支出 |
        3 | 三、国有资本经营预算拨款收入 | — | 三、国防支出 | 12.5
        4 | 四、财政专户管理资金收入 | | 四、社会保障和就业支出 | 530.00
        5 | 五、事业收入 | 10.00 | 五、农林水支出 |
        6 | 本年收入合计 | 842.50 | 本年支出合计 | 842.50
        7 | 上年结转结余 | 5.25 | 年终结转结余 | 5.25
        8 | 收入总计 | 847.75 | 支出总计 | 847.75",
    );
    expect(
        &reading,
        "revenue_expenditure_total revenue all source:general_public 一般公共预算拨款收入 budget 2032 812.5
        revenue_expenditure_total expenditure all function:201 一般公共服务支出 budget 2032 300
        revenue_expenditure_total revenue all source:government_fund 政府性基金预算拨款收入 budget 2032 20
        revenue_expenditure_total expenditure all function:203 国防支出 budget 2032 12.5
        revenue_expenditure_total expenditure all function:208 社会保障和就业支出 budget 2032 530
        revenue_expenditure_total revenue all source:business 事业收入 budget 2032 10
        revenue_expenditure_total revenue current all budget 2032 842.5
        revenue_expenditure_total expenditure current all budget 2032 842.5
        revenue_expenditure_total revenue all source:carry_over 上年结转结余 budget 2032 5.25
        revenue_expenditure_total expenditure carry_over all budget 2032 5.25
        revenue_expenditure_total revenue total all budget 2032 847.75
        revenue_expenditure_total expenditure total all budget 2032 847.75",
    );
    assert_eq!(reading.budget_unit_code.as_deref(), Some("920"));
}

#[test]
fn revenue_by_unit_with_this_years_and_last_years_money() {
    let reading = budget(
        "收入总表
        单位：万元
        部门（单位）代码{2,1} | 部门（单位）名称{2,1} | 合计{2,1} | 本年收入{1,4} | 上年结转结余{1,3}
        小计 | 一般公共预算 | 事业收入 | 单位资金 | 小计 | 一般公共预算 | 单位资金
        合计{1,2} | 110.00 | 100.00 | 90.00 | 6.00 | 4.00 | 10.00 | 10.00 |
        415001 | 河口镇中心小学 | 60.00 | 55.00 | 50.00 | 5.00 | | 5.00 | 5.00 |",
    );
    expect(
        &reading,
        "revenue revenue total all budget 2032 110
        revenue revenue current all budget 2032 100
        revenue revenue all source:general_public 一般公共预算 budget 2032 90
        revenue revenue all source:business 事业收入 budget 2032 6
        revenue revenue all source: 单位资金 budget 2032 4
        revenue revenue all source:carry_over 上年结转结余 budget 2032 10
        revenue revenue general_public source:carry_over 一般公共预算 budget 2032 10
        revenue @河口镇中心小学 revenue total all budget 2032 60
        revenue @河口镇中心小学 revenue current all budget 2032 55
        revenue @河口镇中心小学 revenue current general_public budget 2032 50
        revenue @河口镇中心小学 revenue current business budget 2032 5
        revenue @河口镇中心小学 revenue carry_over all budget 2032 5
        revenue @河口镇中心小学 revenue carry_over general_public budget 2032 5",
    );
}

#[test]
fn general_public_expenditure_with_last_years_outturn_and_the_change() {
    let reading = budget(
        "表5 2032年一般公共预算支出表
        单位：万元
        功能分类科目{1,2} | 2031年执行数{2,1} | 2032年预算数{1,3} | 2032年预算数比2031年执行数{1,2}
        科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
        合计{1,2} | 95.00 | 100.00 | 70.00 | 30.00 | 5.00 | 5.26
        205 | 教育支出 | 95.00 | 100.00 | 70.00 | 30.00 | 5.00 | 5.26
        20502 | 　普通教育 | | 80.00 | 70.00 | 10.00 | |
        2050202 | 　　小学教育 | | 80.00 | 70.00 | 10.00 | |",
    );
    expect(
        &reading,
        "general_public_expenditure expenditure total general_public execution 2031 95
        general_public_expenditure expenditure total general_public budget 2032 100
        general_public_expenditure expenditure basic general_public budget 2032 70
        general_public_expenditure expenditure project general_public budget 2032 30
        general_public_expenditure expenditure total general_public budget 2032 change <execution2031 5
        general_public_expenditure expenditure total general_public budget 2032 change_percent <execution2031 5.26
        general_public_expenditure expenditure general_public function:205 教育支出 execution 2031 95
        general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 100
        general_public_expenditure expenditure basic general_public function:205 教育支出 budget 2032 70
        general_public_expenditure expenditure project general_public function:205 教育支出 budget 2032 30
        general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 change <execution2031 5
        general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 change_percent <execution2031 5.26
        general_public_expenditure expenditure general_public function:20502 普通教育 budget 2032 80
        general_public_expenditure expenditure basic general_public function:20502 普通教育 budget 2032 70
        general_public_expenditure expenditure project general_public function:20502 普通教育 budget 2032 10
        general_public_expenditure expenditure general_public function:2050202 小学教育 budget 2032 80
        general_public_expenditure expenditure basic general_public function:2050202 小学教育 budget 2032 70
        general_public_expenditure expenditure project general_public function:2050202 小学教育 budget 2032 10",
    );
    let facts = &reading.facts;
    let primary = facts.iter().position(|f| f.item_key.as_deref() == Some("2050202") && f.component.is_none()).unwrap();
    let section = facts[primary].parent.unwrap();
    assert_eq!((facts[section].item_key.as_deref(), facts[section].component), (Some("20502"), None));
    let class = facts[section].parent.unwrap();
    assert_eq!(facts[class].item_key.as_deref(), Some("205"));
    assert_eq!(facts[facts[class].parent.unwrap()].component, Some(gongkai::facts::Component::Total));
}

#[test]
fn final_accounts_01_with_line_numbers_and_a_third_block() {
    let reading = accounts(
        "收入支出决算总表
        公开01表
        部门：青山县水务局 | 金额单位：万元
        ---
        收入{1,3} | 支出{1,6}
        项目 | 行次 | 决算数 | 项目（按功能分类） | 行次 | 决算数 | 项目（按支出性质和经济分类） | 行次 | 决算数
        栏次 | | 1 | 栏次 | | 2 | 栏次 | | 3
        一、财政拨款收入 | 1 | 500.10 | 一、一般公共服务支出 | 37 | | 一、基本支出 | 59 | 320.00
        其中：政府性基金预算财政拨款 | 2 | 20.00 | 二、农林水支出 | 38 | 505.10 | 　人员经费 | 60 | 250.00
        二、上级补助收入 | 3 | | 三、住房保障支出 | 39 | 15.00 | 　日常公用经费 | 61 | 70.00
        三、其他收入 | 4 | 20.00 | | 40 | | 二、项目支出 | 62 | 200.10
        本年收入合计 | 25 | 520.10 | 本年支出合计{1,4} | 82 | 520.10
        用事业基金弥补收支差额 | 26 | 3.00 | 结余分配{1,4} | 83 | 1.00
        年初结转和结余 | 27 | 40.00 | 年末结转和结余{1,4} | 84 | 42.00
        总计 | 28 | 563.10 | 总计{1,4} | 85 | 563.10",
    );
    expect(
        &reading,
        "revenue_expenditure_total revenue all source:fiscal_appropriation 财政拨款收入 final 2032 500.1
        revenue_expenditure_total revenue all source:government_fund 政府性基金预算财政拨款 final 2032 20
        revenue_expenditure_total revenue all source:other 其他收入 final 2032 20
        revenue_expenditure_total revenue current all final 2032 520.1
        revenue_expenditure_total revenue all source:surplus_used 用事业基金弥补收支差额 final 2032 3
        revenue_expenditure_total revenue all source:carry_over 年初结转和结余 final 2032 40
        revenue_expenditure_total revenue total all final 2032 563.1
        revenue_expenditure_total expenditure all function:213 农林水支出 final 2032 505.1
        revenue_expenditure_total expenditure all function:221 住房保障支出 final 2032 15
        revenue_expenditure_total expenditure basic all final 2032 320
        revenue_expenditure_total expenditure personnel all final 2032 250
        revenue_expenditure_total expenditure operating all final 2032 70
        revenue_expenditure_total expenditure project all final 2032 200.1
        revenue_expenditure_total expenditure current all final 2032 520.1
        revenue_expenditure_total expenditure surplus_distributed all final 2032 1
        revenue_expenditure_total expenditure carry_over all final 2032 42
        revenue_expenditure_total expenditure total all final 2032 563.1",
    );
}

#[test]
fn government_fund_accounts_with_what_was_carried_over() {
    let reading = accounts(
        "政府性基金预算财政拨款收入支出决算表
        单位：元
        项目{1,2} | 年初结转和结余{2,1} | 本年收入{2,1} | 本年支出{1,3} | 年末结转和结余{2,1}
        功能分类科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出
        栏次{1,2} | 1 | 2 | 3 | 4 | 5 | 6
        合计{1,2} | 1,000.00 | 250,000.00 | 240,000.00 | | 240,000.00 | 11,000.00
        212 | 城乡社区支出 | 1,000.00 | 250,000.00 | 240,000.00 | | 240,000.00 | 11,000.00",
    );
    expect(
        &reading,
        "government_fund revenue government_fund source:carry_over 年初结转和结余 final 2032 0.1
        government_fund revenue current government_fund final 2032 25
        government_fund expenditure current government_fund final 2032 24
        government_fund expenditure project government_fund final 2032 24
        government_fund expenditure carry_over government_fund final 2032 1.1
        government_fund revenue carry_over government_fund function:212 城乡社区支出 final 2032 0.1
        government_fund revenue government_fund function:212 城乡社区支出 final 2032 25
        government_fund expenditure government_fund function:212 城乡社区支出 final 2032 24
        government_fund expenditure project government_fund function:212 城乡社区支出 final 2032 24
        government_fund expenditure carry_over government_fund function:212 城乡社区支出 final 2032 1.1",
    );
}

#[test]
fn three_public_transposed_with_three_years() {
    let reading = budget(
        "2032年“三公”经费预算情况表
        单位：万元
        项目 | 2031年预算数 | 2032年预算数 | 增减额 | 增减率（%） | 备注
        合计 | 10.00 | 8.00 | -2.00 | -20.00 | 压减
        一、因公出国（境）费 | 0 | 0 | | |
        二、公务接待费 | 4.00 | 3.00 | -1.00 | -25.00 |
        三、公务用车购置及运行维护费 | 6.00 | 5.00 | -1.00 | -16.67 |
        其中：公务用车购置费 | | | | |
        　　　公务用车运行维护费 | 6.00 | 5.00 | -1.00 | -16.67 |",
    );
    expect(
        &reading,
        "three_public three_public all budget 2031 10
        three_public three_public all budget 2032 8
        three_public three_public all budget 2032 change <budget2031 -2
        three_public three_public all budget 2032 change_percent <budget2031 -20
        three_public three_public all :overseas_travel 因公出国（境）费 budget 2031 0
        three_public three_public all :overseas_travel 因公出国（境）费 budget 2032 0
        three_public three_public all :official_reception 公务接待费 budget 2031 4
        three_public three_public all :official_reception 公务接待费 budget 2032 3
        three_public three_public all :official_reception 公务接待费 budget 2032 change <budget2031 -1
        three_public three_public all :official_reception 公务接待费 budget 2032 change_percent <budget2031 -25
        three_public three_public all :official_vehicle 公务用车购置及运行维护费 budget 2031 6
        three_public three_public all :official_vehicle 公务用车购置及运行维护费 budget 2032 5
        three_public three_public all :official_vehicle 公务用车购置及运行维护费 budget 2032 change <budget2031 -1
        three_public three_public all :official_vehicle 公务用车购置及运行维护费 budget 2032 change_percent <budget2031 -16.67
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2031 6
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2032 5
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2032 change <budget2031 -1
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2032 change_percent <budget2031 -16.67",
    );
}

#[test]
fn guangdong_operating_and_three_public_by_fund() {
    let reading = budget(
        "行政经费及“三公”经费预算表
        单位：万元
        项目 | 合计 | 一般公共预算 | 政府性基金预算 | 国有资本经营预算
        行政经费 | 120.00 | 118.00 | 2.00 | 0.00
        “三公”经费 | 9.50 | 9.50 | |
        其中：（一）因公出国（境）支出 | 0.00 | 0.00 | |
        （二）公务用车购置及运行维护支出 | 6.50 | 6.50 | |
        1.公务用车购置 | | | |
        2.公务用车运行维护费 | 6.50 | 6.50 | |
        （三）公务接待费支出 | 3.00 | 3.00 | |",
    );
    expect(
        &reading,
        "three_public agency_operating all budget 2032 120
        three_public agency_operating general_public budget 2032 118
        three_public agency_operating government_fund budget 2032 2
        three_public agency_operating state_capital budget 2032 0
        three_public three_public all budget 2032 9.5
        three_public three_public general_public budget 2032 9.5
        three_public three_public all :overseas_travel 因公出国（境）支出 budget 2032 0
        three_public three_public general_public :overseas_travel 因公出国（境）支出 budget 2032 0
        three_public three_public all :official_vehicle 公务用车购置及运行维护支出 budget 2032 6.5
        three_public three_public general_public :official_vehicle 公务用车购置及运行维护支出 budget 2032 6.5
        three_public three_public all :vehicle_operation 公务用车运行维护费 budget 2032 6.5
        three_public three_public general_public :vehicle_operation 公务用车运行维护费 budget 2032 6.5
        three_public three_public all :official_reception 公务接待费支出 budget 2032 3
        three_public three_public general_public :official_reception 公务接待费支出 budget 2032 3",
    );
}

#[test]
fn institution_operation_with_counts_among_the_money() {
    let reading = accounts(
        "机构运行信息表
        金额单位：万元
        项目 | 行次 | 预算数 | 统计数 | 项目 | 行次 | 统计数
        栏次 | | 1 | 2 | 栏次 | | 3
        一、“三公”经费支出 | 1 | — | — | 四、机关运行经费 | 22 | 88.20
        （一）支出合计 | 2 | 9.00 | 7.50 | （一）行政单位 | 23 | 88.20
        1．因公出国（境）费 | 3 | | | 五、国有资产占用情况 | 25 | —
        2．公务用车购置及运行维护费 | 4 | 6.00 | 5.50 | （一）车辆数合计（辆） | 26 | 3
        （1）公务用车购置费 | 5 | | | 　1．应急保障用车 | 27 | 1
        （2）公务用车运行维护费 | 6 | 6.00 | 5.50 | （二）单价100万元（含）以上设备（不含车辆） | 30 | 0
        3．公务接待费 | 7 | 3.00 | 2.00 | 六、政府采购支出信息 | 31 | —
        （1）国内接待费 | 8 | — | 2.00 | （一）政府采购支出合计 | 32 | 60.00
        （二）相关统计数 | 11 | — | — | 　1．政府采购货物支出 | 33 | 40.00
        1．因公出国（境）团组数（个） | 12 | — | 0 | 　2．政府采购服务支出 | 34 | 20.00
        4．公务用车保有量（辆） | 15 | — | 3 | （二）政府采购授予中小企业合同金额 | 36 | 55.00
        5．国内公务接待批次（个） | 16 | — | 25 | 其中：授予小微企业合同金额 | 37 | 50.00
        6．国内公务接待人次（人） | 18 | — | 180 | | 38 |",
    );
    expect(
        &reading,
        "institution_operation three_public all budget 2032 9
        institution_operation three_public all final 2032 7.5
        institution_operation three_public all :official_vehicle 公务用车购置及运行维护费 budget 2032 6
        institution_operation three_public all :official_vehicle 公务用车购置及运行维护费 final 2032 5.5
        institution_operation three_public all :vehicle_operation 公务用车运行维护费 budget 2032 6
        institution_operation three_public all :vehicle_operation 公务用车运行维护费 final 2032 5.5
        institution_operation three_public all :official_reception 公务接待费 budget 2032 3
        institution_operation three_public all :official_reception 公务接待费 final 2032 2
        institution_operation quantity :overseas_trips 因公出国（境）团组数（个） final 2032 0
        institution_operation quantity :vehicles_kept 公务用车保有量（辆） 2032 3
        institution_operation quantity :reception_batches 国内公务接待批次（个） final 2032 25
        institution_operation quantity :reception_persons 国内公务接待人次（人） final 2032 180
        institution_operation agency_operating all final 2032 88.2
        institution_operation quantity :vehicles_kept 车辆数合计（辆） 2032 3
        institution_operation quantity :large_equipment 单价100万元（含）以上设备（不含车辆） 2032 0
        institution_operation procurement all final 2032 60
        institution_operation procurement all :goods 政府采购货物支出 final 2032 40
        institution_operation procurement all :services 政府采购服务支出 final 2032 20
        institution_operation procurement all :sme 政府采购授予中小企业合同金额 final 2032 55
        institution_operation procurement all :micro 授予小微企业合同金额 final 2032 50",
    );
}

#[test]
fn three_public_of_final_accounts_with_subtotals_and_two_stages() {
    let reading = accounts(
        "一般公共预算财政拨款“三公”经费支出决算表
        单位：万元
        预算数{1,6} | 决算数{1,6}
        合计{2,1} | 因公出国（境）费{2,1} | 公务用车购置及运行费{1,3} | 公务接待费{2,1} | 合计{2,1} | 因公出国（境）费{2,1} | 公务用车购置及运行费{1,3} | 公务接待费{2,1}
        小计 | 公务用车购置费 | 公务用车运行费 | 小计 | 公务用车购置费 | 公务用车运行费
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
        12.00 | | 9.00 | | 9.00 | 3.00 | 8.80 | | 7.80 | | 7.80 | 1.00",
    );
    expect(
        &reading,
        "three_public three_public general_public budget 2032 12
        three_public three_public general_public :official_vehicle 公务用车购置及运行费 budget 2032 9
        three_public three_public general_public :vehicle_operation 公务用车运行费 budget 2032 9
        three_public three_public general_public :official_reception 公务接待费 budget 2032 3
        three_public three_public general_public final 2032 8.8
        three_public three_public general_public :official_vehicle 公务用车购置及运行费 final 2032 7.8
        three_public three_public general_public :vehicle_operation 公务用车运行费 final 2032 7.8
        three_public three_public general_public :official_reception 公务接待费 final 2032 1",
    );
    let operation = reading.facts.iter().find(|f| f.item_key.as_deref() == Some("vehicle_operation")).unwrap();
    assert_eq!(reading.facts[operation.parent.unwrap()].item_key.as_deref(), Some("official_vehicle"));
}

#[test]
fn basic_expenditure_in_two_blocks_of_classes() {
    let reading = accounts(
        "一般公共预算财政拨款基本支出决算表
        单位：万元
        人员经费{1,3} | 公用经费{1,3}
        科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额
        301 | 工资福利支出 | 80.00 | 302 | 商品和服务支出 | 12.00
        30101 | 　基本工资 | 50.00 | 30201 | 　办公费 | 7.00
        30103 | 　奖金 | 30.00 | 30216 | 　培训费 | 5.00
        人员经费合计{1,2} | 80.00 | 公用经费合计{1,2} | 12.00",
    );
    expect(
        &reading,
        "basic_expenditure expenditure personnel general_public economic:301 工资福利支出 final 2032 80
        basic_expenditure expenditure operating general_public economic:302 商品和服务支出 final 2032 12
        basic_expenditure expenditure personnel general_public economic:30101 基本工资 final 2032 50
        basic_expenditure expenditure operating general_public economic:30201 办公费 final 2032 7
        basic_expenditure expenditure personnel general_public economic:30103 奖金 final 2032 30
        basic_expenditure expenditure operating general_public economic:30216 培训费 final 2032 5
        basic_expenditure expenditure personnel general_public final 2032 80
        basic_expenditure expenditure operating general_public final 2032 12",
    );
}

#[test]
fn fiscal_totals_with_what_was_carried_over_of_each_budget() {
    let reading = budget(
        "财政拨款收支总表
        单位：万元
        收入{1,2} | 支出{1,4}
        项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算
        一、本年收入 | 90.00 | 一、本年支出 | 95.00 | 85.00 | 10.00
        （一）一般公共预算拨款 | 80.00 | （一）教育支出 | 85.00 | 85.00 |
        （二）政府性基金预算拨款 | 10.00 | （二）城乡社区支出 | 10.00 | | 10.00
        二、上年结转 | 5.00 | 二、结转下年 | | |
        （一）一般公共预算拨款 | 5.00 | | | |
        收入总计 | 95.00 | 支出总计 | 95.00 | 85.00 | 10.00",
    );
    expect(
        &reading,
        "fiscal_grant_total revenue current fiscal_appropriation budget 2032 90
        fiscal_grant_total revenue fiscal_appropriation source:general_public 一般公共预算拨款 budget 2032 80
        fiscal_grant_total revenue fiscal_appropriation source:government_fund 政府性基金预算拨款 budget 2032 10
        fiscal_grant_total revenue fiscal_appropriation source:carry_over 上年结转 budget 2032 5
        fiscal_grant_total revenue general_public source:carry_over 一般公共预算拨款 budget 2032 5
        fiscal_grant_total revenue total fiscal_appropriation budget 2032 95
        fiscal_grant_total expenditure current fiscal_appropriation budget 2032 95
        fiscal_grant_total expenditure current general_public budget 2032 85
        fiscal_grant_total expenditure current government_fund budget 2032 10
        fiscal_grant_total expenditure fiscal_appropriation function:205 教育支出 budget 2032 85
        fiscal_grant_total expenditure general_public function:205 教育支出 budget 2032 85
        fiscal_grant_total expenditure fiscal_appropriation function:212 城乡社区支出 budget 2032 10
        fiscal_grant_total expenditure government_fund function:212 城乡社区支出 budget 2032 10
        fiscal_grant_total expenditure total fiscal_appropriation budget 2032 95
        fiscal_grant_total expenditure total general_public budget 2032 85
        fiscal_grant_total expenditure total government_fund budget 2032 10",
    );
}

#[test]
fn classes_as_columns_give_facts_in_the_total_row_only() {
    let reading = budget(
        "支出预算分类汇总表（按政府预算经济分类）
        单位：万元
        科目编码{1,3} | 科目名称{2,1} | 总计{2,1} | 机关工资福利支出{2,1} | 机关商品和服务支出{2,1}
        类 | 款 | 项
        | | | 合计 | 50.00 | 40.00 | 10.00
        201 | | | 一般公共服务支出 | 50.00 | 40.00 | 10.00
        | 03 | | 政府办公厅（室）及相关机构事务 | 50.00 | 40.00 | 10.00",
    );
    expect(
        &reading,
        "expenditure expenditure total all budget 2032 50
        expenditure expenditure all gov_economic:501 机关工资福利支出 budget 2032 40
        expenditure expenditure all gov_economic:502 机关商品和服务支出 budget 2032 10
        expenditure expenditure all function:201 一般公共服务支出 budget 2032 50
        expenditure expenditure all function:20103 政府办公厅（室）及相关机构事务 budget 2032 50",
    );
}

#[test]
fn a_column_or_row_that_is_not_understood_gives_no_fact() {
    let reading = budget(
        "2032年部门支出总表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 涉农整合统筹
        208 | 社会保障和就业支出 | 30.00 | 20.00 | 10.00
        | 乡村振兴衔接 | 4.00 | 4.00 |",
    );
    expect(
        &reading,
        "expenditure expenditure all function:208 社会保障和就业支出 budget 2032 30
        expenditure expenditure basic all function:208 社会保障和就业支出 budget 2032 20",
    );
    let told: Vec<&str> = reading.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(told.iter().filter(|c| **c == "unrecognised_column").count(), 1, "{told:?}");
    assert_eq!(told.iter().filter(|c| **c == "unrecognised_row").count(), 1, "{told:?}");
}

#[test]
fn empty_tables_are_told_with_their_note() {
    let reading = budget(
        "国有资本经营预算支出表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        | 合计 | | |
        | | | |
        注：本单位没有国有资本经营预算安排的支出，故本表为空表。
        政府性基金预算支出表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        | 合计 | — | — | —",
    );
    expect(&reading, "");
    assert_eq!(reading.empty, vec![(2, AvailabilityState::EmptyTableDeclared, Some(3)), (6, AvailabilityState::BlankCell, None)]);
}

#[test]
fn hebei_three_public_by_fund_with_meetings_and_training() {
    let reading = budget(
        "部门预算财政拨款“三公”经费支出表
        415青山县水务局{1,3} | 预算年度：2032{1,2} | 单位：万元
        序号{2,1} | 项 目{2,1} | 资金性质{1,4}
        合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
        栏次 | 1 | 2 | 3 | 4 | 5
        1 | 合计 | 9.00 | 9.00 | |
        2 | 1.“三公”经费小计 | 6.00 | 6.00 | |
        3 | （1）因公出国（境）费 | | | |
        4 | （2）公务用车购置及运维费 | 5.00 | 5.00 | |
        5 | 其中：公务用车购置费 | | | |
        6 | 　　　公务用车运行维护费 | 5.00 | 5.00 | |
        7 | （3）公务接待费 | 1.00 | 1.00 | |
        8 | 2.会议费 | 1.00 | 1.00 | |
        9 | 3.培训费 | 2.00 | 2.00 | |",
    );
    expect(
        &reading,
        "three_public three_public fiscal_appropriation budget 2032 6
        three_public three_public general_public budget 2032 6
        three_public three_public fiscal_appropriation :official_vehicle 公务用车购置及运维费 budget 2032 5
        three_public three_public general_public :official_vehicle 公务用车购置及运维费 budget 2032 5
        three_public three_public fiscal_appropriation :vehicle_operation 公务用车运行维护费 budget 2032 5
        three_public three_public general_public :vehicle_operation 公务用车运行维护费 budget 2032 5
        three_public three_public fiscal_appropriation :official_reception 公务接待费 budget 2032 1
        three_public three_public general_public :official_reception 公务接待费 budget 2032 1
        three_public meeting_fee fiscal_appropriation budget 2032 1
        three_public meeting_fee general_public budget 2032 1
        three_public training_fee fiscal_appropriation budget 2032 2
        three_public training_fee general_public budget 2032 2",
    );
}

#[test]
fn units_and_their_classes_in_one_column() {
    let reading = budget(
        "部门支出总表
        单位：万元
        科目编码 | 单位（科目名称） | 合计 | 基本支出 | 项目支出
        | 合计 | 90.00 | 60.00 | 30.00
        415001 | 青山县水务局本级 | 70.00 | 40.00 | 30.00
        213 | 　农林水支出 | 70.00 | 40.00 | 30.00
        415002 | 河口水库管理处 | 20.00 | 20.00 |
        213 | 　农林水支出 | 20.00 | 20.00 |",
    );
    expect(
        &reading,
        "expenditure expenditure total all budget 2032 90
        expenditure expenditure basic all budget 2032 60
        expenditure expenditure project all budget 2032 30
        expenditure @青山县水务局本级 expenditure total all budget 2032 70
        expenditure @青山县水务局本级 expenditure basic all budget 2032 40
        expenditure @青山县水务局本级 expenditure project all budget 2032 30
        expenditure @青山县水务局本级 expenditure all function:213 农林水支出 budget 2032 70
        expenditure @青山县水务局本级 expenditure basic all function:213 农林水支出 budget 2032 40
        expenditure @青山县水务局本级 expenditure project all function:213 农林水支出 budget 2032 30
        expenditure @河口水库管理处 expenditure total all budget 2032 20
        expenditure @河口水库管理处 expenditure basic all budget 2032 20
        expenditure @河口水库管理处 expenditure all function:213 农林水支出 budget 2032 20
        expenditure @河口水库管理处 expenditure basic all function:213 农林水支出 budget 2032 20",
    );
}

#[test]
fn a_lone_unit_is_the_whole() {
    let reading = budget(
        "单位收入总表
        金额单位：元
        单位代码 | 单位名称 | 合计 | 一般公共预算 | 上年结转
        合计{1,2} | 60,000.00 | 55,000.00 | 5,000.00
        415002 | 河口水库管理处 | 60,000.00 | 55,000.00 | 5,000.00",
    );
    expect(
        &reading,
        "revenue revenue total all budget 2032 6
        revenue revenue total all budget 2032 6
        revenue revenue all source:general_public 一般公共预算 budget 2032 5.5
        revenue revenue all source:general_public 一般公共预算 budget 2032 5.5
        revenue revenue all source:carry_over 上年结转 budget 2032 0.5
        revenue revenue all source:carry_over 上年结转 budget 2032 0.5",
    );
    assert_eq!(reading.facts[0].resolution.normalize().to_string(), "0.000001");
    assert_eq!(reading.facts[0].printed_unit.as_deref(), Some("元"));
}

#[test]
fn a_table_that_goes_on_after_the_page_shares_kind_unit_and_columns() {
    let reading = budget(
        "一般公共预算支出表
        单位：元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        205 | 教育支出 | 30,000.00 | 20,000.00 | 10,000.00
        12
        20502 | 普通教育 | 30,000.00 | 20,000.00 | 10,000.00
        13
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        2050202 | 小学教育 | 30,000.00 | 20,000.00 | 10,000.00",
    );
    let keys: Vec<_> = reading.facts.iter().map(|f| (f.item_key.as_deref().unwrap(), f.value.normalize().to_string())).collect();
    let want = ["205", "205", "205", "20502", "20502", "20502", "2050202", "2050202", "2050202"];
    assert_eq!(keys.iter().map(|k| k.0).collect::<Vec<_>>(), want);
    assert_eq!(keys.iter().map(|k| k.1.as_str()).collect::<Vec<_>>(), ["3", "2", "1"].repeat(3));
    let last = reading.facts.last().unwrap();
    let section = &reading.facts[last.parent.unwrap()];
    assert_eq!((section.item_key.as_deref(), section.component), (Some("20502"), last.component));
}

#[test]
fn a_caption_that_lies_is_passed_over() {
    // The header names another fund than the caption: nothing is certain of the fund, so the header's own word decides.
    let reading = budget(
        "政府性基金预算支出表
        单位：万元
        科目编码{2,1} | 科目名称{2,1} | 一般公共预算支出{1,3}
        合计 | 基本支出 | 项目支出
        205 | 教育支出 | 3.00 | 2.00 | 1.00",
    );
    expect(
        &reading,
        "general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 3
        general_public_expenditure expenditure basic general_public function:205 教育支出 budget 2032 2
        general_public_expenditure expenditure project general_public function:205 教育支出 budget 2032 1",
    );
    // Headers that name no fund, under a caption of something else: no fact.
    let reading = budget(
        "收支总表
        单位：万元
        科目编码 | 科目名称 | 金额
        205 | 教育支出 | 3.00",
    );
    expect(&reading, "");
    assert!(reading.diagnostics.iter().any(|d| d.code.as_str() == "unrecognised_table"));
}

#[test]
fn units_of_measure_by_header_table_and_neighbours() {
    let reading = budget(
        "部门支出总表
        单位：元
        科目编码 | 科目名称 | 合计 | 项目支出（万元）
        205 | 教育支出 | 30,000.00 | 1.00
        “三公”经费支出表
        合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费
        8.00 | | 3.00 | 5.00",
    );
    // The second table states no unit; in 元 eight would be all of its money.
    expect(
        &reading,
        "expenditure expenditure all function:205 教育支出 budget 2032 3
        expenditure expenditure project all function:205 教育支出 budget 2032 1",
    );
    assert!(reading.diagnostics.iter().any(|d| d.code.as_str() == "unit_assumed"));
}

#[test]
fn final_accounts_with_three_budgets_a_rate_and_a_change() {
    let reading = accounts(
        "一般公共预算财政拨款支出决算表
        单位：万元
        科目编码 | 科目名称 | 年初预算数 | 全年预算数 | 决算数 | 完成率（%） | 比上年增减
        205 | 教育支出 | 40.00 | 50.00 | 45.00 | 90.00 | -3.00",
    );
    expect(
        &reading,
        "general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 40
        general_public_expenditure expenditure general_public function:205 教育支出 adjusted_budget 2032 50
        general_public_expenditure expenditure general_public function:205 教育支出 final 2032 45
        general_public_expenditure expenditure general_public function:205 教育支出 final 2032 completion_percent <adjusted_budget2032 90
        general_public_expenditure expenditure general_public function:205 教育支出 final 2032 change <final2031 -3",
    );
}

#[test]
fn projects_of_a_project_table() {
    let reading = budget(
        "项目支出表
        单位：万元
        类型{2,1} | 项目名称{2,1} | 项目单位{2,1} | 合计{2,1} | 本年拨款{1,2} | 财政拨款结转结余{2,1} | 单位资金{2,1}
        一般公共预算 | 政府性基金预算
        合计{1,3} | 50.00 | 40.00 | | 10.00 |
        特定目标类 | 河道清淤 | 河口水库管理处 | 30.00 | 20.00 | | 10.00 |
        特定目标类 | 水源保护 | 河口水库管理处 | 20.00 | 20.00 | | |",
    );
    expect(
        &reading,
        "project expenditure project all budget 2032 50
        project expenditure project general_public budget 2032 40
        project expenditure carry_over fiscal_appropriation budget 2032 10
        project @河口水库管理处 expenditure project all listed: 河道清淤 budget 2032 30
        project @河口水库管理处 expenditure project general_public listed: 河道清淤 budget 2032 20
        project @河口水库管理处 expenditure carry_over fiscal_appropriation listed: 河道清淤 budget 2032 10
        project @河口水库管理处 expenditure project all listed: 水源保护 budget 2032 20
        project @河口水库管理处 expenditure project general_public listed: 水源保护 budget 2032 20",
    );
}

#[test]
fn indicators_in_a_form_and_in_a_list() {
    let reading = budget(
        "项目绩效目标表
        项目名称 | 河道清淤{1,4}
        年度目标 | 清淤十公里，保证行洪安全。{1,4}
        绩效指标{4,1} | 一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标{2,1} | 数量指标 | 清淤长度（公里） | ≥10
        质量指标 | 验收合格率 | 100%
        满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95%
        部门项目绩效目标
        项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
        水源保护 | 产出指标 | 时效指标 | 完工延误天数 | ≤ | 5 | 天
         | 效益指标 | 社会效益指标 | 受益人口 | ≥ | 3000 | 人",
    );
    let rows: Vec<String> = reading
        .indicators
        .iter()
        .map(|i| {
            let text = |t: &Option<String>| t.clone().unwrap_or_default();
            let number = i.target_number.map(|n| n.to_string()).unwrap_or_default();
            let levels = format!("{}/{}/{}", text(&i.level1), text(&i.level2), text(&i.level3));
            format!(
                "{} {} {} {}|{} {}{} {}",
                i.grid,
                text(&i.project),
                levels,
                text(&i.target_value),
                text(&i.target_op),
                number,
                text(&i.number_unit),
                i.direction.as_str()
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "1 河道清淤 产出指标/数量指标/清淤长度（公里） ≥10|>= 10 higher",
            "1 河道清淤 产出指标/质量指标/验收合格率 100%|= 100% unknown",
            "1 河道清淤 满意度指标/服务对象满意度指标/群众满意度 ≥95%|>= 95% higher",
            "2 水源保护 产出指标/时效指标/完工延误天数 5|<= 5天 lower",
            "2 水源保护 效益指标/社会效益指标/受益人口 3000|>= 3000人 higher",
        ]
    );
    assert!(reading.tables.iter().all(|t| t.kind.as_str() == "indicators"));
}

#[test]
fn ragged_layouts_lose_no_column() {
    let reading = read_as(
        "收支总表
        单位：万元
        收入 | 支出
        项目名称 | 金额 | 功能分类 | 支出用途
         |  | 功能科目名称 | 金额 | 项目名称 | 金额
        一、财政拨款 | 9.00 | 一、一般公共服务支出 | 6.00 | 一、基本支出 | 7.00
        二、其他资金 |  | 二、教育支出 | 3.00 | 二、项目支出 | 2.00
         |  | 三、其他支出 |  |  | 
        当年收入小计 | 9.00 | 当年支出小计 | 9.00
        收入合计 | 9.00 | 支出合计 | 9.00",
        DisclosureKind::Budget,
        2032,
        true,
    );
    expect(
        &reading,
        "revenue_expenditure_total revenue all source:fiscal_appropriation 财政拨款 budget 2032 9
        revenue_expenditure_total expenditure all function:201 一般公共服务支出 budget 2032 6
        revenue_expenditure_total expenditure basic all budget 2032 7
        revenue_expenditure_total expenditure all function:205 教育支出 budget 2032 3
        revenue_expenditure_total expenditure project all budget 2032 2
        revenue_expenditure_total revenue current all budget 2032 9
        revenue_expenditure_total expenditure current all budget 2032 9
        revenue_expenditure_total revenue total all budget 2032 9
        revenue_expenditure_total expenditure total all budget 2032 9",
    );
}
