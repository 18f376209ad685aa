//! What an element changes for the text in it.

use super::super::inline::Manner;
use super::super::style::{self, Declared};
use crate::document::Role;
use scraper::node::Element;

/// What an element changes for the text in it.
pub(super) fn restyle(manner: &mut Manner, element: &Element, declared: &Declared) {
    let name = element.name();
    match name {
        "b" | "strong" => manner.bold = true,
        "th" => (manner.bold, manner.look.centered) = (true, true),
        "center" => manner.look.centered = true,
        "pre" | "listing" | "xmp" | "plaintext" | "textarea" => manner.pre = true,
        "td" | "table" => manner.look.centered = false,
        "a" => manner.link |= element.attr("href").is_some_and(super::super::chrome::leads_away),
        _ => {}
    }
    if let Some(level) = style::heading_level(name) {
        manner.look.outline = level;
        manner.bold = true;
    }
    if let Some(align) = element.attr("align") {
        manner.look.centered = align.eq_ignore_ascii_case("center") && name != "table";
    }
    if let Some(level) = declared.outline {
        manner.look.outline = level;
    }
    if let Some(centered) = declared.centered {
        manner.look.centered = centered;
    }
    if let Some(bold) = declared.bold {
        manner.bold = bold;
    }
    if let Some(pre) = declared.pre {
        manner.pre = pre;
    }
    manner.look.contents |= style::is_contents(element);
    match declared.element.as_deref() {
        Some("footnote-list" | "endnote-list" | "footnote" | "endnote") => manner.role = Role::Note,
        Some("header" | "footer") => manner.role = Role::PageMargin,
        _ => {}
    }
}
