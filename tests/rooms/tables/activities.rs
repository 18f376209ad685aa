//! 职责活动 with budgets and graded indicators.

use super::support::*;
use gongkai::record::Direction;

fn outline(read: &Read) -> Vec<(u32, String, String, String, String)> {
    read.reading
        .activities
        .iter()
        .map(|a| (a.grid, a.activity.clone(), a.number.clone().unwrap_or_default(), a.name.clone(), number(a.budget_wan)))
        .collect()
}

fn row(grid: u32, path: &str, number: &str, name: &str, budget: &str) -> (u32, String, String, String, String) {
    (grid, path.into(), number.into(), name.into(), budget.into())
}

#[test]
fn two_levels_with_continuation_rows() {
    let read = Page::new()
        .line("职责活动绩效目标表")
        .exact(
            "
[c4]415民政局|[c5]单位：元
[r2]部门职责-工作活动|[r2]预算资金|[r2]活动描述|[r2]年度绩效目标|[r2]绩效评价指标|[c4]评价标准
优|良|中|差
（一）社会救助|120,000.00|做好救助。|应救尽救|||||
　　1.城乡低保|100,000|按月发放。|及时发放|发放及时率|≥98%|≥95%|≥90%|90%以下
||||错发率|≤1%|≤2%|≤3%|3%以上
　　2.临时救助|20,000.00|||救助人次|500人次以上|400-500人次|300-400人次|300人次以下
（二）养老服务||建设站点|||||||
",
        )
        .read();
    assert_eq!(read.codes(), Vec::<&str>::new());
    assert_eq!(
        outline(&read),
        [
            row(1, "1", "（一）", "社会救助", "12"),
            row(1, "1.1", "1", "城乡低保", "10"),
            row(1, "1.2", "2", "临时救助", "2"),
            row(1, "2", "（二）", "养老服务", ""),
        ]
    );
    let of = |i: usize| {
        let r = &read.reading.indicators[i];
        let g = |op: &Option<String>, n: &Option<rust_decimal::Decimal>| format!("{}{}", op.as_deref().unwrap_or(""), number(*n));
        (
            r.activity.clone().unwrap_or_default(),
            r.indicator.as_str(),
            [
                g(&r.excellent_op, &r.excellent_number),
                g(&r.good_op, &r.good_number),
                g(&r.fair_op, &r.fair_number),
                g(&r.poor_op, &r.poor_number),
            ],
            r.number_unit.clone().unwrap_or_default(),
            r.direction,
        )
    };
    let grades = |g: [&str; 4]| g.map(str::to_owned);
    assert_eq!(of(0), ("1.1".into(), "发放及时率", grades([">=98", ">=95", ">=90", "<90"]), "%".into(), Direction::Higher));
    assert_eq!(of(1), ("1.1".into(), "错发率", grades(["<=1", "<=2", "<=3", ">=3"]), "%".into(), Direction::Lower));
    assert_eq!(of(2), ("1.2".into(), "救助人次", grades([">=500", ">=400", ">=300", "<300"]), "人次".into(), Direction::Higher));
}

#[test]
fn duty_and_activity_in_two_columns() {
    let read = Page::new()
        .exact(
            "
部门职责|工作活动|年度预算数（万元）|绩效指标|优|良|中|差
[r3]水利建设管理|[r2]水库除险|35.5|完工率|100%|90%|80%|70%
投诉率|0|1%|2%|5%
农村饮水|64.5|达标率|100%|95%|90%|85%
",
        )
        .read();
    assert_eq!(
        outline(&read),
        [row(1, "1", "", "水利建设管理", ""), row(1, "1.1", "", "水库除险", "35.5"), row(1, "1.2", "", "农村饮水", "64.5")]
    );
    let activities: Vec<Option<&str>> = read.reading.indicators.iter().map(|i| i.activity.as_deref()).collect();
    assert_eq!(activities, [Some("1.1"), Some("1.1"), Some("1.2")]);
}

#[test]
fn a_grid_over_two_pages_is_one_and_a_second_grid_is_another() {
    let header = "职责活动|年度预算数|绩效指标|优|良|中|差";
    let read = Page::new()
        .line("部门职责-工作活动绩效目标")
        .line("单位：万元")
        .exact(&format!("{header}\n一、护林|10.00||||| \n1、巡护|10.00|巡护率|100%|90%|80%|80%以下"))
        .line("续表")
        .exact(&format!("{header}\n||火灾起数|0|1|2|3\n二、造林|5.00|成活率|95%|90%|85%|85%以下"))
        .line("下属单位情况如下。")
        .line("林场职责-工作活动绩效目标")
        .exact(&format!("{header}\n一、育苗|1.00|出苗率|95%|90%|85%|85%以下"))
        .read();
    assert_eq!(
        outline(&read),
        [row(1, "1", "一", "护林", "10"), row(1, "1.1", "1", "巡护", "10"), row(1, "2", "二", "造林", "5"), row(2, "1", "一", "育苗", "1")]
    );
    let found: Vec<(u32, Option<&str>)> = read.reading.indicators.iter().map(|i| (i.grid, i.activity.as_deref())).collect();
    assert_eq!(found, [(1, Some("1.1")), (1, Some("1.1")), (1, Some("2")), (2, Some("1"))]);
    assert_eq!(read.reading.indicators[1].direction, Direction::Lower);
}

#[test]
fn ragged_grid() {
    let read = Page::new()
        .ragged(
            "
208交通局|单位：万元
职责活动|年度预算数|内容描述|绩效目标|绩效指标|评价标准
|||||优|良|中|差
一、公路养护|80.00|日常养护|路况良好|||||
　　1、桥梁检测|30.00|定期检测|安全|检测率|100%|≥95%|≥90%|﹤90%
",
        )
        .read();
    assert_eq!(read.codes(), Vec::<&str>::new());
    assert_eq!(read.spans(1), [1, 1, 1, 1, 1, 4]);
    assert_eq!(outline(&read), [row(1, "1", "一", "公路养护", "80"), row(1, "1.1", "1", "桥梁检测", "30")]);
    assert_eq!(read.reading.indicators.len(), 1);
    assert_eq!(read.reading.indicators[0].poor_op.as_deref(), Some("<"));
}
