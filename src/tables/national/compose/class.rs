//! The dimensions that a class gives: of a row, or of a column in the total row.

use super::super::labels::class_scheme;
use super::super::rows::Subject;
use super::super::words::Side;
use super::{Composer, Dimensions, Refusal};
use crate::facts::{Fund, ItemLevel, Measure, Scheme};
use crate::normalise::classes;

impl Composer<'_> {
    /// Scheme, key, item, code and level of the row's class or item.
    pub(super) fn take_class(&self, found: &mut Dimensions) -> Result<(), Refusal> {
        match &self.row.subject {
            Subject::Class { classes, code, name, level, printed_code } => {
                let scheme = classes.scheme();
                // Items of the operating cost have their own list unless codes are printed.
                let listed = found.measure == Measure::AgencyOperating && !printed_code;
                found.scheme = if listed { Some(Scheme::Listed) } else { scheme };
                found.item = (!name.is_empty()).then(|| name.clone());
                if !listed {
                    found.item_key = code.clone();
                    found.item_code = code.clone();
                    found.item_level = *level;
                }
                Ok(())
            }
            Subject::Listed { name } => {
                found.scheme = Some(Scheme::Listed);
                found.item = Some(name.clone());
                Ok(())
            }
            _ => Err(Refusal::Unclear("no class".to_owned())),
        }
    }

    /// The total row under a column that is a class.
    pub(super) fn class_total(&self, mut found: Dimensions, side: Side) -> Result<Dimensions, Refusal> {
        let Some(class) = self.class else { return Err(Refusal::NoKey) };
        let row = &self.row.meaning;
        let total = row.total || row.grand || self.row.label.is_empty();
        if side != Side::Expenditure || !total || row.own || row.part || matches!(self.row.subject, Subject::Unit { .. }) {
            return Err(Refusal::NoKey);
        }
        found.fund = Some(self.fund()?.unwrap_or(Fund::All));
        found.component = self.component()?;
        found.scheme = class.classes.scheme();
        found.item = Some(self.column_item.to_owned());
        let named = |level| class_scheme(class.classes).and_then(|s| classes::by_name(s, &class.name, Some(level), None, self.sense.year));
        let known = named(ItemLevel::Class).or_else(|| named(ItemLevel::Section));
        found.item_key = known.map(|c| c.code.to_owned());
        found.item_code = found.item_key.clone();
        found.item_level = known.map(|c| c.level);
        Ok(found)
    }
}
