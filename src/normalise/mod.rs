//! From printed text to what can be compared: match keys with offset maps, decimals, Chinese numerals, names, divisions and classifications.

pub mod classes;
pub mod divisions;
pub mod key;
pub mod names;
pub mod number;
pub mod simplify;

pub use key::Key;
