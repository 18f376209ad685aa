//! Checks on invented facts: what passes, what fails, what stays unknown.

mod amounts;
mod between;
mod completeness;
mod explained;
mod findings;
mod looked_at;
mod page;
mod shown;
mod suspicion;
mod wide;

use gongkai::checks::{self, Input};
use gongkai::context::Context;
use gongkai::document::{Document, Format, Place};
use gongkai::facts::{Aspect, BudgetStage, Component, Fact, Fund, ItemLevel, Measure, Scheme, Source, TableKind, ValueUnit};
use gongkai::identity::{self, Identity};
use gongkai::ingest::builder::{DocumentBuilder, RawCell, RawParagraph, RawTable};
use gongkai::record::{ActivityRow, AssetRow, AvailabilityState, CheckRow, CheckStatus, IndicatorRow, StaffingRow};
use gongkai::sections::Sections;
use gongkai::segment::Unit;
use gongkai::tables::Reading;
use gongkai::vocabulary::Vocabulary;
use rust_decimal::Decimal;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A level in 万元 of the 2031 budget, printed with two decimals, in paragraph `block`.
fn money(measure: Measure, value: &str, block: u32) -> Fact {
    let place = Place { block, end_block: block, ..Place::default() };
    let mut fact = Fact::level(measure, decimal(value), ValueUnit::WanYuan, Source::Prose, place);
    fact.stage = Some(BudgetStage::Budget);
    fact.year = Some(2031);
    fact.resolution = decimal("0.01");
    fact.printed = value.to_owned();
    fact
}

fn expenditure(component: Component, value: &str, block: u32) -> Fact {
    Fact { component: Some(component), ..money(Measure::Expenditure, value, block) }
}

fn keyed(measure: Measure, key: &str, value: &str) -> Fact {
    Fact { item_key: Some(key.to_owned()), ..money(measure, value, 4) }
}

fn in_cell(mut fact: Fact, row: u32, column: u32) -> Fact {
    fact.place.cell = Some((row, column));
    fact.source = Source::Table;
    fact
}

fn changed(fact: Fact, value: &str) -> Fact {
    Fact {
        value: decimal(value),
        printed: value.to_owned(),
        aspect: Aspect::Change,
        base_stage: Some(BudgetStage::Budget),
        base_year: Some(2030),
        ..fact
    }
}

struct Case {
    document: Document,
    facts: Vec<Fact>,
    tables: Reading,
}

fn case(facts: Vec<Fact>) -> Case {
    Case { document: DocumentBuilder::new(Format::Text).finish(), facts, tables: Reading::default() }
}

impl Case {
    fn run(&self) -> Vec<CheckRow> {
        let vocabulary = Vocabulary::built_in().unwrap();
        let unit = Unit { first_block: 0, end_block: self.document.blocks.len() as u32 };
        let (found, _) = identity::identify(&self.document, &unit, &identity::Lexicon::new(&vocabulary).unwrap());
        let identity = Identity { fiscal_year: Some(2031), ..found };
        let sections = Sections::default();
        let context = Context { document: &self.document, unit: &unit, identity: &identity, sections: &sections };
        let mut facts = self.facts.clone();
        facts.extend(gongkai::derive::last_year(&facts));
        let columns = checks::columns(&self.tables);
        let tables = &self.tables;
        checks::run(&Input { context, facts: &facts, tables, availability: &[], not_understood: &[], columns: &columns, statements: &[] })
            .checks
    }

    /// The outcomes of one check, in order.
    fn of(&self, id: &str) -> Vec<CheckStatus> {
        self.run().into_iter().filter(|r| r.check_id == id).map(|r| r.status).collect()
    }
}

use CheckStatus::{Fail, NotApplicable, Pass, Unknown};

