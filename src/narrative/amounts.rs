//! An amount and what stands before it: level, change, share or completion, of which subject.

use super::about::About;
use super::clause::{self, Base, Lead};
use super::compose::{Around, Subject};
use super::emit::{RECENT, stands_beside};
use super::lexicon::{Atom, Direction, Head, Word};
use super::numeral::{Numeral, Unit};
use super::reader::Reader;
use super::scope::{Counting, Frame, FrameKind, Mode};
use super::token::{Kind, Token};
use crate::diagnostics::Code;
use crate::facts::{Aspect, BudgetStage, Component, DisclosureKind, Fund, Measure, Part, Scheme, ValueUnit};
use crate::numerals::Class;
use rust_decimal::Decimal;

/// Words before an amount that is not to be passed.
const CEILINGS: &[&str] = &["控制在", "限定在", "限制在", "压缩在", "压减在", "控制到"];

impl Reader<'_> {
    /// The direction that a later amount of the sentence has: it tells which one of 增加（减少） is meant.
    pub(super) fn direction_ahead(all: &[Token], next: usize) -> Option<Direction> {
        let sentence = all.iter().skip(next).take_while(|t| t.kind != Kind::Stop && !matches!(t.word(), Some(Word::Reason | Word::Among)));
        let mut found = None;
        for token in sentence {
            match (&token.kind, found) {
                (Kind::Word(Word::Direction(d @ (Direction::Up | Direction::Down))), _) => found = Some(*d),
                (Kind::Number(_), Some(direction)) => return Some(direction),
                (Kind::Number(_), None) => return None,
                _ => {}
            }
        }
        None
    }

    /// An amount; `i` is its token. Returns the index of the token to go on with.
    pub fn number(&mut self, tokens: &[Token], number: &Numeral, all: &[Token], i: usize) -> usize {
        let next = i + 1;
        let threshold = all.get(next).and_then(Token::word) == Some(Word::Threshold);
        if threshold && let Some(named) = self.ceiling(tokens, number, all.get(next)) {
            let lead = clause::analyse(&named, &self.key.clone());
            self.money(&lead, number, &named);
            return next + 1;
        }
        if threshold {
            if matches!(number.unit, Some(Unit::Money(_))) && self.is_ceiling(number) {
                // 经费控制在9万元以内: what it must not be more than, and no level.
                self.unattributed(number, "a ceiling");
                self.lead.clear();
                self.scope().doubt = true;
                return next + 1;
            }
            self.explain(number.start, number.digits_end, Class::Threshold);
            // 单价50万元以上: the words go on after it.
            self.lead = tokens.to_vec();
            return next + 1;
        }
        if self.passage.key.get(..number.start).is_some_and(|t| t.ends_with('第')) {
            // 第一次会议, 第16届: an ordinal is a part of a name.
            self.explain(number.start, number.digits_end, Class::Ordinal);
            self.lead = tokens.to_vec();
            self.lead.push(Token { kind: Kind::Gap, start: number.start, end: number.end });
            return next;
        }
        if number.unit == Some(Unit::Other) {
            self.explain(number.start, number.digits_end, Class::Statement);
            self.lead = tokens.iter().filter(|t| t.kind != Kind::Gap).cloned().collect();
            return next;
        }
        let key = self.key.clone();
        let lead = self.achieved(clause::analyse(tokens, &key), number);
        if !self.admits(&lead, number) {
            return next;
        }
        if lead.direction == Some(Direction::Choice) && self.scope().direction.is_none() {
            self.scope().direction = Self::direction_ahead(all, next);
        }
        self.percent_after = percent_after(all, next);
        match number.unit {
            Some(Unit::Money(_)) => match self.completed(&lead, number, tokens, all, next) {
                Some(after) => return after,
                None => self.money(&lead, number, tokens),
            },
            Some(Unit::Percent) => return self.percent(&lead, number, tokens, all, i),
            Some(Unit::Count(unit)) => return self.count(&lead, number, unit, all, i),
            Some(Unit::Other) => {}
            None => return self.bare(&lead, number, tokens, all, i),
        }
        next
    }

    /// 2022年“三公”经费控制在9万元以内: what a budget lets be spent in its own year is the budget. The words of the clause without those of the limit.
    fn ceiling(&mut self, tokens: &[Token], number: &Numeral, limit: Option<&Token>) -> Option<Vec<Token>> {
        let within = limit.and_then(|t| self.key.get(t.start..t.end)) == Some("以内");
        let before = self.key.get(..number.start)?;
        let word = CEILINGS.iter().find(|w| before.ends_with(**w))?;
        let from = number.start - word.len();
        let named: Vec<Token> = tokens.iter().filter(|t| t.end <= from).cloned().collect();
        let own_year = self.context.identity.fiscal_year;
        // Without a year it may be a rule for every year.
        let years = || named.iter().filter_map(|t| if let Kind::Year(year) = t.kind { Some(year) } else { None });
        let this_year = years().next().is_some() && years().all(|year| Some(year) == own_year);
        let lead = clause::analyse(&named, &self.key.clone());
        let plain = lead.phrase.is_some() && lead.gap_after.is_none() && !lead.price && lead.base.is_none() && lead.direction.is_none();
        let measured = !lead.bag.measures.is_empty() && lead.stage.is_none_or(|s| s == BudgetStage::Budget);
        let money = matches!(number.unit, Some(Unit::Money(_)));
        (within && money && plain && measured && this_year && !self.final_accounts() && self.scope().mode == Mode::Plain).then_some(named)
    }

    /// 控制在9万元以内.
    fn is_ceiling(&self, number: &Numeral) -> bool {
        self.passage.key.get(..number.start).is_some_and(|text| CEILINGS.iter().any(|word| text.ends_with(word)))
    }

    /// False inside reasons and purposes; what is passed over is explained.
    pub(super) fn admits(&mut self, lead: &Lead, number: &Numeral) -> bool {
        match self.scope().mode {
            Mode::Plain => {}
            Mode::Reason => {
                self.scope().reason_amounts |= matches!(number.unit, Some(Unit::Money(_) | Unit::Percent));
                self.explain(number.start, number.digits_end, Class::Reason);
                return false;
            }
            Mode::Purpose => {
                let operating = self.scope().heading == Some(Measure::AgencyOperating)
                    || self.scope().subject.as_ref().is_some_and(|s| s.measure == Measure::AgencyOperating);
                let counted = lead.completion.is_some() || lead.share.is_some() || lead.base.is_some();
                let itemised = operating && lead.label.is_some() && !lead.dunhao && lead.direction.is_none();
                if !(counted || itemised || !lead.path.is_empty()) {
                    self.explain(number.start, number.digits_end, Class::Statement);
                    return false;
                }
                if !itemised {
                    self.scope().mode = Mode::Plain;
                }
            }
        }
        if (lead.price || lead.threshold) && matches!(number.unit, Some(Unit::Money(_)) | None) {
            self.explain(number.start, number.digits_end, Class::Statement);
            return false;
        }
        true
    }

    pub(super) fn unattributed(&mut self, number: &Numeral, why: &str) {
        if self.limited_to().is_some() {
            self.explain(number.start, number.digits_end, Class::Statement);
            return;
        }
        self.diagnose(Code::UnattributedAmount, number.start, number.end, why);
    }

    pub(super) fn around<'s>(&self, subject: Option<&'s Subject>, heading: Option<Measure>) -> Around<'s> {
        Around {
            subject,
            heading,
            final_accounts: self.final_accounts(),
            has_grand_total: self.has_grand_total,
            assets: self.passage.part == Some(Part::StateAssets),
            balance: false,
            even: false,
            part_of: self.part_of(),
        }
    }

    /// The measure of the total among whose parts an amount stands.
    fn part_of(&self) -> Option<Measure> {
        let whole = self.stack.last().and_then(|f| f.scope.parent).and_then(|p| self.drafts.get(p))?;
        // 财政拨款收入100万元，其中：本年收入90万元，上年结转10万元: a source is divided as a total is.
        let divided =
            whole.subject.component == Some(Component::Total) || whole.subject.item_key.as_deref() == Some("fiscal_appropriation");
        divided.then_some(whole.subject.measure)
    }

    pub(super) fn money(&mut self, lead: &Lead, number: &Numeral, tokens: &[Token]) {
        if self.performance_amount(lead, number) {
            return;
        }
        if self.limited_to().is_some() {
            self.explain(number.start, number.digits_end, Class::Statement);
            return;
        }
        if lead.negative.is_some() && lead.path.is_empty()
            || lead.share.is_some()
            || lead.completion.is_some()
            || lead.near && lead.direction.is_none()
        {
            self.lose_thread();
            return self.unattributed(number, "an amount whose place in its sentence is not understood");
        }
        if self.is_left_behind(number) {
            return self.unattributed(number, "an amount that was left behind");
        }
        let closing = self.closing_sum(lead, number);
        if matches!(closing, Some(About::Named(_))) {
            // The parts are at an end: what follows is said of their whole.
            while self.stack.len() > 1 && self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open) {
                self.stack.pop();
            }
        }
        let about = closing.unwrap_or_else(|| self.about(lead, tokens));
        if lead.direction.is_some() {
            return self.change(lead, number, about);
        }
        let compared = lead.base.filter(|b| b.is_named() && !lead.base_closed);
        if compared.is_some() && lead.base_gap > 0 {
            self.lose_thread();
            return self.unattributed(number, "an amount that unknown words compare with a base");
        }
        match (about, compared) {
            (About::Unknown, _) => {
                self.lose_thread();
                self.unattributed(number, "an amount whose subject is not certain");
            }
            (About::Named(subject), Some(base)) => {
                self.adopt(&subject);
                self.base_level(&subject, base, number);
            }
            (About::Inherited(subject), Some(base)) => {
                // 均较2018年的100万元减少5万元.
                let subject = self.of_each(lead, subject);
                self.base_level(&subject, base, number);
            }
            (About::Inherited(subject), _) if self.names_another(&subject, lead) => {
                self.lose_thread();
                self.unattributed(number, "an amount whose label may name something else");
            }
            (About::Inherited(_), None) if self.scope().doubt => self.unattributed(number, "an amount whose subject is not certain"),
            (About::Inherited(subject), None) if self.says_otherwise(&subject, lead, number) => {
                self.lose_thread();
                self.unattributed(number, "a second amount without a name of its own");
            }
            (About::Named(subject) | About::Inherited(subject), None) => {
                let subject = self.other_side(subject, lead);
                self.level(subject, lead, number);
            }
        }
    }

    /// 一般公共预算收入320万元；支出320万元: the expenditure is of the money whose revenue was given, unless that is a source of a wider revenue.
    fn other_side(&self, subject: Subject, lead: &Lead) -> Subject {
        let side = subject.measure == Measure::Expenditure && subject.is_total() && !subject.both;
        if !side || subject.fund.is_some() || !lead.bag.is_side_or_weak() || lead.bag.total || lead.bag.sum {
            return subject;
        }
        let said = || self.drafts.iter().rev().take(RECENT).take_while(|d| d.sentence == self.sentences);
        if said().any(|d| d.subject.is_total() || d.subject.measure != Measure::Revenue || d.fact.parent.is_some()) {
            return subject;
        }
        let mut funds: Vec<Fund> = Vec::new();
        for draft in said().filter(|d| d.subject.scheme == Some(Scheme::Source)) {
            match draft.subject.item_key.as_deref().and_then(Fund::parse) {
                Some(fund) if funds.first().is_none_or(|f| *f == fund) => funds.push(fund),
                _ => return subject,
            }
        }
        Subject { fund: funds.first().copied(), ..subject }
    }

    /// 较上年8万元减少2万元: the base itself.
    pub(super) fn base_level(&mut self, subject: &Subject, base: Base, number: &Numeral) {
        let (stage, year) = self.part_stage_year(subject, &Lead::default());
        let Some((base_stage, base_year)) = self.resolve(base, stage, year) else {
            return self.unattributed(number, "an amount whose year is not certain");
        };
        self.scope().base = Some(base);
        let first = self.drafts.len();
        self.emit_level(subject, number, ValueUnit::WanYuan, base_stage, base_year, false);
        self.drafts.iter_mut().skip(first).for_each(|d| d.compared = true);
    }

    pub(super) fn level(&mut self, subject: Subject, lead: &Lead, number: &Numeral) {
        self.remember(lead);
        self.remember_count(lead);
        let (mut stage, mut year) = self.part_stage_year(&subject, lead);
        if subject.is_stock() {
            // A stock has no stage, and the year of its date.
            stage = None;
            year = self.scope().stock_year.or(year);
        }
        let scope = self.scope();
        scope.level_at = (stage, year);
        scope.base_open = false;
        (scope.doubt, scope.lost_amount) = (false, false);
        scope.adjusted |= stage == Some(BudgetStage::AdjustedBudget);
        if subject.measure == Measure::ThreePublic {
            // 国（境）外公务接待0万元，共计0批次: whose guests are counted after it.
            scope.counting = match subject.item_key.as_deref() {
                Some("official_reception") => Some(Counting::Reception),
                None if lead.bag.has(Atom::Foreign) => Some(Counting::Foreign),
                _ => scope.counting,
            };
        }
        self.adopt(&subject);
        self.emit_level(&subject, number, ValueUnit::WanYuan, stage, year, true);
        (self.scope().stage, self.scope().year) = (None, None);
    }

    /// A named subject becomes what is spoken of; the list that it stands in is by its scheme.
    pub(super) fn adopt(&mut self, subject: &Subject) {
        let total = subject.is_total() && subject.fund.is_none() && subject.scheme.is_none();
        if total {
            // 支出100万元 is no part of the revenue whose parts 其中 opened.
            while self.stack.len() > 1
                && self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open)
                && !self.is_rest_of_whole(subject)
            {
                self.stack.pop();
            }
            if !self.is_rest_of_whole(subject) {
                self.scope().parent = None;
            }
        }
        // 其中 after 基本支出 ends where 项目支出 begins.
        while self.stack.len() > 1 && self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open && self.is_beside(f, subject))
        {
            self.stack.pop();
        }
        let scope = self.scope();
        if subject.scheme.is_none() || subject.scheme == Some(Scheme::Source) {
            scope.announced = None;
        }
        if subject.is_item() && matches!(subject.scheme, Some(Scheme::Function | Scheme::Economic)) && scope.scheme.is_none() {
            scope.scheme = subject.scheme;
        }
        (scope.subject, scope.named) = (Some(subject.clone()), true);
    }

    fn is_beside(&self, frame: &Frame, subject: &Subject) -> bool {
        let whole = frame.scope.parent.and_then(|p| self.drafts.get(p)).map(|d| &d.subject);
        whole.is_some_and(|whole| stands_beside(whole, subject))
    }

    /// 总收入100万元，其中本年收入90万元: what is of this year is a part of the whole with what was carried over.
    fn is_rest_of_whole(&mut self, subject: &Subject) -> bool {
        let whole = self.scope().parent.and_then(|p| self.drafts.get(p)).map(|d| (d.subject.measure, d.subject.component));
        subject.component == Some(Component::Current) && whole == Some((subject.measure, Some(Component::Total)))
    }

    /// Stage and year of a level, from its own words, its clause, or the disclosure.
    pub(super) fn level_stage_year(&mut self, lead: &Lead) -> (Option<BudgetStage>, Option<i32>) {
        let own_year = self.context.identity.fiscal_year;
        let own_stage = self.context.own_stage();
        let kind = self.context.identity.kind;
        let scope = self.scope();
        let year = lead.year.or(scope.year).or_else(|| if lead.prior_year { own_year.map(|y| y - 1) } else { None });
        let stage = lead.stage.or(scope.stage);
        let stage = match (stage, kind) {
            (Some(stage), _) => stage,
            // 2023年收入100万元 in a budget of 2024 may be outturn or budget: the disclosure's own stage is the better reading.
            (None, Some(DisclosureKind::FinalAccounts)) => BudgetStage::Final,
            (None, _) => own_stage,
        };
        (Some(stage), year.or(own_year))
    }

    /// Stage and year of the base that words name, seen from a level's stage and year.
    pub(super) fn resolve(&self, base: Base, stage: Option<BudgetStage>, year: Option<i32>) -> Option<(Option<BudgetStage>, Option<i32>)> {
        let base_year = match (base.year, base.prior_year) {
            (Some(year), _) => Some(year),
            (None, true) => year.map(|y| y - 1),
            (None, false) => year,
        };
        let base_stage = base.stage.or(stage);
        // A budget compared with 预算 of no year is compared with nothing that is known.
        let itself = base.year.is_none() && !base.prior_year && base_stage == stage;
        (!itself).then_some((base_stage, base_year))
    }

    pub(super) fn performance_amount(&mut self, lead: &Lead, number: &Numeral) -> bool {
        let here = self.passage.part == Some(Part::Performance) || self.scope().performance;
        if !here || lead.direction.is_some() || self.stack.iter().any(|f| f.kind == FrameKind::Bracket) {
            return false;
        }
        // 实行绩效目标管理的项目支出90万元.
        let projects = lead.bag.component == Some(Component::Project) && lead.bag.has(Atom::Performance);
        let other = lead.bag.component.is_some() && !projects
            || !lead.bag.measures.is_empty()
            || lead.bag.source.is_some()
            || lead.bag.has(Atom::Vehicle);
        if !self.scope().performance || self.scope().perf_detail || other {
            return false;
        }
        if self.stack.last().is_some_and(|f| f.kind == FrameKind::Among && !f.open && f.scope.children == 0)
            && self.money_of_projects_said()
        {
            // 12个项目，金额210万元；其中一般公共预算项目4个，金额200万元: the money of those among them.
            self.explain(number.start, number.digits_end, Class::Statement);
            return true;
        }
        let (_, year) = self.level_stage_year(lead);
        let subject = Subject::keyed(Measure::Performance, "evaluated_amount");
        let stage = Some(self.context.own_stage());
        self.emit_level(&subject, number, ValueUnit::WanYuan, stage, year, false);
        true
    }

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

