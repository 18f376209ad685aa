//! Tables of amounts by function, by economic class, side by side, or in one row.

use super::{Meaning, column};
use crate::bank::Layout;
use crate::books::Books;
use crate::compose::Composer;
use crate::money::Money;
use crate::page::{Cell, chinese};
use crate::quantity::{FUNDS, Key, SOURCES};
use crate::subject::Style;
use crate::template::{Aspect, Variant};
use crate::truth::Fact;

/// What a row is about.
#[derive(Debug, Clone, Default)]
struct Line {
    code: String,
    name: String,
    /// The key of `amount` columns.
    key: Option<Key>,
    /// A function or economic class limits the column's key.
    scheme: &'static str,
    depth: usize,
    /// The unit that the row is limited to: its place and how many there are.
    unit: Option<(usize, usize)>,
}

/// Builds the rows under the header and records their facts.
pub fn write(c: &mut Composer<'_>, layout: &Layout) -> Vec<Vec<Cell>> {
    let style = Style { yuan: c.table_unit(layout) == "元", ..c.subject.style };
    let mut table = Writer { layout, style, rows: Vec::new() };
    match layout.rows.as_str() {
        "blocks" => table.blocks(c),
        "single" => {
            let columns = table.columns(&layout.columns);
            let name = c.subject.printed.clone();
            let line = Line { name, ..Line::default() };
            let row = table.row(c, &columns, &line, 1);
            table.rows.push(row);
        }
        rows => table.classified(c, rows),
    }
    table.rows
}

struct Writer<'l> {
    layout: &'l Layout,
    style: Style,
    rows: Vec<Vec<Cell>>,
}

