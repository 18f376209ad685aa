//! Things and people counted: vehicles, trips, guests, equipment, projects with targets, posts and staff.

use super::clause::Lead;
use super::compose::Subject;
use super::counted::Counted;
use super::emit::{Draft, RECENT, Said, compatible};
use super::lexicon::{Head, NAMED, PLANNED, Word};
use super::numeral::Numeral;
use super::reader::Reader;
use super::scope::Counting;
use super::token::{Kind, Token};
use crate::facts::{Aspect, Measure, Part, ValueUnit};
use crate::normalise::number::power_of_ten;
use crate::numerals::Class;
use rust_decimal::Decimal;

impl Reader<'_> {
    /// A count; returns the index of the token to go on with.
    pub fn count(&mut self, lead: &Lead, number: &Numeral, unit: ValueUnit, all: &[Token], i: usize) -> usize {
        self.remember_count(lead);
        if self.count_change(lead, number, unit) {
            return i + 1;
        }
        let known = if lead.negative.is_some() || lead.direction.is_some() || lead.share.is_some() || !count_like(number) {
            None
        } else {
            self.closing_posts(lead, number).or_else(|| self.counted(lead, unit, all, i))
        };
        match known {
            Some(mut counted) => {
                if self.counts_everybody(&counted, lead, all, i) {
                    // 年末实有人数62人，其中在职36人，退休26人: not the staff.
                    counted.subject.item_key = None;
                    counted.subject.item = lead.phrase.and_then(|(s, e)| self.places.of(&self.passage, s, e)).map(|(_, text)| text);
                }
                let subject = counted.subject.clone();
                if unit == ValueUnit::Vehicle || unit == ValueUnit::Item {
                    self.scope().purchasing = counted.flow && subject.measure == Measure::Quantity;
                }
                self.emit_count(counted, lead, number);
                if !self.under_its_fee(&subject) {
                    self.money_of_counted(subject);
                }
            }
            None if unit == ValueUnit::SquareMetre
                && self.passage.part == Some(Part::StateAssets)
                && lead.bag.asset.is_some()
                && !self.odd(lead) =>
            {
                // 房屋620平方米，价值95万元: the amount after the area is that of the houses.
                self.explain(number.start, number.digits_end, Class::Statement);
                if let Some(key) = lead.bag.asset.filter(|key| *key != NAMED && *key != PLANNED) {
                    let scope = self.scope();
                    (scope.subject, scope.named, scope.doubt) = (Some(Subject::keyed(Measure::Assets, key)), true, false);
                }
            }
            None => {
                // What is counted is not known: an amount or a count without a name after it is not certain either.
                self.scope().doubt |= lead.said;
                self.explain(number.start, number.digits_end, Class::Statement);
            }
        }
        i + 1
    }

    /// 公务接待15批次，支出2万元: an amount without a name after trips, guests or cars that were bought is theirs; after cars that are kept it is not certain.
    fn money_of_counted(&mut self, counted: Subject) {
        let item = counted.item;
        let assets = self.passage.part == Some(Part::StateAssets);
        let subject = match self.scope().counting {
            _ if counted.item_key.as_deref() == Some("vehicles_purchased") && !assets => {
                Subject::keyed(Measure::ThreePublic, "vehicle_purchase")
            }
            // 车辆2辆，价值36万元.
            _ if counted.item_key.as_deref() == Some("vehicles_kept") && assets => Subject::keyed(Measure::Assets, "vehicles"),
            Some(Counting::Overseas) => Subject::keyed(Measure::ThreePublic, "overseas_travel"),
            Some(Counting::Reception) => Subject::keyed(Measure::ThreePublic, "official_reception"),
            Some(Counting::Foreign) => Subject { item, ..Subject::of(Measure::ThreePublic) },
            None => {
                self.scope().doubt = true;
                return;
            }
        };
        let scope = self.scope();
        if scope.subject.as_ref().is_none_or(|s| !s.same_as(&subject)) {
            scope.subject = Some(subject);
        }
        scope.named = true;
    }

    /// True for people of whom the parts after them are retired.
    fn counts_everybody(&self, counted: &Counted, lead: &Lead, all: &[Token], i: usize) -> bool {
        let staff = counted.subject.item_key.as_deref() == Some("staff");
        let named = lead.phrase.and_then(|(s, e)| self.passage.key.get(s..e)).is_some_and(|text| text.contains('在'));
        let sentence = || all[i..].iter().take_while(|t| t.kind != Kind::Stop).filter_map(Token::word);
        let retired = |w| matches!(w, Word::Head(Head::Retired | Head::Cadre | Head::Both));
        let parts = sentence().skip_while(|w| *w != Word::Among);
        staff && !named && parts.clone().any(retired) && parts.clone().any(|w| w == Word::Head(Head::Staff))
    }

    /// 2.公务用车购置费支出情况说明 / 购置车辆0辆，预算为0万元: the heading's own fee is what is spoken of, before the count and after it.
    fn under_its_fee(&mut self, counted: &Subject) -> bool {
        let scope = self.scope();
        let fee = scope.subject.as_ref().filter(|s| !scope.named && s.measure == Measure::ThreePublic).and_then(|s| s.item_key.as_deref());
        matches!(
            (fee, counted.item_key.as_deref()),
            (Some("vehicle_purchase"), Some("vehicles_purchased")) | (Some("vehicle_operation"), Some("vehicles_kept"))
        )
    }

    fn emit_count(&mut self, counted: Counted, lead: &Lead, number: &Numeral) {
        let own_year = self.context.identity.fiscal_year;
        let (stage, year) = if counted.flow {
            let year = lead.year.or(self.scope().year).or(own_year);
            let own_stage = self.context.own_stage();
            if counted.subject.item_key.as_deref() == Some("performance_projects") {
                // 纳入部门预算范围的项目12个: what was evaluated is of the disclosure's own stage.
                (Some(own_stage), year)
            } else {
                self.at_whole(&counted.subject, lead, (Some(lead.stage.unwrap_or(own_stage)), year))
            }
        } else {
            (None, self.scope().stock_year.or(own_year))
        };
        let rounded = lead.approximate || number.more;
        let resolution = if rounded { power_of_ten(trailing_zeros(number.printed.value)) } else { Decimal::ZERO };
        let parent = self.scope().parent.filter(|p| {
            let same = |d: &Draft| d.fact.value_unit == counted.unit && compatible(&d.subject, &counted.subject);
            self.drafts.get(*p).is_some_and(same)
        });
        let parent = parent.or_else(|| self.parent_count(&counted));
        let said =
            Said { aspect: Aspect::Level, stage, year, base: None, unit: counted.unit, value: number.printed.value, resolution, parent };
        let made = self.emit(&counted.subject, number.start, number.digits_end, Some(number), said);
        if made.is_some() {
            let scope = self.scope();
            scope.doubt = false;
            scope.last_level = made;
            scope.children += 1;
        }
    }

    /// Guests from abroad are part of the receptions that were counted before.
    fn parent_count(&mut self, counted: &Counted) -> Option<usize> {
        if counted.subject.item_key.is_some() || counted.subject.measure != Measure::Quantity {
            return None;
        }
        let group = self.group();
        let first = self.drafts.len().saturating_sub(RECENT);
        self.drafts
            .iter()
            .skip(first)
            .rposition(|d| {
                d.group == group
                    && d.subject.measure == Measure::Quantity
                    && d.fact.value_unit == counted.unit
                    && d.subject.item_key.is_some()
            })
            .map(|at| first + at)
    }

    /// The date that a stock is of: 截至2018年12月31日, 上年末.
    pub fn remember_count(&mut self, lead: &Lead) {
        let own_year = self.context.identity.fiscal_year;
        if lead.bag.period_end || lead.dated {
            let year = match lead.year {
                _ if lead.stock_prior => own_year.map(|y| y - 1),
                // 本年末, after a sentence on 上年末.
                None if lead.bag.current => own_year,
                year => year,
            };
            if year.is_some() {
                self.scope().stock_year = year;
            }
        }
    }
}

/// Counts are whole and not negative.
fn count_like(number: &Numeral) -> bool {
    number.printed.places <= 0 && !number.printed.value.is_sign_negative()
}

fn trailing_zeros(value: Decimal) -> i32 {
    let mut value = value.normalize();
    let mut zeros = 0;
    let ten = Decimal::TEN;
    while !value.is_zero() && (value % ten).is_zero() && zeros < 9 {
        value /= ten;
        zeros += 1;
    }
    zeros
}
