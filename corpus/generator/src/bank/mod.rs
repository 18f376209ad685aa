//! A bank: everything that is said, as data. One folder of TOML files; see `README.md` for the format.

mod check;

use crate::template::Template;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The files of a bank, merged.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bank {
    pub department: Vec<Department>,
    pub heading: Vec<Wording>,
    pub title: Vec<Wording>,
    pub phrase: Vec<Wording>,
    pub clause: Vec<Clause>,
    pub table: Vec<Layout>,
    pub glossary: Vec<Term>,
    pub reason: Vec<Reason>,
    pub activity: Vec<Activities>,
    pub purchase: Vec<Purchase>,
    /// Lists of words by name: `self`, `more`, `less`, `flat` …
    pub words: BTreeMap<String, Vec<String>>,
}

/// A department: a real name, its classes of expenditure, and what it is there for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Canonical name, without the place.
    pub name: String,
    /// As titles print it; the name where the list is empty.
    #[serde(default)]
    pub printed: Vec<String>,
    pub function: String,
    /// First and last year in which it had this name.
    pub years: [i64; 2],
    pub institutions: Vec<String>,
    pub duties: Vec<String>,
    /// Name and goal of each.
    pub responsibilities: Vec<[String; 2]>,
    /// Codes of functional items; the first pays for basic expenditure.
    pub items: Vec<String>,
}

/// A wording of a heading, title or paragraph, and where it may be used.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Topics that it speaks about.
    pub topic: String,
    /// `budget` or `final`; blank for both.
    #[serde(default)]
    pub kind: String,
    /// Families; empty for all.
    #[serde(default)]
    pub families: Vec<String>,
    pub text: String,
    /// The fund of every quantity that names none, for sentences that speak of one fund throughout.
    #[serde(default)]
    pub fund: String,
    /// A phrase is used only under a heading with the same tag: for instance where the heading names a fund.
    #[serde(default)]
    pub tag: String,
    /// Facts that are stated without being printed, as slots without braces.
    #[serde(default)]
    pub also: Vec<String>,
    /// Read from `text` when the bank is loaded.
    #[serde(skip)]
    pub template: Template,
}

/// A part of a sentence about `it`, used as `{quantity > name}`: one way when it rose or fell, another when it did not move.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    pub name: String,
    #[serde(default)]
    pub kind: String,
    pub text: String,
    #[serde(skip)]
    pub template: Template,
}

/// A table: titles, header wordings and what each column holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    pub kind: String,
    /// `budget` or `final`; blank for both.
    #[serde(default, rename = "for")]
    pub for_kind: String,
    #[serde(default)]
    pub families: Vec<String>,
    pub titles: Vec<String>,
    /// functions | economic | units | single | blocks | staffing | activities | indicators | procurement | assets
    pub rows: String,
    /// The fund of the whole table.
    #[serde(default = "all")]
    pub fund: String,
    /// first | last | none
    #[serde(default = "first")]
    pub total: String,
    #[serde(default)]
    pub total_name: String,
    /// `header›header = meaning`
    #[serde(default)]
    pub columns: Vec<String>,
    /// Label of the row that numbers the columns; none where blank.
    #[serde(default)]
    pub serial: String,
    #[serde(default)]
    pub block: Vec<Block>,
    /// Rows under the blocks: one `label = quantity` a block.
    #[serde(default)]
    pub foot: Vec<Vec<String>>,
    /// A sentence under the table.
    #[serde(default)]
    pub note: String,
    /// The unit of its amounts where the table has its own: 元 or 万元.
    #[serde(default)]
    pub unit: String,
    /// The fund that the truth gives where the page does not settle it (`*`).
    #[serde(default)]
    pub truth_fund: String,
}

fn all() -> String {
    "all".to_owned()
}

fn first() -> String {
    "first".to_owned()
}

/// A group of columns with lines of its own, beside others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub columns: Vec<String>,
    /// `label = quantity`; `*classes` is every functional class with its list number.
    pub lines: Vec<String>,
}

/// An entry of the glossary.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub term: String,
    pub text: String,
    #[serde(default)]
    pub kind: String,
}

/// Why an amount moved.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// up | down | flat
    pub way: String,
    pub text: String,
}

/// Words of the activities grid.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activities {
    /// What follows the responsibility's name in the activities below it.
    pub suffixes: Vec<String>,
    pub descriptions: Vec<String>,
    pub targets: Vec<String>,
    pub indicators: Vec<String>,
    /// 优, 良, 中, 差.
    pub grades: Vec<[String; 4]>,
    /// First, second and third level with the target value.
    pub levels: Vec<[String; 4]>,
}

/// Something that is bought.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purchase {
    pub project: String,
    pub item: String,
    pub catalogue: String,
    pub unit: String,
    /// goods | works | services
    pub kind: String,
    /// In 0.01 万元.
    pub price: i64,
}

/// Whether a wording for some families may be used in one: named itself, or through its kin.
fn serves(families: &[String], family: &str) -> bool {
    let kin = crate::outline::kin(family);
    families.is_empty() || families.iter().any(|f| f == family || f == kin)
}

impl Bank {
    /// Reads every `.toml` of a folder, in order of name, and checks it.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
        paths.sort();
        let mut bank = Bank::default();
        for path in paths {
            let text = std::fs::read_to_string(&path)?;
            let part: Bank = toml::from_str(&text).map_err(|e| io::Error::other(format!("{}: {e}", path.display())))?;
            bank.merge(part);
        }
        bank.read_templates().map_err(|e| io::Error::other(format!("{}: {e}", folder.display())))?;
        Ok(bank)
    }

    fn merge(&mut self, part: Bank) {
        self.department.extend(part.department);
        self.heading.extend(part.heading);
        self.title.extend(part.title);
        self.phrase.extend(part.phrase);
        self.clause.extend(part.clause);
        self.table.extend(part.table);
        self.glossary.extend(part.glossary);
        self.reason.extend(part.reason);
        self.activity.extend(part.activity);
        self.purchase.extend(part.purchase);
        for (name, words) in part.words {
            self.words.entry(name).or_default().extend(words);
        }
    }

    /// Headings, titles or phrases of a topic that may be used in a family and kind.
    pub fn wordings<'a>(list: &'a [Wording], topic: &str, family: &str, kind: &str) -> Vec<&'a Wording> {
        list.iter().filter(|w| w.topic == topic && (w.kind.is_empty() || w.kind == kind) && serves(&w.families, family)).collect()
    }

    /// Layouts of a kind of table that may be used in a family and kind of disclosure.
    pub fn layouts(&self, table: &str, family: &str, kind: &str) -> Vec<&Layout> {
        self.table
            .iter()
            .filter(|l| l.kind == table && (l.for_kind.is_empty() || l.for_kind == kind) && serves(&l.families, family))
            .collect()
    }
}
