//! Table against table and text: what is told, by which check, and how often.

use super::*;
use gongkai::diagnostics::Severity;

fn of_kind(fact: Fact, kind: TableKind, row: u32, column: u32) -> Fact {
    Fact { table_kind: Some(kind), ..in_cell(fact, row, column) }
}

fn total(measure: Measure, component: Component, value: &str, kind: TableKind, block: u32) -> Fact {
    of_kind(Fact { component: Some(component), ..money(measure, value, block) }, kind, 3, 1)
}

fn of_fund(fact: Fact, fund: Fund) -> Fact {
    Fact { fund: Some(fund), ..fact }
}

#[test]
fn b01_and_b02_hold_the_overall_table_against_the_table_of_each_side() {
    let revenue = |value: &str, kind, block| total(Measure::Revenue, Component::Total, value, kind, block);
    let with = |value: &str| case(vec![revenue("90.00", TableKind::RevenueExpenditureTotal, 1), revenue(value, TableKind::Revenue, 2)]);
    assert_eq!(with("90.00").of("B01"), [Pass]);
    assert_eq!(with("90.10").of("B01"), [Fail]);
    assert_eq!(with("90.10").of("A08"), [Unknown], "told by B01, and once");
    let current = total(Measure::Revenue, Component::Current, "80.00", TableKind::Revenue, 2);
    let only = case(vec![revenue("90.00", TableKind::RevenueExpenditureTotal, 1), current]);
    assert_eq!(only.of("B01"), [Unknown], "本年合计 is not 总计");
    let spent = |value: &str, kind, block| total(Measure::Expenditure, Component::Total, value, kind, block);
    let facts = vec![spent("90.00", TableKind::RevenueExpenditureTotal, 1), spent("90.00", TableKind::Expenditure, 3)];
    assert_eq!(case(facts).of("B02"), [Pass]);
}

#[test]
fn b03_b04_and_b05_compare_each_fund_with_itself() {
    let spent = |component, fund, value: &str, kind, block| of_fund(total(Measure::Expenditure, component, value, kind, block), fund);
    let (general, funds) = (Fund::GeneralPublic, Fund::GovernmentFund);
    let with = |general_total: &str, basic: &str, fund_total: &str| {
        case(vec![
            spent(Component::Total, general, "70.00", TableKind::FiscalGrantTotal, 1),
            spent(Component::Total, funds, "20.00", TableKind::FiscalGrantTotal, 1),
            spent(Component::Total, general, general_total, TableKind::GeneralPublicExpenditure, 2),
            spent(Component::Basic, general, "50.00", TableKind::GeneralPublicExpenditure, 2),
            spent(Component::Basic, general, basic, TableKind::BasicExpenditure, 3),
            spent(Component::Total, funds, fund_total, TableKind::GovernmentFund, 4),
        ])
    };
    let right = with("70.00", "50.00", "20.00");
    assert_eq!((right.of("B03"), right.of("B04"), right.of("B05")), (vec![Pass], vec![Pass], vec![Pass]));
    let wrong = with("77.00", "52.00", "2.00");
    assert_eq!((wrong.of("B03"), wrong.of("B04"), wrong.of("B05")), (vec![Fail], vec![Fail], vec![Fail]));
    let none = case(vec![spent(Component::Total, general, "70.00", TableKind::FiscalGrantTotal, 1)]);
    assert_eq!((none.of("B03"), none.of("B05")), (vec![Unknown], vec![Unknown]));
    let text = of_fund(expenditure(Component::Basic, "53.00", 9), general);
    let told = case(vec![spent(Component::Basic, general, "50.00", TableKind::BasicExpenditure, 3), text]);
    assert_eq!((told.of("B04"), told.of("A08")), (vec![Fail], vec![Unknown]));
}

#[test]
fn b06_lets_the_name_of_the_fund_differ() {
    let item = |value: &str| keyed(Measure::ThreePublic, "official_reception", value);
    let table = of_kind(of_fund(item("7.40"), Fund::GeneralPublic), TableKind::ThreePublic, 2, 3);
    let text = of_fund(item("7.40"), Fund::FiscalAppropriation);
    assert_eq!(case(vec![table.clone(), text.clone()]).of("B06"), [Pass]);
    assert_eq!(case(vec![table.clone(), Fact { value: decimal("7.90"), ..text }]).of("B06"), [Fail]);
    assert_eq!(case(vec![table]).of("B06"), [Unknown]);
}

fn class(value: &str, block: u32) -> Fact {
    Fact {
        scheme: Some(Scheme::Function),
        item_key: Some("2080506".into()),
        item_level: Some(ItemLevel::Item),
        ..money(Measure::Expenditure, value, block)
    }
}

