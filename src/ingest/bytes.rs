//! Little-endian numbers out of untrusted bytes: every read may fail, none panics.

/// The byte at an offset.
pub(crate) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// Two bytes, unsigned.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

/// Two bytes, signed.
pub(crate) fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    u16_at(bytes, at).map(|v| v as i16)
}

/// Four bytes, unsigned.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Four bytes, signed.
pub(crate) fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    u32_at(bytes, at).map(|v| v as i32)
}

/// `len` bytes from an offset; what is there where the bytes end earlier.
pub(crate) fn slice_at(bytes: &[u8], at: usize, len: usize) -> &[u8] {
    let from = at.min(bytes.len());
    &bytes[from..at.saturating_add(len).clamp(from, bytes.len())]
}

/// The offsets of a PLC: `n + 1` positions, then `n` records of `record` bytes ([MS-DOC] 2.2.2 "PLC"). Gives (position, next position, record).
pub(crate) fn plc(bytes: &[u8], record: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = bytes.len().saturating_sub(4) / (4 + record);
    let records = (count + 1) * 4;
    (0..count).filter_map(move |i| {
        let from = u32_at(bytes, i * 4)?;
        let to = u32_at(bytes, i * 4 + 4)?;
        let data = bytes.get(records + i * record..records + (i + 1) * record)?;
        Some((from, to, data))
    })
}
