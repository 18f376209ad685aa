//! What is said without a number to be nothing: zeros of money and of counts.

use super::about::About;
use super::clause::Lead;
use super::compose::{self, Subject};
use super::emit::{RECENT, Said};
use super::lexicon::{Atom, Side, Word};
use super::reader::Reader;
use super::token::Token;
use super::uses::Use;
use crate::facts::{Aspect, BudgetStage, Component, Fund, Measure, Part, Scheme, ValueUnit};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// 没有安排政府采购预算, 无“三公”经费支出, 购置费为零: a disclosed zero. False when the clause states none.
    pub(super) fn zero(&mut self, lead: &Lead, tokens: &[Token]) -> bool {
        let Some((start, end)) = lead.zero.or(lead.negative) else { return false };
        // 没有发生支出，相关表格为空表: the text speaks of tables that stand elsewhere, and states its zero itself.
        let elsewhere = self.lexicon.uses.of(Use::Elsewhere).any(|tables| self.key.contains(tables));
        if !elsewhere && self.lexicon.uses.of(Use::EmptyTable).any(|note| self.key.contains(note)) {
            // A note under an empty table is no statement of the text.
            return true;
        }
        if let Some(key) = self.no_equipment(lead) {
            return self.none_held(key, zero_words(tokens, start, end));
        }
        let unknown =
            lead.gap_after.is_some() || lead.base.is_some() || lead.share.is_some() || lead.completion.is_some() || lead.near || lead.price;
        if unknown || lead.dunhao && lead.bag.side != Some(Side::Both) {
            return false;
        }
        if lead.gap_before.and_then(|(s, e)| key_of(self, s, e)).is_some_and(|t| !self.is_office(&t)) {
            return false;
        }
        let Some(subject) = self.subject_of_nothing(lead, tokens) else { return false };
        if matches!(subject.measure, Measure::Quantity | Measure::Headcount | Measure::Performance) {
            return false;
        }
        if lead.bag.has(Atom::Foreign) {
            return false;
        }
        let bought = self.passage.key.get(start..end).is_some_and(|t| t.contains('购'));
        if let Some((key, unit)) = counted_nothing(&lead.bag, self.passage.part, bought) {
            return self.no_count(key, unit, lead, zero_words(tokens, start, end));
        }
        let (stage, year) = self.part_stage_year(&subject, lead);
        if subject.is_stock() {
            return false;
        }
        let said = Said {
            aspect: Aspect::Level,
            stage,
            year,
            base: None,
            unit: ValueUnit::WanYuan,
            value: Decimal::ZERO,
            resolution: Decimal::ZERO,
            parent: None,
        };
        let (from, to) = zero_words(tokens, start, end);
        let subjects = self.sides_of_nothing(subject);
        for subject in &subjects {
            let parent = self.parent_of(subject, (stage, year));
            let made = self.emit(subject, from, to, None, Said { parent, ..said });
            let scope = self.scope();
            scope.last_level = made;
            scope.children += 1;
        }
        if let Some(subject) = subjects.into_iter().next_back() {
            self.adopt(&subject);
        }
        let scope = self.scope();
        (scope.level_at, scope.doubt, scope.lost_amount) = ((stage, year), false, false);
        true
    }

    /// 没有单价50万元以上的通用设备: the kind of equipment of which there is none.
    pub(super) fn no_equipment(&self, lead: &Lead) -> Option<&'static str> {
        let bag = &lead.bag;
        let plain = lead.gap_after.is_none() && lead.base.is_none() && lead.share.is_none() && !lead.near && !lead.dunhao;
        let held = plain && !bag.noun && bag.side.is_none() && !bag.has(Atom::Purchase) && !bag.has(Atom::Plan);
        if !held || !(lead.price || lead.threshold) {
            return None;
        }
        match (bag.has(Atom::EquipmentGeneral), bag.has(Atom::EquipmentSpecial)) {
            (true, false) => Some("general_equipment"),
            (false, true) => Some("special_equipment"),
            (false, false) => (bag.has(Atom::EquipmentLarge) || bag.has(Atom::Equipment)).then_some("large_equipment"),
            _ => None,
        }
    }

    /// A stock of nothing.
    pub(super) fn none_held(&mut self, key: &str, (from, to): (usize, usize)) -> bool {
        let year = self.scope().stock_year.or(self.context.identity.fiscal_year);
        let said = Said {
            aspect: Aspect::Level,
            stage: None,
            year,
            base: None,
            unit: ValueUnit::Item,
            value: Decimal::ZERO,
            resolution: Decimal::ZERO,
            parent: None,
        };
        self.emit(&Subject::keyed(Measure::Quantity, key), from, to, None, said);
        true
    }

    /// 无因公出国（境）人员: a count of 0.
    pub(super) fn no_count(&mut self, key: &str, unit: ValueUnit, lead: &Lead, (from, to): (usize, usize)) -> bool {
        let (stage, year) = (Some(self.context.own_stage()), lead.year.or(self.context.identity.fiscal_year));
        let said =
            Said { aspect: Aspect::Level, stage, year, base: None, unit, value: Decimal::ZERO, resolution: Decimal::ZERO, parent: None };
        self.emit(&Subject::keyed(Measure::Quantity, key), from, to, None, said);
        true
    }

    pub(super) fn subject_of_nothing(&mut self, lead: &Lead, tokens: &[Token]) -> Option<Subject> {
        let mut lead = lead.clone();
        let named = lead.phrase.is_some() || !lead.path.is_empty();
        if !named || lead.bag.is_weak() {
            return self.nothing_of_it(&lead);
        }
        lead.negative = None;
        let fund_only = lead.bag.side.is_none()
            && lead.bag.source.is_none()
            && lead.bag.component.is_none()
            && lead.bag.measures.is_empty()
            && lead.bag.atoms.is_empty();
        if fund_only && !lead.bag.funds.is_empty() {
            // 没有安排国有资本经营预算: its expenditure.
            lead.bag.side = Some(Side::Expenditure);
        }
        match self.about(&lead, tokens) {
            About::Named(subject) => Some(subject),
            _ => None,
        }
    }

    /// 因公出国（境）费：不安排; 团组0个，未发生支出: what was spoken of, where no amount of it was given.
    pub(super) fn nothing_of_it(&mut self, lead: &Lead) -> Option<Subject> {
        let (sentence, own_stage) = (self.sentences, self.context.own_stage());
        let scope = self.scope();
        if !lead.absent || scope.doubt || scope.lost_amount || !lead.path.is_empty() || lead.bag.side == Some(Side::Revenue) {
            return None;
        }
        let subject = scope.subject.clone().filter(|s| {
            let own = matches!(s.fund, Some(Fund::GovernmentFund | Fund::StateCapital));
            !s.both && (!s.is_total() || own) && s.measure != Measure::Assets
        })?;
        // 年初预算0万元，当年未发生支出: the plan was given, and not what became of it.
        let planned = |d: &super::emit::Draft| own_stage == BudgetStage::Final && d.fact.stage == Some(BudgetStage::Budget);
        let given = |d: &super::emit::Draft| d.fact.aspect == Aspect::Level && d.subject.same_as(&subject) && !planned(d);
        let said = self.drafts.iter().rev().take(RECENT).take_while(|d| d.sentence == sentence).any(given);
        (!said).then_some(subject)
    }

    /// 无政府性基金预算财政拨款收入和支出: the source and the expenditure.
    pub(super) fn sides_of_nothing(&self, subject: Subject) -> Vec<Subject> {
        match (subject.both, subject.fund) {
            (true, Some(fund)) => vec![
                Subject { scheme: Some(Scheme::Source), ..Subject::keyed(Measure::Revenue, fund.as_str()) },
                Subject { both: false, measure: Measure::Expenditure, component: Some(Component::Total), ..subject },
            ],
            _ => vec![subject],
        }
    }
}

