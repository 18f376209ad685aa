//! Fields ([MS-DOC] 2.8.25 "Plcfld", characters 0x13, 0x14 and 0x15): instructions are dropped, results are kept.

use super::pieces::Unit;

const BEGIN: char = '\u{13}';
const SEPARATOR: char = '\u{14}';
const END: char = '\u{15}';

/// What a mark in the text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Begin(Kind),
    Separator,
    End,
}

/// What a field is, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A table of contents.
    Contents,
    /// An embedded or linked object; its result is a picture of it.
    Object,
    /// Any other.
    Other,
}

/// The fields of one part of the text, walked from its beginning to its end.
#[derive(Debug, Default)]
pub(super) struct Fields {
    marks: Vec<(usize, Mark)>,
    next: usize,
    /// Open fields: what they are, and whether their instruction is still running.
    open: Vec<(Kind, bool)>,
}

impl Fields {
    /// Finds the fields between two positions. Marks without their counterparts are of a damaged file: they are left out, so that no text after them is lost.
    pub(super) fn find(units: &[Unit], from: usize, to: usize) -> Self {
        let mut marks = Vec::new();
        let mut open: Vec<(usize, Kind, Option<usize>)> = Vec::new();
        let range = units.get(from..to.min(units.len())).unwrap_or(&[]);
        for (at, unit) in range.iter().enumerate() {
            match unit.ch {
                BEGIN => open.push((at, kind(range, at), None)),
                SEPARATOR => {
                    if let Some((_, _, separator)) = open.last_mut() {
                        separator.get_or_insert(at);
                    }
                }
                END => {
                    if let Some((begin, kind, separator)) = open.pop() {
                        marks.push((from + begin, Mark::Begin(kind)));
                        marks.extend(separator.map(|s| (from + s, Mark::Separator)));
                        marks.push((from + at, Mark::End));
                    }
                }
                _ => {}
            }
        }
        marks.sort_by_key(|&(at, _)| at);
        Fields { marks, next: 0, open: Vec::new() }
    }

    /// Takes the character at a position, which must grow from call to call. True when it is a mark or stands in an instruction: it is not printed.
    pub(super) fn swallow(&mut self, at: usize) -> bool {
        let mut mark = false;
        while let Some(&(position, what)) = self.marks.get(self.next)
            && position <= at
        {
            mark = position == at;
            self.next += 1;
            match what {
                Mark::Begin(kind) => self.open.push((kind, true)),
                Mark::Separator => self.open.iter_mut().rev().take(1).for_each(|f| f.1 = false),
                Mark::End => drop(self.open.pop()),
            }
        }
        mark || self.open.iter().any(|f| f.1)
    }

    /// True inside the result of a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.open.contains(&(Kind::Contents, false))
    }

    /// True inside the result of an embedded object.
    pub(super) fn in_object(&self) -> bool {
        self.open.contains(&(Kind::Object, false))
    }
}

/// The first word of the instruction after a mark.
fn kind(units: &[Unit], begin: usize) -> Kind {
    let word: String = units
        .iter()
        .skip(begin + 1)
        .map(|u| u.ch)
        .take(24)
        .skip_while(|c| c.is_whitespace())
        .take_while(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    match word.as_str() {
        "TOC" => Kind::Contents,
        "EMBED" | "LINK" => Kind::Object,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> (String, String) {
        let units: Vec<Unit> = text.chars().map(|ch| Unit { ch, offset: 0 }).collect();
        let mut fields = Fields::find(&units, 0, units.len());
        let (mut all, mut contents) = (String::new(), String::new());
        for (at, unit) in units.iter().enumerate() {
            if !fields.swallow(at) {
                all.push(unit.ch);
                if fields.in_contents() {
                    contents.push(unit.ch);
                }
            }
        }
        (all, contents)
    }

    #[test]
    fn instructions_go_and_results_stay() {
        let text = "a\u{13} TOC \\o \u{14}b\u{13} HYPERLINK \"x\" \u{14}c\u{13}PAGEREF _1\u{14}7\u{15}\u{15}\u{15}d\u{13} ADVANCE \u{15}e";
        assert_eq!(printed(text), ("abc7de".into(), "bc7".into()));
    }

    #[test]
    fn a_mark_without_its_end_swallows_nothing() {
        assert_eq!(printed("a\u{13}bc\u{14}d").0, "a\u{13}bc\u{14}d");
        assert_eq!(printed("a\u{15}b\u{13}x\u{14}y\u{15}").0, "a\u{15}by");
    }
}
