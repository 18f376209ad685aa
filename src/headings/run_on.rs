//! Lines that ran together: a page whose breaks were lost, so that title, contents and text stand in one paragraph with blanks between them.

use super::number::{self, Style};
use crate::normalise::key::Key;

/// So many chapters in one line are a text whose breaks were lost, not a sentence that names one.
const CHAPTERS: usize = 3;

/// The lines of a piece of text, and whether one character that belongs to neither stands after each: the line break. Most pieces are one line.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let starts = starts(text);
    let mut from = 0;
    let mut lines = Vec::with_capacity(starts.len() + 1);
    for at in starts {
        lines.push((&text[from..at], false));
        from = at;
    }
    lines.push((&text[from..], true));
    lines.into_iter()
}

/// Where further lines begin: before the numbers of chapters and sections, and before 目录, that stand behind a blank.
fn starts(text: &str) -> Vec<usize> {
    if text.matches('第').count() < CHAPTERS {
        return Vec::new();
    }
    let (mut found, mut chapters, mut blank) = (Vec::new(), 0, true);
    for (at, c) in text.char_indices() {
        if blank
            && !c.is_whitespace()
            && matches!(c, '第' | '目' | '(' | '（' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
        {
            let window = text[at..].char_indices().nth(10).map_or(&text[at..], |(end, _)| &text[at..at + end]);
            let key = Key::new(window);
            let style = number::parse(&key.text, |_| false).filter(|n| !n.loose).map(|n| n.style);
            chapters += usize::from(style == Some(Style::Part));
            if at > 0 && (matches!(style, Some(Style::Part | Style::Chinese | Style::ChineseBracket)) || key.text.starts_with("目录")) {
                found.push(at);
            }
        }
        blank = c.is_whitespace();
    }
    if chapters >= CHAPTERS { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn chapters_in_one_line_are_lines() {
        let text = "某局决算 目 录 第一部分 概况 一、职责 第二部分 表 第一部分 概况 一、职责 负责水务。 1.管水。 （一）机构 设3股。";
        let lines: Vec<&str> = pieces(text).map(|(line, _)| line.trim()).collect();
        assert_eq!(
            lines,
            [
                "某局决算",
                "目 录",
                "第一部分 概况",
                "一、职责",
                "第二部分 表",
                "第一部分 概况",
                "一、职责 负责水务。 1.管水。",
                "（一）机构 设3股。"
            ]
        );
        let text = "详见第一部分 一、职责";
        assert_eq!(pieces(text).collect::<Vec<_>>(), [(text, true)]);
    }
}
