//! Tables with their title, unit and header; whole, in two, or framed.

use super::Composer;
use crate::bank::Layout;
use crate::page::{Block, Cell};
use crate::tables;

impl Composer<'_> {
    /// A table of a kind with its title; false where the bank has no layout for this family.
    pub fn table(&mut self, kind: &str) -> bool {
        self.numbered_table(kind, "")
    }

    /// A table whose title has a number before it: 表一：.
    pub fn numbered_table(&mut self, kind: &str, number: &str) -> bool {
        let mut layouts = self.bank.layouts(kind, self.family, self.subject.kind());
        // Only a department has units in its tables.
        let units = self.cases.has("unit_tables") && self.subject.parent.is_empty() && self.subject.units.len() > 1;
        let units = units && layouts.iter().any(|l| l.rows == "units");
        layouts.retain(|l| (l.rows == "units") == units);
        self.by_unit |= units;
        if layouts.is_empty() {
            return false;
        }
        let layout: &Layout = self.random.pick::<&Layout>(&layouts);
        let title = self.random.pick(&layout.titles).clone();
        let title = title.replace("{year}", &self.subject.year.to_string()).replace("{department}", &self.subject.printed);
        let title = title.replace("{full}", &format!("{}{}", self.subject.place.county, self.subject.printed));
        let begin = self.page.blocks.len();
        self.page.title(format!("{number}{title}"));
        let body = if matches!(layout.rows.as_str(), "functions" | "economic" | "projects" | "single" | "blocks" | "units") {
            tables::write_national(self, layout)
        } else {
            tables::write_own(self, layout)
        };
        self.lay(layout, body);
        let joins = self.cases.has("joined_tables") && self.random.fork(kind).chance(40);
        let joined = joins && super::joined::join(&mut self.page.blocks, begin);
        self.joined |= joined;
        if std::mem::take(&mut self.empty_table)
            && let Some(notes) = self.bank.words.get("empty_note")
        {
            let note = self.random.pick(notes).replace("{self}", &self.subject.own_name);
            self.page.say(note);
        }
        if !layout.note.is_empty() {
            self.page.say(layout.note.clone());
        }
        if !joined && self.cases.has("framed_table") && self.random.fork("frame").chance(30) {
            let inner = self.page.blocks.split_off(begin);
            self.page.blocks.push(Block::Frame(inner));
        }
        true
    }

    fn lay(&mut self, layout: &Layout, body: Vec<Vec<Cell>>) {
        let lists: Vec<&String> =
            if layout.rows == "blocks" { layout.block.iter().flat_map(|b| &b.columns).collect() } else { layout.columns.iter().collect() };
        let columns: Vec<_> = lists.iter().filter_map(|text| tables::column(text, &layout.rows)).collect();
        let (year, last) = (self.subject.year.to_string(), (self.subject.year - 1).to_string());
        let unit = if layout.unit.is_empty() { self.subject.style.unit() } else { &layout.unit };
        let named = |p: &String| p.replace("{year}", &year).replace("{last}", &last).replace("{unit}", unit);
        let paths: Vec<Vec<String>> = columns.iter().map(|(path, _)| path.iter().map(named).collect()).collect();
        let mut head = Vec::new();
        let unit = self.unit_note(layout);
        let who = format!("{}{}", self.subject.unit_code, self.subject.printed);
        if self.cases.has("inside_unit") && !unit.is_empty() && paths.len() > 2 && layout.rows != "assets" {
            let left = paths.len() / 2;
            head.push(vec![Cell::over(who, left, 1), Cell::over(unit, paths.len() - left, 1)]);
        } else if layout.rows == "assets" {
            let date = format!("截止时间：{}年12月31日", self.subject.as_of_year());
            head.push(vec![Cell::new(format!("编制部门：{}", self.subject.printed)), Cell::over(date, paths.len() - 1, 1)]);
        } else if !unit.is_empty() {
            self.page.say(format!("编制单位：{}　　{unit}", self.subject.printed));
        }
        let titled = head.len();
        head.extend(tables::header(&paths));
        if !layout.serial.is_empty() {
            head.push(self.serial(layout, &columns));
        }
        let below = head.len();
        let (first, second) = body.split_at(body.len() / 2);
        let long = body.len() > 12;
        if self.cases.has("split_table") && long {
            self.page.headed_table(head.iter().chain(first).cloned().collect(), below);
            self.page.say("续表");
            self.page.headed_table(head[titled..].iter().chain(second).cloned().collect(), below - titled);
        } else if self.cases.has("split_bare") && long {
            self.page.headed_table(head.iter().chain(first).cloned().collect(), below);
            self.page.say("");
            self.page.table(second.to_vec());
        } else if self.cases.has("repeated_header") && long {
            let again: Vec<Vec<Cell>> = head[titled..].to_vec();
            self.page.headed_table(head.iter().chain(first).chain(&again).chain(second).cloned().collect(), below);
        } else {
            head.extend(body);
            self.page.headed_table(head, below);
        }
    }

    fn serial(&self, layout: &Layout, columns: &[(Vec<String>, tables::Meaning)]) -> Vec<Cell> {
        let mut n = 0;
        let mut row = Vec::new();
        for (_, meaning) in columns {
            row.push(match meaning {
                tables::Meaning::Value { .. } => {
                    n += 1;
                    Cell::new(n.to_string())
                }
                tables::Meaning::Name => Cell::new(layout.serial.clone()),
                _ => Cell::new(""),
            });
        }
        row
    }

    fn unit_note(&mut self, layout: &Layout) -> String {
        match layout.rows.as_str() {
            "staffing" => "单位：人".to_owned(),
            "indicators" | "assets" => String::new(),
            "activities" | "procurement" => "单位：万元".to_owned(),
            _ => {
                let unit = self.table_unit(layout).to_owned();
                let notes = self.bank.words.get("unit_note");
                notes.map_or_else(String::new, |n| self.random.pick(n).replace("{unit}", &unit))
            }
        }
    }
}
