//! Grids: which borders are drawn, and the cells between them.

use super::{Kind, is_bar, is_corner, is_dash, kind};
use crate::ingest::builder::{RawCell, RawParagraph, RawTable};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthChar;

/// A row of the table: the lines of paper that hold its text, and the line of the rule below it, if one is drawn.
type Band = (Vec<usize>, Option<usize>);

/// How a drawing counts its columns.
#[derive(Clone, Copy)]
enum Metric {
    /// A Chinese character is as wide as two letters; lines of a box are as wide as a letter.
    Display,
    /// The same, with lines of a box as wide as a Chinese character.
    WideLines,
    /// Every character is one column.
    Characters,
}

/// Columns of a line; a wide character leaves its other columns empty.
fn columns(line: &str, metric: Metric) -> Vec<Option<char>> {
    let mut found = Vec::new();
    for c in line.trim_end().chars() {
        let drawn = ('\u{2500}'..='\u{257f}').contains(&c);
        let width = match metric {
            Metric::Characters => 1,
            Metric::WideLines if drawn => 2,
            _ if drawn => 1,
            _ => c.width().unwrap_or(0),
        };
        found.extend((0..width).map(|n| (n == 0).then_some(c)));
    }
    found
}

/// The table, if its lines meet under one way of counting.
pub(super) fn read(lines: &[&str]) -> Option<RawTable> {
    let rules = lines.iter().filter(|l| kind(l) == Kind::Rule).count();
    // Less than a line above and one below is no grid.
    if rules < 2 || kind(lines.first()?) != Kind::Rule || kind(lines.last()?) != Kind::Rule {
        return None;
    }
    [Metric::Display, Metric::WideLines, Metric::Characters].into_iter().find_map(|metric| Drawing::of(lines, metric)?.table())
}

/// A drawing on squared paper.
struct Drawing {
    lines: Vec<Vec<Option<char>>>,
    /// Columns of paper where a border stands.
    edges: Vec<usize>,
    /// From top to bottom.
    bands: Vec<Band>,
}

impl Drawing {
    fn of(lines: &[&str], metric: Metric) -> Option<Self> {
        let paper: Vec<Vec<Option<char>>> = lines.iter().map(|l| columns(l, metric)).collect();
        let rule: Vec<bool> = paper.iter().map(|l| has_corner_line(l)).collect();
        let outer: BTreeSet<usize> = edges_of(paper.first()?).into_iter().collect();
        let mut edges = outer.clone();
        for (line, _) in paper.iter().zip(&rule).filter(|(_, rule)| **rule) {
            edges.extend(edges_of(line));
        }
        let (left, right) = (*edges.first()?, *edges.last()?);
        // Every line begins and ends at the frame, and no bar stands beside the borders.
        for line in &paper {
            let own = edges_of(line);
            if own.first() != Some(&left) || own.last() != Some(&right) || own.iter().any(|at| !edges.contains(at)) {
                return None;
            }
        }
        let bands = bands(&rule);
        (edges.len() >= 3 && bands.len() >= 2).then(|| Drawing { lines: paper, edges: edges.into_iter().collect(), bands })
    }

    /// Cells of a row and the columns that they cover, by the bars that stand in all of its lines; `None` where they stand in some only.
    fn row(&self, band: usize) -> Option<Vec<(usize, usize)>> {
        let (lines, _) = self.bands.get(band)?;
        let (mut cells, mut from) = (Vec::new(), 0);
        for (n, at) in self.edges.iter().enumerate().skip(1) {
            let drawn = lines.iter().filter(|l| self.at(**l, *at).is_some_and(|c| is_bar(c) || is_corner(c))).count();
            if drawn == lines.len() {
                cells.push((from, n - from));
                from = n;
            } else if drawn > 0 {
                return None;
            }
        }
        Some(cells)
    }

    fn at(&self, line: usize, column: usize) -> Option<char> {
        *self.lines.get(line)?.get(column)?
    }

