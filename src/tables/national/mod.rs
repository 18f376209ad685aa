//! The national budget tables: 收支总表, 收入表, 支出表, 财政拨款收支总表, 一般公共预算支出表, 基本支出表, 三公, 政府性基金, 国有资本经营 and their kin.
//!
//! One mechanism reads them all. A cell's dimensions are the union of what the *table* (caption), the *column* (header path) and the *row* (codes and label) say: fund, component,
//! stage, year, side, item, class. Headers and labels are composed of words ([`words`]), words have senses ([`meaning`]), and whatever contradicts itself or leaves a character
//! unexplained gives a diagnostic and no fact.
//!
//! ```text
//! caption  2020年一般公共预算支出表      → fund general_public, expenditure
//! column   2020年预算数 › 基本支出        → year 2020, stage budget, component basic
//! row      2010301 | 行政运行            → function 2010301, item
//! ```

mod base;
mod blocks;
mod class_columns;
mod codes;
mod columns;
mod compose;
mod content;
mod empty;
mod facts;
mod indicators;
mod kind;
mod labels;
mod meaning;
mod memory;
mod nature;
mod notes;
mod parents;
mod reader;
mod rows;
mod structure;
mod survey;
mod units;
mod words;

use super::frame::Frame;
use super::{Reading, Recognised};
use crate::context::Context;
use crate::vocabulary::{self, Vocabulary};
use meaning::Meaning;
use words::{Role, Side};

/// What a table hands on to its continuation after a page break.
#[derive(Debug, Clone, Default)]
pub struct Carry {
    indicators: indicators::Carry,
    /// What went on from row to row in each block.
    memories: Vec<memory::Memory>,
}

/// The words of the national tables.
#[derive(Debug)]
pub struct Lexicon {
    words: words::Words,
    indicators: indicators::IndicatorWords,
}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        Ok(Lexicon { words: words::Words::new(vocabulary)?, indicators: indicators::IndicatorWords::new(vocabulary)? })
    }

    /// True for a folded header part that some national table uses (项目, 预算数, 功能分类科目编码, 类 …): it tells header rows from body rows.
    pub fn knows_header(&self, folded: &str) -> bool {
        self.words.knows_header(folded)
    }

    /// How well a column's header path is understood, for solving ragged tables: 0 not at all, 1 in parts, 2 as a whole.
    ///
    /// A path that is only understood in parts may be two columns' headers that were put over each other: 项目 over amounts, 预算数 over names, revenue over classes.
    pub fn path_score(&self, path: &super::header::HeaderPath) -> u32 {
        if indicators::is_path(&self.indicators, path) {
            return 2;
        }
        let mut whole = Meaning::default();
        let mut odd = false;
        for part in path.parts.iter().filter(|p| !p.folded.is_empty()) {
            let cut = self.words.header(&part.folded);
            if cut.says_nothing() {
                continue;
            }
            let Some(meaning) = Meaning::of(&cut) else { return 0 };
            let (above, below) = (whole.column_role(), meaning.column_role());
            odd |= above.is_some() && below.is_none() && meaning.says_amounts();
            odd |= below.is_some_and(|r| r != Role::Text) && (whole.stage.is_some() || whole.total || whole.measure.is_some());
            let Some(deeper) = whole.below(&meaning) else { return 0 };
            whole = deeper;
        }
        odd |= whole.side == Some(Side::Revenue) && whole.classes.is_some();
        match (whole == Meaning::default(), odd) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        }
    }
}

/// Reads one table into `reading` if it is a national one: facts, indicators, explained cells, diagnostics, `empty`. `None`, with nothing added, when it is none.
///
/// Rows of `tables` and `cells` are made by the caller, from what is returned. `grids` counts the disclosure's grids of activities and indicators; `carry` is what a
/// table hands on to its continuation.
pub fn read(
    frame: &Frame<'_>,
    context: &Context<'_>,
    lexicon: &super::Lexicon,
    grids: &mut u32,
    carry: &mut Carry,
    reading: &mut Reading,
) -> Option<Recognised> {
    let own = &lexicon.national;
    if let Some(recognised) = indicators::read(frame, lexicon, &own.indicators, grids, &mut carry.indicators, reading) {
        return Some(recognised);
    }
    reader::read(frame, context, &own.words, &mut carry.memories, reading)
}
