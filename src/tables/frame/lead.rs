//! What stands above a table's header: caption, unit, unit code, date; in the table's own first rows or in the paragraphs before it.

use super::super::cell::{UnitMark, stated_unit};
use crate::document::{Block, Document, Place, Role};
use crate::normalise::key::fold_text;
use crate::normalise::simplify::simplified;
use regex::Regex;
use std::sync::LazyLock;

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// As printed.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// What was told above the header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lead {
    /// The table's title as printed (公开02表 and the like left out).
    pub caption: Option<Placed>,
    /// Every line or lead cell above the header that may be a title or part of one, nearest to the table first: what a classifier may read as well.
    pub captions: Vec<Placed>,
    /// The unit of its numbers.
    pub unit: Option<UnitMark>,
    /// Where the unit stands.
    pub unit_place: Option<Place>,
    /// The code of the budget unit (323人社局: 323).
    pub unit_code: Option<Placed>,
    /// The name beside the code, or after 编制部门：, 部门名称：, 单位：.
    pub unit_name: Option<Placed>,
    /// 截止时间：2018年12月31日, 截至…: (year, month, day).
    pub as_of: Option<(i32, u32, u32)>,
    /// 预算年度：2025, （2023年度）.
    pub year: Option<i32>,
    /// 公开02表, 表3-1, 附表2.
    pub number: Option<Placed>,
    /// 续表, （续）: it goes on from the table before.
    pub continued: bool,
    /// The first of the paragraph blocks that belong to the table; the table's own block when there is none.
    pub first_block: u32,
}

/// What one lead text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeadText {
    Blank,
    /// It states a unit and nothing else of weight.
    Unit,
    /// 323人社局.
    Code,
    /// 编制部门：…, 截止时间：…, 预算年度：….
    Label,
    /// 公开02表, 附表1.
    Number,
    /// It ends in 表 or is otherwise a title.
    Title,
    Other,
}

macro_rules! pattern {
    ($name:ident, $text:expr) => {
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($text).ok());
    };
}

