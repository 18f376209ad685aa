//! Tables within tables: a frame of one cell holds title, unit and table, and what the title and the unit say is said of the table in it.

use super::*;

/// A table of one cell with paragraphs, and tables in it.
fn framed(paragraphs: &[&str], tables: Vec<RawTable>) -> RawTable {
    let paragraphs = paragraphs.iter().map(|t| RawParagraph { text: (*t).to_owned(), ..RawParagraph::default() }).collect();
    RawTable {
        rows: vec![vec![RawCell { paragraphs, nested: tables, row_span: 1, column_span: 1, ..RawCell::default() }]],
        ..RawTable::default()
    }
}

fn table(rows: &[&str]) -> RawTable {
    RawTable { rows: rows.iter().map(|r| r.split('|').map(cell).collect()).collect(), ..RawTable::default() }
}

/// measure component fund value of every fact.
fn facts(before: &[&str], outer: RawTable) -> Vec<String> {
    let mut builder = DocumentBuilder::new(Format::Docx);
    for text in before {
        builder.paragraph(RawParagraph { text: (*text).to_owned(), ..RawParagraph::default() });
    }
    builder.table(outer);
    let document = builder.finish();
    let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
    let (lexicon, identities) = &*LEXICONS;
    let found = identity::identify(&document, &unit, identities).0;
    let identity = Identity { kind: Some(DisclosureKind::Budget), fiscal_year: Some(2021), ..found };
    let context = Context { document: &document, unit: &unit, identity: &identity, sections: &Sections::default() };
    let reading = tables::read(&context, lexicon);
    reading
        .facts
        .iter()
        .map(|f| format!("{} {} {}", f.fund.map_or("", |x| x.as_str()), f.value.normalize(), f.item_code.as_deref().unwrap_or("")))
        .collect()
}

const FUND: [&str; 3] =
    ["科目编码|科目名称|合计|基本支出|项目支出", "213|农林水支出|300000|100000|200000", "21303|水利|300000|100000|200000"];

#[test]
fn title_and_unit_stand_in_the_cell_around_the_table() {
    let found = facts(&[], framed(&["政府性基金预算支出表", "单位：元"], vec![table(&FUND)]));
    assert_eq!(found.len(), 6, "{found:?}");
    assert_eq!(found[0], "government_fund 30 213");
    assert_eq!(found[5], "government_fund 20 21303");
}

#[test]
fn title_and_unit_stand_above_the_frame() {
    let found = facts(&["政府性基金预算支出表", "单位：元"], framed(&[], vec![table(&FUND)]));
    assert_eq!(found.first().map(String::as_str), Some("government_fund 30 213"), "{found:?}");
}

#[test]
fn of_two_tables_in_one_cell_each_has_its_own_title() {
    let titles = ["一般公共预算支出表", "单位：元", "政府性基金预算支出表", "单位：元"];
    let found = facts(&[], framed(&titles, vec![table(&FUND), table(&FUND)]));
    assert_eq!(found.len(), 12, "{found:?}");
    assert_eq!(found[0], "general_public 30 213");
    assert_eq!(found[6], "government_fund 30 213");
    // So has each its own unit.
    let titles = ["一般公共预算支出表", "单位：元", "政府性基金预算支出表", "单位：万元"];
    let found = facts(&[], framed(&titles, vec![table(&FUND), table(&FUND)]));
    assert_eq!(found.get(6).map(String::as_str), Some("government_fund 300000 213"), "{found:?}");
}

/// In one grid with a wider table above, the last column of each row reaches to its edge: it is one column, not two of one name.
#[test]
fn a_table_under_a_wider_one_has_its_last_column_once() {
    let mut rows =
        vec!["科目编码|科目名称|合计|人员经费|公用经费|项目支出", "201|一般公共服务支出|9|4|2|3", "政府性基金预算支出表", "单位：万元"];
    rows.extend(FUND);
    let mut joined = table(&rows);
    for row in &mut joined.rows {
        let missing = 6_usize.saturating_sub(row.len()) as u32;
        if let Some(last) = row.last_mut() {
            last.column_span += missing;
        }
    }
    let found = facts(&["一般公共预算支出表", "单位：万元"], joined);
    let wanted = ["general_public 9 201", "general_public 4 201", "general_public 2 201", "general_public 3 201"];
    assert_eq!(found.get(..4), Some(&wanted.map(str::to_owned)[..]), "{found:?}");
    let wanted = ["government_fund 300000 213", "government_fund 100000 213", "government_fund 200000 213"];
    assert_eq!(found.get(4..7), Some(&wanted.map(str::to_owned)[..]), "{found:?}");
    assert_eq!(found.len(), 10, "{found:?}");
}
