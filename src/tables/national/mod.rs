//! The national budget tables: 收支总表, 收入表, 支出表, 财政拨款收支总表, 一般公共预算支出表, 基本支出表, 三公, 政府性基金, 国有资本经营 and their kin.

use super::frame::Frame;
use super::{Reading, Recognised};
use crate::context::Context;
use crate::vocabulary::{self, Vocabulary};

/// The words of the national tables.
#[derive(Debug)]
pub struct Lexicon {}

impl Lexicon {
    /// From the vocabulary.
    pub fn new(_vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        Ok(Lexicon {})
    }

    /// True for a folded header part that some national table uses (项目, 预算数, 功能分类科目编码, 类 …): it tells header rows from body rows.
    pub fn knows_header(&self, _folded: &str) -> bool {
        false
    }

    /// How well a column's header path is understood, for solving ragged tables: 0 not at all, 1 in parts, 2 as a whole.
    pub fn path_score(&self, _path: &super::header::HeaderPath) -> u32 {
        0
    }
}

/// Reads one table into `reading` if it is a national one: facts, explained cells, diagnostics, `empty`. `None`, with nothing added, when it is none.
///
/// Rows of `tables` and `cells` are made by the caller, from what is returned.
pub fn read(_frame: &Frame<'_>, _context: &Context<'_>, _lexicon: &Lexicon, _reading: &mut Reading) -> Option<Recognised> {
    None
}
