//! Ragged tables: text layouts print a horizontally merged cell once, so rows with merged cells are shorter than the body's.
//!
//! The width is the body's; header rows are solved by constraint search ([`header`]), body rows that are shorter (合计 over two columns) by what their columns hold
//! ([`body`]). A table whose file does tell spans, but spans that put the whole width of a header row into its last cell, is tried as well: programs that write such files had
//! no widths to go by. It is laid anew only where that makes every column understood and there is one way. What fits in more than one way is told ([`Code::AmbiguousSpans`]) and its columns give no facts; what fits in none is left as printed
//! ([`Code::UnsolvedSpans`]).

mod body;
mod evidence;
mod gaps;
mod header;

use super::Lexicon;
use super::cell::{CellValue, cell_value};
use super::frame::rows::{paths, row_texts, shape};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::{Cell, Document, Layout, Place, Table};
use crate::grid::{SpannedCell, resolve};
use gaps::Gapped;
use header::{ColumnType, Header, Spans};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::ops::Range;

/// A table that is laid out anew.
#[derive(Debug, Clone)]
pub(crate) struct Solved {
    /// The table with its spans; its layout stays ragged.
    pub table: Table,
    /// Columns whose header is not certain.
    pub ambiguous: BTreeSet<u32>,
    /// Rows whose cells could not be put into columns.
    pub unsolved_rows: BTreeSet<u32>,
    /// What was met.
    pub diagnostics: Vec<Diagnostic>,
}

