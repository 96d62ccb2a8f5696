/// The parts as one text. The standard library's `concat` weighs a kilobyte in the browser for each type that it is used with.
pub fn join(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// Without white space at both ends.
pub fn trim(text: &str) -> &str {
    let mut chars = text.chars();
    let mut inner = text;
    while chars.next().is_some_and(is_space) {
        inner = chars.as_str();
    }
    chars = inner.chars();
    while chars.next_back().is_some_and(is_space) {
        inner = chars.as_str();
    }
    inner
}

/// White space, and what pages put between words instead. Written out: the standard library's table weighs more.
pub fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{3000}')
}

/// Parts a text at the first such ASCII byte. A quarter of the standard library's weight.
pub fn split_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|other| other == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Parts a text at the last such ASCII byte.
pub fn rsplit_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|other| other == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Parts a text at each such ASCII byte; what is empty is left out.
pub fn split(text: &str, byte: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((part, after)) = split_once(rest, byte) {
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

/// What cannot be seen, or turns the direction of writing, so that a text could read other than it is; line breaks and tabs are among it. The
/// joiners are not: families of emoji are made with them.
pub const fn is_hidden(sign: char) -> bool {
    matches!(sign,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_the_direction_of_writing_is_hidden_and_what_joins_emoji_is_not() {
        for hidden in [
            '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{7}', '\u{e000}',
        ] {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
        for seen in ['\u{200d}', '\u{200c}', '\u{fe0f}', 'ạ', ' ', '\u{301}'] {
            assert!(!is_hidden(seen), "{seen:?}");
        }
    }

    #[test]
    fn a_text_is_parted_at_ascii_signs() {
        assert_eq!(
            split_once("đầu: giữa: cuối", b':'),
            Some(("đầu", " giữa: cuối"))
        );
        assert_eq!(rsplit_once("tệp.tar.gz", b'.'), Some(("tệp.tar", "gz")));
        assert_eq!(split_once("không có", b':'), None);
        assert_eq!(split("a,,ấ,", b','), ["a", "ấ"]);
        assert!(split("", b',').is_empty());
    }
}
