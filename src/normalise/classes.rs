//! Functional and economic classification: codes and names by edition.
//!
//! The data are `src/reference/functional.tsv` and `economic.tsv`; `src/reference/README.md` says how far they can be trusted: far enough to suggest a code for a name,
//! never to fail a document. A name that could be several classes gets none.
//!
//! Names compare folded ([`fold_text`]); marks of level (`（类）`, `（款）`, `（项）`) are left out. Only when no name is the same are spellings tried that
//! differ in what templates leave out or add: 支出 at the end, 费用 for 费, 的, 与 for 和, brackets, commas and quotes.

use crate::facts::ItemLevel;
use crate::normalise::key::fold_text;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Which classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClassScheme {
    /// 支出功能分类: 3, 5 and 7 digits for class, section and item.
    Function,
    /// 部门预算支出经济分类 (301 … 399): 3 and 5 digits.
    Economic,
    /// 政府预算支出经济分类 (501 … 599): 3 and 5 digits.
    GovEconomic,
}

/// One class under one of its names.
#[derive(Debug, PartialEq, Eq)]
pub struct Class {
    /// 3, 5 or 7 digits.
    pub code: &'static str,
    /// Its name in an edition.
    pub name: &'static str,
    /// From the number of digits.
    pub level: ItemLevel,
    /// Printed in a disclosure that was read, so that it does not rest on memory or on an older list alone.
    pub seen: bool,
    from_year: Option<i32>,
    to_year: Option<i32>,
}

impl Class {
    /// True when the name is that of its code in a year's edition; without a year, in some edition.
    pub fn valid(&self, year: Option<i32>) -> bool {
        year.is_none_or(|y| self.from_year.is_none_or(|f| f <= y) && self.to_year.is_none_or(|t| y <= t))
    }

    /// True when the name went out of use before a year.
    pub fn ended(&self, year: i32) -> bool {
        self.to_year.is_some_and(|t| t < year)
    }

    /// Rows with dates say more than rows without.
    fn dates(&self) -> usize {
        usize::from(self.from_year.is_some()) + usize::from(self.to_year.is_some())
    }
}

/// The classes of one scheme, in the order of their codes.
struct Scheme {
    classes: Vec<Class>,
    codes: HashMap<&'static str, Vec<usize>>,
    names: HashMap<String, Vec<usize>>,
    loose_names: HashMap<String, Vec<usize>>,
}

static FUNCTION: LazyLock<Scheme> = LazyLock::new(|| Scheme::read(include_str!("../reference/functional.tsv"), None));
static ECONOMIC: LazyLock<Scheme> = LazyLock::new(|| Scheme::read(include_str!("../reference/economic.tsv"), Some("economic")));
static GOV_ECONOMIC: LazyLock<Scheme> = LazyLock::new(|| Scheme::read(include_str!("../reference/economic.tsv"), Some("gov_economic")));

fn scheme(scheme: ClassScheme) -> &'static Scheme {
    match scheme {
        ClassScheme::Function => &FUNCTION,
        ClassScheme::Economic => &ECONOMIC,
        ClassScheme::GovEconomic => &GOV_ECONOMIC,
    }
}

