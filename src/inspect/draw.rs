//! Numbers where they stand: the rows of a table with its merged cells, and sentences.

use crate::record::{CellRow, EvidencePiece, FactRow, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a number of a side is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `[1.23]`.
    Left,
    /// `<1.23>`.
    Right,
}

impl Mark {
    fn of(side: &str) -> Self {
        if side == "lhs" { Mark::Left } else { Mark::Right }
    }

    fn around(self, text: &str) -> String {
        match self {
            Mark::Left => format!("[{text}]"),
            Mark::Right => format!("<{text}>"),
        }
    }
}

/// Widest column of a drawn table, in places of a terminal.
const COLUMN: usize = 24;
/// Rows of one table that are drawn; the rest is counted.
const ROWS: usize = 16;
/// Rows above the first marked one that may be its header.
const HEADER: u32 = 4;

/// Every place of some evidence: sentences first, then tables, each once.
pub fn evidence(record: &Record, evidence: &[EvidencePiece], width: usize) -> String {
    let mut out = String::new();
    let mut sentences: Vec<(u32, String, Vec<&EvidencePiece>)> = Vec::new();
    let mut tables: BTreeMap<u32, Vec<&EvidencePiece>> = BTreeMap::new();
    for piece in evidence.iter().filter(|p| p.disclosure_id.is_none()) {
        if piece.table_row.is_some() {
            tables.entry(piece.block).or_default().push(piece);
            continue;
        }
        let said = piece.fact_seq.and_then(|seq| record.facts.get(seq as usize)).and_then(|fact| fact.sentence.clone());
        let said = said.or_else(|| piece.sentence.clone()).unwrap_or_else(|| piece.printed.clone());
        match sentences.iter_mut().find(|(block, text, _)| *block == piece.block && *text == said) {
            Some((_, _, pieces)) => pieces.push(piece),
            None => sentences.push((piece.block, said, vec![piece])),
        }
    }
    for (block, text, pieces) in sentences.iter().filter(|(_, text, _)| !text.trim().is_empty()) {
        let _ = writeln!(out, "    block {block}: {}", marked(record, text, pieces));
    }
    for (block, pieces) in tables {
        out.push_str(&table(record, block, &pieces, width));
    }
    out.push_str(&elsewhere(evidence));
    out
}

/// Pieces that stand in other disclosures, which are not at hand: where each stands and what is printed there.
fn elsewhere(evidence: &[EvidencePiece]) -> String {
    let mut out = String::new();
    for piece in evidence {
        let Some(id) = &piece.disclosure_id else { continue };
        let place = match (piece.table_row, piece.table_column) {
            (Some(row), Some(column)) => format!("table {} row {row} column {column}", piece.block),
            _ => format!("block {}", piece.block),
        };
        let path = piece.source_path.as_deref().unwrap_or("");
        let printed = Mark::of(&piece.side).around(&piece.printed.replace(['\n', '\t'], " "));
        let _ = writeln!(out, "    {path} ({id}) {place}: {printed}");
    }
    out
}

/// One fact where it stands.
pub fn fact(record: &Record, fact: &FactRow, width: usize) -> String {
    let piece = EvidencePiece {
        side: "lhs".to_owned(),
        disclosure_id: None,
        source_path: None,
        fact_seq: Some(fact.seq),
        block: fact.block,
        start_char: Some(fact.start_char),
        end_char: Some(fact.end_char),
        table_row: fact.table_row,
        table_column: fact.table_column,
        printed: fact.printed.clone(),
        sentence: None,
        sentence_char: None,
    };
    evidence(record, &[piece], width)
}

