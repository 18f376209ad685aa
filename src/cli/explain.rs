use super::{LanguageArgument, Outcome, Trouble};
use gongkai::checks::catalogue;
use gongkai::diagnostics::explanations;

/// Explain a code of diagnostics.csv or quarantine.jsonl, or a check; without one, list the codes
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai explain encrypted
  gongkai explain unit_assumed --lang zh
  gongkai explain")]
pub struct Arguments {
    /// The code
    #[arg(value_name = "CODE")]
    code: Option<String>,
    #[command(flatten)]
    language: LanguageArgument,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let language = arguments.language.language();
    let all = explanations(language);
    match &arguments.code {
        None => {
            for told in all {
                super::print(&format!("{:10}  {:22}  {}\n", told.list, told.code, told.meaning))?;
            }
        }
        Some(wanted) => {
            if let Some(told) = all.into_iter().find(|told| told.code == wanted) {
                super::print(&format!("{} ({})\n\n{}\n{}\n", told.code, told.list, told.meaning, told.advice))?;
            } else if let Some(entry) = catalogue::entry(wanted) {
                super::print(&catalogue::explain(entry, language))?;
            } else {
                return Err(Trouble::usage(
                    format!("no such code: {wanted}"),
                    "`gongkai explain` lists every code, `gongkai checks` every check",
                ));
            }
        }
    }
    Ok(0)
}
