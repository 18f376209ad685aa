//! The number in front of a label.

/// The list number in front of a folded label, and the label without it. `rank` is 0 without a number, 1 for 一、, 2 for （一）, 3 for 1. or 1、, 4 for （1）, 5 for ①.
pub(in super::super) fn list_number(folded: &str) -> (u8, &str) {
    let han = |c: char| "一二三四五六七八九十〇零百".contains(c);
    let after = |text: &str, pick: &dyn Fn(char) -> bool| text.chars().take_while(|c| pick(*c)).map(char::len_utf8).sum::<usize>();
    let marks = ['、', '.', ',', ':', '·'];
    if let Some(inner) = folded.strip_prefix('(') {
        for (rank, length) in [(2, after(inner, &han)), (4, after(inner, &|c: char| c.is_ascii_digit()))] {
            if (1..=9).contains(&length)
                && let Some(rest) = inner.get(length..).and_then(|r| r.strip_prefix(')'))
            {
                return (rank, rest.trim_start_matches(marks));
            }
        }
        return (0, folded);
    }
    if let Some(first) = folded.chars().next()
        && ('①'..='⑳').contains(&first)
    {
        return (5, folded.get(first.len_utf8()..).unwrap_or("").trim_start_matches(marks));
    }
    let length = after(folded, &han);
    if length > 0
        && let Some(rest) = folded.get(length..)
        && rest.starts_with(marks)
    {
        return (1, rest.trim_start_matches(marks));
    }
    let length = after(folded, &|c: char| c.is_ascii_digit());
    if (1..=2).contains(&length)
        && let Some(rest) = folded.get(length..)
    {
        if let Some(rest) = rest.strip_prefix(')') {
            return (4, rest.trim_start_matches(marks));
        }
        if rest.starts_with(marks) && !rest.get(1..2).is_some_and(|c| c.as_bytes().first().is_some_and(u8::is_ascii_digit)) {
            return (3, rest.trim_start_matches(marks));
        }
    }
    (0, folded)
}
