//! Loading both sides and matching their rows.

use super::{Difference, DocumentScore, Error, Tally};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A CSV by column name.
struct Csv {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Csv {
    fn load(path: &Path) -> Result<Self, Error> {
        let damaged = |source| Error::Csv { path: path.to_owned(), source };
        let mut reader = csv::ReaderBuilder::new().from_path(path).map_err(damaged)?;
        let columns = reader.headers().map_err(damaged)?.iter().map(|c| c.trim_start_matches('\u{feff}').to_owned()).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            rows.push(record.map_err(damaged)?.iter().map(str::to_owned).collect());
        }
        Ok(Csv { columns, rows })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c == name)
    }
}

/// A cell as it is compared: white space dropped, numbers in one form; codes (a leading zero) stay text.
pub(super) fn normal(value: &str) -> String {
    let value: String = value.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    let bytes = value.as_bytes();
    let code = bytes.len() > 1 && bytes[0] == b'0' && bytes[1].is_ascii_digit();
    if code || bytes.is_empty() {
        return value;
    }
    match value.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&value)) {
        Ok(number) if number.is_zero() => "0".to_owned(),
        Ok(number) => number.normalize().to_string(),
        Err(_) => value,
    }
}

/// The tables of a run, each with the rows of every disclosure.
pub(super) struct Run {
    folder: PathBuf,
    /// source_path → disclosure ids, in the order of the tables.
    ids: BTreeMap<String, Vec<String>>,
    formats: BTreeMap<String, String>,
    /// By table name: columns, and rows by disclosure.
    tables: BTreeMap<String, Table>,
}

#[derive(Default)]
struct Table {
    columns: Vec<String>,
    by_id: BTreeMap<String, Vec<Vec<String>>>,
}

impl Run {
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let mut run = Run { folder: folder.to_owned(), ids: BTreeMap::new(), formats: BTreeMap::new(), tables: BTreeMap::new() };
        let disclosures = Csv::load(&run.path("disclosures"))?;
        for name in ["disclosures", "sources"] {
            let path = run.path(name);
            if !path.is_file() {
                continue;
            }
            let table = Csv::load(&path)?;
            let (Some(id), Some(source)) = (table.column("disclosure_id"), table.column("source_path")) else { continue };
            for row in &table.rows {
                let ids = run.ids.entry(row[source].clone()).or_default();
                if !ids.contains(&row[id]) {
                    ids.push(row[id].clone());
                }
            }
        }
        if let (Some(id), Some(format)) = (disclosures.column("disclosure_id"), disclosures.column("format")) {
            run.formats = disclosures.rows.iter().map(|r| (r[id].clone(), r[format].clone())).collect();
        }
        Ok(run)
    }

    fn path(&self, table: &str) -> PathBuf {
        let in_tables = self.folder.join("tables").join(format!("{table}.csv"));
        if in_tables.is_file() { in_tables } else { self.folder.join(format!("{table}.csv")) }
    }

    /// Loads a table of the run once; one that the run does not have is empty.
    fn ensure(&mut self, table: &str) -> Result<(), Error> {
        let path = self.path(table);
        if !self.tables.contains_key(table) && path.is_file() {
            self.tables.insert(table.to_owned(), load_by_id(&path)?);
        }
        Ok(())
    }

    fn format(&self, path: &str) -> String {
        let id = self.ids.get(path).and_then(|ids| ids.first());
        id.and_then(|id| self.formats.get(id)).cloned().unwrap_or_default()
    }
}

