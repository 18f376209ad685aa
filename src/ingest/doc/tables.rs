//! From paragraphs to blocks: tables are open while their paragraphs pass ([MS-DOC] 2.4.3 "Overview of Tables", 2.4.4 and 2.4.5).

use super::columns;
use super::rows::RowShape;
use super::story::{Stories, StoryParagraph, Walk};
use crate::document::Role;
use crate::ingest::Limits;
use crate::ingest::builder::{DocumentBuilder, RawCell, RawParagraph, RawTable};
use crate::ingest::numbering::Counters;
use crate::ingest::word::notices::Notices;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A row as it was read.
#[derive(Debug, Default)]
pub(super) struct OpenRow {
    /// Its cells in order.
    pub(super) cells: Vec<RawCell>,
    /// How it is cut.
    pub(super) shape: Option<Rc<RowShape>>,
}

/// A table whose end was not met yet.
#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<OpenRow>,
    cells: Vec<RawCell>,
    cell: RawCell,
}

/// Puts paragraphs in order into a document.
pub(super) struct Assembler<'b> {
    builder: &'b mut DocumentBuilder,
    limits: Limits,
    /// First position of the part of text boxes.
    boxes_from: usize,
    open: Vec<OpenTable>,
    /// Counts of the lists in text boxes.
    box_counters: Counters,
    /// Text boxes anchored in the open table.
    waiting: Vec<(u32, u32)>,
    /// Text drawn by shapes anchored in it.
    drawn: Vec<String>,
    notices: Notices,
    /// What headers and footers said so far.
    margins_told: BTreeSet<Vec<String>>,
    /// Grid places that all tables together may still take.
    places: usize,
}

impl<'b> Assembler<'b> {
    /// Begins with a document.
    pub(super) fn new(builder: &'b mut DocumentBuilder, limits: &Limits, boxes_from: usize) -> Self {
        Assembler {
            builder,
            limits: *limits,
            boxes_from,
            open: Vec::new(),
            box_counters: Counters::default(),
            waiting: Vec::new(),
            drawn: Vec::new(),
            notices: Notices::default(),
            margins_told: BTreeSet::new(),
            places: limits.table_cells as usize,
        }
    }

    /// Reads the characters `from..to` of the body.
    pub(super) fn body(&mut self, stories: &mut Stories<'_>, from: usize, to: usize) {
        let mut walk = stories.walk(from, to, Role::Body);
        while let Some(paragraph) = stories.next(&mut walk) {
            self.take(stories, paragraph);
        }
        self.close(stories, 0);
    }

    /// Reads a part whose last paragraph mark is only there to end it: an empty paragraph at its end is left out. One that is blank leaves nothing.
    pub(super) fn aside(&mut self, stories: &mut Stories<'_>, walk: &mut Walk) {
        let paragraphs = whole(stories, walk);
        if paragraphs.iter().all(StoryParagraph::is_empty) {
            return;
        }
        for paragraph in paragraphs {
            self.take(stories, paragraph);
        }
        self.close(stories, 0);
    }

    /// Reads a page header or footer: as paragraphs, unless another one said the same; blank ones in its tables are left out.
    pub(super) fn margin(&mut self, stories: &mut Stories<'_>, from: usize, to: usize) {
        let mut paragraphs = whole(stories, &mut stories.walk(from, to, Role::PageMargin));
        let blank = |p: &StoryParagraph| p.raw.text.trim().is_empty();
        paragraphs.retain(|p| p.properties.tables() == 0 || !blank(p));
        let key: Vec<String> = paragraphs.iter().filter(|p| !blank(p)).map(|p| p.raw.text.trim().to_owned()).collect();
        if !key.is_empty() && self.margins_told.insert(key) {
            for paragraph in paragraphs {
                self.builder.paragraph(paragraph.raw);
            }
        }
    }

    /// Tells what belongs to the whole file.
    pub(super) fn finish(mut self, stories: &Stories<'_>) {
        self.notices.hidden(stories.hidden);
        if stories.modifiers_lost {
            self.notices.limit("there are more properties outside their pages than the limit; tables may have lost their columns");
        }
        self.notices.finish(self.builder);
    }

    /// Text boxes that no anchor led to.
    pub(super) fn rest_of_boxes(&mut self, stories: &mut Stories<'_>) {
        self.waiting = stories.shapes.rest();
        self.boxes(stories);
    }

