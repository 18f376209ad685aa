//! 项目绩效目标表: indicators in levels with a target value.
//!
//! The grid of indicators is often the lower half of a form (项目名称, 资金, 目标 above it), may come several times in one table, and may stand twice side by side (年度, 长期).
//! It is therefore looked for row by row: a row in which 一级指标 or 二级指标 stands beside a column for the target is its header, wherever it is.

use super::super::cell::header_unit;
use super::super::frame::Frame;
use super::super::header::{HeaderGrammar, HeaderPath};
use super::super::threshold::Threshold;
use super::super::{Lexicon, Reading, Recognised};
use crate::document::CellAddress;
use crate::facts::TableKind;
use crate::normalise::key::fold_text;
use crate::record::{Direction, IndicatorRow};
use std::collections::BTreeMap;

/// The columns of one grid of indicators.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Grid {
    level1: Option<u32>,
    level2: Option<u32>,
    level3: Option<u32>,
    target: Option<u32>,
    unit: Option<u32>,
    operator: Option<u32>,
    project: Option<u32>,
}

impl Grid {
    /// Levels and a target: without them the words stand there by chance.
    fn complete(&self) -> bool {
        let levels = [self.level1, self.level2, self.level3].iter().flatten().count();
        levels >= 2 && self.target.is_some() && (self.level1.is_some() || self.level2.is_some())
    }

    fn take(&mut self, sense: &str, column: u32) -> bool {
        let place = match sense {
            "level1" => &mut self.level1,
            "level2" => &mut self.level2,
            "level3" => &mut self.level3,
            "target" => &mut self.target,
            "unit" => &mut self.unit,
            "operator" => &mut self.operator,
            "project" => &mut self.project,
            _ => return true,
        };
        // A second 指标值 of one grid (of last year, of later years) is left to the first.
        let free = place.is_none();
        place.get_or_insert(column);
        free || sense != "level1"
    }
}

/// What goes on after a page break: the columns of the grids, the project, the levels of the last indicator.
#[derive(Debug, Clone, Default)]
pub struct Carry {
    /// Number of the grid among those of the disclosure.
    grid: u32,
    grids: Vec<Grid>,
    project: Option<String>,
    levels: Vec<(Option<String>, Option<String>)>,
    columns: u32,
}

/// The words of indicator grids.
#[derive(Debug, Default)]
pub(super) struct IndicatorWords {
    senses: BTreeMap<String, String>,
    /// For what the list does not have: 分项指标（二级）, 本年度预期值.
    grammar: HeaderGrammar,
}

impl IndicatorWords {
    pub(super) fn new(vocabulary: &crate::vocabulary::Vocabulary) -> Result<Self, crate::vocabulary::Error> {
        let senses = vocabulary.entries("national_indicator").map(|(text, sense)| (fold_text(text), sense.to_owned())).collect();
        Ok(IndicatorWords { senses, grammar: HeaderGrammar::new(vocabulary, "header_indicators")? })
    }

    /// The name in 项目名称：水源地保护.
    fn project_in(&self, text: &str) -> Option<String> {
        let (label, name) = text.split_once([':', '：'])?;
        let name = name.trim();
        (self.sense(label) == Some("project") && (2..=60).contains(&name.chars().count())).then(|| name.to_owned())
    }

    /// The sense of a header, also where its words go on: 年度绩效指标值, 2032年指标值.
    fn sense(&self, text: &str) -> Option<&str> {
        let folded = fold_text(text);
        let bare = folded.trim_matches([':', '*']);
        if let Some(sense) = self.senses.get(bare) {
            return Some(sense);
        }
        // 单位名称、项目名称: units and their projects in one column, the project last.
        let both = ["单位", "部门"].iter().any(|w| bare.starts_with(w)) && bare.ends_with("项目名称");
        if both && bare.chars().count() <= 14 {
            return Some("project");
        }
        let target = ["指标值", "目标值"].iter().any(|w| bare.ends_with(w)) && bare.chars().count() <= 12;
        let other = ["完成", "实际", "上年", "历史", "前年"].iter().any(|w| bare.contains(w));
        match (target, other) {
            (true, false) => Some("target"),
            (true, true) => Some("other"),
            _ => self.grammar.sense_of(bare),
        }
    }

    /// The sense of a header in a row, with the header above it (绩效指标 › 一级) and where it reaches down into the row.
    fn sense_at(&self, frame: &Frame<'_>, row: u32, column: u32) -> Option<&str> {
        let own = frame.own_text(row, column);
        if let Some(sense) = self.sense(own) {
            return Some(sense);
        }
        let above = row.checked_sub(1).filter(|r| *r >= frame.rows.start)?;
        if frame.own_cell(row, column).is_none() {
            // Merged over both rows of the header.
            let merged = frame.cell(row, column).filter(|c| c.column == column && c.row == above && c.row_span == 2)?;
            return self.sense(frame.text(merged.row, column));
        }
        if fold_text(own).is_empty() {
            return None;
        }
        let parent = frame.cell(above, column).filter(|c| c.row == above && c.column_span > 1)?;
        self.grammar.sense(&HeaderPath::new([frame.text(parent.row, column), own]))
    }
}

