//! The account of numerals: every printed numeral, and how it was explained.
//!
//! A numeral is a maximal run of digits of either width with point and separators, or a Chinese numeral directly before a unit. It is explained when it ended as a fact, when
//! it stands in a recognised column of a recognised table, or when it is of one of the closed classes ([`Class`]). What is left is what the program did not understand:
//! an extractor that satisfies every sum by dropping what does not fit shows itself here.

mod runs;

use crate::context::Context;
use crate::document::{Block, CellAddress, Place, Position};
use crate::facts::{Fact, Part};
use crate::narrative::Explained;
use crate::normalise::simplify::simplified;
use crate::sections::SectionKey;
use crate::tables;
use runs::{Run, runs};
use std::collections::BTreeMap;

/// How a numeral is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// It ended as a fact.
    Fact,
    /// It stands in a recognised column of a recognised table.
    Column,
    /// A date.
    Date,
    /// A calendar year.
    Year,
    /// The number of a heading, an item, a row, a table or a page.
    Ordinal,
    /// A code of a class, a unit or a project.
    Code,
    /// The number of an official document.
    DocumentNumber,
    /// A telephone number or a postal code.
    Telephone,
    /// It stands in a rule or a definition that is quoted.
    QuotedRule,
    /// A limit (单价50万元以上).
    Threshold,
    /// It stands inside a reason.
    Reason,
    /// A quantity inside a statement.
    Statement,
}

impl Class {
    /// The name used in lists.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Fact => "fact",
            Class::Column => "column",
            Class::Date => "date",
            Class::Year => "year",
            Class::Ordinal => "ordinal",
            Class::Code => "code",
            Class::DocumentNumber => "document_number",
            Class::Telephone => "telephone",
            Class::QuotedRule => "quoted_rule",
            Class::Threshold => "threshold",
            Class::Reason => "reason",
            Class::Statement => "statement",
        }
    }
}

/// One printed numeral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Where it stands.
    pub place: Place,
    /// As printed.
    pub text: String,
    /// How it is explained; absent when it is not.
    pub class: Option<Class>,
}

/// How many numerals a disclosure prints, and how many are explained.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// Printed numerals.
    pub numerals: u32,
    /// Those that ended as a fact, in a recognised column, or in a closed class.
    pub explained: u32,
    /// How many of those each class explains.
    pub classes: BTreeMap<Class, u32>,
}

impl Account {
    /// Counts numerals.
    pub fn of(numerals: &[Numeral]) -> Self {
        let mut classes = BTreeMap::new();
        for class in numerals.iter().filter_map(|n| n.class) {
            *classes.entry(class).or_default() += 1;
        }
        Account { numerals: numerals.len() as u32, explained: classes.values().sum(), classes }
    }

    /// The classes as a JSON object, in the order of the list.
    pub fn classes_json(&self) -> String {
        let pairs: Vec<String> = self.classes.iter().map(|(class, count)| format!("\"{}\":{count}", class.as_str())).collect();
        format!("{{{}}}", pairs.join(","))
    }
}

/// Every numeral of one disclosure in reading order, with its class; `explained` is what the narrative room passed over, and why.
pub fn list(context: &Context<'_>, facts: &[Fact], tables: &tables::Reading, explained: &[Explained]) -> Vec<Numeral> {
    let known = Known::new(facts, explained);
    let mut all = Vec::new();
    for block in context.unit.first_block..context.unit.end_block {
        match context.document.block(block) {
            Some(Block::Paragraph(paragraph)) => {
                let printed = context.document.slice(paragraph.range);
                let text = &*simplified(printed);
                let setting = Setting::of(context, block);
                for run in runs(text) {
                    let place = Place { block, end_block: block, start_char: run.start, end_char: run.end, cell: None };
                    let class = known.class(&place).or_else(|| setting.class(text, &run));
                    all.push(Numeral { place, text: as_printed(printed, &run), class });
                }
            }
            Some(Block::Table(table)) => {
                let captioned = tables.tables.iter().any(|t| t.block == block && matches!(t.kind, crate::facts::TableKind::Contents));
                for cell in &table.cells {
                    let column = tables.explained.contains(&CellAddress { block, row: cell.row, column: cell.column });
                    let printed = context.document.cell_text(cell);
                    let text = &*simplified(printed);
                    for run in runs(text) {
                        let place = Place {
                            block,
                            end_block: block,
                            start_char: run.start,
                            end_char: run.end,
                            cell: Some((cell.row, cell.column)),
                        };
                        let class = known.class(&place).or_else(|| {
                            if column {
                                Some(Class::Column)
                            } else if captioned {
                                Some(Class::Ordinal)
                            } else {
                                Setting { cell: true, ..Setting::default() }.class(text, &run)
                            }
                        });
                        all.push(Numeral { place, text: as_printed(printed, &run), class });
                    }
                }
            }
            None => {}
        }
    }
    all
}

