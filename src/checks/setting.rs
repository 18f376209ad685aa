//! What lies around the numbers: tables over several pages, rows, and what may be lacking in a sum.

use super::Input;
use super::identity::{Circle, key};
use super::outcome::Interval;
use super::witness::Parts;
use crate::document::{Block, Place, Table};
use crate::facts::{Basis, Component, Fact, Measure, Source};
use crate::normalise::simplify::simplified;
use crate::record::TableRow;
use std::collections::{BTreeMap, BTreeSet};

/// The disclosure, with what the sums ask of it again and again.
pub struct Setting<'a> {
    /// What checks read.
    pub input: &'a Input<'a>,
    /// Of each table that goes on after a page break, the block of its first page.
    pages: BTreeMap<u32, u32>,
    /// Facts of each row of a table.
    rows: BTreeMap<(u32, u32), Vec<usize>>,
    /// The tables (none: sentences) in which 本年合计 of these other dimensions is printed.
    currents: BTreeMap<Vec<String>, BTreeSet<Option<u32>>>,
}

impl<'a> Setting<'a> {
    /// Looks once over a disclosure.
    pub fn new(input: &'a Input<'a>) -> Self {
        let mut setting = Setting { input, pages: pages(input), rows: BTreeMap::new(), currents: BTreeMap::new() };
        for (index, fact) in input.facts.iter().enumerate().filter(|(_, f)| f.basis == Basis::Stated) {
            if let Some((row, _)) = fact.place.cell {
                setting.rows.entry((fact.place.block, row)).or_default().push(index);
            }
            if fact.component == Some(Component::Current) {
                let at = fact.place.cell.map(|_| setting.grid(fact.place.block));
                setting.currents.entry(key(fact, &["component"])).or_default().insert(at);
            }
        }
        setting
    }

    /// The block of the first page of a table.
    pub fn grid(&self, block: u32) -> u32 {
        self.pages.get(&block).copied().unwrap_or(block)
    }

    /// A part stands in a circle round its whole.
    pub fn holds(&self, circle: Circle, index: usize, whole: &Fact, part: &Fact) -> bool {
        let cells = whole.place.cell.zip(part.place.cell);
        let prose = whole.source == Source::Prose && part.source == Source::Prose;
        match circle {
            Circle::Parent => part.parent == Some(index),
            Circle::Row => whole.place.block == part.place.block && cells.is_some_and(|(w, p)| w.0 == p.0),
            Circle::Column => cells.is_some_and(|(w, p)| w.1 == p.1) && self.grid(whole.place.block) == self.grid(part.place.block),
            Circle::Table => cells.is_some() && self.grid(whole.place.block) == self.grid(part.place.block),
            Circle::Paragraph => prose && whole.place.block == part.place.block,
            Circle::Part => prose && whole.part == part.part && whole.part.is_some(),
        }
    }

    /// A part on another page of the table of its whole: there it has lost the row that it stands under.
    pub fn on_other_page(&self, index: usize, whole: &Fact, part: &Fact) -> bool {
        whole.place.block != part.place.block && self.top(part) && self.holds(Circle::Column, index, whole, part)
    }

    /// A part that stands under nothing, or under another column of its own row.
    fn top(&self, part: &Fact) -> bool {
        let row = |f: &Fact| (f.place.block, f.place.cell.map(|c| c.0));
        part.parent.and_then(|p| self.input.facts.get(p)).is_none_or(|parent| row(parent) == row(part))
    }

    /// 总计 beside a 本年合计 (in its table, or both in sentences): the parts belong to the second, and what is carried over lies between them.
    pub fn current_beside(&self, whole: &Fact) -> bool {
        let at = whole.place.cell.map(|_| self.grid(whole.place.block));
        whole.component == Some(Component::Total)
            && self.currents.get(&key(whole, &["component"])).is_some_and(|places| places.contains(&at))
    }

