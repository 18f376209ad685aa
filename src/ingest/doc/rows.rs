//! How a table row is cut into cells ([MS-DOC] 2.6.3 "Table Properties", 2.9.321 "TDefTableOperand").

use super::sprm::{Sprm, Sprms, code};
use crate::ingest::bytes::{i16_at, u8_at, u16_at};

/// A row has at most this many cells ([MS-DOC] 2.9.321, NumberOfColumns).
const MOST_CELLS: usize = 63;
const TC80: usize = 20;

/// How a cell is merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CellShape {
    /// Width in twips.
    width: i32,
    /// The two bits of horizontal merging, as stored.
    horizontal: u8,
    /// It goes on with the cell above.
    pub(super) continues: bool,
}

/// The cells of one row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RowShape {
    left: i32,
    gap: i32,
    cells: Vec<CellShape>,
    /// The row is repeated as a header on each page.
    pub(super) header: bool,
}

impl RowShape {
    /// Applies one modifier.
    pub(super) fn apply(&mut self, sprm: Sprm<'_>) {
        let operand = sprm.operand;
        match sprm.code {
            code::T_DEF_TABLE | code::T_DEF_TABLE_10 => self.define(operand),
            code::T_TABLE_HEADER => self.header = sprm.flag(),
            code::T_DXA_GAP_HALF => self.gap = i16_at(operand, 0).map_or(0, i32::from),
            code::T_DXA_LEFT => self.left = i16_at(operand, 0).map_or(self.left, |left| i32::from(left) - self.gap),
            code::T_INSERT => self.insert(operand),
            code::T_DELETE => {
                let (from, to) = self.range(operand);
                self.cells.drain(from..to);
            }
            code::T_DXA_COL => {
                let (from, to) = self.range(operand);
                let width = i16_at(operand, 2).map_or(0, |w| i32::from(w).max(0));
                self.cells[from..to].iter_mut().for_each(|c| c.width = width);
            }
            code::T_MERGE => {
                let (from, to) = self.range(operand);
                for (i, cell) in self.cells[from..to].iter_mut().enumerate() {
                    cell.horizontal = if i == 0 { 3 } else { 1 };
                }
            }
            code::T_SPLIT => {
                let (from, to) = self.range(operand);
                self.cells[from..to].iter_mut().for_each(|c| c.horizontal = 0);
            }
            code::T_VERT_MERGE => {
                let index = usize::from(sprm.byte());
                // VerticalMergeFlag ([MS-DOC] 2.9.342): 1 goes on, 3 begins.
                if let Some(cell) = self.cells.get_mut(index) {
                    cell.continues = u8_at(operand, 1) == Some(1);
                }
            }
            _ => {}
        }
    }

    /// Applies the table modifiers of a grpprl.
    pub(super) fn apply_all(&mut self, grpprl: &[u8]) {
        Sprms::new(grpprl).filter(|s| s.code >> 10 & 7 == 5).for_each(|s| self.apply(s));
    }

    /// True when nothing defined the row.
    pub(super) fn is_undefined(&self) -> bool {
        self.cells.is_empty()
    }

    /// Left and right edge of each cell, in twips from the margin; a cell never ends before it begins.
    pub(super) fn edges(&self) -> Vec<(i32, i32)> {
        let mut at = self.left;
        let step = |cell: &CellShape| {
            let left = at;
            at = at.saturating_add(cell.width);
            (left, at)
        };
        self.cells.iter().map(step).collect()
    }

    /// The cells.
    pub(super) fn cells(&self) -> &[CellShape] {
        &self.cells
    }

    /// Which cells are swallowed by the cell to their left.
    ///
    /// Two texts contradict each other: [MS-DOC] 2.9.317 "TCGRF" calls 1 a cell that is swallowed and 2 or 3 the first one; the specification of Word 97, and every program
    /// that reads the files, calls bit 1 (`fFirstMerged`) the first and bit 2 (`fMerged`) the swallowed ones. Files hold both, and they tell themselves apart: a set begins
    /// with its first cell, so the value that it begins with is the one of first cells.
    pub(super) fn swallowed(&self) -> Vec<bool> {
        let mut first = None;
        self.cells
            .iter()
            .map(|cell| {
                let swallowed = cell.horizontal != 0 && first.is_some_and(|f| f != cell.horizontal);
                if !swallowed {
                    first = Some(cell.horizontal).filter(|&h| h != 0);
                }
                swallowed
            })
            .collect()
    }

