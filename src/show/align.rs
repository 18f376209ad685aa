//! Columns aligned on a terminal, where a Chinese character takes two places.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Rows of text under a header.
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
    right: Option<usize>,
}

impl Grid {
    /// A grid with column names; a header of blanks is not printed.
    pub fn new(header: &[&str]) -> Self {
        let mut grid = Grid { rows: Vec::new(), right: None };
        if header.iter().any(|h| !h.is_empty()) {
            grid.row(header);
        }
        grid
    }

    /// Aligns a column to the right.
    pub fn right(&mut self, column: usize) {
        self.right = Some(column);
    }

    pub fn row(&mut self, cells: &[&str]) {
        self.rows.push(cells.iter().map(|c| c.replace(['\n', '\t'], " ")).collect());
    }

    /// The rows, indented by two, each cut to `width` places.
    pub fn render(&self, width: usize) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> =
            (0..columns).map(|c| self.rows.iter().filter_map(|r| r.get(c)).map(|t| t.width()).max().unwrap_or(0)).collect();
        let mut out = String::new();
        for row in &self.rows {
            let mut line = String::from("  ");
            for (c, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths[c] - cell.width());
                if self.right == Some(c) {
                    line.push_str(&pad);
                    line.push_str(cell);
                } else {
                    line.push_str(cell);
                    line.push_str(&pad);
                }
                line.push_str("  ");
            }
            out.push_str(&cut(line.trim_end(), width));
            out.push('\n');
        }
        out
    }
}

/// A text cut to `width` places, with a mark where it was cut.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (mut out, mut used) = (String::new(), 0);
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w > width.saturating_sub(1) {
            break;
        }
        out.push(c);
        used += w;
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_places_and_long_lines_are_cut() {
        let mut grid = Grid::new(&["", ""]);
        grid.row(&["机关", "1"]);
        grid.row(&["abcde", "2"]);
        assert_eq!(grid.render(80), "  机关   1\n  abcde  2\n");
        assert_eq!(cut("机关运行", 5), "机关…");
    }
}
