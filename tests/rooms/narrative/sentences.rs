//! Sentences of our own, one for each oddity that a survey of published disclosures met.

use super::{Line, read};
use gongkai::facts::{DisclosureKind, Fact, Part};

/// What a text says under these headings, each fact in a few words: measure, what limits it, stage and year, aspect, base, value.
pub(super) fn says(year: i32, kind: DisclosureKind, lines: &[Line<'_>]) -> Vec<String> {
    read(year, kind, lines).0.facts.iter().map(short).collect()
}

pub(super) fn short(fact: &Fact) -> String {
    let mut words = vec![fact.measure.to_string()];
    words.extend(fact.component.map(|c| c.to_string()));
    words.extend(fact.item_key.clone().or_else(|| fact.item.clone()));
    words.extend(fact.fund.filter(|f| f.as_str() != "all").map(|f| format!("of {f}")));
    if let Some(year) = fact.year {
        words.push(format!("{}{year}", fact.stage.map_or(String::new(), |s| format!("{s} "))));
    }
    if fact.aspect.as_str() != "level" {
        words.push(fact.aspect.to_string());
    }
    if let (Some(stage), Some(year)) = (fact.base_stage, fact.base_year) {
        words.push(format!("on {stage} {year}"));
    }
    words.push(format!("= {}", fact.value.normalize()));
    words.join(" ")
}

pub(super) const BUDGET: DisclosureKind = DisclosureKind::Budget;
pub(super) const FINAL: DisclosureKind = DisclosureKind::FinalAccounts;

pub(super) fn under<'a>(part: Part, heading: &'a str, text: &'a str) -> Vec<Line<'a>> {
    vec![Line::Heading(1, Some(part), heading), Line::Text(text)]
}

/// A sentence under 三公, 2022.
pub(super) fn guests(kind: DisclosureKind, text: &str) -> Vec<String> {
    says(2022, kind, &under(Part::ThreePublic, "七、“三公”经费情况", text))
}

/// A sentence on revenue and expenditure, 2022.
pub(super) fn money(kind: DisclosureKind, text: &str) -> Vec<String> {
    says(2022, kind, &under(Part::BudgetArrangement, "三、收支总体情况", text))
}

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
fn two_amounts_that_share_a_unit_are_revenue_and_expenditure() {
    assert_eq!(
        money(FINAL, "2022年度收、支总计各是812.46,798.05万元。与2021年相比，收、支总计各减少11.2,9.6万元，各下降1.36%、1.19%。"),
        [
            "revenue total final 2022 = 812.46",
            "expenditure total final 2022 = 798.05",
            "revenue total final 2022 change on final 2021 = -11.2",
            "expenditure total final 2022 change on final 2021 = -9.6",
            "revenue total final 2022 change_percent on final 2021 = -1.36",
            "expenditure total final 2022 change_percent on final 2021 = -1.19",
        ]
    );
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
fn nothing_in_words_is_a_zero() {
    for (text, want) in [
        ("2022年没有安排公务用车购置。", "three_public vehicle_purchase budget 2022 = 0"),
        ("本年度未安排因公出国（境）经费预算。", "three_public overseas_travel budget 2022 = 0"),
        ("公务接待费为零。", "three_public official_reception budget 2022 = 0"),
        ("2022年我单位无“三公”经费支出。", "three_public budget 2022 = 0"),
    ] {
        assert_eq!(guests(BUDGET, text), [want], "{text}");
    }
    assert_eq!(money(BUDGET, "本部门无政府性基金安排的支出。"), ["expenditure total of government_fund budget 2022 = 0"]);
    assert_eq!(
        money(FINAL, "本单位2022年度无政府性基金预算财政拨款收入和支出。"),
        ["revenue government_fund final 2022 = 0", "expenditure total of government_fund final 2022 = 0"]
    );
    // Not applicable is no zero, and a reason states nothing.
    assert!(money(BUDGET, "本部门不涉及国有资本经营预算。").is_empty());
    assert_eq!(guests(BUDGET, "因公出国（境）费3万元，主要原因是上年没有安排因公出国（境）费。").len(), 1);
    assert_eq!(
        guests(BUDGET, "公务用车购置及运行维护费9万元（其中：购置经费无，运行维护费9万元）。"),
        [
            "three_public official_vehicle budget 2022 = 9",
            "three_public vehicle_purchase budget 2022 = 0",
            "three_public vehicle_operation budget 2022 = 9",
        ]
    );
}

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
fn numbers_that_were_broken_and_odd_digits() {
    assert_eq!(
        guests(BUDGET, "公务接待费 １２．５ 万元，同比减少 5 .11 %。公务用车购置费0万，公务用车运行维护费二十万元．下降的原因是用车减少。"),
        [
            "three_public official_reception budget 2022 = 12.5",
            "three_public official_reception budget 2022 change_percent on budget 2021 = -5.11",
            "three_public vehicle_purchase budget 2022 = 0",
            "three_public vehicle_operation budget 2022 = 20",
        ]
    );
    let cut = [
        Line::Heading(1, Some(Part::ThreePublic), "七、“三公”经费情况"),
        Line::Text("2022年本部门使用一般公共预算财政拨款安排的“三公”经费预算为18.6万元，比上年减"),
        Line::Text("12"),
        Line::Text("少1.4万元，主要原因是压减开支。"),
    ];
    assert_eq!(
        says(2022, BUDGET, &cut),
        ["three_public of general_public budget 2022 = 18.6", "three_public of general_public budget 2022 change on budget 2021 = -1.4"]
    );
}

#[test]
fn units_and_resolutions() {
    let (reading, _) = read(
        2022,
        BUDGET,
        &under(
            Part::ThreePublic,
            "七、“三公”经费情况",
            "公务接待费1.2亿元、因公出国（境）费50,300元、公务用车运行维护费32.366718万元、公务用车购置费9万元。",
        ),
    );
    let seen: Vec<(String, String, String)> =
        reading.facts.iter().map(|f| (f.value.normalize().to_string(), f.resolution.normalize().to_string(), f.printed.clone())).collect();
    let want = [("12000", "1000", "1.2"), ("5.03", "0.0001", "50,300"), ("32.366718", "0.000001", "32.366718"), ("9", "0.01", "9")];
    assert_eq!(seen, want.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    assert_eq!(reading.facts[0].printed_unit.as_deref(), Some("亿元"));
}

#[test]
fn brackets_in_brackets_and_lists_with_mixed_numbers() {
    let lines = [
        Line::Heading(1, Some(Part::ThreePublic), "四、财政拨款“三公”经费情况"),
        Line::Text(
            "2022年“三公”经费预算21万元，其中：1、公务用车购置及运行费16万元（购置费0万元、运行费16万元（含租赁费2万元））；(2)公务接待费5万元;（３）因公出国（境）费0万元，与上年持平。",
        ),
    ];
    assert_eq!(
        says(2022, BUDGET, &lines),
        [
            "three_public of fiscal_appropriation budget 2022 = 21",
            "three_public official_vehicle of fiscal_appropriation budget 2022 = 16",
            "three_public vehicle_purchase of fiscal_appropriation budget 2022 = 0",
            "three_public vehicle_operation of fiscal_appropriation budget 2022 = 16",
            "three_public official_reception of fiscal_appropriation budget 2022 = 5",
            "three_public overseas_travel of fiscal_appropriation budget 2022 = 0",
            "three_public overseas_travel of fiscal_appropriation budget 2022 change on budget 2021 = 0",
        ]
    );
    let (reading, _) = read(2022, BUDGET, &lines);
    let parents: Vec<Option<usize>> = reading.facts.iter().take(5).map(|f| f.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(1), Some(1), Some(0)]);
}

#[test]
fn the_subject_may_stand_in_the_heading_only() {
    let lines = [
        Line::Heading(1, Some(Part::ThreePublic), "三、“三公”经费预算"),
        Line::Heading(2, Some(Part::ThreePublic), "（二）公务接待费"),
        Line::Text("2022年预算安排1.5万元，较2021年预算下降25%，主要原因是来访减少。"),
        Line::Heading(1, Some(Part::AgencyOperating), "四、机关运行经费"),
        Line::Text("预算安排88万元，比上年增加8万元。"),
    ];
    assert_eq!(
        says(2022, BUDGET, &lines),
        [
            "three_public official_reception budget 2022 = 1.5",
            "three_public official_reception budget 2022 change_percent on budget 2021 = -25",
            "agency_operating budget 2022 = 88",
            "agency_operating budget 2022 change on budget 2021 = 8",
        ]
    );
    // An amount without any word under a heading on projects is one project's.
    let lines = under(Part::OtherMatters, "五、项目经费情况说明", "460万元");
    assert!(says(2022, BUDGET, &lines).is_empty());
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
fn the_money_is_the_narrowest_that_was_said() {
    let lines = [
        Line::Heading(1, Some(Part::BudgetArrangement), "四、财政拨款支出情况"),
        Line::Text("青山县林业局2022年财政拨款支出预算500.2万元，占本年支出合计的98%。其中："),
        Line::Text("（一）农林水支出（类）"),
        Line::Text("1.林业和草原（款）行政运行（项）300.2万元，比上年增加20万元，增长7.14%。"),
        Line::Text("2.林业和草原（款）事业机构（项）200万元，与上年一致。"),
        Line::Text("此外，一般公共预算财政拨款基本支出410万元，其中：人员经费360万元，公用经费50万元。"),
    ];
    assert_eq!(
        says(2022, BUDGET, &lines),
        [
            "expenditure total of fiscal_appropriation budget 2022 = 500.2",
            "expenditure total of fiscal_appropriation budget 2022 share_percent = 98",
            "expenditure 2130201 of fiscal_appropriation budget 2022 = 300.2",
            "expenditure 2130201 of fiscal_appropriation budget 2022 change on budget 2021 = 20",
            "expenditure 2130201 of fiscal_appropriation budget 2022 change_percent on budget 2021 = 7.14",
            "expenditure 2130204 of fiscal_appropriation budget 2022 = 200",
            "expenditure 2130204 of fiscal_appropriation budget 2022 change on budget 2021 = 0",
            "expenditure basic of general_public budget 2022 = 410",
            "expenditure personnel of general_public budget 2022 = 360",
            "expenditure operating of general_public budget 2022 = 50",
        ]
    );
}

#[test]
fn counts_of_trips_guests_cars_and_equipment() {
    assert_eq!(
        guests(
            FINAL,
            "全年因公出国（境）团组1个，累计4人次；购置公务用车0辆；公务用车保有量为6辆；国内公务接待共15批次（其中外事接待2批次），约100人次（其中外事接待9人次），支出2.1万元，人均接待费210元。"
        ),
        [
            "quantity overseas_trips final 2022 = 1",
            "quantity overseas_persons final 2022 = 4",
            "quantity vehicles_purchased final 2022 = 0",
            "quantity vehicles_kept 2022 = 6",
            "quantity reception_batches final 2022 = 15",
            "quantity 外事接待 final 2022 = 2",
            "quantity reception_persons final 2022 = 100",
            "quantity 外事接待 final 2022 = 9",
            "three_public official_reception final 2022 = 2.1",
        ]
    );
    let assets = "截至2021年12月31日，本单位共有车辆7辆，其中：应急保障用车4辆、其他用车3辆；单价50万元（含）以上通用设备2台（套），单价100万元以上专用设备0台（套）。";
    assert_eq!(
        says(2022, BUDGET, &under(Part::StateAssets, "十、国有资产占用情况", assets)),
        [
            "quantity vehicles_kept 2021 = 7",
            "quantity 应急保障用车 2021 = 4",
            "quantity 其他用车 2021 = 3",
            "quantity general_equipment 2021 = 2",
            "quantity special_equipment 2021 = 0",
        ]
    );
}

#[test]
fn posts_and_people() {
    let text =
        "核定编制45名，其中行政编制15名，事业编制30名。实有在职人员41人，其中行政人员14人，事业人员27人；离休1人，退休23人，遗属2人。";
    assert_eq!(
        says(2022, BUDGET, &under(Part::Organization, "二、人员构成", text)),
        [
            "headcount posts 2022 = 45",
            "headcount posts_admin 2022 = 15",
            "headcount posts_institution 2022 = 30",
            "headcount staff 2022 = 41",
            "headcount staff_admin 2022 = 14",
            "headcount staff_institution 2022 = 27",
            "headcount retired_cadre 2022 = 1",
            "headcount retired 2022 = 23",
            "headcount 遗属 2022 = 2",
        ]
    );
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
fn a_component_named_without_an_amount_is_what_the_list_after_it_divides() {
    let items = "1、农林水支出150万元，其中：水利90万元；2、节能环保支出50万元。";
    let text = format!(
        "2022年部门总支出500万元，包括基本支出300万元和项目支出200万元。基本支出中，人员经费260万元、日常公用经费40万元；项目支出按功能分类，分别为：{items}"
    );
    let parts = [
        "expenditure project 213 budget 2022 = 150",
        "expenditure project 21303 budget 2022 = 90",
        "expenditure project 211 budget 2022 = 50",
    ];
    let facts = money(BUDGET, &text);
    assert_eq!(
        facts.get(3..5),
        Some(&["expenditure personnel budget 2022 = 260".to_owned(), "expenditure operating budget 2022 = 40".to_owned()][..])
    );
    assert_eq!(facts.get(5..), Some(&parts.map(str::to_owned)[..]));
    // The project expenditure itself is not printed at all.
    let text = format!("基本支出300万元，其中：人员经费260万元、日常公用经费40万元；项目支出按功能分类，分别为：{items}");
    assert_eq!(money(BUDGET, &text).get(3..), Some(&parts.map(str::to_owned)[..]));
    // The items in paragraphs of their own, and the money that was named with the component.
    let facts = says(
        2022,
        BUDGET,
        &[
            Line::Heading(1, Some(Part::BudgetArrangement), "三、支出情况"),
            Line::Text("日常公用经费40万元。一般公共预算项目支出按功能分类，分别为："),
            Line::Text("1、农林水支出150万元；"),
            Line::Text("2、节能环保支出50万元。"),
        ],
    );
    assert_eq!(
        facts.get(1..),
        Some(
            &["expenditure project 213 of general_public budget 2022 = 150", "expenditure project 211 of general_public budget 2022 = 50"]
                .map(str::to_owned)[..]
        )
    );
    // What was announced ends with its sentence.
    assert_eq!(
        money(BUDGET, "项目支出按功能分类：教育支出30万元。按功能分类，农林水支出70万元。"),
        ["expenditure project 205 budget 2022 = 30", "expenditure 213 budget 2022 = 70"]
    );
}

#[test]
fn parts_are_of_the_stage_and_year_of_their_whole() {
    let bought = |text: &str| says(2022, FINAL, &under(Part::Procurement, "九、政府采购情况", text));
    assert_eq!(
        bought(
            "2022年政府采购预算60万元，其中货物类50万元，工程类0万元，服务类10万元。2022年政府采购支出总额55万元，其中：货物支出45万元、服务支出10万元。"
        ),
        [
            "procurement budget 2022 = 60",
            "procurement goods budget 2022 = 50",
            "procurement works budget 2022 = 0",
            "procurement services budget 2022 = 10",
            "procurement final 2022 = 55",
            "procurement goods final 2022 = 45",
            "procurement services final 2022 = 10",
        ]
    );
    // A part's own words come first, and a whole of two stages decides nothing.
    assert_eq!(
        bought("2022年政府采购预算60万元（货物类50万元，服务类决算8万元）。"),
        ["procurement budget 2022 = 60", "procurement goods budget 2022 = 50", "procurement services final 2022 = 8"]
    );
    assert_eq!(
        money(BUDGET, "2021年收入决算90万元，其中：一般公共预算拨款收入80万元。"),
        ["revenue total final 2021 = 90", "revenue general_public final 2021 = 80"]
    );
}

#[test]
fn revenue_beside_the_expenditure_of_its_money_is_a_balance_and_no_source() {
    let balance = ["revenue total of fiscal_appropriation final 2022 = 70", "expenditure total of fiscal_appropriation final 2022 = 70"];
    let text = "2022年度财政拨款收入总计70万元，财政拨款支出总计70万元。";
    assert_eq!(money(FINAL, text), balance);
    let heading = "四、财政拨款收入支出决算总体情况";
    let apart = "2022年度财政拨款收入总额70万元。财政拨款支出总额70万元。";
    assert_eq!(says(2022, FINAL, &under(Part::BudgetArrangement, heading, apart)), balance);
    // A part of all revenue, and revenue that stands alone, is a source.
    assert_eq!(
        money(FINAL, "2022年度收入总计100万元，其中：财政拨款收入总额70万元。"),
        ["revenue total final 2022 = 100", "revenue fiscal_appropriation final 2022 = 70"]
    );
    assert_eq!(money(FINAL, "2022年度财政拨款收入70万元，财政拨款支出总计70万元。")[0], "revenue fiscal_appropriation final 2022 = 70");
}

#[test]
fn a_stock_is_of_the_date_of_its_sentence() {
    let held = |year: i32, text: &str| says(year, BUDGET, &under(Part::StateAssets, "十、国有资产占用情况", text));
    for date in [
        "2021年末，本部门",
        "上年末，本部门",
        "截至2021年12月31日，本部门",
        "本部门2021年末",
        "截至2021年底，本部门",
        "2021年12月31日，本部门",
        "截至上年末，本部门",
    ] {
        assert_eq!(
            held(2022, &format!("{date}共有公务用车3辆，其中：应急保障用车1辆；单位价值100万元以上大型设备0台。")),
            ["quantity vehicles_kept 2021 = 3", "quantity 应急保障用车 2021 = 1", "quantity large_equipment 2021 = 0"],
            "{date}"
        );
        assert_eq!(
            held(2022, &format!("{date}固定资产总额80万元，公务用车3辆。")),
            ["assets fixed 2021 = 80", "quantity vehicles_kept 2021 = 3"],
            "{date}"
        );
    }
    assert_eq!(
        held(2022, "上年末公务用车3辆，本年末公务用车4辆。"),
        ["quantity vehicles_kept 2021 = 3", "quantity vehicles_kept 2022 = 4"]
    );
    assert_eq!(
        says(
            2022,
            FINAL,
            &under(
                Part::ThreePublic,
                "七、“三公”经费情况",
                "2021年末，公务用车保有量3辆。2022年购置公务用车1辆，2022年末公务用车保有量4辆。"
            )
        ),
        ["quantity vehicles_kept 2021 = 3", "quantity vehicles_purchased final 2022 = 1", "quantity vehicles_kept 2022 = 4"]
    );
}

#[test]
fn an_amount_that_is_moved_to_is_no_change_and_one_that_is_left_behind_is_no_level() {
    let lines = under(Part::BudgetArrangement, "1、收入说明", "收入预算由上年的300万元增加到350万元。");
    assert_eq!(says(2022, BUDGET, &lines), [""; 0]);
    let lines = under(Part::ThreePublic, "“三公”经费", "公务接待费由3万元压缩至1万元。");
    assert_eq!(says(2022, BUDGET, &lines), [""; 0]);
}

#[test]
fn a_second_amount_without_a_name_is_not_the_item_before_it() {
    let lines = under(Part::ThreePublic, "“三公”经费", "公务接待费3万元。合计313万元。");
    assert_eq!(says(2022, BUDGET, &lines), ["three_public official_reception budget 2022 = 3"]);
}
