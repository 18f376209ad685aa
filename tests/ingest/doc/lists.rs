//! Automatic numbers.

use super::{document, lines, numbers};
use crate::support::word_binary::*;

const DECIMAL: u8 = 0;
const BULLET: u8 = 23;
const CHINESE_COUNTING: u8 = 37;
const CHINESE_THOUSAND: u8 = 39;
const JAPANESE_COUNTING: u8 = 11;
const NONE: u8 = 0xFF;

/// 第一部分 › 一、 › （一） › 1. › 1.1
fn outline() -> List {
    let levels = vec![
        Level::new(CHINESE_THOUSAND, "第\0部分"),
        Level::new(CHINESE_COUNTING, "\u{1}、"),
        Level::new(JAPANESE_COUNTING, "（\u{2}）"),
        Level::new(DECIMAL, "\u{3}."),
        Level::new(DECIMAL, "\u{3}.\u{4}"),
    ];
    List { id: 77, levels, styles: Vec::new() }
}

fn with(lists: Vec<List>, lfos: Vec<Lfo>, main: Vec<Para>) -> Doc {
    Doc { lists, lfos, ..Doc::of(main) }
}

fn plain(list: i32) -> Lfo {
    Lfo { list, starts: Vec::new() }
}

#[test]
fn numbers_of_a_disclosure() {
    let at = |text: &str, level| Para::new(text).list(1, level);
    let main = vec![
        at("部门概况", 0),
        at("主要职责", 1),
        at("机构设置", 1),
        at("局机关", 2),
        at("下属单位", 2),
        at("甲", 3),
        at("细目", 4),
        Para::new("没有编号的一段"),
        at("预算表", 0),
        at("收支总表", 1),
        at("说明", 2),
    ];
    let document = document(&with(vec![outline()], vec![plain(77)], main));
    let expected = [
        "第一部分部门概况",
        "一、主要职责",
        "二、机构设置",
        "（一）局机关",
        "（二）下属单位",
        "1.甲",
        "1.1细目",
        "没有编号的一段",
        "第二部分预算表",
        "一、收支总表",
        "（一）说明",
    ];
    assert_eq!(lines(&document), expected);
    let levels: Vec<Option<u8>> = document.paragraphs().map(|(_, p)| p.number.as_ref().map(|n| n.level)).collect();
    assert_eq!(levels[..5], [Some(0), Some(1), Some(1), Some(2), Some(2)]);
    assert_eq!(document.paragraph_text(1), "主要职责", "the number is not part of the text");
}

#[test]
fn an_override_takes_its_own_first_value_once() {
    let list = List { id: 5, levels: vec![Level::new(CHINESE_COUNTING, "\0、")], styles: Vec::new() };
    let lfos = vec![plain(5), plain(5), Lfo { list: 5, starts: vec![(0, 4)] }];
    let at = |lfo| Para::new("·").list(lfo, 0);
    let document = document(&with(vec![list], lfos, vec![at(1), at(2), at(3), at(3), at(0), at(-1), at(9), at(1)]));
    assert_eq!(numbers(&document), ["一、", "二、", "四、", "五、", "", "", "", "六、"]);
}

#[test]
fn a_list_can_hang_on_a_style() {
    let mut list = outline();
    list.styles = vec![1, 2];
    let style = |base, papx: Vec<u8>| Style { sti: 0x0FFE, base, papx, chpx: Vec::new() };
    let ilfo = sprm(P_ILFO, &1_i16.to_le_bytes());
    let styles = vec![
        Style { sti: 0, base: 0x0FFF, papx: Vec::new(), chpx: Vec::new() },
        style(0, ilfo.clone()),
        // The level is the one that names the style, not the style's own word.
        style(0, [ilfo, sprm(P_ILVL, &[0])].concat()),
        style(2, Vec::new()),
    ];
    let off = Para::new("停").style(1).sprm(P_ILFO, &0_i16.to_le_bytes());
    let main = vec![Para::new("甲").style(1), Para::new("乙").style(2), Para::new("丙").style(3), off, Para::new("丁").style(1)];
    let document = document(&Doc { styles, ..with(vec![list], vec![plain(77)], main) });
    assert_eq!(lines(&document), ["第一部分甲", "一、乙", "二、丙", "停", "第二部分丁"]);
}

