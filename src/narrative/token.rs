//! From a passage to tokens: words of the vocabulary, numerals with their units, years, list numbers, marks of class levels, brackets, punctuation, and gaps of unknown text.

use super::lexicon::{Direction, Lexicon, Word};
use super::list::{self, Style};
use super::numeral::{self, Numeral};
use super::passage::Passage;
use crate::facts::ItemLevel;

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A word of the vocabulary.
    Word(Word),
    /// A number, with its unit when one follows.
    Number(Numeral),
    /// A calendar year: 2019年, 2019年度.
    Year(i32),
    /// Month and day: adds nothing.
    Day,
    /// The number of a list item.
    List(Style),
    /// （类）, （204类）, （款）, （项): the level of the name before it, and its digits.
    Level(ItemLevel, Option<String>),
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// 。 ！ ？ or a point that ends a sentence.
    Stop,
    /// ；
    Semicolon,
    /// ，
    Comma,
    /// ：
    Colon,
    /// 、
    Dunhao,
    /// A quotation mark.
    Quote,
    /// 《…》: a name that states nothing.
    Opaque,
    /// Text that is not in the vocabulary.
    Gap,
}

/// A token and its bytes in the key.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte in the key.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Token {
    /// The word, for a word.
    pub fn word(&self) -> Option<Word> {
        match self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// True for what ends a clause.
    pub fn boundary(&self) -> bool {
        matches!(self.kind, Kind::Stop | Kind::Semicolon | Kind::Comma | Kind::Colon)
    }
}

struct Scanner<'a> {
    passage: &'a Passage,
    /// Names of the publishing body, folded, the longest first.
    names: &'a [String],
    key: &'a str,
    words: Vec<(usize, usize, Word)>,
    next_word: usize,
    tokens: Vec<Token>,
}

/// The tokens of a passage, in order; together they cover its key.
pub(super) fn tokens(passage: &Passage, lexicon: &Lexicon, names: &[String]) -> Vec<Token> {
    let words = lexicon.words(&passage.key).collect();
    let mut scanner = Scanner { passage, names, key: &passage.key, words, next_word: 0, tokens: Vec::new() };
    let mut at = 0;
    while at < scanner.key.len() {
        at = scanner.step(at);
    }
    merge_choices(merge_unit_brackets(scanner.tokens, &passage.key))
}