impl Writer<'_> {
    fn columns(&self, list: &[String]) -> Vec<Meaning> {
        list.iter().filter_map(|text| Some(column(text, &self.layout.rows)?.1)).collect()
    }

    fn classified(&mut self, c: &mut Composer<'_>, rows: &str) {
        let columns = self.columns(&self.layout.columns);
        let fund = FUNDS.iter().copied().find(|f| *f == self.layout.fund).unwrap_or("all");
        let mut lines = match rows {
            "functions" => function_lines(&c.subject.now, fund),
            "projects" => project_lines(&c.subject.now, fund),
            "units" => unit_lines(c),
            _ => economic_lines(&c.subject.now),
        };
        let name = if self.layout.total_name.is_empty() { c.total_row() } else { self.layout.total_name.clone() };
        let mut total = Line { name, ..Line::default() };
        if total.name == "{department}" {
            (total.name, total.code) = (c.subject.printed.clone(), c.subject.unit_code.clone());
        }
        if lines.is_empty() && c.cases.has("empty_note") {
            c.empty_table = true;
            let cells = columns.iter().map(|m| Cell::new(if *m == Meaning::Name { total.name.as_str() } else { "" }));
            self.rows.push(cells.collect());
            return;
        }
        match self.layout.total.as_str() {
            "last" => lines.push(total),
            "none" => {}
            _ => lines.insert(0, total),
        }
        for (i, line) in lines.iter().enumerate() {
            let row = self.row(c, &columns, line, i + 1);
            self.rows.push(row);
        }
    }

    fn blocks(&mut self, c: &mut Composer<'_>) {
        let mut sides: Vec<(Vec<Meaning>, Vec<Line>)> = Vec::new();
        for block in &self.layout.block {
            let mut lines = Vec::new();
            for line in &block.lines {
                match line.as_str() {
                    "*classes" => lines.extend(self.class_lines(c.subject.year)),
                    "*personnel" => lines.extend(self.economic_block(&c.subject.now, "personnel")),
                    "*operating" => lines.extend(self.economic_block(&c.subject.now, "operating")),
                    line => lines.push(self.line(line)),
                }
            }
            sides.push((self.columns(&block.columns), lines));
        }
        // The foot stands under all blocks at one height.
        let height = sides.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
        for (i, (_, lines)) in sides.iter_mut().enumerate() {
            lines.resize(height, Line::default());
            lines.extend(self.layout.foot.iter().filter_map(|row| row.get(i)).map(|line| self.line(line)));
        }
        let height = sides.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
        for at in 0..height {
            let mut row = Vec::new();
            for (columns, lines) in &sides {
                let line = lines.get(at).cloned().unwrap_or_default();
                row.extend(self.row(c, columns, &line, at + 1));
            }
            self.rows.push(row);
        }
    }

    /// Economic classes and items of personnel or of operating expenditure, with their codes.
    fn economic_block(&self, books: &Books, component: &'static str) -> Vec<Line> {
        let fund = FUNDS.iter().copied().find(|f| *f == self.layout.fund).unwrap_or("all");
        let mut lines = economic_lines(books);
        lines.retain(|l| l.code.starts_with("302") == (component == "operating"));
        for line in &mut lines {
            let item_key = line.code.clone();
            line.key = Some(Key { measure: "expenditure", component, fund, scheme: "economic", item_key, item: line.name.clone() });
        }
        lines
    }

    fn line(&self, text: &str) -> Line {
        let (name, quantity) = text.split_once(" = ").unwrap_or((text, "-"));
        let key = Key::parse(quantity).ok().and_then(|k| k.into_iter().next());
        let fund = FUNDS.iter().copied().find(|f| *f == self.layout.fund).unwrap_or("all");
        let key = key.map(|k| if k.fund == "all" && k.scheme != "source" { Key { fund, ..k } } else { k });
        Line { name: name.to_owned(), key, ..Line::default() }
    }

    fn class_lines(&self, year: i64) -> Vec<Line> {
        let fund = FUNDS.iter().copied().find(|f| *f == self.layout.fund).unwrap_or("all");
        let mut lines = Vec::new();
        for (i, (code, name)) in crate::subject::classes(year).into_iter().enumerate() {
            let key = Key { measure: "expenditure", component: "", fund, scheme: "function", item_key: code, item: name.clone() };
            lines.push(Line { name: format!("{}、{name}", chinese(i + 1)), key: Some(key), ..Line::default() });
        }
        lines
    }

    fn row(&self, c: &mut Composer<'_>, columns: &[Meaning], line: &Line, number: usize) -> Vec<Cell> {
        let mut row = Vec::new();
        for meaning in columns {
            let text = match meaning {
                Meaning::Code(part) => code(&line.code, *part),
                Meaning::Name => format!("{}{}", "　".repeat(line.depth), line.name),
                Meaning::Serial => number.to_string(),
                Meaning::Value { key, fund, aspect, base } => match self.key(line, key.as_ref(), *fund) {
                    Some(key) => self.cell(c, line, &key, *aspect, *base),
                    None => String::new(),
                },
                _ => String::new(),
            };
            row.push(Cell::new(text));
        }
        row
    }

    /// The key of a cell: the column's, limited by the row; or the row's, limited by the column.
    fn key(&self, line: &Line, column: Option<&Key>, fund: Option<&'static str>) -> Option<Key> {
        let Some(column) = column else {
            let key = line.key.clone()?;
            return Some(match fund {
                Some(fund) if !key.fund.is_empty() => Key { fund, ..key },
                _ => key,
            });
        };
        if line.scheme == "listed" {
            return Some(Key { scheme: "listed", item_key: line.code.clone(), item: line.name.clone(), ..column.clone() });
        }
        if line.unit.is_some() {
            // A source is the fund of what a unit has; whether what was carried over belongs to it, the page does not say.
            let source = SOURCES.iter().copied().find(|s| column.scheme == "source" && *s == column.item_key);
            return Some(match source {
                Some("carry_over") => Key { component: "carry_over", scheme: "", item_key: String::new(), ..column.clone() },
                Some(fund) => Key { component: "*", fund, scheme: "", item_key: String::new(), ..column.clone() },
                None => column.clone(),
            });
        }
        if line.scheme.is_empty() {
            let limits = column.fund == "all" && column.scheme != "source";
            let fund = FUNDS.iter().copied().find(|f| *f == self.layout.fund).unwrap_or("all");
            return Some(if limits { Key { fund, ..column.clone() } } else { column.clone() });
        }
        let component = match column.component {
            "*" | "total" | "current" => "",
            other => other,
        };
        let fund = match (column.scheme, column.fund) {
            ("source", _) => SOURCES.iter().copied().find(|s| *s == column.item_key)?,
            (_, "all") => FUNDS.iter().copied().find(|f| *f == self.layout.fund).unwrap_or("all"),
            (_, fund) => fund,
        };
        Some(Key { measure: column.measure, component, fund, scheme: line.scheme, item_key: line.code.clone(), item: line.name.clone() })
    }

    /// The text of a figure and its fact. A blank or a dash states nothing.
    fn cell(&self, c: &mut Composer<'_>, line: &Line, key: &Key, aspect: Aspect, base: Variant) -> String {
        let s = c.subject;
        let hide_code = key.scheme == "function" && line.code.is_empty();
        let variant = if let Aspect::Level(v) = aspect { v } else { Variant::Now };
        let counted = key.unit() != "wan_yuan";
        if counted && variant != Variant::Now {
            // What is counted has no budget.
            return "—".to_owned();
        }
        let amount = |variant: Variant| match line.unit {
            Some((at, of)) => s.unit_value(key, variant, at, of),
            None => s.value(key, variant),
        };
        let Some(value) = amount(variant) else { return String::new() };
        let from = amount(base).unwrap_or_default();
        let change = value - from;
        let signed = |text: String| if change.0 < 0 { format!("-{text}") } else { text };
        let mut fact = s.fact(key, variant, c.part, "table");
        let text = match aspect {
            Aspect::Level(_) if value.0 == 0 => {
                let zero = c.zero();
                if zero.contains('0') {
                    fact.value = "0".to_owned();
                }
                zero
            }
            Aspect::Level(_) if counted => {
                fact.value = value.0.to_string();
                fact.value.clone()
            }
            Aspect::Level(_) => {
                fact.value = value.plain();
                self.style.number(value)
            }
            Aspect::Delta => {
                fact = Fact { aspect: "change", base: s.stage_of(key, base), value: change.plain(), ..fact };
                self.style.number(change)
            }
            _ if from.0 <= 0 => String::new(),
            Aspect::Percent => {
                let value = signed(self.style.percent(change.abs(), from));
                fact = Fact { aspect: "change_percent", base: s.stage_of(key, base), value: value.clone(), unit: "percent", ..fact };
                value
            }
            Aspect::Done => {
                let value = self.style.percent(value, from);
                fact = Fact { aspect: "completion_percent", base: s.stage_of(key, base), value: value.clone(), unit: "percent", ..fact };
                value
            }
            _ => String::new(),
        };
        if !fact.value.is_empty() {
            if line.unit.is_some() {
                fact.unit_name = line.name.clone();
            }
            if !self.layout.truth_fund.is_empty() && !fact.fund.is_empty() {
                fact.fund = FUNDS.iter().copied().find(|f| *f == self.layout.truth_fund).unwrap_or("*");
            }
            // In a table of fiscal appropriations a source may be of that fund or of all.
            if key.scheme == "source" && self.layout.fund != "all" {
                fact.fund = "*";
            }
            if hide_code {
                fact.item_key = "*".to_owned();
            }
            c.truth.fact(fact);
        }
        text
    }
}

