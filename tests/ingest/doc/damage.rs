//! Damaged and hostile files: they give what can be read, or a failure; never a panic, never a hang.

use super::{codes, lines, read};
use crate::support::word_binary::*;
use gongkai::diagnostics::{Code, FailureCode};
use proptest::prelude::*;

/// A file with something of everything.
fn rich() -> Doc {
    let list = List { id: 1, levels: vec![Level::new(37, "\0、"), Level::new(0, "\0.\u{1}")], styles: vec![1] };
    let mut main = vec![
        Para::new("一").list(1, 0),
        Para::new("二").list(1, 1).on_mark(C_DELETED, &[1]),
        Para::new("收入").stored(Stored::CodePage936),
        Para::new("\u{13} TOC \u{14}目\u{8}录\u{15}").on("\u{8}", C_SPECIAL, &[1]),
    ];
    main.extend(row_at(&["合计", "1", "2"], &[0, 100, 200, 300], &[1, 2, 0x60]));
    main.extend(row_at(&["甲", "乙", ""], &[3, 90, 200, 310], &[0, 0, 0x20]));
    main.push(Para::new("末"));
    Doc {
        notes: vec![Para::new("注"), Para::new("")],
        headers: vec![vec![Para::new("眉"), Para::new("")]],
        boxes: vec![vec![Para::new("框"), Para::new("")]],
        lists: vec![list],
        lfos: vec![Lfo { list: 1, starts: vec![(0, 3)] }],
        styles: vec![
            Style { sti: 0, base: 0x0FFF, papx: Vec::new(), chpx: Vec::new() },
            Style { sti: 1, base: 0, papx: Vec::new(), chpx: sprm(C_BOLD, &[1]) },
        ],
        modifiers: vec![sprm(C_BOLD, &[1])],
        title: Some("题"),
        ..Doc::of(main)
    }
}

#[test]
fn a_file_cut_short_gives_what_stands_before_the_cut() {
    let main: Vec<Para> = (0..400).map(|i| Para::new(&format!("第{i}段的文字，不算很短的一段。"))).collect();
    let bytes = Doc::of(main).bytes();
    let whole = read(&bytes).unwrap();
    assert_eq!(whole.blocks.len(), 400);
    // The directory and the tables stand in front, as the writer of containers lays them; the text is cut.
    let mut partly = 0;
    for keep in (1..20).map(|i| bytes.len() * i / 20) {
        match read(&bytes[..keep]) {
            Ok(document) => {
                partly += 1;
                // The very end is padding that no stream needs.
                assert!(document == whole || codes(&document).contains(&Code::DamagedFile), "{keep} of {} bytes", bytes.len());
            }
            Err(failure) => assert_eq!(failure.code, FailureCode::Corrupt),
        }
    }
    assert!(partly > 0);
}

#[test]
fn a_lost_table_stream_still_gives_the_text() {
    let (stream, _) = Doc::of(vec![Para::new("只有"), Para::new("文字")]).streams();
    let mut stream = stream;
    let end = 1024 + "只有\r文字\r".encode_utf16().count() as u32 * 2;
    stream[28..32].copy_from_slice(&end.to_le_bytes());
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    std::io::Write::write_all(&mut file.create_stream("/WordDocument").unwrap(), &stream).unwrap();
    let document = read(&file.into_inner().into_inner()).unwrap();
    assert_eq!(lines(&document), ["只有", "文字"]);
    assert_eq!(codes(&document), [Code::DamagedFile]);
}

#[test]
fn pieces_that_name_the_same_bytes_again_and_again_end() {
    let mut doc = Doc::of(vec![Para::new(&"长".repeat(2000))]);
    doc.main.extend((0..10).map(|_| Para::new("短")));
    let (stream, mut table) = doc.streams();
    // Every piece becomes the first one, two thousand characters long.
    let count = 11;
    let clx = stream[154 + 33 * 8..].first_chunk::<4>().map(|b| u32::from_le_bytes(*b)).unwrap() as usize;
    let pcds = clx + 5 + (count + 1) * 4;
    for i in 1..=count {
        table[clx + 5 + i * 4..clx + 9 + i * 4].copy_from_slice(&(i as u32 * 2001).to_le_bytes());
    }
    let first: Vec<u8> = table[pcds..pcds + 8].to_vec();
    for i in 1..count {
        table[pcds + i * 8..pcds + i * 8 + 8].copy_from_slice(&first);
    }
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    std::io::Write::write_all(&mut file.create_stream("/WordDocument").unwrap(), &stream).unwrap();
    std::io::Write::write_all(&mut file.create_stream("/1Table").unwrap(), &table).unwrap();
    let document = read(&file.into_inner().into_inner()).unwrap();
    assert!(document.text.chars().count() <= stream.len());
}

#[test]
fn a_table_larger_than_the_limit_is_cut_and_told() {
    let main: Vec<Para> = (0..40).flat_map(|i| row_at(&["甲", "乙"], &[0, 50 + i * 50, 3000], &[0, 0])).collect();
    let limits = gongkai::ingest::Limits { table_cells: 100, ..Default::default() };
    let document = gongkai::ingest::read(&Doc::of(main).bytes(), &limits).unwrap();
    let table = super::table(&document);
    assert!(table.rows * table.columns <= 100 && table.rows > 0);
    assert_eq!(table.layout, gongkai::document::Layout::Ragged, "what is not known to be exact is not called so");
    assert_eq!(codes(&document), [Code::LimitMet]);
}

/// It comes back, with a document or a failure.
fn sane(bytes: &[u8]) {
    drop(read(bytes));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30)) {
        let mut bytes = rich().bytes();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        sane(&bytes);
    }

    #[test]
    fn changed_streams_never_panic(
        changes in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>(), prop_oneof![Just(0_u32), Just(u32::MAX), Just(0x7FFF_FFFF), any::<u32>()]), 1..12),
        keep in any::<prop::sample::Index>(),
    ) {
        let (mut stream, mut table) = rich().streams();
        for (in_table, at, value) in changes {
            let target = if in_table { &mut table } else { &mut stream };
            let at = at.index(target.len() - 4);
            target[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        let keep = table.len() - keep.index(table.len()) / 4;
        let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
        std::io::Write::write_all(&mut file.create_stream("/WordDocument").unwrap(), &stream).unwrap();
        std::io::Write::write_all(&mut file.create_stream("/1Table").unwrap(), &table[..keep]).unwrap();
        sane(&file.into_inner().into_inner());
    }
}
