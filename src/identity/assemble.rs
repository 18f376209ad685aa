//! From everything that names the publisher to one identity: the best witness of each column, and what stays open.

use super::evidence::{self, Naming};
use super::front::{Line, Origin};
use super::org::Scope;
use super::title::{self, Found};
use super::{Identity, Lexicon};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::document::{Document, Place};
use crate::facts::DisclosureKind;
use crate::normalise::divisions::DivisionLevel;
use crate::normalise::key::{Key, fold_text};
use crate::normalise::names::{Body, Names};
use crate::record::{GapKind, IdentitySource, Level};
use crate::segment::Unit;
use std::cell::OnceCell;

/// What one disclosure offers.
pub(super) struct Case<'a> {
    pub document: &'a Document,
    pub unit: &'a Unit,
    pub names: &'a Names,
    pub lines: Vec<Line<'a>>,
    pub titles: Vec<Found>,
    pub namings: Vec<Naming>,
    body: OnceCell<String>,
}

impl<'a> Case<'a> {
    pub(super) fn new(document: &'a Document, unit: &'a Unit, lexicon: &'a Lexicon) -> Self {
        let names = &lexicon.names;
        let lines = super::front::lines(document, unit);
        let titles = title::find(&lines, unit.first_block > 0, names);
        let mut namings: Vec<Naming> = Vec::new();
        // The cover: the title and a few lines round it.
        let cover = titles.first().and_then(|t| Some((t.lines.first()?.saturating_sub(4), t.lines.last()? + 6)));
        let labelled = evidence::labelled(&lines, cover, names);
        let (table, text): (Vec<_>, Vec<_>) = labelled.into_iter().partition(|n| n.source == IdentitySource::Table);
        namings.extend(titles.iter().take(3).map(|t| Naming::of_title(&t.parsed)));
        namings.extend(text);
        namings.extend(evidence::told(&lines, titles.first().map_or(&[], |t| &t.lines), names));
        namings.extend(table);
        namings.extend(evidence::metadata(document, names));
        Case { document, unit, names, lines, titles, namings, body: OnceCell::new() }
    }

    /// Where a file holds several disclosures: whom the titles of the text before this one name.
    pub(super) fn first(&self) -> Vec<Naming> {
        if self.unit.first_block == 0 {
            return Vec::new();
        }
        let before = Unit { first_block: 0, end_block: self.unit.first_block };
        let lines = super::front::lines(self.document, &before);
        title::find(&lines, false, self.names).into_iter().take(1).map(|t| Naming::of_title(&t.parsed)).collect()
    }

    pub(super) fn body(&self) -> &str {
        self.body.get_or_init(|| evidence::body_text(self.document, self.unit))
    }

    pub(super) fn title(&self) -> Option<&Found> {
        self.titles.first()
    }
}

/// The title's text and place: its lines as printed, joined by line feeds.
pub(super) fn title(case: &Case<'_>, identity: &mut Identity) {
    let Some(found) = case.title() else {
        // A page's own title counts only where it says what the page is: 收支预算总表 is the first table's.
        let says = |t: &String| {
            let parsed = title::parse(&fold_text(t), case.names);
            parsed.kind.is_some() && (parsed.org.grade(case.names) > 0 || !parsed.org.chain.is_empty())
        };
        identity.title = case.document.metadata.title.clone().filter(says);
        return;
    };
    let lines: Vec<&Line<'_>> = found.lines.iter().filter_map(|i| case.lines.get(*i)).collect();
    identity.title = Some(lines.iter().map(|l| l.raw).collect::<Vec<_>>().join("\n"));
    if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
        identity.title_place = Some(Place {
            block: first.block,
            end_block: last.block,
            start_char: first.start_char,
            end_char: last.end_char(),
            cell: first.cell,
        });
    }
}

/// Budget or final accounts: the title's word, else what the headings say, else the word that the text uses more.
pub(super) fn kind(case: &Case<'_>) -> Option<DisclosureKind> {
    let titles = case.titles.iter().find_map(|t| t.parsed.kind);
    let headings = || {
        let said: Vec<DisclosureKind> =
            case.lines.iter().filter(|l| l.key.chars().count() <= 40).filter_map(|l| title::kind(&l.key)).collect();
        let finals = said.iter().filter(|k| **k == DisclosureKind::FinalAccounts).count();
        more(finals * 2, said.len() - finals)
    };
    titles.or_else(headings).or_else(|| more(case.body().matches("决算").count() * 2, case.body().matches("预算").count()))
}

