//! Where the publisher is: the places that its witnesses name, resolved to one division where only one fits.

use super::Identity;
use super::assemble::Case;
use super::evidence::{self, Naming};
use super::org::Town;
use super::place::{self, Chain, Resolved};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::normalise::divisions::{self, Division, DivisionLevel};
use crate::normalise::key::fold_text;
use crate::record::{CodeStatus, GovernmentLevel, IdentitySource};

/// County, prefecture, province, code and key.
pub(super) fn place(case: &Case<'_>, identity: &mut Identity, naming: Option<&Naming>, told: &mut Vec<Diagnostic>) {
    let zone = naming.and_then(|n| n.org.zone.clone());
    let town = naming.and_then(|n| n.org.town);
    let letter = naming.and_then(|n| n.org.letter).or_else(|| case.title().and_then(|t| t.parsed.level_letter));
    let Some((chain, source)) = chain(case, identity, naming, letter) else {
        identity.government_level = level_of_letter(letter, town, zone.is_some());
        if let Some(naming) = naming.filter(|n| n.org.unlisted.is_some()) {
            identity.county.clone_from(&naming.org.unlisted);
            identity.county_source = Some(naming.source);
            identity.government_level = Some(GovernmentLevel::County);
        }
        if let Some(zone) = zone {
            identity.county = Some(zone);
            identity.county_code_status = CodeStatus::NotInStandard;
            identity.county_source = naming.map(|n| n.source);
        }
        return;
    };
    identity.county_source = Some(source);
    let resolved = place::resolve(&chain.leaf, identity.fiscal_year, identity.kind, &|d| favour(case, &chain, d));
    fill(identity, &chain, &resolved);
    identity.county_code_status = resolved.status;
    if resolved.status == CodeStatus::Ambiguous {
        let codes: Vec<String> =
            resolved.candidates.iter().map(|d| format!("{} {}{}", d.code, d.province, d.prefecture.unwrap_or(""))).collect();
        let mut diagnostic =
            Diagnostic::new(Code::AmbiguousCounty, Severity::Warning, format!("“{}” can be {}", chain.name, codes.join(", ")));
        diagnostic.place = identity.title_place;
        told.push(diagnostic);
    }
    if let Some(county) = naming.and_then(|n| n.org.unlisted.clone()) {
        // The prefecture is known, the county in it is not.
        identity.county = Some(county);
        identity.county_code = None;
        identity.county_key = None;
        identity.county_code_status = CodeStatus::Unknown;
        identity.government_level = Some(GovernmentLevel::County);
        return;
    }
    let is_county = resolved.candidates.iter().any(|d| d.level == DivisionLevel::County);
    // A town whose county nobody names is not the prefecture's own.
    if town.is_some() && resolved.division.is_some_and(|d| d.level < DivisionLevel::County && d.has_counties()) {
        identity.county_code = None;
        identity.county_key = None;
        identity.county_code_status = CodeStatus::Unknown;
        identity.government_level = Some(GovernmentLevel::County);
    }
    if let Some(zone) = zone.filter(|_| !is_county) {
        identity.county = Some(zone);
        identity.county_code = None;
        identity.county_key = None;
        identity.county_code_status = CodeStatus::NotInStandard;
        identity.government_level = Some(GovernmentLevel::County);
    }
    if town == Some(Town::Township) {
        identity.government_level = Some(GovernmentLevel::Township);
    }
}

