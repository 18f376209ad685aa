//! 政府采购.

use super::support::*;
use gongkai::facts::{Fund, Measure};
use gongkai::record::AvailabilityState;

#[test]
fn fund_columns_of_the_total_row() {
    let read = Page::new()
        .line("政府采购预算表")
        .exact(
            "
[c13]单位：元
[r2]采购项目名称|[r2]采购品目|[r2]目录编码|[r2]计量单位|[r2]采购数量|[r2]单价|[c6]资金来源|[r2]备注
合计|一般公共预算|政府性基金预算|国有资本经营预算|财政专户管理资金|其他资金
合计||||||310,000.00|260,000.00|50,000.00||||
办公设备更新|台式计算机|A02010104|台|20|5,000.00|100,000.00|100,000.00|||||
|复印机|A020201|台|2|30,000.00|60,000.00|60,000.00|||||
堤防整治|工程监理|C1004|项|1|150,000.00|150,000.00|100,000.00|50,000.00||||
",
        )
        .read();
    assert_eq!(read.codes(), Vec::<&str>::new());
    assert_eq!(read.facts(Measure::Procurement), pairs(&[("", "31"), ("", "26"), ("", "5")]));
    let funds: Vec<Option<Fund>> = read.reading.facts.iter().map(|f| f.fund).collect();
    assert_eq!(funds, [Some(Fund::All), Some(Fund::GeneralPublic), Some(Fund::GovernmentFund)]);
    // 元: one fen is 0.000001 万元.
    assert_eq!(read.reading.facts[0].resolution.to_string(), "0.000001");
    assert_eq!(read.reading.facts[0].printed, "310,000.00");
    assert_eq!(read.reading.facts[0].printed_unit.as_deref(), Some("元"));
    let row = &read.reading.procurement[1];
    assert_eq!(
        (row.project.as_deref(), row.item.as_deref(), row.catalogue_no.as_deref(), row.quantity_unit.as_deref()),
        (Some("办公设备更新"), Some("台式计算机"), Some("A02010104"), Some("台"))
    );
    assert_eq!((number(row.quantity), number(row.unit_price), number(row.total)), ("20".into(), "0.5".into(), "10".into()));
}

#[test]
fn goods_works_services_are_subtotals() {
    let read = Page::new()
        .line("公开11表")
        .line("2021年政府采购支出预算表")
        .line("部门：松岭县水务局 单位：万元")
        .exact(
            "
采购品目大类|专项名称|采购物品名称|采购组织形式|总计
合  计||||90.5
一、货物A||||30.50
|办公设备购置|||30.5
||打印设备|分散采购|30.5
二、工程B||||20
|泵站改造|泵站工程|集中采购|20
三、服务C||||40
|物业管理|物业服务|分散采购|40
",
        )
        .read();
    assert_eq!(read.kinds(), ["procurement"]);
    assert_eq!(read.facts(Measure::Procurement), pairs(&[("", "90.5"), ("goods", "30.5"), ("works", "20"), ("services", "40")]));
    let totals: Vec<bool> = read.reading.procurement.iter().map(|r| r.is_total).collect();
    assert_eq!(totals, [true, true, false, false, true, false, true, false]);
    // 20 beside 30.50 has lost its zeros.
    assert_eq!(read.reading.facts[2].resolution.to_string(), "0.01");
}

#[test]
fn an_empty_table_with_a_note() {
    let read = Page::new()
        .line("政府采购预算")
        .ragged(
            "
|单位：万元
政府采购项目来源|采购物品名称|政府采购目录序号|数量  单位|数量|单价|政府采购金额
项目名称|预算资金||||||总计|当年部门预算安排资金|其他渠道资金
||||||||合计|一般公共预算拨款|基金预算拨款|财政专户核拨|其他来源收入|
合　计|||||||||||||
|||||||||||||
",
        )
        .line("我局无政府采购预算，空表列示。")
        .read();
    assert_eq!(read.kinds(), ["procurement"]);
    assert_eq!(read.codes(), Vec::<&str>::new());
    assert!(read.reading.procurement.is_empty() && read.reading.facts.is_empty());
    assert_eq!(read.reading.empty, [(1, AvailabilityState::EmptyTableDeclared, Some(2))]);
    assert_eq!(read.spans(1), [2, 1, 1, 1, 1, 1, 7]);
    assert_eq!(read.spans(2), [1, 1, 1, 1, 1, 1, 1, 1, 5, 1]);
}

#[test]
fn ragged_with_other_funds() {
    let read = Page::new()
        .line("政府采购预算表")
        .ragged(
            "
项目名称|采购品目名称|数量|采购资金来源
|||合计|当年安排|上年结转
||||小计|一般公共预算|政府性基金预算|国有资本经营预算|
合计|||12.60|10.60|8.00|2.60||2.00
网络维护|运维服务|1|12.60|10.60|8.00|2.60||2.00
",
        )
        .read();
    assert_eq!(read.spans(0), [1, 1, 1, 6]);
    assert_eq!(read.spans(1), [1, 1, 1, 1, 4, 1]);
    let funds: Vec<(Option<Fund>, String)> = read.reading.facts.iter().map(|f| (f.fund, number(Some(f.value)))).collect();
    assert_eq!(
        funds,
        [
            (Some(Fund::All), "12.6".into()),
            (Some(Fund::GeneralPublic), "8".into()),
            (Some(Fund::GovernmentFund), "2.6".into()),
            (Some(Fund::CarryOver), "2".into()),
        ]
    );
    assert_eq!(read.codes(), ["unit_assumed"]);
}
