//! Properties of paragraphs, runs, rows and cells, as the walk meets them.

use super::styles;
use super::table::{OpenCell, OpenRow, OpenTable};
use super::tag::Tag;
use super::walk::Walk;
use super::xml::{Damage, Xml, attribute, number, switch, value};
use quick_xml::events::BytesStart;

impl Walk<'_> {
    /// Properties of paragraphs, runs, rows and cells.
    pub(super) fn word_property(&mut self, xml: &mut Xml<'_>, tag: Tag, start: &BytesStart<'_>) -> Result<(), Damage> {
        let mark = self.tags.iter().rev().nth(2) == Some(&Tag::ParagraphProperties);
        match tag {
            Tag::Bold if !mark => self.story().run.bold = Some(switch(start)),
            Tag::Hidden if mark => self.open().mark_hidden = Some(switch(start)),
            Tag::Hidden => self.story().run.hidden = Some(switch(start)),
            Tag::RunStyle if !mark => self.story().run.style = value(start).and_then(|id| self.definitions.styles.find(&id)),
            Tag::Deleted if mark => self.open().runs_on = true,
            Tag::Deleted if self.tags.iter().rev().nth(1) == Some(&Tag::RowProperties) => {
                if let Some(table) = self.story().tables.last_mut() {
                    table.drop_row();
                }
            }
            // A dropped capital: it begins the word that the next paragraph goes on with.
            Tag::Frame if attribute(start, "dropCap").is_some_and(|d| d != "none") => self.open().runs_on = true,
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

    /// The gallery that a content control comes from.
    pub(super) fn gallery(&mut self, start: &BytesStart<'_>) {
        let contents = value(start).is_some_and(|v| v == "Table of Contents");
        if let Some(control) = self.controls.last_mut()
            && contents
            && !*control
        {
            *control = true;
            self.contents_controls += 1;
        }
    }
}
