//! Lines that may be headings: whole lines, lines whose heading is glued to its first sentence, and headings split over two or three lines.

use crate::document::{Document, Position};
use crate::headings::line::Line;
use crate::headings::meaning::{Meaning, Reading, Words, ends_told};
use crate::headings::number::Style;
use crate::headings::shape::is_sentence;

/// Longest heading, in characters of the line.
const LONGEST: u32 = 60;

/// A line without a number that is a heading and its sentence has at least so many characters.
const LONG_RUN: u32 = 36;

/// A line that may be a heading, and how it was cut.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Index of its line.
    pub line: usize,
    /// Index of its last line.
    pub last_line: usize,
    /// The heading as printed, without its number.
    pub text: String,
    /// Its folded text.
    pub key: String,
    /// What it means.
    pub reading: Option<Reading>,
    /// Text follows it in the same line.
    pub glued: bool,
    /// What follows it is a definition (：指 …).
    pub definition: bool,
    /// Where what follows begins.
    pub body: Position,
    /// It is an item of a list, not a heading: a word of sentences is in it, or the next item follows it at once.
    pub item: bool,
}

/// The candidate at a line, if it may be a heading at all.
pub(crate) fn candidate(document: &Document, lines: &[Line], at: usize, words: &Words) -> Option<Candidate> {
    let line = lines.get(at)?;
    if line.page_number || line.columns || !line.is_body() || line.key.text.is_empty() && line.number.is_none() {
        return None;
    }
    // A line that states a figure, and a sentence behind a blank, are a heading and its sentence where they can be cut.
    let run_on = || !line.table && (told_cut(line, document.slice(line.range), words).is_some() || run_on(line, words).is_some());
    if line.reading.is_some_and(|r| r.amount) || run_on() {
        return glued(document, line, at, words).or_else(|| whole(document, lines, at, words));
    }
    whole(document, lines, at, words).or_else(|| glued(document, line, at, words))
}

/// The whole line is the heading, with what goes on in the next ones.
fn whole(document: &Document, lines: &[Line], at: usize, words: &Words) -> Option<Candidate> {
    let line = &lines[at];
    if line.chars > LONGEST || (line.reading.is_none() && line.number.is_none()) {
        return None;
    }
    let (joined, last) = join(lines, at, words);
    let key = joined.as_deref().unwrap_or(line.title());
    let reading = if joined.is_some() { words.read(key) } else { line.reading };
    if reading.is_none() && (is_sentence(key) || key.is_empty()) {
        return None;
    }
    if unbalanced(key) {
        return None;
    }
    let mut text = String::new();
    for (i, piece) in lines[at..=last].iter().enumerate() {
        let source = document.slice(piece.range);
        let from = if i == 0 { piece.source_at(piece.title_at.min(piece.key.map.len() - 1)) } else { 0 };
        text.push_str(bare(source.get(from..).unwrap_or("")));
    }
    let end = &lines[last];
    let ended = text.trim_end_matches([':', '：', '。', '．', ';', '；']).trim_end().to_owned();
    Some(Candidate {
        line: at,
        last_line: last,
        key: key.to_owned(),
        text: ended,
        reading,
        glued: false,
        definition: false,
        body: after(end),
        item: match reading {
            None => key.ends_with('。') || words.is_statement(key) || followed_by_next(lines, last) || follows_at_once(lines, at),
            // （1）…进行审计。 before （2）…。: a sentence, though its words are those of headings.
            Some(reading) => key.ends_with('。') && !reading.told && (followed_by_next(lines, last) || follows_sentence(lines, at)),
        },
    })
}

/// Without blanks, and what stands where blanks were lost, at its ends.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '?' | '\u{fffd}'))
}

/// The position after a line: the rest of its paragraph, or the next block.
fn after(line: &Line) -> Position {
    if line.table { Position { block: line.block + 1, char: 0 } } else { Position { block: line.block, char: line.end } }
}

