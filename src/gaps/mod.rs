//! What was not understood: headings, captions, headers, labels, measure names, names of publishers, and numerals.
//!
//! [`find`] gathers it while a disclosure is read, as the rows of the table `gaps`; [`Gaps`] counts it over a whole dataset, by frequency and by county; [`patch`] writes
//! it as a vocabulary file in which every entry is commented out, so that a person decides; [`numerals`] lists every numeral that was not explained.

mod find;
mod group;
pub mod numerals;
mod patch;
mod print;
mod suggest;

pub use find::find;
pub use group::{Entry, Error, Gaps, Place, records};
pub use patch::patch;
pub use print::{csv, json, text};
pub use suggest::{Suggestion, Suggestions};
