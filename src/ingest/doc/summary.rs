//! The title in the summary information ([MS-OLEPS] 2.21 "PropertySetStream", 2.25.1 for the property identifiers).

use crate::ingest::bytes::{slice_at, u16_at, u32_at};

const CODE_PAGE: u32 = 1;
const TITLE: u32 = 2;
const VT_LPSTR: u16 = 0x1E;
const VT_LPWSTR: u16 = 0x1F;
/// Longer titles are none.
const LONGEST: usize = 2048;

/// The document's title, as its properties say; `None` where they say none.
pub(super) fn title(stream: &[u8]) -> Option<String> {
    let set = stream.get(u32_at(stream, 44)? as usize..)?;
    let count = (u32_at(set, 4)? as usize).min(256);
    let property =
        |id: u32| (0..count).find(|&i| u32_at(set, 8 + i * 8) == Some(id)).and_then(|i| u32_at(set, 12 + i * 8)).map(|at| at as usize);
    let code_page = property(CODE_PAGE).and_then(|at| u16_at(set, at + 4)).unwrap_or(1252);
    let at = property(TITLE)?;
    let length = u32_at(set, at.checked_add(4)?)? as usize;
    let text = match u16_at(set, at)? {
        VT_LPSTR => decode(slice_at(set, at + 8, length.min(LONGEST)), code_page),
        VT_LPWSTR => decode(slice_at(set, at + 8, length.saturating_mul(2).min(LONGEST)), 1200),
        _ => return None,
    };
    let text = text.split('\0').next().unwrap_or("").trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn decode(bytes: &[u8], code_page: u16) -> String {
    let encoding = match code_page {
        1200 => encoding_rs::UTF_16LE,
        936 => encoding_rs::GBK,
        54936 => encoding_rs::GB18030,
        950 => encoding_rs::BIG5,
        65001 => encoding_rs::UTF_8,
        other => encoding_rs::Encoding::for_label(format!("windows-{other}").as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252),
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}
