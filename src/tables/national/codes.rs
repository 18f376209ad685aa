//! Class codes as tables print them: in one column or three, glued to the name, with zeros lost.

use super::super::cell::cell_value;
use super::words::{Classes, Role};
use crate::facts::ItemLevel;
use crate::normalise::key::fold_text;

/// A class code: 3, 5 or 7 digits, or what was printed instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClassCode {
    /// The digits, parts joined.
    pub(super) digits: String,
}

impl ClassCode {
    fn new(digits: String) -> Option<ClassCode> {
        (matches!(digits.len(), 3..=7) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(ClassCode { digits })
    }

    /// Class, section or item, from the number of digits.
    pub(super) fn level(&self) -> Option<ItemLevel> {
        match self.digits.len() {
            3 => Some(ItemLevel::Class),
            5 => Some(ItemLevel::Section),
            7 => Some(ItemLevel::Item),
            _ => None,
        }
    }

    /// The first `length` digits, where there are as many.
    pub(super) fn part(&self, length: usize) -> Option<String> {
        self.digits.get(..length).map(str::to_owned)
    }

    /// The classification that has codes like this one: 2xx functions, 3xx economic classes of departments, 5xx of government.
    pub(super) fn classes(&self) -> Option<Classes> {
        match (self.digits.as_bytes().first()?, self.digits.len()) {
            (b'2', 3 | 5 | 7) => Some(Classes::Function),
            (b'3', 3 | 5) => Some(Classes::Economic),
            (b'5', 3 | 5) => Some(Classes::GovEconomic),
            _ => None,
        }
    }
}

/// The digits of a code, points and brackets left out.
pub(super) fn digits_of(text: &str) -> Option<String> {
    let folded = fold_text(text);
    let digits: String = folded.chars().filter(|c| !matches!(c, '.' | '-' | '\'' | '[' | ']')).collect();
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// The code of a row from its code cells, left to right: one cell, or one for each of 类, 款, 项. `class` and `section` are those of the rows above, for rows that leave them
/// out. A part that lost its zero gets it back (302 | 2 is 30202).
pub(super) fn from_cells(cells: &[(Role, &str)], economic: bool, class: &str, section: &str) -> Option<ClassCode> {
    let mut parts: Vec<String> = Vec::new();
    for (_, text) in cells {
        match digits_of(text) {
            Some(digits) => parts.push(digits),
            None if cell_value(text).is_blank() => parts.push(String::new()),
            // 类, 款, 项 beside the first row of the body, or words.
            None => return None,
        }
    }
    if let [one] = parts.as_slice() {
        return ClassCode::new(one.clone()).filter(|c| c.classes().is_some());
    }
    let deepest = parts.iter().rposition(|p| !p.is_empty())?;
    let said = parts.get(..=deepest)?;
    // One of several code columns holds whole codes, which the others repeat.
    if said.last().is_some_and(|l| l.len() >= 5) {
        return said.last().cloned().and_then(ClassCode::new).filter(|c| c.classes().is_some());
    }
    let mut digits = String::new();
    for (level, part) in said.iter().enumerate() {
        match (level, part.len()) {
            (0, 0) => digits.push_str(class),
            (1, 0) => digits = section.to_owned(),
            (0, _) => digits.push_str(part),
            (_, 1) => {
                digits.push('0');
                digits.push_str(part);
            }
            // The class again in front of the section (201 | 20103).
            (1, 5) => digits = part.clone(),
            (_, 2) => digits.push_str(part),
            _ => return None,
        }
    }
    if economic && digits.len() > 5 {
        return None;
    }
    ClassCode::new(digits)
}

/// A code glued to a name, or in brackets before it: `2010301行政运行`, `[20103]政府办公厅`, `301-工资福利支出`. The name is the rest, as printed.
pub(super) fn glued(text: &str) -> Option<(ClassCode, &str)> {
    let trimmed = text.trim_start();
    let open = trimmed.trim_start_matches(['[', '【', '(', '（']);
    let length: usize = open.chars().take_while(char::is_ascii_digit).map(char::len_utf8).sum();
    let code = ClassCode::new(open.get(..length)?.to_owned()).filter(|c| c.classes().is_some())?;
    let rest =
        open.get(length..)?.trim_start_matches([']', '】', ')', '）', '-', '—', '_', ' ', '\u{3000}', '\u{a0}', '\t', '、', '：', ':']);
    // 2019年预算 is no class, nor is a bare number.
    let named =
        rest.chars().next().is_some_and(|c| c.is_alphabetic()) && !rest.starts_with(['年', '月', '日', '个', '人', '元', '万', '亿']);
    named.then_some((code, rest))
}

/// A code of budget units: digits that are no class code.
pub(super) fn is_unit_code(text: &str) -> bool {
    digits_of(text).is_some_and(|d| d.len() >= 3 && ClassCode::new(d).is_none_or(|c| c.classes().is_none()))
}

/// Digits alone.
pub(super) fn is_code(text: &str) -> bool {
    digits_of(text).is_some()
}

/// A unit's name without the code before it: `[323001]某局`, `323001某局`.
pub(super) fn without_unit_code(name: &str) -> &str {
    let open = name.trim_start().trim_start_matches(['[', '【', '(', '（']);
    let length: usize = open.chars().take_while(char::is_ascii_digit).map(char::len_utf8).sum();
    if length < 3 {
        return name;
    }
    open.get(length..).map_or(name, |rest| rest.trim_start_matches([']', '】', ')', '）', '-', '—', '_', ' ', '\u{3000}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(cells: &[&str], class: &str, section: &str) -> Option<String> {
        let cells: Vec<(Role, &str)> = cells.iter().map(|c| (Role::Code, *c)).collect();
        from_cells(&cells, false, class, section).map(|c| c.digits)
    }

    #[test]
    fn codes_in_one_column_or_three() {
        assert_eq!(code(&["2080101"], "", ""), Some("2080101".into()));
        assert_eq!(code(&["201", "03", "01"], "", ""), Some("2010301".into()));
        assert_eq!(code(&["302", "2"], "", ""), Some("30202".into()));
        assert_eq!(code(&["", "05", ""], "208", "20801"), Some("20805".into()));
        assert_eq!(code(&["", "", "02"], "208", "20805"), Some("2080502".into()));
        assert_eq!(code(&["7", "11", "02"], "", ""), Some("71102".into()));
        assert_eq!(code(&["合计", "", ""], "", ""), None);
        assert_eq!(code(&["323"], "", ""), Some("323".into()));
        assert_eq!(code(&["103001"], "", ""), None);
    }

    #[test]
    fn codes_glued_to_names() {
        let of = |t| glued(t).map(|(c, n)| (c.digits, n.to_owned()));
        assert_eq!(of("2010301行政运行"), Some(("2010301".into(), "行政运行".into())));
        assert_eq!(of("  [20103] 政府办公厅事务"), Some(("20103".into(), "政府办公厅事务".into())));
        assert_eq!(of("2019年预算"), None);
        assert_eq!(of("920平山"), None);
        assert_eq!(of("30201"), None);
        assert_eq!(without_unit_code("[323001]某局本级"), "某局本级");
        assert!(is_unit_code("323001"));
        assert!(!is_unit_code("2080101"));
    }
}
