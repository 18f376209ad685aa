//! One pass over the events of an XML part, with names resolved to the few namespaces that matter.
//!
//! Prefixes are the file's own choice; both families of namespace names (transitional and strict) stand for the same thing.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event as Raw};
use std::borrow::Cow;

/// The namespaces that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    /// WordprocessingML.
    Word,
    /// `mc:AlternateContent`.
    Compatibility,
    /// DrawingML in any of its parts: main, picture, wordprocessingDrawing.
    Drawing,
    /// VML shapes.
    Vml,
    /// `o:OLEObject`.
    Office,
    /// Office Math.
    Math,
    /// Relationships, content types, core properties: parts that hold nothing else.
    Package,
    /// `dc:title`.
    DublinCore,
    /// Anything else.
    Other,
}

fn namespace(uri: &str) -> Ns {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main" | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::Word,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compatibility,
        "http://schemas.openxmlformats.org/officeDocument/2006/math" | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
        "urn:schemas-microsoft-com:vml" => Ns::Vml,
        "urn:schemas-microsoft-com:office:office" => Ns::Office,
        "http://purl.org/dc/elements/1.1/" => Ns::DublinCore,
        _ if uri.starts_with("http://schemas.openxmlformats.org/drawingml/")
            || uri.starts_with("http://purl.oclc.org/ooxml/drawingml/") =>
        {
            Ns::Drawing
        }
        _ if uri.starts_with("http://schemas.openxmlformats.org/package/") => Ns::Package,
        _ => Ns::Other,
    }
}

/// What comes next in a part.
pub(super) enum Event<'a> {
    /// An element begins; an empty one is followed by its end.
    Start(Ns, BytesStart<'a>),
    /// The innermost open element ends.
    End,
    /// Character data.
    Text(Cow<'a, str>),
    /// A character reference.
    Char(char),
    /// The part is over.
    Eof,
}

/// A part that is no XML from some place on.
#[derive(Debug)]
pub(super) struct Damage {
    /// Byte offset in the part.
    pub(super) offset: u64,
    /// What is wrong.
    pub(super) message: String,
}

/// Namespace declarations that may be in force at one place.
const BINDINGS: usize = 2048;

#[derive(Debug)]
struct Binding {
    depth: u32,
    prefix: Box<str>,
    ns: Ns,
}

/// A cursor over the events of a part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    bindings: Vec<Binding>,
    /// Index of the binding that was used last: nearly always the right one.
    hot: usize,
    depth: u32,
    end_is_due: bool,
}

