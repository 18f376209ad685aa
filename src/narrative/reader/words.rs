//! What a word opens or says in its clause, before the amount that it leads to.

use super::Reader;
use crate::facts::{Measure, ValueUnit};
use crate::narrative::lexicon::{Atom, Word};
use crate::narrative::numeral::Unit;
use crate::narrative::reason::names_money;
use crate::narrative::scope::Mode;
use crate::narrative::token::{Kind, Token};
use crate::numerals::Class;

impl Reader<'_> {
    /// A token that is neither a number nor a mark.
    pub(super) fn word(&mut self, tokens: &[Token], i: usize) {
        let token = &tokens[i];
        match &token.kind {
            // 机关运行经费90万元，用于保障机构正常运转的日常支出: what it is for, and no other measure.
            Kind::Word(Word::Component(_)) if self.scope().mode == Mode::Purpose && self.speaks_of_operating() => {}
            // 用于保障机关运转的机关运行经费: what stands before 的 limits the name.
            Kind::Word(Word::Measure(_))
                if self.scope().mode == Mode::Purpose && self.key.get(..token.start).is_some_and(|text| text.ends_with('的')) =>
            {
                // 用于一般公共预算安排的行政运行经费: the money directly before it limits it.
                let limits = |t: &&Token| matches!(t.word(), Some(Word::Fund(_) | Word::Arranged | Word::Filler));
                let money = self.lead.iter().rev().take_while(limits).find(|t| matches!(t.word(), Some(Word::Fund(_)))).cloned();
                self.lead = money.into_iter().collect();
                self.scope().mode = Mode::Plain;
                self.lead.push(token.clone());
            }
            // 用于保障机构正常运转的日常支出: the name holds what the money is for.
            Kind::Word(Word::Component(_)) if self.key.get(token.start..token.end).is_some_and(|text| text.contains('的')) => {
                self.lead.retain(|t| matches!(t.kind, Kind::Year(_) | Kind::Word(Word::Stage(_))));
                if self.scope().mode == Mode::Purpose {
                    self.scope().mode = Mode::Plain;
                }
                self.lead.push(token.clone());
            }
            Kind::Level(_, Some(digits)) => {
                self.explain(token.start + 1, token.start + 1 + digits.len(), Class::Code);
                self.lead.push(token.clone());
            }
            // 总计100万元，由本年收入90万元和上年结转10万元组成.
            Kind::Word(Word::Filler) if self.made_up_of(tokens, i) => self.open_among(),
            Kind::Word(Word::Among) => {
                if self.scope().mode == Mode::Reason && self.goes_back_to_parts(tokens, i) {
                    self.scope().mode = Mode::Plain;
                }
                self.close_clause(&Kind::Colon);
                if self.key.get(token.start..token.end).is_some_and(|text| text.contains("科目")) {
                    self.back_to_the_whole();
                }
                self.open_among();
            }
            // 支出用于教育支出90万元、卫生健康支出10万元: a list by function.
            Kind::Word(Word::Purpose) if self.by_classes(tokens, i) => {
                self.close_clause(&Kind::Comma);
                let scope = self.scope();
                (scope.parent, scope.last_level, scope.subject) = (None, None, None);
            }
            Kind::Word(Word::Reason) => {
                let leads = self.reason_leads(tokens, i);
                if leads {
                    self.drop_direction();
                }
                self.close_clause(&Kind::Comma);
                self.scope().mode = Mode::Reason;
                self.scope().reason_leads = leads;
                (self.scope().reason_amounts, self.scope().reason_named) = (false, false);
            }
            // 支出100万元，主要用于农村基础设施建设支出100万元: what it is for is a class, with its amount.
            Kind::Word(Word::Purpose) if self.divides_by_class(tokens, i) => {
                self.close_clause(&Kind::Colon);
                self.open_among();
            }
            // 用于社会福利的彩票公益金支出 is the name of a class.
            Kind::Word(Word::Purpose) if self.begins_class(tokens, i) => self.lead.push(Token { kind: Kind::Gap, ..token.clone() }),
            Kind::Word(Word::Purpose) => {
                self.close_clause(&Kind::Comma);
                if self.scope().mode == Mode::Plain {
                    self.scope().mode = Mode::Purpose;
                }
            }
            Kind::Word(Word::Atom(Atom::PerformanceDetail)) => {
                self.scope().perf_detail = true;
                self.lead.push(token.clone());
            }
            Kind::Word(Word::Atom(Atom::Performance)) => {
                self.scope().performance = true;
                self.lead.push(token.clone());
            }
            _ => {
                // 压缩开支 names nothing that amounts are stated of.
                let object =
                    matches!(token.word(), Some(Word::Side(_))) && i > 0 && matches!(tokens[i - 1].word(), Some(Word::Direction(_)));
                if self.scope().mode == Mode::Reason && !object && names_money(token) {
                    self.scope().reason_named = true;
                }
                self.lead.push(token.clone());
            }
        }
    }

    /// True when what was spoken of is 机关运行经费.
    pub(in crate::narrative) fn speaks_of_operating(&mut self) -> bool {
        self.scope().subject.as_ref().is_some_and(|s| s.measure == Measure::AgencyOperating)
    }

    /// 编制人数：总数22人, 退休人数：16人: a colon between people and their number.
    pub(in crate::narrative) fn stray_colon(&self, tokens: &[Token], i: usize) -> bool {
        let people = self.lead.iter().any(|t| matches!(t.word(), Some(Word::Head(_))));
        let mut rest = tokens.iter().skip(i + 1).skip_while(|t| matches!(t.word(), Some(Word::Total | Word::Sum)));
        let counted = |t: &Token| matches!(&t.kind, Kind::Number(n) if n.unit == Some(Unit::Count(ValueUnit::Person)));
        people && rest.next().is_some_and(counted)
    }

    /// 团组共计，0个: a comma between a word that wants a number and the number. 由中小企业中标的，采购金额3万元: what is said of whom limits what follows.
    pub(in crate::narrative) fn stray_comma(&self, tokens: &[Token], i: usize) -> bool {
        let firms = |t: &Token| matches!(t.word(), Some(Word::Atom(Atom::Sme | Atom::Micro)));
        if self.lead.iter().any(firms)
            && tokens.get(i).is_some_and(|t| self.key.get(..t.start).is_some_and(|before| before.ends_with('的')))
        {
            return true;
        }
        let wants = self.lead.last().and_then(Token::word).is_some_and(|w| matches!(w, Word::Sum | Word::Total));
        wants && tokens.get(i + 1).is_some_and(|t| matches!(t.kind, Kind::Number(_)))
    }
}
