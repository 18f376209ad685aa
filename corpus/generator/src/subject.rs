//! One department in one year: real names, drawn figures.

mod draw;
mod rows;

use crate::bank::{Bank, Department};
use crate::books::Books;
use crate::money::Money;
use crate::quantity::Key;
use crate::random::Random;
use crate::template::Variant;
use crate::truth::Fact;
use std::collections::BTreeMap;

pub use rows::{Row, activity_rows, assets_row, form_rows, procurement_rows, staffing_rows};

/// A county.
#[derive(Debug, Clone)]
pub struct Place {
    pub code: String,
    pub county: String,
    pub province: String,
    pub prefecture: String,
}

impl Place {
    /// 县, 区 or 市, as in 全县.
    pub fn level(&self) -> String {
        let last = self.county.chars().last().unwrap_or('县');
        match last {
            '区' | '市' | '旗' => last.to_string(),
            _ => "县".to_owned(),
        }
    }
}

/// How numbers are printed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Amounts in 元.
    pub yuan: bool,
    /// Zeros at the end are left out.
    pub short: bool,
    pub separators: bool,
}

impl Style {
    pub fn unit(&self) -> &'static str {
        if self.yuan { "元" } else { "万元" }
    }

    /// An amount of the text.
    pub fn amount(&self, m: Money, bare: bool) -> String {
        let number = self.number(m);
        if bare { number } else { format!("{number}{}", self.unit()) }
    }

    pub fn number(&self, m: Money) -> String {
        let text = if self.yuan { Money(m.0 * 10_000) } else { m };
        let text = if self.short || m.0 == 0 { text.short() } else { text.plain() };
        if self.separators { separated(&text) } else { text }
    }

    /// Percent to hundredths.
    pub fn percent(&self, part: Money, whole: Money) -> String {
        let scaled = i128::from(part.0.abs()) * 20_000 + i128::from(whole.0);
        let value = Money(i64::try_from(scaled / (2 * i128::from(whole.0))).unwrap_or_default());
        if self.short { value.short() } else { value.plain() }
    }
}

/// 1234567.00 as 1,234,567.00.
pub fn separated(text: &str) -> String {
    let (whole, rest) = text.split_once('.').map_or((text, ""), |(w, r)| (w, r));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if rest.is_empty() { format!("{sign}{out}") } else { format!("{sign}{out}.{rest}") }
}

/// A row of the staffing table: its words, and counts by name of column.
#[derive(Debug, Clone)]
pub struct Unit {
    pub name: String,
    pub kind: &'static str,
    pub rank: &'static str,
    pub funding: &'static str,
    pub counts: BTreeMap<&'static str, i64>,
}

/// An activity with those below it and their indicators.
#[derive(Debug, Clone)]
pub struct Activity {
    pub name: String,
    pub budget: Money,
    pub description: String,
    pub target: String,
    pub below: Vec<Activity>,
    pub indicators: Vec<(String, [String; 4])>,
}

/// A line of the purchases.
#[derive(Debug, Clone)]
pub struct Bought {
    pub project: String,
    pub item: String,
    pub catalogue: String,
    pub unit: String,
    pub quantity: i64,
    pub price: Money,
}

/// What is held: area in hundredths of a square metre or a count, and value.
#[derive(Debug, Clone, Copy, Default)]
pub struct Holdings {
    pub buildings: (Money, Money),
    pub offices: (Money, Money),
    pub vehicles: (i64, Money),
    pub large: (i64, Money),
    pub other: (i64, Money),
    pub planned: Money,
    /// Single pieces of general and special equipment over the thresholds.
    pub general_equipment: i64,
    pub special_equipment: i64,
}

impl Holdings {
    pub fn total(&self) -> Money {
        self.buildings.1 + self.vehicles.1 + self.large.1 + self.other.1
    }
}

/// Everything that a disclosure may say.
#[derive(Debug, Clone)]
pub struct Subject {
    pub place: Place,
    pub department: Department,
    pub printed: String,
    pub own_name: String,
    pub year: i64,
    pub final_accounts: bool,
    pub unit_code: String,
    /// The department that it belongs to; blank for a department.
    pub parent: String,
    pub style: Style,
    pub now: Books,
    pub last: Books,
    pub budget: Books,
    pub adjusted: Books,
    pub execution: Books,
    pub units: Vec<Unit>,
    pub activities: Vec<Activity>,
    pub levels: Vec<[String; 4]>,
    pub bought: Vec<Bought>,
    pub holdings: Holdings,
    /// Trips, persons, receptions … of the year.
    pub counts: BTreeMap<&'static str, i64>,
}

