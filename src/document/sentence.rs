//! The sentence around a place.

use super::{Document, Place};

/// What ends a sentence.
const ENDS: &[char] = &['。', '！', '？', '；', '\n'];

impl Document {
    /// The sentence of a paragraph in which a place lies, without blanks around it; `None` in a cell. A place that runs over several paragraphs gives that of the first.
    pub fn sentence(&self, place: &Place) -> Option<&str> {
        self.sentence_at(place).map(|(_, sentence)| sentence)
    }

    /// The same, with the character of the paragraph at which it begins.
    pub fn sentence_at(&self, place: &Place) -> Option<(u32, &str)> {
        if place.cell.is_some() {
            return None;
        }
        let text = self.paragraph_text(place.block);
        let byte = |chars: u32| text.char_indices().nth(chars as usize).map_or(text.len(), |(at, _)| at);
        let start = byte(place.start_char);
        let end = if place.end_block > place.block { text.len() } else { byte(place.end_char).max(start) };
        let from = text[..start].rfind(ENDS).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let to = text[end..].find(ENDS).map_or(text.len(), |at| {
            let at = end + at;
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        });
        let blank = text[from..to].len() - text[from..to].trim_start().len();
        Some((text[..from + blank].chars().count() as u32, text[from..to].trim()))
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Format, Place};
    use crate::ingest::builder::{DocumentBuilder, RawParagraph};

    fn paragraph(text: &str) -> Document {
        let mut builder = DocumentBuilder::new(Format::Text);
        builder.paragraph(RawParagraph { text: text.to_owned(), ..RawParagraph::default() });
        builder.finish()
    }

    #[test]
    fn a_sentence_ends_at_its_stop_and_begins_after_the_one_before() {
        let document = paragraph("一是会议费3万元。二是培训费5万元，减少1万元；三是其他。");
        let place = |start, end| Place { block: 0, end_block: 0, start_char: start, end_char: end, ..Place::default() };
        assert_eq!(document.sentence(&place(14, 15)), Some("二是培训费5万元，减少1万元；"));
        assert_eq!(document.sentence(&place(5, 6)), Some("一是会议费3万元。"));
        assert_eq!(document.sentence(&Place { cell: Some((0, 0)), ..place(0, 1) }), None);
        assert_eq!(document.sentence(&place(90, 95)), Some(""));
    }
}
