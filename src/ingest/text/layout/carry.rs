//! A table that goes on over the end of a page, without its header: the columns of what went before find their places again.
//!
//! Blanks keep the order of columns from page to page, but a page with shorter words sets all that follows further to the left, and columns that are empty on a page
//! leave no trace there. So the bands of the new lines are given to the old columns in order, by what they hold and by how far each moved against the one before it. When
//! two such matches are about as good, nothing is carried.

use super::columns::{self, Column, Kind, TableLine, is_figure};
use super::rows::is_total;

/// More columns than this no page has.
pub(super) const MOST: usize = 48;

/// What a match must be better by than any other one.
const MARGIN: usize = 5;

/// What a band of lines holds.
#[derive(Debug, Clone, Copy)]
struct Band {
    column: Column,
    /// Figures and words, with the right edge of the figures and the left edge of the words.
    figures: usize,
    words: usize,
    right: usize,
    left: usize,
    codes: usize,
    amounts: usize,
}

/// A step of a match: the band goes to one column, to two beside each other (figures to one, words to the other), or where the one before it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    One(usize),
    Two(usize),
    Same(usize),
}

impl Step {
    fn last(self) -> usize {
        match self {
            Step::One(t) | Step::Same(t) => t,
            Step::Two(t) => t + 1,
        }
    }
}

