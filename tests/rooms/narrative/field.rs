//! Oddities that disclosures of many provinces showed. Sentences and figures are our own.

use super::Line;
use super::sentences::{BUDGET, FINAL, guests, money, says, under};
use gongkai::facts::Part;

mod counted;

#[test]
fn money_of_two_kinds_that_are_joined_is_the_fiscal_appropriation() {
    let lines = under(
        Part::ThreePublic,
        "二、一般公共预算及政府性基金财政拨款“三公”经费支出决算情况说明",
        "2022年度“三公”经费支出预算为5万元，支出决算为4万元。",
    );
    assert_eq!(
        says(2022, FINAL, &lines),
        ["three_public of fiscal_appropriation budget 2022 = 5", "three_public of fiscal_appropriation final 2022 = 4"]
    );
    assert_eq!(
        guests(FINAL, "一般公共预算和政府性基金预算财政拨款“三公”经费支出4万元。"),
        ["three_public of fiscal_appropriation final 2022 = 4"]
    );
}

#[test]
fn what_follows_a_reason_is_a_statement_when_it_compares_without_a_name() {
    assert_eq!(
        guests(
            FINAL,
            "公务接待费支出预算为8万元，支出决算为6万元，决算数小于预算数的主要原因是厉行节约，与上年相比减少1.5万元，减少20%，减少的主要原因是批次减少。"
        ),
        [
            "three_public official_reception budget 2022 = 8",
            "three_public official_reception final 2022 = 6",
            "three_public official_reception final 2022 change on final 2021 = -1.5",
            "three_public official_reception final 2022 change_percent on final 2021 = -20",
        ]
    );
    // The comparison may be of what the reason speaks of.
    assert_eq!(
        money(FINAL, "2022年度收入总计900万元。与上年相比增加50万元，主要原因：项目支出增加，较上年增加60万元，主要由于设备更新。"),
        ["revenue total final 2022 = 900", "revenue total final 2022 change on final 2021 = 50"]
    );
}

#[test]
fn a_date_and_a_statement_with_a_reason_of_its_own_end_a_reason() {
    assert_eq!(
        guests(FINAL, "公务用车运行维护费3.2万元，主要是燃油费支出，截止2022年12月31日，开支财政拨款的公务用车保有量为2辆。"),
        ["three_public vehicle_operation final 2022 = 3.2", "quantity vehicles_kept 2022 = 2"]
    );
    assert_eq!(
        guests(BUDGET, "公务用车运行费预算15万元，主要原因是核减预算，公务用车购置费0万元，主要原因是没有购车计划。"),
        ["three_public vehicle_operation budget 2022 = 15", "three_public vehicle_purchase budget 2022 = 0"]
    );
    assert_eq!(
        guests(
            FINAL,
            "公务用车运行维护费支出3万元，比上年增加1万元，增加原因主要是检测任务增加，用车增加；公务接待费支出决算比预算无增减变化，比去年增加0.5万元。"
        ),
        [
            "three_public vehicle_operation final 2022 = 3",
            "three_public vehicle_operation final 2022 change on final 2021 = 1",
            "three_public official_reception final 2022 change on budget 2022 = 0",
            "three_public official_reception final 2022 change on final 2021 = 0.5",
        ]
    );
}

#[test]
fn an_ordinal_is_a_part_of_a_name() {
    let lines = under(Part::BudgetArrangement, "三、项目支出", "第9届代表大会第一次会议经费80万元。");
    assert_eq!(says(2022, BUDGET, &lines), [""; 0]);
}

#[test]
fn the_outturn_after_a_budget_is_no_item_of_a_list() {
    let lines = under(
        Part::AgencyOperating,
        "（一）机关运行经费支出情况",
        "2022年度机关运行经费预算为45万元，支出决算为40万元，完成预算的88.89%。",
    );
    assert_eq!(
        says(2022, FINAL, &lines),
        [
            "agency_operating budget 2022 = 45",
            "agency_operating final 2022 = 40",
            "agency_operating final 2022 completion_percent on budget 2022 = 88.89",
        ]
    );
}

