//! What tables and narrative know of the disclosure that they stand in.

use crate::document::{Document, Position};
use crate::facts::{BudgetStage, DisclosureKind, Part};
use crate::identity::Identity;
use crate::sections::Sections;
use crate::segment::Unit;

/// One disclosure of a file, after identity and sections.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The file.
    pub document: &'a Document,
    /// Which blocks of it.
    pub unit: &'a Unit,
    /// Whose, of when.
    pub identity: &'a Identity,
    /// Its parts.
    pub sections: &'a Sections,
}

impl Context<'_> {
    /// The part that a position stands in.
    pub fn part_at(&self, position: Position) -> Option<Part> {
        self.sections.at(position).and_then(|section| section.part)
    }

    /// The stage that a flow of the fiscal year has when nothing else is said: budget, or final in final accounts.
    pub fn own_stage(&self) -> BudgetStage {
        match self.identity.kind {
            Some(DisclosureKind::FinalAccounts) => BudgetStage::Final,
            _ => BudgetStage::Budget,
        }
    }
}