/// The count that is 0 when there is nothing of these words.
pub(super) fn counted_nothing(bag: &compose::Bag, part: Option<Part>, bought: bool) -> Option<(&'static str, ValueUnit)> {
    let overseas = bag.has(Atom::Overseas) && !bag.noun;
    if overseas && bag.has(Atom::Persons) {
        return Some(("overseas_persons", ValueUnit::Person));
    }
    if overseas && bag.has(Atom::Group) {
        return Some(("overseas_trips", ValueUnit::Trip));
    }
    // 未购置车辆: the word that denies says that it was to be bought.
    let held = part == Some(Part::StateAssets) && bag.has(Atom::Purchase);
    let vehicles = bag.has(Atom::Vehicle) && (held || bought) && !bag.has(Atom::Operation) && !bag.noun && bag.side.is_none();
    vehicles.then_some(("vehicles_purchased", ValueUnit::Vehicle))
}

/// The words that say nothing: 没有安排, where 没有 and 安排 stand beside each other.
pub(super) fn zero_words(tokens: &[Token], start: usize, end: usize) -> (usize, usize) {
    let after = tokens.iter().find(|t| t.start == end && t.word() == Some(Word::Arranged));
    (start, after.map_or(end, |t| t.end))
}

pub(super) fn key_of(reader: &Reader<'_>, start: usize, end: usize) -> Option<String> {
    reader.passage.key.get(start..end).map(str::to_owned)
}