impl Scheme {
    /// Reads a table `[scheme] code name from_year to_year trust` with a header line; lines of other schemes and lines that do not fit are left out.
    fn read(table: &'static str, only: Option<&str>) -> Self {
        let mut classes = Vec::new();
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            if only.is_some_and(|o| cells.next() != Some(o)) {
                continue;
            }
            let (Some(code), Some(name), Some(from), Some(to)) = (cells.next(), cells.next(), cells.next(), cells.next()) else { continue };
            let Some(level) = level_of(code) else { continue };
            classes.push(Class {
                code,
                name,
                level,
                seen: cells.next() == Some("seen"),
                from_year: from.parse().ok(),
                to_year: to.parse().ok(),
            });
        }
        let mut codes: HashMap<&'static str, Vec<usize>> = HashMap::new();
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        let mut loose_names: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, class) in classes.iter().enumerate() {
            codes.entry(class.code).or_default().push(i);
            let key = name_key(class.name);
            loose_names.entry(loose_key(&key)).or_default().push(i);
            names.entry(key).or_default().push(i);
        }
        Scheme { classes, codes, names, loose_names }
    }

    fn rows<'a>(&'static self, found: Option<&'a Vec<usize>>) -> impl Iterator<Item = &'static Class> + use<'a> {
        found.into_iter().flatten().filter_map(|&i| self.classes.get(i))
    }

    /// The name that a code has in a year.
    fn by_code(&'static self, code: &str, year: Option<i32>) -> Option<&'static Class> {
        let rows: Vec<&'static Class> = self.rows(self.codes.get(code)).collect();
        let rank = |c: &&'static Class| if year.is_some() { c.dates() } else { usize::from(c.to_year.is_none()) };
        // max_by_key gives the last of equals; the list's own name stands first.
        match rows.iter().copied().filter(|c| c.valid(year)).rev().max_by_key(rank) {
            Some(class) => Some(class),
            None if rows.len() == 1 => rows.first().copied(),
            None => None,
        }
    }
}

fn level_of(code: &str) -> Option<ItemLevel> {
    if !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match code.len() {
        3 => Some(ItemLevel::Class),
        5 => Some(ItemLevel::Section),
        7 => Some(ItemLevel::Item),
        _ => None,
    }
}

/// The folded name without marks of level.
fn name_key(name: &str) -> String {
    let mut key = fold_text(name);
    for mark in ["(类)", "(款)", "(项)", "[类]", "[款]", "[项]"] {
        if key.contains(mark) {
            key = key.replace(mark, "");
        }
    }
    key.trim_end_matches([':', '。', ';', ',']).to_owned()
}

/// A name key without what templates leave out or add. 其他支出 stays whole: without its 支出 it would be any 其他.
fn loose_key(key: &str) -> String {
    let mut loose: String = key
        .chars()
        .filter(|c| !matches!(c, '(' | ')' | '[' | ']' | '"' | '\'' | '、' | ',' | '·' | '-' | '的'))
        .map(|c| if c == '与' { '和' } else { c })
        .collect();
    if let Some(stem) = loose.strip_suffix("支出")
        && stem.chars().count() >= 2
        && stem != "其他"
    {
        loose.truncate(stem.len());
    }
    if loose.ends_with("费用") {
        loose.truncate(loose.len() - "用".len());
    }
    loose
}

/// The class of a code, under the name that it has in that year's edition; without a year, under its present name. Blanks and points inside the code are left out. `None` for a
/// code that the scheme does not have, and for one that had several names of which none is known for that year.
pub fn by_code(in_scheme: ClassScheme, code: &str, year: Option<i32>) -> Option<&'static Class> {
    let code: String = fold_text(code).chars().filter(|c| !matches!(c, '.' | '-')).collect();
    scheme(in_scheme).by_code(&code, year)
}

/// The one class of that name at that level under that parent in that year's edition, aliases included; `None` when none or several.
///
/// `parent_code` is the code of any class above it. An old name of a class that still exists (医疗卫生与计划生育支出 in 2021) counts when no name of that year fits; a name whose code
/// that year's edition does not have (工商行政管理事务 in 2021) does not.
pub fn by_name(
    in_scheme: ClassScheme,
    name: &str,
    level: Option<ItemLevel>,
    parent_code: Option<&str>,
    year: Option<i32>,
) -> Option<&'static Class> {
    let scheme = scheme(in_scheme);
    let key = name_key(name);
    if key.is_empty() {
        return None;
    }
    let fits = |c: &&'static Class| {
        level.is_none_or(|l| l == c.level) && parent_code.is_none_or(|p| c.code.len() > p.len() && c.code.starts_with(p))
    };
    let loose = loose_key(&key);
    for found in [scheme.names.get(&key), scheme.loose_names.get(&loose)] {
        let named: Vec<&'static Class> = scheme.rows(found).filter(fits).collect();
        let valid: Vec<&'static Class> = named.iter().copied().filter(|c| c.valid(year)).collect();
        let candidates = if valid.is_empty() {
            named.into_iter().filter(|c| scheme.rows(scheme.codes.get(c.code)).any(|other| other.valid(year))).collect()
        } else {
            valid
        };
        if let Some(first) = candidates.first() {
            return candidates.iter().all(|c| c.code == first.code).then_some(*first);
        }
    }
    None
}

