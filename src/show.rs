//! One disclosure, printed for a person.
