//! Reasons, and what is not certain: no facts.

use super::*;

#[test]
fn amounts_inside_reasons_are_no_facts_wherever_the_reason_ends() {
    assert_eq!(
        money(BUDGET, "2022年支出预算310.5万元，比上年增加42万元，主要是基本支出增加25万元，项目支出增加17万元。其中：基本支出210.5万元。"),
        [
            "expenditure total budget 2022 = 310.5",
            "expenditure total budget 2022 change on budget 2021 = 42",
            "expenditure basic budget 2022 = 210.5",
        ]
    );
    // A reason ends at ； where a sibling follows that the reason itself has not spoken of.
    assert_eq!(
        guests(
            BUDGET,
            "因公出国（境）费2万元，同比增加1万元，主要原因是新增一次考察；公务接待费3万元，同比减少1万元，主要原因是：一是压缩批次减少0.6万元；二是标准降低减少0.4万元。"
        ),
        [
            "three_public overseas_travel budget 2022 = 2",
            "three_public overseas_travel budget 2022 change on budget 2021 = 1",
            "three_public official_reception budget 2022 = 3",
            "three_public official_reception budget 2022 change on budget 2021 = -1",
        ]
    );
    // A reason that names measures with amounts goes on after ；.
    assert_eq!(money(BUDGET, "2022年支出预算310.5万元，主要是基本支出增加25万元；项目支出减少17万元。").len(), 1);
}

#[test]
fn what_is_not_certain_becomes_no_fact() {
    for text in [
        "办公费、印刷费共10万元。",
        "市级转移支付25万元。",
        "2022年信息化系统升级项目支出30万元。",
        "代管资金收入12万元。",
        "单价20万元以上的设备须经批准。",
        "第一季度用款计划15万元。",
        "基本支出增加人员经费10万元。",
    ] {
        let facts = money(BUDGET, text);
        assert!(facts.is_empty(), "{text}: {facts:?}");
    }
    // A word for the percent that was lost, and one that never was.
    let (reading, _) = read(
        2022,
        FINAL,
        &under(Part::BudgetArrangement, "三、支出情况", "2022年度财政拨款支出400万元，比上年增加12万元，增长3.09。比例30%。"),
    );
    assert_eq!(reading.facts.len(), 2);
    assert_eq!(reading.diagnostics.iter().filter(|d| d.code.as_str() == "unattributed_amount").count(), 2);
}

#[test]
fn a_sentence_of_other_words_before_it_takes_nothing_from_an_amount() {
    let lines = under(Part::BudgetArrangement, "2、支出说明", "全局上下齐心做好各项工作。2022年支出预算120.5万元，其中基本支出100万元。");
    assert_eq!(says(2022, BUDGET, &lines), ["expenditure total budget 2022 = 120.5", "expenditure basic budget 2022 = 100"]);
}

#[test]
fn a_second_amount_without_a_name_is_not_the_item_before_it() {
    let lines = under(Part::ThreePublic, "“三公”经费", "公务接待费3万元。合计313万元。");
    assert_eq!(says(2022, BUDGET, &lines), ["three_public official_reception budget 2022 = 3"]);
}
