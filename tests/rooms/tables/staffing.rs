//! 机构设置, 编制 and 人员.

use super::support::*;
use gongkai::facts::Measure;

#[test]
fn three_levels_total_last_other_order() {
    let read = Page::new()
        .line("附表2 单位人员编制情况表")
        .line("单位：人")
        .exact(
            "
[r3]序号|[r3]预算单位名称|[c7]人员情况|[r3]公务用车保有量
[c3]编制数|[c2]实有在职人员|[c2]离退休人员
小计|行政编制|事业编制|行政人员|事业人员|离休|退休
1|松岭县水务局机关|12|12||11|||3|2
2|松岭县河道管理站|30||30||28|1|6|
|合计|42|12|30|11|28|1|9|2
",
        )
        .read();
    assert_eq!(read.kinds(), ["staffing"]);
    assert_eq!(read.codes(), Vec::<&str>::new());
    assert_eq!(
        read.facts(Measure::Headcount),
        pairs(&[
            ("posts", "42"),
            ("posts_admin", "12"),
            ("posts_institution", "30"),
            ("staff_admin", "11"),
            ("staff_institution", "28"),
            ("retired_cadre", "1"),
            ("retired", "9"),
        ])
    );
    assert_eq!(read.facts(Measure::Quantity), pairs(&[("vehicles_kept", "2")]));
    let rows: Vec<(bool, &str, String, String)> = read
        .reading
        .staffing
        .iter()
        .map(|r| (r.is_total, r.unit_name.as_deref().unwrap_or(""), number(r.posts_total), number(r.vehicles)))
        .collect();
    assert_eq!(
        rows,
        [
            (false, "松岭县水务局机关", "12".into(), "2".into()),
            (false, "松岭县河道管理站", "30".into(), String::new()),
            (true, "合计", "42".into(), "2".into()),
        ]
    );
    assert_eq!(read.reading.tables[0].caption.as_deref(), Some("附表2 单位人员编制情况表"));
}

#[test]
fn a_column_that_is_not_understood_gives_no_value() {
    let read = Page::new()
        .exact(
            "
单位名称|参公编制|行政编制|在职人数
合 计|7|9|15
松岭县档案馆|7|9|15
",
        )
        .read();
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts_admin", "9"), ("staff", "15")]));
    assert_eq!(read.codes(), ["unrecognised_column"]);
}

#[test]
fn a_name_merged_over_rows_is_that_of_each() {
    let read = Page::new()
        .exact(
            "
单位名称|单位性质|编制人数|在职人数
[r2]松岭县教育局|行政|20|19
事业|35|33
总　计||55|52
",
        )
        .read();
    let names: Vec<&str> = read.reading.staffing.iter().map(|r| r.unit_name.as_deref().unwrap_or("")).collect();
    assert_eq!(names, ["松岭县教育局", "松岭县教育局", "总　计"]);
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts", "55"), ("staff", "52")]));
}

#[test]
fn one_unit_without_a_total_is_limited_to_it() {
    let read = Page::new().exact("单位名称|行政编制|在职人数\n松岭县茶叶站|4|3").read();
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts_admin", "4"), ("staff", "3")]));
    assert!(read.reading.facts.iter().all(|f| f.unit_name.as_deref() == Some("松岭县茶叶站")));
}

#[test]
fn units_without_figures_stay_and_totals_of_nothing_make_no_facts() {
    let read = Page::new().exact("单位名称|行政编制|事业编制|在职人数\n合计||3|3\n甲站||3|3\n乙站|||\n||| ").read();
    let names: Vec<&str> = read.reading.staffing.iter().map(|r| r.unit_name.as_deref().unwrap_or("")).collect();
    assert_eq!(names, ["合计", "甲站", "乙站"]);
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts_institution", "3"), ("staff", "3")]));
}

#[test]
fn ragged_ten_columns_with_workers() {
    let read = Page::new()
        .line("机构设置情况")
        .ragged(
            "
415民政局|单位：人
单位名称|单位性质|编制人数|在职人数|离退休人数
|||行政|事业|工勤|行政|事业|工勤|
合计||8|20|2|7|19|2|5
松岭县民政局|行政|8||1|7||1|5
松岭县福利院|事业||20|1||19|1|
",
        )
        .read();
    assert_eq!(read.reading.budget_unit_code.as_deref(), Some("415"));
    // The second header row has a blank cell too many: what stands under its words is still certain, the rest is not taken.
    assert_eq!(
        read.facts(Measure::Headcount),
        pairs(&[
            ("posts_admin", "8"),
            ("posts_institution", "20"),
            ("posts_worker", "2"),
            ("staff_admin", "7"),
            ("staff_institution", "19"),
            ("staff_worker", "2")
        ])
    );
}

#[test]
fn ragged_spans_are_solved() {
    let read = Page::new()
        .ragged(
            "
415民政局|单位：人
单位名称|单位性质|编制人数|在职人数|离退休人数
||行政|事业|工勤|行政|事业|工勤|离休|退休
合计||8|20|2|7|19|2||5
松岭县民政局|行政|8||1|7||1||5
松岭县福利院|事业||20|1||19|1||
",
        )
        .read();
    assert_eq!(read.codes(), Vec::<&str>::new());
    assert_eq!(read.spans(0), [5, 5]);
    assert_eq!(read.spans(1), [1, 1, 3, 3, 2]);
    assert_eq!(
        read.facts(Measure::Headcount),
        pairs(&[
            ("posts_admin", "8"),
            ("posts_institution", "20"),
            ("posts_worker", "2"),
            ("staff_admin", "7"),
            ("staff_institution", "19"),
            ("staff_worker", "2"),
            ("retired", "5"),
        ])
    );
    assert_eq!(read.reading.tables[0].column_count, 10);
}

