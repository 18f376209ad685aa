//! Rows that only their label tells, and what the rows above add to them.

use super::super::blocks::Block;
use super::super::labels::{folded_label, label_of};
use super::super::meaning::Meaning;
use super::super::memory::Memory;
use super::super::reader::inherits_measure;
use super::super::words::{Classes, Side};
use super::{Depth, RowReader, RowSense, Subject};
use crate::facts::TableKind;

impl RowReader<'_> {
    /// A row that only its label tells.
    pub(super) fn labelled(&self, texts: &[(u32, &str)], block: &Block, wanted: Option<Classes>, memory: &mut Memory) -> RowSense {
        let (printed, group) = match texts {
            [(_, one)] => (*one, self.group_above(texts, block, memory)),
            [(_, first), .., (_, last)] => {
                let folded = folded_label(first);
                let meaning = match self.words.opens_side(&folded).filter(|_| self.one_list(block)) {
                    Some(side) => Meaning { side: Some(side), ..Meaning::default() },
                    None => Meaning::of(&self.words.label(&folded)).unwrap_or_default(),
                };
                memory.group = Some((folded, meaning.clone()));
                (*last, Some(meaning))
            }
            [] => ("", None),
        };
        if texts.len() == 1 && block.labels.len() > 1 && texts.first().is_some_and(|(c, _)| Some(c) == block.labels.first()) {
            memory.group = None;
        }
        let (item, depth) = label_of(printed);
        let folded = folded_label(printed);
        let (subject, meaning) = self.subject(&folded, item, depth, block, wanted, memory);
        // The name of a unit is none of a project.
        let of_unit = texts.last().is_some_and(|(c, _)| block.unit_names.contains(c));
        let subject = if of_unit && matches!(subject, Subject::Listed { .. }) { Subject::Unknown } else { subject };
        let (subject, meaning) = match group.map(|g| g.below(&meaning)) {
            Some(Some(m)) => (subject, m),
            Some(None) => (Subject::Unknown, meaning),
            None => (subject, meaning),
        };
        let (subject, meaning) =
            if subject == Subject::Words { self.in_context(depth, meaning, block, memory) } else { (subject, meaning) };
        if !depth.among {
            memory.last = Some((subject.clone(), meaning.clone()));
        }
        RowSense { subject, meaning, item: item.to_owned(), label: printed.to_owned(), depth }
    }

    /// What the rows above add to a row of words.
    pub(super) fn in_context(&self, depth: Depth, meaning: Meaning, block: &Block, memory: &mut Memory) -> (Subject, Meaning) {
        let revenue = block.meaning.side == Some(Side::Revenue) || self.sense.side == Some(Side::Revenue);
        let meaning = if self.one_list(block) { memory.take_side(meaning) } else { meaning };
        let meaning = memory.carry_over(depth, meaning);
        let meaning = if inherits_measure(self.sense.kind) { memory.inherit_measure(depth, meaning) } else { meaning };
        // Of sources each names itself; of expenditure 其中 limits the row above.
        match depth.among {
            true if revenue => (Subject::Words, memory.part_of_source(meaning)),
            true => memory.among(Subject::Words, meaning),
            false => (Subject::Words, meaning),
        }
    }

    /// The first of two label columns is left blank below its first row: the group goes on.
    pub(super) fn group_above(&self, texts: &[(u32, &str)], block: &Block, memory: &Memory) -> Option<Meaning> {
        let below = block.labels.len() > 1 && texts.first().is_some_and(|(c, _)| Some(c) != block.labels.first());
        memory.group.as_ref().filter(|_| below).map(|(_, m)| m.clone())
    }

    pub(super) fn subject(
        &self,
        folded: &str,
        item: &str,
        depth: Depth,
        block: &Block,
        wanted: Option<Classes>,
        memory: &mut Memory,
    ) -> (Subject, Meaning) {
        let words = Meaning::of(&self.words.label(folded));
        if let Some(meaning) = &words {
            if meaning.skip || meaning.nothing || (self.parted_subtotals && matches!(folded, "小计" | "小记")) {
                return (Subject::Skip, Meaning::default());
            }
            let plain = meaning.total || meaning.grand || meaning.carry.is_some() || meaning.component.is_some() || meaning.current;
            let revenue = block.meaning.side == Some(Side::Revenue) || self.sense.side == Some(Side::Revenue);
            if plain || revenue || !self.lists_classes() {
                let ends_unit = (meaning.total || meaning.grand) && block.unit_names.is_empty();
                memory.unit = memory.unit.take().filter(|_| !ends_unit);
                return (Subject::Words, meaning.clone());
            }
        }
        let projects = self.sense.kind == TableKind::Project && block.lists_projects;
        if let Some(class) = self.named_class(folded, item, depth, block, wanted, memory).filter(|_| !projects) {
            return (class, Meaning::default());
        }
        if let Some(meaning) = words {
            return (Subject::Words, meaning);
        }
        let coded = !block.codes.is_empty() || self.sense.kind != TableKind::Project;
        let lists_bodies = self.lists_classes() && !self.is_total_table() && coded;
        if lists_bodies && self.words.names_a_body(folded) && !self.is_economic(wanted) {
            return self.body(item, memory);
        }
        let projects = self.sense.kind == TableKind::Project && !item.is_empty();
        if projects { (Subject::Listed { name: item.to_owned() }, Meaning::default()) } else { (Subject::Unknown, Meaning::default()) }
    }
}
