//! What stands around a word in its clause, where the word alone does not say what it is.

use super::{Analyst, Base, Region};
use crate::narrative::lexicon::{Direction, Side, Word};
use crate::narrative::token::{Kind, Token};
use crate::normalise::classes::{ClassScheme, is_class_name};

/// The most tokens that a name in quotes is made of.
const QUOTED: usize = 16;

impl Analyst<'_> {
    /// The name that a mark of its level ends: 文物（款）, “文物”（款）.
    pub(super) fn name_before(&self, i: usize, mark: &Token) -> (usize, usize) {
        let quote = |at: &usize| self.tokens[*at].kind == Kind::Quote && self.tokens[*at].start >= self.last_level_end;
        let close = i.checked_sub(1).filter(quote);
        let open =
            close.and_then(|close| (0..close).rev().take(QUOTED).find(quote).map(|open| (self.tokens[open].end, self.tokens[close].start)));
        open.unwrap_or_else(|| {
            let start = self.name_start.unwrap_or(mark.start).max(self.last_level_end);
            (self.with_own(start, mark.start), mark.start)
        })
    }

    /// 比上年多2万元, 较上年少2万元: between a base and its amount 多 and 少 are directions.
    pub(super) fn more_or_less(&self, i: usize) -> Option<Direction> {
        let token = self.tokens.get(i)?;
        let direction = match self.key.get(token.start..token.end)? {
            "多" => Direction::Up,
            "少" => Direction::Down,
            // 比上年增2万元，升5%.
            "升" if i == 0 && self.tokens.len() == 1 => return Some(Direction::Up),
            _ => return None,
        };
        let last = self.tokens[i + 1..].iter().all(|t| self.key.get(t.start..t.end) == Some("了"));
        let based = self.lead.base.is_some_and(Base::is_named) && self.lead.direction.is_none();
        (last && based).then_some(direction)
    }

    /// Where a class's name begins when the word before it, which says whose, is a part of it: 机关工资福利支出（501）, 机关服务（项）.
    pub(super) fn with_own(&self, start: usize, end: usize) -> usize {
        let before = self.tokens.iter().find(|t| t.end == start && t.word() == Some(Word::Own) && t.start >= self.last_level_end);
        let Some(own) = before.map(|t| t.start) else { return start };
        let name = self.key.get(own..end).unwrap_or_default();
        let known = [ClassScheme::Function, ClassScheme::Economic, ClassScheme::GovEconomic].into_iter().any(|s| is_class_name(s, name));
        if known { own } else { start }
    }

    /// True when what follows names a time or a stage: 较 is a comparison then, and not a part of another word. After 与, 和 and 同, which join as often as they compare,
    /// it must follow at once.
    pub(super) fn opens_base(&self, i: usize) -> bool {
        let joins = self.tokens.get(i).is_some_and(|t| matches!(&self.key[t.start..t.end], "与" | "和" | "同" | "跟"));
        let own = |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).and_then(Token::word) == Some(Word::Own);
        if joins && own(i.checked_sub(1)) && own(Some(i + 1)) {
            // 本部门和所属单位2022年末: whose it is.
            return false;
        }
        for token in self.tokens[i + 1..].iter().take(6) {
            match &token.kind {
                Kind::Year(_) | Kind::Word(Word::PriorYear | Word::SamePeriod | Word::Stage(_)) => return true,
                Kind::Word(Word::Own | Word::Filler) | Kind::Quote => {}
                Kind::Word(Word::Fund(_) | Word::Side(_) | Word::Measure(_) | Word::Component(_) | Word::Atom(_) | Word::Noun)
                    if !joins => {}
                _ => return false,
            }
        }
        false
    }

    /// Between the names of two kinds of money: 一般公共预算和政府性基金预算财政拨款.
    pub(super) fn joins_funds(&self, i: usize) -> bool {
        let fund = |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).is_some_and(|t| matches!(t.kind, Kind::Word(Word::Fund(_))));
        fund(i.checked_sub(1)) && fund(Some(i + 1))
    }

    pub(super) fn directed_next(&self, i: usize) -> bool {
        self.tokens.get(i + 1).and_then(Token::word).is_some_and(|w| matches!(w, Word::Direction(_) | Word::Against(_) | Word::Near))
    }

    /// 基本工资、津贴补贴等人员经费支出: what stands before 等 only gives examples of the component that follows it.
    pub(super) fn ends_examples(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let component = self.tokens.get(i + 1).is_some_and(|t| matches!(t.kind, Kind::Word(Word::Component(_))));
        self.region == Region::Head && self.lead.dunhao && component && &self.key[token.start..token.end] == "等"
    }

    /// 本级及下属2家行政单位的机关运行经费: what stands before 的 says whose it is, and limits nothing when the body's own level is among them.
    pub(super) fn ends_owners(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let after = self.tokens.get(i + 1).is_some_and(|t| matches!(t.kind, Kind::Word(Word::Measure(_))));
        let own = |t: &Token| t.word() == Some(Word::Own);
        let before = i.checked_sub(1).and_then(|b| self.tokens.get(b)).is_some_and(own);
        let whole = self.tokens[..i].iter().any(|t| own(t) && self.key[t.start..t.end].ends_with("本级"));
        self.region == Region::Head && after && before && whole && self.key[token.start..token.end] == *"的"
    }

    /// True for a word that joins the two sides of the budget: 收入预算 and 支出预算.
    pub(super) fn other_side(&self, i: usize) -> bool {
        let known = match self.lead.bag.side {
            Some(side @ (Side::Revenue | Side::Expenditure)) if self.region == Region::Head && self.lead.bag.component.is_none() => side,
            _ => return false,
        };
        let skipped = |t: &&Token| matches!(t.word(), Some(Word::Stage(_) | Word::Current | Word::Fund(_) | Word::Own | Word::Total));
        let next = self.tokens[i + 1..].iter().find(|t| !skipped(t)).and_then(Token::word);
        matches!(next, Some(Word::Side(side @ (Side::Revenue | Side::Expenditure))) if side != known)
    }

    /// True when a measure or a component follows at once.
    pub(super) fn has_object(&self, i: usize) -> bool {
        self.tokens.get(i + 1).and_then(Token::word).is_some_and(|w| matches!(w, Word::Measure(_) | Word::Component(_)))
    }

    /// True for a word between two bases: 年初预算数及上年决算数.
    pub(super) fn second_base(&self, i: usize) -> bool {
        let base = self.lead.base.filter(|b| self.region == Region::Base && b.stage.is_some());
        let (Some(base), Some(token)) = (base, self.tokens.get(i)) else { return false };
        let joins = token.kind == Kind::Dunhao || matches!(&self.key[token.start..token.end], "及" | "和" | "与" | "以及");
        // 和2021年相比: the word after which a base begins may be skipped.
        let next = self.tokens[i + 1..].iter().find(|t| !matches!(t.word(), Some(Word::Compare | Word::Own)));
        let begins = next.is_some_and(|t| match t.kind {
            Kind::Year(_) | Kind::Word(Word::PriorYear | Word::SamePeriod) => true,
            Kind::Word(Word::Stage(stage)) => base.prior_year && Some(stage) != base.stage,
            _ => false,
        });
        joins && begins
    }

    /// True for 编制 before what is drawn up: a year, a budget, unknown text.
    pub(super) fn draws_up(&self, i: usize, token: &Token) -> bool {
        let after = self.tokens[i + 1..].iter().find(|t| !matches!(&self.key[t.start..t.end], "了" | "的" | "本年度" | "年度"));
        self.key[token.start..token.end] == *"编制"
            && after.is_some_and(|t| match t.kind {
                Kind::Year(_) | Kind::Gap => true,
                Kind::Word(word) => matches!(word, Word::Stage(_) | Word::Side(_) | Word::Fund(_) | Word::Own),
                _ => false,
            })
    }

    /// A filler of one character between two pieces of an unknown name: 万里街道办事处.
    pub(super) fn inside_name(&self, i: usize, token: &Token) -> bool {
        let after_gap = self.lead.phrase.is_none() && self.lead.gap_before.is_some_and(|g| g.1 == token.start);
        let before_name = self.tokens.get(i + 1).is_some_and(|t| matches!(t.kind, Kind::Gap | Kind::Word(Word::Own)));
        after_gap && before_name && self.key[token.start..token.end].chars().count() == 1
    }
}
