//! From headings to sections: ranges that nest and cover everything, depths, pieces, and the parts that are missing.

use super::structure::{Kind, Node};
use super::{Section, SectionKey, Sections};
use crate::document::{Document, Position, Role};
use crate::facts::Part;
use crate::headings::contents::Contents;
use crate::headings::line::Line;
use crate::record::SectionStatus;
use crate::segment::Unit;

/// A section before its end is known.
struct Draft {
    section: Section,
    /// What stands under it closes at its end; a section of level n ends where the next of level ≤ n begins.
    level: usize,
    /// It ends here, whatever follows.
    ends: Option<Position>,
}

/// The sections of a disclosure.
pub(crate) fn build(document: &Document, unit: &Unit, lines: &[Line], contents: &Contents, nodes: &[Node]) -> Sections {
    let begin = Position { block: unit.first_block, char: 0 };
    let finish = Position { block: unit.end_block, char: 0 };
    let mut drafts: Vec<Draft> = Vec::new();
    for (start, piece) in pieces(lines, contents, nodes) {
        match piece {
            Piece::Node(index) => drafts.push(heading(nodes, index, &drafts)),
            Piece::Plain(key, inside) => drafts.push(plain(start, key, inside, &drafts)),
        }
    }
    // What stands before the first heading, blank paragraphs included, is front matter; a first heading takes the blank paragraphs before it along.
    let first = drafts.first().map_or(finish, |d| d.section.start);
    if has_text(document, begin, first) {
        drafts.insert(0, plain(begin, SectionKey::FrontMatter, None, &[]));
        for draft in &mut drafts[1..] {
            draft.section.parent = draft.section.parent.map(|p| p + 1);
        }
    }
    close(&mut drafts, finish);
    let mut sections = Sections { list: drafts.into_iter().map(|d| d.section).collect() };
    finish_sections(document, &mut sections);
    sections
}

enum Piece {
    Node(usize),
    /// A section without a heading: its key, and where it ends when it lies inside what is open.
    Plain(SectionKey, Option<Position>),
}

/// Everything that opens a section, in order.
fn pieces(lines: &[Line], contents: &Contents, nodes: &[Node]) -> Vec<(Position, Piece)> {
    let mut pieces: Vec<(Position, Piece)> = nodes.iter().enumerate().map(|(i, n)| (n.start, Piece::Node(i))).collect();
    for range in &contents.ranges {
        if let Some(first) = lines.get(range.start) {
            pieces.push((first.position(), Piece::Plain(SectionKey::Contents, None)));
        }
        // What follows a table of contents and is no heading is front matter again.
        if let Some(next) = lines.get(range.end)
            && !nodes.iter().any(|n| n.line == range.end)
        {
            pieces.push((next.position(), Piece::Plain(SectionKey::FrontMatter, None)));
        }
    }
    margins(lines, &mut pieces);
    // Of two that begin at one place the later in the list is kept: site chrome over front matter.
    pieces.sort_by_key(|(at, piece)| (*at, matches!(piece, Piece::Plain(SectionKey::FrontMatter, _))));
    pieces.dedup_by(|later, earlier| later.0 == earlier.0);
    pieces
}

/// Navigation, page headers and notes: no part of the text, wherever they stand. At the end of the file they close what is open; in the middle they lie inside it.
fn margins(lines: &[Line], pieces: &mut Vec<(Position, Piece)>) {
    let last_body = lines.iter().rposition(Line::is_body);
    let first_body = lines.iter().position(Line::is_body);
    let mut before = Role::Body;
    let mut resumes = false;
    for (at, line) in lines.iter().enumerate() {
        let key = match line.role {
            Role::Note => Some(SectionKey::Attachment),
            Role::SiteChrome | Role::PageMargin => Some(SectionKey::SiteChrome),
            Role::Body | Role::TextBox => None,
        };
        match key {
            Some(key) if line.role != before => {
                let inside = first_body.is_some_and(|f| f < at) && last_body.is_some_and(|l| l > at);
                let back = lines[at..].iter().find(|l| l.is_body()).map(Line::position);
                pieces.push((line.position(), Piece::Plain(key, back.filter(|_| inside))));
                resumes = first_body.is_none_or(|f| f > at);
            }
            None if resumes => {
                // The text begins after the navigation.
                pieces.push((line.position(), Piece::Plain(SectionKey::FrontMatter, None)));
                resumes = false;
            }
            _ => {}
        }
        before = line.role;
    }
}