fn more(finals: usize, budgets: usize) -> Option<DisclosureKind> {
    match (finals, budgets) {
        (0, 0) => None,
        _ if finals > budgets => Some(DisclosureKind::FinalAccounts),
        _ => Some(DisclosureKind::Budget),
    }
}

/// The fiscal year: of the title, else of headings, announcements and captions, else of the page's own title.
pub(super) fn year(case: &Case<'_>, identity: &mut Identity, told: &mut Vec<Diagnostic>) {
    let mut printed: Vec<i32> = Vec::new();
    let named = |f: &&Found| f.parsed.org.body.is_some() || !f.parsed.org.chain.is_empty();
    for found in case.titles.iter().take(1).chain(case.titles.iter().skip(1).take(2).filter(named)) {
        let years = &found.parsed.years;
        if years.len() == 1 || years.windows(2).all(|w| matches!(w, [a, b] if a.year == b.year)) {
            printed.extend(years.iter().filter(|y| y.until.is_none()).map(|y| y.year).take(1));
        }
    }
    let of_title: &[usize] = case.title().map_or(&[], |t| &t.lines);
    let text = evidence::years_beside(&case.lines, of_title, Origin::Text, identity.kind);
    let cells = evidence::years_beside(&case.lines, of_title, Origin::Cell, identity.kind);
    let announced = case.namings.iter().filter(|n| n.source == IdentitySource::Body).find_map(|n| n.year);
    let of_page = case.namings.iter().filter(|n| n.source == IdentitySource::Metadata).find_map(|n| n.year);
    let most = |counts: &[(i32, u32)]| match counts {
        [(year, _)] => Some(*year),
        [(year, first), (_, second), ..] if *first >= 2 * second => Some(*year),
        _ => None,
    };
    let (year, source) = match (printed.first(), announced.or_else(|| most(&text)), most(&cells), of_page) {
        (Some(year), ..) => (Some(*year), Some(IdentitySource::Title)),
        (None, Some(year), ..) => (Some(year), Some(IdentitySource::Body)),
        (None, None, Some(year), _) => (Some(year), Some(IdentitySource::Table)),
        (None, None, None, Some(year)) => (Some(year), Some(IdentitySource::Metadata)),
        _ => (None, None),
    };
    (identity.fiscal_year, identity.year_source) = (year, source);
    let ranges = case.title().and_then(|t| t.parsed.years.iter().find_map(|y| y.until.map(|u| (y.year, u))));
    let other = printed.iter().copied().find(|y| Some(*y) != year);
    // Headings of a budget also name other years; only those that never name the title's year contradict it.
    let headings =
        most(&text).filter(|y| Some(*y) != year && !text.iter().any(|(t, _)| Some(*t) == year) && text.iter().any(|(_, n)| *n >= 2));
    let several =
        case.title().map(|t| t.parsed.years.iter().map(|y| y.year).collect::<std::collections::BTreeSet<_>>()).filter(|y| y.len() > 1);
    let message = match (ranges, other, headings) {
        _ if several.is_some() => {
            format!("the title names the years {}", several.into_iter().flatten().map(|y| y.to_string()).collect::<Vec<_>>().join(", "))
        }
        (Some((from, to)), ..) => format!("the title names the years {from} to {to}"),
        (None, Some(other), _) => format!("titles name the years {} and {other}", year.unwrap_or(other)),
        (None, None, Some(other)) => format!("the title says {}, headings say {other}", year.unwrap_or(other)),
        _ => return,
    };
    let mut diagnostic = Diagnostic::new(Code::YearConflict, Severity::Warning, message);
    diagnostic.place = identity.title_place;
    told.push(diagnostic);
}

