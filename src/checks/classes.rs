//! C21: depth and codes of the classification. S06: names of classes are those of the year's edition, one for each class.

use super::Input;
use super::outcome::{Evidence, Outcome, verdict};
use super::sums::stated;
use super::text::{Span, Text};
use crate::facts::{Aspect, Fact, ItemLevel, Scheme, Source, TableKind};
use crate::normalise::classes::{self, ClassScheme};
use crate::normalise::key::fold_text;
use crate::record::CheckStatus;
use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// C21.
pub(super) fn depth_and_codes(input: &Input<'_>) -> Vec<Outcome> {
    let strange = strange_codes(input);
    let mut rows = vec![
        depth(input, TableKind::GeneralPublicExpenditure, Scheme::Function, ItemLevel::Item, &strange),
        depth(input, TableKind::BasicExpenditure, Scheme::Economic, ItemLevel::Section, &strange),
    ];
    rows.extend(strange_row(input, &strange));
    rows.extend(codes_row(&misnamed(input)));
    rows
}

/// The row on codes under another class's name; none where there is none.
fn codes_row(found: &[(usize, &Fact, String)]) -> Option<Outcome> {
    let (_, first, hint) = found.first()?;
    let (code, name) = (first.item_code.as_deref().unwrap_or(""), first.item.as_deref().unwrap_or(""));
    let message = format!("{} codes are under the name of another class; the first {code} {name}{hint}", found.len());
    let evidence = found.iter().take(40).map(|(seq, fact, _)| Evidence::fact("lhs", *seq, fact));
    Some(Outcome::new("C21", "names", verdict(false), message).evidence(evidence))
}

/// Level facts of tables, once for each row.
fn rows_of<'f>(input: &Input<'f>, scheme: Scheme) -> Vec<(usize, &'f Fact)> {
    let mut seen = BTreeSet::new();
    stated(input.facts)
        .filter(|(_, f)| f.scheme == Some(scheme) && f.source == Source::Table && f.aspect == Aspect::Level && f.item_code.is_some())
        .filter(|(_, f)| seen.insert((f.place.block, f.place.cell.map(|c| c.0))))
        .collect()
}

/// A printed code: its block, row and columns, and what stands there.
struct Printed {
    block: u32,
    row: u32,
    column: u32,
    code: String,
    name: String,
}

/// Printed codes whose class the functional classification does not have, in a table whose other classes it has: 7 | 11 | 02 for 210 | 11 | 02.
///
/// The classes themselves (201 … 234) are beyond doubt; what stands below them is not asked. The cells are read, since a row with such a code may have been understood by its name.
fn strange_codes(input: &Input<'_>) -> Vec<Printed> {
    let mut amounts: BTreeMap<u32, BTreeMap<u32, u32>> = BTreeMap::new();
    let functions: BTreeSet<u32> = stated(input.facts)
        .filter(|(_, f)| f.scheme == Some(Scheme::Function) && f.source == Source::Table)
        .map(|(_, f)| f.place.block)
        .collect();
    for (_, fact) in stated(input.facts).filter(|(_, f)| functions.contains(&f.place.block)) {
        let Some((row, column)) = fact.place.cell else { continue };
        let first = amounts.entry(fact.place.block).or_default().entry(row).or_insert(column);
        *first = column.min(*first);
    }
    amounts.into_iter().flat_map(|(block, rows)| strange_in(input, block, &rows)).collect()
}