    /// Blank cells with a label among the parts or next to them: one of them may hold what is missing.
    pub fn blanks_left(&self, whole: &Fact, parts: &Parts) -> bool {
        let facts = self.input.facts;
        let Some((row, column)) = whole.place.cell else { return false };
        let cells: Vec<(u32, (u32, u32))> =
            parts.facts.iter().filter_map(|&i| Some((facts[i].place.block, facts[i].place.cell?))).collect();
        if cells.iter().all(|(block, cell)| *block == whole.place.block && cell.0 == row) {
            let Some(Block::Table(table)) = self.input.context.document.block(whole.place.block) else { return false };
            return (column.min(cells.iter().map(|c| c.1.1).min().unwrap_or(column))..table.columns).any(|c| self.blank(table, row, c));
        }
        let blocks: BTreeSet<u32> = cells.iter().map(|c| c.0).chain([whole.place.block]).collect();
        blocks.into_iter().any(|block| {
            let Some(Block::Table(table)) = self.input.context.document.block(block) else { return false };
            let own = (block == whole.place.block).then_some(row);
            let (first, last) = bounds(cells.iter().filter(|c| c.0 == block).map(|c| c.1.0).chain(own));
            let first = if own.is_none() { 0 } else { first };
            let addend = |r: u32| self.blank(table, r, column) && self.may_be_addend(block, r, column, table, parts);
            let above = (0..first).rev().take_while(|r| self.blank(table, *r, column));
            let below = (last + 1..table.rows).take_while(|r| self.blank(table, *r, column));
            (first..=last).chain(above).chain(below).any(addend)
        })
    }

    /// The row is of the parts' own kind, or it has a label and nothing of it was understood.
    fn may_be_addend(&self, block: u32, row: u32, column: u32, table: &Table, parts: &Parts) -> bool {
        let facts = self.input.facts;
        let kind = |i: usize| (facts[i].scheme, facts[i].item_level);
        // The other side of the same row (revenue beside expenditure) says nothing of this one.
        let side = |i: usize| parts.facts.iter().any(|&p| facts[p].measure == facts[i].measure);
        let mut inside = self.rows.get(&(block, row)).into_iter().flatten().copied().filter(|&i| side(i)).peekable();
        match inside.peek() {
            Some(_) => inside.any(|i| parts.facts.iter().any(|&p| kind(i) == kind(p))),
            None => labelled(self.input, table, row, column),
        }
    }

    fn blank(&self, table: &Table, row: u32, column: u32) -> bool {
        table.cell_at(row, column).is_some_and(|cell| is_blank(self.input.context.document.cell_text(cell)) && cell.row == row)
    }

    /// What is lacking is what was carried over, printed elsewhere: the total holds it, and the list has no place for it.
    pub fn carried_over(&self, whole: &Fact, lacking: Interval) -> bool {
        let carried =
            |f: &Fact| f.component == Some(Component::CarryOver) || matches!(f.item_key.as_deref(), Some("carry_over" | "surplus_used"));
        let same = |f: &Fact| f.year == whole.year && f.stage == whole.stage && f.aspect == whole.aspect && f.unit_name == whole.unit_name;
        let money = matches!(whole.measure, Measure::Revenue | Measure::Expenditure);
        money
            && self
                .input
                .facts
                .iter()
                .any(|f| f.basis == Basis::Stated && same(f) && carried(f) && !f.value.is_zero() && Interval::of(f).meets(lacking))
    }

    /// A number that nothing explains, in the lines of the whole and its parts or in their rows and columns: it may be the part that is lacking.
    pub fn numbers_left(&self, whole: &Fact, parts: &Parts) -> bool {
        let places = || parts.facts.iter().map(|&i| self.input.facts[i].place).chain([whole.place]);
        let in_text = || places().filter(|p| p.cell.is_none());
        let (first, last) = bounds(in_text().flat_map(|p| [p.block, p.end_block]));
        self.input.not_understood.iter().any(|place| match place.cell {
            None => in_text().next().is_some() && (first..=last).contains(&place.block),
            Some((row, column)) => {
                let beside = || places().filter(|p| p.block == place.block).filter_map(|p| p.cell);
                let (top, bottom) = bounds(beside().map(|c| c.0));
                let (left, right) = bounds(beside().map(|c| c.1));
                beside().next().is_some() && (top..=bottom).contains(&row) && (left..=right).contains(&column)
            }
        })
    }

