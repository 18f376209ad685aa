//! The rooms between a document and a record, one module each.

mod checks;
mod identity;
mod national;
mod tables;
