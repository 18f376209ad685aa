//! What a heading means: head words decide, words that surround them do not, and a name before them is passed over.
//!
//! The words are data (`vocabulary/parts.toml`); this module holds the rules that put them together, so that a heading that nobody has seen is still read when its words are
//! known. A [`Reading`] says how much of the heading was understood; how much is needed depends on where the heading stands, and is decided by [`super::structure`].

use crate::facts::Part;
use crate::vocabulary::{Error, Vocabulary};
use aho_corasick::{AhoCorasick, MatchKind};
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

/// The words of headings, compiled.
#[derive(Debug)]
pub struct Words {
    automaton: AhoCorasick,
    roles: Vec<Role>,
    exceptions: BTreeMap<String, Option<Meaning>>,
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
        let words = with_longer_budget_words(&words);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.keys())
            .map_err(|e| Error::Syntax { file: "parts".to_owned(), message: e.to_string() })?;
        Ok(Words { automaton, roles: words.values().copied().collect(), exceptions })
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
        self.compose(text)
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
        let (meaning, general, basic) = decide(text, &tokens)?;
        let last = tokens.iter().rev().find(|t| t.nesting == 0).or(tokens.last())?;
        let ends_here = trailing_unknown(text, last.end) == 0;
        let complete = ends_here && !matches!(last.role, Role::Body | Role::Budget);
        Some(Reading {
            meaning,
            known,
            unknown,
            general,
            basic,
            complete,
            told: ends_here && matches!(last.role, Role::Explanation | Role::Overview | Role::Table),
            amount: tokens.iter().any(|t| t.role == Role::Amount && t.nesting == 0),
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
            if matches!(token.role, Role::Explanation | Role::Overview) {
                end = Some(at);
            }
        }
        end
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

/// Without the marks at its end, and without book marks round the whole.
fn trim(key: &str) -> &str {
    key.trim_end_matches(['。', ':', ';', '.', ',', '、', '-', '*', '_', '…', '·']).trim_start_matches(['?', '*', '·', ':', '-', '.', '"'])
}

/// A mark that parts clauses stands in it: it is a sentence, or several things in a row.
fn has_clause(text: &str) -> bool {
    let mut nesting = 0_i32;
    text.chars().any(|c| {
        match c {
            '(' => nesting += 1,
            ')' => nesting -= 1,
            _ => {}
        }
        nesting <= 0 && matches!(c, '。' | ',' | ';' | '!' | '?' | ':')
    })
}

/// Characters that are neither known nor unknown: marks, digits and years.
fn is_neutral(c: char) -> bool {
    c.is_ascii_digit() || c.is_ascii_punctuation() || matches!(c, '、' | '·' | '《' | '》' | '…' | '〇' | '○' | '“' | '”' | '~' | '/' | '×')
}

/// Byte up to which the heading is a name: after the last body that is followed by a word of headings, by a mark or by a year. What stood before it is no word of the heading.
/// `None` where the whole is a name and nothing else.
fn name_end(text: &str, tokens: &[Token]) -> Option<usize> {
    let heads_after =
        |at: usize| tokens.iter().any(|t| t.start >= at && !matches!(t.role, Role::Filler | Role::Body | Role::Sentence | Role::Amount));
    let mut end = 0;
    for (i, token) in tokens.iter().enumerate() {
        // The first character of a heading is no body by itself (部, 所): a body has a name before it, or is a long word.
        if token.role != Role::Body || token.nesting > 0 || (token.start == 0 && token.end <= 3) {
            continue;
        }
        let next = tokens.get(i + 1);
        let next_is_known = next.map_or(text.len(), |n| n.start) == token.end
            || text[token.end..next.map_or(text.len(), |n| n.start)].chars().all(is_neutral);
        if !next_is_known {
            continue;
        }
        if heads_after(token.end) {
            end = token.end;
        } else if token.end - token.start > 3 || text[token.start..].starts_with(['局', '院', '厅', '委']) {
            return None;
        }
    }
    Some(end)
}

/// Known and unknown characters after the name; what stands in brackets counts only where it is known.
fn coverage(text: &str, tokens: &[Token], from: usize) -> (u16, u16) {
    let count = |piece: &str| piece.chars().filter(|c| !is_neutral(*c)).count() as u16;
    let (mut known, mut unknown, mut at, mut nesting) = (0, 0, from, 0_i32);
    let mut gap = |piece: &str, unknown: &mut u16| {
        for c in piece.chars() {
            match c {
                '(' => nesting += 1,
                ')' => nesting -= 1,
                c if nesting <= 0 && !is_neutral(c) => *unknown += 1,
                _ => {}
            }
        }
    };
    for token in tokens.iter().filter(|t| t.start >= from) {
        gap(&text[at..token.start], &mut unknown);
        known += count(&text[token.start..token.end]);
        at = token.end;
    }
    gap(&text[at..], &mut unknown);
    (known, unknown)
}

fn trailing_unknown(text: &str, from: usize) -> usize {
    let mut nesting = 0_i32;
    text[from..]
        .chars()
        .filter(|c| {
            match c {
                '(' => nesting += 1,
                ')' => nesting -= 1,
                _ => {}
            }
            nesting <= 0 && *c != ')' && !is_neutral(*c)
        })
        .count()
}

/// The meaning, whether it rests on general words alone, and whether it is 基本情况.
fn decide(text: &str, tokens: &[Token]) -> Option<(Meaning, bool, bool)> {
    let open = |role: Role| tokens.iter().any(|t| t.role == role);
    let first = tokens.first()?;
    if first.role == Role::Contents || (open(Role::Contents) && tokens.last().is_some_and(|t| t.role == Role::Contents)) {
        return Some((Meaning::Contents, false, false));
    }
    if first.role == Role::Preface && tokens.len() == 1 {
        return Some((Meaning::Preface, false, false));
    }
    let (part, general) = part_of(tokens);
    let table_at_end =
        tokens.iter().rev().find(|t| t.nesting == 0).is_some_and(|t| t.role == Role::Table && trailing_unknown(text, t.end) == 0)
            || tokens.iter().any(|t| t.role == Role::Table && text[t.end..].starts_with('-'));
    let attachment = first.role == Role::Attachment;
    if table_at_end {
        let tables = part.is_none() || (general && part == Some(Part::OtherMatters));
        return Some((if tables { Meaning::Tables } else { Meaning::Caption(part) }, general, false));
    }
    if attachment {
        return Some((Meaning::Attachment, false, false));
    }
    let budget_at = tokens.iter().find(|t| t.role == Role::Budget).map(|t| t.start);
    let tells = open(Role::Explanation);
    if tokens.iter().any(|t| t.role == Role::Overview) && (general || part.is_none_or(|p| p == Part::BudgetArrangement)) {
        let basic = text.contains("基本概");
        return Some(if basic { (Meaning::Part(Part::Organization), true, true) } else { (Meaning::Overview, false, false) });
    }
    if let (Some(part), Some(at)) = (part, budget_at)
        && tells
        && names_the_whole(text, tokens, part, at)
    {
        return Some((Meaning::Explanation, false, false));
    }
    if let Some(part) = part {
        let basic =
            general && part == Part::Organization && (text.contains("基本情况") || text.contains("基本概况")) && !text.contains("人员");
        return Some((Meaning::Part(part), general, basic));
    }
    (budget_at.is_some() && (tells || open(Role::Filler))).then_some((Meaning::Explanation, false, false)).filter(|_| tells)
}

/// 部门预算及“三公”经费预算说明, 单位预算情况和重要事项说明: the disclosure and one of its parts in one heading, which then holds them all.
fn names_the_whole(text: &str, tokens: &[Token], part: Part, budget_at: usize) -> bool {
    let head_at =
        tokens.iter().find(|t| matches!(t.role, Role::Head(p) | Role::Item(p) | Role::General(p) if p == part)).map_or(0, |t| t.start);
    if head_at <= budget_at {
        return false;
    }
    let between = &text[budget_at..head_at];
    let joined = ["及", "和", "与", "暨"].iter().any(|c| between.contains(c));
    match part {
        Part::ThreePublic => joined && !text[..budget_at].contains("公共"),
        Part::OtherMatters => joined && !text.contains("其他"),
        _ => false,
    }
}

/// The part that the heads tell: a glossary before all; then whichever of the specific parts is named first; then other matters, the organization, the budget; then general words.
fn part_of(tokens: &[Token]) -> (Option<Part>, bool) {
    let head = |wanted: &[Part]| {
        tokens.iter().find_map(|t| match t.role {
            Role::Head(part) | Role::Item(part) if wanted.contains(&part) => Some(part),
            _ => None,
        })
    };
    let specific = [Part::AgencyOperating, Part::ThreePublic, Part::Performance, Part::Procurement, Part::StateAssets];
    let found = head(&[Part::Glossary])
        .or_else(|| head(&specific))
        .or_else(|| head(&[Part::OtherMatters]))
        .or_else(|| head(&[Part::Organization]))
        .or_else(|| head(&[Part::BudgetArrangement]));
    if let Some(part) = found {
        return (found, !tokens.iter().any(|t| t.role == Role::Head(part)));
    }
    let general = |wanted: Part| tokens.iter().any(|t| t.role == Role::General(wanted)).then_some(wanted);
    let found = general(Part::AgencyOperating)
        .or_else(|| general(Part::StateAssets))
        .or_else(|| general(Part::BudgetArrangement))
        .or_else(|| general(Part::Organization))
        .or_else(|| general(Part::OtherMatters));
    // 其他, 重要事项, 需要说明: enough of such words are as good as a head.
    let marks = tokens.iter().filter(|t| t.nesting == 0 && !matches!(t.role, Role::Sentence | Role::Amount)).count();
    (found, !(found == Some(Part::OtherMatters) && marks >= 2))
}
