//! What the headers and rows of a table show, whatever its caption says.

use super::super::frame::Frame;
use super::blocks::Block;
use super::codes;
use super::columns::{Column, Columns};
use super::meaning::Meaning;
use super::words::{Role, Side, Words, list_number};
use crate::facts::{Component, Fund, Measure};
use crate::normalise::classes::{self, ClassScheme};
use crate::normalise::key::fold_text;

/// What headers and rows show, whatever the caption says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Structure {
    /// Labels of revenue beside labels of expenditure.
    pub(super) both_sides: bool,
    /// Rows of revenue above rows of expenditure, in one list.
    pub(super) one_list: bool,
    pub(super) three_public: bool,
    pub(super) agency_operating: bool,
    pub(super) procurement: bool,
    /// Columns of meetings or training.
    pub(super) fees: bool,
    pub(super) counts: bool,
    /// Columns are sources of revenue other than the three budgets.
    pub(super) source_columns: bool,
    /// Rows are sources of revenue other than the three budgets.
    pub(super) source_rows: bool,
    /// Rows are sources of revenue at all.
    pub(super) fund_rows: bool,
    /// Columns are components that only the table of all expenditure has.
    pub(super) transfer_columns: bool,
    pub(super) basic_columns: bool,
    pub(super) project_columns: bool,
    pub(super) staff_columns: bool,
    /// A fund that every amount column is limited to.
    pub(super) fund: Option<Fund>,
    /// Columns of different budgets.
    pub(super) fund_columns: bool,
    /// The component that every amount column is limited to.
    pub(super) component: Option<Component>,
    pub(super) function_rows: bool,
    pub(super) economic_rows: bool,
    /// Several rows are named like economic classes, without codes.
    pub(super) economic_names: bool,
    pub(super) unit_rows: bool,
    pub(super) project_rows: bool,
    pub(super) revenue_columns: bool,
    pub(super) expenditure_columns: bool,
    /// Some header says 收入 of its amounts: 事业收入, 拨款收入.
    pub(super) income_columns: bool,
    pub(super) carry_columns: bool,
    pub(super) blocks: usize,
    pub(super) rows: usize,
    /// A column of names of projects.
    pub(super) project_names: bool,
}

impl Structure {
    pub(super) fn of(frame: &Frame<'_>, columns: &Columns, words: &Words) -> Structure {
        let mut found = Structure { blocks: columns.blocks.len(), ..Structure::default() };
        found.take_columns(columns);
        found.project_names = columns.blocks.iter().flat_map(|b| &b.labels).any(|c| {
            let header = frame.path(*c).last();
            (header.contains("项目") || header.contains("专项")) && (header.ends_with("名称") || header.ends_with("全称"))
        });
        found.income_columns = columns.amounts().any(|(c, _)| frame.path(c).parts.iter().any(|p| p.folded.contains("收入")));
        found.take_rows(frame, columns, words);
        found
    }

    fn take_columns(&mut self, columns: &Columns) {
        let mut sides: Vec<Side> = Vec::new();
        let mut funds: Vec<Option<Fund>> = Vec::new();
        let mut components: Vec<Option<Component>> = Vec::new();
        let mut items = 0;
        for (_, m) in columns.amounts() {
            self.add_column(m);
            items += usize::from(m.item.is_some() && m.measure == Some(Measure::ThreePublic));
            funds.push(m.fund);
            components.push(m.component);
        }
        for block in &columns.blocks {
            let amounts = block.amounts.iter().find_map(|c| columns.amount(*c)).and_then(|(m, _)| m.side);
            sides.extend(block.meaning.side.or(amounts).filter(|s| *s != Side::Both));
        }
        self.both_sides = sides.contains(&Side::Revenue) && sides.contains(&Side::Expenditure) && columns.blocks.len() > 1;
        self.three_public = items >= 2;
        self.fund = funds.first().copied().flatten().filter(|f| funds.iter().all(|g| *g == Some(*f)));
        let different: Vec<&Fund> = funds.iter().flatten().filter(|f| **f != Fund::FiscalAppropriation).collect();
        self.fund_columns = different.iter().any(|f| Some(f) != different.first());
        self.component = components.first().copied().flatten().filter(|f| components.iter().all(|g| *g == Some(*f)));
        self.staff_columns = components.contains(&Some(Component::Personnel)) && components.contains(&Some(Component::Operating));
        self.unit_rows = columns.has_role(Role::UnitName) || columns.has_role(Role::UnitCode);
        self.procurement |= columns.has_role(Role::ProcurementClass);
    }

