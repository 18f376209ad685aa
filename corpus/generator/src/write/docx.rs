//! Word, through `docx-rs`.

use crate::page::{Block, Cell, NumberStyle, Page, Paragraph, Table};
use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, IndentLevel, Level, LevelJc, LevelText, NumberFormat, Numbering, NumberingId, Run, Start,
    TableCell, TableLayoutType, TableRow, VMergeType, WidthType,
};
use std::io::Cursor;

fn level_text(style: NumberStyle) -> &'static str {
    match style {
        NumberStyle::Chinese => "%1、",
        NumberStyle::Part => "第%1部分",
        NumberStyle::Bracketed | NumberStyle::Round => "（%1）",
        NumberStyle::Point => "%1.",
        NumberStyle::Comma => "%1、",
    }
}

/// The bytes of a .docx; with `auto`, headings are counted by Word. A list that starts again is a definition of its own: an override of the start is read as a restart at every
/// paragraph by some programs that convert to .doc.
pub fn write(page: &Page, auto: bool) -> Vec<u8> {
    let mut docx = Docx::new();
    let mut lists = 1;
    let mut current = [0_usize; 6];
    for block in &page.blocks {
        docx = match block {
            Block::Table(table) => docx.add_table(self::table(table)),
            Block::Paragraph(p) => {
                if let (true, Some((style, 1))) = (auto, p.number) {
                    lists += 1;
                    current[style as usize] = lists;
                    docx = define(docx, lists, style);
                }
                let id = p.number.filter(|_| auto).map(|(style, _)| current[style as usize]);
                docx.add_paragraph(paragraph(p, id))
            }
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).unwrap_or_default();
    bytes.into_inner()
}

/// A list of one level that counts in Chinese.
fn define(docx: Docx, id: usize, style: NumberStyle) -> Docx {
    let format = match style {
        NumberStyle::Point | NumberStyle::Comma | NumberStyle::Round => "decimal",
        _ => "chineseCounting",
    };
    let level = Level::new(0, Start::new(1), NumberFormat::new(format), LevelText::new(level_text(style)), LevelJc::new("left"));
    docx.add_abstract_numbering(AbstractNumbering::new(id).add_level(level)).add_numbering(Numbering::new(id, id))
}

fn paragraph(p: &Paragraph, list: Option<usize>) -> docx_rs::Paragraph {
    let text = match (list, p.number) {
        (None, Some((style, n))) => format!("{}{}{}", style.print(n), p.gap, p.text),
        _ => p.text.clone(),
    };
    let mut run = Run::new();
    for (i, piece) in text.split('\t').enumerate() {
        if i > 0 {
            run = run.add_tab();
        }
        run = run.add_text(piece);
    }
    if p.heading {
        run = run.bold();
    }
    let mut out = docx_rs::Paragraph::new().add_run(run);
    if p.centered {
        out = out.align(AlignmentType::Center);
    }
    match list {
        Some(id) => out.numbering(NumberingId::new(id), IndentLevel::new(0)),
        None => out,
    }
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

fn table(table: &Table) -> docx_rs::Table {
    let lines = layout(table);
    let widths = widths(&lines);
    let rows = lines.into_iter().map(|line| {
        let mut column = 0;
        let cells = line.into_iter().map(|(cell, continues)| {
            let width: usize = widths.iter().skip(column).take(cell.columns).sum();
            column += cell.columns;
            let text = if continues { "" } else { &cell.text };
            let mut out = TableCell::new().add_paragraph(docx_rs::Paragraph::new().add_run(Run::new().add_text(text)));
            out = out.width(width, WidthType::Dxa);
            if cell.columns > 1 {
                out = out.grid_span(cell.columns);
            }
            if cell.rows > 1 {
                out = out.vertical_merge(if continues { VMergeType::Continue } else { VMergeType::Restart });
            }
            out
        });
        TableRow::new(cells.collect())
    });
    docx_rs::Table::new(rows.collect()).set_grid(widths.clone()).layout(TableLayoutType::Fixed)
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
