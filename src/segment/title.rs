//! Titles of disclosures: 某县某局2019年部门预算信息公开情况说明, on one line or split over two or three.

use crate::headings::line::Line;
use crate::headings::meaning::Meaning;
use crate::headings::number::Style;

/// A title: whose disclosure, of which year and kind. Only for telling titles apart; what is stored is read by [`crate::identity`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    /// Index of its first line.
    pub line: usize,
    /// The name without year, kind and the words of titles.
    pub name: String,
    /// The first year in it.
    pub year: Option<u32>,
    /// It speaks of final accounts.
    pub final_accounts: bool,
    /// 本级 or 汇总: the scope of the same name's disclosure.
    pub scope: String,
    /// It ends with 表: the title of a table, or of a disclosure that is only tables.
    pub table: bool,
    /// It stands behind the number of a chapter: 第二部分 某所2019年单位预算.
    pub chapter: bool,
    /// Its text with one word for department and unit: the titles of one file are worded alike.
    pub wording: String,
}

impl Title {
    /// It says whose it is. Behind the number of a chapter (第二部分 2021年度部门预算安排情况说明) whatever is no word of titles may be another word.
    pub fn names_somebody(&self) -> bool {
        let least = self.name.chars().count() >= 2;
        least && (!self.chapter || self.name.ends_with(BODIES))
    }

    /// Another body's, another year's or another kind's disclosure.
    pub fn differs(&self, other: &Title) -> bool {
        !same_body(&self.name, &other.name)
            || self.scope != other.scope
            || self.final_accounts != other.final_accounts
            || (self.year.is_some() && other.year.is_some() && self.year != other.year)
    }
}

/// True when one name holds the other, with the place before it or with words of the title that no list has behind it; a body of its own behind the name of another
/// (某县某局某站) is another's unit.
fn same_body(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let Some((_, behind)) = long.split_once(short) else { return false };
    behind.chars().count() < 2 || !behind.ends_with(BODIES)
}

/// What the names of units end with.
const BODIES: &[char] = &[
    '所', '站', '心', '队', '院', '校', '园', '馆', '室', '处', '局', '会', '办', '科', '场', '台', '社', '司', '库', '团', '厂', '委',
    '学', '乡', '镇',
];

/// Titles of one wording: what they do not share is the name of a body, in which no word of titles stands.
pub(crate) fn alike(a: &Title, b: &Title) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.wording.chars().collect(), b.wording.chars().collect());
    let shorter = a.len().min(b.len());
    let before = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let after = a.iter().rev().zip(b.iter().rev()).take(shorter - before).take_while(|(x, y)| x == y).count();
    let own = |t: &[char]| t.iter().skip(before).take(t.len() - before - after).collect::<String>();
    let (a, b) = (own(&a), own(&b));
    let body = |t: &String| !t.chars().any(|c| c.is_ascii_digit()) && !["预算", "决算", "三公", "经费"].iter().any(|w| t.contains(w));
    body(&a) && body(&b) && (a.ends_with(BODIES) || b.ends_with(BODIES) || a.is_empty() != b.is_empty())
}

/// What titles end with, brackets left out.
const ENDINGS: [&str; 27] = [
    "预算",
    "决算",
    "预决算",
    "公开",
    "说明",
    "报告",
    "情况",
    "表",
    "信息",
    "草案",
    "目录",
    "经费",
    "公示",
    "公布",
    "情况书",
    "说明书",
    "明细",
    "公开稿",
    "公开版",
    "汇编",
    "更正",
    "勘误",
    "更正稿",
    "更正版",
    "更新版",
    "公告",
    "文本",
];

/// Words of titles that belong to no name.
const WORDS: [&str; 30] = [
    "部门预算",
    "部门决算",
    "单位预算",
    "单位决算",
    "预决算",
    "预算",
    "决算",
    "信息",
    "公开",
    "情况",
    "说明",
    "报告",
    "编制",
    "目录",
    "三公",
    "经费",
    "财政拨款",
    "一般公共",
    "草案",
    "部门",
    "单位",
    "年度",
    "年",
    "度",
    "关于",
    "公示",
    "本级",
    "汇总",
    "(",
    ")",
];

