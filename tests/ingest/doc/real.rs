//! Files that other programs wrote, where they are at hand: real disclosures against their own .docx, and Word files of all kinds against `office_oxide`.
//!
//! Each line that differs is counted, and `differences_doc.toml` says for each file how many there are and why.

use super::{lines, numbers, read};
use crate::support::shared;
use gongkai::diagnostics::FailureCode;
use gongkai::document::{Block, Document, Role};
use office_oxide::ir::{Element, ListItem, inline_to_text};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn files(folder: &str) -> Vec<PathBuf> {
    let Some(folder) = shared(folder) else { return Vec::new() };
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut out: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("doc"))).collect();
    out.sort();
    out
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Everything that a document says, line by line: paragraphs with number, role and look; tables with their shape and each cell.
fn told(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => {
                let number = p.number.as_ref().map(|n| (n.level, n.text.as_str()));
                out.push(format!("{:?} {:?} {number:?} {}", p.role, p.look, document.slice(p.range)));
            }
            Block::Table(t) => {
                out.push(format!("{}×{} header {} parent {:?} {:?}", t.rows, t.columns, t.marked_header_rows, t.parent, t.layout));
                let cells = t
                    .cells
                    .iter()
                    .map(|c| (c, document.cell_text(c), c.numbers.iter().map(|n| n.number.text.as_str()).collect::<Vec<_>>()));
                out.extend(
                    cells.map(|(c, text, numbers)| format!("[{},{} {}×{}] {numbers:?} {text}", c.row, c.column, c.row_span, c.column_span)),
                );
            }
        }
    }
    out
}

/// White space is laid out differently by other programs; nothing else is forgiven.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Body paragraphs that hold text, and each cell of each table with its row and spans.
fn ours(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) if matches!(p.role, Role::Body | Role::TextBox) => out.push(squeeze(document.slice(p.range))),
            Block::Paragraph(_) => {}
            Block::Table(t) => {
                out.extend(
                    t.cells.iter().map(|c| format!("[{} {}×{}] {}", c.row, c.row_span, c.column_span, squeeze(document.cell_text(c)))),
                );
            }
        }
    }
    out.retain(|line| !line.is_empty());
    out
}

/// The same of what `office_oxide` read.
fn theirs(elements: &[Element], out: &mut Vec<String>) {
    for element in elements {
        match element {
            Element::Heading(h) => out.push(squeeze(&inline_to_text(&h.content))),
            Element::Paragraph(p) => out.push(squeeze(&inline_to_text(&p.content))),
            Element::List(list) => items(&list.items, out),
            Element::TextBox(text) => theirs(&text.content, out),
            Element::Table(table) => {
                let mut nested = Vec::new();
                for (r, row) in table.rows.iter().enumerate() {
                    for cell in &row.cells {
                        let mut inner = Vec::new();
                        let (tables, text): (Vec<Element>, Vec<Element>) =
                            cell.content.iter().cloned().partition(|e| matches!(e, Element::Table(_)));
                        theirs(&text, &mut inner);
                        nested.extend(tables);
                        out.push(format!("[{r} {}×{}] {}", cell.row_span.max(1), cell.col_span.max(1), inner.concat()));
                    }
                }
                theirs(&nested, out);
            }
            _ => {}
        }
    }
    out.retain(|line| !line.is_empty());
}

fn items(list: &[ListItem], out: &mut Vec<String>) {
    for item in list {
        theirs(&item.content, out);
        item.nested.iter().for_each(|nested| items(&nested.items, out));
    }
}

