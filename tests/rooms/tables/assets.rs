//! 国有资产占用.

use super::support::*;
use gongkai::facts::Measure;

#[test]
fn labels_units_and_dates() {
    let read = Page::new()
        .line("2020年末国有资产占用情况表")
        .line("截至时间：2020年12月31日")
        .exact(
            "
序号|资产类别|计量单位|数量|账面原值（元）
1|资产总计|—|—|5,320,000.00
2|一、流动资产|—|—|320,000.00
3|二、固定资产|—|—|5,000,000.00
4|（一）房屋建筑物|平方米|1,250.5|3,000,000.00
5|其中：办公用房|平方米|800|2,000,000.00
6|（二）公务用车|辆|3|450,000.00
7|（三）单价50万元以上通用设备|台|0|0
8|（四）其他固定资产|件|210|1,550,000.00
",
        )
        .read();
    assert_eq!(read.kinds(), ["assets"]);
    assert_eq!(read.codes(), Vec::<&str>::new());
    assert_eq!(
        read.facts(Measure::Assets),
        pairs(&[
            ("total", "532"),
            ("", "32"),
            ("fixed", "500"),
            ("buildings", "300"),
            ("office_buildings", "200"),
            ("vehicles", "45"),
            ("general_equipment", "0"),
            ("other", "155"),
        ])
    );
    assert_eq!(read.facts(Measure::Quantity), pairs(&[("vehicles_kept", "3")]));
    assert!(read.reading.facts.iter().all(|f| f.year == Some(2020) && f.stage.is_none()));
    let row = &read.reading.assets[6];
    assert_eq!(
        (number(row.threshold_wan), row.as_of.as_deref(), row.quantity_unit.as_deref()),
        ("50".into(), Some("2020-12-31"), Some("台"))
    );
    // 其中 stands under the row before it, its siblings under 固定资产, that under the total.
    let item = |key: &str| read.reading.facts.iter().position(|f| f.measure == Measure::Assets && f.item_key.as_deref() == Some(key));
    let parent = |key: &str| item(key).and_then(|i| read.reading.facts[i].parent);
    assert_eq!(parent("office_buildings"), item("buildings"));
    assert_eq!(parent("buildings"), item("fixed"));
    assert_eq!(parent("other"), item("fixed"));
    assert_eq!(parent("fixed"), item("total"));
}

#[test]
fn title_and_date_in_the_table_itself() {
    let read = Page::new()
        .ragged(
            "
松岭县部门固定资产占用情况表
编制部门：松岭县水务局|截止时间：2019年12月31日
项   目|数量|价值（金额单位：万元）
资产总额|——|88.20
1、房屋（平方米）|600|50.00
2、车辆（台、辆）|2|18.2
3、单价在20万元以上的设备|0|0
4、其他固定资产|40|20.00
",
        )
        .read();
    assert_eq!(read.kinds(), ["assets"]);
    assert_eq!(read.reading.tables[0].caption.as_deref(), Some("松岭县部门固定资产占用情况表"));
    assert_eq!(
        read.facts(Measure::Assets),
        pairs(&[("total", "88.2"), ("buildings", "50"), ("vehicles", "18.2"), ("large_equipment", "0"), ("other", "20")])
    );
    // 18.2 beside 50.00 stands for 18.20.
    assert_eq!(read.reading.facts.iter().find(|f| f.printed == "18.2").map(|f| f.resolution.to_string()).as_deref(), Some("0.01"));
    assert_eq!(read.reading.assets[2].quantity_unit.as_deref(), Some("台、辆"));
}

#[test]
fn a_plan_to_buy_assets_is_no_table_of_assets() {
    let read = Page::new().line("新增资产配置表").exact("资产类别|数量|金额\n通用设备|3|5.00\n专用设备|1|2.00").read();
    assert!(read.reading.assets.is_empty() && read.reading.facts.is_empty());
}
