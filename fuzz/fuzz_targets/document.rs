//! The main part of a Word file; the archive around it is sound, so that every mutation reaches the reader.
#![no_main]

use gongkai::ingest::{self, Limits};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const ROOT: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"><w:p><w:r><w:t>a</w:t></w:r></w:p>"#;

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    let limits = Limits { expanded_bytes: 8 << 20, table_cells: 10_000, nesting: 8 };
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", options).expect("in memory");
    zip.write_all(ROOT.as_bytes()).expect("in memory");
    zip.write_all(body).expect("in memory");
    let bytes = zip.finish().expect("in memory").into_inner();
    if let Ok(document) = ingest::read(&bytes, &limits) {
        for (_, table) in document.tables() {
            assert_eq!(table.grid.len(), (table.rows * table.columns) as usize);
        }
    }
});
