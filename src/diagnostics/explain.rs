//! What a code means and what to do about it, in English and Chinese.

use super::{Code, FailureCode};
use crate::checks::catalogue::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What `codes.toml` says of one code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    zh: String,
    advice: String,
    advice_zh: String,
}

/// A test holds that every code is there.
static WORDS: LazyLock<BTreeMap<String, Words>> = LazyLock::new(|| toml::from_str(include_str!("codes.toml")).unwrap_or_default());

/// A code of `diagnostics` or of the quarantine, explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// `quarantine` or `diagnostic`.
    pub list: &'static str,
    /// The code.
    pub code: &'static str,
    /// What it means.
    pub meaning: String,
    /// What to do about it.
    pub advice: String,
}

/// Every code, those of the quarantine first.
pub fn explanations(language: Language) -> Vec<Explanation> {
    let quarantine = FailureCode::ALL.iter().map(|c| ("quarantine", c.as_str(), c.explanation()));
    let diagnostics = Code::ALL.iter().map(|c| ("diagnostic", c.as_str(), c.explanation()));
    quarantine.chain(diagnostics).map(|(list, code, english)| explanation(list, code, english, language)).collect()
}

fn explanation(list: &'static str, code: &'static str, english: &str, language: Language) -> Explanation {
    let words = WORDS.get(code);
    let (meaning, advice) = match language {
        Language::English => {
            (english.lines().map(str::trim).collect::<Vec<_>>().join(" "), words.map_or("", |w| w.advice.as_str()).to_owned())
        }
        Language::Chinese => words.map_or_else(Default::default, |w| (w.zh.clone(), w.advice_zh.clone())),
    };
    Explanation { list, code, meaning, advice }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_both_languages_and_no_other_is() {
        let words: BTreeMap<String, Words> = toml::from_str(include_str!("codes.toml")).unwrap();
        let codes: Vec<&str> = FailureCode::ALL.iter().map(|c| c.as_str()).chain(Code::ALL.iter().map(|c| c.as_str())).collect();
        for code in &codes {
            let said = words.get(*code).unwrap_or_else(|| panic!("{code} has no words"));
            assert!(!said.zh.is_empty() && !said.advice.is_empty() && !said.advice_zh.is_empty(), "{code}");
        }
        for code in words.keys() {
            assert!(codes.contains(&code.as_str()), "{code}");
        }
    }
}
