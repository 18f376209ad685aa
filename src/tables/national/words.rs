//! The words of national tables, and how a header, label or caption is cut into them.
//!
//! A text is cut from left to right, always taking the longest known word; what is left over is kept, so that a reader can refuse a text that it does not understand to the last
//! character. The words and their senses are data: `vocabulary/national.toml`.

mod list_number;
mod sense;

use crate::facts::{Aspect, BudgetStage, Component, Fund, Measure, Scheme, TableKind, ValueUnit};
use crate::normalise::key::fold_text;
use crate::vocabulary::{self, Vocabulary};
pub(super) use list_number::list_number;
use sense::{unknown, word};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Which side of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Revenue,
    Expenditure,
    /// 收支: the word names both.
    Both,
}

/// A fund or source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FundWord {
    /// One of the dataset's keys.
    Key(Fund),
    /// 单位资金: several sources together, for which there is no key.
    Own,
    /// A part of a source, for which there is no key.
    Part,
}

/// What the rows or columns of a block are classes of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Classes {
    Function,
    Economic,
    GovEconomic,
    /// 按支出性质: components.
    Nature,
}

impl Classes {
    pub(super) fn scheme(self) -> Option<Scheme> {
        match self {
            Classes::Function => Some(Scheme::Function),
            Classes::Economic => Some(Scheme::Economic),
            Classes::GovEconomic => Some(Scheme::GovEconomic),
            Classes::Nature => None,
        }
    }
}

/// What a column holds, other than amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Code,
    /// 类, 款, 项: the digits of one level.
    CodeClass,
    CodeSection,
    CodeItem,
    Name,
    /// Code and name in one cell.
    CodeName,
    Label,
    /// 序号, 行次: never a fact.
    Serial,
    UnitName,
    UnitCode,
    /// 单位名称（科目）: names of units, and below each of them names of its classes or projects.
    UnitOrName,
    ProcurementClass,
    /// Words that are no part of a fact.
    Text,
    /// Words under a header that was not understood: they may be labels.
    Unread,
}

/// What one word says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Word {
    Side(Side),
    Fund(FundWord),
    Component(Component),
    Total,
    Grand,
    Current,
    Opening,
    Closing,
    Carry,
    OpeningCarry,
    ClosingCarry,
    Measure(Measure),
    Item(Measure, Arc<str>),
    Count(Arc<str>, ValueUnit),
    Stage(BudgetStage),
    /// A year printed in figures.
    Year(i32),
    /// A year counted from the fiscal year.
    YearOffset(i32),
    Compare,
    Aspect(Aspect),
    /// 占年初预算: a completion percent with its base.
    Completion(BudgetStage),
    Percent,
    Classes(Classes),
    Role(Role),
    Amount,
    Skip,
    Nothing,
    Filler,
}

/// A text cut into words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cut {
    pub(super) words: Vec<Word>,
    /// The characters that no word covers.
    pub(super) rest: String,
}

impl Cut {
    /// 其中：, 金额单位: understood, and it says nothing.
    pub(super) fn says_nothing(&self) -> bool {
        self.rest.is_empty() && self.words.iter().all(|w| *w == Word::Filler)
    }

    /// Every character was understood, and at least one of them says something.
    pub(super) fn understood(&self) -> bool {
        self.rest.is_empty() && self.words.iter().any(|w| *w != Word::Filler)
    }
}

/// The words, ready for use.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// By first character, longest first.
    words: HashMap<char, Vec<(String, Word)>>,
    headers: HashMap<String, Word>,
    labels: HashMap<String, Word>,
    /// In the order of the file: the first that is found in a caption counts.
    captions: Vec<(String, TableKind)>,
    notes: Vec<(String, bool)>,
    /// What a note says that means the adjusted budget by 预算数.
    adjusted: Vec<String>,
    /// Headers of the adjusted budget or of its adjustment alone.
    unsettled: Vec<String>,
    /// How names of bodies end (局, 中心, 管理处).
    bodies: Vec<String>,
    /// Labels that open a side of a list of both (收入, 支出部分).
    opens: HashMap<String, Side>,
}

impl Words {
    /// From the contexts `national_…` of the vocabulary.
    pub(super) fn new(vocabulary: &Vocabulary) -> Result<Self, vocabulary::Error> {
        let mut found = Words::default();
        let mut words: BTreeMap<String, Word> = BTreeMap::new();
        for (text, sense) in vocabulary.entries("national_word") {
            words.insert(fold_text(text), word("national_word", sense)?);
        }
        for (text, word) in words {
            if let Some(first) = text.chars().next() {
                found.words.entry(first).or_default().push((text, word));
            }
        }
        for list in found.words.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        for (text, sense) in vocabulary.entries("national_header") {
            found.headers.insert(fold_text(text), word("national_header", sense)?);
        }
        for (text, sense) in vocabulary.entries("national_label") {
            found.labels.insert(fold_text(text), word("national_label", sense)?);
        }
        for (text, sense) in vocabulary.entries("national_caption") {
            let kind = TableKind::parse(sense).ok_or_else(|| unknown("national_caption", sense))?;
            found.captions.push((fold_text(text), kind));
        }
        for context in ["department_ending", "unit_ending"] {
            found.bodies.extend(vocabulary.entries(context).map(|(text, _)| fold_text(text)));
        }
        for (text, sense) in vocabulary.entries("national_side") {
            let side = match sense {
                "revenue" => Side::Revenue,
                "expenditure" => Side::Expenditure,
                _ => return Err(unknown("national_side", sense)),
            };
            found.opens.insert(fold_text(text), side);
        }
        found.adjusted.extend(vocabulary.entries("national_budget_note").map(|(text, _)| fold_text(text)));
        found.unsettled.extend(vocabulary.entries("national_adjustment").map(|(text, _)| fold_text(text)));
        for (text, sense) in vocabulary.entries("national_note") {
            let not_applicable = match sense {
                "not_applicable" => true,
                "declared" => false,
                _ => return Err(unknown("national_note", sense)),
            };
            found.notes.push((fold_text(text), not_applicable));
        }
        Ok(found)
    }

