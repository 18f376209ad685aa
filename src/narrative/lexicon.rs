//! The vocabulary of running text, compiled: which words carry which dimension.

use super::uses::Uses;
use crate::facts::{BudgetStage, Component, Fund, Measure};
use crate::normalise::key::fold_text;
use crate::vocabulary::{Error, Vocabulary};
use aho_corasick::{AhoCorasick, MatchKind};

/// The context of the vocabulary that this room reads.
pub(crate) const CONTEXT: &str = "narrative";

/// An item of assets that the contract has no key for: it is known by its name alone.
pub(super) const NAMED: &str = "named";

/// Assets that are to be bought.
pub(super) const PLANNED: &str = "planned_purchase";

/// A side of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Revenue,
    Expenditure,
    Both,
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
    Flat,
    /// The template's choice was left open: 增加（减少）.
    Choice,
}

/// Words that compose an item together with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Atom {
    Vehicle,
    Purchase,
    Operation,
    Overseas,
    Reception,
    Foreign,
    Domestic,
    Goods,
    Works,
    Services,
    Sme,
    Micro,
    /// 集中采购, 分散采购: a way of buying that no item is.
    Centralised,
    Plan,
    Carry,
    NextYear,
    EquipmentGeneral,
    EquipmentSpecial,
    EquipmentLarge,
    Equipment,
    Group,
    Batch,
    /// 来访团组: guests, counted in groups.
    Visitors,
    /// 来宾: guests, counted by head.
    Visitor,
    Persons,
    Kept,
    Performance,
    PerformanceDetail,
    Project,
}

/// Words of headcount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Posts,
    Admin,
    Institution,
    Worker,
    Contract,
    Staff,
    Retired,
    Cadre,
    Both,
    Discharged,
    /// 参公: managed as civil servants are.
    Managed,
    /// Dependents of those who died: people that no item of headcount is for.
    Dependents,
    Other,
}

/// The sense of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Side(Side),
    Fund(Fund),
    Source(Fund),
    Component(Component),
    Measure(Measure),
    /// An item of assets, by its key.
    Asset(&'static str),
    Atom(Atom),
    Head(Head),
    Total,
    Sum,
    Current,
    Stage(BudgetStage),
    Direction(Direction),
    /// 基本, 略: a direction that is not quite one.
    Near,
    /// 大于, 小于, 等于: a direction that opens a base.
    Against(Direction),
    Compare,
    /// 预决算差异率: a percent of change with its own sign.
    Deviation,
    /// 相比: ends a base.
    Compared,
    PriorYear,
    SamePeriod,
    Share,
    Completion,
    Among,
    ByFunction,
    ByEconomic,
    Reason,
    Purpose,
    Negative,
    /// 没有安排 as one word.
    Absent,
    Arranged,
    /// 为零.
    Zero,
    NotApplicable,
    Threshold,
    /// 单价, 人均: the amount after it is no total.
    Price,
    Approximate,
    Each,
    /// 本部门: a subject that limits nothing.
    Own,
    PeriodEnd,
    /// 费, 经费: part of a name that says nothing by itself.
    Noun,
    /// A name of something else, which words that are known are a part of: as unknown as text without words.
    OtherName,
    Filler,
}

const ATOMS: &[(&str, Atom)] = &[
    ("vehicle", Atom::Vehicle),
    ("purchase", Atom::Purchase),
    ("operation", Atom::Operation),
    ("overseas", Atom::Overseas),
    ("reception", Atom::Reception),
    ("foreign", Atom::Foreign),
    ("domestic", Atom::Domestic),
    ("goods", Atom::Goods),
    ("works", Atom::Works),
    ("services", Atom::Services),
    ("sme", Atom::Sme),
    ("micro", Atom::Micro),
    ("centralised", Atom::Centralised),
    ("plan", Atom::Plan),
    ("carry", Atom::Carry),
    ("next_year", Atom::NextYear),
    ("equipment_general", Atom::EquipmentGeneral),
    ("equipment_special", Atom::EquipmentSpecial),
    ("equipment_large", Atom::EquipmentLarge),
    ("equipment", Atom::Equipment),
    ("group", Atom::Group),
    ("batch", Atom::Batch),
    ("visitors", Atom::Visitors),
    ("visitor", Atom::Visitor),
    ("persons", Atom::Persons),
    ("kept", Atom::Kept),
];

const HEADS: &[(&str, Head)] = &[
    ("posts", Head::Posts),
    ("admin", Head::Admin),
    ("institution", Head::Institution),
    ("worker", Head::Worker),
    ("contract", Head::Contract),
    ("staff", Head::Staff),
    ("retired", Head::Retired),
    ("cadre", Head::Cadre),
    ("both", Head::Both),
    ("discharged", Head::Discharged),
    ("managed", Head::Managed),
    ("dependents", Head::Dependents),
    ("other", Head::Other),
];

