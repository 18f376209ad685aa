//! What a heading is: its line, its number, what it means, and the table of contents that lists it.
//!
//! The floor under [`segment`](crate::segment), [`identity`](crate::identity) and [`sections`](crate::sections): each asks it, and it asks none of them.

pub(crate) mod contents;
pub(crate) mod line;
pub(crate) mod meaning;
pub(crate) mod number;
pub(crate) mod run_on;
pub(crate) mod shape;
