//! What both formats of Word share beside the numbering of lists.

pub(super) mod equation;
pub(super) mod notices;
pub(super) mod symbols;
