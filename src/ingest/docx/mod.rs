//! The .docx and .docm reader: inflate, one pass over the events of each part, no tree.
//!
//! What comes out: the body; then foot- and endnotes that are referred to ([`Role::Note`]); then page headers and footers, once each ([`Role::PageMargin`]). Comments,
//! deleted text and instructions of fields are left out. The rulings stand beside the code that carries them out: text in `text.rs`, tables in `table.rs`, lists in `lists.rs`,
//! fields in `field.rs`.
//!
//! Source: ECMA-376-1 (WordprocessingML), ECMA-376-2 (packages), ECMA-376-3 (`mc:AlternateContent`); both the transitional and the strict namespaces.

mod drawing;
mod field;
mod lists;
mod package;
mod properties;
mod story;
mod styles;
mod table;
mod tag;
mod text;
mod walk;
mod xml;

use super::Limits;
use super::builder::DocumentBuilder;
use crate::diagnostics::{Code, Diagnostic, Failure, FailureCode, Severity};
use crate::document::{Document, Format, Metadata, Role};
use crate::ingest::word::{equation, notices, symbols};
use lists::Lists;
use package::{Package, Part, Relationship, failure};
use styles::Styles;
use tag::NoteKind;
use walk::{Definitions, Walk};
use xml::{Damage, Event, Ns, Xml, attribute};

/// Reads a Word file of the Office Open XML family.
///
/// Errors: [`FailureCode::NotWordZip`] when the archive holds no Word document, [`FailureCode::Corrupt`] when the archive or the document is damaged before any text,
/// [`FailureCode::ExpansionLimit`] and [`FailureCode::Encrypted`]. Damage further on gives what stands before it and a [`Code::DamagedFile`].
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package)?;
    let Some(body) = package.part(&main)? else { return Err(no_word(&package)) };
    let relations = package.relationships(&main)?;
    let mut builder = DocumentBuilder::new(Format::Docx);
    builder.limits(limits);
    let title = title(&mut package)?;
    builder.metadata(Metadata { title, ..Metadata::default() });
    let definitions = definitions(&mut package, &main, &relations, &mut builder)?;
    let mut walk = Walk::new(&definitions, limits, builder);
    let damage = walk_part(&mut walk, &body, Role::Body);
    if walk.root == Some(false) {
        return Err(no_word(&package));
    }
    if let Some(damage) = damage {
        if walk.yielded == 0 {
            return Err(failure(
                FailureCode::Corrupt,
                format!(
                    "the file is damaged and nothing could be read ({main}: {damage}); open it in Word, let it repair the file and save it anew"
                ),
            ));
        }
        walk.builder.tell(Diagnostic::new(
            Code::DamagedFile,
            Severity::Error,
            format!("the file is damaged ({main}: {damage}); what stands before the damage was read, the rest is lost"),
        ));
    }
    for (kind, name) in [(NoteKind::Foot, "footnotes"), (NoteKind::End, "endnotes")] {
        if walk.notes.iter().any(|(k, _)| *k == kind) {
            walk.reading = Some(kind);
            for relation in relations.iter().filter(|r| r.kind == name) {
                side_part(&mut walk, &mut package, &relation.target, Role::Note)?;
            }
        }
    }
    walk.reading = None;
    for target in margins(&walk, &relations) {
        side_part(&mut walk, &mut package, &target, Role::PageMargin)?;
    }
    let Walk { mut builder, notices, .. } = walk;
    notices.finish(&mut builder);
    Ok(builder.finish())
}

/// Walks through a part; gives what is wrong with it.
fn walk_part(walk: &mut Walk<'_>, part: &Part, role: Role) -> Option<String> {
    let damage = walk.part(&part.text, role).err();
    part.damage.clone().or_else(|| damage.map(describe))
}

fn describe(damage: Damage) -> String {
    format!("byte {}, {}", damage.offset, damage.message)
}

fn damaged(name: &str, damage: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DamagedFile,
        Severity::Warning,
        format!("the file is damaged ({name}: {damage}); that part was read as far as it goes"),
    )
}

/// Notes, headers and footers.
fn side_part(walk: &mut Walk<'_>, package: &mut Package<'_>, name: &str, role: Role) -> Result<(), Failure> {
    let Some(part) = package.part(name)? else { return Ok(()) };
    if let Some(damage) = walk_part(walk, &part, role) {
        walk.builder.tell(damaged(name, &damage));
    }
    Ok(())
}

