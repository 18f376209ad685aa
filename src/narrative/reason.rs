//! Where a reason or a purpose ends before its sentence does.

use super::clause::{self, Base};
use super::lexicon::{Atom, Direction, Side, Word};
use super::list::Style;
use super::numeral::Unit;
use super::reader::Reader;
use super::scope::Mode;
use super::token::{Kind, Token};
use super::uses::Use;
use crate::facts::{Aspect, Measure, Part, ValueUnit};
use crate::normalise::classes::{ClassScheme, is_class_name};

/// How many tokens ahead it is looked for what tells a reason from a statement: a sentence of that length is no sentence.
pub(super) const LOOK_AHEAD: usize = 400;

impl Reader<'_> {
    /// After ；: true when what follows is a statement of its own and no longer part of the reason.
    pub(super) fn reason_ends(&mut self, rest: &[Token]) -> bool {
        if rest.first().is_some_and(|t| t.kind == Kind::List(Style::Spoken)) {
            return false;
        }
        if self.compares_anew(rest) {
            return true;
        }
        if self.states_beside(rest) || self.states_nothing(rest) {
            return true;
        }
        // Where the reason has amounts, so may its next clause; one that is given a reason itself is none.
        if self.scope().reason_amounts {
            return (is_reasoned(rest) || self.of_both_totals(rest)) && self.states(rest);
        }
        // 主要原因是业务增加；比2020年度增加1万元: another base of the same statement.
        if compares(rest) && (!self.scope().reason_named || is_reasoned(rest)) {
            return true;
        }
        rest.first().is_some_and(|t| matches!(t.kind, Kind::List(_))) || self.states(rest)
    }

    /// 公务用车运行维护费9万元，原因是没有变动；未发生因公出国（境）费支出: another item of the same list, and nothing of it.
    fn states_nothing(&self, rest: &[Token]) -> bool {
        let until = rest.iter().position(|t| t.boundary() || matches!(t.kind, Kind::Number(_))).unwrap_or(rest.len());
        let ends = rest.get(until).is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Semicolon));
        let lead = clause::analyse(&rest[..until], &self.passage.key);
        let plain =
            lead.gap_before.is_none() && lead.gap_after.is_none() && lead.direction.is_none() && lead.base.is_none() && !lead.dunhao;
        let item = lead.bag.noun || lead.bag.side == Some(Side::Expenditure);
        let fee = [Atom::Overseas, Atom::Reception, Atom::Vehicle].into_iter().any(|atom| lead.bag.has(atom));
        let given = self.drafts.last().is_some_and(|d| d.sentence == self.sentences && d.subject.measure == Measure::ThreePublic);
        ends && plain && lead.negative.is_some() && lead.absent && item && fee && given && self.passage.part == Some(Part::ThreePublic)
    }

    /// 收支预算总额减少130万元: all that comes in and goes out is the reason of nothing else.
    fn of_both_totals(&self, rest: &[Token]) -> bool {
        let until = rest.iter().position(|t| t.boundary() || matches!(t.kind, Kind::Number(_))).unwrap_or(rest.len());
        let bag = clause::analyse(&rest[..until], &self.passage.key).bag;
        bag.side == Some(Side::Both) && bag.total && bag.component.is_none()
    }

    /// 收入预算90万元，主要是人员增加；支出预算90万元: the other side. 人员经费60万元，原因是补发8万元；公用经费10万元，比上年减少1万元: the next component, with its own comparison.
    fn states_beside(&mut self, rest: &[Token]) -> bool {
        let until = rest.iter().position(|t| t.boundary() || matches!(t.kind, Kind::Number(_))).unwrap_or(rest.len());
        let amount = matches!(rest.get(until).map(|t| &t.kind), Some(Kind::Number(n)) if matches!(n.unit, Some(Unit::Money(_))));
        let lead = clause::analyse(&rest[..until], &self.passage.key);
        let plain =
            lead.direction.is_none() && lead.base.is_none() && lead.gap_before.is_none() && lead.gap_after.is_none() && !lead.dunhao;
        let Some(subject) = self.scope().subject.clone().filter(|_| amount && plain) else { return false };
        let side = match subject.measure {
            Measure::Revenue => Some(Side::Expenditure),
            Measure::Expenditure => Some(Side::Revenue),
            _ => None,
        };
        let other = subject.is_total() && side.is_some() && lead.bag.side == side && lead.bag.is_side_or_weak();
        let after = rest.get(until + 1).is_some_and(|t| t.kind == Kind::Comma) && compares(rest.get(until + 2..).unwrap_or_default());
        let next = subject.component.is_some()
            && subject.measure == Measure::Expenditure
            && lead.bag.component.is_some_and(|c| subject.component != Some(c));
        other || next && after
    }

    /// True when the clause names its subject and states a number of it, or no change against a base.
    fn states(&self, rest: &[Token]) -> bool {
        // 单价50万元以上通用设备1台: the limit belongs to the name.
        let limit = |at: usize| rest.get(at + 1).and_then(Token::word) == Some(Word::Threshold);
        let open = |(at, t): &(usize, &Token)| !t.boundary() && t.kind != Kind::Open && (!matches!(t.kind, Kind::Number(_)) || limit(*at));
        let count = rest.iter().enumerate().take_while(open).count();
        let clause: Vec<Token> = rest[..count].iter().filter(|t| !matches!(t.kind, Kind::Number(_))).cloned().collect();
        let numbered = rest.get(count).is_some_and(|t| matches!(t.kind, Kind::Number(_)));
        let lead = clause::analyse(&clause, &self.passage.key);
        let unchanged = lead.direction == Some(Direction::Flat) && lead.base.is_some_and(Base::is_named);
        // 2020年本部门预算支出100万元: a side with a year of its own, though the side alone would name nothing.
        let named = !lead.bag.is_weak() || lead.year.is_some() && lead.bag.side.is_some() && lead.direction.is_none();
        (numbered || unchanged) && lead.gap_before.is_none() && lead.gap_after.is_none() && named
    }

    /// 一是一般公共预算收入900万元: the item names money and states its amount; one that states a change gives a reason.
    pub(super) fn item_states(&self, rest: &[Token]) -> bool {
        let clause: Vec<Token> = rest.iter().take_while(|t| !t.boundary() && !matches!(t.kind, Kind::Number(_))).cloned().collect();
        let amount = rest.get(clause.len()).is_some_and(|t| matches!(&t.kind, Kind::Number(n) if matches!(n.unit, Some(Unit::Money(_)))));
        let lead = clause::analyse(&clause, &self.passage.key);
        let named =
            !lead.bag.funds.is_empty() || lead.bag.source.is_some() || lead.bag.component.is_some() || !lead.bag.measures.is_empty();
        let plain = lead.direction.is_none() && lead.gap_before.is_none() && lead.gap_after.is_none() && lead.base.is_none();
        amount && (named || lead.bag.has(Atom::Carry)) && plain
    }

    /// After a comma inside a reason or a purpose: true when the sentence goes back to what it states. A date (截至2022年12月31日，公务用车保有量 …), a comparison without a
    /// name of its own (主要原因是厉行节约，与上年相比减少1万元), a statement that is given a reason itself.
    pub(super) fn resumes(&mut self, rest: &[Token]) -> bool {
        let first = rest.first();
        if first.is_some_and(|t| t.word() == Some(Word::PeriodEnd) && self.passage.key[t.start..].starts_with('截')) {
            return true;
        }
        if self.scope().mode == Mode::Purpose {
            return matches!(first.map(|t| &t.kind), Some(Kind::Year(_))) && self.states(rest);
        }
        if self.scope().reason_leads && (compares(rest) || self.states_main(rest)) {
            return true;
        }
        // 主要是新增项目5万元，资金来源为一般公共预算拨款90万元.
        if first.is_some_and(|t| self.passage.key.get(t.start..t.end) == Some("资金来源")) && self.states(rest) {
            return true;
        }
        if self.scope().mode != Mode::Reason || self.scope().reason_amounts {
            return false;
        }
        if self.restates(rest) || self.passage.part == Some(Part::ThreePublic) && counts_anew(rest) {
            return true;
        }
        if !self.scope().reason_named && self.compares_anew(rest) {
            return true;
        }
        if is_reasoned(rest) && self.states(rest) {
            return true;
        }
        // 项目支出增加，较上年增加10万元 may be of the projects; 减少的主要原因是 after it speaks of the statement before.
        (!self.scope().reason_named || self.reason_of_change(rest)) && compares(rest)
    }

    /// 与年初预算相比增加60万元，变动原因：…；与上年决算相比，减少40万元: another base, and no name or that of the totals: the statement goes on.
    fn compares_anew(&mut self, rest: &[Token]) -> bool {
        let Some(known) = self.scope().base.filter(|_| compares(rest)) else { return false };
        let until = rest.iter().position(|t| matches!(t.kind, Kind::Number(_))).unwrap_or(rest.len());
        let base = clause::analyse(&rest[..until], &self.passage.key).base;
        base.is_some_and(|b| (b.prior_year, b.year.is_some()) != (known.prior_year, known.year.is_some()) || b.stage != known.stage)
    }

    /// True when the reason at this token stands before what it is the reason of: at the head of its sentence, after a name without an amount, or before any change was stated.
    pub(super) fn reason_leads(&mut self, tokens: &[Token], i: usize) -> bool {
        let Some(token) = tokens.get(i) else { return false };
        // 收入减少的主要原因是人员减少，较上年减少10万元.
        let named = self.lead.last().and_then(|t| self.passage.key.get(t.start..t.end));
        let of_change = matches!(named, Some("减少的" | "增加的"))
            || self.lead.iter().any(|t| matches!(t.word(), Some(Word::Direction(Direction::Up | Direction::Down))));
        let before = self.passage.key.get(token.start..token.end).is_some_and(|t| self.lexicon.uses.is(t, Use::LeadsReason));
        let last = self.drafts.last().filter(|d| d.sentence == self.sentences);
        (before || of_change) && last.is_none_or(|d| d.fact.aspect == Aspect::Level)
    }

    /// 收入和支出减少的主要原因是: what the direction is said of, and no change yet.
    pub(super) fn drop_direction(&mut self) {
        let at = self.lead.len().saturating_sub(2);
        let of = self.lead.last().is_some_and(|t| self.passage.key.get(t.start..t.end) == Some("的"));
        if of && self.lead.get(at).is_some_and(|t| matches!(t.word(), Some(Word::Direction(_)))) {
            self.lead.truncate(at);
        }
    }

    /// 我局2020年支出预算100万元, 2020年三公经费支出5万元: a clause that begins with whose or when it is, and states a level.
    fn states_main(&self, rest: &[Token]) -> bool {
        let head = rest.first().is_some_and(|t| matches!(t.kind, Kind::Year(_) | Kind::Word(Word::Own)));
        let until = rest.iter().take(LOOK_AHEAD).position(|t| matches!(t.kind, Kind::Number(_))).unwrap_or(0);
        let year = rest[..until].iter().any(|t| matches!(t.kind, Kind::Year(_)));
        let lead = clause::analyse(&rest[..until], &self.passage.key);
        // 由于追加补助，2020年收支预算比上年增加10万元.
        let changed = lead.base.is_some_and(Base::is_named) && lead.bag.side.is_some() && lead.bag.component.is_none();
        head && year && (lead.direction.is_none() || changed) && self.states(rest)
    }

    /// 三公经费与上年持平，原因是任务相同，2022年预算为4万元: the year of the disclosure and a stage, and no name.
    fn restates(&self, rest: &[Token]) -> bool {
        let year = rest.first().is_some_and(|t| matches!(t.kind, Kind::Year(y) if Some(y) == self.context.identity.fiscal_year));
        let mut after = rest.iter().skip(1).skip_while(|t| matches!(t.word(), Some(Word::Stage(_) | Word::Filler | Word::Arranged)));
        let stage = rest.get(1).is_some_and(|t| matches!(t.word(), Some(Word::Stage(_))));
        year && stage && after.next().is_some_and(|t| matches!(&t.kind, Kind::Number(n) if matches!(n.unit, Some(Unit::Money(_)))))
    }

    /// In a reason: 具体包括：办公费10万元 under 机关运行经费, 其中购置费0万元 of 公务用车购置及运行维护费. The list divides what was spoken of before the reason.
    pub(super) fn goes_back_to_parts(&mut self, tokens: &[Token], i: usize) -> bool {
        let Some(subject) = self.scope().subject.clone() else { return false };
        let rest: Vec<Token> =
            tokens.iter().skip(i + 1).take(LOOK_AHEAD).skip_while(|t| matches!(t.kind, Kind::Colon | Kind::Comma)).cloned().collect();
        let until = rest.iter().position(|t| t.boundary() || matches!(t.kind, Kind::Number(_))).unwrap_or(rest.len());
        let numbered = matches!(rest.get(until).map(|t| &t.kind), Some(Kind::Number(_)));
        let lead = clause::analyse(&rest[..until], &self.passage.key);
        if !numbered
            || lead.direction.is_some()
            || lead.base.is_some()
            || self.scope().reason_amounts && subject.measure == Measure::ThreePublic
        {
            return false;
        }
        match subject.measure {
            Measure::AgencyOperating => class_named(&rest[..until], &self.passage.key, ClassScheme::Economic),
            Measure::ThreePublic => {
                let vehicle = subject.item_key.as_deref() == Some("official_vehicle");
                vehicle && lead.bag.noun && (lead.bag.has(Atom::Purchase) || lead.bag.has(Atom::Operation))
            }
            _ => false,
        }
    }

    /// 支出用于 directly before a function with its amount.
    pub(super) fn by_classes(&self, tokens: &[Token], i: usize) -> bool {
        let side = i.checked_sub(1).and_then(|b| tokens.get(b)).and_then(Token::word) == Some(Word::Side(Side::Expenditure));
        let rest = tokens.get(i + 1..).unwrap_or_default();
        let until = rest.iter().position(|t| t.boundary() || matches!(t.kind, Kind::Number(_))).unwrap_or(rest.len());
        side && matches!(rest.get(until).map(|t| &t.kind), Some(Kind::Number(_)))
            && class_named(&rest[..until], &self.passage.key, ClassScheme::Function)
    }

    /// After the total of an expenditure, and a comma: what follows the word is the name of a function with an amount.
    pub(super) fn divides_by_class(&mut self, tokens: &[Token], i: usize) -> bool {
        let comma = i.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| t.kind == Kind::Comma);
        let plain = self.scope().mode == Mode::Plain && self.lead.is_empty();
        let total = self.drafts.last().is_some_and(|d| {
            let level = d.sentence == self.sentences && d.fact.aspect == Aspect::Level;
            level && d.subject.measure == Measure::Expenditure && d.subject.is_total()
        });
        comma && plain && total && self.class_with_amount(tokens, i + 1)
    }

    /// The word is the first of a function's name, and the amount stands after it.
    pub(super) fn begins_class(&mut self, tokens: &[Token], i: usize) -> bool {
        self.scope().mode == Mode::Plain && self.lead.is_empty() && self.class_with_amount(tokens, i)
    }

    /// The words from here to the next number are the name of a function.
    fn class_with_amount(&self, tokens: &[Token], from: usize) -> bool {
        let rest = tokens.get(from..).unwrap_or_default();
        let until = rest.iter().position(|t| t.boundary() || matches!(t.kind, Kind::Number(_))).unwrap_or(rest.len());
        let amount = matches!(rest.get(until).map(|t| &t.kind), Some(Kind::Number(n)) if matches!(n.unit, Some(Unit::Money(_))));
        amount && class_named(&rest[..until], &self.passage.key, ClassScheme::Function)
    }

    /// 由 at the head of a clause whose sentence goes on to 组成 or 构成.
    pub(super) fn made_up_of(&mut self, tokens: &[Token], i: usize) -> bool {
        let key = self.key.clone();
        let head = self.lead.is_empty() && i.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| t.kind == Kind::Comma);
        if !head || self.scope().mode != Mode::Plain || tokens.get(i).and_then(|t| key.get(t.start..t.end)) != Some("由") {
            return false;
        }
        let sentence =
            tokens.iter().skip(i + 1).take(LOOK_AHEAD).take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Semicolon | Kind::Comma));
        sentence.filter_map(|t| key.get(t.start..t.end)).any(|t| matches!(t, "组成" | "构成"))
    }

    /// True when the sentence goes on with a reason for a change: 减少的主要原因是.
    fn reason_of_change(&self, rest: &[Token]) -> bool {
        let sentence = rest.iter().take(LOOK_AHEAD).take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Semicolon));
        let Some(reason) = sentence.clone().position(|t| t.word() == Some(Word::Reason)) else { return false };
        let of = reason.checked_sub(1).and_then(|at| rest.get(at)).is_some_and(|t| self.passage.key.get(t.start..t.end) == Some("的"));
        let change = reason.checked_sub(2).and_then(|at| rest.get(at)).and_then(Token::word);
        of && matches!(change, Some(Word::Direction(_)))
    }
}

