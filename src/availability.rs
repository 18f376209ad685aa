//! For each part, national table and headline measure: whether it was disclosed, and how it was said if not.

use crate::context::Context;
use crate::document::Block;
use crate::facts::{Aspect, Basis, Component, Fact, Fund, Measure, Part, TableKind};
use crate::record::{AvailabilityRow, AvailabilityState, SectionStatus, SubjectKind};
use crate::sections::{Section, SectionKey};
use crate::tables;

/// The nine tables of the national set; final accounts have the same nine (公开01-09).
pub const NATIONAL_TABLES: &[TableKind] = &[
    TableKind::RevenueExpenditureTotal,
    TableKind::Revenue,
    TableKind::Expenditure,
    TableKind::FiscalGrantTotal,
    TableKind::GeneralPublicExpenditure,
    TableKind::BasicExpenditure,
    TableKind::ThreePublic,
    TableKind::GovernmentFund,
    TableKind::StateCapital,
];

/// A headline measure: its name, the part that would state it, and which facts do.
struct Headline {
    name: &'static str,
    part: Part,
    is: fn(&Fact) -> bool,
}

fn expenditure(fact: &Fact, component: Component) -> bool {
    fact.measure == Measure::Expenditure && fact.component == Some(component) && fact.scheme.is_none()
}

fn three_public(fact: &Fact, item: Option<&str>) -> bool {
    fact.measure == Measure::ThreePublic && fact.item_key.as_deref() == item
}

fn whole(component: Option<Component>) -> bool {
    matches!(component, Some(Component::Total | Component::Current))
}

fn starts(fact: &Fact, prefix: &str) -> bool {
    fact.measure == Measure::Headcount && fact.item_key.as_deref().is_some_and(|k| k.starts_with(prefix))
}

const HEADLINES: &[Headline] = &[
    Headline {
        name: "revenue_total",
        part: Part::BudgetArrangement,
        is: |f| f.measure == Measure::Revenue && whole(f.component) && f.scheme.is_none(),
    },
    Headline {
        name: "expenditure_total",
        part: Part::BudgetArrangement,
        is: |f| f.measure == Measure::Expenditure && whole(f.component) && f.scheme.is_none(),
    },
    Headline { name: "basic_expenditure", part: Part::BudgetArrangement, is: |f| expenditure(f, Component::Basic) },
    Headline { name: "project_expenditure", part: Part::BudgetArrangement, is: |f| expenditure(f, Component::Project) },
    Headline { name: "agency_operating", part: Part::AgencyOperating, is: |f| f.measure == Measure::AgencyOperating && f.scheme.is_none() },
    Headline { name: "three_public", part: Part::ThreePublic, is: |f| three_public(f, None) },
    Headline { name: "overseas_travel", part: Part::ThreePublic, is: |f| three_public(f, Some("overseas_travel")) },
    Headline { name: "official_vehicle", part: Part::ThreePublic, is: |f| three_public(f, Some("official_vehicle")) },
    Headline { name: "vehicle_purchase", part: Part::ThreePublic, is: |f| three_public(f, Some("vehicle_purchase")) },
    Headline { name: "vehicle_operation", part: Part::ThreePublic, is: |f| three_public(f, Some("vehicle_operation")) },
    Headline { name: "official_reception", part: Part::ThreePublic, is: |f| three_public(f, Some("official_reception")) },
    Headline { name: "procurement", part: Part::Procurement, is: |f| f.measure == Measure::Procurement && f.item_key.is_none() },
    Headline {
        name: "assets",
        part: Part::StateAssets,
        is: |f| f.measure == Measure::Assets && matches!(f.item_key.as_deref(), Some("total" | "fixed")),
    },
    Headline { name: "posts", part: Part::Organization, is: |f| starts(f, "posts") },
    Headline { name: "staff", part: Part::Organization, is: |f| starts(f, "staff") },
];

/// The rows of `availability`; `disclosure_id` is filled later.
pub fn of(context: &Context<'_>, facts: &[Fact], tables: &tables::Reading) -> Vec<AvailabilityRow> {
    let mut rows: Vec<AvailabilityRow> = Part::ALL.iter().map(|p| part(context, *p)).collect();
    rows.extend(NATIONAL_TABLES.iter().map(|kind| table(context, facts, tables, *kind)));
    rows.extend(HEADLINES.iter().map(|headline| measure(context, facts, tables, headline)));
    rows
}

fn row(subject_kind: SubjectKind, subject: &str, state: AvailabilityState, block: Option<u32>) -> AvailabilityRow {
    AvailabilityRow { disclosure_id: String::new(), subject_kind, subject: subject.to_owned(), state, block }
}

/// Openings of a part that says nothing but that there is nothing.
const NONE_OPENINGS: &[&str] = &["无", "没有", "本单位无", "本部门无", "我部门无", "我单位无"];
const NOT_APPLICABLE: &str = "不涉及";
/// A text that says nothing else is not longer, in visible characters.
const SHORT: usize = 40;

