//! The journal's entries: `GKE1`, length of the head and of the body (u32, little endian), the first 8 bytes of the SHA-256 of both, head, body; both are JSON.

use super::{FailureEntry, Head};
use crate::record::Record;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

const MAGIC: &[u8; 4] = b"GKE1";
const PREFIX: usize = 4 + 4 + 4 + 8;
/// No entry is larger: a length beyond it is damage.
const LARGEST: u64 = 1 << 30;

/// What an input gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A record for each disclosure in it.
    Records(Vec<Record>),
    /// No record.
    Failure(FailureEntry),
}

#[derive(Serialize, Deserialize)]
struct EntryHead {
    key: String,
    heads: Option<Vec<Head>>,
}

/// A whole entry that was found.
pub(super) struct Found {
    pub key: String,
    pub offset: u64,
    pub length: u32,
    pub heads: Option<Vec<Head>>,
}

fn checksum(head: &[u8], body: &[u8]) -> [u8; 8] {
    let digest = Sha256::new().chain_update(head).chain_update(body).finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    first
}

pub(super) fn encode(key: &str, heads: Option<&[Head]>, outcome: &Outcome) -> io::Result<Vec<u8>> {
    let head = serde_json::to_vec(&EntryHead { key: key.to_owned(), heads: heads.map(<[Head]>::to_vec) })?;
    let body = serde_json::to_vec(outcome)?;
    if (head.len() + body.len()) as u64 > LARGEST {
        return Err(io::Error::other("a record is larger than 1 GiB"));
    }
    let mut bytes = Vec::with_capacity(PREFIX + head.len() + body.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&(head.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&(body.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&checksum(&head, &body));
    bytes.extend_from_slice(&head);
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

/// Lengths of head and body, and the checksum; `None` when the prefix is none.
fn prefix(bytes: &[u8]) -> Option<(usize, usize, [u8; 8])> {
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    let (head, body) = (number(4)? as usize, number(8)? as usize);
    let sum = bytes.get(12..20)?.try_into().ok()?;
    (bytes.get(..4)? == MAGIC && (head + body) as u64 <= LARGEST).then_some((head, body, sum))
}

pub(super) fn decode(bytes: &[u8]) -> io::Result<Outcome> {
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "an entry of the store is damaged");
    let (head, body, sum) = prefix(bytes).ok_or_else(damaged)?;
    let head_bytes = bytes.get(PREFIX..PREFIX + head).ok_or_else(damaged)?;
    let body_bytes = bytes.get(PREFIX + head..PREFIX + head + body).ok_or_else(damaged)?;
    if checksum(head_bytes, body_bytes) != sum {
        return Err(damaged());
    }
    Ok(serde_json::from_slice(body_bytes)?)
}

/// Every whole entry from the journal's beginning, and where the last of them ends.
pub(super) fn scan(journal: &mut File, length: u64) -> io::Result<(Vec<Found>, u64)> {
    journal.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::with_capacity(1 << 20, journal);
    let (mut found, mut at) = (Vec::new(), 0_u64);
    let mut entry = Vec::new();
    while at + PREFIX as u64 <= length {
        let mut first = [0; PREFIX];
        reader.read_exact(&mut first)?;
        let Some((head, body, sum)) = prefix(&first) else { break };
        let whole = PREFIX as u64 + (head + body) as u64;
        if at + whole > length {
            break;
        }
        entry.resize(head + body, 0);
        reader.read_exact(&mut entry)?;
        let (head_bytes, body_bytes) = entry.split_at(head);
        if checksum(head_bytes, body_bytes) != sum {
            break;
        }
        let Ok(parsed) = serde_json::from_slice::<EntryHead>(head_bytes) else { break };
        found.push(Found { key: parsed.key, offset: at, length: whole as u32, heads: parsed.heads });
        at += whole;
    }
    Ok((found, at))
}

#[cfg(test)]
mod tests {
    use super::super::Store;
    use super::*;
    use crate::diagnostics::{FailureCode, Stage};

    fn failure(message: &str) -> Outcome {
        Outcome::Failure(FailureEntry { stage: Stage::Sniff, code: FailureCode::Empty, message: message.into() })
    }

    #[test]
    fn a_journal_cut_anywhere_in_its_last_entry_keeps_the_ones_before() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path()).unwrap();
        store.append("a", &failure("first")).unwrap();
        let kept = store.end;
        store.append("b", &failure("second")).unwrap();
        let path = folder.path().join(".gongkai/store");
        let whole = std::fs::read(&path).unwrap();
        for cut in kept as usize..whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let mut again = Store::open(folder.path()).unwrap();
            assert_eq!(again.dropped, cut as u64 - kept);
            assert_eq!(again.get("a").unwrap(), Some(failure("first")));
            assert_eq!(again.get("b").unwrap(), None);
            again.append("b", &failure("third")).unwrap();
            assert_eq!(again.get("b").unwrap(), Some(failure("third")));
        }
        let mut zeroed = whole.clone();
        zeroed[kept as usize + 8..].fill(0);
        std::fs::write(&path, &zeroed).unwrap();
        assert!(!Store::open(folder.path()).unwrap().contains("b"));
    }
}
