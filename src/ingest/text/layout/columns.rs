//! Where the columns of a table lie: bands of a page that no line of the body crosses.

use super::mixed;
use super::page::{Metric, Piece, pieces};
use crate::normalise::key::fold;

/// A line of a table.
#[derive(Debug)]
pub(super) struct TableLine<'a> {
    /// Its pieces.
    pub pieces: Vec<Piece<'a>>,
    /// Blank lines before it.
    pub gap: usize,
    /// Its number among the lines of the table, blank ones counted.
    pub at: usize,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing in the body: only the header tells that it is there.
    Blank,
    /// Codes: short numbers without point or separator, before the labels.
    Code,
    /// Words.
    Label,
    /// Figures.
    Value,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    /// First place that a cell of the body reaches.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it holds.
    pub kind: Kind,
    /// The header does not say with certainty which of its columns this is.
    pub doubtful: bool,
}

/// A figure: digits with point, separators, sign, percent; or a dash.
pub(super) fn is_figure(text: &str) -> bool {
    let mut digits = false;
    let text = text.trim_matches(['-', '－', '—', '+', '△', '%', '％', '(', ')', '（', '）', ' ']);
    if text.is_empty() {
        return true;
    }
    text.chars().all(|c| {
        let digit = c.is_ascii_digit() || ('０'..='９').contains(&c);
        digits |= digit;
        digit || matches!(c, '.' | ',' | '，' | '．' | '％' | '%')
    }) && digits
}

/// An amount that is printed whole: digits with a point or a separator among them.
pub(super) fn is_amount(text: &str) -> bool {
    is_figure(text) && text.contains(['.', ',']) && text.bytes().any(|b| b.is_ascii_digit())
}

/// The pieces of a line of a table: a single blank parts them too where an amount stands beside a name or another amount,
/// and after a code.
pub(super) fn cells(line: &str, metric: Metric) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    for piece in pieces(line, metric) {
        let mut rest = piece;
        loop {
            let cut = rest.text.match_indices(' ').find(|(at, _)| {
                let (before, after) = (&rest.text[..*at], &rest.text[at + 1..]);
                let last = before.rsplit(' ').next().unwrap_or(before);
                let next = after.split(' ').next().unwrap_or(after);
                let unit = next.chars().next().and_then(fold).is_some_and(|c| UNITS.contains(&c));
                let code = at_code(before) && after.chars().next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && !unit;
                code || (is_amount(last) && !unit)
                    || (is_amount(next) && last.chars().count() >= 2 && !last.ends_with(|c: char| c.is_ascii_digit()))
            });
            let Some((at, _)) = cut else { break };
            let (before, after) = (&rest.text[..at], &rest.text[at + 1..]);
            let columns = |text: &str| text.chars().map(|c| super::page::width(c, metric)).sum::<usize>();
            let end = rest.start + columns(before);
            out.push(Piece { start: rest.start, end, text: before });
            rest = Piece { start: end + 1, end: rest.end, text: after };
        }
        out.push(rest);
    }
    out
}

/// What stands after a number that counts or dates something.
const UNITS: [char; 19] = ['万', '元', '亿', '%', '％', '人', '辆', '台', '个', '年', '月', '日', '号', '次', '批', '家', '项', '所', '套'];

/// The whole of a code of a class, section or item.
fn at_code(text: &str) -> bool {
    is_code(text) && matches!(text.len(), 2 | 3 | 5 | 7)
}

