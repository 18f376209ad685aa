//! Numbers and indents of labels in tables: 一、… over 　　1、…, 其中：…, 1.1 ….

use crate::document::{Cell, Document};
use crate::normalise::key::fold;
use regex::Regex;
use std::sync::LazyLock;

/// A label taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Rank of the number's style: 1 is 一、, 2 （一）, 3 1、, 4 1.1, 5 (1), 6 1), 7 ①; 20 and more, growing with the indent, for a label without a number.
    pub rank: u32,
    /// The number as printed, without the mark that ends it: `一`, `（一）`, `1`.
    pub number: Option<String>,
    /// The label without number, 其中： and white space around it.
    pub name: String,
    /// It begins with 其中 or 其中：.
    pub among: bool,
    /// Columns that it is indented by: 2 for a wide blank, 1 for another.
    pub indent: u32,
}

/// (rank, pattern): group 1 is the number without its mark.
static STYLES: LazyLock<Vec<(u32, Regex)>> = LazyLock::new(|| {
    let patterns = [
        (1, r"^([一二三四五六七八九十]{1,3})\s*[、.．,，]"),
        (1, r"^(第[一二三四五六七八九十]{1,3}[项类部])\s*[、.．:：]?\s"),
        (2, r"^([（(][一二三四五六七八九十]{1,3}[)）])\s*[、.．]?"),
        (4, r"^(\d{1,2}(?:[.．]\d{1,2}){1,3})[、\s]"),
        (4, r"^(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．]?\p{Han}"),
        (3, r"^(\d{1,3})\s*[、，]"),
        (3, r"^(\d{1,3})\s*[.．](?:[^\d０-９]|$)"),
        (5, r"^([（(]\d{1,3}[)）])\s*[、.．]?"),
        (6, r"^(\d{1,3})[)）]"),
        (7, r"^([①-⑳])\s*[、.．]?"),
    ];
    patterns.into_iter().filter_map(|(rank, p)| Regex::new(p).ok().map(|r| (rank, r))).collect()
});

impl Label {
    /// Takes a label apart. `automatic` is the number that the word processor counts before it.
    pub fn new(text: &str, automatic: Option<&str>) -> Label {
        let indent = text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\u{3000}' || c == '\t' { 2 } else { 1 }).sum();
        let mut rest = text.trim();
        let mut label = Label { rank: 20 + indent, number: None, name: String::new(), among: false, indent };
        label.strip_among(&mut rest);
        if let Some((rank, number, end)) = number_of(rest) {
            label.rank = rank;
            label.number = Some(number);
            rest = rest.get(end..).unwrap_or("").trim_start();
        } else if let Some(automatic) = automatic {
            if let Some((rank, number, _)) = number_of(automatic) {
                label.rank = rank;
                label.number = Some(number);
            } else {
                label.number = Some(automatic.trim().trim_end_matches(['、', '.', '．', '：', ':']).to_owned());
            }
        }
        label.strip_among(&mut rest);
        label.name = rest.trim_matches(|c: char| fold(c).is_none()).to_owned();
        label
    }

    /// The label of a cell, its automatic number included.
    pub fn of_cell(document: &Document, cell: &Cell) -> Label {
        let automatic = cell.numbers.first().filter(|n| n.before == cell.range.start).map(|n| n.number.text.as_str());
        Label::new(document.cell_text(cell), automatic)
    }

    fn strip_among(&mut self, rest: &mut &str) {
        if let Some(after) = rest.strip_prefix("其中") {
            self.among = true;
            *rest = after.trim_start_matches([':', '：', '、', ',', '，']).trim_start();
        }
    }
}

fn number_of(text: &str) -> Option<(u32, String, usize)> {
    STYLES.iter().find_map(|(rank, regex)| {
        let found = regex.captures(text)?;
        let number = found.get(1)?;
        let mut end = found.get(0)?.end();
        // A pattern that looked at the first character of the name gives it back.
        if matches!(rank, 3 | 4) {
            let mark =
                text.get(number.end()..end)?.chars().take_while(|c| c.is_whitespace() || matches!(c, '、' | '.' | '．' | ',' | '，'));
            end = number.end() + mark.map(char::len_utf8).sum::<usize>();
            let next = text.get(end..).and_then(|t| t.chars().next());
            if *rank == 4 && next.is_some_and(|c| "万亿元%％人".contains(c)) {
                return None;
            }
        }
        Some((*rank, number.as_str().to_owned(), end))
    })
}

/// Where a label stands among those before it: the ordinals on the way down to it.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// (rank, ordinal) from the top level down.
    stack: Vec<(u32, u32)>,
    /// Labels of the top level so far.
    tops: u32,
    /// Children so far of each level of the stack.
    children: Vec<u32>,
}

impl Outline {
    /// Adds a label of this rank and gives the path of ordinals: `[1]`, `[1, 2]`. Of two ranks the greater stands under the smaller; equal ones are siblings.
    pub fn push(&mut self, rank: u32) -> Vec<u32> {
        while self.stack.last().is_some_and(|(r, _)| *r >= rank) {
            self.stack.pop();
            self.children.pop();
        }
        let ordinal = match self.children.last_mut() {
            Some(count) => {
                *count += 1;
                *count
            }
            None => {
                self.tops += 1;
                self.tops
            }
        };
        self.stack.push((rank, ordinal));
        self.children.push(0);
        self.stack.iter().map(|(_, o)| *o).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_taken_apart() {
        let of = |t: &str| {
            let l = Label::new(t, None);
            (l.rank, l.number.unwrap_or_default(), l.name)
        };
        assert_eq!(of("一、河道管理"), (1, "一".into(), "河道管理".into()));
        assert_eq!(of("　　1、巡查"), (3, "1".into(), "巡查".into()));
        assert_eq!(of("2.清淤"), (3, "2".into(), "清淤".into()));
        assert_eq!(of("（三）供水"), (2, "（三）".into(), "供水".into()));
        assert_eq!(of("1.2 水质"), (4, "1.2".into(), "水质".into()));
        assert_eq!(of("1.5万人饮水"), (20, String::new(), "1.5万人饮水".into()));
        assert_eq!(of("2018年任务"), (20, String::new(), "2018年任务".into()));
        let label = Label::new("   其中：办公用房（平方米）", None);
        assert!(label.among && label.name == "办公用房（平方米）" && label.indent == 3);
        assert_eq!(Label::new("水质", Some("二、")).number.as_deref(), Some("二"));
    }

    #[test]
    fn outline_counts_siblings() {
        let mut outline = Outline::default();
        assert_eq!(outline.push(1), [1]);
        assert_eq!(outline.push(3), [1, 1]);
        assert_eq!(outline.push(3), [1, 2]);
        assert_eq!(outline.push(1), [2]);
        assert_eq!(outline.push(3), [2, 1]);
    }
}
