//! Text whose columns are kept apart by blanks, as programs print it that read a page's layout.

use super::docx::layout;
use super::text::line;
use crate::page::{Block, Page, Table};

/// Columns that a text takes: wide characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Rows of a table, each cell at the left edge of its column.
fn rows(table: &Table) -> Vec<String> {
    let lines = layout(table);
    let count = lines.iter().map(|line| line.iter().map(|(cell, _)| cell.columns).sum()).max().unwrap_or(0);
    let mut widest = vec![2; count];
    for line in &lines {
        let mut column = 0;
        for (cell, continues) in line {
            if cell.columns == 1 && !continues {
                widest[column] = widest[column].max(width(&cell.text));
            }
            column += cell.columns;
        }
    }
    // What covers several columns must fit into them.
    for line in &lines {
        let mut column = 0;
        for (cell, continues) in line {
            let room: usize = widest[column..column + cell.columns].iter().map(|w| w + 3).sum();
            if cell.columns > 1 && !continues && width(&cell.text) + 3 > room {
                widest[column + cell.columns - 1] += width(&cell.text) + 3 - room;
            }
            column += cell.columns;
        }
    }
    let print = |line: &Vec<(&crate::page::Cell, bool)>| {
        let (mut out, mut column, mut edge) = (String::new(), 0, 0);
        for (cell, continues) in line {
            let text = if *continues { "" } else { cell.text.as_str() };
            out.push_str(&" ".repeat(edge - width(&out).min(edge)));
            out.push_str(text);
            edge += widest[column..column + cell.columns].iter().map(|w| w + 3).sum::<usize>();
            column += cell.columns;
        }
        out.trim_end().to_owned()
    };
    lines.iter().map(print).collect()
}

/// Paragraphs on one line each, tables aligned.
pub fn plain(page: &Page) -> String {
    let mut out = String::new();
    for block in page.flat() {
        match block {
            Block::Paragraph(p) => {
                out.push_str(&line(p));
                out.push('\n');
            }
            Block::Table(table) => {
                out.push('\n');
                for row in rows(table) {
                    out.push_str(&row);
                    out.push('\n');
                }
                out.push('\n');
            }
            Block::Frame(_) => {}
        }
    }
    out
}

/// The same in pages: paragraphs broken into lines, and a line with nothing but the number at the end of each page.
pub fn pages(page: &Page) -> String {
    const WIDE: usize = 84;
    const HIGH: usize = 46;
    let mut lines: Vec<String> = Vec::new();
    for block in page.flat() {
        match block {
            Block::Paragraph(p) if p.centered => {
                let text = line(p);
                lines.push(format!("{}{text}", " ".repeat((WIDE - width(&text).min(WIDE)) / 2)));
                lines.push(String::new());
            }
            Block::Paragraph(p) => lines.extend(wrapped(&format!("    {}", line(p)), WIDE)),
            Block::Table(table) => {
                lines.push(String::new());
                lines.extend(rows(table));
                lines.push(String::new());
            }
            Block::Frame(_) => {}
        }
    }
    let mut out = String::new();
    for (n, sheet) in lines.chunks(HIGH).enumerate() {
        for line in sheet {
            out.push_str(line);
            out.push('\n');
        }
        out.push_str(&format!("\n{}{}\n\n", " ".repeat(WIDE / 2), n + 1));
    }
    out
}

/// A paragraph as lines of so many columns; it may break inside a number, as printers do with what they take for one word of Chinese.
fn wrapped(text: &str, wide: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for c in text.chars() {
        let w = if c.is_ascii() { 1 } else { 2 };
        if used + w > wide {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        line.push(c);
        used += w;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Cell;

    #[test]
    fn cells_stand_at_the_edge_of_their_column() {
        let cells = |texts: &[&str]| texts.iter().map(|t| Cell::new(*t)).collect::<Vec<_>>();
        let table = Table {
            rows: vec![vec![Cell::over("收入", 2, 1), Cell::new("注")], cells(&["合计", "1234.50", ""]), cells(&["", "7", "无"])],
            header: 0,
        };
        let printed = rows(&table);
        assert_eq!(printed, ["收入             注", "合计   1234.50", "       7         无"]);
    }

    #[test]
    fn lines_are_not_wider_than_the_sheet() {
        assert_eq!(wrapped("一二三四五", 4), ["一二", "三四", "五"]);
    }
}
