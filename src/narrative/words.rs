//! What is said without a number: a subject or a base for the clauses after it, no change, nothing.

use super::about::About;
use super::base::Figure;
use super::clause::{self, Base, Lead};
use super::compose::Subject;
use super::emit::{RECENT, Said};
use super::lexicon::{Atom, Direction, Side, Word};
use super::nothing::key_of;
use super::reader::Reader;
use super::scope::{FrameKind, Mode};
use super::token::{Kind, Token};
use crate::diagnostics::Code;
use crate::facts::{Aspect, BudgetStage, Component, Measure, Scheme, ValueUnit};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// A clause without an amount: what it names for the clauses after it, and what it says in words.
    pub fn close_clause(&mut self, boundary: &Kind) {
        let tokens = std::mem::take(&mut self.lead);
        if tokens.is_empty() || self.scope().mode == Mode::Reason {
            return;
        }
        let key = self.key.clone();
        let lead = clause::analyse(&tokens, &key);
        if self.scope().mode == Mode::Purpose {
            return;
        }
        if lead.not_applicable {
            return;
        }
        let lead = same_as_before(lead, &tokens, &key, boundary);
        let lead = sides_equal(lead, &key);
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
    pub(super) fn carry_forward(&mut self, lead: &Lead, tokens: &[Token], boundary: &Kind) {
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
            self.announce_last();
        }
        if lead.direction.is_some() || lead.negative.is_some() {
            return;
        }
        let gaps = lead.gap_after.is_some() || lead.dunhao;
        let named = lead.phrase.is_some() || !lead.path.is_empty();
        // 支出预算：2019年年初预算数100万元.
        let side = lead.bag.side.is_some() && matches!(boundary, Kind::Colon) && lead.gap_before.is_none();
        if !named || gaps || lead.bag.is_weak() && lead.path.is_empty() && !side {
            // 2）2040604基层司法业务：年初预算数3万元，决算数4万元: the name of a class before a colon is what its amounts are of.
            if *boundary == Kind::Colon && self.class_before_colon(lead, tokens) {
                return;
            }
            let text = lead.gap_after.or(lead.gap_before);
            let office = text.and_then(|(s, e)| key_of(self, s, e)).is_some_and(|t| self.is_office(&t));
            // 2、其他款2040604：年初预算数3万元, an item of a list by a name that no word knows: its amounts are not those of the item before.
            let item =
                !named && text.is_some_and(|(s, e)| e - s >= 6) && self.stack.last().is_some_and(|f| matches!(f.kind, FrameKind::List(_)));
            if text.is_some() && !office && (item || !matches!(boundary, Kind::Colon)) {
                self.scope().doubt = true;
            }
            if let (Some(fund), true) = (lead.bag.fund().flatten(), lead.scope) {
                self.scope().fund = Some(fund);
            }
            return;
        }
        if lead.path.is_empty() && [Atom::Group, Atom::Batch, Atom::Persons, Atom::Project].into_iter().any(|a| lead.bag.has(a)) {
            return;
        }
        match self.about(lead, tokens) {
            // “三公”经费3万元，全部为公务接待费，比上年减少…: of which of the two is not said.
            About::Named(_) if self.says_all(lead) => {
                let scope = self.scope();
                (scope.subject, scope.doubt) = (None, true);
            }
            About::Named(mut subject) => {
                // 当年支出 as a heading: the page makes no difference between it and all of it.
                if self.passage.heading && subject.component == Some(Component::Current) && subject.fund.is_some() {
                    subject.component = Some(Component::Total);
                }
                self.adopt(&subject);
                self.announce(&subject);
                let scope = self.scope();
                (scope.doubt, scope.lost_amount) = (false, false);
                if lead.scope && subject.fund.is_some() {
                    scope.fund = subject.fund;
                }
            }
            // 支出方面：2022年安排支出预算100万元, under a heading on expenditure: the side is what was spoken of.
            About::Inherited(_) if side && lead.bag.is_side_or_weak() => {}
            _ => self.scope().doubt = true,
        }
    }

    /// Takes the class that a clause before a colon names by itself.
    fn class_before_colon(&mut self, lead: &Lead, tokens: &[Token]) -> bool {
        if lead.dunhao || !lead.path.is_empty() || lead.base.is_some() || lead.gap_after.or(lead.gap_before).is_none() {
            return false;
        }
        let Some(About::Named(subject)) = self.class_of(lead, tokens) else { return false };
        self.adopt(&subject);
        self.announce(&subject);
        let scope = self.scope();
        (scope.doubt, scope.lost_amount) = (false, false);
        true
    }

    /// True for 全部为公务接待费 after an amount: what the whole of it is.
    fn says_all(&self, lead: &Lead) -> bool {
        let Some(start) = lead.phrase.map(|p| p.0).or(lead.path.first().map(|s| s.start)) else { return false };
        let before = self.key.get(..start).unwrap_or_default();
        let all = ["全部为", "全部是", "全部系", "全为", "均为", "均是", "都是", "都为", "全部来自", "全部用于", "全部来源于"];
        all.iter().any(|w| before.ends_with(w)) && self.drafts.last().is_some_and(|d| d.sentence == self.sentences)
    }

    /// 与上年持平: a change of 0, in the measure's own unit; no percent.
    pub(super) fn flat(&mut self, lead: &Lead, tokens: &[Token]) {
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
        if !named && self.counted_last().is_some() {
            // 公务接待费2万元，接待12批次96人次，与上年持平: the money, the groups or the people.
            return self.diagnose(Code::ChangeWithoutNumber, start, end, "no change, after a count");
        }
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
            let Some(((stage, year), base)) = self.counted_from(&one, &subject, Figure::Amount(Decimal::ZERO)) else { continue };
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
    pub(super) fn said_already(&mut self, subject: &Subject, base: (Option<BudgetStage>, Option<i32>)) -> bool {
        let (group, fund) = (self.group(), self.fund_of(subject));
        self.drafts.iter().rev().take(RECENT).take_while(|d| d.group == group).any(|d| {
            d.fact.fund == fund
                && d.fact.aspect == Aspect::Change
                && d.subject.same_as(subject)
                && (d.fact.base_stage, d.fact.base_year) == base
                && d.fact.place.end_char > 0
                && d.fact.value.is_zero()
                && d.fact.printed.chars().all(|c| !c.is_ascii_digit())
        })
    }
}

/// 收入预算与支出预算相等: the two sides equal each other, and nothing is said of a change.
fn sides_equal(mut lead: Lead, key: &str) -> Lead {
    let word = lead.direction_at.and_then(|(start, end)| key.get(start..end));
    if word == Some("相等") && lead.bag.side == Some(Side::Both) && !lead.base.is_some_and(Base::is_named) && lead.negative.is_none() {
        (lead.direction, lead.direction_at) = (None, None);
    }
    lead
}

/// 支出预算560万元，同上年。: it is the same.
fn same_as_before(mut lead: Lead, tokens: &[Token], key: &str, boundary: &Kind) -> Lead {
    let ends = matches!(boundary, Kind::Stop | Kind::Semicolon);
    if !ends || lead.direction.is_some() || lead.base_closed || lead.base_gap > 0 || !lead.base.is_some_and(|b| b.prior_year) {
        return lead;
    }
    let found =
        tokens.iter().rposition(|t| t.word() == Some(Word::Compare)).filter(|at| key.get(tokens[*at].start..tokens[*at].end) == Some("同"));
    if let (Some(at), Some(last)) = (found, tokens.last()) {
        (lead.direction, lead.direction_at) = (Some(Direction::Flat), Some((tokens[at].start, last.end)));
    }
    lead
}