pattern!(CODE, r"^\s*[\[（(【]?(\d{3,9})[\]）)】]?\s*[-—–_]*\s*([\p{Han}][\p{Han}（）()、“”\w]*)");
pattern!(CODE_LABEL, r"(?:单位|部门|预算)(?:代|编)码\s*[:：]\s*(\d{3,12})");
pattern!(
    NAME_LABEL,
    r"(?:编制部门|填报部门|部门名称|单位名称|预算部门|预算单位|填报单位|编制单位|公开部门|公开单位|部门（单位）|部门\(单位\)|部门/单位|部\s*门|单\s*位)\s*(?:（[^）]{1,6}）)?\s*[:：]\s*([^\s:：]+)"
);
pattern!(DATE, r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?");
pattern!(YEAR_LABEL, r"(?:预算年度|会计年度|年\s*度)\s*[:：]\s*(\d{4})|^\s*[（(]?\s*(\d{4})\s*年\s*度?\s*[）)]?\s*$");
pattern!(
    TABLE_NUMBER,
    r"^(?:公开|附|预算|财决|部门)*表?[\d一二三四五六七八九十]{1,3}(?:[-－—][\d一二三四五六七八九十]{1,2})?(?:号)?表?(?:[:：]|$)|^(?:公开|附|预算)?\d{1,2}表$|^表[:：]$"
);
pattern!(AS_OF, r"(?:截止|截至|时间|日期)");
pattern!(
    LABEL_START,
    r"^(?:编制部门|填报部门|部门名称|单位名称|预算部门|预算单位|填报单位|编制单位|公开部门|公开单位|部门(?:\(单位\))?|单位|截止时间|截至时间|截止日期|截止|截至|填报日期|编制日期|日期|预算年度|会计年度|年度|预算代码|单位代码|单位编码|部门代码|部门编码|制表|财政年度|金额单位|计量单位|项目单位)[:：]"
);

pub(crate) fn classify(text: &str) -> LeadText {
    let text = &*simplified(text);
    let folded = fold_text(text);
    if folded.chars().all(|c| !c.is_alphanumeric()) {
        return LeadText::Blank;
    }
    let matches = |regex: &LazyLock<Option<Regex>>, t: &str| regex.as_ref().is_some_and(|r| r.is_match(t));
    let length = folded.chars().count();
    if stated_unit(text).is_some() {
        // 金额（单位：万元） is a header; 单位：万元 and 323人社局 单位：万元 are not.
        let bare = stated_unit(text).is_some_and(|m| is_unit_word(fold_text(&text[..m.start]).trim_start_matches(['(', '['])));
        if bare || matches(&CODE, text) || matches(&LABEL_START, &folded) || folded.contains("表") {
            return LeadText::Unit;
        }
    }
    if length <= 12 && TABLE_NUMBER.as_ref().and_then(|r| r.find(&folded)).is_some_and(|m| m.end() == folded.len()) {
        return LeadText::Number;
    }
    // 323人社局收支总表: a title with the unit's code and name in front.
    if is_title(&folded) && folded.starts_with(|c: char| c.is_ascii_digit()) {
        return LeadText::Title;
    }
    if CODE.as_ref().and_then(|r| r.captures(text)).is_some_and(|c| is_unit_name(c.get(2).map_or("", |m| m.as_str()))) && length <= 40 {
        return LeadText::Code;
    }
    if matches(&LABEL_START, &folded) || matches(&YEAR_LABEL, &folded) {
        return LeadText::Label;
    }
    if is_title(&folded) { LeadText::Title } else { LeadText::Other }
}

/// The same for a paragraph, which is no header: whatever name stands before 单位：万元, the line states the unit.
fn classify_line(text: &str) -> LeadText {
    match classify(text) {
        LeadText::Other if states_unit_at_its_end(&simplified(text)) => LeadText::Unit,
        kind => kind,
    }
}

/// 青山县教育局　　单位：万元: a short line that ends with a unit behind a word for it.
fn states_unit_at_its_end(text: &str) -> bool {
    let Some(mark) = stated_unit(text) else { return false };
    let (before, after) = (fold_text(text.get(..mark.start).unwrap_or("")), fold_text(text.get(mark.end..).unwrap_or("")));
    let labelled = before.trim_end_matches([':', '(', '[']).ends_with("单位") && before.ends_with([':', '(', '[']);
    labelled && after.trim_matches([')', ']', '"']).is_empty() && before.chars().count() <= 50 && !before.contains(['。', ';', ','])
}

/// 单位：, 金额单位：, 数额单位：: of what it is the unit is said in a word or two, without a bracket.
fn is_unit_word(text: &str) -> bool {
    let before = text.split_once("单位").map(|(before, _)| before);
    before.is_some_and(|b| b.chars().count() <= 4 && b.chars().all(char::is_alphabetic))
}

/// Not 年, 月, 号 …: 2019年部门预算 and 12个单位 have no unit code, 323人社局 has.
fn is_unit_name(name: &str) -> bool {
    let body_of_people = ["人社", "人大", "人民", "人力", "人才", "人防", "人武", "人口"].iter().any(|w| name.starts_with(w));
    let counted = name.starts_with(['年', '月', '日', '号', '第', '万', '亿', '元', '个', '人', '项', '户', '家', '名']);
    name.chars().count() >= 2 && (!counted || body_of_people)
}

/// A title: short, no sentence, and it ends as titles end.
fn is_title(folded: &str) -> bool {
    let core = folded.trim_end_matches([')', '》', '"', ':']).trim_end_matches(|c: char| c.is_ascii_digit());
    let length = folded.chars().count();
    (4..=60).contains(&length) && core.ends_with('表') && !folded.contains(['。', ';', '；', '!'])
        || folded.starts_with('《') && folded.ends_with('》')
        || matches!(folded, "续表" | "续表:" | "(续)" | "续表一" | "续表二")
}

impl Lead {
    /// Takes what a text above the header tells. `cell` is its place in the table, `None` for a paragraph.
    pub(crate) fn take(&mut self, text: &str, place: Place) {
        let folded = fold_text(text);
        if folded.contains("续表") || folded.ends_with("(续)") || folded.ends_with("(续表)") {
            self.continued = true;
        }
        if self.unit.is_none()
            && let Some(unit) = stated_unit(text)
        {
            self.unit_place = Some(sub_place(text, place, unit.start, unit.end));
            self.unit = Some(unit);
        }
        self.take_code(text, place);
        if AS_OF.as_ref().is_some_and(|r| r.is_match(&folded)) {
            self.as_of = self.as_of.or_else(|| printed_date(&folded));
        }
        if self.year.is_none()
            && let Some(found) = YEAR_LABEL.as_ref().and_then(|r| r.captures(&folded))
        {
            self.year = found.iter().skip(1).flatten().find_map(|m| m.as_str().parse().ok());
        }
    }

    fn take_code(&mut self, text: &str, place: Place) {
        // Looked for in simplified characters, taken as printed: both stand at the same places.
        let plain = &*simplified(text);
        let placed = |m: regex::Match<'_>| Placed {
            text: text.get(m.range()).unwrap_or(m.as_str()).to_owned(),
            place: sub_place(text, place, m.start(), m.end()),
        };
        if self.unit_code.is_none() {
            if let Some(found) = CODE.as_ref().and_then(|r| r.captures(plain)) {
                if let (Some(code), Some(name)) = (found.get(1), found.get(2))
                    && is_unit_name(name.as_str())
                {
                    // 2019部门收支总表 has a year; where the title follows, the name ends nobody knows where.
                    let title = text.contains('表');
                    let year = code.as_str().len() == 4 && code.as_str().starts_with(['1', '2']);
                    if !(title && year) {
                        self.unit_code = Some(placed(code));
                    }
                    if !title {
                        self.unit_name.get_or_insert_with(|| placed(name));
                    }
                }
            } else if let Some(code) = CODE_LABEL.as_ref().and_then(|r| r.captures(plain)).and_then(|c| c.get(1)) {
                self.unit_code = Some(placed(code));
            }
        }
        if self.unit_name.is_none()
            && let Some(name) = NAME_LABEL.as_ref().and_then(|r| r.captures(plain)).and_then(|c| c.get(1))
            && stated_unit(plain).is_none_or(|u| u.start != name.start())
        {
            self.unit_name = Some(placed(name));
        }
    }

    fn take_caption(&mut self, text: &str, place: Place, strong: bool) {
        let placed = Placed { text: text.trim().to_owned(), place };
        if strong && self.caption.is_none() {
            self.caption = Some(placed.clone());
        }
        self.captions.push(placed);
    }

    /// Takes a cell of a leading row.
    pub(crate) fn take_cell(&mut self, text: &str, place: Place, alone: bool) {
        self.take(text, place);
        match classify(text) {
            LeadText::Title => self.take_caption(text, place, true),
            LeadText::Number => self.number = self.number.take().or(Some(Placed { text: text.trim().to_owned(), place })),
            LeadText::Other if alone => self.take_caption(text, place, true),
            _ => {}
        }
    }

    /// Reads the paragraphs before a table, from the nearest upwards: until another table, a sentence, or enough was met.
    pub(crate) fn take_paragraphs(&mut self, document: &Document, first_block: u32, table_block: u32) {
        self.first_block = table_block;
        let (mut block, mut met) = (table_block, 0);
        let mut named = false;
        while block > first_block && met < 6 {
            block -= 1;
            let Some(Block::Paragraph(paragraph)) = document.block(block) else { break };
            let text = document.slice(paragraph.range);
            let folded = fold_text(text);
            if folded.is_empty() || is_page_number(&folded) || paragraph.role == Role::TextBox {
                continue;
            }
            met += 1;
            let length = folded.chars().count();
            let place = Place { block, end_block: block, start_char: 0, end_char: text.chars().count() as u32, cell: None };
            match classify_line(text) {
                // Above a line that names the table only its unit and title may still stand.
                kind if named && !matches!(kind, LeadText::Unit | LeadText::Label | LeadText::Title | LeadText::Blank) => break,
                LeadText::Unit | LeadText::Code | LeadText::Label => {
                    self.take(text, place);
                    let title = folded.split("单位:").next().unwrap_or("");
                    if is_title(title) {
                        self.take_caption(text, place, true);
                    }
                }
                LeadText::Number => {
                    self.take(text, place);
                    self.number = self.number.take().or(Some(Placed { text: text.trim().to_owned(), place }));
                }
                LeadText::Title => {
                    self.take(text, place);
                    self.take_caption(text, place, true);
                    self.first_block = block;
                    // A number line (公开02表) may stand above the title.
                    if met >= 3 || named {
                        break;
                    }
                    continue;
                }
                LeadText::Blank => {}
                LeadText::Other => {
                    let sentence = folded.contains(['。', ';']) || length > 40;
                    if sentence || self.caption.is_some() {
                        break;
                    }
                    // A line that is no title may be the end of a broken one; the title is looked for above it.
                    self.captions.push(Placed { text: text.trim().to_owned(), place });
                    if length > 8 {
                        self.caption = self.captions.last().cloned();
                        named = true;
                    }
                }
            }
            self.first_block = block;
        }
        self.caption = self.caption.take().or_else(|| self.captions.first().cloned());
    }
}