/// Of one table; `rows` holds the first column of amounts of each row.
fn strange_in(input: &Input<'_>, block: u32, rows: &BTreeMap<u32, u32>) -> Vec<Printed> {
    let Some(table) = input.context.document.table(block) else { return Vec::new() };
    let known = |code: &str| code.get(..3).is_some_and(|class| !classes::names_of(ClassScheme::Function, class).is_empty());
    let digits = |text: &str| {
        let folded = fold_text(text);
        (!folded.is_empty() && folded.bytes().all(|b| b.is_ascii_digit())).then_some(folded)
    };
    let text_at = |row: u32, column: u32| {
        table.cell_at(row, column).filter(|c| c.row == row && c.column == column).map_or("", |c| input.context.document.cell_text(c))
    };
    // The column in which the classes stand; serial numbers and codes of units are in none.
    let classes_in = |column: u32| -> BTreeSet<String> {
        let codes = rows.keys().filter_map(|row| digits(text_at(*row, column))).filter(|c| matches!(c.len(), 3 | 5 | 7) && known(c));
        codes.filter_map(|c| c.get(..3).map(str::to_owned)).collect()
    };
    let first_amount = rows.values().min().copied().unwrap_or(0);
    let Some(column) = (0..first_amount).find(|c| classes_in(*c).len() >= 2) else { return Vec::new() };
    let mut found = Vec::new();
    let mut coded = 0;
    for (row, amount) in rows {
        if digits(text_at(*row, column)).is_none() {
            continue;
        }
        coded += 1;
        let parts: Vec<String> = (column..*amount).filter_map(|c| digits(text_at(*row, c))).collect();
        let code = parts.concat();
        if matches!(code.len(), 3 | 5 | 7) && !code.starts_with('0') && !known(&code) {
            let name = (column..*amount).map(|c| text_at(*row, c)).find(|t| digits(t).is_none() && !t.trim().is_empty());
            found.push(Printed { block, row: *row, column, code, name: name.unwrap_or("").trim().to_owned() });
        }
    }
    // Where many codes are strange, the table counts in its own way.
    if found.len() * 3 <= coded { found } else { Vec::new() }
}

/// The row on strange codes; none where there is none.
fn strange_row(input: &Input<'_>, found: &[Printed]) -> Option<Outcome> {
    let first = found.first()?;
    let message = format!(
        "{} codes are outside of the classification, though their table's others are in it; the first {} {}",
        found.len(),
        first.code,
        first.name
    );
    let evidence = found.iter().take(40).map(|p| {
        let text = input
            .context
            .document
            .table(p.block)
            .and_then(|t| t.cell_at(p.row, p.column))
            .map_or("", |c| input.context.document.cell_text(c));
        let start = text.chars().take_while(|c| c.is_whitespace()).count() as u32;
        let printed = text.trim();
        Evidence {
            start_char: Some(start),
            end_char: Some(start + printed.chars().count() as u32),
            table_column: Some(p.column),
            ..Evidence::row("lhs", p.block, p.row, printed)
        }
    });
    Some(Outcome::new("C21", "codes", verdict(false), message).evidence(evidence))
}

/// Codes that are another class's, both as seen in print: 302 02 咨询费, which is 302 03.
fn misnamed<'f>(input: &Input<'f>) -> Vec<(usize, &'f Fact, String)> {
    let year = input.context.identity.fiscal_year;
    let mut found = Vec::new();
    for (scheme, of) in [(Scheme::Economic, ClassScheme::Economic), (Scheme::Function, ClassScheme::Function)] {
        for (seq, fact) in rows_of(input, scheme) {
            let (Some(code), Some(name)) = (fact.item_code.as_deref(), fact.item.as_deref()) else { continue };
            let own = classes::names_of(of, code);
            let named = classes::all_by_name(of, name);
            // The code must be one that was seen, its name another one in every edition, and the name that of one other code beside it.
            let certain = own.iter().any(|c| c.seen && c.valid(year)) && !own.iter().any(|c| classes::same_name(c.name, name));
            let beside = |c: &&&classes::Class| {
                c.seen && c.valid(year) && c.code.len() == code.len() && c.code[..c.code.len() - 2] == code[..code.len() - 2]
            };
            let others: Vec<_> = named.iter().filter(beside).collect();
            if let (true, [other]) = (certain && code.len() >= 5 && !named.iter().any(|c| c.code == code), others.as_slice()) {
                found.push((seq, fact, format!(", which is {}", other.code)));
            }
        }
    }
    found
}

