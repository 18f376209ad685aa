use super::{Outcome, Trouble};
use gongkai::store::Store;
use std::path::PathBuf;

/// Build the dataset again from its store, without reading the inputs
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai build dataset
  gongkai build dataset --excel-bom")]
pub struct Arguments {
    /// Folder of an earlier run
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,
    /// Put a byte order mark before each CSV, so that Excel reads it as UTF-8
    #[arg(long)]
    excel_bom: bool,
}

pub fn run(arguments: &Arguments) -> Outcome {
    if !arguments.dataset.join(".gongkai").is_dir() {
        return Err(Trouble::usage(
            format!("{}: no store here", arguments.dataset.display()),
            "name the DATASET of a `gongkai extract` run",
        ));
    }
    let fault = |e: std::io::Error| Trouble::fault(format!("{}: {e}", arguments.dataset.display()), "run `gongkai extract` again");
    let mut store = Store::open(&arguments.dataset).map_err(fault)?;
    let setting = store.read_setting().map_err(fault)?;
    let options = gongkai::dataset::Options { excel_bom: arguments.excel_bom };
    let counts = gongkai::dataset::build(&mut store, &setting, &arguments.dataset, options).map_err(fault)?;
    eprintln!("{} disclosures in {}", counts.disclosures, arguments.dataset.display());
    Ok(if counts.quarantined > 0 { 3 } else { 0 })
}
