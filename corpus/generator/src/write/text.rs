//! Text: as Apache Tika gives Word files, and as copied from a page.

use super::docx::printed_rows;
use crate::page::{Block, Page, Paragraph};

pub fn line(p: &Paragraph) -> String {
    match p.number {
        Some((style, n)) => format!("{}{}{}", style.print(n), p.gap, p.text),
        None => p.text.clone(),
    }
}

/// A cell is a line that starts with a tab, a blank line ends a row; some headings carry what is left of a bookmark.
pub fn tika(page: &Page) -> String {
    let mut out = String::new();
    for (i, block) in page.flat().into_iter().enumerate() {
        match block {
            Block::Paragraph(p) => {
                if p.heading && i % 5 == 3 {
                    out.push_str(&format!("[bookmark: _Toc{}]", 471_390_000 + i));
                }
                out.push_str(&line(p));
                out.push('\n');
            }
            Block::Table(table) => {
                for row in printed_rows(table) {
                    for cell in row {
                        out.push('\t');
                        out.push_str(cell);
                        out.push('\n');
                    }
                    out.push('\n');
                }
                out.push('\n');
            }
            Block::Frame(_) => {}
        }
    }
    out
}

/// One row a line, cells by tabs; a blank line between blocks of different kind.
pub fn copied(page: &Page) -> String {
    let mut out = String::new();
    for block in page.flat() {
        match block {
            Block::Paragraph(p) => {
                out.push_str(&line(p));
                out.push('\n');
            }
            Block::Table(table) => {
                out.push('\n');
                for row in printed_rows(table) {
                    out.push_str(&row.join("\t"));
                    out.push('\n');
                }
                out.push('\n');
            }
            Block::Frame(_) => {}
        }
    }
    out
}
