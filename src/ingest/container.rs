//! The OLE container ([MS-CFB]): streams by name, out of a byte slice.
//!
//! Streams that lie in one piece are borrowed, not copied. Damage is survived as far as it goes: a chain that runs past the end of the file, into a loop or into a lost
//! part of the allocation table ends there (or goes on with the next sector, where the table itself is lost), and [`Container::damaged`] says so. No stream is ever longer
//! than the file.

use super::bytes::{slice_at, u16_at, u32_at};
use std::borrow::Cow;

/// What an OLE container begins with.
pub(crate) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const LAST_REGULAR: u32 = 0xFFFF_FFFA;
const MINI_SECTOR: usize = 64;
const NO_ENTRY: u32 = 0xFFFF_FFFF;

/// One directory entry ([MS-CFB] 2.6.1).
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

/// An opened container.
pub(crate) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_cutoff: usize,
    mini: Cow<'a, [u8]>,
    entries: Vec<Entry>,
    /// Indices of the entries that stand directly in the root storage.
    top: Vec<usize>,
    damaged: bool,
}

impl<'a> Container<'a> {
    /// Opens a container; `None` when the bytes are none, or when no directory can be found in them.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(&MAGIC) {
            return None;
        }
        let sector = if u16_at(bytes, 0x1E)? == 12 { 4096 } else { 512 };
        let mut container = Container {
            bytes,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_cutoff: u32_at(bytes, 0x38).filter(|&c| c > 0).unwrap_or(4096) as usize,
            mini: Cow::Borrowed(&[]),
            entries: Vec::new(),
            top: Vec::new(),
            damaged: false,
        };
        container.read_fat();
        let directory = container.chain(u32_at(bytes, 0x30)?, usize::MAX);
        container.entries = directory.chunks_exact(128).filter_map(entry).collect();
        container.entries.first()?;
        let mini_fat = container.chain(u32_at(bytes, 0x3C)?, usize::MAX);
        container.mini_fat = words(&mini_fat);
        let root = container.entries.first().map(|e| (e.start, e.size))?;
        container.mini = container.chain(root.0, root.1);
        container.damaged |= container.mini.len() < root.1;
        container.find_top();
        Some(container)
    }

    /// True when something of the container itself was lost.
    pub(crate) fn damaged(&self) -> bool {
        self.damaged
    }

    /// The names in the root storage.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.top.iter().filter_map(|&i| self.entries.get(i)).map(|e| e.name.as_str())
    }

    /// A stream of the root storage; ASCII case is ignored, as [MS-CFB] 2.6.4 compares names in upper case.
    pub(crate) fn stream(&mut self, name: &str) -> Option<Cow<'a, [u8]>> {
        let found = self.top.iter().filter_map(|&i| self.entries.get(i)).find(|e| e.kind == 2 && e.name.eq_ignore_ascii_case(name))?;
        let (start, size) = (found.start, found.size);
        let data = if size < self.mini_cutoff { self.mini_chain(start, size) } else { self.chain(start, size) };
        self.damaged |= data.len() < size;
        Some(data)
    }

    /// Reads the allocation table through the list of its sectors ([MS-CFB] 2.3, 2.5).
    fn read_fat(&mut self) {
        let sectors = self.sector_count();
        let per_sector = self.sector / 4;
        let wanted = (sectors as usize).div_ceil(per_sector);
        let mut places = words(slice_at(self.bytes, 0x4C, 109 * 4));
        let mut next = u32_at(self.bytes, 0x44).unwrap_or(END_OF_CHAIN);
        let mut steps = 0;
        while next <= LAST_REGULAR && places.len() < wanted + 109 && steps <= wanted {
            let Some(data) = self.sector_data(next) else { break };
            let mut list = words(data);
            next = list.pop().unwrap_or(END_OF_CHAIN);
            places.extend(list);
            steps += 1;
        }
        for place in places.into_iter().filter(|&p| p != FREE).take(wanted) {
            match self.sector_data(place) {
                Some(data) => {
                    let mut table = words(data);
                    table.resize(per_sector, FREE);
                    self.fat.extend(table);
                }
                None => {
                    self.damaged = true;
                    // The table's own sector is lost: what it told is unknown, see `follow`.
                    self.fat.extend(std::iter::repeat_n(UNKNOWN, per_sector));
                }
            }
        }
    }

    fn sector_count(&self) -> u32 {
        (self.bytes.len().saturating_sub(self.sector)).div_ceil(self.sector).min(LAST_REGULAR as usize) as u32
    }

    /// A sector's bytes; the last one of a cut file may be short.
    fn sector_data(&self, index: u32) -> Option<&'a [u8]> {
        let from = (index as usize).checked_add(1)?.checked_mul(self.sector)?;
        let data = slice_at(self.bytes, from, self.sector);
        (!data.is_empty()).then_some(data)
    }

    /// The sectors of a chain, in order, for at most `size` bytes.
    fn follow(&mut self, start: u32, size: usize) -> Vec<u32> {
        let count = self.sector_count();
        let most = size.div_ceil(self.sector).min(count as usize);
        let mut sectors = Vec::new();
        let mut next = start;
        while sectors.len() < most && next < count {
            sectors.push(next);
            next = match self.fat.get(next as usize) {
                Some(&UNKNOWN) | None => next + 1,
                Some(&to) => to,
            };
        }
        self.damaged |= next != END_OF_CHAIN && sectors.len() < most && size != usize::MAX;
        sectors
    }

    fn chain(&mut self, start: u32, size: usize) -> Cow<'a, [u8]> {
        let sectors = self.follow(start, size);
        let Some((&first, rest)) = sectors.split_first() else { return Cow::Borrowed(&[]) };
        let straight = rest.iter().zip(first.saturating_add(1)..).all(|(&sector, expected)| sector == expected);
        let mut data = if straight {
            Cow::Borrowed(slice_at(self.bytes, (first as usize + 1) * self.sector, sectors.len() * self.sector))
        } else {
            let mut joined = Vec::with_capacity(sectors.len() * self.sector);
            for &sector in &sectors {
                joined.extend_from_slice(self.sector_data(sector).unwrap_or(&[]));
            }
            Cow::Owned(joined)
        };
        match &mut data {
            Cow::Borrowed(slice) => *slice = slice_at(slice, 0, size),
            Cow::Owned(joined) => joined.truncate(size),
        }
        data
    }

    /// A small stream: its sectors of 64 bytes lie in the root entry's own stream ([MS-CFB] 2.4).
    fn mini_chain(&self, start: u32, size: usize) -> Cow<'a, [u8]> {
        let most = size.div_ceil(MINI_SECTOR).min(self.mini.len().div_ceil(MINI_SECTOR));
        let mut data = Vec::with_capacity(most * MINI_SECTOR);
        let mut next = start;
        let mut steps = 0;
        while steps < most && next <= LAST_REGULAR {
            data.extend_from_slice(slice_at(&self.mini, (next as usize).saturating_mul(MINI_SECTOR), MINI_SECTOR));
            next = self.mini_fat.get(next as usize).copied().unwrap_or(END_OF_CHAIN);
            steps += 1;
        }
        data.truncate(size);
        Cow::Owned(data)
    }

    /// Walks the tree of the root storage's entries. An embedded document has streams of the same names in storages of its own, so the whole directory is only looked at
    /// where the tree is broken.
    fn find_top(&mut self) {
        let mut seen = vec![false; self.entries.len()];
        let mut waiting = vec![self.entries.first().map_or(NO_ENTRY, |e| e.child)];
        while let Some(index) = waiting.pop() {
            let at = index as usize;
            let (Some(entry), Some(mark)) = (self.entries.get(at), seen.get_mut(at)) else { continue };
            if std::mem::replace(mark, true) || entry.kind == 0 {
                continue;
            }
            self.top.push(at);
            waiting.extend([entry.left, entry.right]);
        }
        self.top.sort_unstable();
        let is_word = |e: &Entry| e.name.eq_ignore_ascii_case("WordDocument");
        if !self.top.iter().filter_map(|&i| self.entries.get(i)).any(is_word) && self.entries.iter().any(is_word) {
            self.damaged = true;
            self.top = (1..self.entries.len()).collect();
        }
    }
}

