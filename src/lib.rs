//! # gongkai 公开
//!
//! Every county department in China publishes its budget and its final accounts as a Word file or a web page. This crate reads such files and gives validated, traceable
//! data: who published, for which year, how many posts and staff, how much money, for what, against which indicators, and whether the figures agree with each other.
//!
//! A disclosure walks through the rooms of the crate in one direction and never back:
//!
//! ```text
//! bytes ─ ingest ─► Document ─ segment ─► Unit ─ identity, sections ─► tables + narrative ─► Facts ─ checks ─► Record ─ store ─► dataset
//! ```
//!
//! [`extract::extract`] is that walk for one file, and it is pure: no file, clock, environment or thread in it.
#![deny(missing_docs)]
#![forbid(unsafe_code)]
// Rooms speak of their inner parts: whoever reads the source should find them.
#![allow(rustdoc::private_intra_doc_links)]

pub mod availability;
pub mod batch;
pub mod checks;
pub mod context;
pub mod dataset;
pub mod derive;
pub mod diagnostics;
pub mod document;
pub mod extract;
pub mod facts;
pub mod gaps;
pub mod grid;
mod headings;
pub mod identity;
pub mod ingest;
pub mod inspect;
pub mod narrative;
pub mod normalise;
pub mod numerals;
pub mod record;
pub mod score;
pub mod sections;
pub mod segment;
pub mod show;
pub mod store;
pub mod tables;
pub mod vocabulary;