/// The places of the witness that names the body; else those of the best other one, and last what the text itself says.
fn chain(case: &Case<'_>, identity: &Identity, naming: Option<&Naming>, letter: Option<char>) -> Option<(Chain, IdentitySource)> {
    let own = naming.filter(|n| !n.org.chain.is_empty());
    // A town lies in a county: a title that names only its prefecture leaves the county to the text.
    let above = own.filter(|n| n.org.town.is_some() && n.org.chain.leaf.iter().all(|d| d.level < DivisionLevel::County));
    if let Some(naming) = own {
        let nearer = above
            .and_then(|_| evidence::only_county(case.body(), None))
            .filter(|c| c.leaf.iter().any(|d| naming.org.chain.leaf.iter().any(|w| d.lies_in(w))));
        return Some(match nearer {
            Some(mut chain) => {
                chain.leaf.retain(|d| naming.org.chain.leaf.iter().any(|w| d.lies_in(w)));
                (chain, IdentitySource::Body)
            }
            None => (naming.org.chain.clone(), naming.source),
        });
    }
    let named_letter = naming.and_then(|n| n.org.letter);
    let fits = |chain: &Chain| !chain.is_empty() && named_letter.is_none_or(|l| chain.name.ends_with(l));
    // A title or label that names only the place, or the same body with its place.
    let same = |n: &&Naming| {
        let key = n.org.body.as_ref().map(|b| b.key.as_str());
        key.is_none() || key == identity.department_key.as_deref()
    };
    for wanted in [IdentitySource::Title, IdentitySource::Body] {
        if let Some(found) = case.namings.iter().filter(|n| n.source == wanted).filter(same).find(|n| fits(&n.org.chain)) {
            return Some((found.org.chain.clone(), wanted));
        }
    }
    let mut spellings: Vec<String> = Vec::new();
    for name in
        [naming.map(|n| n.org.printed.as_str()), identity.department.as_deref(), identity.department_key.as_deref()].into_iter().flatten()
    {
        let folded = fold_text(name);
        if !spellings.contains(&folded) {
            spellings.push(folded);
        }
    }
    if let Some(chain) = evidence::before_department(case.body(), &spellings).filter(fits) {
        return Some((chain, IdentitySource::Body));
    }
    if let Some(found) = case.namings.iter().filter(|n| n.source == IdentitySource::Table).filter(same).find(|n| fits(&n.org.chain)) {
        return Some((found.org.chain.clone(), IdentitySource::Table));
    }
    if let Some(chain) = evidence::only_county(case.body(), letter) {
        return Some((chain, IdentitySource::Body));
    }
    // A unit's disclosure in the file of its department: the place is that of the first one.
    if let Some(found) = case.first().into_iter().find(|n| fits(&n.org.chain)) {
        return Some((found.org.chain, IdentitySource::Body));
    }
    case.namings
        .iter()
        .find(|n| n.source == IdentitySource::Metadata && fits(&n.org.chain))
        .map(|n| (n.org.chain.clone(), IdentitySource::Metadata))
}

fn fill(identity: &mut Identity, chain: &Chain, resolved: &Resolved) {
    let same = |of: fn(&Division) -> Option<&'static str>| {
        let mut all = resolved.candidates.iter().map(|d| of(d));
        let first = all.next().flatten();
        first.filter(|f| all.all(|o| o == Some(f))).map(str::to_owned)
    };
    identity.province = same(|d| Some(d.province));
    identity.prefecture = same(|d| d.prefecture);
    let levels: Vec<DivisionLevel> = resolved.candidates.iter().map(|d| d.level).collect();
    let level = levels.first().copied().filter(|l| levels.iter().all(|o| o == l));
    identity.government_level = level.map(|l| match l {
        DivisionLevel::Province => GovernmentLevel::Province,
        DivisionLevel::Prefecture => GovernmentLevel::Prefecture,
        DivisionLevel::County => GovernmentLevel::County,
    });
    if level == Some(DivisionLevel::County) {
        identity.county = same(|d| Some(d.name)).or_else(|| Some(chain.name.clone()));
    }
    identity.county_code = resolved.division.map(|d| d.code.to_owned());
    identity.county_key = same(|d| Some(d.key()));
}

fn level_of_letter(letter: Option<char>, town: Option<Town>, zone: bool) -> Option<GovernmentLevel> {
    match (town, letter) {
        (Some(Town::Township), _) => Some(GovernmentLevel::Township),
        (Some(Town::Subdistrict), _) => Some(GovernmentLevel::County),
        (None, Some('县' | '区' | '旗')) => Some(GovernmentLevel::County),
        (None, Some('州')) => Some(GovernmentLevel::Prefecture),
        (None, Some('省')) => Some(GovernmentLevel::Province),
        _ if zone => Some(GovernmentLevel::County),
        _ => None,
    }
}

/// How strongly the rest of the disclosure speaks for one of several places of the same name: the name right behind its prefecture or province; these named by the page; in the head of the
/// text; more than once in the body.
fn favour(case: &Case<'_>, chain: &Chain, division: &Division) -> u32 {
    let above: Option<&str> = division.prefecture.filter(|p| *p != division.name);
    let province_stem = divisions::stem(division.province);
    let joined: Vec<String> =
        above.into_iter().chain([division.province, province_stem.as_str()]).map(|a| format!("{a}{}", division.name)).collect();
    let metadata: String =
        [&case.document.metadata.title, &case.document.metadata.publisher].into_iter().flatten().map(|t| fold_text(t)).collect();
    let front: String = case.lines.iter().take(60).map(|l| l.key.as_str()).collect::<Vec<_>>().join("\n");
    let body = case.body();
    // 平山 may be 平山县 or 平山区; where the text also says which, it is that one.
    if chain.name != division.name && (front.contains(division.name) || body.contains(division.name)) {
        return 8;
    }
    if joined.iter().any(|j| metadata.contains(j.as_str()) || front.contains(j.as_str()) || body.contains(j.as_str())) {
        return 8;
    }
    let ranks: [(&str, usize, u32); 3] = [(&metadata, 1, 6), (&front, 1, 4), (body, 2, 2)];
    for (text, least, rank) in ranks {
        if above.iter().any(|a| text.matches(a).count() >= least) {
            return rank + 1;
        }
        if text.matches(division.province).count() >= least {
            return rank;
        }
    }
    0
}
