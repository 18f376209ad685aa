use super::{Outcome, Trouble};
use gongkai::facts::{Aspect, BudgetStage, Component, Fund, Measure, Scheme};
use gongkai::inspect::{self, Question};
use std::path::PathBuf;

/// Show every witness of one value: where it is printed, how it was read, and the checks that it passed or failed
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongkai why dataset --county 130321 --department 人力资源 --year 2019 --measure three_public
  gongkai why dataset --department 财政局 --year 2024 --measure expenditure --component basic --stage final
  gongkai why dataset --measure expenditure --scheme function --item-key 2080101")]
pub struct Arguments {
    /// Folder of an earlier run
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,
    /// County: part of its name, its code or its key
    #[arg(long, value_name = "COUNTY")]
    county: Option<String>,
    /// Department: part of its name or its key
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<String>,
    /// Year of the value
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// Measure, as in facts.csv
    #[arg(long, value_name = "MEASURE", value_parser = one_of(Measure::parse, Measure::ALL, |m| m.as_str()))]
    measure: String,
    /// Component; "" for a blank one
    #[arg(long, value_name = "COMPONENT", value_parser = one_of(Component::parse, Component::ALL, |m| m.as_str()))]
    component: Option<String>,
    /// Fund
    #[arg(long, value_name = "FUND", value_parser = one_of(Fund::parse, Fund::ALL, |m| m.as_str()))]
    fund: Option<String>,
    /// Scheme; "" for totals
    #[arg(long, value_name = "SCHEME", value_parser = one_of(Scheme::parse, Scheme::ALL, |m| m.as_str()))]
    scheme: Option<String>,
    /// Item key: a source, an item of three_public, a class code
    #[arg(long, value_name = "KEY")]
    item_key: Option<String>,
    /// Stage of the budget
    #[arg(long, value_name = "STAGE", value_parser = one_of(BudgetStage::parse, BudgetStage::ALL, |m| m.as_str()))]
    stage: Option<String>,
    /// Aspect; level where it is not given
    #[arg(long, value_name = "ASPECT", value_parser = one_of(Aspect::parse, Aspect::ALL, |m| m.as_str()))]
    aspect: Option<String>,
    /// Columns of the output; longer lines are cut
    #[arg(long, value_name = "N", default_value_t = 140)]
    width: usize,
}

/// A value of a closed list, or blank.
fn one_of<T: Copy + 'static>(
    parse: fn(&str) -> Option<T>,
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl Fn(&str) -> Result<String, String> + Clone {
    move |text: &str| {
        let known = text.is_empty() || parse(text).is_some();
        let names = || all.iter().map(|v| name(*v)).collect::<Vec<_>>().join(", ");
        if known { Ok(text.to_owned()) } else { Err(format!("one of {}", names())) }
    }
}

pub fn run(arguments: &Arguments) -> Outcome {
    let mut question = Question {
        county: arguments.county.clone(),
        department: arguments.department.clone(),
        year: arguments.year,
        ..Question::default()
    };
    let named = [
        ("measure", Some(&arguments.measure)),
        ("component", arguments.component.as_ref()),
        ("fund", arguments.fund.as_ref()),
        ("scheme", arguments.scheme.as_ref()),
        ("item_key", arguments.item_key.as_ref()),
        ("stage", arguments.stage.as_ref()),
        ("aspect", arguments.aspect.as_ref()),
    ];
    for (name, value) in named {
        if let Some(value) = value {
            question.dimensions.insert(name.to_owned(), value.clone());
        }
    }
    let unreadable = |e: gongkai::gaps::Error| Trouble::usage(e.to_string(), "name the DATASET of a `gongkai extract` run");
    let mut found = false;
    for record in gongkai::gaps::records(&arguments.dataset).map_err(unreadable)? {
        let text = inspect::why(&record.map_err(unreadable)?, &question, arguments.width);
        if !text.is_empty() {
            found = true;
            super::print(&format!("{text}\n"))?;
        }
    }
    if !found {
        eprintln!("no such value was read; `gongkai gaps` lists what was not understood");
    }
    Ok(0)
}