#[test]
fn every_check_of_the_list_says_something_of_an_empty_disclosure_and_none_passes_or_fails() {
    let rows = case(Vec::new()).run();
    for id in checks::ids() {
        let of_id: Vec<_> = rows.iter().filter(|r| r.check_id == id).collect();
        assert!(!of_id.is_empty(), "{id} says nothing");
        assert!(of_id.iter().all(|r| matches!(r.status, Unknown | NotApplicable)), "{id}: {of_id:?}");
    }
    assert!(rows.iter().all(|r| checks::ids().any(|id| id == r.check_id)), "a row of a check that is not listed");
}

#[test]
fn a01_revenue_is_the_sum_of_its_sources_and_fiscal_appropriation_is_not_counted_twice() {
    let total = |v: &str| Fact { component: Some(Component::Total), ..money(Measure::Revenue, v, 1) };
    let source = |key: &str, v: &str| Fact {
        scheme: Some(Scheme::Source),
        item_key: Some(key.into()),
        parent: Some(0),
        ..money(Measure::Revenue, v, 1)
    };
    let parts = || {
        vec![
            source("fiscal_appropriation", "90.00"),
            source("general_public", "80.00"),
            source("government_fund", "10.00"),
            source("other", "3.50"),
        ]
    };
    let with = |v: &str| case(std::iter::once(total(v)).chain(parts()).collect());
    assert_eq!(with("93.50").of("A01"), [Pass]);
    assert_eq!(with("93.53").of("A01"), [Fail]);
    // Three numbers with two decimals each: their intervals together are 0.015 wide on either side.
    assert_eq!(with("93.51").of("A01"), [Pass]);
}

#[test]
fn a03_and_a04_need_their_parts_and_compare_only_equal_funds() {
    let total = expenditure(Component::Total, "100.00", 1);
    let (basic, project) = (expenditure(Component::Basic, "60.00", 1), expenditure(Component::Project, "40.00", 1));
    assert_eq!(case(vec![total.clone(), basic.clone(), project.clone()]).of("A03"), [Pass]);
    assert_eq!(case(vec![total.clone(), basic.clone()]).of("A03"), [Unknown]);
    let fiscal = Fact { fund: Some(Fund::FiscalAppropriation), value: decimal("35"), ..project.clone() };
    assert_eq!(case(vec![total.clone(), basic.clone(), fiscal]).of("A03"), [Unknown]);
    let next_year = Fact { year: Some(2032), ..project };
    assert_eq!(case(vec![total, basic.clone(), next_year]).of("A03"), [Unknown]);
    let (personnel, operating) = (expenditure(Component::Personnel, "50.00", 1), expenditure(Component::Operating, "12.00", 1));
    assert_eq!(case(vec![basic, personnel, operating]).of("A04"), [Fail]);
}

#[test]
fn a05_takes_the_component_that_the_list_belongs_to_and_a06_the_levels_below() {
    let class = |code: &str, level, v: &str, parent| Fact {
        scheme: Some(Scheme::Function),
        item_key: Some(code.into()),
        item_code: Some(code.into()),
        item_level: Some(level),
        parent: Some(parent),
        ..expenditure(Component::Project, v, 2)
    };
    let facts = |last: &str| {
        vec![
            expenditure(Component::Total, "100.00", 2),
            expenditure(Component::Project, "40.00", 2),
            class("205", ItemLevel::Class, "30.00", 1),
            class("20502", ItemLevel::Section, "18.00", 2),
            class("20503", ItemLevel::Section, last, 2),
            class("213", ItemLevel::Class, "10.00", 1),
        ]
    };
    assert_eq!(case(facts("12.00")).of("A05"), [Pass]);
    assert_eq!(case(facts("12.00")).of("A06"), [Pass]);
    assert_eq!(case(facts("13.00")).of("A06"), [Fail]);
}

