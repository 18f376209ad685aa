//! S08 over a dataset: passages that stand word for word in another disclosure.
//!
//! Passages are compared by hashes that are sorted on disk, so that memory does not grow with the number of texts.

use super::held::{Held, Place};
use super::{Row, Rows};
use crate::checks::outcome::Outcome;
use crate::dataset::sort::{Sorted, Sorter};
use crate::normalise::key::fold_text;
use crate::record::{CheckRow, CheckStatus, EvidencePiece, ListKey, Record, SectionStatus};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io;

/// Letters and digits from which on a passage means something.
const PASSAGE: usize = 200;
/// The same for a reason, which is shorter by nature; below it are the set phrases of every county.
const REASON: usize = 100;
/// Wording that stands in the disclosures of more bodies is common wording and not told.
const COMMON: usize = 10;
/// Disclosures that are kept of one passage.
const KEPT: usize = 64;
/// Characters of a passage that name it.
const EXCERPT: usize = 30;
/// How subjects begin, so that they are told apart from those within one document.
const ACROSS: &str = "across";

/// One passage of one disclosure, as it is sorted.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Passage {
    place: Place,
    written: i32,
    body: String,
    year: i32,
    id: String,
    path: String,
    what: String,
    /// A whole list or part, and not a paragraph of it.
    whole: bool,
    block: u32,
    characters: usize,
    excerpt: String,
}

/// Takes the passages of a record; what is said of it when none of them is found elsewhere.
pub(super) fn take(held: &Held, record: &Record, body: &str, sorter: &mut Sorter) -> io::Result<(Row, bool)> {
    let mask = Mask::of(record);
    let mut seen = BTreeSet::new();
    for (what, whole, block, text) in passages(record) {
        let masked = mask.apply(&text);
        let characters = masked.chars().count();
        let least = if what == "reasons" { REASON } else { PASSAGE };
        let hash: Vec<u8> = Sha256::digest(format!("{what}\0{masked}").as_bytes()).iter().take(16).copied().collect();
        if characters < least || !seen.insert(hash.clone()) {
            continue;
        }
        let excerpt: String = text.trim_start().chars().filter(|c| !c.is_control()).take(EXCERPT).collect();
        let passage = Passage {
            place: held.place,
            written: held.written(),
            body: body.to_owned(),
            year: held.year,
            id: held.id.clone(),
            path: held.path.clone(),
            what: what.to_owned(),
            whole,
            block,
            characters,
            excerpt,
        };
        let mut key = hash;
        key.extend_from_slice(&(held.written().unsigned_abs()).to_be_bytes());
        key.extend_from_slice(body.as_bytes());
        key.extend_from_slice(held.id.as_bytes());
        sorter.push(key, serde_json::to_vec(&passage)?)?;
    }
    let (status, message) = match seen.len() {
        0 => (CheckStatus::NotApplicable, "no passage is long enough to be compared with other disclosures".to_owned()),
        n => (CheckStatus::Pass, format!("none of {n} passages stands in another disclosure of the dataset")),
    };
    Ok((held.row(Outcome::new("S08", ACROSS, status, message), &[]), !seen.is_empty()))
}