/// Reads a table of indicators, or `None` when it holds no grid of them.
pub(super) fn read(
    frame: &Frame<'_>,
    lexicon: &Lexicon,
    words: &IndicatorWords,
    grids: &mut u32,
    carry: &mut Carry,
    reading: &mut Reading,
) -> Option<Recognised> {
    let headers: BTreeMap<u32, Vec<Grid>> =
        (frame.rows.start..frame.rows.end).filter_map(|row| header(frame, row, words).map(|g| (row, g))).collect();
    let goes_on = frame.continues.is_some() && carry.columns == frame.columns() && !carry.grids.is_empty();
    if headers.is_empty() && !goes_on {
        *carry = Carry::default();
        return None;
    }
    if !goes_on {
        *grids += 1;
        *carry = Carry { grid: *grids, columns: frame.columns(), ..Carry::default() };
    }
    // 项目名称：… in a line above the grid.
    if let Some(name) = frame.lead.captions.iter().find_map(|c| words.project_in(&c.text)) {
        carry.project = Some(name);
    }
    let mut walk = Walk { frame, lexicon, words, carry, reading };
    for row in frame.rows.clone() {
        match headers.get(&row) {
            Some(found) => walk.begin(row, found),
            None => walk.row(row),
        }
    }
    let columns = (0..frame.columns()).map(|c| walk.describe(c)).collect();
    Some(Recognised { kind: TableKind::Indicators, columns })
}

/// The grids whose header this row is: one, or several side by side.
fn header(frame: &Frame<'_>, row: u32, words: &IndicatorWords) -> Option<Vec<Grid>> {
    let mut found = vec![Grid::default()];
    // 绩效指标 is the name of a column where no other is, else of the whole grid.
    let mut named: Option<u32> = None;
    for column in 0..frame.columns() {
        let Some(sense) = words.sense_at(frame, row, column) else { continue };
        if sense == "level" {
            named = named.or(Some(column));
            continue;
        }
        if let Some(grid) = found.last_mut()
            && !grid.take(sense, column)
        {
            let mut next = Grid::default();
            next.take(sense, column);
            found.push(next);
        }
    }
    if let (Some(column), [grid]) = (named, found.as_mut_slice()) {
        grid.level3.get_or_insert(column);
    }
    found.retain(Grid::complete);
    (!found.is_empty()).then_some(found)
}

struct Walk<'w, 'f> {
    frame: &'w Frame<'f>,
    lexicon: &'w Lexicon,
    words: &'w IndicatorWords,
    carry: &'w mut Carry,
    reading: &'w mut Reading,
}

impl Walk<'_, '_> {
    fn begin(&mut self, row: u32, grids: &[Grid]) {
        self.carry.grids = grids.to_vec();
        self.carry.levels = vec![(None, None); grids.len()];
        (0..self.frame.columns()).for_each(|c| self.explain(row, c));
    }

    fn explain(&mut self, row: u32, column: u32) {
        if let Some(cell) = self.frame.own_cell(row, column) {
            self.reading.explained.insert(CellAddress { block: self.frame.block, row: cell.row, column: cell.column });
        }
    }

    /// A row of indicators, or of the form around them.
    fn row(&mut self, row: u32) {
        if let Some(project) = self.project_of(row) {
            // A new form begins: its grid has its own header.
            self.carry.project = Some(project);
            self.carry.grids.clear();
            return;
        }
        let grids = self.carry.grids.clone();
        for (i, grid) in grids.iter().enumerate() {
            self.indicator(row, i, grid);
        }
    }

    /// The name beside 项目名称.
    fn project_of(&self, row: u32) -> Option<String> {
        let mut named = false;
        for column in 0..self.frame.columns() {
            let text = self.frame.own_text(row, column);
            if let Some(name) = self.words.project_in(text) {
                return Some(name);
            }
            if named && !fold_text(text).is_empty() {
                return (self.words.sense(text) != Some("project")).then(|| text.trim().to_owned());
            }
            named |= self.words.sense(text) == Some("project");
        }
        None
    }

    fn said(&self, row: u32, column: Option<u32>) -> Option<String> {
        let text = self.frame.text(row, column?).trim();
        (!fold_text(text).is_empty()).then(|| text.to_owned())
    }

    fn own(&self, row: u32, column: Option<u32>) -> Option<String> {
        let text = self.frame.own_text(row, column?).trim();
        (!fold_text(text).is_empty()).then(|| text.to_owned())
    }

