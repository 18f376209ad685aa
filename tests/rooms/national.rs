//! National tables in layouts of many provinces; texts and figures are invented, the labels are those that tables of this kind use.
//!
//! A document is written as lines: a line with `|` is a row of a table, `{2,1}` after a cell its rows and columns; any other line is a paragraph. A line `---` parts two tables
//! that follow each other.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use gongkai::context::Context;
use gongkai::document::Format;
use gongkai::facts::{DisclosureKind, Fact};
use gongkai::identity::{self, Identity};
use gongkai::ingest::builder::{DocumentBuilder, RawCell, RawParagraph, RawTable};
use gongkai::record::AvailabilityState;
use gongkai::sections::Sections;
use gongkai::segment::Unit;
use gongkai::tables::{self, Reading};
use gongkai::vocabulary::Vocabulary;
use std::sync::LazyLock;

mod classes_and_units;
mod framed;
mod mutations;
mod sheets;
mod three_public;
mod titles;
mod totals;

static LEXICONS: LazyLock<(tables::Lexicon, identity::Lexicon)> = LazyLock::new(|| {
    let vocabulary = Vocabulary::built_in().unwrap();
    (tables::Lexicon::new(&vocabulary).unwrap(), identity::Lexicon::new(&vocabulary).unwrap())
});

fn cell(text: &str) -> RawCell {
    let (text, spans) = match text.split_once('{') {
        Some((text, spans)) => (text, spans.trim_end().trim_end_matches('}')),
        None => (text, "1,1"),
    };
    let (rows, columns) = spans.split_once(',').unwrap();
    RawCell {
        paragraphs: vec![RawParagraph {
            text: text.strip_suffix(' ').unwrap_or(text).strip_prefix(' ').unwrap_or(text).to_owned(),
            ..RawParagraph::default()
        }],
        row_span: rows.parse().unwrap(),
        column_span: columns.parse().unwrap(),
        ..RawCell::default()
    }
}

fn read_as(lines: &str, kind: DisclosureKind, year: i32, ragged: bool) -> Reading {
    let mut builder = DocumentBuilder::new(Format::Docx);
    let mut rows: Vec<Vec<RawCell>> = Vec::new();
    let flush = |rows: &mut Vec<Vec<RawCell>>, builder: &mut DocumentBuilder| {
        if !rows.is_empty() {
            builder.table(RawTable { rows: std::mem::take(rows), ragged, ..RawTable::default() });
        }
    };
    for line in lines.lines().map(|l| l.trim_start_matches(' ')).filter(|l| !l.is_empty()) {
        if line.contains('|') || line.ends_with('}') {
            rows.push(line.split('|').map(cell).collect());
            continue;
        }
        flush(&mut rows, &mut builder);
        if line != "---" {
            builder.paragraph(RawParagraph { text: line.to_owned(), ..RawParagraph::default() });
        }
    }
    flush(&mut rows, &mut builder);
    let document = builder.finish();
    let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
    let (lexicon, identities) = &*LEXICONS;
    let found = identity::identify(&document, &unit, identities).0;
    let identity =
        Identity { kind: Some(kind), fiscal_year: Some(year), department: None, department_printed: None, unit_name: None, ..found };
    let context = Context { document: &document, unit: &unit, identity: &identity, sections: &Sections::default() };
    let reading = tables::read(&context, lexicon);
    for fact in &reading.facts {
        let (row, column) = fact.place.cell.unwrap();
        let cell = reading.cells.iter().find(|c| (c.block, c.table_row, c.table_column) == (fact.place.block, row, column)).unwrap();
        let text: Vec<char> = cell.text.chars().collect();
        let at: String = text[fact.place.start_char as usize..fact.place.end_char as usize].iter().collect();
        assert_eq!(at, fact.printed, "the place of a fact holds what it prints");
    }
    reading
}

fn budget(lines: &str) -> Reading {
    read_as(lines, DisclosureKind::Budget, 2032, false)
}

fn accounts(lines: &str) -> Reading {
    read_as(lines, DisclosureKind::FinalAccounts, 2032, false)
}

