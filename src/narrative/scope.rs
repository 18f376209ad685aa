//! What is known where an amount stands: the frames of headings, lists, 其中 and brackets around it.

use super::clause::Base;
use super::compose::Subject;
use super::lexicon::Direction;
use super::list::Style;
use super::token::Token;
use crate::facts::{BudgetStage, Fund, Measure, Scheme};

/// How amounts are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mode {
    /// They state measures.
    #[default]
    Plain,
    /// They stand inside a reason.
    Reason,
    /// They stand in what the money is for.
    Purpose,
}

/// What trips and guests are counted of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// Travel abroad.
    Overseas,
    /// Guests.
    Reception,
    /// Guests from abroad.
    Foreign,
}

/// The posts that were counted last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posts {
    /// Their item of headcount.
    pub key: &'static str,
    /// Others were counted before them.
    pub several: bool,
}

/// The level that parts belong to, and when it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Whole {
    /// What it measures.
    pub measure: Measure,
    pub stage: Option<BudgetStage>,
    pub year: Option<i32>,
}

/// What is known at a place; it changes as the text is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    /// What an amount without a name of its own is about.
    pub subject: Option<Subject>,
    /// The subject was named in this paragraph, and not only by a heading.
    pub named: bool,
    /// The measure that the headings speak of.
    pub heading: Option<Measure>,
    /// The money that everything here is limited to.
    pub fund: Option<Fund>,
    /// What the list here is by.
    pub scheme: Option<Scheme>,
    /// The class that the heading or the item above names.
    pub above: Option<String>,
    /// The fact of which new levels are parts.
    pub parent: Option<usize>,
    /// The component that was named without an amount: what follows is by its parts (项目支出按功能分类：…).
    pub announced: Option<Subject>,
    /// A heading speaks of revenue and expenditure of this money: its balance.
    pub balance: Option<Fund>,
    /// Stage and year of the level whose parts stand here, where its words leave no choice.
    pub whole_at: Option<Whole>,
    /// Levels made since the frame was opened.
    pub children: usize,
    /// Of them, those of different subjects since the last ；.
    pub siblings: usize,
    /// A change was stated of one of them.
    pub changed: bool,
    /// The last level.
    pub last_level: Option<usize>,
    /// The direction of the last change.
    pub direction: Option<Direction>,
    /// What changes of this sentence are counted from.
    pub base: Option<Base>,
    /// A base was named and its change has not come yet.
    pub base_open: bool,
    /// Stage and year that a clause named before its amount.
    pub stage: Option<BudgetStage>,
    pub year: Option<i32>,
    /// Stage and year of the last level.
    pub level_at: (Option<BudgetStage>, Option<i32>),
    /// The sentence has given 全年预算: 完成预算 is counted from it.
    pub adjusted: bool,
    /// How amounts are to be taken.
    pub mode: Mode,
    /// Unknown text stood between the subject and here: a level without a name is not certain.
    pub doubt: bool,
    /// An amount stands before whose subject was not understood: 支出决算 after it may be that one's.
    pub lost_amount: bool,
    /// The reason that is being read has stated amounts itself.
    pub reason_amounts: bool,
    /// It stands before what it is the reason of: 由于人员增加，2020年支出预算100万元.
    pub reason_leads: bool,
    /// It has named something that amounts are stated of.
    pub reason_named: bool,
    /// 绩效 was spoken of.
    pub performance: bool,
    /// A part of it was: 部门评价, 评级. What is counted then is not all that was evaluated.
    pub perf_detail: bool,
    /// 编制 before: what 实有 is counted for.
    pub posts: Option<Posts>,
    /// Things to be bought are counted.
    pub purchasing: bool,
    /// What was counted last: a count without a name goes on with it.
    pub counting: Option<Counting>,
    /// The date that a stock is of.
    pub stock_year: Option<i32>,
    /// What 其他 in front of a scope limits.
    pub partial: bool,
}

/// What opened a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// The headings.
    Root,
    /// A list whose items are numbered so.
    List(Style),
    /// 其中, 包括.
    Among,
    /// A bracket.
    Bracket,
}

/// One frame: how it was when it was opened, and how it is now.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// What opened it.
    pub kind: FrameKind,
    /// The scope that each item of a list starts from.
    pub template: Scope,
    /// The scope now.
    pub scope: Scope,
    /// The section in which it was opened.
    pub section: Option<usize>,
    /// The group of amounts that are printed beside each other.
    pub group: usize,
    /// Tokens before a bracket, to go on with after it.
    pub saved: Vec<Token>,
    /// 其中： at the end of a paragraph: the paragraphs after it are its items.
    pub open: bool,
}

impl Frame {
    /// A frame that begins as `scope`.
    pub fn new(kind: FrameKind, scope: Scope, section: Option<usize>, group: usize) -> Self {
        Frame { kind, template: scope.clone(), scope, section, group, saved: Vec::new(), open: false }
    }
}
