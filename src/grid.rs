//! From rows of cells with spans to a grid in which every place is answered for.
//!
//! Source: HTML Standard, 4.9.12.1 "Forming a table"; ECMA-376-1, 17.4.17 (gridSpan) and 17.4.85 (vMerge).

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::{Place, Table};

/// A cell as a file gives it, before the grid is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpannedCell {
    /// The column where the file says that it stands (`w:gridBefore` was counted); `None`: the next free one, as in HTML.
    pub column: Option<u32>,
    /// Rows it covers, at least 1.
    pub row_span: u32,
    /// Columns it covers, at least 1.
    pub column_span: u32,
    /// It goes on with the cell above it (`w:vMerge` without `restart`): it makes no cell of its own when there is one above.
    pub continues: bool,
}

/// Where a source cell came to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedCell {
    /// 0-based row of the top left place.
    pub row: u32,
    /// 0-based column of the top left place.
    pub column: u32,
    /// Rows it covers.
    pub row_span: u32,
    /// Columns it covers.
    pub column_span: u32,
    /// (row, index in that row) of the source cells that make it up: the first, then its continuations from top to bottom.
    pub sources: Vec<(u32, u32)>,
}

/// A grid in which every (row, column) answers with the cell that covers it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resolved {
    /// Rows.
    pub rows: u32,
    /// Columns: those of the widest row.
    pub columns: u32,
    /// Cells ordered by (row, column).
    pub cells: Vec<PlacedCell>,
    /// `rows * columns` indices into `cells`, or [`Table::NONE`].
    pub grid: Vec<u32>,
    /// Spans that were cut.
    pub diagnostics: Vec<Diagnostic>,
}

/// Resolves merged cells: every (row, column) of the grid answers with the cell that covers it.
///
/// Spans that run past the last row or into another cell are cut, and each cut is reported as [`Code::SpanOverlap`] at `block`. A continuation joins the cell above it
/// whose left edge is the same; without one it is a cell of its own. The grid is as wide as its widest row.
pub fn resolve(rows: &[Vec<SpannedCell>], block: u32) -> Resolved {
    let mut lines: Vec<Vec<u32>> = vec![Vec::new(); rows.len()];
    let mut cells: Vec<PlacedCell> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut tell = |row: u32, column: u32, what: &str| {
        let place = Place { block, end_block: block, start_char: 0, end_char: 0, cell: Some((row, column)) };
        let message = format!("the cell at row {row}, column {column} {what}; its span was cut");
        diagnostics.push(Diagnostic::new(Code::SpanOverlap, Severity::Note, message).at(place));
    };
    for (r, row) in rows.iter().enumerate() {
        let mut cursor = 0_usize;
        for (i, cell) in row.iter().enumerate() {
            if let Some(column) = cell.column {
                cursor = cursor.max(column as usize);
            }
            if cell.continues && r > 0 {
                let above = lines[r - 1].get(cursor).copied().unwrap_or(Table::NONE);
                if let Some(upper) = cells.get_mut(above as usize)
                    && upper.column as usize == cursor
                    && upper.row + upper.row_span == r as u32
                {
                    upper.row_span += 1;
                    upper.sources.push((r as u32, i as u32));
                    let width = upper.column_span;
                    fill(&mut lines[r], cursor, width as usize, above);
                    cursor += width as usize;
                    continue;
                }
            }
            while lines[r].get(cursor).is_some_and(|&c| c != Table::NONE) {
                cursor += 1;
            }
            let wanted_rows = cell.row_span.max(1) as usize;
            let row_span = wanted_rows.min(rows.len() - r);
            if row_span < wanted_rows {
                tell(r as u32, cursor as u32, "spans rows past the table's end");
            }
            let wanted = cell.column_span.max(1) as usize;
            let free = (0..wanted).take_while(|d| lines[r].get(cursor + d).is_none_or(|&c| c == Table::NONE)).count();
            if free < wanted {
                tell(r as u32, cursor as u32, "spans columns that another cell covers");
            }
            let index = cells.len() as u32;
            for line in &mut lines[r..r + row_span] {
                fill(line, cursor, free, index);
            }
            cells.push(PlacedCell {
                row: r as u32,
                column: cursor as u32,
                row_span: row_span as u32,
                column_span: free as u32,
                sources: vec![(r as u32, i as u32)],
            });
            cursor += free;
        }
    }
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|&i| (cells[i].row, cells[i].column));
    let mut rank = vec![0_u32; cells.len()];
    for (to, &from) in order.iter().enumerate() {
        rank[from] = to as u32;
    }
    let mut grid = vec![Table::NONE; rows.len() * columns];
    for (r, line) in lines.iter().enumerate() {
        for (c, &index) in line.iter().enumerate() {
            if index != Table::NONE {
                grid[r * columns + c] = rank[index as usize];
            }
        }
    }
    let mut sorted: Vec<Option<PlacedCell>> = cells.into_iter().map(Some).collect();
    let cells = order.iter().filter_map(|&i| sorted[i].take()).collect();
    Resolved { rows: rows.len() as u32, columns: columns as u32, cells, grid, diagnostics }
}

/// Covers free places of a line with a cell; places that another cell holds stay its own.
fn fill(line: &mut Vec<u32>, from: usize, count: usize, index: u32) {
    if line.len() < from + count {
        line.resize(from + count, Table::NONE);
    }
    for place in &mut line[from..from + count] {
        if *place == Table::NONE {
            *place = index;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row_span: u32, column_span: u32) -> SpannedCell {
        SpannedCell { column: None, row_span, column_span, continues: false }
    }

    #[test]
    fn a_row_span_pushes_later_cells_right() {
        let resolved = resolve(&[vec![cell(2, 1), cell(1, 2)], vec![cell(1, 1), cell(1, 1)]], 0);
        assert_eq!((resolved.rows, resolved.columns), (2, 3));
        assert_eq!(resolved.grid, [0, 1, 1, 0, 2, 3]);
    }

    #[test]
    fn continuations_join_the_cell_above_and_spans_past_the_end_are_told() {
        let go_on = SpannedCell { column: Some(1), row_span: 1, column_span: 1, continues: true };
        let top = SpannedCell { column: Some(1), ..cell(1, 1) };
        let resolved = resolve(&[vec![top], vec![go_on], vec![cell(3, 1)]], 7);
        assert_eq!(resolved.cells[0].sources, [(0, 0), (1, 0)]);
        assert_eq!(resolved.cells[0].row_span, 2);
        assert_eq!(resolved.diagnostics.len(), 1);
        assert_eq!(resolved.grid, [Table::NONE, 0, Table::NONE, 0, 1, Table::NONE]);
    }
}
