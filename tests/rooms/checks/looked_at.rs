//! What was learnt by looking at every failure of real disclosures: cases in invented words and figures.

use super::page::{checks, status};
use super::*;
use gongkai::record::TableRow;

fn of(text: &str, id: &str, subject: &str) -> Vec<CheckStatus> {
    checks(text).into_iter().filter(|r| r.check_id == id && r.subject.contains(subject)).map(|r| r.status).collect()
}

/// A page whose list of items holds these amounts.
fn list(opens: &str, amounts: [&str; 3]) -> String {
    let [a, b, c] = amounts;
    format!(
        "青龙满族自治县档案局2031年部门预算信息公开
一、部门职责及机构设置情况
收集和保管全县档案资料。
二、部门预算安排的总体情况
2031年部门预算支出120.00万元，其中：财政拨款支出100.00万元。
{opens}
1.“社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）”{a}万元，用于缴费。
2.“卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”{b}万元，用于缴费。
3.“住房保障支出（类）住房改革支出（款）住房公积金（项）”{c}万元，用于缴费。
"
    )
}

#[test]
fn items_of_a_list_in_sentences_are_no_more_than_their_total() {
    let opens = "财政拨款支出的主要内容如下：";
    assert_eq!(of(&list(opens, ["50.00", "30.00", "20.00"]), "A05", "items"), [Pass]);
    assert_eq!(of(&list(opens, ["50.00", "30.00", "25.00"]), "A05", "items"), [Fail]);
    assert_eq!(of(&list(opens, ["50.00", "30.00", "10.00"]), "A05", "items"), [Unknown], "sentences may leave items out");
    assert_eq!(of(&list(opens, ["50.00", "30.00", "40.00"]), "A05", "items"), [Unknown], "the items of all expenditure");
    assert_eq!(of(&list("有关支出说明。", ["50.00", "30.00", "25.00"]), "A05", "items"), [], "nothing says of which total");
}

#[test]
fn what_small_suppliers_were_awarded_is_no_total_of_procurement() {
    let page = "青龙满族自治县档案局2031年度部门决算公开
一、政府采购支出情况
2031年度政府采购金额为12.00万元，其中：货物采购金额5.00万元、工程采购金额0万元、服务采购金额7.00万元。
在面向中小企业预留的项目中，由中小企业供应商成交的，采购金额4.00万元；在其他项目中，由小微企业供应商成交的，采购金额1.00万元。
";
    assert_eq!(of(page, "A23", "procurement"), [Pass]);
    assert!(!of(page, "A08", "procurement").contains(&Fail));
    let twice = page.replace("在面向中小企业预留的项目中，由中小企业供应商成交的，", "");
    assert_eq!(status(&twice, "A08", "procurement"), Some(Fail), "nothing says that it is another amount");
}

#[test]
fn two_changes_of_one_paragraph_may_be_of_a_part() {
    let level = expenditure(Component::Project, "0", 3);
    let there = vec![changed(level.clone(), "-8.00"), changed(level.clone(), "3.00")];
    assert_eq!(case(there).of("A08"), [Unknown]);
    let apart = vec![changed(level, "-8.00"), changed(expenditure(Component::Project, "0", 9), "3.00")];
    assert_eq!(case(apart).of("A08"), [Fail]);
}

#[test]
fn shares_of_three_public_are_held_against_the_table_of_any_fund() {
    let item = Fact { fund: Some(Fund::GeneralPublic), ..keyed(Measure::ThreePublic, "official_reception", "20.00") };
    let share = |value: &str| Fact {
        aspect: Aspect::SharePercent,
        value: decimal(value),
        value_unit: ValueUnit::Percent,
        printed: value.to_owned(),
        ..item.clone()
    };
    let total = in_cell(Fact { fund: Some(Fund::All), ..money(Measure::ThreePublic, "80.00", 9) }, 2, 1);
    assert_eq!(case(vec![item.clone(), share("25.00"), total.clone()]).of("A24"), [Pass]);
    assert_eq!(case(vec![item.clone(), share("10.00"), total.clone()]).of("A24"), [Fail]);
    let other = in_cell(Fact { fund: Some(Fund::FiscalAppropriation), ..money(Measure::ThreePublic, "90.00", 11) }, 2, 1);
    assert_eq!(case(vec![item.clone(), share("10.00"), total, other]).of("A24"), [Unknown], "two totals");
    assert_eq!(case(vec![item.clone(), share("10.00")]).of("A24"), [Unknown]);
}