#[test]
fn both_sides_as_a_whole_change_together() {
    assert_eq!(
        money(FINAL, "收入支出总体与上年相比，增加50万元，增长10%。"),
        [
            "revenue total final 2022 change on final 2021 = 50",
            "expenditure total final 2022 change on final 2021 = 50",
            "revenue total final 2022 change_percent on final 2021 = 10",
            "expenditure total final 2022 change_percent on final 2021 = 10",
        ]
    );
}

#[test]
fn how_far_a_budget_was_carried_out_is_its_completion() {
    assert_eq!(
        guests(FINAL, "2022年“三公”经费支出90万元，预算执行比例为88.69%。"),
        ["three_public final 2022 = 90", "three_public final 2022 completion_percent on budget 2022 = 88.69"]
    );
}

#[test]
fn a_code_in_brackets_makes_the_name_before_it_a_class() {
    let text = "1.行政运行（2010801）。年初预算为260万元，支出决算为300万元，完成年初预算的115.38%。";
    let lines = under(Part::BudgetArrangement, "（二）一般公共预算财政拨款支出决算情况", text);
    let items = [
        "expenditure 2010801 of general_public budget 2022 = 260",
        "expenditure 2010801 of general_public final 2022 = 300",
        "expenditure 2010801 of general_public final 2022 completion_percent on budget 2022 = 115.38",
    ];
    assert_eq!(says(2022, FINAL, &lines), items);
    assert_eq!(
        money(FINAL, "人员经费90万元，主要包括：基本工资（30101）60万元、津贴补贴30万元。"),
        [
            "expenditure personnel final 2022 = 90",
            "expenditure personnel 30101 final 2022 = 60",
            "expenditure personnel 30102 final 2022 = 30"
        ]
    );
}

#[test]
fn what_was_carried_over_is_not_divided_by_class() {
    let text = "2022年度总支出900万元，其中本年支出880万元，结余分配0万元，年末结转和结余20万元，较2021年度决算数增加50万元，增长5.88%。";
    let mut lines = under(Part::BudgetArrangement, "一、收入支出决算总体情况", text);
    lines.push(Line::Text("1.社会保障和就业支出（类）120万元：主要用于缴纳养老保险。"));
    assert_eq!(
        says(2022, FINAL, &lines),
        [
            "expenditure total final 2022 = 900",
            "expenditure current final 2022 = 880",
            "expenditure surplus_distributed final 2022 = 0",
            "expenditure carry_over final 2022 = 20",
            "expenditure total final 2022 change on final 2021 = 50",
            "expenditure total final 2022 change_percent on final 2021 = 5.88",
            "expenditure 208 final 2022 = 120",
        ],
        "the change is of the whole or of its last part; its percent is that of the whole"
    );
    // Without a percent, or with one that fits neither, it is none.
    for change in ["增加50万元", "增加50万元，增长7%"] {
        let text = format!("2022年度总支出900万元，其中本年支出880万元，年末结转和结余20万元，较2021年度决算数{change}。");
        assert_eq!(says(2022, FINAL, &under(Part::BudgetArrangement, "一、收入支出决算总体情况", &text)).len(), 3, "{change}");
    }
}

#[test]
fn parts_may_have_changes_of_their_own() {
    assert_eq!(
        money(BUDGET, "支出预算100万元，其中：基本支出60万元，较上年增加5万元；项目支出40万元，较上年减少3万元。"),
        [
            "expenditure total budget 2022 = 100",
            "expenditure basic budget 2022 = 60",
            "expenditure basic budget 2022 change on budget 2021 = 5",
            "expenditure project budget 2022 = 40",
            "expenditure project budget 2022 change on budget 2021 = -3",
        ]
    );
}

#[test]
fn names_before_and_so_on_give_examples_of_what_follows() {
    assert_eq!(
        money(FINAL, "日常支出900万元。其中：基本工资、津贴补贴等人员经费支出800万元，办公费、印刷费等公用经费100万元。"),
        ["expenditure personnel final 2022 = 800", "expenditure operating final 2022 = 100"]
    );
}

