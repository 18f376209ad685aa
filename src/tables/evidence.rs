//! What a column means where its header does not tell: by its head noun, by what its cells hold, and by the sums and products that its figures make.
//!
//! Evidence fills a table whose kind is certain. It gives a sense only where no other column has it and only one column fits; a header with a word of another time or of
//! another figure (上年, 净值, 完成: `header_other_word`) is left alone whatever its figures are.

use super::common::{Senses, said};
use super::frame::{BodyRow, Frame, RowKind};
use super::header::HeaderGrammar;
use super::kind::asset_key;
use super::outline::Label;
use super::{Lexicon, cell};
use crate::facts::TableKind;
use crate::normalise::key::fold_text;
use crate::vocabulary::Vocabulary;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Words of cells and headers that tell what a column holds.
#[derive(Debug, Default)]
pub struct Words {
    /// 台, 套, 项: what things are counted in.
    measures: BTreeSet<String>,
    /// Parts of headers after which no evidence is taken.
    others: Vec<String>,
    /// (sense, whole word or part of it) of cells in tables of staffing.
    staffing: Vec<(String, String)>,
    /// Names of grades in their order, best first, one list a kind of naming.
    grades: Vec<Vec<String>>,
}

impl Words {
    /// From the contexts `measure_word`, `header_other_word`, `staffing_cell` and `grade_order`.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let folded = |context: &str| -> Vec<String> { vocabulary.entries(context).map(|(text, _)| fold_text(text)).collect() };
        Words {
            measures: folded("measure_word").into_iter().collect(),
            others: folded("header_other_word"),
            staffing: vocabulary.entries("staffing_cell").map(|(text, sense)| (sense.to_owned(), fold_text(text))).collect(),
            grades: vocabulary.groups("grade_order").iter().map(|g| g.texts.iter().map(|t| fold_text(t)).collect()).collect(),
        }
    }
}

/// Takes away what the cells contradict, and gives text columns the sense of their head noun: before the kind of the table is known.
pub fn by_head(frame: &Frame<'_>, grammar: &HeaderGrammar, senses: &mut Senses) {
    for column in 0..frame.columns() {
        if senses.of(column).is_some_and(|s| grammar.holds_text(s)) && holds_numbers(frame, column) {
            senses.set(column, None);
        }
    }
    for column in open_columns(frame, senses) {
        let Some(sense) = grammar.head(frame.path(column)) else { continue };
        if !senses.has(sense) && !holds_numbers(frame, column) {
            let sense = sense.to_owned();
            senses.set(column, Some(sense));
        }
    }
}

/// Fills what is open in a table of a kind that is certain.
pub fn complete(frame: &Frame<'_>, lexicon: &Lexicon, kind: TableKind, senses: &mut Senses) {
    let words = &lexicon.evidence;
    match kind {
        TableKind::Staffing => staffing(frame, lexicon, senses),
        TableKind::Activities => activities(frame, words, senses),
        TableKind::Procurement => procurement(frame, words, senses),
        TableKind::Assets => assets(frame, lexicon, senses),
        _ => {}
    }
}

/// Columns that hold something, have a certain header and no sense.
fn open_columns(frame: &Frame<'_>, senses: &Senses) -> Vec<u32> {
    let filled = |c: u32| frame.data_rows().any(|r| !frame.value(r.row, c).is_blank());
    (0..frame.columns()).filter(|&c| senses.of(c).is_none() && !frame.ambiguous.contains(&c) && filled(c)).collect()
}

/// Open columns of figures whose header names no other time and no other figure.
fn open_figures(frame: &Frame<'_>, words: &Words, senses: &Senses) -> Vec<u32> {
    let other = |c: u32| frame.path(c).parts.iter().any(|p| words.others.iter().any(|w| p.folded.contains(w.as_str())));
    open_columns(frame, senses).into_iter().filter(|&c| holds_numbers(frame, c) && !other(c)).collect()
}

fn open_texts(frame: &Frame<'_>, senses: &Senses) -> Vec<u32> {
    open_columns(frame, senses).into_iter().filter(|&c| !holds_numbers(frame, c)).collect()
}

/// Most of what the column says are figures.
fn holds_numbers(frame: &Frame<'_>, column: u32) -> bool {
    let (mut numbers, mut words) = (0, 0);
    for row in frame.data_rows() {
        match frame.value(row.row, column) {
            cell::CellValue::Blank => {}
            value if value.number().is_some() => numbers += 1,
            _ => words += 1,
        }
    }
    numbers > words
}

