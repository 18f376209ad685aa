//! Tables of staffing whose header is no row: kinds of people in the rows and posts and staff in the columns (行政编制 | 20 | 19 under 编制数, 实有人数), or labels beside their
//! values all over the page (编制人数 | 40 | 在职人数 | 38).
//!
//! Such a table is written as one row under one header, read like any other of its kind, and its places are turned back.

use super::Lexicon;
use super::frame::Frame;
use super::frame::rows::total_word;
use super::header::{HeaderGrammar, HeaderPath};
use super::kind::{self, PERSONS};
use super::turned::{Turned, below_their_parents};
use crate::document::{Cell, Layout, Table};
use crate::facts::TableKind;
use crate::normalise::key::fold_text;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A form has no more rows than this.
const MOST_ROWS: u32 = 60;

/// A value with the cell that names it and the whole path of its name.
struct Named<'t> {
    label: &'t Cell,
    value: &'t Cell,
    path: HeaderPath,
}

/// The table as one row of staffing, where it is one of these.
pub(super) fn crossed<'d>(frame: &Frame<'d>, lexicon: &Lexicon) -> Option<Turned<'d>> {
    let first = frame.rows.start + frame.lead_rows.len() as u32;
    let rows = frame.rows.end.checked_sub(first)?;
    if frame.table.layout != Layout::Exact || !(2..=MOST_ROWS).contains(&rows) {
        return None;
    }
    let named = kinds_in_rows(frame, lexicon).or_else(|| labels_beside_values(frame, first, lexicon))?;
    one_row(frame, first, named, lexicon)
}

/// Kinds of people in the first column, under headers that say posts or staff of all kinds.
fn kinds_in_rows<'t>(frame: &'t Frame<'_>, lexicon: &Lexicon) -> Option<Vec<Named<'t>>> {
    let grammar = lexicon.grammar("staffing")?;
    let senses = kind::senses(frame, lexicon, TableKind::Staffing);
    let whole: Vec<u32> = senses.iter().filter(|(_, s)| matches!(*s, "posts_total" | "staff_total")).map(|(c, _)| c).collect();
    if whole.is_empty() || senses.has("unit_name") || senses.column("posts_admin").is_some() {
        return None;
    }
    let (mut named, mut kinds) = (Vec::new(), 0);
    for row in frame.data_rows() {
        let Some(label) = frame.own_cell(row.row, 0) else { continue };
        let text = frame.own_text(row.row, 0);
        let total = total_word(text).is_some();
        let mut known = false;
        for &column in &whole {
            let Some(value) = frame.own_cell(row.row, column).filter(|_| !frame.value(row.row, column).is_blank()) else { continue };
            let path = if total { frame.path(column).clone() } else { crossing(frame.path(column), text, grammar) };
            known |= !total && grammar.sense(&path).is_some_and(|s| PERSONS.contains(&s));
            named.push(Named { label, value, path });
        }
        kinds += usize::from(known);
    }
    (kinds >= 2).then_some(named)
}

/// What stands where a kind and a column meet. 行政编制 under 实有人数 are the staff of those posts; 离休人员 there are no staff, whatever the header says.
fn crossing(header: &HeaderPath, label: &str, grammar: &HeaderGrammar) -> HeaderPath {
    let with = |texts: Vec<&str>| {
        let mut path = header.clone();
        texts.into_iter().for_each(|t| path.push(t));
        path
    };
    let (whole, alone) = (with(vec![label]), HeaderPath::new([label]));
    if grammar.sense(&whole).is_some() || grammar.sense(header) != Some("staff_total") {
        return whole;
    }
    match grammar.sense(&alone) {
        Some("retired_cadre" | "retired" | "discharged") => alone,
        Some("posts_admin" | "posts_institution" | "posts_worker") => {
            let mut path = with(vec![&label.replace("编制", "")]);
            path.parts.last_mut().into_iter().for_each(|p| p.printed = label.to_owned());
            path
        }
        _ => whole,
    }
}

/// Label and value by turns in every row, several pairs in one.
fn labels_beside_values<'t>(frame: &'t Frame<'_>, first: u32, lexicon: &Lexicon) -> Option<Vec<Named<'t>>> {
    let grammar = lexicon.grammar("staffing")?;
    let (mut named, mut known, mut beside) = (Vec::new(), 0, 0);
    for row in first..frame.rows.end {
        let cells: Vec<&Cell> = frame.table.row_cells(row).collect();
        for (at, pair) in cells.chunks(2).enumerate() {
            let [label, value] = pair else { continue };
            let text = frame.document.cell_text(label);
            let folded = fold_text(text);
            if folded.is_empty() {
                continue;
            }
            let path = HeaderPath::new([text]);
            let counted = grammar.sense(&path).is_some_and(|s| PERSONS.contains(&s));
            let number = frame.value(value.row, value.column).number().is_some();
            if folded.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                || (counted && !number && !fold_text(frame.document.cell_text(value)).is_empty())
            {
                return None;
            }
            known += usize::from(counted);
            beside += usize::from(counted && at > 0);
            named.push(Named { label, value, path });
        }
    }
    // A part (其中：行政编制) stands below its whole.
    named.sort_by_key(|n| (n.label.column, n.label.row));
    (known >= 3 && beside >= 1).then_some(named)
}

fn one_row<'d>(frame: &Frame<'d>, first: u32, named: Vec<Named<'_>>, lexicon: &Lexicon) -> Option<Turned<'d>> {
    let mut cells = Vec::new();
    let mut places = BTreeMap::new();
    for (row, of) in [(0, (|n: &Named<'_>| n.label.clone()) as fn(&Named<'_>) -> Cell), (1, |n| n.value.clone())] {
        for (column, n) in named.iter().enumerate() {
            let cell = of(n);
            places.insert((row, column as u32), (cell.row, cell.column));
            cells.push(Cell { row, column: column as u32, row_span: 1, column_span: 1, ..cell });
        }
    }
    let grid = (0..cells.len() as u32).collect();
    let table = Table { rows: 2, columns: named.len() as u32, cells, grid, marked_header_rows: 0, ..frame.table.as_ref().clone() };
    let knows = |folded: &str| lexicon.knows_header(folded);
    let mut found = Frame::new(frame.document, frame.block, Cow::Owned(table), 0..2, frame.block, &knows);
    if found.header_rows != [0] || found.data_rows().count() != 1 {
        return None;
    }
    found.lead = frame.lead.clone();
    found.paths = named.into_iter().map(|n| n.path).collect();
    below_their_parents(&mut found, lexicon);
    let (kind, senses) = kind::classify(&found, lexicon)?;
    (kind == TableKind::Staffing).then_some(Turned { frame: found, kind, senses, first, places })
}
