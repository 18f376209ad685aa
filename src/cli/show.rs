use super::{Outcome, Trouble, VocabularyArguments};
use gongkai::extract::Extractor;
use gongkai::ingest::{self, Limits};
use std::path::PathBuf;

/// Print one disclosure for a person: identity, parts, tables, facts with the words around them, failed checks
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai show 2019-hr.docx
  gongkai show 2019-hr.docx --json | jq .facts
  gongkai show page.html --width 200
  gongkai show page.html --explain-numerals")]
pub struct Arguments {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Columns of the output; longer lines are cut
    #[arg(long, value_name = "N", default_value_t = 140)]
    width: usize,
    /// Print the whole record as JSON, one line a disclosure
    #[arg(long)]
    json: bool,
    /// Print every numeral that is neither a fact nor of a known class instead, with its place and the words around it (tab separated)
    #[arg(long, conflicts_with = "json")]
    explain_numerals: bool,
    #[command(flatten)]
    vocabulary: VocabularyArguments,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let path = arguments.file.display();
    let bytes = std::fs::read(&arguments.file).map_err(|e| Trouble::usage(format!("{path}: {e}"), "check the path"))?;
    let vocabulary = arguments.vocabulary.load()?;
    let limits = Limits::default();
    let extractor = Extractor::new(&vocabulary, limits).map_err(|e| Trouble::usage(e.to_string(), "mend the vocabulary file"))?;
    let failed = |f: gongkai::diagnostics::Failure| Trouble {
        message: format!("{path}: {}", f.message),
        help: format!("code {}; see `gongkai explain {}`", f.code.as_str(), f.code.as_str()),
        code: 3,
    };
    let document = ingest::read(&bytes, &limits).map_err(failed)?;
    let records = gongkai::extract::records(&document, &gongkai::extract::sha256(&bytes), &extractor).map_err(failed)?;
    if arguments.explain_numerals {
        let name = arguments.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        return super::gaps::print_numerals(records.into_iter().map(|mut record| {
            record.disclosure.source_path.clone_from(&name);
            Ok(record)
        }));
    }
    for (i, record) in records.iter().enumerate() {
        if arguments.json {
            let line = serde_json::to_string(record).map_err(|e| Trouble::fault(e.to_string(), "please report it with the file"))?;
            super::print(&format!("{line}\n"))?;
            continue;
        }
        if i > 0 {
            super::print(&format!("\n{}\n\n", "=".repeat(arguments.width.min(80))))?;
        }
        let options = gongkai::show::Options { width: arguments.width, ..Default::default() };
        super::print(&gongkai::show::text(record, &document, options))?;
    }
    Ok(0)
}
