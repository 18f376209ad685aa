//! The nine parts of a disclosure, by meaning and numbering together.

mod build;
mod captions;
mod glossary;
mod heading;
mod items;
mod numbered;
pub(crate) mod rows;
mod settle;
mod statements;
mod structure;
mod told;
mod unnumbered;

use crate::context::Context;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::{Document, Place, Position};
use crate::facts::Part;
use crate::headings::{contents, line, meaning, number};
use crate::normalise::key::fold_text;
use crate::record::{GapKind, GlossaryRow, SectionStatus, StatementRow};
use crate::segment::Unit;
use crate::vocabulary::{self, Vocabulary};
use std::collections::BTreeMap;

/// What a section is: a part, or one of the kinds outside the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SectionKey {
    /// One of the nine parts.
    Part(Part),
    /// Before the first heading: title, preamble.
    FrontMatter,
    /// A table of contents.
    Contents,
    /// A heading that holds parts (第三部分 情况说明) and belongs to none.
    Container,
    /// The chapter of national tables.
    TablesChapter,
    /// 附件.
    Attachment,
    /// Navigation and footers of a page.
    SiteChrome,
}

impl SectionKey {
    /// The name used in the dataset.
    pub fn as_str(self) -> &'static str {
        match self {
            SectionKey::Part(part) => part.as_str(),
            SectionKey::FrontMatter => "front_matter",
            SectionKey::Contents => "contents",
            SectionKey::Container => "container",
            SectionKey::TablesChapter => "tables_chapter",
            SectionKey::Attachment => "attachment",
            SectionKey::SiteChrome => "site_chrome",
        }
    }
}

/// One section. Sections found or empty are ordered by `start` and nest: a subsection lies within its parent and follows it in the list. Together they cover the unit's
/// every visible character, which belongs to the deepest section that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The part, for the nine.
    pub part: Option<Part>,
    /// What it is.
    pub key: SectionKey,
    /// 1, 2 … among the depth-1 sections of a part.
    pub piece: u32,
    /// The heading's number as printed (automatic numbers included), without the mark that ends it.
    pub number: Option<String>,
    /// The heading as printed, without its number.
    pub heading: String,
    /// 1 for a heading that belongs to its part by its own meaning; 2 … for subsections.
    pub depth: u8,
    /// Index of the section that it stands under.
    pub parent: Option<usize>,
    /// found, empty or missing.
    pub status: SectionStatus,
    /// Where its heading begins (number included).
    pub start: Position,
    /// Where its body begins: after the heading.
    pub body: Position,
    /// Where it ends, subsections included: the start of the next section that is not under it, or (end block, 0).
    pub end: Position,
}

/// The sections of one disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sections {
    /// In reading order; parts that are missing come last.
    pub list: Vec<Section>,
}

impl Sections {
    /// The deepest section that holds a position.
    pub fn at(&self, position: Position) -> Option<&Section> {
        let there = self.list.iter().rposition(|s| s.status != SectionStatus::Missing).map_or(0, |last| last + 1);
        let started = self.list[..there].partition_point(|s| s.start <= position);
        // The last that started holds the position, or one that it stands under or that was open before it.
        self.list[..started].iter().rev().find(|s| position < s.end)
    }
}

/// The words that this room knows.
#[derive(Debug)]
pub struct Lexicon {
    words: meaning::Words,
}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        Ok(Lexicon { words: meaning::Words::new(vocabulary)? })
    }

    /// The part that the known words of a folded heading tell, however much of it is not known.
    pub(crate) fn part_of(&self, heading: &str) -> Option<Part> {
        self.words.read(heading).and_then(meaning::Reading::part)
    }
}

/// The sections of one disclosure.
pub fn split(document: &Document, unit: &Unit, lexicon: &Lexicon) -> (Sections, Vec<Diagnostic>) {
    let words = &lexicon.words;
    let lines = line::lines(document, Position { block: unit.first_block, char: 0 }, Position { block: unit.end_block, char: 0 }, words);
    let contents = contents::find(document, &lines, words);
    let captions = captions::captions(&lines, &contents);
    let runs = captions::runs(&lines, &contents, &captions);
    let candidates: Vec<heading::Candidate> =
        (0..lines.len()).filter(|at| !contents.holds(*at)).filter_map(|at| heading::candidate(document, &lines, at, words)).collect();
    let mut nodes = structure::Walk::new(document, words, &lines, &contents, &runs, &captions).run(&candidates);
    settle::settle(&mut nodes, words);
    let mut diagnostics: Vec<Diagnostic> = nodes.iter().filter(|n| n.unrecognised).map(unrecognised).collect();
    diagnostics.extend(gaps(&nodes));
    (build::build(document, unit, &lines, &contents, &nodes), diagnostics)
}

/// Parts side by side whose numbers do not follow each other.
fn gaps(nodes: &[structure::Node]) -> Vec<Diagnostic> {
    let mut gaps = Vec::new();
    let mut before: BTreeMap<(Option<usize>, number::Style), u32> = BTreeMap::new();
    for node in nodes {
        let (Some(style), Some(value)) = (node.style, node.value) else { continue };
        // A subsection beside parts has its number in their list, and is none of them.
        let told = matches!(node.kind, structure::Kind::Part(_) | structure::Kind::Container(_) | structure::Kind::Tables);
        if let Some(last) = before.insert((node.parent, style), value)
            && told
            && value != last + 1
        {
            let message = format!("the heading \"{}\" has number {value} and follows number {last}", node.heading);
            gaps.push(Diagnostic::new(Code::NumberingGap, Severity::Note, message).at(place(node)));
        }
    }
    gaps
}

fn unrecognised(node: &structure::Node) -> Diagnostic {
    let message = format!(
        "the heading \"{}\" stands where a part is expected and its words tell none; its part was taken from its place",
        node.heading
    );
    let told = Diagnostic::new(Code::UnrecognisedHeading, Severity::Warning, message).at(place(node));
    told.lacks(GapKind::Heading, "part_exception", meaning::whole(&fold_text(&node.heading)))
}

/// A heading's place, as far as it lies in its first block.
fn place(node: &structure::Node) -> Place {
    let end = if node.body.block == node.start.block { node.body.char } else { node.start.char };
    Place { block: node.start.block, end_block: node.start.block, start_char: node.start.char, end_char: end, cell: None }
}

/// The rows of `statements`; `disclosure_id` and `seq` are filled later.
pub fn statements(context: &Context<'_>, lexicon: &Lexicon) -> Vec<StatementRow> {
    statements::read(context, &lexicon.words)
}

/// The rows of `glossary`; `disclosure_id` and `seq` are filled later.
pub fn glossary(context: &Context<'_>, lexicon: &Lexicon) -> Vec<GlossaryRow> {
    glossary::read(context, &lexicon.words)
}