/// Body, unit and function: of the first witness that names a body well enough.
pub(super) fn department(case: &Case<'_>, identity: &mut Identity, told: &mut Vec<Diagnostic>) -> Option<Naming> {
    let graded = |least: u32| case.namings.iter().find(|n| n.org.grade(case.names) >= least);
    let title = case.namings.first().filter(|n| n.source == IdentitySource::Title && n.org.body.is_some());
    let best = graded(2).filter(|b| title.is_none_or(|t| t.org.grade(case.names) == 0 || std::ptr::eq(*b, t)));
    let naming = best.or(title.filter(|t| t.org.grade(case.names) > 0)).or_else(|| graded(1)).or(title)?.clone();
    let body = naming.org.body.clone()?;
    // An office of a zone inside a county is not the county's own: 经济开发区财政局.
    let in_county = !naming.org.chain.is_empty() && naming.org.chain.leaf.iter().all(|d| d.level == DivisionLevel::County);
    let prefix = naming.org.zone.clone().filter(|zone| in_county && !body.canonical.starts_with(zone.as_str())).unwrap_or_default();
    identity.department = Some(format!("{prefix}{}", body.canonical));
    identity.department_key = Some(format!("{prefix}{}", body.key));
    identity.department_function = Some(body.function.clone());
    identity.department_printed = Some(printed(case, &naming));
    identity.department_source = Some(naming.source);
    identity.parent_department = naming.org.parent.as_ref().map(|p| case.names.body(p).canonical);
    if body.unit && identity.parent_department.is_none() {
        // A department's file that goes on with the disclosures of its units.
        let department = |n: &Naming| n.org.grade(case.names) > 0 && !is_unit(case.names, n, n.called);
        let first = case.first().into_iter().find(department).and_then(|n| n.org.body);
        identity.parent_department = first.map(|b| b.canonical).filter(|first| *first != body.canonical);
    }
    if !body.known && !body.unit && naming.org.town.is_none() && naming.org.zone.is_none() && naming.org.parent.is_none() {
        let message = format!("“{}” is no name that the vocabulary has; it was kept as printed", naming.org.printed);
        let mut unknown = Diagnostic::new(Code::UnknownDepartment, Severity::Note, message);
        unknown.place = identity.title_place.filter(|_| naming.source == IdentitySource::Title);
        told.push(unknown.lacks(GapKind::Department, "department", naming.org.printed.as_str()));
    }
    Some(naming)
}

/// The name as it stands in the title, where it can be found there: with the page's own characters, without blanks and line breaks inside.
fn printed(case: &Case<'_>, naming: &Naming) -> String {
    let wanted = naming.org.printed.as_str();
    let joined: Vec<String> = match case.title() {
        Some(title) => vec![title.lines.iter().filter_map(|i| case.lines.get(*i)).map(|l| l.raw).collect::<Vec<_>>().join("\n")],
        None => Vec::new(),
    };
    let singles = case.lines.iter().map(|l| l.raw.to_owned());
    for raw in joined.into_iter().chain(singles) {
        let key = Key::new(&raw);
        if let Some(at) = key.text.find(wanted) {
            let range = key.source_range(&raw, at, at + wanted.len());
            return raw.get(range).map_or_else(|| wanted.to_owned(), |r| r.chars().filter(|c| !c.is_whitespace()).collect());
        }
    }
    wanted.to_owned()
}

/// True for a department's unit by its name: but for a centre that may be a department of its own and whose title says 部门, which counts at the head of a file alone.
fn is_unit(names: &Names, naming: &Naming, called: Option<Level>) -> bool {
    let by_name = |b: &Body| b.unit && !(called == Some(Level::Department) && names.may_stand_alone(&b.canonical));
    naming.org.parent.is_some() || naming.org.body.as_ref().is_some_and(by_name)
}

/// Department or unit.
pub(super) fn level(case: &Case<'_>, identity: &mut Identity, naming: Option<&Naming>) {
    let title = case.title();
    let scope = naming.and_then(|n| n.org.scope).or_else(|| title.and_then(|t| t.parsed.scope));
    let called = naming.and_then(|n| n.called).or_else(|| case.titles.iter().find_map(|t| t.parsed.called));
    let title_called = title.and_then(|t| t.parsed.called);
    let unit_by_name = naming.is_some_and(|n| is_unit(case.names, n, title_called.filter(|_| case.unit.first_block == 0)));
    identity.level = match (scope, called) {
        (Some(Scope::Own), _) => Some(Level::Unit),
        // 某站（汇总）单位预算: a unit with all that belongs to it.
        (Some(Scope::Whole), Some(Level::Unit)) if title_called == Some(Level::Unit) && unit_by_name => Some(Level::Unit),
        (Some(Scope::Whole), _) => Some(Level::Department),
        (None, Some(Level::Unit)) if title_called != Some(Level::Department) => Some(Level::Unit),
        _ if unit_by_name => Some(Level::Unit),
        (None, Some(level)) => Some(if title_called == Some(Level::Unit) { Level::Unit } else { level }),
        (None, None) if naming.is_some() || identity.kind.is_some() => Some(Level::Department),
        _ => None,
    };
    if identity.level == Some(Level::Unit) {
        identity.unit_name = naming.and_then(|n| n.org.body.as_ref()).map(|b| b.canonical.clone());
    }
}
