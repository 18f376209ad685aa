//! S02: no other county, level or department is named as the disclosure's own.

use super::Input;
use super::outcome::{Evidence, Outcome, verdict};
use super::text::{Span, Text};
use super::words::WORDS;
use crate::facts::Part;
use crate::normalise::divisions::{self, DivisionLevel, FormKind};
use crate::normalise::key::fold_text;
use crate::record::{CheckStatus, GovernmentLevel, Level};
use std::ops::Range;

/// A finding: what is wrong, and where.
type Found<'t, 'a> = Vec<(&'t Span<'a>, Range<usize>)>;

/// S02: one row for each kind of name.
pub(super) fn own(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "S02";
    let identity = input.context.identity;
    if text.spans.is_empty() || (identity.department.is_none() && identity.county.is_none() && identity.level.is_none()) {
        return vec![Outcome::new(ID, "", CheckStatus::Unknown, "whose disclosure it is, is not known")];
    }
    let findings: [(&str, &str, Found<'_, '_>); 4] = [
        ("place", "another kind of place is called its own", places(input, text)),
        ("body", "another place's body stands where the own name belongs", bodies(input, text)),
        ("name", "the body's name is written in another way", variants(input, text)),
        ("level", "a department's wording in a unit's own disclosure", departments(input, text)),
    ];
    let mut rows = Vec::new();
    for (subject, message, found) in findings.into_iter().filter(|f| !f.2.is_empty()) {
        let printed: Vec<&str> = found.iter().take(3).map(|(span, range)| &span.key.text[range.clone()]).collect();
        let message = format!("{message}: {} ({} times)", printed.join(", "), found.len());
        let evidence = found.iter().take(40).map(|(span, range)| Evidence::key(input, "lhs", span, range.clone()));
        rows.push(Outcome::new(ID, subject, verdict(false), message).evidence(evidence));
    }
    if rows.is_empty() {
        let known = identity.county.is_some() || identity.government_level.is_some();
        let status = if known { CheckStatus::Pass } else { CheckStatus::Unknown };
        rows.push(Outcome::new(ID, "", status, "no other place, level or body is named as its own"));
    }
    rows
}