/// Solves the spans of each range of rows by itself and lays the whole table out anew.
pub(crate) fn solve(document: &Document, block: u32, table: &Table, ranges: &[Range<u32>], lexicon: &Lexicon) -> Solved {
    let mut work = Work {
        document,
        block,
        table,
        lexicon,
        spans: vec![Vec::new(); table.rows as usize],
        down: vec![Vec::new(); table.rows as usize],
        header_rows: 0,
        ambiguous: BTreeSet::new(),
        unsolved_rows: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    for range in ranges {
        work.range(range.clone());
    }
    work.finish()
}

/// Lays a table of the file's own spans anew, when they look lost and another way explains every column: a header row that leaves all that is wide to its last cell, or does not
/// reach the last column. `None` where the file's spans are kept.
pub(crate) fn doubt(document: &Document, block: u32, table: &Table, range: &Range<u32>, lexicon: &Lexicon) -> Option<Solved> {
    let knows = |folded: &str| lexicon.knows_header(folded);
    let shape = shape(document, table, range.clone(), &knows);
    if shape.header.len() < 2 || !shape.header.iter().any(|&r| looks_lost(table, r)) {
        return None;
    }
    let mut work = Work {
        document,
        block,
        table,
        lexicon,
        spans: vec![Vec::new(); table.rows as usize],
        down: vec![Vec::new(); table.rows as usize],
        header_rows: shape.header.last().map_or(0, |r| r + 1),
        ambiguous: BTreeSet::new(),
        unsolved_rows: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    let width = table.columns as usize;
    let full: Vec<u32> = shape.body.iter().map(|r| r.row).filter(|&r| work.length(r) == width).collect();
    let types = work.types(&full, width);
    work.header(&shape.header, &full, &types);
    if !work.ambiguous.is_empty() {
        return None;
    }
    work.diagnostics.clear();
    let message = "the spans that the file gives leave headers without meaning; the header was laid over the columns by its words";
    work.tell(Code::AmbiguousSpans, Severity::Note, message.to_owned(), None);
    let solved = work.finish();
    // A column that some header row does not reach has lost a part of its header.
    let reached = |t: &Table, column: u32| shape.header.iter().all(|&r| t.cell_at(r, column).is_some());
    let understood = |t: &Table| {
        let paths = paths(document, t, &shape.header);
        paths.iter().enumerate().filter(|(c, p)| lexicon.path_score(p) == 2 && reached(t, *c as u32)).count()
    };
    let (now, before) = (understood(&solved.table), understood(table));
    (solved.table.columns == table.columns && now == width && before < now).then_some(solved)
}

/// The columns of a table whose header does not reach all of its numbers, when it could not be laid anew: every one of them may stand under another's header.
pub(crate) fn unreached(document: &Document, table: &Table, range: &Range<u32>, lexicon: &Lexicon) -> bool {
    let knows = |folded: &str| lexicon.knows_header(folded);
    let shape = shape(document, table, range.clone(), &knows);
    let short = |row: &u32| table.cell_at(*row, table.columns.saturating_sub(1)).is_none();
    if shape.header.is_empty() || !shape.header.iter().any(short) {
        return false;
    }
    let bare = |column: u32| shape.header.iter().any(|&r| table.cell_at(r, column).is_none());
    let number = |row: u32, column: u32| table.cell_at(row, column).is_some_and(|c| cell_value(document.cell_text(c)).number().is_some());
    let rows = || shape.body.iter().map(|r| r.row);
    (0..table.columns).any(|c| bare(c) && rows().any(|r| number(r, c)))
}

/// All cells are one column wide but the last, which takes the rest; or the row ends before the table does.
fn looks_lost(table: &Table, row: u32) -> bool {
    let cells: Vec<&Cell> = table.row_cells(row).collect();
    let Some((last, others)) = cells.split_last() else { return false };
    let wide = last.column_span > 1 && !others.is_empty() && last.column + last.column_span == table.columns;
    let short = table.cell_at(row, table.columns.saturating_sub(1)).is_none();
    others.iter().all(|c| c.column_span == 1) && (wide || short)
}

struct Work<'w> {
    document: &'w Document,
    block: u32,
    table: &'w Table,
    lexicon: &'w Lexicon,
    /// For each row the spans of its cells; empty: as printed.
    spans: Vec<Vec<u32>>,
    /// The rows over which cells of header rows reach, where the file does not say so.
    down: Vec<Vec<u32>>,
    header_rows: u32,
    ambiguous: BTreeSet<u32>,
    unsolved_rows: BTreeSet<u32>,
    diagnostics: Vec<Diagnostic>,
}

impl Work<'_> {
    fn length(&self, row: u32) -> usize {
        self.table.row_cells(row).count()
    }

    /// The cells of a row as they would be printed one after the other: (its own?, text); a cell that reaches into the row from above is a blank one.
    fn printed(&self, row: u32) -> Vec<(bool, &str)> {
        let mut found = Vec::new();
        let mut column = 0;
        while let Some(cell) = self.table.cell_at(row, column) {
            found.push(if cell.row == row { (true, self.document.cell_text(cell)) } else { (false, "") });
            column = cell.column + cell.column_span;
        }
        found
    }

    fn set(&mut self, row: u32, spans: Vec<u32>) {
        if let Some(place) = self.spans.get_mut(row as usize) {
            *place = spans;
        }
    }

    fn tell(&mut self, code: Code, severity: Severity, message: String, cell: Option<(u32, u32)>) {
        let place = Place { block: self.block, end_block: self.block, start_char: 0, end_char: 0, cell };
        self.diagnostics.push(Diagnostic::new(code, severity, message).at(place));
    }

    fn range(&mut self, range: Range<u32>) {
        let knows = |folded: &str| self.lexicon.knows_header(folded);
        let shape = shape(self.document, self.table, range.clone(), &knows);
        let width = width(self.table, range.clone(), &shape.header);
        if width == 0 {
            return;
        }
        if range.start == 0 {
            self.header_rows = shape.header.last().map_or(0, |r| r + 1);
        }
        for &row in &shape.lead {
            let spans = even(self.length(row), width);
            self.set(row, spans);
        }
        let body: Vec<u32> = shape.body.iter().map(|r| r.row).collect();
        let full: Vec<u32> = body.iter().copied().filter(|&r| self.length(r) == width).collect();
        let types = self.types(&full, width);
        self.header(&shape.header, &full, &types);
        let group_edges = self.group_edges(&shape.header, &types);
        let ends_blank = |&r: &u32| row_texts(self.document, self.table, r).last().is_some_and(|(_, t)| t.trim().is_empty());
        let columns = body::Columns { types: &types, group_edges: &group_edges, keeps_blanks: full.iter().any(ends_blank) };
        for row in body {
            self.body_row(row, width, &columns, &shape.header);
        }
    }

    /// Where groups of the topmost header row with several cells meet, if both hold amounts and one of them is wide.
    fn group_edges(&self, header: &[u32], types: &[ColumnType]) -> Vec<u32> {
        let several = |r: &&u32| self.length(**r) > 1;
        let Some(spans) = header.iter().find(several).and_then(|&r| self.spans.get(r as usize)) else { return Vec::new() };
        let amounts = |from: u32, to: u32| types.get(from as usize..to as usize).is_some_and(|t| t.contains(&ColumnType::Number));
        let mut edge = 0;
        let mut found = Vec::new();
        for pair in spans.windows(2) {
            if let [a, b] = pair {
                if (*a > 1 || *b > 1) && amounts(edge, edge + a) && amounts(edge + a, edge + a + b) {
                    found.push(edge + a);
                }
                edge += a;
            }
        }
        found
    }

    /// What the full rows of the body hold in each column.
    fn types(&self, rows: &[u32], width: usize) -> Vec<ColumnType> {
        let mut columns: Vec<Vec<&str>> = vec![Vec::new(); width];
        for &row in rows {
            for ((_, text), column) in row_texts(self.document, self.table, row).into_iter().zip(columns.iter_mut()) {
                column.push(text);
            }
        }
        columns.iter().map(|texts| column_type(texts)).collect()
    }

    /// Lays the header rows over the columns; `full` are the body rows that have a cell for each.
    fn header(&mut self, rows: &[u32], full: &[u32], types: &[ColumnType]) {
        let width = types.len();
        if self.table.layout == Layout::Ragged && rows.iter().all(|&r| self.length(r) == width) {
            return;
        }
        let texts: Vec<Vec<&str>> = rows.iter().map(|&r| self.printed(r).into_iter().map(|(_, t)| t).collect()).collect();
        let lexicon = self.lexicon;
        let number = |text: &str| cell_value(text).number().map(|n| n.printed.value);
        let numbers: Vec<Vec<Option<Decimal>>> =
            full.iter().map(|&r| row_texts(self.document, self.table, r).into_iter().map(|(_, t)| number(t)).collect()).collect();
        let own = |path: &super::header::HeaderPath| lexicon.own_path_score(path);
        let national = |path: &super::header::HeaderPath| lexicon.national.path_score(path);
        // The words of two families of tables are not mixed: the one that understands more of the columns lays out the header.
        let families: [&dyn Fn(&super::header::HeaderPath) -> u32; 2] = [&own, &national];
        let header =
            |score| Header { rows: texts.clone(), columns: width, types: types.to_vec(), numbers: &numbers, order: &lexicon.order, score };
        let gaps = families.iter().map(|score| header(*score).with_gaps()).find(|g| *g != Gapped::No).unwrap_or(Gapped::No);
        let solved = families.map(|score| {
            let header = header(score);
            header.solve().map(|spans| (header.understood_columns(&spans), spans))
        });
        let best = match solved {
            [Some((a, own)), Some((b, national))] => Some(if a > b { own } else { national }),
            [own, national] => own.or(national).map(|(_, spans)| spans),
        };
        let whole =
            best.as_ref().is_some_and(|b| b.ambiguous.is_empty() && families.iter().any(|s| header(*s).understood_columns(b) == width));
        match gaps {
            Gapped::One(reach) if !whole => return self.reach(rows, reach),
            Gapped::Several if !whole => self.ambiguous.extend(0..width as u32),
            // The lowest row of a header has a cell for every column, unless both kinds of spans were lost.
            Gapped::No if !whole && rows.len() > 1 && lacks_cells(&texts, width) => self.ambiguous.extend(0..width as u32),
            _ => {}
        }
        let lengths: Vec<String> = rows.iter().map(|&r| self.length(r).to_string()).collect();
        match best {
            Some(Spans { rows: spans, ambiguous }) => {
                for (&row, spans) in rows.iter().zip(spans) {
                    let own: Vec<bool> = self.printed(row).iter().map(|(own, _)| *own).collect();
                    self.set(row, spans.into_iter().zip(own).filter(|(_, own)| *own).map(|(s, _)| s).collect());
                }
                if !ambiguous.is_empty() {
                    let columns: Vec<String> = ambiguous.iter().map(u32::to_string).collect();
                    let message = format!(
                        "header rows of {} cells over {width} columns fit in more than one way; columns {} are not certain",
                        lengths.join(", "),
                        columns.join(", ")
                    );
                    self.tell(Code::AmbiguousSpans, Severity::Warning, message, None);
                    self.ambiguous.extend(ambiguous);
                }
            }
            None => {
                let message = format!("header rows of {} cells could not be laid over {width} columns", lengths.join(", "));
                self.tell(Code::UnsolvedSpans, Severity::Warning, message, None);
                self.ambiguous.extend(0..width as u32);
            }
        }
    }

    /// Lays header rows whose cells reach over several rows as well.
    fn reach(&mut self, rows: &[u32], reach: gaps::Reach) {
        for (&row, cells) in rows.iter().zip(reach) {
            let (down, across) = cells.into_iter().unzip();
            self.set(row, across);
            if let Some(place) = self.down.get_mut(row as usize) {
                *place = down;
            }
        }
    }

    fn body_row(&mut self, row: u32, width: usize, columns: &body::Columns<'_>, header: &[u32]) {
        let length = self.length(row);
        if length == width || length == 0 {
            return;
        }
        let texts: Vec<&str> = row_texts(self.document, self.table, row).into_iter().map(|(_, t)| t).collect();
        // A header printed once more is laid out like the header.
        let same = |&&h: &&u32| {
            let theirs: Vec<&str> = row_texts(self.document, self.table, h).into_iter().map(|(_, t)| t.trim()).collect();
            theirs.len() == texts.len() && theirs.iter().zip(&texts).all(|(a, b)| *a == b.trim())
        };
        if let Some(&head) = header.iter().find(same) {
            let spans = self.spans.get(head as usize).cloned().unwrap_or_default();
            self.set(row, spans);
            return;
        }
        match body::spans(&texts, width, columns) {
            Some(spans) => self.set(row, spans),
            None => {
                self.unsolved_rows.insert(row);
                let message = format!("a row of {length} cells could not be laid over {width} columns; its numbers became no facts");
                self.tell(Code::UnsolvedSpans, Severity::Warning, message, Some((row, 0)));
            }
        }
    }

    fn finish(self) -> Solved {
        let mut rows: Vec<Vec<SpannedCell>> = Vec::with_capacity(self.table.rows as usize);
        let mut sources: Vec<Vec<&Cell>> = Vec::with_capacity(self.table.rows as usize);
        for row in 0..self.table.rows {
            let cells: Vec<&Cell> = self.table.row_cells(row).collect();
            let spans = self.spans.get(row as usize);
            let spanned = cells.iter().enumerate().map(|(i, cell)| SpannedCell {
                column: None,
                row_span: self.down.get(row as usize).and_then(|s| s.get(i)).copied().unwrap_or(cell.row_span),
                column_span: spans.and_then(|s| s.get(i)).copied().unwrap_or(cell.column_span).max(1),
                continues: false,
            });
            rows.push(spanned.collect());
            sources.push(cells);
        }
        let resolved = resolve(&rows, self.block);
        let cells = resolved.cells.iter().filter_map(|placed| {
            let &(r, i) = placed.sources.first()?;
            let source = *sources.get(r as usize)?.get(i as usize)?;
            Some(Cell {
                row: placed.row,
                column: placed.column,
                row_span: placed.row_span,
                column_span: placed.column_span,
                range: source.range,
                numbers: source.numbers.clone(),
            })
        });
        let table = Table {
            rows: resolved.rows,
            columns: resolved.columns,
            cells: cells.collect(),
            grid: resolved.grid,
            marked_header_rows: self.table.marked_header_rows.max(self.header_rows),
            layout: Layout::Ragged,
            ..self.table.clone()
        };
        Solved { table, ambiguous: self.ambiguous, unsolved_rows: self.unsolved_rows, diagnostics: self.diagnostics }
    }
}

