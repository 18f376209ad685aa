//! Fields ([MS-DOC] 2.8.25 "Plcfld", characters 0x13, 0x14 and 0x15): instructions are dropped, results are kept. What prints without having a result
//! (equations, check boxes) is printed as in the other format.

use super::pieces::Unit;
use crate::ingest::word::equation;
use std::collections::BTreeMap;

const BEGIN: char = '\u{13}';
const SEPARATOR: char = '\u{14}';
const END: char = '\u{15}';
/// Positions of the longest instruction that is read.
const LONGEST_EQUATION: usize = 2048;

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
    /// Signs set into each other: it prints, but has no result.
    Equation,
    /// Any other.
    Other,
}

/// What becomes of a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is printed.
    Text,
    /// It is a mark, or stands in an instruction.
    Nothing,
    /// It ends a field that prints this without having a result.
    Print(String),
    /// It ends a form field without a result; its data stands at this offset.
    Form(u32),
}

/// A field that is open.
#[derive(Debug)]
struct Open {
    kind: Kind,
    /// Its instruction is still running.
    instruction: bool,
    /// Text came in its result.
    shown: bool,
    form: Option<u32>,
}

/// A field whose end was not found yet.
#[derive(Debug)]
struct Found {
    begin: usize,
    /// Paragraphs before it.
    paragraph: usize,
    kind: Kind,
    separator: Option<usize>,
    /// Its instruction ran over the end of a paragraph.
    broken: bool,
}

/// The fields of one part of the text, walked from its beginning to its end.
#[derive(Debug, Default)]
pub(super) struct Fields {
    marks: Vec<(usize, Mark)>,
    next: usize,
    open: Vec<Open>,
    /// How many open fields are in their instruction; and how many are contents or objects in their result.
    instructions: usize,
    contents: usize,
    objects: usize,
    /// What equations print, by the position of their end.
    equations: BTreeMap<usize, String>,
}

impl Fields {
    /// Finds the fields between two positions. Marks without their counterparts are of a damaged file, and so is an instruction that runs over the end of a paragraph:
    /// they are left out, so that no text after them is lost.
    pub(super) fn find(units: &[Unit], from: usize, to: usize) -> Self {
        let mut fields = Fields::default();
        let mut open: Vec<Found> = Vec::new();
        let mut paragraphs = 0_usize;
        let range = units.get(from..to.min(units.len())).unwrap_or(&[]);
        for (at, unit) in range.iter().enumerate() {
            match unit.ch {
                BEGIN => open.push(Found { begin: at, paragraph: paragraphs, kind: kind(range, at), separator: None, broken: false }),
                SEPARATOR => {
                    if let Some(field) = open.last_mut()
                        && field.separator.is_none()
                    {
                        field.separator = Some(at);
                        field.broken = field.paragraph != paragraphs;
                    }
                }
                END => {
                    if let Some(field) = open.pop()
                        && !field.broken
                        && (field.separator.is_some() || field.paragraph == paragraphs)
                    {
                        fields.add(range, from, &field, at);
                    }
                }
                '\r' | '\u{7}' => paragraphs += 1,
                _ => {}
            }
        }
        fields.marks.sort_by_key(|&(at, _)| at);
        fields
    }

    fn add(&mut self, range: &[Unit], from: usize, field: &Found, end: usize) {
        self.marks.push((from + field.begin, Mark::Begin(field.kind)));
        self.marks.extend(field.separator.map(|s| (from + s, Mark::Separator)));
        self.marks.push((from + end, Mark::End));
        if field.kind == Kind::Equation && field.separator.is_none() && end - field.begin <= LONGEST_EQUATION {
            let code: String = range[field.begin + 1..end].iter().map(|u| u.ch).filter(|&c| c >= ' ' && c != Unit::NOTHING).collect();
            self.equations.extend(equation::print(&code).map(|text| (from + end, text)));
        }
    }

    /// Takes the character at a position, which must grow from call to call.
    pub(super) fn take(&mut self, at: usize) -> Taken {
        let mut taken = if self.instructions > 0 { Taken::Nothing } else { Taken::Text };
        while let Some(&(position, what)) = self.marks.get(self.next)
            && position <= at
        {
            self.next += 1;
            let printed = self.mark(position, what);
            if position == at {
                taken = printed;
            }
        }
        if self.instructions > 0 && taken == Taken::Text { Taken::Nothing } else { taken }
    }

    fn mark(&mut self, position: usize, what: Mark) -> Taken {
        match what {
            Mark::Begin(kind) => {
                self.open.push(Open { kind, instruction: true, shown: false, form: None });
                self.instructions += 1;
            }
            Mark::Separator => {
                if let Some(field) = self.open.last_mut().filter(|f| f.instruction) {
                    field.instruction = false;
                    self.instructions -= 1;
                    self.contents += usize::from(field.kind == Kind::Contents);
                    self.objects += usize::from(field.kind == Kind::Object);
                }
            }
            Mark::End => {
                let Some(field) = self.open.pop() else { return Taken::Nothing };
                if field.instruction {
                    self.instructions -= 1;
                } else {
                    self.contents -= usize::from(field.kind == Kind::Contents);
                    self.objects -= usize::from(field.kind == Kind::Object);
                }
                if self.instructions == 0 && !field.shown {
                    let printed = self.equations.remove(&position).map(Taken::Print);
                    return printed.or(field.form.map(Taken::Form)).unwrap_or(Taken::Nothing);
                }
            }
        }
        Taken::Nothing
    }

    /// Text was printed.
    pub(super) fn show(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.shown = true;
        }
    }

    /// The data of a form field was met in its instruction.
    pub(super) fn form(&mut self, at: u32) {
        if let Some(field) = self.open.last_mut() {
            field.form = Some(at);
        }
    }

    /// True inside the result of a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.contents > 0
    }

    /// True inside the result of an embedded object.
    pub(super) fn in_object(&self) -> bool {
        self.objects > 0
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
        "EQ" => Kind::Equation,
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
            match fields.take(at) {
                Taken::Text => all.push(unit.ch),
                Taken::Print(text) => all.push_str(&text),
                _ => continue,
            }
            if fields.in_contents() {
                contents.push(unit.ch);
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
    fn circled_numbers_are_printed() {
        assert_eq!(printed("第\u{13} EQ \\o\\ac(○,3) \u{15}项\u{13} EQ \\f(1,2)\u{14}0.5\u{15}").0, "第③项0.5");
    }

    #[test]
    fn a_mark_without_its_end_swallows_nothing() {
        assert_eq!(printed("a\u{13}bc\u{14}d").0, "a\u{13}bc\u{14}d");
        assert_eq!(
            printed("a\u{13}b\rc\u{14}d\u{15}e").0,
            "a\u{13}b\rc\u{14}d\u{15}e",
            "nor does an instruction that runs over a paragraph"
        );
        assert_eq!(printed("a\u{15}b\u{13}x\u{14}y\u{15}").0, "a\u{15}by");
    }
}