/// The first date in a folded text.
pub(crate) fn printed_date(folded: &str) -> Option<(i32, u32, u32)> {
    let found = DATE.as_ref()?.captures(folded)?;
    let part = |i: usize| found.get(i).and_then(|m| m.as_str().parse::<u32>().ok());
    let (year, month, day) = (part(1)?, part(2)?, part(3)?);
    let real = (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then_some((year as i32, month, day))
}

pub(crate) fn is_page_number(folded: &str) -> bool {
    let core = folded.trim_matches(['-', '第', '页', '·']);
    !core.is_empty() && core.len() <= 4 && core.bytes().all(|b| b.is_ascii_digit())
}

/// The place of a byte range of a text that stands at `place`.
fn sub_place(text: &str, place: Place, start: usize, end: usize) -> Place {
    let from = text.get(..start).map_or(0, |t| t.chars().count()) as u32;
    let width = text.get(start..end).map_or(0, |t| t.chars().count()) as u32;
    Place { start_char: place.start_char + from, end_char: place.start_char + from + width, ..place }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_texts_are_told_apart_from_headers() {
        let cases = [
            ("415民政局", LeadText::Code),
            ("509人大办公室", LeadText::Code),
            ("12个单位", LeadText::Other),
            ("单位：万元", LeadText::Unit),
            ("2019年部门收支总表", LeadText::Title),
            ("截止时间：2018年12月31日  ", LeadText::Label),
            ("编制部门：水务局", LeadText::Label),
            ("（2023年度）", LeadText::Label),
            ("公开02表", LeadText::Number),
            ("附表3", LeadText::Number),
            ("公开02表：收入总表", LeadText::Title),
            ("", LeadText::Blank),
            ("单位名称", LeadText::Other),
            ("价值（金额单位：万元）", LeadText::Other),
            ("2080101", LeadText::Other),
            ("项目", LeadText::Other),
            ("2019年", LeadText::Label),
            ("合计", LeadText::Other),
        ];
        for (text, want) in cases {
            assert_eq!(classify(text), want, "{text:?}");
        }
    }

    #[test]
    fn lead_cells_give_code_unit_date() {
        let mut lead = Lead::default();
        let place = Place::default();
        lead.take_cell("415民政局", place, false);
        lead.take_cell("单位：人", place, false);
        lead.take_cell("截止时间：2017年12月31日", place, false);
        assert_eq!(lead.unit_code.as_ref().map(|c| (c.text.as_str(), c.place.start_char, c.place.end_char)), Some(("415", 0, 3)));
        assert_eq!(lead.unit_name.as_ref().map(|c| c.text.as_str()), Some("民政局"));
        assert_eq!(lead.unit.as_ref().map(|u| u.printed.as_str()), Some("人"));
        assert_eq!(lead.as_of, Some((2017, 12, 31)));
    }
}
