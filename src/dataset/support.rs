//! How sure is a value: the identities that hold with it, and the further places where it is printed.

use crate::checks::catalogue;
use crate::record::{CheckStatus, Record};

/// Fills `support` of every fact of a record: one for each identity that holds and names it, and one for each other place that prints the same (A08).
pub(super) fn join(record: &mut Record) {
    let mut counts = vec![0_u32; record.facts.len()];
    for row in record.checks.iter().filter(|c| c.status == CheckStatus::Pass && catalogue::confirms(&c.check_id)) {
        let mut evidence = row.pieces();
        evidence.retain(|e| e.disclosure_id.is_none());
        let mut places: Vec<_> = evidence.iter().map(|e| (e.block, e.table_row, e.table_column, e.start_char)).collect();
        places.sort_unstable();
        places.dedup();
        let by = if row.check_id == catalogue::RESTATED { places.len().saturating_sub(1) as u32 } else { 1 };
        let mut named: Vec<usize> = evidence.iter().filter_map(|e| e.fact_seq).map(|seq| seq as usize).collect();
        named.sort_unstable();
        named.dedup();
        for seq in named {
            if let Some(count) = counts.get_mut(seq) {
                *count += by;
            }
        }
    }
    for (fact, count) in record.facts.iter_mut().zip(counts) {
        fact.support = count;
    }
}