/// Stands in the table for what a lost sector of the table told. No file can hold it: it is no regular sector and no mark of the specification.
const UNKNOWN: u32 = 0xFFFF_FFFB;

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|&w| u32::from_le_bytes(w)).collect()
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(62);
    let units: Vec<u16> = bytes.get(..length)?.as_chunks::<2>().0.iter().map(|&u| u16::from_le_bytes(u)).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        kind: *bytes.get(66)?,
        left: u32_at(bytes, 68)?,
        right: u32_at(bytes, 72)?,
        child: u32_at(bytes, 76)?,
        start: u32_at(bytes, 116)?,
        // The upper half is garbage in files of version 3 ([MS-CFB] 2.6.1, "Stream Size"), and no Word stream needs it.
        size: u32_at(bytes, 120)? as usize,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read, Write};

    /// A container with small and large streams, one written in turns so that it lies in pieces, and an embedded document with a stream of the same name.
    fn container(version: cfb::Version) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create_with_version(version, Cursor::new(Vec::new())).unwrap();
        file.create_storage("/ObjectPool").unwrap();
        file.create_stream("/ObjectPool/WordDocument").unwrap().write_all(b"embedded").unwrap();
        let (mut one, mut two) = (file.create_stream("/WordDocument").unwrap(), file.create_stream("/1Table").unwrap());
        for turn in 0..40_u8 {
            one.write_all(&[turn; 700]).unwrap();
            one.flush().unwrap();
            two.write_all(&[!turn; 900]).unwrap();
            two.flush().unwrap();
        }
        for i in 0..30_u8 {
            file.create_stream(format!("/small {i}")).unwrap().write_all(&vec![i; usize::from(i) * 21]).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn streams_are_those_that_the_writer_wrote() {
        for version in [cfb::Version::V3, cfb::Version::V4] {
            let bytes = container(version);
            let mut other = cfb::CompoundFile::open(Cursor::new(&bytes)).unwrap();
            let mut ours = Container::open(&bytes).unwrap();
            let names: Vec<String> = other.read_root_storage().filter(|e| e.is_stream()).map(|e| e.name().to_owned()).collect();
            assert_eq!(names.len(), 32);
            for name in names {
                let mut expected = Vec::new();
                other.open_stream(format!("/{name}")).unwrap().read_to_end(&mut expected).unwrap();
                assert_eq!(ours.stream(&name).unwrap(), expected, "{name}");
            }
            assert!(!ours.damaged());
            assert!(ours.stream("WORDDOCUMENT").is_some(), "case does not matter");
            assert!(ours.stream("ObjectPool").is_none(), "a storage is no stream");
        }
    }

    #[test]
    fn damage_is_survived_and_told() {
        let bytes = container(cfb::Version::V3);
        // The chain of a stream is bent into a loop; every sector points to the one before it.
        for sector in 0..40 {
            let mut bent = bytes.clone();
            let table = (u32_at(&bent, 0x4C).unwrap() as usize + 1) * 512;
            bent[table + sector * 4..table + sector * 4 + 4].copy_from_slice(&(sector as u32).saturating_sub(1).to_le_bytes());
            if let Some(mut container) = Container::open(&bent) {
                let length = container.stream("WordDocument").map_or(0, |s| s.len());
                assert!(length <= bytes.len());
            }
        }
        // The sector of the allocation table lies past the end.
        let mut lost = bytes.clone();
        lost[0x4C..0x50].copy_from_slice(&9999_u32.to_le_bytes());
        assert!(Container::open(&lost).is_none_or(|c| c.damaged()));
        assert!(Container::open(&bytes[..300]).is_none());
        assert!(Container::open(b"PK").is_none());
    }
}
