//! Sentence templates: text with slots. A slot that prints a number states the fact of that number, so that a sentence and its truth cannot part.

use crate::quantity::Key;

/// A sentence with slots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    pub pieces: Vec<Piece>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    /// A name or a word: `{year}`.
    Word(String),
    /// A number or a statement about one: `{expenditure.basic share}`.
    Slot(Box<Slot>),
    /// A list: `{*classes|{name}{it}|；}`.
    Each {
        list: String,
        fund: String,
        body: Template,
        separator: String,
    },
}

/// Which figures are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    Now,
    Last,
    Budget,
    Adjusted,
    Execution,
    /// Last year's outturn, in budgets.
    Outturn,
}

impl Variant {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "last" => Variant::Last,
            "budget" => Variant::Budget,
            "adjusted" => Variant::Adjusted,
            "execution" => Variant::Execution,
            "outturn" => Variant::Outturn,
            _ => return None,
        })
    }
}

/// What is said about a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// The amount.
    Level(Variant),
    /// How much it moved.
    Delta,
    /// How much it moved in percent.
    Percent,
    /// Only the word for up or down.
    Way,
    /// It did not move, in words.
    Flat,
    /// It did not move, in percent: 增长0%.
    FlatPercent,
    /// It is zero, in words.
    None,
    /// Its share of another.
    Share,
    /// How much of the base was reached, in percent.
    Done,
    /// A clause of the bank.
    Clause,
}

/// A slot about a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// None is `it`: what the list or the clause is about.
    pub keys: Option<Vec<Key>>,
    /// The number without its unit.
    pub bare: bool,
    /// A change without its direction.
    pub unsigned: bool,
    /// Printed, but no fact: an amount inside a reason.
    pub mute: bool,
    /// A change of zero written as if it had a direction: 增加0万元.
    pub nil: bool,
    pub aspect: Aspect,
    pub base: Option<Variant>,
    pub of: Option<Key>,
    /// Words for up and down, for flat, or for none; or the clause's name.
    pub words: Vec<String>,
}

/// Names that a template may print.
pub const WORDS: &[&str] = &[
    "year",
    "last",
    "next",
    "place",
    "department",
    "full",
    "self",
    "kind",
    "unit",
    "reason",
    "name",
    "class",
    "section",
    "func_code",
    "i",
    "cn",
    "level",
    "province",
    "prefecture",
    "code",
    "as_of",
    "stage_word",
    "institution_count",
    "preface",
];
/// Lists that a template may walk through.
pub const LISTS: &[&str] = &[
    "sources",
    "sources_all",
    "classes",
    "project_classes",
    "sections",
    "items",
    "listed",
    "institutions",
    "economic_classes",
    "economic_items",
];

impl Template {
    /// Reads a template; clauses are the names that `>` may call.
    pub fn parse(text: &str, clauses: &[String]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            if open > 0 {
                pieces.push(Piece::Text(rest[..open].to_owned()));
            }
            let close = closing(&rest[open..]).ok_or_else(|| "a `{` is not closed".to_owned())? + open;
            pieces.push(piece(&rest[open + 1..close], clauses)?);
            rest = &rest[close + 1..];
        }
        if rest.contains('}') {
            return Err("a `}` was not opened".to_owned());
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Template { pieces })
    }

    /// Slots of quantities, those in lists included.
    pub fn slots(&self) -> Vec<&Slot> {
        let mut found = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Slot(slot) => found.push(slot.as_ref()),
                Piece::Each { body, .. } => found.extend(body.slots()),
                _ => {}
            }
        }
        found
    }

    /// Limits every quantity that names no fund to one.
    pub fn limit(&mut self, fund: &'static str) {
        for piece in &mut self.pieces {
            match piece {
                Piece::Slot(slot) => {
                    for key in slot.keys.iter_mut().flatten().chain(&mut slot.of) {
                        if key.fund == "all" && key.scheme != "source" {
                            key.fund = fund;
                        }
                    }
                }
                Piece::Each { fund: of_list, body, .. } => {
                    if of_list == "all" {
                        fund.clone_into(of_list);
                    }
                    body.limit(fund);
                }
                _ => {}
            }
        }
    }

    /// The text without what slots print.
    pub fn fixed_text(&self) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(t) => out.push_str(t),
                Piece::Slot(s) if s.aspect != Aspect::Clause => out.push_str(&s.words.join("/")),
                Piece::Each { body, .. } => out.push_str(&body.fixed_text()),
                _ => {}
            }
        }
        out
    }
}

fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(i);
                }
            }
            _ => {}
        }
    }
    None
}

/// The text between bars that stand outside inner braces.
fn bars(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '|' if depth == 0 => {
                parts.push(&text[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn piece(inner: &str, clauses: &[String]) -> Result<Piece, String> {
    if let Some(list) = inner.strip_prefix('*') {
        let parts = bars(list);
        let [name, body, separator] = parts[..] else { return Err(format!("`{{{inner}}}`: a list is {{*name|body|separator}}")) };
        let (name, fund) = name.split_once('@').unwrap_or((name, "all"));
        if !LISTS.contains(&name) {
            return Err(format!("`{name}` is no list"));
        }
        if !crate::quantity::FUNDS.contains(&fund) {
            return Err(format!("`{fund}` is no fund"));
        }
        let body = Template::parse(body, clauses)?;
        return Ok(Piece::Each { list: name.to_owned(), fund: fund.to_owned(), body, separator: separator.to_owned() });
    }
    if WORDS.contains(&inner) {
        return Ok(Piece::Word(inner.to_owned()));
    }
    Ok(Piece::Slot(Box::new(slot(inner, clauses)?)))
}

fn slot(inner: &str, clauses: &[String]) -> Result<Slot, String> {
    let mut tokens = inner.split_whitespace();
    let name = tokens.next().ok_or_else(|| "an empty slot".to_owned())?;
    let (name, bare) = name.strip_suffix(".n").map_or((name, false), |n| (n, true));
    let keys = if name == "it" { None } else { Some(Key::parse(name)?) };
    let mut slot = Slot {
        keys,
        bare,
        unsigned: false,
        mute: false,
        nil: false,
        aspect: Aspect::Level(Variant::Now),
        base: None,
        of: None,
        words: Vec::new(),
    };
    while let Some(token) = tokens.next() {
        match token {
            "delta" => slot.aspect = Aspect::Delta,
            "pct" => slot.aspect = Aspect::Percent,
            "way" => slot.aspect = Aspect::Way,
            "flat" => slot.aspect = Aspect::Flat,
            "flatpct" => slot.aspect = Aspect::FlatPercent,
            "none" => slot.aspect = Aspect::None,
            "share" => slot.aspect = Aspect::Share,
            "done" => slot.aspect = Aspect::Done,
            "abs" => slot.unsigned = true,
            "nil" => slot.nil = true,
            "mute" => slot.mute = true,
            "vs" => {
                let base = tokens.next().and_then(Variant::parse).ok_or_else(|| format!("`{{{inner}}}`: vs what?"))?;
                slot.base = Some(base);
            }
            "of" => {
                let of = tokens.next().ok_or_else(|| format!("`{{{inner}}}`: of what?"))?;
                slot.of = Key::parse(of)?.into_iter().next();
            }
            ">" => {
                let clause = tokens.next().unwrap_or_default();
                if !clauses.iter().any(|c| c == clause) {
                    return Err(format!("`{clause}` is no clause"));
                }
                slot.aspect = Aspect::Clause;
                slot.words.push(clause.to_owned());
            }
            other => match Variant::parse(other) {
                Some(variant) => slot.aspect = Aspect::Level(variant),
                None if other.is_ascii() => return Err(format!("`{{{inner}}}`: `{other}` is not understood")),
                None => slot.words.extend(other.split('/').map(str::to_owned)),
            },
        }
    }
    let words = slot.words.len();
    match slot.aspect {
        Aspect::None | Aspect::FlatPercent if words == 0 => Err(format!("`{{{inner}}}`: in which words?")),
        Aspect::Delta | Aspect::Percent if words == 1 && !slot.nil => Err(format!("`{{{inner}}}`: a word for up and one for down")),
        Aspect::Way if words != 2 => Err(format!("`{{{inner}}}`: a word for up and one for down")),
        _ => Ok(slot),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_lists_and_mistakes() {
        let clauses = ["versus".to_owned()];
        let parse = |text: &str| Template::parse(text, &clauses);
        let found =
            parse("{year}年支出{expenditure}，比上年{expenditure delta 上升/下降}；{*classes|{name}{it}|、}。").map(|t| t.slots().len());
        assert_eq!(found, Ok(3));
        assert!(parse("{three_public > versus}").is_ok());
        for wrong in ["{three_publik}", "{three_public > nothing}", "{yaer}", "{it delta 增加}", "{*clases|x|y}", "{it", "it}", "{it none}"]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
