//! Sentences of our own, one for each oddity that a survey of published disclosures met.

use super::{Line, read};
use gongkai::facts::{DisclosureKind, Fact, Part};

mod changes;
mod counts;
mod doubt;

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
