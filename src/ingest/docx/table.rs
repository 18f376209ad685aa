//! Tables that are open: rows, cells, and where on the table's own grid they stand.
//!
//! Every row counts its columns from `w:gridBefore` on by `w:gridSpan`. Rulings:
//! - A horizontal continuation (`w:hMerge`, of old Word and WPS) widens the cell before it; text in it joins that cell's.
//! - A row that has fewer cells than the table's grid and says nothing of spans, but whose cell widths end exactly on edges of the grid, is laid by these widths: some
//!   programs write `w:tcW` alone.
//! - A deleted cell is dropped, and the cells after it move up.
//!
//! Source: ECMA-376-1, 17.4.

use crate::ingest::builder::{RawCell, RawTable};

/// Columns that a cell or a gap can cover; Word itself makes tables of 63.
pub(super) const WIDEST: u32 = 1024;

/// Twentieths of a point by which a cell's edge may miss the grid's.
const TOLERANCE: u32 = 30;

/// A cell that is open.
#[derive(Debug, Default)]
pub(super) struct OpenCell {
    pub(super) raw: RawCell,
    pub(super) span: Option<u32>,
    pub(super) width: Option<u32>,
    pub(super) joins_left: bool,
    pub(super) deleted: bool,
}

/// A row that is open.
#[derive(Debug, Default)]
pub(super) struct OpenRow {
    pub(super) before: u32,
    pub(super) header: bool,
    dropped: bool,
    pub(super) cell: Option<OpenCell>,
    cells: Vec<OpenCell>,
}

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    pub(super) row: Option<OpenRow>,
    /// Right edges of the grid's columns.
    edges: Vec<u32>,
    raw: RawTable,
    /// Only header rows so far.
    below_header: bool,
    cells: u32,
}

impl OpenTable {
    /// `w:gridCol`.
    pub(super) fn column(&mut self, width: u32) {
        let left = self.edges.last().copied().unwrap_or(0);
        self.edges.push(left.saturating_add(width));
    }

    /// The cell that is open.
    pub(super) fn cell(&mut self) -> Option<&mut OpenCell> {
        self.row.as_mut()?.cell.as_mut()
    }

    /// Cells so far.
    pub(super) fn size(&self) -> u32 {
        self.cells
    }

    /// The row that is open was deleted.
    pub(super) fn drop_row(&mut self) {
        if let Some(row) = &mut self.row {
            row.dropped = true;
        }
    }

    /// Whether the row that is open was deleted.
    pub(super) fn drops_row(&self) -> bool {
        self.row.as_ref().is_some_and(|r| r.dropped)
    }

    /// Ends the cell that is open.
    pub(super) fn close_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        let Some(cell) = row.cell.take().filter(|c| !c.deleted) else { return };
        self.cells = self.cells.saturating_add(1);
        match row.cells.last_mut() {
            Some(left) if cell.joins_left => {
                left.span = Some(left.span.unwrap_or(1).saturating_add(cell.span.unwrap_or(1)));
                left.width = left.width.zip(cell.width).map(|(a, b)| a.saturating_add(b));
                left.raw.paragraphs.extend(cell.raw.paragraphs.into_iter().filter(|p| !p.text.is_empty() || p.number.is_some()));
                left.raw.nested.extend(cell.raw.nested);
            }
            _ => row.cells.push(cell),
        }
    }

    /// Ends the row that is open.
    pub(super) fn close_row(&mut self) {
        self.close_cell();
        let Some(row) = self.row.take() else { return };
        if row.dropped || row.cells.is_empty() {
            return;
        }
        let columns = self.columns(&row);
        self.below_header |= !row.header;
        self.raw.marked_header_rows += u32::from(!self.below_header);
        let cells = row.cells.into_iter().zip(columns);
        self.raw.rows.push(cells.map(|(cell, (column, span))| RawCell { column: Some(column), column_span: span, ..cell.raw }).collect());
    }

    /// Ends the table.
    pub(super) fn close(mut self) -> RawTable {
        self.close_row();
        self.raw
    }

    /// First column and width of each cell of a row.
    fn columns(&self, row: &OpenRow) -> Vec<(u32, u32)> {
        if let Some(columns) = self.columns_by_width(row) {
            return columns;
        }
        let mut column = row.before.min(WIDEST);
        row.cells
            .iter()
            .map(|cell| {
                let span = cell.span.unwrap_or(1).clamp(1, WIDEST);
                let place = (column, span);
                column = column.saturating_add(span);
                place
            })
            .collect()
    }

    fn columns_by_width(&self, row: &OpenRow) -> Option<Vec<(u32, u32)>> {
        let silent = row.before == 0 && row.cells.iter().all(|c| c.span.is_none());
        if !silent || row.cells.len() >= self.edges.len() {
            return None;
        }
        let (mut left, mut column) = (0_u32, 0_usize);
        let mut out = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            left = left.checked_add(cell.width.filter(|&w| w > TOLERANCE)?)?;
            let end = column + self.edges.get(column..)?.iter().position(|&edge| edge.abs_diff(left) <= TOLERANCE)? + 1;
            out.push((column as u32, (end - column) as u32));
            // The grid's own edge, so that small differences do not add up.
            left = *self.edges.get(end - 1)?;
            column = end;
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(edges: &[u32], rows: &[&[(Option<u32>, Option<u32>)]]) -> RawTable {
        let mut table = OpenTable::default();
        for width in edges {
            table.column(*width);
        }
        for row in rows {
            table.row = Some(OpenRow::default());
            for &(span, width) in *row {
                table.row.as_mut().unwrap().cell = Some(OpenCell { span, width, ..OpenCell::default() });
                table.close_cell();
            }
            table.close_row();
        }
        table.close()
    }

    fn places(table: &RawTable) -> Vec<Vec<(u32, u32)>> {
        table.rows.iter().map(|r| r.iter().map(|c| (c.column.unwrap(), c.column_span)).collect()).collect()
    }

    #[test]
    fn spans_count_first_and_widths_only_where_nothing_is_said_of_spans() {
        let rows: [&[(Option<u32>, Option<u32>)]; 3] =
            [&[(Some(2), Some(9999)), (None, None)], &[(None, Some(1000)), (None, Some(2010))], &[(None, Some(1500)), (None, Some(1500))]];
        let table = table(&[1000, 1000, 1000], &rows);
        assert_eq!(places(&table), [vec![(0, 2), (2, 1)], vec![(0, 1), (1, 2)], vec![(0, 1), (1, 1)]]);
    }
}