/// The texts of a column in the rows that are no totals.
fn texts(frame: &Frame<'_>, column: u32) -> Vec<String> {
    frame
        .data_rows()
        .filter(|r| r.kind == RowKind::Data)
        .filter_map(|r| said(frame.own_text(r.row, column)))
        .map(|t| fold_text(&t))
        .collect()
}

fn all(list: &[String], test: impl Fn(&str) -> bool) -> bool {
    !list.is_empty() && list.iter().all(|t| test(t))
}

/// Gives a sense to the only one of the columns that fits, where no column has it yet.
fn give(senses: &mut Senses, sense: &str, columns: impl IntoIterator<Item = u32>) {
    let mut columns = columns.into_iter();
    if let (false, Some(column), None) = (senses.has(sense), columns.next(), columns.next()) {
        senses.set(column, Some(sense.to_owned()));
    }
}

/// The leftmost column but for serial numbers and codes, where it holds words that differ from row to row: what the rows are about.
fn leading(frame: &Frame<'_>, senses: &Senses) -> Option<u32> {
    let first = (0..frame.columns()).find(|&c| !matches!(senses.of(c), Some("serial" | "code")))?;
    let list = texts(frame, first);
    let different: BTreeSet<&String> = list.iter().collect();
    (open_texts(frame, senses).contains(&first) && different.len() == list.len()).then_some(first)
}

fn number(frame: &Frame<'_>, row: BodyRow, column: u32) -> Option<Decimal> {
    frame.value(row.row, column).number().map(|n| n.printed.value)
}

fn staffing(frame: &Frame<'_>, lexicon: &Lexicon, senses: &mut Senses) {
    let words = &lexicon.evidence;
    for sense in ["rank", "funding_mode", "institution_type"] {
        let says = |t: &str| words.staffing.iter().find(|(_, word)| t.contains(word.as_str())).is_some_and(|(s, _)| s == sense);
        let fits: Vec<u32> = open_texts(frame, senses).into_iter().filter(|&c| all(&texts(frame, c), says)).collect();
        give(senses, sense, fits);
    }
    // Words of headers are no bodies (项目 | 人数 on its side).
    let leading = leading(frame, senses).filter(|&c| all(&texts(frame, c), |t| !lexicon.knows_header(t)));
    give(senses, "unit_name", leading);
    for group in ["posts", "staff"] {
        let total = format!("{group}_total");
        let parts: Vec<u32> = senses.iter().filter(|(_, s)| s.starts_with(group) && *s != total).map(|(c, _)| c).collect();
        let top = |c: u32| frame.path(c).parts.first().map(|p| p.folded.clone());
        let Some(&first) = parts.first() else { continue };
        let fits: Vec<u32> = open_figures(frame, words, senses)
            .into_iter()
            .filter(|&c| frame.path(c).parts.len() > 1 && top(c) == top(first) && is_sum(frame, c, &parts))
            .collect();
        give(senses, &total, fits);
    }
}

/// In every row the column is the sum of the others, of which at least two are filled.
fn is_sum(frame: &Frame<'_>, column: u32, parts: &[u32]) -> bool {
    let mut filled = BTreeSet::new();
    let holds = frame.data_rows().all(|row| {
        let mut sum = Decimal::ZERO;
        for &part in parts {
            if let Some(value) = number(frame, row, part) {
                filled.insert(part);
                sum += value;
            }
        }
        number(frame, row, column).unwrap_or(Decimal::ZERO) == sum
    });
    holds && filled.len() > 1
}

fn activities(frame: &Frame<'_>, words: &Words, senses: &mut Senses) {
    grades(frame, words, senses);
    let money = |c: u32| match &frame.path(c).unit {
        Some(unit) => unit.unit.is_money(),
        None => frame.lead.unit.as_ref().is_some_and(|u| u.all.iter().any(|u| u.is_money())),
    };
    let figures: Vec<u32> = open_figures(frame, words, senses);
    if figures.len() == 1 {
        give(senses, "budget", figures.into_iter().filter(|&c| money(c)));
    }
}

/// Four grades under one header, named by their order alone (一档 二档 三档 四档, A B C D).
fn grades(frame: &Frame<'_>, words: &Words, senses: &mut Senses) {
    if super::kind::GRADES.iter().any(|g| senses.has(g)) {
        return;
    }
    let named = |c: u32, word: &str| {
        let last = frame.path(c).last();
        last.strip_suffix(['档', '级', '等']).unwrap_or(last).trim_start_matches('第') == word
    };
    for list in &words.grades {
        let columns: Vec<Vec<u32>> = list.iter().map(|word| (0..frame.columns()).filter(|&c| named(c, word)).collect()).collect();
        let single: Vec<u32> = columns.iter().filter_map(|c| if let [only] = c.as_slice() { Some(*only) } else { None }).collect();
        let under_one = |c: u32| {
            frame.path(c).parts.len() > 1 && frame.path(c).parts.first() == single.first().and_then(|f| frame.path(*f).parts.first())
        };
        let beside = single.windows(2).all(|w| matches!(w, [a, b] if b == &(a + 1)));
        if single.len() == list.len() && beside && single.iter().all(|&c| under_one(c)) {
            for (grade, column) in super::kind::GRADES.iter().zip(single) {
                senses.set(column, Some((*grade).to_owned()));
            }
            return;
        }
    }
}

