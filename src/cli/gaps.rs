use super::{Outcome, Trouble, VocabularyArguments};
use clap::ValueEnum;
use gongkai::gaps::{self, Gaps, Suggestions, numerals};
use gongkai::record::{GapKind, Record};
use std::path::{Path, PathBuf};

/// List what was not understood in a dataset, by frequency and county
///
/// Headings that tell no part, titles and headers and labels of tables, the words before amounts, names of publishers, and numerals that are neither a fact nor of a known
/// class. `--patch` writes the words as a vocabulary file in which every entry is commented out: take the # away where the suggested sense is right, correct it where
/// it is not, and give the file to `gongkai extract --vocabulary`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai gaps dataset
  gongkai gaps dataset --kind heading --kind header --top 0
  gongkai gaps dataset --patch mine.toml           then edit it, and: gongkai extract … --vocabulary mine.toml
  gongkai gaps dataset --format csv > gaps.csv
  gongkai gaps dataset --explain-numerals          each numeral that was not explained, with its place")]
pub struct Arguments {
    /// Folder of an earlier run
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,
    /// Only this kind; may be given several times
    #[arg(long = "kind", value_name = "KIND", value_parser = kind)]
    kinds: Vec<GapKind>,
    /// How many of each kind are listed; 0 lists all
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Write a vocabulary file instead, `-` for stdout; an existing FILE is not replaced
    #[arg(long, value_name = "FILE", conflicts_with = "explain_numerals")]
    patch: Option<PathBuf>,
    /// List every numeral that was not explained instead (tab separated)
    #[arg(long)]
    explain_numerals: bool,
    #[command(flatten)]
    vocabulary: VocabularyArguments,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a person
    Table,
    /// Everything, with suggestions
    Json,
    /// One line an entry, with suggestions
    Csv,
}

fn kind(text: &str) -> Result<GapKind, String> {
    let names: Vec<&str> = GapKind::ALL.iter().map(|k| k.as_str()).collect();
    GapKind::parse(text).ok_or_else(|| format!("one of {}", names.join(", ")))
}

fn unreadable(error: gaps::Error) -> Trouble {
    Trouble::usage(error.to_string(), "name the DATASET of a `gongkai extract` run of this version")
}

pub fn run(arguments: &Arguments) -> Outcome {
    if arguments.explain_numerals {
        return explain_numerals(&arguments.dataset);
    }
    let found = Gaps::of_dataset(&arguments.dataset).map_err(unreadable)?;
    let vocabulary = arguments.vocabulary.load()?;
    let suggestions = Suggestions::new(&vocabulary).map_err(|e| Trouble::usage(e.to_string(), "mend the vocabulary file"))?;
    if let Some(path) = &arguments.patch {
        return write_patch(path, &gaps::patch(&found, &suggestions, arguments.top));
    }
    let kinds = if arguments.kinds.is_empty() { GapKind::ALL } else { &arguments.kinds };
    let fault = |e: String| Trouble::fault(e, "please report it");
    let text = match arguments.format {
        Format::Table => gaps::text(&found, kinds, arguments.top),
        Format::Json => {
            let value = gaps::json(&found, kinds, arguments.top, &suggestions);
            serde_json::to_string_pretty(&value).map_err(|e| fault(e.to_string()))? + "\n"
        }
        Format::Csv => gaps::csv(&found, kinds, arguments.top, &suggestions).map_err(|e| fault(e.to_string()))?,
    };
    super::print(&text)?;
    Ok(0)
}

fn write_patch(path: &Path, text: &str) -> Outcome {
    if path == Path::new("-") {
        super::print(text)?;
        return Ok(0);
    }
    let written = std::fs::File::create_new(path).and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
    written.map_err(|e| Trouble::usage(format!("{}: {e}", path.display()), "name a new file: one that was edited is not replaced"))?;
    eprintln!("{}: edit it, then give it to `gongkai extract --vocabulary`", path.display());
    Ok(0)
}

/// Lists the numerals of a dataset that were not explained on stdout, and the account of all on stderr.
pub(super) fn explain_numerals(dataset: &Path) -> Outcome {
    print_numerals(gaps::records(dataset).map_err(unreadable)?)
}

/// The same for records.
pub(super) fn print_numerals(records: impl Iterator<Item = Result<Record, gaps::Error>>) -> Outcome {
    let mut totals = numerals::Totals::default();
    super::print(&format!("{}\n", numerals::HEADER))?;
    for record in records {
        let record = record.map_err(unreadable)?;
        totals.add(&record);
        super::print(&numerals::lines(&record))?;
    }
    eprintln!("{}", totals.line());
    Ok(0)
}