/// The headers and footers that sections name, each part once, in the order in which they are named.
fn margins(walk: &Walk<'_>, relations: &[Relationship]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for id in &walk.margins {
        let target = relations.iter().find(|r| r.id == *id && (r.kind == "header" || r.kind == "footer")).map(|r| &r.target);
        if let Some(target) = target.filter(|t| !out.contains(t)) {
            out.push(target.clone());
        }
    }
    out
}

fn definitions(
    package: &mut Package<'_>,
    main: &str,
    relations: &[Relationship],
    builder: &mut DocumentBuilder,
) -> Result<Definitions, Failure> {
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut named = |kind: &str| -> Result<Option<(String, Part)>, Failure> {
        let name = relations.iter().find(|r| r.kind == kind).map_or_else(|| format!("{folder}{kind}.xml"), |r| r.target.clone());
        Ok(package.part(&name)?.map(|part| (name, part)))
    };
    let mut out = Definitions::default();
    if let Some((name, part)) = named("styles")? {
        let (styles, damage) = Styles::read(&part.text);
        out.styles = styles;
        if let Some(damage) = part.damage.or(damage.map(describe)) {
            builder.tell(damaged(&name, &damage));
        }
    }
    if let Some((name, part)) = named("numbering")? {
        let (lists, damage) = Lists::read(&part.text, &out.styles);
        out.lists = lists;
        if let Some(damage) = part.damage.or(damage.map(describe)) {
            builder.tell(damaged(&name, &damage));
        }
    }
    Ok(out)
}

/// The document itself: where the package's relationships lead, else what its content types name, else where Word keeps it.
fn main_part(package: &mut Package<'_>) -> Result<String, Failure> {
    let related = package.relationships("")?.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
    let found = match related.filter(|name| package.has(name)) {
        Some(name) => Some(name),
        None => content_type(package)?.or_else(|| Some("word/document.xml".to_owned())),
    };
    found.filter(|name| package.has(name)).ok_or_else(|| no_word(package))
}

fn content_type(package: &mut Package<'_>) -> Result<Option<String>, Failure> {
    let Some(part) = package.part("[Content_Types].xml")? else { return Ok(None) };
    let mut xml = Xml::new(&part.text);
    while let Ok(event) = xml.next() {
        match event {
            Event::Start(Ns::Package, start) => {
                let kind = attribute(&start, "ContentType").unwrap_or_default();
                let word = kind.contains("wordprocessingml.") || kind.contains("ms-word.");
                if word
                    && kind.ends_with(".main+xml")
                    && let Some(name) = attribute(&start, "PartName")
                {
                    return Ok(Some(name.into_owned()));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(None)
}

/// Why an archive is no Word file, as far as its names tell.
fn no_word(package: &Package<'_>) -> Failure {
    let starts = |prefix: &str| package.names().any(|n| n.starts_with(prefix));
    let what = if starts("xl/") {
        "an Excel workbook; save its tables in a Word file or as HTML"
    } else if starts("ppt/") {
        "a PowerPoint presentation; it is not read"
    } else if package.has("content.xml") && package.has("mimetype") {
        "an OpenDocument file; save it as .docx"
    } else if package.has("ofd.xml") {
        "an OFD file; convert it to .docx"
    } else {
        "a zip archive without a Word document; if documents are packed in it, unpack them first"
    };
    failure(FailureCode::NotWordZip, format!("the file is {what}"))
}

/// `dc:title` of the core properties.
fn title(package: &mut Package<'_>) -> Result<Option<String>, Failure> {
    let target = package.relationships("")?.into_iter().find(|r| r.kind == "core-properties").map(|r| r.target);
    let Some(part) = package.part(target.as_deref().unwrap_or("docProps/core.xml"))? else { return Ok(None) };
    let mut xml = Xml::new(&part.text);
    while let Ok(event) = xml.next() {
        match event {
            Event::Start(Ns::DublinCore, start) if start.local_name().into_inner() == "title" => {
                let mut title = String::new();
                // A title that breaks off is none.
                let whole = xml.text(&mut title).is_ok();
                return Ok(Some(title.trim().to_owned()).filter(|t| whole && !t.is_empty()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(None)
}
