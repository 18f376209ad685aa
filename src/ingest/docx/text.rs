//! Text on its way into paragraphs, and paragraphs on their way into the document.
//!
//! Rulings:
//! - White space at the ends of a `w:t` without `xml:space="preserve"` is none, as in Word; line ends inside a `w:t` are blanks.
//! - A line break is `\n`; a page or column break is `\n` only between two pieces of text.
//! - `w:noBreakHyphen` is printed as a hyphen and is one; `w:softHyphen` is not printed.
//! - Hidden text (`w:vanish`, of the run or by style) is not printed and is left out; how much of it there was is told.
//! - A paragraph whose mark was deleted runs on into the next one, which keeps its own properties, as when the change is accepted; so does a dropped capital.
//! - Page headers and footers that say the same are printed once; a table in them only lays out the line, and its cells become paragraphs.
//! - Text boxes and WordArt follow the paragraph that anchors them; those anchored in a table follow the outermost table, as they are laid over the page and belong to no
//!   cell's value.

use super::lists::is_symbol_font;
use super::story::{RawBlock, Story};
use super::symbols;
use super::tag::Tag;
use super::walk::{Brackets, Walk};
use super::xml::{attribute, number, switch, value};
use crate::document::{Look, Role};
use crate::ingest::builder::{RawParagraph, RawTable};
use quick_xml::events::BytesStart;

