/// Tags that stand inside a word or a sentence; all others part words.
const INLINE: [&str; 14] = [
    "a", "abbr", "b", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u",
];

/// Skips the tag or comment whose `<` was just read: what stands in its place (a space or nothing), and what follows.
/// `None` where the `<` opens no tag.
pub(super) fn skip(text: &str) -> Option<(Option<char>, &str)> {
    let opening = text.bytes().next()?;
    let inside = if opening == b'/' {
        text.get(1..)?
    } else {
        text
    };
    let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = inside.get(..length)?.to_ascii_lowercase();
    let rest = match (opening, name.as_str()) {
        (b'!', _) if text.starts_with("!--") => {
            return Some((None, after(text, "-->").unwrap_or("")));
        }
        (b'!' | b'?', _) => after(text, ">"),
        (_, "") => return None,
        (_, "script") if opening != b'/' => after(text, "</script>").or(Some("")),
        (_, "style") if opening != b'/' => after(text, "</style>").or(Some("")),
        _ => after(text, ">"),
    };
    let Some(rest) = rest else {
        // A summary cut in the middle of a tag; without an attribute it may as well be `a <b`.
        let cut = !opening.is_ascii_alphanumeric() || text.bytes().any(|byte| byte == b'=');
        return cut.then_some((None, ""));
    };
    let parts = !INLINE.contains(&name.as_str());
    Some((parts.then_some(' '), rest))
}

/// What follows the first `end`, an ASCII string in any case.
fn after<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let mut windows = text.as_bytes().windows(end.len());
    let at = windows.position(|window| window.eq_ignore_ascii_case(end.as_bytes()))?;
    text.get(at + end.len()..)
}
