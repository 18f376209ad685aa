//! Bases, changes, directions and completion.

use super::*;

#[test]
fn three_amounts_in_a_row_are_the_base_and_the_change() {
    let want = [
        "three_public official_reception budget 2022 = 6.1",
        "three_public official_reception budget 2021 = 7.4",
        "three_public official_reception budget 2022 change on budget 2021 = -1.3",
    ];
    assert_eq!(guests(BUDGET, "公务接待费6.1万元，较上年7.4万元减少1.3万元。"), want);
    // Last year's figure without a unit takes the one of the change.
    assert_eq!(guests(BUDGET, "公务接待费6.1万元，较上年7.4减少1.3万元。"), want);
}

#[test]
fn two_bases_in_one_sentence() {
    assert_eq!(
        guests(FINAL, "公务接待费4.2万元，较上年决算减少0.6万元，下降12.5%，较年初预算数减少1.8万元，下降30%。"),
        [
            "three_public official_reception final 2022 = 4.2",
            "three_public official_reception final 2022 change on final 2021 = -0.6",
            "three_public official_reception final 2022 change_percent on final 2021 = -12.5",
            "three_public official_reception final 2022 change on budget 2022 = -1.8",
            "three_public official_reception final 2022 change_percent on budget 2022 = -30",
        ]
    );
    assert_eq!(
        guests(FINAL, "本单位未发生因公出国（境）费用，较年初预算数和上年支出数无变化。"),
        [
            "three_public overseas_travel final 2022 = 0",
            "three_public overseas_travel final 2022 change on budget 2022 = 0",
            "three_public overseas_travel final 2022 change on final 2021 = 0",
        ]
    );
    // One figure counted from two bases is none.
    assert_eq!(guests(FINAL, "公务接待费4.2万元，较年初预算数和上年支出数减少1万元。").len(), 1);
}

#[test]
fn an_unfinished_choice_of_direction() {
    let (reading, _) = read(2022, BUDGET, &under(Part::ThreePublic, "七、“三公”经费情况", "公务接待费6万元，比上年增加（减少）1.5万元。"));
    assert_eq!(reading.facts.iter().map(short).collect::<Vec<_>>(), ["three_public official_reception budget 2022 = 6"]);
    assert!(reading.diagnostics.iter().any(|d| d.code.as_str() == "template_residue"));
    // The other figure of the sentence tells which way; a zero needs no way.
    assert_eq!(
        guests(BUDGET, "公务接待费6万元，比上年减少1.5万元，下降（增长）20%。公务用车购置费0元，较上年增加（减少）0元。")[2..],
        [
            "three_public official_reception budget 2022 change_percent on budget 2021 = -20",
            "three_public vehicle_purchase budget 2022 = 0",
            "three_public vehicle_purchase budget 2022 change on budget 2021 = 0",
        ]
    );
}

#[test]
fn no_change_is_zero_and_states_no_percent_but_almost_none_is_nothing() {
    for words in ["与上年持平", "同比持平", "与2021年预算一致", "较上年无增减", "本年数等于上年预算数", "与上年相比未发生变化"]
    {
        assert_eq!(
            guests(BUDGET, &format!("公务接待费6万元，{words}。")),
            ["three_public official_reception budget 2022 = 6", "three_public official_reception budget 2022 change on budget 2021 = 0"],
            "{words}"
        );
    }
    let (reading, _) = read(2022, BUDGET, &under(Part::ThreePublic, "七、“三公”经费情况", "公务接待费6万元，与上年基本持平。"));
    assert_eq!(reading.facts.len(), 1);
    assert!(reading.diagnostics.iter().any(|d| d.code.as_str() == "change_without_number"));
    assert_eq!(guests(BUDGET, "公务接待费6万元，比上年增加0万元，增长0%。").len(), 3);
    // The table's figures are the same: no statement about a year before.
    assert!(money(BUDGET, "安排数与《收支预算总表》支出数一致。").is_empty());
}

#[test]
fn outturn_budget_and_completion() {
    assert_eq!(
        guests(
            FINAL,
            "“三公”经费财政拨款支出年初预算为20万元，全年预算为18万元，支出决算为13.5万元，完成预算的75%，完成年初预算的67.5%，较2021年度减少1.5万元。"
        ),
        [
            "three_public of fiscal_appropriation budget 2022 = 20",
            "three_public of fiscal_appropriation adjusted_budget 2022 = 18",
            "three_public of fiscal_appropriation final 2022 = 13.5",
            "three_public of fiscal_appropriation final 2022 completion_percent on adjusted_budget 2022 = 75",
            "three_public of fiscal_appropriation final 2022 completion_percent on budget 2022 = 67.5",
            "three_public of fiscal_appropriation final 2022 change on final 2021 = -1.5",
        ]
    );
    assert_eq!(
        money(
            BUDGET,
            "1、教育支出（205类）普通教育（02款）小学教育（02项）120万元。主要用于：学校运转。2021年当年预算执行数为110万元，2022年预算安排120万元，比2021年预算执行数增加9.09%。"
        ),
        [
            "expenditure 2050202 budget 2022 = 120",
            "expenditure 2050202 execution 2021 = 110",
            "expenditure 2050202 budget 2022 = 120",
            "expenditure 2050202 budget 2022 change_percent on execution 2021 = 9.09",
        ]
    );
}

#[test]
fn an_amount_that_is_moved_to_is_no_change_and_one_that_is_left_behind_is_no_level() {
    let lines = under(Part::BudgetArrangement, "1、收入说明", "收入预算由上年的300万元增加到350万元。");
    assert_eq!(says(2022, BUDGET, &lines), [""; 0]);
    let lines = under(Part::ThreePublic, "“三公”经费", "公务接待费由3万元压缩至1万元。");
    assert_eq!(says(2022, BUDGET, &lines), [""; 0]);
}