/// A sentence with its numbers marked. One that is printed twice in it is marked where it stands among the facts of that sentence.
fn marked(record: &Record, text: &str, pieces: &[&EvidencePiece]) -> String {
    let mut marks: BTreeMap<usize, (usize, Mark)> = BTreeMap::new();
    for piece in pieces.iter().filter(|p| !p.printed.is_empty()) {
        let alike = |f: &&FactRow| f.block == piece.block && f.printed == piece.printed && f.sentence.as_deref() == Some(text);
        let starts: BTreeSet<u32> = record.facts.iter().filter(alike).map(|f| f.start_char).collect();
        let nth = starts.iter().position(|s| Some(*s) == piece.start_char).unwrap_or(0);
        let places: Vec<usize> = text.match_indices(piece.printed.as_str()).map(|(at, _)| at).collect();
        let known = offset(text, piece).filter(|at| text[*at..].starts_with(piece.printed.as_str()));
        if let Some(at) = known.as_ref().or(places.get(nth)).or(places.first()) {
            marks.entry(*at).or_insert((piece.printed.len(), Mark::of(&piece.side)));
        }
    }
    let mut out = String::new();
    let mut done = 0;
    for (at, (length, mark)) in marks {
        if at < done {
            continue;
        }
        out.push_str(&text[done..at]);
        out.push_str(&mark.around(&text[at..at + length]));
        done = at + length;
    }
    out.push_str(&text[done..]);
    out.replace(['\n', '\t'], " ")
}

/// Where in its own sentence a piece stands, in bytes.
fn offset(text: &str, piece: &EvidencePiece) -> Option<usize> {
    let into = piece.start_char?.checked_sub(piece.sentence_char?)?;
    text.char_indices().nth(into as usize).map(|(at, _)| at)
}

/// The rows of a table in which pieces stand, under the rows that may be its header.
fn table(record: &Record, block: u32, pieces: &[&EvidencePiece], width: usize) -> String {
    let cells: Vec<&CellRow> = record.cells.iter().filter(|c| c.block == block).collect();
    let marked_rows: BTreeSet<u32> = pieces.iter().filter_map(|p| p.table_row).collect();
    let first = marked_rows.first().copied().unwrap_or(0);
    let header = (0..first.min(HEADER)).filter(|row| is_header(&cells, *row));
    let rows: Vec<u32> = header.chain(marked_rows.iter().copied().take(ROWS)).collect();
    let caption = record.tables.iter().find(|t| t.block == block).and_then(|t| t.caption.clone()).unwrap_or_default();
    let mut out = format!("    table {block} {}\n", caption.replace('\n', " ")).replace(" \n", "\n");
    out.push_str(&Drawing::new(&cells, &rows, pieces).render(width));
    if marked_rows.len() > ROWS {
        let _ = writeln!(out, "      … and {} rows more", marked_rows.len() - ROWS);
    }
    out
}

/// A row of words: no cell of it but the first is a number.
fn is_header(cells: &[&CellRow], row: u32) -> bool {
    let own: Vec<&&CellRow> = cells.iter().filter(|c| c.table_row == row).collect();
    let number = |text: &str| {
        let text = text.trim();
        text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && text.chars().all(|c| c.is_ascii_digit() || ".,-%".contains(c))
    };
    !own.is_empty() && own.iter().all(|c| !number(&c.text))
}

/// Rows of a grid, drawn; a merged cell takes the width of all its columns.
struct Drawing {
    /// For each row its cells: first column, columns, text.
    rows: Vec<Vec<(u32, u32, String)>>,
    columns: u32,
}

impl Drawing {
    fn new(cells: &[&CellRow], rows: &[u32], pieces: &[&EvidencePiece]) -> Self {
        let columns = cells.iter().map(|c| c.table_column + c.column_span).max().unwrap_or(0);
        let mark = |row: u32, column: u32| {
            let of_cell = pieces.iter().find(|p| p.table_row == Some(row) && p.table_column == Some(column));
            of_cell.map(|p| Mark::of(&p.side))
        };
        let whole_row = |row: u32| pieces.iter().find(|p| p.table_row == Some(row) && p.table_column.is_none()).map(|p| Mark::of(&p.side));
        let drawn = rows.iter().enumerate().map(|(i, row)| {
            let mut line: Vec<(u32, u32, String)> = Vec::new();
            // A piece that names a row only is marked at the row's first words.
            let own = |c: &&&CellRow| c.table_row == *row && !c.text.trim().is_empty();
            let first = cells.iter().filter(own).map(|c| c.table_column).min();
            for cell in cells.iter().filter(|c| (c.table_row..c.table_row + c.row_span).contains(row)) {
                let text = cell.text.trim().replace(['\n', '\t'], " ");
                let text = if cell.table_row == *row {
                    match mark(*row, cell.table_column).or_else(|| whole_row(*row).filter(|_| Some(cell.table_column) == first)) {
                        Some(mark) => mark.around(&text),
                        None => text,
                    }
                } else if rows[..i].iter().any(|r| (cell.table_row..cell.table_row + cell.row_span).contains(r)) {
                    "″".to_owned()
                } else {
                    format!("↑{text}")
                };
                line.push((cell.table_column, cell.column_span, text));
            }
            line.sort_by_key(|cell| cell.0);
            line
        });
        Drawing { rows: drawn.collect(), columns }
    }

