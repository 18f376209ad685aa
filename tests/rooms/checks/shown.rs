//! Directions, shares, rows and columns of tables, procurement.

use super::*;
use gongkai::diagnostics::Severity;
use gongkai::record::ProcurementRow;

fn classed(component: Option<Component>, code: &str, value: &str, row: u32, column: u32) -> Fact {
    let fact = Fact {
        component,
        scheme: Some(Scheme::Function),
        item_key: Some(code.into()),
        item_code: Some(code.into()),
        item_level: Some(ItemLevel::Item),
        ..money(Measure::Expenditure, value, 6)
    };
    Fact { table_kind: Some(TableKind::Expenditure), ..in_cell(fact, row, column) }
}

#[test]
fn a25_holds_a_row_against_its_columns_and_takes_personnel_within_basic_once() {
    let row = |whole: &str, project: &str| {
        vec![
            classed(None, "2040601", whole, 3, 2),
            classed(Some(Component::Basic), "2040601", "143.00", 3, 3),
            classed(Some(Component::Personnel), "2040601", "100.00", 3, 4),
            classed(Some(Component::Operating), "2040601", "43.00", 3, 5),
            classed(Some(Component::Project), "2040601", project, 3, 6),
        ]
    };
    assert_eq!(case(row("150.00", "7.00")).of("A25"), [Pass, Pass]);
    assert_eq!(case(row("143.00", "648.00")).of("A25"), [Fail, Pass]);
    let mut moved = row("150.00", "7.00");
    moved[2].value = decimal("110.00");
    assert_eq!(case(moved).of("A25"), [Pass, Fail]);
    assert_eq!(case(row("150.00", "7.00").drain(..1).collect()).of("A25"), [Unknown]);
}

#[test]
fn a25_adds_funds_up_and_a_blank_column_leaves_a_smaller_sum_open() {
    let fund = |fund, value: &str, column| Fact { fund: Some(fund), ..classed(None, "2040601", value, 1, column) };
    let columns = [Fund::FiscalAppropriation, Fund::GeneralPublic, Fund::GovernmentFund, Fund::StateCapital];
    let facts = |values: [&str; 4]| columns.iter().zip(values).zip(1..).map(|((f, v), c)| fund(*f, v, c)).collect::<Vec<_>>();
    assert_eq!(case(facts(["30.00", "20.00", "10.00", "0.00"])).of("A25"), [Pass]);
    assert_eq!(case(facts(["30.00", "20.00", "16.00", "0.00"])).of("A25"), [Fail]);
    let two = facts(["30.00", "20.00", "10.00", "0.00"]).into_iter().take(2).collect();
    assert_eq!(case(two).of("A25"), [Unknown], "two of three funds are not printed");
}

#[test]
fn a24_divides_the_part_by_its_whole() {
    let whole = Fact { component: Some(Component::Current), ..money(Measure::Expenditure, "200.00", 2) };
    let part = |component, value: &str| Fact { parent: Some(0), ..expenditure(component, value, 2) };
    let share = |component, value: &str, parent| Fact {
        aspect: Aspect::SharePercent,
        value_unit: ValueUnit::Percent,
        parent: Some(parent),
        ..expenditure(component, value, 2)
    };
    let with = |first: &str, second: &str| {
        case(vec![
            whole.clone(),
            part(Component::Basic, "150.00"),
            share(Component::Basic, first, 0),
            part(Component::Project, "50.00"),
            share(Component::Project, second, 0),
        ])
    };
    // Each share, and both together.
    assert_eq!(with("75.00", "25.00").of("A24"), [Pass, Pass, Pass]);
    assert_eq!(with("57.00", "25.00").of("A24"), [Fail, Pass], "a wrong share is told once");
    let below_its_part = case(vec![whole.clone(), part(Component::Basic, "150.00"), share(Component::Basic, "75.00", 1)]);
    assert_eq!(below_its_part.of("A24"), [Pass], "its whole is that of the part");
    let alone = case(vec![part(Component::Basic, "150.00"), Fact { parent: None, ..share(Component::Basic, "75.00", 0) }]);
    assert_eq!(alone.of("A24"), [Unknown]);
    let total = Fact { component: Some(Component::Total), value: decimal("300.00"), ..whole.clone() };
    let of_other = case(vec![total, part(Component::Basic, "150.00"), share(Component::Basic, "75.00", 0), whole]);
    assert_eq!(of_other.of("A24"), [Unknown], "of 本年合计, which stands elsewhere");
}

