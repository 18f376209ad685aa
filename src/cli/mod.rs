//! One file a subcommand; the argument texts are the documentation.

mod build;
mod check;
mod checks;
mod explain;
mod extract;
mod gaps;
mod schema;
mod score;
mod show;
mod why;

use clap::{Args, Parser, Subcommand};
use gongkai::checks::catalogue::Language;
use gongkai::vocabulary::Vocabulary;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads the budget disclosures of Chinese government departments and writes validated, traceable data.
#[derive(Parser)]
#[command(name = "gongkai", version, about, long_about = None, after_help = "\
Examples:
  gongkai extract disclosures/ --out dataset       read a folder of Word, HTML and text files
  gongkai show 2019-hr.docx                        look at one disclosure
  gongkai check draft.docx                         what does not agree in it, drawn
  gongkai why dataset --measure three_public --year 2019   every place where a value is printed
  gongkai gaps dataset                             what was not understood, by frequency and county
  gongkai score gold/ --run dataset                measure a run against hand-checked tables

Exit codes: 0 done; 1 a check of --fail-on severity failed, or a score below --min; 2 wrong usage; 3 done, but some inputs are in quarantine; 4 an internal fault; 130 interrupted.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Arguments),
    Build(build::Arguments),
    Show(show::Arguments),
    Gaps(gaps::Arguments),
    Score(score::Arguments),
    Schema(schema::Arguments),
    Explain(explain::Arguments),
    Checks(checks::Arguments),
    Check(check::Arguments),
    Why(why::Arguments),
}

/// Words of your own.
#[derive(Args)]
struct VocabularyArguments {
    /// A vocabulary file laid over the built-in one; may be given several times, later ones win
    #[arg(long = "vocabulary", value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl VocabularyArguments {
    fn load(&self) -> Result<Vocabulary, Trouble> {
        let mut overlays = Vec::new();
        for path in &self.files {
            let text = std::fs::read_to_string(path)
                .map_err(|e| Trouble::usage(format!("{}: {e}", path.display()), "give --vocabulary a TOML file that can be read"))?;
            overlays.push((path.display().to_string(), text));
        }
        Vocabulary::with_overlays(&overlays).map_err(|e| Trouble::usage(e.to_string(), "mend the vocabulary file"))
    }
}

/// The language of explanations.
#[derive(Args)]
struct LanguageArgument {
    /// Language of the explanation
    #[arg(long = "lang", value_enum, default_value_t, value_name = "LANGUAGE")]
    lang: Lang,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Lang {
    /// English
    #[default]
    En,
    /// Chinese
    Zh,
}

impl LanguageArgument {
    fn language(&self) -> Language {
        match self.lang {
            Lang::En => Language::English,
            Lang::Zh => Language::Chinese,
        }
    }
}

/// Why a command ends early: what was wrong, what to do, and the exit code.
struct Trouble {
    message: String,
    help: String,
    code: u8,
}

impl Trouble {
    fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Trouble { message: message.into(), help: help.into(), code: 2 }
    }

    fn fault(message: impl Into<String>, help: impl Into<String>) -> Self {
        Trouble { message: message.into(), help: help.into(), code: 4 }
    }
}

/// What a command ends with.
type Outcome = Result<u8, Trouble>;

/// Writes data to stdout; a reader that has gone away (a broken pipe) is no error.
fn print(text: &str) -> Result<(), Trouble> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Trouble::fault(format!("cannot write to stdout: {error}"), "check where the output goes"))
        }
        _ => Ok(()),
    }
}

/// Parses the arguments, runs the command, and turns its outcome into an exit code.
pub fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Gaps(arguments) => gaps::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Checks(arguments) => checks::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Why(arguments) => why::run(&arguments),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(trouble) => {
            eprintln!("gongkai: {}\n  {}", trouble.message, trouble.help);
            ExitCode::from(trouble.code)
        }
    }
}
