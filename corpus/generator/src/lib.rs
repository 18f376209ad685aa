//! Writes the project's own disclosures, each with the tables that it must give. It does not know the library that reads them.

pub mod bank;
pub mod books;
pub mod cases;
pub mod committed;
pub mod compare;
pub mod compose;
pub mod money;
pub mod mutants;
pub mod outline;
pub mod page;
pub mod quantity;
pub mod random;
pub mod say;
pub mod set;
pub mod several;
pub mod subject;
pub mod tables;
pub mod template;
pub mod truth;
pub mod write;
