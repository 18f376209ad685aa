//! Checks over several disclosures: years of one body, a department and its units, texts of all.
//!
//! One pass over the store in the order of county, department, year and unit, by the heads that its index holds. Of one county's department what is needed is in memory at a
//! time; the rows of `checks` that come out are sorted on disk into the order in which records are written, and joined there. They are never stored.

mod compare;
mod held;
mod key;
mod lists;
mod past;
mod stocks;
mod texts;
mod units;

use super::sort::{Sorted, Sorter};
use crate::checks::outcome::Outcome;
use crate::record::{CheckRow, CheckStatus, Record};
use crate::store::{self, Setting, Store};
use held::{Held, Place};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// The checks over several disclosures.
pub const IDS: &[&str] = &["S08", "X01", "X02", "X03", "X04", "X05"];

/// A row of `checks`, and the place of its disclosure.
type Row = (Place, CheckRow);
type Rows = Vec<Row>;

/// Bytes that are held before they are spilled to disk.
const HELD: usize = 16 << 20;

/// A preferred disclosure, before it is read.
#[derive(Debug)]
pub(super) struct Entry {
    /// Number of its input, then of the record in it.
    pub place: Place,
    /// SHA-256 of the input.
    pub sha256: String,
    /// `source_path`.
    pub path: String,
    /// `disclosure_id`.
    pub id: String,
    /// The disclosure key, where county, department and year are known.
    pub key: Option<String>,
}

/// County and department, year, unit and kind of a disclosure key.
fn order(key: &str) -> (&str, i32, &str) {
    let mut bars = key.match_indices('|').map(|(at, _)| at);
    let body = bars.nth(1).unwrap_or(key.len());
    let year = key.rsplit('|').next().and_then(|y| y.parse().ok()).unwrap_or(0);
    (&key[..body], year, &key[body..])
}

/// The rows of the dataset, in the order in which its records are written.
pub(super) struct Across {
    rows: Sorted,
    alone: bool,
}

/// Reads every preferred disclosure once and checks it against the others.
pub(super) fn run(store: &mut Store, setting: &Setting, entries: &mut [Entry], folder: &Path) -> io::Result<Across> {
    entries.sort_by(|a, b| {
        let sort = |e: &Entry| e.key.as_deref().map(|k| (order(k).0.to_owned(), order(k).1, order(k).2.to_owned()));
        (sort(a), &a.id).cmp(&(sort(b), &b.id))
    });
    let mut pass = Pass {
        rows: Sorter::new(folder, HELD),
        count: 0,
        texts: Sorter::new(folder, HELD),
        with_passages: 0,
        reader: Reader { store, setting, open: None },
    };
    for group in entries.chunk_by(|a, b| body(a).is_some() && body(a) == body(b)) {
        match group.first().and_then(body) {
            Some(body) => pass.group(body, group)?,
            None => pass.unknown(group)?,
        }
    }
    pass.finish()
}

fn body(entry: &Entry) -> Option<&str> {
    entry.key.as_deref().map(|k| order(k).0)
}

/// The pass over the store.
struct Pass<'s> {
    rows: Sorter,
    count: u32,
    texts: Sorter,
    with_passages: u64,
    reader: Reader<'s>,
}