/// The clauses up to the next ； or 。 give a reason.
fn is_reasoned(rest: &[Token]) -> bool {
    let near = rest.iter().take(LOOK_AHEAD);
    near.take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Semicolon)).any(|t| t.word() == Some(Word::Reason))
}

/// 与上年相比减少1万元, 较上年增长5%: a base, a direction and an amount, and no name.
fn compares(rest: &[Token]) -> bool {
    if !rest.first().is_some_and(|t| matches!(t.word(), Some(Word::Compare | Word::SamePeriod))) {
        return false;
    }
    let (mut based, mut directed) = (false, false);
    for token in rest {
        match &token.kind {
            Kind::Year(_) | Kind::Word(Word::PriorYear | Word::SamePeriod | Word::Stage(_)) => based = true,
            Kind::Word(Word::Direction(Direction::Up | Direction::Down)) => directed = true,
            Kind::Word(Word::Compare | Word::Compared | Word::Own | Word::Filler) | Kind::Quote => {}
            // 收、支各减少40万元: both totals.
            Kind::Word(Word::Side(Side::Both) | Word::Each) if based => {}
            Kind::Comma if !directed => {}
            Kind::Number(number) => {
                return based && directed && matches!(number.unit, Some(Unit::Money(_) | Unit::Percent));
            }
            _ => return false,
        }
    }
    false
}

