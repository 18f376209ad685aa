//! Sentences beyond what is looked over.

use super::Reader;
use crate::diagnostics::Code;
use crate::narrative::emit::RECENT;
use crate::narrative::reason::LOOK_AHEAD;
use crate::narrative::token::{Kind, Token};

impl Reader<'_> {
    /// Tells of a sentence with more words than are looked ahead or more facts than are looked back: what it says further off is not weighed.
    /// `first` is the first fact of the passage.
    pub(super) fn note_limits(&mut self, tokens: &[Token], first: usize) {
        let sentences = tokens.split(|t| t.kind == Kind::Stop);
        let longest = sentences.max_by_key(|sentence| sentence.len()).filter(|sentence| sentence.len() > LOOK_AHEAD);
        if let Some([opening, ..]) = longest {
            let what = format!("a sentence of more than {LOOK_AHEAD} words and numbers is looked over no further than that at a time");
            self.diagnose(Code::LimitMet, opening.start, opening.end, &what);
        }
        let facts = self.drafts.get(first..).unwrap_or_default();
        let crowded = facts.chunk_by(|a, b| a.sentence == b.sentence).any(|sentence| sentence.len() > RECENT);
        if let (true, Some(opening)) = (crowded, tokens.first()) {
            let what = format!("a sentence gives more than {RECENT} facts; what it said before the last {RECENT} is not compared");
            self.diagnose(Code::LimitMet, opening.start, opening.end, &what);
        }
    }
}
