//! The figures of one department at one stage of one year. Leaves are drawn, everything else is their sum, so that every identity holds.

use crate::money::Money;
use crate::quantity::Key;
use crate::random::Random;

/// Who pays for an item of expenditure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payer {
    GeneralPublic,
    GovernmentFund,
    /// Everything that is not fiscal appropriation.
    Own,
}

/// An item of the functional classification.
#[derive(Debug, Clone)]
pub struct Item {
    pub class: (String, String),
    pub section: (String, String),
    pub item: (String, String),
    pub payer: Payer,
    pub personnel: Money,
    pub operating: Money,
    pub project: Money,
}

impl Item {
    /// The amount limited to a component; blank is everything.
    fn part(&self, component: &str) -> Option<Money> {
        Some(match component {
            "" | "*" | "total" | "current" => self.personnel + self.operating + self.project,
            "basic" => self.personnel + self.operating,
            "personnel" => self.personnel,
            "operating" => self.operating,
            "project" => self.project,
            "transfer_to_superior" | "business_operation" | "subsidy_to_subordinates" | "reserve" => Money(0),
            _ => return None,
        })
    }
}

/// A row of the economic classification; all of them are basic expenditure of the general public budget.
#[derive(Debug, Clone)]
pub struct Economic {
    pub code: &'static str,
    pub name: &'static str,
    pub amount: Money,
    pub personnel: bool,
}

/// One stage of one year.
#[derive(Debug, Clone)]
pub struct Books {
    pub items: Vec<Item>,
    pub economic: Vec<Economic>,
    pub carry_in: Money,
    pub carry_out: Money,
    /// Revenue that is not fiscal appropriation, by source.
    pub own: Vec<(&'static str, Money)>,
    pub overseas: Money,
    pub vehicle_purchase: Money,
    pub vehicle_operation: Money,
    pub reception: Money,
    pub meeting: Money,
    pub training: Money,
    /// goods, works, services.
    pub purchases: [Money; 3],
    /// Amount of projects with goals or evaluated.
    pub evaluated: Money,
}

impl Books {
    fn fits(payer: Payer, fund: &str) -> bool {
        match fund {
            "all" | "*" => true,
            "fiscal_appropriation" => payer != Payer::Own,
            "general_public" => payer == Payer::GeneralPublic,
            "government_fund" => payer == Payer::GovernmentFund,
            _ => false,
        }
    }

    /// Expenditure of a fund, limited to a component and to codes that start so.
    fn spent(&self, component: &str, fund: &str, code: &str) -> Option<Money> {
        let mut sum = Money(0);
        for item in self.items.iter().filter(|i| Self::fits(i.payer, fund) && i.item.0.starts_with(code)) {
            sum = sum + item.part(component)?;
        }
        Some(sum)
    }

    fn payer(&self, payer: Payer) -> Money {
        self.items.iter().filter(|i| i.payer == payer).map(|i| i.personnel + i.operating + i.project).sum()
    }

    fn carry(fund: &str, amount: Money) -> Money {
        if matches!(fund, "all" | "*" | "fiscal_appropriation" | "general_public") { amount } else { Money(0) }
    }

    /// Revenue by source.
    fn source(&self, source: &str) -> Money {
        let general = self.payer(Payer::GeneralPublic) + self.carry_out - self.carry_in;
        match source {
            "general_public" => general,
            "government_fund" => self.payer(Payer::GovernmentFund),
            "fiscal_appropriation" => general + self.payer(Payer::GovernmentFund),
            "carry_over" => self.carry_in,
            _ => self.own.iter().filter(|(key, _)| *key == source).map(|(_, amount)| *amount).sum(),
        }
    }

    fn revenue(&self, fund: &str) -> Money {
        match fund {
            "all" | "*" => self.source("fiscal_appropriation") + self.own.iter().map(|(_, amount)| *amount).sum(),
            fund => self.source(fund),
        }
    }

    /// The value of a key: hundredths of 万元. None where these books do not hold it.
    pub fn value(&self, key: &Key) -> Option<Money> {
        let vehicles = self.vehicle_purchase + self.vehicle_operation;
        Some(match (key.measure, key.scheme) {
            ("expenditure", "function") | ("expenditure", "listed") => self.spent(key.component, key.fund, &key.item_key)?,
            ("revenue", "function") => self.spent("", key.fund, &key.item_key)?,
            ("expenditure" | "agency_operating", "economic" | "listed") => {
                let of = |e: &&Economic| match key.component {
                    "personnel" => e.personnel,
                    "operating" => !e.personnel,
                    _ => true,
                };
                let fits = |e: &&Economic| e.code.starts_with(&key.item_key) && of(e);
                self.economic.iter().filter(fits).map(|e| e.amount).sum()
            }
            ("expenditure", _) => match key.component {
                "total" => self.spent("", key.fund, "")? + Self::carry(key.fund, self.carry_out),
                "carry_over" => Self::carry(key.fund, self.carry_out),
                "surplus_distributed" => Money(0),
                component => self.spent(component, key.fund, "")?,
            },
            ("revenue", "source") => match (key.item_key.as_str(), key.fund) {
                ("carry_over", fund) => Self::carry(fund, self.carry_in),
                (source, _) => self.source(source),
            },
            ("revenue", _) if key.component == "carry_over" => Self::carry(key.fund, self.carry_in),
            ("revenue", _) => {
                let carry = if key.component == "total" { Self::carry(key.fund, self.carry_in) } else { Money(0) };
                self.revenue(key.fund) + carry
            }
            ("agency_operating", _) => self.spent("operating", "all", "")?,
            ("three_public", _) if matches!(key.fund, "government_fund" | "state_capital") => Money(0),
            ("three_public", _) => match key.item_key.as_str() {
                "" => self.overseas + vehicles + self.reception,
                "overseas_travel" => self.overseas,
                "official_vehicle" => vehicles,
                "vehicle_purchase" => self.vehicle_purchase,
                "vehicle_operation" => self.vehicle_operation,
                _ => self.reception,
            },
            ("meeting_fee", _) => self.meeting,
            ("training_fee", _) => self.training,
            ("procurement", _) => match key.item_key.as_str() {
                "" => self.purchases.iter().copied().sum(),
                "goods" => self.purchases[0],
                "works" => self.purchases[1],
                "services" => self.purchases[2],
                // Contracts with small and medium firms: a part of the whole that follows from it; micro firms have a part of that part.
                "sme" => self.contracts_with_small_firms(),
                "micro" => Money(self.contracts_with_small_firms().0 * (30 + self.contracts_with_small_firms().0 % 61) / 100),
                _ => return None,
            },
            ("performance", _) => self.evaluated,
            _ => return None,
        })
    }

