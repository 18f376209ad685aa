//! Automatic numbers: what Word prints before a paragraph of a list, for both of its file formats.
//!
//! A list has up to nine levels. Each level has a number format, a text in which places for numbers stand (`第%1部分`, `%1.%2`), a first value and a rule when it
//! starts again. The readers of the two formats fill [`Level`]s; [`Counters`] counts while paragraphs pass in reading order.
//!
//! Source: ECMA-376-1, 17.9 (numbering); [MS-DOC] 2.4.6.4 "Determining Level Text of List"; formats: [MS-OSHARED] 2.2.1.3 "MSONFC", whose values are in the order of
//! ECMA-376-1, 17.18.59 "ST_NumberFormat".

mod format;

use crate::document::AutoNumber;
pub(crate) use format::NumberFormat;
use std::collections::{BTreeMap, BTreeSet};

/// Levels that a list can have.
pub(crate) const LEVELS: usize = 9;

/// The longest level text that is printed, in characters. Word's own limit is 31 for what a person types; the rest guards against damaged files.
const TEXT_LIMIT: usize = 128;

/// A piece of a level's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Printed as it stands.
    Text(String),
    /// The current number of a level, 0-based.
    Number(u8),
}

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Level {
    /// First value.
    pub(crate) start: u32,
    /// How the number of this level is written, also where it stands in the text of a deeper level.
    pub(crate) format: NumberFormat,
    /// What is printed.
    pub(crate) text: Vec<Piece>,
    /// All numbers in its text are written in decimal (`w:isLgl`, `fLegal`).
    pub(crate) legal: bool,
    /// It starts again after a paragraph of a level below this bound; its own index where the file does not say otherwise, 0: never.
    pub(crate) restart_below: u8,
}

impl Level {
    /// A level that prints nothing: what a file that names a level without defining it gets.
    pub(crate) fn silent(index: u8) -> Self {
        Level { start: 1, format: NumberFormat::None, text: Vec::new(), legal: false, restart_below: index }
    }

    /// The level as it is printed: in a font of symbols, or hidden, it counts but prints nothing; a bullet prints no number, unless its text holds letters or digits, as
    /// some converters write `（一）` as a bullet.
    pub(crate) fn in_print(mut self, symbol_font: bool, hidden: bool) -> Self {
        let readable = |piece: &Piece| matches!(piece, Piece::Text(text) if text.trim() != "o" && text.chars().any(char::is_alphanumeric));
        if self.format == NumberFormat::Bullet && !symbol_font && self.text.iter().any(readable) {
            self.format = NumberFormat::None;
        }
        if symbol_font || hidden {
            self.text.clear();
        }
        self
    }

    /// The text of `w:lvlText`: `%1` … `%9` are places for numbers.
    pub(crate) fn pieces_from_percent(text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            match characters.peek() {
                Some(&digit @ '1'..='9') if c == '%' => {
                    characters.next();
                    if !plain.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    }
                    pieces.push(Piece::Number(digit as u8 - b'1'));
                }
                _ => plain.push(c),
            }
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        pieces
    }
}

/// Counts all lists of a file.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    /// Current values by list; `None`: not used since the last start.
    values: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Instances whose own first value at a level was already taken.
    overridden: BTreeSet<(u32, u8)>,
}

impl Counters {
    /// The number of the next paragraph of a list, or `None` where Word prints none (a bullet, or a level without text).
    ///
    /// `list` names what counts together (`w:abstractNumId`, `lsid`); `instance` names what a paragraph refers to (`w:numId`, `ilfo`), which may set a first value of its own
    /// (`w:startOverride`, `fStartAt`): it is taken once, when the instance's first paragraph at that level comes. Levels above that were not counted yet are taken to their
    /// first value, and go on from there, as Word counts (a `Heading 1` after a `Heading 2` is 2).
    pub(crate) fn next(&mut self, list: u32, instance: u32, level: u8, levels: &[Level], first: Option<u32>) -> Option<AutoNumber> {
        let at = usize::from(level);
        let own = levels.get(at)?;
        if at >= LEVELS {
            return None;
        }
        let values = self.values.entry(list).or_default();
        let restart = first.filter(|_| self.overridden.insert((instance, level)));
        let value = match (restart, values[at]) {
            (Some(first), _) => first,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => first.unwrap_or(own.start),
        };
        values[at] = Some(value);
        for (above, value) in values.iter_mut().enumerate().take(at) {
            *value = value.or(levels.get(above).map(|l| l.start));
        }
        for (deeper, value) in values.iter_mut().enumerate().skip(at + 1) {
            if levels.get(deeper).is_none_or(|l| level < l.restart_below) {
                *value = None;
            }
        }
        let text = print(own, levels, values);
        (!text.is_empty()).then_some(AutoNumber { text, level })
    }
}

