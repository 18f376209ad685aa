//! Word, through `docx-rs`.

mod numbers;

use crate::cases::Cases;
use crate::page::{Block, Cell, Page, Paragraph, Table};
use docx_rs::{AlignmentType, Docx, IndentLevel, NumberingId, Run, TableCell, TableLayoutType, TableRow, VMergeType, WidthType};
use std::io::Cursor;

pub use numbers::Counting;

/// How Word, or a program like it, writes a page.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    pub counting: Counting,
    /// One list counts several levels.
    pub levels: bool,
    /// `hMerge` in place of `gridSpan`.
    pub old_merges: bool,
    /// Header rows are marked, so that Word repeats them.
    pub header_rows: bool,
    /// Blank cells at the end of a row are left out, and `gridAfter` says so.
    pub short_rows: bool,
    /// Headings stand in several runs with bookmarks between them.
    pub runs: bool,
}

impl Options {
    /// Plain, with the headings counted or not.
    pub fn plain(counted: bool) -> Self {
        let counting = if counted { Counting::Headings } else { Counting::Nothing };
        Options { counting, levels: false, old_merges: false, header_rows: false, short_rows: false, runs: false }
    }

    /// As the cases of a disclosure have it.
    pub fn of(cases: &Cases) -> Self {
        let counting = match (cases.has("auto_numbers"), cases.has("auto_items")) {
            (false, _) => Counting::Nothing,
            (true, false) => Counting::Headings,
            (true, true) => Counting::All,
        };
        Options {
            counting,
            levels: cases.has("auto_levels"),
            old_merges: cases.has("old_merges"),
            header_rows: cases.has("header_rows"),
            short_rows: cases.has("short_rows"),
            runs: cases.has("split_runs"),
        }
    }
}