impl Scanner<'_> {
    fn push(&mut self, kind: Kind, start: usize, end: usize) -> usize {
        if kind == Kind::Gap
            && let Some(last) = self.tokens.last_mut()
            && last.kind == Kind::Gap
            && last.end == start
        {
            last.end = end;
            return end;
        }
        self.tokens.push(Token { kind, start, end });
        end
    }

    /// True where a list number may stand: at the head, after punctuation, and directly after an amount.
    fn at_head(&self) -> bool {
        self.tokens.last().is_none_or(|t| match &t.kind {
            Kind::Stop | Kind::Semicolon | Kind::Comma | Kind::Colon | Kind::Dunhao | Kind::List(_) | Kind::Close => true,
            Kind::Number(n) => n.unit.is_some(),
            Kind::Word(Word::Among) => true,
            _ => false,
        })
    }

    fn step(&mut self, at: usize) -> usize {
        let rest = &self.key[at..];
        if (self.at_head() || self.passage.seams.binary_search(&at).is_ok())
            && let Some(number) = list::number(rest)
            && !(number.style == Style::Arabic && self.word_spans(at))
        {
            return self.push(Kind::List(number.style), at, at + number.len);
        }
        if rest.starts_with('《')
            && let Some(close) = rest.find('》')
            && close < 400
        {
            return self.push(Kind::Opaque, at, at + close + '》'.len_utf8());
        }
        if let Some((level, digits, len)) = level_mark(rest).or_else(|| self.code_mark(rest)) {
            return self.push(Kind::Level(level, digits), at, at + len);
        }
        if let Some(end) = self.name_at(at) {
            return self.push(Kind::Word(Word::Own), at, end);
        }
        if let Some((end, word)) = self.word_at(at) {
            let kind = if word == Word::OtherName { Kind::Gap } else { Kind::Word(word) };
            return self.push(kind, at, end);
        }
        if let Some(end) = self.number_at(at) {
            return end;
        }
        let Some(c) = rest.chars().next() else { return self.key.len() };
        let end = at + c.len_utf8();
        let kind = match c {
            '。' | '!' | '?' => Kind::Stop,
            '.' => Kind::Stop,
            ';' => Kind::Semicolon,
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            '、' => Kind::Dunhao,
            '(' | '[' => Kind::Open,
            ')' | ']' => Kind::Close,
            '"' | '\'' => Kind::Quote,
            _ => Kind::Gap,
        };
        self.push(kind, at, end)
    }

    /// `(2010801)` directly after a name: the code of the class that the name is.
    fn code_mark(&self, rest: &str) -> Option<(ItemLevel, Option<String>, usize)> {
        let after_name = self.tokens.last().is_some_and(|t| matches!(t.kind, Kind::Gap | Kind::Word(_)));
        let inner = rest.strip_prefix(['(', '['])?;
        let digits = inner.find(|c: char| !c.is_ascii_digit())?;
        let level = match (digits, inner.as_bytes().first()?) {
            (2, _) => self.below()?,
            (3, b'2' | b'3' | b'5') => ItemLevel::Class,
            (5, b'2' | b'3' | b'5') => ItemLevel::Section,
            (7, b'2') => ItemLevel::Item,
            _ => return None,
        };
        (after_name && inner[digits..].starts_with([')', ']'])).then(|| (level, Some(inner[..digits].to_owned()), digits + 2))
    }

    /// The level under the last one of this clause: 一般公共服务支出（201）政府办公厅（室）及相关机构事务（03）.
    fn below(&self) -> Option<ItemLevel> {
        let clause = self.tokens.iter().rev().take_while(|t| !t.boundary());
        let last = clause.filter_map(|t| if let Kind::Level(level, Some(_)) = &t.kind { Some(*level) } else { None }).next()?;
        match last {
            ItemLevel::Class => Some(ItemLevel::Section),
            ItemLevel::Section => Some(ItemLevel::Item),
            ItemLevel::Item => None,
        }
    }

    fn word_spans(&self, at: usize) -> bool {
        self.word_from(at).is_some()
    }

    /// The word that begins at this byte; they stand in order.
    fn word_from(&self, at: usize) -> Option<&(usize, usize, Word)> {
        self.words.binary_search_by_key(&at, |w| w.0).ok().and_then(|i| self.words.get(i))
    }

    fn word_at(&mut self, at: usize) -> Option<(usize, Word)> {
        while self.words.get(self.next_word).is_some_and(|w| w.0 < at) {
            self.next_word += 1;
        }
        self.words.get(self.next_word).filter(|w| w.0 == at).map(|w| (w.1, w.2))
    }

    /// The name of the publishing body at this place (城市管理行政执法局): its words say nothing of an amount. No word of the vocabulary that begins here is longer.
    fn name_at(&self, at: usize) -> Option<usize> {
        let end = at + self.names.iter().find(|name| self.key[at..].starts_with(name.as_str()))?.len();
        let longer = self.word_from(at).is_some_and(|w| w.1 > end);
        (!longer).then_some(end)
    }

    /// A numeral, year or day at this place; returns where it ends.
    fn number_at(&mut self, at: usize) -> Option<usize> {
        let previous_digit = self.key[..at].ends_with(|c: char| c.is_ascii_digit());
        if previous_digit {
            return None;
        }
        if let Some((year, digits_end)) = numeral::year(self.key, at) {
            // 2019年初预算: the word that begins with 年 is left whole.
            let mut end = digits_end;
            if self.key[end..].starts_with('年') {
                let word = self.word_from(end);
                if word.is_none_or(|w| &self.key[end..w.1] == "年度") {
                    end += "年".len();
                    if self.key[end..].starts_with('度') {
                        end += "度".len();
                    }
                }
            } else if self.key[end..].starts_with('度') {
                end += "度".len();
            } else if self.key[end..].starts_with('-') {
                end += 1;
            }
            return Some(self.push(Kind::Year(year), at, end));
        }
        if let Some(end) = numeral::day(self.key, at) {
            return Some(self.push(Kind::Day, at, end));
        }
        let found = numeral::scan(self.passage, at)?;
        let end = found.end;
        Some(self.push(Kind::Number(found), at, end))
    }
}

