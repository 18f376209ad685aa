//! The tables of a disclosure one after the other: which continue the one before (after a page break), which are several in one, and who reads each.

use super::activities::{self, Carry};
use super::common::Senses;
use super::frame::{Frame, rows, segments};
use super::{Lexicon, Reading, Recognised, assets, crossed, kind, national, procurement, push_rows, ragged, staffing, turned};
use crate::context::Context;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::{Block, Document, Layout, Position, Table};
use crate::facts::TableKind;
use crate::normalise::key::fold_text;
use crate::record::GapKind;
use crate::sections::SectionKey;
use crate::segment::Unit;
use std::borrow::Cow;
use std::ops::Range;

/// Walks over the tables of one disclosure.
pub(super) struct Sequence<'s> {
    context: &'s Context<'s>,
    lexicon: &'s Lexicon,
    /// The frame read last, without its table's continuations.
    last: Option<Frame<'s>>,
    last_kind: Option<TableKind>,
    carry: Carry,
    indicators: national::Carry,
    grids: u32,
}

/// The frames of one table: one, or one for each of several tables that run together in it; with what its layout had to tell.
pub(super) fn frames_of<'d>(
    document: &'d Document,
    unit: &Unit,
    block: u32,
    table: &'d Table,
    lexicon: &Lexicon,
) -> (Vec<Frame<'d>>, Vec<Diagnostic>) {
    let knows = |folded: &str| lexicon.knows_header(folded);
    let ranges = segments::segments(document, table, &knows);
    let solved = match (table.layout, ranges.as_slice()) {
        (Layout::Ragged, ranges) => Some(ragged::solve(document, block, table, ranges, lexicon)),
        (Layout::Exact, [range]) => ragged::doubt(document, block, table, range, lexicon),
        (Layout::Exact, _) => None,
    };
    let mut told = solved.as_ref().map_or_else(Vec::new, |s| s.diagnostics.clone());
    let unsure = solved.is_none() && ranges.iter().any(|range| ragged::unreached(document, table, range, lexicon));
    if unsure {
        let message = "the header does not reach all columns of numbers; none of them is certain";
        told.push(Diagnostic::new(Code::UnsolvedSpans, Severity::Warning, message).at(super::table_place(block)));
    }
    let frames = ranges.into_iter().map(|range| {
        let grid: Cow<'d, Table> = solved.as_ref().map_or(Cow::Borrowed(table), |s| Cow::Owned(s.table.clone()));
        let mut frame = Frame::new(document, block, grid, range, unit.first_block, &knows);
        if let Some(solved) = &solved {
            frame.ambiguous = solved.ambiguous.clone();
            frame.unsolved_rows = solved.unsolved_rows.clone();
        }
        if unsure {
            frame.ambiguous.extend(0..frame.columns());
        }
        frame
    });
    let frames = frames.collect();
    (frames, told)
}

impl<'s> Sequence<'s> {
    pub(super) fn new(context: &'s Context<'s>, lexicon: &'s Lexicon) -> Self {
        Sequence {
            context,
            lexicon,
            last: None,
            last_kind: None,
            carry: Carry::default(),
            indicators: national::Carry::default(),
            grids: 0,
        }
    }

