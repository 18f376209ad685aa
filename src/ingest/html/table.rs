//! Tables of a page: which of them only hold the page together, and the rows that the builder gets.

use super::tree::{CellNode, Item, TableNode};
use crate::ingest::Limits;
use crate::ingest::builder::{RawCell, RawTable};

/// True when a table holds no relation between its cells but only places blocks on the page. By its own word, or because
/// - it has one cell that is filled; or
/// - one cell holds nearly all of its text, as blocks: tables of data, or many paragraphs, and the table has few other cells; or
/// - it is a row or column of links.
///
/// A drawn table is believed to be one: with lines round its cells only a single cell, or tables of data inside, make it a layout.
/// The tables inside it must be decided already: asking them anew would double the work with each level of nesting.
pub(super) fn decide(table: &TableNode) -> bool {
    if table.presentation {
        return true;
    }
    let filled: Vec<&CellNode> = table.cells().filter(|c| c.chars() > 0).collect();
    let Some(largest) = filled.iter().max_by_key(|c| c.chars()) else { return false };
    if table.cells().count() == 1 || (filled.len() == 1 && (largest.paragraphs() >= 3 || largest.tables().next().is_some())) {
        return true;
    }
    let all: u32 = filled.iter().map(|c| c.chars()).sum();
    let others = filled.len() - 1;
    let inner_data = largest.tables().any(|t| !t.layout && t.rows.len() >= 2 && t.rows.iter().any(|r| r.cells.len() >= 2));
    let inner_layout = largest.tables().any(|t| t.layout);
    let prevails = largest.chars() * 10 >= all * 7;
    if prevails && others <= 8 && (inner_data || (inner_layout && !table.bordered)) {
        return true;
    }
    let article = largest.paragraphs() >= 8 && largest.chars() >= 600 && largest.chars() * 10 >= all * 8;
    if article && others <= 6 && !table.bordered {
        return true;
    }
    is_row_of_links(table)
}

/// Links and nothing else, three or more.
fn is_row_of_links(table: &TableNode) -> bool {
    let (mut chars, mut linked, mut links) = (0, 0, 0);
    for cell in table.cells() {
        for item in &cell.items {
            match item {
                Item::Paragraph(p) => {
                    let (all, link) = p.counts();
                    chars += all;
                    linked += link;
                    links += u32::from(link > 0);
                }
                Item::Table(_) => return false,
                Item::Empty | Item::Seen(_) => {}
            }
        }
    }
    links >= 3 && linked * 10 >= chars * 9
}

/// Spans and places without text: what a layout table leaves.
pub(super) fn shell(table: &TableNode, limits: &Limits) -> (RawTable, bool) {
    let (spans, cut) = spans(table, limits);
    let rows = table
        .rows
        .iter()
        .zip(&spans)
        .map(|(_, row)| row.iter().map(|&(row_span, column_span)| RawCell { row_span, column_span, ..RawCell::default() }).collect())
        .collect();
    (RawTable { rows, page_layout: true, ..RawTable::default() }, cut)
}

/// (row span, column span) of every cell, cut so that the grid keeps within the limit on cells; true when something was cut.
///
/// A browser lets a cell span 1,000 columns and 65,534 rows. Rows end with their group; columns are limited by what the grid may hold.
pub(super) fn spans(table: &TableNode, limits: &Limits) -> (Vec<Vec<(u32, u32)>>, bool) {
    let ends = group_ends(table);
    let mut spans: Vec<Vec<(u32, u32)>> = table
        .rows
        .iter()
        .enumerate()
        .map(|(r, row)| {
            let left = ends.get(r).map_or(1, |end| end.saturating_sub(r)) as u32;
            row.cells.iter().map(|c| (if c.row_span == 0 { left.max(1) } else { c.row_span }, c.column_span.max(1))).collect()
        })
        .collect();
    let most = u64::from(limits.table_cells);
    let rows = spans.len() as u64;
    if width(&spans) * rows <= most {
        return (spans, false);
    }
    for (_, columns) in spans.iter_mut().flatten() {
        *columns = 1;
    }
    if width(&spans) * rows > most {
        for (down, _) in spans.iter_mut().flatten() {
            *down = 1;
        }
    }
    // What still does not fit loses its last rows.
    let kept = most.checked_div(width(&spans)).unwrap_or(most).min(rows) as usize;
    spans.truncate(kept);
    (spans, true)
}

/// For each row, one past the last row of its group.
fn group_ends(table: &TableNode) -> Vec<usize> {
    let mut ends = vec![table.rows.len(); table.rows.len()];
    for r in (0..table.rows.len().saturating_sub(1)).rev() {
        let same = table.rows.get(r).map(|x| x.group) == table.rows.get(r + 1).map(|x| x.group);
        let next = ends.get(r + 1).copied().unwrap_or(r + 1);
        if let Some(end) = ends.get_mut(r) {
            *end = if same { next } else { r + 1 };
        }
    }
    ends
}

/// An upper bound of the grid's width: columns of a row's own cells and of those that reach down into it.
fn width(spans: &[Vec<(u32, u32)>]) -> u64 {
    let mut reaching: Vec<u64> = vec![0; spans.len() + 1];
    let mut widest = 1;
    let mut active: u64 = 0;
    for (r, row) in spans.iter().enumerate() {
        active = active.saturating_sub(reaching.get(r).copied().unwrap_or(0));
        let own: u64 = row.iter().map(|s| u64::from(s.1)).sum();
        widest = widest.max(active + own);
        for &(down, columns) in row.iter().filter(|s| s.0 > 1) {
            active += u64::from(columns);
            let end = (r + down as usize).min(spans.len());
            if let Some(count) = reaching.get_mut(end) {
                *count += u64::from(columns);
            }
        }
    }
    widest
}