/// True when a folded text is worded as the title of a disclosure of a budget or of final accounts.
pub(crate) fn is_title(key: &str) -> bool {
    let chars = key.chars().count();
    let bare = match key.rfind('(') {
        Some(at) if key.ends_with(')') && at > 0 => &key[..at],
        _ => key,
    };
    let subject = ["预算", "决算", "三公"].iter().any(|w| bare.contains(w));
    let clause = key.contains(['。', ';', ',', '?', '!', ':']);
    let placed =
        has_year(bare) || ["部门", "单位", "公开", "财政", "三公", "机关", "局", "委", "镇", "乡", "街道"].iter().any(|w| bare.contains(w));
    let other = ["会议", "通知", "办法", "意见", "方案", "制度", "规定", "决定", "批复的", "审查", "细则"]
        .iter()
        .any(|w| bare.ends_with(w) || bare.contains("关于印发"));
    (4..=70).contains(&chars) && subject && placed && !clause && !other && ENDINGS.iter().any(|w| bare.ends_with(w))
}

fn has_year(key: &str) -> bool {
    year(key).is_some() || key.contains("二〇") || key.contains("二○")
}

fn year(key: &str) -> Option<u32> {
    let mut digits = 0;
    for (at, byte) in key.bytes().enumerate() {
        if !byte.is_ascii_digit() {
            digits = 0;
            continue;
        }
        digits += 1;
        if digits == 4
            && let Some(value) = key.get(at - 3..=at).and_then(|s| s.parse().ok())
            && (2005..=2049).contains(&value)
        {
            return Some(value);
        }
    }
    None
}

/// The title that begins at a line, over at most three lines.
pub(crate) fn title_at(lines: &[Line], at: usize) -> Option<Title> {
    let mut key = String::new();
    let mut last = None;
    let chapter = lines.get(at)?.number.is_some_and(|n| n.style == Style::Part);
    for line in lines[at..].iter().filter(|l| !l.page_number).take(3) {
        let heading = line
            .reading
            .is_some_and(|r| r.is_full() && matches!(r.meaning, Meaning::Part(_) | Meaning::Contents | Meaning::Overview) && r.name == 0);
        let numbered = line.number.is_some() && !(chapter && key.is_empty());
        if line.table || line.columns || line.leader || numbered || !line.is_body() || !line.is_whole() || heading {
            break;
        }
        // The title of a table right below the document's own is none of its lines.
        if last.is_some() && is_title(&line.key.text) {
            break;
        }
        key.push_str(if chapter && key.is_empty() { line.title() } else { &line.key.text });
        if is_title(&key) {
            last = Some(key.clone());
        }
    }
    // A chapter is a disclosure of its own only where it says whose and of which year.
    let key = last.filter(|k| !chapter || has_year(k))?;
    let mut name: String = key.chars().filter(|c| !c.is_ascii_digit() && *c != '"').collect();
    for word in WORDS {
        name = name.replace(word, "");
    }
    let wording = key.replace("单位", "部门");
    let scope = ["本级", "汇总", "机关"].iter().filter(|w| key.contains(**w)).copied().collect();
    Some(Title {
        line: at,
        name,
        year: year(&key),
        final_accounts: key.contains("决算"),
        scope,
        table: key.trim_end_matches(')').ends_with('表'),
        chapter,
        wording,
    })
}

#[cfg(test)]
mod tests {
    use super::is_title;

    #[test]
    fn titles_and_what_only_speaks_of_budgets() {
        for title in [
            "青石县水务局2019年部门预算信息公开情况说明",
            "2020年度青石县水务局部门决算",
            "青石县水务局2018年“三公”经费预算公开",
            "青石县柳河镇2021年部门预算(汇总)",
        ] {
            assert!(is_title(&crate::normalise::key::fold_text(title)), "{title}");
        }
        for other in [
            "我县召开2019年部门预算编制工作会议",
            "关于做好2019年部门预算公开工作的通知",
            "青石县部门预算管理办法",
            "青石县水务局办公楼维修项目采购公告",
        ] {
            assert!(!is_title(&crate::normalise::key::fold_text(other)), "{other}");
        }
    }
}
