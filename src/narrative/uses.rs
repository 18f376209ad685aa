//! Words whose use tells more than their sense: 节约 is a change, and first of all what was saved.

use crate::normalise::key::fold_text;
use crate::vocabulary::{Error, Vocabulary};

/// The context of the vocabulary.
const CONTEXT: &str = "narrative_use";

/// What a word is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A direction that says how far something stayed below a limit: the amount after it is the limit as likely as the distance.
    Limit,
    /// A direction that is of last year only where words say so: 节约12万元 is first of all what was saved.
    Saved,
    /// An addition or an allotment: an amount after it alone is a part of what was spoken of, or a change of it.
    Added,
    /// A word of a reason that may stand before what it is the reason of.
    LeadsReason,
    /// A change that is of amounts; 增长 and 下降 without a unit may be percents.
    OfAmounts,
    /// Before an amount that is not to be passed.
    Ceiling,
    /// Before an amount that is left behind: 由300万元增加到350万元.
    LeftBehind,
    /// A note that a table is empty: its sentence says nothing of the amounts.
    EmptyTable,
    /// Tables that stand elsewhere: a note that they are empty is no note under this one.
    Elsewhere,
}

const USES: [(&str, Use); 9] = [
    ("limit", Use::Limit),
    ("saved", Use::Saved),
    ("added", Use::Added),
    ("leads_reason", Use::LeadsReason),
    ("of_amounts", Use::OfAmounts),
    ("ceiling", Use::Ceiling),
    ("left_behind", Use::LeftBehind),
    ("empty_table", Use::EmptyTable),
    ("elsewhere", Use::Elsewhere),
];

/// The words by their use.
#[derive(Debug, Default)]
pub(super) struct Uses {
    words: Vec<(String, Use)>,
}

impl Uses {
    /// From the vocabulary.
    pub(super) fn new(vocabulary: &Vocabulary) -> Result<Self, Error> {
        let mut words = Vec::new();
        for (text, sense) in vocabulary.entries(CONTEXT) {
            let found = USES.iter().find(|(name, _)| *name == sense).map(|(_, used)| *used);
            let unknown = || Error::UnknownSense { context: CONTEXT.to_owned(), sense: sense.to_owned() };
            words.push((fold_text(text), found.ok_or_else(unknown)?));
        }
        Ok(Uses { words })
    }

    /// The words of a use.
    pub(super) fn of(&self, used: Use) -> impl Iterator<Item = &str> {
        self.words.iter().filter(move |(_, u)| *u == used).map(|(text, _)| text.as_str())
    }

    /// True for a word of that use.
    pub(super) fn is(&self, word: &str, used: Use) -> bool {
        self.of(used).any(|w| w == word)
    }
}
