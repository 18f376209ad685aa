use super::{Outcome, Trouble};
use gongkai::diagnostics::{Code, FailureCode};

/// Explain a code of diagnostics.csv or quarantine.jsonl; without one, list them all
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai explain encrypted
  gongkai explain")]
pub struct Arguments {
    /// The code
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let quarantine = FailureCode::ALL.iter().map(|c| ("quarantine", c.as_str(), c.explanation()));
    let all: Vec<_> = quarantine.chain(Code::ALL.iter().map(|c| ("diagnostic", c.as_str(), c.explanation()))).collect();
    let one_line = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    match &arguments.code {
        None => {
            for (list, code, text) in all {
                super::print(&format!("{list:10}  {code:22}  {}\n", one_line(text)))?;
            }
        }
        Some(wanted) => {
            let Some((list, code, text)) = all.into_iter().find(|(_, code, _)| code == wanted) else {
                return Err(Trouble::usage(format!("no such code: {wanted}"), "`gongkai explain` lists every code"));
            };
            super::print(&format!("{code} ({list})\n\n{}\n", one_line(text)))?;
        }
    }
    Ok(0)
}