/// One row: each class with money is broken down to the level.
fn depth(input: &Input<'_>, kind: TableKind, scheme: Scheme, level: ItemLevel, strange: &[Printed]) -> Outcome {
    const ID: &str = "C21";
    let subject = kind.as_str();
    let year = input.context.identity.fiscal_year;
    let rows: Vec<(usize, &Fact)> = stated(input.facts)
        .filter(|(_, f)| f.table_kind == Some(kind) && f.scheme == Some(scheme) && f.aspect == Aspect::Level && f.year == year)
        .filter(|(_, f)| !f.value.is_zero())
        .collect();
    let coded =
        rows.iter().all(|(_, f)| f.item_code.as_deref().is_some_and(|c| c.chars().all(|c| c.is_ascii_digit())) && f.item_level.is_some());
    if rows.is_empty() || !coded {
        return Outcome::new(ID, subject, CheckStatus::Unknown, "no table of this kind with a code and level for each row");
    }
    let below =
        |class: &str| rows.iter().any(|(_, f)| f.item_level == Some(level) && f.item_code.as_deref().is_some_and(|c| c.starts_with(class)));
    let classes: BTreeMap<&str, (usize, &Fact)> = rows
        .iter()
        .filter(|(_, f)| f.item_level == Some(ItemLevel::Class))
        .filter_map(|(seq, f)| Some((f.item_code.as_deref()?, (*seq, *f))))
        .collect();
    let shallow: Vec<_> = classes.iter().filter(|(code, _)| !below(code)).map(|(_, row)| *row).collect();
    if classes.is_empty() {
        let deep = rows.iter().any(|(_, f)| f.item_level == Some(level));
        let status = if deep { CheckStatus::Pass } else { CheckStatus::Unknown };
        return Outcome::new(ID, subject, status, "the table has no rows of classes");
    }
    let in_table = strange.iter().any(|p| rows.iter().any(|(_, r)| r.place.block == p.block));
    // Numbers beside the table that were not understood may be the rows that are missing.
    let unread = input.not_understood.iter().any(|p| p.cell.is_some() && rows.iter().any(|(_, r)| r.place.block == p.block));
    let (status, message) = match shallow.len() {
        0 => (CheckStatus::Pass, format!("{} classes are broken down", classes.len())),
        n if in_table || unread => {
            (CheckStatus::Unknown, format!("{n} classes have nothing below them, beside codes or numbers that are not understood"))
        }
        n => (CheckStatus::Fail, format!("{n} classes with money have nothing below them at the level of {}", level.as_str())),
    };
    let evidence = shallow.iter().take(20).map(|(seq, f)| Evidence::fact("lhs", *seq, f));
    Outcome::new(ID, subject, status, message).evidence(evidence)
}

/// All names of functional classes in one automaton: the longest name at a place wins, so that an old name inside of a present one is none.
static NAMES: LazyLock<Option<(AhoCorasick, Vec<String>)>> = LazyLock::new(|| {
    let names: Vec<String> =
        classes::all(ClassScheme::Function).iter().map(|c| fold_text(c.name)).filter(|n| n.chars().count() >= 2).collect();
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names).ok().map(|a| (a, names))
});
/// A class of a path: 卫生健康支出（类）. 1: the name, 2: the level.
static STEP: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"((?:[^,。;:()"\d、.·]|\([^()类款项]{1,6}\)){3,40})\((?:\d{1,7})?(类|款|项)\)"#).ok());
/// What shows that a name in a sentence is that of a class.
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\(?(?:\d{1,7})?[类款项]\)").ok());

/// A finding: what is wrong, and where.
type Found<'t, 'a> = BTreeMap<String, Vec<(&'t Span<'a>, Range<usize>)>>;

