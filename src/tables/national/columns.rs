//! What the columns of a national table mean.

use super::super::cell::{CellValue, Unit, cell_value};
use super::super::frame::Frame;
use super::blocks::{Block, blocks, starts_block};
use super::class_columns::{self, ClassColumn, class_column};
use super::content;
use super::labels::folded_label;
use super::meaning::Meaning;
use super::words::{Classes, Role, Side, Words, list_number, names_units_and_classes};
use crate::document::Layout;
use crate::facts::{Aspect, Component, ItemLevel};
use crate::normalise::classes::{self, ClassScheme};
use crate::normalise::key::fold_text;

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
        let mut list: Vec<Column> = (0..frame.columns()).map(|c| column(frame, words, c)).collect();
        content::serials(&mut list, frame);
        content::words_are_labels(&mut list, frame);
        content::labels(&mut list, frame, words);
        settle_unit_names(&mut list);
        whole_codes_only(&mut list, frame);
        name_beside_code(&mut list);
        bodies_are_units(&mut list, frame, words);
        class_columns::settle(&mut list, frame);
        neutral_sources(&mut list, frame);
        refuse_beside_headerless(&mut list, frame);
        refuse_misfits(&mut list, frame, words);
        refuse_twins(&mut list, frame);
        refuse_beside_subtotal(&mut list, frame);
        let blocks = blocks(&list);
        Columns { list, blocks }
    }

    /// Blocks whose headers do not say whether they hold revenue or expenditure, told by their rows: sources and 收入 on one side, classes of functions and 支出 on the other, and
    /// nothing of the other side.
    pub(super) fn infer_sides(&mut self, frame: &Frame<'_>, words: &Words) {
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
    pub(super) fn infer_nature(&mut self, frame: &Frame<'_>, words: &Words) {
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

fn column(frame: &Frame<'_>, words: &Words, column: u32) -> Column {
    let path = frame.path(column);
    let parts: Vec<&str> = path.parts.iter().map(|p| p.folded.as_str()).filter(|p| !p.is_empty()).collect();
    let Some((&leaf_text, above)) = parts.split_last() else { return without_header(frame, column) };
    let leaf = leaf_text;
    if names_units_and_classes(leaf) {
        return Column::Labels(Role::UnitOrName, Meaning::default());
    }
    if leaf.chars().all(|c| c.is_ascii_digit()) && parts.len() == 1 && leaf.len() != 4 {
        return without_header(frame, column);
    }
    let mut meaning = Meaning::default();
    let mut unknown: Option<&str> = None;
    let mut class_above: Option<ClassColumn> = None;
    for part in above.iter().filter(|p| !words.header(p).says_nothing()) {
        match Meaning::of(&words.header(part)).map(|m| meaning.below(&m)) {
            Some(Some(deeper)) => meaning = deeper,
            Some(None) => return Column::Unknown(format!("“{}” contradicts itself", path.joined())),
            None => match class_column(part, meaning.classes) {
                Some(class) => class_above = Some(class),
                None => unknown = Some(part),
            },
        }
    }
    match Meaning::of(&words.header(leaf)) {
        Some(leaf) => {
            let Some(found) = meaning.below(&leaf) else { return Column::Unknown(format!("“{}” contradicts itself", path.joined())) };
            if let Some(role) = leaf.column_role().or_else(|| found.column_role().filter(|_| !leaf.says_amounts())) {
                let codes = matches!(role, Role::Name | Role::Label) && holds_codes(frame, column);
                return Column::Labels(if codes { Role::Code } else { role }, found);
            }
            // 经济科目, 功能分类: codes or names of classes, whatever else they are called.
            if leaf.classes.is_some() && !leaf.says_amounts() && leaf.side.is_none() {
                return Column::Labels(if holds_codes(frame, column) { Role::Code } else { Role::Name }, found);
            }
            let Some(found) = with_unit(found, path.unit.as_ref().map(|u| u.unit)) else {
                return Column::Unknown(format!("“{}” is a percent of what is not said", path.joined()));
            };
            // 一般公共预算 › 其中：财政拨款: a part of its group for which there is no dimension, not the group once more.
            if path.parts.last().is_some_and(|p| is_among(&p.printed)) && leaf.fund.is_some() && found.says_no_more_than(&meaning) {
                return Column::Unknown(format!("“{}” is a part for which there is no dimension", path.joined()));
            }
            match (unknown, class_above) {
                (Some(part), _) => Column::Unknown(format!("“{part}” over “{}” was not understood", path.joined())),
                (None, Some(class)) if leaf.only_total() => Column::Amounts(Meaning { total: false, ..found }, Some(class)),
                // 商品和服务支出 › 会议费: a section by the name of a measure.
                (None, Some(_)) => match class_column(leaf_text, meaning.classes) {
                    Some(class) => Column::Amounts(meaning, Some(class)),
                    None => Column::Unknown(format!("“{}” is a part of a class that was not understood", path.joined())),
                },
                (None, None) => Column::Amounts(found, None),
            }
        }
        None if unknown.is_none() => match class_column(leaf, meaning.classes) {
            Some(class) => Column::Amounts(meaning, Some(class)),
            None => {
                words_only(frame, column, meaning).unwrap_or_else(|| Column::Unknown(format!("“{}” was not understood", path.joined())))
            }
        },
        None => words_only(frame, column, meaning).unwrap_or_else(|| Column::Unknown(format!("“{}” was not understood", path.joined()))),
    }
}

/// 其中：…
fn is_among(printed: &str) -> bool {
    fold_text(printed).starts_with("其中")
}

/// 单位名称（科目） beside codes of classes or of units holds names of both; alone it holds names of units.
fn settle_unit_names(list: &mut [Column]) {
    let coded = list.iter().any(|c| {
        matches!(c, Column::Labels(Role::Code | Role::CodeClass | Role::CodeSection | Role::CodeItem | Role::CodeName | Role::UnitCode, _))
    });
    for column in list.iter_mut() {
        if let Column::Labels(role @ Role::UnitOrName, _) = column {
            *role = if coded { Role::Name } else { Role::UnitName };
        }
    }
}

/// 类, 款 and 项 make a code only together: where one of them was not understood, none of the columns is read.
fn whole_codes_only(list: &mut [Column], frame: &Frame<'_>) {
    let level = |c: &Column| match c {
        Column::Labels(Role::CodeClass, _) => Some(0),
        Column::Labels(Role::CodeSection, _) => Some(1),
        Column::Labels(Role::CodeItem, _) => Some(2),
        _ => None,
    };
    let parts: Vec<(usize, usize)> = list.iter().enumerate().filter_map(|(i, c)| level(c).map(|l| (i, l))).collect();
    let Some(&(last, _)) = parts.last() else { return };
    let gap = parts.windows(2).any(|w| matches!(w, [(_, a), (_, b)] if *b > *a && *b != a + 1)) || parts.first().is_some_and(|p| p.1 != 0);
    let more = matches!(list.get(last + 1), Some(Column::Labels(Role::Text, _))) && holds_codes(frame, last as u32 + 1);
    if gap || more {
        for (at, _) in parts {
            if let Some(column) = list.get_mut(at) {
                *column = Column::Labels(Role::Text, Meaning::default());
            }
        }
    }
}

/// Words under a header that was not understood, directly beside the codes of classes, are their names where no other column is.
fn name_beside_code(list: &mut [Column]) {
    for at in 1..list.len() {
        let is_code = |at: usize| matches!(list.get(at), Some(Column::Labels(Role::Code | Role::CodeSection | Role::CodeItem, _)));
        let units = matches!(list.get(at - 1), Some(Column::Labels(Role::UnitCode, _)));
        let code = is_code(at - 1) || (units && at > 1 && is_code(at - 2));
        let named = matches!(list.get(at + 1), Some(Column::Labels(Role::Name | Role::Label, _)));
        if let Some(Column::Labels(role @ Role::Unread, _)) = list.get_mut(at).filter(|_| code && !named) {
            *role = Role::Name;
        }
    }
}

/// A column of nothing but bodies' names is one of units, whatever its header says.
fn bodies_are_units(list: &mut [Column], frame: &Frame<'_>, words: &Words) {
    for (at, column) in list.iter_mut().enumerate() {
        let Column::Labels(role @ Role::Unread, _) = column else { continue };
        let texts = frame.data_rows().map(|r| fold_text(frame.text(r.row, at as u32))).filter(|t| !t.is_empty());
        let texts: Vec<String> = texts.filter(|t| super::super::frame::total_word(t).is_none()).collect();
        if !texts.is_empty() && texts.iter().all(|t| words.names_a_body(t)) {
            *role = Role::UnitName;
        }
    }
}

/// 资金来源 over funds beside 合计 says where the money of the table comes from, not that the table is one of revenue; beside 支出 it is a side.
fn neutral_sources(list: &mut [Column], frame: &Frame<'_>) {
    let named = |at: usize| frame.path(at as u32).parts.iter().any(|p| matches!(p.folded.as_str(), "资金来源" | "经费来源" | "来源"));
    let sided = |c: &Column| match c {
        Column::Labels(Role::Unread | Role::Text, _) => false,
        Column::Labels(_, m) | Column::Amounts(m, _) => m.side.is_some(),
        _ => false,
    };
    if list.iter().enumerate().any(|(i, c)| sided(c) && !(named(i) && matches!(c, Column::Amounts(..)))) {
        return;
    }
    for column in list.iter_mut() {
        if let Column::Amounts(meaning, _) = column {
            meaning.side = None;
        }
    }
}

/// A header that states % is a percent: of a change, or of what its words say. `None` where they say nothing of it.
fn with_unit(mut meaning: Meaning, unit: Option<Unit>) -> Option<Meaning> {
    if unit != Some(Unit::Percent) {
        return Some(meaning);
    }
    meaning.aspect = match meaning.aspect {
        Some(Aspect::Change) => Some(Aspect::ChangePercent),
        None if meaning.compared => Some(Aspect::ChangePercent),
        other => other,
    };
    meaning.aspect.is_some().then_some(meaning)
}

/// A column of class codes, whatever its header says: bare digits of two, three, five or seven places, some of them unlike any amount.
fn holds_codes(frame: &Frame<'_>, column: u32) -> bool {
    let (mut numbers, mut telling) = (0, false);
    for row in frame.data_rows() {
        let text = frame.own_text(row.row, column).trim();
        if cell_value(text).number().is_none() {
            continue;
        }
        if !matches!(text.len(), 2 | 3 | 5 | 7) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        numbers += 1;
        telling |= text.starts_with('0') || (text.len() > 2 && text.starts_with(['2', '3', '5']));
    }
    numbers > 0 && telling
}

/// A column with an unknown header that holds no number is a column of words; one that holds codes is none of amounts either.
fn words_only(frame: &Frame<'_>, column: u32, meaning: Meaning) -> Option<Column> {
    if holds_codes(frame, column) {
        return Some(Column::Labels(Role::Text, meaning));
    }
    let (mut words, mut numbers) = (0, 0);
    for row in frame.data_rows() {
        match frame.value(row.row, column) {
            CellValue::Blank => {}
            CellValue::Words => words += 1,
            _ => numbers += 1,
        }
    }
    if words == 0 && numbers == 0 {
        return Some(Column::Empty);
    }
    // A few numbers among words are cells that came to stand in another column.
    (numbers == 0 || words >= numbers).then_some(Column::Labels(Role::Unread, meaning))
}

/// A column without header: labels where words stand in it, else empty or unknown.
fn without_header(frame: &Frame<'_>, column: u32) -> Column {
    let (mut words, mut numbers) = (0, 0);
    for row in frame.data_rows() {
        match cell_value(frame.own_text(row.row, column)) {
            CellValue::Blank => {}
            CellValue::Words => words += 1,
            _ => numbers += 1,
        }
    }
    match (words, numbers) {
        (0, 0) => Column::Empty,
        (_, 0) => Column::Labels(Role::Label, Meaning::default()),
        _ => Column::Unknown("a column without header".to_owned()),
    }
}

/// Numbers without a header: that of the amounts to their left may have been merged over both.
fn refuse_beside_headerless(list: &mut [Column], frame: &Frame<'_>) {
    let headerless = |at: usize| frame.path(at as u32).parts.iter().all(|p| p.folded.is_empty());
    for at in 1..list.len() {
        let numbers = || frame.data_rows().any(|r| frame.value(r.row, at as u32).number().is_some());
        let bare = matches!(list.get(at), Some(Column::Unknown(_))) && headerless(at) && numbers();
        let left = list.get_mut(at - 1).filter(|l| bare && matches!(l, Column::Amounts(..)));
        if let Some(left) = left {
            *left = Column::Unknown(format!("“{}” may reach over the numbers to its right", frame.path(at as u32 - 1).joined()));
        }
    }
}

/// Columns whose cells are not what their header says: names under 合计, amounts under 科目名称. Where spans were lost, none of the table's headers is certain then.
fn refuse_misfits(list: &mut [Column], frame: &Frame<'_>, words: &Words) {
    let misfits: Vec<usize> = (0..list.len()).filter(|&i| list.get(i).is_some_and(|c| is_misfit(c, i as u32, frame, words))).collect();
    let Some(first) = misfits.first() else { return };
    let why = format!("what stands under “{}” does not fit it", frame.path(*first as u32).joined());
    let labels = misfits.iter().any(|&i| matches!(list.get(i), Some(Column::Labels(..))));
    let all = labels || frame.table.layout == Layout::Ragged;
    for (i, column) in list.iter_mut().enumerate() {
        if matches!(column, Column::Amounts(..)) && (all || misfits.contains(&i)) {
            *column = Column::Unknown(why.clone());
        }
    }
}

fn is_misfit(column: &Column, at: u32, frame: &Frame<'_>, known: &Words) -> bool {
    let (mut words, mut numbers, mut decimals) = (0, 0, 0);
    for row in frame.data_rows() {
        let text = frame.own_text(row.row, at);
        match cell_value(text) {
            CellValue::Blank => {}
            CellValue::Words if known.knows_header(&fold_text(text)) => {}
            CellValue::Words => words += 1,
            _ => {
                numbers += 1;
                decimals += usize::from(text.contains(['.', '．', ',']));
            }
        }
    }
    match column {
        Column::Amounts(..) => words >= 2 && words > numbers,
        Column::Labels(Role::Name | Role::Label, _) => decimals >= 2 && decimals > words,
        _ => false,
    }
}

/// 一般公共预算 › 小计, and beside it a column that says no more than 一般公共预算: a part of it for which there is no dimension.
fn refuse_beside_subtotal(list: &mut [Column], frame: &Frame<'_>) {
    let parent = |at: usize| frame.path(at as u32).parts.split_last().map(|(_, above)| above).filter(|a| !a.is_empty());
    let total = |c: &Column| match c {
        Column::Amounts(m, None) if m.total => Some(Meaning { total: false, ..m.clone() }),
        _ => None,
    };
    let wholes: Vec<(usize, Meaning)> = list.iter().enumerate().filter_map(|(i, c)| total(c).map(|m| (i, m))).collect();
    for (at, column) in list.iter_mut().enumerate() {
        let twin = |(whole, m): &(usize, Meaning)| {
            *whole != at
                && parent(*whole).is_some()
                && parent(*whole) == parent(at)
                && matches!(column, Column::Amounts(own, None) if own == m)
        };
        if wholes.iter().any(twin) {
            *column = Column::Unknown(format!("“{}” is a part for which there is no dimension", frame.path(at as u32).joined()));
        }
    }
}

/// Two columns of amounts beside each other that say the same: the header is not as it was read, and neither value is certain.
fn refuse_twins(list: &mut [Column], frame: &Frame<'_>) {
    let mut block_of: Vec<usize> = Vec::with_capacity(list.len());
    let (mut block, mut amounts) = (0, false);
    for column in list.iter() {
        match column {
            Column::Labels(role, _) if starts_block(*role) && amounts => {
                block += 1;
                amounts = false;
            }
            Column::Amounts(..) => amounts = true,
            _ => {}
        }
        block_of.push(block);
    }
    let mut twins: Vec<usize> = Vec::new();
    for (i, a) in list.iter().enumerate() {
        for (j, b) in list.iter().enumerate().skip(i + 1) {
            let amounts =
                matches!((a, b), (Column::Amounts(m, _), Column::Amounts(..)) if !m.part || frame.path(i as u32) == frame.path(j as u32));
            let same = amounts && a == b && block_of.get(i) == block_of.get(j);
            if same {
                twins.extend([i, j]);
            }
        }
    }
    for i in twins {
        if let Some(column) = list.get_mut(i) {
            *column = Column::Unknown(format!("two columns are headed “{}”", frame.path(i as u32).joined()));
        }
    }
}