    /// What stands between two borders on a line.
    fn text(&self, line: usize, from: usize, to: usize) -> String {
        let range = self.edges.get(from).map_or(0, |e| e + 1)..self.edges.get(to).copied().unwrap_or(0);
        self.lines.get(line).and_then(|l| l.get(range)).unwrap_or_default().iter().flatten().collect::<String>().trim().to_owned()
    }

    /// Whether the rule below a row closes a cell: drawn all along it, or not at all.
    fn closed(&self, rule: Option<usize>, from: usize, to: usize) -> Option<bool> {
        let Some(rule) = rule else { return Some(true) };
        let range = self.edges.get(from)? + 1..*self.edges.get(to)?;
        let line = self.lines.get(rule)?.get(range)?;
        let drawn = line.iter().flatten().filter(|c| is_dash(**c) || is_corner(**c) || **c == ':').count();
        match drawn {
            0 => Some(false),
            n if n == line.iter().flatten().count() => Some(true),
            _ => None,
        }
    }

    fn table(&self) -> Option<RawTable> {
        let mut rows: Vec<Vec<RawCell>> = Vec::new();
        // Cells that go on from the row above: first column, columns.
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (band, (lines, rule)) in self.bands.iter().enumerate() {
            let (mut row, mut going_on) = (Vec::new(), Vec::new());
            let spans = self.row(band)?;
            for (from, width) in spans.iter().copied() {
                let mut texts: Vec<String> = lines.iter().map(|l| self.text(*l, from, from + width)).collect();
                let last = band + 1 == self.bands.len();
                if !last && !self.closed(*rule, from, from + width)? {
                    going_on.push((from, width));
                    texts.extend(rule.map(|r| self.text(r, from, from + width)));
                }
                texts.retain(|t| !t.is_empty());
                row.push(RawCell {
                    column: Some(u32::try_from(from).ok()?),
                    column_span: u32::try_from(width).ok()?,
                    continues: open.contains(&(from, width)),
                    paragraphs: texts.into_iter().map(|text| RawParagraph { text, ..RawParagraph::default() }).collect(),
                    ..RawCell::default()
                });
            }
            // A cell that is open below must go on as the same cell.
            if open.iter().any(|cell| !spans.contains(cell)) {
                return None;
            }
            open = going_on;
            rows.push(row);
        }
        Some(RawTable { rows, ..RawTable::default() })
    }
}

/// A line of paper on which a rule is drawn, all along it or in parts.
fn has_corner_line(line: &[Option<char>]) -> bool {
    let mut dashes = 0;
    for c in line.iter().flatten() {
        dashes = if is_dash(*c) { dashes + 1 } else { 0 };
        // Two dashes next to a corner: a dash alone in a cell is its text.
        if dashes >= 2 && line.iter().flatten().any(|c| is_corner(*c)) {
            return true;
        }
    }
    false
}

/// Where bars and corners stand on a line.
fn edges_of(line: &[Option<char>]) -> Vec<usize> {
    line.iter().enumerate().filter(|(_, c)| c.is_some_and(|c| is_bar(c) || is_corner(c))).map(|(at, _)| at).collect()
}

/// The rows between rules. Where rules frame only the header and the body as a whole, as data bases print them, every line of the body is a row.
fn bands(rule: &[bool]) -> Vec<Band> {
    let (mut found, mut lines) = (Vec::<Band>::new(), Vec::new());
    for (at, rule) in rule.iter().enumerate() {
        if !rule {
            lines.push(at);
        } else if !lines.is_empty() {
            found.push((std::mem::take(&mut lines), Some(at)));
        }
    }
    let body_lines = found.last().map_or(0, |(lines, _)| lines.len());
    if found.len() <= 2 && body_lines > 1 {
        let Some((lines, _)) = found.pop() else { return found };
        found.extend(lines.into_iter().map(|l| (vec![l], None)));
    }
    found
}
