//! What a column means, told from its header *path* (编制人数 › 行政) and never from its position.
//!
//! A [`HeaderGrammar`] is read from three contexts of the vocabulary, for a name `N`:
//!
//! * `N`: whole paths, parts joined by `›`, for spellings that composition would get wrong;
//! * `N_word`: head words of one part, each with the idea, or ideas, that it stands for (编制 → `posts`, 行政编制 → `admin posts`, 人数 → `neutral`);
//! * `N_rule`: which ideas together make which sense (`posts admin` → `posts_admin`), ideas parted by blanks, in any order.
//!
//! A path is cut into head words, longest first; the ideas of all its parts are put together, and a rule is looked up for exactly that set. So 行政编制, 编制数 › 行政 and
//! 编制 › 其中：行政人员 are one sense without being listed. A path with anything that no head word covers has *no* sense: 参公编制 must not be taken for 编制.

use super::cell::{Unit, UnitMark, header_unit, without_unit};
use crate::normalise::key::fold_text;
use crate::vocabulary::{self, Vocabulary};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Parts of header paths are joined by this.
pub const PATH_SEPARATOR: &str = "›";

/// One level of a header path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeaderPart {
    /// As printed, line breaks and all.
    pub printed: String,
    /// Folded (see [`crate::normalise::Key`]) and without a unit in brackets: `价值（金额单位：万元）` → `价值`.
    pub folded: String,
}

/// The header of one column, from the top level down. Empty for a column without header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeaderPath {
    /// Its levels; a blank cell or the continuation of a merged one adds none.
    pub parts: Vec<HeaderPart>,
    /// The unit that the lowest level which states one states.
    pub unit: Option<UnitMark>,
}

impl HeaderPath {
    /// From the printed texts, top level first.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut path = HeaderPath::default();
        for text in texts {
            path.push(text);
        }
        path
    }

    /// Adds a level below.
    pub fn push(&mut self, text: &str) {
        if let Some(unit) = header_unit(text) {
            self.unit = Some(unit);
        }
        let folded = fold_text(text);
        let part = HeaderPart { printed: text.to_owned(), folded: without_unit(&folded) };
        self.parts.push(part);
    }

    /// Printed parts joined by `›`, white space inside them dropped: what `header_path` of a fact holds.
    pub fn joined(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(|p| p.printed.chars().filter(|c| !c.is_whitespace()).collect()).collect();
        parts.join(PATH_SEPARATOR)
    }

    /// Folded parts joined by `›`: what vocabulary paths are compared with.
    pub fn folded(&self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|p| p.folded.as_str()).collect();
        parts.join(PATH_SEPARATOR)
    }

    /// The lowest level, folded; empty for a column without header.
    pub fn last(&self) -> &str {
        self.parts.last().map_or("", |p| p.folded.as_str())
    }

    /// The unit that the header states.
    pub fn stated_unit(&self) -> Option<Unit> {
        self.unit.as_ref().map(|u| u.unit)
    }
}

/// What the head words of a text stand for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ideas {
    /// The ideas, `neutral` left out.
    pub set: BTreeSet<String>,
    /// What no head word covered, in order; empty when everything was understood.
    pub residue: String,
}

/// The grammar of one kind of header.
#[derive(Debug, Clone, Default)]
pub struct HeaderGrammar {
    name: String,
    paths: BTreeMap<String, String>,
    /// By first character, longest first.
    words: BTreeMap<char, Vec<(String, String)>>,
    rules: BTreeMap<BTreeSet<String>, String>,
}

/// Years, ordinals and punctuation carry no idea of their own.
static NO_IDEA: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:其中[:、]?|\d{4}年度?|[一二三四五六七八九十]{1,3}、|\(?\d{1,2}[)、.．]|[()\[\]:;,.、。·/\-\*#]+)").ok()
});

