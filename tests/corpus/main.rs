//! Whole disclosures against the tables that they must give: the corpus, the seed, the real disclosures; and what must hold for every document.

mod goldens;
mod invariants;
mod real;
mod seed;
mod support;