/// `(类)`, `(204类)`, `(类级)`: level, digits, length.
fn level_mark(rest: &str) -> Option<(ItemLevel, Option<String>, usize)> {
    let inner = rest.strip_prefix(['(', '['])?;
    let digits = inner.find(|c: char| !c.is_ascii_digit())?;
    let after = &inner[digits..];
    let (level, word) =
        [(ItemLevel::Class, "类"), (ItemLevel::Section, "款"), (ItemLevel::Item, "项")].into_iter().find(|(_, w)| after.starts_with(w))?;
    let close = &after[word.len()..];
    if !close.starts_with([')', ']']) {
        return None;
    }
    let code = (digits > 0).then(|| inner[..digits].to_owned());
    Some((level, code, 1 + digits + word.len() + 1))
}

/// `人数(人)12`: the unit in brackets belongs to the bare number after it.
fn merge_unit_brackets(tokens: Vec<Token>, key: &str) -> Vec<Token> {
    let mut done: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut pending: Option<(numeral::Unit, (usize, usize))> = None;
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        if let Some((unit, len)) = bracketed_unit(&tokens[i..], key) {
            pending = Some((unit, (tokens[i].end, tokens[i + len - 1].start)));
            i += len;
            continue;
        }
        let mut token = token.clone();
        if let Kind::Number(number) = &mut token.kind
            && let Some(unit) = pending.take()
            && number.unit.is_none()
        {
            number.unit = Some(unit.0);
            number.unit_at = Some(unit.1);
        }
        if !matches!(token.kind, Kind::Colon | Kind::Word(Word::Filler)) {
            pending = None;
        }
        done.push(token);
        i += 1;
    }
    done
}

/// The unit of `(个)` at the head of these tokens, and how many tokens it takes.
fn bracketed_unit(tokens: &[Token], key: &str) -> Option<(numeral::Unit, usize)> {
    let open = tokens.first().filter(|t| t.kind == Kind::Open)?;
    let close = tokens.iter().take(5).position(|t| t.kind == Kind::Close)?;
    let inner = key.get(open.end..tokens.get(close)?.start)?;
    // 支出(单位:万元)106: as a head of a column has it.
    let unit = numeral::whole_unit(inner.strip_prefix("单位:").unwrap_or(inner))?;
    Some((unit, close + 1))
}

/// 增加（减少）, 下降/增长: one word, a choice that the template left open.
fn merge_choices(tokens: Vec<Token>) -> Vec<Token> {
    let directed = |t: Option<&Token>| t.and_then(Token::word).is_some_and(|w| matches!(w, Word::Direction(_) | Word::Against(_)));
    let mut done: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while i < tokens.len() {
        let bracketed = directed(tokens.get(i))
            && tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Open)
            && directed(tokens.get(i + 2))
            && tokens.get(i + 3).is_some_and(|t| t.kind == Kind::Close);
        if bracketed {
            let end = tokens[i + 3].end;
            done.push(Token { kind: Kind::Word(Word::Direction(Direction::Choice)), start: tokens[i].start, end });
            i += 4;
            continue;
        }
        done.push(tokens[i].clone());
        i += 1;
    }
    done
}