/// Every header row is shorter than the body, and none of their cells is blank.
fn lacks_cells(rows: &[Vec<&str>], width: usize) -> bool {
    rows.iter().all(|r| r.len() < width && r.iter().all(|t| !t.trim().is_empty()))
}

/// The columns of a range: as many as its longest row has, unless a single row is longer than all others (a tab too many).
fn width(table: &Table, rows: Range<u32>, header: &[u32]) -> usize {
    let mut lengths: Vec<(u32, usize)> = rows.map(|r| (r, table.row_cells(r).count())).collect();
    lengths.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let Some(&(longest_row, longest)) = lengths.first() else { return 0 };
    let second = lengths.iter().map(|(_, n)| *n).find(|n| *n < longest);
    let alone = lengths.iter().filter(|(_, n)| *n == longest).count() == 1 && !header.contains(&longest_row);
    match second {
        Some(second) if alone && lengths.iter().filter(|(_, n)| *n == second).count() * 2 > lengths.len() && lengths.len() >= 5 => second,
        _ => longest,
    }
}

/// What the cells of a column are: numbers, words or codes (201, 20801, 01), which are written as numbers and stand where names do.
fn column_type(texts: &[&str]) -> ColumnType {
    let words = texts.iter().filter(|t| cell_value(t) == CellValue::Words).count();
    let numbers: Vec<&str> = texts.iter().filter(|t| cell_value(t).number().is_some()).map(|t| t.trim()).collect();
    if numbers.len() <= words {
        return if words == 0 { ColumnType::Unknown } else { ColumnType::Text };
    }
    let bare = numbers.iter().all(|t| t.len() <= 7 && t.bytes().all(|b| b.is_ascii_digit()));
    let padded = numbers.iter().any(|t| t.len() > 1 && t.starts_with('0'));
    let classes = numbers.iter().filter(|t| matches!(t.len(), 3 | 5 | 7) && t.starts_with(['2', '3', '5'])).count();
    if bare && (padded || classes * 5 >= numbers.len() * 4) { ColumnType::Code } else { ColumnType::Number }
}

/// A title row's cells share the width.
fn even(cells: usize, width: usize) -> Vec<u32> {
    if cells == 0 || cells > width {
        return Vec::new();
    }
    (0..cells).map(|i| (width / cells + usize::from(i < width % cells)) as u32).collect()
}
