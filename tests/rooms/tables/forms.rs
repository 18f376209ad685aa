//! Forms that published disclosures use where others print a list of bodies: kinds of people in the rows, labels beside their values, counts of assets without a column for them.

use super::support::*;
use gongkai::facts::{Fund, Measure};

#[test]
fn kinds_of_people_in_the_rows() {
    let read = Page::new()
        .line("人员编制情况表")
        .exact(
            "
项目|编制数|实有人数
合计|40|38
行政编制|20|19
事业编制|15|14
工勤编制|5|5
离休人员||1
退休人员||12
",
        )
        .read();
    assert_eq!(read.kinds(), ["staffing"]);
    let mut facts = read.facts(Measure::Headcount);
    facts.sort();
    assert_eq!(
        facts,
        pairs(&[
            ("posts", "40"),
            ("posts_admin", "20"),
            ("posts_institution", "15"),
            ("posts_worker", "5"),
            ("retired", "12"),
            ("retired_cadre", "1"),
            ("staff", "38"),
            ("staff_admin", "19"),
            ("staff_institution", "14"),
            ("staff_worker", "5"),
        ])
    );
    let [row] = read.reading.staffing.as_slice() else { panic!("one row for all") };
    assert_eq!((row.posts_total, row.staff_admin, row.retired), (Some(40.into()), Some(19.into()), Some(12.into())));
    let admin = read.reading.facts.iter().find(|f| f.item_key.as_deref() == Some("staff_admin")).unwrap();
    assert_eq!((admin.item.as_deref(), admin.place.cell), (Some("行政编制"), Some((2, 2))));
}

#[test]
fn bodies_in_the_rows_are_no_kinds_of_people() {
    let read = Page::new()
        .line("部门人员情况表")
        .exact(
            "
单位|编制数|实有人数
松岭县行政执法大队|20|19
松岭县事业单位服务中心|15|14
合计|35|33
",
        )
        .read();
    assert_eq!(read.facts(Measure::Headcount), pairs(&[("posts", "35"), ("staff", "33")]));
    assert_eq!(read.reading.staffing.len(), 3);
}

#[test]
fn labels_beside_their_values() {
    let read = Page::new()
        .line("部门（单位）基本情况表")
        .exact(
            "
单位名称|[c5]松岭县水务局
编制人数|40|实有人数|38|退休人数|12
其中：行政编制|22|其中：行政人员|20|离休人数|1
事业编制|18|事业人员|18|公务用车（辆）|3
",
        )
        .read();
    assert_eq!(
        read.facts(Measure::Headcount),
        pairs(&[
            ("posts", "40"),
            ("posts_admin", "22"),
            ("posts_institution", "18"),
            ("staff", "38"),
            ("staff_admin", "20"),
            ("staff_institution", "18"),
            ("retired", "12"),
            ("retired_cadre", "1"),
        ])
    );
    assert_eq!(read.facts(Measure::Quantity), pairs(&[("vehicles_kept", "3")]));
    let [row] = read.reading.staffing.as_slice() else { panic!("one row") };
    assert_eq!((row.unit_name.as_deref(), row.posts_institution), (Some("松岭县水务局"), Some(18.into())));
}

#[test]
fn vehicles_and_equipment_counted_in_columns_are_no_amounts() {
    let read = Page::new()
        .line("国有资产占用情况表")
        .exact(
            "
项目|栏次|[c3]车辆（台、辆）|单价100万元以上设备（台、套）
||合计|机要通信用车|执法执勤用车|
期末数|1|4|1|3|2
",
        )
        .read();
    assert_eq!(read.facts(Measure::Assets), pairs(&[]));
    assert_eq!(read.facts(Measure::Quantity), pairs(&[("vehicles_kept", "4")]));
    let rows: Vec<_> = read.reading.assets.iter().map(|a| (a.item_key.as_deref(), a.quantity, a.value_wan)).collect();
    assert_eq!(rows, [(Some("vehicles"), Some(4.into()), None), (Some("large_equipment"), Some(2.into()), None)]);
}

#[test]
fn procurement_with_classes_and_all_fiscal_money_in_columns() {
    let read = Page::new()
        .line("政府采购支出预算表")
        .line("单位：万元")
        .exact(
            "
项目名称|采购目录|合计|货物|工程|服务
合计||18|6||12
办公设备|计算机|6|6||
物业|物业管理|12|||12
",
        )
        .read();
    assert_eq!(read.facts(Measure::Procurement), pairs(&[("", "18"), ("goods", "6"), ("services", "12")]));
    let read = Page::new()
        .line("政府采购预算明细表")
        .line("单位：万元")
        .exact(
            "
[r2]采购项目|[c3]2021年预算数
总计|财政拨款|其他资金
合计|18|15|3
货物类|6|6|
",
        )
        .read();
    let funds: Vec<_> = read.reading.facts.iter().map(|f| (f.fund.unwrap(), f.value.normalize().to_string())).collect();
    let want =
        [(Fund::All, "18"), (Fund::FiscalAppropriation, "15"), (Fund::Other, "3"), (Fund::All, "6"), (Fund::FiscalAppropriation, "6")];
    assert_eq!(funds, want.map(|(f, v)| (f, v.to_owned())));
}
