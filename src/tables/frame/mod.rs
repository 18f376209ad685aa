//! One table as its readers see it: caption and unit, header paths, kinds of rows, and cells with their values and places.
//!
//! A [`Frame`] is made once for each table (or for each of several tables that run together in one) and is what every reader of a kind works on; readers never look at
//! columns by position. A typical reader:
//!
//! ```text
//! for column in 0..frame.columns() {
//!     senses.push(grammar.sense(frame.path(column)));          // meaning from the header path
//! }
//! for row in frame.data_rows() {                                // Data, Total, Subtotal
//!     if let Some(amount) = frame.amount(row.row, column, None) { … }  // value in 万元, resolution, printed, place
//! }
//! ```
//!
//! Text layouts (ragged tables) are solved before a frame is made: here every table is a grid.

mod framed;
pub(crate) mod lead;
pub(crate) mod rows;
pub(crate) mod segments;

pub use lead::{Lead, Placed};
pub use rows::{BodyRow, RowKind, says_empty, total_word};

use super::cell::{CellNumber, CellValue, Unit, cell_value, header_unit};
use super::header::HeaderPath;
use crate::document::{Cell, Document, Place, Table};
use crate::facts::ValueUnit;
use crate::normalise::number::Printed;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// One table, ready to be read.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// The file.
    pub document: &'a Document,
    /// The table's block.
    pub block: u32,
    /// Its grid; re-laid when it was ragged and its spans were solved. Rows are those of the file.
    pub table: Cow<'a, Table>,
    /// The rows of the grid that it takes: all, unless several tables run together in one.
    pub rows: Range<u32>,
    /// Caption, unit, code, date.
    pub lead: Lead,
    /// Leading rows of the grid that hold caption, unit and code.
    pub lead_rows: Vec<u32>,
    /// Header rows.
    pub header_rows: Vec<u32>,
    /// Rows below the header, all of them, with their kinds.
    pub body: Vec<BodyRow>,
    /// Header path of each column.
    pub paths: Vec<HeaderPath>,
    /// The table that it continues after a page break: caption, unit, and header paths where it has no header of its own, are that one's.
    pub continues: Option<u32>,
    /// Columns whose header spans fit in more than one way: no value of theirs is certain, and [`Frame::amount`] gives none.
    pub ambiguous: BTreeSet<u32>,
    /// Body rows whose cells could not be put into columns: no value of theirs is certain.
    pub unsolved_rows: BTreeSet<u32>,
    /// Some number of the body is printed with two decimal places or more.
    two_places: bool,
}

/// An amount or count of a cell, in the units of the dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// In `value_unit`, signed.
    pub value: Decimal,
    /// The unit of `value`.
    pub value_unit: ValueUnit,
    /// One unit of the last printed place, in `value_unit`; 0 for counts, a printed 0 and zeros in words.
    pub resolution: Decimal,
    /// The number exactly as printed.
    pub printed: String,
    /// Its unit as printed or as stated for cell, row, column or table.
    pub printed_unit: Option<String>,
    /// Where the number stands in its cell.
    pub place: Place,
}

impl<'a> Frame<'a> {
    /// A frame of the rows `rows` of a table whose spans are solved. `first_block` bounds the search for a caption in the paragraphs before the table; `knows` tells header
    /// words (see [`super::Lexicon::knows_header`]).
    pub fn new(
        document: &'a Document,
        block: u32,
        table: Cow<'a, Table>,
        rows: Range<u32>,
        first_block: u32,
        knows: &dyn Fn(&str) -> bool,
    ) -> Self {
        let shape = rows::shape(document, &table, rows.clone(), knows);
        let paths = rows::paths(document, &table, &shape.header);
        let mut lead = Lead::default();
        for &row in &shape.lead {
            let texts = rows::row_texts(document, &table, row);
            let alone = texts.iter().filter(|(_, t)| !cell_value(t).is_blank()).count() == 1;
            for (cell, text) in texts {
                lead.take_cell(text, cell_place(document, block, cell), alone);
            }
        }
        if rows.start == 0 {
            match framed::parent(document, block) {
                Some(parent) => lead.take_around(document, first_block, block, parent),
                None => lead.take_paragraphs(document, first_block, block),
            }
        } else {
            lead.first_block = block;
        }
        let mut frame = Frame {
            document,
            block,
            table,
            rows,
            lead,
            lead_rows: shape.lead,
            header_rows: shape.header,
            body: shape.body,
            paths,
            continues: None,
            ambiguous: BTreeSet::new(),
            unsolved_rows: BTreeSet::new(),
            two_places: false,
        };
        frame.two_places = frame.has_two_places();
        frame
    }