/// The gold folder and the source path of every document to compare.
pub(super) fn pairs(gold: &Path, run: &Run) -> Result<Vec<(PathBuf, String)>, Error> {
    let read = |source| Error::Read { path: gold.to_owned(), source };
    let mut folders = Vec::new();
    let mut each = false;
    for entry in std::fs::read_dir(gold).map_err(read)? {
        let path = entry.map_err(read)?.path();
        each |= path.extension().is_some_and(|e| e == "csv");
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    let pairs: Vec<_> = if each {
        run.ids.keys().map(|path| (gold.to_owned(), path.clone())).collect()
    } else {
        folders.iter().flat_map(|folder| documents_of(folder, run)).collect()
    };
    if pairs.is_empty() { Err(Error::NoGold(gold.to_owned())) } else { Ok(pairs) }
}

fn documents_of(folder: &Path, run: &Run) -> Vec<(PathBuf, String)> {
    let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = |path: &str| {
        let last = path.rsplit('/').next().unwrap_or(path);
        last.rsplit_once('.').map_or(last, |(stem, _)| stem).to_owned()
    };
    let found: Vec<_> = run.ids.keys().filter(|path| stem(path) == name).map(|path| (folder.to_owned(), path.clone())).collect();
    if found.is_empty() { vec![(folder.to_owned(), format!("{name}.missing"))] } else { found }
}

/// Compares one document.
pub(super) fn document(folder: &Path, path: &str, run: &mut Run) -> Result<DocumentScore, Error> {
    let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut score = DocumentScore::new(path, run.format(path), name);
    let ids = run.ids.get(path).cloned().unwrap_or_default();
    run.ensure("facts")?;
    score.facts = super::groups::facts(run.tables.get("facts").map_or(&[], |t| &t.columns), rows_by_id(run, "facts", &ids));
    let read = |source| Error::Read { path: folder.to_owned(), source };
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(read)? {
        let file = entry.map_err(read)?.path();
        if file.extension().is_some_and(|e| e == "csv") {
            files.push(file);
        }
    }
    files.sort();
    for file in files {
        let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let want = Csv::load(&file)?;
        run.ensure(&name)?;
        let got = rows_of(run, &name, &ids, &want);
        if name == "disclosures" {
            score.columns = by_column(&want, &got);
        }
        let outcome = compare(&name, &want, got);
        let columns: Arc<[String]> = want.columns.clone().into();
        let differs = |missing: bool| {
            let (table, columns) = (name.clone(), Arc::clone(&columns));
            move |row: &Vec<String>| Difference { table: table.clone(), missing, columns: Arc::clone(&columns), row: row.clone() }
        };
        score.differences.extend(outcome.missing.iter().map(differs(true)));
        score.differences.extend(outcome.unexpected.iter().map(differs(false)));
        let tally = Tally { matched: outcome.matched, unexpected: outcome.unexpected.len() as u64, missing: outcome.missing.len() as u64 };
        score.tables.insert(name, tally);
    }
    Ok(score)
}

/// The run's rows of a table for some disclosures, as maps from the run's columns; filtered as the table's comparison wants it.
fn rows_of(run: &Run, table: &str, ids: &[String], want: &Csv) -> Vec<BTreeMap<String, String>> {
    let Some(loaded) = run.tables.get(table) else { return Vec::new() };
    let rows = rows_by_id(run, table, ids);
    let mapped = rows.map(|row| loaded.columns.iter().cloned().zip(row.iter().cloned()).collect::<BTreeMap<String, String>>());
    mapped.filter(|row| wanted(table, row, want)).collect()
}

fn rows_by_id<'r>(run: &'r Run, table: &str, ids: &'r [String]) -> impl Iterator<Item = &'r Vec<String>> {
    let loaded = run.tables.get(table);
    ids.iter().filter_map(move |id| loaded?.by_id.get(id)).flatten()
}

/// Each column of the expected rows by itself: how many cells are right, of how many that say something. Rows are paired in order: the units of one file.
fn by_column(want: &Csv, got: &[BTreeMap<String, String>]) -> BTreeMap<String, (u64, u64)> {
    let mut columns: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for (i, row) in want.rows.iter().enumerate() {
        for (column, value) in want.columns.iter().zip(row).filter(|(_, v)| v.as_str() != "*") {
            let there = got.get(i).and_then(|g| g.get(column)).map_or("", String::as_str);
            let (right, all) = columns.entry(column.clone()).or_default();
            *right += u64::from(got.get(i).is_some() && normal(value) == normal(there));
            *all += 1;
        }
    }
    columns
}

fn load_by_id(path: &Path) -> Result<Table, Error> {
    let csv = Csv::load(path)?;
    let mut by_id: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    if let Some(id) = csv.column("disclosure_id") {
        for row in csv.rows {
            by_id.entry(row[id].clone()).or_default().push(row);
        }
    }
    Ok(Table { columns: csv.columns, by_id })
}

/// Values that a column of the expected file names.
fn named(want: &Csv, column: &str) -> BTreeSet<String> {
    want.column(column).map(|c| want.rows.iter().map(|r| r[c].clone()).collect()).unwrap_or_default()
}

fn wanted(table: &str, row: &BTreeMap<String, String>, want: &Csv) -> bool {
    let value = |column: &str| row.get(column).map_or("", String::as_str);
    match table {
        "sections" if want.column("part").is_some() => !value("part").is_empty() && value("depth") == "1",
        "facts" => {
            let measures = named(want, "measure");
            (measures.is_empty() || measures.contains(value("measure"))) && value("basis") != "derived"
        }
        "checks" => {
            let mut statuses = named(want, "status");
            statuses.extend(["pass".to_owned(), "fail".to_owned()]);
            named(want, "check_id").contains(value("check_id")) && statuses.contains(value("status"))
        }
        _ => true,
    }
}

struct Outcome {
    matched: u64,
    missing: Vec<Vec<String>>,
    unexpected: Vec<Vec<String>>,
}

fn fits(want: &[String], got: &[String]) -> bool {
    want.iter().zip(got).all(|(w, g)| w == "*" || w == g)
}

fn compare(table: &str, want: &Csv, got: Vec<BTreeMap<String, String>>) -> Outcome {
    let mut wanted: Vec<Vec<String>> = want.rows.iter().map(|r| r.iter().map(|v| normal(v)).collect()).collect();
    let mut there: Vec<Vec<String>> =
        got.iter().map(|row| want.columns.iter().map(|c| normal(row.get(c).map_or("", String::as_str))).collect()).collect();
    if table == "facts" {
        unique(&mut wanted);
        unique(&mut there);
    }
    let mut outcome = match_rows(&wanted, &there, table == "facts");
    match table {
        // A further witness of a row that was matched through `*` is no error.
        "facts" => outcome.unexpected.retain(|row| !wanted.iter().any(|w| w.iter().any(|v| v == "*") && fits(w, row))),
        "checks" => outcome.unexpected.retain(|row| !wanted.contains(row)),
        _ => {}
    }
    outcome
}

fn unique(rows: &mut Vec<Vec<String>>) {
    let mut seen = BTreeSet::new();
    rows.retain(|row| seen.insert(row.clone()));
}

/// Greedy: rows without `*` first, then those with fewer. With `reuse` a row with `*` may also be met by a row that another one has taken.
fn match_rows(wanted: &[Vec<String>], there: &[Vec<String>], reuse: bool) -> Outcome {
    let mut order: Vec<&Vec<String>> = wanted.iter().collect();
    order.sort_by_key(|row| row.iter().filter(|v| *v == "*").count());
    let mut taken = vec![false; there.len()];
    let mut exact: BTreeMap<&Vec<String>, Vec<usize>> = BTreeMap::new();
    for (i, row) in there.iter().enumerate().rev() {
        exact.entry(row).or_default().push(i);
    }
    let mut missing = Vec::new();
    for row in order {
        if !row.iter().any(|v| v == "*") {
            match exact.get_mut(row).and_then(Vec::pop) {
                Some(i) => taken[i] = true,
                None => missing.push(row.clone()),
            }
            continue;
        }
        match there.iter().enumerate().position(|(i, g)| !taken[i] && fits(row, g)) {
            Some(i) => taken[i] = true,
            None if reuse && there.iter().any(|g| fits(row, g)) => {}
            None => missing.push(row.clone()),
        }
    }
    let unexpected = there.iter().zip(&taken).filter(|(_, t)| !**t).map(|(r, _)| r.clone()).collect();
    Outcome { matched: (wanted.len() - missing.len()) as u64, missing, unexpected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|l| l.split(',').map(normal).collect()).collect()
    }

    #[test]
    fn cells_are_compared_without_blanks_and_numbers_as_decimals() {
        assert_eq!(normal(" 1 0.50 "), "10.5");
        assert_eq!(normal("0.00"), "0");
        assert_eq!(normal("0301"), "0301");
        assert_eq!(normal("合　计"), "合计");
    }

    #[test]
    fn a_star_takes_any_value_and_rows_without_one_go_first() {
        let outcome = match_rows(&rows("a,*\na,1\nb,2"), &rows("a,1\na,7\nc,3"), false);
        assert_eq!(outcome.matched, 2);
        assert_eq!(outcome.missing, rows("b,2"));
        assert_eq!(outcome.unexpected, rows("c,3"));
    }

    #[test]
    fn with_reuse_one_row_may_answer_two_stars() {
        assert_eq!(match_rows(&rows("a,*\n*,1"), &rows("a,1"), true).matched, 2);
        assert_eq!(match_rows(&rows("a,*\n*,1"), &rows("a,1"), false).matched, 1);
    }
}