/// Every name of a code, over all editions.
pub fn names_of(in_scheme: ClassScheme, code: &str) -> Vec<&'static Class> {
    let scheme = scheme(in_scheme);
    scheme.rows(scheme.codes.get(code)).collect()
}

/// Every class under every name, in the order of codes.
pub fn all(in_scheme: ClassScheme) -> &'static [Class] {
    &scheme(in_scheme).classes
}

/// True when two names are one, spellings of templates aside.
pub fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (name_key(one), name_key(other));
    one == other || loose_key(&one) == loose_key(&other)
}

/// Every class of that name, over all editions, one for each code.
pub fn all_by_name(in_scheme: ClassScheme, name: &str) -> Vec<&'static Class> {
    let scheme = scheme(in_scheme);
    let key = name_key(name);
    if key.is_empty() {
        return Vec::new();
    }
    let found = scheme.names.get(&key).or_else(|| scheme.loose_names.get(&loose_key(&key)));
    let mut classes: Vec<&'static Class> = Vec::new();
    for class in scheme.rows(found) {
        if classes.last().is_none_or(|last| last.code != class.code) {
            classes.push(class);
        }
    }
    classes
}

/// True for the name of a class of any edition: to recognise rows and columns by.
pub fn is_class_name(in_scheme: ClassScheme, name: &str) -> bool {
    let scheme = scheme(in_scheme);
    let key = name_key(name);
    !key.is_empty() && (scheme.names.contains_key(&key) || scheme.loose_names.contains_key(&loose_key(&key)))
}

#[cfg(test)]
mod tests {
    use super::ClassScheme::{Economic, Function, GovEconomic};
    use super::*;

