//! What the stream `Data` holds of a picture or a form field ([MS-DOC] 2.9.190 "PICFAndOfficeArtData", 2.9.158 "NilPICFAndBinData").

use crate::ingest::bytes::{i16_at, u16_at};

/// English Metric Units in a twip.
const EMU: u64 = 635;

/// Width and height of a picture in EMU; `None` where they are not told.
pub(super) fn picture_size(data: &[u8], at: u32) -> Option<(u64, u64)> {
    let at = at as usize;
    let side = |goal: usize, scale: usize| {
        let twips = u64::try_from(i16_at(data, at.checked_add(goal)?)?).ok().filter(|&t| t > 0)?;
        Some(twips * u64::from(u16_at(data, at + scale)?) * EMU / 1000)
    };
    // PICMID ([MS-DOC] 2.9.191): dxaGoal, dyaGoal, and their scales in thousandths.
    side(28, 32).zip(side(30, 34))
}

/// Whether a check box is checked; `None` for another form field ([MS-DOC] 2.9.78 "FFData").
pub(super) fn check_box(data: &[u8], at: u32) -> Option<bool> {
    let header = usize::from(u16_at(data, (at as usize).checked_add(4)?)?);
    let form = data.get((at as usize).checked_add(header)?..)?;
    let bits = u16_at(form, 4)?;
    if bits & 3 != 1 {
        return None;
    }
    match bits >> 2 & 0x1F {
        0 => Some(false),
        1 => Some(true),
        // Undecided: the default, which stands after the name.
        _ => {
            let name = usize::from(u16_at(form, 10)?);
            Some(u16_at(form, 12 + name * 2 + 2)? == 1)
        }
    }
}
