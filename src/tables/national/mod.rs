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

mod codes;
mod columns;
mod compose;
mod empty;
mod facts;
mod indicators;
mod kind;
mod meaning;
mod reader;
mod rows;
mod words;

use super::frame::Frame;
use super::{Reading, Recognised};
use crate::context::Context;
use crate::vocabulary::{self, Vocabulary};
use meaning::Meaning;

/// The words of the national tables.
#[derive(Debug)]
pub struct Lexicon {
    words: words::Words,
}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        Ok(Lexicon { words: words::Words::new(vocabulary)? })
    }

    /// True for a folded header part that some national table uses (项目, 预算数, 功能分类科目编码, 类 …): it tells header rows from body rows.
    pub fn knows_header(&self, folded: &str) -> bool {
        self.words.knows_header(folded)
    }

    /// How well a column's header path is understood, for solving ragged tables: 0 not at all, 1 in parts, 2 as a whole.
    pub fn path_score(&self, path: &super::header::HeaderPath) -> u32 {
        let mut whole = Some(Meaning::default());
        for part in path.parts.iter().filter(|p| !p.folded.is_empty()) {
            let Some(meaning) = Meaning::of(&self.words.header(&part.folded)) else { return 0 };
            whole = whole.and_then(|w| w.below(&meaning));
        }
        match whole {
            Some(meaning) if meaning != Meaning::default() => 2,
            Some(_) => 0,
            None => 1,
        }
    }
}

/// Reads one table into `reading` if it is a national one: facts, explained cells, diagnostics, `empty`. `None`, with nothing added, when it is none.
///
/// Rows of `tables` and `cells` are made by the caller, from what is returned.
pub fn read(frame: &Frame<'_>, context: &Context<'_>, lexicon: &Lexicon, reading: &mut Reading) -> Option<Recognised> {
    if let Some(recognised) = indicators::read(frame, &lexicon.words, reading) {
        return Some(recognised);
    }
    reader::read(frame, context, &lexicon.words, reading)
}