#[test]
fn a_level_can_go_on_after_higher_ones() {
    let mut second = Level::new(DECIMAL, "\u{1})");
    second.flags = 8;
    let mut third = Level::new(DECIMAL, "\u{1}-\u{2}");
    third.flags = 8;
    third.restart_limit = 1;
    let list = List { id: 1, levels: vec![Level::new(DECIMAL, "\0."), second, third], styles: Vec::new() };
    let at = |level| Para::new("·").list(1, level);
    let main = vec![at(0), at(1), at(2), at(1), at(2), at(0), at(1), at(2)];
    let document = document(&with(vec![list], vec![plain(1)], main));
    // Level 2 never starts again; level 3 starts again after level 1, not after level 2.
    assert_eq!(numbers(&document), ["1.", "1)", "1-1", "2)", "2-2", "2.", "3)", "3-1"]);
}

#[test]
fn bullets_and_levels_without_a_number_print_no_number() {
    let mut legal = Level::new(DECIMAL, "\0.\u{2}");
    legal.flags = 4;
    let list = List {
        id: 1,
        levels: vec![Level::new(CHINESE_COUNTING, "\0、"), Level::new(BULLET, "\u{F06C}"), legal, Level::new(NONE, "注：")],
        styles: Vec::new(),
    };
    let at = |level| Para::new("·").list(1, level);
    let document = document(&with(vec![list], vec![plain(1)], vec![at(0), at(1), at(2), at(3)]));
    assert_eq!(numbers(&document), ["一、", "", "1.1", "注："]);
}

#[test]
fn levels_in_a_font_of_symbols_print_nothing_and_readable_bullets_are_printed() {
    let mut dingbat = Level::new(DECIMAL, "\u{1}");
    dingbat.chpx = sprm(C_FONT, &[1, 0]);
    let mut hidden = Level::new(DECIMAL, "\u{2}.");
    hidden.chpx = sprm(C_HIDDEN, &[1]);
    let list = List { id: 1, levels: vec![Level::new(BULLET, "（一）"), dingbat, hidden], styles: Vec::new() };
    let at = |level| Para::new("·").list(1, level);
    let doc = with(vec![list], vec![plain(1)], vec![at(0), at(1), at(2)]);
    assert_eq!(numbers(&document(&Doc { fonts: vec!["宋体", "Wingdings 2"], ..doc })), ["（一）", "", ""]);
}

#[test]
fn numbers_in_cells_and_of_paragraphs_joined_by_a_deleted_mark() {
    let list = List { id: 1, levels: vec![Level::new(DECIMAL, "(\0)")], styles: Vec::new() };
    let mut main = vec![Para::new("前").list(1, 0).on_mark(C_DELETED, &[1]), Para::new("后").list(1, 0)];
    main.push(Para::new("格").list(1, 0).sprm(P_IN_TABLE, &[1]));
    main.extend(row_at(&["二"], &[0, 900], &[0]));
    main[3].papx.extend([sprm(P_ILVL, &[0]), sprm(P_ILFO, &1_i16.to_le_bytes())].concat());
    let document = document(&with(vec![list], vec![plain(1)], main));
    assert_eq!(lines(&document), ["(1)前后"]);
    let table = super::table(&document);
    assert_eq!(document.cell_text(&table.cells[0]), "格\n二");
    let numbers: Vec<(&str, u32)> =
        table.cells[0].numbers.iter().map(|n| (n.number.text.as_str(), n.before - table.cells[0].range.start)).collect();
    assert_eq!(numbers, [("(2)", 0), ("(3)", 4)]);
}
