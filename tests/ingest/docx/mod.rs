//! The .docx reader, one module a matter.

mod damage;
mod lists;
mod second;
mod tables;
mod text;
mod word;

use gongkai::document::{Block, Document, Role};

/// Each paragraph as `number text`, with its role in front when it is not body text; a table as `#rows×columns`.
fn told(document: &Document) -> Vec<String> {
    let paragraph = |p: &gongkai::document::Paragraph| {
        let role = match p.role {
            Role::Body => "",
            Role::TextBox => "box:",
            Role::Note => "note:",
            Role::PageMargin => "margin:",
            Role::SiteChrome => "site:",
        };
        let number = p.number.as_ref().map_or(String::new(), |n| format!("[{}] ", n.text));
        format!("{role}{number}{}", document.slice(p.range))
    };
    document
        .blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(p) => paragraph(p),
            Block::Table(t) => format!("#{}×{}", t.rows, t.columns),
        })
        .collect()
}