#[test]
fn a07_and_a13_and_a14_and_a02() {
    let change = |component, v: &str| changed(expenditure(component, "1", 3), v);
    let changes = vec![change(Component::Total, "-5.00"), change(Component::Basic, "3.00"), change(Component::Project, "-8.00")];
    assert_eq!(case(changes).of("A07"), [Pass]);
    let public = |key: &str, v: &str| keyed(Measure::ThreePublic, key, v);
    let facts = vec![
        money(Measure::ThreePublic, "14.00", 4),
        public("overseas_travel", "0"),
        public("official_vehicle", "10.00"),
        public("official_reception", "4.00"),
        public("vehicle_purchase", "2.00"),
        public("vehicle_operation", "8.50"),
    ];
    let case_ = case(facts);
    assert_eq!(case_.of("A13"), [Pass]);
    assert_eq!(case_.of("A14"), [Fail]);
    let revenue = Fact { component: Some(Component::Total), ..money(Measure::Revenue, "9.00", 1) };
    assert_eq!(case(vec![revenue.clone(), expenditure(Component::Total, "9.00", 1)]).of("A02"), [Pass]);
    assert_eq!(case(vec![revenue, expenditure(Component::Total, "9.10", 1)]).of("A02"), [Fail]);
}

#[test]
fn a08_finds_a_number_restated_with_another_value() {
    let a = expenditure(Component::Basic, "60.00", 1);
    let rounded =
        Fact { value: decimal("60"), resolution: Decimal::ONE, place: Place { block: 5, end_block: 5, ..Place::default() }, ..a.clone() };
    assert_eq!(case(vec![a.clone(), rounded.clone()]).of("A08"), [Pass]);
    assert_eq!(case(vec![a, Fact { value: decimal("62"), ..rounded }]).of("A08"), [Fail]);
}

#[test]
fn a09_the_percentage_follows_from_change_and_level_within_what_was_printed() {
    let level = keyed(Measure::ThreePublic, "official_reception", "4.00");
    let change = changed(level.clone(), "-1.00");
    let percent = |v: &str| Fact { aspect: Aspect::ChangePercent, value: decimal(v), value_unit: ValueUnit::Percent, ..change.clone() };
    assert_eq!(case(vec![level.clone(), change.clone(), percent("-20.00")]).of("A09"), [Pass]);
    assert_eq!(case(vec![level.clone(), change.clone(), percent("-25.00")]).of("A09"), [Fail]);
    assert_eq!(case(vec![percent("-20.00")]).of("A09"), [Unknown]);
    let from_levels = Fact { year: Some(2030), value: decimal("5.00"), ..level.clone() };
    assert_eq!(case(vec![level, from_levels, percent("-20.00")]).of("A09"), [Pass]);
}

#[test]
fn a11_an_open_list_that_adds_up_to_less_is_unknown() {
    let mut builder = DocumentBuilder::new(Format::Text);
    builder.paragraph(RawParagraph { text: "办公费3.00万元、邮电费1.00万元等。".into(), ..RawParagraph::default() });
    let item = |name: &str, v: &str, at: u32| {
        let mut fact =
            Fact { scheme: Some(Scheme::Listed), item: Some(name.into()), parent: Some(0), ..money(Measure::AgencyOperating, v, 0) };
        (fact.place.start_char, fact.place.end_char) = (at, at + 4);
        fact
    };
    let facts = |total: &str| vec![money(Measure::AgencyOperating, total, 0), item("办公费", "3.00", 3), item("邮电费", "1.00", 13)];
    let document = builder.finish();
    let with =
        |total: &str, document: &Document| Case { document: document.clone(), facts: facts(total), tables: Reading::default() }.of("A11");
    assert_eq!(with("4.00", &document), [Pass]);
    assert_eq!(with("5.00", &document), [Unknown]);
    assert_eq!(with("3.00", &document), [Fail]);
    let closed = DocumentBuilder::new(Format::Text).finish();
    assert_eq!(with("5.00", &closed), [Fail]);
}