#[test]
fn b07_holds_an_item_of_the_text_against_its_cell_and_a08_what_contradicts_itself() {
    let table = of_kind(Fact { resolution: decimal("0.0001"), ..class("87.3617", 3) }, TableKind::Expenditure, 4, 2);
    let with = |texts: &[&str]| case(texts.iter().map(|v| class(v, 7)).chain([table.clone()]).collect());
    assert_eq!((with(&["87.36"]).of("B07"), with(&["87.36"]).of("A08")), (vec![Pass], vec![Pass]));
    assert_eq!((with(&["887.36"]).of("B07"), with(&["887.36"]).of("A08")), (vec![Fail], vec![Unknown]));
    let both = with(&["87.36", "88.36"]);
    assert_eq!((both.of("B07"), both.of("A08")), (vec![Unknown], vec![Fail]), "the text contradicts itself");
    assert_eq!(case(vec![class("87.36", 7)]).of("B07"), [NotApplicable]);
    let alone = case(vec![table, expenditure(Component::Basic, "5.00", 1)]);
    assert_eq!(alone.of("B07"), [Unknown], "no amount of the text stands in a table");
}

#[test]
fn digits_that_were_cut_are_a_note() {
    let table = of_kind(Fact { resolution: decimal("0.0001"), ..class("204.9197", 3) }, TableKind::Expenditure, 4, 2);
    let rows = case(vec![class("204.91", 7), table]).run();
    let row = rows.iter().find(|r| r.check_id == "B07").unwrap();
    assert_eq!((row.status, row.severity), (Fail, Severity::Note));
    assert!(row.message.contains("cut, not rounded"), "{}", row.message);
}

#[test]
fn b08_reads_the_table_of_basic_expenditure() {
    let economic = |code: &str, value: &str, row| {
        let fact = Fact {
            scheme: Some(Scheme::Economic),
            item_key: Some(code.into()),
            item_code: Some(code.into()),
            item_level: Some(if code.len() == 3 { ItemLevel::Class } else { ItemLevel::Section }),
            ..expenditure(Component::Basic, value, 6)
        };
        of_kind(fact, TableKind::BasicExpenditure, row, 2)
    };
    let personnel = |value: &str| of_kind(expenditure(Component::Personnel, value, 6), TableKind::BasicExpenditure, 9, 2);
    let with = |section: &str, total: &str| {
        case(vec![
            economic("301", "40.00", 2),
            economic("30101", "25.00", 3),
            economic("30102", section, 4),
            economic("303", "5.00", 5),
            personnel(total),
        ])
    };
    assert_eq!(with("15.00", "45.00").of("B08"), [Pass, Pass]);
    assert_eq!(with("16.00", "45.00").of("B08"), [Pass, Fail]);
    assert_eq!(with("15.00", "54.00").of("B08"), [Fail, Pass]);
    assert_eq!(case(vec![personnel("45.00")]).of("B08"), [Unknown]);
}

#[test]
fn b08_finds_money_moved_between_personnel_and_operating() {
    let spent = |component, fund, value: &str, kind, block| of_fund(total(Measure::Expenditure, component, value, kind, block), fund);
    let facts = |basic: &str| {
        vec![
            spent(Component::Basic, Fund::All, basic, TableKind::Expenditure, 1),
            spent(Component::Personnel, Fund::All, "41.00", TableKind::RevenueExpenditureTotal, 2),
            spent(Component::Basic, Fund::GeneralPublic, "50.00", TableKind::BasicExpenditure, 3),
            spent(Component::Personnel, Fund::GeneralPublic, "40.00", TableKind::BasicExpenditure, 3),
        ]
    };
    assert_eq!(case(facts("50.00")).of("B08"), [Fail]);
    assert_eq!(case(facts("60.00")).of("B08"), [Unknown], "other money is in the first");
}

#[test]
fn b14_keeps_to_wide_bounds_and_b15_tells_a_slip_of_the_unit() {
    let heads = |count: &str| Fact { year: Some(2030), stage: None, ..keyed(Measure::Headcount, "staff", count) };
    let cost = |value: &str| expenditure(Component::Personnel, value, 1);
    assert_eq!(case(vec![heads("100"), cost("1300.00")]).of("B14"), [Pass]);
    assert_eq!(case(vec![heads("100"), cost("130000.00")]).of("B14"), [Fail]);
    assert_eq!(case(vec![heads("0"), cost("1300.00")]).of("B14"), [NotApplicable]);
    assert_eq!(case(vec![cost("1300.00")]).of("B14"), [Unknown]);

    let small = of_kind(Fact { resolution: decimal("0.000001"), ..cost("0.130000") }, TableKind::Expenditure, 2, 2);
    assert_eq!(case(vec![small.clone(), cost("1300.00")]).of("B15"), [Fail]);
    assert_eq!(case(vec![small, cost("130.00")]).of("B15"), [Pass]);
    assert_eq!(case(vec![cost("130.00")]).of("B15"), [NotApplicable]);
}

#[test]
fn a_file_of_several_disclosures_contradicts_itself_everywhere_and_nothing_is_concluded() {
    let facts = |shift: i64, block: u32| -> Vec<Fact> {
        (0..12).map(|i| Fact { item_key: Some(format!("20{i:02}")), value: Decimal::from(shift + i), ..class("1.00", block) }).collect()
    };
    let outcomes = case([facts(10, 1), facts(20, 2)].concat()).of("A08");
    assert_eq!(outcomes.len(), 12);
    assert!(outcomes.iter().all(|s| *s == Unknown));
}
