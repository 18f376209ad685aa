//! C01-C09: each of the nine parts is there, in order, once and not empty. C11: an empty table is shown and explained.

use super::Input;
use super::organization;
use super::outcome::{Evidence, Outcome};
use super::sums::stated;
use super::text::Text;
use crate::facts::{Aspect, Fact, Fund, Part, Source, TableKind};
use crate::record::{AvailabilityState, CheckStatus, SectionStatus};
use crate::sections::Section;

mod order;

/// One row a part, and one for each gap in a list of duties.
pub(super) fn nine_parts(input: &Input<'_>, text: &Text<'_>) -> Vec<Outcome> {
    let sections = &input.context.sections.list;
    let any = sections.iter().any(|s| s.part.is_some() && s.status != SectionStatus::Missing);
    let wrong = order::problems(sections, text);
    let mut rows: Vec<Outcome> = Part::ALL.iter().map(|part| one_part(*part, sections, any, wrong.get(part))).collect();
    rows.extend(organization::duties_numbered(text, input.statements));
    rows
}

fn one_part(part: Part, sections: &[Section], any: bool, wrong: Option<&Vec<order::Problem>>) -> Outcome {
    let id = format!("C{:02}", part.number());
    let pieces: Vec<&Section> = sections.iter().filter(|s| s.part == Some(part) && s.depth == 1).collect();
    let there: Vec<&&Section> = pieces.iter().filter(|s| s.status != SectionStatus::Missing).collect();
    let found = there.iter().any(|s| s.status == SectionStatus::Found);
    let (status, message) = if let (true, Some(problem)) = (found, wrong.and_then(|w| w.first())) {
        (CheckStatus::Fail, problem.message.clone())
    } else if found {
        (CheckStatus::Pass, format!("the part on {part} is there"))
    } else if !there.is_empty() {
        (CheckStatus::Fail, format!("the part on {part} is a heading without text"))
    } else if any {
        (CheckStatus::Fail, format!("there is no part on {part}"))
    } else {
        // The file is the tables alone, or a short notice.
        (CheckStatus::Unknown, "the file holds none of the nine parts".to_owned())
    };
    let evidence = there.iter().map(|s| Evidence::block("lhs", s.start.block, s.heading.clone()));
    let others = wrong.into_iter().flatten().filter(|_| found).map(|p| Evidence::block("rhs", p.other.0, p.other.1.clone()));
    Outcome::new(&id, part.as_str(), status, message).evidence(evidence).evidence(others)
}

/// C11: one row for each table without a value.
pub(super) fn empty_tables(input: &Input<'_>) -> Vec<Outcome> {
    let alone = tables_alone(input);
    let rows: Vec<Outcome> = input
        .tables
        .empty
        .iter()
        .map(|(block, state, note)| {
            let noted =
                matches!(state, AvailabilityState::EmptyTableDeclared | AvailabilityState::NotApplicable | AvailabilityState::StatedNone);
            let zero = zero_in_text(input, *block).filter(|_| !noted);
            let (status, message) = match () {
                () if noted => (CheckStatus::Pass, "an empty table, and a note says so"),
                () if zero.is_some() => (CheckStatus::Pass, "an empty table, and the text says that it is nothing"),
                () if alone => (CheckStatus::Unknown, "an empty table; the file is the tables alone, and the text may say so"),
                () => (CheckStatus::Fail, "an empty table without a word on it"),
            };
            let evidence = std::iter::once(Evidence::block("lhs", *block, ""))
                .chain(note.map(|n| Evidence::block("rhs", n, input.context.document.paragraph_text(n))))
                .chain(zero.map(|(i, fact)| Evidence::fact("rhs", i, fact)));
            Outcome::new("C11", format!("table {block}"), status, message).evidence(evidence)
        })
        .collect();
    if rows.is_empty() {
        return vec![Outcome::new("C11", "", CheckStatus::NotApplicable, "no table is empty")];
    }
    rows
}

/// No part and no sentence was read: the explanation is in another file.
fn tables_alone(input: &Input<'_>) -> bool {
    let part = |s: &Section| s.part.is_some() && s.status != SectionStatus::Missing;
    !input.context.sections.list.iter().any(part) && !stated(input.facts).any(|(_, f)| f.source == Source::Prose)
}

/// The text gives what an empty table of a fund would show as zero.
fn zero_in_text<'a>(input: &Input<'a>, block: u32) -> Option<(usize, &'a Fact)> {
    let fund = match input.tables.tables.iter().find(|t| t.block == block)?.kind {
        TableKind::GovernmentFund => Fund::GovernmentFund,
        TableKind::StateCapital => Fund::StateCapital,
        _ => return None,
    };
    let own = |f: &Fact| f.fund == Some(fund) && f.scheme.is_none() && f.aspect == Aspect::Level && f.source == Source::Prose;
    stated(input.facts).find(|(_, f)| own(f) && f.value.is_zero() && f.year == input.context.identity.fiscal_year)
}
