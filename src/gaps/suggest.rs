//! What a word that is not understood may mean: by the rules of its room where they tell it, else by the most similar word of its context. A suggestion, never an answer.

use crate::normalise::key::fold_text;
use crate::record::GapKind;
use crate::sections;
use crate::tables;
use crate::vocabulary::{Error, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// A sense, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// In the words of the context.
    pub sense: String,
    /// For a person.
    pub why: String,
}

/// Everything that suggestions are made from.
#[derive(Debug)]
pub struct Suggestions {
    vocabulary: Vocabulary,
    sections: sections::Lexicon,
    tables: tables::Lexicon,
    /// Folded texts and senses by context.
    entries: BTreeMap<String, Vec<(String, String)>>,
}

/// Contexts in which similar words stand, besides a gap's own.
const ALSO: &[(&str, &[&str])] = &[
    ("part_exception", &["part_head"]),
    ("national_header", &["national_word"]),
    ("national_label", &["national_word", "national_header"]),
];

/// How alike two words must be, in hundredths.
const ALIKE: usize = 60;

impl Suggestions {
    /// Compiles a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, Error> {
        let contexts: Vec<&str> = vocabulary.contexts().collect();
        let folded = |context: &str| vocabulary.entries(context).map(|(t, s)| (fold_text(t), s.to_owned())).collect();
        Ok(Suggestions {
            sections: sections::Lexicon::new(vocabulary)?,
            tables: tables::Lexicon::new(vocabulary)?,
            entries: contexts.into_iter().map(|c| (c.to_owned(), folded(c))).collect(),
            vocabulary: vocabulary.clone(),
        })
    }

    /// The senses that a context knows, where they are a short list.
    pub fn senses(&self, context: &str) -> Vec<String> {
        let rule = format!("{context}_rule");
        let also = ALSO.iter().find(|(c, _)| *c == context).map_or(&[][..], |(_, more)| *more);
        let contexts = [context, rule.as_str()].into_iter().chain(also.iter().copied());
        let all: BTreeSet<String> = contexts.flat_map(|c| self.vocabulary.entries(c)).map(|(_, sense)| sense.to_owned()).collect();
        if all.len() <= 30 { all.into_iter().collect() } else { Vec::new() }
    }

    /// What an entry may mean.
    pub fn of(&self, kind: GapKind, context: &str, text: &str) -> Option<Suggestion> {
        let by_rule = match kind {
            GapKind::Heading => {
                self.sections.part_of(text).map(|p| (p.as_str().to_owned(), "the words of it that are known say so".to_owned()))
            }
            GapKind::Department => self.full_name(text).map(|s| (s, "its characters stand in that name in this order".to_owned())),
            GapKind::Header => self.column(context, text).or_else(|| self.only_word(text)),
            GapKind::Label => self.only_word(text),
            _ => None,
        };
        let (sense, why) = by_rule.or_else(|| self.nearest(context, text))?;
        Some(Suggestion { sense, why })
    }

    /// The one official name that a short form stands for: 人社局 in 人力资源和社会保障局, first and last character alike.
    fn full_name(&self, short: &str) -> Option<String> {
        let (first, last) = (short.chars().next()?, short.chars().next_back()?);
        let mut fits = self.vocabulary.groups("department").iter().map(|g| g.sense.as_str()).filter(|name| {
            let ends = name.starts_with(first) && name.ends_with(last) && name.chars().count() > short.chars().count();
            let mut rest = name.chars();
            ends && short.chars().all(|c| rest.any(|n| n == c))
        });
        let found = fits.next()?;
        fits.all(|other| other == found).then(|| found.to_owned())
    }

    /// What the known words of a header path make together.
    fn column(&self, context: &str, path: &str) -> Option<(String, String)> {
        let grammar = self.tables.grammar(context.strip_prefix("header_")?)?;
        let (sense, residue) = grammar.known_part(path)?;
        Some((sense, format!("so without “{residue}”")))
    }

    /// The one thing that the known words of a national header or label say.
    fn only_word(&self, text: &str) -> Option<(String, String)> {
        let words = self.entries.get("national_word")?;
        let (mut senses, mut rest, mut at) = (BTreeSet::new(), String::new(), text);
        while let Some(first) = at.chars().next() {
            let longest =
                words.iter().filter(|(word, _)| !word.is_empty() && at.starts_with(word.as_str())).max_by_key(|(word, _)| word.len());
            let length = match longest {
                Some((word, sense)) => {
                    senses.extend((sense != "filler").then_some(sense.as_str()));
                    word.len()
                }
                None => {
                    rest.push(first);
                    first.len_utf8()
                }
            };
            at = at.get(length..)?;
        }
        let only = senses.pop_first()?;
        (senses.is_empty() && !rest.is_empty()).then(|| (only.to_owned(), format!("so without “{rest}”")))
    }

    /// The sense of the most similar word, where no other sense is as near.
    fn nearest(&self, context: &str, text: &str) -> Option<(String, String)> {
        let also = ALSO.iter().find(|(c, _)| *c == context).map_or(&[][..], |(_, more)| *more);
        let mut best: Option<(usize, &str, &str)> = None;
        let mut tied = false;
        for (word, sense) in std::iter::once(context).chain(also.iter().copied()).filter_map(|c| self.entries.get(c)).flatten() {
            let alike = likeness(word, text);
            match best {
                Some((most, _, _)) if alike < most => {}
                Some((most, _, known)) if alike == most => tied |= known != sense.as_str(),
                _ => (best, tied) = (Some((alike, word.as_str(), sense.as_str())), false),
            }
        }
        let (alike, word, sense) = best?;
        (alike >= ALIKE && !tied).then(|| (sense.to_owned(), format!("as “{word}”")))
    }
}

/// Pairs of neighbouring characters that two words share, in hundredths of all of them.
fn likeness(a: &str, b: &str) -> usize {
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (a, mut b) = (pairs(a), pairs(b));
    let all = a.len() + b.len();
    let shared = a
        .iter()
        .filter(|pair| {
            let at = b.iter().position(|other| other == *pair);
            at.inspect(|at| {
                b.swap_remove(*at);
            })
            .is_some()
        })
        .count();
    (200 * shared).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_come_from_the_rules_or_from_the_most_similar_word() {
        let suggestions = Suggestions::new(&Vocabulary::built_in().unwrap()).unwrap();
        let sense = |kind, context: &str, text: &str| suggestions.of(kind, context, text).map(|s| s.sense);
        assert_eq!(sense(GapKind::Department, "department", "甲乙局"), None);
        assert_eq!(sense(GapKind::Department, "department", "退役事务局").as_deref(), Some("退役军人事务局"));
        assert_eq!(sense(GapKind::Department, "department", "市管局").as_deref(), Some("市场监督管理局"));
        assert_eq!(sense(GapKind::Heading, "part_exception", "国有资产盘活奖补").as_deref(), Some("state_assets"));
        assert_eq!(sense(GapKind::Header, "header_staffing", "定向编制").as_deref(), Some("posts_total"));
        assert_eq!(sense(GapKind::Header, "national_header", "甲乙丙丁"), None);
    }

    #[test]
    fn likeness_counts_shared_pairs() {
        assert_eq!((likeness("财政拨款", "财政拨款"), likeness("财政", "拨款"), likeness("", "")), (100, 0, 0));
        assert_eq!(likeness("财政拨款", "财政补款"), 33);
    }
}
