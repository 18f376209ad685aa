//! X04: what a disclosure lists (parts, units, projects and indicators), against the year before.

use super::held::Held;
use super::{Row, Rows};
use crate::checks::outcome::Outcome;
use crate::facts::Part;
use crate::normalise::key::fold_text;
use crate::record::{CheckStatus, ListKey, Record, SectionStatus};
use std::collections::{BTreeMap, BTreeSet};

/// Folded names, each as first printed.
type Names = BTreeMap<String, String>;

/// What a disclosure lists.
#[derive(Debug, Default)]
pub struct Lists {
    /// The parts that were found, 1 to 8.
    pub parts: BTreeSet<u8>,
    /// Units of the staffing table and of the list of institutions.
    pub units: Names,
    /// Projects, activities and indicators.
    pub indicators: Names,
}

/// How an office within a body is called; offices are no units.
const OFFICES: &[&str] = &["科", "股", "处", "室", "庭", "组", "党委", "党支部", "工会"];
/// A longer text is a sentence about units, not a name of one.
const NAME: usize = 40;

impl Lists {
    /// What a record lists.
    pub fn of(record: &Record) -> Self {
        let found = record.sections.iter().filter(|s| s.depth == 1 && s.status != SectionStatus::Missing);
        // Other matters are what has no part of its own: whether there are any says nothing.
        let parts = found.filter_map(|s| s.part).filter(|p| *p != Part::OtherMatters.number());
        let mut lists = Lists { parts: parts.collect(), ..Lists::default() };
        let institutions = record.statements.iter().filter(|s| s.list_key == ListKey::Institutions);
        let listed = institutions.map(|s| s.name.as_deref().unwrap_or(&s.text)).filter(|name| is_unit(name));
        let staffed = record.staffing.iter().filter(|s| !s.is_total).filter_map(|s| s.unit_name.as_deref());
        for name in staffed.chain(listed) {
            lists.units.entry(bare(name, record)).or_insert_with(|| printed(name));
        }
        let indicators = record.indicators.iter().map(|i| i.indicator.as_str());
        let projects = record.indicators.iter().filter_map(|i| i.project.as_deref());
        let activities = record.activities.iter().map(|a| a.name.as_str());
        for name in indicators.chain(projects).chain(activities).filter(|n| !n.trim().is_empty()) {
            lists.indicators.entry(fold_text(name)).or_insert_with(|| printed(name));
        }
        lists
    }
}

fn printed(name: &str) -> String {
    name.trim().trim_end_matches(['。', '；', ';', '，']).replace(['\n', '\t'], " ")
}

fn is_unit(name: &str) -> bool {
    let name = printed(name);
    let inside = name.chars().any(|c| "。，；：".contains(c));
    !name.is_empty() && !inside && name.chars().count() <= NAME && !OFFICES.iter().any(|o| name.ends_with(o))
}

/// A unit's name without what comes and goes before it: the place.
pub(super) fn bare(name: &str, record: &Record) -> String {
    let d = &record.disclosure;
    let mut rest = fold_text(&printed(name));
    for place in [&d.province, &d.prefecture, &d.county].into_iter().flatten() {
        let place = fold_text(place);
        if rest.len() > place.len() {
            rest = rest.strip_prefix(place.as_str()).unwrap_or(&rest).to_owned();
        }
    }
    rest
}

/// X04 of one disclosure, while its record is at hand.
pub(super) fn check(later: &Held, record: &Record, group: &[Held], rows: &mut Rows) {
    let before = |e: &&Held| e.unit == later.unit && e.kind == later.kind && e.year + 1 == later.year;
    let Some(earlier) = group.iter().find(before) else {
        let message = format!("no disclosure of {} of this body and kind is in the dataset", later.year - 1);
        rows.push(later.row(Outcome::new("X04", "", CheckStatus::Unknown, message), &[]));
        return;
    };
    rows.push(parts(later, earlier));
    rows.push(units(later, record, earlier));
    rows.push(indicators(later, earlier));
}