/// The class, section or item digits of a code; 0 is all of it.
fn code(code: &str, part: usize) -> String {
    let range = match part {
        0 => return code.to_owned(),
        1 => 0..3,
        2 => 3..5,
        _ => 5..7,
    };
    code.get(range).unwrap_or_default().to_owned()
}

/// Classes, sections and items that have money of a fund in them, in order of code.
fn function_lines(books: &Books, fund: &'static str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for item in &books.items {
        for (depth, (code, name)) in [&item.class, &item.section, &item.item].into_iter().enumerate() {
            if !found.iter().any(|l| l.code == *code) {
                found.push(Line { code: code.clone(), name: name.clone(), scheme: "function", depth, ..Line::default() });
            }
        }
    }
    found.sort_by(|a, b| a.code.cmp(&b.code));
    found.retain(|l| {
        let key = Key { measure: "expenditure", component: "", fund, scheme: "function", item_key: l.code.clone(), item: String::new() };
        books.value(&key).unwrap_or_default() != Money(0)
    });
    found
}

/// Projects: what the items of project expenditure are called when they are listed by name.
fn project_lines(books: &Books, fund: &'static str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for item in books.items.iter().filter(|i| i.project != Money(0)) {
        let key = Key {
            measure: "expenditure",
            component: "project",
            fund,
            scheme: "listed",
            item_key: item.item.0.clone(),
            item: String::new(),
        };
        if books.value(&key).unwrap_or_default() != Money(0) && !lines.iter().any(|l| l.code == item.item.0) {
            let name = format!("{}专项经费", item.item.1.trim_start_matches("其他").trim_end_matches("支出"));
            lines.push(Line { code: item.item.0.clone(), name, scheme: "listed", ..Line::default() });
        }
    }
    lines
}

/// The department without its units, and each of them.
fn unit_lines(c: &Composer<'_>) -> Vec<Line> {
    let s = c.subject;
    let own = format!("{}本级", s.printed);
    let names: Vec<String> = std::iter::once(own).chain(s.units.iter().skip(1).map(|u| u.name.clone())).collect();
    let of = names.len();
    let line = |(at, name): (usize, String)| {
        let code = format!("{}{:03}", s.unit_code, at + 1);
        Line { code, name, unit: Some((at, of)), ..Line::default() }
    };
    names.into_iter().enumerate().map(line).collect()
}

/// Economic classes and items with money in them.
fn economic_lines(books: &Books) -> Vec<Line> {
    const CLASSES: &[(&str, &str)] = &[("301", "工资福利支出"), ("302", "商品和服务支出"), ("303", "对个人和家庭的补助")];
    let mut lines = Vec::new();
    let line =
        |code: &str, name: &str, depth| Line { code: code.to_owned(), name: name.to_owned(), scheme: "economic", depth, ..Line::default() };
    for (class, name) in CLASSES {
        let rows: Vec<_> = books.economic.iter().filter(|e| e.code.starts_with(class) && e.amount.0 > 0).collect();
        if !rows.is_empty() {
            lines.push(line(class, name, 0));
            lines.extend(rows.iter().map(|e| line(e.code, e.name, 1)));
        }
    }
    lines
}