    fn define(&mut self, operand: &[u8]) {
        let count = usize::from(u8_at(operand, 0).unwrap_or(0)).min(MOST_CELLS);
        let edges: Vec<i32> = (0..=count).map_while(|i| i16_at(operand, 1 + i * 2)).map(i32::from).collect();
        let Some(&left) = edges.first() else { return };
        self.left = left;
        let records = 1 + (count + 1) * 2;
        self.cells = edges
            .windows(2)
            .enumerate()
            .map(|(i, pair)| {
                // Missing records are of cells without any property.
                let flags = u16_at(operand, records + i * TC80).unwrap_or(0);
                CellShape { width: (pair[1] - pair[0]).max(0), horizontal: (flags & 3) as u8, continues: flags >> 5 & 3 == 1 }
            })
            .collect();
    }

    /// sprmTInsert: cells of one width at an index; the gap before an index past the end is filled with cells of that width.
    fn insert(&mut self, operand: &[u8]) {
        let (Some(at), Some(count)) = (u8_at(operand, 0), u8_at(operand, 1)) else { return };
        let width = i16_at(operand, 2).map_or(0, |w| i32::from(w).max(0));
        let cell = CellShape { width, ..CellShape::default() };
        let at = usize::from(at).min(MOST_CELLS);
        if self.cells.len() < at {
            self.cells.resize(at, cell);
        }
        self.cells.splice(at..at, std::iter::repeat_n(cell, usize::from(count)));
        self.cells.truncate(MOST_CELLS);
    }

    /// An ItcFirstLim ([MS-DOC] 2.9.120) within the row.
    fn range(&self, operand: &[u8]) -> (usize, usize) {
        let to = usize::from(u8_at(operand, 1).unwrap_or(0)).min(self.cells.len());
        (usize::from(u8_at(operand, 0).unwrap_or(0)).min(to), to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(sprms: &[(u16, &[u8])]) -> RowShape {
        let mut row = RowShape::default();
        for &(code, operand) in sprms {
            row.apply(Sprm { code, operand });
        }
        row
    }

    fn defined(flags: &[u16]) -> RowShape {
        let mut operand = vec![flags.len() as u8];
        for i in 0..=flags.len() as i16 {
            operand.extend((i * 100).to_le_bytes());
        }
        for flag in flags {
            operand.extend(flag.to_le_bytes());
            operand.extend([0; 18]);
        }
        shape(&[(code::T_DEF_TABLE, &operand)])
    }

    #[test]
    fn rows_are_made_by_insertion_and_changed_by_deletion() {
        let row = shape(&[
            (code::T_INSERT, &[0, 3, 100, 0]),
            (code::T_DXA_COL, &[1, 2, 50, 0]),
            (code::T_DELETE, &[0, 1]),
            (code::T_INSERT, &[3, 1, 7, 0]),
        ]);
        assert_eq!(row.edges(), [(0, 50), (50, 150), (150, 157), (157, 164)]);
    }

    #[test]
    fn both_readings_of_the_merge_bits() {
        assert_eq!(defined(&[0, 1, 2, 2, 0]).swallowed(), [false, false, true, true, false]);
        assert_eq!(defined(&[3, 1, 0, 2, 1]).swallowed(), [false, true, false, false, true]);
        assert_eq!(defined(&[1, 2, 1, 2]).swallowed(), [false, true, false, true]);
        assert_eq!(shape(&[(code::T_INSERT, &[0, 3, 9, 0]), (code::T_MERGE, &[0, 3])]).swallowed(), [false, true, true]);
    }

    #[test]
    fn vertical_merging_by_record_and_by_modifier() {
        let mut row = defined(&[0x60, 0x20, 0]);
        assert_eq!(row.cells().iter().map(|c| c.continues).collect::<Vec<_>>(), [false, true, false]);
        row.apply(Sprm { code: code::T_VERT_MERGE, operand: &[2, 1] });
        row.apply(Sprm { code: code::T_VERT_MERGE, operand: &[1, 3] });
        assert_eq!(row.cells().iter().map(|c| c.continues).collect::<Vec<_>>(), [false, false, true]);
    }
}