impl<'a> Xml<'a> {
    /// A cursor at the beginning of a part.
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        // A lone & is the commonest flaw of files that programs write by pasting strings together; it is text.
        reader.config_mut().allow_dangling_amp = true;
        Xml { reader, bindings: Vec::new(), hot: 0, depth: 0, end_is_due: false }
    }

    /// The next event. Comments, processing instructions and document types are passed over.
    pub(super) fn next(&mut self) -> Result<Event<'a>, Damage> {
        if self.end_is_due {
            self.end_is_due = false;
            self.close();
            return Ok(Event::End);
        }
        if self.bindings.len() > BINDINGS {
            return Err(self.damage("it declares thousands of namespaces".to_owned()));
        }
        loop {
            let event = self.reader.read_event().map_err(|e| self.damage(e.to_string()))?;
            return Ok(match event {
                Raw::Start(start) => Event::Start(self.open(&start), start),
                Raw::Empty(start) => {
                    self.end_is_due = true;
                    Event::Start(self.open(&start), start)
                }
                Raw::End(_) => {
                    self.close();
                    Event::End
                }
                Raw::Text(text) => Event::Text(text.into_inner()),
                Raw::CData(text) => Event::Text(text.into_inner()),
                Raw::GeneralRef(name) => match reference(&name) {
                    Some(c) => Event::Char(c),
                    None => continue,
                },
                Raw::Eof if self.depth > 0 => return Err(self.damage("it ends before its elements do".to_owned())),
                Raw::Eof => Event::Eof,
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => continue,
            });
        }
    }

    /// Passes over the rest of the element that has just begun, its end included.
    pub(super) fn skip(&mut self) -> Result<(), Damage> {
        let from = self.depth;
        while self.depth >= from {
            if let Event::Eof = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// Adds all character data of the element that has just begun; its end is passed.
    pub(super) fn text(&mut self, out: &mut String) -> Result<(), Damage> {
        let from = self.depth;
        while self.depth >= from {
            match self.next()? {
                Event::Text(text) => out.push_str(&text),
                Event::Char(c) => out.push(c),
                Event::Eof => break,
                Event::Start(..) | Event::End => {}
            }
        }
        Ok(())
    }

    fn damage(&self, message: String) -> Damage {
        Damage { offset: self.reader.buffer_position(), message }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Ns {
        self.depth += 1;
        if start.attributes_raw().contains("xmlns") {
            for attribute in start.attributes().with_checks(false).flatten() {
                let key: &str = attribute.key.as_ref();
                let Some(prefix) = key.strip_prefix("xmlns") else { continue };
                let Some(prefix) = prefix.strip_prefix(':').or(prefix.is_empty().then_some("")) else { continue };
                self.bindings.push(Binding { depth: self.depth, prefix: prefix.into(), ns: namespace(&attribute.value) });
            }
            self.hot = usize::MAX;
        }
        let name = start.name();
        let prefix = name.0.split_once(':').map_or("", |(prefix, _)| prefix);
        if let Some(hot) = self.bindings.get(self.hot)
            && &*hot.prefix == prefix
        {
            return hot.ns;
        }
        match self.bindings.iter().rposition(|b| &*b.prefix == prefix) {
            Some(index) => {
                self.hot = index;
                self.bindings[index].ns
            }
            None => Ns::Other,
        }
    }

    fn close(&mut self) {
        while self.bindings.last().is_some_and(|b| b.depth == self.depth) {
            self.bindings.pop();
            self.hot = usize::MAX;
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

/// The five references of XML and numbered ones; anything else would need a document type, which Office files must not have.
fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// An attribute by its local name, whatever its prefix.
pub(super) fn attribute<'s>(start: &'s BytesStart<'_>, local: &str) -> Option<Cow<'s, str>> {
    start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| {
            let key: &str = a.key.as_ref();
            key == local || key.strip_suffix(local).is_some_and(|prefix| prefix.ends_with(':') && !prefix.starts_with("xmlns"))
        })
        .map(|a| match unescape(&a.value) {
            Ok(Cow::Owned(text)) => Cow::Owned(text),
            _ => a.value,
        })
}

/// `w:val` of an element.
pub(super) fn value<'s>(start: &'s BytesStart<'_>) -> Option<Cow<'s, str>> {
    attribute(start, "val")
}

/// `w:val` as a whole number; numbers that are out of range or have decimals (some converters write `1.0`) are cut to whole ones.
pub(super) fn number(start: &BytesStart<'_>, local: &str) -> Option<u32> {
    let text = attribute(start, local)?;
    let whole = text.trim().split('.').next().unwrap_or_default();
    whole.parse().ok()
}

/// A switch (ST_OnOff): on when its value is missing.
pub(super) fn switch(start: &BytesStart<'_>) -> bool {
    !matches!(value(start).as_deref().map(str::trim), Some("0" | "false" | "off" | "none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn names(text: &str) -> Vec<String> {
        let mut xml = Xml::new(text);
        let mut out = Vec::new();
        loop {
            match xml.next() {
                Ok(Event::Start(ns, start)) => out.push(format!("{ns:?}:{}", AsRef::<str>::as_ref(&start.local_name()))),
                Ok(Event::Text(text)) => out.push(text.into_owned()),
                Ok(Event::Char(c)) => out.push(c.to_string()),
                Ok(Event::End) => {}
                Ok(Event::Eof) => return out,
                Err(damage) => {
                    out.push(format!("damage at {}", damage.offset));
                    return out;
                }
            }
        }
    }

    #[test]
    fn prefixes_are_resolved_and_leave_with_their_element() {
        let text = format!(r#"<x:a xmlns:x="{WORD}"><b xmlns="{WORD}"><c/></b><c/><x:d/></x:a>"#);
        assert_eq!(names(&text), ["Word:a", "Word:b", "Word:c", "Other:c", "Word:d"]);
    }

    #[test]
    fn strict_names_are_the_same_and_references_are_characters() {
        let text = r#"<w:t xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">a&lt;b&#x4E00;&unknown;<![CDATA[<&]]> & c</w:t>"#;
        assert_eq!(names(text), ["Word:t", "a", "<", "b", "一", "<&", " ", "& c"]);
    }

    #[test]
    fn a_part_that_ends_early_is_damaged() {
        assert_eq!(names("<a><b>text"), ["Other:a", "Other:b", "text", "damage at 10"]);
        assert_eq!(names("<a></b>"), ["Other:a", "damage at 7"]);
    }

    #[test]
    fn skip_passes_the_whole_element() {
        let mut xml = Xml::new("<a><b><b/>x</b><c/></a>");
        let mut seen = Vec::new();
        while let Ok(event) = xml.next() {
            match event {
                Event::Start(_, start) if start.name().0 == "b" => xml.skip().unwrap(),
                Event::Start(_, start) => seen.push(start.name().0.to_owned()),
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(seen, ["a", "c"]);
    }
}
