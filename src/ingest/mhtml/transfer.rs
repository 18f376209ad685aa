//! How MIME packs the bytes of a part (RFC 2045, 6.7 and 6.8).

use std::borrow::Cow;

/// A transfer encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transfer {
    /// The bytes as they are: 7bit, 8bit, binary.
    Plain,
    QuotedPrintable,
    Base64,
}

impl Transfer {
    /// By the name in the header; without one the bytes stand as they are.
    pub(super) fn named(name: Option<&str>) -> Option<Self> {
        match name.unwrap_or_default() {
            "" | "7bit" | "8bit" | "binary" => Some(Transfer::Plain),
            "quoted-printable" => Some(Transfer::QuotedPrintable),
            "base64" => Some(Transfer::Base64),
            _ => None,
        }
    }

    /// The bytes, and how many places were not as they should be.
    pub(super) fn unpack(self, body: &[u8]) -> (Cow<'_, [u8]>, usize) {
        match self {
            Transfer::Plain => (Cow::Borrowed(body), 0),
            Transfer::QuotedPrintable => {
                let (bytes, odd) = quoted_printable(body);
                (Cow::Owned(bytes), odd)
            }
            Transfer::Base64 => {
                let (bytes, odd) = base64(body);
                (Cow::Owned(bytes), odd)
            }
        }
    }
}

/// `=E7` is a byte, `=` at the end of a line is no line end, blanks before a line end are padding of the transport. A `=` that is neither stays as it stands.
fn quoted_printable(body: &[u8]) -> (Vec<u8>, usize) {
    let (mut out, mut odd) = (Vec::with_capacity(body.len()), 0);
    for line in body.split_inclusive(|b| *b == b'\n') {
        let (text, end) = match line.strip_suffix(b"\n") {
            Some(text) => (text, true),
            None => (line, false),
        };
        let text = if end { text.trim_ascii_end() } else { text };
        let soft = text.last() == Some(&b'=');
        let mut rest = if soft { text.get(..text.len() - 1).unwrap_or_default() } else { text };
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            let hex = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
            match (*first, after) {
                (b'=', [high, low, tail @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                    out.push((hex(*high).unwrap_or_default() << 4) | hex(*low).unwrap_or_default());
                    rest = tail;
                }
                (b, _) => {
                    odd += usize::from(b == b'=');
                    out.push(b);
                }
            }
        }
        if end && !soft {
            out.extend_from_slice(b"\r\n");
        }
    }
    (out, odd)
}

/// Line ends and blanks are passed over; `=` ends a group.
fn base64(body: &[u8]) -> (Vec<u8>, usize) {
    let (mut out, mut odd) = (Vec::with_capacity(body.len() / 4 * 3 + 3), 0);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                (held, bits) = (0, 0);
                continue;
            }
            b if b.is_ascii_whitespace() => continue,
            _ => {
                odd += 1;
                continue;
            }
        };
        held = ((held << 6) | u32::from(value)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(((held >> bits) & 0xFF) as u8);
        }
    }
    (out, odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_as_the_standard_has_it() {
        let (bytes, odd) = Transfer::QuotedPrintable.unpack(b"<p class=3D\"a\">=E9=a2=\r\n=84  \r\nx=\r\ny=");
        assert_eq!(String::from_utf8_lossy(&bytes), "<p class=\"a\">预\r\nxy");
        assert_eq!(odd, 0);
        assert_eq!(Transfer::QuotedPrintable.unpack(b"a=b=4"), (Cow::Borrowed(&b"a=b=4"[..]), 2));
    }

    #[test]
    fn base64_with_line_ends_and_padding() {
        assert_eq!(Transfer::Base64.unpack(b"6aKE\r\n566X"), (Cow::Borrowed("预算".as_bytes()), 0));
        assert_eq!(Transfer::Base64.unpack(b"YQ==\nYg=="), (Cow::Borrowed(&b"ab"[..]), 0));
        assert_eq!(Transfer::Base64.unpack(b"Y*Q"), (Cow::Borrowed(&b"a"[..]), 1));
    }
}
