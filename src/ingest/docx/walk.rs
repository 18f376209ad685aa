//! The walk through a part: one pass over its events. Elements that are open are remembered by their [`Tag`] alone; whatever they open (a paragraph, a cell, a text box)
//! lies in the [`Story`] that is being told. Nothing recurses, so that no file can exhaust the stack.

use super::lists::Lists;
use super::notices::Notices;
use super::story::{OpenParagraph, RawBlock, Story};
use super::styles::Styles;
use super::table::OpenTable;
use super::tag::{self, NoteKind, Tag};
use super::xml::{Damage, Event, Ns, Xml, attribute};
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
    pub(super) tags: Vec<Tag>,
    alternates: Vec<Alternate>,
    /// Open content controls: whether each holds a table of contents.
    pub(super) controls: Vec<bool>,
    pub(super) contents_controls: usize,
    pub(super) brackets: Vec<Brackets>,
    /// What was read so far that a reader can see; tells whether a branch gave anything.
    pub(super) yielded: u64,
    /// Open `w:object`s.
    pub(super) objects: usize,
    pub(super) extent: Option<(u64, u64)>,
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
            Tag::Row | Tag::Cell if self.too_large() => {
                self.notices.limit("a table has more cells than the limit; its last cells were not read");
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
            Tag::Control => self.controls.push(false),
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
            Tag::Control => self.contents_controls -= usize::from(self.controls.pop() == Some(true)),
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

    pub(super) fn open_table(&mut self) {
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
