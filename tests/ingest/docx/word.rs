//! Word files in memory: the parts are written by hand, this only packs them.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

pub const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file under construction.
pub struct Word {
    parts: Vec<(String, String)>,
    relations: String,
    namespace: &'static str,
}

/// A Word file with this body.
pub fn word(body: &str) -> Word {
    Word::in_namespace(body, TRANSITIONAL)
}

impl Word {
    pub fn in_namespace(body: &str, namespace: &'static str) -> Self {
        let mut word = Word { parts: Vec::new(), relations: String::new(), namespace };
        word.parts.push(("word/document.xml".into(), word.root("document", &format!("<w:body>{body}</w:body>"))));
        word
    }

    /// A root element with every prefix that the tests use.
    fn root(&self, name: &str, inner: &str) -> String {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:{name} xmlns:w="{}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{inner}</w:{name}>"#,
            self.namespace
        )
    }

    /// A part of the given kind with an id by which the body can name it: `styles`, `numbering`, `footnotes`, `header` …
    pub fn part(mut self, kind: &str, id: &str, inner: &str) -> Self {
        let root = match kind {
            "header" => "hdr",
            "footer" => "ftr",
            kind => kind,
        };
        let text = self.root(root, inner);
        self.relations.push_str(&format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{id}.xml"/>"#));
        self.parts.push((format!("word/{id}.xml"), text));
        self
    }

    pub fn styles(self, inner: &str) -> Self {
        self.part("styles", "styles", inner)
    }

    pub fn numbering(self, inner: &str) -> Self {
        self.part("numbering", "numbering", inner)
    }

    /// Any other file of the package, or another text for one of these.
    pub fn file(mut self, name: &str, text: &str) -> Self {
        self.parts.retain(|(own, _)| own != name);
        self.parts.push((name.into(), text.into()));
        self
    }

    /// The packed file.
    pub fn bytes(&self) -> Vec<u8> {
        let package = "http://schemas.openxmlformats.org/package/2006";
        let head = [
            (
                "[Content_Types].xml".to_owned(),
                format!(
                    r#"<Types xmlns="{package}/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#
                ),
            ),
            (
                "_rels/.rels".to_owned(),
                format!(
                    r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>"#
                ),
            ),
            (
                "word/_rels/document.xml.rels".to_owned(),
                format!(r#"<Relationships xmlns="{package}/relationships">{}</Relationships>"#, self.relations),
            ),
        ];
        let own: Vec<&str> = self.parts.iter().map(|(name, _)| name.as_str()).collect();
        let head = head.iter().filter(|(name, _)| !own.contains(&name.as_str()));
        pack(head.chain(&self.parts).map(|(name, text)| (name.as_str(), text.as_bytes())))
    }
}

/// A zip archive of these files.
pub fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph with properties.
pub fn pp(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A run.
pub fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A numbered paragraph.
pub fn item(list: u32, level: u32, text: &str) -> String {
    pp(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), text)
}

/// A cell with properties.
pub fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

/// A row.
pub fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

/// A table on a grid of columns of equal width.
pub fn tbl(columns: usize, rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid>{}</w:tblGrid>{}</w:tbl>", r#"<w:gridCol w:w="1000"/>"#.repeat(columns), rows.concat())
}

/// A list definition and its use, both with this id.
pub fn list(id: u32, levels: &[(&str, &str)]) -> String {
    let levels: String = levels.iter().enumerate().map(|(i, (format, text))| level(i, format, text, "")).collect();
    format!(
        r#"<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum><w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>"#
    )
}

/// A level of a list.
pub fn level(index: usize, format: &str, text: &str, more: &str) -> String {
    format!(r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#)
}
