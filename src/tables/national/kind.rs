//! What a table is, from its caption, its headers and its rows.
//!
//! Order of trust: what headers and rows show (revenue and expenditure side by side, items of 三公, a fund named in a header) is never overruled; among the kinds that fit them,
//! the caption nearest to the table that names one decides. A caption that does not fit is passed over: it belongs to something else.

use super::super::frame::Frame;
use super::columns::Columns;
use super::meaning::{Meaning, meet_component, meet_fund};
use super::structure::Structure;
use super::words::{Classes, Side, Word, Words};
use crate::context::Context;
use crate::facts::{BudgetStage, Component, Fund, Measure, TableKind};
use crate::normalise::key::fold_text;

/// What a table is and what that says of all of its amounts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableSense {
    pub(super) kind: TableKind,
    pub(super) fund: Option<Fund>,
    pub(super) component: Option<Component>,
    pub(super) measure: Option<Measure>,
    pub(super) side: Option<Side>,
    /// The classification that the caption names (按政府预算经济分类).
    pub(super) classes: Option<Classes>,
    /// The caption names a class of economic classification (工资福利支出表): its totals are those of the class.
    pub(super) of_class: bool,
    /// Meetings and training beside each other: what they add up to has no measure.
    pub(super) of_fees: bool,
    /// The stage of an amount whose header names none.
    pub(super) stage: BudgetStage,
    /// The year that the table names as a whole, else the fiscal year.
    pub(super) year: Option<i32>,
}

/// The kind of a table, or `None` where nothing certain is known.
pub(super) fn classify(frame: &Frame<'_>, columns: &Columns, words: &Words, context: &Context<'_>) -> Option<TableSense> {
    let structure = Structure::of(frame, columns, words);
    let mut captions: Vec<&str> = frame.lead.captions.iter().map(|c| c.text.as_str()).collect();
    if let Some(caption) = &frame.lead.caption
        && !captions.contains(&caption.text.as_str())
    {
        captions.insert(0, &caption.text);
    }
    let own = context.own_stage();
    for caption in captions {
        let folded = without_names(&fold_text(caption), context);
        if let Some(sense) = from_caption(&folded, words, &structure, own) {
            return Some(finish(sense, &structure, frame, context));
        }
    }
    from_structure(&structure, own).map(|sense| finish(sense, &structure, frame, context))
}

/// A caption without the names of the department, in which words of captions may stand (政府采购中心, 财政局), and without what stands before the year.
fn without_names(folded: &str, context: &Context<'_>) -> String {
    let mut text = folded.to_owned();
    let identity = context.identity;
    let names = [&identity.unit_name, &identity.department_printed, &identity.department, &identity.parent_department];
    for name in names.into_iter().flatten() {
        let name = fold_text(name);
        if name.chars().count() >= 3 {
            text = text.replace(&name, "");
        }
    }
    without_what_it_holds(&text)
}

/// 财政拨款（含一般公共预算和政府性基金预算）“三公”经费支出表: what the fund holds does not name it.
fn without_what_it_holds(text: &str) -> String {
    let parts = ["(含", "(包含", "(包括", "[含"].iter().find_map(|open| text.split_once(open));
    match parts.and_then(|(before, after)| after.split_once([')', ']']).map(|(_, rest)| (before, rest))) {
        Some((before, rest)) => format!("{before}{rest}"),
        None => text.to_owned(),
    }
}

fn sense(kind: TableKind, stage: BudgetStage) -> TableSense {
    TableSense {
        kind,
        fund: None,
        component: None,
        measure: None,
        side: None,
        classes: None,
        of_class: false,
        of_fees: false,
        stage,
        year: None,
    }
}

