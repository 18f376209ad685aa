//! What a row of a block is about: a total, a source, a class, a unit, a project; from its codes and its label.

use super::super::cell::{CellValue, cell_value};
use super::super::frame::{Frame, total_word};
use super::blocks::Block;
use super::codes;
use super::kind::TableSense;
use super::labels::{class_scheme, folded_label, label_of, named, scheme_of};
use super::meaning::Meaning;
use super::memory::Memory;
use super::nature::{Limit, Limits};
use super::reader::inherits_measure;
use super::structure;
use super::survey::is_parted;
use super::words::{Classes, Role, Side, Words};
use crate::facts::{ItemLevel, TableKind};
use crate::normalise::classes::{self, Class, ClassScheme};
use crate::normalise::key::fold_text;
use std::collections::BTreeSet;

/// What a row is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// A total, a source, a component, an item of 三公: what its label's words say.
    Words,
    /// A class of a classification.
    Class { classes: Classes, code: Option<String>, name: String, level: Option<ItemLevel>, printed_code: bool },
    /// A unit.
    Unit { name: String },
    /// A project or another item of the disclosure's own list.
    Listed { name: String },
    /// Understood, and no place for it in the dataset.
    Skip,
    /// One of several rows that are one class or project only together.
    Part,
    /// Not understood.
    Unknown,
}

/// One row of one block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowSense {
    pub(super) subject: Subject,
    pub(super) meaning: Meaning,
    /// The label as printed, without list number and 其中.
    pub(super) item: String,
    /// The whole label, as it states units too.
    pub(super) label: String,
    /// How deep it stands in its list: rank of the list number and 其中.
    pub(super) depth: Depth,
}

/// Where a row stands in a list without codes: the deeper, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Depth {
    /// 0 without a number, else as in [`list_number`].
    pub(super) rank: u8,
    pub(super) among: bool,
    pub(super) blanks: u16,
}

/// What is needed to read a row.
pub(super) struct RowReader<'r> {
    pub(super) frame: &'r Frame<'r>,
    pub(super) words: &'r Words,
    pub(super) sense: &'r TableSense,
    pub(super) year: Option<i32>,
    /// 小计 stands beside 合计 or stands several times: of what each is the sum is not said.
    pub(super) parted_subtotals: bool,
    /// Columns are classes, so that rows are of another classification.
    pub(super) has_class_columns: bool,
    /// Codes that stand beside several names: a part of them was lost.
    pub(super) doubtful: BTreeSet<String>,
    /// What limits the classes of rows.
    pub(super) limits: Limits,
    /// The code of the department over its units: its row is the whole.
    pub(super) whole_code: Option<String>,
    /// The folded names of the body that publishes.
    pub(super) publisher: Vec<String>,
    /// Codes and projects of which several rows are parts.
    pub(super) parted: BTreeSet<(Option<String>, String)>,
    /// The table has one block.
    pub(super) one_block: bool,
    /// Only one unit has rows: it is the whole disclosure.
    pub(super) one_unit: bool,
}