#[test]
fn a09_and_a24_note_digits_that_were_cut() {
    let level = keyed(Measure::ThreePublic, "official_reception", "109.00");
    let change = changed(level.clone(), "2.50");
    let percent =
        |v: &str| Fact { aspect: Aspect::ChangePercent, value: decimal(v), value_unit: ValueUnit::Percent, ..changed(level.clone(), v) };
    // 2.50 / 106.50 = 2.3474%.
    let severity = |v: &str| {
        let rows = case(vec![level.clone(), change.clone(), percent(v)]).run();
        rows.iter().find(|r| r.check_id == "A09").map(|r| (r.status, r.severity)).unwrap()
    };
    assert_eq!(severity("2.35"), (Pass, Severity::Error));
    assert_eq!(severity("2.33"), (Fail, Severity::Note));
    assert_eq!(severity("2.3"), (Fail, Severity::Note), "2.3 as printed is 2.35 cut");
    assert_eq!(severity("2.43"), (Fail, Severity::Error));
}

#[test]
fn a10_compares_the_word_with_both_figures() {
    let level = keyed(Measure::ThreePublic, "official_reception", "10.50");
    let base = Fact { year: Some(2030), value: decimal("12.00"), ..level.clone() };
    let with = |v: &str| case(vec![level.clone(), base.clone(), changed(level.clone(), v)]);
    assert_eq!(with("-1.50").of("A10"), [Pass]);
    assert_eq!(with("1.50").of("A10"), [Fail]);
    assert_eq!(with("0").of("A10"), [Fail], "持平, and it fell");
    assert_eq!(case(vec![level.clone(), changed(level, "1.50")]).of("A10"), [Unknown]);
}

#[test]
fn a10_reads_that_the_outturn_is_above_the_budget() {
    let status = |word: &str, outturn: &str| {
        let mut builder = DocumentBuilder::new(Format::Text);
        let text = format!("年初预算20.00万元，支出决算{outturn}万元。决算数{word}预算数的主要原因是压减开支。");
        builder.paragraph(RawParagraph { text, ..RawParagraph::default() });
        let figure = |stage, value: &str, at: u32| {
            let mut fact = Fact { stage: Some(stage), ..keyed(Measure::ThreePublic, "official_reception", value) };
            fact.place = Place { block: 0, end_block: 0, start_char: at, end_char: at + 5, ..Place::default() };
            fact
        };
        let facts = vec![figure(BudgetStage::Budget, "20.00", 4), figure(BudgetStage::Final, outturn, 16)];
        Case { document: builder.finish(), facts, tables: Reading::default() }.of("A10")
    };
    assert_eq!(status("小于", "15.00"), [Pass]);
    assert_eq!(status("大于", "15.00"), [Fail]);
    assert_eq!(status("等于", "20.00"), [Pass]);
    assert_eq!(status("大于（小于）", "15.00"), [Unknown], "a form that was not filled in is S03's");
}

fn bought(total: bool, value: Option<&str>, general: Option<&str>, row: u32) -> ProcurementRow {
    ProcurementRow {
        disclosure_id: String::new(),
        seq: 0,
        is_total: total,
        project: None,
        project_budget: None,
        item: None,
        catalogue_no: None,
        quantity_unit: None,
        quantity: None,
        unit_price: None,
        total: value.map(decimal),
        current_year_total: None,
        general_public: general.map(decimal),
        government_fund: None,
        special_account: None,
        other: None,
        other_channel: None,
        block: 8,
        table_row: row,
    }
}

