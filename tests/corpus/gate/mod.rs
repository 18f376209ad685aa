//! The gate: `golden/scores.json` holds what was reached, and a score below it fails. A better one is written by `scripts/update-scores`, never by itself.

mod held;
mod leave_out;
mod misses;
mod page;
mod sets;

use crate::support::project;
use held::{Held, Wrong};
use misses::Misses;

/// What `scripts/update-scores` sets: `write` holds what is as good or better, `lower` takes a lower score too.
fn update() -> Option<bool> {
    match std::env::var("GONGKAI_SCORES").ok()?.as_str() {
        "write" => Some(false),
        "lower" => Some(true),
        other => panic!("GONGKAI_SCORES is {other:?}; it may be `write` or `lower`"),
    }
}

#[test]
fn no_score_is_lower_than_the_one_that_is_held() {
    let (before, wrong_before) = (Held::load(), Wrong::load());
    let measured = sets::measure();
    let mut drops = Vec::new();
    for set in &measured {
        println!("{:24} {}", set.name, set.held.line());
        if let Some(held) = before.sets.get(&set.name) {
            drops.extend(set.held.drops(held).iter().map(|d| format!("{}: {d}{}", set.name, wrong_before.changed(set, d))));
        }
    }
    let names: Vec<&str> = measured.iter().map(|s| s.name.as_str()).collect();
    let open = before.open(&names, sets::is_absent);
    let Some(take_lower) = update() else {
        assert!(open.is_empty(), "{} sets are not compared:\n{}", open.len(), open.join("\n"));
        assert!(drops.is_empty(), "{} scores are lower than what golden/scores.json holds:\n{}", drops.len(), drops.join("\n"));
        return;
    };
    assert!(
        take_lower || drops.is_empty(),
        "not written, for these are lower (scripts/update-scores --lower takes them):\n{}",
        drops.join("\n")
    );
    let (mut held, mut wrong, mut misses) = (before, wrong_before, Misses::load());
    for set in &measured {
        held.sets.insert(set.name.clone(), set.held.clone());
        wrong.replace(set);
    }
    misses.replace(&measured);
    held.save();
    wrong.save();
    misses.save();
    page::write(&held, &misses);
    println!("written; look at what changed with: git diff --stat golden docs README.md");
}

#[test]
fn the_page_on_accuracy_says_what_is_held() {
    if update().is_some() {
        return;
    }
    let (held, misses) = (Held::load(), Misses::load());
    let page = std::fs::read_to_string(project("docs/accuracy.md")).unwrap_or_default();
    assert!(page == page::page(&held, &misses), "docs/accuracy.md is stale: run scripts/update-scores");
    let readme = std::fs::read_to_string(project("README.md")).unwrap();
    assert!(readme == page::readme(&readme, &held), "the block on accuracy in README.md is stale: run scripts/update-scores");
}
