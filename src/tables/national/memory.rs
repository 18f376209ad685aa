//! What goes on from row to row within one block.

use super::meaning::{Carry, Meaning};
use super::rows::{Depth, Subject};
use super::words::Side;
use crate::facts::{Fund, Measure};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What goes on from row to row within one block.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    /// The last codes of class and section, for rows that leave them out.
    pub(super) class: String,
    pub(super) section: String,
    /// The unit whose classes follow.
    pub(super) unit: Option<String>,
    /// The meaning of the last label in the first of several label columns.
    pub(super) group: Option<(String, Meaning)>,
    /// The fund that a row between the classes named for those below it.
    pub(super) fund: Option<Fund>,
    /// Code of the last class that was named, for names without code.
    pub(super) named: Option<&'static str>,
    /// How many rows were classes, and the rank of their numbers.
    pub(super) classes_seen: usize,
    pub(super) class_rank: Option<u8>,
    /// Funds that were named as sources, and the row of money carried over whose parts may follow.
    funds_seen: Vec<Fund>,
    carried: Option<(Depth, Meaning)>,
    /// The units that had rows on the pages before, with their first amount, and the total there.
    pub(super) units: BTreeMap<String, Option<Decimal>>,
    pub(super) whole: Option<Decimal>,
    /// The last row that is no 其中 row, and the rows above by the rank of their numbers.
    pub(super) last: Option<(Subject, Meaning)>,
    /// The side that the rows above are of, in a list of both.
    side: Option<Side>,
    opened: Option<Side>,
    ranks: Vec<(u8, Option<Measure>)>,
}

impl Memory {
    /// In a list of revenue and then of expenditure a row that does not say of which side it is has that of the rows above; a component is of expenditure.
    pub(super) fn take_side(&mut self, mut meaning: Meaning) -> Meaning {
        if meaning.measure.is_some() || meaning.count.is_some() {
            return meaning;
        }
        let said = meaning.side.filter(|s| *s != Side::Both);
        let told = match meaning.carry {
            Some(Carry::Opening) => Some(Side::Revenue),
            Some(Carry::Closing) => Some(Side::Expenditure),
            _ => meaning.component.map(|_| Side::Expenditure),
        };
        if meaning.side != Some(Side::Both) {
            self.side = said.or(told).or(self.side);
            meaning.side = self.side;
        }
        meaning
    }

    /// 收入 or 支出 in a row of its own: the rows below are of that side.
    pub(super) fn open(&mut self, side: Side) {
        self.side = Some(side);
        self.opened = Some(side);
    }

    /// The side that a row of its own opened.
    pub(super) fn opened(&self) -> Option<Side> {
        self.opened
    }

    /// 年初财政拨款结转和结余, and below it the three budgets once more: they are what was carried over of each.
    pub(super) fn carry_over(&mut self, depth: Depth, meaning: Meaning) -> Meaning {
        let budget = meaning.fund.filter(|f| matches!(f, Fund::GeneralPublic | Fund::GovernmentFund | Fund::StateCapital));
        if meaning.carry.is_some() {
            let whole = meaning.fund.is_none_or(|f| f == Fund::FiscalAppropriation) && !meaning.part;
            self.carried = whole.then(|| (depth, meaning.clone()));
            return meaning;
        }
        let Some(fund) = budget.filter(|_| meaning.component.is_none()) else {
            if meaning.total || meaning.grand || meaning.current || meaning.fund.is_some() {
                self.carried = None;
            }
            return meaning;
        };
        let seen = self.funds_seen.contains(&fund);
        if !seen {
            self.funds_seen.push(fund);
        }
        let Some((above, whole)) = &self.carried else { return meaning };
        let deeper = depth.rank > above.rank || depth.among || depth.blanks > above.blanks;
        if seen || deeper { Meaning { carry: whole.carry, ..meaning } } else { meaning }
    }

    /// 一般公共预算 in a row of its own among classes is the fund of those that follow.
    pub(super) fn take_fund(&mut self, meaning: &Meaning) {
        let alone = Meaning { fund: None, side: None, total: false, ..meaning.clone() } == Meaning::default();
        self.fund = meaning.fund.filter(|_| alone);
    }

    /// （一）支出合计 below 一、“三公”经费: the measure is that of the row above.
    pub(super) fn inherit_measure(&mut self, depth: Depth, mut meaning: Meaning) -> Meaning {
        self.ranks.retain(|(rank, _)| *rank < depth.rank);
        if meaning.measure.is_none() && meaning.count.is_none() && depth.rank > 1 {
            meaning.measure = self.ranks.last().and_then(|(_, m)| *m);
        }
        if depth.rank > 0 {
            self.ranks.push((depth.rank, meaning.measure));
        }
        meaning
    }

    /// 其中：财政拨款 below 一般公共预算 is a part of that source, for which there is no key.
    pub(super) fn part_of_source(&self, meaning: Meaning) -> Meaning {
        let above = self.last.as_ref().and_then(|(_, m)| m.fund).filter(|f| *f != Fund::FiscalAppropriation);
        match above {
            Some(fund) if meaning.fund == Some(Fund::FiscalAppropriation) && meaning.carry.is_none() => {
                Meaning { fund: Some(fund), part: true, ..meaning }
            }
            _ => meaning,
        }
    }

    /// 其中：财政拨款 limits the row above it.
    pub(super) fn among(&self, subject: Subject, meaning: Meaning) -> (Subject, Meaning) {
        if meaning.measure.is_some() || meaning.count.is_some() {
            return (subject, meaning);
        }
        match (&self.last, &subject) {
            (Some((Subject::Words, above)), Subject::Words) => {
                let whole = Meaning { total: false, grand: false, current: false, ..above.clone() };
                match whole.below(&meaning) {
                    Some(found) => (subject, found),
                    None => (Subject::Unknown, meaning),
                }
            }
            (Some((Subject::Words, _)) | None, _) => (subject, meaning),
            // A part of a class or unit that is no class itself.
            (Some(_), Subject::Words) => (Subject::Unknown, meaning),
            _ => (subject, meaning),
        }
    }
}
