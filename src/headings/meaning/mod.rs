//! What a heading means: head words decide, words that surround them do not, and a name before them is passed over.
//!
//! The words are data (`vocabulary/parts.toml`); this module holds the rules that put them together, so that a heading that nobody has seen is still read when its words are
//! known. A [`Reading`] says how much of the heading was understood; how much is needed depends on where the heading stands, and is decided by [`super::structure`].

mod rules;
#[cfg(test)]
mod tests;

use crate::facts::Part;
use crate::vocabulary::{Error, Vocabulary};
use aho_corasick::{AhoCorasick, MatchKind};
use rules::{coverage, decide, has_clause, has_count, is_neutral, is_task, name_end, part_of, trailing_unknown, trim};
use std::collections::BTreeMap;

/// What a heading opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// One of the nine parts.
    Part(Part),
    /// 部门概况: it holds the pieces of the organization, and is that part where it holds none.
    Overview,
    /// 部门预算情况说明: it holds the parts that explain the budget, and is the part on the budget where it holds none.
    Explanation,
    /// 部门预算表: the chapter of tables.
    Tables,
    /// The title of one table; with the part that its words would tell in a heading.
    Caption(Option<Part>),
    /// 附件.
    Attachment,
    /// 目录.
    Contents,
    /// 前言.
    Preface,
}

/// A heading as it was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What it opens.
    pub meaning: Meaning,
    /// Characters of words that are known.
    pub known: u16,
    /// Characters that are not.
    pub unknown: u16,
    /// Only words that tell the part for want of a better one (支出, 其他).
    pub general: bool,
    /// 基本情况 …: an organization heading that may hold other parts, and a mere container when it is numbered as a chapter.
    pub basic: bool,
    /// It ends with a word of headings, not with a name or with 预算.
    pub complete: bool,
    /// It ends with a word that ends headings (情况, 说明, 概况, 表).
    pub told: bool,
    /// It states a figure.
    pub amount: bool,
    /// It was passed over because it is a name, in characters.
    pub name: u16,
}

impl Reading {
    /// Every word of it is known.
    pub fn is_full(self) -> bool {
        self.unknown == 0
    }

    /// At least three quarters of its characters are of known words.
    pub fn is_mostly_known(self) -> bool {
        self.known >= 3 * self.unknown && self.known >= 2
    }

    /// At least half of its characters are of known words: enough where the numbering tells that a part stands here.
    pub fn is_partly_known(self) -> bool {
        self.known >= self.unknown && self.known >= 2
    }