/// The folded text of a heading that goes on in the next lines, and its last line.
fn join(lines: &[Line], at: usize, words: &Words) -> (Option<String>, usize) {
    let line = &lines[at];
    let Some(number) = line.number else { return (None, at) };
    let mut key = line.title().to_owned();
    let (mut reading, mut last) = (line.reading, at);
    for _ in 0..2 {
        if !key.is_empty() && reading.is_some_and(|r| r.told) {
            break;
        }
        let Some(next) = lines[last + 1..].iter().position(|l| !l.page_number).map(|i| last + 1 + i) else { break };
        let follower = &lines[next];
        if follower.table
            || !follower.is_body()
            || follower.number.is_some()
            || follower.chars > 40
            || is_sentence(follower.title())
            || ends_open(follower.title()) && !(key.is_empty() && follower.reading.is_some_and(|r| r.is_full()))
        {
            break;
        }
        // 3.工作活动及指标 | 工作活动预算及绩效情况表: the title of the table under the heading says it again and does not go on with it.
        let caption = follower.reading.is_some_and(|r| matches!(r.meaning, Meaning::Caption(_)));
        if caption && says_again(&key, follower.title()) {
            break;
        }
        let longer = format!("{key}{}", follower.title());
        let together = words.read(&longer);
        // A number alone takes the line after it; a heading goes on only where both lines together read better than the first, and the second alone is none.
        let alone = follower.reading.is_some_and(|r| r.is_full() && matches!(r.meaning, Meaning::Part(_) | Meaning::Overview));
        // 专业性较强 | 的名词解释: the first line is none by itself, and nothing in both together is unknown or a name.
        let open = reading.is_none_or(|r| !r.is_full());
        if alone && !key.is_empty() && !(open && together.is_some_and(|t| t.is_full() && t.name == 0 && t.complete)) {
            break;
        }
        let better = match (reading, together) {
            (_, Some(after)) if key.is_empty() => after.is_mostly_known() || number.style == Style::Part,
            (None, Some(after)) => after.complete && (number.style == Style::Part || after.is_full()),
            (Some(before), Some(after)) => {
                after.complete
                    && after.unknown <= before.unknown
                    && (follower.reading.is_none() || number.style == Style::Part || after.is_full() && !before.is_full())
            }
            (_, None) => key.is_empty() && number.style == Style::Part,
        };
        if !better {
            break;
        }
        (key, reading, last) = (longer, together, next);
    }
    if last == at { (None, at) } else { (Some(key), last) }
}

/// So many characters in a row, of both texts, are words that the second says again.
const SAID_AGAIN: usize = 4;

/// Words of the first text stand in the second, too; years and other figures do not count.
fn says_again(first: &str, second: &str) -> bool {
    let characters: Vec<char> = first.chars().collect();
    characters.windows(SAID_AGAIN).any(|w| !w.iter().any(char::is_ascii_digit) && second.contains(&w.iter().collect::<String>()))
}

/// The line goes on after the heading: it is cut at the first 。 ： or blank, or where a word that ends headings is followed by the subject of a sentence.
fn glued(document: &Document, line: &Line, at: usize, words: &Words) -> Option<Candidate> {
    if line.table {
        return None;
    }
    let title = line.title();
    let source = document.slice(line.range);
    let run_on = run_on(line, words).map(|end| (end, end));
    let cut = told_cut(line, source, words).into_iter().chain(run_on).chain(cuts(line, source)).find_map(|(end, next)| {
        let reading = words.read(&title[..end])?;
        let enough = reading.is_full() || (line.number.is_some() && reading.is_mostly_known());
        (enough && !reading.amount).then_some((end, next, reading))
    });
    let (end, next, reading) = match cut {
        Some(cut) => cut,
        None => {
            let chapter = line.number.is_some_and(|n| n.style == Style::Part);
            let end = words.glued_prefix(title).filter(|end| chapter || line.number.is_some() && begins_sentence(&title[*end..]))?;
            let reading = words.read(&title[..end]).filter(|r| r.is_full() && r.complete)?;
            (end, end, reading)
        }
    };
    let from = line.title_at;
    let heading = line.key.source_range(source, from, from + end);
    let rest = &title[next..];
    let body_byte = line.source_at(from + next);
    let body = Position { block: line.block, char: line.text_start + source.get(..body_byte)?.chars().count() as u32 };
    Some(Candidate {
        line: at,
        last_line: at,
        text: bare(source.get(heading)?).to_owned(),
        key: title[..end].to_owned(),
        reading: Some(reading),
        glued: true,
        definition: ["指", "是指", "是", "反映", "为", "即", "主要指", "包括"].iter().any(|w| rest.starts_with(w)),
        body,
        item: false,
    })
}

/// The next line is the next item of the same list: this one has no text of its own.
pub(super) fn followed_by_next(lines: &[Line], at: usize) -> bool {
    let Some(number) = lines[at].number else { return false };
    let mut after = lines[at + 1..].iter().filter(|l| !l.page_number);
    after.next().is_none_or(|next| next.number.is_some_and(|n| n.style <= number.style))
}

