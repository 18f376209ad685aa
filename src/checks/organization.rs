//! C19: the units that the disclosure covers are listed. C20: the glossary explains terms that the disclosure uses.

use super::Input;
use super::outcome::{Evidence, Outcome, verdict};
use super::tables_there;
use super::text::{Span, Text};
use super::words::{WORDS, any};
use crate::facts::{Part, TableKind};
use crate::normalise::key::fold_text;
use crate::normalise::number::{parse_arabic, parse_chinese};
use crate::record::{CheckStatus, Level, ListKey, SectionStatus, StatementRow};
use regex::Regex;
use rust_decimal::prelude::ToPrimitive;
use std::sync::LazyLock;

/// 本部门包括5个单位：A、B、C。 1: the number, 2: the names.
static COUNTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:包括|包含|共有|共计|下设|下属|所属|辖|由)([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:个|家)(?:预算|基层|下属|直属|事业|二级)?(?:预算|事业)?单位(?:组成|构成)?[:,](?:分别是|分别为|即|包括)?:?([^。;\n]+)").ok()
});

/// C19.
pub(super) fn institutions(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "C19";
    let identity = input.context.identity;
    if identity.level == Some(Level::Unit) {
        return vec![Outcome::new(ID, "", CheckStatus::NotApplicable, "the disclosure is one unit's")];
    }
    if let Some(row) = counted(input, text) {
        return vec![row];
    }
    let listed = input.statements.iter().find(|s| s.list_key == ListKey::Institutions);
    if let Some(first) = listed {
        let row = Outcome::new(ID, "", CheckStatus::Pass, "units are listed");
        return vec![row.evidence([Evidence::block("lhs", first.block, first.text.lines().next().unwrap_or_default().trim())])];
    }
    if let Some(row) = input.tables.staffing.iter().find(|r| !r.is_total && r.unit_name.is_some()) {
        let evidence = Evidence::row("lhs", row.block, row.table_row, row.unit_name.clone().unwrap_or_default());
        return vec![Outcome::new(ID, "", CheckStatus::Pass, "a table of units is there").evidence([evidence])];
    }
    let word = |s: &&Span<'_>| any(&s.key.text, &WORDS.institutions.words);
    if let Some(span) = text.spans.iter().filter(|s| s.part == Some(Part::Organization)).find(word) {
        let row = Outcome::new(ID, "", CheckStatus::Pass, "the part on the organization speaks of its units");
        return vec![row.evidence([Evidence::span(input, "lhs", span)])];
    }
    let found = input.context.sections.list.iter().any(|s| s.part == Some(Part::Organization) && s.status == SectionStatus::Found);
    let elsewhere = text.spans.iter().any(|s| s.key.text.chars().count() >= 4 && word(&s));
    let unread = input.tables.tables.iter().any(|t| t.kind == TableKind::Unrecognised);
    let (status, message) = match () {
        () if !found => (CheckStatus::Unknown, "there is no part on the organization; C01 tells of that"),
        () if elsewhere || unread => {
            (CheckStatus::Unknown, "units are named outside of the part on the organization, or in a table that was not understood")
        }
        () => (CheckStatus::Fail, "no unit, office or organization is named"),
    };
    vec![Outcome::new(ID, "", status, message)]
}

/// A number of units with the names after it; none where no sentence says both.
fn counted(input: &Input<'_>, text: &Text<'_>) -> Option<Outcome> {
    for span in text.prose().filter(|s| s.part == Some(Part::Organization)) {
        let Some(captures) = COUNTED.as_ref().and_then(|r| r.captures(&span.key.text)) else { continue };
        let (number, names) = (captures.get(1)?, captures.get(2)?);
        let said = parse_arabic(number.as_str()).or_else(|| parse_chinese(number.as_str()))?.value.to_usize()?;
        let list: Vec<&str> = names.as_str().split('、').filter(|n| !n.is_empty()).collect();
        // An open list, or names within names (A及所属B), are not counted.
        let open = ["等", "及", "和", "与", "("].iter().any(|w| names.as_str().contains(w)) || list.len() < 2;
        let evidence = [Evidence::key(input, "lhs", span, number.range()), Evidence::key(input, "rhs", span, names.range())];
        let (status, message) = match () {
            () if open => (CheckStatus::Pass, format!("{said} units are told and named")),
            () if list.len() == said => (CheckStatus::Pass, format!("{said} units are told, and as many named")),
            () => (CheckStatus::Fail, format!("{said} units are told, and {} named", list.len())),
        };
        return Some(Outcome::new("C19", "", status, message).evidence(evidence));
    }
    None
}

