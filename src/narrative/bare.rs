//! Numbers without a unit: two amounts that share one, a base, a zero.

use super::about::About;
use super::clause::{Base, Lead};
use super::compose::Subject;
use super::lexicon::{Head, Word};
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use super::token::{Kind, Token};
use crate::facts::{Measure, ValueUnit};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// A number without a unit: two amounts that share one, a base, a zero.
    pub(super) fn bare(&mut self, lead: &Lead, number: &Numeral, tokens: &[Token], all: &[Token], i: usize) -> usize {
        let next = i + 1;
        if let Some(number) = self.with_declared_unit(lead, number, tokens) {
            self.money(lead, &number, tokens);
            return next;
        }
        let following =
            all.iter().enumerate().skip(next).take_while(|(_, t)| !matches!(t.kind, Kind::Stop | Kind::Semicolon)).find_map(|(at, t)| {
                match &t.kind {
                    Kind::Number(n) => Some((at, n.clone())),
                    _ => None,
                }
            });
        if let Some((at, second)) = &following
            && matches!(second.unit, Some(Unit::Money(_) | Unit::Percent))
        {
            let unit = second.unit;
            let joined = *at == next + 1
                && matches!(all.get(next).map(|t| &t.kind), Some(Kind::Comma | Kind::Dunhao) | Some(Kind::Word(Word::Compare)));
            let borrowed = Numeral { unit, unit_at: second.unit_at, ..number.clone() };
            if joined && self.pair(lead, &borrowed, second, tokens) {
                return at + 1;
            }
            let base = lead.base.is_some_and(Base::is_named) && !lead.base_closed && lead.direction.is_none();
            let directed = all.get(next).and_then(Token::word).is_some_and(|w| matches!(w, Word::Direction(_)));
            if base && directed && matches!(unit, Some(Unit::Money(_))) {
                self.money(lead, &borrowed, tokens);
                return next;
            }
        }
        if let Some((_, second)) = &following
            && let Some(Unit::Count(ValueUnit::Person)) = second.unit
            && lead.bag.head(Head::Posts)
            && number.printed.places <= 0
            && all.get(next).is_some_and(Token::boundary)
        {
            // 编制数78，实有人数103人: one unit for both.
            return self.count(lead, number, ValueUnit::Person, all, i);
        }
        let ends = all.get(next).is_none_or(|t| t.boundary() || matches!(t.kind, Kind::Close | Kind::Dunhao));
        if number.printed.value == Decimal::ZERO && ends && lead.direction.is_none() && lead.said {
            self.money(lead, &Numeral { unit: None, ..number.clone() }, tokens);
        } else if number.printed.places > 0 && self.limited_to().is_none() && (lead.direction.is_some() || !lead.bag.is_weak()) {
            self.unattributed(number, "an amount without a unit");
        }
        next
    }

    /// 收、支总计各是100,90万元: the first is revenue, the second expenditure.
    pub(super) fn pair(&mut self, lead: &Lead, first: &Numeral, second: &Numeral, tokens: &[Token]) -> bool {
        let (About::Named(subject) | About::Inherited(subject)) = self.about(lead, tokens) else { return false };
        if !subject.both {
            return false;
        }
        let revenue = Subject { both: false, ..subject.clone() };
        let expenditure = Subject { both: false, measure: Measure::Expenditure, ..subject.clone() };
        for (side, number) in [(revenue, first), (expenditure, second)] {
            let about = About::Named(side.clone());
            match (first.unit, lead.direction) {
                (Some(Unit::Percent), Some(direction)) => self.change_percent(lead, number, about, direction),
                (Some(Unit::Money(_)), Some(_)) => self.change(lead, number, about),
                (Some(Unit::Money(_)), None) => self.level(side, lead, number),
                _ => return false,
            }
        }
        self.scope().subject = Some(subject);
        true
    }
}
