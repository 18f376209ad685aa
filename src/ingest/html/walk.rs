//! One pass over the parsed page, without recursion: elements open and close, text falls into the block that is open.

mod manner;

use super::chrome::Regions;
use super::inline::{Inline, Line, Manner, Para};
use super::list::List;
use super::style::{self, Declared};
use super::tree::{CellNode, Item, RowNode, Seen, TableNode};
use crate::document::AutoNumber;
use crate::ingest::Limits;
use scraper::node::Element;
use scraper::{Html, Node};

/// What the walk found.
#[derive(Debug)]
pub(super) struct Walked {
    /// The flow of the page.
    pub items: Vec<Item>,
    /// Its regions.
    pub regions: Regions,
    /// Tables lay deeper than the limit; their cells became paragraphs.
    pub too_deep: bool,
    /// It holds a field for a password.
    pub password_field: bool,
}

/// What to do when an element closes.
#[derive(Debug)]
enum Kind {
    Inline,
    Block,
    /// `<p>` and headings: an empty one is a paragraph too. The number of items before it.
    Paragraph(usize),
    List(List),
    Item,
    Table,
    /// A table beyond the limit on nesting.
    Flat,
    Cell,
    /// `mso-list: Ignore`: its text is a number. The level of the paragraph, 0-based.
    Number(u8),
}

/// What became of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entered {
    Framed,
    Unframed,
    /// It and all in it is passed over.
    Skipped,
}

#[derive(Debug)]
struct Frame {
    kind: Kind,
    manner: Manner,
    list_level: u8,
}

/// A flow that is being filled: the page's, or a cell's.
#[derive(Debug, Default)]
struct Flow {
    items: Vec<Item>,
    inline: Inline,
}

/// A table that is being filled.
#[derive(Debug, Default)]
struct Open {
    table: TableNode,
    group: u32,
    in_head: bool,
    spans: (u32, u32),
}

/// The walk itself.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    limits: &'a Limits,
    frames: Vec<Frame>,
    flows: Vec<Flow>,
    tables: Vec<Open>,
    /// Tables beyond the limit that are open: their parts are plain blocks.
    flat: u32,
    number: Option<String>,
    out: Walked,
}

/// Walks over a parsed page.
pub(super) fn walk(page: &Html, limits: &Limits) -> Walked {
    let out = Walked { items: Vec::new(), regions: Regions::default(), too_deep: false, password_field: false };
    let mut walk = Walk { limits, frames: Vec::new(), flows: vec![Flow::default()], tables: Vec::new(), flat: 0, number: None, out };
    let mut node = page.tree.root();
    // For each node that is being visited: whether it opened a frame.
    let mut framed: Vec<bool> = Vec::new();
    'page: loop {
        let entered = match node.value() {
            Node::Element(element) => {
                let items = || node.children().filter(|c| c.value().as_element().is_some_and(|e| e.name() == "li")).count() as i64;
                walk.open(element, items)
            }
            Node::Text(text) => {
                walk.text(text);
                Entered::Unframed
            }
            _ => Entered::Unframed,
        };
        framed.push(entered == Entered::Framed);
        if entered != Entered::Skipped
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        loop {
            if framed.pop() == Some(true) {
                walk.close();
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => break 'page,
            }
        }
    }
    walk.flush();
    walk.out.items = walk.flows.into_iter().next().unwrap_or_default().items;
    walk.out
}

