//! What the walk over the page gives: paragraphs, tables and pictures in reading order, nested as in the page, each in its region.

use super::inline::Para;

/// Something in the flow of the page or of a cell.
#[derive(Debug)]
pub(super) enum Item {
    /// A paragraph.
    Paragraph(Para),
    /// An empty `<p>`.
    Empty,
    /// A table.
    Table(TableNode),
    /// A picture or an embedded object.
    Seen(Seen),
}

/// A picture, or an object that could not be read.
#[derive(Debug)]
pub(super) struct Seen {
    /// It is a picture; else an embedded object.
    pub picture: bool,
    /// Its source and description, as the page gives them.
    pub what: String,
    /// Its region.
    pub region: u32,
}

/// A table as the page gives it.
#[derive(Debug, Default)]
pub(super) struct TableNode {
    /// Its rows.
    pub rows: Vec<RowNode>,
    /// Rows of a leading `<thead>`.
    pub head_rows: u32,
    /// `role=presentation`: by its own word it only holds the page.
    pub presentation: bool,
    /// Lines are drawn round its cells.
    pub bordered: bool,
    /// It only holds the page: decided once, when the table closes and those inside it are decided.
    pub layout: bool,
    /// Its region.
    pub region: u32,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct RowNode {
    /// Its cells.
    pub cells: Vec<CellNode>,
    /// Which `thead`, `tbody` or `tfoot` of the table it stands in: `rowspan=0` reaches to the end of it.
    pub group: u32,
}

/// A cell.
#[derive(Debug)]
pub(super) struct CellNode {
    /// `rowspan`; 0 is to the end of the group.
    pub row_span: u32,
    /// `colspan`.
    pub column_span: u32,
    /// What is in it.
    pub items: Vec<Item>,
}

impl TableNode {
    /// Its cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &CellNode> {
        self.rows.iter().flat_map(|r| &r.cells)
    }
}

impl CellNode {
    /// Visible characters in it, nested tables included.
    pub fn chars(&self) -> u32 {
        self.items.iter().map(Item::chars).sum()
    }

    /// Paragraphs with a visible character, those of nested tables left out.
    pub fn paragraphs(&self) -> usize {
        self.items.iter().map(|i| if let Item::Paragraph(p) = i { p.lines.iter().filter(|l| l.chars > 0).count() } else { 0 }).sum()
    }

    /// Tables in it.
    pub fn tables(&self) -> impl Iterator<Item = &TableNode> {
        self.items.iter().filter_map(|i| if let Item::Table(t) = i { Some(t) } else { None })
    }
}

impl Item {
    /// Visible characters in it.
    pub fn chars(&self) -> u32 {
        match self {
            Item::Paragraph(p) => p.counts().0,
            Item::Table(t) => t.cells().map(CellNode::chars).sum(),
            Item::Empty | Item::Seen(_) => 0,
        }
    }
}
