use super::{Outcome, Trouble, VocabularyArguments};
use gongkai::batch::{self, Error, Summary};
use std::io::ErrorKind;
use std::path::PathBuf;

/// Read disclosures and write a dataset
///
/// Every file is read by its content, whatever its name. What cannot be read goes to quarantine.jsonl with the reason, and the rest of the run goes on.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai extract county/ --out dataset
  gongkai extract a.docx b.html --out dataset --threads 1
  gongkai extract county/ --out dataset --overwrite --vocabulary mine.toml
  gongkai extract county/ --out dataset --explain-numerals > not-explained.tsv")]
pub struct Arguments {
    /// Files and folders; folders are read recursively
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder for the dataset; new or empty, or an earlier run with --overwrite
    #[arg(long, value_name = "DATASET")]
    out: PathBuf,
    /// Files read at the same time; 0 is one a processor
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
    /// Replace an earlier run in DATASET
    #[arg(long)]
    overwrite: bool,
    /// Largest file that is read, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 256)]
    max_file_size: u64,
    /// Put a byte order mark before each CSV, so that Excel reads it as UTF-8
    #[arg(long)]
    excel_bom: bool,
    /// Print every numeral that is neither a fact nor of a known class, with its place and the words around it (tab separated, on stdout)
    #[arg(long)]
    explain_numerals: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    vocabulary: VocabularyArguments,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let vocabulary = arguments.vocabulary.load()?;
    let options = batch::Options {
        threads: arguments.threads,
        overwrite: arguments.overwrite,
        file_bytes: arguments.max_file_size << 20,
        dataset: gongkai::dataset::Options { excel_bom: arguments.excel_bom },
        show_progress: !arguments.quiet,
        ..batch::Options::default()
    };
    // A panic is told in quarantine.jsonl with the file that caused it; the default message would only tear the progress bar.
    std::panic::set_hook(Box::new(|_| {}));
    let summary = batch::run(&arguments.inputs, &arguments.out, &vocabulary, &options).map_err(trouble)?;
    if !arguments.quiet {
        tell(&summary, arguments);
    }
    if arguments.explain_numerals {
        super::gaps::explain_numerals(&arguments.out)?;
    }
    Ok(if summary.counts.by_code.contains_key("internal") {
        4
    } else if summary.counts.quarantined > 0 {
        3
    } else {
        0
    })
}

fn trouble(error: Error) -> Trouble {
    let message = error.to_string();
    match error {
        Error::MissingInput(_) => Trouble::usage(message, "check the path"),
        Error::Refused { .. } => Trouble::usage(message, "nothing was changed"),
        Error::Vocabulary(_) => Trouble::usage(message, "mend the vocabulary file"),
        Error::Output { ref source, .. }
            if !matches!(source.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge) =>
        {
            Trouble::usage(message, "choose a folder that you may write to")
        }
        Error::Output { .. } | Error::Threads(_) => Trouble::fault(message, "free some space, or choose another folder, and run again"),
    }
}

/// What came out, on stderr.
fn tell(summary: &Summary, arguments: &Arguments) {
    let counts = &summary.counts;
    let of = |table: &str| counts.rows.get(table).copied().unwrap_or(0);
    eprintln!("{} disclosures from {} inputs in {}", counts.disclosures, summary.inputs, arguments.out.display());
    eprintln!("  {} parts, {} tables, {} facts", counts.parts, of("tables"), of("facts"));
    let (passed, failed, unknown) = counts.checks;
    eprintln!("  checks: {passed} passed, {failed} failed, {unknown} unknown");
    if summary.skipped > 0 {
        eprintln!("  {} hidden and lock files left aside", summary.skipped);
    }
    if counts.quarantined > 0 {
        let codes: Vec<String> = counts.by_code.iter().map(|(code, n)| format!("{code} {n}")).collect();
        eprintln!(
            "  in quarantine: {} ({}); see {}",
            counts.quarantined,
            codes.join(", "),
            arguments.out.join("quarantine.jsonl").display()
        );
    }
}