    /// The part that its words tell.
    pub fn part(self) -> Option<Part> {
        match self.meaning {
            Meaning::Part(part) => Some(part),
            Meaning::Caption(part) => part,
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Head(Part),
    Item(Part),
    General(Part),
    Filler,
    Budget,
    Explanation,
    Overview,
    Table,
    Attachment,
    Contents,
    Preface,
    Body,
    Verb,
    Sentence,
    Amount,
}

#[derive(Debug, Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    role: Role,
    /// How many brackets are open around it.
    nesting: u8,
}

/// Two words that tell a part together: 机关…运行.
#[derive(Debug)]
struct Pair {
    first: String,
    second: String,
    part: Part,
}

/// The words of headings, compiled.
#[derive(Debug)]
pub struct Words {
    automaton: AhoCorasick,
    roles: Vec<Role>,
    pairs: Vec<Pair>,
    heads: Vec<(String, Part)>,
    exceptions: BTreeMap<String, Option<Meaning>>,
}

/// Heads of so many characters are still known when one is lost.
const LONG_HEAD: usize = 4;
/// Bytes that may stand before a head that lost its last character.
const MANY: usize = 12;

/// Characters that the name of a body may have before the word for its kind.
const BODY_REACH: usize = 12;

/// Words that end headings and stand for 情况 or 说明 in them.
pub(crate) fn ends_told(text: &str) -> bool {
    ["解释", "事项", "职责", "职能", "设置", "构成", "信息"].iter().any(|w| text.ends_with(w))
}

fn without_first(word: &str) -> &str {
    word.char_indices().nth(1).map_or("", |(at, _)| &word[at..])
}

fn without_last(word: &str) -> &str {
    word.char_indices().next_back().map_or("", |(at, _)| &word[..at])
}

/// Longest heading that is read, in bytes of its key.
pub const LONGEST: usize = 240;

impl Words {
    /// From the contexts `part_head`, `part_head_general`, `part_item`, `part_exception` and `heading_word`.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, Error> {
        let mut words: BTreeMap<&str, Role> = BTreeMap::new();
        let part = |context: &str, sense: &str| {
            Part::parse(sense).ok_or_else(|| Error::UnknownSense { context: context.to_owned(), sense: sense.to_owned() })
        };
        for (text, sense) in vocabulary.entries("heading_word") {
            let role = match sense {
                "filler" => Role::Filler,
                "budget" => Role::Budget,
                "explanation" => Role::Explanation,
                "overview" => Role::Overview,
                "table" => Role::Table,
                "attachment" => Role::Attachment,
                "contents" => Role::Contents,
                "preface" => Role::Preface,
                "body" => Role::Body,
                "sentence" => Role::Sentence,
                "amount" => Role::Amount,
                "verb" => Role::Verb,
                _ => return Err(Error::UnknownSense { context: "heading_word".to_owned(), sense: sense.to_owned() }),
            };
            words.insert(text, role);
        }
        for (text, sense) in vocabulary.entries("part_head_general") {
            words.insert(text, Role::General(part("part_head_general", sense)?));
        }
        for (text, sense) in vocabulary.entries("part_item") {
            words.insert(text, Role::Item(part("part_item", sense)?));
        }
        for (text, sense) in vocabulary.entries("part_head") {
            words.insert(text, Role::Head(part("part_head", sense)?));
        }
        let mut pairs = Vec::new();
        for (text, sense) in vocabulary.entries("part_pair") {
            let (first, second) = text.split_once('…').unwrap_or((text, ""));
            pairs.push(Pair { first: first.to_owned(), second: second.to_owned(), part: part("part_pair", sense)? });
        }
        let mut exceptions = BTreeMap::new();
        for (text, sense) in vocabulary.entries("part_exception") {
            let meaning = match sense {
                "overview" => Some(Meaning::Overview),
                "explanation" => Some(Meaning::Explanation),
                "tables" => Some(Meaning::Tables),
                "attachment" => Some(Meaning::Attachment),
                "none" => None,
                _ => Some(Meaning::Part(part("part_exception", sense)?)),
            };
            exceptions.insert(text.to_owned(), meaning);
        }
        let long = |text: &&&str| text.chars().count() >= LONG_HEAD;
        let heads = words
            .iter()
            .filter(|(text, _)| long(text))
            .filter_map(|(text, role)| match role {
                Role::Head(part) => Some(((*text).to_owned(), *part)),
                _ => None,
            })
            .collect();
        let words = with_longer_budget_words(&words);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.keys())
            .map_err(|e| Error::Syntax { file: "parts".to_owned(), message: e.to_string() })?;
        Ok(Words { automaton, roles: words.values().copied().collect(), pairs, heads, exceptions })
    }

    /// Reads a heading: a folded text without its number. `None` when it is none by its words: a sentence, or nothing that is known.
    pub fn read(&self, key: &str) -> Option<Reading> {
        if key.is_empty() || key.len() > LONGEST {
            return None;
        }
        let text = trim(key);
        if let Some(meaning) = self.exceptions.get(text) {
            let known = text.chars().count() as u16;
            let whole = Reading {
                meaning: (*meaning)?,
                known,
                unknown: 0,
                general: false,
                basic: false,
                complete: true,
                told: true,
                amount: false,
                name: 0,
            };
            return Some(whole);
        }
        let read = self.compose(text);
        if read.is_none_or(|r| r.general || r.meaning == Meaning::Explanation) { self.cut_off(text).or(read) } else { read }
    }

    /// A heading that lost its first or last character: 构设置情况, 名词解.
    fn cut_off(&self, text: &str) -> Option<Reading> {
        let begins = self.heads.iter().filter(|(word, _)| text.starts_with(without_first(word)));
        let ends = self.heads.iter().filter(|(word, _)| text.ends_with(without_last(word)) && text.len() < word.len() + MANY);
        let (word, part) = begins.chain(ends).max_by_key(|(word, _)| word.len())?;
        let rest = self.compose(&format!("{word}{}", text.strip_prefix(without_first(word)).unwrap_or("")))?;
        let known = rest.known.saturating_sub(1);
        (rest.part() == Some(*part) && rest.unknown == 0).then_some(Reading { known, unknown: 1, ..rest })
    }

    /// The rules alone, without the list of exceptions.
    pub(crate) fn compose(&self, text: &str) -> Option<Reading> {
        let tokens = self.tokens(text);
        let sentence = tokens.iter().any(|t| t.role == Role::Sentence && t.nesting == 0);
        if sentence || has_clause(text) {
            return None;
        }
        let from = name_end(text, &tokens)?;
        let (known, unknown) = coverage(text, &tokens, from);
        let tokens: Vec<Token> = tokens.into_iter().filter(|t| t.start >= from).collect();
        let (meaning, general, basic) = decide(text, &tokens, &self.pairs)?;
        let last = tokens.iter().rev().find(|t| t.nesting == 0).or(tokens.last())?;
        let ends_here = trailing_unknown(text, last.end) == 0;
        let complete = ends_here && !matches!(last.role, Role::Body | Role::Budget);
        if is_task(text, &tokens, ends_here) {
            return None;
        }
        Some(Reading {
            meaning,
            known,
            unknown,
            general,
            basic,
            complete,
            told: ends_here && matches!(last.role, Role::Explanation | Role::Overview | Role::Table),
            amount: tokens.iter().any(|t| t.role == Role::Amount && t.nesting == 0) || has_count(text),
            name: text[..from].chars().count() as u16,
        })
    }

    /// How many bytes of a text, from its start, are words of headings that end well before something else begins: where a heading was glued to its sentence without a mark.
    pub fn glued_prefix(&self, key: &str) -> Option<usize> {
        let mut at = 0;
        let mut end = None;
        for token in self.tokens(key) {
            if token.start != at && key[at..token.start].chars().any(|c| !is_neutral(c)) {
                break;
            }
            if matches!(token.role, Role::Sentence | Role::Amount) {
                break;
            }
            at = token.end;
            if matches!(token.role, Role::Explanation | Role::Overview)
                || ends_told(&key[..at])
                || key[..at].ends_with("情况")
                || key[..at].ends_with("原因")
            {
                end = Some(at);
            }
        }
        end
    }

    /// A text begins with the name of a body and what it does: 民政局设3个股室.
    pub fn begins_with_body(&self, key: &str) -> bool {
        let tokens = self.tokens(key);
        let verbs = ["设", "内设", "下设", "是", "为", "由", "现", "共", "主要", "负责", "属", "部门", "所属", "成立"];
        tokens
            .iter()
            .take_while(|t| key[..t.start].chars().count() <= BODY_REACH)
            .any(|t| t.role == Role::Body && verbs.iter().any(|v| key[t.end..].starts_with(v)))
    }

    /// The part that words of running text tell, none of them a general one: 2019年度机关运行经费支出.
    pub fn part_in_text(&self, text: &str) -> Option<Part> {
        let (part, general) = part_of(text, &self.tokens(text), &self.pairs);
        part.filter(|_| !general)
    }

    /// True where a word of sentences stands in a text, outside brackets.
    pub fn is_statement(&self, key: &str) -> bool {
        self.tokens(key).iter().any(|t| t.role == Role::Sentence && t.nesting == 0)
    }

    /// True where a known word begins at the start of the text and runs over its first `bytes`: 一般公共预算 is not item 一.
    pub fn word_runs_over(&self, key: &str, bytes: usize) -> bool {
        self.automaton.find(key).is_some_and(|m| m.start() == 0 && m.end() > bytes)
    }

    fn tokens(&self, text: &str) -> Vec<Token> {
        let mut nesting = 0_u8;
        let mut at = 0;
        let mut tokens = Vec::new();
        for found in self.automaton.find_iter(text) {
            for byte in text[at..found.start()].bytes() {
                match byte {
                    b'(' => nesting += 1,
                    b')' => nesting = nesting.saturating_sub(1),
                    _ => {}
                }
            }
            at = found.start();
            let role = self.roles[found.pattern().as_usize()];
            tokens.push(Token { start: found.start(), end: found.end(), role, nesting });
        }
        tokens
    }
}

/// A word that begins with the name of the disclosure (预算总体) stands after its longer names too (部门预算总体): the leftmost word is taken, and 部门预算 would hide it.
fn with_longer_budget_words(words: &BTreeMap<&str, Role>) -> BTreeMap<String, Role> {
    let mut all: BTreeMap<String, Role> = words.iter().map(|(text, role)| ((*text).to_owned(), *role)).collect();
    let names: Vec<&str> = words.iter().filter(|(_, role)| **role == Role::Budget).map(|(text, _)| *text).collect();
    for short in &names {
        let heads =
            words.iter().filter(|(text, role)| text.starts_with(short) && text.len() > short.len() && matches!(role, Role::Head(_)));
        for (head, role) in heads {
            for long in names.iter().filter(|l| l.len() > short.len() && l.ends_with(short)) {
                all.entry(format!("{long}{}", &head[short.len()..])).or_insert(*role);
            }
        }
    }
    all
}

/// A folded heading as the context `part_exception` has it.
pub(crate) fn whole(key: &str) -> &str {
    trim(key)
}