/// What `docx-rs` cannot write is written as a number that no page has, and set in afterwards.
const MARKS: &[(&str, &str)] = &[
    (r#"<w:gridSpan w:val="90001" />"#, r#"<w:hMerge w:val="restart" />"#),
    (r#"<w:gridSpan w:val="90002" />"#, r#"<w:hMerge />"#),
    (r#"<w:gridAfter w:val="90003" />"#, r#"<w:tblHeader />"#),
];
const MERGE_BEGINS: usize = 90_001;
const MERGE_GOES_ON: usize = 90_002;
const HEADER_ROW: u32 = 90_003;

/// The bytes of a .docx.
pub fn write(page: &Page, options: Options) -> Vec<u8> {
    let plan = numbers::Plan::new(&page.blocks, options.counting, options.levels);
    let mut docx = plan.define(Docx::new());
    let mut writer = Writer { options, ids: plan.ids().collect::<Vec<_>>().into_iter(), bookmarks: 0 };
    for block in &page.blocks {
        docx = match block {
            Block::Table(table) => docx.add_table(writer.table(table)),
            Block::Frame(inner) => docx.add_table(writer.frame(inner)),
            Block::Paragraph(p) => docx.add_paragraph(writer.paragraph(p)),
        };
    }
    let mut xml = docx.build();
    let mut document = String::from_utf8_lossy(&xml.document).into_owned();
    for (mark, meant) in MARKS {
        document = document.replace(mark, meant);
    }
    xml.document = document.into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    xml.pack(&mut bytes).unwrap_or_default();
    bytes.into_inner()
}

struct Writer {
    options: Options,
    ids: std::vec::IntoIter<Option<(usize, usize)>>,
    bookmarks: usize,
}

impl Writer {
    fn paragraph(&mut self, p: &Paragraph) -> docx_rs::Paragraph {
        let list = self.ids.next().flatten();
        let text = match (list, p.number) {
            (None, Some((style, n))) => format!("{}{}{}", style.print(n), p.gap, p.text),
            _ => p.text.clone(),
        };
        let mut out = docx_rs::Paragraph::new();
        let chars: Vec<char> = text.chars().collect();
        if self.options.runs && p.heading && chars.len() > 4 {
            self.bookmarks += 1;
            out = out.add_bookmark_start(self.bookmarks, format!("_Toc{}", 90_000_000 + self.bookmarks));
            for piece in chars.chunks(chars.len() / 3 + 1) {
                out = out.add_run(run(&piece.iter().collect::<String>(), true));
            }
            out = out.add_bookmark_end(self.bookmarks);
        } else {
            out = out.add_run(run(&text, p.heading));
        }
        if p.centered {
            out = out.align(AlignmentType::Center);
        }
        match list {
            Some((id, level)) => out.numbering(NumberingId::new(id), IndentLevel::new(level)),
            None => out,
        }
    }

    /// A table of one cell with everything in it.
    fn frame(&mut self, inner: &[Block]) -> docx_rs::Table {
        let mut cell = TableCell::new().width(9_000, WidthType::Dxa);
        for block in inner {
            cell = match block {
                Block::Table(table) => cell.add_table(self.table(table)),
                Block::Frame(inner) => cell.add_table(self.frame(inner)),
                Block::Paragraph(p) => cell.add_paragraph(self.paragraph(p)),
            };
        }
        // A cell ends with a paragraph.
        cell = cell.add_paragraph(docx_rs::Paragraph::new());
        docx_rs::Table::new(vec![TableRow::new(vec![cell])]).set_grid(vec![9_000]).layout(TableLayoutType::Fixed)
    }

    fn table(&mut self, table: &Table) -> docx_rs::Table {
        let lines = layout(table);
        let widths = widths(&lines);
        let rows = lines.into_iter().enumerate().map(|(i, mut line)| {
            let mut left_out = 0;
            while self.options.short_rows && i >= table.header && line.len() > 2 && line.last().is_some_and(|(c, _)| blank(c)) {
                line.pop();
                left_out += 1;
            }
            let mut column = 0;
            let cells = line.into_iter().flat_map(|(cell, continues)| {
                let places: Vec<usize> = widths.iter().skip(column).take(cell.columns).copied().collect();
                column += cell.columns;
                self.cells(cell, continues, &places)
            });
            let row = TableRow::new(cells.collect());
            match left_out {
                0 if self.options.header_rows && i < table.header => row.grid_after(HEADER_ROW),
                0 => row,
                n => row.grid_after(n),
            }
        });
        docx_rs::Table::new(rows.collect()).set_grid(widths.clone()).layout(TableLayoutType::Fixed)
    }

    /// A cell, or the cells that an old merge leaves side by side.
    fn cells(&self, cell: &Cell, continues: bool, widths: &[usize]) -> Vec<TableCell> {
        let merge = if continues { VMergeType::Continue } else { VMergeType::Restart };
        let one = |text: &str, width: usize| {
            let out = TableCell::new().add_paragraph(docx_rs::Paragraph::new().add_run(Run::new().add_text(text)));
            let out = out.width(width, WidthType::Dxa);
            if cell.rows > 1 { out.vertical_merge(merge) } else { out }
        };
        let text = if continues { "" } else { &cell.text };
        if cell.columns > 1 && self.options.old_merges {
            let place = |(i, width): (usize, &usize)| {
                if i == 0 { one(text, *width).grid_span(MERGE_BEGINS) } else { one("", *width).grid_span(MERGE_GOES_ON) }
            };
            return widths.iter().enumerate().map(place).collect();
        }
        let out = one(text, widths.iter().sum());
        vec![if cell.columns > 1 { out.grid_span(cell.columns) } else { out }]
    }
}

fn blank(cell: &Cell) -> bool {
    cell.text.is_empty() && cell.columns == 1 && cell.rows == 1
}

fn run(text: &str, bold: bool) -> Run {
    let mut run = Run::new();
    for (i, piece) in text.split('\t').enumerate() {
        if i > 0 {
            run = run.add_tab();
        }
        run = run.add_text(piece);
    }
    if bold { run.bold() } else { run }
}

/// Which cell stands at each place: (row, index in it), its first column, and whether the place continues it from above.
pub fn layout(table: &Table) -> Vec<Vec<(&Cell, bool)>> {
    let mut open: Vec<(usize, usize, &Cell)> = Vec::new();
    let mut rows = Vec::new();
    for row in &table.rows {
        let (mut line, mut column, mut cells) = (Vec::new(), 0, row.iter());
        let mut next = Vec::new();
        loop {
            if let Some((at, left, cell)) = open.iter().find(|(at, ..)| *at == column) {
                line.push((*cell, true));
                if *left > 1 {
                    next.push((*at, left - 1, *cell));
                }
                column += cell.columns;
            } else if let Some(cell) = cells.next() {
                line.push((cell, false));
                if cell.rows > 1 {
                    next.push((column, cell.rows - 1, cell));
                }
                column += cell.columns;
            } else {
                break;
            }
        }
        open = next;
        rows.push(line);
    }
    rows
}

/// Column widths in twentieths of a point, from the longest text that stands in one column alone: other programs take column edges from them.
fn widths(lines: &[Vec<(&Cell, bool)>]) -> Vec<usize> {
    let count = lines.iter().map(|line| line.iter().map(|(cell, _)| cell.columns).sum()).max().unwrap_or(0);
    let mut longest = vec![1; count];
    for line in lines {
        let mut column = 0;
        for (cell, _) in line {
            if cell.columns == 1 {
                longest[column] = longest[column].max(cell.text.chars().count());
            }
            column += cell.columns;
        }
    }
    longest.into_iter().map(|chars| 500 + 130 * chars.min(12)).collect()
}

/// Rows as a converter prints them: a cell that covers several columns once, one continued from above as an empty cell.
pub fn printed_rows(table: &Table) -> Vec<Vec<&str>> {
    layout(table)
        .into_iter()
        .map(|line| line.into_iter().map(|(cell, continues)| if continues { "" } else { cell.text.as_str() }).collect())
        .collect()
}
