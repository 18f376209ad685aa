//! Two tables in one: where nothing stands between them, the lines above the second become rows of the first.

use crate::page::{Block, Cell, Table};
use crate::write::docx::layout;

/// Joins the table that begins at a block, its title and its unit, with the table that ends before it; false where something stands between them.
pub fn join(blocks: &mut Vec<Block>, begin: usize) -> bool {
    let lines = blocks[begin..].iter().take_while(|b| matches!(b, Block::Paragraph(_))).count();
    let (Some(before), Some(Block::Table(_))) = (begin.checked_sub(1), blocks.get(begin + lines)) else { return false };
    if !matches!(&blocks[before], Block::Table(t) if t.rows.len() > 2) {
        return false;
    }
    let Block::Table(mut below) = blocks.remove(begin + lines) else { return false };
    let texts: Vec<String> = blocks.drain(begin..begin + lines).filter_map(text).collect();
    let Block::Table(above) = &mut blocks[before] else { return false };
    let wide = width(above).max(width(&below));
    widen(above, wide);
    widen(&mut below, wide);
    above.rows.extend(texts.into_iter().filter(|t| !t.is_empty()).map(|t| vec![Cell::over(t, wide, 1)]));
    above.rows.extend(below.rows);
    true
}

fn text(block: Block) -> Option<String> {
    match block {
        Block::Paragraph(p) => Some(p.text),
        _ => None,
    }
}

fn width(table: &Table) -> usize {
    layout(table).iter().map(|line| line.iter().map(|(cell, _)| cell.columns).sum()).max().unwrap_or(0)
}

/// The last cell of each row reaches to the edge of the wider table.
fn widen(table: &mut Table, wide: usize) {
    let ends: Vec<(bool, usize)> = layout(table)
        .iter()
        .map(|line| (line.last().is_some_and(|(_, continues)| !continues), line.iter().map(|(cell, _)| cell.columns).sum()))
        .collect();
    for (row, (own, columns)) in table.rows.iter_mut().zip(ends) {
        if let Some(last) = row.last_mut().filter(|_| own) {
            last.columns += wide.saturating_sub(columns);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;

    #[test]
    fn the_title_becomes_a_row_and_the_narrow_table_is_widened() {
        let mut page = Page::default();
        let row = |texts: &[&str]| texts.iter().map(|t| Cell::new(*t)).collect::<Vec<_>>();
        page.table(vec![row(&["项目", "甲", "乙"]), row(&["合计", "1", "2"]), row(&["其他", "1", "2"])]);
        page.title("第二张表");
        page.say("单位：元");
        page.table(vec![vec![Cell::over("项目", 1, 2), Cell::over("数", 1, 1)], row(&["年初"]), row(&["合计", "3"])]);
        assert!(join(&mut page.blocks, 1));
        assert!(!join(&mut page.blocks, 1));
        let Some(Block::Table(table)) = page.blocks.first() else { panic!("no table") };
        let spans: Vec<Vec<usize>> = table.rows.iter().map(|r| r.iter().map(|c| c.columns).collect()).collect();
        assert_eq!(spans[3..], [vec![3], vec![3], vec![1, 2], vec![2], vec![1, 2]]);
    }
}
