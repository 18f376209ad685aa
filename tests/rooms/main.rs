//! The rooms between a document and a record, one module each.

mod checks;
mod classes;
mod identity;
mod narrative;
mod national;
mod sections;
mod tables;
