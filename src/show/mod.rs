//! One disclosure, printed for a person: identity, parts, tables, facts with the words around them, failed checks; aligned for double-width characters.

mod align;

use crate::document::{Block, Document, Place};
use crate::record::{CheckStatus, FactRow, Record, SectionStatus};
use align::Grid;
use std::fmt::Write;

/// How much is printed.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Columns of the terminal.
    pub width: usize,
    /// Facts printed at most; the rest is counted.
    pub facts: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { width: 120, facts: usize::MAX }
    }
}

/// The text of one record; `document` is the file that it came from.
pub fn text(record: &Record, document: &Document, options: Options) -> String {
    let mut out = String::new();
    identity(&mut out, record);
    parts(&mut out, record, options);
    tables(&mut out, record, options);
    facts(&mut out, record, document, options);
    checks(&mut out, record);
    diagnostics(&mut out, record);
    out
}

fn identity(out: &mut String, record: &Record) {
    let d = &record.disclosure;
    let unknown = "—";
    let _ = writeln!(out, "{}\n", d.title.as_deref().unwrap_or("(no title)").replace('\n', " "));
    let source = |s: Option<crate::record::IdentitySource>| s.map_or(String::new(), |s| format!(" (from the {})", s.as_str()));
    let mut grid = Grid::new(&["", ""]);
    let place = [&d.province, &d.prefecture, &d.county].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let code = d.county_code.as_deref().unwrap_or(d.county_code_status.as_str());
    grid.row(&["disclosure", &d.disclosure_id]);
    grid.row(&["place", &format!("{place} {code}{}", source(d.county_source))]);
    let department = d.department.as_deref().unwrap_or(unknown);
    grid.row(&["department", &format!("{department}{}", source(d.department_source))]);
    if let Some(unit) = &d.unit_name {
        grid.row(&["unit", unit]);
    }
    let year = d.fiscal_year.map_or(unknown.to_owned(), |y| y.to_string());
    grid.row(&["year", &format!("{year}{}", source(d.year_source))]);
    let kind = d.kind.map_or(unknown, |k| k.as_str());
    grid.row(&["kind", &format!("{kind}, {}", d.level.map_or(unknown, |l| l.as_str()))]);
    grid.row(&["read as", &format!("{}{}", d.format.as_str(), d.encoding.as_ref().map_or(String::new(), |e| format!(", {e}")))]);
    grid.row(&["numerals", &format!("{} of {} explained", d.numerals_explained, d.numerals)]);
    out.push_str(&grid.render(usize::MAX));
}

fn parts(out: &mut String, record: &Record, options: Options) {
    let _ = writeln!(out, "\nPARTS");
    let mut grid = Grid::new(&["part", "", "number", "heading", "characters"]);
    for section in record.sections.iter().filter(|s| s.part.is_some() && s.depth == 1) {
        let part = section.part.map_or(String::new(), |p| p.to_string());
        let (heading, characters) = match section.status {
            SectionStatus::Missing => ("missing".to_owned(), String::new()),
            SectionStatus::Empty => (format!("{} (empty)", section.heading.as_deref().unwrap_or("")), "0".to_owned()),
            SectionStatus::Found => (section.heading.clone().unwrap_or_default(), section.characters.to_string()),
        };
        grid.row(&[&part, &section.section_key, section.number.as_deref().unwrap_or(""), &heading, &characters]);
    }
    out.push_str(&grid.render(options.width));
}

fn tables(out: &mut String, record: &Record, options: Options) {
    if record.tables.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nTABLES");
    let mut grid = Grid::new(&["block", "kind", "size", "unit", "caption"]);
    for table in &record.tables {
        let size = format!(
            "{}×{}{}",
            table.row_count,
            table.column_count,
            if table.layout == crate::document::Layout::Ragged { " ragged" } else { "" }
        );
        let caption = table.caption.as_deref().unwrap_or("");
        grid.row(&[&table.block.to_string(), table.kind.as_str(), &size, table.unit.as_deref().unwrap_or(""), caption]);
    }
    out.push_str(&grid.render(options.width));
}

