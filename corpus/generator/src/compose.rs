//! A page and its truth, written side by side: what is said is recorded in the same breath.

mod joined;
mod marks;
mod sheet;
mod traditional;

use crate::bank::{Bank, Layout, Wording};
use crate::cases::Cases;
use crate::page::{Block, Cell, NumberStyle, Page, Paragraph};
use crate::random::Random;
use crate::say::{Said, Speaker};
use crate::subject::Subject;
use crate::truth::Truth;
use std::collections::BTreeMap;

pub use marks::Marks;

/// Names of the parts.
const PARTS: [&str; 9] = [
    "organization",
    "budget_arrangement",
    "agency_operating",
    "three_public",
    "performance",
    "procurement",
    "state_assets",
    "glossary",
    "other_matters",
];

/// What is being written.
pub struct Composer<'a> {
    pub bank: &'a Bank,
    pub subject: &'a Subject,
    pub family: &'static str,
    pub cases: Cases,
    pub random: Random,
    pub page: Page,
    pub truth: Truth,
    /// The part being written; 0 outside.
    pub part: u8,
    /// What the bank lacks: topics without a phrase that fits.
    pub lacking: Vec<String>,
    /// The table being written holds nothing, and says so below.
    pub empty_table: bool,
    pieces: [usize; 10],
    headings: BTreeMap<String, String>,
    tags: BTreeMap<String, String>,
    contents: Vec<(String, String)>,
    contents_at: Option<usize>,
    zero: &'static str,
    total_row: String,
    glue: bool,
    /// A sentence is still to name last year in place of the year.
    stale: bool,
    /// A sentence of the template is still to be left open.
    open: bool,
    /// Two tables have become one.
    joined: bool,
    /// A table has a row for each unit.
    by_unit: bool,
}

impl<'a> Composer<'a> {
    /// An empty page, with the tables declared that every document fixes.
    pub fn new(bank: &'a Bank, subject: &'a Subject, family: &'static str, cases: Cases, mut random: Random) -> Self {
        let mut truth = Truth::default();
        truth.table("sections", &["part", "section_key", "piece", "number", "heading", "depth", "status"]);
        truth.table("glossary", &["number", "term", "definition"]);
        truth.table("statements", &["list_key", "number", "name", "text"]);
        disclosure(&mut truth, subject);
        let zero = if cases.has("zero_cells") { *random.pick(&["0.00", "0", "—", "-"]) } else { "" };
        let total_row = bank.words.get("total_row").map_or_else(|| "合计".to_owned(), |w| random.pick(w).clone());
        let (glue, stale, open) = (cases.has("glued_heading"), cases.has("stale_year"), cases.has("left_open"));
        Composer {
            bank,
            subject,
            family,
            cases,
            random,
            page: Page::default(),
            truth,
            part: 0,
            lacking: Vec::new(),
            empty_table: false,
            pieces: [0; 10],
            headings: BTreeMap::new(),
            tags: BTreeMap::new(),
            contents: Vec::new(),
            contents_at: None,
            zero,
            total_row,
            glue,
            stale,
            open,
            joined: false,
            by_unit: false,
        }
    }

    /// How a zero is printed in a cell.
    pub fn zero(&self) -> String {
        self.zero.to_owned()
    }

