//! The command line as a user meets it: a real process, its exit code, what it prints and what it writes.

mod bad_input;
mod run;
mod support;