    pub(super) fn table(&mut self, block: u32, table: &'s Table, reading: &mut Reading) {
        let document = self.context.document;
        if table.page_layout {
            push_rows(document, block, table, TableKind::PageLayout, None, reading);
            return;
        }
        let (frames, told) = frames_of(document, self.context.unit, block, table, self.lexicon);
        reading.diagnostics.extend(told);
        let mut first: Option<(Frame<'s>, Option<Recognised>)> = None;
        for mut frame in frames {
            let range = frame.rows.clone();
            let recognised = self.frame(&mut frame, range, reading);
            match &mut first {
                Some((_, kind @ None)) => *kind = recognised,
                Some(_) => {}
                None => first = Some((frame, recognised)),
            }
        }
        let grid = first.as_ref().map_or(table, |(frame, _)| &frame.table);
        let read = first.as_ref().map(|(frame, recognised)| (frame, recognised.as_ref()));
        push_rows(document, block, grid, TableKind::Unrecognised, read, reading);
    }

    fn frame(&mut self, frame: &mut Frame<'s>, range: Range<u32>, reading: &mut Reading) -> Option<Recognised> {
        if let Some(code) = &frame.lead.unit_code {
            reading.budget_unit_code.get_or_insert_with(|| code.text.clone());
        }
        if self.is_contents(frame) {
            return Some(Recognised { kind: TableKind::Contents, columns: vec![None; frame.columns() as usize] });
        }
        if range.start == 0 {
            self.join(frame);
        }
        let recognised = self.read(frame, reading);
        if recognised.is_none() && frame.body.iter().any(|r| !matches!(r.kind, rows::RowKind::Blank)) {
            let caption = frame.lead.caption.as_ref().map_or("", |c| c.text.as_str());
            let (rows, columns) = (frame.rows.end - frame.rows.start, frame.columns());
            let message = format!("a table of {rows} rows and {columns} columns was not recognised: “{caption}”");
            let told = Diagnostic::new(Code::UnrecognisedTable, Severity::Warning, message).at(frame.table_place());
            let told = told.lacks(GapKind::Caption, "national_caption", fold_text(caption));
            reading.diagnostics.push(super::common::lacks_headers(frame, self.lexicon, told));
        }
        self.last_kind = recognised.as_ref().map(|r| r.kind);
        self.last = Some(frame.clone());
        recognised
    }

    fn read(&mut self, frame: &Frame<'s>, reading: &mut Reading) -> Option<Recognised> {
        let continued = frame.continues.is_some();
        let own = kind::classify(frame, self.lexicon).or_else(|| {
            // What continues a table is of its kind, even where a part of it would not be recognised by itself.
            let kind = self.last_kind.filter(|_| continued)?;
            self.lexicon.grammar(kind.as_str()).map(|_| (kind, kind::senses(frame, self.lexicon, kind)))
        });
        let staffing = own.as_ref().is_none_or(|(kind, _)| *kind == TableKind::Staffing);
        let crossed = if staffing && !continued { crossed::crossed(frame, self.lexicon) } else { None };
        let on_its_side = crossed.or_else(|| if own.is_none() { turned::turned(frame, self.lexicon) } else { None });
        if let Some(turned) = on_its_side {
            let mut own = Reading::default();
            self.own(&turned.frame, turned.kind, &turned.senses, false, &mut own);
            turned.give(own, reading);
            return Some(Recognised { kind: turned.kind, columns: vec![None; frame.columns() as usize] });
        }
        let Some((kind, senses)) = own else {
            return national::read(frame, self.context, self.lexicon, &mut self.grids, &mut self.indicators, reading);
        };
        self.own(frame, kind, &senses, continued, reading);
        Some(senses.recognised(kind))
    }

    fn own(&mut self, frame: &Frame<'s>, kind: TableKind, senses: &Senses, continued: bool, reading: &mut Reading) {
        match kind {
            TableKind::Staffing => staffing::read(frame, self.context, senses, reading),
            TableKind::Procurement => procurement::read(frame, self.context, senses, reading),
            TableKind::Assets => assets::read(frame, self.context, self.lexicon, senses, reading),
            _ => {
                let carry = if continued && self.last_kind == Some(kind) {
                    std::mem::take(&mut self.carry)
                } else {
                    self.grids += 1;
                    Carry::new(self.grids)
                };
                self.carry = activities::read(frame, self.lexicon, senses, carry, reading);
            }
        }
    }

    /// A list of headings with page numbers.
    fn is_contents(&self, frame: &Frame<'_>) -> bool {
        let position = Position { block: frame.block, char: 0 };
        if self.context.sections.at(position).is_some_and(|s| s.key == SectionKey::Contents) {
            return true;
        }
        let says = |t: &str| matches!(fold_text(t).as_str(), "目录" | "目次");
        frame.lead.captions.iter().any(|c| says(&c.text)) || (frame.columns() <= 3 && says(frame.text(frame.rows.start, 0)))
    }

    /// Finds out whether the frame continues the one before, and gives it that one's caption, unit and header.
    fn join(&self, frame: &mut Frame<'s>) {
        let Some(last) = &self.last else { return };
        if last.columns() != frame.columns() || last.table.parent != frame.table.parent || !self.adjacent(last.block, frame) {
            return;
        }
        let same_header = frame.paths.iter().map(|p| p.folded()).eq(last.paths.iter().map(|p| p.folded()));
        if !frame.header_rows.is_empty() && !same_header {
            // A first row of words may be a row of the body: nothing of it is known as a header, but all of the other's is.
            let understood = |f: &Frame<'_>| f.paths.iter().filter(|p| self.lexicon.path_score(p) == 2).count();
            let single = frame.header_rows.len() == 1 && !frame.lead.continued;
            let body_like = single && understood(frame) * 2 < understood(last);
            // Nor is a row a header that leaves columns blank which have a header: its words are labels, and their amounts were not printed.
            let leaves_blank = single
                && frame
                    .paths
                    .iter()
                    .zip(&last.paths)
                    .any(|(own, theirs)| own.parts.iter().all(|p| p.folded.is_empty()) && !theirs.parts.is_empty());
            if !(body_like || leaves_blank) {
                return;
            }
            frame.without_header();
        }
        let headless = frame.header_rows.is_empty();
        if !headless && !frame.lead.continued && own_caption(frame).is_some_and(|c| Some(c) != own_caption(last)) {
            return;
        }
        frame.continues = Some(last.block);
        if headless {
            frame.paths = last.paths.clone();
            frame.ambiguous.extend(last.ambiguous.iter().copied());
        }
        // 续表 alone names nothing.
        let unnamed = own_caption(frame).is_none();
        let (own, theirs) = (&mut frame.lead, &last.lead);
        own.unit = own.unit.take().or_else(|| theirs.unit.clone());
        own.as_of = own.as_of.or(theirs.as_of);
        if unnamed || headless {
            own.caption = theirs.caption.clone();
            own.captions.extend(theirs.captions.iter().cloned());
        }
    }

    /// True when nothing but blanks, page numbers, titles and unit lines stands between two tables.
    fn adjacent(&self, last: u32, frame: &Frame<'_>) -> bool {
        let headless = frame.header_rows.is_empty();
        (last + 1..frame.block).all(|block| match self.context.document.block(block) {
            Some(Block::Paragraph(paragraph)) => {
                let text = self.context.document.slice(paragraph.range);
                segments::is_between_pages(text) || (!headless && block >= frame.lead.first_block)
            }
            _ => false,
        })
    }
}

/// The caption of a frame without what says that it goes on: 续表, （续）.
fn own_caption(frame: &Frame<'_>) -> Option<String> {
    let folded = fold_text(&frame.lead.caption.as_ref()?.text);
    let bare = folded.replace("(续)", "").replace("(续表)", "").replace("续表", "").replace(':', "");
    (!bare.is_empty()).then_some(bare)
}

impl Frame<'_> {
    /// Takes the header rows as rows of the body.
    fn without_header(&mut self) {
        let rows: Vec<rows::BodyRow> = self.header_rows.drain(..).map(|row| rows::BodyRow { row, kind: rows::RowKind::Data }).collect();
        let mut body = rows;
        body.append(&mut self.body);
        self.body = body;
        self.paths = vec![super::header::HeaderPath::default(); self.table.columns as usize];
    }
}
