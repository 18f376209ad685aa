//! Pages, their lines, and the pieces of a line that blanks keep apart.

use crate::normalise::key::fold_text;
use unicode_width::UnicodeWidthChar;

/// How a producer counts the columns of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Metric {
    /// Every character is one column: `pdftotext -layout`.
    Characters,
    /// Wide characters are two columns: text aligned for a terminal or a typewriter font.
    Display,
    /// So are characters that are wide among Chinese ones only: dashes and curly quotes.
    Wide,
}

impl Metric {
    /// All of them, the plainest first.
    pub const ALL: [Metric; 3] = [Metric::Characters, Metric::Display, Metric::Wide];
}

/// A piece of a line: text without a run of two or more blanks in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// First column.
    pub start: usize,
    /// One past the last column.
    pub end: usize,
    /// Its text.
    pub text: &'a str,
}

/// A page: its lines, without those of its margins.
#[derive(Debug, Default)]
pub(super) struct Page<'a> {
    /// Lines above the body: a running header.
    pub head: Vec<&'a str>,
    /// Lines of the body, blank ones included.
    pub lines: Vec<&'a str>,
    /// Lines below the body: the page's number.
    pub foot: Vec<&'a str>,
    /// Numbers of pages inside of a text without form feeds: the lines where they stood, which are blank now.
    pub numbers: Vec<(usize, &'a str)>,
}

/// True for the blanks that lay text out. A no-break or ideographic blank does too.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace()
}

/// Blank, or nothing but form feeds and the like.
pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || c.is_control())
}

/// The columns of a character.
pub(super) fn width(c: char, metric: Metric) -> usize {
    match metric {
        Metric::Characters => 1,
        Metric::Display => c.width().unwrap_or(0),
        Metric::Wide => c.width_cjk().unwrap_or(0),
    }
}

/// Width of a text on a screen: the nearest to its width on paper.
pub(super) fn display(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The pieces of a line, parted by two or more blanks. Two single Chinese characters that together are a word spread for looks (合　　计) are one piece.
pub(super) fn pieces(line: &str, metric: Metric) -> Vec<Piece<'_>> {
    let mut out: Vec<Piece<'_>> = Vec::new();
    let (mut column, mut start, mut begin, mut end, mut last) = (0, 0, None, 0, 0);
    // Blanks are counted, not their columns: one wide blank parts no pieces under either metric.
    let mut blanks = 0;
    for (at, c) in line.char_indices() {
        let next = column + width(c, metric);
        if !is_gap(c) && !c.is_control() {
            if let Some(from) = begin
                && blanks >= 2
            {
                out.extend(line.get(from..last).map(|text| Piece { start, end, text }));
                begin = None;
            }
            if begin.is_none() {
                (begin, start) = (Some(at), column);
            }
            (end, last, blanks) = (next, at + c.len_utf8(), 0);
        } else {
            blanks += 1;
        }
        column = next;
    }
    if let Some(from) = begin {
        out.extend(line.get(from..last).map(|text| Piece { start, end, text }));
    }
    unspread(line, out)
}

/// Words of two characters that are set wide, as total lines and headers are.
const SPREAD: &[&str] =
    &["合计", "总计", "小计", "共计", "项目", "目录", "金额", "名称", "科目", "单价", "数量", "备注", "收入", "支出", "单位"];

fn unspread<'a>(line: &'a str, pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    let mut out: Vec<Piece<'a>> = Vec::with_capacity(pieces.len());
    let place = |text: &str| text.as_ptr() as usize - line.as_ptr() as usize;
    for piece in pieces {
        let joined = out.last().and_then(|last| {
            let word = |a: &str, b: &str| SPREAD.iter().any(|w| w.strip_prefix(fold_text(a).as_str()) == Some(fold_text(b).as_str()));
            let single = |text: &str| text.chars().nth(1).is_none();
            let near = piece.start <= last.end + 8 && single(last.text) && single(piece.text);
            if !near {
                return None;
            }
            let whole = line.get(place(last.text)..place(piece.text) + piece.text.len())?;
            word(last.text, piece.text).then_some(Piece { start: last.start, end: piece.end, text: whole })
        });
        match joined {
            Some(whole) => {
                out.pop();
                out.push(whole);
            }
            None => out.push(piece),
        }
    }
    out
}

