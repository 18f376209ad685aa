use super::{LanguageArgument, Outcome, Trouble};
use gongkai::checks::catalogue::{self, Entry};

/// Explain the checks: what each compares, why it matters, what it rests on, what passes and what fails
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai checks                     every check, one a line
  gongkai checks A05 B13             two of them in full
  gongkai checks A05 --lang zh       in Chinese
  gongkai checks --format json       all of them, for a program
  gongkai checks --format markdown   all of them, as docs/checks.md has them")]
pub struct Arguments {
    /// Ids of checks; without one, all are listed
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    language: LanguageArgument,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a person
    #[default]
    Text,
    /// One JSON array, both languages
    Json,
    /// A page of Markdown, both languages, every check
    Markdown,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let language = arguments.language.language();
    let chosen: Vec<&Entry> = match arguments.ids.as_slice() {
        [] => catalogue::entries().iter().collect(),
        ids => ids.iter().map(|id| find(id)).collect::<Result<_, _>>()?,
    };
    match arguments.format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&chosen).map_err(|e| Trouble::fault(e.to_string(), "please report it"))?;
            super::print(&format!("{text}\n"))?;
        }
        Format::Markdown => super::print(&catalogue::markdown())?,
        Format::Text if arguments.ids.is_empty() => {
            let mut family = None;
            for entry in chosen {
                if family.replace(entry.family()) != Some(entry.family()) {
                    super::print(&format!("\n{}\n", entry.family().title(language)))?;
                }
                let severity = catalogue::severity_word(entry.severity, language);
                super::print(&format!("  {}  {severity:7}  {}\n", entry.id, entry.text(language).title))?;
            }
        }
        Format::Text => {
            let told: Vec<String> = chosen.iter().map(|entry| catalogue::explain(entry, language)).collect();
            super::print(&told.join("\n"))?;
        }
    }
    Ok(0)
}

fn find(id: &str) -> Result<&'static Entry, Trouble> {
    catalogue::entry(id).ok_or_else(|| Trouble::usage(format!("no such check: {id}"), "`gongkai checks` lists every check"))
}
