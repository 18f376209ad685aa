//! Tables and their grids.

use super::told;
use super::word::{p, r, tbl, tc, tr, word};
use crate::support::read;
use gongkai::document::{Document, Table};

/// The grid as text: each place with the cell that covers it, `.` where none does.
fn grid(document: &Document, n: usize) -> Vec<String> {
    let (_, table) = document.tables().nth(n).unwrap();
    let place = |r, c| table.cell_at(r, c).map_or(".", |cell| document.cell_text(cell));
    (0..table.rows).map(|r| (0..table.columns).map(|c| place(r, c)).collect::<Vec<_>>().join("|")).collect()
}

fn table(columns: usize, rows: &[String]) -> Document {
    read(word(&tbl(columns, rows)).bytes())
}

#[test]
fn spans_in_both_directions() {
    let rows = [
        tr(&[tc(r#"<w:vMerge w:val="restart"/>"#, "单位"), tc(r#"<w:gridSpan w:val="2"/>"#, "编制")]),
        tr(&[tc("<w:vMerge/>", ""), tc("", "行政"), tc("", "事业")]),
        tr(&[tc("", "本级"), tc("", "12"), tc("", "30")]),
    ];
    let document = table(3, &rows);
    assert_eq!(grid(&document, 0), ["单位|编制|编制", "单位|行政|事业", "本级|12|30"]);
    let (_, table) = document.tables().next().unwrap();
    assert_eq!((table.cells[0].row_span, table.cells[1].column_span, table.cells.len()), (2, 2, 7));
}

#[test]
fn horizontal_merges_of_old_word() {
    let rows = [
        tr(&[tc(r#"<w:hMerge w:val="restart"/>"#, "收入"), tc("<w:hMerge/>", ""), tc("", "支出")]),
        tr(&[tc("", "项目"), tc("", "金额"), tc("", "合计")]),
        tr(&[tc(r#"<w:hMerge w:val="restart"/>"#, "上"), tc(r#"<w:hMerge w:val="continue"/>"#, "下"), tc("", "9")]),
    ];
    assert_eq!(grid(&table(3, &rows), 0), ["收入|收入|支出", "项目|金额|合计", "上\n下|上\n下|9"]);
}

#[test]
fn gaps_before_and_after_keep_the_columns() {
    let gap = |before: u32, after: u32, cells: &[String]| {
        format!(r#"<w:tr><w:trPr><w:gridBefore w:val="{before}"/><w:gridAfter w:val="{after}"/></w:trPr>{}</w:tr>"#, cells.concat())
    };
    let rows = [tr(&[tc("", "a"), tc("", "b"), tc("", "c")]), gap(1, 1, &[tc("", "中")]), gap(2, 0, &[tc("", "右")])];
    let document = table(3, &rows);
    assert_eq!(grid(&document, 0), ["a|b|c", ".|中|.", ".|.|右"]);
    let (_, table) = document.tables().next().unwrap();
    assert_eq!(table.grid[3], Table::NONE);
}

#[test]
fn text_in_a_continuation_joins_the_cell_above() {
    let rows = [
        tr(&[tc(r#"<w:vMerge w:val="restart"/>"#, "上半"), tc("", "1")]),
        tr(&[tc("<w:vMerge/>", "下半"), tc("", "2")]),
        tr(&[tc(r#"<w:vMerge w:val="continue"/>"#, ""), tc("", "3")]),
    ];
    assert_eq!(grid(&table(2, &rows), 0), ["上半\n下半|1", "上半\n下半|2", "上半\n下半|3"]);
    let rows = [tr(&[tc(r#"<w:vMerge w:val="restart"/>"#, "")]), tr(&[tc("<w:vMerge/>", "文字")])];
    assert_eq!(grid(&table(1, &rows), 0), ["文字", "文字"]);
}

#[test]
fn a_continuation_without_a_beginning_stands_for_itself() {
    let rows = [tr(&[tc("<w:vMerge/>", "孤"), tc("", "1")]), tr(&[tc("<w:vMerge/>", ""), tc("", "2")])];
    assert_eq!(grid(&table(2, &rows), 0), ["孤|1", "孤|2"]);
}

#[test]
fn rows_of_unequal_width_keep_their_places() {
    let wide = |width: u32, text: &str| tc(&format!(r#"<w:tcW w:w="{width}" w:type="dxa"/>"#), text);
    let rows = [
        tr(&[wide(1000, "科目"), wide(1000, "预算"), wide(1000, "决算")]),
        // Only widths tell that this cell covers two columns.
        tr(&[wide(2010, "合计"), wide(990, "7")]),
        // A row that is simply short.
        tr(&[wide(1000, "余")]),
    ];
    assert_eq!(grid(&table(3, &rows), 0), ["科目|预算|决算", "合计|合计|7", "余|.|."]);
}

#[test]
fn nested_tables_follow_and_name_their_cell() {
    let inner = tbl(2, &[tr(&[tc("", "内一"), tc("", "内二")])]);
    let outer = tr(&[tc("", "外"), format!("<w:tc>{}{inner}{}</w:tc>", p("前"), p("后"))]);
    let document = read(word(&format!("{}{}", tbl(2, &[outer]), p("文"))).bytes());
    assert_eq!(told(&document), ["#1×2", "#1×2", "文"]);
    assert_eq!(grid(&document, 0), ["外|前\n后"]);
    assert_eq!(grid(&document, 1), ["内一|内二"]);
    let parent = document.table(1).unwrap().parent.unwrap();
    assert_eq!((parent.block, parent.row, parent.column), (0, 0, 1));
}

#[test]
fn controls_may_wrap_tables_rows_and_cells() {
    let sdt = |inner: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
    let rows = [sdt(&tr(&[tc("", "a"), sdt(&tc("", "b"))])), tr(&[tc("", "c"), format!("<w:tc>{}</w:tc>", sdt(&p("d")))])];
    let document = read(word(&sdt(&tbl(2, &rows))).bytes());
    assert_eq!(grid(&document, 0), ["a|b", "c|d"]);
}

#[test]
fn deleted_rows_and_cells_are_dropped() {
    let rows = [
        tr(&[tc("", "a"), tc(r#"<w:cellDel w:id="1"/>"#, "删"), tc("", "b")]),
        format!(r#"<w:tr><w:trPr><w:del w:id="2"/></w:trPr>{}{}</w:tr>"#, tc("", "删"), tc("", "删")),
        format!(r#"<w:tr><w:trPr><w:ins w:id="3"/></w:trPr>{}{}</w:tr>"#, tc("", "c"), tc("", "d")),
    ];
    assert_eq!(grid(&table(2, &rows), 0), ["a|b", "c|d"]);
}

#[test]
fn leading_header_rows_are_counted() {
    let header = |text: &str| format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>", tc("", text));
    let off = format!(r#"<w:tr><w:trPr><w:tblHeader w:val="0"/></w:trPr>{}</w:tr>"#, tc("", "数"));
    let marked = |rows: &[String]| table(1, rows).tables().next().unwrap().1.marked_header_rows;
    assert_eq!(marked(&[header("一"), header("二"), tr(&[tc("", "数")]), header("三")]), 2);
    assert_eq!(marked(&[off, header("一")]), 0);
}

#[test]
fn text_boxes_in_cells_follow_the_table() {
    let shape = format!("<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>", p("盖章"));
    let cell = format!("<w:tc><w:p>{}{shape}</w:p></w:tc>", r("12.5"));
    let document = read(word(&format!("{}{}", tbl(1, &[tr(&[cell])]), p("文"))).bytes());
    assert_eq!(told(&document), ["#1×1", "box:盖章", "文"]);
    assert_eq!(grid(&document, 0), ["12.5"]);
}

#[test]
fn paragraphs_of_a_cell_join_with_line_feeds() {
    let cell = format!("<w:tc>{}<w:p/>{}</w:tc>", p("一"), p("二"));
    assert_eq!(grid(&table(1, &[tr(&[cell])]), 0), ["一\n\n二"]);
}

#[test]
fn changed_properties_are_those_of_now() {
    let cell =
        tc(r#"<w:gridSpan w:val="2"/><w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="1"/><w:vMerge/></w:tcPr></w:tcPrChange>"#, "a");
    assert_eq!(grid(&table(2, &[tr(&[cell]), tr(&[tc("", "b"), tc("", "c")])]), 0), ["a|a", "b|c"]);
}