fn part(context: &Context<'_>, part: Part) -> AvailabilityRow {
    let pieces =
        || context.sections.list.iter().filter(move |s| s.part == Some(part) && s.status != SectionStatus::Missing && s.depth == 1);
    let block = pieces().next().map(|s| s.start.block);
    let state = if pieces().next().is_none() {
        AvailabilityState::PartAbsent
    } else if pieces().all(|s| s.status == SectionStatus::Empty) {
        AvailabilityState::BlankCell
    } else {
        let folded: String = pieces().map(|s| opening(context, s)).collect();
        let short = folded.chars().count() <= SHORT;
        if short && folded.contains(NOT_APPLICABLE) {
            AvailabilityState::NotApplicable
        } else if short && NONE_OPENINGS.iter().any(|o| folded.starts_with(o)) {
            AvailabilityState::StatedNone
        } else {
            AvailabilityState::Disclosed
        }
    };
    row(SubjectKind::Part, part.as_str(), state, block)
}

/// The folded text of a section's paragraphs, as far as it takes to see that it is not short; a table makes it long.
fn opening(context: &Context<'_>, section: &Section) -> String {
    let mut text = String::new();
    for block in section.body.block..=section.end.block {
        let (from, to) = (
            if block == section.body.block { section.body.char } else { 0 },
            if block == section.end.block { section.end.char } else { u32::MAX },
        );
        match context.document.block(block) {
            Some(Block::Paragraph(p)) => {
                let piece: String =
                    context.document.slice(p.range).chars().skip(from as usize).take(to.saturating_sub(from) as usize).collect();
                text.push_str(&crate::normalise::key::fold_text(&piece));
            }
            Some(Block::Table(_)) if block < section.end.block => text.extend(std::iter::repeat_n('表', SHORT + 1)),
            _ => {}
        }
        if text.chars().count() > SHORT {
            break;
        }
    }
    text
}

/// A national table. A disclosure without any of them and without a chapter for them (family 1) does not show them by design.
fn table(context: &Context<'_>, facts: &[Fact], tables: &tables::Reading, kind: TableKind) -> AvailabilityRow {
    let printed = tables.tables.iter().find(|t| t.kind == kind);
    let state = match printed {
        Some(table) => {
            let mut values = facts.iter().filter(|f| f.place.block == table.block && f.table_kind == Some(kind)).peekable();
            let declared = tables.empty.iter().find(|(block, ..)| *block == table.block).map(|(_, state, _)| *state);
            match (values.peek().is_some(), declared) {
                (true, _) if values.all(|f| f.value.is_zero()) => AvailabilityState::Zero,
                (true, _) => AvailabilityState::Disclosed,
                (false, Some(state)) => state,
                (false, None) => AvailabilityState::BlankCell,
            }
        }
        None => {
            let chapter = context.sections.list.iter().any(|s| s.key == SectionKey::TablesChapter);
            let national = tables.tables.iter().any(|t| NATIONAL_TABLES.contains(&t.kind));
            if chapter || national { AvailabilityState::NotExtracted } else { AvailabilityState::NotApplicable }
        }
    };
    row(SubjectKind::Table, kind.as_str(), state, printed.map(|t| t.block))
}

fn measure(context: &Context<'_>, facts: &[Fact], tables: &tables::Reading, headline: &Headline) -> AvailabilityRow {
    let stock = matches!(headline.name, "assets" | "posts" | "staff");
    let own = |f: &&Fact| {
        let of_year = stock || (f.year == context.identity.fiscal_year && f.stage == Some(context.own_stage()));
        f.basis == Basis::Stated && f.aspect == Aspect::Level && f.unit_name.is_none() && of_year && (headline.is)(f)
    };
    // 无政府性基金预算支出 says nothing of the whole: a headline is of all money, or of the appropriation.
    let of_whole = |f: &&Fact| !matches!(f.fund, Some(Fund::GovernmentFund | Fund::StateCapital | Fund::SpecialAccount));
    let stated: Vec<&Fact> = facts.iter().filter(own).filter(of_whole).collect();
    let block = stated.first().map(|f| f.place.block);
    let state = if stated.is_empty() {
        let there = context.sections.list.iter().any(|s| s.part == Some(headline.part) && s.status == SectionStatus::Found);
        let any_table = context.document.blocks.iter().any(|b| matches!(b, Block::Table(_)));
        match declared_empty(headline, tables) {
            Some(state) => state,
            None if there || any_table => AvailabilityState::NotExtracted,
            None => AvailabilityState::PartAbsent,
        }
    } else if stated.iter().any(|f| !f.value.is_zero()) {
        AvailabilityState::Disclosed
    } else if stated.iter().any(|f| !f.printed.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))) {
        AvailabilityState::StatedNone
    } else {
        AvailabilityState::Zero
    };
    row(SubjectKind::Measure, headline.name, state, block)
}

/// The state of the empty table that would hold the measure.
fn declared_empty(headline: &Headline, tables: &tables::Reading) -> Option<AvailabilityState> {
    let kinds: &[TableKind] = match headline.part {
        Part::ThreePublic => &[TableKind::ThreePublic],
        Part::Procurement => &[TableKind::Procurement],
        Part::StateAssets => &[TableKind::Assets],
        _ => return None,
    };
    let of_kind = |block: u32| tables.tables.iter().any(|t| t.block == block && kinds.contains(&t.kind));
    tables.empty.iter().find(|(block, ..)| of_kind(*block)).map(|(_, state, _)| *state)
}
