//! Any bytes at all, as a file of any format.
#![no_main]

use gongkai::ingest::{self, Limits};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { expanded_bytes: 8 << 20, table_cells: 10_000, nesting: 8 };
    if let Ok(document) = ingest::read(bytes, &limits) {
        for (_, table) in document.tables() {
            table.cells.iter().for_each(|cell| drop(document.cell_text(cell).len()));
        }
    }
});