impl Subject {
    pub fn kind(&self) -> &'static str {
        if self.final_accounts { "final" } else { "budget" }
    }

    /// The year at whose end stocks are counted.
    pub fn as_of_year(&self) -> i64 {
        if self.final_accounts { self.year } else { self.year - 1 }
    }

    fn books(&self, variant: Variant) -> &Books {
        match variant {
            Variant::Now => &self.now,
            Variant::Last => &self.last,
            Variant::Budget => &self.budget,
            Variant::Adjusted => &self.adjusted,
            Variant::Execution | Variant::Outturn => &self.execution,
        }
    }

    /// The value of a key: hundredths of 万元, or a count.
    pub fn value(&self, key: &Key, variant: Variant) -> Option<Money> {
        // Final accounts compare with the budget of the year, budgets with the outturn of last year: never the other way round.
        match variant {
            Variant::Budget | Variant::Adjusted if !self.final_accounts => return None,
            Variant::Execution | Variant::Outturn if self.final_accounts => return None,
            _ => {}
        }
        match key.measure {
            "headcount" => Some(Money(self.headcount(&key.item_key))),
            "quantity" => match key.item_key.as_str() {
                "vehicles_kept" => Some(Money(self.holdings.vehicles.0)),
                "general_equipment" => Some(Money(self.holdings.general_equipment)),
                "special_equipment" => Some(Money(self.holdings.special_equipment)),
                "large_equipment" => Some(Money(self.holdings.large.0)),
                item => self.counts.get(item).copied().map(Money),
            },
            "assets" => {
                let h = &self.holdings;
                Some(match key.item_key.as_str() {
                    "total" | "fixed" => h.total(),
                    "buildings" => h.buildings.1,
                    "office_buildings" => h.offices.1,
                    "vehicles" => h.vehicles.1,
                    "large_equipment" => h.large.1,
                    "other" => h.other.1,
                    "planned_purchase" => h.planned,
                    _ => return None,
                })
            }
            _ => self.books(variant).value(key),
        }
    }

    /// The value of a key for one of so many units that share the books.
    pub fn unit_value(&self, key: &Key, variant: Variant, at: usize, of: usize) -> Option<Money> {
        self.value(key, variant)?;
        // A source is the fund of what a unit has: without what was carried over.
        let total = Key { component: if key.component == "*" { "current" } else { key.component }, ..key.clone() };
        self.books(variant).share(at, of).value(&total)
    }

    fn headcount(&self, item: &str) -> i64 {
        let sum = |name: &str| self.units.iter().filter_map(|u| u.counts.get(name)).sum::<i64>();
        match item {
            "posts" => sum("posts_admin") + sum("posts_institution") + sum("posts_worker"),
            "staff" => sum("staff_admin") + sum("staff_institution") + sum("staff_worker"),
            name => sum(name),
        }
    }

    /// Stage and year of a variant; None for stocks.
    pub fn stage_of(&self, key: &Key, variant: Variant) -> Option<(&'static str, i64)> {
        let own = if self.final_accounts { "final" } else { "budget" };
        if key.is_stock() {
            return None;
        }
        Some(match variant {
            Variant::Now => (own, self.year),
            Variant::Last => (own, self.year - 1),
            Variant::Budget => ("budget", self.year),
            Variant::Adjusted => ("adjusted_budget", self.year),
            Variant::Execution => ("execution", self.year - 1),
            Variant::Outturn => ("final", self.year - 1),
        })
    }

    /// The fact of a key at a variant: level, without its value.
    pub fn fact(&self, key: &Key, variant: Variant, part: u8, source: &'static str) -> Fact {
        let (stage, year) = self.stage_of(key, variant).unwrap_or((
            "",
            match variant {
                Variant::Last => self.year - 1,
                _ => self.year,
            },
        ));
        let item_key = match key.scheme {
            "listed" => String::new(),
            // A name in a sentence may have one code or several.
            "function" | "economic" if source == "prose" => "*".to_owned(),
            _ => key.item_key.clone(),
        };
        // 政府性基金预算收入: the fund of a total, or a source of all money.
        let open = key.measure == "revenue" && key.component == "*";
        let item_key = if open { "*".to_owned() } else { item_key };
        Fact {
            measure: key.measure,
            component: key.component,
            fund: if open { "*" } else { key.fund },
            scheme: if open { "*" } else { key.scheme },
            item_key,
            item: key.item.clone(),
            stage,
            year,
            aspect: "level",
            base: None,
            value: String::new(),
            unit: key.unit(),
            source,
            part,
            unit_name: String::new(),
        }
    }
}

/// Codes and names of the economic classes of basic expenditure.
pub const ECONOMIC_CLASSES: &[(&str, &str)] = &[("301", "工资福利支出"), ("302", "商品和服务支出"), ("303", "对个人和家庭的补助")];

/// The counties of the corpus.
pub fn places() -> Vec<Place> {
    let table = include_str!("../data/places.tsv");
    let mut places = Vec::new();
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t').map(str::to_owned);
        if let (Some(code), Some(county), Some(province), Some(prefecture)) = (cells.next(), cells.next(), cells.next(), cells.next()) {
            places.push(Place { code, county, province, prefecture });
        }
    }
    places
}

/// The name that a functional code had in a year.
pub fn function_name(code: &str, year: i64) -> String {
    let table = include_str!("../data/functional.tsv");
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [found, name, from, to] = cells[..] {
            let covers = from.parse().is_ok_and(|f: i64| f <= year) && to.parse().is_ok_and(|t: i64| year <= t);
            if found == code && covers {
                return name.to_owned();
            }
        }
    }
    String::new()
}

/// Codes and names of all classes of a year, in order.
pub fn classes(year: i64) -> Vec<(String, String)> {
    const CLASSES: &[&str] = &[
        "201", "202", "203", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214", "215", "216", "217", "219", "220",
        "221", "222", "224", "229",
    ];
    CLASSES.iter().filter(|c| **c != "224" || year >= 2019).map(|c| ((*c).to_owned(), function_name(c, year))).collect()
}

impl Subject {
    /// The same with mistakes in the figures of its assets and in what was counted.
    pub fn mistaken(&self, random: &mut Random) -> Self {
        let mut other = self.clone();
        for value in [&mut other.holdings.buildings.1, &mut other.holdings.other.1, &mut other.holdings.planned] {
            *value = Money(value.0 + random.between(1, 900));
        }
        for (name, count) in &mut other.counts {
            if matches!(*name, "reception_batches" | "reception_persons") && *count > 0 {
                *count += random.between(1, 9);
            }
        }
        other
    }

    /// Draws a department's year.
    pub fn draw(bank: &Bank, place: &Place, department: &Department, year: i64, final_accounts: bool, seed: u64) -> Self {
        draw::subject(bank, place, department, year, final_accounts, seed)
    }
}
