//! The zip package of an Office file: its parts, and how they refer to each other.
//!
//! Source: ECMA-376-2 (Open Packaging Conventions). Part names are compared without case, as 6.2.2.3 demands.

use super::xml::{Event, Ns, Xml, attribute};
use crate::diagnostics::{Failure, FailureCode, Stage};
use crate::ingest::Limits;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Office files expand to some ten to forty times their size. Much more is a bomb, unless it is little all the same.
const RATIO: u64 = 250;
const LITTLE: u64 = 64 << 20;

/// What an error of a Word package is called.
pub(super) fn failure(code: FailureCode, message: impl Into<String>) -> Failure {
    Failure::new(Stage::Ingest, code, message)
}

/// An opened package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Normalised part names and their index in the archive.
    names: BTreeMap<String, usize>,
    /// Bytes that may still be expanded.
    left: u64,
    limit: u64,
}

/// A part after expanding.
pub(super) struct Part {
    /// Its text. Bytes that are no UTF-8 (or UTF-16) are U+FFFD.
    pub(super) text: String,
    /// Why it is not whole.
    pub(super) damage: Option<String>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Failure> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| {
            failure(
                FailureCode::Corrupt,
                format!("the file is damaged or cut short, its zip directory cannot be read ({e}); download it again, or open it in Word, let it repair the file and save it anew"),
            )
        })?;
        let mut names = BTreeMap::new();
        for (index, name) in zip.file_names_raw().enumerate() {
            names.entry(normalise(&String::from_utf8_lossy(name))).or_insert(index);
        }
        let limit = limits.expanded_bytes.min((bytes.len() as u64).saturating_mul(RATIO).max(LITTLE));
        Ok(Package { zip, names, left: limit, limit })
    }

    /// Whether a part is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&normalise(name))
    }

    /// Normalised names of all parts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Expands a part; `None` when there is no such part. A part that breaks off is given as far as it goes.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, Failure> {
        let Some(&index) = self.names.get(&normalise(name)) else { return Ok(None) };
        let mut bytes = Vec::new();
        let damage = match self.zip.by_index(index) {
            Ok(file) => {
                // The declared size is the file's own claim: a start for the buffer, never a reason to take memory.
                bytes.reserve_exact(file.size().min(16 << 20).min(self.left) as usize + 1);
                file.take(self.left.saturating_add(1)).read_to_end(&mut bytes).err().map(|e| e.to_string())
            }
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(failure(
                    FailureCode::Encrypted,
                    "the file is protected by a password; remove the password in Word and save it anew",
                ));
            }
            Err(e) => Some(e.to_string()),
        };
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            return Err(failure(
                FailureCode::ExpansionLimit,
                format!(
                    "the file expands to more than {} bytes, far more than a document of its size; it is damaged, or made to exhaust memory",
                    self.limit
                ),
            ));
        };
        self.left = left;
        Ok(Some(Part { text: decode(bytes), damage }))
    }

    /// The relationships of a part; of the package for an empty name.
    pub(super) fn relationships(&mut self, of: &str) -> Result<Vec<Relationship>, Failure> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(part) = self.part(&name)? else { return Ok(Vec::new()) };
        let mut out = Vec::new();
        let mut xml = Xml::new(&part.text);
        while let Ok(event) = xml.next() {
            match event {
                Event::Start(Ns::Package, start) if AsRef::<str>::as_ref(&start.local_name()) == "Relationship" => {
                    let (Some(kind), Some(target)) = (attribute(&start, "Type"), attribute(&start, "Target")) else { continue };
                    let external = attribute(&start, "TargetMode").is_some_and(|m| m == "External");
                    if external {
                        continue;
                    }
                    out.push(Relationship {
                        id: attribute(&start, "Id").unwrap_or_default().into_owned(),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: resolve(folder, &target),
                    });
                }
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(out)
    }
}

/// One relationship to a part of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relationship {
    /// Its id in the part that holds it.
    pub(super) id: String,
    /// The last piece of its type: `styles`, `header`.
    pub(super) kind: String,
    /// The part it leads to.
    pub(super) target: String,
}

/// A part name that can be compared: no leading slash, `/` between folders, lower case, `%XX` resolved.
fn normalise(name: &str) -> String {
    let name = name.trim_start_matches(['/', '\\']).replace('\\', "/");
    if !name.contains('%') {
        return name.to_lowercase();
    }
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |b: &u8| char::from(*b).to_digit(16);
        match tail {
            [a, b, after @ ..] if *first == b'%' && hex(a).is_some() && hex(b).is_some() => {
                bytes.push((hex(a).unwrap_or(0) * 16 + hex(b).unwrap_or(0)) as u8);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or(name).to_lowercase()
}

/// A target relative to the folder of the part that names it.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut pieces: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                pieces.pop();
            }
            piece => pieces.push(piece),
        }
    }
    pieces.retain(|p| !p.is_empty());
    pieces.join("/")
}

/// XML parts are UTF-8 or UTF-16 (ECMA-376-2, 8.1.4).
fn decode(bytes: Vec<u8>) -> String {
    let utf16 = match bytes.get(..2) {
        Some([0xFF, 0xFE] | [b'<', 0]) => Some(encoding_rs::UTF_16LE),
        Some([0xFE, 0xFF] | [0, b'<']) => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    match utf16 {
        Some(encoding) => encoding.decode(&bytes).0.into_owned(),
        None => String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_against_their_folder() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/sub", "../media/./image1.png"), "word/media/image1.png");
        assert_eq!(resolve("", "word\\document.xml"), "word/document.xml");
        assert_eq!(resolve("", "../../document.xml"), "document.xml");
    }

    #[test]
    fn part_names_are_compared_without_case_slash_and_escapes() {
        assert_eq!(normalise("/Word\\Document.XML"), "word/document.xml");
        assert_eq!(normalise("word/%E4%B8%80%.xml"), "word/一%.xml");
    }

    #[test]
    fn parts_in_utf16_are_decoded() {
        let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain("<a>一</a>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(bytes), "<a>一</a>");
        assert_eq!(decode(vec![b'<', 0xFF, b'>']), "<\u{fffd}>");
    }
}
