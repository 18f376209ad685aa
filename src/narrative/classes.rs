//! Classes in running text: paths (`公共安全支出（类）司法（款）行政运行（项）`), names, and labels of a list that no classification knows.

use super::clause::{Lead, Step};
use super::compose::Subject;
use crate::facts::{ItemLevel, Measure, Scheme};
use crate::normalise::classes::{self, ClassScheme};

/// A class that the text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Bytes of the deepest name in the key.
    pub start: usize,
    pub end: usize,
    pub scheme: Scheme,
    pub code: Option<String>,
    pub level: Option<ItemLevel>,
}

impl Named {
    /// The subject of an amount after it.
    pub fn subject(&self, item: String, component: Option<crate::facts::Component>) -> Subject {
        Subject {
            component,
            scheme: Some(self.scheme),
            item_key: self.code.clone(),
            item: Some(item),
            code: self.code.clone(),
            level: self.level,
            ..Subject::of(Measure::Expenditure)
        }
    }
}

fn level_from_code(code: &str) -> Option<ItemLevel> {
    match code.len() {
        3 => Some(ItemLevel::Class),
        5 => Some(ItemLevel::Section),
        7 => Some(ItemLevel::Item),
        _ => None,
    }
}

/// The deepest class of a path; `above` is the code of the class that the heading or the list names, for paths that begin at 款.
pub(super) fn of_path(path: &[Step], key: &str, above: Option<&str>, year: Option<i32>) -> Option<Named> {
    // The deepest class known so far: names below it are looked for under it.
    let mut known: Option<String> = above.map(str::to_owned);
    let (mut code, mut printed): (Option<String>, Option<String>) = (None, None);
    let mut deepest: Option<(usize, usize, ItemLevel)> = None;
    for step in path {
        let name = key.get(step.start..step.end)?;
        if step.level == ItemLevel::Class {
            known = None;
        }
        // Codes are printed whole (204类, 20406款) or by their last two digits (06款).
        printed = match (&step.digits, printed) {
            (Some(digits), _) if digits.len() >= 3 => Some(digits.clone()),
            (Some(digits), Some(before)) => Some(format!("{before}{digits}")),
            _ => None,
        };
        let named = classes::by_name(ClassScheme::Function, name, Some(step.level), known.as_deref(), year).map(|c| c.code.to_owned());
        code = printed.clone().filter(|p| level_from_code(p) == Some(step.level)).or(named);
        if code.is_some() {
            known.clone_from(&code);
        }
        if !name.is_empty() {
            deepest = Some((step.start, step.end, step.level));
        }
    }
    let (start, end, level) = deepest?;
    let code = code.filter(|c| level_from_code(c) == Some(level));
    let scheme = match code.as_deref().and_then(|c| c.as_bytes().first()) {
        Some(b'3') => Scheme::Economic,
        Some(b'5') => Scheme::GovEconomic,
        _ => Scheme::Function,
    };
    Some(Named { start, end, scheme, code, level: Some(level) })
}

/// What is spoken of where a bare name stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Where<'a> {
    /// The list's scheme.
    pub scheme: Option<Scheme>,
    /// The code of the class that the list belongs to.
    pub above: Option<&'a str>,
    /// The fiscal year.
    pub year: Option<i32>,
}

/// The class that a bare name is: 教育支出, 工资福利支出. Names that are both a function and an economic class are told apart by the list that they stand in.
pub(super) fn of_label(lead: &Lead, key: &str, at: Where<'_>, weak_tail: &[(usize, usize)]) -> Option<Named> {
    let (start, end) = lead.label?;
    let mut ends: Vec<usize> = vec![end];
    ends.extend(weak_tail.iter().map(|w| w.0).filter(|e| *e > start));
    ends.sort_unstable_by(|a, b| b.cmp(a));
    ends.dedup();
    let starts = [Some(start), lead.region_start.filter(|s| *s < start), lead.first_start.filter(|s| *s < start)];
    ends.into_iter().find_map(|end| starts.into_iter().flatten().find_map(|start| of_name(start, end, key, at)))
}

fn of_name(start: usize, end: usize, key: &str, at: Where<'_>) -> Option<Named> {
    let name = key.get(start..end)?;
    if name.chars().count() < 2 || name.chars().count() > 40 {
        return None;
    }
    let function = || function_class(name, at).map(|code| named(start, end, Scheme::Function, code));
    let economic = || economic_class(name, at).map(|code| named(start, end, Scheme::Economic, code));
    match at.scheme {
        Some(Scheme::Function) => function(),
        Some(Scheme::Economic | Scheme::GovEconomic) => economic(),
        Some(_) => None,
        None => function().or_else(economic),
    }
}

fn named(start: usize, end: usize, scheme: Scheme, code: Option<String>) -> Named {
    let level = code.as_deref().and_then(level_from_code);
    Named { start, end, scheme, code, level }
}

/// `None` when the name is no function; `Some(None)` when it is one of several.
fn function_class(name: &str, at: Where<'_>) -> Option<Option<String>> {
    let settled = at.scheme == Some(Scheme::Function);
    if !classes::is_class_name(ClassScheme::Function, name) || (!settled && matches!(name, "其他支出" | "其它支出" | "预备费")) {
        return None;
    }
    if !settled
        && classes::is_class_name(ClassScheme::Economic, name)
        && !classes::all_by_name(ClassScheme::Function, name).iter().any(|c| c.level == ItemLevel::Class)
    {
        return None;
    }
    let by = |level, above| classes::by_name(ClassScheme::Function, name, level, above, at.year).map(|c| c.code.to_owned());
    let code = match at.above {
        Some(above) if above.len() < 7 => {
            by(level_from_code(&format!("{above}00")), Some(above)).or_else(|| by(Some(ItemLevel::Class), None))
        }
        _ => by(Some(ItemLevel::Class), None).or_else(|| by(None, None)),
    };
    Some(code)
}

fn economic_class(name: &str, at: Where<'_>) -> Option<Option<String>> {
    let settled = at.scheme == Some(Scheme::Economic);
    if !settled && matches!(name, "其他支出" | "其它支出") {
        // Beside basic and project expenditure it is what is neither.
        return None;
    }
    let class = classes::by_name(ClassScheme::Economic, name, Some(ItemLevel::Class), None, at.year).map(|c| c.code.to_owned());
    if class.is_some() {
        return Some(class);
    }
    if !settled || !classes::is_class_name(ClassScheme::Economic, name) {
        return None;
    }
    Some(classes::by_name(ClassScheme::Economic, name, None, None, at.year).map(|c| c.code.to_owned()))
}

/// The class that a heading names: （一）公共安全支出（类）, 1.教育支出.
pub(super) fn of_heading(key: &str, above: Option<&str>, year: Option<i32>) -> Option<Named> {
    let marks = [("(类)", ItemLevel::Class), ("(款)", ItemLevel::Section), ("(项)", ItemLevel::Item)];
    let mut path = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < key.len() {
        match marks.iter().find(|(mark, _)| key[at..].starts_with(mark)) {
            Some((mark, level)) => {
                path.push(Step { start, end: at, level: *level, digits: None });
                at += mark.len();
                start = at;
            }
            None => at += key[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    if path.is_empty() {
        let name = key.trim_end_matches(['。', ':', ';']);
        let code = classes::by_name(ClassScheme::Function, name, Some(ItemLevel::Class), None, year)?.code;
        return Some(named(0, name.len(), Scheme::Function, Some(code.to_owned())));
    }
    of_path(&path, key, above, year)
}
