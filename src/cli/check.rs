use super::{LanguageArgument, Outcome, Trouble, VocabularyArguments};
use gongkai::checks::catalogue;
use gongkai::diagnostics::Severity;
use gongkai::extract::Extractor;
use gongkai::inspect::{self, Filter, Summary};
use gongkai::record::Record;
use std::path::{Path, PathBuf};

/// Check disclosures, or sum up the checks of a dataset
///
/// Files are read and checked at once, and each failed check is shown with both sides where they stand: marked [left] and <right> in their sentences, and in the rows of
/// their tables. Of a DATASET the checks are counted: by check, by county, by department.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai check draft.docx                            before it is published
  gongkai check draft.docx --lang zh --fail-on error  in Chinese; exit code 1 when an error is found
  gongkai check dataset                               over a whole run
  gongkai check dataset --only A08,B13 --details      each failure of two checks
  gongkai check dataset --format csv > checks.csv")]
pub struct Arguments {
    /// Folder of an earlier run, or files
    #[arg(required = true, value_name = "DATASET|FILE")]
    inputs: Vec<PathBuf>,
    /// Only these checks (A05,B13)
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    only: Vec<String>,
    /// Only checks that matter at least so much
    #[arg(long, value_enum, value_name = "SEVERITY")]
    severity: Option<Level>,
    /// Exit with code 1 when a check of at least this severity failed
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Level>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Show each failed check of a DATASET too, not only their numbers
    #[arg(long)]
    details: bool,
    /// Counties and departments that are listed
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// Columns of the output; longer lines are cut
    #[arg(long, value_name = "N", default_value_t = 140)]
    width: usize,
    #[command(flatten)]
    language: LanguageArgument,
    #[command(flatten)]
    vocabulary: VocabularyArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    /// For a reader's eye
    Note,
    /// Probably wrong or incomplete
    Warning,
    /// Wrong
    Error,
}

impl Level {
    fn severity(self) -> Severity {
        match self {
            Level::Note => Severity::Note,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a person
    #[default]
    Table,
    /// The counts as one JSON object
    Json,
    /// The counts, one line a check
    Csv,
    /// Each failure as an annotation of a GitHub workflow
    Github,
}

/// What was seen so far.
struct Run<'a> {
    arguments: &'a Arguments,
    filter: Filter,
    details: bool,
    summary: Summary,
    worst: Option<Severity>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    for id in &arguments.only {
        if catalogue::entry(id).is_none() {
            return Err(Trouble::usage(format!("no such check: {id}"), "`gongkai checks` lists every check"));
        }
    }
    let dataset = match arguments.inputs.as_slice() {
        [one] if one.is_dir() => Some(one.as_path()),
        _ => None,
    };
    let filter = Filter { only: arguments.only.clone(), severity: arguments.severity.map(Level::severity) };
    let details = arguments.details || dataset.is_none();
    let mut run = Run { arguments, filter, details, summary: Summary::default(), worst: None };
    let refused = match dataset {
        Some(folder) => run.dataset(folder)?,
        None => run.files()?,
    };
    run.finish()?;
    let failed = arguments.fail_on.is_some_and(|least| run.worst.is_some_and(|worst| worst >= least.severity()));
    Ok(match (refused, failed) {
        (true, _) => 3,
        (false, true) => 1,
        (false, false) => 0,
    })
}

impl Run<'_> {
    fn dataset(&mut self, folder: &Path) -> Result<bool, Trouble> {
        let unreadable = |e: gongkai::gaps::Error| Trouble::usage(e.to_string(), "name the DATASET of a `gongkai extract` run, or files");
        for record in gongkai::gaps::records(folder).map_err(unreadable)? {
            self.record(&record.map_err(unreadable)?)?;
        }
        Ok(false)
    }

    fn files(&mut self) -> Result<bool, Trouble> {
        let vocabulary = self.arguments.vocabulary.load()?;
        let extractor = Extractor::new(&vocabulary, gongkai::ingest::Limits::default())
            .map_err(|e| Trouble::usage(e.to_string(), "mend the vocabulary file"))?;
        let mut refused = false;
        for path in &self.arguments.inputs {
            let bytes = std::fs::read(path).map_err(|e| Trouble::usage(format!("{}: {e}", path.display()), "check the path"))?;
            match gongkai::extract::extract(&bytes, &extractor) {
                Err(failure) => {
                    refused = true;
                    let code = failure.code.as_str();
                    eprintln!("gongkai: {}: {}\n  code {code}; see `gongkai explain {code}`", path.display(), failure.message);
                }
                Ok(records) => {
                    for mut record in records {
                        record.disclosure.source_path = path.display().to_string();
                        self.record(&record)?;
                    }
                }
            }
        }
        Ok(refused)
    }

    fn record(&mut self, record: &Record) -> Result<(), Trouble> {
        self.summary.add(record, &self.filter);
        let worst = self.filter.failed(record).iter().map(|c| c.severity).max();
        self.worst = self.worst.max(worst);
        match self.arguments.format {
            Format::Github => super::print(&inspect::github(record, &self.filter)),
            Format::Table if self.details => {
                let text = inspect::failures(record, &self.filter, self.arguments.language.language(), self.arguments.width);
                if text.is_empty() { Ok(()) } else { super::print(&format!("{text}\n")) }
            }
            _ => Ok(()),
        }
    }

    fn finish(&self) -> Result<(), Trouble> {
        match self.arguments.format {
            Format::Github => Ok(()),
            Format::Csv => super::print(&self.summary.csv()),
            Format::Json => {
                let text = serde_json::to_string_pretty(&self.summary).map_err(|e| Trouble::fault(e.to_string(), "please report it"))?;
                super::print(&format!("{text}\n"))
            }
            Format::Table => super::print(&self.summary.text(self.arguments.language.language(), self.arguments.top)),
        }
    }
}