fn heading(nodes: &[Node], index: usize, drafts: &[Draft]) -> Draft {
    let node = &nodes[index];
    let parent = node.parent.and_then(|p| drafts.iter().position(|d| d.section.start == nodes[p].start));
    let above = parent.map(|p| &drafts[p].section);
    let (part, key) = match node.kind {
        Kind::Part(part) => (Some(part), SectionKey::Part(part)),
        Kind::Container(_) => (None, SectionKey::Container),
        Kind::Tables => (None, SectionKey::TablesChapter),
        Kind::Attachment => (None, SectionKey::Attachment),
        Kind::Sub => above.map_or((None, SectionKey::Container), |a| (a.part, a.key)),
    };
    // Depth counts the headings of the same part, or of the same kind, that it stands under.
    let mut depth = 1;
    let mut at = parent;
    while let Some(p) = at {
        let ancestor = &drafts[p].section;
        if ancestor.key == key && (part.is_some() || node.kind == Kind::Sub) {
            depth += 1;
        }
        at = ancestor.parent;
    }
    let section = Section {
        part,
        key,
        piece: 1,
        number: node.number.clone(),
        heading: node.heading.clone(),
        depth,
        parent,
        status: SectionStatus::Found,
        start: node.start,
        body: node.body,
        end: node.body,
    };
    Draft { section, level: parent.map_or(0, |p| drafts[p].level + 1), ends: None }
}

fn plain(start: Position, key: SectionKey, inside: Option<Position>, drafts: &[Draft]) -> Draft {
    // What lies inside is one level below whatever is open there, and ends where the text goes on.
    let open = |d: &Draft| d.section.key != SectionKey::SiteChrome || d.ends.is_none();
    let parent = if inside.is_some() { drafts.iter().rposition(open) } else { None };
    let level = parent.map_or(0, |p| drafts[p].level + 1);
    let section = Section {
        part: None,
        key,
        piece: 1,
        number: None,
        heading: String::new(),
        depth: 1,
        parent,
        status: SectionStatus::Found,
        start,
        body: start,
        end: start,
    };
    Draft { section, level, ends: inside }
}

fn close(drafts: &mut [Draft], finish: Position) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..drafts.len() {
        let (start, level) = (drafts[index].section.start, drafts[index].level);
        while let Some(&last) = open.last() {
            if drafts[last].level < level {
                break;
            }
            drafts[last].section.end = start;
            open.pop();
        }
        open.push(index);
    }
    for index in open {
        drafts[index].section.end = finish;
    }
    for draft in drafts.iter_mut() {
        draft.section.end = draft.ends.map_or(draft.section.end, |end| end.min(draft.section.end));
    }
}

/// Pieces are numbered, sections without text are empty, and a part that is not there has one row.
fn finish_sections(document: &Document, sections: &mut Sections) {
    let mut pieces = [0_u32; 9];
    for section in &mut sections.list {
        if let (Some(part), 1) = (section.part, section.depth) {
            pieces[part as usize] += 1;
            section.piece = pieces[part as usize];
        }
        if !has_text(document, section.body, section.end) && !section.heading.is_empty() {
            section.status = SectionStatus::Empty;
        }
    }
    // Subsections carry the piece that they stand in.
    for index in 0..sections.list.len() {
        if let (Some(parent), true) = (sections.list[index].parent, sections.list[index].depth > 1) {
            sections.list[index].piece = sections.list[parent].piece;
        }
    }
    for part in Part::ALL {
        if pieces[*part as usize] == 0 {
            let nowhere = Position::default();
            sections.list.push(Section {
                part: Some(*part),
                key: SectionKey::Part(*part),
                piece: 1,
                number: None,
                heading: String::new(),
                depth: 1,
                parent: None,
                status: SectionStatus::Missing,
                start: nowhere,
                body: nowhere,
                end: nowhere,
            });
        }
    }
}

/// A visible character stands between two positions.
pub(crate) fn has_text(document: &Document, from: Position, to: Position) -> bool {
    (from.block..=to.block).any(|block| document.piece(block, from, to).is_some_and(|text| text.chars().any(super::rows::is_visible)))
}
