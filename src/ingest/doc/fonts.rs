//! The font table ([MS-DOC] 2.9.271 "SttbfFfn", 2.9.80 "FFN").

use crate::ingest::bytes::{slice_at, u8_at, u16_at};
use crate::ingest::word::symbols;

/// Where a font's name begins in its record.
const NAME_AT: usize = 39;
/// GB2312_CHARSET.
const CHINESE: u8 = 134;

/// The fonts of a file.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    names: Vec<String>,
    /// One of them has the Chinese character set.
    pub(super) chinese: bool,
}

impl Fonts {
    /// Reads the table.
    pub(super) fn read(sttb: &[u8]) -> Self {
        let count = usize::from(u16_at(sttb, 0).unwrap_or(0));
        let mut fonts = Fonts::default();
        let mut at = 4;
        while fonts.names.len() < count {
            let Some(length) = u8_at(sttb, at) else { break };
            let ffn = slice_at(sttb, at + 1, usize::from(length));
            let units = ffn.get(NAME_AT..).unwrap_or(&[]).as_chunks::<2>().0.iter().map(|&u| u16::from_le_bytes(u));
            fonts.names.push(char::decode_utf16(units.take_while(|&u| u != 0)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect());
            fonts.chinese |= u8_at(ffn, 3) == Some(CHINESE);
            at += 1 + usize::from(length);
        }
        fonts
    }

    /// True for a font whose letters are pictures.
    pub(super) fn is_symbols(&self, index: u16) -> bool {
        symbols::is_symbol_font(self.name(index))
    }

    /// The character that is printed for a code of a font.
    pub(super) fn character(&self, index: u16, code: u16) -> Option<char> {
        symbols::unicode(self.name(index), u32::from(code), self.is_symbols(index))
    }

    fn name(&self, index: u16) -> &str {
        self.names.get(usize::from(index)).map_or("", String::as_str)
    }
}
