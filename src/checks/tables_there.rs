//! C10: each of the national tables is there. C12: a table that is said to be empty has no numbers. C22: each table states its unit.

use super::Input;
use super::outcome::{Evidence, Outcome, verdict};
use super::sums::stated;
use super::text::{Span, Text};
use super::words::{WORDS, any};
use crate::availability::NATIONAL_TABLES;
use crate::facts::{Aspect, Fact, Fund, Source, TableKind, ValueUnit};
use crate::record::{CheckStatus, TableRow};
use regex::Regex;
use std::sync::LazyLock;

/// So many of the nine tables show that the file holds the chapter of tables, not the explanation with one or two of them.
const CHAPTER: usize = 4;
/// The table of the state capital operating budget came into the forms with these years' disclosures; before, its absence says nothing.
const STATE_CAPITAL_SINCE: i32 = 2020;

/// True when the file holds the chapter of tables.
pub(super) fn chapter(input: &Input<'_>) -> bool {
    let printed = |kind: &TableKind| input.tables.tables.iter().any(|t| t.kind == *kind);
    NATIONAL_TABLES.iter().filter(|k| printed(k)).count() >= CHAPTER
}

/// C10: one row for each table of the set.
pub(super) fn national(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "C10";
    let printed = |kind: TableKind| input.tables.tables.iter().find(|t| t.kind == kind);
    if !chapter(input) {
        let message = "the file is the explanation only, or the tables stand elsewhere".to_owned();
        return vec![Outcome::new(ID, "", CheckStatus::Unknown, message)];
    }
    // A table that was not understood may be the one that is missing.
    let unread = input.tables.tables.iter().find(|t| t.kind == TableKind::Unrecognised && holds_amounts(input, t.block));
    let year = input.context.identity.fiscal_year;
    let row = |kind: &TableKind| {
        if let Some(table) = printed(*kind) {
            let evidence = Evidence::block("lhs", table.block, table.caption.clone().unwrap_or_default());
            return Outcome::new(ID, kind.as_str(), CheckStatus::Pass, "the table is there").evidence([evidence]);
        }
        let old = *kind == TableKind::StateCapital && year.is_none_or(|y| y < STATE_CAPITAL_SINCE);
        let (status, message) = match () {
            () if said_to_be_none(input, *kind) => (CheckStatus::Unknown, "no such table; the text says that there is no such money"),
            () if old => (CheckStatus::Unknown, "no such table; the forms of these years did not have it everywhere"),
            () if unread.is_some() => (CheckStatus::Unknown, "no such table was recognised; one table was not"),
            () if mentioned(text, *kind) => (CheckStatus::Unknown, "no such table was recognised, though the text names one"),
            () => (CheckStatus::Fail, "no such table is in the file, though others of the set are"),
        };
        Outcome::new(ID, kind.as_str(), status, message)
    };
    NATIONAL_TABLES.iter().map(row).collect()
}

/// True for a table with several cells that look like amounts.
fn holds_amounts(input: &Input<'_>, block: u32) -> bool {
    let amount = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        digits >= 4 || (digits >= 2 && text.contains('.'))
    };
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || ".,-%".contains(c)) && amount(text);
    input.tables.cells.iter().filter(|c| c.block == block && number(c.text.trim())).count() >= 4
}

/// The fund that a table is of.
fn fund_of(kind: TableKind) -> Option<Fund> {
    match kind {
        TableKind::GovernmentFund => Some(Fund::GovernmentFund),
        TableKind::StateCapital => Some(Fund::StateCapital),
        _ => None,
    }
}

/// 无政府性基金预算支出: a zero in words.
fn said_to_be_none(input: &Input<'_>, kind: TableKind) -> bool {
    fund_of(kind).is_some_and(|fund| in_words(input, fund).next().is_some())
}

