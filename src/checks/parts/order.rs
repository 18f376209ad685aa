//! The numbers and the order of the parts' headings.

use super::super::text::Text;
use crate::facts::Part;
use crate::headings::number::{self, Style};
use crate::normalise::key::fold_text;
use crate::record::SectionStatus;
use crate::sections::Section;
use std::collections::BTreeMap;

/// What is wrong with the heading of a part.
pub(super) struct Problem {
    /// For a person.
    pub message: String,
    /// The heading that it is at odds with: block and words.
    pub other: (u32, String),
}

/// By part, what is wrong with its headings.
pub(super) fn problems(sections: &[Section], text: &Text<'_>) -> BTreeMap<Part, Vec<Problem>> {
    let mut wrong = BTreeMap::new();
    numbers(sections, text, &mut wrong);
    twice(sections, &mut wrong);
    nine_in_order(sections, &mut wrong);
    wrong
}

type Wrong = BTreeMap<Part, Vec<Problem>>;

fn add(wrong: &mut Wrong, part: Part, message: String, other: &Section) {
    wrong.entry(part).or_default().push(Problem { message, other: (other.start.block, other.heading.clone()) });
}

/// The style and value of a heading's number.
fn number_of(section: &Section) -> Option<(Style, u32)> {
    let printed = fold_text(section.number.as_deref()?);
    let whole = if printed.ends_with(')') { printed } else { format!("{printed}、") };
    let number = number::parse(&whole, |_| false)?;
    Some((number.style, number.value?))
}

fn there(sections: &[Section]) -> impl Iterator<Item = &Section> {
    sections.iter().filter(|s| s.status != SectionStatus::Missing)
}

/// Headings side by side are numbered one after the other. A list that begins again is another list.
fn numbers(sections: &[Section], text: &Text<'_>, wrong: &mut Wrong) {
    let mut lists: BTreeMap<(Option<usize>, Style), (u32, &Section)> = BTreeMap::new();
    for section in there(sections) {
        let Some((style, value)) = number_of(section) else { continue };
        let before = lists.insert((section.parent, style), (value, section));
        let (Some((last, other)), Some(part)) = (before, section.part) else { continue };
        if section.depth != 1 || value == 1 || value == last + 1 {
            continue;
        }
        let printed = |s: &Section| format!("{} {}", s.number.as_deref().unwrap_or(""), s.heading);
        if value == last {
            add(wrong, part, format!("the number of \"{}\" is that of \"{}\" too", printed(section), printed(other)), other);
        } else if value > last + 1
            && value <= last + 3
            && !number_lost(sections, other, section)
            && !numbered_between(text, last + 1, style, other, section)
        {
            add(wrong, part, format!("\"{}\" follows \"{}\": a number is left out", printed(section), printed(other)), other);
        }
    }
}

/// True when a heading between two headings of one list has lost its number.
fn number_lost(sections: &[Section], from: &Section, to: &Section) -> bool {
    let bare = |s: &Section| s.number.as_deref().is_none_or(|n| n.trim().is_empty() || number_of(s).is_none());
    there(sections).any(|s| s.depth == 1 && bare(s) && s.start > from.start && s.start < to.start)
}

/// True when a paragraph between two headings begins with the number that is missing: a heading that was not taken for one.
fn numbered_between(text: &Text<'_>, value: u32, style: Style, from: &Section, to: &Section) -> bool {
    let between = text.spans.iter().filter(|s| (from.start.block..=to.start.block).contains(&s.block));
    between.into_iter().any(|s| {
        let lines = s.text.split('\n').map(fold_text);
        lines.into_iter().any(|l| number::parse(&l, |_| false).is_some_and(|n| n.style == style && n.value == Some(value)))
    })
}

/// A heading of one part that stands twice side by side, word for word.
fn twice(sections: &[Section], wrong: &mut Wrong) {
    let mut first: BTreeMap<(Part, Option<usize>, String), &Section> = BTreeMap::new();
    for section in there(sections).filter(|s| s.depth == 1 && s.status == SectionStatus::Found) {
        let Some(part) = section.part else { continue };
        let key = (part, section.parent, fold_text(&section.heading));
        if key.2.chars().count() < 4 {
            continue;
        }
        match first.get(&key) {
            Some(before) => add(wrong, part, format!("\"{}\" stands twice", section.heading), before),
            None => {
                first.insert(key, section);
            }
        }
    }
}

/// In the form of nine parts side by side, each once, they follow each other. Other forms have orders of their own.
fn nine_in_order(sections: &[Section], wrong: &mut Wrong) {
    let parts: Vec<&Section> = there(sections).filter(|s| s.part.is_some() && s.depth == 1).collect();
    let parent = parts.first().and_then(|s| s.parent);
    let each_once = parts.len() == Part::ALL.len() && Part::ALL.iter().all(|p| parts.iter().any(|s| s.part == Some(*p)));
    if !each_once || parts.iter().any(|s| s.parent != parent) {
        return;
    }
    for pair in parts.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(first), Some(second)) = (before.part, after.part) else { continue };
        if second.number() < first.number() {
            add(wrong, second, format!("\"{}\" stands after \"{}\"", after.heading, before.heading), before);
        }
    }
}
