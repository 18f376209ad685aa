//! Sorting more rows than memory should hold: rows of bytes, sorted in runs that are spilled to temporary files, and merged when they are read.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A key and what belongs to it; rows are ordered by both, so that the order never depends on when a row came.
pub type Row = (Vec<u8>, Vec<u8>);

/// Runs that are open at once; when there are more they become one.
const RUNS: usize = 64;
/// What a row costs beside its bytes.
const OVERHEAD: usize = 64;

/// Takes rows in any order.
#[derive(Debug)]
pub struct Sorter {
    folder: PathBuf,
    limit: usize,
    held: usize,
    rows: Vec<Row>,
    runs: Vec<File>,
}

impl Sorter {
    /// A sorter that spills to the folder whenever it holds more than so many bytes.
    pub fn new(folder: &Path, limit: usize) -> Self {
        Sorter { folder: folder.to_owned(), limit, held: 0, rows: Vec::new(), runs: Vec::new() }
    }

    /// Takes a row.
    pub fn push(&mut self, key: Vec<u8>, value: Vec<u8>) -> io::Result<()> {
        self.held += key.len() + value.len() + OVERHEAD;
        self.rows.push((key, value));
        if self.held > self.limit {
            self.spill()?;
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        self.held = 0;
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_unstable();
        let run = write_run(&self.folder, rows.into_iter().map(Ok))?;
        self.runs.push(run);
        if self.runs.len() >= RUNS {
            let merged = Sorted::new(std::mem::take(&mut self.runs), Vec::new())?;
            self.runs.push(write_run(&self.folder, merged)?);
        }
        Ok(())
    }

    /// Every row, in order.
    pub fn finish(mut self) -> io::Result<Sorted> {
        self.rows.sort_unstable();
        Sorted::new(self.runs, self.rows)
    }
}

/// Writes rows to a temporary file that has no name, and goes back to its beginning.
fn write_run(folder: &Path, rows: impl Iterator<Item = io::Result<Row>>) -> io::Result<File> {
    let mut writer = BufWriter::with_capacity(1 << 16, tempfile::tempfile_in(folder)?);
    for row in rows {
        let (key, value) = row?;
        for part in [&key, &value] {
            let length = u32::try_from(part.len()).map_err(|_| io::Error::other("a row is larger than 4 GiB"))?;
            writer.write_all(&length.to_le_bytes())?;
            writer.write_all(part)?;
        }
    }
    let mut file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// Where sorted rows come from.
#[derive(Debug)]
enum Run {
    File(BufReader<File>),
    Memory(VecDeque<Row>),
}

impl Run {
    fn next(&mut self) -> io::Result<Option<Row>> {
        match self {
            Run::Memory(rows) => Ok(rows.pop_front()),
            Run::File(reader) => {
                let Some(key) = read_part(reader)? else { return Ok(None) };
                let value = read_part(reader)?.ok_or(io::ErrorKind::UnexpectedEof)?;
                Ok(Some((key, value)))
            }
        }
    }
}

/// The next length and so many bytes; `None` at the end of the file.
fn read_part(reader: &mut BufReader<File>) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match reader.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut part = vec![0; u32::from_le_bytes(length) as usize];
    reader.read_exact(&mut part)?;
    Ok(Some(part))
}

/// Rows in order of their keys, then of their values.
#[derive(Debug)]
pub struct Sorted {
    runs: Vec<Run>,
    heads: BinaryHeap<Reverse<(Row, usize)>>,
}

impl Sorted {
    fn new(files: Vec<File>, rows: Vec<Row>) -> io::Result<Self> {
        let files = files.into_iter().map(|f| Run::File(BufReader::with_capacity(1 << 16, f)));
        let mut sorted = Sorted { runs: files.chain(std::iter::once(Run::Memory(rows.into()))).collect(), heads: BinaryHeap::new() };
        for run in 0..sorted.runs.len() {
            sorted.pull(run)?;
        }
        Ok(sorted)
    }

    fn pull(&mut self, run: usize) -> io::Result<()> {
        if let Some(row) = self.runs.get_mut(run).map(Run::next).transpose()?.flatten() {
            self.heads.push(Reverse((row, run)));
        }
        Ok(())
    }

    /// The key of the next row.
    pub fn peek(&self) -> Option<&[u8]> {
        self.heads.peek().map(|Reverse(((key, _), _))| key.as_slice())
    }
}

impl Iterator for Sorted {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((row, run)) = self.heads.pop()?;
        Some(self.pull(run).map(|()| row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(limit: usize, rows: &[(u32, &str)]) -> Vec<(u32, String)> {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(folder.path(), limit);
        for (key, value) in rows {
            sorter.push(key.to_be_bytes().to_vec(), value.as_bytes().to_vec()).unwrap();
        }
        let sorted = sorter.finish().unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "temporary files have no names");
        let rows = sorted.map(Result::unwrap);
        rows.map(|(k, v)| (u32::from_be_bytes(k.try_into().unwrap()), String::from_utf8(v).unwrap())).collect()
    }

    #[test]
    fn rows_come_in_the_order_of_key_and_value_however_often_they_were_spilled() {
        let rows = [(3, "c"), (1, "z"), (2, ""), (1, "a"), (3, "c"), (0, "last")];
        let expected: Vec<(u32, String)> =
            [(0, "last"), (1, "a"), (1, "z"), (2, ""), (3, "c"), (3, "c")].map(|(k, v)| (k, v.to_owned())).into();
        for limit in [0, 70, 200, usize::MAX] {
            assert_eq!(sorted(limit, &rows), expected, "{limit}");
        }
        assert_eq!(sorted(0, &[]), []);
    }

    #[test]
    fn more_runs_than_may_be_open_become_one() {
        // 997 is prime, so that every number below it comes exactly once.
        let rows: Vec<(u32, &str)> = (0..997_u32).map(|i| (i * 331 % 997, "x")).collect();
        let keys: Vec<u32> = sorted(0, &rows).into_iter().map(|r| r.0).collect();
        assert_eq!(keys, (0..997).collect::<Vec<u32>>());
    }

    #[test]
    fn the_next_key_is_seen_before_it_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(folder.path(), 0);
        sorter.push(vec![2], vec![]).unwrap();
        sorter.push(vec![1], vec![]).unwrap();
        let mut sorted = sorter.finish().unwrap();
        assert_eq!(sorted.peek(), Some([1].as_slice()));
        sorted.next();
        assert_eq!(sorted.peek(), Some([2].as_slice()));
        sorted.next();
        assert_eq!(sorted.peek(), None);
    }
}
