//! The walk through a part: one pass over its events. Elements that are open are remembered by their [`Tag`] alone; whatever they open (a paragraph, a cell, a text box)
//! lies in the [`Story`] that is being told. Nothing recurses, so that no file can exhaust the stack.

use super::lists::Lists;
use super::notices::Notices;
use super::story::{OpenParagraph, RawBlock, Story};
use super::styles::{self, Styles};
use super::table::{OpenCell, OpenRow, OpenTable};
use super::tag::{self, NoteKind, Tag};
use super::xml::{Damage, Event, Ns, Xml, attribute, number, switch, value};
use crate::document::Role;
use crate::ingest::Limits;
use crate::ingest::builder::DocumentBuilder;
use crate::ingest::numbering::Counters;
use quick_xml::events::BytesStart;
use std::collections::BTreeSet;

/// What paragraphs refer to.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    pub(super) styles: Styles,
    pub(super) lists: Lists,
}

/// `mc:AlternateContent`: the first branch that gives anything is the one that is read.
#[derive(Debug)]
struct Alternate {
    yielded: u64,
    taken: bool,
}

/// Brackets of an open `m:d`.
#[derive(Debug)]
pub(super) struct Brackets {
    pub(super) begin: String,
    pub(super) separator: String,
    pub(super) end: String,
    pub(super) elements: u32,
}

/// The state of the walk, over all parts of a file.
pub(super) struct Walk<'d> {
    pub(super) definitions: &'d Definitions,
    pub(super) limits: &'d Limits,
    pub(super) builder: DocumentBuilder,
    pub(super) notices: Notices,
    pub(super) role: Role,
    /// The story that is told, and below it those that it interrupts.
    pub(super) stories: Vec<Story>,
    /// The list counters of the story, and those of all text boxes.
    pub(super) counters: Counters,
    pub(super) box_counters: Counters,
    tags: Vec<Tag>,
    alternates: Vec<Alternate>,
    /// Open content controls: whether each holds a table of contents.
    controls: Vec<bool>,
    pub(super) contents_controls: usize,
    pub(super) brackets: Vec<Brackets>,
    /// What was read so far that a reader can see; tells whether a branch gave anything.
    pub(super) yielded: u64,
    /// Open `w:object`s.
    objects: usize,
    extent: Option<(u64, u64)>,
    /// Text of the `w:t` or instruction that is being read.
    chunk: String,
    preserve: bool,
    /// The name of a part's root was that of a Word part.
    pub(super) root: Option<bool>,
    /// Relationship ids of page headers and footers, in order.
    pub(super) margins: Vec<String>,
    /// What page headers and footers said so far.
    pub(super) margins_told: BTreeSet<Vec<String>>,
    /// Notes that are referred to.
    pub(super) notes: BTreeSet<(NoteKind, String)>,
    /// Notes of this kind are being read: only those that are referred to.
    pub(super) reading: Option<NoteKind>,
}

impl<'d> Walk<'d> {
    pub(super) fn new(definitions: &'d Definitions, limits: &'d Limits, builder: DocumentBuilder) -> Self {
        Walk {
            definitions,
            limits,
            builder,
            notices: Notices::default(),
            role: Role::Body,
            stories: Vec::new(),
            counters: Counters::default(),
            box_counters: Counters::default(),
            tags: Vec::new(),
            alternates: Vec::new(),
            controls: Vec::new(),
            contents_controls: 0,
            brackets: Vec::new(),
            yielded: 0,
            objects: 0,
            extent: None,
            chunk: String::new(),
            preserve: false,
            root: None,
            margins: Vec::new(),
            margins_told: BTreeSet::new(),
            notes: BTreeSet::new(),
            reading: None,
        }
    }

    /// Reads a part to its end, or to where it is damaged; either way everything that is open is closed.
    pub(super) fn part(&mut self, text: &str, role: Role) -> Result<(), Damage> {
        self.role = role;
        self.stories.push(Story::default());
        self.counters = Counters::default();
        self.box_counters = Counters::default();
        self.root = None;
        self.preserve = false;
        let result = self.events(&mut Xml::new(text));
        while self.stories.len() > 1 {
            self.close_text_box();
        }
        self.close_story();
        if role == Role::PageMargin {
            self.finish_margin();
        }
        self.stories.clear();
        self.tags.clear();
        self.alternates.clear();
        self.controls.clear();
        self.contents_controls = 0;
        self.brackets.clear();
        self.objects = 0;
        result
    }

