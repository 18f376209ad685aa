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

/// Columns that a table can have; what a file puts beyond is dropped and told.
const WIDEST: usize = 16_384;

/// Cut spans that are told one by one; the rest of a table's are told together.
const ONE_BY_ONE: usize = 10;

/// Resolves merged cells: every (row, column) of the grid answers with the cell that covers it.
///
/// Spans that run past the last row or into another cell are cut, and each cut is reported as [`Code::SpanOverlap`] at `block`. A continuation joins the cell above it
/// whose left and right edges are the same; without one it is a cell of its own. The grid is as wide as its widest row.
pub fn resolve(rows: &[Vec<SpannedCell>], block: u32) -> Resolved {
    resolve_within(rows, block, u32::MAX)
}

/// [`resolve`] for a file that is not trusted: the grid has at most `limit` places. Rows beyond are dropped, and that is reported as [`Code::LimitMet`].
pub fn resolve_within(rows: &[Vec<SpannedCell>], block: u32, limit: u32) -> Resolved {
    let mut work = Work { lines: vec![Vec::new(); rows.len()], cells: Vec::new(), cuts: Vec::new(), lost: 0, covered: 0 };
    let mut kept = rows.len();
    for (r, row) in rows.iter().enumerate() {
        if !work.row(r, row, limit as usize) {
            kept = r;
            break;
        }
    }
    let columns = work.lines.iter().map(Vec::len).max().unwrap_or(0);
    kept = kept.min((limit as usize).checked_div(columns).unwrap_or(kept));
    work.finish(kept, columns, rows.len(), block)
}

struct Work {
    /// Indices into `cells`, row by row.
    lines: Vec<Vec<u32>>,
    cells: Vec<PlacedCell>,
    /// Row, column and what was cut there.
    cuts: Vec<(u32, u32, &'static str)>,
    /// Cells that stood beyond the widest table.
    lost: u32,
    /// Places that are held by `lines`.
    covered: usize,
}

impl Work {
    /// Places the cells of a row; false when the limit was met.
    fn row(&mut self, r: usize, row: &[SpannedCell], limit: usize) -> bool {
        let mut cursor = 0_usize;
        for (i, cell) in row.iter().enumerate() {
            if let Some(column) = cell.column {
                cursor = cursor.max(column as usize);
            }
            let source = (r as u32, i as u32);
            if cell.continues
                && let Some(above) = self.above(r, cursor, cell.column_span.max(1))
            {
                let Some(upper) = self.cells.get_mut(above as usize) else { continue };
                upper.row_span += 1;
                upper.sources.push(source);
                let width = upper.column_span as usize;
                self.fill(r, cursor, width, above);
                cursor += width;
                continue;
            }
            let line = &self.lines[r];
            while line.get(cursor).is_some_and(|&c| c != Table::NONE) {
                cursor += 1;
            }
            if cursor >= WIDEST {
                self.lost += 1;
                continue;
            }
            let wanted_rows = cell.row_span.max(1) as usize;
            let row_span = wanted_rows.min(self.lines.len() - r);
            if row_span < wanted_rows {
                self.cuts.push((r as u32, cursor as u32, "spans rows past the table's end"));
            }
            let wanted = cell.column_span.max(1) as usize;
            let within = wanted.min(WIDEST - cursor);
            let free = (0..within).take_while(|d| line.get(cursor + d).is_none_or(|&c| c == Table::NONE)).count();
            if free < wanted {
                self.cuts.push((r as u32, cursor as u32, "spans columns that another cell covers"));
            }
            let added: usize = self.lines[r..r + row_span].iter().map(|l| (cursor + free).saturating_sub(l.len())).sum();
            if self.covered + added > limit {
                return false;
            }
            let index = self.cells.len() as u32;
            for below in r..r + row_span {
                self.fill(below, cursor, free, index);
            }
            self.cells.push(PlacedCell {
                row: r as u32,
                column: cursor as u32,
                row_span: row_span as u32,
                column_span: free as u32,
                sources: vec![source],
            });
            cursor += free;
        }
        true
    }

