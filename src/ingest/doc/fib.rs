//! The file information block ([MS-DOC] 2.5): where everything else is.

use crate::diagnostics::{Failure, FailureCode, Stage};
use crate::ingest::bytes::{slice_at, u16_at, u32_at};

/// Indices of the (offset, length) pairs that are read ([MS-DOC] 2.5.6 "FibRgFcLcb97").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Style sheet.
    Stsh = 1,
    /// Sections.
    PlcfSed = 6,
    /// Headers and footers.
    PlcfHdd = 11,
    /// Pages of character properties.
    PlcfBteChpx = 12,
    /// Pages of paragraph properties.
    PlcfBtePapx = 13,
    /// Fonts.
    SttbfFfn = 15,
    /// Piece table.
    Clx = 33,
    /// Anchors of shapes in the body.
    PlcSpaMom = 40,
    /// Drawings.
    DggInfo = 50,
    /// Text boxes of the body.
    PlcftxbxTxt = 56,
    /// List definitions.
    PlfLst = 73,
    /// What paragraphs refer to: a list, with its own first values.
    PlfLfo = 74,
}

/// The parts of the text, in the order in which their characters are counted ([MS-DOC] 2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// The body.
    Main,
    /// Footnotes.
    Footnotes,
    /// Headers, footers and footnote separators.
    Headers,
    /// Endnotes.
    Endnotes,
    /// Text boxes of the body.
    TextBoxes,
    /// Text boxes of headers.
    HeaderTextBoxes,
}

/// What is used of the file information block.
#[derive(Debug, Clone)]
pub(super) struct Fib {
    /// Language of the program that wrote the file.
    pub(super) lid: u16,
    /// Language of its East Asian text.
    pub(super) lid_far_east: u16,
    /// The file was written by an East Asian version of Word.
    pub(super) far_east: bool,
    /// The table stream is `1Table`.
    pub(super) table_one: bool,
    /// First byte of text, where there is no piece table.
    pub(super) fc_min: u32,
    /// One past the last byte of text.
    pub(super) fc_mac: u32,
    lengths: [u32; 8],
    pairs: Vec<(u32, u32)>,
}

const WORD_97: u16 = 0xA5EC;
const WORD_6: u16 = 0xA5DC;

impl Fib {
    /// Reads the block at the beginning of the stream `WordDocument`.
    pub(super) fn read(stream: &[u8]) -> Result<Self, Failure> {
        let fail = |code, message: &str| Failure::new(Stage::Ingest, code, message);
        let cut = || fail(FailureCode::Corrupt, "the Word document is cut short before its text; get the file again");
        let magic = u16_at(stream, 0).ok_or_else(cut)?;
        let version = u16_at(stream, 2).ok_or_else(cut)?;
        // Word 6 and 95 write 0xA5DC and versions up to 104; Word 97 begins at 193 ([MS-DOC] 2.5.1 "FibBase"), and files with a few numbers less are of its betas.
        if magic == WORD_6 || (magic == WORD_97 && version < 0x00BF) {
            return Err(fail(
                FailureCode::UnsupportedFormat,
                "a file of Word 95 or older; open it in Word, WPS or LibreOffice and save it as .docx or as Word 97-2003",
            ));
        }
        if magic != WORD_97 {
            return Err(fail(FailureCode::Corrupt, "the stream WordDocument does not begin as one; get the file again"));
        }
        let flags = u16_at(stream, 10).ok_or_else(cut)?;
        if flags & 0x0100 != 0 {
            return Err(fail(
                FailureCode::Encrypted,
                "the document is protected by a password; open it with the password and save it without one",
            ));
        }
        let words = usize::from(u16_at(stream, 32).ok_or_else(cut)?);
        let longs_at = 34 + words * 2;
        let longs = usize::from(u16_at(stream, longs_at).ok_or_else(cut)?);
        let long = |i: usize| if i < longs { u32_at(stream, longs_at + 2 + i * 4).unwrap_or(0) } else { 0 };
        let pairs_at = longs_at + 2 + longs * 4;
        let count = usize::from(u16_at(stream, pairs_at).ok_or_else(cut)?);
        let list = slice_at(stream, pairs_at + 2, count * 8);
        Ok(Fib {
            lid: u16_at(stream, 6).unwrap_or(0),
            lid_far_east: if words >= 14 { u16_at(stream, 34 + 26).unwrap_or(0) } else { 0 },
            far_east: flags & 0x4000 != 0,
            table_one: flags & 0x0200 != 0,
            fc_min: u32_at(stream, 24).unwrap_or(0),
            fc_mac: u32_at(stream, 28).unwrap_or(0),
            // ccpText, ccpFtn, ccpHdd, (ccpMcr), ccpAtn, ccpEdn, ccpTxbx, ccpHdrTxbx ([MS-DOC] 2.5.4 "FibRgLw97").
            lengths: std::array::from_fn(|i| long(3 + i).min(i32::MAX as u32)),
            pairs: list.chunks_exact(8).filter_map(|p| Some((u32_at(p, 0)?, u32_at(p, 4)?))).collect(),
        })
    }

    /// The bytes of a part in the table stream; empty where the file has none.
    pub(super) fn part<'t>(&self, part: Part, table: &'t [u8]) -> &'t [u8] {
        let (from, length) = self.pair(part);
        slice_at(table, from, length)
    }

    /// Offset and length of a part.
    pub(super) fn pair(&self, part: Part) -> (usize, usize) {
        self.pairs.get(part as usize).map_or((0, 0), |&(from, length)| (from as usize, length as usize))
    }

    /// First character and one past the last of a part of the text.
    pub(super) fn story(&self, story: Story) -> (usize, usize) {
        let index = match story {
            Story::Main => 0,
            Story::Footnotes => 1,
            Story::Headers => 2,
            Story::Endnotes => 5,
            Story::TextBoxes => 6,
            Story::HeaderTextBoxes => 7,
        };
        let from: usize = self.lengths[..index].iter().map(|&l| l as usize).sum();
        (from, from + self.lengths[index] as usize)
    }

    /// Characters of all parts together.
    pub(super) fn characters(&self) -> usize {
        self.lengths.iter().map(|&l| l as usize).sum()
    }
}
