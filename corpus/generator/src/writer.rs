//! A page and its truth, written side by side: what is said is recorded in the same breath.

use crate::model::Model;
use crate::money::Money;
use crate::page::{NumberStyle, Page};
use crate::plan::Plan;
use crate::truth::{Fact, Truth};

/// What is being written.
pub struct Writer<'a> {
    pub plan: &'a Plan,
    pub model: &'a Model,
    pub page: Page,
    pub truth: Truth,
    /// The part being written.
    pub part: u8,
    /// How many depth-1 sections each part has.
    pieces: [usize; 10],
}

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

impl<'a> Writer<'a> {
    /// An empty page of a plan, with the tables declared that every document fixes.
    pub fn new(plan: &'a Plan, model: &'a Model) -> Self {
        let mut truth = Truth::default();
        truth.table("sections", &["part", "section_key", "piece", "number", "heading", "depth", "status"]);
        truth.table("glossary", &["number", "term", "definition"]);
        truth.table("statements", &["list_key", "number", "name", "text"]);
        truth.table(
            "disclosures",
            &[
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
            ],
        );
        let kind = if model.final_accounts { "final_accounts" } else { "budget" };
        let year = model.year.to_string();
        let (place, department) = (model.place, model.department);
        truth.row(
            "disclosures",
            [
                kind,
                "department",
                "county",
                &year,
                place.province,
                place.county,
                place.code,
                "resolved",
                place.code,
                department.name,
                department.function,
            ],
        );
        Writer { plan, model, page: Page::default(), truth, part: 0, pieces: [0; 10] }
    }

    /// The stage of the model's own year.
    pub fn stage(&self) -> &'static str {
        if self.model.final_accounts { "final" } else { "budget" }
    }

    /// Opens a section of a part: heading and truth.
    pub fn open(&mut self, part: u8, style: NumberStyle, n: usize, gap: &'static str, heading: &str, status: &str) {
        self.page.heading(style, n, gap, heading);
        self.section(part, style, n, heading, status);
    }

    /// Records a section of a part.
    pub fn section(&mut self, part: u8, style: NumberStyle, n: usize, heading: &str, status: &str) {
        self.part = part;
        self.pieces[part as usize] += 1;
        let number = style.print(n);
        let number = number.trim_end_matches('、');
        let piece = self.pieces[part as usize].to_string();
        self.truth.row("sections", [&part.to_string(), PARTS[part as usize - 1], &piece, number, heading, "1", status]);
    }

    /// Records the parts that were never opened.
    pub fn close(&mut self) {
        for part in 1..=9_u8 {
            if self.pieces[part as usize] == 0 {
                self.truth.row("sections", [part.to_string().as_str(), PARTS[part as usize - 1], "*", "*", "*", "1", "missing"]);
            }
        }
    }

    /// A fact of the model's year and stage, all funds where the measure has one, level, 万元, from prose in the current part.
    pub fn blank(&self, measure: &'static str) -> Fact {
        let funded = !matches!(measure, "assets" | "headcount" | "quantity" | "performance");
        Fact {
            measure,
            component: "",
            fund: if funded { "all" } else { "" },
            scheme: "",
            item_key: String::new(),
            item: "*".to_owned(),
            stage: self.stage(),
            year: self.model.year,
            aspect: "level",
            base: None,
            value: String::new(),
            unit: "wan_yuan",
            source: "prose",
            part: self.part,
        }
    }

    /// A level with a component.
    pub fn level(&mut self, measure: &'static str, component: &'static str, value: Money) {
        let fact = Fact { component, value: value.plain(), ..self.blank(measure) };
        self.truth.fact(fact);
    }

    /// A level with a key.
    pub fn keyed(&mut self, measure: &'static str, fund: &'static str, key: &str, value: Money) {
        let fact = Fact { fund, item_key: key.to_owned(), value: value.plain(), ..self.blank(measure) };
        self.truth.fact(fact);
    }

    /// A source of revenue.
    pub fn source(&mut self, key: &str, value: Money) {
        let fact = Fact { scheme: "source", item_key: key.to_owned(), value: value.plain(), ..self.blank("revenue") };
        self.truth.fact(fact);
    }

    /// A change against last year's same stage.
    pub fn change(&mut self, fact: Fact, value: Money) {
        let base = Some((fact.stage, fact.year - 1));
        self.truth.fact(Fact { aspect: "change", base, value: value.plain(), ..fact });
    }

    /// A change in percent, signed as the amount.
    pub fn change_percent(&mut self, fact: Fact, percent: &str, change: Money) {
        let sign = if change.0 < 0 { "-" } else { "" };
        let base = Some((fact.stage, fact.year - 1));
        self.truth.fact(Fact { aspect: "change_percent", base, value: format!("{sign}{percent}"), unit: "percent", ..fact });
    }

    /// A statement of a list.
    pub fn statement(&mut self, list: &str, number: &str, name: &str, text: &str) {
        self.truth.row("statements", [list, number, name, text]);
    }

    /// One of three wordings.
    pub fn choose<'t>(&self, wordings: [&'t str; 3]) -> &'t str {
        wordings[self.plan.style % 3]
    }
}

/// 增加 or 减少 with the amount without its sign.
pub fn moved(change: Money, words: (&str, &str)) -> String {
    let word = if change.0 < 0 { words.1 } else { words.0 };
    format!("{word}{}万元", change.abs().plain())
}

/// Digits and points in full width.
pub fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32('０' as u32 + c as u32 - '0' as u32).unwrap_or(c),
            '.' => '．',
            c => c,
        })
        .collect()
}