    /// The cell that ends in the row above and has these edges.
    fn above(&self, r: usize, column: usize, width: u32) -> Option<u32> {
        let index = *self.lines.get(r.checked_sub(1)?)?.get(column)?;
        let upper = self.cells.get(index as usize)?;
        let same = upper.column as usize == column && upper.column_span == width && (upper.row + upper.row_span) as usize == r;
        let free = self.lines[r].iter().skip(column).take(width as usize).all(|&c| c == Table::NONE);
        (same && free).then_some(index)
    }

    /// Covers free places of a line with a cell; places that another cell holds stay its own.
    fn fill(&mut self, r: usize, from: usize, count: usize, index: u32) {
        let line = &mut self.lines[r];
        if line.len() < from + count {
            self.covered += from + count - line.len();
            line.resize(from + count, Table::NONE);
        }
        for place in &mut line[from..from + count] {
            if *place == Table::NONE {
                *place = index;
            }
        }
    }

    fn finish(mut self, kept: usize, columns: usize, given: usize, block: u32) -> Resolved {
        self.lines.truncate(kept);
        let mut order: Vec<usize> = (0..self.cells.len()).filter(|&i| (self.cells[i].row as usize) < kept).collect();
        order.sort_by_key(|&i| (self.cells[i].row, self.cells[i].column));
        let mut rank = vec![Table::NONE; self.cells.len()];
        for (to, &from) in order.iter().enumerate() {
            rank[from] = to as u32;
        }
        let mut grid = vec![Table::NONE; kept * columns];
        for (r, line) in self.lines.iter().enumerate() {
            for (c, &index) in line.iter().enumerate() {
                if index != Table::NONE {
                    grid[r * columns + c] = rank[index as usize];
                }
            }
        }
        let diagnostics = self.diagnostics(kept, given, block);
        let mut cells: Vec<Option<PlacedCell>> = self.cells.into_iter().map(Some).collect();
        let cells = order
            .iter()
            .filter_map(|&i| cells[i].take())
            .map(|mut cell| {
                cell.row_span = cell.row_span.min(kept as u32 - cell.row);
                cell.sources.retain(|&(row, _)| (row as usize) < kept);
                cell
            })
            .collect();
        Resolved { rows: kept as u32, columns: columns as u32, cells, grid, diagnostics }
    }

