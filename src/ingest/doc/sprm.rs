//! Property modifiers ([MS-DOC] 2.2.5): a code, and an operand whose size follows from the code.

use crate::ingest::bytes::{u8_at, u16_at};

/// Codes that are read, by the names of [MS-DOC] 2.6.
pub(super) mod code {
    #![allow(missing_docs)]
    pub(crate) const P_ISTD: u16 = 0x4600;
    pub(crate) const P_JC80: u16 = 0x2403;
    pub(crate) const P_JC: u16 = 0x2461;
    pub(crate) const P_ILVL: u16 = 0x260A;
    pub(crate) const P_ILFO: u16 = 0x460B;
    pub(crate) const P_F_IN_TABLE: u16 = 0x2416;
    pub(crate) const P_F_TTP: u16 = 0x2417;
    pub(crate) const P_OUT_LVL: u16 = 0x2640;
    pub(crate) const P_ITAP: u16 = 0x6649;
    pub(crate) const P_DTAP: u16 = 0x664A;
    pub(crate) const P_F_INNER_TABLE_CELL: u16 = 0x244B;
    pub(crate) const P_F_INNER_TTP: u16 = 0x244C;
    pub(crate) const P_HUGE_PAPX: u16 = 0x6646;
    pub(crate) const P_HUGE_PAPX_OLD: u16 = 0x6645;
    pub(crate) const P_TABLE_PROPS: u16 = 0x646B;
    pub(crate) const P_DCS: u16 = 0x442C;
    pub(crate) const P_CHG_TABS: u16 = 0xC615;

    pub(crate) const C_F_RMARK_DEL: u16 = 0x0800;
    pub(crate) const C_PIC_LOCATION: u16 = 0x6A03;
    pub(crate) const C_F_DATA: u16 = 0x0806;
    pub(crate) const C_F_OLE2: u16 = 0x080A;
    pub(crate) const C_SYMBOL: u16 = 0x6A09;
    pub(crate) const C_ISTD: u16 = 0x4A30;
    pub(crate) const C_RG_FTC0: u16 = 0x4A4F;
    pub(crate) const C_RG_FTC2: u16 = 0x4A51;
    pub(crate) const C_PLAIN: u16 = 0x2A33;
    pub(crate) const C_F_BOLD: u16 = 0x0835;
    pub(crate) const C_F_VANISH: u16 = 0x083C;
    pub(crate) const C_F_SPEC: u16 = 0x0855;
    pub(crate) const C_F_OBJ: u16 = 0x0856;

    pub(crate) const T_DXA_LEFT: u16 = 0x9601;
    pub(crate) const T_DXA_GAP_HALF: u16 = 0x9602;
    pub(crate) const T_TABLE_HEADER: u16 = 0x3404;
    pub(crate) const T_DEF_TABLE: u16 = 0xD608;
    pub(crate) const T_DEF_TABLE_10: u16 = 0xD606;
    pub(crate) const T_INSERT: u16 = 0x7621;
    pub(crate) const T_DELETE: u16 = 0x5622;
    pub(crate) const T_DXA_COL: u16 = 0x7623;
    pub(crate) const T_MERGE: u16 = 0x5624;
    pub(crate) const T_SPLIT: u16 = 0x5625;
    pub(crate) const T_VERT_MERGE: u16 = 0xD62B;
}

/// One modifier; the operand of variable size comes without its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sprm<'a> {
    pub(super) code: u16,
    pub(super) operand: &'a [u8],
}

impl Sprm<'_> {
    /// First byte of the operand.
    pub(super) fn byte(&self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    /// The operand as a flag.
    pub(super) fn flag(&self) -> bool {
        self.byte() != 0
    }
}

/// The modifiers of a grpprl. Ends where an operand is cut short.
pub(super) struct Sprms<'a> {
    rest: &'a [u8],
}

impl<'a> Sprms<'a> {
    pub(super) fn new(grpprl: &'a [u8]) -> Self {
        Sprms { rest: grpprl }
    }
}

impl<'a> Iterator for Sprms<'a> {
    type Item = Sprm<'a>;

    fn next(&mut self) -> Option<Sprm<'a>> {
        let code = u16_at(self.rest, 0)?;
        let body = self.rest.get(2..)?;
        // spra, the upper three bits, gives the size ([MS-DOC] 2.2.5.1 "Sprm").
        let (skip, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ => variable(code, body)?,
        };
        let operand = body.get(skip..skip + length)?;
        self.rest = body.get(skip + length..)?;
        Some(Sprm { code, operand })
    }
}

/// Size of the length field and of the operand after it.
fn variable(code: u16, body: &[u8]) -> Option<(usize, usize)> {
    let short = usize::from(u8_at(body, 0)?);
    match code {
        // A count of two bytes, one too large ([MS-DOC] 2.9.321 "TDefTableOperand").
        code::T_DEF_TABLE | code::T_DEF_TABLE_10 => Some((2, usize::from(u16_at(body, 0)?).saturating_sub(1))),
        // 255: the length does not fit into the byte and is counted from the tabs ([MS-DOC] 2.9.182 "PChgTabsOperand").
        code::P_CHG_TABS if short == 255 => {
            let deleted = usize::from(u8_at(body, 1)?);
            let added = usize::from(u8_at(body, 2 + deleted * 4)?);
            Some((1, 2 + deleted * 4 + added * 3))
        }
        _ => Some((1, short)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_from_the_code() {
        let grpprl = [0x03, 0x24, 1, 0x08, 0xD6, 3, 0, 9, 8, 0x2B, 0xD6, 2, 4, 3, 0x49, 0x66, 1, 0, 0, 0, 0x0B, 0x46, 7];
        let read: Vec<(u16, &[u8])> = Sprms::new(&grpprl).map(|s| (s.code, s.operand)).collect();
        let expected: [(u16, &[u8]); 4] =
            [(code::P_JC80, &[1]), (code::T_DEF_TABLE, &[9, 8]), (code::T_VERT_MERGE, &[4, 3]), (code::P_ITAP, &[1, 0, 0, 0])];
        assert_eq!(read, expected, "the cut last modifier is left out");
    }
}