impl Walk<'_> {
    fn flow(&mut self) -> Option<&mut Flow> {
        self.flows.last_mut()
    }

    /// Ends the paragraph that is open.
    fn flush(&mut self) {
        if let Some(flow) = self.flows.last_mut()
            && let Some(para) = flow.inline.take()
        {
            flow.items.push(Item::Paragraph(para));
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(number) = &mut self.number {
            number.push_str(text);
            return;
        }
        let manner = self.frames.last().map_or(Manner::default(), |f| f.manner);
        if let Some(flow) = self.flow() {
            flow.inline.push(text, &manner);
        }
    }

    /// Opens an element.
    fn open(&mut self, element: &Element, items: impl Fn() -> i64) -> Entered {
        let name = element.name();
        let declared = style::declared(element);
        if matches!(name, "object" | "embed" | "iframe" | "img") {
            self.see(element);
            return Entered::Skipped;
        }
        if declared.hidden || element.attr("hidden").is_some() || style::is_dropped(name) {
            return Entered::Skipped;
        }
        if name == "input" {
            self.out.password_field |= element.attr("type").is_some_and(|t| t.eq_ignore_ascii_case("password"));
            return Entered::Unframed;
        }
        let parent = self.frames.last();
        let mut manner = parent.map_or(Manner::default(), |f| f.manner);
        let list_level = declared.list_level.map_or_else(|| parent.map_or(0, |f| f.list_level), |l| l.saturating_sub(1));
        manner::restyle(&mut manner, element, &declared);
        let table_part = matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption" | "colgroup" | "col");
        let block = table_part || declared.block.unwrap_or_else(|| style::is_block(name));
        if block {
            manner.region = self.out.regions.open(manner.region, element);
        }
        let kind = if table_part {
            self.flush();
            self.open_table_part(element, &declared, manner.region)
        } else if declared.list_number {
            self.number = Some(String::new());
            Kind::Number(list_level)
        } else if block {
            self.flush();
            self.open_block(element, &declared, items)
        } else {
            if name == "br"
                && let Some(flow) = self.flow()
            {
                flow.inline.end_line();
            }
            Kind::Inline
        };
        self.frames.push(Frame { kind, manner, list_level });
        Entered::Framed
    }

    fn open_block(&mut self, element: &Element, declared: &Declared, items: impl Fn() -> i64) -> Kind {
        match element.name() {
            "ol" | "ul" | "menu" | "dir" => Kind::List(List::open(element, declared.list_style.as_deref(), items())),
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Paragraph(self.flows.last().map_or(0, |f| f.items.len())),
            "li" => {
                let level = self.frames.iter().filter(|f| matches!(f.kind, Kind::List(_))).count().saturating_sub(1).min(8) as u8;
                // A cell inside an item has lists of its own; an item's list is the innermost one that is open.
                let list = self.frames.iter_mut().rev().find_map(|f| if let Kind::List(list) = &mut f.kind { Some(list) } else { None });
                let text = list.and_then(|l| l.item(element, declared.list_style.as_deref()));
                if let Some(flow) = self.flow() {
                    flow.inline.number = text.map(|text| AutoNumber { text, level });
                }
                Kind::Item
            }
            _ => Kind::Block,
        }
    }

    /// Tables, their rows and cells. Beyond the limit on nesting they are plain blocks.
    fn open_table_part(&mut self, element: &Element, declared: &Declared, region: u32) -> Kind {
        let beyond = self.tables.len() as u32 >= self.limits.nesting;
        let span = |name: &str, most: u32| element.attr(name).and_then(leading_number).map_or(1, |n| n.min(most));
        match element.name() {
            "table" if beyond => {
                self.out.too_deep = true;
                self.flat += 1;
                Kind::Flat
            }
            "table" => {
                let border = element.attr("border").is_some_and(|b| leading_number(b) != Some(0));
                let presentation = element.attr("role").is_some_and(|r| matches!(r, "presentation" | "none"));
                let table = TableNode { presentation, bordered: border || declared.bordered, region, ..TableNode::default() };
                self.tables.push(Open { table, ..Open::default() });
                Kind::Table
            }
            name @ ("thead" | "tbody" | "tfoot") if self.flat == 0 => {
                if let Some(open) = self.tables.last_mut() {
                    open.group += 1;
                    open.in_head = name == "thead";
                }
                Kind::Block
            }
            "tr" if self.flat == 0 => {
                if let Some(open) = self.tables.last_mut() {
                    let leading = open.in_head && open.table.head_rows as usize == open.table.rows.len();
                    open.table.head_rows += u32::from(leading);
                    open.table.rows.push(RowNode { cells: Vec::new(), group: open.group });
                }
                Kind::Block
            }
            "td" | "th" if self.flat == 0 && !self.tables.is_empty() => {
                let spans = (span("rowspan", 65_534), span("colspan", 1000).max(1));
                if let Some(open) = self.tables.last_mut() {
                    open.spans = spans;
                    open.table.bordered |= declared.bordered;
                }
                self.flows.push(Flow::default());
                Kind::Cell
            }
            _ => Kind::Block,
        }
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        match frame.kind {
            Kind::Inline => {}
            Kind::Block | Kind::List(_) => self.flush(),
            Kind::Flat => {
                self.flat = self.flat.saturating_sub(1);
                self.flush();
            }
            Kind::Item => {
                self.flush();
                // An item without text takes its number with it.
                if let Some(flow) = self.flow() {
                    flow.inline.number = None;
                }
            }
            Kind::Paragraph(before) => {
                self.flush();
                if let Some(flow) = self.flow()
                    && flow.items.len() == before
                {
                    flow.items.push(match flow.inline.number.take() {
                        Some(number) => Item::Paragraph(Para { lines: vec![Line::default()], number: Some(number) }),
                        None => Item::Empty,
                    });
                }
            }
            Kind::Number(level) => {
                let text = self.number.take().unwrap_or_default();
                let text = text.trim().to_owned();
                if let Some(flow) = self.flow()
                    && !text.is_empty()
                    && !is_bullet(&text)
                {
                    flow.inline.number = Some(AutoNumber { text, level });
                }
            }
            Kind::Cell => self.close_cell(),
            Kind::Table => {
                self.flush();
                if let Some(mut open) = self.tables.pop()
                    && let Some(flow) = self.flow()
                {
                    open.table.layout = super::table::decide(&open.table);
                    flow.items.push(Item::Table(open.table));
                }
            }
        }
    }

    fn close_cell(&mut self) {
        self.flush();
        if self.flows.len() < 2 {
            return;
        }
        let Some(flow) = self.flows.pop() else { return };
        let Some(open) = self.tables.last_mut() else { return };
        let group = open.group;
        if open.table.rows.is_empty() {
            open.table.rows.push(RowNode { cells: Vec::new(), group });
        }
        if let Some(row) = open.table.rows.last_mut() {
            row.cells.push(CellNode { row_span: open.spans.0, column_span: open.spans.1, items: flow.items });
        }
    }

    /// Notes a picture or an embedded object, unless it is plainly an ornament.
    fn see(&mut self, element: &Element) {
        let picture = element.name() == "img";
        let source = element.attr("src").or(element.attr("data")).or(element.attr("data-src")).unwrap_or_default();
        let small = |name: &str| element.attr(name).and_then(leading_number).is_some_and(|n| n < 120);
        if source.is_empty() || small("width") || small("height") || style::declared(element).hidden {
            return;
        }
        let region = self.frames.last().map_or(0, |f| f.manner.region);
        let shown: String =
            if source.starts_with("data:") { source.chars().take(30).collect() } else { source.chars().take(200).collect() };
        let what = match element.attr("alt").or(element.attr("title")).filter(|t| !t.trim().is_empty()) {
            Some(title) => format!("{shown:?} ({title:?})"),
            None => format!("{shown:?}"),
        };
        let link = self.frames.last().is_some_and(|f| f.manner.link);
        if let Some(flow) = self.flow()
            && !(picture && link)
        {
            flow.items.push(Item::Seen(Seen { picture, what, region }));
        }
    }
}

/// A bullet of Word's symbol fonts, or any other single mark: no number.
fn is_bullet(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphanumeric()) || matches!(text, "l" | "n" | "u" | "o" | "ü" | "Ø" | "²" | "§" | "·")
}

/// The number that an attribute begins with, as browsers read it (`100%`, ` 3px`).
fn leading_number(value: &str) -> Option<u32> {
    let value = value.trim_start().trim_start_matches('+');
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    // More digits than a number can hold: very many.
    Some(value.get(..digits)?.parse().unwrap_or(u32::MAX))
}
