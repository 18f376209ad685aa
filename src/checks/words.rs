//! The words of `words.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub residue: Residue,
    pub misprints: Misprints,
    pub level: LevelWords,
    pub reason: Reason,
    /// Words for items, by key.
    pub items: BTreeMap<String, Vec<String>>,
    pub none: Nothing,
    pub institutions: Listed,
    pub lists: Opening,
    pub terms: Terms,
    pub indicators: Indicators,
    pub period: Period,
}

/// Template residue.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Residue {
    pub words: Vec<String>,
    pub unless: Vec<String>,
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub up: Vec<String>,
    pub down: Vec<String>,
    pub same: Vec<String>,
}

/// What is printed, and the word that it must be.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Misprints {
    pub words: Vec<(String, String)>,
}

/// A department's wording.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LevelWords {
    pub department_own: Vec<String>,
    pub department_unless: Vec<String>,
}

/// Reasons.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    pub words: Vec<String>,
    pub openings: Vec<String>,
}

/// That there is nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {
    pub words: Vec<String>,
    pub empty_table: Vec<String>,
}

/// A list alone.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    pub words: Vec<String>,
}

/// What opens a list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening {
    pub opens: Vec<String>,
}

/// Terms of a glossary.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Terms {
    pub technical: Vec<String>,
    pub endings: Vec<String>,
}

/// Names of indicators.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Indicators {
    pub counted: Vec<String>,
    pub shares: Vec<String>,
}

/// Labels of a period.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    pub labels: Vec<String>,
}

/// The words that are compiled in; a test proves that the file is sound, so that the default is never met.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

/// True when a text holds one of the words.
pub(super) fn any(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.contains(w.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound_and_its_words_are_match_keys() {
        let text = include_str!("words.toml");
        let words: Words = toml::from_str(text).unwrap();
        assert!(!words.residue.words.is_empty() && words.items.len() >= 8);
        let lists = [
            &words.residue.words,
            &words.reason.openings,
            &words.none.words,
            &words.terms.technical,
            &words.period.labels,
            &words.lists.opens,
        ];
        for word in lists.into_iter().flatten() {
            assert_eq!(crate::normalise::key::fold_text(word), *word);
        }
    }
}