fn what(fact: &FactRow) -> String {
    let mut words = vec![fact.measure.as_str().to_owned()];
    words.extend(fact.component.map(|c| c.as_str().to_owned()));
    words.extend(fact.fund.filter(|f| *f != crate::facts::Fund::All).map(|f| f.as_str().to_owned()));
    words.extend(fact.item_key.clone());
    words.extend(fact.item.clone().filter(|_| fact.scheme.is_some() || fact.item_key.is_none()));
    if fact.aspect != crate::facts::Aspect::Level {
        words.push(fact.aspect.as_str().to_owned());
    }
    words.join(" ")
}

fn facts(out: &mut String, record: &Record, document: &Document, options: Options) {
    let stated: Vec<&FactRow> = record.facts.iter().filter(|f| f.basis == crate::facts::Basis::Stated).collect();
    let _ = writeln!(out, "\nFACTS ({} stated, {} derived)", stated.len(), record.facts.len() - stated.len());
    let mut grid = Grid::new(&["seq", "year", "stage", "what", "value", "", "where"]);
    grid.right(4);
    for fact in stated.iter().take(options.facts) {
        let year = fact.year.map_or(String::new(), |y| y.to_string());
        let unit = if fact.value_unit == crate::facts::ValueUnit::WanYuan { "万元" } else { fact.value_unit.as_str() };
        let stage = fact.stage.map_or("", |s| s.as_str());
        grid.row(&[&fact.seq.to_string(), &year, stage, &what(fact), &fact.value.to_string(), unit, &around(fact, document)]);
    }
    out.push_str(&grid.render(options.width));
    if stated.len() > options.facts {
        let _ = writeln!(out, "… and {} more", stated.len() - options.facts);
    }
}

/// The printed number with some of the words around it, or the row and column of its cell.
fn around(fact: &FactRow, document: &Document) -> String {
    if let (Some(row), Some(column)) = (fact.table_row, fact.table_column) {
        return format!("table {} row {row} column {column} {}", fact.block, fact.header_path.as_deref().unwrap_or(""));
    }
    let text: Vec<char> = match document.block(fact.block) {
        Some(Block::Paragraph(paragraph)) => document.slice(paragraph.range).chars().collect(),
        _ => return String::new(),
    };
    let (start, end) = (fact.start_char as usize, fact.end_char as usize);
    let slice = |from: usize, to: usize| text.get(from.min(text.len())..to.min(text.len())).unwrap_or(&[]).iter().collect::<String>();
    let words = format!("…{}[{}]{}…", slice(start.saturating_sub(14), start), slice(start, end), slice(end, end + 4));
    words.replace(['\n', '\t'], " ")
}

fn checks(out: &mut String, record: &Record) {
    let count = |status| record.checks.iter().filter(|c| c.status == status).count();
    let (pass, fail, unknown) = (count(CheckStatus::Pass), count(CheckStatus::Fail), count(CheckStatus::Unknown));
    let _ = writeln!(out, "\nCHECKS: {pass} passed, {fail} failed, {unknown} unknown");
    for check in record.checks.iter().filter(|c| c.status == CheckStatus::Fail) {
        let subject = if check.subject.is_empty() { String::new() } else { format!(" {}", check.subject) };
        let _ = writeln!(out, "  {}{subject} ({}): {}", check.check_id, check.severity_name(), check.message);
    }
}

fn diagnostics(out: &mut String, record: &Record) {
    if record.diagnostics.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nDIAGNOSTICS");
    for diagnostic in &record.diagnostics {
        let place = diagnostic.block.map_or(String::new(), |b| format!(" at block {b}"));
        let _ = writeln!(out, "  {}{place}: {}", diagnostic.code.as_str(), diagnostic.message.replace('\n', " "));
    }
}

impl crate::record::CheckRow {
    fn severity_name(&self) -> &'static str {
        match self.severity {
            crate::diagnostics::Severity::Error => "error",
            crate::diagnostics::Severity::Warning => "warning",
            crate::diagnostics::Severity::Note => "note",
        }
    }
}

/// The text that stands at a place, for messages; empty when there is none.
pub fn text_at(document: &Document, place: &Place) -> String {
    let whole = match (document.block(place.block), place.cell) {
        (Some(Block::Paragraph(p)), None) => document.slice(p.range),
        (Some(Block::Table(t)), Some((row, column))) => t.cell_at(row, column).map_or("", |c| document.cell_text(c)),
        _ => "",
    };
    whole.chars().skip(place.start_char as usize).take(place.end_char.saturating_sub(place.start_char) as usize).collect()
}