/// C20: a row for the terms that are used, and one for those that are explained.
pub(super) fn glossary(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "C20";
    let spans = || text.spans.iter().filter(|s| s.part == Some(Part::Glossary) && !s.heading);
    let glossary: String = spans().map(|s| s.key.text.replace('"', "")).collect::<Vec<_>>().join("\n");
    if glossary.chars().count() < 20 {
        return vec![Outcome::new(ID, "", CheckStatus::Unknown, "there is no glossary, or it explains nothing; C08 tells of that")];
    }
    let body: String =
        text.spans.iter().filter(|s| s.part != Some(Part::Glossary)).map(|s| s.key.text.replace('"', "")).collect::<Vec<_>>().join("\n");
    let technical = WORDS.terms.technical.iter().map(String::as_str);
    let used: Vec<&str> = technical.filter(|t| body.contains(t)).collect();
    let explained = used.iter().filter(|t| glossary.contains(**t)).count();
    let evidence = || spans().next().map(|s| Evidence::span(input, "lhs", s));
    let mut rows = Vec::new();
    let (status, message) = match (used.len(), explained) {
        (0, _) => (CheckStatus::NotApplicable, "no technical term is used".to_owned()),
        (all, 0) => (CheckStatus::Fail, format!("none of {all} technical terms in use is explained")),
        (all, n) => (CheckStatus::Pass, format!("{n} of {all} technical terms in use are explained")),
    };
    rows.push(Outcome::new(ID, "used", status, message).evidence(evidence()));
    let terms: Vec<String> = spans().filter_map(|s| term_of(&s.key.text)).collect();
    let idle: Vec<&String> = terms.iter().filter(|t| !is_used(t, &body)).collect();
    let (status, message) = match terms.len() {
        0..=2 => (CheckStatus::Unknown, "the glossary's terms were not told apart".to_owned()),
        // The tables, in which the sources and classes stand, are in another file.
        all if idle.len() * 2 > all && !tables_there::chapter(input) => (
            CheckStatus::Unknown,
            format!("{} of {all} explained terms are not used in the explanation; the tables are not in the file", idle.len()),
        ),
        all if idle.len() * 2 > all => {
            let first: Vec<&str> = idle.iter().take(5).map(|t| t.as_str()).collect();
            (CheckStatus::Fail, format!("{} of {all} explained terms are not used: {} …", idle.len(), first.join(", ")))
        }
        all => (CheckStatus::Pass, format!("{} of {all} explained terms are used", all - idle.len())),
    };
    rows.push(Outcome::new(ID, "explained", status, message).evidence(evidence()));
    rows
}

/// The term of an entry: what stands before the colon, without its number.
fn term_of(key: &str) -> Option<String> {
    let (head, rest) = key.split_once(':').or_else(|| key.split_once("是指")).or_else(|| key.split_once("指"))?;
    let number = crate::headings::number::parse(head, |_| false).map_or(0, |n| n.end);
    let term = head.get(number..)?.replace('"', "");
    (rest.chars().count() >= 4 && (2..=24).contains(&term.chars().count())).then_some(term)
}

/// True when a term, or what is left of it without its common ending, stands in the text. Of several terms in one entry one is enough.
fn is_used(term: &str, body: &str) -> bool {
    let term = ["(类)", "(款)", "(项)"].iter().fold(term.to_owned(), |t, mark| t.replace(mark, ""));
    let (term, bare) = (term.as_str(), term.replace(['(', ')'], ""));
    let cores = term.split(['、', '和', '及', '与', '/']).chain([term, bare.as_str()]).map(str::to_owned);
    cores.filter(|c| c.chars().count() >= 2).any(|core| {
        let shorter = WORDS.terms.endings.iter().filter_map(|e| core.strip_suffix(e.as_str())).filter(|c| c.chars().count() >= 3);
        body.contains(&core) || shorter.into_iter().any(|c| body.contains(c))
    })
}

/// Gaps in the numbers of a list of duties: the number before and after, with the block of the later. The missing number must stand nowhere between both.
pub(super) fn gaps(text: &Text<'_>, statements: &[StatementRow]) -> Vec<(String, String, u32, u32)> {
    let mut found = Vec::new();
    let duties: Vec<&StatementRow> = statements.iter().filter(|s| s.list_key == ListKey::Duties && s.number.is_some()).collect();
    for pair in duties.windows(2) {
        let [before, after] = pair else { continue };
        let number = |s: &StatementRow| {
            let key = fold_text(s.number.as_deref()?);
            let key = if key.ends_with(')') { key } else { format!("{key}、") };
            crate::headings::number::parse(&key, |_| false).and_then(|n| Some((n.style, n.value?)))
        };
        let (Some((style, first)), Some((other, second))) = (number(before), number(after)) else { continue };
        if style != other || second < first + 2 || second > first + 3 {
            continue;
        }
        let missing = numerals(first + 1);
        let between = text.spans.iter().filter(|s| (before.block..=after.block).contains(&s.block));
        // The number alone, in any style: （八） may stand in the middle of a paragraph.
        let there = between.into_iter().any(|s| {
            missing
                .iter()
                .any(|m| [format!("({m})"), format!("{m}、"), format!("{m}.")].iter().any(|mark| s.key.text.contains(mark.as_str())))
        });
        if !there {
            let printed = |s: &StatementRow| s.number.clone().unwrap_or_default();
            found.push((printed(before), printed(after), before.block, after.block));
        }
    }
    found
}

/// A number up to 99 as digits and in Chinese.
fn numerals(value: u32) -> [String; 2] {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |v: u32| DIGITS.get(v as usize).copied().unwrap_or("");
    let chinese = match value {
        0..=9 => digit(value).to_owned(),
        10..=19 => format!("十{}", digit(value % 10)),
        _ => format!("{}十{}", digit(value / 10), digit(value % 10)),
    };
    [value.to_string(), chinese]
}

/// C01's row on the numbers of duties.
pub(super) fn duties_numbered(text: &Text<'_>, statements: &[StatementRow]) -> Vec<Outcome> {
    gaps(text, statements)
        .into_iter()
        .map(|(before, after, first, second)| {
            let message = format!("in the list of duties {before} is followed by {after}");
            let evidence = [Evidence::block("lhs", first, before.clone()), Evidence::block("rhs", second, after.clone())];
            Outcome::new("C01", format!("organization {before}-{after}"), verdict(false), message).evidence(evidence)
        })
        .collect()
}