    /// 调整数: the figures tell whether the budget after its adjustment or the adjustment stands below.
    pub(super) fn is_unsettled_adjustment(&self, folded: &str) -> bool {
        self.unsettled.iter().any(|u| u == folded)
    }

    /// The side that a label opens in a list of both, its number left out.
    pub(super) fn opens_side(&self, folded: &str) -> Option<Side> {
        self.opens.get(list_number(folded).1).copied()
    }

    /// Cuts a folded text.
    pub(super) fn cut(&self, folded: &str) -> Cut {
        let mut cut = Cut::default();
        let mut at = 0;
        while let Some(rest) = folded.get(at..).filter(|r| !r.is_empty()) {
            if let Some((year, length)) = printed_year(rest) {
                cut.words.push(Word::Year(year));
                at += length;
                continue;
            }
            let Some(first) = rest.chars().next() else { break };
            let known = self.words.get(&first).and_then(|list| list.iter().find(|(text, _)| rest.starts_with(text.as_str())));
            match known {
                Some((text, word)) => {
                    cut.words.push(word.clone());
                    at += text.len();
                }
                None => {
                    cut.rest.push(first);
                    at += first.len_utf8();
                }
            }
        }
        cut
    }

    /// A header part: as a whole where the vocabulary has it, else cut.
    pub(super) fn header(&self, folded: &str) -> Cut {
        let bare = bare_header(folded);
        match self.headers.get(bare) {
            Some(word) => Cut { words: vec![word.clone()], rest: String::new() },
            None => self.cut(bare),
        }
    }

    /// A row label without its list number: as a whole where the vocabulary has it, else cut.
    pub(super) fn label(&self, folded: &str) -> Cut {
        match self.labels.get(folded) {
            Some(word) => Cut { words: vec![word.clone()], rest: String::new() },
            None => self.cut(folded),
        }
    }

    /// True for a header part of which every character is understood. A text with a list number is the label of a row.
    pub(crate) fn knows_header(&self, folded: &str) -> bool {
        let bare = bare_header(folded);
        list_number(folded).0 == 0 && !bare.is_empty() && (self.headers.contains_key(bare) || self.cut(bare).understood())
    }

    /// A header part that is not understood, as the context `national_header` would have it.
    pub(super) fn unknown_header<'t>(&self, folded: &'t str) -> Option<&'t str> {
        (!folded.is_empty() && !self.knows_header(folded)).then(|| bare_header(folded))
    }

    /// True for a folded name that ends as names of bodies do.
    pub(super) fn names_a_body(&self, folded: &str) -> bool {
        let bare = folded.trim_end_matches("(本级)");
        let bare = bare.strip_suffix("本级").or_else(|| bare.strip_suffix("机关")).unwrap_or(bare);
        bare.chars().count() >= 4 && self.bodies.iter().any(|e| bare.ends_with(e.as_str()))
    }

    /// The kind that a caption names outright (三公, 机构运行信息, 绩效目标 …).
    pub(super) fn caption_kind(&self, folded: &str) -> Option<TableKind> {
        self.captions.iter().find(|(text, _)| folded.contains(text.as_str())).map(|(_, kind)| *kind)
    }

    /// A note that says that 预算数 is the budget as it was adjusted.
    pub(super) fn notes_adjusted_budget(&self, folded: &str) -> bool {
        folded.chars().count() > 8 && self.adjusted.iter().any(|t| folded.contains(t.as_str()))
    }

    /// What a note says of an empty table: `Some(true)` that it does not apply, `Some(false)` that it is empty on purpose.
    pub(super) fn note(&self, folded: &str) -> Option<bool> {
        self.notes.iter().find(|(text, _)| folded.contains(text.as_str())).map(|(_, not_applicable)| *not_applicable)
    }
}

/// A header without 其中：, a list number, marks of footnotes and colons.
fn bare_header(folded: &str) -> &str {
    let mut bare = folded.trim_matches(['*', ':', '#', '"']);
    for start in ["其中:", "其中"] {
        bare = bare.strip_prefix(start).unwrap_or(bare);
    }
    let (_, bare) = list_number(bare);
    bare
}

/// 单位名称（科目）, 预算单位/功能科目名称: names of units and names of classes or projects in one column.
pub(super) fn names_units_and_classes(folded: &str) -> bool {
    let bare = folded.strip_prefix("预算").unwrap_or(folded);
    let after = ["单位", "部门"].iter().find_map(|w| bare.strip_prefix(w)).map(|r| r.strip_prefix("名称").unwrap_or(r));
    after.is_some_and(|r| r.starts_with(['(', '[', '/', '、', '及', '和', ',']) && (r.contains("科目") || r.contains("项目")))
}

/// `2021年`, `2021年度`, or a bare `2021` that is not part of a longer number: the year and its length in bytes.
fn printed_year(rest: &str) -> Option<(i32, usize)> {
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let year: i32 = if digits.len() == 4 { digits.parse().ok()? } else { return None };
    if !(1990..=2040).contains(&year) {
        return None;
    }
    let after = rest.get(4..)?;
    let length = ["年度", "年", "度"].iter().find(|w| after.starts_with(**w)).map_or(0, |w| w.len());
    Some((year, 4 + length))
}
