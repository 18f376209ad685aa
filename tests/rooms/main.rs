//! The rooms between a document and a record, one module each.

mod checks;
mod national;
mod tables;
