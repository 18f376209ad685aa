//! Rows, columns, merged cells, nested tables.

use super::{cells, codes, document, lines, of, table};
use crate::support::word_binary::*;
use gongkai::document::CellAddress;

fn place(row: u32, column: u32, rows: u32, columns: u32, text: &str) -> (u32, u32, u32, u32, String) {
    (row, column, rows, columns, text.to_owned())
}

#[test]
fn columns_come_from_the_edges_of_all_rows() {
    let mut main = row_at(&["编制", "在职"], &[-108, 2000, 4000], &[0, 0]);
    // Edges that differ by a few twips are one; the last row is narrower than the table and begins inside it.
    main.extend(row_at(&["行政", "事业", "行政", "事业"], &[-115, 996, 2007, 2990, 3996], &[0; 4]));
    main.extend(row_at(&["1"], &[1000, 2000], &[0]));
    main.push(Para::new("后"));
    let document = of(main);
    let table = table(&document);
    assert_eq!((table.rows, table.columns), (3, 4));
    let expected = [
        place(0, 0, 1, 2, "编制"),
        place(0, 2, 1, 2, "在职"),
        place(1, 0, 1, 1, "行政"),
        place(1, 1, 1, 1, "事业"),
        place(1, 2, 1, 1, "行政"),
        place(1, 3, 1, 1, "事业"),
        place(2, 1, 1, 1, "1"),
    ];
    assert_eq!(cells(&document, table), expected);
    assert_eq!(lines(&document), ["后"]);
}

#[test]
fn merged_cells_keep_the_text_of_their_continuations() {
    // Horizontal merging in the order of Word 97 (1 first, 2 swallowed) and in that of the specification (3 first, 1 swallowed); vertical 0x60 first, 0x20 goes on.
    let mut main = row_at(&["合计", "吞", "", "末"], &[0, 100, 200, 300, 400], &[1, 2, 2, 0x60]);
    main.extend(row_at(&["上", "", "中", "续"], &[0, 100, 200, 300, 400], &[3, 1, 0x60, 0x20]));
    main.extend(row_at(&["左", "右", "", ""], &[0, 100, 200, 300, 400], &[0, 0, 0x20, 0x20]));
    let document = of(main);
    let expected = [
        place(0, 0, 1, 3, "合计\n吞"),
        place(0, 3, 3, 1, "末\n续"),
        place(1, 0, 1, 2, "上"),
        place(1, 2, 2, 1, "中"),
        place(2, 0, 1, 1, "左"),
        place(2, 1, 1, 1, "右"),
    ];
    assert_eq!(cells(&document, table(&document)), expected);
}

#[test]
fn rows_can_be_made_by_insertion_and_merged_by_modifiers() {
    let shape = [sprm(T_INSERT, &[0, 3, 0xE8, 3]), sprm(T_MERGE, &[1, 3])].concat();
    let mut main = row(&["甲", "乙", ""], &shape);
    let shape = [sprm(T_INSERT, &[0, 3, 0xE8, 3]), sprm(T_VERT_MERGE, &[0, 1])].concat();
    main[3].papx.extend(sprm(T_VERT_MERGE, &[0, 3]));
    main.extend(row(&["", "1", "2"], &shape));
    let document = of(main);
    let expected = [place(0, 0, 2, 1, "甲"), place(0, 1, 1, 2, "乙"), place(1, 1, 1, 1, "1"), place(1, 2, 1, 1, "2")];
    assert_eq!(cells(&document, table(&document)), expected);
}

#[test]
fn repeated_header_rows_are_counted_from_the_top() {
    let header = [sprm(T_DEF_TABLE, &def_table(&[0, 100], &[0])), sprm(T_HEADER, &[1])].concat();
    let mut main = [row(&["名称"], &header), row(&["（一）"], &header), row_at(&["值"], &[0, 100], &[0]), row(&["又"], &header)].concat();
    main.push(Para::new(""));
    assert_eq!(table(&of(main)).marked_header_rows, 2);
}