    fn take(&mut self, stories: &mut Stories<'_>, paragraph: StoryParagraph) {
        let most = self.limits.nesting as usize;
        let wanted = paragraph.properties.tables();
        if wanted > most {
            self.notices.limit("tables nested deeper than the limit were read as part of the cell around them");
        }
        let depth = wanted.min(most);
        self.close(stories, depth);
        self.open.resize_with(depth, OpenTable::default);
        self.note(stories, &paragraph);
        let Some(table) = self.open.last_mut() else {
            self.notices.place(self.builder);
            self.builder.paragraph(paragraph.raw);
            self.boxes(stories);
            return;
        };
        let outermost = depth == 1;
        let row_end = if outermost { paragraph.properties.row_end } else { paragraph.properties.inner_row_end };
        let cell_end = if outermost { paragraph.cell_mark } else { paragraph.properties.inner_cell_end };
        if row_end {
            table.end_row(paragraph);
            return;
        }
        table.cell.paragraphs.push(paragraph.raw);
        if cell_end {
            table.cells.push(std::mem::take(&mut table.cell));
        }
    }

    /// Notes pictures, objects and text boxes of a paragraph. Pictures in the margins are of the page, not of the text.
    fn note(&mut self, stories: &mut Stories<'_>, paragraph: &StoryParagraph) {
        if paragraph.object {
            self.notices.object("an embedded object was not read; if it shows a table, paste it as one".to_owned());
        }
        for &anchor in &paragraph.shapes {
            if stories.shapes.is_picture(anchor.shape) {
                self.notices.picture("a picture", anchor.size);
            }
            self.drawn.extend(stories.shapes.take_drawn(anchor.shape));
            self.waiting.extend(stories.shapes.take_boxes(anchor.shape));
        }
        if matches!(paragraph.raw.role, Role::Body | Role::TextBox) {
            paragraph.pictures.iter().for_each(|&size| self.notices.picture("a picture", size));
        }
    }

    /// Reads the text boxes that wait.
    fn boxes(&mut self, stories: &mut Stories<'_>) {
        for text in std::mem::take(&mut self.drawn) {
            self.builder.paragraph(RawParagraph { text, role: Role::TextBox, ..RawParagraph::default() });
        }
        for (from, to) in std::mem::take(&mut self.waiting) {
            let (from, to) = (self.boxes_from.saturating_add(from as usize), self.boxes_from.saturating_add(to as usize));
            let mut walk = stories.walk(from, to, Role::TextBox);
            walk.counters = std::mem::take(&mut self.box_counters);
            self.aside(stories, &mut walk);
            self.box_counters = walk.counters;
        }
    }

    /// Closes the tables deeper than `depth`.
    fn close(&mut self, stories: &mut Stories<'_>, depth: usize) {
        while self.open.len() > depth {
            let Some(table) = self.open.pop() else { return };
            let rows = table.finish();
            if rows.is_empty() {
                continue;
            }
            let (raw, lost) = columns::table(rows, &mut self.places);
            if let Some(message) = lost {
                self.notices.limit(message);
            }
            self.put(raw);
            if self.open.is_empty() {
                self.boxes(stories);
            }
        }
    }

    fn put(&mut self, raw: RawTable) {
        match self.open.last_mut() {
            Some(outer) => outer.cell.nested.push(raw),
            None => {
                self.notices.place(self.builder);
                self.builder.table(raw);
            }
        }
    }
}

/// All paragraphs of a walk but an empty one at its end.
fn whole(stories: &mut Stories<'_>, walk: &mut Walk) -> Vec<StoryParagraph> {
    let mut paragraphs: Vec<StoryParagraph> = std::iter::from_fn(|| stories.next(walk)).collect();
    paragraphs.pop_if(|p| p.is_empty());
    paragraphs
}

impl OpenTable {
    fn end_row(&mut self, mark: StoryParagraph) {
        self.end_cell();
        let cells = std::mem::take(&mut self.cells);
        // A row that was deleted while changes were tracked: its mark and all of its text are.
        let empty = |c: &RawCell| c.nested.is_empty() && c.paragraphs.iter().all(|p| p.text.is_empty());
        if cells.is_empty() || (mark.deleted && cells.iter().all(empty)) {
            return;
        }
        self.rows.push(OpenRow { cells, shape: mark.row.filter(|r| !r.is_undefined()) });
    }

    /// Ends a cell whose mark is missing.
    fn end_cell(&mut self) {
        if !self.cell.paragraphs.is_empty() || !self.cell.nested.is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
    }

    /// All rows; one whose mark is missing is kept as it is.
    fn finish(mut self) -> Vec<OpenRow> {
        self.end_cell();
        if !self.cells.is_empty() {
            self.rows.push(OpenRow { cells: std::mem::take(&mut self.cells), shape: None });
        }
        self.rows
    }
}
