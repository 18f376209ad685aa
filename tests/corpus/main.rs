//! Whole disclosures against the tables that they must give: the corpus, the seed, the real disclosures; and what must hold for every document.
#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on should stop.

mod findings;
mod gate;
mod goldens;
mod invariants;
mod mutants;
mod real;
mod seed;
mod support;
mod traditional;
