//! What a document shows, whatever its format: paragraphs and tables in order.

/// A number that the word processor may count by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberStyle {
    /// 一、
    Chinese,
    /// 第一部分
    Part,
    /// （一）
    Bracketed,
    /// 1.
    Point,
    /// 1、
    Comma,
    /// （1）
    Round,
    /// (一)
    HalfBracketed,
    /// (1)
    HalfRound,
}

impl NumberStyle {
    /// The same number in half-width brackets.
    pub fn half(self) -> Self {
        match self {
            NumberStyle::Bracketed => NumberStyle::HalfBracketed,
            NumberStyle::Round => NumberStyle::HalfRound,
            other => other,
        }
    }

    /// The number as printed.
    pub fn print(self, n: usize) -> String {
        let digits = chinese(n);
        match self {
            NumberStyle::Chinese => format!("{digits}、"),
            NumberStyle::Part => format!("第{digits}部分"),
            NumberStyle::Bracketed => format!("（{digits}）"),
            NumberStyle::Point => format!("{n}."),
            NumberStyle::Comma => format!("{n}、"),
            NumberStyle::Round => format!("（{n}）"),
            NumberStyle::HalfBracketed => format!("({digits})"),
            NumberStyle::HalfRound => format!("({n})"),
        }
    }
}

/// 1 to 99 in Chinese.
pub fn chinese(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let tens = match n / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        t => format!("{}十", DIGITS[t]),
    };
    format!("{tens}{}", DIGITS[n % 10])
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// Its number and how it is counted; printed before the text where the format does not count by itself.
    pub number: Option<(NumberStyle, usize)>,
    /// What stands between number and text where the number is printed.
    pub gap: &'static str,
    /// The text.
    pub text: String,
    /// A heading.
    pub heading: bool,
    /// Centred.
    pub centered: bool,
    /// An entry of a list inside a section: Word may count it too.
    pub item: bool,
}

/// A cell; places that a span covers have no cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// Columns it covers.
    pub columns: usize,
    /// Rows it covers.
    pub rows: usize,
}

impl Cell {
    /// A cell of one place.
    pub fn new(text: impl Into<String>) -> Self {
        Cell { text: text.into(), columns: 1, rows: 1 }
    }

    /// A cell over several places.
    pub fn over(text: impl Into<String>, columns: usize, rows: usize) -> Self {
        Cell { text: text.into(), columns, rows }
    }
}

/// Rows of cells.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// From top to bottom.
    pub rows: Vec<Vec<Cell>>,
    /// How many of the first rows are header: Word may repeat them on every page.
    pub header: usize,
}

/// A paragraph or a table.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// What stands in a table of one cell that only frames it.
    Frame(Vec<Block>),
}

/// A whole document.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

impl Page {
    /// Adds a plain paragraph.
    pub fn say(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(Paragraph { text: text.into(), ..Paragraph::default() }));
    }

    /// Adds a title line.
    pub fn title(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(Paragraph { text: text.into(), centered: true, heading: true, ..Paragraph::default() }));
    }

    /// Adds a numbered heading.
    pub fn heading(&mut self, style: NumberStyle, n: usize, gap: &'static str, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(Paragraph {
            number: Some((style, n)),
            gap,
            text: text.into(),
            heading: true,
            ..Paragraph::default()
        }));
    }

    /// Adds a heading whose number, if it has one, is part of its text.
    pub fn plain_heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(Paragraph { text: text.into(), heading: true, ..Paragraph::default() }));
    }

    /// Adds a numbered entry of a list.
    pub fn item(&mut self, style: NumberStyle, n: usize, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(Paragraph { number: Some((style, n)), text: text.into(), item: true, ..Paragraph::default() }));
    }

    /// Adds a table.
    pub fn table(&mut self, rows: Vec<Vec<Cell>>) {
        self.headed_table(rows, 0);
    }

    /// Adds a table of which so many rows are header.
    pub fn headed_table(&mut self, rows: Vec<Vec<Cell>>, header: usize) {
        self.blocks.push(Block::Table(Table { rows, header }));
    }

    /// The blocks as a program prints them that knows no frames.
    pub fn flat(&self) -> Vec<&Block> {
        let mut found = Vec::new();
        let mut open: Vec<&Block> = self.blocks.iter().rev().collect();
        while let Some(block) = open.pop() {
            match block {
                Block::Frame(inner) => open.extend(inner.iter().rev()),
                other => found.push(other),
            }
        }
        found
    }

    /// Every paragraph, framed ones too.
    pub fn paragraphs_mut(&mut self) -> Vec<&mut Paragraph> {
        let mut found = Vec::new();
        let mut open: Vec<&mut Block> = self.blocks.iter_mut().rev().collect();
        while let Some(block) = open.pop() {
            match block {
                Block::Paragraph(p) => found.push(p),
                Block::Frame(inner) => open.extend(inner.iter_mut().rev()),
                Block::Table(_) => {}
            }
        }
        found
    }

    /// Every table, framed ones too.
    pub fn tables_mut(&mut self) -> Vec<&mut Table> {
        let mut found = Vec::new();
        let mut open: Vec<&mut Block> = self.blocks.iter_mut().rev().collect();
        while let Some(block) = open.pop() {
            match block {
                Block::Table(table) => found.push(table),
                Block::Frame(inner) => open.extend(inner.iter_mut().rev()),
                Block::Paragraph(_) => {}
            }
        }
        found
    }
}