    /// Sentences may leave a member of a list out: an amount among them is no fact, the list goes on in other paragraphs, or a member is told by its own parts only.
    pub fn list_cut(&self, whole: &Fact, parts: &Parts) -> bool {
        let facts = self.input.facts;
        if whole.place.cell.is_some() {
            return false;
        }
        let apart = parts.facts.iter().any(|&i| facts[i].place.block != whole.place.block);
        apart || parts.facts.len() < 2 || self.amounts_left(whole.place.block) || self.among_them(whole, parts)
    }

    /// 其中 before the first part: the list names some of what makes the whole.
    fn among_them(&self, whole: &Fact, parts: &Parts) -> bool {
        let first = parts.facts.iter().map(|&i| self.input.facts[i].place.start_char).min().unwrap_or_default();
        let text = self.input.context.document.paragraph_text(whole.place.block).chars();
        let between: String = text.skip(whole.place.end_char as usize).take(first.saturating_sub(whole.place.end_char) as usize).collect();
        between.contains("其中")
    }

    /// An amount of money in a paragraph that is no fact.
    fn amounts_left(&self, block: u32) -> bool {
        let text: Vec<char> = simplified(self.input.context.document.paragraph_text(block)).chars().collect();
        let known: Vec<Place> =
            self.input.facts.iter().filter(|f| f.place.block == block && f.place.cell.is_none()).map(|f| f.place).collect();
        let mut at = 0;
        while at < text.len() {
            let digits = text[at..].iter().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '，')).count();
            if digits == 0 || !text[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let end = at + digits;
            let unit: String = text[end..].iter().filter(|c| !c.is_whitespace()).take(2).collect();
            let money = unit.starts_with('元') || unit == "万元" || unit == "亿元";
            if money && !known.iter().any(|p| (p.start_char as usize) < end && (p.end_char as usize) > at) {
                return true;
            }
            at = end;
        }
        false
    }

    /// The list goes on after its last item: 等.
    pub fn open_list(&self, parts: &Parts) -> bool {
        let facts = parts.facts.iter().map(|&i| &self.input.facts[i]).filter(|f| f.place.cell.is_none());
        let Some(last) = facts.max_by_key(|f| (f.place.end_block, f.place.end_char)) else { return false };
        let text = self.input.context.document.paragraph_text(last.place.end_block);
        text.chars().skip(last.place.end_char as usize).take(8).any(|c| c == '等')
    }
}

/// A table goes on from the one before it: of one kind and caption, and no total is printed in both.
fn pages(input: &Input<'_>) -> BTreeMap<u32, u32> {
    let mut totals: BTreeMap<u32, BTreeSet<Vec<String>>> = BTreeMap::new();
    for fact in input.facts.iter().filter(|f| f.basis == Basis::Stated && f.scheme.is_none() && f.place.cell.is_some()) {
        totals.entry(fact.place.block).or_default().insert(key(fact, &[]));
    }
    let none = BTreeSet::new();
    let mut pages: BTreeMap<u32, u32> = BTreeMap::new();
    let mut before: Option<&TableRow> = None;
    for table in &input.tables.tables {
        if let Some(first) = before.filter(|b| b.kind == table.kind && b.column_count == table.column_count) {
            let start = pages.get(&first.block).copied().unwrap_or(first.block);
            let same_caption = table.caption.is_none() || table.caption == first.caption;
            let own = totals.get(&table.block).unwrap_or(&none);
            let repeated = pages
                .iter()
                .filter(|(_, s)| **s == start)
                .map(|(b, _)| *b)
                .chain([start])
                .any(|b| !totals.get(&b).unwrap_or(&none).is_disjoint(own));
            if same_caption && !repeated {
                pages.insert(table.block, start);
            }
        }
        before = Some(table);
    }
    pages
}

/// The first text to the left of a cell is a label, and no number.
fn labelled(input: &Input<'_>, table: &Table, row: u32, column: u32) -> bool {
    let left = (0..column).rev().filter_map(|c| table.cell_at(row, c)).map(|cell| input.context.document.cell_text(cell).trim());
    left.into_iter()
        .find(|text| !is_blank(text))
        .is_some_and(|text| !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%')))
}

fn bounds(values: impl Iterator<Item = u32>) -> (u32, u32) {
    values.fold((u32::MAX, 0), |(low, high), v| (low.min(v), high.max(v)))
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty() || matches!(text.trim(), "—" | "——" | "-" | "--" | "/")
}
