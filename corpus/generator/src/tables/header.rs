//! Header rows from paths: equal neighbours become one cell over several columns, a short path one cell over several rows.

use crate::page::Cell;

/// The header rows of columns given by their paths.
pub fn header(paths: &[Vec<String>]) -> Vec<Vec<Cell>> {
    let depth = paths.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows = Vec::new();
    for level in 0..depth {
        let mut row = Vec::new();
        let mut column = 0;
        while let Some(path) = paths.get(column) {
            let Some(text) = path.get(level) else {
                column += 1;
                continue;
            };
            let is_last = level + 1 == path.len();
            let mut width = 1;
            // Neighbours with the same path so far share a cell, unless the path ends here: two columns may have one name.
            while !is_last && paths.get(column + width).is_some_and(|p| p.len() > level + 1 && p[..=level] == path[..=level]) {
                width += 1;
            }
            let height = if is_last { depth - level } else { 1 };
            row.push(Cell::over(text.clone(), width, height));
            column += width;
        }
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_follow_from_paths() {
        let paths: Vec<Vec<String>> =
            ["名称", "支出›合计", "支出›其中›基本", "支出›其中›项目"].iter().map(|p| p.split('›').map(str::to_owned).collect()).collect();
        let spans: Vec<Vec<(usize, usize)>> = header(&paths).iter().map(|r| r.iter().map(|c| (c.columns, c.rows)).collect()).collect();
        assert_eq!(spans, vec![vec![(1, 3), (3, 1)], vec![(1, 2), (2, 1)], vec![(1, 1), (1, 1)]]);
    }
}
