//! Sentences that say nothing, a part and the whole, a ceiling, or two sides in words of their own.

use super::sentences::{BUDGET, FINAL, says, under};
use gongkai::facts::Part;

#[test]
fn nothing_of_the_kind_that_the_heading_names() {
    let zero = ["procurement budget 2022 = 0"];
    for text in ["2022年无此项预算。", "本部门2022年没有该项支出。", "2022年未安排此项经费。"] {
        assert_eq!(says(2022, BUDGET, &under(Part::Procurement, "六、政府采购预算情况", text)), zero, "{text}");
    }
    assert_eq!(
        says(
            2022,
            BUDGET,
            &under(Part::BudgetArrangement, "九、国有资本经营预算支出情况", "我部门不使用国有资本经营预算拨款，2022年没有此项支出。")
        ),
        ["expenditure total of state_capital budget 2022 = 0"]
    );
    assert_eq!(
        says(
            2022,
            FINAL,
            &under(
                Part::BudgetArrangement,
                "八、政府性基金预算支出情况",
                "2022年度政府性基金预算财政拨款支出年初预算0万元，当年未发生支出。"
            )
        ),
        ["expenditure total of government_fund budget 2022 = 0", "expenditure total of government_fund final 2022 = 0"]
    );
    assert_eq!(
        says(
            2022,
            FINAL,
            &under(
                Part::BudgetArrangement,
                "八、政府性基金预算支出情况",
                "2022年度没有发生政府性基金预算财政拨款支出，我局的相关表格为空表。"
            )
        ),
        ["expenditure total of government_fund final 2022 = 0"]
    );
    assert_eq!(
        says(
            2022,
            FINAL,
            &under(
                Part::ThreePublic,
                "七、财政拨款“三公”经费",
                "公务用车运行维护费支出9万元，同比持平，主要原因是严格按标准安排，没有变动；未发生因公出国（境）费支出。"
            )
        )
        .last()
        .unwrap(),
        "three_public overseas_travel of fiscal_appropriation final 2022 = 0"
    );
    assert_eq!(
        says(
            2022,
            FINAL,
            &under(
                Part::StateAssets,
                "十、国有资产占用情况",
                "2022年末车辆2辆，没有单价50万元以上的通用设备，没有单价100万元以上的专用设备。"
            )
        ),
        ["quantity vehicles_kept 2022 = 2", "quantity general_equipment 2022 = 0", "quantity special_equipment 2022 = 0"]
    );
}

#[test]
fn projects_with_targets() {
    let read = |text: &str| says(2022, BUDGET, &under(Part::Performance, "五、绩效目标情况", text));
    for text in
        ["2022年预算项目中，18个填报了绩效目标，金额合计581.29万元。", "从评价情况看，2022年度18个项目执行规范，涉及预算资金581.29万元。"]
    {
        assert_eq!(
            read(text),
            ["quantity performance_projects budget 2022 = 18", "performance evaluated_amount budget 2022 = 581.29"],
            "{text}"
        );
    }
}

#[test]
fn the_two_sides_of_one_money() {
    let read = |text: &str| says(2022, BUDGET, &under(Part::BudgetArrangement, "四、财政拨款收支预算情况", text));
    assert_eq!(
        read("2022年财政拨款收入预算91万元，财政拨款支出预算91万元，均较上年增长5.59%，增加额为4.82万元。"),
        [
            "revenue total of fiscal_appropriation budget 2022 = 91",
            "expenditure total of fiscal_appropriation budget 2022 = 91",
            "revenue total of fiscal_appropriation budget 2022 change_percent on budget 2021 = 5.59",
            "expenditure total of fiscal_appropriation budget 2022 change_percent on budget 2021 = 5.59",
            "revenue total of fiscal_appropriation budget 2022 change on budget 2021 = 4.82",
            "expenditure total of fiscal_appropriation budget 2022 change on budget 2021 = 4.82",
        ]
    );
    assert_eq!(
        read("水务局2022年财政拨款总收入91万元，财政拨款总支出91万元。"),
        ["revenue total of fiscal_appropriation budget 2022 = 91", "expenditure total of fiscal_appropriation budget 2022 = 91"]
    );
}