impl Pass<'_> {
    /// All disclosures of one county's department.
    fn group(&mut self, body: &str, entries: &[Entry]) -> io::Result<()> {
        let mut group: Vec<Held> = Vec::new();
        let mut rows = Rows::new();
        for entry in entries {
            let Some(record) = self.reader.record(entry)? else { continue };
            let held = Held::of(record, entry.place, &entry.path);
            let (row, compared) = texts::take(&held, record, body, &mut self.texts)?;
            self.with_passages += u64::from(compared);
            rows.push(row);
            lists::check(&held, record, &group, &mut rows);
            group.push(held);
        }
        for held in &group {
            past::check(held, &group, &mut rows);
            stocks::check(held, &group, &mut rows);
            units::check(held, &group, &mut rows);
        }
        rows.into_iter().try_for_each(|row| spool(&mut self.rows, &mut self.count, row))
    }

    /// Disclosures whose county, department or year is not known have no neighbours.
    fn unknown(&mut self, entries: &[Entry]) -> io::Result<()> {
        for (entry, id) in entries.iter().flat_map(|e| IDS.iter().map(move |id| (e, id))) {
            let subject = if *id == "S08" { "across" } else { "" };
            let mut row = Outcome::new(id, subject, CheckStatus::Unknown, "county, department or year is not known").finish();
            row.disclosure_id.clone_from(&entry.id);
            spool(&mut self.rows, &mut self.count, (entry.place, row))?;
        }
        Ok(())
    }

    fn finish(self) -> io::Result<Across> {
        let Pass { mut rows, mut count, texts, with_passages, .. } = self;
        texts::compare(texts.finish()?, |row| spool(&mut rows, &mut count, row))?;
        Ok(Across { rows: rows.finish()?, alone: with_passages < 2 })
    }
}

/// Rows are sorted by place and check, and then stay in the order in which they were found.
fn spool(rows: &mut Sorter, count: &mut u32, ((input, record), row): Row) -> io::Result<()> {
    *count += 1;
    let mut key = [input.to_be_bytes(), record.to_be_bytes()].concat();
    key.extend_from_slice(row.check_id.as_bytes());
    key.extend_from_slice(&count.to_be_bytes());
    rows.push(key, serde_json::to_vec(&row)?)
}

/// Reads records; the file that was read last stays open, since one file may hold many units.
struct Reader<'s> {
    store: &'s mut Store,
    setting: &'s Setting,
    open: Option<(String, Vec<Record>)>,
}

impl Reader<'_> {
    fn record(&mut self, entry: &Entry) -> io::Result<Option<&Record>> {
        if self.open.as_ref().is_none_or(|(sha256, _)| *sha256 != entry.sha256) {
            self.open = match self.store.get(&self.setting.key(&entry.sha256))? {
                Some(store::Outcome::Records(records)) => Some((entry.sha256.clone(), records)),
                _ => None,
            };
        }
        Ok(self.open.as_ref().and_then(|(_, records)| records.get(entry.place.1 as usize)))
    }
}

impl Across {
    /// Adds the rows of a record to its checks, and counts them.
    pub fn join(&mut self, record: &mut Record, place: Place) -> io::Result<()> {
        let own = [place.0.to_be_bytes(), place.1.to_be_bytes()].concat();
        let mut rows = Rows::new();
        while self.rows.peek().is_some_and(|key| key.get(..8).is_some_and(|at| at <= own.as_slice())) {
            let Some(row) = self.rows.next() else { break };
            let (key, value) = row?;
            if key.get(..8) == Some(own.as_slice()) {
                rows.push((place, serde_json::from_slice(&value)?));
            }
        }
        texts::settle(&mut rows, self.alone);
        let mut taken: BTreeSet<(String, String)> = record.checks.iter().map(|c| (c.check_id.clone(), c.subject.clone())).collect();
        for (_, mut row) in rows {
            let name = row.subject.clone();
            let mut count = 1_u32;
            while !taken.insert((row.check_id.clone(), row.subject.clone())) {
                count += 1;
                row.subject = format!("{name} #{count}").trim_start().to_owned();
            }
            let disclosure = &mut record.disclosure;
            match row.status {
                CheckStatus::Pass => disclosure.checks_passed += 1,
                CheckStatus::Fail => disclosure.checks_failed += 1,
                CheckStatus::Unknown => disclosure.checks_unknown += 1,
                CheckStatus::NotApplicable => {}
            }
            record.checks.push(row);
        }
        record.checks.sort_by(|a, b| a.check_id.cmp(&b.check_id));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn a_disclosure_key_gives_the_body_and_the_year() {
        assert_eq!(order("130826|水务局||budget|2019"), ("130826|水务局", 2019, "||budget|2019"));
        assert_eq!(order("130826|水务局|水政大队|budget|2019").0, "130826|水务局");
    }
}
