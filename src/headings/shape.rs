//! Whether a text has the shape of a heading or of a sentence.

/// It ends with a word that headings of text end with, brackets left out.
pub(crate) fn tells(key: &str) -> bool {
    let bare = match key.rfind('(') {
        Some(at) if key.ends_with(')') => &key[..at],
        _ => key,
    };
    let bare = bare.trim_end_matches([':', '。', '.']);
    ["情况", "说明", "解释", "事项", "职责", "职能", "设置", "信息"].iter().any(|w| bare.ends_with(w))
}

/// A folded text that is a sentence or a clause, not a heading.
pub(crate) fn is_sentence(key: &str) -> bool {
    let inner = key.trim_end_matches(['。', ':', ';', '.']);
    let mut nesting = 0_i32;
    let clause = inner.chars().any(|c| {
        match c {
            '(' => nesting += 1,
            ')' => nesting -= 1,
            _ => {}
        }
        nesting <= 0 && matches!(c, '。' | ',' | ';' | ':')
    });
    clause || key.ends_with(';') || (key.ends_with('。') && inner.chars().count() > 20) || inner.contains("万元")
}
