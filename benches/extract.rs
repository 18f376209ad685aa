//! From bytes to record, by format, on one thread and on two: `cargo bench --bench extract`.
//!
//! The documents are the seed's where it is there, the corpus otherwise; ratios within one run mean something, absolute times depend on the machine.

use gongkai::extract::{Extractor, extract};
use gongkai::ingest::{Limits, read};
use gongkai::vocabulary::Vocabulary;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;

fn main() {
    let extractor = match Vocabulary::built_in().and_then(|v| Extractor::new(&v, Limits::default())) {
        Ok(extractor) => extractor,
        Err(error) => return println!("the built-in vocabulary is damaged: {error}"),
    };
    let documents = documents();
    println!("{:34} {:>9} {:>9} {:>7}", "document", "read", "extract", "facts");
    for (path, bytes) in &documents {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let reading = median(|| read(bytes, &Limits::default()).map_or(0, |d| d.blocks.len()));
        let whole = median(|| extract(bytes, &extractor).map_or(0, |r| r.len()));
        let facts = extract(bytes, &extractor).map_or(0, |r| r.iter().map(|r| r.facts.len()).sum());
        println!("{name:34} {:>6} µs {:>6} µs {facts:>7}", reading.as_micros(), whole.as_micros());
    }
    lengths(&extractor);
    for threads in [1, 2] {
        let rate = rate(&documents, &extractor, threads);
        println!("{rate} documents a second on {threads} thread{}", if threads == 1 { "" } else { "s" });
    }
}

/// The seed's files, or one corpus document of each format.
fn documents() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seed = root.join("../shared/seed");
    let folder = if seed.is_dir() {
        seed
    } else {
        println!("SKIPPED: ../shared is absent, so the corpus is measured instead");
        root.join("corpus/hebei-nine")
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| ["docx", "doc", "html", "txt"].iter().any(|x| e == *x)));
    paths.sort();
    paths.into_iter().filter_map(|p| std::fs::read(&p).ok().map(|bytes| (p, bytes))).collect()
}

/// One paragraph that repeats a clause, four times as often the second time: the ratio should stay near four.
fn lengths(extractor: &Extractor) {
    for clause in [
        "公务接待费3.25万元，较上年减少0.15万元",
        "公务接待费3.25万元，主要原因是来客减少，较上年减少0.15万元",
        "国内公务接待12批次96人（其中外宾2批次）",
    ] {
        let time = |times: usize| {
            let text = vec![clause; times].join("，");
            let page = format!("清河县财政局2022年部门预算信息公开\n七、“三公”经费情况\n{text}。\n");
            median(|| extract(page.as_bytes(), extractor).map_or(0, |records| records.len()))
        };
        let (short, long) = (time(500), time(2_000));
        let ratio = long.as_secs_f64() / short.as_secs_f64().max(1e-9);
        println!("500 clauses {:>6} µs, 2,000 clauses {:>6} µs, {ratio:.1} times: {clause}", short.as_micros(), long.as_micros());
    }
}

fn median(run: impl Fn() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let began = Instant::now();
            std::hint::black_box(run());
            began.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn rate(documents: &[(PathBuf, Vec<u8>)], extractor: &Extractor, threads: usize) -> u128 {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() else { return 0 };
    let count = documents.len() * 40;
    let began = Instant::now();
    pool.install(|| {
        (0..count).into_par_iter().for_each(|i| drop(std::hint::black_box(extract(&documents[i % documents.len()].1, extractor))))
    });
    count as u128 * 1000 / began.elapsed().as_millis().max(1)
}
