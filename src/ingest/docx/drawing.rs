//! What is drawn: pictures and objects are told, as what they show is not read; WordArt is text.

use super::tag::Tag;
use super::walk::Walk;
use super::xml::attribute;
use crate::document::Role;
use quick_xml::events::BytesStart;

impl Walk<'_> {
    /// Pictures, charts, embedded objects, WordArt.
    pub(super) fn drawing(&mut self, tag: Tag, start: &BytesStart<'_>) {
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
}