    /// The unit of a table of amounts: the layout's own, the document's, or the other one.
    pub fn table_unit(&self, layout: &Layout) -> &'static str {
        let yuan = match layout.unit.as_str() {
            "" => self.subject.style.yuan != self.cases.has("mixed_units"),
            unit => unit == "元",
        };
        if yuan { "元" } else { "万元" }
    }

    /// How the total row is called.
    pub fn total_row(&self) -> String {
        self.total_row.clone()
    }

    fn draw(&mut self, list: &'a [Wording], topic: &str, tag: Option<&str>) -> Option<(Said, String)> {
        self.draw_as(list, topic, tag, false)
    }

    /// Draws a wording, whose directions of changes may be left open as the template had them.
    fn draw_as(&mut self, list: &'a [Wording], topic: &str, tag: Option<&str>, open: bool) -> Option<(Said, String)> {
        let mut fitting = Bank::wordings(list, topic, self.family, self.subject.kind());
        fitting.retain(|w| tag.is_none_or(|t| w.tag == t));
        self.random.shuffle(&mut fitting);
        // A wording for this family is drawn before those for all.
        fitting.sort_by_cached_key(|w| w.families.is_empty() && self.random.chance(50));
        let speaker = Speaker { bank: self.bank, subject: self.subject, part: self.part, open };
        for wording in fitting {
            if let Ok(said) = speaker.say(&wording.template, &wording.also, &mut self.random) {
                return Some((said, wording.tag.clone()));
            }
        }
        self.lacking.push(format!("{topic} ({}, {})", self.family, self.subject.kind()));
        None
    }

    /// A title of the document.
    pub fn title(&mut self, topic: &str) {
        if let Some((said, _)) = self.draw(&self.bank.title, topic, None) {
            let unit = !self.subject.parent.is_empty() && self.random.fork("unit").chance(60);
            let text = if unit { said.text.replace("部门", "单位") } else { said.text };
            for line in text.split('\n') {
                self.page.title(line);
            }
        }
    }

    /// The wording of a heading: the same each time that it is asked for.
    pub fn heading(&mut self, topic: &str) -> String {
        if let Some(found) = self.headings.get(topic) {
            return found.clone();
        }
        let (said, tag) = self.draw(&self.bank.heading, topic, None).unwrap_or_default();
        self.headings.insert(topic.to_owned(), said.text.clone());
        self.tags.insert(topic.to_owned(), tag);
        said.text
    }

    /// A heading that is no part: a container, the tables' chapter, a sub-heading.
    pub fn container(&mut self, topic: &str, style: NumberStyle, n: usize, gap: &'static str) {
        let heading = self.heading(topic);
        if style == NumberStyle::Part || topic == "tables" {
            self.list(format!("{}{gap}", style.print(n)), topic, &heading);
        }
        if style == NumberStyle::Part && self.cases.has("part_typo") && self.random.fork(topic).chance(50) {
            let number = style.print(n).replace("部分", "部门");
            self.page.plain_heading(format!("{number}{gap}{heading}"));
        } else {
            self.put(style, n, gap, heading);
        }
    }

    /// An entry of the contents: the heading, or another wording of it.
    fn list(&mut self, number: String, topic: &str, heading: &str) {
        let mut random = self.random.fork(topic);
        let mut listed = heading.to_owned();
        if self.cases.has("other_contents") && random.chance(30) {
            let fitting = Bank::wordings(&self.bank.heading, topic, self.family, self.subject.kind());
            let speaker = Speaker { bank: self.bank, subject: self.subject, part: self.part, open: false };
            if let Ok(said) = speaker.say(&random.pick(&fitting).template, &[], &mut random) {
                listed = said.text;
            }
        }
        self.contents.push((number, listed));
    }

    /// Puts a heading on the page: on one line, on two, or in a cell.
    fn put(&mut self, style: NumberStyle, n: usize, gap: &'static str, text: String) {
        if style == NumberStyle::Part && self.cases.has("number_alone") {
            self.page.title(style.print(n));
            self.page.title(text);
        } else if self.cases.has("heading_in_cell") && self.random.chance(30) {
            self.page.table(vec![vec![Cell::new(format!("{}{gap}{text}", style.print(n)))]]);
        } else if style != NumberStyle::Part && self.cases.has("number_line") && self.random.fork(&text).chance(30) {
            self.page.plain_heading(style.print(n));
            self.page.plain_heading(text);
        } else {
            self.page.heading(style, n, gap, text);
        }
    }

    /// A heading of a part, and what is known of it.
    pub fn open(&mut self, part: u8, topic: &str, style: NumberStyle, n: usize, gap: &'static str) {
        self.open_as(part, topic, style, n, gap, "found");
    }

    /// A heading of a part with a status.
    pub fn open_as(&mut self, part: u8, topic: &str, style: NumberStyle, n: usize, gap: &'static str, status: &str) {
        self.part = part;
        let heading = self.heading(topic);
        self.list(format!("{}{gap}", style.print(n)), topic, &heading);
        let lost = self.cases.has("lost_number") && self.random.chance(12) && n > 1;
        let doubled = self.cases.has("doubled_number") && self.random.chance(12) && n > 2 && !lost;
        let number = if doubled { n - 1 } else { n };
        let mut printed = heading.clone();
        if self.cases.has("spaced_words") && heading.chars().count() <= 6 {
            printed = heading.chars().map(String::from).collect::<Vec<_>>().join(" ");
        }
        if self.cases.has("lost_character")
            && printed.chars().count() >= 7
            && !printed.starts_with(|c: char| c.is_ascii())
            && self.random.fork(topic).chance(25)
        {
            printed = printed.chars().skip(1).collect();
        }
        let mark = if self.cases.has("heading_mark") && !lost { *self.random.pick(&["：", "。"]) } else { "" };
        let shown = format!("{printed}{mark}");
        if lost {
            self.page.plain_heading(shown);
        } else {
            self.put(style, number, gap, shown);
        }
        self.pieces[part as usize] += 1;
        let piece = self.pieces[part as usize].to_string();
        let number = style.print(number);
        let number = if lost { "" } else { number.trim_end_matches(['、', '.', '．']) };
        self.truth.row("sections", [&part.to_string(), PARTS[part as usize - 1], &piece, number, &printed, "1", status]);
    }

    /// A sub-heading inside a part.
    pub fn sub(&mut self, topic: &str, style: NumberStyle, n: usize) {
        let heading = self.heading(topic);
        self.page.heading(style, n, "", heading);
    }

    /// A paragraph, or several, about a topic.
    pub fn say(&mut self, topic: &str) {
        let tag = self.tags.get(topic).cloned().unwrap_or_default();
        let unfilled = self.unfilled(topic, &tag);
        let Some(mut said) = unfilled.or_else(|| Some(self.draw(&self.bank.phrase, topic, Some(&tag))?.0)) else { return };
        if self.stale && self.random.fork("stale").chance(25) {
            self.stale = !stale(&mut said, self.subject.year);
        }
        for fact in said.facts {
            self.truth.fact(fact);
        }
        let mut n = 1;
        for line in said.text.split('\n') {
            // A list of institutions, one a line, is a list of statements.
            if topic == "institutions"
                && let Some((number, name)) = entry(line, n)
            {
                self.statement("institutions", &number, "", name);
                n += 1;
            }
            self.page.say(line);
        }
    }

    /// A paragraph whose template was not filled in: which way an amount moved is left open, and no change is stated.
    fn unfilled(&mut self, topic: &str, tag: &str) -> Option<Said> {
        if !self.open || !self.random.fork(topic).chance(60) {
            return None;
        }
        let lacking = self.lacking.len();
        let said = self.draw_as(&self.bank.phrase, topic, Some(tag), true);
        self.lacking.truncate(lacking);
        // Where the levels of both years are printed, they tell the way.
        let last = self.subject.year - 1;
        let (mut said, _) = said.filter(|(said, _)| said.open && !said.facts.iter().any(|f| f.aspect == "level" && f.year == last))?;
        self.open = false;
        if let Some(list) = self.bank.words.get("left_open") {
            said.text.push_str(self.random.pick(list).as_str());
        }
        Some(said)
    }

    /// A paragraph about a topic, where the bank knows one.
    pub fn say_if(&mut self, topic: &str) {
        if !Bank::wordings(&self.bank.phrase, topic, self.family, self.subject.kind()).is_empty() {
            let before = self.lacking.len();
            self.say(topic);
            self.lacking.truncate(before);
        }
    }

    /// A sentence that cites a heading.
    pub fn cite(&mut self, heading: &str) {
        if let Some(list) = self.bank.words.get("cites") {
            let text = self.random.pick(list).replace("{heading}", heading);
            self.page.say(text);
        }
    }

    /// Numbered duties, as statements.
    pub fn duties(&mut self, style: NumberStyle) {
        for (i, duty) in self.subject.department.duties.iter().enumerate() {
            let number = style.print(i + 1);
            self.page.item(style, i + 1, duty.clone());
            self.statement("duties", number.trim_end_matches(['、', '.', '．']), "", duty);
        }
    }

    /// A statement of a list.
    pub fn statement(&mut self, list: &str, number: &str, name: &str, text: &str) {
        self.truth.row("statements", [list, number, name, text]);
    }

    /// The glossary's entries.
    pub fn glossary(&mut self, style: NumberStyle, most: usize) {
        let kind = self.subject.kind();
        let mut terms: Vec<_> = self.bank.glossary.iter().filter(|t| t.kind.is_empty() || t.kind == kind).collect();
        let take = most.min(terms.len());
        while terms.len() > take {
            let at = self.random.between(0, terms.len() as i64 - 1) as usize;
            terms.remove(at);
        }
        for (i, term) in terms.iter().enumerate() {
            let number = style.print(i + 1);
            self.page.item(style, i + 1, format!("{}：{}", term.term, term.text));
            let number = number.trim_end_matches(['、', '.', '．']);
            self.truth.row("glossary", [number, &term.term, &term.text]);
        }
    }

    /// Where the contents go, if the disclosure has any.
    pub fn contents_here(&mut self) {
        if self.cases.has("contents") {
            self.contents_at = Some(self.page.blocks.len());
        }
    }

    /// Contents, missing parts, and what happens to the whole page.
    pub fn finish(mut self) -> (Page, Truth, Cases, Vec<String>) {
        for part in 1..=9_u8 {
            if self.pieces[part as usize] == 0 {
                self.truth.row("sections", [part.to_string().as_str(), PARTS[part as usize - 1], "*", "*", "*", "1", "missing"]);
            }
        }
        if let Some(at) = self.contents_at {
            let leaders = self.cases.has("contents_leaders");
            let dots = *self.random.pick(&["……………………", "..........................", "\t"]);
            let mut lines = vec![Block::Paragraph(Paragraph {
                text: self.random.pick(&["目  录", "目录", "目　　录"]).to_string(),
                centered: true,
                heading: true,
                ..Paragraph::default()
            })];
            let fields = self.cases.has("page_fields");
            for (i, (number, heading)) in self.contents.iter().enumerate() {
                let tail = match (fields, leaders) {
                    (true, _) => format!("\tPAGEREF _Toc{} \\h{}", 20_871 + i * 7, i / 2 + 3),
                    (_, true) => format!("{dots}{}", i / 2 + 3),
                    _ => String::new(),
                };
                lines.push(Block::Paragraph(Paragraph { text: format!("{number}{heading}{tail}"), ..Paragraph::default() }));
            }
            self.page.blocks.splice(at..at, lines);
        }
        if self.cases.has("stale_heading")
            && !marks::stale_heading(&mut self.page, &mut self.truth, self.subject.year, &mut self.random.fork("old"))
        {
            self.cases.drop("stale_heading");
        }
        if self.stale {
            self.cases.drop("stale_year");
        }
        for (case, done) in [("joined_tables", self.joined), ("unit_tables", self.by_unit), ("left_open", !self.open)] {
            if !done {
                self.cases.drop(case);
            }
        }
        if self.glue {
            marks::glue(&mut self.page, &mut self.random);
        }
        let marks = Marks::draw(&mut self.cases, &mut self.random);
        marks.apply(&mut self.page, &mut self.truth);
        (self.page, self.truth, self.cases, self.lacking)
    }
}