/// S06: one row for each older name, and for each name that no table of the document has.
pub(super) fn names(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "S06";
    let Some(year) = input.context.identity.fiscal_year else {
        return vec![Outcome::new(ID, "", CheckStatus::Unknown, "the fiscal year is not known")];
    };
    let mut old: Found<'_, '_> = BTreeMap::new();
    let mut apart: Found<'_, '_> = BTreeMap::new();
    let mut any = false;
    let of_classes = |f: &&Fact| f.source == Source::Table && f.scheme == Some(Scheme::Function);
    let mut national: BTreeMap<u32, BTreeSet<(u32, u32)>> = BTreeMap::new();
    for fact in input.facts.iter().filter(of_classes) {
        let filled = national.entry(fact.place.block).or_default();
        filled.extend(fact.place.cell.filter(|_| !fact.value.is_zero()));
    }
    for span in &text.spans {
        any |= older(span, year, &national, &mut old);
        if span.is_prose() {
            any |= steps(input, span, year, &mut apart);
        }
    }
    apart.retain(|name, _| !old.contains_key(name));
    let row = |(name, places): (&String, &Vec<(&Span<'_>, Range<usize>)>), what: &str| {
        let evidence = places.iter().take(20).map(|(span, range)| Evidence::key(input, "lhs", span, range.clone()));
        Outcome::new(ID, name.clone(), verdict(false), format!("{name}: {what}")).evidence(evidence)
    };
    let mut rows: Vec<Outcome> = old.iter().map(|f| row(f, "a name of an older edition")).collect();
    rows.extend(
        apart.iter().map(|f| row(f, "neither the tables of this document nor the edition of its year have such a class at this level")),
    );
    if rows.is_empty() {
        let (status, message) = if any {
            (CheckStatus::Pass, "no name of a class is known to be older than the year's edition")
        } else {
            (CheckStatus::NotApplicable, "no classes are named")
        };
        rows.push(Outcome::new(ID, "", status, message));
    }
    rows
}

/// Older names in a span; true when any class is named in it.
fn older<'t, 'a>(span: &'t Span<'a>, year: i32, national: &BTreeMap<u32, BTreeSet<(u32, u32)>>, found: &mut Found<'t, 'a>) -> bool {
    let Some((automaton, names)) = NAMES.as_ref() else { return false };
    let key = span.key.text.as_str();
    let mut any = false;
    for hit in automaton.find_iter(key) {
        let Some(name) = names.get(hit.pattern().as_usize()) else { continue };
        let after = &key[hit.end()..];
        let marked = MARK.as_ref().is_some_and(|r| r.is_match(after));
        // Cells of other tables name projects and duties; a row without an amount is printed on the form.
        let filled = |(row, column): (u32, u32), cells: &BTreeSet<(u32, u32)>| cells.range((row, column)..(row + 1, 0)).next().is_some();
        let of_table = span.cell.zip(national.get(&span.block)).is_some_and(|(cell, cells)| filled(cell, cells));
        let class = of_table || marked || (span.cell.is_none() && name.ends_with("支出") && name.chars().count() >= 6);
        if !class {
            continue;
        }
        any = true;
        let all = classes::all_by_name(ClassScheme::Function, name);
        // A name that any code still has is none of an older edition; neither is one in a cell that holds more.
        let rows: Vec<_> = all
            .iter()
            .flat_map(|c| classes::names_of(ClassScheme::Function, c.code))
            .filter(|c| classes::same_name(c.name, name))
            .collect();
        let outdated = !rows.iter().any(|c| c.valid(Some(year))) && rows.iter().any(|c| c.ended(year));
        let whole = span.cell.is_none() || key.chars().count() <= name.chars().count() + 12;
        if outdated && whole && name.chars().count() >= 6 {
            found.entry(name.clone()).or_default().push((span, hit.range()));
        }
    }
    any
}

/// Names with a level (款) that the document's own tables do not have at that level, nor the year's edition.
fn steps<'t, 'a>(input: &Input<'_>, span: &'t Span<'a>, year: i32, found: &mut Found<'t, 'a>) -> bool {
    let mut any = false;
    for captures in STEP.iter().flat_map(|r| r.captures_iter(&span.key.text)) {
        let (Some(name), Some(mark)) = (captures.get(1), captures.get(2)) else { continue };
        any = true;
        let level = match mark.as_str() {
            "类" => ItemLevel::Class,
            "款" => ItemLevel::Section,
            _ => ItemLevel::Item,
        };
        let printed = name.as_str();
        // Words before the name belong to the sentence.
        let is = |other: &str| ends_with_name(printed, other);
        let mut table_names = input
            .facts
            .iter()
            .filter(|f| f.source == Source::Table && f.scheme == Some(Scheme::Function) && f.item_level == Some(level))
            .filter_map(|f| f.item.as_deref())
            .peekable();
        if table_names.peek().is_none() {
            continue;
        }
        let known = table_names.any(is)
            || classes::all(ClassScheme::Function).iter().any(|c| c.level == level && c.valid(Some(year)) && is(c.name));
        if !known {
            found.entry(printed.to_owned()).or_default().push((span, name.range()));
        }
    }
    any
}

/// True when a printed text ends in a name, 支出 at its end, 和 for 与 and brackets aside.
fn ends_with_name(printed: &str, name: &str) -> bool {
    let plain = |text: &str| -> String {
        let text: String = fold_text(text).chars().filter(|c| !matches!(c, '(' | ')' | '"' | '、' | ',' | '的')).collect();
        let text = text.replace(['与', '及'], "和").replace("其它", "其他");
        text.strip_suffix("支出").filter(|s| s.chars().count() >= 2).map_or(text.clone(), str::to_owned)
    };
    let name = plain(name);
    !name.is_empty() && plain(printed).ends_with(&name)
}
