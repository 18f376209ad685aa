//! What stands before an amount: the phrase that names its subject, the base that it is counted from, its direction, and what cannot be explained.

mod around;

use super::compose::Bag;
use super::lexicon::{Atom, Direction, Head, Word};
use super::token::{Kind, Token};
use crate::facts::BudgetStage;

pub(super) use super::lead::{Base, Lead, Step};

/// Fillers that cannot begin a name.
const LINKING: &[&str] = &[
    "为",
    "是",
    "的",
    "共",
    "有",
    "计",
    "了",
    "达",
    "即",
    "则",
    "在",
    "按",
    "将",
    "已",
    "全年",
    "本年度",
    "当年度",
    "今年",
    "年初",
    "数",
    "数为",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Region {
    Head,
    Base,
    Share,
    Completion,
}

struct Analyst<'a> {
    tokens: &'a [Token],
    key: &'a str,
    lead: Lead,
    region: Region,
    last_level_end: usize,
    name_start: Option<usize>,
    /// The words of the base's own name (比上年收入增加): they count when no other name is given.
    base_bag: Bag,
}

/// Analyses the tokens before an amount, or those of a clause without one.
pub(super) fn analyse(tokens: &[Token], key: &str) -> Lead {
    let lead = Lead { base_closed: true, ..Lead::default() };
    let mut analyst = Analyst { tokens, key, lead, region: Region::Head, last_level_end: 0, name_start: None, base_bag: Bag::default() };
    let mut i = 0;
    while i < tokens.len() {
        i = analyst.step(i);
    }
    if analyst.lead.phrase.is_none() && analyst.lead.path.is_empty() {
        analyst.base_bag.prior_year = analyst.lead.bag.prior_year;
        analyst.base_bag.period_end = analyst.lead.bag.period_end;
        analyst.base_bag.stage = analyst.lead.bag.stage;
        analyst.lead.bag = analyst.base_bag;
    }
    analyst.lead
}

