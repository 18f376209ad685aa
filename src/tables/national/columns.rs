//! What the columns of a national table mean.

mod adjusted;
mod header;
mod infer;
mod refuse;
mod roles;

use super::super::frame::Frame;
use super::blocks::{Block, blocks};
use super::class_columns::{self, ClassColumn};
use super::content;
use super::meaning::Meaning;
use super::words::{Role, Words};

/// What one column is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Column {
    /// Labels, codes, serial numbers, words.
    Labels(Role, Meaning),
    /// Amounts.
    Amounts(Meaning, Option<ClassColumn>),
    /// Not understood: why.
    Unknown(String),
    /// No header and nothing in it.
    Empty,
}

/// The columns of a table and its blocks.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) list: Vec<Column>,
    pub(super) blocks: Vec<Block>,
}

impl Columns {
    /// Reads the header paths of a frame.
    pub(super) fn read(frame: &Frame<'_>, words: &Words) -> Columns {
        let mut list: Vec<Column> = (0..frame.columns()).map(|c| header::column(frame, words, c)).collect();
        content::serials(&mut list, frame);
        content::words_are_labels(&mut list, frame);
        content::labels(&mut list, frame, words);
        roles::settle_unit_names(&mut list);
        roles::whole_codes_only(&mut list, frame);
        roles::name_beside_code(&mut list);
        roles::bodies_are_units(&mut list, frame, words);
        class_columns::settle(&mut list, frame);
        roles::neutral_sources(&mut list, frame);
        adjusted::settle(&mut list, frame, words);
        refuse::beside_headerless(&mut list, frame);
        refuse::misfits(&mut list, frame, words);
        refuse::twins(&mut list, frame);
        refuse::beside_subtotal(&mut list, frame);
        let blocks = blocks(&list);
        Columns { list, blocks }
    }

    /// The amount columns with what they mean.
    pub(super) fn amounts(&self) -> impl Iterator<Item = (u32, &Meaning)> {
        self.list.iter().enumerate().filter_map(|(i, c)| match c {
            Column::Amounts(meaning, _) => Some((i as u32, meaning)),
            _ => None,
        })
    }

    /// The meaning of an amount column.
    pub(super) fn amount(&self, column: u32) -> Option<(&Meaning, Option<&ClassColumn>)> {
        match self.list.get(column as usize) {
            Some(Column::Amounts(meaning, class)) => Some((meaning, class.as_ref())),
            _ => None,
        }
    }

    /// Is there a column with this role?
    pub(super) fn has_role(&self, wanted: Role) -> bool {
        self.list.iter().any(|c| matches!(c, Column::Labels(role, _) if *role == wanted))
    }
}
