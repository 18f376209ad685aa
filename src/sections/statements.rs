//! Statements: the duties, goals and institutions that a disclosure lists, and other numbered sentences.

use super::items::{Item, items, run_on_items};
use super::rows::own_ranges;
use crate::context::Context;
use crate::document::{Format, Position};
use crate::facts::Part;
use crate::headings::line::{self, Line};
use crate::headings::meaning::{Meaning, Words};
use crate::normalise::key::fold_text;
use crate::record::{ListKey, SectionStatus, StatementRow};

/// Longest item without a mark at its end that is a name as it stands, in characters.
const LONGEST_NAME: usize = 24;

/// Longest line that leads a list in (主要职责是：), in characters.
const LONGEST_LEAD: u32 = 60;

/// The statements of all parts but the glossary, in order.
pub(crate) fn read(context: &Context<'_>, words: &Words) -> Vec<StatementRow> {
    let mut rows = Vec::new();
    let sections = context.sections;
    for (index, section) in sections.list.iter().enumerate() {
        let Some(part) = section.part.filter(|p| *p != Part::Glossary && section.depth == 1 && section.status == SectionStatus::Found)
        else {
            continue;
        };
        let mut lists = Lists {
            part,
            key: key_of(&section.heading, part).unwrap_or(ListKey::Other),
            rows: Vec::new(),
            loose: Vec::new(),
            numbered: false,
            unmarked: false,
            open: false,
        };
        for (from, to) in own_ranges(sections, index) {
            // A subsection's heading changes what is listed; its own text follows it.
            let inner: Vec<(Position, Position, &str)> = sections.list[index + 1..]
                .iter()
                .take_while(|s| s.status != SectionStatus::Missing && s.start < section.end)
                .filter(|s| s.key == section.key && s.start >= from && s.start < to)
                .map(|s| (s.start, s.body, s.heading.as_str()))
                .collect();
            let mut at = from;
            for (start, body, heading) in inner {
                lists.lines(context, line::lines(context.document, at, start, words));
                lists.begin(heading);
                at = body;
            }
            lists.lines(context, line::lines(context.document, at, to, words));
        }
        lists.end_list();
        rows.append(&mut lists.rows);
    }
    rows
}

/// What a heading or a lead says is listed under it.
fn key_of(heading: &str, part: Part) -> Option<ListKey> {
    let heading = fold_text(heading);
    let has = |words: &[&str]| words.iter().any(|w| heading.contains(w));
    let performance = part == Part::Performance;
    if has(&["职责", "职能"]) && heading.contains("目标") && !has(&["活动", "指标"])
        || performance && heading.contains("目标") && has(&["分项", "分类", "分领域"]) && !has(&["活动", "指标"])
    {
        return Some(ListKey::ResponsibilityGoals);
    }
    // 主要职能任务: the tasks of an office are its duties; those of a year are goals.
    let tasks = has(&["任务"]) && !(part == Part::Organization && has(&["职责", "职能"]) && !has(&["年", "重点"]));
    if tasks
        || has(&["规划目标", "总体目标", "总体绩效目标", "年度目标", "工作目标", "重点工作"])
        || (performance && heading.contains("目标"))
    {
        return Some(ListKey::Goals);
    }
    if performance || part != Part::Organization {
        return None;
    }
    if has(&["职责", "职能", "职权"]) {
        return Some(ListKey::Duties);
    }
    has(&["机构", "单位构成", "单位组成", "单位包括", "下属单位", "所属单位", "科室", "股室", "处室", "人员", "编制"])
        .then_some(ListKey::Institutions)
}

struct Lists {
    part: Part,
    key: ListKey,
    rows: Vec<StatementRow>,
    /// Sentences without a number, kept until it is sure that the list has none.
    loose: Vec<StatementRow>,
    numbered: bool,
    /// Its items end without a mark.
    unmarked: bool,
    /// The last statement has not ended: the next line goes on with it.
    open: bool,
}

impl Lists {
    fn begin(&mut self, heading: &str) {
        self.end_list();
        let section = self.key;
        self.key = key_of(heading, self.part).unwrap_or(if section == ListKey::ResponsibilityGoals { ListKey::Other } else { section });
    }

    /// Unnumbered sentences are a list where there are at least two and no numbered one.
    fn end_list(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        if !self.numbered && loose.len() >= 2 {
            self.rows.extend(loose);
        }
        self.numbered = false;
        self.unmarked = false;
        self.open = false;
    }