/// What a caption says, if the structure bears it out.
fn from_caption(folded: &str, words: &Words, structure: &Structure, own: BudgetStage) -> Option<TableSense> {
    let cut = words.cut(folded);
    let carried = cut.words.iter().any(|w| matches!(w, Word::Carry | Word::OpeningCarry | Word::ClosingCarry));
    // 基本支出预算表（人员类、公用类）: the first component is the table's, what follows are its parts.
    let mut components = 0;
    let said: Vec<Word> = cut
        .words
        .into_iter()
        .filter(|w| match w {
            Word::Component(_) => {
                components += 1;
                components == 1
            }
            w => matches!(w, Word::Side(_) | Word::Fund(_) | Word::Classes(_) | Word::Stage(_)),
        })
        .collect();
    let mut meaning = Meaning::of_words(&said)?;
    if meaning.side.is_none() && meaning.classes.is_some() {
        meaning.side = Some(Side::Expenditure);
    }
    let named = words.caption_kind(folded);
    // 上年结转支出表: limited to what no dimension of a total can say.
    if carried && named.is_none() && structure.carry_columns {
        return None;
    }
    if carried && named.is_none() {
        return Some(sense(TableKind::Other, own));
    }
    if structure.fees && !structure.three_public && !structure.agency_operating {
        return Some(TableSense { fund: meaning.fund, of_fees: true, ..sense(TableKind::Other, own) });
    }
    let component = meaning.component;
    let of_class = names_class(folded);
    let mut found = match named {
        Some(kind) => TableSense { fund: meaning.fund, ..sense(kind, own) },
        None => by_words(&meaning, component, (of_class, folded.contains("项目")), structure, own)?,
    };
    found.of_class = of_class;
    if found.fund.is_none() {
        found.fund = meaning.fund;
    }
    found.classes = meaning.classes.filter(|c| matches!(c, Classes::Economic | Classes::GovEconomic | Classes::Function));
    bears_out(&found, structure).then_some(found)
}

/// 工资福利支出预算表, 商品和服务支出表: a class of basic expenditure in the caption.
fn names_class(folded: &str) -> bool {
    ["工资福利支出", "对个人和家庭的补助", "对个人和家庭补助", "商品和服务支出", "商品服务支出"].iter().any(|w| folded.contains(w))
}

/// `said`: the caption names a class of economic classification, and projects.
fn by_words(m: &Meaning, component: Option<Component>, said: (bool, bool), structure: &Structure, own: BudgetStage) -> Option<TableSense> {
    let (of_class, projects) = said;
    let names_projects = structure.project_names && projects && !structure.function_rows && !structure.economic_rows;
    let basic = matches!(component, Some(Component::Basic | Component::Personnel | Component::Operating)) || of_class;
    let kind = match (m.fund, component) {
        (Some(Fund::GovernmentFund), _) => TableKind::GovernmentFund,
        (Some(Fund::StateCapital), _) => TableKind::StateCapital,
        (Some(Fund::SpecialAccount), _) if m.side.is_some() => TableKind::Other,
        (_, Some(Component::Project)) => TableKind::Project,
        _ if basic => TableKind::BasicExpenditure,
        // 支出预算项目明细表 over a list of projects.
        _ if structure.project_names && !structure.function_rows && !structure.economic_rows && m.side == Some(Side::Expenditure) => {
            TableKind::Project
        }
        // 部门预算项目明细表: the caption says projects and the rows are some.
        (None | Some(Fund::FiscalAppropriation), None) if names_projects && m.side.is_none() => TableKind::Project,
        (Some(Fund::GeneralPublic), _) if structure.both_sides => TableKind::FiscalGrantTotal,
        (Some(Fund::GeneralPublic), _) => TableKind::GeneralPublicExpenditure,
        (Some(Fund::FiscalAppropriation), _) => match m.side {
            Some(Side::Both) => TableKind::FiscalGrantTotal,
            Some(Side::Expenditure) if structure.both_sides => TableKind::FiscalGrantTotal,
            Some(Side::Expenditure) => TableKind::FiscalExpenditure,
            _ => return None,
        },
        (None, None) => match m.side? {
            Side::Both => TableKind::RevenueExpenditureTotal,
            Side::Revenue => TableKind::Revenue,
            Side::Expenditure => TableKind::Expenditure,
        },
        _ => return None,
    };
    Some(TableSense { component: component.or((basic && !of_class).then_some(Component::Basic)), ..sense(kind, own) })
}

/// Does the structure bear out what the caption says?
fn bears_out(found: &TableSense, s: &Structure) -> bool {
    if meet_fund(found.fund, s.fund).is_none() || meet_component(found.component, s.component).is_none() {
        return false;
    }
    match found.kind {
        TableKind::RevenueExpenditureTotal | TableKind::FiscalGrantTotal => s.both_sides || s.one_list,
        TableKind::Revenue => {
            !s.both_sides && s.blocks == 1 && !s.three_public && !s.basic_columns && !s.project_columns && !s.economic_rows
        }
        TableKind::Expenditure => !s.both_sides && s.blocks == 1 && !s.three_public && !s.revenue_columns,
        TableKind::FiscalExpenditure => !s.both_sides && !s.three_public,
        TableKind::GeneralPublicExpenditure => !s.both_sides && !s.three_public && !s.source_columns,
        TableKind::BasicExpenditure => !s.both_sides && !s.three_public && (!s.source_columns || s.economic_rows),
        TableKind::ThreePublic => s.three_public || (s.agency_operating && !s.economic_rows),
        TableKind::InstitutionOperation => s.three_public || s.counts || s.procurement || s.agency_operating,
        TableKind::AgencyOperating => s.agency_operating || s.economic_rows || s.economic_names,
        TableKind::Procurement => s.procurement,
        TableKind::GovernmentFund | TableKind::StateCapital => !s.three_public && !s.source_columns,
        TableKind::Project => !s.both_sides && !s.three_public,
        TableKind::Other => !s.both_sides && !s.three_public,
        _ => false,
    }
}