/// `kind measure component fund scheme:key item stage year aspect[<base] value`, what is blank left out.
fn line(fact: &Fact) -> String {
    format!("{} {}", fact.table_kind.unwrap().as_str(), line_in(fact, "", 0))
}

/// The same without the kind, and without stage and year where they are these.
fn line_in(fact: &Fact, own_stage: &str, own_year: i32) -> String {
    let mut said: Vec<String> = Vec::new();
    said.extend(fact.unit_name.iter().map(|u| format!("@{u}")));
    said.push(fact.measure.as_str().into());
    said.extend(fact.component.map(|c| c.as_str().into()));
    said.extend(fact.fund.map(|f| f.as_str().into()));
    match (fact.scheme, &fact.item_key) {
        (Some(scheme), key) => said.push(format!("{}:{}", scheme.as_str(), key.as_deref().unwrap_or(""))),
        (None, Some(key)) => said.push(format!(":{key}")),
        (None, None) => {}
    }
    said.extend(fact.item.iter().map(|i| i.chars().filter(|c| !c.is_whitespace()).collect()));
    match fact.stage {
        Some(stage) if stage.as_str() != own_stage => said.push(stage.as_str().into()),
        None if !own_stage.is_empty() => said.push("-".into()),
        _ => {}
    }
    said.extend(fact.year.filter(|y| *y != own_year).map(|y| y.to_string()));
    if fact.aspect != gongkai::facts::Aspect::Level {
        said.push(fact.aspect.as_str().into());
    }
    if let (Some(stage), Some(year)) = (fact.base_stage, fact.base_year) {
        said.push(format!("<{}{}", stage.as_str(), year));
    }
    said.push(fact.value.normalize().to_string());
    said.join(" ")
}

#[track_caller]
fn expect(reading: &Reading, want: &str) {
    let mut got: Vec<String> = reading.facts.iter().map(line).collect();
    let mut want: Vec<String> = want.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    got.sort();
    want.sort();
    let missing: Vec<&String> = want.iter().filter(|w| !got.contains(w)).collect();
    let unexpected: Vec<&String> = got.iter().filter(|g| !want.contains(g)).collect();
    let told: Vec<String> = reading.diagnostics.iter().map(|d| format!("{}: {}", d.code.as_str(), d.message)).collect();
    assert!(missing.is_empty() && unexpected.is_empty(), "missing {missing:#?}\nunexpected {unexpected:#?}\ntold {told:#?}");
    assert_eq!(got, want, "how often");
}

#[test]
fn a_column_or_row_that_is_not_understood_gives_no_fact() {
    let reading = budget(
        "2032年部门支出总表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 涉农整合统筹
        208 | 社会保障和就业支出 | 30.00 | 20.00 | 10.00
        | 乡村振兴衔接 | 4.00 | 4.00 |",
    );
    expect(
        &reading,
        "expenditure expenditure all function:208 社会保障和就业支出 budget 2032 30
        expenditure expenditure basic all function:208 社会保障和就业支出 budget 2032 20",
    );
    let told: Vec<&str> = reading.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(told.iter().filter(|c| **c == "unrecognised_column").count(), 1, "{told:?}");
    assert_eq!(told.iter().filter(|c| **c == "unrecognised_row").count(), 1, "{told:?}");
}

#[test]
fn empty_tables_are_told_with_their_note() {
    let reading = budget(
        "国有资本经营预算支出表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        | 合计 | | |
        | | | |
        注：本单位没有国有资本经营预算安排的支出，故本表为空表。
        政府性基金预算支出表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        | 合计 | — | — | —",
    );
    expect(&reading, "");
    assert_eq!(reading.empty, vec![(2, AvailabilityState::EmptyTableDeclared, Some(3)), (6, AvailabilityState::BlankCell, None)]);
}