#[test]
fn projects_with_targets_are_a_part_of_project_expenditure() {
    let project = Fact { fund: Some(Fund::All), ..expenditure(Component::Project, "50.00", 2) };
    let targets = |value: &str| keyed(Measure::Performance, "evaluated_amount", value);
    assert_eq!(case(vec![project.clone(), targets("40.00")]).of("B12"), [Pass]);
    assert_eq!(case(vec![project.clone(), targets("60.00")]).of("B12"), [Unknown]);
    assert_eq!(case(vec![project, targets("40.00"), targets("45.00")]).of("B12"), [Unknown], "several amounts");
}

#[test]
fn an_amount_of_the_text_may_be_that_of_one_fund() {
    let item = |fund, value: &str, block| Fact {
        fund: Some(fund),
        scheme: Some(Scheme::Function),
        item_key: Some("2080505".into()),
        item_level: Some(ItemLevel::Item),
        ..money(Measure::Expenditure, value, block)
    };
    let all = in_cell(item(Fund::All, "90.00", 5), 3, 2);
    let general = in_cell(item(Fund::GeneralPublic, "70.00", 6), 3, 2);
    assert_eq!(case(vec![item(Fund::All, "70.00", 1), all.clone(), general.clone()]).of("B07"), [Unknown]);
    assert_eq!(case(vec![item(Fund::All, "75.00", 1), all, general]).of("B07"), [Fail]);
}

#[test]
fn no_agency_operating_expenditure_is_no_contradiction() {
    let operating = in_cell(expenditure(Component::Operating, "21.00", 5), 3, 2);
    assert_eq!(case(vec![money(Measure::AgencyOperating, "0", 4), operating.clone()]).of("A12"), [NotApplicable]);
    assert_eq!(case(vec![money(Measure::AgencyOperating, "2.00", 4), operating]).of("A12"), [Fail]);
}

#[test]
fn a_zero_in_the_text_explains_an_empty_table_of_its_fund() {
    let zero = |fund| Fact { fund: Some(fund), value: Decimal::ZERO, ..expenditure(Component::Total, "0", 1) };
    let table = TableRow {
        disclosure_id: String::new(),
        seq: 0,
        block: 7,
        parent_block: None,
        parent_row: None,
        parent_column: None,
        kind: TableKind::GovernmentFund,
        caption: None,
        row_count: 3,
        column_count: 2,
        unit: None,
        layout: gongkai::document::Layout::Exact,
        column_map: None,
    };
    for (fund, outcome) in [(Fund::GovernmentFund, Pass), (Fund::StateCapital, Fail)] {
        let mut case = case(vec![zero(fund)]);
        case.tables.empty = vec![(7, AvailabilityState::BlankCell, None)];
        case.tables.tables = vec![table.clone()];
        assert_eq!(case.of("C11"), [outcome]);
    }
}

#[test]
fn a_total_behind_the_name_of_a_class_is_that_of_the_class() {
    let page = "青龙满族自治县档案局2031年部门预算信息公开
二、部门预算安排的总体情况
2031年财政拨款支出预算100.00万元，其中基本支出70.00万元，项目支出30.00万元。
（一）一般公共服务支出（类）
档案事务（款）：2031年财政拨款支出预算合计80.00万元。
";
    assert!(!of(page, "A08", "expenditure total").contains(&Fail));
    let bare = page.replace("档案事务（款）：", "");
    assert_eq!(status(&bare, "A08", "expenditure total"), Some(Fail));
}

#[test]
fn an_older_name_on_a_form_without_an_amount_is_no_finding() {
    let page = |amount: &str| {
        format!(
            "青龙满族自治县档案局2031年部门预算信息公开
支出预算总表 单位：万元
<table><tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td></tr><tr><td></td><td>合计</td><td>90.00</td><td>60.00</td><td>30.00</td></tr><tr><td>201</td><td>一般公共服务支出</td><td>80.00</td><td>50.00</td><td>30.00</td></tr><tr><td>210</td><td>医疗卫生与计划生育支出</td><td>{amount}</td><td>{amount}</td><td></td></tr></table>
"
        )
    };
    assert_eq!(of(&page("10.00"), "S06", "医疗卫生与计划生育支出"), [Fail]);
    assert_eq!(of(&page(""), "S06", "医疗卫生与计划生育支出"), []);
}
