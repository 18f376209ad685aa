use super::{Outcome, Trouble};

/// Print the JSON Schema of a line of disclosures.jsonl
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai schema > record.schema.json")]
pub struct Arguments {}

pub fn run(_arguments: &Arguments) -> Outcome {
    let text = serde_json::to_string_pretty(&gongkai::record::schema()).map_err(|e| Trouble::fault(e.to_string(), "please report it"))?;
    super::print(&format!("{text}\n"))?;
    Ok(0)
}