/// The kinds of place that a text of this government cannot call its own. A district's 我市 is its city's, so that it says nothing.
fn foreign_kinds(input: &Input<'_>) -> &'static [&'static str] {
    let identity = input.context.identity;
    let autonomous = identity.province.as_deref().is_some_and(|p| p.ends_with("自治区"));
    let county = identity.county.as_deref().unwrap_or("");
    match identity.government_level {
        Some(GovernmentLevel::County | GovernmentLevel::Township) if county.ends_with(['县', '旗']) => {
            if autonomous {
                &["市"]
            } else {
                &["市", "区"]
            }
        }
        Some(GovernmentLevel::County | GovernmentLevel::Township) if county.ends_with('区') => &["县"],
        Some(GovernmentLevel::County | GovernmentLevel::Township) if county.ends_with('市') => {
            if autonomous {
                &["县"]
            } else {
                &["县", "区"]
            }
        }
        Some(GovernmentLevel::Prefecture) if !autonomous && identity.prefecture.as_deref().is_some_and(|p| p.ends_with('市')) => {
            &["县", "区"]
        }
        Some(GovernmentLevel::Province) if !autonomous => &["县"],
        _ => &[],
    }
}

/// 我市 in a county's text.
fn places<'t, 'a>(input: &Input<'_>, text: &'t Text<'a>) -> Found<'t, 'a> {
    let mut found = Vec::new();
    for kind in foreign_kinds(input) {
        for word in ["我", "本"].map(|own| format!("{own}{kind}")) {
            for span in &text.spans {
                for range in span.places(&word) {
                    let (before, after) = (&span.key.text[..range.start], &span.key.text[range.end..]);
                    // 成本市场, 本区域, 基本县情 hold these letters by chance; a document's name is quoted.
                    let chance = before.ends_with(['基', '资', '成', '根', '日', '自', '版', '样', '书', '原', '文', '敌', '忘'])
                        || after.starts_with(['域', '间', '块', '片', '场', '值', '别', '内', '分', '情']);
                    let quoted = before.rfind('《') > before.rfind('》');
                    if !chance && !quoted {
                        found.push((span, range));
                    }
                }
            }
        }
    }
    found
}

/// The body's names, folded.
fn names(input: &Input<'_>) -> Vec<String> {
    let identity = input.context.identity;
    let mut names: Vec<String> = [&identity.department, &identity.department_printed]
        .into_iter()
        .flatten()
        .map(|n| fold_text(n))
        .filter(|n| n.chars().count() >= 3)
        .collect();
    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
    names.dedup();
    names
}

/// 上海市规划和自然资源局2024年度部门决算表 in a district's disclosure; another county's body anywhere in a line of its own.
fn bodies<'t, 'a>(input: &Input<'_>, text: &'t Text<'a>) -> Found<'t, 'a> {
    let identity = input.context.identity;
    let Some(county) = identity.county.as_deref().map(fold_text) else { return Vec::new() };
    let names = names(input);
    let mut found = Vec::new();
    for span in text.spans.iter().filter(|s| s.key.text.chars().count() <= 60 && !s.key.text.contains('。')) {
        let key = span.key.text.as_str();
        // A line that names the disclosure or a table, not a superior.
        let of_own = ["预算", "决算", "表", "单位名称", "部门名称", "编制单位"].iter().any(|w| key.contains(w));
        if !of_own || key.contains(&county) || Some(span.block) == identity.title_place.map(|p| p.block) {
            continue;
        }
        for name in &names {
            let Some(at) = key.find(name.as_str()) else { continue };
            let mut starts = key[..at].char_indices().map(|(i, _)| i);
            let place = starts.find(|i| foreign(&key[*i..at], identity, &county));
            if let Some(start) = place {
                found.push((span, start..at + name.len()));
                break;
            }
        }
    }
    found
}

/// True for the full name of a place that is not the own county.
fn foreign(folded: &str, identity: &crate::identity::Identity, county: &str) -> bool {
    let forms = divisions::named(folded);
    let full: Vec<_> = forms.iter().filter(|f| f.kind < FormKind::Stem).map(|f| f.division).collect();
    if full.is_empty() || folded == county {
        return false;
    }
    let own = |d: &&&divisions::Division| identity.county_key.as_deref() == Some(d.key()) || identity.county.as_deref() == Some(d.name);
    let below = full.iter().any(|d| d.level == DivisionLevel::County);
    // A place above the own one is foreign only in the disclosure of what lies in it.
    let above = matches!(identity.government_level, Some(GovernmentLevel::County));
    !full.iter().any(|d| own(&d)) && (below || above)
}

/// 规划与自然资源局 for 规划和自然资源局.
fn variants<'t, 'a>(input: &Input<'_>, text: &'t Text<'a>) -> Found<'t, 'a> {
    const JOINTS: [char; 3] = ['和', '与', '及'];
    let mut found = Vec::new();
    for name in names(input).iter().filter(|n| n.chars().count() >= 5) {
        for own in JOINTS.iter().filter(|j| name.matches(**j).count() == 1) {
            for other in JOINTS.iter().filter(|j| *j != own) {
                let variant = name.replace(*own, &other.to_string());
                found.extend(text.spans.iter().flat_map(|s| s.places(&variant).map(move |r| (s, r)).collect::<Vec<_>>()));
            }
        }
    }
    found
}

/// 部门预算安排 in a unit's own disclosure.
fn departments<'t, 'a>(input: &Input<'_>, text: &'t Text<'a>) -> Found<'t, 'a> {
    if input.context.identity.level != Some(Level::Unit) {
        return Vec::new();
    }
    let words = &WORDS.level;
    let mut found = Vec::new();
    for span in text.prose().filter(|s| s.part != Some(Part::Glossary)) {
        for word in &words.department_own {
            for range in span.places(word) {
                let inside =
                    words.department_unless.iter().any(|longer| span.places(longer).any(|o| o.start <= range.start && range.end <= o.end));
                let quoted = span.key.text[..range.start].rfind('《') > span.key.text[..range.start].rfind('》');
                if !inside && !quoted {
                    found.push((span, range));
                }
            }
        }
    }
    found
}