#[test]
fn ragged_three_levels_fifteen_columns_total_merged() {
    let read = Page::new()
        .ragged(
            "
单位名称|单位编码|人员情况|车辆实有数
||编制数|在职人员|离退休人员|
||小计|行政|事业|工勤|小计|行政|事业|工勤|小计|离休|退休|退职|
合计|31|10|20|1|28|9|18|1|7|1|5|1|3
松岭县林业局|301001|31|10|20|1|28|9|18|1|7|1|5|1|3
",
        )
        .read();
    assert_eq!(read.codes(), Vec::<&str>::new());
    assert_eq!(read.spans(0), [1, 1, 12, 1]);
    assert_eq!(read.spans(1), [1, 1, 4, 4, 4, 1]);
    // 合计 covers name and code.
    assert_eq!(read.spans(3), [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(
        read.facts(Measure::Headcount),
        pairs(&[
            ("posts", "31"),
            ("posts_admin", "10"),
            ("posts_institution", "20"),
            ("posts_worker", "1"),
            ("staff", "28"),
            ("staff_admin", "9"),
            ("staff_institution", "18"),
            ("staff_worker", "1"),
            ("retired_cadre", "1"),
            ("retired", "5"),
            ("discharged", "1"),
        ])
    );
    assert_eq!(read.facts(Measure::Quantity), pairs(&[("vehicles_kept", "3")]));
}

#[test]
fn what_fits_twice_is_told_and_left_out() {
    // 事业 may belong to either group: both readings are known words.
    let read = Page::new()
        .ragged(
            "
单位名称|编制|在职
|行政|事业|工勤
合计|8|2|9
松岭县统计局|8|2|9
",
        )
        .read();
    assert!(read.codes().contains(&"ambiguous_spans"));
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts_admin", "8"), ("staff_worker", "9")]));
}

#[test]
fn the_second_half_after_a_page_break_has_no_header() {
    let read = Page::new()
        .exact("单位名称|单位性质|编制人数|在职人数\n松岭县文化馆|事业|6|6")
        .line("12")
        .exact("松岭县图书馆|事业||\n松岭县剧团|事业|9|8\n合计||15|14")
        .read();
    assert_eq!(read.kinds(), ["staffing", "staffing"]);
    let names: Vec<&str> = read.reading.staffing.iter().map(|r| r.unit_name.as_deref().unwrap_or("")).collect();
    assert_eq!(names, ["松岭县文化馆", "松岭县图书馆", "松岭县剧团", "合计"]);
    assert!(read.facts(Measure::Headcount).contains(&("posts".into(), "15".into())));
}

#[test]
fn a_list_of_bodies_without_figures() {
    let read = Page::new()
        .line("部门机构设置情况")
        .exact("单位名称|单位性质|单位规格|经费保障形式\n松岭县审计局|行政|正科级|财政性资金基本保证\n松岭县审计中心|事业|股级|财政性资金零补助")
        .read();
    assert_eq!(read.kinds(), ["staffing"]);
    let rows: Vec<(Option<&str>, Option<&str>)> =
        read.reading.staffing.iter().map(|r| (r.unit_name.as_deref(), r.funding_mode.as_deref())).collect();
    assert_eq!(rows, [(Some("松岭县审计局"), Some("财政性资金基本保证")), (Some("松岭县审计中心"), Some("财政性资金零补助"))]);
    assert!(read.reading.facts.is_empty());
}

#[test]
fn a_form_for_a_project_is_no_list_of_bodies() {
    let read = Page::new()
        .exact(
            "
[c8]财政项目支出绩效目标填报表
[c8]（2031年度）
[c2]项目名称|[c2]各类渠道清淤|项目性质|经常性项目|项目类别|特定目标类
[c2]主管部门|[c2]松岭县人民政府水务办事处|实施单位|[c3]松岭县人民政府水务办事处
[c2]计划开始日期|[c2]2031-01-01|计划完成日期|[c3]2031-12-31
[c2r4]项目资金（元）|[c2]项目资金总额|52000.00|[c2]年度资金申请总额|52000.00
[c2]其中：财政资金|52000.00|[c2]其中：当年财政拨款|52000.00
|||[c2]上年结转资金|0.00
[c2]其他资金|0.00|[c2]其他资金|0.00
[r2]项目绩效目标|[c4]项目总目标|[c3]年度总体目标
[c4]渠道通畅，灌溉有保障|[c3]渠道通畅，灌溉有保障
[r7]绩效指标|一级指标|二级指标|[c3]三级指标|[c2]年度(/项目)指标值
[r2]产出指标|数量指标|[c3]清淤长度|[c2]>6.00(次)
质量指标|[c3]验收合格率|[c2]100%
[r3]效益指标|社会效益指标|[c3]防洪|[c2]有所提高
经济效益指标|[c3]灌溉|[c2]有所提高
社会效益指标|[c3]宣传|[c2]有所提高
满意度指标|服务对象满意度|[c3]居民满意度|[c2]≥90%
",
        )
        .read();
    assert!(read.reading.staffing.is_empty());
    assert_ne!(read.kinds(), ["staffing"]);
}
