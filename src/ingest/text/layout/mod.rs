//! Text that keeps the look of its pages (`pdftotext -layout`): columns aligned by blanks, lines broken where the page broke them, a number at the foot of each page.
//!
//! [`page`] takes the pages apart and their margins off, [`region`] says which lines are tables, [`prose`] joins broken lines, [`columns`], [`header`] (with
//! [`flush`], [`joints`], [`leaves`] and [`spans`]), [`mixed`] and [`rows`] make tables of lines. A figure comes into a column only by the place where it stands; what is not certain is told (`ragged`), and nothing is dropped.

use super::within;
use crate::document::Role;
use crate::ingest::Limits;
use crate::ingest::builder::{DocumentBuilder, RawParagraph};
use columns::Column;
use page::{Metric, Page};
use prose::{Measure, Open};
use region::Part;

mod carry;
mod columns;
mod flush;
mod header;
mod joints;
mod leaves;
mod mixed;
mod page;
mod prose;
mod region;
mod rows;
mod spans;
mod table;

/// True when lines keep the look of pages: form feeds, or lines of several pieces in runs, or many lines broken at one width.
pub(super) fn is_layout(lines: &[&str]) -> bool {
    let filled = lines.iter().filter(|l| !page::is_blank(l)).count();
    // A tab before a page number is a leader of the contents.
    let parted = |l: &&&str| l.trim_end().rsplit_once('\t').is_some_and(|(_, last)| !last.trim().chars().all(|c| c.is_ascii_digit()));
    let tabs = lines.iter().filter(parted).count();
    if filled < 4 || tabs * 20 > filled {
        return false;
    }
    let feeds = lines.iter().filter(|l| l.contains('\u{c}')).count();
    let several = |l: &&&str| page::pieces(l, Metric::Characters).len() >= 3;
    let aligned = lines.iter().filter(several).count();
    let measure = Measure::of(lines);
    let broken = lines.windows(2).filter(|w| matches!(w, [a, b] if measure.goes_on(a, b))).count();
    feeds > 0 || aligned >= 3 || broken * 4 >= filled
}

/// Reads such a text.
pub(super) fn read(lines: &[&str], builder: &mut DocumentBuilder, limits: &Limits) {
    let pages = page::pages(lines);
    let metric = columns::metric_of_text(lines);
    // The width of running text is known when the tables are, and the other way round: so twice.
    let prose = |full: usize| pages.iter().flat_map(|p| self::prose_of(p, &region::parts(p, full, metric))).collect::<Vec<&str>>();
    let whole = Measure::of(&prose(Measure::of(&prose(0)).full()));
    let mut reader = Reader { metric, builder, limits, open: Open::default(), margins: Vec::new(), last: None };
    for page in &pages {
        reader.page(page, whole);
    }
    reader.close();
}

/// The lines of a page that stand in no table.
fn prose_of<'a>(page: &Page<'a>, parts: &[Part]) -> Vec<&'a str> {
    let ranges = parts.iter().filter_map(|p| if let Part::Prose(range) = p { page.lines.get(range.clone()) } else { None });
    ranges.flatten().copied().collect()
}

struct Reader<'a> {
    builder: &'a mut DocumentBuilder,
    limits: &'a Limits,
    open: Open,
    /// Lines of margins that wait for the end of a paragraph which goes on over them.
    margins: Vec<String>,
    /// How the text counts its columns.
    metric: Metric,
    /// The columns of the table that the page before ended with.
    last: Option<Vec<Column>>,
}

impl Reader<'_> {
    fn page(&mut self, page: &Page<'_>, whole: Measure) {
        self.margins.extend(page.head.iter().map(|l| l.trim().to_owned()));
        let parts = region::parts(page, whole.full(), self.metric);
        let prose: Vec<&str> =
            parts.iter().filter_map(|p| if let Part::Prose(r) = p { page.lines.get(r.clone()) } else { None }).flatten().copied().collect();
        let own = Measure::of(&prose);
        // A page of tables has no width of its own to speak of.
        let measure = if own.is_certain() { own } else { whole };
        let mut before = self.last.take();
        for part in parts {
            let (Part::Prose(range) | Part::Table(range)) = &part;
            let lines = page.lines.get(range.clone()).unwrap_or_default();
            if lines.iter().all(|l| page::is_blank(l)) {
                self.margins.extend(page.numbers.iter().filter(|(at, _)| range.contains(at)).map(|(_, l)| l.trim().to_owned()));
                continue;
            }
            let before = before.take();
            self.last = None;
            let read = if matches!(part, Part::Table(_)) { table::read(lines, before.as_deref(), self.metric) } else { None };
            match read {
                Some((table, columns)) => {
                    self.close();
                    self.builder.table(within(table, self.limits));
                    self.last = Some(columns);
                    self.margins.extend(page.numbers.iter().filter(|(at, _)| range.contains(at)).map(|(_, l)| l.trim().to_owned()));
                }
                None => {
                    for (at, line) in range.clone().zip(lines) {
                        self.line(line, measure);
                        self.margins.extend(page.numbers.iter().filter(|(n, _)| *n == at).map(|(_, l)| l.trim().to_owned()));
                    }
                }
            }
        }
        self.margins.extend(page.foot.iter().map(|l| l.trim().to_owned()));
    }

    fn line(&mut self, line: &str, measure: Measure) {
        if page::is_blank(line) {
            return;
        }
        let unit = region::is_unit_line(line);
        if unit || !self.open.takes(line, measure) {
            self.close();
        }
        self.open.push(line, measure);
        if unit {
            self.close();
        }
    }

    /// Ends the paragraph, and prints the margins that it ran over.
    fn close(&mut self) {
        if !self.open.is_empty() {
            self.builder.paragraph(self.open.take());
        }
        for text in self.margins.drain(..) {
            self.builder.paragraph(RawParagraph { text, role: Role::PageMargin, ..RawParagraph::default() });
        }
    }
}