    fn add_column(&mut self, m: &Meaning) {
        self.basic_columns |= m.component == Some(Component::Basic);
        self.project_columns |= m.component == Some(Component::Project);
        self.agency_operating |= m.measure == Some(Measure::AgencyOperating);
        self.procurement |= m.measure == Some(Measure::Procurement);
        self.fees |= matches!(m.measure, Some(Measure::MeetingFee | Measure::TrainingFee));
        self.carry_columns |= m.carry.is_some();
        self.revenue_columns |= m.side == Some(Side::Revenue);
        self.expenditure_columns |= m.side == Some(Side::Expenditure);
        self.transfer_columns |=
            matches!(m.component, Some(Component::TransferToSuperior | Component::BusinessOperation | Component::SubsidyToSubordinates));
        self.source_columns |= m.fund.is_some_and(is_own_source) || m.own;
    }

    fn take_rows(&mut self, frame: &Frame<'_>, columns: &Columns, words: &Words) {
        let (mut items, mut functions, mut economics, mut names) = (0, 0, 0, 0);
        let (mut revenue, mut expenditure) = (0, 0);
        let mut opened: Vec<Side> = Vec::new();
        for row in frame.data_rows() {
            self.rows += 1;
            let mut labels: Vec<String> = Vec::new();
            for block in &columns.blocks {
                labels.extend(block.label_columns().iter().map(|c| fold_text(frame.text(row.row, *c))).filter(|t| !t.is_empty()));
            }
            labels.dedup();
            opened.extend(columns.blocks.iter().find_map(|b| opened_side(frame, row.row, b, words)));
            for label in &labels {
                match label.as_bytes() {
                    [b'2', rest @ ..] if is_code(label) && rest.len() <= 6 => functions += 1,
                    [b'3' | b'5', rest @ ..] if is_code(label) && rest.len() <= 4 => economics += 1,
                    _ => {}
                }
                let glued = codes::glued(label);
                let (_, bare) = list_number(glued.as_ref().map_or(label.as_str(), |(_, rest)| rest));
                match glued.as_ref().map(|(code, _)| code.digits.as_bytes()) {
                    Some([b'2', ..]) => functions += 1,
                    Some([b'3' | b'5', rest @ ..]) if rest.len() <= 4 => economics += 1,
                    _ => {}
                }
                functions += usize::from(classes::is_class_name(ClassScheme::Function, bare));
                names += usize::from(classes::is_class_name(ClassScheme::Economic, bare));
                if let Some(m) = Meaning::of(&words.label(bare)) {
                    items += usize::from(m.measure == Some(Measure::ThreePublic) && m.item.is_some());
                    self.agency_operating |= m.measure == Some(Measure::AgencyOperating);
                    self.counts |= m.count.is_some();
                    self.procurement |= m.measure == Some(Measure::Procurement) && m.item.is_some();
                    self.source_rows |= m.fund.is_some_and(is_own_source);
                    self.fund_rows |= m.fund.is_some();
                    revenue += usize::from(m.side == Some(Side::Revenue));
                    expenditure += usize::from(m.side == Some(Side::Expenditure) || m.component.is_some());
                }
            }
        }
        self.three_public |= items >= 2 && economics == 0;
        let sided = columns.blocks.iter().any(|b| matches!(b.meaning.side, Some(Side::Revenue | Side::Expenditure)));
        let label = |b: &Block| b.labels.iter().any(|c| frame.path(*c).parts.iter().any(|p| p.folded.contains("收支")));
        let both = columns.blocks.iter().any(|b| b.meaning.side == Some(Side::Both) || label(b));
        let plain = columns.blocks.len() == 1 && !self.revenue_columns && !self.expenditure_columns && functions == 0 && economics == 0;
        self.one_list = plain && !sided && (both || revenue > 0) && (revenue > 0 || expenditure > 0) && (both || expenditure > 0);
        // 收入 and 支出 alone in rows of their own, one after the other, with whatever classes below them.
        let headed = opened == [Side::Revenue, Side::Expenditure];
        self.one_list |= headed && columns.blocks.len() == 1 && !self.revenue_columns && !self.expenditure_columns && !sided;
        self.function_rows = functions > 0;
        self.economic_rows = economics > 0;
        self.economic_names = names >= 2;
        self.project_rows = columns.list.iter().any(|c| matches!(c, Column::Labels(Role::Text, _))) && functions == 0 && economics == 0;
    }
}

/// The side that a row opens in a list of both: its label says nothing else, and it has no amounts or is merged over the rows of that side.
pub(super) fn opened_side(frame: &Frame<'_>, row: u32, block: &Block, words: &Words) -> Option<Side> {
    let column = *block.label_columns().first()?;
    let side = words.opens_side(&fold_text(frame.own_text(row, column)))?;
    let first = block.labels.len() > 1 && frame.cell(row, column).is_some_and(|c| c.row_span > 1);
    (first || block.amounts.iter().all(|c| frame.value(row, *c).number().is_none())).then_some(side)
}

/// A source of revenue that is none of the three budgets.
pub(super) fn is_own_source(fund: Fund) -> bool {
    !matches!(fund, Fund::All | Fund::FiscalAppropriation | Fund::GeneralPublic | Fund::GovernmentFund | Fund::StateCapital)
}

fn is_code(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|b| b.is_ascii_digit())
}
