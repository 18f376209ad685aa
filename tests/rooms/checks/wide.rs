//! Staffing, assets, activities and grades of indicators.

use super::*;

fn unit(name: &str, total: bool, posts: Option<&str>, staff: Option<&str>) -> StaffingRow {
    StaffingRow {
        disclosure_id: String::new(),
        seq: 0,
        is_total: total,
        unit_name: Some(name.into()),
        institution_type: None,
        rank: None,
        funding_mode: None,
        vehicles: None,
        posts_total: None,
        posts_admin: posts.map(decimal),
        posts_institution: None,
        posts_worker: None,
        staff_total: None,
        staff_admin: staff.map(decimal),
        staff_institution: None,
        staff_worker: None,
        staff_contract: None,
        retired_cadre: None,
        retired: None,
        discharged: None,
        block: 9,
        table_row: 0,
    }
}

#[test]
fn a16_a17_s09_read_the_staffing_table() {
    let mut case = case(Vec::new());
    case.tables.staffing = vec![
        unit("合计", true, Some("9"), Some("8")),
        unit("甲局", false, Some("5"), Some("6")),
        unit("乙所", false, Some("4"), Some("2")),
        unit("丙站", false, None, None),
    ];
    assert_eq!(case.of("A16"), [Pass, Pass]);
    assert_eq!(case.of("A17"), [Pass, Fail, Pass]);
    assert_eq!(case.of("S09"), [Fail]);
    case.tables.staffing[1].posts_admin = Some(decimal("7"));
    assert_eq!(case.of("A16"), [Fail, Pass]);
    case.tables.staffing[1].posts_admin = Some(decimal("3"));
    assert_eq!(case.of("A16"), [Unknown, Pass], "smaller, and a unit is blank");
}

fn asset(key: &str, quantity: Option<&str>, value: Option<&str>, row: u32) -> AssetRow {
    AssetRow {
        disclosure_id: String::new(),
        seq: 0,
        item_key: Some(key.into()),
        item: key.into(),
        quantity: quantity.map(decimal),
        quantity_unit: None,
        value_wan: value.map(decimal),
        threshold_wan: None,
        as_of: None,
        block: 11,
        table_row: row,
    }
}

#[test]
fn a18_a19_a20_read_the_table_of_assets() {
    let mut case = case(Vec::new());
    case.tables.assets = vec![
        asset("total", None, Some("60.50"), 1),
        asset("buildings", Some("100"), Some("40.50"), 2),
        asset("office_buildings", Some("120"), Some("20"), 3),
        asset("vehicles", Some("2"), Some("20.00"), 4),
        asset("large_equipment", Some("3"), Some("0"), 5),
    ];
    assert_eq!(case.of("A18"), [Pass]);
    assert_eq!(case.of("A19"), [Fail, Pass]);
    assert_eq!(case.of("A20"), [Pass, Pass, Pass, Fail]);
    case.tables.assets[3].value_wan = Some(decimal("21.00"));
    assert_eq!(case.of("A18"), [Fail]);
}

fn activity(path: &str, parent: Option<&str>, budget: Option<&str>) -> ActivityRow {
    ActivityRow {
        disclosure_id: String::new(),
        seq: 0,
        grid: 1,
        activity: path.into(),
        parent: parent.map(str::to_owned),
        depth: if parent.is_some() { 2 } else { 1 },
        number: None,
        name: path.into(),
        budget_wan: budget.map(decimal),
        description: None,
        target: None,
        block: 20,
        table_row: 0,
    }
}

#[test]
fn a21_b12_b13_compare_activities_with_each_other_and_with_project_expenditure() {
    let project = expenditure(Component::Project, "95.00", 2);
    let change = changed(project.clone(), "25.00");
    let mut case = case(vec![project, change]);
    case.tables.activities = vec![
        activity("1", None, Some("50.00")),
        activity("1.1", Some("1"), Some("30.00")),
        activity("1.2", Some("1"), Some("20.00")),
        activity("2", None, Some("20.00")),
    ];
    assert_eq!(case.of("A21"), [Pass]);
    assert_eq!(case.of("B12"), [Fail]);
    assert_eq!(case.of("B13"), [Fail], "70 is what 95 - 25 was last year");
    case.tables.activities[3].budget_wan = Some(decimal("45.00"));
    assert_eq!((case.of("B12"), case.of("B13")), (vec![Pass], vec![Pass]));
    case.tables.activities[2].budget_wan = None;
    assert_eq!(case.of("A21"), [Unknown]);
}

fn graded(name: &str, numbers: [&str; 4]) -> IndicatorRow {
    let op = || Some(">=".to_owned());
    IndicatorRow {
        disclosure_id: String::new(),
        seq: 0,
        grid: 1,
        activity: Some("1".into()),
        project: None,
        indicator: name.into(),
        excellent: Some(numbers[0].into()),
        good: Some(numbers[1].into()),
        fair: Some(numbers[2].into()),
        poor: Some(numbers[3].into()),
        level1: None,
        level2: None,
        level3: None,
        target_value: None,
        direction: gongkai::record::Direction::Unknown,
        excellent_op: op(),
        excellent_number: Some(decimal(numbers[0])),
        good_op: op(),
        good_number: Some(decimal(numbers[1])),
        fair_op: op(),
        fair_number: Some(decimal(numbers[2])),
        poor_op: op(),
        poor_number: Some(decimal(numbers[3])),
        target_op: None,
        target_number: None,
        number_unit: Some("%".into()),
        block: 20,
        table_row: 3,
    }
}

#[test]
fn a22_and_s04_look_at_the_grades() {
    let mut case = case(Vec::new());
    case.tables.indicators = vec![graded("培训完成率", ["100", "90", "80", "80"]), graded("投诉率", ["1", "3", "5", "5"])];
    assert_eq!((case.of("A22"), case.of("S04")), (vec![Pass], vec![Pass]));
    case.tables.indicators.push(graded("信访率", ["95", "90", "80", "80"]));
    case.tables.indicators.push(graded("投诉率办结率", ["95", "90", "80", "80"]));
    case.tables.indicators.push(graded("宣传覆盖率", ["90", "95", "80", "80"]));
    assert_eq!((case.of("A22"), case.of("S04")), (vec![Fail], vec![Fail]));
}
