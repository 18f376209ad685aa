//! What reading one .docx costs: the floor (inflating document.xml and passing over its events), our reader, and two others; and the same document as .doc, with our reader
//! and another.
//!
//! `cargo bench --bench ingest`; without the shared folder there is nothing to read, and it says so.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use gongkai::ingest::{self, Limits};
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static FILE: LazyLock<Option<Vec<u8>>> =
    LazyLock::new(|| std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/qinglong-hr-2019.docx")).ok());

static DOC: LazyLock<Option<Vec<u8>>> =
    LazyLock::new(|| std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/qinglong-hr-2019.doc")).ok());

/// Reads bytes and says how much was found.
type Run = fn(&[u8]) -> usize;

fn main() {
    let Some(bytes) = FILE.as_deref() else {
        println!("SKIPPED: ../shared is absent");
        return;
    };
    divan::main();
    let runs: [(&str, Run); 4] =
        [("floor", run_floor), ("gongkai", run_ours), ("docx-rs", run_docx_rs), ("office_oxide", run_office_oxide)];
    let unit = median(bytes, run_floor);
    for (name, run) in runs {
        let time = median(bytes, run);
        println!("{name:<14} {:>8.2} ms  {:>6.2} × floor", time.as_secs_f64() * 1e3, time.as_secs_f64() / unit.as_secs_f64());
    }
    if let Some(bytes) = DOC.as_deref() {
        run_doc("gongkai", bytes, run_ours);
        run_doc("office_oxide", bytes, run_office_oxide_doc);
    }
}

/// The same document in the binary format.
fn run_doc(name: &str, bytes: &[u8], run: fn(&[u8]) -> usize) {
    println!("{name:<14} {:>8.2} ms  (.doc)", median(bytes, run).as_secs_f64() * 1e3);
}

fn median(bytes: &[u8], run: fn(&[u8]) -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..51)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run(std::hint::black_box(bytes)));
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// Inflate and tokenize, nothing else.
fn run_floor(bytes: &[u8]) -> usize {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut events = 0;
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {
        events += 1;
    }
    events
}

fn run_ours(bytes: &[u8]) -> usize {
    ingest::read(bytes, &Limits::default()).unwrap().blocks.len()
}

fn run_docx_rs(bytes: &[u8]) -> usize {
    docx_rs::read_docx(bytes).unwrap().document.children.len()
}

fn run_office_oxide(bytes: &[u8]) -> usize {
    let document = office_oxide::Document::from_reader(Cursor::new(bytes.to_vec()), office_oxide::DocumentFormat::Docx).unwrap();
    document.to_ir().sections.len()
}

fn run_office_oxide_doc(bytes: &[u8]) -> usize {
    let document = office_oxide::Document::from_reader(Cursor::new(bytes.to_vec()), office_oxide::DocumentFormat::Doc).unwrap();
    document.to_ir().sections.len()
}

fn bench(bencher: divan::Bencher<'_, '_>, run: fn(&[u8]) -> usize) {
    let bytes = FILE.as_deref().expect("main looked");
    bencher.bench(|| run(divan::black_box(bytes)));
}

#[divan::bench]
fn floor(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, run_floor);
}

#[divan::bench]
fn gongkai(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, run_ours);
}

#[divan::bench]
fn docx_rs(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, run_docx_rs);
}

#[divan::bench]
fn office_oxide(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, run_office_oxide);
}

#[divan::bench]
fn gongkai_doc(bencher: divan::Bencher<'_, '_>) {
    let bytes = DOC.as_deref().expect("it stands beside the .docx");
    bencher.bench(|| run_ours(divan::black_box(bytes)));
}

#[divan::bench]
fn office_oxide_doc(bencher: divan::Bencher<'_, '_>) {
    let bytes = DOC.as_deref().expect("it stands beside the .docx");
    bencher.bench(|| run_office_oxide_doc(divan::black_box(bytes)));
}
