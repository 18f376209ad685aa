//! Numbers of headings and list items: `一、`, `（一）`, `1.`, `（1）`, `①`, `一是`.

/// How a list is numbered. Two items belong to one list when their styles are equal, whatever brackets or marks were printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// 第一部分
    Part,
    /// 一、
    Chinese,
    /// （一）
    ChineseBracket,
    /// 1. 1、
    Arabic,
    /// （1） 1)
    ArabicBracket,
    /// ①
    Circled,
    /// 一是 首先
    Spoken,
}

/// A number at the head of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListNumber {
    /// Its style.
    pub style: Style,
    /// Its length in bytes, with the mark that ends it.
    pub len: usize,
}

const CHINESE: &str = "一二三四五六七八九十";

/// The list number that a folded text begins with.
pub(super) fn number(key: &str) -> Option<ListNumber> {
    let made = |style, len| Some(ListNumber { style, len });
    let first = key.chars().next()?;
    if ('①'..='⑳').contains(&first) || ('⑴'..='⒇').contains(&first) {
        return made(if first <= '⑳' { Style::Circled } else { Style::ArabicBracket }, first.len_utf8() + mark(&key[first.len_utf8()..]));
    }
    if first == '第' {
        let rest = &key[first.len_utf8()..];
        let digits = run(rest, |c| CHINESE.contains(c));
        let tail = &rest[digits..];
        return (digits > 0 && tail.starts_with("部分"))
            .then_some(ListNumber { style: Style::Part, len: first.len_utf8() + digits + "部分".len() });
    }
    if first == '(' {
        let rest = &key[1..];
        let (chinese, arabic) = (run(rest, |c| CHINESE.contains(c)), run(rest, |c| c.is_ascii_digit()));
        let inner = chinese.max(arabic);
        if inner == 0 || arabic > 2 || chinese > 9 || !rest[inner..].starts_with(')') {
            return None;
        }
        let len = 1 + inner + 1;
        return made(if chinese > 0 { Style::ChineseBracket } else { Style::ArabicBracket }, len + mark(&key[len..]));
    }
    let chinese = run(key, |c| CHINESE.contains(c));
    if chinese > 0 && chinese <= 9 {
        let tail = &key[chinese..];
        return match tail.chars().next() {
            Some('、' | '.' | ',') => made(Style::Chinese, chinese + tail.chars().next().map_or(0, char::len_utf8)),
            Some(')') => made(Style::ChineseBracket, chinese + 1),
            Some('是') => made(Style::Spoken, chinese + "是".len()),
            _ => None,
        };
    }
    arabic(key)
}

/// `1.`, `1、`, `1)`: but not the `1.` of 1.5万元.
fn arabic(key: &str) -> Option<ListNumber> {
    let digits = run(key, |c| c.is_ascii_digit());
    if digits == 0 || digits > 2 {
        return None;
    }
    let tail = &key[digits..];
    match tail.chars().next() {
        Some(')') => Some(ListNumber { style: Style::ArabicBracket, len: digits + 1 }),
        Some('、' | '﹒') => Some(ListNumber { style: Style::Arabic, len: digits + 3 }),
        Some('.') => {
            let after = &tail[1..];
            let more = run(after, |c| c.is_ascii_digit());
            let year = more == 4 && after[more..].starts_with('年');
            (more == 0 || year).then_some(ListNumber { style: Style::Arabic, len: digits + 1 })
        }
        _ => None,
    }
}

/// Length of a mark that follows a bracketed number: `(1)、`.
fn mark(rest: &str) -> usize {
    match rest.chars().next() {
        Some(c @ ('、' | '.')) => c.len_utf8(),
        _ => 0,
    }
}

fn run(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.find(|c| !accept(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lists_and_what_only_looks_like_one() {
        let style = |t: &str| number(t).map(|n| n.style);
        assert_eq!(style("一、收入"), Some(Style::Chinese));
        assert_eq!(style("(十二)支出"), Some(Style::ChineseBracket));
        assert_eq!(style("1.2019年"), Some(Style::Arabic));
        assert_eq!(style("(1)、公务用车"), Some(Style::ArabicBracket));
        assert_eq!(number("(1)、公务用车").map(|n| n.len), Some(6));
        assert_eq!(style("⑵购置"), Some(Style::ArabicBracket));
        assert_eq!(style("二是项目"), Some(Style::Spoken));
        assert_eq!(style("1.5万元"), None);
        assert_eq!(style("(境)费"), None);
        assert_eq!(style("一般公共"), None);
        assert_eq!(style("2019年"), None);
    }
}