fn row(later: &Held, earlier: &Held, subject: &str, status: CheckStatus, told: &str) -> Row {
    let message = format!("{} ({}): {told}", earlier.year, earlier.id);
    later.row(Outcome::new("X04", subject, status, message), &[])
}

fn parts(later: &Held, earlier: &Held) -> Row {
    let (ours, theirs) = (&later.lists.parts, &earlier.lists.parts);
    if ours.is_empty() || theirs.is_empty() {
        return row(later, earlier, "parts", CheckStatus::Unknown, "one of both has no part: tables alone");
    }
    let name = |n: &u8| Part::ALL.get(usize::from(*n).saturating_sub(1)).map_or("", |p| p.as_str()).to_owned();
    let vanished: Vec<String> = theirs.difference(ours).map(name).collect();
    let appeared: Vec<String> = ours.difference(theirs).map(name).collect();
    let status = if vanished.is_empty() { CheckStatus::Pass } else { CheckStatus::Fail };
    row(later, earlier, "parts", status, &told(&vanished, &appeared))
}

fn units(later: &Held, record: &Record, earlier: &Held) -> Row {
    let (ours, theirs) = (&later.lists.units, &earlier.lists.units);
    if ours.is_empty() || theirs.is_empty() {
        return row(later, earlier, "units", CheckStatus::Unknown, "one of both names no units");
    }
    let mut vanished: Vec<(&String, &String)> = theirs.iter().filter(|(key, _)| !ours.contains_key(*key)).collect();
    if !vanished.is_empty() {
        // A unit that is named elsewhere in the later text is there, whatever was read of its lists.
        let mut text: String = record.sections.iter().map(|s| fold_text(&s.text)).collect();
        record.cells.iter().for_each(|c| text.push_str(&fold_text(&c.text)));
        vanished.retain(|(key, _)| !text.contains(key.as_str()));
    }
    let vanished: Vec<String> = vanished.into_iter().map(|(_, name)| name.clone()).collect();
    let appeared: Vec<String> = ours.iter().filter(|(key, _)| !theirs.contains_key(*key)).map(|(_, name)| name.clone()).collect();
    // As many new names as lost ones may be the same bodies under new names.
    let status = match (vanished.len(), appeared.len()) {
        (0, _) => CheckStatus::Pass,
        (gone, new) if new >= gone => CheckStatus::Unknown,
        _ => CheckStatus::Fail,
    };
    row(later, earlier, "units", status, &told(&vanished, &appeared))
}

fn indicators(later: &Held, earlier: &Held) -> Row {
    let (ours, theirs) = (&later.lists.indicators, &earlier.lists.indicators);
    if ours.is_empty() || theirs.is_empty() {
        return row(later, earlier, "indicators", CheckStatus::Unknown, "one of both names no projects or indicators");
    }
    let gone = |a: &Names, b: &Names| -> Vec<String> { a.iter().filter(|(k, _)| !b.contains_key(*k)).map(|(_, n)| n.clone()).collect() };
    let (vanished, appeared) = (gone(theirs, ours), gone(ours, theirs));
    // Projects come and go by right: told, and never a failure.
    let status = if vanished.is_empty() && appeared.is_empty() { CheckStatus::Pass } else { CheckStatus::NotApplicable };
    row(later, earlier, "indicators", status, &told(&vanished, &appeared))
}

/// Names that are told one by one; more are counted.
const TOLD: usize = 12;

fn told(vanished: &[String], appeared: &[String]) -> String {
    let list = |word: &str, names: &[String]| {
        let more = if names.len() > TOLD { format!(" and {} more", names.len() - TOLD) } else { String::new() };
        let shown: Vec<&str> = names.iter().take(TOLD).map(String::as_str).collect();
        (!names.is_empty()).then(|| format!("{word} {}{more}", shown.join(", ")))
    };
    let told: Vec<String> = [list("vanished:", vanished), list("new:", appeared)].into_iter().flatten().collect();
    if told.is_empty() { "nothing appeared or vanished".to_owned() } else { told.join("; ") }
}
