//! 分别为: several years or several names before it, as many amounts after it.

use super::about::About;
use super::clause;
use super::compose::Subject;
use super::lexicon::Word;
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use super::token::{Kind, Token};

/// How many amounts are looked for.
const MOST: usize = 8;

impl Reader<'_> {
    /// 2021年和2022年预算分别为6万元和5万元; 公务接待费和会议费分别为2万元和1万元: reads the amounts, and returns the token to go on with.
    pub(super) fn respectively(&mut self, all: &[Token], i: usize) -> Option<usize> {
        let token = all.get(i).filter(|t| t.word() == Some(Word::Among))?;
        if !self.key.get(token.start..token.end)?.starts_with("分别") {
            return None;
        }
        let amounts = amounts(all, i + 1)?;
        let leads = self.of_years(amounts.len()).or_else(|| self.of_names(amounts.len()))?;
        self.lead.clear();
        let mut next = i + 1;
        for (lead, (at, number)) in leads.iter().zip(&amounts) {
            self.number(lead, number, all, *at);
            next = at + 1;
        }
        Some(next)
    }

    /// The lead with each of its years, which stand beside each other.
    fn of_years(&self, count: usize) -> Option<Vec<Vec<Token>>> {
        let year = |t: &Token| matches!(t.kind, Kind::Year(_));
        let first = self.lead.iter().position(year)?;
        let last = self.lead.iter().rposition(year)?;
        let list = self.lead.get(first..=last)?;
        let well_formed = list.iter().enumerate().all(|(k, t)| if k % 2 == 0 { year(t) } else { joins(t) });
        if !well_formed || list.len() != 2 * count - 1 {
            return None;
        }
        let (before, after) = (self.lead.get(..first)?, self.lead.get(last + 1..)?);
        // 2021年和2022年的收入和支出: of which of them is not said.
        if after.iter().chain(before).any(joins) {
            return None;
        }
        Some(list.iter().step_by(2).map(|one| [before, std::slice::from_ref(one), after].concat()).collect())
    }

    /// The lead with each of its names, when each of them names a subject of its own.
    fn of_names(&mut self, count: usize) -> Option<Vec<Vec<Token>>> {
        let stands_for_all = |t: &Token| matches!(t.kind, Kind::Year(_) | Kind::Word(Word::Stage(_)));
        let shared: Vec<Token> = self.lead.iter().filter(|t| stands_for_all(t)).cloned().collect();
        let parts: Vec<&[Token]> = self.lead.split(joins).collect();
        if parts.len() != count || shared.iter().filter(|t| matches!(t.kind, Kind::Year(_))).count() > 1 {
            return None;
        }
        let leads: Vec<Vec<Token>> =
            parts.into_iter().map(|part| part.iter().filter(|t| !stands_for_all(t)).chain(&shared).cloned().collect()).collect();
        let key = self.key.clone();
        let mut subjects: Vec<Subject> = Vec::new();
        for tokens in &leads {
            let lead = clause::analyse(tokens, &key);
            // 财政拨款基本支出和项目支出: whether the money is that of both is not said.
            let plain = lead.bag.funds.is_empty() && lead.direction.is_none() && lead.base.is_none() && lead.path.is_empty();
            let About::Named(subject) = self.about(&lead, tokens) else { return None };
            if !plain || subjects.iter().any(|s| s.same_as(&subject)) {
                return None;
            }
            subjects.push(subject);
        }
        Some(leads)
    }
}

/// The amounts of money that directly follow each other, and where they stand; two at least.
fn amounts(all: &[Token], from: usize) -> Option<Vec<(usize, Numeral)>> {
    let mut found: Vec<(usize, Numeral)> = Vec::new();
    let mut at = from;
    while all.get(at).is_some_and(|t| t.word() == Some(Word::Filler)) {
        at += 1;
    }
    while let Some(Kind::Number(number)) = all.get(at).map(|t| &t.kind) {
        found.push((at, number.clone()));
        let goes_on = matches!(all.get(at + 2).map(|t| &t.kind), Some(Kind::Number(_)));
        let joined = all.get(at + 1).is_some_and(|t| joins(t) || t.kind == Kind::Comma);
        if !(joined && goes_on) || found.len() == MOST {
            break;
        }
        at += 2;
    }
    let (_, last) = found.last()?.clone();
    let ends = all.get(at + 1).is_none_or(|t| t.boundary() || t.kind == Kind::Close);
    let money = matches!(last.unit, Some(Unit::Money(_)));
    // 分别为6、5万元: one unit for both.
    for (_, number) in &mut found {
        if number.unit.is_none() {
            (number.unit, number.unit_at) = (last.unit, last.unit_at);
        }
    }
    let all_money = found.iter().all(|(_, n)| matches!(n.unit, Some(Unit::Money(_))));
    (found.len() > 1 && ends && money && all_money).then_some(found)
}

/// 、 and 和.
fn joins(token: &Token) -> bool {
    token.kind == Kind::Dunhao || token.word() == Some(Word::Compare)
}
