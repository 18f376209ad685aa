//! X03: stocks that two disclosures print for the last day of one year.

use super::compare::{Verdict, compare};
use super::held::{Held, HeldFact};
use super::{Row, Rows};
use crate::checks::outcome::Outcome;
use crate::normalise::key::fold_text;
use crate::record::{CheckStatus, EvidencePiece, FactRow, Record};
use std::collections::BTreeMap;

/// X03 of one disclosure.
pub(super) fn check(later: &Held, group: &[Held], rows: &mut Rows) {
    let mut ours: BTreeMap<(u128, rust_decimal::Decimal), &HeldFact> = BTreeMap::new();
    for fact in later.facts.iter().filter(|f| f.year_end) {
        ours.entry((fact.key, fact.number.value)).or_insert(fact);
    }
    let mut ours: Vec<&HeldFact> = ours.into_values().collect();
    ours.sort_by_key(|f| f.order());
    let mut earlier: Vec<&Held> = group.iter().filter(|e| e.unit == later.unit && e.written() < later.written()).collect();
    earlier.sort_by_key(|e| std::cmp::Reverse(e.written()));
    let found: Vec<Row> = ours
        .iter()
        .filter_map(|fact| {
            let same_day = earlier.iter().map(|e| (*e, e.of_key(fact.key).iter().filter(|f| f.year_end).collect::<Vec<_>>()));
            let (other, theirs) = same_day.into_iter().find(|(_, theirs)| !theirs.is_empty())?;
            outcome(later, fact, other, &theirs)
        })
        .collect();
    if found.is_empty() {
        let (status, message) = match (ours.is_empty(), earlier.is_empty()) {
            (true, _) => (CheckStatus::NotApplicable, "no stock of the last day of a year is printed"),
            (false, true) => (CheckStatus::Unknown, "no earlier disclosure of this body is in the dataset"),
            (false, false) => (CheckStatus::Unknown, "no earlier disclosure prints a stock of the same day"),
        };
        rows.push(later.row(Outcome::new("X03", "", status, message), &[]));
    }
    rows.extend(found);
}

fn outcome(later: &Held, fact: &HeldFact, other: &Held, theirs: &[&HeldFact]) -> Option<Row> {
    let found = compare(fact, theirs)?;
    let told = match found.verdict {
        Verdict::Holds => "the same".to_owned(),
        Verdict::Apart => super::compare::apart(fact.number, found.theirs.number),
        _ => "which contradicts itself".to_owned(),
    };
    let message = format!(
        "at the end of {}: {}; the {} of {} prints {}: {told}",
        fact.year.unwrap_or_default(),
        fact.number.value,
        other.kind.map_or("disclosure", |k| k.as_str()),
        other.year,
        found.theirs.number.value,
    );
    let outcome =
        Outcome::new("X03", fact.label.as_deref().unwrap_or(""), found.verdict.status(), message).sides(fact.number, found.theirs.number);
    let pieces: Vec<EvidencePiece> =
        std::iter::once(later.piece("lhs", fact, later)).chain(theirs.iter().map(|f| other.piece("rhs", f, later))).collect();
    Some(later.row(outcome, &pieces))
}

/// True where the words around a stock say that it is of the last day of its year. A disclosure that counts at the end of August, or names no day, is not compared.
pub(super) fn of_year_end(record: &Record, fact: &FactRow) -> bool {
    let of_assets = record.assets.iter().filter(|a| a.block == fact.block && fact.table_row == Some(a.table_row));
    if let Some(date) = of_assets.filter_map(|a| a.as_of.as_deref()).next() {
        return fact.year.is_some_and(|year| date == format!("{year:04}-12-31"));
    }
    let caption = record.tables.iter().find(|t| fact.table_row.is_some() && t.block == fact.block).and_then(|t| t.caption.as_deref());
    let around = [fact.sentence.as_deref(), caption, fact.header_path.as_deref()];
    let text: String = around.into_iter().flatten().map(fold_text).collect::<Vec<_>>().join(" ");
    says_year_end(&text, fact.year, record.disclosure.fiscal_year)
}

/// The last day of a figure's year, by a date or by a word.
fn says_year_end(folded: &str, year: Option<i32>, fiscal: Option<i32>) -> bool {
    let months: Vec<&str> = folded.match_indices('月').map(|(at, _)| &folded[..at]).collect();
    let december = |before: &&str| before.ends_with("年12") || before.ends_with("十二");
    if !months.is_empty() {
        return months.iter().all(december) && (folded.contains("12月31日") || folded.contains("十二月三十一日"));
    }
    let says = |words: &[&str]| words.iter().any(|w| folded.contains(w));
    let (opening, end) = (says(&["年初", "期初"]), says(&["年末", "年底", "年终", "期末"]));
    // An opening figure is the closing one of the year before.
    let of_last_year = year.is_some() && year.map(|y| y + 1) == fiscal;
    (end && !opening && year.is_some()) || (opening && !end && of_last_year)
}

#[cfg(test)]
mod tests {
    use super::says_year_end;

    #[test]
    fn only_the_last_day_of_a_year_is_one() {
        let says = |text: &str| says_year_end(text, Some(2018), Some(2019));
        assert!(says("截至2018年12月31日,本部门共有车辆12辆"));
        assert!(says("上年末固定资产金额为55.10万元"));
        assert!(says("截至2018年底"));
        assert!(!says("截至2018年8月31日,本部门共有车辆12辆"));
        assert!(!says("2018年1月1日至2018年12月31日"));
        assert!(!says("本部门共有车辆12辆"));
        assert!(!says("年初数 年末数"));
        assert!(says("年初数"));
        assert!(!says_year_end("年初数", Some(2019), Some(2019)));
    }
}