    fn indicator(&mut self, row: u32, index: usize, grid: &Grid) {
        let (level1, level2) = (self.said(row, grid.level1), self.said(row, grid.level2));
        // A cell that reaches over the whole row, or over level and target, is a heading of the form.
        let spans =
            |a: Option<u32>, b: Option<u32>| match (a.and_then(|c| self.frame.cell(row, c)), b.and_then(|c| self.frame.cell(row, c))) {
                (Some(x), Some(y)) => x.row == y.row && x.column == y.column,
                _ => false,
            };
        let leaf = grid.level3.or(grid.level2);
        if spans(leaf, grid.target) || spans(grid.level1, grid.level2) || (grid.level3.is_some() && spans(grid.level2, grid.level3)) {
            return;
        }
        let Some(levels) = self.carry.levels.get_mut(index) else { return };
        if level1.is_some() && level1 != levels.0 {
            *levels = (level1.clone(), None);
        }
        if level2.is_some() {
            levels.1 = level2.clone();
        }
        let (level1, level2) = (level1.or_else(|| levels.0.clone()), level2.or_else(|| levels.1.clone()));
        let level3 = self.own(row, grid.level3);
        let Some(indicator) = level3.clone().or_else(|| self.own(row, leaf)) else {
            // 项目名称 in a row of its own above its indicators.
            if let Some(project) = self.own(row, grid.project) {
                self.carry.project = Some(project);
            }
            return;
        };
        let target = self.said(row, grid.target);
        if target.is_none() && level3.is_none() {
            return;
        }
        let project = self.own(row, grid.project).or_else(|| self.carry.project.clone());
        if grid.project.is_some() {
            self.carry.project = project.clone();
        }
        let made = self.made(row, grid, indicator, [level1, level2, level3], target, project);
        self.reading.indicators.push(made);
        for column in [grid.level1, grid.level2, grid.level3, grid.target, grid.unit, grid.operator].into_iter().flatten() {
            self.explain(row, column);
        }
    }

    fn made(
        &self,
        row: u32,
        grid: &Grid,
        indicator: String,
        [level1, level2, level3]: [Option<String>; 3],
        target: Option<String>,
        project: Option<String>,
    ) -> IndicatorRow {
        let operator = self.said(row, grid.operator).filter(|o| o.chars().count() <= 5);
        let unit = self.said(row, grid.unit).filter(|u| u.chars().count() <= 8 && u != "/" && u != "无");
        let threshold = target.as_deref().and_then(|t| {
            let bare = t.trim_end_matches([')', '）']).replace(['(', '（'], "");
            let text = if t.ends_with([')', '）']) { bare } else { t.to_owned() };
            let whole = format!("{}{text}", operator.as_deref().filter(|_| text.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(""));
            Threshold::parse(&whole).or_else(|| Threshold::parse(t))
        });
        let less = self.lexicon.less_is_better(&indicator);
        let parsed = threshold.as_ref().and_then(|t| t.op_and_number(less));
        let direction = match parsed {
            _ if less => Direction::Lower,
            Some((">=" | ">", _)) => Direction::Higher,
            Some(("<=" | "<", _)) => Direction::Lower,
            _ => Direction::Unknown,
        };
        let number_unit = threshold.as_ref().and_then(|t| t.unit.clone()).or(unit).or_else(|| header_unit(&indicator).map(|u| u.printed));
        IndicatorRow {
            disclosure_id: String::new(),
            seq: 0,
            grid: self.carry.grid,
            activity: None,
            project,
            indicator,
            excellent: None,
            good: None,
            fair: None,
            poor: None,
            level1,
            level2,
            level3,
            target_value: target,
            direction,
            excellent_op: None,
            excellent_number: None,
            good_op: None,
            good_number: None,
            fair_op: None,
            fair_number: None,
            poor_op: None,
            poor_number: None,
            target_op: parsed.map(|(op, _)| op.to_owned()),
            target_number: parsed.map(|(_, n)| n),
            number_unit: number_unit.filter(|_| parsed.is_some()),
            block: self.frame.block,
            table_row: row,
        }
    }

    /// A column's meaning in the grid that was met last.
    fn describe(&self, column: u32) -> Option<String> {
        let of = |g: &Grid| {
            let named = [("level1", g.level1), ("level2", g.level2), ("level3", g.level3), ("target_value", g.target), ("unit", g.unit)];
            named
                .iter()
                .chain(&[("operator", g.operator), ("project", g.project)])
                .find(|(_, c)| *c == Some(column))
                .map(|(n, _)| (*n).to_owned())
        };
        self.carry.grids.iter().find_map(of)
    }
}

/// True for header paths of a grid of indicators, for solving ragged tables.
pub(super) fn is_path(words: &IndicatorWords, path: &HeaderPath) -> bool {
    path.parts.last().is_some_and(|p| words.sense(&p.folded).is_some())
        && path.parts.iter().all(|p| words.sense(&p.folded).is_some() || p.folded.ends_with("绩效指标"))
}
