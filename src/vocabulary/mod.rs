//! The vocabulary: every word and label that the rooms know, as data.
//!
//! A vocabulary file is TOML. Its top level tables are *contexts* (`part_heading`, `header`, `measure` …), each a list of groups; a group gives one sense to several
//! texts and an example of its use:
//!
//! ```toml
//! [[part_heading]]
//! sense = "organization"
//! texts = ["部门职责", "主要职能"]
//! example = "一、主要职能"
//! ```
//!
//! One text has one sense in one context; a researcher's own file (`--vocabulary`) may give a text another sense and then wins. What the contexts mean is told in each file.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The files that are compiled in, by name.
const BUILT_IN: &[(&str, &str)] = &[
    ("headers.toml", include_str!("headers.toml")),
    ("national.toml", include_str!("national.toml")),
    ("names.toml", include_str!("names.toml")),
    ("measures.toml", include_str!("measures.toml")),
    ("parts.toml", include_str!("parts.toml")),
];

/// Texts that share a sense.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What the texts mean, in the words of their context.
    pub sense: String,
    /// The spellings.
    pub texts: Vec<String>,
    /// How one of them is used.
    #[serde(default)]
    pub example: String,
}

/// Why a vocabulary cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is no vocabulary.
    #[error("{file}: {message}")]
    Syntax {
        /// The file's name.
        file: String,
        /// What is wrong.
        message: String,
    },
    /// One text has two senses in one context.
    #[error("{context}: {text:?} means both {first:?} and {second:?}")]
    TwoSenses {
        /// The context.
        context: String,
        /// The text.
        text: String,
        /// Its first sense.
        first: String,
        /// Its second sense.
        second: String,
    },
    /// A room does not know a sense.
    #[error("{context}: unknown sense {sense:?}")]
    UnknownSense {
        /// The context.
        context: String,
        /// The sense.
        sense: String,
    },
}

/// Groups by context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    contexts: BTreeMap<String, Vec<Group>>,
    hash: String,
}

impl Vocabulary {
    /// The built-in vocabulary.
    pub fn built_in() -> Result<Self, Error> {
        Self::with_overlays(&[])
    }

    /// The built-in vocabulary with further files laid over it, each as (name, TOML text); later files win.
    pub fn with_overlays(overlays: &[(String, String)]) -> Result<Self, Error> {
        let mut contexts: BTreeMap<String, Vec<Group>> = BTreeMap::new();
        let mut hasher = Sha256::new();
        for (name, text) in BUILT_IN {
            hasher.update(text.as_bytes());
            for (context, groups) in parse(name, text)? {
                contexts.entry(context).or_default().extend(groups);
            }
        }
        refuse_two_senses(&contexts)?;
        for (name, text) in overlays {
            hasher.update(text.as_bytes());
            for (context, groups) in parse(name, text)? {
                let existing = contexts.entry(context).or_default();
                for group in &groups {
                    for known in existing.iter_mut() {
                        known.texts.retain(|t| !group.texts.contains(t));
                    }
                }
                existing.extend(groups);
            }
        }
        refuse_two_senses(&contexts)?;
        let hash = hasher.finalize().iter().map(|b| format!("{b:02x}")).collect();
        Ok(Vocabulary { contexts, hash })
    }

    /// The groups of a context; none when no file has it.
    pub fn groups(&self, context: &str) -> &[Group] {
        self.contexts.get(context).map_or(&[], Vec::as_slice)
    }

    /// The same without some entries: those of which `keep` says no, asked with context, text and sense. It has a hash of its own.
    pub fn without(&self, keep: impl Fn(&str, &str, &str) -> bool) -> Self {
        let mut contexts = self.contexts.clone();
        let mut hasher = Sha256::new();
        for (context, groups) in &mut contexts {
            for group in groups.iter_mut() {
                group.texts.retain(|text| keep(context, text, &group.sense));
                hasher.update(format!("{context}\t{}\t{}\n", group.sense, group.texts.join("\t")).as_bytes());
            }
        }
        Vocabulary { contexts, hash: hasher.finalize().iter().map(|b| format!("{b:02x}")).collect() }
    }

    /// The names of all contexts.
    pub fn contexts(&self) -> impl Iterator<Item = &str> {
        self.contexts.keys().map(String::as_str)
    }

    /// (text, sense) of every entry of a context.
    pub fn entries<'a>(&'a self, context: &str) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.groups(context).iter().flat_map(|g| g.texts.iter().map(move |t| (t.as_str(), g.sense.as_str())))
    }

    /// SHA-256 over all files, in hex.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

fn parse(name: &str, text: &str) -> Result<BTreeMap<String, Vec<Group>>, Error> {
    toml::from_str(text).map_err(|e| Error::Syntax { file: name.to_owned(), message: e.to_string() })
}

fn refuse_two_senses(contexts: &BTreeMap<String, Vec<Group>>) -> Result<(), Error> {
    for (context, groups) in contexts {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for group in groups {
            for text in &group.texts {
                if let Some(first) = seen.insert(text, &group.sense)
                    && first != group.sense
                {
                    return Err(Error::TwoSenses {
                        context: context.clone(),
                        text: text.clone(),
                        first: first.to_owned(),
                        second: group.sense.clone(),
                    });
                }
            }
        }
    }
    Ok(())
}
