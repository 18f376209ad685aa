//! Differences that the disclosure itself explains, and tables that a page break has cut.

use super::*;
use gongkai::record::TableRow;

fn source(key: &str, value: &str, row: u32, block: u32) -> Fact {
    in_cell(
        Fact { scheme: Some(Scheme::Source), item_key: Some(key.into()), fund: Some(Fund::All), ..money(Measure::Revenue, value, block) },
        row,
        1,
    )
}

fn total(measure: Measure, component: Component, value: &str, row: u32) -> Fact {
    in_cell(Fact { component: Some(component), fund: Some(Fund::All), ..money(measure, value, 2) }, row, 1)
}

#[test]
fn what_is_carried_over_or_printed_elsewhere_explains_a_difference() {
    let sources = [source("general_public", "70.00", 1, 2), source("business", "20.00", 2, 2)];
    let whole = total(Measure::Revenue, Component::Total, "100.00", 5);
    let short = case([vec![whole.clone()], sources.to_vec()].concat());
    assert_eq!(short.of("A01"), [Fail], "nothing explains ten");
    let elsewhere = case([vec![whole.clone()], sources.to_vec(), vec![source("other", "10.00", 1, 9)]].concat());
    assert_eq!(elsewhere.of("A01"), [Unknown]);
    let eleven = case([vec![whole.clone()], sources.to_vec(), vec![source("other", "11.00", 1, 9)]].concat());
    assert_eq!(eleven.of("A01"), [Fail]);
    let alone = case(vec![whole.clone(), source("general_public", "70.00", 1, 2), source("business", "0.00", 2, 2)]);
    assert_eq!(alone.of("A01"), [Unknown], "one source is no breakdown");
    let over = case(vec![whole, source("general_public", "170.00", 1, 2), source("business", "0.00", 2, 2)]);
    assert_eq!(over.of("A01"), [Fail], "a part is larger than the whole");

    let spent = |component, value, row| total(Measure::Expenditure, component, value, row);
    let parts = vec![spent(Component::Basic, "60.00", 1), spent(Component::Project, "35.00", 2), spent(Component::Total, "100.00", 5)];
    assert_eq!(case(parts.clone()).of("A03"), [Fail]);
    let carried = spent(Component::CarryOver, "5.00", 3);
    assert_eq!(case([parts, vec![carried]].concat()).of("A03"), [Pass], "the year's end carries five over");
}

#[test]
fn the_change_of_a_total_with_what_is_carried_over_is_not_that_of_its_parts() {
    let spent = |component, value: &str| Fact { fund: Some(Fund::All), ..expenditure(component, value, 3) };
    let changes = vec![
        changed(spent(Component::Total, "0"), "5.00"),
        changed(spent(Component::Basic, "0"), "3.00"),
        changed(spent(Component::Project, "0"), "1.00"),
    ];
    assert_eq!(case(changes.clone()).of("A07"), [Fail]);
    let levels =
        vec![total(Measure::Expenditure, Component::Total, "100.00", 5), total(Measure::Expenditure, Component::Current, "98.00", 4)];
    assert_eq!(case([changes, levels].concat()).of("A07"), [Unknown]);
}

fn piece(block: u32, caption: &str) -> TableRow {
    TableRow {
        disclosure_id: String::new(),
        seq: 0,
        block,
        parent_block: None,
        parent_row: None,
        parent_column: None,
        kind: TableKind::Expenditure,
        caption: Some(caption.to_owned()),
        row_count: 3,
        column_count: 2,
        unit: None,
        layout: gongkai::document::Layout::Exact,
        column_map: None,
    }
}

#[test]
fn a_table_that_a_page_break_has_cut_is_added_up_whole() {
    let class = |code: &str, value: &str, row: u32, block: u32| {
        let fact = Fact { item_level: Some(ItemLevel::Class), item_code: Some(code.into()), ..money(Measure::Expenditure, value, block) };
        in_cell(Fact { scheme: Some(Scheme::Function), item_key: Some(code.into()), ..fact }, row, 1)
    };
    let whole = in_cell(expenditure(Component::Total, "9.00", 2), 1, 1);
    let facts = vec![whole, class("201", "4.00", 2, 2), class("208", "3.00", 1, 5), class("221", "2.00", 2, 5)];
    let mut cut = case(facts);
    cut.tables.tables = vec![piece(2, "支出总表"), piece(5, "支出总表")];
    assert_eq!(cut.of("A05"), [Pass]);
    cut.facts[3].value = decimal("2.50");
    assert_eq!(cut.of("A05"), [Fail]);
    cut.tables.tables[1].caption = Some("项目支出表".to_owned());
    assert_eq!(cut.of("A05"), [Fail], "another table is no piece of it");
}