#[test]
fn a_table_that_goes_on_after_the_page_shares_kind_unit_and_columns() {
    let reading = budget(
        "一般公共预算支出表
        单位：元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        205 | 教育支出 | 30,000.00 | 20,000.00 | 10,000.00
        12
        20502 | 普通教育 | 30,000.00 | 20,000.00 | 10,000.00
        13
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        2050202 | 小学教育 | 30,000.00 | 20,000.00 | 10,000.00",
    );
    let keys: Vec<_> = reading.facts.iter().map(|f| (f.item_key.as_deref().unwrap(), f.value.normalize().to_string())).collect();
    let want = ["205", "205", "205", "20502", "20502", "20502", "2050202", "2050202", "2050202"];
    assert_eq!(keys.iter().map(|k| k.0).collect::<Vec<_>>(), want);
    assert_eq!(keys.iter().map(|k| k.1.as_str()).collect::<Vec<_>>(), ["3", "2", "1"].repeat(3));
    let last = reading.facts.last().unwrap();
    let section = &reading.facts[last.parent.unwrap()];
    assert_eq!((section.item_key.as_deref(), section.component), (Some("20502"), last.component));
}

#[test]
fn a_caption_that_lies_is_passed_over() {
    // The header names another fund than the caption: nothing is certain of the fund, so the header's own word decides.
    let reading = budget(
        "政府性基金预算支出表
        单位：万元
        科目编码{2,1} | 科目名称{2,1} | 一般公共预算支出{1,3}
        合计 | 基本支出 | 项目支出
        205 | 教育支出 | 3.00 | 2.00 | 1.00",
    );
    expect(
        &reading,
        "general_public_expenditure expenditure general_public function:205 教育支出 budget 2032 3
        general_public_expenditure expenditure basic general_public function:205 教育支出 budget 2032 2
        general_public_expenditure expenditure project general_public function:205 教育支出 budget 2032 1",
    );
    // Headers that name no fund, under a caption of something else: no fact.
    let reading = budget(
        "收支总表
        单位：万元
        科目编码 | 科目名称 | 金额
        205 | 教育支出 | 3.00",
    );
    expect(&reading, "");
    assert!(reading.diagnostics.iter().any(|d| d.code.as_str() == "unrecognised_table"));
}

#[test]
fn units_of_measure_by_header_table_and_neighbours() {
    let reading = budget(
        "部门支出总表
        单位：元
        科目编码 | 科目名称 | 合计 | 项目支出（万元）
        205 | 教育支出 | 30,000.00 | 1.00
        “三公”经费支出表
        合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费
        8.00 | | 3.00 | 5.00",
    );
    // The second table states no unit; in 元 eight would be all of its money.
    expect(
        &reading,
        "expenditure expenditure all function:205 教育支出 budget 2032 3
        expenditure expenditure project all function:205 教育支出 budget 2032 1",
    );
    assert!(reading.diagnostics.iter().any(|d| d.code.as_str() == "unit_assumed"));
}

#[test]
fn ragged_layouts_lose_no_column() {
    let reading = read_as(
        "收支总表
        单位：万元
        收入 | 支出
        项目名称 | 金额 | 功能分类 | 支出用途
         |  | 功能科目名称 | 金额 | 项目名称 | 金额
        一、财政拨款 | 9.00 | 一、一般公共服务支出 | 6.00 | 一、基本支出 | 7.00
        二、其他资金 |  | 二、教育支出 | 3.00 | 二、项目支出 | 2.00
         |  | 三、其他支出 |  |  | 
        当年收入小计 | 9.00 | 当年支出小计 | 9.00
        收入合计 | 9.00 | 支出合计 | 9.00",
        DisclosureKind::Budget,
        2032,
        true,
    );
    expect(
        &reading,
        "revenue_expenditure_total revenue all source:fiscal_appropriation 财政拨款 budget 2032 9
        revenue_expenditure_total expenditure all function:201 一般公共服务支出 budget 2032 6
        revenue_expenditure_total expenditure basic all budget 2032 7
        revenue_expenditure_total expenditure all function:205 教育支出 budget 2032 3
        revenue_expenditure_total expenditure project all budget 2032 2
        revenue_expenditure_total revenue current all budget 2032 9
        revenue_expenditure_total expenditure current all budget 2032 9
        revenue_expenditure_total revenue total all budget 2032 9
        revenue_expenditure_total expenditure total all budget 2032 9",
    );
}
