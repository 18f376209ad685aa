//! From paragraphs to blocks: tables are open while their paragraphs pass ([MS-DOC] 2.4.3 "Overview of Tables", 2.4.4 and 2.4.5).

use super::columns;
use super::rows::RowShape;
use super::story::{Stories, StoryParagraph, Walk};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::{Place, Role};
use crate::ingest::Limits;
use crate::ingest::builder::{DocumentBuilder, RawCell, RawTable};
use crate::ingest::numbering::Counters;
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
    pictures: u32,
    objects: u32,
    /// Grid places that all tables together may still take.
    places: usize,
    nesting_met: bool,
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
            pictures: 0,
            objects: 0,
            places: limits.table_cells as usize,
            nesting_met: false,
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
        let mut paragraphs = Vec::new();
        while let Some(paragraph) = stories.next(walk) {
            paragraphs.push(paragraph);
        }
        paragraphs.pop_if(|p| p.is_empty());
        if paragraphs.iter().all(|p| p.is_empty()) {
            return;
        }
        for paragraph in paragraphs {
            self.take(stories, paragraph);
        }
        self.close(stories, 0);
    }

    /// Text boxes that no anchor led to.
    pub(super) fn rest_of_boxes(&mut self, stories: &mut Stories<'_>) {
        self.waiting = stories.shapes.rest();
        self.boxes(stories);
    }

    fn take(&mut self, stories: &mut Stories<'_>, paragraph: StoryParagraph) {
        let most = self.limits.nesting as usize;
        let wanted = paragraph.properties.tables();
        if wanted > most && !std::mem::replace(&mut self.nesting_met, true) {
            self.builder.tell(Diagnostic::new(
                Code::LimitMet,
                Severity::Warning,
                format!("tables nested deeper than {most} were read as part of the cell around them"),
            ));
        }
        let depth = wanted.min(most);
        self.close(stories, depth);
        self.open.resize_with(depth, OpenTable::default);
        self.count(stories, &paragraph);
        let Some(table) = self.open.last_mut() else {
            self.builder.paragraph(paragraph.raw);
            self.told(self.builder.next_block() - 1);
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

    /// Notes pictures, objects and text boxes of a paragraph.
    fn count(&mut self, stories: &mut Stories<'_>, paragraph: &StoryParagraph) {
        self.pictures += paragraph.pictures;
        self.objects += paragraph.objects;
        for &shape in &paragraph.shapes {
            self.pictures += u32::from(stories.shapes.is_picture(shape));
            self.waiting.extend(stories.shapes.take_boxes(shape));
        }
    }

    /// Tells of pictures and objects at a block.
    fn told(&mut self, block: u32) {
        let place = Place { block, end_block: block, ..Place::default() };
        let what = |count: u32, one: &str, many: &str| if count == 1 { one.to_owned() } else { format!("{count} {many}") };
        if self.pictures > 0 {
            let message = what(self.pictures, "a picture stands here", "pictures stand here");
            self.builder.tell(Diagnostic::new(Code::Picture, Severity::Note, message).at(place));
        }
        if self.objects > 0 {
            let message =
                what(self.objects, "an embedded object stands here and was not read", "embedded objects stand here and were not read");
            self.builder.tell(Diagnostic::new(Code::EmbeddedObject, Severity::Warning, message).at(place));
        }
        (self.pictures, self.objects) = (0, 0);
    }

    /// Reads the text boxes that wait.
    fn boxes(&mut self, stories: &mut Stories<'_>) {
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
                self.builder.tell(Diagnostic::new(Code::LimitMet, Severity::Warning, message));
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
                let block = self.builder.table(raw);
                self.told(block);
            }
        }
    }
}

impl StoryParagraph {
    /// Nothing of it is printed.
    fn is_empty(&self) -> bool {
        self.raw.text.trim().is_empty()
            && self.raw.number.is_none()
            && self.pictures + self.objects == 0
            && self.shapes.is_empty()
            && self.properties.tables() == 0
    }
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
