//! Labels without their numbers, and the classes that names and codes stand for.

use super::super::cell::without_unit;
use super::codes::ClassCode;
use super::rows::Depth;
use super::words::{Classes, list_number};
use crate::facts::ItemLevel;
use crate::normalise::classes::{self, Class, ClassScheme};
use crate::normalise::key::{Key, fold_text};

/// The class of a name: numbered 一、 a class, else the deepest that fits under the class named before it.
pub(super) fn named(
    scheme: ClassScheme,
    folded: &str,
    depth: Depth,
    before: Option<&'static str>,
    year: Option<i32>,
) -> Option<&'static Class> {
    let find = |level, parent: Option<&str>| classes::by_name(scheme, folded, Some(level), parent, year);
    if depth.rank == 1 {
        return find(ItemLevel::Class, None);
    }
    let section = before.filter(|b| b.len() >= 5).and_then(|b| b.get(..5));
    let class = before.and_then(|b| b.get(..3));
    let item = section.and_then(|s| find(ItemLevel::Item, Some(s)));
    let below = class.and_then(|c| find(ItemLevel::Section, Some(c)));
    item.or(below.filter(|c| before != Some(c.code))).or_else(|| find(ItemLevel::Class, None)).or_else(|| {
        let mut any = [ItemLevel::Section, ItemLevel::Item].into_iter().filter_map(|l| find(l, None));
        let first = any.next();
        if any.next().is_some() { None } else { first.filter(|_| before.is_none()) }
    })
}

/// The scheme that a code belongs to: the header's, unless the code is of another; without a header the code's own.
pub(super) fn scheme_of(code: &ClassCode, wanted: Option<Classes>) -> Option<Classes> {
    let own = code.classes();
    match (wanted, own) {
        (None | Some(Classes::Nature), own) => own,
        // 部门预算经济分类 over codes 501…: the codes do not lie.
        (Some(Classes::Economic), Some(Classes::GovEconomic)) | (Some(Classes::GovEconomic), Some(Classes::Economic)) => own,
        (Some(w), Some(o)) if w == o => Some(w),
        // A code that no scheme has (7 | 11 | 02) stays as printed, in the header's scheme.
        (Some(w), None) => Some(w),
        _ => None,
    }
}

pub(super) fn class_scheme(classes: Classes) -> Option<ClassScheme> {
    match classes {
        Classes::Function => Some(ClassScheme::Function),
        Classes::Economic => Some(ClassScheme::Economic),
        Classes::GovEconomic => Some(ClassScheme::GovEconomic),
        Classes::Nature => None,
    }
}

/// The folded label without list number, 其中 and unit in brackets.
pub(super) fn folded_label(printed: &str) -> String {
    let (item, _) = label_of(printed);
    without_unit(&fold_text(item)).trim_end_matches([':', ';', ',']).to_owned()
}

/// The label as printed without list number and 其中, and how deep it stands.
pub(super) fn label_of(printed: &str) -> (&str, Depth) {
    let key = Key::new(printed);
    let blanks = printed.chars().take_while(|c| c.is_whitespace()).map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let mut depth = Depth { blanks, ..Depth::default() };
    let mut rest: &str = &key.text;
    loop {
        let (rank, bare) = list_number(rest);
        if rank > 0 && !bare.is_empty() {
            depth.rank = depth.rank.max(rank);
            rest = bare;
            continue;
        }
        let bare = ["其中:", "其中：", "其中、", "其中", "#", "*", "减:", "加:"]
            .iter()
            .find_map(|s| rest.strip_prefix(s))
            .filter(|b| !b.is_empty());
        match bare {
            Some(bare) => {
                depth.among = true;
                rest = bare;
            }
            None => break,
        }
    }
    let start = key.text.len() - rest.len();
    let range = key.source_range(printed, start, key.text.len());
    (printed.get(range).unwrap_or(""), depth)
}