    fn diagnostics(&self, kept: usize, given: usize, block: u32) -> Vec<Diagnostic> {
        let place = |cell| Place { block, end_block: block, start_char: 0, end_char: 0, cell };
        let mut out: Vec<Diagnostic> = self
            .cuts
            .iter()
            .take(ONE_BY_ONE)
            .map(|&(row, column, what)| {
                let message = format!("the cell at row {row}, column {column} {what}; its span was cut");
                Diagnostic::new(Code::SpanOverlap, Severity::Note, message).at(place(Some((row, column))))
            })
            .collect();
        if let Some(more) = self.cuts.len().checked_sub(ONE_BY_ONE).filter(|&n| n > 0) {
            let message = format!("and {more} more spans of this table were cut");
            out.push(Diagnostic::new(Code::SpanOverlap, Severity::Note, message).at(place(None)));
        }
        if kept < given {
            let message = format!("the table is larger than the limit: its last {} rows were not read", given - kept);
            out.push(Diagnostic::new(Code::LimitMet, Severity::Warning, message).at(place(None)));
        }
        if self.lost > 0 {
            let message = format!("{} cells stand beyond column {WIDEST} and were not read", self.lost);
            out.push(Diagnostic::new(Code::LimitMet, Severity::Warning, message).at(place(None)));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(row_span: u32, column_span: u32) -> SpannedCell {
        SpannedCell { column: None, row_span, column_span, continues: false }
    }

    fn at(column: u32, column_span: u32, continues: bool) -> SpannedCell {
        SpannedCell { column: Some(column), row_span: 1, column_span, continues }
    }

    #[test]
    fn a_row_span_pushes_later_cells_right() {
        let resolved = resolve(&[vec![cell(2, 1), cell(1, 2)], vec![cell(1, 1), cell(1, 1)]], 0);
        assert_eq!((resolved.rows, resolved.columns), (2, 3));
        assert_eq!(resolved.grid, [0, 1, 1, 0, 2, 3]);
    }

    #[test]
    fn continuations_join_the_cell_above_and_spans_past_the_end_are_told() {
        let resolved = resolve(&[vec![at(1, 1, false)], vec![at(1, 1, true)], vec![cell(3, 1)]], 7);
        assert_eq!(resolved.cells[0].sources, [(0, 0), (1, 0)]);
        assert_eq!(resolved.cells[0].row_span, 2);
        assert_eq!(resolved.diagnostics.len(), 1);
        assert_eq!(resolved.grid, [Table::NONE, 0, Table::NONE, 0, 1, Table::NONE]);
    }

    #[test]
    fn a_continuation_of_another_width_never_moves_its_neighbours() {
        let rows = [vec![at(0, 2, false), at(2, 1, false)], vec![at(0, 1, true), at(1, 1, false), at(2, 1, false)]];
        assert_eq!(resolve(&rows, 0).grid, [0, 0, 1, 2, 3, 4]);
        let rows = [vec![at(0, 1, true)], vec![at(0, 1, true)]];
        assert_eq!(resolve(&rows, 0).grid, [0, 0]);
    }

    #[test]
    fn overlapping_spans_are_cut() {
        // The first cell of the second row would run into the span from above.
        let resolved = resolve(&[vec![cell(1, 1), cell(2, 1)], vec![cell(1, 3), cell(1, 1)]], 0);
        assert_eq!(resolved.grid, [0, 1, Table::NONE, 2, 1, 3]);
        assert_eq!(resolved.diagnostics[0].place.unwrap().cell, Some((1, 0)));
    }

    #[test]
    fn limits_drop_rows_and_say_so() {
        let rows = vec![vec![cell(1, 1); 4]; 5];
        let resolved = resolve_within(&rows, 0, 12);
        assert_eq!((resolved.rows, resolved.columns, resolved.cells.len()), (3, 4, 12));
        assert_eq!(resolved.diagnostics[0].code, Code::LimitMet);
        let resolved = resolve_within(&[vec![cell(1, 1)], vec![at(u32::MAX, u32::MAX, false)]], 0, 1000);
        assert_eq!(resolved.cells.len(), 1);
        assert_eq!(resolve_within(&vec![vec![cell(60_000, 1000)]; 2], 0, 100).diagnostics.len(), 2);
        assert_eq!(resolve_within(&[], 0, 0).rows, 0);
    }

    fn any_cell() -> impl Strategy<Value = SpannedCell> {
        let span = prop_oneof![8 => 1..4_u32, 1 => 0..100_000_u32];
        (prop::option::of(prop_oneof![8 => 0..8_u32, 1 => any::<u32>()]), span.clone(), span, any::<bool>())
            .prop_map(|(column, row_span, column_span, continues)| SpannedCell { column, row_span, column_span, continues })
    }

    proptest! {
        #[test]
        fn every_place_answers_with_the_cell_that_covers_it(rows in prop::collection::vec(prop::collection::vec(any_cell(), 0..6), 0..8), limit in 0..5000_u32) {
            let resolved = resolve_within(&rows, 0, limit);
            let (height, width) = (resolved.rows as usize, resolved.columns as usize);
            prop_assert!(height * width <= limit as usize);
            let mut expected = vec![Table::NONE; height * width];
            for (index, cell) in resolved.cells.iter().enumerate() {
                prop_assert!(cell.row_span >= 1 && cell.column_span >= 1);
                for r in cell.row..cell.row + cell.row_span {
                    for c in cell.column..cell.column + cell.column_span {
                        let place = &mut expected[r as usize * width + c as usize];
                        prop_assert_eq!(*place, Table::NONE);
                        *place = index as u32;
                    }
                }
            }
            prop_assert_eq!(&expected, &resolved.grid);
            prop_assert!(resolved.cells.is_sorted_by_key(|c| (c.row, c.column)));
            // Every source cell of a row that was kept stands in exactly one cell, unless it stood beyond the widest table.
            let mut sources: Vec<(u32, u32)> = resolved.cells.iter().flat_map(|c| c.sources.iter().copied()).collect();
            sources.sort_unstable();
            let all: Vec<(u32, u32)> = (0..resolved.rows).flat_map(|r| (0..rows[r as usize].len() as u32).map(move |i| (r, i))).collect();
            let lost = resolved.diagnostics.iter().any(|d| d.message.contains("beyond column"));
            prop_assert!(lost || sources == all);
        }
    }
}
