//! Time grows with the length of a paragraph, not with its square.

use super::sentences::{BUDGET, under};
use super::{Line, document, identity, lexicon};
use gongkai::context::Context;
use gongkai::facts::Part;
use gongkai::narrative;
use gongkai::segment::Unit;
use std::time::{Duration, Instant};

/// The shortest of three readings of one paragraph that repeats a clause.
fn time(clause: &str, times: usize) -> Duration {
    let text = format!("{}。", vec![clause; times].join("，"));
    let lines: Vec<Line<'_>> = under(Part::ThreePublic, "七、“三公”经费情况", &text);
    let (document, sections) = document(&lines);
    let unit = Unit { first_block: 0, end_block: document.blocks.len() as u32 };
    let identity = identity(2022, BUDGET);
    let context = Context { document: &document, unit: &unit, identity: &identity, sections: &sections };
    let once = || {
        let start = Instant::now();
        let reading = narrative::read(&context, lexicon());
        assert!(!reading.facts.is_empty());
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn long_paragraphs_take_time_in_proportion() {
    for clause in [
        "公务接待费3.25万元，较上年减少0.15万元",
        "公务接待费3.25万元，主要原因是来客减少，较上年减少0.15万元",
        "国内公务接待12批次96人（其中外宾2批次）",
    ] {
        let (short, long) = (time(clause, 500), time(clause, 2_000));
        let ratio = long.as_secs_f64() / short.as_secs_f64().max(1e-6);
        println!("500 clauses {short:?}, 2,000 clauses {long:?}: {ratio:.1} times");
        assert!(ratio < 11.0, "four times the text takes {ratio:.1} times as long: {clause}");
    }
}