fn procurement(frame: &Frame<'_>, words: &Words, senses: &mut Senses) {
    let open = open_columns(frame, senses);
    give(senses, "catalogue_no", open.iter().copied().filter(|&c| all(&texts(frame, c), is_catalogue_no)));
    let open = open_texts(frame, senses);
    give(senses, "quantity_unit", open.into_iter().filter(|&c| all(&texts(frame, c), |t| words.measures.contains(t))));
    products(frame, words, senses);
    if senses.has("item") {
        let leading = leading(frame, senses);
        give(senses, "project", leading);
    }
}

/// A letter of the three kinds and at least two digits: A02010104, C1204.
fn is_catalogue_no(text: &str) -> bool {
    let digits = text.strip_prefix(['a', 'b', 'c', 'A', 'B', 'C']).unwrap_or("");
    digits.len() >= 2 && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Quantity × price = total: of the three the one that is open, or quantity and price where the total is known.
fn products(frame: &Frame<'_>, words: &Words, senses: &mut Senses) {
    const THREE: [&str; 3] = ["quantity", "unit_price", "total"];
    let open = open_figures(frame, words, senses);
    let known: [Option<u32>; 3] = THREE.map(|s| senses.column(s));
    let ways: Vec<[u32; 3]> = match known {
        [None, Some(b), Some(c)] => open.iter().map(|&a| [a, b, c]).collect(),
        [Some(a), None, Some(c)] => open.iter().map(|&b| [a, b, c]).collect(),
        [Some(a), Some(b), None] => open.iter().map(|&c| [a, b, c]).collect(),
        [None, None, Some(c)] => open.iter().flat_map(|&a| open.iter().filter(move |&&b| b != a).map(move |&b| [a, b, c])).collect(),
        _ => return,
    };
    let fits: Vec<[u32; 3]> = ways.into_iter().filter(|way| is_product(frame, *way)).collect();
    if let [way] = fits.as_slice() {
        for (sense, column) in THREE.iter().zip(way) {
            senses.set(*column, Some((*sense).to_owned()));
        }
    }
}

/// In every row that fills all three; one of them must not be of a single thing, which says nothing, and things are counted whole.
fn is_product(frame: &Frame<'_>, [quantity, price, total]: [u32; 3]) -> bool {
    let mut telling = 0;
    let holds = frame.data_rows().filter(|r| r.kind == RowKind::Data).all(|row| {
        let (Some(q), Some(p), Some(t)) = (number(frame, row, quantity), number(frame, row, price), number(frame, row, total)) else {
            return true;
        };
        telling += usize::from(q > Decimal::ONE);
        // A price in 元 beside a total in 万元.
        let product = q.checked_mul(p).unwrap_or(Decimal::MAX);
        q.fract().is_zero() && (product == t || product == t.saturating_mul(Decimal::from(10_000)))
    });
    holds && telling > 0
}

fn assets(frame: &Frame<'_>, lexicon: &Lexicon, senses: &mut Senses) {
    let open = open_figures(frame, &lexicon.evidence, senses);
    let counted = |c: u32| frame.path(c).unit.as_ref().is_some_and(|u| u.all.iter().all(|u| !u.is_money()));
    give(senses, "quantity", open.iter().copied().filter(|&c| counted(c)));
    let Some(item) = senses.column("item") else { return };
    // Areas and pieces have no sum: beside a column of values that has one, the other is of quantities.
    let sums = |r: &BodyRow| {
        let key = asset_key(lexicon, &Label::new(frame.own_text(r.row, item), None).name);
        r.kind != RowKind::Data || matches!(key, Some("total" | "fixed"))
    };
    let (mut totals, mut blank) = (0, 0);
    let open = open_figures(frame, &lexicon.evidence, senses);
    if let ([column], Some(value)) = (open.as_slice(), senses.column("value")) {
        for row in frame.data_rows().filter(sums).filter(|r| number(frame, *r, value).is_some()) {
            totals += 1;
            blank += usize::from(frame.value(row.row, *column).is_blank());
        }
        if totals > 0 && totals == blank {
            give(senses, "quantity", [*column]);
        }
    }
}
