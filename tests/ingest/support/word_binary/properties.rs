//! Pages of the properties of paragraphs and of runs of characters.

use super::*;

/// A PapxInFkp.
pub(super) fn papx_record(para: &Para) -> Vec<u8> {
    let length = 2 + para.papx.len();
    let mut out = if length % 2 == 1 { vec![length.div_ceil(2) as u8] } else { vec![0, (length / 2) as u8] };
    out.extend(para.style.to_le_bytes());
    out.extend(&para.papx);
    out
}

/// Runs of character modifiers that cover a paragraph without gaps.
pub(super) fn runs(para: &Para, from: usize, to: usize, out: &mut Vec<(usize, usize, Vec<u8>)>) {
    let mut edges = vec![0, para.text.chars().count()];
    edges.extend(para.runs.iter().flat_map(|r| [r.0, r.1]));
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        let grpprl: Vec<u8> = para.runs.iter().filter(|r| r.0 <= pair[0] && pair[1] <= r.1).flat_map(|r| r.2.clone()).collect();
        let record = if grpprl.is_empty() { Vec::new() } else { [vec![grpprl.len() as u8], grpprl].concat() };
        out.push((from + para.byte_at(pair[0]), (from + para.byte_at(pair[1])).min(to), record));
    }
}

/// Writes pages of properties and gives (first byte of text, one past the last, page number).
pub(super) fn pages(runs: &[(usize, usize, Vec<u8>)], slot: usize, stream: &mut Vec<u8>) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    let mut rest = runs;
    while !rest.is_empty() {
        let mut taken = 0;
        let mut used = 5;
        while let Some(run) = rest.get(taken) {
            used += 4 + slot + run.2.len() + 2;
            if used > PAGE || taken == 29 {
                break;
            }
            taken += 1;
        }
        assert!(taken > 0, "modifiers too large for a page");
        stream.resize(stream.len().next_multiple_of(PAGE), 0);
        let number = stream.len() / PAGE;
        let mut page = vec![0_u8; PAGE];
        page[PAGE - 1] = taken as u8;
        let mut end = PAGE - 1;
        for (i, (from, to, record)) in rest[..taken].iter().enumerate() {
            put32(&mut page, i * 4, *from as u32);
            put32(&mut page, i * 4 + 4, *to as u32);
            if !record.is_empty() {
                end = (end - record.len()) & !1;
                page[end..end + record.len()].copy_from_slice(record);
                page[(taken + 1) * 4 + i * slot] = (end / 2) as u8;
            }
        }
        stream.extend(page);
        out.push((rest[0].0, rest[taken - 1].1, number));
        rest = &rest[taken..];
    }
    out
}

pub(super) fn plcf_bte(pages: &[(usize, usize, usize)]) -> Vec<u8> {
    let last = pages.last().map_or(0, |p| p.1);
    let mut out: Vec<u8> = pages.iter().map(|p| p.0).chain([last]).flat_map(|fc| (fc as u32).to_le_bytes()).collect();
    out.extend(pages.iter().flat_map(|p| (p.2 as u32).to_le_bytes()));
    out
}
