//! What is kept of a disclosure while the others of its department are looked at: its numbers, and what it lists.

use super::key::{hash, headline, label};
use crate::checks::outcome::{Interval, Outcome};
use crate::facts::{Aspect, Basis, BudgetStage, DisclosureKind, Measure, Scheme};
use crate::normalise::key::fold_text;
use crate::record::{CheckRow, EvidencePiece, FactRow, Level, Record};

/// A number that was printed, or last year's as it follows from a stated change.
#[derive(Debug, Clone)]
pub struct HeldFact {
    /// A hash of every dimension in which facts must be equal.
    pub key: u128,
    /// Its dimensions in words; only where a check may be about it.
    pub label: Option<Box<str>>,
    /// The label, where the key is a class code that may stand for another name in another year.
    pub class_name: Option<Box<str>>,
    /// Budget, final …; blank for stocks.
    pub stage: Option<BudgetStage>,
    /// Its year.
    pub year: Option<i32>,
    /// Stated or derived.
    pub basis: Basis,
    /// What it is of the figures that a department and its units have in common.
    pub headline: bool,
    /// A stock that is known to be of the last day of its year.
    pub year_end: bool,
    /// Its value with the interval that it stands for.
    pub number: Interval,
    /// What stood on the page.
    pub printed: Box<str>,
    seq: u32,
    block: u32,
    chars: (u32, u32),
    cell: (Option<u32>, Option<u32>),
}

impl HeldFact {
    /// Facts in the order of their places.
    pub fn order(&self) -> Order {
        (self.block, self.cell, self.chars, self.seq)
    }
}

/// One disclosure.
#[derive(Debug)]
pub struct Held {
    /// Where it comes in the dataset.
    pub place: Place,
    /// `disclosure_id`.
    pub id: String,
    /// `source_path`.
    pub path: String,
    /// The unit; blank for a department.
    pub unit: String,
    /// The fiscal year.
    pub year: i32,
    /// Budget or final accounts.
    pub kind: Option<DisclosureKind>,
    /// One unit alone.
    pub of_unit: bool,
    /// Levels, of its own year and of others, in the order of their keys and places.
    pub facts: Vec<HeldFact>,
    /// What it lists.
    pub lists: super::lists::Lists,
}

/// Block, row and column of the cell, characters, row of `facts`.
pub type Order = (u32, (Option<u32>, Option<u32>), (u32, u32), u32);

/// Place of a record in the dataset: number of its input, then of the record in it.
pub type Place = (u32, u32);

impl Held {
    /// What is kept of a record.
    pub fn of(record: &Record, place: Place, path: &str) -> Self {
        let d = &record.disclosure;
        let year = d.fiscal_year.unwrap_or(0);
        let levels = record.facts.iter().filter(|f| f.aspect == Aspect::Level);
        let mut facts: Vec<HeldFact> = levels.map(|f| held(record, f, year)).collect();
        facts.sort_by_key(|f| (f.key, f.order()));
        Held {
            place,
            id: d.disclosure_id.clone(),
            path: path.to_owned(),
            unit: d.unit_name.clone().unwrap_or_default(),
            year,
            kind: d.kind,
            of_unit: d.level == Some(Level::Unit) || d.unit_name.is_some(),
            facts,
            lists: super::lists::Lists::of(record),
        }
    }

    /// When it was written, so that of two the later is known: the final accounts of a year come after the next year's budget.
    pub fn written(&self) -> i32 {
        match self.kind {
            Some(DisclosureKind::FinalAccounts) => 2 * (self.year + 1) + 1,
            _ => 2 * self.year,
        }
    }

    /// True when it is the disclosure that prints the figures of that year and stage as its own.
    pub fn owns(&self, year: Option<i32>, stage: Option<BudgetStage>) -> bool {
        let own = match self.kind {
            Some(DisclosureKind::Budget) => Some(BudgetStage::Budget),
            Some(DisclosureKind::FinalAccounts) => Some(BudgetStage::Final),
            None => None,
        };
        year == Some(self.year) && stage.is_some() && stage == own
    }

    /// The facts of a key.
    pub fn of_key(&self, key: u128) -> &[HeldFact] {
        let from = self.facts.partition_point(|f| f.key < key);
        let rest = self.facts.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|f| f.key == key)).unwrap_or_default()
    }

    /// The stated facts of a key.
    pub fn stated(&self, key: u128) -> Vec<&HeldFact> {
        self.of_key(key).iter().filter(|f| f.basis == Basis::Stated).collect()
    }

    /// A row of `checks` of this disclosure.
    pub fn row(&self, outcome: Outcome, pieces: &[EvidencePiece]) -> (Place, CheckRow) {
        let mut row = outcome.finish();
        row.disclosure_id.clone_from(&self.id);
        row.evidence = CheckRow::evidence_of(pieces);
        (self.place, row)
    }

    /// A fact of this disclosure as evidence for one of its own checks (`home`), or for another disclosure's.
    pub fn piece(&self, side: &str, fact: &HeldFact, home: &Held) -> EvidencePiece {
        let foreign = self.id != home.id;
        EvidencePiece {
            side: side.to_owned(),
            disclosure_id: foreign.then(|| self.id.clone()),
            source_path: foreign.then(|| self.path.clone()),
            fact_seq: Some(fact.seq),
            block: fact.block,
            start_char: Some(fact.chars.0),
            end_char: Some(fact.chars.1),
            table_row: fact.cell.0,
            table_column: fact.cell.1,
            printed: fact.printed.to_string(),
            sentence: None,
            sentence_char: None,
        }
    }
}

fn held(record: &Record, fact: &FactRow, year: i32) -> HeldFact {
    let headline = headline(fact);
    let stock = fact.stage.is_none() && matches!(fact.measure, Measure::Assets | Measure::Quantity);
    let named = fact.basis == Basis::Derived || fact.year != Some(year) || stock || headline || fact.stage == Some(BudgetStage::Budget);
    let coded = matches!(fact.scheme, Some(Scheme::Function | Scheme::Economic | Scheme::GovEconomic)) && fact.item_key.is_some();
    HeldFact {
        key: hash(fact),
        label: named.then(|| label(fact).into()),
        class_name: coded.then(|| fold_text(fact.item.as_deref().unwrap_or("")).into()),
        stage: fact.stage,
        year: fact.year,
        basis: fact.basis,
        headline,
        year_end: stock && super::stocks::of_year_end(record, fact),
        number: Interval { value: fact.value, half: fact.resolution / rust_decimal::Decimal::TWO },
        printed: fact.printed.as_str().into(),
        seq: fact.seq,
        block: fact.block,
        chars: (fact.start_char, fact.end_char),
        cell: (fact.table_row, fact.table_column),
    }
}