/// A code: up to seven digits and nothing else.
pub(super) fn is_code(text: &str) -> bool {
    (1..=7).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The metric under which more amounts end, or begin, at the same place as another one; that of the text around where the table does not tell.
pub(super) fn metric(lines: &[&str], around: Metric) -> Metric {
    let score = |metric| {
        let pieces: Vec<Piece<'_>> =
            lines.iter().flat_map(|l| cells(l, metric)).filter(|p| is_figure(p.text) && p.text.len() > 2).collect();
        meetings(pieces.iter().map(|p| p.start).collect()).max(meetings(pieces.iter().map(|p| p.end).collect()))
    };
    // Of the same, the one of the text around, then the plainest.
    let best = Metric::ALL.into_iter().map(|m| (score(m), m == around, m)).rev().max_by_key(|s| (s.0, s.1));
    best.map_or(around, |s| s.2)
}

/// The metric of a whole text: that of its amounts or, where it has too few, the one under which more pieces begin or end where another one does.
pub(super) fn metric_of_text(lines: &[&str]) -> Metric {
    let score = |metric| {
        // The first piece of a line begins at its left edge under either metric.
        let pieces: Vec<Piece<'_>> = lines.iter().flat_map(|l| cells(l, metric).into_iter().skip(1)).collect();
        meetings(pieces.iter().map(|p| p.start).collect()).max(meetings(pieces.iter().map(|p| p.end).collect()))
    };
    // Some pieces meet by chance: the answer has to be clear.
    let plain = score(Metric::Characters);
    let others = [Metric::Wide, Metric::Display].map(|m| (score(m), m));
    let clear = others.into_iter().filter(|(score, _)| score * 2 > plain * 3).max_by_key(|(score, _)| *score);
    metric(lines, clear.map_or(Metric::Characters, |c| c.1))
}

/// How often two places are the same.
fn meetings(mut places: Vec<usize>) -> usize {
    places.sort_unstable();
    places.windows(2).filter(|w| w.first() == w.last()).count()
}

/// Lines of one table that may cross its columns, at most: each is looked for among all.
const MOST_CROSSING: usize = 64;

/// The columns of the body. Header lines may cross them; one line in eight of the body may, too.
pub(super) fn of_body(body: &[&TableLine<'_>]) -> Vec<Column> {
    let crossing = (body.len() / 8).max(usize::from(body.len() >= 4)).min(MOST_CROSSING);
    let mut left_out = vec![false; body.len()];
    let mut bands = bands_of(body, &left_out);
    // Columns that what they hold keeps apart are asked of all lines: one that is left out could put a code under amounts.
    let mixed = mixed::find(body, &bands);
    let apart = |bands: Vec<(usize, usize)>| -> Vec<(usize, usize)> {
        bands.into_iter().filter(|b| !mixed.iter().any(|(m, _)| b.0 < m.1 && b.1 > m.0)).collect()
    };
    bands = apart(bands);
    for _ in 0..crossing {
        let Some(line) = crosser(body, &bands, &left_out) else { break };
        if let Some(slot) = left_out.get_mut(line) {
            *slot = true;
        }
        bands = apart(bands_of(body, &left_out));
    }
    let column = |(start, end)| Column { start, end, kind: kind(body, start, end), doubtful: false };
    let mut columns: Vec<Column> =
        bands.into_iter().map(column).chain(mixed.iter().flat_map(|(_, columns)| columns.iter().copied())).collect();
    // Columns of one band may overlap, in their order; those of two do not.
    columns.sort_by_key(|c| mixed.iter().find(|(m, _)| c.start < m.1 && c.end > m.0).map_or(c.start, |(m, _)| m.0));
    columns
}

/// Maximal runs of places that some line covers.
fn bands_of(body: &[&TableLine<'_>], left_out: &[bool]) -> Vec<(usize, usize)> {
    let used = body.iter().zip(left_out).filter(|(_, out)| !**out);
    let mut stretches: Vec<(usize, usize)> = used.flat_map(|(l, _)| &l.pieces).map(|p| (p.start, p.end)).collect();
    stretches.sort_unstable();
    let mut bands: Vec<(usize, usize)> = Vec::new();
    for (start, end) in stretches {
        match bands.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => bands.push((start, end)),
        }
    }
    bands
}

/// The line that most hides a gap which other lines show: lines with two pieces in one band show one.
fn crosser(body: &[&TableLine<'_>], bands: &[(usize, usize)], left_out: &[bool]) -> Option<usize> {
    let live = || body.iter().enumerate().filter(|(i, _)| !left_out.get(*i).copied().unwrap_or(true));
    for &(start, end) in bands {
        let within = |p: &&Piece<'_>| p.start >= start && p.end <= end;
        // The gaps that are shown, narrowed to what all who show one have in common.
        let gaps: Vec<(usize, usize)> = live()
            .flat_map(|(_, l)| {
                let inner: Vec<&Piece<'_>> = l.pieces.iter().filter(within).collect();
                inner.windows(2).map(|w| (w[0].end, w[1].start)).collect::<Vec<_>>()
            })
            .collect();
        let Some(&(from, to)) = gaps.iter().min_by_key(|(from, to)| to - from) else { continue };
        let showing = gaps.iter().filter(|(a, b)| *a < to && *b > from).count();
        let hiding: Vec<usize> =
            live().filter(|(_, l)| l.pieces.iter().filter(within).any(|p| p.start < to && p.end > from)).map(|(i, _)| i).collect();
        if hiding.len() < showing {
            return hiding.first().copied();
        }
    }
    None
}

/// What the pieces of a band are: figures, codes before the first word, or words.
fn kind(body: &[&TableLine<'_>], start: usize, end: usize) -> Kind {
    let inside: Vec<&str> = body.iter().flat_map(|l| &l.pieces).filter(|p| p.start < end && p.end > start).map(|p| p.text).collect();
    let figures = inside.iter().filter(|t| is_figure(t)).count();
    let codes = inside.iter().filter(|t| is_code(t) && t.len() > 1).count();
    if figures * 10 < inside.len() * 6 {
        return Kind::Label;
    }
    // Codes have no point; a table of whole amounts has figures that are no codes (separators, more digits).
    let classes = inside.iter().filter(|t| is_code(t)).all(|t| matches!(t.len(), 2 | 3 | 5 | 7));
    if codes * 10 >= figures * 9 && classes { Kind::Code } else { Kind::Value }
}

/// Words in two bands that never stand in one line are one column with differently set cells (a centred total among left-aligned names), when `names` (the leaves of the
/// header by place) has but one cell for both.
pub(super) fn join_exclusive(body: &[&TableLine<'_>], columns: &mut Vec<Column>, names: usize) {
    let mut i = 0;
    while let (Some(&a), Some(&b)) = (columns.get(i), columns.get(i + 1)) {
        let reaches = |l: &TableLine<'_>, c: Column| l.pieces.iter().any(|p| p.start < c.end && p.end > c.start);
        let words = a.kind == Kind::Label && b.kind == Kind::Label;
        let apart = !body.iter().any(|l| reaches(l, a) && reaches(l, b));
        let few = |c: Column| body.iter().filter(|l| reaches(l, c)).count();
        if columns.len() > names && words && apart && b.start - a.end <= 12 && (few(a) <= 2 || few(b) <= 2) {
            columns.splice(i..i + 2, [Column { start: a.start, end: b.end, kind: Kind::Label, doubtful: false }]);
        } else {
            i += 1;
        }
    }
}

/// The column of a piece: the one that it lies in, or that it overlaps most; of two at one place, the one that holds its like.
pub(super) fn column_of(columns: &[Column], piece: &Piece<'_>) -> Option<usize> {
    let overlap = |c: &Column| c.end.min(piece.end).saturating_sub(c.start.max(piece.start));
    let like = |c: &Column| (c.kind == Kind::Label) != is_figure(piece.text);
    let best = columns.iter().enumerate().max_by_key(|(i, c)| (overlap(c), like(c), usize::MAX - i))?;
    (overlap(best.1) > 0).then_some(best.0)
}