#[test]
fn a_project_named_like_a_class_is_not_coded() {
    assert_eq!(
        money(BUDGET, "2022年安排项目支出200万元，其中：代表工作50万元，教育支出80万元。"),
        ["expenditure project budget 2022 = 200", "expenditure project 205 budget 2022 = 80"]
    );
}

#[test]
fn project_expenditure_is_no_part_of_the_basic_expenditure_before_it_and_a_list_of_projects_repeats_no_total() {
    let text = "2022年基本支出60万元，其中工资福利支出50万元；项目支出40万元。";
    let mut lines = under(Part::BudgetArrangement, "二、支出预算情况", text);
    lines.extend([Line::Text("安排项目支出40万元，具体项目如下："), Line::Text("1、业务经费10万元；"), Line::Text("2、代表工作30万元。")]);
    let (reading, _) = super::read(2022, BUDGET, &lines);
    assert_eq!(
        reading.facts.iter().map(super::sentences::short).collect::<Vec<_>>(),
        [
            "expenditure basic budget 2022 = 60",
            "expenditure basic 301 budget 2022 = 50",
            "expenditure project budget 2022 = 40",
            "expenditure project budget 2022 = 40",
        ]
    );
    assert_eq!(reading.facts[2].parent, None);
}

#[test]
fn a_change_is_of_the_year_that_its_clause_names() {
    assert_eq!(
        guests(FINAL, "2023年度“三公”经费预算较2022年度增加1.6万元，其中公务接待费较上年同期减少0.5万元。"),
        [
            "three_public budget 2023 change on budget 2022 = 1.6",
            "three_public official_reception budget 2023 change on budget 2022 = -0.5"
        ]
    );
    assert_eq!(
        guests(FINAL, "公务接待费用4万元，同比去年1万元增加3万元。"),
        [
            "three_public official_reception final 2022 = 4",
            "three_public official_reception final 2021 = 1",
            "three_public official_reception final 2022 change on final 2021 = 3",
        ]
    );
}

#[test]
fn a_change_after_what_was_carried_over_may_be_of_the_whole() {
    assert_eq!(
        money(FINAL, "收入总计900万元，其中年初结转和结余30万元，较2021年增加50万元；本年收入合计870万元，较2021年增加40万元。"),
        [
            "revenue total final 2022 = 900",
            "revenue carry_over final 2022 = 30",
            "revenue current final 2022 = 870",
            "revenue current final 2022 change on final 2021 = 40",
        ]
    );
}

#[test]
fn expenditure_after_what_was_carried_over_is_expenditure_and_other_expenditure_no_class() {
    let mut lines =
        under(Part::BudgetArrangement, "一、收入支出决算总体情况", "2022年度本年收入400万元，本年支出390万元，年末结转和结余20万元。");
    lines.extend([
        Line::Text("（一）2022年收入400万元，比2021年决算数减少20万元。"),
        Line::Text("（二）2022年支出390万元，比2021年决算数减少30万元。"),
    ]);
    let said = says(2022, FINAL, &lines);
    assert_eq!(said[5..], ["expenditure total final 2022 = 390", "expenditure total final 2022 change on final 2021 = -30"], "{said:?}");
    assert_eq!(
        money(FINAL, "本年支出的构成为：基本支出60万元，项目支出40万元，其他支出0万元。"),
        ["expenditure basic final 2022 = 60", "expenditure project final 2022 = 40"]
    );
}

