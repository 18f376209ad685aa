//! What a column means, told from its header *path* (编制人数 › 行政) and never from its position.
//!
//! A [`HeaderGrammar`] is read from four contexts of the vocabulary, for a name `N`:
//!
//! * `N`: whole paths, parts joined by `›`, for spellings that composition would get wrong;
//! * `N_word`: head words of one part, each with the idea, or ideas, that it stands for (编制 → `posts`, 行政编制 → `admin posts`, 人数 → `neutral`);
//! * `N_stem`: head words that are ordinary words too (工作, 服务) and so do not show by themselves that a row is a header;
//! * `N_rule`: which ideas together make which sense (`posts admin` → `posts_admin`), ideas parted by blanks, in any order; `?work` may be there or not.
//!
//! A path is cut into head words, longest first; the ideas of all its parts are put together, and a rule is looked up for exactly that set. So 行政编制, 编制数 › 行政 and
//! 编制 › 其中：行政人员 are one sense without being listed. A path with anything that no head word covers has *no* sense: 参公编制 must not be taken for 编制. Of several
//! rules that leave ideas open, the one with most ideas of its own is taken; where two of them are equal and differ, there is no sense.
//!
//! Words that say nothing in any table (`header_any_word`: 的, 情况, 所属 …) are shared. A column of *texts* may be known by its head noun alone ([`HeaderGrammar::head`]).

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
    words: BTreeMap<char, Vec<Word>>,
    rules: BTreeMap<BTreeSet<String>, String>,
    /// Rules that leave ideas open.
    open: Vec<OpenRule>,
    /// What the cells of a sense hold (`text`), from the context `name_holds`.
    holds: BTreeMap<String, String>,
}

/// A head word.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    idea: String,
    /// An ordinary word, or one of any table.
    weak: bool,
}

/// Ideas that must be there, ideas that may, and the sense that they make.
#[derive(Debug, Clone)]
struct OpenRule {
    needs: BTreeSet<String>,
    may: BTreeSet<String>,
    sense: String,
}

/// Years, ordinals and punctuation carry no idea of their own.
static NO_IDEA: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:其中[:、]?|(?:19|20)\d\d年度?|[一二三四五六七八九十]{1,3}、|\(?\d{1,2}[)、.．]|[()\[\]:;,.、。·/\-\*#]+)").ok()
});

impl HeaderGrammar {
    /// Reads the contexts `name`, `name_word` and `name_rule`. Contexts that no file has are empty.
    pub fn new(vocabulary: &Vocabulary, name: &str) -> Result<Self, vocabulary::Error> {
        let mut grammar = HeaderGrammar { name: name.to_owned(), ..HeaderGrammar::default() };
        for (text, sense) in vocabulary.entries(name) {
            let path: Vec<String> = text.split(PATH_SEPARATOR).map(|p| without_unit(&fold_text(p))).collect();
            grammar.paths.insert(path.join(PATH_SEPARATOR), sense.to_owned());
        }
        for (context, weak) in [(format!("{name}_word"), false), (format!("{name}_stem"), true), ("header_any_word".to_owned(), true)] {
            for (text, idea) in vocabulary.entries(&context) {
                let folded = fold_text(text);
                let Some(first) = folded.chars().next() else { continue };
                let list = grammar.words.entry(first).or_default();
                if !list.iter().any(|w| w.text == folded) {
                    list.push(Word { text: folded, idea: idea.to_owned(), weak });
                }
            }
        }
        for list in grammar.words.values_mut() {
            list.sort_by(|a, b| b.text.len().cmp(&a.text.len()).then(a.text.cmp(&b.text)));
        }
        grammar.holds = vocabulary.entries(&format!("{name}_holds")).map(|(text, what)| (text.to_owned(), what.to_owned())).collect();
        for (text, sense) in vocabulary.entries(&format!("{name}_rule")) {
            if text.contains('?') {
                let (may, needs): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(|i| i.starts_with('?'));
                grammar.open.push(OpenRule {
                    needs: needs.into_iter().map(str::to_owned).collect(),
                    may: may.into_iter().map(|i| i.trim_start_matches('?').to_owned()).collect(),
                    sense: sense.to_owned(),
                });
                continue;
            }
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
        self.cut(folded, true)
    }

    fn cut(&self, folded: &str, weak: bool) -> Ideas {
        let mut ideas = Ideas::default();
        let mut rest = folded;
        while let Some(first) = rest.chars().next() {
            let word = self.words.get(&first).and_then(|list| list.iter().find(|w| (weak || !w.weak) && rest.starts_with(&w.text)));
            if let Some(Word { text: word, idea, .. }) = word {
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
        self.rule(&ideas.set)
    }

    /// The sense of a set of ideas.
    fn rule(&self, set: &BTreeSet<String>) -> Option<&str> {
        if let Some(sense) = self.rules.get(set) {
            return Some(sense);
        }
        let fits: Vec<&OpenRule> =
            self.open.iter().filter(|r| r.needs.is_subset(set) && set.iter().all(|i| r.needs.contains(i) || r.may.contains(i))).collect();
        let most = fits.iter().map(|r| r.needs.len()).max()?;
        let mut best = fits.into_iter().filter(|r| r.needs.len() == most).map(|r| r.sense.as_str());
        let first = best.next()?;
        best.all(|other| other == first).then_some(first)
    }

    /// True for a sense whose cells hold words.
    pub fn holds_text(&self, sense: &str) -> bool {
        self.holds.get(sense).is_some_and(|what| what == "text")
    }

    /// The sense of a text by its head noun, where that is a sense of texts: 拟采购的具体标的 is a 标的, whatever stands before. Chinese puts the head last, so what is not
    /// known must stand before it.
    pub fn head(&self, path: &HeaderPath) -> Option<&str> {
        let text = path.last();
        let starts = text.char_indices().map(|(at, _)| at);
        let known = |at: usize| {
            let ideas = self.ideas(text.get(at..)?);
            (ideas.residue.is_empty() && !ideas.set.is_empty()).then_some(ideas.set)
        };
        let set = starts.filter_map(known).next()?;
        self.rule(&set).filter(|sense| self.holds_text(sense))
    }

    /// What the known words of a path make together, and what of it is not known; `None` where all is known, or the rest makes nothing.
    pub fn known_part(&self, path: &str) -> Option<(String, String)> {
        let ideas = self.ideas(&path.replace(PATH_SEPARATOR, ""));
        let sense = self.rule(&ideas.set)?;
        (!ideas.residue.is_empty()).then(|| (sense.to_owned(), ideas.residue))
    }

    /// What a single text means, as a path of one part: for row labels.
    pub fn sense_of(&self, text: &str) -> Option<&str> {
        self.sense(&HeaderPath::new([text]))
    }

    /// True when a header part is made of this grammar's head words (stems left out), with at least one idea among them, or is a part of a known path.
    pub fn knows_part(&self, folded: &str) -> bool {
        let ideas = self.cut(folded, false);
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