/// Zeros in words of a fund, in sentences, of the disclosure's own year and stage.
fn in_words<'f>(input: &Input<'f>, fund: Fund) -> impl Iterator<Item = (usize, &'f Fact)> {
    let (year, stage) = (input.context.identity.fiscal_year, input.context.own_stage());
    stated(input.facts).filter(move |(_, f)| {
        f.fund == Some(fund)
            && f.source == Source::Prose
            && f.aspect == Aspect::Level
            && f.value.is_zero()
            && f.item_key.is_none()
            && f.unit_name.is_none()
            && f.year == year
            && f.stage == Some(stage)
            && !f.printed.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    })
}

/// Captions of tables that were not recognised where they stand: 收入决算表 in a line of its own.
fn mentioned(text: &Text<'_>, kind: TableKind) -> bool {
    let words: &[&str] = match kind {
        TableKind::RevenueExpenditureTotal => &["收支总表", "收支预算总表", "收支决算总表", "收入支出决算总表", "收支总体情况表"],
        TableKind::Revenue => &["收入总表", "收入预算表", "收入决算表", "收入总体情况表", "收入预算总表"],
        TableKind::Expenditure => &["支出总表", "支出预算表", "支出决算表", "支出总体情况表", "支出预算总表"],
        TableKind::FiscalGrantTotal => &["财政拨款收支", "财政拨款收入支出"],
        TableKind::GeneralPublicExpenditure => &["一般公共预算支出", "一般公共预算财政拨款支出"],
        TableKind::BasicExpenditure => &["基本支出"],
        TableKind::ThreePublic => &["三公"],
        TableKind::GovernmentFund => &["政府性基金"],
        TableKind::StateCapital => &["国有资本经营"],
        _ => return true,
    };
    let caption = |s: &&Span<'_>| {
        s.cell.is_none_or(|c| c.0 == 0) && s.key.text.chars().count() <= 40 && s.key.text.trim_end_matches(char::is_numeric).ends_with('表')
    };
    // 收入决算表 is the end of 政府性基金预算财政拨款收入决算表, too.
    let of_other = ["财政拨款", "基金", "资本", "一般公共", "基本", "项目", "收入支出"];
    text.spans.iter().filter(caption).any(|s| {
        words.iter().any(|w| s.places(w).any(|at| fund_of(kind).is_some() || !of_other.iter().any(|o| s.key.text[..at.start].contains(o))))
    })
}

/// C12: one row for each table with a note that it is empty, and for each fund that is said to be none.
pub(super) fn said_empty(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    const ID: &str = "C12";
    let mut rows = Vec::new();
    for table in input.tables.tables.iter().filter(|t| t.kind != TableKind::Unrecognised) {
        let Some(note) = note_of(text, table, input) else { continue };
        let first = stated(input.facts).find(|(_, f)| f.place.block == table.block && f.place.cell.is_some() && !f.value.is_zero());
        let message = match first {
            Some((_, f)) => format!("the note says that the table is empty; {} stands in it", f.printed),
            None => "the note says that the table is empty, and it is".to_owned(),
        };
        let row = Outcome::new(ID, format!("table {}", table.block), verdict(first.is_none()), message);
        rows.push(row.evidence([Evidence::span(input, "lhs", note)]).evidence(first.map(|(seq, f)| Evidence::fact("rhs", seq, f))));
    }
    for kind in [TableKind::GovernmentFund, TableKind::StateCapital] {
        let Some(fund) = fund_of(kind) else { continue };
        let Some(table) = input.tables.tables.iter().find(|t| t.kind == kind) else { continue };
        let Some((said, words)) = in_words(input, fund).next() else { continue };
        let own = |f: &Fact| f.year == words.year && f.stage == words.stage && f.measure == words.measure && f.fund == Some(fund);
        let money =
            stated(input.facts).find(|(_, f)| f.place.block == table.block && own(f) && f.aspect == Aspect::Level && !f.value.is_zero());
        let message = match money {
            Some((_, f)) => format!("the text says that there is none; {} stands in the table", f.printed),
            None => "the text says that there is none, and the table holds none".to_owned(),
        };
        let evidence = [Evidence::fact("lhs", said, words)];
        let row = Outcome::new(ID, fund.as_str(), verdict(money.is_none()), message).evidence(evidence);
        rows.push(row.evidence(money.map(|(seq, f)| Evidence::fact("rhs", seq, f))));
    }
    if rows.is_empty() {
        return vec![Outcome::new(ID, "", CheckStatus::NotApplicable, "no table or fund is said to be empty")];
    }
    rows
}

