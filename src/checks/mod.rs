//! Checks: what the printed numbers must satisfy. Identities are data (`identities.toml`); odd checks are one small function each.
//!
//! Every printed number stands for its interval (value ± resolution / 2); a check fails only when no reading within the intervals satisfies it. A number that is not
//! disclosed gives unknown, never a failure. Facts are compared only where their dimensions are equal, or where the check's own description names the difference.

mod amounts;
mod bounds;
pub mod catalogue;
mod classes;
mod cross;
mod direction;
mod equal;
mod explained;
mod fiscal_year;
pub mod identity;
mod items;
mod organization;
pub(crate) mod outcome;
mod own_names;
mod parts;
mod percent;
mod performance;
mod procurement;
mod reasons;
mod repeated;
mod residue;
mod restated;
mod setting;
mod shares;
mod stated;
mod sums;
mod suspects;
mod tables_there;
mod text;
mod wide;
mod witness;
mod words;

use crate::context::Context;
use crate::document::Place;
use crate::facts::Fact;
use crate::record::{AvailabilityRow, CheckRow, CheckStatus, StatementRow, SuspectRow};
use crate::tables;
use outcome::Outcome;
use std::collections::BTreeMap;

/// What checks read. Facts are numbered: the index is the `seq` of the row in `facts`.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The disclosure.
    pub context: Context<'a>,
    /// Stated and derived facts, ordered as in the record.
    pub facts: &'a [Fact],
    /// The wide tables.
    pub tables: &'a tables::Reading,
    /// What was disclosed.
    pub availability: &'a [AvailabilityRow],
    /// Places of printed numbers that nothing explains: one of them may be what a sum lacks.
    pub not_understood: &'a [Place],
    /// Of each wide table, by block, the column of each meaning.
    pub columns: &'a Columns,
    /// Listed sentences: duties, institutions.
    pub statements: &'a [StatementRow],
}

/// Of each table, by block, the column of each meaning (`posts_admin`, `budget` …).
pub type Columns = BTreeMap<u32, BTreeMap<String, u32>>;

/// The columns of every recognised table, from `column_map`; the first of two columns of one meaning counts.
pub fn columns(tables: &tables::Reading) -> Columns {
    let map = |text: &str| -> BTreeMap<String, u32> {
        let by_column: BTreeMap<String, String> = serde_json::from_str(text).unwrap_or_default();
        let mut by_meaning = BTreeMap::new();
        for (column, meaning) in by_column.into_iter().filter_map(|(c, m)| Some((c.parse::<u32>().ok()?, m))) {
            by_meaning.entry(meaning).and_modify(|first: &mut u32| *first = column.min(*first)).or_insert(column);
        }
        by_meaning
    };
    tables.tables.iter().filter_map(|t| Some((t.block, map(t.column_map.as_deref()?)))).collect()
}

