//! Bytes that say they are one encoding and are another.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text of an XML document. Its byte order mark is believed first, then its being UTF-8, then what it declares: servers
/// that declare `utf-16` and send UTF-8 are common.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return marked.decode_without_bom_handling(rest).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    let encoding = declared.unwrap_or(WINDOWS_1252);
    encoding.decode_without_bom_handling(bytes).0
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(200))?;
    let start = String::from_utf8_lossy(start);
    let (_, rest) = start.split_once("encoding=")?;
    let quote = rest.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let label = rest.split(quote).nth(1)?;
    // A document whose first bytes are ASCII is not UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_lie_about_the_encoding_does_no_harm() {
        let told = "<?xml version=\"1.0\" encoding=\"utf-16\"?><a>Đô la</a>";
        assert_eq!(decode(told.as_bytes()), told);
        assert_eq!(decode(format!("\u{feff}{told}").as_bytes()), told);
        let wide: Vec<u8> = [0xfeff]
            .into_iter()
            .chain(told.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&wide), told);
        let old = b"<?xml version='1.0' encoding='windows-1258'?><a>\xd0\xf4 la</a>";
        assert!(decode(old).ends_with("<a>Đô la</a>"));
        assert!(decode(b"\xff\xff<a>").ends_with("<a>"));
    }
}
