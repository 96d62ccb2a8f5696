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