/// The level's text with its numbers.
fn print(own: &Level, levels: &[Level], values: &[Option<u32>; LEVELS]) -> String {
    let mut text = String::new();
    if own.format == NumberFormat::Bullet {
        return text;
    }
    for piece in &own.text {
        match piece {
            Piece::Text(plain) => text.push_str(plain),
            Piece::Number(named) => {
                let Some(level) = levels.get(usize::from(*named)) else { continue };
                let value = values.get(usize::from(*named)).copied().flatten().unwrap_or(level.start);
                let decimal = own.legal && level.format != NumberFormat::None;
                let format = if decimal { NumberFormat::Decimal } else { level.format };
                format.write(value, &mut text);
            }
        }
    }
    let trimmed = text.trim();
    trimmed.chars().filter(|c| !c.is_control()).take(TEXT_LIMIT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(index: u8, format: NumberFormat, text: &str) -> Level {
        Level { start: 1, format, text: Level::pieces_from_percent(text), legal: false, restart_below: index }
    }

    fn texts(levels: &[Level], walk: &[(u32, u8, Option<u32>)]) -> Vec<String> {
        let mut counters = Counters::default();
        walk.iter()
            .map(|&(instance, at, first)| counters.next(7, instance, at, levels, first).map(|n| n.text).unwrap_or_default())
            .collect()
    }

    #[test]
    fn deeper_levels_start_again_after_a_higher_one() {
        let levels = [
            level(0, NumberFormat::ChineseCounting, "%1、"),
            level(1, NumberFormat::ChineseCounting, "（%2）"),
            level(2, NumberFormat::Decimal, "%1.%2.%3"),
        ];
        let walk = [(1, 0, None), (1, 1, None), (1, 1, None), (1, 2, None), (1, 0, None), (1, 1, None), (1, 2, None)];
        assert_eq!(texts(&levels, &walk), ["一、", "（一）", "（二）", "一.二.1", "二、", "（一）", "二.一.1"]);
    }

    #[test]
    fn a_level_that_never_starts_again_goes_on() {
        let mut second = level(1, NumberFormat::Decimal, "%2.");
        second.restart_below = 0;
        let levels = [level(0, NumberFormat::Decimal, "第%1部分"), second];
        assert_eq!(texts(&levels, &[(1, 0, None), (1, 1, None), (1, 0, None), (1, 1, None)]), ["第1部分", "1.", "第2部分", "2."]);
    }

    #[test]
    fn an_instance_takes_its_own_first_value_once_and_shares_the_count() {
        let levels = [level(0, NumberFormat::Decimal, "%1.")];
        let walk = [(1, 0, None), (1, 0, None), (2, 0, None), (3, 0, Some(1)), (3, 0, Some(1)), (1, 0, None)];
        assert_eq!(texts(&levels, &walk), ["1.", "2.", "3.", "1.", "2.", "3."]);
    }

    #[test]
    fn bullets_and_silent_levels_print_nothing_and_legal_levels_print_decimals() {
        let mut legal = level(1, NumberFormat::Decimal, "%1.%2");
        legal.legal = true;
        let levels = [
            level(0, NumberFormat::UpperRoman, "%1."),
            legal,
            level(2, NumberFormat::Bullet, "\u{f06c}"),
            level(3, NumberFormat::None, "%4"),
        ];
        assert_eq!(texts(&levels, &[(1, 0, None), (1, 1, None), (1, 2, None), (1, 3, None)]), ["I.", "1.1", "", ""]);
    }

    #[test]
    fn a_level_not_counted_yet_shows_its_first_value_and_goes_on_from_it() {
        let levels = [level(0, NumberFormat::Decimal, "%1"), level(1, NumberFormat::Decimal, "%1.%2")];
        assert_eq!(texts(&levels, &[(1, 1, None), (1, 1, None), (1, 0, None), (1, 1, None)]), ["1.1", "1.2", "2", "2.1"]);
    }

    #[test]
    fn percent_signs_that_name_no_level_stay() {
        assert_eq!(Level::pieces_from_percent("%0 5% %2"), [Piece::Text("%0 5% ".into()), Piece::Number(1)]);
    }
}
