//! What modifiers say of paragraphs and characters.

use super::sprm::{Sprm, Sprms, code};
use crate::ingest::bytes::{i16_at, i32_at, u16_at, u32_at};

/// A property that is given outright or by reference to the style ([MS-DOC] 2.9.327 "ToggleOperand").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Toggle {
    /// As the style says.
    #[default]
    AsStyle,
    /// The opposite of what the style says.
    NotAsStyle,
    /// On.
    On,
    /// Off.
    Off,
}

impl Toggle {
    fn from_operand(byte: u8) -> Self {
        match byte {
            0 => Toggle::Off,
            0x80 => Toggle::AsStyle,
            0x81 => Toggle::NotAsStyle,
            _ => Toggle::On,
        }
    }

    /// The property, given what the style says.
    pub(super) fn resolve(self, style: bool) -> bool {
        match self {
            Toggle::AsStyle => style,
            Toggle::NotAsStyle => !style,
            Toggle::On => true,
            Toggle::Off => false,
        }
    }
}

/// Properties of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Character {
    /// Character style.
    pub(super) style: Option<u16>,
    /// Bold.
    pub(super) bold: Toggle,
    /// Hidden.
    pub(super) hidden: Toggle,
    /// Deleted while changes were tracked.
    pub(super) deleted: bool,
    /// The character has a special meaning.
    pub(super) special: bool,
    /// Offset of a picture, or of the data of a form field, in the stream `Data`.
    pub(super) picture: Option<u32>,
    /// The picture is an embedded object.
    pub(super) object: bool,
    /// The picture is the data of a form field or a link.
    pub(super) data: bool,
    /// Font and code of a character that stands for the one in the text.
    pub(super) symbol: Option<(u16, u16)>,
    /// Fonts of its western characters ([MS-DOC] 2.6.1, sprmCRgFtc0 and sprmCRgFtc2).
    pub(super) fonts: [Option<u16>; 2],
}

impl Character {
    /// Applies one modifier.
    pub(super) fn apply(&mut self, sprm: Sprm<'_>) {
        match sprm.code {
            code::C_F_BOLD => self.bold = Toggle::from_operand(sprm.byte()),
            code::C_F_VANISH => self.hidden = Toggle::from_operand(sprm.byte()),
            code::C_F_RMARK_DEL => self.deleted = sprm.flag(),
            code::C_F_SPEC => self.special = sprm.flag(),
            code::C_F_DATA => self.data = sprm.flag(),
            code::C_F_OLE2 | code::C_F_OBJ => self.object = sprm.flag(),
            code::C_ISTD => self.style = u16_at(sprm.operand, 0),
            code::C_PIC_LOCATION => {
                // Implies that the character is special ([MS-DOC] 2.6.1, sprmCPicLocation).
                self.picture = u32_at(sprm.operand, 0);
                self.special = true;
            }
            code::C_SYMBOL => {
                self.symbol = u16_at(sprm.operand, 0).zip(u16_at(sprm.operand, 2));
                self.special = true;
            }
            code::C_RG_FTC0 => self.fonts[0] = u16_at(sprm.operand, 0),
            code::C_RG_FTC2 => self.fonts[1] = u16_at(sprm.operand, 0),
            code::C_PLAIN => {
                (self.bold, self.hidden) = (Toggle::AsStyle, Toggle::AsStyle);
                self.style = None;
            }
            _ => {}
        }
    }

    /// Applies the character modifiers of a grpprl.
    pub(super) fn apply_all(&mut self, grpprl: &[u8]) {
        Sprms::new(grpprl).for_each(|s| self.apply(s));
    }
}

/// Properties of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    /// Style.
    pub(super) style: u16,
    /// It stands in a table.
    pub(super) in_table: bool,
    /// It ends a row of an outermost table.
    pub(super) row_end: bool,
    /// It ends a cell of a nested table.
    pub(super) inner_cell_end: bool,
    /// It ends a row of a nested table.
    pub(super) inner_row_end: bool,
    /// Tables around it, as the file counts; 0 also where the file only says that it is in a table.
    pub(super) depth: i32,
    /// Centred.
    pub(super) centered: bool,
    /// A dropped capital: it begins the word that the next paragraph goes on with.
    pub(super) dropped_capital: bool,
    /// 0-based outline level; 9: body text.
    pub(super) outline: Option<u8>,
    /// Level in its list, by its own word.
    pub(super) level: Option<u8>,
    /// Level in its list, by its style's word.
    pub(super) style_level: Option<u8>,
    /// 1-based index of its list override; 0 or negative: none.
    pub(super) list: i16,
    /// Where rows of tables are defined outside the paragraph: offset in the stream `Data`.
    pub(super) table_properties: Option<u32>,
    /// Where modifiers too large for their page are: offset in the stream `Data`.
    pub(super) huge: Option<u32>,
}

impl Paragraph {
    /// Applies one modifier.
    pub(super) fn apply(&mut self, sprm: Sprm<'_>) {
        match sprm.code {
            code::P_ISTD => self.style = u16_at(sprm.operand, 0).unwrap_or(0),
            code::P_JC | code::P_JC80 => self.centered = sprm.byte() == 1,
            // DCS ([MS-DOC] 2.9.51): its first three bits tell the kind, 0 is none.
            code::P_DCS => self.dropped_capital = sprm.byte() & 7 != 0,
            code::P_OUT_LVL => self.outline = Some(sprm.byte().min(9)),
            code::P_ILVL => self.level = Some(sprm.byte()),
            code::P_ILFO => self.list = i16_at(sprm.operand, 0).unwrap_or(0),
            code::P_F_IN_TABLE => self.in_table = sprm.flag(),
            code::P_F_TTP => self.row_end = sprm.flag(),
            code::P_ITAP => self.depth = i32_at(sprm.operand, 0).unwrap_or(0),
            code::P_DTAP => self.depth = self.depth.saturating_add(i32_at(sprm.operand, 0).unwrap_or(0)),
            code::P_F_INNER_TABLE_CELL => self.inner_cell_end = sprm.flag(),
            code::P_F_INNER_TTP => self.inner_row_end = sprm.flag(),
            code::P_TABLE_PROPS => self.table_properties = u32_at(sprm.operand, 0),
            code::P_HUGE_PAPX | code::P_HUGE_PAPX_OLD => self.huge = u32_at(sprm.operand, 0),
            _ => {}
        }
    }

    /// Applies the paragraph modifiers of a grpprl.
    pub(super) fn apply_all(&mut self, grpprl: &[u8]) {
        Sprms::new(grpprl).for_each(|s| self.apply(s));
    }

    /// How many tables it stands in.
    pub(super) fn tables(&self) -> usize {
        // A file of Word 97 has no counts, only the flag.
        if self.depth > 0 { self.depth as usize } else { usize::from(self.in_table) }
    }
}
