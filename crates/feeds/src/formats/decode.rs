//! The bytes of a source become text here, once, before any reader sees them.

use std::borrow::Cow;
use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use crate::fetch::MOST;
use crate::references::character;

/// How far into a feed its declaration is looked for: comments and notices may stand before it.
const DECLARED_WITHIN: usize = 64 * 1024;
/// How often a feed may be packed, beside what HTTP unpacks.
const MOST_LAYERS: usize = 3;

/// The bytes as text without control characters, or why they are none. What says how letters are written is asked in this order: the
/// byte order mark, the bytes themselves where they are UTF-8 or UTF-16 beyond doubt, HTTP, the declaration; then it is guessed. A
/// character that is cut costs one U+FFFD.
pub(super) fn text(body: &[u8], content_type: Option<&str>) -> Result<String, String> {
    let bytes = unpacked(body)?;
    let encoding = encoding(&bytes, content_type);
    let (text, damaged) = encoding.decode_with_bom_removal(&bytes);
    let mut text = text.into_owned();
    if damaged {
        one_for_each(&mut text);
    }
    clean(&mut text);
    Ok(text)
}

/// A file that was packed before it was served, or packed twice by servers behind each other.
fn unpacked(body: &[u8]) -> Result<Cow<'_, [u8]>, String> {
    let mut bytes = Cow::Borrowed(body);
    for layer in 0..=MOST_LAYERS {
        if !bytes.starts_with(&[0x1f, 0x8b]) {
            return Ok(bytes);
        }
        let packed = if layer > 0 { "packed twice" } else { "packed" };
        if layer == MOST_LAYERS {
            break;
        }
        let most = u64::try_from(MOST).unwrap_or(u64::MAX);
        let mut inside = Vec::new();
        flate2::read::MultiGzDecoder::new(&*bytes)
            .take(most + 1)
            .read_to_end(&mut inside)
            .map_err(|error| format!("it is {packed} (gzip) and cannot be unpacked: {error}"))?;
        if inside.len() > MOST {
            return Err(format!(
                "it is {packed} (gzip), and larger than 20 MB unpacked"
            ));
        }
        bytes = Cow::Owned(inside);
    }
    Err("it is packed too often (gzip)".into())
}

fn encoding(bytes: &[u8], content_type: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding;
    }
    let labels = [content_type.and_then(charset), declared(bytes)];
    let named: Vec<&'static Encoding> = labels
        .into_iter()
        .flatten()
        .filter_map(|label| Encoding::for_label_no_replacement(label.as_bytes()))
        .collect();
    if is_utf8(bytes, named.contains(&UTF_8)) {
        return UTF_8;
    }
    // What is not UTF-8 although it is called so is something else, and servers say Latin 1 of anything.
    let vague = [UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252];
    if let Some(exact) = named.iter().find(|encoding| !vague.contains(encoding)) {
        return exact;
    }
    let guessed = guess(bytes);
    if named.contains(&WINDOWS_1252) && guessed != WINDOWS_1258 {
        return WINDOWS_1252;
    }
    guessed
}

/// UTF-16 without a mark: every other byte of its tags is 0.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..256).unwrap_or(bytes);
    let pairs = start.chunks_exact(2).len();
    let zeros = |odd: usize| {
        let bytes = start.iter().skip(odd).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let most = |zeros: usize, others: usize| zeros * 2 > pairs && others * 8 < pairs;
    if most(odd, even) {
        Some(UTF_16LE)
    } else if most(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether this is UTF-8, perhaps with some characters cut: bytes of other encodings make no sequences by chance.
fn is_utf8(bytes: &[u8], named: bool) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        match chunk.invalid().len() {
            0 => {}
            1 => bad += 1,
            // The first bytes of a longer character.
            _ => good += 1,
        }
    }
    bad == 0 || good >= bad * 2 || (named && bad == 1)
}

fn charset(content_type: &str) -> Option<&str> {
    let mut parameters = content_type.split(';').skip(1);
    parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// The encoding that `<?xml … encoding="…"?>` names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let start = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let at = start.windows(5).position(|part| part == b"<?xml")?;
    let declaration = start.get(at..)?;
    let end = declaration.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(declaration.get(..end)?).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split(quote).next().map(str::trim)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"vn"), Utf8Detection::Deny)
}

/// The decoder writes one U+FFFD for each byte that it cannot use; a cut character may leave several.
fn one_for_each(text: &mut String) {
    let mut last = None;
    text.retain(|c| last.replace(c) != Some('\u{fffd}') || c != '\u{fffd}');
}

/// Takes out what is no character for readers, and writes what Windows wrote into the same places as HTML does.
pub(crate) fn clean(text: &mut String) {
    if text.chars().any(|c| character(c) != Some(c)) {
        *text = text.chars().filter_map(character).collect();
    }
}

#[cfg(test)]
mod tests;