/// The columns of `template` where `lines` have them; `None` when that is not certain. A column without a place on these lines is empty there.
pub(super) fn carry(template: &[Column], lines: &[&TableLine<'_>]) -> Option<Vec<Column>> {
    let mut bands = columns::of_body(lines);
    columns::join_exclusive(lines, &mut bands, template.len());
    if bands.is_empty() || bands.len() > template.len() || template.len() > MOST {
        return None;
    }
    let bands: Vec<Band> = bands.into_iter().map(|c| band(c, lines)).collect();
    let exclusive: Vec<bool> = bands.iter().enumerate().map(|(i, b)| i > 0 && is_exclusive(lines, bands.get(i - 1), b)).collect();
    let matcher = Matcher { template, bands: &bands, exclusive: &exclusive };
    let (steps, cost) = matcher.best(None)?;
    let next = steps.iter().enumerate().filter_map(|(b, s)| matcher.best(Some((b, *s)))).map(|n| n.1).min();
    if next.is_some_and(|n| n < cost + MARGIN) || cost > 12 * bands.len() + 8 {
        return None;
    }
    let out = placed(template, &bands, &steps);
    (!has_words_in_figures(&out, lines)).then_some(out)
}

fn band(column: Column, lines: &[&TableLine<'_>]) -> Band {
    let mut band = Band { column, figures: 0, words: 0, right: 0, left: usize::MAX, codes: 0, amounts: 0 };
    for piece in lines.iter().flat_map(|l| &l.pieces).filter(|p| p.start < column.end && p.end > column.start) {
        if is_figure(piece.text) {
            band.figures += 1;
            band.codes += usize::from(columns::is_code(piece.text));
            band.amounts += usize::from(columns::is_amount(piece.text));
            band.right = band.right.max(piece.end);
        } else {
            band.words += 1;
            band.left = band.left.min(piece.start);
        }
    }
    band
}

/// Words in two bands that never stand in one line.
fn is_exclusive(lines: &[&TableLine<'_>], before: Option<&Band>, band: &Band) -> bool {
    let Some(before) = before.filter(|b| b.figures == 0 && band.figures == 0) else { return false };
    let reaches = |l: &TableLine<'_>, c: Column| l.pieces.iter().any(|p| p.start < c.end && p.end > c.start);
    !lines.iter().any(|l| reaches(l, before.column) && reaches(l, band.column))
}

/// Words that are no total in a column of figures: these lines have a header of their own.
fn has_words_in_figures(columns: &[Column], lines: &[&TableLine<'_>]) -> bool {
    let words = lines.iter().flat_map(|l| &l.pieces).filter(|p| !is_figure(p.text) && !is_total(p.text));
    words
        .filter_map(|p| columns::column_of(columns, p))
        .any(|c| columns.get(c).is_some_and(|c| matches!(c.kind, Kind::Value | Kind::Blank | Kind::Code)))
}

struct Matcher<'a> {
    template: &'a [Column],
    bands: &'a [Band],
    exclusive: &'a [bool],
}

/// What a band that is given to columns lies to the right of them.
type Drift = isize;

impl Matcher<'_> {
    /// The cheapest steps, one a band; `forbidden` is a step that may not be taken.
    fn best(&self, forbidden: Option<(usize, Step)>) -> Option<(Vec<Step>, usize)> {
        // For each band the ways to place it, with what they cost so far and the way of the band before.
        let mut ways: Vec<Vec<(Step, usize, Drift, usize)>> = Vec::with_capacity(self.bands.len());
        for (b, band) in self.bands.iter().enumerate() {
            let mut here = Vec::new();
            for step in self.steps(b, band).into_iter().filter(|s| forbidden != Some((b, *s))) {
                let Some((own, drift)) = self.own(band, step) else { continue };
                let first = (b == 0).then(|| (own + self.skipped(0, step) + (drift.unsigned_abs() / 3).min(6), 0));
                let before = ways.last().filter(|_| b > 0).map_or(&[][..], Vec::as_slice);
                let after = before.iter().enumerate().filter(|(_, w)| follows(w.0, step)).map(|(i, w)| {
                    let moved = (drift - w.2).unsigned_abs();
                    let cost = match step {
                        Step::Same(_) => w.1 + own,
                        _ => w.1 + own + moved.min(40) + self.skipped(w.0.last() + 1, step),
                    };
                    (cost, i)
                });
                if let Some((cost, from)) = first.into_iter().chain(after).min() {
                    here.push((step, cost, drift, from));
                }
            }
            ways.push(here);
        }
        let rest = |w: &(Step, usize, Drift, usize)| self.between(w.0.last() + 1, self.template.len());
        let (mut at, cost) = ways.last()?.iter().enumerate().map(|(i, w)| (i, w.1 + rest(w))).min_by_key(|w| (w.1, w.0))?;
        let mut steps = Vec::with_capacity(ways.len());
        for way in ways.iter().rev() {
            let (step, _, _, from) = *way.get(at)?;
            steps.push(step);
            at = from;
        }
        steps.reverse();
        Some((steps, cost))
    }

    fn steps(&self, b: usize, band: &Band) -> Vec<Step> {
        let mixed = band.figures > 0 && band.words > 0;
        let same = self.exclusive.get(b).copied().unwrap_or(false);
        let mut out: Vec<Step> = (0..self.template.len()).map(Step::One).collect();
        if mixed {
            out.extend((0..self.template.len().saturating_sub(1)).map(Step::Two));
        }
        if same {
            out.extend((0..self.template.len()).map(Step::Same));
        }
        out
    }

    /// Cost of a step by what the band and the column hold, and how far the band lies from it.
    fn own(&self, band: &Band, step: Step) -> Option<(usize, Drift)> {
        let drift = |figures: bool, c: &Column| match figures {
            true => band.right as Drift - c.end as Drift,
            false => band.left as Drift - c.start as Drift,
        };
        match step {
            Step::One(t) => {
                let column = self.template.get(t)?;
                let figures = band.column.kind != Kind::Label;
                let cost = match (column.kind, band.column.kind) {
                    (Kind::Label, Kind::Label) => 8 * band.amounts.min(2),
                    (Kind::Value, Kind::Value) | (Kind::Code, Kind::Code) => 0,
                    (Kind::Blank, Kind::Value) => 3,
                    (Kind::Value, Kind::Code) if band.words == 0 => 6,
                    (Kind::Code, Kind::Value) if band.words == 0 && band.codes == band.figures => 4,
                    _ => return None,
                };
                Some((cost, drift(figures, column)))
            }
            Step::Two(t) => {
                let (left, right) = (self.template.get(t)?, self.template.get(t + 1)?);
                let words = |c: &Column| c.kind == Kind::Label;
                let figures = |c: &Column| match c.kind {
                    Kind::Value | Kind::Blank => true,
                    Kind::Code => band.codes == band.figures,
                    _ => false,
                };
                let anchor = match (words(left), words(right)) {
                    (true, false) if figures(right) => right,
                    (false, true) if figures(left) => left,
                    _ => return None,
                };
                Some((4, drift(true, anchor)))
            }
            Step::Same(_) => Some((3, 0)),
        }
    }

    fn skipped(&self, from: usize, step: Step) -> usize {
        match step {
            Step::One(t) | Step::Two(t) | Step::Same(t) => self.between(from, t),
        }
    }

    /// Columns that stay empty on these lines: little for one that was empty before.
    fn between(&self, from: usize, to: usize) -> usize {
        self.template.get(from..to.max(from)).unwrap_or_default().iter().map(|c| if c.kind == Kind::Blank { 0 } else { 4 }).sum()
    }
}

/// True when a step may come after another one.
fn follows(before: Step, step: Step) -> bool {
    match step {
        Step::Same(t) => before == Step::One(t),
        Step::One(t) | Step::Two(t) => t > before.last(),
    }
}

/// The columns of the template at the places of the bands.
fn placed(template: &[Column], bands: &[Band], steps: &[Step]) -> Vec<Column> {
    let mut out: Vec<Column> = template.iter().map(|c| Column { start: 0, end: 0, ..*c }).collect();
    for (band, step) in bands.iter().zip(steps) {
        let last = step.last();
        let first = if let Step::Two(t) = step { *t } else { last };
        for column in out.iter_mut().take(last + 1).skip(first) {
            let empty = column.end == 0;
            column.start = if empty { band.column.start } else { column.start.min(band.column.start) };
            column.end = column.end.max(band.column.end);
            if column.kind == Kind::Blank {
                column.kind = Kind::Value;
            }
        }
    }
    out
}