    fn code(scheme: ClassScheme, name: &str, level: Option<ItemLevel>, parent: Option<&str>, year: i32) -> Option<&'static str> {
        by_name(scheme, name, level, parent, Some(year)).map(|c| c.code)
    }

    #[test]
    fn names_of_2019_resolve_under_their_parent() {
        let section = Some(ItemLevel::Section);
        assert_eq!(code(Function, "社会保障和就业支出", Some(ItemLevel::Class), None, 2019), Some("208"));
        assert_eq!(code(Function, "人力资源和社会保障管理事务", section, Some("208"), 2019), Some("20801"));
        assert_eq!(code(Function, "行政事业单位离退休", section, Some("208"), 2019), Some("20805"));
        assert_eq!(code(Function, "退役安置", section, Some("208"), 2019), Some("20809"));
        assert_eq!(code(Function, "就业补助", section, Some("208"), 2019), Some("20807"));
        assert_eq!(code(Function, "其他社会保障和就业支出", section, Some("208"), 2019), Some("20899"));
        assert_eq!(code(Function, "卫生和健康支出", Some(ItemLevel::Class), None, 2019), Some("210"));
        assert_eq!(code(Function, "医疗救助", section, Some("210"), 2019), Some("21013"));
        assert_eq!(code(Function, "农林水支出", None, None, 2019), Some("213"));
        assert_eq!(code(Function, "扶贫支出", section, Some("213"), 2019), Some("21305"));
        // An item that a list prints among sections is no section.
        assert_eq!(code(Function, "财政对城乡居民基本医疗保险基金的补助", section, Some("210"), 2019), None);
    }

    #[test]
    fn recurring_names_need_their_parent() {
        assert_eq!(code(Function, "行政运行", None, None, 2019), None);
        assert_eq!(code(Function, "行政运行", Some(ItemLevel::Item), Some("20106"), 2024), Some("2010601"));
        assert_eq!(code(Function, "行政运行（项）", None, Some("20404"), 2017), Some("2040401"));
        assert_eq!(code(Function, "一般行政事务管理", None, Some("20404"), 2019), Some("2040402"));
        assert_eq!(code(Function, "城乡社区规划与管理", None, None, 2024), None);
        assert_eq!(code(Function, "城乡社区规划与管理", Some(ItemLevel::Section), None, 2024), Some("21202"));
    }

    #[test]
    fn old_names_count_while_their_code_lives() {
        assert_eq!(code(Function, "医疗卫生与计划生育支出", None, None, 2021), Some("210"));
        assert_eq!(code(Function, "医疗卫生与计划生育支出", None, None, 2017), Some("210"));
        assert_eq!(code(Function, "工商行政管理事务", None, None, 2017), Some("20115"));
        assert_eq!(code(Function, "工商行政管理事务", None, None, 2021), None);
        assert_eq!(by_code(Function, "20805", Some(2018)).map(|c| c.name), Some("行政事业单位离退休"));
        assert_eq!(by_code(Function, "20805", Some(2024)).map(|c| c.name), Some("行政事业单位养老支出"));
        assert_eq!(by_code(Function, "20805", None).map(|c| c.name), Some("行政事业单位养老支出"));
    }

    #[test]
    fn economic_codes_depend_on_the_edition() {
        assert_eq!(code(Economic, "住房公积金", None, None, 2017), Some("30311"));
        assert_eq!(code(Economic, "住房公积金", None, None, 2018), Some("30113"));
        assert_eq!(by_code(Economic, "30311", Some(2017)).map(|c| c.name), Some("住房公积金"));
        assert_eq!(by_code(Economic, "３０３ １１", Some(2024)).map(|c| c.name), Some("代缴社会保险费"));
        assert_eq!(by_code(Economic, "30311", Some(2018)), None);
        assert_eq!(code(Economic, "提租补贴", None, None, 2019), None);
        assert_eq!(code(Economic, "医疗费", None, None, 2017), Some("30307"));
        assert_eq!(code(Economic, "医疗费", None, None, 2019), Some("30114"));
        assert_eq!(code(GovEconomic, "会议费", None, None, 2019), Some("50202"));
        assert_eq!(code(GovEconomic, "房屋建筑物购建", None, Some("504"), 2019), Some("50401"));
    }

    #[test]
    fn spellings_of_templates() {
        assert_eq!(code(Economic, "维修(护)费", None, None, 2025), Some("30213"));
        assert_eq!(code(Economic, "维 修（护）费", None, None, 2025), Some("30213"));
        assert_eq!(code(Economic, "其他交通费", None, None, 2025), Some("30239"));
        assert_eq!(code(Economic, "对个人和家庭补助支出", None, None, 2025), Some("303"));
        assert_eq!(code(Function, "社会保障与就业", Some(ItemLevel::Class), None, 2022), Some("208"));
        assert_eq!(code(Function, "教育", None, None, 2022), Some("205"));
        assert!(is_class_name(Function, "公共安全支出（类）"));
        assert!(!is_class_name(Function, "其他"));
        assert!(!is_class_name(Function, "合计"));
        assert!(all_by_name(Function, "行政运行").len() > 40);
    }

    #[test]
    fn the_tables_are_whole() {
        for s in [Function, Economic, GovEconomic] {
            let scheme = scheme(s);
            assert!(scheme.classes.len() > 60);
            for class in &scheme.classes {
                let parent = &class.code[..class.code.len() - 2];
                assert!(
                    class.level == ItemLevel::Class || scheme.codes.contains_key(parent),
                    "{} {} has no parent",
                    class.code,
                    class.name
                );
            }
        }
    }
}
