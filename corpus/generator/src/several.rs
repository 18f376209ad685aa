//! More than one disclosure in a file, and more than one file of a disclosure.

use crate::bank::{Bank, Department};
use crate::cases::Cases;
use crate::compose::Composer;
use crate::outline::Family;
use crate::page::{Block, Page, Paragraph};
use crate::random::Random;
use crate::subject::Subject;
use crate::truth::Truth;

/// A file of a disclosure.
pub struct Written {
    /// What its name has behind the name of the disclosure.
    pub suffix: &'static str,
    pub page: Page,
    pub truth: Truth,
    pub cases: Cases,
    pub lacking: Vec<String>,
}

/// The files of a subject: one, or the one that was published first and its correction.
pub fn pages(bank: &Bank, subject: Subject, family: &'static Family, cases: Cases, own: &mut Random) -> Vec<Written> {
    if cases.has("corrected") {
        return corrected(bank, subject, family, cases, own);
    }
    let units = if cases.has("several_units") { unit_subjects(bank, &subject, own) } else { Vec::new() };
    let mut whole = written(bank, &subject, family, cases, own);
    if units.is_empty() {
        whole.cases.drop("several_units");
    }
    for unit in &units {
        let next = written(bank, unit, family, whole.cases.clone(), own);
        whole.page.blocks.extend(next.page.blocks);
        whole.truth.append(next.truth);
        whole.lacking.extend(next.lacking);
    }
    vec![whole]
}

/// One author writes a file: all of it is drawn with the same words.
fn written(bank: &Bank, subject: &Subject, family: &'static Family, cases: Cases, own: &mut Random) -> Written {
    let mut composer = Composer::new(bank, subject, family.name, cases, own.fork("words"));
    (family.write)(&mut composer);
    let (page, truth, cases, lacking) = composer.finish();
    Written { suffix: "", page, truth, cases, lacking }
}

/// Subordinate units that disclose behind their department: one or two.
fn unit_subjects(bank: &Bank, whole: &Subject, own: &mut Random) -> Vec<Subject> {
    let mut random = own.fork("units");
    let count = random.between(1, 2) as usize;
    let behind_parent = random.chance(60);
    let institutions = whole.department.institutions.iter().take(count).cloned().collect::<Vec<_>>();
    let subject = |(i, name): (usize, String)| {
        let printed = if behind_parent { format!("{}{name}", whole.printed) } else { name.clone() };
        let department = Department {
            name,
            printed: vec![printed],
            institutions: vec!["综合办公室".to_owned(), "业务管理科".to_owned()],
            ..whole.department.clone()
        };
        let seed = random.between(0, i64::MAX - 1) as u64;
        let mut unit = Subject::draw(bank, &whole.place, &department, whole.year, whole.final_accounts, seed);
        unit.style = whole.style;
        unit.unit_code = format!("{}{:03}", whole.unit_code, i + 2);
        unit.parent = whole.department.name.clone();
        unit
    };
    institutions.into_iter().enumerate().map(subject).collect()
}

/// Lines that say that a page takes the place of another one; `{}` is the last line of its title.
const MARKS: &[&str] = &["{}（更正）", "{}（更新版）", "更正公告\n{}", "{}\n因工作疏忽，前次公开的内容有误，现更正如下："];

/// What was published first has other figures of its assets and counts, and is not preferred.
fn corrected(bank: &Bank, subject: Subject, family: &'static Family, cases: Cases, own: &mut Random) -> Vec<Written> {
    let earlier = subject.mistaken(&mut own.fork("mistaken"));
    let mut first = written(bank, &earlier, family, cases.clone(), own);
    first.truth.column("disclosures", "is_preferred", "false");
    let mut second = written(bank, &subject, family, cases, own);
    let mut random = own.fork("correction");
    match MARKS.get(random.between(0, MARKS.len() as i64) as usize) {
        Some(mark) => {
            mark_title(&mut second.page, mark);
            second.suffix = "-2";
        }
        // Only the name of the file says it.
        None => second.suffix = "（更正）",
    }
    vec![first, second]
}

/// The lines of the title stand first on the page, and are centred.
fn mark_title(page: &mut Page, mark: &str) {
    let title = |b: &Block| matches!(b, Block::Paragraph(p) if p.centered && p.number.is_none());
    let lines = page.blocks.iter().take_while(|b| title(b)).count();
    // A title of two lines names the body, then the year and the kind.
    let Some(at) = (0..lines.min(2)).rev().find(|at| matches!(&page.blocks[*at], Block::Paragraph(p) if p.text.contains('算'))) else {
        return;
    };
    let (before, after) = mark.split_once("{}").unwrap_or(("", mark));
    let line = |text: &str| Block::Paragraph(Paragraph { text: text.to_owned(), centered: true, ..Paragraph::default() });
    if let Some(text) = after.strip_prefix('\n') {
        page.blocks.insert(at + 1, line(text));
    } else if let Block::Paragraph(p) = &mut page.blocks[at] {
        p.text.push_str(after);
    }
    if let Some(text) = before.strip_suffix('\n') {
        page.blocks.insert(0, line(text));
    }
}