#[test]
fn spent_on_people_and_on_running_the_office() {
    assert_eq!(
        says(
            2022,
            FINAL,
            &under(
                Part::BudgetArrangement,
                "六、一般公共预算财政拨款基本支出说明",
                "本机关用于人员的经费80万元，用于日常公用的经费20万元，合计为2022年度一般公共预算财政拨款基本支出100万元。"
            )
        ),
        [
            "expenditure personnel of general_public final 2022 = 80",
            "expenditure operating of general_public final 2022 = 20",
            "expenditure basic of general_public final 2022 = 100"
        ]
    );
}

#[test]
fn a_ceiling_of_the_year_is_its_budget() {
    assert_eq!(
        says(2022, BUDGET, &under(Part::ThreePublic, "四、“三公”经费预算安排", "2022年“三公”经费控制在9.67万元以内，较上年减少0.56万元。")),
        ["three_public budget 2022 = 9.67", "three_public budget 2022 change on budget 2021 = -0.56"]
    );
}

#[test]
fn a_change_belongs_to_the_last_part_or_to_the_whole_as_its_percent_tells() {
    let read = |text: &str| says(2022, BUDGET, &under(Part::ThreePublic, "三、一般公共预算“三公”经费", text));
    assert_eq!(
        read("公务用车购置及运行维护费预算27.63万元，其中购置费24.17万元，运行维护费3.46万元，比上年增加0.52万元，上升17.69%。")[3..],
        [
            "three_public vehicle_operation of general_public budget 2022 change on budget 2021 = 0.52",
            "three_public vehicle_operation of general_public budget 2022 change_percent on budget 2021 = 17.69"
        ]
    );
}

#[test]
fn wordings_of_a_year_and_its_amount() {
    let read = |heading: &str, text: &str| says(2025, BUDGET, &under(Part::BudgetArrangement, heading, text));
    assert_eq!(
        read("（一）部门收入构成", "根据收入来源测算，水务局2025年收入预算为2413.19万元，比上年增124.86万元，升5.46%。")[..1],
        ["revenue total budget 2025 = 2413.19"]
    );
    assert_eq!(
        read(
            "（二）支出总体情况",
            "支出方面：2025年安排支出预算2023.72万元，比上一年度增加59.45万元，上升3.03%。其中基本支出1112.75万元，项目支出910.97万元。"
        )[..1],
        ["expenditure total budget 2025 = 2023.72"]
    );
    assert_eq!(
        read(
            "3.与上年相比增减变化情况",
            "与上年相比，基本支出减少67万元，主要是车辆减少；项目支出减少63万元，主要是上年含资金52万元；收支预算总额减少130万元。"
        )[2..],
        ["revenue total budget 2025 change on budget 2024 = -130", "expenditure total budget 2025 change on budget 2024 = -130"]
    );
    assert_eq!(
        read("八、政府性基金预算情况", "2025年政府性基金预算支出115.28万元，主要用于农村基础设施建设支出115.28万元。"),
        ["expenditure total of government_fund budget 2025 = 115.28", "expenditure 2120804 of government_fund budget 2025 = 115.28"]
    );
    assert_eq!(
        read("八、政府性基金预算情况", "2025年政府性基金预算支出107.34万元，其中：用于社会福利的彩票公益金支出107.34万元。")[1..],
        ["expenditure 2296002 of government_fund budget 2025 = 107.34"]
    );
}

#[test]
fn a_heading_that_asks_for_the_reason_begins_none() {
    let text = "2022年财政拨款“三公”经费预算总额10万元，2021年预算总额11万元，减少1万元。";
    let lines = under(Part::ThreePublic, "四、财政拨款“三公”经费预算情况及增减变化原因：", text);
    assert_eq!(says(2022, BUDGET, &lines).len(), 3);
    assert_eq!(
        says(2022, FINAL, &under(Part::BudgetArrangement, "二、收入决算构成情况", "2022年，本单位取得收入213万元，按来源分："))[..1],
        ["revenue total final 2022 = 213"],
        "without 总计 the page makes no difference"
    );
}
