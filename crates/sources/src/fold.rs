#[cfg(test)]
mod tests;

use crate::text::{is_invisible, is_space};

/// Text as the search compares it: lower case, no marks, đ as d, runs of white space as one space, none at the ends.
/// NFC and NFD give the same.
///
/// It knows Latin letters up to U+017F, ơ, ư and all Vietnamese ones; of other scripts only marks change.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_space(c) {
            gap = true;
        } else if !matches!(c, '\u{300}'..='\u{36f}') && !is_invisible(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(letter(c));
        }
    }
    out
}

/// Whether every word of the needle stands somewhere in the haystack, in any order. Both are folded; an empty needle
/// is everywhere.
pub fn matches(folded_haystack: &str, folded_needle: &str) -> bool {
    let contains = |word: &[u8]| contains(folded_haystack.as_bytes(), word);
    folded_needle
        .as_bytes()
        .split(|byte| *byte == b' ')
        .all(contains)
}

/// Bytes of UTF-8 are enough, since no character begins inside another. The standard library's search is quicker on
/// long texts and weighs ten times as much.
fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else {
        return true;
    };
    let mut rest = haystack;
    while let Some(start) = rest.iter().position(|byte| byte == first) {
        rest = rest.get(start..).unwrap_or_default();
        if rest.starts_with(needle) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// U+00C0 to U+017F; `*` leaves a letter as it is. Ð (U+00D0) is a d: old Vietnamese keyboards wrote it for Đ.
const LATIN: &[u8; 192] = b"aaaaaa*ceeeeiiiidnooooo*ouuuuy**\
    aaaaaa*ceeeeiiiidnooooo*ouuuuy*y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkk*llllllllllnnnnnn***oooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz*";

fn letter(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{bf}' => c,
        '\u{c0}'..='\u{17f}' => match LATIN.get(c as usize - 0xc0) {
            Some(b'*') | None => lower(c),
            Some(base) => char::from(*base),
        },
        'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'o',
        'Ư' | 'ư' | 'Ụ'..='ự' => 'u',
        'Ạ'..='ặ' => 'a',
        'Ẹ'..='ệ' => 'e',
        'Ỉ'..='ị' => 'i',
        'Ỳ'..='ỹ' => 'y',
        _ => c,
    }
}

/// Lower case of the letters that the table leaves as they are.
fn lower(c: char) -> char {
    match c {
        'Æ' => 'æ',
        'Þ' => 'þ',
        'Ĳ' => 'ĳ',
        'Ŋ' => 'ŋ',
        'Œ' => 'œ',
        _ => c,
    }
}