/// A numeral's own characters: it was looked for in simplified ones.
fn as_printed(text: &str, run: &Run<'_>) -> String {
    text.chars().skip(run.start as usize).take((run.end - run.start) as usize).collect()
}

/// A block, and the cell in it where it is a table.
type Site = (u32, Option<(u32, u32)>);

/// Places that facts and the narrative room have explained, by block and cell.
struct Known {
    by_site: BTreeMap<Site, Vec<(Place, Class)>>,
}

impl Known {
    fn new(facts: &[Fact], explained: &[Explained]) -> Self {
        let mut by_site: BTreeMap<Site, Vec<(Place, Class)>> = BTreeMap::new();
        let facts = facts.iter().map(|f| (f.place, Class::Fact));
        for (place, class) in facts.chain(explained.iter().map(|e| (e.place, e.class))) {
            for block in place.block..=place.end_block {
                by_site.entry((block, place.cell)).or_default().push((place, class));
            }
        }
        Known { by_site }
    }

    fn class(&self, place: &Place) -> Option<Class> {
        let covers = |known: &Place| {
            let begins = known.block < place.block || known.start_char < place.end_char;
            let ends = known.end_block > place.block || known.end_char > place.start_char;
            begins && ends
        };
        self.by_site.get(&(place.block, place.cell))?.iter().find(|(known, _)| covers(known)).map(|(_, class)| *class)
    }
}

/// Where a paragraph stands, as far as it explains its numerals.
#[derive(Debug, Clone, Copy, Default)]
struct Setting {
    part: Option<Part>,
    contents: bool,
    heading: bool,
    /// A cell of a table: a number alone in it is a value, where one alone in a paragraph is a page's.
    cell: bool,
}

impl Setting {
    fn of(context: &Context<'_>, block: u32) -> Self {
        match context.sections.at(Position { block, char: 0 }) {
            Some(section) => Setting {
                part: section.part,
                contents: matches!(section.key, SectionKey::Contents),
                heading: section.start.block == block,
                cell: false,
            },
            None => Setting::default(),
        }
    }

    fn class(self, text: &str, run: &Run<'_>) -> Option<Class> {
        if self.contents {
            return Some(Class::Ordinal);
        }
        let before: String = text.chars().take(run.start as usize).collect();
        let after: String = text.chars().skip(run.end as usize).take(12).collect();
        let (before, after) = (before.trim_end(), after.trim_start());
        let near = before.chars().rev().take(16).collect::<Vec<_>>().into_iter().rev().collect::<String>();
        date(&near, after, run)
            .or_else(|| document_number(&near, after, run))
            .or_else(|| ordinal(before, after, run).filter(|_| !(self.cell && before.is_empty() && after.is_empty())))
            .or_else(|| code(&near, after, run))
            .or_else(|| self.statement(after))
    }

    fn statement(self, after: &str) -> Option<Class> {
        let limits = ["以上", "以下", "以内", "（含）", "(含)"];
        let unit = after.trim_start_matches(['万', '亿', '元', '%', '％', '人', '台', '辆', '年']);
        if limits.iter().any(|l| unit.starts_with(l)) {
            return Some(Class::Threshold);
        }
        match self.part {
            Some(Part::Glossary) => Some(Class::QuotedRule),
            // An amount of money is never a mere word of a statement: one that became no fact is not explained.
            Some(Part::Organization | Part::Performance) if !after.starts_with(['元', '万', '亿']) => Some(Class::Statement),
            _ if self.heading => None,
            _ => [
                "家", "个", "次", "期", "件", "项", "条", "户", "天", "岁", "届", "处", "所", "场", "份", "公里", "亩", "层", "米", "吨",
                "分",
            ]
            .iter()
            .any(|u| after.starts_with(u))
            .then_some(Class::Statement),
        }
    }
}

fn date(near: &str, after: &str, run: &Run<'_>) -> Option<Class> {
    if after.starts_with('年') || after.starts_with("度") && run.digits == 4 {
        return Some(Class::Year);
    }
    if after.starts_with(['月', '日', '时']) {
        return Some(Class::Date);
    }
    let year = run.digits == 4 && run.plain && (run.text.starts_with("19") || run.text.starts_with("20"));
    let dashed = after.starts_with(['-', '—', '/', '－', '~', '至']) || near.ends_with(['-', '/', '－']);
    if dashed && (year || run.plain && run.digits <= 2) {
        return Some(Class::Date);
    }
    let written = |t: &str| t.split('.').count() == 3 && t.len() >= 8;
    if written(run.text) || run.plain && run.digits == 8 && run.text.starts_with("20") {
        return Some(Class::Date);
    }
    let words = ["预算", "决算", "部门", "收入", "支出", "财政", "单位", "“", "\""];
    (year && words.iter().any(|w| after.starts_with(w))).then_some(Class::Year)
}