/// True for words that name something that amounts of money are stated of.
pub(super) fn names_money(token: &Token) -> bool {
    match token.word() {
        Some(Word::Measure(_) | Word::Component(_) | Word::Source(_) | Word::Fund(_) | Word::Side(_) | Word::Asset(_) | Word::Noun) => true,
        Some(Word::Atom(atom)) => !matches!(atom, Atom::Persons | Atom::Performance | Atom::PerformanceDetail | Atom::Kept),
        _ => matches!(token.kind, Kind::Level(..)),
    }
}

/// True when these tokens are the name of a class.
fn class_named(tokens: &[Token], key: &str, scheme: ClassScheme) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    key.get(first.start..last.end).is_some_and(|name| is_class_name(scheme, name))
}

/// 共接待12批次96人次, 车辆保有量4辆: guests or cars are counted, and nothing else is said.
fn counts_anew(rest: &[Token]) -> bool {
    let until = rest.iter().position(|t| !matches!(t.kind, Kind::Word(_) | Kind::Year(_))).unwrap_or(rest.len());
    let unit = match rest.get(until).map(|t| &t.kind) {
        Some(Kind::Number(number)) => number.unit,
        _ => return false,
    };
    let known = rest[..until].iter().filter_map(Token::word).all(|w| {
        matches!(w, Word::Filler | Word::Own | Word::PeriodEnd | Word::Sum)
            || matches!(w, Word::Atom(Atom::Reception | Atom::Vehicle | Atom::Kept | Atom::Batch | Atom::Domestic))
    });
    let named = |atom| rest[..until].iter().any(|t| t.word() == Some(Word::Atom(atom)));
    let guests = unit == Some(Unit::Count(ValueUnit::Batch)) && named(Atom::Reception);
    let cars = unit == Some(Unit::Count(ValueUnit::Vehicle)) && named(Atom::Kept);
    known && (guests || cars)
}