/// A table that is named by its number.
static OTHER_TABLE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"表[一二三四五六七八九十\d]|\d{1,2}表").ok());

/// The note that says that a table is empty: in a cell of it, or in the paragraphs right below it, before any caption.
fn note_of<'t, 'a>(text: &'t Text<'a>, table: &TableRow, input: &Input<'_>) -> Option<&'t Span<'a>> {
    let words = &WORDS.none.empty_table;
    let conditional = |s: &&Span<'_>| !s.key.text.contains('如') && !s.key.text.contains('若');
    let inside = text.spans.iter().filter(|s| s.block == table.block).filter(conditional).find(|s| any(&s.key.text, words));
    if inside.is_some() {
        return inside;
    }
    let next = input.tables.tables.iter().map(|t| t.block).find(|b| *b > table.block).unwrap_or(u32::MAX);
    for span in text.spans.iter().filter(|s| s.cell.is_none() && s.block > table.block && s.block < next.min(table.block + 4)) {
        if span.heading || (span.key.text.ends_with('表') && !any(&span.key.text, words)) {
            return None;
        }
        if any(&span.key.text, words) && conditional(&span) {
            // 表八为空表 below the seventh table is about the eighth.
            let other = OTHER_TABLE.as_ref().is_some_and(|r| r.is_match(&span.key.text));
            return (!other).then_some(span);
        }
    }
    None
}

/// C22: one row for all tables that state their unit, and one for each that does not.
pub(super) fn units(input: &Input<'_>) -> Vec<Outcome> {
    const ID: &str = "C22";
    let mut rows = Vec::new();
    let mut told = 0;
    for table in input.tables.tables.iter().filter(|t| t.kind != TableKind::Unrecognised) {
        let mut money = stated(input.facts)
            .map(|(_, f)| f)
            .filter(|f| f.place.block == table.block && f.value_unit == ValueUnit::WanYuan && f.place.cell.is_some())
            .filter(|f| !f.value.is_zero())
            .peekable();
        if money.peek().is_none() {
            continue;
        }
        if table.unit.is_some() || money.any(|f| f.printed_unit.is_some()) || continued(input, table) || written(input, table.block) {
            told += 1;
            continue;
        }
        let subject = format!("table {}", table.block);
        let evidence = Evidence::block("lhs", table.block, table.caption.clone().unwrap_or_default());
        rows.push(Outcome::new(ID, subject, CheckStatus::Fail, "no unit of measure stands with the table").evidence([evidence]));
    }
    if rows.is_empty() && told == 0 {
        return vec![Outcome::new(ID, "", CheckStatus::NotApplicable, "no table holds amounts")];
    }
    if told > 0 {
        rows.push(Outcome::new(ID, "", CheckStatus::Pass, format!("{told} tables state their unit")));
    }
    rows
}

/// A table of the same kind right before it, of which it is the rest.
fn continued(input: &Input<'_>, table: &TableRow) -> bool {
    let before = input.tables.tables.iter().rfind(|t| t.block < table.block);
    before.is_some_and(|b| b.kind == table.kind && b.unit.is_some() && table.block - b.block <= 4)
}

/// A unit in any cell of the table, or in the lines right above it, whatever the reader made of it.
fn written(input: &Input<'_>, block: u32) -> bool {
    let document = input.context.document;
    let holds = |text: &str| ["元", "万元"].iter().any(|w| text.contains(w));
    let inside = document.table(block).is_some_and(|t| t.cells.iter().take(60).any(|c| holds(document.cell_text(c))));
    let above = (block.saturating_sub(4)..block).rev().take_while(|b| document.table(*b).is_none()).map(|b| document.paragraph_text(b));
    inside || above.into_iter().any(|text| text.chars().count() <= 40 && holds(text))
}