impl Analyst<'_> {
    fn step(&mut self, i: usize) -> usize {
        let token = &self.tokens[i];
        let opens = !matches!(token.kind, Kind::Year(_) | Kind::Day | Kind::Quote | Kind::Opaque | Kind::List(_) | Kind::Word(Word::Each));
        let linking = token.word() == Some(Word::Filler) && LINKING.contains(&&self.key[token.start..token.end]);
        if opens && !linking {
            self.lead.region_start.get_or_insert(token.start);
            self.lead.first_start.get_or_insert(token.start);
        }
        match &token.kind {
            Kind::Word(word) if *word != Word::Approximate || self.more_or_less(i).is_none() => self.word(i, token, *word),
            Kind::Year(year) => {
                match self.region {
                    Region::Base => self.base().year = Some(*year),
                    _ => self.lead.year = Some(*year),
                }
                self.restart(token.end);
                if self.lead.label.is_none() {
                    self.lead.first_start = None;
                }
            }
            Kind::Level(level, digits) => {
                let (start, end) = self.name_before(i, token);
                self.lead.path.push(Step { start, end, level: *level, digits: digits.clone() });
                self.last_level_end = token.end;
                self.name_start = Some(token.end);
                self.lead.gap_after = None;
                self.lead.said = true;
            }
            Kind::Gap | Kind::Word(Word::Approximate) if self.more_or_less(i).is_some() => {
                if let Some(direction) = self.more_or_less(i) {
                    self.direct(direction, token);
                    self.region = Region::Head;
                }
            }
            Kind::Gap => self.gap(token),
            // 较上年决算数、年初预算数: two bases.
            Kind::Dunhao if self.second_base(i) => {
                self.lead.first_base = self.lead.base.take();
            }
            // 收入预算、支出预算: one phrase for both sides.
            Kind::Dunhao if self.other_side(i) => self.extend_label(token),
            Kind::Dunhao => {
                self.lead.dunhao |= !self.joins_funds(i);
                self.extend_label(token);
            }
            Kind::Quote => self.restart(token.end),
            Kind::Day => self.lead.dated = true,
            Kind::Opaque => self.lead.opaque = true,
            Kind::List(_) => {}
            _ => {}
        }
        i + 1
    }

    fn base(&mut self) -> &mut Base {
        self.lead.base.get_or_insert_with(Base::default)
    }

    /// A name of a class may begin after this byte.
    fn restart(&mut self, byte: usize) {
        if self.lead.label.is_none() {
            self.lead.region_start = None;
        }
        if self.lead.path.is_empty() && self.lead.phrase.is_none() && self.lead.gap_after.is_none() {
            self.name_start = Some(byte);
        }
    }

    fn extend_label(&mut self, token: &Token) {
        if self.region == Region::Head && self.lead.direction.is_none() {
            let start = self.lead.label.map_or(token.start, |l| l.0);
            self.lead.label = Some((start, token.end));
            self.name_start.get_or_insert(token.start);
        }
    }

    fn gap(&mut self, token: &Token) {
        self.lead.said = true;
        match self.region {
            Region::Head => {
                self.extend_label(token);
                self.lead.office = false;
                let slot = if self.lead.phrase.is_none() && self.lead.path.is_empty() {
                    &mut self.lead.gap_before
                } else {
                    &mut self.lead.gap_after
                };
                *slot = Some((slot.map_or(token.start, |s| s.0), token.end));
            }
            // What stands between a base and the direction is the base's own wording.
            Region::Base => self.lead.base_gap += self.key[token.start..token.end].chars().count(),
            Region::Share | Region::Completion => {}
        }
    }

    fn word(&mut self, i: usize, token: &Token, word: Word) {
        match word {
            Word::Compare | Word::Filler if self.second_base(i) => {
                self.lead.first_base = self.lead.base.take();
            }
            Word::Compare if self.opens_base(i) => {
                if self.region == Region::Base && self.lead.base.is_some_and(Base::is_named) {
                    // 较年初预算数和上年支出数: two bases.
                    self.lead.first_base = self.lead.base.take();
                }
                self.region = Region::Base;
                self.lead.base_closed = false;
                self.lead.base.get_or_insert_with(Base::default);
            }
            // 和日常公用经费10万元, 规划和自然资源局: before the phrase it only joins.
            Word::Compare if self.lead.phrase.is_none() && self.lead.path.is_empty() && self.region == Region::Head => {}
            Word::Compare if self.joins_funds(i) => {}
            Word::Compare if self.other_side(i) => {}
            // 经费的预算与支出: it joins two words that name no two things.
            Word::Compare
                if self.tokens.get(i + 1).and_then(Token::word).is_some_and(|w| matches!(w, Word::Stage(_) | Word::Side(_)))
                    && self.lead.bag.side.is_none() => {}
            Word::Compare => self.gap(token),
            // 基本持平, but not 基本养老保险.
            Word::Near if !self.directed_next(i) => self.gap(token),
            Word::Against(direction) => {
                self.direct(direction, token);
                if self.opens_base(i) {
                    self.region = Region::Base;
                    self.lead.base_closed = false;
                    self.lead.base.get_or_insert_with(Base::default);
                }
            }
            Word::Compared => {
                if self.lead.direction == Some(Direction::Flat) {
                    // 与上年口径一致相比: no statement of its own.
                    (self.lead.direction, self.lead.direction_at) = (None, None);
                }
                self.region = Region::Head;
                self.lead.base_closed = true;
                self.name_start = Some(token.end);
            }
            Word::SamePeriod => {
                self.base().prior_year = true;
                if self.tokens.get(i + 1).and_then(Token::word) == Some(Word::PriorYear) {
                    // 同比去年1万元增加2万元: the amount is the base's.
                    self.region = Region::Base;
                    self.lead.base_closed = false;
                }
            }
            Word::PriorYear => match self.region {
                Region::Base => self.base().prior_year = true,
                _ => {
                    self.lead.prior_year = true;
                    self.lead.bag.prior_year = true;
                    self.extend_label(token);
                }
            },
            Word::Stage(stage) => self.stage(stage, token),
            Word::Direction(direction) => {
                self.direct(direction, token);
                self.region = Region::Head;
            }
            Word::Deviation => {
                self.direct(Direction::Up, token);
                self.lead.deviation = true;
                self.region = Region::Head;
            }
            Word::Share => {
                self.lead.share = Some(Bag::default());
                self.region = Region::Share;
            }
            // 全年完成政府采购18万元: a verb before its object.
            Word::Completion if self.key[token.start..token.end] == *"完成" && self.has_object(i) => {}
            Word::Completion => {
                let stage = if self.key[token.start..token.end].contains("全年") || self.key[token.start..token.end].contains("调整") {
                    Some(BudgetStage::AdjustedBudget)
                } else if self.key[token.start..token.end].contains("年初") {
                    Some(BudgetStage::Budget)
                } else {
                    None
                };
                self.lead.completion = Some(stage);
                self.region = Region::Completion;
            }
            _ => self.mark(i, token, word),
        }
        if !matches!(word, Word::Filler | Word::Own | Word::Each) {
            self.lead.said = true;
        }
    }

    fn direct(&mut self, direction: Direction, token: &Token) {
        if self.key[..token.start].ends_with(['不', '未']) {
            self.lead.negative = Some((token.start, token.end));
        }
        self.lead.direction = Some(direction);
        self.lead.direction_at = Some((token.start, token.end));
    }

    fn stage(&mut self, stage: BudgetStage, token: &Token) {
        match self.region {
            Region::Base => {
                // 预算执行数 is one stage; of 预算支出决算数 the last word counts.
                self.base().stage = Some(stage);
            }
            Region::Completion => {
                if let Some(slot) = &mut self.lead.completion {
                    *slot = Some(stage);
                }
            }
            Region::Share => {}
            Region::Head => {
                self.lead.stage = Some(stage);
                self.lead.bag.stage = Some(stage);
            }
        }
        self.extend_label(token);
    }

    /// Words that need no region of their own.
    fn mark(&mut self, i: usize, token: &Token, word: Word) {
        let lead = &mut self.lead;
        match word {
            Word::Near => lead.near = true,
            Word::Negative => lead.negative = lead.negative.or(Some((token.start, token.end))),
            Word::Absent => {
                lead.negative = lead.negative.or(Some((token.start, token.end)));
                lead.absent = true;
            }
            Word::Zero => lead.zero = Some((token.start, token.end)),
            Word::NotApplicable => lead.not_applicable = true,
            Word::Price => lead.price = true,
            Word::Approximate => lead.approximate = true,
            // 以上2020年合计: what stands above.
            Word::Threshold if i == 0 => {}
            Word::Threshold => lead.threshold = true,
            Word::Each => lead.each = true,
            Word::ByFunction => lead.by_function = true,
            Word::ByEconomic => lead.by_economic = true,
            Word::PeriodEnd => {
                lead.bag.period_end = true;
                lead.stock_prior |= self.key[token.start..token.end].starts_with(['上', '去']);
                self.extend_label(token);
            }
            Word::Own => {
                // 万里 + 街道办事处: the word ends an office's name.
                match self.lead.gap_before.as_mut().filter(|g| g.1 == token.start && self.lead.phrase.is_none()) {
                    Some(gap) => (gap.1, self.lead.office) = (token.end, true),
                    None => self.restart(token.end),
                }
            }
            Word::Noun => {
                if self.region == Region::Head {
                    lead.bag.noun = true;
                    // 公务接待 + 费: the noun ends the name.
                    if let Some(phrase) = lead.phrase.as_mut().filter(|p| p.1 == token.start) {
                        phrase.1 = token.end;
                        lead.core_end = token.end;
                    }
                }
                self.extend_label(token);
            }
            Word::Arranged => {
                if self.lead.phrase.is_none() {
                    self.extend_label(token);
                }
            }
            Word::Filler if self.inside_name(i, token) => {
                if let Some(gap) = self.lead.gap_before.as_mut() {
                    gap.1 = token.end;
                }
            }
            Word::Filler if self.ends_examples(i) || self.ends_owners(i) => {
                let (year, prior_year, stage) = (self.lead.year, self.lead.prior_year, self.lead.stage);
                self.lead = Lead { base_closed: true, year, prior_year, stage, said: true, ..Lead::default() };
                self.name_start = Some(token.end);
            }
            Word::Filler => {
                if self.key[token.start..token.end] == *"中" {
                    self.lead.scope = true;
                }
                if self.lead.label.is_some() {
                    self.extend_label(token);
                }
            }
            Word::Reason | Word::Purpose | Word::Among => {}
            // 编制2022年预算: a verb, and no posts.
            Word::Head(Head::Posts) if self.draws_up(i, token) => {}
            named => self.name(token, named),
        }
    }

    fn name(&mut self, token: &Token, word: Word) {
        match self.region {
            Region::Head => {
                self.extend_label(token);
                if self.lead.direction.is_some() && self.lead.phrase.is_some() {
                    // 基本支出增加人员经费10万元: what the amount is about is no longer certain.
                    self.lead.gap_after = Some((token.start, token.end));
                } else if self.lead.bag.add(word) {
                    let start = self.lead.phrase.map_or(token.start, |p| p.0);
                    self.lead.phrase = Some((start, token.end));
                    if !matches!(word, Word::Side(_) | Word::Total | Word::Sum | Word::Current) {
                        self.lead.core_end = token.end;
                    }
                }
            }
            Region::Base => {
                if !matches!(word, Word::Total | Word::Sum | Word::Current | Word::Atom(Atom::Plan)) {
                    self.base_bag.add(word);
                }
            }
            Region::Share => {
                if let Some(bag) = &mut self.lead.share {
                    bag.add(word);
                }
            }
            Region::Completion => {}
        }
    }
}
