//! `cargo run -p gongkai-corpus` writes the committed corpus anew; `-- --set develop --count 420 --seed 1 --out DIR [--family F] [--format F]` writes a set, and with
//! `--mutants 1500` so many mutants of its disclosures.

use gongkai_corpus::{committed, mutants, set};
use std::io;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: gongkai-corpus [ROOT] | --set BANK --out DIR [--count 420] [--seed 1] [--family F] [--format docx|html|txt|doc] [--mutants 1500]";

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|a| a.starts_with("--")) {
        let (request, wanted) = request(&arguments).ok_or_else(|| io::Error::other(USAGE))?;
        match wanted {
            Some(wanted) => println!("{} mutants", mutants::write(&request, wanted)?),
            None => println!("{} documents", set::write(&request)?),
        }
        return Ok(());
    }
    let root = arguments.first().map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), PathBuf::from);
    println!("{} documents", committed::write_all(&root)?);
    Ok(())
}

fn request(arguments: &[String]) -> Option<(set::Request, Option<usize>)> {
    let mut mutants = None;
    let mut request = set::Request { set: String::new(), count: 420, seed: 1, out: PathBuf::new(), family: None, format: None };
    for pair in arguments.chunks(2) {
        let [name, value] = pair else { return None };
        match name.as_str() {
            "--set" => request.set = value.clone(),
            "--count" => request.count = value.parse().ok()?,
            "--seed" => request.seed = value.parse().ok()?,
            "--out" => request.out = PathBuf::from(value),
            "--mutants" => mutants = Some(value.parse().ok()?),
            "--family" => request.family = Some(value.clone()),
            "--format" => request.format = Some(value.clone()),
            _ => return None,
        }
    }
    (!request.set.is_empty() && !request.out.as_os_str().is_empty()).then_some((request, mutants))
}