/// Parts a text at its form feeds and takes the margins off: a lone number at the foot or the head of a page.
pub(super) fn pages<'a>(lines: &[&'a str]) -> Vec<Page<'a>> {
    let mut pages: Vec<Page<'a>> = vec![Page::default()];
    for line in lines {
        for (i, part) in line.split('\u{c}').enumerate() {
            if i > 0 {
                pages.push(Page::default());
            }
            if let Some(page) = pages.last_mut()
                && !(i > 0 && part.is_empty())
            {
                page.lines.push(part);
            }
        }
    }
    // A last page without a line is the form feed after the last one.
    pages.retain(|p| p.lines.iter().any(|l| !is_blank(l)));
    match pages.as_mut_slice() {
        [only] => take_numbers(only),
        _ => running_lines(&mut pages),
    }
    let numbers: Vec<Option<u32>> =
        pages.iter().map(|p| p.lines.iter().rev().find(|l| !is_blank(l)).and_then(|l| page_number(l))).collect();
    let found = numbers.iter().flatten().count();
    // One lone number may be anything; two or more that rise from page to page number the pages.
    let rising = numbers.iter().flatten().collect::<Vec<_>>().windows(2).all(|w| w[0] < w[1]);
    if (found >= 2 && rising) || (found == 1 && pages.len() <= 2) {
        for page in pages.iter_mut() {
            take_foot(page);
        }
    }
    pages
}

/// Numbers of pages that stand between blank lines and count up by one, where nothing else tells the pages.
fn take_numbers(page: &mut Page<'_>) {
    let blank = |at: usize| page.lines.get(at).is_none_or(|l| is_blank(l));
    let alone = |at: usize| (at == 0 || blank(at - 1)) && blank(at + 1);
    let lines = page.lines.iter().enumerate().filter(|(at, l)| !is_blank(l) && alone(*at));
    let found: Vec<(usize, u32)> = lines.filter_map(|(at, l)| Some((at, page_number(l)?))).collect();
    let counted = found.windows(2).all(|w| matches!(w, [a, b] if a.1.checked_add(1) == Some(b.1)));
    if found.len() < 2 || !counted {
        return;
    }
    for (at, _) in found {
        if let Some(line) = page.lines.get_mut(at) {
            page.numbers.push((at, line));
            *line = "";
        }
    }
}

fn take_foot(page: &mut Page<'_>) {
    let Some(at) = page.lines.iter().rposition(|l| !is_blank(l)) else { return };
    if page.lines.get(at).is_some_and(|l| page_number(l).is_some()) {
        page.foot.push(page.lines.remove(at));
    }
}

/// A line that stands first on three pages or more, and on half of them, in the same words, is a running header.
fn running_lines(pages: &mut [Page<'_>]) {
    let first = |p: &Page<'_>| p.lines.iter().position(|l| !is_blank(l));
    let heads: Vec<Option<String>> = pages.iter().map(|p| first(p).and_then(|i| p.lines.get(i)).map(|l| l.trim().to_owned())).collect();
    let repeated: Vec<bool> = heads
        .iter()
        .map(|h| {
            let same = heads.iter().filter(|o| *o == h).count();
            h.as_deref().is_some_and(|h| pieces(h, Metric::Characters).len() == 1) && same >= 3 && same * 2 >= heads.len()
        })
        .collect();
    for (page, repeated) in pages.iter_mut().zip(repeated) {
        if repeated && let Some(at) = first(page) {
            page.head.push(page.lines.remove(at));
        }
    }
}

/// The number that a line prints and nothing else: `12`, `- 12 -`, `第 12 页`, `12/30`.
fn page_number(line: &str) -> Option<u32> {
    let line: String = line.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let line = line.trim_matches(['-', '—', '–', '－', '_', '·', '~']);
    let line = line.strip_prefix('第').map_or(line, |rest| rest.split('页').next().unwrap_or(rest));
    let number = line.split('/').next().unwrap_or(line);
    let digits = number.len() <= 4 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_line() {
        let texts = |line| pieces(line, Metric::Characters).iter().map(|p| (p.start, p.end, p.text)).collect::<Vec<_>>();
        assert_eq!(texts("  甲 乙   12.5"), [(2, 5, "甲 乙"), (8, 12, "12.5")]);
        assert_eq!(texts("类   款  合    计"), [(0, 1, "类"), (4, 5, "款"), (7, 13, "合    计")]);
        assert_eq!(pieces("甲乙  丙", Metric::Display).last().map(|p| p.start), Some(6));
    }

    #[test]
    fn numbers_of_pages_are_taken_off() {
        let pages = pages(&["甲", "    1", "\u{c}乙", "  - 2 -", "\u{c}"]);
        assert_eq!(
            pages.iter().map(|p| (p.lines.concat(), p.foot.concat())).collect::<Vec<_>>(),
            [("甲".to_owned(), "    1".to_owned()), ("乙".to_owned(), "  - 2 -".to_owned())]
        );
    }
}
