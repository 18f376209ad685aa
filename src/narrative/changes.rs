//! Changes, percents, and what is said without a number: no change, nothing.

use super::amounts::{About, percent_aspect, signed};
use super::clause::{self, Base, Lead};
use super::compose::{self, Subject};
use super::emit::{Said, resolution_of, value_of};
use super::lexicon::{Atom, Direction, Side, Word};
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use super::scope::{FrameKind, Mode};
use super::token::{Kind, Token};
use crate::diagnostics::Code;
use crate::facts::{Aspect, BudgetStage, Component, Measure, Part, Scheme, ValueUnit};
use crate::numerals::Class;
use rust_decimal::Decimal;

impl Reader<'_> {
    /// An amount of change.
    pub fn change(&mut self, lead: &Lead, number: &Numeral, about: About) {
        let (About::Named(subject) | About::Inherited(subject)) = about else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a change whose subject is not certain");
        };
        let Some(direction) = self.direction(lead, number) else { return };
        let Some(value) = signed(value_of(number), direction) else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a change whose sign is not certain");
        };
        let Some((stage, year, base)) = self.counted_from(lead) else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a change whose base is not certain");
        };
        self.spoken_of(&subject, lead);
        self.scope().direction = Some(direction);
        let said = Said {
            aspect: Aspect::Change,
            stage,
            year,
            base: Some(base),
            unit: ValueUnit::WanYuan,
            value,
            resolution: resolution_of(number),
            parent: None,
        };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
    }

    fn spoken_of(&mut self, subject: &Subject, lead: &Lead) {
        if lead.phrase.is_some() || !lead.path.is_empty() {
            self.adopt(subject);
        }
        self.scope().base_open = false;
    }

    /// The direction of a change; a choice that the template left open follows the other figure of the sentence.
    fn direction(&mut self, lead: &Lead, number: &Numeral) -> Option<Direction> {
        match lead.direction {
            Some(Direction::Choice) => {
                self.diagnose(
                    Code::TemplateResidue,
                    lead.direction_at.map_or(number.start, |d| d.0),
                    number.end,
                    "a direction that the template left open",
                );
                match self.scope().direction {
                    _ if number.printed.value.is_zero() => Some(Direction::Flat),
                    Some(known @ (Direction::Up | Direction::Down)) => Some(known),
                    _ => None,
                }
            }
            Some(Direction::Flat) => number.printed.value.is_zero().then_some(Direction::Flat),
            other => other,
        }
    }

    /// Stage and year of what changed, and of the base: named here, in the clause before, or the year before.
    fn counted_from(&mut self, lead: &Lead) -> Option<Counted> {
        if lead.first_base.is_some() {
            // One figure cannot be counted from two bases.
            return None;
        }
        let named = lead.base.filter(|b| b.is_named());
        if let Some(base) = named {
            self.scope().base = Some(base);
        }
        if lead.stage.is_some() && lead.direction.is_some() {
            self.scope().stage = lead.stage;
        }
        let base = named.or(self.scope().base).unwrap_or(Base { prior_year: true, ..Base::default() });
        let (stage, year) = self.change_stage_year(base);
        let resolved = self.resolve(base, stage, year)?;
        Some((stage, year, resolved))
    }

    pub fn change_percent(&mut self, _lead: &Lead, number: &Numeral, about: About, direction: Direction) {
        let (About::Named(subject) | About::Inherited(subject)) = about else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose subject is not certain");
        };
        let Some(value) = signed(number.printed.value, direction) else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose sign is not certain");
        };
        let Some((stage, year, base)) = self.counted_from(_lead) else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose base is not certain");
        };
        self.spoken_of(&subject, _lead);
        self.scope().direction = Some(direction);
        let said = Said {
            aspect: Aspect::ChangePercent,
            stage,
            year,
            base: Some(base),
            unit: ValueUnit::Percent,
            value,
            resolution: resolution_of(number),
            parent: None,
        };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
    }

    /// A percent: of change, of a whole, of what was planned.
    pub fn percent(&mut self, lead: &Lead, number: &Numeral, tokens: &[Token], all: &[Token], i: usize) -> usize {
        if self.limited_to().is_some() {
            self.explain(number.start, number.digits_end, Class::Statement);
            return i + 1;
        }
        let about = self.about_percent(lead, tokens);
        match percent_aspect(lead) {
            Some(Aspect::ChangePercent) => {
                if let Some(direction) = self.direction(lead, number) {
                    if self.percent_pair(lead, number, &about, direction, all, i) {
                        return i + 3;
                    }
                    self.change_percent(lead, number, about, direction);
                }
            }
            Some(Aspect::SharePercent) => self.share(lead, number, about),
            Some(Aspect::CompletionPercent) => self.completion(lead, number, about, lead.completion.flatten()),
            _ => self.bare_percent(lead, number, about, all, i),
        }
        i + 1
    }

    /// 各下降4%、5%: the first of revenue, the second of expenditure.
    fn percent_pair(&mut self, lead: &Lead, number: &Numeral, about: &About, direction: Direction, all: &[Token], i: usize) -> bool {
        let (About::Named(subject) | About::Inherited(subject)) = about else { return false };
        let second = all.get(i + 2).and_then(|t| match &t.kind {
            Kind::Number(n) if n.unit == Some(Unit::Percent) => Some(n.clone()),
            _ => None,
        });
        let joined = matches!(all.get(i + 1).map(|t| &t.kind), Some(Kind::Dunhao | Kind::Comma));
        let (Some(second), true, true) = (second, joined, subject.both && lead.each) else { return false };
        let revenue = Subject { both: false, ..subject.clone() };
        let expenditure = Subject { both: false, measure: Measure::Expenditure, ..subject.clone() };
        self.change_percent(lead, number, About::Inherited(revenue), direction);
        self.change_percent(lead, &second, About::Inherited(expenditure), direction);
        true
    }

    fn about_percent(&mut self, lead: &Lead, tokens: &[Token]) -> About {
        let plain = lead.phrase.is_none() && lead.path.is_empty() && lead.bag.is_weak();
        if plain && (lead.gap_before.is_none() || lead.base.is_some() || lead.completion.is_some()) {
            return match self.scope().subject.clone() {
                Some(subject) if lead.bag.side.is_none() || lead.direction.is_none() => About::Inherited(subject),
                _ => self.about(lead, tokens),
            };
        }
        self.about(lead, tokens)
    }

    fn share(&mut self, lead: &Lead, number: &Numeral, about: About) {
        let (About::Named(subject) | About::Inherited(subject)) = about else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a share whose subject is not certain");
        };
        if lead.direction.is_some() || number.printed.value.is_sign_negative() {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a change of a share");
        }
        let (stage, year) = self.own_level(&subject);
        let parent = self.whole_of(lead, &subject);
        let said = Said {
            aspect: Aspect::SharePercent,
            stage,
            year,
            base: None,
            unit: ValueUnit::Percent,
            value: number.printed.value,
            resolution: resolution_of(number),
            parent,
        };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
    }

    /// Stage and year of the last level of a subject.
    fn own_level(&mut self, subject: &Subject) -> (Option<BudgetStage>, Option<i32>) {
        let last = self.scope().last_level.and_then(|l| self.drafts.get(l)).filter(|d| d.subject.same_as(subject) || subject.both);
        last.map_or((Some(self.context.own_stage()), self.context.identity.fiscal_year), |d| (d.fact.stage, d.fact.year))
    }

    /// The fact that a share is taken of: the one that the words name, else the one that the subject is part of.
    fn whole_of(&mut self, lead: &Lead, subject: &Subject) -> Option<usize> {
        let bag = lead.share.as_ref().filter(|b| !b.is_weak() || b.side.is_some());
        let named = bag.and_then(|b| compose::money(b, self.around(None, None)));
        let level = |d: &super::emit::Draft| d.fact.aspect == Aspect::Level;
        if let Some(whole) = named {
            let exact = self.drafts.iter().rposition(|d| level(d) && d.subject.same_as(&whole));
            return exact.or_else(|| {
                self.drafts.iter().rposition(|d| {
                    level(d)
                        && d.subject.measure == whole.measure
                        && d.subject.is_total() == whole.is_total()
                        && d.subject.fund == whole.fund
                        && !d.subject.is_item()
                })
            });
        }
        let last = self.scope().last_level.filter(|l| self.drafts.get(*l).is_some_and(|d| d.subject.same_as(subject)));
        last.and_then(|l| self.drafts.get(l)).and_then(|d| d.fact.parent).or(self.scope().parent)
    }

    fn completion(&mut self, lead: &Lead, number: &Numeral, about: About, stage: Option<BudgetStage>) {
        let (About::Named(subject) | About::Inherited(subject)) = about else {
            return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose subject is not certain");
        };
        let adjusted = self.scope().adjusted;
        let base_stage = match stage {
            Some(stage @ (BudgetStage::Budget | BudgetStage::AdjustedBudget)) => stage,
            Some(_) => return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent whose base is not certain"),
            None if adjusted => BudgetStage::AdjustedBudget,
            None => BudgetStage::Budget,
        };
        let own_year = self.context.identity.fiscal_year;
        let (level_stage, level_year) = self.scope().level_at;
        let (stage, year) = match level_stage {
            Some(s @ (BudgetStage::Final | BudgetStage::Execution)) => (s, level_year.or(own_year)),
            _ if self.final_accounts() => (BudgetStage::Final, own_year),
            _ => return self.diagnose(Code::UnattributedAmount, number.start, number.end, "a completion of a budget by itself"),
        };
        let base_year = lead.year.or(year);
        let said = Said {
            aspect: Aspect::CompletionPercent,
            stage: Some(stage),
            year,
            base: Some((Some(base_stage), base_year)),
            unit: ValueUnit::Percent,
            value: number.printed.value,
            resolution: resolution_of(number),
            parent: None,
        };
        self.emit(&subject, number.start, number.digits_end, Some(number), said);
    }

    /// A percent without a word of its own: in brackets after a change; 为年初预算的98%.
    fn bare_percent(&mut self, lead: &Lead, number: &Numeral, about: About, all: &[Token], i: usize) {
        if let Some(stage @ (BudgetStage::Budget | BudgetStage::AdjustedBudget)) = lead.stage
            && i > 0
            && self.final_accounts()
            && all.get(i - 1).is_some_and(|t| self.passage.key.get(t.start..t.end) == Some("的"))
        {
            return self.completion(lead, number, about, Some(stage));
        }
        let bracketed = i > 0 && all[i - 1].kind == Kind::Open && self.stack.last().is_some_and(|f| f.kind == FrameKind::Bracket);
        let after_change = self.drafts.last().is_some_and(|d| d.fact.aspect == Aspect::Change);
        match (bracketed && after_change, self.scope().direction) {
            (true, Some(direction)) => self.change_percent(lead, number, about, direction),
            _ => self.diagnose(Code::UnattributedAmount, number.start, number.end, "a percent without a word that says of what"),
        }
    }

    /// A clause without an amount: what it names for the clauses after it, and what it says in words.
    pub fn close_clause(&mut self, boundary: &Kind) {
        let tokens = std::mem::take(&mut self.lead);
        if tokens.is_empty() || self.scope().mode == Mode::Reason {
            return;
        }
        let key = self.passage.key.clone();
        let lead = clause::analyse(&tokens, &key);
        if self.scope().mode == Mode::Purpose {
            return;
        }
        if lead.not_applicable {
            return;
        }
        let flat = lead.direction == Some(Direction::Flat);
        if self.limited_to().is_none() {
            if flat && lead.negative.is_none() {
                return self.flat(&lead, &tokens);
            }
            if (lead.negative.is_some() || lead.zero.is_some()) && lead.direction.is_none() && self.zero(&lead, &tokens) {
                return;
            }
            // 公务接待费有所减少: said of a name, without a figure.
            let vague = lead.near && lead.phrase.is_some();
            if lead.direction.is_some() && (lead.base.is_some_and(Base::is_named) || vague) && lead.negative.is_none() {
                if let Some((start, end)) = lead.direction_at {
                    self.diagnose(Code::ChangeWithoutNumber, start, end, "a direction without a number");
                }
                self.scope().base = lead.base;
                return;
            }
        }
        self.carry_forward(&lead, &tokens, boundary);
    }

    /// A subject, base, stage or year that stands in a clause of its own before its amount.
    fn carry_forward(&mut self, lead: &Lead, tokens: &[Token], boundary: &Kind) {
        if let Some(base) = lead.base.filter(|b| b.is_named()) {
            let scope = self.scope();
            (scope.base, scope.base_open) = (Some(base), true);
        }
        self.remember(lead);
        self.remember_count(lead);
        let announced = match (lead.by_function, lead.by_economic) {
            (true, false) => Some(Scheme::Function),
            (false, true) => Some(Scheme::Economic),
            _ => None,
        };
        if announced.is_some() && *boundary != Kind::Stop {
            self.scope().scheme = announced;
        }
        if lead.direction.is_some() || lead.negative.is_some() {
            return;
        }
        let gaps = lead.gap_after.is_some() || lead.dunhao;
        let named = lead.phrase.is_some() || !lead.path.is_empty();
        // 支出预算：2019年年初预算数100万元.
        let side = lead.bag.side.is_some() && matches!(boundary, Kind::Colon) && lead.gap_before.is_none();
        if !named || gaps || lead.bag.is_weak() && lead.path.is_empty() && !side {
            let text = lead.gap_after.or(lead.gap_before);
            let office = text.and_then(|(s, e)| key_of(self, s, e)).is_some_and(|t| self.is_office(&t));
            if text.is_some() && !office && !matches!(boundary, Kind::Colon) {
                self.scope().doubt = true;
            }
            if let (Some(fund), true) = (lead.bag.funds.last(), lead.scope) {
                self.scope().fund = Some(*fund);
            }
            return;
        }
        if lead.path.is_empty() && [Atom::Group, Atom::Batch, Atom::Persons, Atom::Project].into_iter().any(|a| lead.bag.has(a)) {
            return;
        }
        match self.about(lead, tokens) {
            About::Named(subject) => {
                self.adopt(&subject);
                let scope = self.scope();
                scope.doubt = false;
                if lead.scope && subject.fund.is_some() {
                    scope.fund = subject.fund;
                }
            }
            _ => self.scope().doubt = true,
        }
    }

    /// 与上年持平: a change of 0, in the measure's own unit; no percent.
    fn flat(&mut self, lead: &Lead, tokens: &[Token]) {
        let Some((start, end)) = lead.direction_at else { return };
        let base = lead.base.filter(|b| b.is_named());
        let known = base.is_some() || self.scope().base.is_some();
        if lead.opaque || lead.base_gap >= 4 {
            return;
        }
        let about = self.about(lead, tokens);
        if lead.near {
            return self.diagnose(Code::ChangeWithoutNumber, start, end, "no change, but not quite");
        }
        let named = matches!(about, About::Named(_));
        let (About::Named(subject) | About::Inherited(subject)) = about else { return };
        if !known && !named || self.scope().performance && subject.measure == Measure::Performance {
            return;
        }
        if matches!(subject.measure, Measure::Headcount | Measure::Quantity | Measure::Performance | Measure::Assets) {
            return;
        }
        let bases: Vec<Option<Base>> = match lead.first_base {
            Some(first) => vec![Some(first), lead.base],
            None => vec![lead.base],
        };
        for base in bases {
            let one = Lead { base, first_base: None, ..lead.clone() };
            let Some((stage, year, base)) = self.counted_from(&one) else { continue };
            if self.said_already(&subject, base) {
                continue;
            }
            self.spoken_of(&subject, lead);
            let said = Said {
                aspect: Aspect::Change,
                stage,
                year,
                base: Some(base),
                unit: ValueUnit::WanYuan,
                value: Decimal::ZERO,
                resolution: Decimal::ZERO,
                parent: None,
            };
            self.emit(&subject, start, end, None, said);
        }
    }

    /// 与上年持平，无增减变化: said twice in one sentence.
    fn said_already(&mut self, subject: &Subject, base: (Option<BudgetStage>, Option<i32>)) -> bool {
        let (group, fund) = (self.group(), self.fund_of(subject));
        self.drafts.iter().rev().take_while(|d| d.group == group).any(|d| {
            d.fact.fund == fund
                && d.fact.aspect == Aspect::Change
                && d.subject.same_as(subject)
                && (d.fact.base_stage, d.fact.base_year) == base
                && d.fact.place.end_char > 0
                && d.fact.value.is_zero()
                && d.fact.printed.chars().all(|c| !c.is_ascii_digit())
        })
    }

    /// 没有安排政府采购预算, 无“三公”经费支出, 购置费为零: a disclosed zero. False when the clause states none.
    fn zero(&mut self, lead: &Lead, tokens: &[Token]) -> bool {
        let Some((start, end)) = lead.zero.or(lead.negative) else { return false };
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
        if let Some((key, unit)) = counted_nothing(&lead.bag, self.passage.part) {
            return self.no_count(key, unit, lead, zero_words(tokens, start, end));
        }
        let (stage, year) = self.level_stage_year(lead);
        let stock =
            subject.measure == Measure::Assets && !matches!(subject.item_key.as_deref(), Some("planned_purchase" | "procurement_plan"));
        if stock {
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
            let parent = self.parent_of(subject);
            let made = self.emit(subject, from, to, None, Said { parent, ..said });
            let scope = self.scope();
            scope.last_level = made;
            scope.children += 1;
        }
        if let Some(subject) = subjects.into_iter().next_back() {
            self.adopt(&subject);
        }
        let scope = self.scope();
        (scope.level_at, scope.doubt) = ((stage, year), false);
        true
    }

    /// 无因公出国（境）人员: a count of 0.
    fn no_count(&mut self, key: &str, unit: ValueUnit, lead: &Lead, (from, to): (usize, usize)) -> bool {
        let (stage, year) = (Some(self.context.own_stage()), lead.year.or(self.context.identity.fiscal_year));
        let said =
            Said { aspect: Aspect::Level, stage, year, base: None, unit, value: Decimal::ZERO, resolution: Decimal::ZERO, parent: None };
        self.emit(&Subject::keyed(Measure::Quantity, key), from, to, None, said);
        true
    }

    fn subject_of_nothing(&mut self, lead: &Lead, tokens: &[Token]) -> Option<Subject> {
        let mut lead = lead.clone();
        let named = lead.phrase.is_some() || !lead.path.is_empty();
        if !named || lead.bag.is_weak() {
            return None;
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

    /// 无政府性基金预算财政拨款收入和支出: the source and the expenditure.
    fn sides_of_nothing(&self, subject: Subject) -> Vec<Subject> {
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
fn counted_nothing(bag: &compose::Bag, part: Option<Part>) -> Option<(&'static str, ValueUnit)> {
    let overseas = bag.has(Atom::Overseas) && !bag.noun;
    if overseas && bag.has(Atom::Persons) {
        return Some(("overseas_persons", ValueUnit::Person));
    }
    if overseas && bag.has(Atom::Group) {
        return Some(("overseas_trips", ValueUnit::Trip));
    }
    let vehicles = part == Some(Part::StateAssets) && bag.has(Atom::Vehicle) && bag.has(Atom::Purchase) && !bag.noun && bag.side.is_none();
    vehicles.then_some(("vehicles_purchased", ValueUnit::Vehicle))
}

type Counted = (Option<BudgetStage>, Option<i32>, (Option<BudgetStage>, Option<i32>));

fn key_of(reader: &Reader<'_>, start: usize, end: usize) -> Option<String> {
    reader.passage.key.get(start..end).map(str::to_owned)
}

/// The words that say nothing: 没有安排, where 没有 and 安排 stand beside each other.
fn zero_words(tokens: &[Token], start: usize, end: usize) -> (usize, usize) {
    let after = tokens.iter().find(|t| t.start == end && t.word() == Some(Word::Arranged));
    (start, after.map_or(end, |t| t.end))
}
