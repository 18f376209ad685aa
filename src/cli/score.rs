use super::{Outcome, Trouble};
use std::path::PathBuf;

/// Measure a run against hand-checked tables
///
/// GOLD holds one folder a document, named by the stem of its file (`GOLD/2019-hr/facts.csv` for 2019-hr.docx), or directly the CSV files that every document of the run
/// must give. Besides the tables it prints the columns of the identity by themselves, whether all formats of one disclosure give the same facts, and the score by format, by
/// folder and by hard case. Only the columns and rows that are there are compared; `*` stands for any value.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai score golden/ --run dataset
  gongkai score golden/ --run dataset --format json > score.json
  gongkai score expected/ --run dataset --cases cases.tsv      also by hard case
  gongkai score golden/ --run dataset --min 0.98        exit 1 when F1 over all rows is lower")]
pub struct Arguments {
    /// Expected tables
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// The dataset to measure
    #[arg(long, value_name = "DATASET")]
    run: PathBuf,
    /// Hard cases: tab separated, with a header; the first column names a folder of GOLD, the last its cases, parted by blanks or commas
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Lowest F1 over all rows that is accepted, 0 to 1
    #[arg(long, value_name = "F1", value_parser = parts)]
    min: Option<u64>,
    /// How many of the worst documents are printed
    #[arg(long, value_name = "N", default_value_t = 10)]
    worst: usize,
    /// How many differing rows are printed of each
    #[arg(long, value_name = "N", default_value_t = 10)]
    rows: usize,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// Everything
    Json,
}

/// `0.985` as 9850 parts in ten thousand.
fn parts(text: &str) -> Result<u64, String> {
    let value: rust_decimal::Decimal = text.parse().map_err(|_| "a number from 0 to 1".to_owned())?;
    let parts = (value * rust_decimal::Decimal::from(10_000)).round();
    u64::try_from(parts).ok().filter(|p| *p <= 10_000).ok_or_else(|| "a number from 0 to 1".to_owned())
}

pub fn run(arguments: &Arguments) -> Outcome {
    let mut score = gongkai::score::score(&arguments.gold, &arguments.run).map_err(|e| {
        Trouble::usage(e.to_string(), "give GOLD a folder of expected tables and --run the DATASET of a `gongkai extract` run")
    })?;
    if let Some(path) = &arguments.cases {
        let cases = std::fs::read_to_string(path).map_err(|e| Trouble::usage(format!("{}: {e}", path.display()), "check the path"))?;
        score.mark_cases(&cases);
    }
    if arguments.json || arguments.format == Format::Json {
        let text =
            serde_json::to_string_pretty(&gongkai::score::json(&score)).map_err(|e| Trouble::fault(e.to_string(), "please report it"))?;
        super::print(&format!("{text}\n"))?;
    } else {
        super::print(&gongkai::score::text(&score, arguments.worst, arguments.rows))?;
    }
    Ok(u8::from(arguments.min.is_some_and(|min| score.total().f1() < min)))
}