/// A check: the outcomes of all its instances.
type Check = fn(&Input<'_>) -> Vec<Outcome>;

/// Every check that is run, by the ids that it writes. A test holds this list against the outcomes.
const CHECKS: &[(&[&str], Check)] = &[
    (&["A01", "A03", "A04", "A07", "A11", "A13", "A14", "A23", "A25", "B08"], sums::listed),
    (&["A02", "A12", "B01", "B02", "B03", "B04", "B05", "B06", "B08"], equal::listed),
    (&["A05"], |input| [sums::functional_classes(input), items::listed(input)].concat()),
    (&["A06", "B08"], sums::levels),
    (&["A08", "B07", "B15"], restated::printed_twice),
    (&["A09"], |input| percent::changes(input).into_iter().chain(amounts::amounts(input)).collect()),
    (&["A10"], direction::words),
    (&["A15"], equal::shared_items),
    (&["A16"], wide::staffing_totals),
    (&["A17"], wide::staff_within_posts),
    (&["A18"], wide::asset_total),
    (&["A19"], wide::part_within_whole),
    (&["A20"], |input| {
        let rows: Vec<Outcome> = wide::zero_counts(input).into_iter().chain(cross::counts_and_money(input)).collect();
        if rows.is_empty() { vec![cross::no_counts()] } else { rows }
    }),
    (&["A21"], wide::activity_budgets),
    (&["A22"], wide::monotone_thresholds),
    (&["A23"], procurement::tables),
    (&["A24"], shares::shares),
    (&["B09"], |input| vec![cross::vehicles(input)]),
    (&["B10"], |input| vec![cross::planned_purchase(input)]),
    (&["B11"], |input| vec![cross::assets_in_text(input)]),
    (&["B12"], cross::activities_and_projects),
    (&["B13"], cross::stale_activities),
    (&["B14"], bounds::per_head),
    (&["C11"], parts::empty_tables),
    (&["C18"], performance::targets),
    (&["C21"], classes::depth_and_codes),
    (&["C22"], tables_there::units),
    (&["S05"], performance::graded_in_percent),
    (&["S10"], repeated::negative),
    (
        &[
            "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C12", "C13", "C14", "C15", "C16", "C17", "C19", "C20",
            "C23", "S01", "S02", "S03", "S06", "S07", "S08",
        ],
        over_text,
    ),
    (&["S04"], wide::inverse_graded_upward),
    (&["S09"], wide::units_without_figures),
];

/// The checks that read the text itself: it is folded once for all of them.
fn over_text(input: &Input<'_>) -> Vec<Outcome> {
    const OVER_TEXT: &[fn(&Input<'_>, &text::Text<'_>) -> Vec<Outcome>] = &[
        parts::nine_parts,
        tables_there::national,
        tables_there::said_empty,
        stated::three_public,
        reasons::given,
        stated::agency_operating,
        stated::procurement,
        stated::assets,
        organization::institutions,
        organization::glossary,
        fiscal_year::published,
        fiscal_year::one_year,
        own_names::own,
        residue::template,
        classes::names,
        residue::characters,
        repeated::twice,
    ];
    let text = text::Text::of(input);
    OVER_TEXT.iter().flat_map(|check| check(input, &text)).collect()
}

/// What the checks of one disclosure gave.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The outcome of every check, ordered by id and then as found; `disclosure_id` is filled later.
    pub checks: Vec<CheckRow>,
    /// The numbers that could explain the failures, the likeliest first.
    pub suspects: Vec<SuspectRow>,
}

/// A check of several functions says only once that it had nothing to compare, and not at all where one of them had.
fn one_nothing(outcomes: &mut Vec<Outcome>) {
    let empty = |o: &Outcome| o.row.subject.is_empty() && o.evidence.is_empty() && o.row.status == CheckStatus::Unknown;
    let mut said: BTreeMap<String, bool> = BTreeMap::new();
    for outcome in outcomes.iter() {
        *said.entry(outcome.row.check_id.clone()).or_default() |= !empty(outcome);
    }
    outcomes.retain(|o| !empty(o) || !said.insert(o.row.check_id.clone(), true).unwrap_or(false));
}

/// Runs every check. Instances of one check that would have the same subject are numbered.
pub fn run(input: &Input<'_>) -> Checked {
    let mut outcomes: Vec<Outcome> = CHECKS.iter().flat_map(|(_, check)| check(input)).collect();
    one_nothing(&mut outcomes);
    restated::several_disclosures(&mut outcomes);
    restated::told_once(&mut outcomes);
    explained::settle(input, &mut outcomes);
    outcomes.sort_by(|a, b| a.row.check_id.cmp(&b.row.check_id));
    let mut seen: BTreeMap<(String, String), u32> = BTreeMap::new();
    for row in outcomes.iter_mut().map(|o| &mut o.row) {
        let count = seen.entry((row.check_id.clone(), row.subject.clone())).or_default();
        *count += 1;
        if *count > 1 {
            row.subject = format!("{} #{count}", row.subject).trim_start().to_owned();
        }
    }
    let suspects = suspects::of(input.facts, &outcomes);
    Checked { checks: outcomes.into_iter().map(Outcome::finish).collect(), suspects }
}

/// The ids of every check that is run.
pub fn ids() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().flat_map(|(ids, _)| ids.iter().copied())
}