/// The number that begins a line, if it is `n`, without its mark; and what follows.
fn entry(line: &str, n: usize) -> Option<(String, &str)> {
    [NumberStyle::Point, NumberStyle::Comma, NumberStyle::Round, NumberStyle::Bracketed, NumberStyle::Chinese].into_iter().find_map(
        |style| {
            let number = style.print(n);
            let name = line.strip_prefix(&number).or_else(|| line.strip_prefix(&number.replace('.', "．")))?;
            Some((number.trim_end_matches(['、', '.', '．']).to_owned(), name))
        },
    )
}

/// A sentence that was copied from last year: its first year is last year's. Whether its figures are, too, the page does not say.
fn stale(said: &mut Said, year: i64) -> bool {
    let printed = format!("{year}年");
    if said.facts.is_empty() || said.text.contains('\n') || !said.text.contains(&printed) {
        return false;
    }
    said.text = said.text.replacen(&printed, &format!("{}年", year - 1), 1);
    for fact in &mut said.facts {
        fact.year = 0;
        fact.base = fact.base.map(|(stage, _)| (stage, 0));
    }
    true
}

fn disclosure(truth: &mut Truth, s: &Subject) {
    let columns = [
        "kind",
        "level",
        "government_level",
        "fiscal_year",
        "province",
        "county",
        "county_code",
        "county_code_status",
        "county_key",
        "department",
        "department_function",
        "parent_department",
    ];
    truth.table("disclosures", &columns);
    let kind = if s.final_accounts { "final_accounts" } else { "budget" };
    let (year, p) = (s.year.to_string(), &s.place);
    truth.row(
        "disclosures",
        [
            kind,
            if s.parent.is_empty() { "department" } else { "unit" },
            "county",
            &year,
            &p.province,
            &p.county,
            &p.code,
            "resolved",
            &p.code,
            &s.department.name,
            if s.parent.is_empty() { &s.department.function } else { "*" },
            &s.parent,
        ],
    );
}