impl Walk<'_> {
    /// The content of a `w:t` or `m:t`.
    pub(super) fn text_element(&mut self, text: &str, preserve: bool) {
        let text = if preserve { text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
        if text.bytes().any(|b| b < b' ') {
            let mut clean = String::with_capacity(text.len());
            let text = text.replace("\r\n", "\n");
            clean.extend(
                text.chars()
                    .filter(|&c| c >= ' ' || matches!(c, '\t' | '\n' | '\r'))
                    .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }),
            );
            self.append(&clean);
        } else {
            self.append(text);
        }
    }

    /// Adds visible text to the paragraph that is open, unless it belongs to an instruction or is hidden.
    pub(super) fn append(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let definitions = self.definitions;
        let contents = self.contents_controls > 0;
        let story = self.story();
        if story.fields.in_instruction() {
            story.fields.withhold(text);
            return;
        }
        story.fields.show();
        let paragraph = story.paragraph.get_or_insert_default();
        let (bold, hidden) = *story.run.resolved.get_or_insert_with(|| {
            let styles = &definitions.styles;
            let (by_paragraph, by_run) = (styles.paragraph(paragraph.style), styles.get(story.run.style));
            // A property that both styles switch on is off again (17.7.3).
            let toggled = |of: fn(&super::styles::Style) -> Option<bool>| {
                (by_paragraph.and_then(of) == Some(true)) ^ (by_run.and_then(of) == Some(true))
            };
            let bold = story.run.bold.unwrap_or_else(|| toggled(|s| s.bold) || styles.bold);
            let hidden = story.run.hidden.unwrap_or_else(|| toggled(|s| s.hidden));
            (bold, hidden)
        });
        if hidden {
            paragraph.hidden = true;
            self.notices.hidden(text.chars().count());
            return;
        }
        if std::mem::take(&mut paragraph.break_is_due) && !paragraph.text.is_empty() {
            paragraph.text.push('\n');
        }
        paragraph.text.push_str(text);
        paragraph.contents |= contents || story.fields.in_contents();
        if !text.trim_ascii().is_empty() {
            paragraph.bold |= bold;
            paragraph.plain |= !bold;
        }
        self.yielded += 1;
    }

    /// `w:br`.
    pub(super) fn line_break(&mut self, start: &BytesStart<'_>) {
        if attribute(start, "type").is_some_and(|t| t == "page" || t == "column") {
            self.open().break_is_due = true;
        } else {
            self.append("\n");
        }
    }

    /// `w:sym`.
    pub(super) fn symbol(&mut self, start: &BytesStart<'_>) {
        let code = attribute(start, "char").and_then(|c| u32::from_str_radix(c.trim(), 16).ok());
        let font = attribute(start, "font").unwrap_or_default();
        if let Some(c) = code.and_then(|code| symbols::unicode(&font, code, is_symbol_font(&font))) {
            self.append(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// `w:fldChar` and the form that it may hold.
    pub(super) fn field(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let fields = &mut self.story().fields;
        match tag {
            Tag::FieldChar => match attribute(start, "fldCharType").as_deref() {
                Some("begin") => fields.begin(),
                Some("separate") => fields.separate(),
                Some("end") => {
                    if let Some(text) = fields.end() {
                        self.append(&text);
                    }
                }
                _ => {}
            },
            Tag::FormCheckBox => fields.check_box(),
            Tag::FormDropDown => fields.drop_down(),
            Tag::FormChecked => fields.check(switch(start)),
            Tag::FormDefault | Tag::FormResult => {
                fields.check(switch(start));
                fields.choose(number(start, "val").unwrap_or(0));
            }
            Tag::FormEntry => fields.entry(&value(start).unwrap_or_default()),
            _ => {}
        }
    }

    /// Formulas on one line: what their layout says is said by signs (1/2, x^2, x_1).
    pub(super) fn math(&mut self, tag: Tag, start: &BytesStart<'_>) {
        match tag {
            Tag::MathSuperscript => self.append("^"),
            Tag::MathSubscript => self.append("_"),
            Tag::MathRadical => self.append("√"),
            Tag::MathDelimiter => {
                self.brackets.push(Brackets { begin: "(".into(), separator: "|".into(), end: ")".into(), elements: 0 });
            }
            Tag::MathBegin | Tag::MathEnd | Tag::MathSeparator => {
                let sign = value(start).unwrap_or_default().into_owned();
                if let Some(brackets) = self.brackets.last_mut() {
                    match tag {
                        Tag::MathBegin => brackets.begin = sign,
                        Tag::MathEnd => brackets.end = sign,
                        _ => brackets.separator = sign,
                    }
                }
            }
            Tag::MathElement => {
                let sign = self.brackets.last_mut().map(|b| {
                    b.elements += 1;
                    if b.elements == 1 { b.begin.clone() } else { b.separator.clone() }
                });
                self.append(&sign.unwrap_or_default());
            }
            _ => {}
        }
    }

    pub(super) fn end_paragraph_if_open(&mut self) {
        if self.story().paragraph.is_some() {
            self.close_paragraph();
        }
    }

    /// Ends the paragraph that is open and puts it where it belongs.
    pub(super) fn close_paragraph(&mut self) {
        let withheld = self.story().fields.give_up();
        self.append(&withheld);
        let definitions = self.definitions;
        let story = self.story();
        let Some(mut paragraph) = story.paragraph.take() else { return };
        if let Some(before) = story.carried.take() {
            paragraph.take_in(before);
        }
        if paragraph.runs_on {
            story.carried = Some(paragraph);
            return;
        }
        let style = definitions.styles.paragraph(paragraph.style);
        let mark_hidden = paragraph.mark_hidden.or_else(|| style?.hidden).unwrap_or(false);
        if mark_hidden && paragraph.text.is_empty() {
            self.release_after();
            return;
        }
        let contents = paragraph.contents || style.is_some_and(|s| s.contents);
        let look = Look {
            outline: paragraph.outline.or_else(|| style?.outline).unwrap_or(0),
            bold: paragraph.bold && !paragraph.plain,
            centered: paragraph.centered.or_else(|| style?.centered).unwrap_or(definitions.styles.centered),
            contents,
        };
        let in_box = self.stories.len() > 1;
        let counters = if in_box { &mut self.box_counters } else { &mut self.counters };
        let number = definitions.lists.place(paragraph.list, style).and_then(|place| definitions.lists.next(counters, place));
        let role = if in_box && self.role == Role::Body { Role::TextBox } else { self.role };
        self.paragraph(RawParagraph { text: paragraph.text, number, role, look });
    }

    /// Puts a finished paragraph into its cell, or among the blocks.
    fn paragraph(&mut self, raw: RawParagraph) {
        let story = self.story();
        match story.tables.last_mut() {
            Some(table) => match table.cell() {
                Some(cell) => cell.raw.paragraphs.push(raw),
                None => story.after.push(RawBlock::Paragraph(raw)),
            },
            None => self.block(RawBlock::Paragraph(raw)),
        }
        self.release_after();
    }

    /// A paragraph that runs on and that nothing follows stands for itself.
    pub(super) fn release_carried(&mut self) {
        if let Some(mut paragraph) = self.story().carried.take()
            && !paragraph.text.is_empty()
        {
            paragraph.runs_on = false;
            self.story().paragraph = Some(paragraph);
            self.close_paragraph();
        }
    }

    /// Adds a block to the document, or to the text box or page margin that is being read.
    pub(super) fn block(&mut self, block: RawBlock) {
        if self.stories.len() > 1 || self.role == Role::PageMargin {
            self.story().blocks.push(block);
        } else {
            self.build(block);
        }
    }

    fn build(&mut self, block: RawBlock) {
        self.notices.place(&mut self.builder);
        match block {
            RawBlock::Paragraph(raw) => drop(self.builder.paragraph(raw)),
            RawBlock::Table(raw) => drop(self.builder.table(raw)),
        }
    }

    /// Adds what waited for the paragraph or the outermost table to end.
    pub(super) fn release_after(&mut self) {
        if self.story().tables.is_empty() && !self.story().after.is_empty() {
            for block in std::mem::take(&mut self.story().after) {
                self.block(block);
            }
        }
    }

    pub(super) fn close_cell(&mut self) {
        self.end_paragraph_if_open();
        self.release_carried();
        if let Some(table) = self.story().tables.last_mut() {
            table.close_cell();
        }
    }

    pub(super) fn open_text_box(&mut self) {
        self.yielded += 1;
        self.stories.push(Story::default());
    }

    /// Ends a text box; its blocks wait for their anchor to end. An empty one leaves nothing.
    pub(super) fn close_text_box(&mut self) {
        self.close_story();
        let Some(finished) = self.stories.pop() else { return };
        let blank = finished.blocks.iter().all(|b| matches!(b, RawBlock::Paragraph(p) if p.text.trim().is_empty() && p.number.is_none()));
        if !blank {
            self.story().after.extend(finished.blocks);
        }
    }

    /// Adds what a page header or footer holds, as paragraphs, unless another one said the same.
    pub(super) fn finish_margin(&mut self) {
        let mut paragraphs = Vec::new();
        for block in std::mem::take(&mut self.story().blocks) {
            match block {
                RawBlock::Paragraph(raw) => paragraphs.push(raw),
                RawBlock::Table(raw) => flatten(raw, &mut paragraphs),
            }
        }
        let key: Vec<String> = paragraphs.iter().map(|p| p.text.trim().to_owned()).filter(|t| !t.is_empty()).collect();
        if !key.is_empty() && self.margins_told.insert(key) {
            for raw in paragraphs {
                self.build(RawBlock::Paragraph(raw));
            }
        }
    }

    /// Closes whatever a story has open.
    pub(super) fn close_story(&mut self) {
        self.end_paragraph_if_open();
        while !self.story().tables.is_empty() {
            self.close_cell();
            self.close_table();
        }
        self.release_carried();
        self.release_after();
    }
}

/// The paragraphs of a table's cells, blank ones left out.
fn flatten(table: RawTable, out: &mut Vec<RawParagraph>) {
    for cell in table.rows.into_iter().flatten() {
        out.extend(cell.paragraphs.into_iter().filter(|p| !p.text.trim().is_empty()));
        for nested in cell.nested {
            flatten(nested, out);
        }
    }
}