#[test]
fn a_procurement_plan_is_no_outturn_and_the_heading_may_be_the_narrower_word_for_money() {
    let lines = under(
        Part::Procurement,
        "（二）政府采购情况",
        "2022年度政府采购计划150万元，政府采购支出总额146万元，其中：政府采购货物支出146万元。",
    );
    assert_eq!(says(2022, FINAL, &lines), ["procurement final 2022 = 146", "procurement goods final 2022 = 146"]);
    let lines = under(
        Part::BudgetArrangement,
        "五、一般公共预算财政拨款支出决算情况说明",
        "2022年度一般公共预算财政拨款支出800万元，与上年相比，财政拨款支出增加80万元。",
    );
    assert_eq!(
        says(2022, FINAL, &lines),
        [
            "expenditure total of general_public final 2022 = 800",
            "expenditure total of general_public final 2022 change on final 2021 = 80"
        ]
    );
}

#[test]
fn evaluations_by_others_are_not_the_amount_evaluated_and_limits_belong_to_names() {
    let lines = under(
        Part::Performance,
        "（四）预算绩效管理情况",
        "组织对纳入2022年度部门预算范围的23个项目全面开展绩效自评，涉及资金660万元。组织对2个项目开展了部门评价，涉及资金150万元。",
    );
    assert_eq!(
        says(2022, FINAL, &lines),
        ["quantity performance_projects final 2022 = 23", "performance evaluated_amount final 2022 = 660"]
    );
    let lines = under(
        Part::StateAssets,
        "（三）国有资产占用情况",
        "共有车辆6辆，其中：其他用车6辆，其他用车主要是水质监测；单价50万元以上通用设备1台（套），单价100万元以上专用设备0台（套）。",
    );
    assert_eq!(
        says(2022, FINAL, &lines),
        [
            "quantity vehicles_kept 2022 = 6",
            "quantity 其他用车 2022 = 6",
            "quantity general_equipment 2022 = 1",
            "quantity special_equipment 2022 = 0",
        ]
    );
}

#[test]
fn what_is_said_of_each_is_said_of_both_totals() {
    assert_eq!(
        money(BUDGET, "2022年收入总计720万元，支出总计720万元，与上年相比，各增加20万元，增长2.86%。"),
        [
            "revenue total budget 2022 = 720",
            "expenditure total budget 2022 = 720",
            "revenue total budget 2022 change on budget 2021 = 20",
            "expenditure total budget 2022 change on budget 2021 = 20",
            "revenue total budget 2022 change_percent on budget 2021 = 2.86",
            "expenditure total budget 2022 change_percent on budget 2021 = 2.86",
        ]
    );
    // Without 各 it is of the last one alone.
    assert_eq!(
        money(BUDGET, "2022年收入总计720万元，支出总计720万元，支出总计比上年增加20万元。"),
        [
            "revenue total budget 2022 = 720",
            "expenditure total budget 2022 = 720",
            "expenditure total budget 2022 change on budget 2021 = 20"
        ]
    );
}

#[test]
fn a_year_holds_for_both_totals_of_its_sentence() {
    assert_eq!(
        money(BUDGET, "2019年收入总计720万元，支出总计715万元。2022年收入总计800万元，支出总计800万元。"),
        [
            "revenue total budget 2019 = 720",
            "expenditure total budget 2019 = 715",
            "revenue total budget 2022 = 800",
            "expenditure total budget 2022 = 800",
        ]
    );
    // The sentence is over, and so is its year.
    assert_eq!(
        money(BUDGET, "2019年收入总计720万元。支出总计800万元。"),
        ["revenue total budget 2019 = 720", "expenditure total budget 2022 = 800"]
    );
}

#[test]
fn a_reason_with_amounts_ends_before_a_statement_that_has_its_own() {
    assert_eq!(
        money(BUDGET, "与上年相比，基本支出增加11.09万元，主要原因是补发津贴70.72万元；项目支出增加109.64万元，主要原因是新增设备。"),
        ["expenditure basic budget 2022 change on budget 2021 = 11.09", "expenditure project budget 2022 change on budget 2021 = 109.64"]
    );
    // Without a reason of its own it may be one more part of the reason.
    assert_eq!(
        money(BUDGET, "与上年相比，基本支出增加11.09万元，主要原因是补发津贴70.72万元；项目支出增加109.64万元。"),
        ["expenditure basic budget 2022 change on budget 2021 = 11.09"]
    );
}