impl RowReader<'_> {
    /// Reads the labels of a row in a block.
    pub(super) fn read(&self, row: u32, block: &Block, memory: &mut Memory) -> RowSense {
        if self.one_list(block)
            && let Some(side) = structure::opened_side(self.frame, row, block, self.words)
        {
            memory.open(side);
        }
        let mut sense = self.read_labels(row, block, memory);
        if self.one_list(block) && matches!(sense.subject, Subject::Class { .. }) {
            match memory.opened() {
                Some(Side::Revenue) => sense.subject = Subject::Unknown,
                side => sense.meaning.side = side.or(sense.meaning.side),
            }
        }
        match sense.subject {
            Subject::Class { .. } if !self.is_total_table() => sense.meaning.fund = memory.fund,
            Subject::Words if !self.is_total_table() => memory.take_fund(&sense.meaning),
            _ => {}
        }
        let doubtful = sense.subject == Subject::Words && !sense.label.is_empty() && self.has_unread_words(row, block);
        if doubtful || self.is_shifted(row, block) {
            sense.subject = Subject::Unknown;
        }
        if is_parted(&sense.subject, memory.unit.as_ref(), &self.parted) {
            sense.subject = Subject::Part;
        }
        if let (Subject::Class { .. }, Some(limit)) = (&sense.subject, self.limits.get(&(row, block.amounts.first().copied()))) {
            match limit {
                Some(Limit::Component(component)) => sense.meaning.component = Some(*component),
                Some(Limit::All) => {}
                None => sense.subject = Subject::Part,
            }
        }
        sense
    }

    fn read_labels(&self, row: u32, block: &Block, memory: &mut Memory) -> RowSense {
        let texts = self.label_texts(row, block);
        if self.sense.kind == TableKind::Procurement {
            return self.procurement(&texts, block);
        }
        self.take_unit(row, block, memory);
        // A caption (按政府预算经济分类) may speak of the columns.
        let wanted = block.meaning.classes.or(self.sense.classes.filter(|_| !self.has_class_columns));
        if let Some(class) = self.coded(row, block, block.meaning.classes, memory) {
            return class;
        }
        if let Some(unit) = self.unit(row, block, memory) {
            return unit;
        }
        if texts.is_empty()
            && let Some(total) = self.total_elsewhere(row, block)
        {
            return total;
        }
        if texts.is_empty() {
            // Words in whatever column before the amounts may name what they are.
            let before = 0..block.amounts.first().copied().unwrap_or(0);
            let words = before.into_iter().any(|c| cell_value(self.frame.text(row, c)) == CellValue::Words);
            let unread = words || block.unread.iter().any(|c| !cell_value(self.frame.text(row, *c)).is_blank());
            // Rows without a label are a total only where there is but one of them.
            let alone = block.label_columns().is_empty() && self.frame.data_rows().filter(|r| self.has_numbers(r.row, block)).count() == 1;
            let subject = if alone && !unread { Subject::Words } else { Subject::Unknown };
            return RowSense { subject, meaning: Meaning::default(), item: String::new(), label: String::new(), depth: Depth::default() };
        }
        self.labelled(&texts, block, wanted, memory)
    }

    fn has_numbers(&self, row: u32, block: &Block) -> bool {
        block.amounts.iter().any(|c| self.frame.value(row, *c).number().is_some())
    }

    /// 合计 in a column of kinds or serial numbers, before the names.
    fn total_elsewhere(&self, row: u32, block: &Block) -> Option<RowSense> {
        let first = *block.label_columns().first()?;
        let text = (0..first).map(|c| self.frame.own_text(row, c)).find(|t| !cell_value(t).is_blank())?;
        // 小计 is of what stands above it.
        total_word(text).filter(|whole| *whole)?;
        let meaning = Meaning::of(&self.words.label(&folded_label(text))).filter(Meaning::only_total)?;
        let (item, depth) = label_of(text);
        Some(RowSense { subject: Subject::Words, meaning, item: item.to_owned(), label: text.to_owned(), depth })
    }

    /// A row of a procurement table: its totals and its rows of goods, works and services; what stands under them are projects.
    fn procurement(&self, texts: &[(u32, &str)], block: &Block) -> RowSense {
        let first = texts.first().filter(|(c, _)| Some(c) == block.label_columns().first());
        let printed = first.map_or("", |(_, t)| *t);
        let (item, depth) = label_of(printed);
        let meaning = Meaning::of(&self.words.label(&folded_label(printed))).filter(|m| m.item.is_some() || m.total || m.grand);
        let subject = if meaning.is_some() { Subject::Words } else { Subject::Skip };
        RowSense { subject, meaning: meaning.unwrap_or_default(), item: item.to_owned(), label: printed.to_owned(), depth }
    }

    /// The texts of the label columns, merged cells once, left to right, blanks and dashes left out.
    fn label_texts(&self, row: u32, block: &Block) -> Vec<(u32, &str)> {
        let mut seen: Vec<(u32, u32)> = Vec::new();
        let mut texts = Vec::new();
        let labelled = block.labels.iter().any(|c| matches!(cell_value(self.frame.text(row, *c)), CellValue::Words));
        let of_units = |c: &u32| block.unit_names.contains(c) || block.unit_codes.contains(c);
        for column in block.label_columns().into_iter().filter(|c| !(labelled && of_units(c))) {
            let Some(cell) = self.frame.cell(row, column) else { continue };
            if seen.contains(&(cell.row, cell.column)) {
                continue;
            }
            seen.push((cell.row, cell.column));
            let text = self.frame.text(row, column);
            let header = matches!(fold_text(text).as_str(), "类" | "款" | "项" | "栏次");
            if !cell_value(text).is_blank() && !header {
                texts.push((column, text));
            }
        }
        texts
    }

    /// A row with a class code.
    fn coded(&self, row: u32, block: &Block, wanted: Option<Classes>, memory: &mut Memory) -> Option<RowSense> {
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

    fn is_economic(&self, wanted: Option<Classes>) -> bool {
        match wanted {
            Some(Classes::Economic | Classes::GovEconomic) => true,
            Some(_) => false,
            None => matches!(self.sense.kind, TableKind::BasicExpenditure | TableKind::AgencyOperating),
        }
    }

    /// Words that were not understood stand before the amounts: they may name what the row is about.
    pub(super) fn has_unread_words(&self, row: u32, block: &Block) -> bool {
        let before = |c: &&u32| block.amounts.first().is_none_or(|a| *c < a);
        // A label that is merged over them is none of theirs.
        let labels = block.label_columns();
        let own = |c: &&u32| {
            let cell = self.frame.cell(row, **c);
            cell.is_some_and(|cell| !labels.iter().any(|l| (cell.column..cell.column + cell.column_span).contains(l)))
        };
        block.unread.iter().filter(before).filter(own).any(|c| cell_value(self.frame.text(row, *c)) == CellValue::Words)
    }

    /// An amount stands where a name belongs: the cells of the row are not in their columns.
    fn is_shifted(&self, row: u32, block: &Block) -> bool {
        let amount = |c: &u32| {
            let text = self.frame.own_text(row, *c);
            text.contains(['.', '．']) && cell_value(text).number().is_some()
        };
        block.labels.iter().chain(&block.unread).filter(|c| block.amounts.first().is_some_and(|a| *c < a)).any(amount)
    }

    /// A row that only its label tells.
    fn labelled(&self, texts: &[(u32, &str)], block: &Block, wanted: Option<Classes>, memory: &mut Memory) -> RowSense {
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
    fn in_context(&self, depth: Depth, meaning: Meaning, block: &Block, memory: &mut Memory) -> (Subject, Meaning) {
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
    fn group_above(&self, texts: &[(u32, &str)], block: &Block, memory: &Memory) -> Option<Meaning> {
        let below = block.labels.len() > 1 && texts.first().is_some_and(|(c, _)| Some(c) != block.labels.first());
        memory.group.as_ref().filter(|_| below).map(|(_, m)| m.clone())
    }

    fn subject(
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

    /// Revenue and expenditure stand below each other.
    fn one_list(&self, block: &Block) -> bool {
        let sided = block.meaning.side.is_some_and(|s| s != Side::Both) || self.sense.side.is_some();
        self.is_total_table() && !sided && self.one_block
    }

    /// Tables that list classes without their sections.
    fn is_total_table(&self) -> bool {
        matches!(self.sense.kind, TableKind::RevenueExpenditureTotal | TableKind::FiscalGrantTotal)
    }

    /// Tables in which a label is the name of a class before it is anything else.
    fn lists_classes(&self) -> bool {
        !matches!(self.sense.kind, TableKind::ThreePublic | TableKind::InstitutionOperation | TableKind::Procurement | TableKind::Revenue)
    }

    /// A row that the name of a class stands in, without code.
    fn named_class(
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