/// Lines that only one side has, by the longest common subsequence.
fn differing(a: &[String], b: &[String]) -> (Vec<String>, Vec<String>) {
    let mut best = vec![vec![0_u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i][j] = if a[i] == b[j] { best[i + 1][j + 1] + 1 } else { best[i + 1][j].max(best[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut only_a, mut only_b) = (Vec::new(), Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || i < a.len() && best[i + 1][j] >= best[i][j + 1] {
            only_a.push(a[i].clone());
            i += 1;
        } else {
            only_b.push(b[j].clone());
            j += 1;
        }
    }
    (only_a, only_b)
}

#[derive(Deserialize)]
struct Explained {
    #[serde(default)]
    difference: Vec<Difference>,
}

/// How a file is read differently.
#[derive(Deserialize)]
struct Difference {
    file: String,
    /// From what: `docx` (the same document in the other format) or `office_oxide`.
    from: String,
    /// Lines that only we have.
    #[serde(default)]
    ours: usize,
    /// Lines that only the other has.
    #[serde(default)]
    theirs: usize,
    /// The other fails.
    #[serde(default)]
    fails: bool,
    why: String,
}

/// What is explained, and what was met that is not.
struct Account {
    from: &'static str,
    explained: BTreeMap<String, Difference>,
    same: usize,
    unexplained: Vec<String>,
}

impl Account {
    fn open(from: &'static str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ingest/differences_doc.toml");
        let list: Explained = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let explained = list.difference.into_iter().filter(|d| d.from == from).map(|d| (d.file.clone(), d)).collect();
        Account { from, explained, same: 0, unexplained: Vec::new() }
    }

    fn compare(&mut self, file: &str, ours: &[String], theirs: Option<&[String]>) {
        let (fails, (only_ours, only_theirs)) = match theirs {
            Some(theirs) => (false, differing(ours, theirs)),
            None => (true, (Vec::new(), Vec::new())),
        };
        if !fails && only_ours.is_empty() && only_theirs.is_empty() {
            self.same += 1;
            return;
        }
        let found = self.explained.remove(file);
        let as_told = |d: &Difference| (d.fails, d.ours, d.theirs) == (fails, only_ours.len(), only_theirs.len()) && !d.why.is_empty();
        if !found.as_ref().is_some_and(as_told) {
            self.unexplained.push(format!("{file}: fails {fails}, ours {}, theirs {}", only_ours.len(), only_theirs.len()));
            self.unexplained.extend(only_ours.iter().take(12).map(|l| format!("  + {l}")));
            self.unexplained.extend(only_theirs.iter().take(12).map(|l| format!("  - {l}")));
        }
    }

    fn close(self, compared: usize) {
        println!("{} of {compared} files read as {} reads them", self.same, self.from);
        assert!(self.unexplained.is_empty(), "{}", self.unexplained.join("\n"));
        assert!(compared == 0 || self.explained.is_empty(), "no longer different: {:?}", self.explained.keys());
    }
}

#[test]
fn every_difference_from_the_same_document_as_docx_is_explained() {
    let mut account = Account::open("docx");
    let mut compared = 0;
    let siblings =
        |path: &PathBuf| [path.with_extension("docx"), path.parent().unwrap().with_file_name(name(&path.with_extension("docx")))];
    for path in ["real/doc", "seed", "wordfiles"].iter().flat_map(|f| files(f)) {
        let Some(docx) = siblings(&path).into_iter().find(|p| p.is_file()) else { continue };
        compared += 1;
        let doc = read(&std::fs::read(&path).unwrap()).unwrap();
        let docx = read(&std::fs::read(docx).unwrap()).unwrap();
        account.compare(&name(&path), &told(&doc), Some(&told(&docx)));
    }
    assert!(compared == 0 || compared >= 25);
    account.close(compared);
}

#[test]
fn every_difference_from_office_oxide_is_explained() {
    let mut account = Account::open("office_oxide");
    let mut compared = 0;
    for path in files("wordfiles") {
        let Ok(document) = read(&std::fs::read(&path).unwrap()) else { continue };
        compared += 1;
        let other = std::panic::catch_unwind(|| office_oxide::Document::open(&path).map(|d| d.to_ir()));
        let other = other.ok().and_then(Result::ok).map(|ir| {
            let mut lines = Vec::new();
            ir.sections.iter().for_each(|s| theirs(&s.elements, &mut lines));
            lines
        });
        account.compare(&name(&path), &ours(&document), other.as_deref());
    }
    account.close(compared);
}

#[test]
fn word_files_of_all_kinds_are_read_or_refused() {
    let expected = |file: &str| match file {
        f if f.starts_with("password_") => Some(FailureCode::Encrypted),
        "Bug60936.doc" | "Bug60942.doc" | "Word6.doc" | "Word6_sections.doc" | "Word6_sections2.doc" | "Word95.doc" => {
            Some(FailureCode::UnsupportedFormat)
        }
        f if f.ends_with("APRIL.DOC") => Some(FailureCode::UnsupportedFormat),
        _ => None,
    };
    for path in files("wordfiles") {
        let bytes = std::fs::read(&path).unwrap();
        let result = read(&bytes);
        let hostile = name(&path).starts_with("clusterfuzz");
        match (expected(&name(&path)), result) {
            (Some(code), result) => assert_eq!(result.unwrap_err().code, code, "{}", path.display()),
            // Pages of pictures hold no text.
            (None, Err(failure)) => assert!(hostile || failure.code == FailureCode::NoText, "{}: {failure:?}", path.display()),
            (None, Ok(_)) => {}
        }
    }
}

#[test]
fn lists_of_a_file_that_word_wrote() {
    let Some(folder) = shared("wordfiles") else { return };
    let document = read(&std::fs::read(folder.join("Lists.doc")).unwrap()).unwrap();
    let printed: Vec<&str> = numbers(&document).into_iter().filter(|n| !n.is_empty()).collect();
    let expected = ["1.", "2.", "3.", "1.", "2.", "2.1.", "2.2.", "2.2.1.", "2.2.2.", "2.2.2.1.", "2.2.3.", "3."];
    assert_eq!(printed, expected);
    assert!(lines(&document).contains(&"2.2.2.1.OL 2.2.2.1".to_owned()));
}
