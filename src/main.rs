//! The command line of gongkai.

fn main() {}