    /// Width of each column: that of its widest own cell, within limits.
    fn widths(&self) -> Vec<usize> {
        let mut widths = vec![2; self.columns as usize];
        for (column, span, text) in self.rows.iter().flatten() {
            if *span == 1
                && let Some(width) = widths.get_mut(*column as usize)
            {
                *width = (*width).max(text.width().min(COLUMN));
            }
        }
        // A merged cell that is wider than its columns together widens the last of them.
        for (column, span, text) in self.rows.iter().flatten().filter(|c| c.1 > 1) {
            let range = *column as usize..((column + span) as usize).min(widths.len());
            let have: usize = widths[range.clone()].iter().sum::<usize>() + 3 * (range.len().saturating_sub(1));
            let want = text.width().min(COLUMN);
            if let (true, Some(last)) = (want > have, widths.get_mut(range.end.saturating_sub(1))) {
                *last += want - have;
            }
        }
        widths
    }

    fn render(&self, width: usize) -> String {
        let widths = self.widths();
        let mut out = String::new();
        for row in &self.rows {
            let mut line = String::from("      │");
            for (column, span, text) in row {
                let range = *column as usize..((column + span) as usize).min(widths.len());
                let room = widths.get(range.clone()).map_or(2, |w| w.iter().sum::<usize>() + 3 * w.len().saturating_sub(1));
                let text = cut(text, room);
                let _ = write!(line, " {text}{} │", " ".repeat(room.saturating_sub(text.width())));
            }
            out.push_str(&cut(&line, width));
            out.push('\n');
        }
        out
    }
}

/// A text cut to so many places of a terminal, with a mark where it was cut.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 0;
    let mut out: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used < width
        })
        .collect();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, column: u32, spans: (u32, u32), text: &str) -> CellRow {
        CellRow {
            disclosure_id: String::new(),
            block: 3,
            table_row: row,
            table_column: column,
            row_span: spans.0,
            column_span: spans.1,
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_piece_of_another_disclosure_is_told_with_its_path_and_never_marked_here() {
        let piece = r#"[{"side": "rhs", "disclosure_id": "d0123456789abcdef", "source_path": "2018/a.docx", "block": 3, "table_row": 2, "table_column": 1, "printed": "12.50"}]"#;
        assert_eq!(
            elsewhere(&serde_json::from_str::<Vec<EvidencePiece>>(piece).unwrap()),
            "    2018/a.docx (d0123456789abcdef) table 3 row 2 column 1: <12.50>\n"
        );
    }

    #[test]
    fn merged_cells_are_drawn_over_their_columns_and_marked_numbers_stand_out() {
        let cells = [
            cell(0, 0, (2, 1), "单位"),
            cell(0, 1, (1, 2), "编制"),
            cell(1, 1, (1, 1), "行政"),
            cell(1, 2, (1, 1), "事业"),
            cell(2, 0, (1, 1), "合计"),
            cell(2, 1, (1, 1), "12"),
            cell(2, 2, (1, 1), "7"),
        ];
        let piece = |side: &str, column| EvidencePiece {
            side: side.to_owned(),
            disclosure_id: None,
            source_path: None,
            fact_seq: None,
            block: 3,
            start_char: None,
            end_char: None,
            table_row: Some(2),
            table_column: Some(column),
            printed: String::new(),
            sentence: None,
            sentence_char: None,
        };
        let (left, right) = (piece("lhs", 1), piece("rhs", 2));
        let cells: Vec<&CellRow> = cells.iter().collect();
        let drawn = Drawing::new(&cells, &[0, 1, 2], &[&left, &right]).render(80);
        assert_eq!(drawn, "      │ 单位 │ 编制        │\n      │ ″    │ 行政 │ 事业 │\n      │ 合计 │ [12] │ <7>  │\n");
    }
}
