//! Mutants: clean disclosures in which one number, name, row, sign, unit or section was changed, at a place drawn before anything reads them.
//!
//! `documents/STEM.html` are the clean ones, `mutants/STEM-K.html` the changed ones, `mutants.tsv` tells each change and what the model knows of the number.

mod change;
mod model;
mod number;
mod sites;

use crate::bank::Bank;
use crate::outline::{FAMILIES, Family};
use crate::random::Random;
use crate::set::{self, Drawn, Request};
use crate::write;
use std::io;
use std::path::Path;

pub use change::Change;

/// Kinds of changes, with how many of a hundred are drawn; within a kind each place is as likely as each other.
pub const KINDS: &[(&str, i64)] = &[
    ("number", 60),
    ("sign", 8),
    ("unit", 6),
    ("name", 10),
    ("row_dropped", 5),
    ("row_doubled", 4),
    ("section_dropped", 4),
    ("section_swapped", 3),
];

/// The columns of `mutants.tsv`.
pub const COLUMNS: &[&str] = &["mutant", "document", "family", "kind", "subkind", "where", "before", "after", "text", "facts", "covered"];

/// Draws `request.count` disclosures and so many mutants of them in turn, and writes both; returns the number of mutants.
pub fn write(request: &Request, mutants: usize) -> io::Result<usize> {
    let bank = Bank::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("banks").join(&request.set))?;
    let families: Vec<&'static Family> = FAMILIES.iter().filter(|f| request.family.as_ref().is_none_or(|name| name == f.name)).collect();
    if families.is_empty() {
        return Err(io::Error::other("no such family"));
    }
    let drawn = clean(&bank, &families, request.count, request.seed);
    let (documents, changed) = (request.out.join("documents"), request.out.join("mutants"));
    std::fs::create_dir_all(&documents)?;
    std::fs::create_dir_all(&changed)?;
    for one in &drawn {
        std::fs::write(documents.join(format!("{}.html", one.stem)), html(one, &one.page))?;
    }
    let mut random = Random::new(request.seed).fork("mutants");
    let mut table = format!("{}\n", COLUMNS.join("\t"));
    for (k, one) in drawn.iter().cycle().take(mutants).enumerate() {
        let mut own = random.fork(&format!("{k}"));
        random.between(0, 1);
        let Some((page, change)) = mutate(one, &mut own) else { continue };
        let name = format!("{}-{k}", one.stem);
        std::fs::write(changed.join(format!("{name}.html")), html(one, &page))?;
        table.push_str(&row(&name, one, &change));
    }
    std::fs::write(request.out.join("mutants.tsv"), table)?;
    Ok(mutants)
}

/// Cases that make a disclosure wrong: a year or heading left standing from last year.
const WRONG: &[&str] = &["stale_year", "stale_heading"];

/// So many disclosures that are right.
fn clean(bank: &Bank, families: &[&'static Family], count: usize, seed: u64) -> Vec<Drawn> {
    let drawn = set::draw(bank, families, count * 3 / 2 + 8, seed);
    drawn.into_iter().filter(|one| !WRONG.iter().any(|case| one.cases.has(case))).take(count).collect()
}

fn html(one: &Drawn, page: &crate::page::Page) -> Vec<u8> {
    write::html::plain(page, &one.title)
}

/// One change; another kind is drawn when a disclosure has no place for the first.
fn mutate(one: &Drawn, random: &mut Random) -> Option<(crate::page::Page, Change)> {
    (0..40).find_map(|_| {
        let mut left = random.between(1, KINDS.iter().map(|k| k.1).sum());
        let (kind, _) = KINDS.iter().find(|(_, share)| {
            left -= share;
            left <= 0
        })?;
        change::draw(one, kind, random)
    })
}

fn row(name: &str, one: &Drawn, change: &Change) -> String {
    let cells = [
        name,
        &one.stem,
        one.family,
        change.kind,
        change.subkind,
        change.place,
        &change.before,
        &change.after,
        &change.text,
        &change.facts,
        &change.covered,
    ];
    let plain: Vec<String> = cells.iter().map(|c| c.replace(['\t', '\n'], " ")).collect();
    format!("{}\n", plain.join("\t"))
}