#[test]
fn a_nested_table_follows_the_one_around_it() {
    let depth = |n: i32| n.to_le_bytes();
    let inner = |text: &str| Para::new(text).sprm(P_IN_TABLE, &[1]).sprm(P_ITAP, &depth(2));
    let mut inner_mark = inner("").sprm(P_INNER_CELL, &[1]).sprm(P_INNER_TTP, &[1]);
    inner_mark.papx.extend(sprm(T_DEF_TABLE, &def_table(&[0, 50, 90], &[0, 0])));
    let outer = |p: Para| p.sprm(P_ITAP, &depth(1));
    let mut main = vec![
        Para::new("外").sprm(P_IN_TABLE, &[1]).sprm(P_ITAP, &depth(1)),
        inner("内一").sprm(P_INNER_CELL, &[1]),
        inner("内二"),
        inner("又").sprm(P_INNER_CELL, &[1]),
        inner_mark,
    ];
    main.extend(row_at(&["尾", "邻"], &[0, 100, 200], &[0, 0]).into_iter().map(outer));
    main.push(Para::new("后"));
    let document = of(main);
    let tables: Vec<_> = document.tables().collect();
    assert_eq!(tables.len(), 2);
    assert_eq!(cells(&document, tables[0].1), [place(0, 0, 1, 1, "外\n尾"), place(0, 1, 1, 1, "邻")]);
    assert_eq!(cells(&document, tables[1].1), [place(0, 0, 1, 1, "内一"), place(0, 1, 1, 1, "内二\n又")]);
    assert_eq!((tables[0].0, tables[1].0), (0, 1));
    assert_eq!(tables[1].1.parent, Some(CellAddress { block: 0, row: 0, column: 0 }));
    assert_eq!(lines(&document), ["后"]);
}

#[test]
fn modifiers_too_large_for_their_page_stand_in_the_data_stream() {
    let edges: Vec<i16> = (0..=40).map(|i| i * 200).collect();
    let shape = sprm(T_DEF_TABLE, &def_table(&edges, &[0; 40]));
    assert!(shape.len() > 488);
    let mut data = vec![9; 6];
    data.extend((shape.len() as u16).to_le_bytes());
    data.extend(&shape);
    let texts: Vec<String> = (0..40).map(|i| i.to_string()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut main = row(&texts, &sprm(P_HUGE_PAPX, &6_u32.to_le_bytes()));
    main.extend(row_at(&["宽", "窄"], &[0, 7600, 8000], &[0, 0]));
    let document = document(&Doc { data, ..Doc::of(main) });
    let table = table(&document);
    assert_eq!((table.rows, table.columns), (2, 40));
    assert_eq!(cells(&document, table)[40..], [place(1, 0, 1, 38, "宽"), place(1, 38, 1, 2, "窄")]);
}

#[test]
fn a_deleted_row_is_dropped_and_a_row_without_its_mark_is_kept() {
    let mut gone = row_at(&["旧", "数"], &[0, 100, 200], &[0, 0]);
    for para in &mut gone {
        let all = para.text.chars().count();
        para.runs.push((0, all, sprm(C_DELETED, &[1])));
    }
    let mut main = [row_at(&["新", "值"], &[0, 100, 200], &[0, 0]), gone].concat();
    main.extend(row_at(&["缺", "标"], &[0, 100, 200], &[0, 0]).into_iter().take(2));
    main.push(Para::new("后"));
    let document = of(main);
    assert_eq!(
        cells(&document, table(&document)),
        [place(0, 0, 1, 1, "新"), place(0, 1, 1, 1, "值"), place(1, 0, 1, 1, "缺"), place(1, 1, 1, 1, "标")]
    );
    assert_eq!(codes(&document), []);
}

#[test]
fn cells_without_width_and_cells_past_the_definition_keep_their_text() {
    let mut main = row_at(&["甲", "", "乙"], &[0, 100, 100, 200], &[0; 3]);
    main.extend(row_at(&["丙", "丁", "多"], &[0, 100, 200], &[0; 2]));
    let document = of(main);
    let texts: Vec<String> = cells(&document, table(&document)).into_iter().map(|c| c.4).collect();
    assert_eq!(texts, ["甲", "", "乙", "丙", "丁", "多"]);
}
