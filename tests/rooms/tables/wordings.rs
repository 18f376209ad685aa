//! Headers in wordings that no list has: what a column means by its words' parts, by its head noun, by what it holds. Wordings and figures are invented.

use super::support::*;
use gongkai::tables::header::{HeaderGrammar, HeaderPath};
use gongkai::vocabulary::Vocabulary;

/// (path, sense); a blank sense is a column that must not be understood.
fn check(name: &str, cases: &[(&str, &str)]) {
    let grammar = HeaderGrammar::new(&Vocabulary::built_in().unwrap(), name).unwrap();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(path, sense)| {
            let path = HeaderPath::new(path.split('›'));
            let found = grammar.sense(&path).or_else(|| grammar.head(&path)).unwrap_or("");
            (found != *sense).then(|| format!("{} is {sense:?}, not {found:?}", path.joined()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn staffing() {
    check(
        "header_staffing",
        &[
            ("所属预算单位全称", "unit_name"),
            ("各单位名称", "unit_name"),
            ("纳入预算的单位名称", "unit_name"),
            ("机构属性", "institution_type"),
            ("单位行政级别", "rank"),
            ("财政补助方式", "funding_mode"),
            ("经费供给形式", "funding_mode"),
            ("核定编制数›行政编制数", "posts_admin"),
            ("批复编制›总量", "posts_total"),
            ("编制人数（人）›事业", "posts_institution"),
            ("实际在岗人数›其中：行政", "staff_admin"),
            ("年末在职职工人数›合计", "staff_total"),
            ("在职人员情况›后勤工勤", "staff_worker"),
            ("编外聘用人员数", "staff_contract"),
            ("离退休人员情况›离休干部人数", "retired_cadre"),
            ("公务用车实有数（辆）", "vehicles"),
            // Of other people, other times, or of what is not there.
            ("参公编制数", ""),
            ("上年末在职人数", ""),
            ("空编数", ""),
            ("超编人数", ""),
            ("遗属人数", ""),
        ],
    );
}

#[test]
fn activities() {
    check(
        "header_activities",
        &[
            ("部门履职及工作任务", "activity"),
            ("主要职责与重点工作活动", "activity"),
            ("工作任务名称", "work"),
            ("年度部门预算（万元）", "budget"),
            ("所需资金（万元）", "budget"),
            ("任务经费预算", "budget"),
            ("活动内容概述", "description"),
            ("工作任务描述", "description"),
            ("预期年度目标", "target"),
            ("活动绩效目标", "target"),
            ("绩效考评指标", "indicator"),
            ("活动衡量指标", "indicator"),
            ("指标评定标准›优", "excellent"),
            ("绩效考核等级›良", "good"),
            ("评价等次›中", "fair"),
            ("绩效目标评价标准›差", "poor"),
            ("上年预算数", ""),
            ("实际支出", ""),
            ("预算执行率", ""),
        ],
    );
}

#[test]
fn procurement() {
    check(
        "header_procurement",
        &[
            ("采购事项", "project"),
            ("拟实施的采购任务", "project"),
            ("采购标的物名称", "item"),
            ("拟采购商品", "item"),
            ("采购内容", "item"),
            ("品目编号", "catalogue_no"),
            ("政府集中采购目录代码", "catalogue_no"),
            ("计价单位", "quantity_unit"),
            ("需求数量", "quantity"),
            ("单位价格（元）", "unit_price"),
            ("预计单价", "unit_price"),
            ("采购预算金额›总计", "total"),
            ("采购经费›当年预算›小计", "current_year_total"),
            ("采购经费›当年预算›一般公共预算拨款", "general_public"),
            ("资金构成›政府性基金", "government_fund"),
            ("采购资金来源›其他渠道资金", "other_channel"),
            ("采购资金来源›以前年度资金", "carry_over"),
            ("项目预算数", "project_budget"),
            ("采购单位名称", "body"),
            ("采购组织方式", "method"),
            ("上年采购数量", ""),
            ("实际采购金额", ""),
            ("节约资金", ""),
        ],
    );
}

#[test]
fn assets() {
    check(
        "header_assets",
        &[
            ("国有资产种类", "item"),
            ("资产具体名称", "item"),
            ("资产数量", "quantity"),
            ("面积（平方米）或台数", "quantity"),
            ("资产期末账面原值（万元）", "value"),
            ("价值金额", "value"),
            ("入账价值", "value"),
            ("资产账面净值", "net_value"),
            ("计量单位", "quantity_unit"),
            ("本年新增数量", ""),
            ("期初原值", ""),
            ("处置金额", ""),
        ],
    );
}

#[test]
fn figures_tell_what_headers_do_not() {
    let read = Page::new()
        .line("政府采购预算表")
        .line("单位：万元")
        .exact(
            "
内容一|采购品目|品类码|计|多少|每个花费|采购金额
合计||||||13.6
机房改造|服务器|A02010103|台|3|4.2|12.6
值班值守|档案柜|A060503|组|5|0.2|1
",
        )
        .read();
    assert_eq!(read.kinds(), ["procurement"]);
    let row = &read.reading.procurement[1];
    let words = [&row.project, &row.item, &row.catalogue_no, &row.quantity_unit].map(|t| t.as_deref().unwrap_or(""));
    assert_eq!(words, ["机房改造", "服务器", "A02010103", "台"]);
    assert_eq!([number(row.quantity), number(row.unit_price), number(row.total)], ["3", "4.2", "12.6"]);
}

#[test]
fn figures_of_another_time_are_left_alone() {
    // 3 × 4.2 = 12.6, but the column says that it is of last year.
    let read = Page::new()
        .line("政府采购预算表")
        .line("单位：万元")
        .exact(
            "
采购项目|采购品目|上年采购量|单价|采购金额
机房改造|服务器|3|4.2|12.6
值班值守|档案柜|5|0.2|1
",
        )
        .read();
    assert!(read.reading.procurement.iter().all(|r| r.quantity.is_none()));
    assert!(read.codes().contains(&"unrecognised_column"));
}

#[test]
fn cells_tell_ranks_funding_and_bodies() {
    let read = Page::new()
        .line("机构人员情况表")
        .exact(
            "
[r2]序号|[r2]哪些|[r2]高低|[r2]钱从何来|[c3]编制|[r2]在职人数
核定若干|行政|事业
1|松岭县水务局机关|正科级|财政拨款|14|12|2|13
2|松岭县河道管理站|股级|财政差额补助|31||31|28
",
        )
        .read();
    assert_eq!(read.kinds(), ["staffing"]);
    let rows: Vec<[&str; 3]> =
        read.reading.staffing.iter().map(|r| [&r.unit_name, &r.rank, &r.funding_mode].map(|t| t.as_deref().unwrap_or(""))).collect();
    assert_eq!(rows, [["松岭县水务局机关", "正科级", "财政拨款"], ["松岭县河道管理站", "股级", "财政差额补助"]]);
    // 14 = 12 + 2 and 31 = 31 under one header: the sum of its parts.
    assert_eq!(read.reading.staffing.iter().map(|r| number(r.posts_total)).collect::<Vec<_>>(), ["14", "31"]);
}

#[test]
fn grades_by_their_order() {
    let read = Page::new()
        .exact(
            "
[r2]职责活动|[r2]绩效目标|[r2]资金盘子（万元）|[r2]绩效指标|[c4]评价标准
第一档|第二档|第三档|第四档
一、堤防巡护|汛期安全|12.5|巡查完成率|≥95%|≥85%|≥75%|<75%
",
        )
        .read();
    assert_eq!(read.kinds(), ["activities"]);
    let made = &read.reading.indicators[0];
    let grades = [&made.excellent, &made.good, &made.fair, &made.poor].map(|g| g.as_deref().unwrap_or(""));
    assert_eq!(grades, ["≥95%", "≥85%", "≥75%", "<75%"]);
    assert_eq!(number(read.reading.activities[0].budget_wan), "12.5");
}

#[test]
fn levels_below_a_common_header() {
    let read = Page::new()
        .line("项目绩效指标表")
        .exact(
            "
[c3]绩效指标|[r2]预期值|[r2]分值
一级|二级|三级
[r2]产出指标|数量指标|维修闸门|≥4座|20
质量指标|验收合格率|100%|20
",
        )
        .read();
    assert_eq!(read.kinds(), ["indicators"]);
    let rows: Vec<[&str; 4]> = read
        .reading
        .indicators
        .iter()
        .map(|r| [&r.level1, &r.level2, &r.level3, &r.target_value].map(|t| t.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(rows, [["产出指标", "数量指标", "维修闸门", "≥4座"], ["产出指标", "质量指标", "验收合格率", "100%"]]);
}
