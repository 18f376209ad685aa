//! The result of analysing what stands before an amount.

use super::compose::Bag;
use super::lexicon::Direction;
use crate::facts::BudgetStage;

/// What a change or a completion is counted from, as far as the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Base {
    /// 上年, 去年, 同比.
    pub prior_year: bool,
    /// A year in digits.
    pub year: Option<i32>,
    /// 预算, 决算 …
    pub stage: Option<BudgetStage>,
}

impl Base {
    /// True when it names a time or a stage.
    pub fn is_named(self) -> bool {
        self.prior_year || self.year.is_some() || self.stage.is_some()
    }
}

/// The name of a class with its level, from a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// Bytes of the name in the key.
    pub start: usize,
    pub end: usize,
    pub level: crate::facts::ItemLevel,
    /// Digits in the mark: 204 of (204类).
    pub digits: Option<String>,
}

/// A run of tokens, analysed.
#[derive(Debug, Clone, Default)]
pub(super) struct Lead {
    /// The words of the phrase that names the subject.
    pub bag: Bag,
    /// Bytes from the first to the last word of that phrase.
    pub phrase: Option<(usize, usize)>,
    /// Where the phrase ends without the words that only say 支出 or 总额.
    pub core_end: usize,
    /// Tokens of the phrase's region, without those at its head that only say whose or when: for names that no word knows.
    pub label: Option<(usize, usize)>,
    /// Where the region of the label begins, fillers included.
    pub region_start: Option<usize>,
    /// Where it begins when words that only say whose are taken as a part of the name (行政事业单位离退休).
    pub first_start: Option<usize>,
    /// Unknown text before the phrase.
    pub gap_before: Option<(usize, usize)>,
    /// That text ends as an office's name does.
    pub office: bool,
    /// Unknown text inside or after the phrase, or text alone.
    pub gap_after: Option<(usize, usize)>,
    /// A path of classes.
    pub path: Vec<Step>,
    /// What is compared with.
    pub base: Option<Base>,
    /// The first of two bases that are joined.
    pub first_base: Option<Base>,
    /// The base's region was closed by 相比, or no region was opened.
    pub base_closed: bool,
    pub direction: Option<Direction>,
    /// Where the direction stands.
    pub direction_at: Option<(usize, usize)>,
    /// 差异率: the direction is the sign of the percent itself.
    pub deviation: bool,
    pub near: bool,
    /// 占: what follows is a share; the words of its whole.
    pub share: Option<Bag>,
    /// 完成: with the stage that is completed.
    pub completion: Option<Option<BudgetStage>>,
    pub year: Option<i32>,
    pub prior_year: bool,
    pub stage: Option<BudgetStage>,
    pub negative: Option<(usize, usize)>,
    pub absent: bool,
    pub zero: Option<(usize, usize)>,
    pub not_applicable: bool,
    pub price: bool,
    pub approximate: bool,
    pub threshold: bool,
    pub each: bool,
    /// Characters of unknown text in the base.
    pub base_gap: usize,
    /// A 《…》 stands in it.
    pub opaque: bool,
    /// 中: the phrase is a scope for what follows.
    pub scope: bool,
    pub by_function: bool,
    pub by_economic: bool,
    pub dunhao: bool,
    /// A day stands in it: 截至2018年8月31日.
    pub dated: bool,
    /// 上年末.
    pub stock_prior: bool,
    /// Tokens that are more than fillers.
    pub said: bool,
}