fn document_number(near: &str, after: &str, run: &Run<'_>) -> Option<Class> {
    let open = ['〔', '[', '【', '（', '(', '［', '„', '﹝'];
    let close = ['〕', ']', '】', '）', ')', '］', '‟', '﹞'];
    let year = run.digits == 4 && near.ends_with(open) && after.starts_with(close) && (after.contains('号') || near.contains('发'));
    let number = after.starts_with('号') && near.ends_with(|c: char| close.contains(&c) || c == '第');
    (year || number).then_some(Class::DocumentNumber)
}

fn ordinal(before: &str, after: &str, run: &Run<'_>) -> Option<Class> {
    let head = before.is_empty() || before.ends_with(['。', '；', ';', '，', '：', ':', '、', '）', ')', '元', '\n']);
    let marked = after.starts_with(['、', '.', '．', ')', '）', '﹒', '．']);
    let bracketed = before.ends_with(['（', '(']) && after.starts_with(['）', ')']) && run.digits <= 2;
    let nth = before.ends_with(['第', '表', '图']) || after.starts_with('表') || after.starts_with("页");
    let alone = before.is_empty() && after.is_empty() && run.plain && run.digits <= 3;
    let level = after.starts_with(['类', '款', '项']) && run.plain && (before.ends_with(['（', '(']) && run.digits <= 7);
    if level {
        return Some(Class::Code);
    }
    (run.plain && run.digits <= 3 && (head && marked || bracketed) || run.plain && nth || alone).then_some(Class::Ordinal)
}

fn code(near: &str, after: &str, run: &Run<'_>) -> Option<Class> {
    let spoken = |words: &[&str]| words.iter().any(|w| near.contains(w));
    if run.digits >= 3 && spoken(&["电话", "联系", "传真", "热线", "邮编", "邮政编码", "举报", "咨询"]) || near.ends_with("热线")
    {
        return Some(Class::Telephone);
    }
    let dialled = run.digits >= 7 && near.ends_with(['-', '－', '—']);
    if dialled {
        return Some(Class::Telephone);
    }
    let coded = spoken(&["编码", "代码", "编号", "索引号", "监督", "批号", "目录"]) && run.plain && run.digits >= 3;
    let class = run.plain
        && matches!(run.digits, 3 | 5 | 7)
        && !after.starts_with(|c: char| c.is_ascii_digit())
        && near.is_empty()
        && after.chars().next().is_some_and(is_han);
    let long = run.plain && run.digits >= 9;
    (coded || class || long).then_some(Class::Code)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        runs(text).iter().map(|r| r.text).collect()
    }

    #[test]
    fn maximal_runs() {
        assert_eq!(texts("收入1,234.50万元，占７５．２％"), ["1,234.50", "７５．２"]);
        assert_eq!(texts("各是4125.49,4143.91万元"), ["4125.49", "4143.91"]);
        assert_eq!(texts("增加二十万元，三公经费"), ["二十"]);
        assert_eq!(texts("编制三十五人"), ["三十五"]);
    }

    #[test]
    fn closed_classes() {
        let class = |text: &str| {
            let setting = Setting { part: Some(Part::BudgetArrangement), contents: false, heading: false, cell: false };
            runs(text).iter().map(|r| setting.class(text, r)).collect::<Vec<_>>()
        };
        assert_eq!(class("2019年12月31日"), [Some(Class::Year), Some(Class::Date), Some(Class::Date)]);
        assert_eq!(class("（财预〔2018〕12号）"), [Some(Class::DocumentNumber), Some(Class::DocumentNumber)]);
        assert_eq!(class("联系电话：0335-1234567"), [Some(Class::Telephone), Some(Class::Telephone)]);
        assert_eq!(class("单价50万元以上"), [Some(Class::Threshold)]);
        assert_eq!(class("1、收入"), [Some(Class::Ordinal)]);
        assert_eq!(class("收入100万元"), [None]);
        assert_eq!(class("（204类）"), [Some(Class::Code)]);
        assert_eq!(class("12"), [Some(Class::Ordinal)], "the number of a page");
        let cell = Setting { cell: true, ..Setting::default() };
        assert_eq!(runs("12").iter().map(|r| cell.class("12", r)).collect::<Vec<_>>(), [None], "a value in a cell");
    }
}
