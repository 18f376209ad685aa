//! A second opinion: the same files through `docx-rs`. Each line that differs is counted, and `differences_docx.toml` says for each file how many there are and why.

use crate::support::shared;
use gongkai::document::{Block, Document, Role};
use gongkai::ingest::{self, Limits};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// White space is laid out differently by the two; nothing else is forgiven.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Body paragraphs that hold text, and each cell of each table with its place and spans.
fn ours(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) if p.role == Role::Body => out.push(squeeze(document.slice(p.range))),
            Block::Paragraph(_) => {}
            Block::Table(table) => {
                let cells = table.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span, squeeze(document.cell_text(c))));
                out.extend(cells.map(|(r, c, rs, cs, text)| format!("[{r},{c} {rs}×{cs}] {text}")));
            }
        }
    }
    out.retain(|line| !line.is_empty());
    out
}

/// Row, column, rows, columns, text.
type Cell = (usize, u64, usize, u64, String);

/// The same of what `docx-rs` read, through its JSON.
#[derive(Default)]
struct Theirs {
    lines: Vec<String>,
    /// Open fields: whether each is in its instruction.
    fields: Vec<bool>,
}

impl Theirs {
    fn blocks(&mut self, children: &Value) {
        for child in children.as_array().into_iter().flatten() {
            let data = &child["data"];
            match child["type"].as_str().unwrap_or_default() {
                "paragraph" => {
                    let mut text = String::new();
                    self.inline(&data["children"], &mut text);
                    self.lines.push(squeeze(&text));
                }
                "table" => self.table(data),
                "structuredDataTag" => self.blocks(&data["children"]),
                "tableOfContents" => {
                    for key in ["beforeContents", "items", "afterContents"] {
                        self.blocks(&data[key]);
                    }
                }
                _ => {}
            }
        }
    }

    fn inline(&mut self, children: &Value, out: &mut String) {
        for child in children.as_array().into_iter().flatten() {
            let data = &child["data"];
            match child["type"].as_str().unwrap_or_default() {
                "run" | "insert" | "hyperlink" | "structuredDataTag" | "moveTo" => self.inline(&data["children"], out),
                "fieldChar" => match data["fieldCharType"].as_str() {
                    Some("begin") => self.fields.push(true),
                    Some("separate") => drop(self.fields.last_mut().map(|f| *f = false)),
                    _ => drop(self.fields.pop()),
                },
                "text" if !self.fields.contains(&true) => out.push_str(data["text"].as_str().or(data.as_str()).unwrap_or_default()),
                _ => {}
            }
        }
    }

    /// Resolves a table by the book: columns count by spans, a continuation joins the cell above with the same edges.
    fn table(&mut self, data: &Value) {
        let mut cells: Vec<Cell> = Vec::new();
        let mut nested = Vec::new();
        let rows = data["rows"].as_array().cloned().unwrap_or_default();
        let rows: Vec<&Value> = rows.iter().filter(|r| r["data"]["property"].get("del").is_none()).collect();
        for (r, row) in rows.iter().enumerate() {
            let mut column = row["data"]["property"]["gridBefore"].as_u64().unwrap_or(0);
            for cell in row["data"]["cells"].as_array().into_iter().flatten() {
                let property = &cell["data"]["property"];
                let span = property["gridSpan"].as_u64().unwrap_or(1);
                let mut inner = Theirs { fields: std::mem::take(&mut self.fields), ..Theirs::default() };
                let paragraphs: Vec<Value> =
                    cell["data"]["children"].as_array().into_iter().flatten().filter(|c| c["type"] != "table").cloned().collect();
                let tables: Vec<Value> =
                    cell["data"]["children"].as_array().into_iter().flatten().filter(|c| c["type"] == "table").cloned().collect();
                inner.blocks(&Value::Array(paragraphs));
                let text = inner.lines.concat();
                self.fields = inner.fields;
                nested.extend(tables);
                let above = cells.iter().position(|c| c.0 + c.2 == r && c.1 == column && c.3 == span);
                match above {
                    Some(above) if property["verticalMerge"] == "continue" => {
                        cells[above].2 += 1;
                        cells[above].4.push_str(&text);
                    }
                    _ => cells.push((r, column, 1, span, text)),
                }
                column += span;
            }
        }
        cells.sort_by_key(|c| (c.0, c.1));
        self.lines.extend(cells.into_iter().map(|(r, c, rs, cs, text)| format!("[{r},{c} {rs}×{cs}] {text}")));
        self.blocks(&Value::Array(nested));
    }
}

fn theirs(bytes: &[u8]) -> Result<Vec<String>, String> {
    let docx = docx_rs::read_docx(bytes).map_err(|e| e.to_string())?;
    let mut walk = Theirs::default();
    walk.blocks(&serde_json::to_value(&docx.document).unwrap()["children"]);
    walk.lines.retain(|line| !line.is_empty());
    Ok(walk.lines)
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
    difference: Vec<Difference>,
}

#[derive(Deserialize)]
struct Difference {
    file: String,
    /// Lines that only we have.
    #[serde(default)]
    ours: usize,
    /// Lines that only the other reader has.
    #[serde(default)]
    theirs: usize,
    /// The other reader fails.
    #[serde(default)]
    fails: bool,
    why: String,
}

fn files() -> Vec<PathBuf> {
    let mut out = Vec::new();
    for folder in ["wordfiles", "seed", "real"] {
        let Some(folder) = shared(folder) else { return Vec::new() };
        let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        out.extend(entries.filter(|p| p.extension().is_some_and(|e| e == "docx" || e == "docm")));
    }
    out.sort();
    out
}

#[test]
fn every_difference_from_docx_rs_is_explained() {
    let list: Explained =
        toml::from_str(&std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ingest/differences_docx.toml")).unwrap())
            .unwrap();
    let mut explained: BTreeMap<String, Difference> = list.difference.into_iter().map(|d| (d.file.clone(), d)).collect();
    let (mut same, mut unexplained) = (0, Vec::new());
    let files = files();
    for path in &files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(path).unwrap();
        let Ok(document) = ingest::read(&bytes, &Limits::default()) else { continue };
        // It panics on elements that it does not know.
        let theirs = std::panic::catch_unwind(|| theirs(&bytes)).unwrap_or_else(|_| Err("panicked".to_owned()));
        let (fails, (only_ours, only_theirs)) = match theirs {
            Ok(theirs) => (false, differing(&ours(&document), &theirs)),
            Err(_) => (true, (Vec::new(), Vec::new())),
        };
        if !fails && only_ours.is_empty() && only_theirs.is_empty() {
            same += 1;
            continue;
        }
        let found = explained.remove(&name);
        let as_told =
            found.as_ref().is_some_and(|d| (d.fails, d.ours, d.theirs) == (fails, only_ours.len(), only_theirs.len()) && !d.why.is_empty());
        if !as_told {
            unexplained.push(format!("{name}: fails {fails}, ours {}, theirs {}", only_ours.len(), only_theirs.len()));
            unexplained.extend(only_ours.iter().take(12).map(|l| format!("  + {l}")));
            unexplained.extend(only_theirs.iter().take(12).map(|l| format!("  - {l}")));
        }
    }
    println!("{same} of {} files read alike", files.len());
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    assert!(files.is_empty() || explained.is_empty(), "no longer different: {:?}", explained.keys());
}