/// A table without a caption that names it: only what its own words leave no doubt of.
fn from_structure(s: &Structure, own: BudgetStage) -> Option<TableSense> {
    let of = |kind| Some(sense(kind, own));
    if s.both_sides {
        return match s.fund {
            Some(Fund::FiscalAppropriation) => of(TableKind::FiscalGrantTotal),
            _ if s.source_rows => of(TableKind::RevenueExpenditureTotal),
            _ if s.fund_columns && s.fund_rows => of(TableKind::FiscalGrantTotal),
            _ => None,
        };
    }
    if s.counts && (s.three_public || s.agency_operating) {
        return of(TableKind::InstitutionOperation);
    }
    if s.three_public {
        return of(TableKind::ThreePublic);
    }
    if s.fees && !s.agency_operating && !s.function_rows && !s.economic_rows {
        return Some(TableSense { of_fees: true, ..sense(TableKind::Other, own) });
    }
    if s.agency_operating && s.economic_rows {
        return of(TableKind::AgencyOperating);
    }
    if s.function_rows || s.unit_rows || s.economic_rows {
        let with_fund = |kind| Some(TableSense { fund: s.fund, component: s.component, ..sense(kind, own) });
        return match (s.fund, s.component) {
            (Some(Fund::GovernmentFund), _) => with_fund(TableKind::GovernmentFund),
            (Some(Fund::StateCapital), _) => with_fund(TableKind::StateCapital),
            (Some(_), Some(Component::Basic)) => with_fund(TableKind::BasicExpenditure),
            (Some(Fund::GeneralPublic), _) if s.basic_columns || s.project_columns => with_fund(TableKind::GeneralPublicExpenditure),
            (Some(Fund::FiscalAppropriation), _) if s.basic_columns || s.project_columns => with_fund(TableKind::FiscalExpenditure),
            _ if s.source_columns && s.income_columns && !s.basic_columns && !s.project_columns && !s.economic_rows => {
                of(TableKind::Revenue)
            }
            _ if s.transfer_columns && !s.source_columns => of(TableKind::Expenditure),
            _ => None,
        };
    }
    None
}

/// What the kind itself says of side, measure and fund.
fn finish(mut found: TableSense, structure: &Structure, frame: &Frame<'_>, context: &Context<'_>) -> TableSense {
    match found.kind {
        TableKind::Revenue => found.side = Some(Side::Revenue),
        TableKind::RevenueExpenditureTotal | TableKind::FiscalGrantTotal => {}
        TableKind::GovernmentFund | TableKind::StateCapital if structure.both_sides => {}
        TableKind::ThreePublic | TableKind::InstitutionOperation => {}
        TableKind::AgencyOperating => found.measure = Some(Measure::AgencyOperating),
        TableKind::Procurement => found.measure = Some(Measure::Procurement),
        _ => found.side = Some(Side::Expenditure),
    }
    match found.kind {
        TableKind::GovernmentFund => found.fund = Some(Fund::GovernmentFund),
        TableKind::StateCapital => found.fund = Some(Fund::StateCapital),
        TableKind::FiscalGrantTotal if found.fund.is_none() => found.fund = Some(Fund::FiscalAppropriation),
        TableKind::BasicExpenditure if found.component.is_none() && !found.of_class => found.component = Some(Component::Basic),
        TableKind::Project => found.component = Some(Component::Project),
        TableKind::RevenueExpenditureTotal | TableKind::Revenue | TableKind::Expenditure => found.fund = None,
        _ => {}
    }
    if found.fund.is_none() {
        found.fund = structure.fund.filter(|_| !matches!(found.kind, TableKind::Revenue));
    }
    found.year = context.identity.fiscal_year.or(frame.lead.year);
    found
}
