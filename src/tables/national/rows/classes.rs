//! Rows of classes, by their code or by their name.

use super::super::super::cell::{CellValue, cell_value};
use super::super::blocks::Block;
use super::super::codes;
use super::super::labels::{class_scheme, folded_label, label_of, named, scheme_of};
use super::super::meaning::Meaning;
use super::super::memory::Memory;
use super::super::words::{Classes, Role, Side};
use super::{Depth, RowReader, RowSense, Subject};
use crate::facts::{ItemLevel, TableKind};
use crate::normalise::classes::{self, Class, ClassScheme};

impl RowReader<'_> {
    /// A row with a class code.
    pub(super) fn coded(&self, row: u32, block: &Block, wanted: Option<Classes>, memory: &mut Memory) -> Option<RowSense> {
        let cells: Vec<(Role, &str)> = block.codes.iter().map(|(c, role)| (*role, self.frame.own_text(row, *c))).collect();
        let names: Vec<&str> =
            block.labels.iter().map(|c| self.frame.text(row, *c)).filter(|t| cell_value(t) == CellValue::Words).collect();
        let economic = self.is_economic(wanted);
        let (code, name) = match codes::from_cells(&cells, economic, &memory.class, &memory.section) {
            Some(found) => (found, names.last().copied().unwrap_or("")),
            None => {
                // 2010301行政运行 in one cell.
                let first = cells.iter().map(|(_, t)| *t).chain(names.iter().copied()).find(|t| !cell_value(t).is_blank())?;
                let (found, rest) = codes::glued(first)?;
                (found, if rest.is_empty() { names.last().copied().unwrap_or("") } else { rest })
            }
        };
        let classes = scheme_of(&code, wanted)?;
        // 323 | 某局: a code of units that looks like one of classes.
        let unknown = || class_scheme(classes).is_some_and(|s| classes::by_code(s, &code.digits, None).is_none());
        if code.digits.len() == 3 && self.words.names_a_body(&folded_label(name)) && unknown() {
            return None;
        }
        memory.class = code.part(3).unwrap_or_default();
        memory.section = code.part(5).unwrap_or_default();
        memory.classes_seen += 1;
        let known = classes.scheme().and_then(|_| class_scheme(classes)).and_then(|s| classes::by_code(s, &code.digits, self.year));
        let item = label_of(name);
        // A code whose name is blank beside a column of names may not be a code.
        if item.0.is_empty() && (known.is_none() || !block.labels.is_empty()) {
            return None;
        }
        let name = if item.0.is_empty() { String::new() } else { item.0.to_owned() };
        let level = code.level();
        let fits = |c: &Class| folded_label(c.name) == folded_label(&name);
        if self.doubtful.contains(&code.digits) && !known.is_some_and(fits) {
            let label = format!("{} {name}", code.digits);
            return Some(RowSense { subject: Subject::Unknown, meaning: Meaning::default(), item: name, label, depth: Depth::default() });
        }
        Some(RowSense {
            subject: Subject::Class { classes, code: Some(code.digits), name: name.clone(), level, printed_code: true },
            meaning: Meaning::default(),
            item: name.clone(),
            label: name,
            depth: Depth::default(),
        })
    }

    pub(super) fn is_economic(&self, wanted: Option<Classes>) -> bool {
        match wanted {
            Some(Classes::Economic | Classes::GovEconomic) => true,
            Some(_) => false,
            None => matches!(self.sense.kind, TableKind::BasicExpenditure | TableKind::AgencyOperating),
        }
    }

    /// Tables in which a label is the name of a class before it is anything else.
    pub(super) fn lists_classes(&self) -> bool {
        !matches!(self.sense.kind, TableKind::ThreePublic | TableKind::InstitutionOperation | TableKind::Procurement | TableKind::Revenue)
    }

    /// A row that the name of a class stands in, without code.
    pub(super) fn named_class(
        &self,
        folded: &str,
        item: &str,
        depth: Depth,
        block: &Block,
        wanted: Option<Classes>,
        memory: &mut Memory,
    ) -> Option<Subject> {
        if !self.lists_classes() || block.meaning.side == Some(Side::Revenue) {
            return None;
        }
        // 按支出性质和经济分类: components, and below them the classes of the economic classification.
        if wanted == Some(Classes::Nature) {
            let class = classes::by_name(ClassScheme::Economic, folded, Some(ItemLevel::Class), None, self.year)?;
            let code = Some(class.code.to_owned());
            return Some(Subject::Class {
                classes: Classes::Economic,
                code,
                name: item.to_owned(),
                level: Some(class.level),
                printed_code: false,
            });
        }
        let economic = self.is_economic(wanted);
        let classes = match wanted {
            Some(c) => c,
            None if economic => Classes::Economic,
            None => Classes::Function,
        };
        let scheme = class_scheme(classes)?;
        if let Some(class) = named(scheme, folded, depth, memory.named.filter(|_| !self.is_total_table()), self.year) {
            memory.named = Some(class.code);
            memory.classes_seen += 1;
            memory.class_rank = memory.class_rank.or(Some(depth.rank));
            let subject = Subject::Class {
                classes,
                code: Some(class.code.to_owned()),
                name: item.to_owned(),
                level: Some(class.level),
                printed_code: false,
            };
            return Some(subject);
        }
        let known = classes::is_class_name(scheme, folded);
        // A class of an edition that is not known here: numbered like the classes before it, and named like one.
        let like_them = memory.classes_seen >= 3 && depth.rank > 0 && memory.class_rank == Some(depth.rank) && folded.ends_with("支出");
        if !(known || like_them) {
            return None;
        }
        let level = (depth.rank == 1 || self.is_total_table()).then_some(ItemLevel::Class);
        Some(Subject::Class { classes, code: None, name: item.to_owned(), level, printed_code: false })
    }
}
