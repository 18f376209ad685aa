//! The figures of drawn models satisfy the identities that a disclosure must satisfy.

use gongkai_corpus::bank::Bank;
use gongkai_corpus::money::Money;
use gongkai_corpus::quantity::Key;
use gongkai_corpus::subject::{Subject, function_name, places};
use gongkai_corpus::template::Variant;
use std::path::Path;

const VARIANTS: [Variant; 5] = [Variant::Now, Variant::Last, Variant::Budget, Variant::Adjusted, Variant::Execution];

fn subjects() -> Vec<Subject> {
    let bank = Bank::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("banks/develop")).unwrap();
    let places = places();
    let mut found = Vec::new();
    for (i, department) in bank.department.iter().enumerate() {
        for (j, year) in (department.years[0]..=department.years[1]).enumerate() {
            let place = &places[(i * 7 + j) % places.len()];
            found.push(Subject::draw(&bank, place, department, year, j % 2 == 0, (i * 100 + j) as u64));
        }
    }
    found
}

fn value(s: &Subject, name: &str, variant: Variant) -> Option<Money> {
    s.value(&Key::parse(name).unwrap()[0], variant)
}

/// `sum` equals the parts, wherever the variant exists.
fn adds_up(s: &Subject, sum: &str, parts: &[&str]) {
    for variant in VARIANTS {
        if let Some(whole) = value(s, sum, variant) {
            let total: Money = parts.iter().map(|p| value(s, p, variant).unwrap()).sum();
            assert_eq!(whole, total, "{}{} {} {sum} {variant:?}", s.place.county, s.printed, s.year);
        }
    }
}

#[test]
fn sums_hold_at_every_stage() {
    for s in subjects() {
        adds_up(&s, "expenditure.basic", &["expenditure.personnel", "expenditure.operating"]);
        adds_up(&s, "expenditure.current", &["expenditure.basic", "expenditure.project"]);
        adds_up(&s, "expenditure", &["expenditure.current", "expenditure.carry_over"]);
        adds_up(&s, "revenue", &["revenue.current", "revenue.carry_over"]);
        adds_up(&s, "revenue", &["expenditure"]);
        adds_up(&s, "revenue@fiscal_appropriation", &["expenditure@fiscal_appropriation"]);
        adds_up(&s, "revenue@government_fund", &["expenditure@government_fund"]);
        let sources = ["general_public", "government_fund", "state_capital", "special_account", "business", "business_operation", "other"];
        let sources: Vec<String> = sources.iter().map(|n| format!("revenue.{n}")).collect();
        adds_up(&s, "revenue.current", &sources.iter().map(String::as_str).collect::<Vec<_>>());
        adds_up(&s, "revenue.fiscal_appropriation", &["revenue.general_public", "revenue.government_fund", "revenue.state_capital"]);
        let three = ["three_public.overseas_travel", "three_public.official_vehicle", "three_public.official_reception"];
        adds_up(&s, "three_public", &three);
        adds_up(&s, "three_public.official_vehicle", &["three_public.vehicle_purchase", "three_public.vehicle_operation"]);
        adds_up(&s, "procurement", &["procurement.goods", "procurement.works", "procurement.services"]);
        adds_up(&s, "agency_operating", &["expenditure.operating"]);
    }
}

#[test]
fn no_amount_is_negative_and_every_function_has_a_name() {
    for s in subjects() {
        for books in [&s.now, &s.last, &s.budget, &s.adjusted, &s.execution] {
            for item in &books.items {
                let where_ = format!("{} {} {}", s.printed, s.year, item.item.0);
                assert!(item.personnel.0 >= 0 && item.operating.0 >= 0 && item.project.0 >= 0, "{where_}");
                assert!(!item.item.1.is_empty() && !item.section.1.is_empty() && !item.class.1.is_empty(), "{where_}");
            }
            let economic: Money = books.economic.iter().map(|e| e.amount).sum();
            let basic: Money = books.items.iter().map(|i| i.personnel + i.operating).sum();
            assert_eq!(economic, basic, "{} {}", s.printed, s.year);
        }
        assert!(value(&s, "revenue.general_public", Variant::Now).unwrap().0 > 0);
    }
}

#[test]
fn names_of_functions_follow_their_editions() {
    assert_eq!(function_name("210", 2016), "医疗卫生与计划生育支出");
    assert_eq!(function_name("210", 2019), "卫生健康支出");
    assert_eq!(function_name("20805", 2019), "行政事业单位离退休");
    assert_eq!(function_name("20805", 2020), "行政事业单位养老支出");
}