    /// Columns of the grid.
    pub fn columns(&self) -> u32 {
        self.table.columns
    }

    /// The header path of a column.
    pub fn path(&self, column: u32) -> &HeaderPath {
        static NONE: HeaderPath = HeaderPath { parts: Vec::new(), unit: None };
        self.paths.get(column as usize).unwrap_or(&NONE)
    }

    /// Body rows that hold values: data, totals and subtotals.
    pub fn data_rows(&self) -> impl Iterator<Item = BodyRow> + '_ {
        self.body.iter().copied().filter(|r| matches!(r.kind, RowKind::Data | RowKind::Total | RowKind::Subtotal))
    }

    /// The cell that covers a place.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.table.cell_at(row, column)
    }

    /// The cell whose top left place this is; `None` where a merged cell only reaches.
    pub fn own_cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cell(row, column).filter(|c| c.row == row && c.column == column)
    }

    /// The text of the cell that covers a place, as printed; a merged cell answers at each of its places.
    pub fn text(&self, row: u32, column: u32) -> &'a str {
        self.cell(row, column).map_or("", |c| self.document.slice(c.range))
    }

    /// The text of a cell that begins at this place: empty at the other places of a merged one.
    pub fn own_text(&self, row: u32, column: u32) -> &'a str {
        self.own_cell(row, column).map_or("", |c| self.document.slice(c.range))
    }

    /// What the cell that begins at a place says.
    pub fn value(&self, row: u32, column: u32) -> CellValue {
        cell_value(self.own_text(row, column))
    }

    /// The place of a whole cell's text.
    pub fn place(&self, row: u32, column: u32) -> Place {
        match self.cell(row, column) {
            Some(cell) => cell_place(self.document, self.block, cell),
            None => Place { block: self.block, end_block: self.block, start_char: 0, end_char: 0, cell: Some((row, column)) },
        }
    }

    /// The place of a number inside the cell that covers (row, column).
    pub fn number_place(&self, row: u32, column: u32, number: &CellNumber) -> Place {
        Place { start_char: number.start_char, end_char: number.end_char, ..self.place(row, column) }
    }

    /// The place of the whole table.
    pub fn table_place(&self) -> Place {
        Place { block: self.block, end_block: self.block, start_char: 0, end_char: 0, cell: None }
    }

    /// The unit of a number, as printed and as what it is, by whoever is nearest: the cell itself, the row's label (房屋（平方米）), the column's header, the table.
    pub fn unit_of(&self, column: u32, number: &CellNumber, label: Option<&str>) -> Option<(String, Unit)> {
        if let (Some(text), Some(unit)) = (&number.unit_text, number.unit) {
            return Some((text.clone(), unit));
        }
        if let Some(mark) = label.and_then(header_unit) {
            return Some((mark.printed, mark.unit));
        }
        let header = self.path(column).unit.as_ref().or(self.lead.unit.as_ref())?;
        Some((header.printed.clone(), header.unit))
    }

    /// The number of the cell that begins at a place in the units of the dataset, by [`Frame::unit_of`]; `label` is the row's label where it may state a unit.
    ///
    /// `None` where the cell states no number or its column is ambiguous. Without any unit the number is taken as money in 万元 (see [`Frame::states_unit`] for the
    /// diagnostic that belongs to it). For counts and percents use [`Frame::count`] or read [`Frame::value`].
    pub fn amount(&self, row: u32, column: u32, label: Option<&str>) -> Option<Amount> {
        if self.is_uncertain(row, column) {
            return None;
        }
        let value = self.value(row, column);
        let number = value.number()?;
        let unit = self.unit_of(column, number, label);
        let kind = unit.as_ref().map_or(Unit::WanYuan, |(_, u)| *u);
        self.converted(row, column, number, unit.map(|(text, _)| text), kind)
    }

    /// The number of a cell as money: in the unit of cell, label, header or table where that is money, else 万元. A table may state 单位：人、万元.
    pub fn money(&self, row: u32, column: u32, label: Option<&str>) -> Option<Amount> {
        if self.is_uncertain(row, column) {
            return None;
        }
        let value = self.value(row, column);
        let number = value.number().filter(|n| n.unit != Some(Unit::Percent))?;
        let (text, unit) = match self.unit_of(column, number, label) {
            Some((text, unit)) if unit.is_money() => (Some(text), unit),
            _ => match self.lead.unit.as_ref().and_then(|m| m.all.iter().find(|u| u.is_money()).map(|u| (m.printed.clone(), *u))) {
                Some((text, unit)) => (Some(text), unit),
                None => (None, Unit::WanYuan),
            },
        };
        self.converted(row, column, number, text, unit)
    }

    /// The number of a cell as a count of `unit`: exact.
    pub fn count(&self, row: u32, column: u32, unit: ValueUnit, printed_unit: Option<&str>) -> Option<Amount> {
        if self.is_uncertain(row, column) {
            return None;
        }
        let value = self.value(row, column);
        let number = value.number().filter(|n| n.unit != Some(Unit::Percent))?;
        Some(Amount {
            value: number.printed.value,
            value_unit: unit,
            resolution: if number.printed.places > 0 { number.printed.resolution() } else { Decimal::ZERO },
            printed: number.text.clone(),
            printed_unit: number.unit_text.clone().or(printed_unit.map(str::to_owned)),
            place: self.number_place(row, column, number),
        })
    }

    /// The unit of the whole table as printed.
    pub fn unit_of_table(&self) -> Option<&str> {
        self.lead.unit.as_ref().map(|u| u.printed.as_str())
    }

    /// The number of a cell as a percent, whether its sign stands in the cell, in the header or nowhere.
    pub fn percent(&self, row: u32, column: u32) -> Option<Amount> {
        if self.is_uncertain(row, column) {
            return None;
        }
        let value = self.value(row, column);
        let number = value.number().filter(|n| n.unit.is_none_or(|u| u == Unit::Percent))?;
        let sign = number
            .unit_text
            .clone()
            .or_else(|| self.path(column).unit.as_ref().filter(|u| u.unit == Unit::Percent).map(|u| u.printed.clone()));
        self.converted(row, column, number, sign.or_else(|| Some("%".to_owned())), Unit::Percent)
    }

    /// True when the table, or this column, says in which unit its amounts are.
    pub fn states_unit(&self, column: u32) -> bool {
        self.lead.unit.is_some() || self.path(column).unit.is_some()
    }

    /// True where a ragged layout leaves open in which column a value stands.
    pub fn is_uncertain(&self, row: u32, column: u32) -> bool {
        self.ambiguous.contains(&column) || self.unsolved_rows.contains(&row)
    }

    /// `None` where the number is too large for an exact decimal.
    fn converted(&self, row: u32, column: u32, number: &CellNumber, printed_unit: Option<String>, unit: Unit) -> Option<Amount> {
        Some(Amount {
            value: number.printed.value.checked_mul(unit.factor())?,
            value_unit: unit.value_unit(),
            resolution: self.resolution(number.printed, unit)?,
            printed: number.text.clone(),
            printed_unit,
            place: self.number_place(row, column, number),
        })
    }

    /// One unit of the last printed place. A printed 0 is exact; counts are; 万元 and percents with fewer than two places beside one with two have lost their zeros.
    fn resolution(&self, printed: Printed, unit: Unit) -> Option<Decimal> {
        if printed.value.is_zero() {
            return Some(Decimal::ZERO);
        }
        Some(match unit {
            Unit::WanYuan | Unit::Percent if printed.places < 2 && self.two_places => Decimal::new(1, 2),
            u if u.is_money() || u == Unit::Percent => printed.resolution().checked_mul(u.factor())?,
            _ if printed.places > 0 => printed.resolution(),
            _ => Decimal::ZERO,
        })
    }

    /// True when some cell of the body is printed with two decimal places or more.
    fn has_two_places(&self) -> bool {
        self.data_rows().any(|r| {
            self.table.row_cells(r.row).any(|c| {
                let text = self.document.slice(c.range);
                text.contains(['.', '．']) && cell_value(text).number().is_some_and(|n| n.printed.places >= 2)
            })
        })
    }
}

/// The place of a whole cell's text.
pub(crate) fn cell_place(document: &Document, block: u32, cell: &Cell) -> Place {
    let end = document.cell_text(cell).chars().count() as u32;
    Place { block, end_block: block, start_char: 0, end_char: end, cell: Some((cell.row, cell.column)) }
}
