//! The command line as a user meets it: a real process, its exit code, what it prints and what it writes.
#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on should stop.

mod across;
mod bad_input;
mod checks;
mod gaps;
mod republished;
mod run;
mod support;