const PLAIN: &[(&str, Word)] = &[
    ("side.revenue", Word::Side(Side::Revenue)),
    ("side.expenditure", Word::Side(Side::Expenditure)),
    ("side.both", Word::Side(Side::Both)),
    ("total", Word::Total),
    ("sum", Word::Sum),
    ("current", Word::Current),
    ("up", Word::Direction(Direction::Up)),
    ("down", Word::Direction(Direction::Down)),
    ("flat", Word::Direction(Direction::Flat)),
    ("choice", Word::Direction(Direction::Choice)),
    ("near", Word::Near),
    ("equals", Word::Against(Direction::Flat)),
    ("above", Word::Against(Direction::Up)),
    ("below", Word::Against(Direction::Down)),
    ("compare", Word::Compare),
    ("against", Word::Compared),
    ("deviation", Word::Deviation),
    ("prior_year", Word::PriorYear),
    ("same_period", Word::SamePeriod),
    ("share", Word::Share),
    ("completion", Word::Completion),
    ("among", Word::Among),
    ("by_function", Word::ByFunction),
    ("by_economic", Word::ByEconomic),
    ("reason", Word::Reason),
    ("purpose", Word::Purpose),
    ("negative", Word::Negative),
    ("absent", Word::Absent),
    ("arranged", Word::Arranged),
    ("zero", Word::Zero),
    ("not_applicable", Word::NotApplicable),
    ("threshold", Word::Threshold),
    ("price", Word::Price),
    ("approximate", Word::Approximate),
    ("each", Word::Each),
    ("own", Word::Own),
    ("period_end", Word::PeriodEnd),
    ("performance", Word::Atom(Atom::Performance)),
    ("perf_detail", Word::Atom(Atom::PerformanceDetail)),
    ("noun.project", Word::Atom(Atom::Project)),
    ("assets.fixed", Word::Asset("fixed")),
    ("assets.total", Word::Asset("total")),
    ("assets.buildings", Word::Asset("buildings")),
    ("assets.other", Word::Asset("other")),
    ("assets.named", Word::Asset(NAMED)),
    ("assets.office_buildings", Word::Asset("office_buildings")),
    ("assets.planned_purchase", Word::Asset(PLANNED)),
    ("noun", Word::Noun),
    ("other_name", Word::OtherName),
    ("filler", Word::Filler),
];

fn word_of(sense: &str) -> Option<Word> {
    if let Some((_, word)) = PLAIN.iter().find(|(name, _)| *name == sense) {
        return Some(*word);
    }
    let (family, value) = sense.split_once('.')?;
    match family {
        "fund" => Fund::parse(value).map(Word::Fund),
        "source" => Fund::parse(value).map(Word::Source),
        "component" => Component::parse(value).map(Word::Component),
        "measure" => Measure::parse(value).map(Word::Measure),
        "stage" => BudgetStage::parse(value).map(Word::Stage),
        "atom" => ATOMS.iter().find(|(name, _)| *name == value).map(|(_, atom)| Word::Atom(*atom)),
        "head" => HEADS.iter().find(|(name, _)| *name == value).map(|(_, head)| Word::Head(*head)),
        _ => None,
    }
}

/// The words that this room knows, ready to be found.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) uses: Uses,
    words: Vec<Word>,
    finder: AhoCorasick,
}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, Error> {
        let (mut texts, mut words) = (Vec::new(), Vec::new());
        for (text, sense) in vocabulary.entries(CONTEXT) {
            let unknown = || Error::UnknownSense { context: CONTEXT.to_owned(), sense: sense.to_owned() };
            words.push(word_of(sense).ok_or_else(unknown)?);
            texts.push(fold_text(text));
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&texts)
            .map_err(|e| Error::Syntax { file: CONTEXT.to_owned(), message: e.to_string() })?;
        Ok(Lexicon { uses: Uses::new(vocabulary)?, words, finder })
    }

    /// The runs of a folded text that no word covers, marks and digits left out, of two characters or more.
    pub(crate) fn unknown<'t>(&self, key: &'t str) -> Vec<&'t str> {
        let mut ends: Vec<(usize, usize)> = self.finder.find_iter(key).map(|m| (m.start(), m.end())).collect();
        ends.push((key.len(), key.len()));
        let (mut at, mut runs) = (0, Vec::new());
        for (start, end) in ends {
            let gap = key.get(at..start).unwrap_or("");
            runs.extend(gap.split(|c: char| !c.is_alphabetic()).filter(|r| r.chars().count() >= 2));
            at = end;
        }
        runs
    }

    /// Words of a folded text, left to right, without overlap, the longest at each place: (start, end, sense), in bytes.
    pub(super) fn words<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (usize, usize, Word)> + 'a {
        self.finder.find_iter(key).filter_map(|m| self.words.get(m.pattern().as_usize()).map(|w| (m.start(), m.end(), *w)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_vocabulary_compiles_and_the_longest_word_wins() {
        let lexicon = Lexicon::new(&Vocabulary::built_in().unwrap()).unwrap();
        let words: Vec<Word> = lexicon.words("一般公共预算财政拨款基本支出决算数").map(|w| w.2).collect();
        assert_eq!(words, [Word::Fund(Fund::GeneralPublic), Word::Component(Component::Basic), Word::Stage(BudgetStage::Final)]);
        for word in ["行政编制", "公务用车购置"] {
            assert_eq!(lexicon.words(word).count(), 2);
        }
    }
}