#[test]
fn a12_names_its_difference_and_a15_compares_both_parts() {
    let operating = expenditure(Component::Operating, "7.00", 1);
    assert_eq!(case(vec![money(Measure::AgencyOperating, "7.00", 3), operating.clone()]).of("A12"), [Pass]);
    assert_eq!(case(vec![money(Measure::AgencyOperating, "7.50", 3), operating]).of("A12"), [Fail]);
    let listed = Fact { scheme: Some(Scheme::Listed), item: Some("公务接待费".into()), ..money(Measure::AgencyOperating, "1.20", 3) };
    let public = Fact { fund: Some(Fund::FiscalAppropriation), ..keyed(Measure::ThreePublic, "official_reception", "1.20") };
    assert_eq!(case(vec![listed.clone(), public.clone()]).of("A15"), [Pass]);
    assert_eq!(case(vec![listed, Fact { value: decimal("1.30"), ..public }]).of("A15"), [Fail]);
}

#[test]
fn a_column_with_blank_cells_that_adds_up_to_less_is_unknown() {
    let mut builder = DocumentBuilder::new(Format::Text);
    let cell = |t: &str| RawCell { paragraphs: vec![RawParagraph { text: t.into(), ..RawParagraph::default() }], ..RawCell::default() };
    let row = |a: &str, b: &str| vec![cell(a), cell(b)];
    builder
        .table(RawTable {
            rows: vec![row("收入总计", "10.00"), row("一般公共预算", "6.00"), row("其他收入", "")], ..RawTable::default()
        });
    let total = in_cell(Fact { component: Some(Component::Total), ..money(Measure::Revenue, "10.00", 0) }, 0, 1);
    let source =
        in_cell(Fact { scheme: Some(Scheme::Source), item_key: Some("general_public".into()), ..money(Measure::Revenue, "6.00", 0) }, 1, 1);
    let case = Case { document: builder.finish(), facts: vec![total, source], tables: Reading::default() };
    assert_eq!(case.of("A01"), [Unknown], "其他收入 is blank, and may be what is lacking");
    let more = in_cell(Fact { value: decimal("16.00"), ..case.facts[1].clone() }, 1, 1);
    assert_eq!(Case { facts: vec![case.facts[0].clone(), more], ..case }.of("A01"), [Fail], "a blank takes nothing away");
}

#[test]
fn b09_b10_b11_compare_tables_with_tables_and_text() {
    let kept = |kind, v: &str, year| {
        let mut fact = in_cell(keyed(Measure::Quantity, "vehicles_kept", v), 1, 1);
        fact.table_kind = Some(kind);
        fact.stage = None;
        fact.year = Some(year);
        fact.value_unit = ValueUnit::Vehicle;
        fact.resolution = Decimal::ZERO;
        fact.fund = None;
        fact
    };
    assert_eq!(case(vec![kept(TableKind::Staffing, "4", 2031), kept(TableKind::Assets, "4", 2030)]).of("B09"), [Pass]);
    assert_eq!(case(vec![kept(TableKind::Staffing, "4", 2031), kept(TableKind::Assets, "5", 2030)]).of("B09"), [Fail]);
    let planned = keyed(Measure::Assets, "planned_purchase", "6.00");
    assert_eq!(case(vec![planned.clone(), money(Measure::Procurement, "0", 6)]).of("B10"), [Fail]);
    assert_eq!(case(vec![planned, money(Measure::Procurement, "3", 6)]).of("B10"), [Pass]);
    let text = Fact { stage: None, ..keyed(Measure::Assets, "fixed", "60.50") };
    let table = in_cell(Fact { item_key: Some("total".into()), ..text.clone() }, 1, 2);
    assert_eq!(case(vec![text.clone(), table.clone()]).of("B11"), [Pass]);
    assert_eq!(case(vec![text, Fact { value: decimal("60.60"), ..table }]).of("B11"), [Fail]);
}

#[test]
fn c11_wants_a_word_on_an_empty_table() {
    let mut case = case(Vec::new());
    case.tables.empty = vec![(3, AvailabilityState::EmptyTableDeclared, Some(4)), (7, AvailabilityState::BlankCell, None)];
    assert_eq!(case.of("C11"), [Pass, Unknown], "the file is the tables alone");
    case.facts = vec![expenditure(Component::Total, "100.00", 1)];
    assert_eq!(case.of("C11"), [Pass, Fail]);
}
