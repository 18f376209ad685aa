//! The rows of the tidy tables, one struct a table.

mod figures;
mod grids;
mod printed;
mod told;
mod whose;

pub use figures::*;
pub use grids::*;
pub use printed::*;
pub use told::*;
pub use whose::*;
