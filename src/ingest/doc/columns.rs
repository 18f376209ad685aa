//! From the edges of cells to columns.
//!
//! The binary format has no grid: each row tells the edges of its own cells, in twips (1/1440 inch). Edges of different rows that are meant to be one differ by a few
//! twips where a program rounded; [`TOLERANCE`] joins them. Two edges of one row are never joined, however narrow the cell between them is.

use super::tables::OpenRow;
use crate::ingest::builder::{RawCell, RawTable};
use std::collections::BTreeMap;

/// Edges of different rows that lie closer together than this are one, in twips: half a millimetre, less than any column that holds a character.
/// Word itself takes 3 for equal (specification of Word 97, "TC", fVertMerge); other programs round more.
const TOLERANCE: i32 = 28;

/// Cuts rows into columns. `places` is how many grid places may still be taken; what was lost because of it is told.
pub(super) fn table(mut rows: Vec<OpenRow>, places: &mut usize) -> (RawTable, Option<&'static str>) {
    let edges: Vec<Vec<(i32, i32)>> = rows.iter().map(|r| r.shape.as_ref().map(|s| s.edges()).unwrap_or_default()).collect();
    let mut grid = Grid::from(&edges);
    let ragged = rows.len().saturating_mul(grid.columns().max(1)) > *places;
    let mut lost = None;
    if ragged {
        grid = Grid::default();
        lost = Some("a table has more columns than the limit; its cells are given in order, without spans");
    }
    let widest = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0).max(grid.columns()).max(1);
    let room = *places / widest;
    if rows.len() > room {
        lost = Some("a table is larger than the limit; its last rows were not read");
    }
    rows.truncate(room);
    *places -= (rows.len() * widest).min(*places);
    let marked_header_rows = rows.iter().take_while(|r| r.shape.as_ref().is_some_and(|s| s.header)).count() as u32;
    let rows = rows.into_iter().zip(&edges).map(|(row, edges)| cells(row, edges, &grid)).collect();
    (RawTable { rows, ragged, marked_header_rows, page_layout: false }, lost)
}

/// The cells of a row with their columns and spans; what a cell swallowed is joined to it.
fn cells(row: OpenRow, edges: &[(i32, i32)], grid: &Grid) -> Vec<RawCell> {
    let swallowed = row.shape.as_ref().map(|s| s.swallowed()).unwrap_or_default();
    let continues: Vec<bool> = row.shape.as_ref().map(|s| s.cells().iter().map(|c| c.continues).collect()).unwrap_or_default();
    let mut counts = BTreeMap::new();
    let mut out: Vec<RawCell> = Vec::new();
    for (i, mut cell) in row.cells.into_iter().enumerate() {
        let place = edges.get(i).and_then(|&(left, right)| grid.place(left, right, &mut counts));
        if swallowed.get(i).copied().unwrap_or(false)
            && let Some(first) = out.last_mut()
        {
            if let (Some((_, to)), Some(from)) = (place, first.column) {
                first.column_span = to.saturating_sub(from).max(1);
            } else {
                first.column_span += 1;
            }
            first.paragraphs.extend(cell.paragraphs.into_iter().filter(|p| !p.text.is_empty()));
            first.nested.extend(cell.nested);
            continue;
        }
        cell.continues = continues.get(i).copied().unwrap_or(false);
        cell.row_span = 1;
        cell.column = place.map(|(from, _)| from);
        cell.column_span = place.map_or(1, |(from, to)| to.saturating_sub(from).max(1));
        out.push(cell);
    }
    out
}

/// Columns by the edges that begin them.
#[derive(Debug, Default)]
struct Grid {
    /// Column by (edge, how often the edge occurred before it in its row): a cell without width has two edges at one place.
    columns: BTreeMap<(i32, u32), u32>,
    count: usize,
}

impl Grid {
    fn from(rows: &[Vec<(i32, i32)>]) -> Self {
        let mut edges: Vec<(i32, u32, usize)> = Vec::new();
        for (r, row) in rows.iter().enumerate() {
            let lines = row.first().map(|c| c.0).into_iter().chain(row.iter().map(|c| c.1));
            let mut last = (0, 0);
            for (i, edge) in lines.enumerate() {
                last = if i > 0 && edge == last.0 { (edge, last.1 + 1) } else { (edge, 0) };
                edges.push((last.0, last.1, r));
            }
        }
        edges.sort_unstable();
        let mut grid = Grid::default();
        let mut last_column = vec![None; rows.len()];
        let (mut start, mut column) = (None, 0_u32);
        for group in edges.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some(&(edge, nth, _)) = group.first() else { continue };
            let near = start.is_some_and(|s: i32| edge.saturating_sub(s) <= TOLERANCE);
            let taken = group.iter().any(|&(_, _, r)| last_column.get(r).copied().flatten() == Some(column));
            if start.is_none() {
                start = Some(edge);
            } else if !near || taken {
                column += 1;
                start = Some(edge);
            }
            for &(_, _, r) in group {
                if let Some(last) = last_column.get_mut(r) {
                    *last = Some(column);
                }
            }
            grid.columns.insert((edge, nth), column);
        }
        grid.count = if start.is_some() { column as usize } else { 0 };
        grid
    }

    /// Columns of the grid.
    fn columns(&self) -> usize {
        self.count
    }

    /// First column of a cell and one past its last. `counts` tells how often each edge was met in the row.
    fn place(&self, left: i32, right: i32, counts: &mut BTreeMap<i32, u32>) -> Option<(u32, u32)> {
        let nth = counts.get(&left).copied().unwrap_or(0);
        let from = *self.columns.get(&(left, nth))?;
        let next = if right == left { nth + 1 } else { 0 };
        counts.insert(right, next);
        let to = *self.columns.get(&(right, next))?;
        Some((from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(edges: &[i32]) -> Vec<(i32, i32)> {
        edges.windows(2).map(|e| (e[0], e[1])).collect()
    }

    fn places(rows: &[&[i32]]) -> Vec<Vec<(u32, u32)>> {
        let rows: Vec<_> = rows.iter().map(|r| row(r)).collect();
        let grid = Grid::from(&rows);
        rows.iter()
            .map(|r| {
                let mut counts = BTreeMap::new();
                r.iter().map(|&(left, right)| grid.place(left, right, &mut counts).unwrap()).collect()
            })
            .collect()
    }

    #[test]
    fn edges_that_differ_by_a_few_twips_are_one() {
        assert_eq!(places(&[&[-108, 1000, 2000], &[-115, 1012, 1500, 1988]]), [vec![(0, 1), (1, 3)], vec![(0, 1), (1, 2), (2, 3)]]);
    }

    #[test]
    fn a_narrow_cell_keeps_its_column() {
        assert_eq!(
            places(&[&[0, 500, 510, 900], &[0, 510, 900], &[0, 500, 900]]),
            [vec![(0, 1), (1, 2), (2, 3)], vec![(0, 2), (2, 3)], vec![(0, 1), (1, 3)]]
        );
        assert_eq!(places(&[&[0, 500, 500, 900], &[0, 500, 900]]), [vec![(0, 1), (1, 2), (2, 3)], vec![(0, 1), (1, 3)]]);
    }

    #[test]
    fn rows_may_begin_and_end_inside_the_table() {
        assert_eq!(places(&[&[0, 100, 200, 300], &[100, 200]]), [vec![(0, 1), (1, 2), (2, 3)], vec![(1, 2)]]);
    }
}