/// What a text is, whether it is whole, its block, and the text.
type Text = (&'static str, bool, u32, String);

fn passages(record: &Record) -> Vec<Text> {
    let mut texts = Vec::new();
    for (what, list) in [("duties", ListKey::Duties), ("goals", ListKey::Goals), ("goals", ListKey::ResponsibilityGoals)] {
        let rows: Vec<_> = record.statements.iter().filter(|s| s.list_key == list).collect();
        let words = |s: &&crate::record::StatementRow| format!("{}{}", s.name.as_deref().unwrap_or(""), s.text);
        if let Some(first) = rows.first() {
            texts.push((what, true, first.block, rows.iter().map(words).collect()));
        }
        texts.extend(rows.iter().map(|s| (what, false, s.block, words(s))));
    }
    let found = |part: u8| record.sections.iter().filter(move |s| s.part == Some(part) && s.depth == 1 && s.status == SectionStatus::Found);
    for section in found(5) {
        let block = section.block.unwrap_or(0);
        texts.push(("performance", true, block, section.text.clone()));
        texts.extend(section.text.lines().map(|line| ("performance", false, block, line.to_owned())));
    }
    for section in [2, 3, 4, 6].into_iter().flat_map(found) {
        for line in section.text.lines() {
            if let Some(at) = line.find("原因") {
                texts.push(("reasons", false, section.block.unwrap_or(0), line[at..].to_owned()));
            }
        }
    }
    texts
}

/// Names of the place and the body, which differ between copies.
struct Mask {
    names: Vec<String>,
}

impl Mask {
    fn of(record: &Record) -> Self {
        let d = &record.disclosure;
        let names = [&d.province, &d.prefecture, &d.county, &d.department_printed, &d.department, &d.unit_name, &d.parent_department];
        let mut names: Vec<String> = names.into_iter().flatten().map(|n| fold_text(n)).filter(|n| n.chars().count() > 1).collect();
        names.sort_by_key(|n| std::cmp::Reverse(n.len()));
        names.dedup();
        Mask { names }
    }

    /// Letters and digits without those names and without years.
    fn apply(&self, text: &str) -> String {
        let mut folded = fold_text(text);
        for name in &self.names {
            folded = folded.replace(name.as_str(), "");
        }
        let mut out = String::with_capacity(folded.len());
        for c in folded.chars().filter(|c| c.is_alphanumeric()) {
            let digits = out.len() - out.trim_end_matches(|d: char| d.is_ascii_digit()).len();
            if c == '年' && digits == 4 {
                out.truncate(out.len() - 4);
            }
            out.push(c);
        }
        out
    }
}

/// The rows of all passages that stand in several disclosures.
pub(super) fn compare(sorted: Sorted, mut take: impl FnMut(Row) -> io::Result<()>) -> io::Result<()> {
    let mut hash: Vec<u8> = Vec::new();
    let mut members: Vec<Passage> = Vec::new();
    for row in sorted {
        let (key, value) = row?;
        let own = key.get(..16).unwrap_or_default();
        if own != hash {
            told(&members, &mut take)?;
            members.clear();
            hash = own.to_vec();
        }
        // One more than is kept shows that the wording is common.
        if members.len() <= KEPT {
            members.push(serde_json::from_slice(&value)?);
        }
    }
    told(&members, &mut take)
}

fn told(members: &[Passage], take: &mut impl FnMut(Row) -> io::Result<()>) -> io::Result<()> {
    let bodies: BTreeSet<&str> = members.iter().map(|m| m.body.as_str()).collect();
    if bodies.len() > COMMON || members.len() > KEPT {
        return Ok(());
    }
    for (at, later) in members.iter().enumerate() {
        let earlier = members[..at].iter().filter(|e| counts(e, later));
        let last_year = earlier.clone().filter(|e| e.body == later.body).max_by_key(|e| e.written);
        if let Some(earlier) = last_year.or(earlier.clone().next()) {
            take(row(earlier, later))?;
        }
    }
    Ok(())
}

/// A department and its own office, and the two disclosures of one year, share their words by right; duties stay the same from year to year.
fn counts(earlier: &Passage, later: &Passage) -> bool {
    earlier.body != later.body || (later.what != "duties" && earlier.year != later.year)
}

fn row(earlier: &Passage, later: &Passage) -> Row {
    let subject = if later.whole { format!("{ACROSS} {}", later.what) } else { format!("{ACROSS} {}: {}", later.what, later.excerpt) };
    let whose =
        if earlier.body == later.body { "the same body's".to_owned() } else { format!("that of {}", earlier.body.replace('|', " ")) };
    let message = format!(
        "{}: {} letters are word for word those of {} ({whose}, {}): {}…",
        later.what, later.characters, earlier.path, earlier.year, later.excerpt
    );
    let mut row = Outcome::new("S08", subject, CheckStatus::Fail, message).finish();
    row.disclosure_id.clone_from(&later.id);
    let piece = |side: &str, passage: &Passage| {
        let foreign = passage.id != later.id;
        EvidencePiece {
            side: side.to_owned(),
            disclosure_id: foreign.then(|| passage.id.clone()),
            source_path: foreign.then(|| passage.path.clone()),
            fact_seq: None,
            block: passage.block,
            start_char: None,
            end_char: None,
            table_row: None,
            table_column: None,
            printed: passage.excerpt.clone(),
            sentence: None,
            sentence_char: None,
        }
    };
    row.evidence = CheckRow::evidence_of(&[piece("lhs", later), piece("rhs", earlier)]);
    (later.place, row)
}

/// Leaves what is to be told of one disclosure: failures in place of the row that says that there are none, and no paragraphs of a whole that was found.
pub(super) fn settle(rows: &mut Rows, alone: bool) {
    let failed =
        |subject: &str, rows: &Rows| rows.iter().any(|(_, r)| r.check_id == "S08" && r.status == CheckStatus::Fail && r.subject == subject);
    let wholes: Vec<String> =
        ["duties", "goals", "performance"].map(|w| format!("{ACROSS} {w}")).into_iter().filter(|w| failed(w, rows)).collect();
    let any = rows.iter().any(|(_, r)| r.check_id == "S08" && r.status == CheckStatus::Fail);
    rows.retain(|(_, r)| {
        let standing_in = r.subject == ACROSS && any;
        let within = wholes.iter().any(|w| r.subject.strip_prefix(w.as_str()).is_some_and(|rest| rest.starts_with(": ")));
        r.check_id != "S08" || !(standing_in || within)
    });
    for (_, row) in rows.iter_mut().filter(|(_, r)| alone && r.check_id == "S08" && r.status == CheckStatus::Pass) {
        row.status = CheckStatus::Unknown;
        row.message = "no other disclosure with long passages is in the dataset".to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::Mask;

    #[test]
    fn names_and_years_are_masked_and_other_numbers_stay() {
        let mask = Mask { names: vec!["丰宁县水务局".into(), "丰宁县".into()] };
        assert_eq!(mask.apply("2019年，丰宁县水务局在丰宁县建设 12 座、投资3.5万元。"), "年在建设12座投资35万元");
        assert_eq!(mask.apply("12019年"), "12019年");
    }
}