#[test]
fn a23_adds_up_kinds_rows_and_sources() {
    let kind = |key: &str, value: &str| keyed(Measure::Procurement, key, value);
    let with = |works: Option<&str>| {
        let kinds = [Some(kind("goods", "4.79")), works.map(|w| kind("works", w)), Some(kind("services", "246.47"))];
        case(std::iter::once(money(Measure::Procurement, "251.25", 4)).chain(kinds.into_iter().flatten()).collect()).of("A23")
    };
    assert_eq!(with(None), [Pass], "0.01 is rounding");
    assert_eq!(with(Some("18.00")), [Fail]);
    let short = case(vec![money(Measure::Procurement, "300.00", 4), kind("goods", "4.79"), kind("services", "246.47")]);
    assert_eq!(short.of("A23"), [Unknown], "works are not printed");

    let mut table = case(Vec::new());
    table.tables.procurement =
        vec![bought(true, Some("30.00"), None, 1), bought(false, Some("20.00"), Some("20.00"), 2), bought(false, Some("10.00"), None, 3)];
    let of_table =
        |case: &Case| case.run().into_iter().filter(|r| r.check_id == "A23" && r.lhs.is_some()).map(|r| r.status).collect::<Vec<_>>();
    assert_eq!(of_table(&table), [Pass, Pass]);
    table.tables.procurement[2].total = Some(decimal("12.00"));
    table.tables.procurement[1].general_public = Some(decimal("22.00"));
    assert_eq!(of_table(&table), [Fail, Fail]);
    table.tables.procurement[2].total = None;
    table.tables.procurement[1].general_public = Some(decimal("20.00"));
    assert_eq!(of_table(&table), [Pass, Unknown], "smaller, and a row is blank");
    let row = ProcurementRow { quantity: Some(decimal("4")), unit_price: Some(decimal("5000")), ..bought(false, Some("2.00"), None, 2) };
    table.tables.procurement = vec![row.clone()];
    assert_eq!(of_table(&table), [Pass], "5000元 each");
    table.tables.procurement = vec![ProcurementRow { quantity: Some(decimal("3")), ..row }];
    assert_eq!(of_table(&table), [Fail]);
}

#[test]
fn a07_counts_every_component_that_changed() {
    let change = |component, v: &str| changed(expenditure(component, "1", 3), v);
    let changes = |reserve: Option<&str>| {
        let parts = vec![change(Component::Total, "9.00"), change(Component::Basic, "3.00"), change(Component::Project, "-1.00")];
        parts.into_iter().chain(reserve.map(|r| change(Component::Reserve, r))).collect::<Vec<_>>()
    };
    assert_eq!(case(changes(None)).of("A07"), [Fail]);
    assert_eq!(case(changes(Some("7.00"))).of("A07"), [Pass]);
    let with_level = [changes(None), vec![expenditure(Component::Reserve, "12.00", 3)]].concat();
    assert_eq!(case(with_level).of("A07"), [Unknown], "the reserve is printed, its change is not");
}

#[test]
fn a12_is_a_note_unless_a_slip_of_the_hand_makes_one_of_the_other() {
    let severity = |agency: &str| {
        let rows = case(vec![money(Measure::AgencyOperating, agency, 3), expenditure(Component::Operating, "212.40", 1)]).run();
        rows.iter().find(|r| r.check_id == "A12").map(|r| (r.status, r.severity)).unwrap()
    };
    assert_eq!(severity("212.40").0, Pass);
    assert_eq!(severity("221.40"), (Fail, Severity::Warning));
    assert_eq!(severity("155.73"), (Fail, Severity::Note));
}

#[test]
fn a08_leaves_another_definition_and_carry_over_open() {
    let mut builder = DocumentBuilder::new(Format::Text);
    for text in ["比上年增加5.00万元。", "按与上年统计口径一致相比，减少1.00万元。"] {
        builder.paragraph(RawParagraph { text: text.into(), ..RawParagraph::default() });
    }
    let change = |value: &str, block| changed(money(Measure::AgencyOperating, "9.00", block), value);
    let other = Case { document: builder.finish(), facts: vec![change("5.00", 0), change("-1.00", 1)], tables: Reading::default() };
    assert_eq!(other.of("A08"), [Unknown]);
    let total = |value: &str, block| expenditure(Component::Total, value, block);
    let carried = Fact { table_kind: Some(TableKind::FiscalGrantTotal), ..in_cell(expenditure(Component::CarryOver, "6.00", 4), 5, 1) };
    assert_eq!(case(vec![total("100.00", 1), total("94.00", 2)]).of("A08"), [Fail]);
    assert_eq!(case(vec![total("100.00", 1), total("94.00", 2), carried]).of("A08"), [Unknown]);
}
