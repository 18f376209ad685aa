//! The rooms between a document and a record, one module each.
#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on should stop.

mod checks;
mod classes;
mod identity;
mod narrative;
mod national;
mod sections;
mod tables;