impl HeaderGrammar {
    /// Reads the contexts `name`, `name_word` and `name_rule`. Contexts that no file has are empty.
    pub fn new(vocabulary: &Vocabulary, name: &str) -> Result<Self, vocabulary::Error> {
        let mut grammar = HeaderGrammar { name: name.to_owned(), ..HeaderGrammar::default() };
        for (text, sense) in vocabulary.entries(name) {
            let path: Vec<String> = text.split(PATH_SEPARATOR).map(|p| without_unit(&fold_text(p))).collect();
            grammar.paths.insert(path.join(PATH_SEPARATOR), sense.to_owned());
        }
        for (text, idea) in vocabulary.entries(&format!("{name}_word")) {
            let folded = fold_text(text);
            if let Some(first) = folded.chars().next() {
                grammar.words.entry(first).or_default().push((folded, idea.to_owned()));
            }
        }
        for list in grammar.words.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        }
        for (text, sense) in vocabulary.entries(&format!("{name}_rule")) {
            let ideas: BTreeSet<String> = text.split_whitespace().map(str::to_owned).collect();
            if let Some(other) = grammar.rules.insert(ideas, sense.to_owned())
                && other != sense
            {
                let context = format!("{name}_rule");
                return Err(vocabulary::Error::TwoSenses { context, text: text.to_owned(), first: other, second: sense.to_owned() });
            }
        }
        Ok(grammar)
    }

    /// The name of its contexts.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Cuts a folded text into head words, longest first.
    pub fn ideas(&self, folded: &str) -> Ideas {
        let mut ideas = Ideas::default();
        let mut rest = folded;
        while let Some(first) = rest.chars().next() {
            let word = self.words.get(&first).and_then(|list| list.iter().find(|(word, _)| rest.starts_with(word.as_str())));
            if let Some((word, idea)) = word {
                ideas.set.extend(idea.split_whitespace().filter(|i| *i != "neutral").map(str::to_owned));
                rest = &rest[word.len()..];
            } else if let Some(found) = NO_IDEA.as_ref().and_then(|r| r.find(rest)) {
                rest = &rest[found.end()..];
            } else {
                ideas.residue.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        ideas
    }

    /// The ideas of all parts of a path together.
    pub fn path_ideas(&self, path: &HeaderPath) -> Ideas {
        let mut all = Ideas::default();
        for part in &path.parts {
            let ideas = self.ideas(&part.folded);
            all.set.extend(ideas.set);
            all.residue.push_str(&ideas.residue);
        }
        all
    }

    /// What a column with this path means; `None` when any of it is not understood.
    pub fn sense(&self, path: &HeaderPath) -> Option<&str> {
        if path.parts.is_empty() {
            return None;
        }
        if let Some(sense) = self.paths.get(&path.folded()) {
            return Some(sense);
        }
        let ideas = self.path_ideas(path);
        if !ideas.residue.is_empty() {
            return None;
        }
        self.rules.get(&ideas.set).map(String::as_str)
    }

    /// What the known words of a path make together, and what of it is not known; `None` where all is known, or the rest makes nothing.
    pub fn known_part(&self, path: &str) -> Option<(String, String)> {
        let ideas = self.ideas(&path.replace(PATH_SEPARATOR, ""));
        let sense = self.rules.get(&ideas.set)?;
        (!ideas.residue.is_empty()).then(|| (sense.clone(), ideas.residue))
    }

    /// What a single text means, as a path of one part: for row labels.
    pub fn sense_of(&self, text: &str) -> Option<&str> {
        self.sense(&HeaderPath::new([text]))
    }

    /// True when a header part is made of this grammar's head words, with at least one idea among them, or is a part of a known path.
    pub fn knows_part(&self, folded: &str) -> bool {
        let ideas = self.ideas(folded);
        (ideas.residue.is_empty() && !ideas.set.is_empty()) || self.paths.keys().any(|p| p.split(PATH_SEPARATOR).any(|part| part == folded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grammar() -> HeaderGrammar {
        let toml = r#"
[[t]]
sense = "other_sense"
texts = ["编制›参公"]
[[t_word]]
sense = "posts"
texts = ["编制"]
[[t_word]]
sense = "admin"
texts = ["行政"]
[[t_word]]
sense = "neutral"
texts = ["人数", "数", "人员"]
[[t_rule]]
sense = "posts_admin"
texts = ["posts admin"]
[[t_rule]]
sense = "posts_total"
texts = ["posts"]
"#;
        let vocabulary = Vocabulary::with_overlays(&[("t.toml".into(), toml.into())]).unwrap();
        HeaderGrammar::new(&vocabulary, "t").unwrap()
    }

    #[test]
    fn composition_needs_every_character() {
        let g = grammar();
        assert_eq!(g.sense(&HeaderPath::new(["编制人数", "行政"])), Some("posts_admin"));
        assert_eq!(g.sense(&HeaderPath::new(["行政编制数"])), Some("posts_admin"));
        assert_eq!(g.sense(&HeaderPath::new(["编 制 数（人）", "其中：行政人员"])), Some("posts_admin"));
        assert_eq!(g.sense(&HeaderPath::new(["编制"])), Some("posts_total"));
        assert_eq!(g.sense(&HeaderPath::new(["参公编制"])), None);
        assert_eq!(g.sense(&HeaderPath::new(["编制", "参公"])), Some("other_sense"));
        assert_eq!(g.sense(&HeaderPath::default()), None);
    }

    #[test]
    fn units_are_taken_out_of_headers() {
        let path = HeaderPath::new(["价值（金额单位：万元）"]);
        assert_eq!(path.last(), "价值");
        assert_eq!(path.stated_unit(), Some(Unit::WanYuan));
        assert_eq!(path.joined(), "价值（金额单位：万元）");
    }
}
