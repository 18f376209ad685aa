//! The outcome of one instance of a check: both sides, tolerance, evidence.

use crate::facts::Fact;
use crate::record::{CheckRow, CheckStatus, EvidencePiece};
use rust_decimal::Decimal;

/// One number that was compared, and where it stands.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// `lhs` or `rhs`.
    pub side: &'static str,
    /// Row of `facts`.
    pub fact_seq: Option<usize>,
    /// Block.
    pub block: u32,
    /// First character.
    pub start_char: Option<u32>,
    /// One past the last character.
    pub end_char: Option<u32>,
    /// Row of the cell.
    pub table_row: Option<u32>,
    /// Column of the cell.
    pub table_column: Option<u32>,
    /// What stands there.
    pub printed: String,
    /// The sentence around it, where no fact stands there that has one.
    pub sentence: Option<String>,
    /// Where that sentence begins in the block.
    pub sentence_char: Option<u32>,
    /// The number that was compared, where it was one.
    pub number: Option<Interval>,
}

impl From<Evidence> for EvidencePiece {
    fn from(evidence: Evidence) -> Self {
        EvidencePiece {
            side: evidence.side.to_owned(),
            disclosure_id: None,
            source_path: None,
            fact_seq: evidence.fact_seq.map(|seq| seq as u32),
            block: evidence.block,
            start_char: evidence.start_char,
            end_char: evidence.end_char,
            table_row: evidence.table_row,
            table_column: evidence.table_column,
            printed: evidence.printed,
            sentence: evidence.sentence,
            sentence_char: evidence.sentence_char,
        }
    }
}

impl Evidence {
    /// A fact as evidence.
    pub fn fact(side: &'static str, seq: usize, fact: &Fact) -> Self {
        Evidence {
            side,
            fact_seq: Some(seq),
            block: fact.place.block,
            start_char: Some(fact.place.start_char),
            end_char: Some(fact.place.end_char),
            table_row: fact.place.cell.map(|c| c.0),
            table_column: fact.place.cell.map(|c| c.1),
            printed: fact.printed.clone(),
            sentence: None,
            sentence_char: None,
            number: Some(Interval::of(fact)),
        }
    }

    /// A row of a table as evidence.
    pub fn row(side: &'static str, block: u32, row: u32, printed: impl Into<String>) -> Self {
        Evidence {
            side,
            fact_seq: None,
            block,
            start_char: None,
            end_char: None,
            table_row: Some(row),
            table_column: None,
            printed: printed.into(),
            sentence: None,
            sentence_char: None,
            number: None,
        }
    }

    /// A number of a wide table: the cell under the column of that meaning, or the row where the table has no such column.
    pub fn cell(input: &super::Input<'_>, side: &'static str, block: u32, row: u32, meaning: &str, value: Decimal) -> Self {
        let found = input.columns.get(&block).and_then(|columns| columns.get(meaning)).and_then(|column| {
            let cell = input.context.document.table(block)?.cell_at(row, *column)?;
            Some((cell.column, input.context.document.cell_text(cell)))
        });
        let text = found.map_or("", |(_, text)| text);
        let printed = text.trim();
        let start = (text.len() - text.trim_start().len(), printed.chars().count());
        Evidence {
            side,
            fact_seq: None,
            block,
            start_char: found.map(|_| text[..start.0].chars().count() as u32),
            end_char: found.map(|_| (text[..start.0].chars().count() + start.1) as u32),
            table_row: Some(row),
            table_column: found.map(|(column, _)| column),
            printed: if printed.is_empty() { value.to_string() } else { printed.to_owned() },
            sentence: None,
            sentence_char: None,
            number: Some(Interval::printed(value)),
        }
    }

    /// A block as evidence.
    pub fn block(side: &'static str, block: u32, printed: impl Into<String>) -> Self {
        Evidence { table_row: None, ..Evidence::row(side, block, 0, printed) }
    }
}

/// A number with the interval that it stands for: value ± resolution / 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interval {
    /// As printed.
    pub value: Decimal,
    /// Half a unit of the last printed place.
    pub half: Decimal,
}

