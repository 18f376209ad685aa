//! What Word counts by itself: which list each numbered paragraph belongs to, so that Word shows the number that the page has.

use crate::page::{Block, NumberStyle, Paragraph};
use docx_rs::{AbstractNumbering, Docx, Level, LevelJc, LevelText, NumberFormat, Numbering, Start};

/// What Word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Nothing: every number is printed.
    Nothing,
    /// Headings.
    Headings,
    /// Headings and the entries of lists.
    All,
}

/// A list: the style and the first number of each level.
#[derive(Debug, Clone, PartialEq, Eq)]
struct List {
    levels: Vec<(NumberStyle, usize)>,
}

/// A level that is open: it goes on until a level above it does.
#[derive(Debug, Clone, Copy)]
struct Open {
    style: NumberStyle,
    next: usize,
    list: usize,
    level: usize,
}

/// The lists of a document, and the list and level of each paragraph in order.
#[derive(Debug, Default)]
pub struct Plan {
    lists: Vec<List>,
    places: Vec<Option<(usize, usize)>>,
}

/// Ids of lists begin behind the one that `docx-rs` defines itself.
const FIRST_ID: usize = 2;

impl Plan {
    /// Lists for the paragraphs of a page; with `levels` one list counts the levels below its own, as an outline does. A number that is not the next of its list, because the
    /// one before it is printed or stands in a table, begins a list of its own.
    pub fn new(blocks: &[Block], counting: Counting, levels: bool) -> Self {
        let mut plan = Plan::default();
        let mut open: Vec<Open> = Vec::new();
        plan.walk(blocks, counting, levels, &mut open);
        plan
    }

    fn walk(&mut self, blocks: &[Block], counting: Counting, levels: bool, open: &mut Vec<Open>) {
        for block in blocks {
            match block {
                Block::Frame(inner) => self.walk(inner, counting, levels, open),
                Block::Paragraph(p) => {
                    let number = p.number.filter(|_| counted(p, counting));
                    let place = number.map(|(style, n)| self.place(style, n, levels, open));
                    self.places.push(place);
                }
                Block::Table(_) => {}
            }
        }
    }

    fn place(&mut self, style: NumberStyle, n: usize, levels: bool, open: &mut Vec<Open>) -> (usize, usize) {
        let at = open.iter().position(|o| o.style == style);
        if let Some(at) = at {
            if levels {
                open.truncate(at + 1);
            }
            if open[at].next == n {
                open[at].next += 1;
                return (open[at].list, open[at].level);
            }
            open.remove(at);
        }
        let parent = open.last().copied().filter(|_| levels && n == 1 && at.is_none());
        let under = parent.filter(|p| {
            let below = self.lists[p.list].levels.get(p.level + 1);
            p.level < 3 && below.is_none_or(|b| *b == (style, 1))
        });
        let (list, level) = match under {
            Some(parent) => {
                let known = &mut self.lists[parent.list].levels;
                if known.len() == parent.level + 1 {
                    known.push((style, 1));
                }
                (parent.list, parent.level + 1)
            }
            None => {
                self.lists.push(List { levels: vec![(style, n)] });
                (self.lists.len() - 1, 0)
            }
        };
        open.push(Open { style, next: n + 1, list, level });
        (list, level)
    }

    /// Defines all lists. One that starts again is a definition of its own: an override of the start is read as a restart at every paragraph by some programs that convert to
    /// .doc.
    pub fn define(&self, mut docx: Docx) -> Docx {
        for (i, list) in self.lists.iter().enumerate() {
            let id = i + FIRST_ID;
            let mut numbering = AbstractNumbering::new(id);
            for (level, (style, start)) in list.levels.iter().enumerate() {
                numbering = numbering.add_level(self::level(level, *style, *start));
            }
            docx = docx.add_abstract_numbering(numbering).add_numbering(Numbering::new(id, id));
        }
        docx
    }

    /// Id and level of each paragraph, in order.
    pub fn ids(&self) -> impl Iterator<Item = Option<(usize, usize)>> {
        self.places.iter().map(|p| p.map(|(list, level)| (list + FIRST_ID, level)))
    }
}

fn counted(p: &Paragraph, counting: Counting) -> bool {
    match counting {
        Counting::Nothing => false,
        Counting::Headings => !p.item,
        Counting::All => true,
    }
}

fn level(level: usize, style: NumberStyle, start: usize) -> Level {
    let format = match style {
        NumberStyle::Point | NumberStyle::Comma | NumberStyle::Round | NumberStyle::HalfRound => "decimal",
        _ => "chineseCounting",
    };
    let n = level + 1;
    let text = match style {
        NumberStyle::Chinese | NumberStyle::Comma => format!("%{n}、"),
        NumberStyle::Part => format!("第%{n}部分"),
        NumberStyle::Bracketed | NumberStyle::Round => format!("（%{n}）"),
        NumberStyle::HalfBracketed | NumberStyle::HalfRound => format!("(%{n})"),
        NumberStyle::Point => format!("%{n}."),
    };
    Level::new(level, Start::new(start), NumberFormat::new(format), LevelText::new(text), LevelJc::new("left"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;

    fn page(numbers: &[(NumberStyle, usize)]) -> Page {
        let mut page = Page::default();
        for (style, n) in numbers {
            page.heading(*style, *n, "", "标题");
        }
        page
    }

    #[test]
    fn a_number_whose_forerunner_is_not_counted_begins_a_list_of_its_own() {
        use NumberStyle::{Bracketed, Chinese};
        // The first heading stands in a table: Word counts from 二.
        let plan = Plan::new(&page(&[(Chinese, 2), (Bracketed, 1), (Chinese, 3), (Bracketed, 1)]).blocks, Counting::Headings, false);
        assert_eq!(plan.lists.iter().map(|l| l.levels[0]).collect::<Vec<_>>(), [(Chinese, 2), (Bracketed, 1), (Bracketed, 1)]);
        assert_eq!(plan.places, [Some((0, 0)), Some((1, 0)), Some((0, 0)), Some((2, 0))]);
    }

    #[test]
    fn an_outline_counts_what_is_below_anew() {
        use NumberStyle::{Bracketed, Chinese, Comma};
        let numbers = [(Chinese, 1), (Bracketed, 1), (Bracketed, 2), (Chinese, 2), (Bracketed, 1), (Comma, 1), (Bracketed, 2), (Comma, 1)];
        let plan = Plan::new(&page(&numbers).blocks, Counting::Headings, true);
        assert_eq!(plan.lists, [List { levels: vec![(Chinese, 1), (Bracketed, 1), (Comma, 1)] }]);
        assert_eq!(plan.places.iter().map(|p| p.unwrap().1).collect::<Vec<_>>(), [0, 1, 1, 0, 1, 2, 1, 2]);
        // Another style at a level that has one is a list of its own.
        let plan = Plan::new(&page(&[(Chinese, 1), (Bracketed, 1), (Chinese, 2), (Comma, 1)]).blocks, Counting::Headings, true);
        assert_eq!(plan.places, [Some((0, 0)), Some((0, 1)), Some((0, 0)), Some((1, 0))]);
    }
}
