//! A unit that is stated once for all that follows: 单位：万元 in a heading or a line of its own.

use super::clause::Lead;
use super::lexicon::{Atom, Direction};
use super::numeral::{self, Numeral, Unit};
use super::reader::Reader;
use super::token::Token;
use super::uses::Use;

/// A unit of money for the amounts without one, and where it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declared {
    pub unit: Unit,
    /// As printed.
    pub printed: String,
    /// The section whose text it holds for.
    pub section: Option<usize>,
}

impl Reader<'_> {
    /// Takes note of a unit that the passage states; forgets one whose section has ended, or that belonged to a table.
    pub(super) fn note_unit(&mut self) {
        let section = self.passage.section;
        if let Some((unit, start, end)) = stated(&self.passage.key) {
            let printed = self.places.of(&self.passage, start, end).map(|(_, text)| text);
            self.declared = printed.map(|printed| Declared { unit, printed, section });
            return;
        }
        let ended = self.declared.as_ref().is_some_and(|d| d.section != section && !self.is_under(section, d.section));
        if self.passage.after_table || ended {
            self.declared = None;
        }
    }

    /// The number with the unit that was stated once, where its words say that it is money.
    pub(super) fn with_declared_unit(&mut self, lead: &Lead, number: &Numeral, tokens: &[Token]) -> Option<Numeral> {
        let unit = self.declared.as_ref()?.unit;
        let other = [Atom::Persons, Atom::Batch, Atom::Group, Atom::Kept, Atom::Visitors, Atom::Visitor];
        let counts = other.into_iter().any(|a| lead.bag.has(a)) || !lead.bag.heads.is_empty() && !lead.bag.noun;
        let part = lead.share.is_some() || lead.completion.is_some() || lead.price || lead.threshold;
        let word = lead.direction_at.and_then(|(start, end)| self.passage.key.get(start..end));
        let directed = matches!(lead.direction, None | Some(Direction::Up | Direction::Down))
            && word.is_none_or(|w| self.lexicon.uses.is(w, Use::OfAmounts));
        let next = tokens.last().is_some_and(|t| t.end == number.start);
        let said = lead.said && next && self.limited_to().is_none();
        (said && directed && !counts && !part).then(|| Numeral { unit: Some(unit), unit_at: None, ..number.clone() })
    }
}

/// The unit of money that a folded text states by itself, and its bytes.
fn stated(key: &str) -> Option<(Unit, usize, usize)> {
    let start = key.find("单位:")? + "单位:".len();
    let rest = key.get(start..)?;
    let len = rest.find(['(', ')', '。', ';', ',', '.']).unwrap_or(rest.len());
    let unit = numeral::whole_unit(rest.get(..len)?)?;
    matches!(unit, Unit::Money(_)).then_some((unit, start, start + len))
}
