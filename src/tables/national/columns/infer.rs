//! What the rows of a block say where its headers say nothing.

use super::super::super::frame::Frame;
use super::super::labels::folded_label;
use super::super::meaning::Meaning;
use super::super::words::{Classes, Side, Words, list_number};
use super::Columns;
use crate::facts::{Component, ItemLevel};
use crate::normalise::classes::{self, ClassScheme};
use crate::normalise::key::fold_text;

impl Columns {
    /// Blocks whose headers do not say whether they hold revenue or expenditure, told by their rows: sources and 收入 on one side, classes of functions and 支出 on the other, and
    /// nothing of the other side.
    pub(in super::super) fn infer_sides(&mut self, frame: &Frame<'_>, words: &Words) {
        if self.blocks.len() < 2 {
            return;
        }
        for block in self.blocks.iter_mut().filter(|b| b.meaning.side.is_none_or(|s| s == Side::Both)) {
            let (mut revenue, mut expenditure) = (0, 0);
            for row in frame.data_rows() {
                let Some(label) = block.labels.last() else { continue };
                let folded = fold_text(frame.text(row.row, *label));
                let (_, bare) = list_number(&folded);
                let meaning = Meaning::of(&words.label(bare));
                let side = meaning.as_ref().and_then(|m| m.side);
                let function = classes::is_class_name(ClassScheme::Function, bare);
                let source = meaning.as_ref().is_some_and(|m| m.fund.is_some() && side != Some(Side::Expenditure));
                revenue += usize::from(side == Some(Side::Revenue) || (source && !function));
                expenditure += usize::from(side == Some(Side::Expenditure) || (function && !source));
            }
            block.meaning.side = match (revenue, expenditure) {
                (3.., 0) => Some(Side::Revenue),
                (0, 3..) => Some(Side::Expenditure),
                _ => block.meaning.side,
            };
        }
    }

    /// 基本支出 and 项目支出 with 工资福利支出 … between them, under a header that says neither 性质 nor 经济分类: told by the rows.
    pub(in super::super) fn infer_nature(&mut self, frame: &Frame<'_>, words: &Words) {
        for block in self.blocks.iter_mut().filter(|b| b.meaning.classes.is_none() && b.meaning.side != Some(Side::Revenue)) {
            let (mut components, mut economic, mut functions) = (false, 0, 0);
            for row in frame.data_rows() {
                let Some(label) = block.labels.last() else { continue };
                let folded = folded_label(frame.text(row.row, *label));
                let class = |scheme| classes::by_name(scheme, &folded, Some(ItemLevel::Class), None, None).is_some();
                let meaning = Meaning::of(&words.label(&folded));
                components |= meaning.is_some_and(|m| matches!(m.component, Some(Component::Basic | Component::Project)));
                economic += usize::from(class(ClassScheme::Economic));
                functions += usize::from(class(ClassScheme::Function));
            }
            if components && economic >= 2 && functions == 0 {
                block.meaning.classes = Some(Classes::Nature);
            }
        }
    }
}