/// ，增长5% and （5%） after an amount: the percent that goes with it.
fn percent_after(all: &[Token], next: usize) -> Option<(Decimal, Decimal)> {
    let mut rest = all.iter().skip(next).skip_while(|t| {
        matches!(t.kind, Kind::Comma | Kind::Dunhao | Kind::Open | Kind::Word(Word::Direction(_) | Word::Filler | Word::Each))
    });
    match rest.next().map(|t| &t.kind) {
        Some(Kind::Number(n)) if n.unit == Some(Unit::Percent) => Some((n.printed.value, n.printed.resolution())),
        _ => None,
    }
}

/// Up is plus, down is minus.
pub(super) fn signed(value: Decimal, direction: Direction) -> Option<Decimal> {
    match direction {
        Direction::Up => Some(value),
        Direction::Down if value.is_sign_negative() => None,
        Direction::Down => Some(-value),
        Direction::Flat | Direction::Choice => (value.is_zero()).then_some(Decimal::ZERO),
    }
}

/// The aspect of a percent.
pub(super) fn percent_aspect(lead: &Lead) -> Option<Aspect> {
    if lead.share.is_some() {
        Some(Aspect::SharePercent)
    } else if lead.completion.is_some() {
        Some(Aspect::CompletionPercent)
    } else if lead.direction.is_some() {
        Some(Aspect::ChangePercent)
    } else {
        None
    }
}