    /// What one of so many units has of it: the first has the most, and the rest of every division.
    pub fn share(&self, at: usize, of: usize) -> Self {
        let (at, of) = (at as i64, of as i64);
        let part = |m: Money| {
            let one = m.0 / (of + 2);
            Money(if at == 0 { m.0 - one * (of - 1) } else { one })
        };
        let mut books = self.clone();
        for item in &mut books.items {
            for leaf in [&mut item.personnel, &mut item.operating, &mut item.project] {
                *leaf = part(*leaf);
            }
        }
        for e in &mut books.economic {
            e.amount = part(e.amount);
        }
        for (_, amount) in &mut books.own {
            *amount = part(*amount);
        }
        for leaf in [&mut books.carry_in, &mut books.carry_out, &mut books.overseas, &mut books.vehicle_purchase] {
            *leaf = part(*leaf);
        }
        for leaf in [&mut books.vehicle_operation, &mut books.reception, &mut books.meeting, &mut books.training, &mut books.evaluated] {
            *leaf = part(*leaf);
        }
        for leaf in &mut books.purchases {
            *leaf = part(*leaf);
        }
        books
    }

    fn contracts_with_small_firms(&self) -> Money {
        let whole: Money = self.purchases.iter().copied().sum();
        Money(whole.0 * (60 + whole.0 % 37) / 100)
    }

    /// The same department at another stage or in another year: leaves moved by up to so many percent, some not at all.
    pub fn vary(&self, random: &mut Random, percent: i64) -> Self {
        let mut books = self.clone();
        let mut moved =
            |m: Money| if random.chance(30) { m } else { Money((m.0 * random.between(100 - percent, 100 + percent) / 100).max(0)) };
        for e in &mut books.economic {
            e.amount = moved(e.amount);
        }
        for item in &mut books.items {
            item.project = moved(item.project);
        }
        for (_, amount) in &mut books.own {
            *amount = moved(*amount);
        }
        for leaf in [&mut books.carry_in, &mut books.carry_out, &mut books.meeting, &mut books.training] {
            *leaf = moved(*leaf);
        }
        for leaf in [&mut books.vehicle_operation, &mut books.reception, &mut books.evaluated] {
            *leaf = moved(*leaf);
        }
        for leaf in &mut books.purchases {
            *leaf = moved(*leaf);
        }
        books.settle();
        books
    }

    /// Makes the sums hold again after leaves have moved: three public items inside the economic rows, basic expenditure over the functions, own revenue against what it pays for.
    pub fn settle(&mut self) {
        for (code, amount) in [
            ("30212", self.overseas),
            ("30217", self.reception),
            ("30231", self.vehicle_operation),
            ("30215", self.meeting),
            ("30216", self.training),
        ] {
            if let Some(e) = self.economic.iter_mut().find(|e| e.code == code) {
                e.amount = amount;
            }
        }
        let total =
            |rows: &[Economic], personnel: bool| -> Money { rows.iter().filter(|e| e.personnel == personnel).map(|e| e.amount).sum() };
        let (personnel, operating) = (total(&self.economic, true), total(&self.economic, false));
        // What is paid into funds stands under functions of its own; everything else under the first item.
        let mut rest = personnel;
        let economic = |code: &str| self.economic.iter().filter(|e| e.code == code).map(|e| e.amount).sum::<Money>();
        for (function, codes) in [("2080505", ["30108", "30104"]), ("2101101", ["30110", ""]), ("2210201", ["30113", "30311"])] {
            let amount = codes.iter().map(|c| if c.is_empty() { Money(0) } else { economic(c) }).sum::<Money>();
            if let Some(item) = self.items.iter_mut().find(|i| i.item.0 == function) {
                item.personnel = amount;
                rest = rest - amount;
            }
        }
        if let Some(first) = self.items.first_mut() {
            first.personnel = rest;
            first.operating = operating;
        }
        let own: Money = self.own.iter().map(|(_, amount)| *amount).sum();
        let mut left = own;
        let count = self.items.iter().filter(|i| i.payer == Payer::Own).count();
        for (n, item) in self.items.iter_mut().filter(|i| i.payer == Payer::Own).enumerate() {
            item.project = if n + 1 == count { left } else { Money(left.0 / 2) };
            left = left - item.project;
        }
        // The general public budget must pay for more than was carried in.
        let general = self.payer(Payer::GeneralPublic) + self.carry_out;
        if self.carry_in >= general {
            self.carry_in = Money(general.0 / 10);
        }
    }
}