    fn events(&mut self, xml: &mut Xml<'_>) -> Result<(), Damage> {
        loop {
            match xml.next()? {
                Event::Start(ns, start) => {
                    let parent = self.tags.last().copied().unwrap_or(Tag::Through);
                    let tag = tag::of(ns, start.local_name().into_inner(), parent);
                    if self.root.is_none() {
                        self.root = Some(tag == Tag::Document);
                        self.preserve = preserves(&start);
                    }
                    self.start(xml, tag, ns, &start)?;
                }
                Event::End => {
                    if let Some(tag) = self.tags.pop() {
                        self.end(tag);
                    }
                }
                Event::Text(_) | Event::Char(_) => {}
                Event::Eof => return Ok(()),
            }
        }
    }

    pub(super) fn story(&mut self) -> &mut Story {
        if self.stories.is_empty() {
            self.stories.push(Story::default());
        }
        let top = self.stories.len() - 1;
        &mut self.stories[top]
    }

    /// Elements that hold text or are passed over are read here to their end; all others are remembered as open.
    fn start(&mut self, xml: &mut Xml<'_>, tag: Tag, ns: Ns, start: &BytesStart<'_>) -> Result<(), Damage> {
        match tag {
            Tag::Skip => return xml.skip(),
            Tag::Text | Tag::MathText => {
                self.chunk.clear();
                xml.text(&mut self.chunk)?;
                let chunk = std::mem::take(&mut self.chunk);
                self.text_element(&chunk, self.preserve || preserves(start));
                self.chunk = chunk;
                return Ok(());
            }
            Tag::Instruction => {
                self.chunk.clear();
                xml.text(&mut self.chunk)?;
                let chunk = std::mem::take(&mut self.chunk);
                self.story().fields.code(&chunk);
                self.chunk = chunk;
                return Ok(());
            }
            Tag::Choice | Tag::Fallback if self.alternates.last().is_some_and(|a| a.taken) => return xml.skip(),
            Tag::Note if !self.wants_note(start) => return xml.skip(),
            Tag::Table | Tag::TextBox if self.too_deep() => {
                self.notices.limit("tables or text boxes are nested deeper than the limit; the innermost were not read");
                return xml.skip();
            }
            Tag::Row if self.too_large() => {
                self.notices.limit("a table has more cells than the limit; its last rows were not read");
                return xml.skip();
            }
            _ => {}
        }
        self.tags.push(tag);
        match tag {
            Tag::Through => {}
            Tag::Paragraph => self.open_paragraph(),
            Tag::Run => self.story().run = Default::default(),
            Tag::Tab | Tag::PositionTab => self.append("\t"),
            Tag::Break => self.line_break(start),
            Tag::Return => self.append("\n"),
            Tag::NoBreakHyphen => self.append("-"),
            Tag::Symbol => self.symbol(start),
            Tag::Alternate => self.alternates.push(Alternate { yielded: self.yielded, taken: false }),
            Tag::TextBox => self.open_text_box(),
            Tag::MarginReference => self.margins.extend(attribute(start, "id").map(|id| id.into_owned())),
            Tag::NoteReference(kind) => {
                if let Some(id) = attribute(start, "id") {
                    self.notes.insert((kind, id.into_owned()));
                }
            }
            Tag::StructuredTag => self.controls.push(false),
            Tag::Gallery => self.gallery(start),
            Tag::FieldSimple => self.story().fields.begin_simple(&attribute(start, "instr").unwrap_or_default()),
            Tag::FieldChar
            | Tag::FormCheckBox
            | Tag::FormDropDown
            | Tag::FormChecked
            | Tag::FormDefault
            | Tag::FormResult
            | Tag::FormEntry => self.field(tag, start),
            _ if ns == Ns::Word => self.word_property(xml, tag, start)?,
            _ if ns == Ns::Math => self.math(tag, start),
            _ => self.drawing(tag, start),
        }
        Ok(())
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => self.close_paragraph(),
            Tag::Run => self.story().run = Default::default(),
            Tag::Cell => self.close_cell(),
            Tag::Row => {
                if let Some(table) = self.story().tables.last_mut() {
                    table.close_row();
                }
            }
            Tag::Table => self.close_table(),
            Tag::TextBox => self.close_text_box(),
            Tag::Choice | Tag::Fallback => {
                let yielded = self.yielded;
                if let Some(alternate) = self.alternates.last_mut() {
                    alternate.taken = yielded > alternate.yielded;
                }
            }
            Tag::Alternate => drop(self.alternates.pop()),
            Tag::StructuredTag => {
                if self.controls.pop() == Some(true) {
                    self.contents_controls -= 1;
                }
            }
            Tag::FieldSimple => self.story().fields.end_simple(),
            Tag::Note => {
                self.end_paragraph_if_open();
                self.release_carried();
            }
            Tag::Object => self.objects = self.objects.saturating_sub(1),
            Tag::MathNumerator => self.append("/"),
            Tag::MathDelimiter => {
                if let Some(brackets) = self.brackets.pop() {
                    self.append(&brackets.end);
                }
            }
            _ => {}
        }
    }

    /// Properties of paragraphs, runs, rows and cells.
    fn word_property(&mut self, xml: &mut Xml<'_>, tag: Tag, start: &BytesStart<'_>) -> Result<(), Damage> {
        let mark = self.tags.iter().rev().nth(2) == Some(&Tag::ParagraphProperties);
        match tag {
            Tag::Bold if !mark => self.story().run.bold = Some(switch(start)),
            Tag::Hidden if mark => self.open().mark_hidden = Some(switch(start)),
            Tag::Hidden => self.story().run.hidden = Some(switch(start)),
            Tag::RunStyle if !mark => self.story().run.style = value(start).and_then(|id| self.definitions.styles.find(&id)),
            Tag::Deleted if mark => self.open().mark_deleted = true,
            Tag::Deleted => {
                if switch(start)
                    && let Some(table) = self.story().tables.last_mut()
                {
                    table.drop_row();
                }
            }
            Tag::ParagraphStyle => {
                let id = value(start).unwrap_or_default();
                let style = self.definitions.styles.find(&id);
                let paragraph = self.open();
                paragraph.style = style;
                if style.is_none() {
                    // A built-in heading that the file does not define.
                    paragraph.outline = paragraph.outline.or_else(|| styles::heading_level(&id));
                }
            }
            Tag::Outline => self.open().outline = styles::outline(number(start, "val")),
            Tag::Justification => self.open().centered = Some(value(start).as_deref() == Some("center")),
            Tag::NumberId => self.open().list.0 = number(start, "val"),
            Tag::NumberLevel => self.open().list.1 = number(start, "val").and_then(|l| u8::try_from(l).ok()),
            Tag::Table => self.open_table(),
            Tag::GridColumn | Tag::Row | Tag::GridBefore | Tag::HeaderRow => self.row_property(tag, start),
            Tag::Cell => {
                if self.story().tables.last().is_some_and(OpenTable::drops_row) {
                    self.tags.pop();
                    return xml.skip();
                }
                self.end_paragraph_if_open();
                if let Some(row) = self.story().tables.last_mut().and_then(|t| t.row.as_mut()) {
                    row.cell = Some(OpenCell::default());
                }
            }
            Tag::GridSpan | Tag::VerticalMerge | Tag::HorizontalMerge | Tag::CellWidth | Tag::CellDeleted | Tag::CellMerge => {
                self.cell_property(tag, start);
            }
            Tag::Elsewhere => {
                self.notices.object(
                    "another document is included here (altChunk or subDoc) and was not read; insert its text and save the file".to_owned(),
                );
            }
            Tag::Object => self.objects += 1,
            _ => {}
        }
        Ok(())
    }

    fn row_property(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let Some(table) = self.story().tables.last_mut() else { return };
        match (tag, &mut table.row) {
            (Tag::GridColumn, _) => table.column(number(start, "w").unwrap_or(0)),
            (Tag::Row, _) => {
                table.close_row();
                table.row = Some(OpenRow::default());
            }
            (Tag::GridBefore, Some(row)) => row.before = number(start, "val").unwrap_or(0),
            (Tag::HeaderRow, Some(row)) => row.header = switch(start),
            _ => {}
        }
    }

    fn cell_property(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let Some(cell) = self.story().tables.last_mut().and_then(OpenTable::cell) else { return };
        let restart = value(start).is_some_and(|v| v == "restart");
        match tag {
            Tag::GridSpan => cell.span = number(start, "val"),
            Tag::VerticalMerge => cell.raw.continues = !restart,
            Tag::HorizontalMerge => cell.joins_left = !restart,
            Tag::CellWidth if attribute(start, "type").is_none_or(|t| t == "dxa") => cell.width = number(start, "w"),
            Tag::CellDeleted => cell.deleted = true,
            // A tracked merge: "cont" joins the cell above, "rest" parts from it.
            Tag::CellMerge => cell.raw.continues = attribute(start, "vMerge").is_some_and(|v| v == "cont"),
            _ => {}
        }
    }

    fn gallery(&mut self, start: &BytesStart<'_>) {
        let contents = value(start).is_some_and(|v| v == "Table of Contents");
        if let Some(control) = self.controls.last_mut()
            && contents
            && !*control
        {
            *control = true;
            self.contents_controls += 1;
        }
    }

    fn drawing(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let body = self.role == Role::Body;
        match tag {
            Tag::Extent => {
                let length = |name| attribute(start, name).and_then(|v| v.trim().parse::<u64>().ok());
                self.extent = length("cx").zip(length("cy"));
            }
            Tag::Picture => {
                self.yielded += 1;
                if body {
                    self.notices.picture("a picture", self.extent);
                }
            }
            Tag::Graphic => {
                let uri = attribute(start, "uri").unwrap_or_default();
                let what = if uri.contains("chart") { "a chart" } else { "a diagram" };
                if uri.contains("chart") || uri.ends_with("/diagram") {
                    self.yielded += 1;
                    self.notices.picture(what, self.extent);
                }
            }
            Tag::VmlImage if self.objects == 0 => {
                self.yielded += 1;
                if body {
                    self.notices.picture("a picture", None);
                }
            }
            Tag::OleObject => {
                self.yielded += 1;
                let program = attribute(start, "ProgID").unwrap_or_default();
                self.notices.object(format!("an embedded object ({program}) was not read; if it shows a table, paste it as one"));
            }
            Tag::WordArt => {
                if let Some(text) = attribute(start, "string").filter(|t| !t.trim().is_empty()) {
                    self.open_text_box();
                    self.append(&text);
                    self.close_text_box();
                }
            }
            _ => {}
        }
    }

    fn too_deep(&self) -> bool {
        let tables: usize = self.stories.iter().map(|s| s.tables.len()).sum();
        tables + self.stories.len() > self.limits.nesting as usize
    }

    fn too_large(&mut self) -> bool {
        let limit = self.limits.table_cells;
        self.story().tables.last().is_some_and(|t| t.size() >= limit)
    }

    fn wants_note(&self, start: &BytesStart<'_>) -> bool {
        let text = attribute(start, "type").is_none_or(|t| t == "normal");
        let Some(kind) = self.reading else { return true };
        text && attribute(start, "id").is_some_and(|id| self.notes.contains(&(kind, id.into_owned())))
    }

    fn open_paragraph(&mut self) {
        self.end_paragraph_if_open();
        self.story().paragraph = Some(OpenParagraph::default());
    }

    /// The paragraph that is open; text outside any opens one.
    pub(super) fn open(&mut self) -> &mut OpenParagraph {
        self.story().paragraph.get_or_insert_default()
    }

    fn open_table(&mut self) {
        self.end_paragraph_if_open();
        self.release_carried();
        self.story().tables.push(OpenTable::default());
    }

    pub(super) fn close_table(&mut self) {
        self.end_paragraph_if_open();
        let story = self.story();
        let Some(table) = story.tables.pop() else { return };
        let raw = table.close();
        if raw.rows.is_empty() {
            return;
        }
        match story.tables.last_mut() {
            Some(outer) => match outer.cell() {
                Some(cell) => cell.raw.nested.push(raw),
                None => story.after.push(RawBlock::Table(raw)),
            },
            None => self.block(RawBlock::Table(raw)),
        }
        self.release_after();
    }
}

fn preserves(start: &BytesStart<'_>) -> bool {
    start.attributes_raw().contains("preserve")
}