/// Where a heading that tells something ends at a blank, and a sentence follows: 政府采购支出情况 无。
fn told_cut(line: &Line, source: &str, words: &Words) -> Option<(usize, usize)> {
    let title = line.title();
    if line.is_whole() && !source.trim_end().ends_with('。') {
        return None;
    }
    let told = |text: &str| words.read(text).is_some_and(|r| r.is_full() && !r.amount && (r.told || ends_told(text)));
    // 一、主 要 职 能。: blanks between all its characters, and the whole is the heading.
    if line.reading.is_some_and(|r| r.is_full() && !r.amount) && ends_told(title.trim_end_matches('。')) {
        return None;
    }
    // 六、政府采购支出 2021年无政府采购支出。: what follows the blank begins as sentences do, and ends so.
    let sentence = |text: &str| source.trim_end().ends_with('。') && line.number.is_some() && begins_sentence(text);
    let heading = |text: &str| words.read(text).is_some_and(|r| r.is_full() && !r.amount && !r.general && r.complete);
    cuts(line, source).into_iter().find(|(end, next)| {
        let (head, rest) = (&title[..*end], &title[*next..]);
        end == next && (told(head) && !told(rest) || heading(head) && sentence(rest))
    })
}

/// The line before it is the item before it in its list, and a sentence.
fn follows_sentence(lines: &[Line], at: usize) -> bool {
    let Some(number) = lines[at].number else { return false };
    let before = lines[..at].iter().rev().find(|l| !l.page_number);
    before.is_some_and(|b| {
        let next = b.number.is_some_and(|n| n.style == number.style && n.value.zip(number.value).is_some_and(|(a, b)| b == a + 1));
        next && b.title().ends_with('。')
    })
}

/// The line right before it is the item before it in its list: a name below a name.
fn follows_at_once(lines: &[Line], at: usize) -> bool {
    let Some(number) = lines[at].number else { return false };
    let before = lines[..at].iter().rev().find(|l| !l.page_number);
    before.and_then(|b| b.number).is_some_and(|n| n.style == number.style && n.value.zip(number.value).is_some_and(|(a, b)| b == a + 1))
}

/// Places in the title where a heading may end: (end of the heading, start of what follows).
fn cuts(line: &Line, source: &str) -> Vec<(usize, usize)> {
    let title = line.title();
    let mut cuts = Vec::new();
    let mut mark = None;
    let mut nesting = 0_i32;
    for (i, (at, c)) in title.char_indices().enumerate() {
        if i > 40 {
            break;
        }
        match c {
            '(' => nesting += 1,
            ')' => nesting -= 1,
            '。' | ':' if nesting <= 0 => {
                if at + c.len_utf8() == title.len() {
                    break;
                }
                mark = Some((at, at + c.len_utf8()));
                break;
            }
            _ => {}
        }
        let stands = line.source_at(line.title_at + at);
        if i >= 3 && nesting <= 0 && source[..stands].ends_with(char::is_whitespace) {
            cuts.push((at, at));
        }
    }
    // A mark is a surer end than a blank, which may stand inside a heading.
    mark.into_iter().chain(cuts).collect()
}

/// Where a heading goes over into its sentence, in bytes of the title.
fn run_on(line: &Line, words: &Words) -> Option<usize> {
    let title = line.title();
    // Without a number a short line may be a title with its year at the end.
    if line.number.is_none() && line.chars < LONG_RUN {
        return None;
    }
    words.glued_prefix(title).filter(|end| *end < title.len() && goes_over(&title[..*end], &title[*end..], words))
}

/// A heading goes over into its sentence without a mark: the sentence takes up its subject (…收入预算情况说明收入预算：…), or names the body.
fn goes_over(heading: &str, rest: &str, words: &Words) -> bool {
    let subject = rest.split(['：', ':', '，', ',', '。', '、']).next().unwrap_or("");
    subject.chars().count() >= 2 && subject.len() < rest.len() && heading.contains(subject)
        || words.begins_with_body(rest)
        || ["20", "我", "本部门", "本单位", "本年", "没有", "无"].iter().any(|s| rest.starts_with(s))
}

/// What a sentence that follows a heading begins with.
fn begins_sentence(rest: &str) -> bool {
    let starts = ["本", "我", "20", "根据", "按照", "经", "截至", "截止", "全", "无", "为", "按", "目前", "部门", "单位", "该"];
    starts.iter().any(|s| rest.starts_with(s))
}

/// The line before it goes on here: it ends in the middle of a sentence.
fn ends_open(key: &str) -> bool {
    key.ends_with([',', '、', ';', '。', ':'])
}

/// A closing mark without its opening one: the end of a sentence that cites a heading (…详见“七、国有资产信息”).
fn unbalanced(key: &str) -> bool {
    let count = |c: char| key.matches(c).count();
    count(')') > count('(') || count('》') > count('《') || (key.trim_end_matches(['。', ',']).ends_with('"') && count('"') % 2 == 1)
}
