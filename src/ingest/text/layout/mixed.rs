//! A band that holds two columns or three: amounts, codes and names whose half of the page drifts, so that no blank keeps them apart from the first line to the last.
//!
//! Place does not tell such columns apart, but what they hold does: on every line the same order of amount, code and name, each at most once, and codes that rise down the
//! page. Where one line says otherwise the band stays whole, and nothing of it is read.

use super::columns::{Column, Kind, TableLine, column_of, is_amount, is_code, is_figure};
use super::page::Piece;

/// Least lines that show two columns beside each other in one band.
const LEAST: usize = 2;

/// What a piece holds, where it is one of the three.
fn class(text: &str) -> Option<Kind> {
    if is_code(text) {
        return matches!(text.len(), 3 | 5 | 7).then_some(Kind::Code);
    }
    match (is_figure(text), is_amount(text)) {
        (true, true) => Some(Kind::Value),
        (true, false) => None,
        (false, _) => Some(Kind::Label),
    }
}

/// A band, and the columns in it.
pub(super) type Mixed = ((usize, usize), Vec<Column>);

/// The bands that hold several columns. A code that drifted out of its band, among the amounts before it, makes one band of both.
pub(super) fn find(body: &[&TableLine<'_>], bands: &[(usize, usize)]) -> Vec<Mixed> {
    let mut out: Vec<Mixed> = Vec::new();
    for (i, band) in bands.iter().enumerate() {
        let Some(columns) = split(body, *band) else { continue };
        let before = i.checked_sub(1).and_then(|i| bands.get(i)).filter(|b| columns.len() == 2 && has_both(body, **b));
        match before {
            None => out.push((*band, columns)),
            Some(before) => {
                let whole = (before.0, band.1);
                out.extend(split(body, whole).map(|columns| (whole, columns)));
            }
        }
    }
    out
}

/// Amounts, and what looks like a code.
fn has_both(body: &[&TableLine<'_>], band: (usize, usize)) -> bool {
    let has = |kind| body.iter().flat_map(|l| &l.pieces).any(|p| p.start < band.1 && p.end > band.0 && class(p.text) == Some(kind));
    has(Kind::Value) && has(Kind::Code)
}

/// The columns of a band that holds several; `None` where it is one, or not certainly more.
fn split(body: &[&TableLine<'_>], band: (usize, usize)) -> Option<Vec<Column>> {
    let inside = |p: &&Piece<'_>| p.start < band.1 && p.end > band.0;
    let lines = || body.iter().map(|l| l.pieces.iter().filter(inside));
    // The order is that of the lines which show most of it.
    let longest = lines().map(|l| l.clone().count()).max().filter(|n| (2..=3).contains(n))?;
    let fullest = lines().find(|l| l.clone().count() == longest)?;
    let order: Vec<Kind> = fullest.map(|p| class(p.text)).collect::<Option<_>>()?;
    // What holds no code tells its columns by nothing but places.
    if !matches!(order.as_slice(), [Kind::Code, Kind::Label] | [Kind::Value, Kind::Code] | [Kind::Value, Kind::Code, Kind::Label]) {
        return None;
    }
    let mut columns: Vec<Column> = order.iter().map(|kind| Column { start: usize::MAX, end: 0, kind: *kind, doubtful: false }).collect();
    let (mut codes, mut shown) = (Vec::new(), 0);
    for line in lines() {
        let mut next = 0;
        for piece in line.clone() {
            let kind = class(piece.text)?;
            let at = order.iter().position(|k| *k == kind).filter(|at| *at >= next)?;
            let column = columns.get_mut(at)?;
            (column.start, column.end) = (column.start.min(piece.start), column.end.max(piece.end));
            next = at + 1;
            if kind == Kind::Code {
                codes.push(piece.text);
            }
        }
        shown += usize::from(line.count() == longest);
    }
    let rising = codes.windows(2).filter(|w| matches!(w, [a, b] if a < b)).count();
    let own = |p: &Piece<'_>| column_of(&columns, p).and_then(|c| columns.get(c)).map(|c| c.kind) == class(p.text);
    let certain = codes.len() >= 4 && rising * 10 >= (codes.len() - 1) * 9 && shown >= LEAST && lines().flatten().all(own);
    certain.then_some(columns)
}