    fn lines(&mut self, context: &Context<'_>, lines: Vec<Line>) {
        for line in &lines {
            if line.table {
                self.open = false;
                self.name_table(context, line.block);
                continue;
            }
            if line.columns && self.key != ListKey::ResponsibilityGoals {
                self.open = false;
                continue;
            }
            if line.page_number || !line.is_body() {
                continue;
            }
            // The title of a table goes on with no goal.
            if self.part == Part::Performance && matches!(line.reading.map(|r| r.meaning), Some(Meaning::Caption(_) | Meaning::Tables)) {
                self.open = false;
                continue;
            }
            let mut found = items(context.document, line);
            if line.number.is_none_or(|n| n.value.is_none()) {
                let text = context.document.slice(line.range);
                if self.lead(line, text) {
                    continue;
                }
                let run_on = run_on_items(text, line.block);
                if run_on.is_empty() {
                    self.unnumbered(text, line.block);
                    continue;
                }
                found = run_on;
            }
            for item in found {
                self.item(&item);
            }
        }
    }

    /// Text in which names and sentences are parted by tabs comes as a table of two columns: its rows are lines all the same.
    fn name_table(&mut self, context: &Context<'_>, block: u32) {
        let Some(table) = context.document.table(block) else { return };
        if self.key != ListKey::ResponsibilityGoals || context.document.format != Format::Text || table.columns != 2 {
            return;
        }
        for row in 0..table.rows {
            let cells: Vec<&str> = table.row_cells(row).map(|c| context.document.cell_text(c).trim()).collect();
            if let [name, text] = cells[..]
                && ends(text)
            {
                let row = self.row(None, text, block);
                self.loose.push(StatementRow { name: Some(name.to_owned()), text: text.to_owned(), ..row });
            }
        }
    }

    /// 主要职责是： — a short line that ends with a colon and names what follows.
    fn lead(&mut self, line: &Line, text: &str) -> bool {
        if line.chars > LONGEST_LEAD || !text.ends_with(['：', ':']) {
            return false;
        }
        if let Some(key) = key_of(text, self.part).filter(|k| *k != self.key) {
            self.end_list();
            self.key = key;
        }
        self.open = false;
        true
    }

    fn item(&mut self, item: &Item<'_>) {
        if item.text.is_empty()
            || (self.key == ListKey::Other || self.part != Part::Organization) && (states_amount(item.text) || states_none(item.text))
        {
            self.open = false;
            return;
        }
        // The item before has no mark at its end either: these are names one below the other, and what follows the last is none of it.
        self.unmarked |= self.numbered && self.open && item.text.chars().count() <= LONGEST_NAME;
        self.numbered = true;
        let row = self.row(item.number.clone(), item.text, item.block);
        self.rows.push(row);
        self.open = !ends(item.text) && !self.unmarked;
    }

    fn unnumbered(&mut self, text: &str, block: u32) {
        if self.open {
            if let Some(last) = self.rows.last_mut() {
                last.text.push('\n');
                last.text.push_str(text);
            }
            self.open = !ends(text);
            return;
        }
        let listed = match self.key {
            ListKey::ResponsibilityGoals => text.contains(char::is_whitespace) || ends(text),
            ListKey::Duties | ListKey::Goals => ends(text) && !states_amount(text),
            ListKey::Institutions | ListKey::Other => false,
        };
        if listed {
            let row = self.row(None, text, block);
            self.loose.push(row);
        } else if let Some(last) = self.loose.last_mut().filter(|l| !ends(&l.text)) {
            last.text.push('\n');
            last.text.push_str(text);
        }
    }

    fn row(&self, number: Option<String>, text: &str, block: u32) -> StatementRow {
        let (name, text) = match self.key {
            ListKey::ResponsibilityGoals => name_and_text(text),
            _ => (None, text.to_owned()),
        };
        StatementRow { disclosure_id: String::new(), seq: 0, list_key: self.key, number, name, text, part: Some(self.part.number()), block }
    }
}

/// Split at the first tab or blank.
fn name_and_text(text: &str) -> (Option<String>, String) {
    match text.trim().split_once(char::is_whitespace) {
        Some((name, rest)) => (Some(name.to_owned()), rest.trim_start().to_owned()),
        None => (None, text.trim().to_owned()),
    }
}

fn ends(text: &str) -> bool {
    text.trim_end().ends_with(['。', '；', ';', '！', '．', '.'])
}

/// 未安排因公出国（境）费: a zero in words, in a list of amounts.
fn states_none(text: &str) -> bool {
    let key = fold_text(text);
    let none = ["未安排", "没有安排", "无", "不安排", "未发生", "没有发生", "未编制", "不涉及"].iter().any(|w| key.contains(w));
    let spent = ["费", "支出", "预算", "采购", "购置", "接待", "出国"].iter().any(|w| key.contains(w));
    none && spent && key.chars().count() <= 40
}

/// A figure with a unit of money or a share: the item is one of a list of amounts.
fn states_amount(text: &str) -> bool {
    let key = fold_text(text);
    let units = ["万元", "亿元", "元", "%", "万", "亿"];
    let figure = |before: &str| before.ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十百千".contains(c));
    units.iter().any(|unit| {
        key.match_indices(unit).any(|(at, _)| {
            // 一万 alone is a way of speaking; with 元 it is an amount.
            let before = &key[..at];
            before.ends_with(|c: char| c.is_ascii_digit()) || unit.len() > 3 && figure(before)
        })
    })
}
