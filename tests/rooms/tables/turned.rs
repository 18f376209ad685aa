//! Tables that lie on their side.

use super::support::*;
use gongkai::facts::Measure;

#[test]
fn posts_and_staff_as_rows() {
    let read = Page::new()
        .line("人员编制情况表")
        .line("单位：人")
        .exact(
            "
项目|人数
一、编制人数|45
其中：行政编制|20
事业编制|25
二、在职人数|41
其中：行政人员|18
事业人员|23
三、离休人员|1
四、退休人员|12
五、公务用车保有量（辆）|3
",
        )
        .read();
    assert_eq!(read.kinds(), ["staffing"]);
    assert_eq!(
        read.facts(Measure::Headcount),
        pairs(&[
            ("posts", "45"),
            ("posts_admin", "20"),
            ("posts_institution", "25"),
            ("staff", "41"),
            ("staff_admin", "18"),
            ("staff_institution", "23"),
            ("retired_cadre", "1"),
            ("retired", "12"),
        ])
    );
    assert_eq!(read.facts(Measure::Quantity), pairs(&[("vehicles_kept", "3")]));
    assert!(read.reading.facts.iter().all(|f| f.unit_name.is_none()));
    assert_eq!(read.reading.staffing.len(), 1);
}

#[test]
fn posts_and_staff_as_rows_with_bodies_as_columns() {
    let read = Page::new()
        .line("机构人员情况表")
        .exact(
            "
[c2]项目|合计|松岭县水务局机关|松岭县河道管理站
[r3]编制人数|小计|42|12|30
行政|12|12|
事业|30||30
[r3]在职人数|小计|39|11|28
行政|11|11|
事业|28||28
",
        )
        .read();
    assert_eq!(read.kinds(), ["staffing"]);
    assert_eq!(
        read.facts(Measure::Headcount),
        pairs(&[
            ("posts", "42"),
            ("posts_admin", "12"),
            ("posts_institution", "30"),
            ("staff", "39"),
            ("staff_admin", "11"),
            ("staff_institution", "28"),
        ])
    );
    let rows: Vec<(bool, &str, String)> =
        read.reading.staffing.iter().map(|r| (r.is_total, r.unit_name.as_deref().unwrap_or(""), number(r.posts_total))).collect();
    assert_eq!(rows, [(true, "合计", "42".into()), (false, "松岭县水务局机关", "12".into()), (false, "松岭县河道管理站", "30".into())]);
}

#[test]
fn assets_as_columns() {
    let read = Page::new()
        .line("国有资产占用情况表")
        .line("截至2020年12月31日")
        .exact(
            "
项目|资产总额|房屋（平方米）|车辆（辆）|单价20万元以上设备|其他固定资产
数量|—|600|2|0|40
价值（万元）|88.20|50.00|18.20|0.00|20.00
",
        )
        .read();
    assert_eq!(read.kinds(), ["assets"]);
    assert_eq!(
        read.facts(Measure::Assets),
        pairs(&[("total", "88.2"), ("buildings", "50"), ("vehicles", "18.2"), ("large_equipment", "0"), ("other", "20")])
    );
    assert_eq!(read.facts(Measure::Quantity), pairs(&[("vehicles_kept", "2")]));
    let row = &read.reading.assets[1];
    assert_eq!((number(row.quantity), number(row.value_wan), row.as_of.as_deref()), ("600".into(), "50".into(), Some("2020-12-31")));
}

#[test]
fn a_date_in_the_sentence_above_the_table_is_its_date() {
    let read = Page::new()
        .line("七、国有资产信息")
        .line("青山县水务局上年末（2020年12月31日）固定资产金额为88.20万元，具体情况见下表。")
        .exact("项目|数量|价值（万元）\n资产总额||88.20\n车辆（辆）|2|18.20\n其他固定资产|40|70.00")
        .read();
    assert_eq!(read.kinds(), ["assets"]);
    assert!(read.reading.facts.iter().all(|f| f.year == Some(2020)));
    assert!(read.reading.assets.iter().all(|a| a.as_of.as_deref() == Some("2020-12-31")));
}

#[test]
fn the_end_of_last_year_in_the_sentence_above_the_table() {
    let read = Page::new()
        .line("截至上年末，本部门国有资产情况如下：")
        .exact("项目|数量|价值（万元）\n资产总额||88.20\n车辆（辆）|2|18.20\n其他固定资产|40|70.00")
        .read();
    // The disclosure is of 2021.
    assert!(read.reading.facts.iter().all(|f| f.year == Some(2020)));
}