impl Interval {
    /// The interval of a fact.
    pub fn of(fact: &Fact) -> Self {
        Interval { value: fact.value, half: fact.resolution / Decimal::TWO }
    }

    /// An exact number.
    pub fn exact(value: Decimal) -> Self {
        Interval { value, half: Decimal::ZERO }
    }

    /// The interval of a number whose printed places are those of the decimal itself.
    pub fn printed(value: Decimal) -> Self {
        let half = if value.scale() == 0 { Decimal::ZERO } else { Decimal::new(5, value.scale() + 1) };
        Interval { value, half }
    }

    /// Sum of two numbers, each with its interval.
    pub fn plus(self, other: Interval) -> Interval {
        Interval { value: self.value + other.value, half: self.half + other.half }
    }

    /// This number is the other one with its last digits cut off instead of rounded.
    pub fn cuts(self, finer: Interval) -> bool {
        let unit = self.half + self.half;
        let off = finer.value.abs() - self.value.abs();
        finer.half < self.half
            && off >= -finer.half
            && off < unit + finer.half
            && self.value.is_sign_negative() == finer.value.is_sign_negative()
    }

    /// True when some reading of both is equal.
    pub fn meets(self, other: Interval) -> bool {
        (self.value - other.value).abs() <= self.half + other.half
    }
}

/// How the numbers of both sides must stand to each other: what a changed number would have to satisfy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Relation {
    /// No arithmetic between them.
    #[default]
    None,
    /// Σ left = Σ right.
    Sum,
    /// Each number is the same as each other.
    Same,
    /// Σ left ≤ Σ right.
    AtMost,
    /// The left side is 100 × numerator ÷ denominator, both sums over the numbers of the right side by index, with a sign.
    Percent {
        /// Terms of the numerator.
        numerator: Vec<(usize, bool)>,
        /// Terms of the denominator.
        denominator: Vec<(usize, bool)>,
    },
}

/// One instance of a check: the row of `checks`, and what it rests on.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The row, without its evidence.
    pub row: CheckRow,
    /// Where the numbers stood.
    pub evidence: Vec<Evidence>,
    /// How they must stand to each other.
    pub relation: Relation,
}

impl Outcome {
    /// An outcome without numbers.
    pub fn new(id: &str, subject: impl Into<String>, status: CheckStatus, message: impl Into<String>) -> Self {
        Outcome {
            row: CheckRow {
                disclosure_id: String::new(),
                check_id: id.to_owned(),
                subject: subject.into(),
                severity: super::catalogue::severity(id),
                status,
                lhs: None,
                rhs: None,
                difference: None,
                tolerance: None,
                message: message.into(),
                evidence: String::new(),
            },
            evidence: Vec::new(),
            relation: Relation::None,
        }
    }

    /// A failure that matters less than failures of this check do: a cut instead of a rounded last digit.
    pub fn note(mut self) -> Self {
        self.row.severity = crate::diagnostics::Severity::Note;
        self
    }

    /// How the numbers of the evidence must stand to each other.
    pub fn relation(mut self, relation: Relation) -> Self {
        self.relation = relation;
        self
    }

    /// Both sides of a comparison.
    pub fn sides(mut self, left: Interval, right: Interval) -> Self {
        self.row.lhs = Some(left.value);
        self.row.rhs = Some(right.value);
        self.row.difference = Some(left.value - right.value);
        self.row.tolerance = Some(left.half + right.half);
        self
    }

    /// Where the numbers stood.
    pub fn evidence(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.evidence.extend(evidence);
        self
    }

    /// The row.
    pub fn finish(mut self) -> CheckRow {
        let pieces: Vec<EvidencePiece> = self.evidence.into_iter().map(EvidencePiece::from).collect();
        self.row.evidence = CheckRow::evidence_of(&pieces);
        self.row
    }
}

/// pass or fail.
pub fn verdict(holds: bool) -> CheckStatus {
    if holds { CheckStatus::Pass } else { CheckStatus::Fail }
}
