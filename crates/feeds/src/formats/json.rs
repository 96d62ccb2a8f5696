//! JSON as portals write it: with a notice before it, a comment behind it, and letters in its strings that JSON forbids.

use serde_json::Value;

use super::decode;

/// The first value of a text, or why there is none.
pub(super) fn read(text: &str) -> Result<Value, String> {
    let text = begin(text).unwrap_or(text);
    first(text).or_else(|error| first(&mended(text)).map_err(|_| error))
}

/// Where JSON begins: at once, or at the first line behind a notice that begins with an object or a list of them.
pub(super) fn begin(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_gap);
    if text.starts_with(['{', '[']) {
        return Some(text);
    }
    text.match_indices('{').find_map(|(at, _)| {
        let (before, object) = text.split_at_checked(at)?;
        let is_object = object.get(1..)?.trim_start().starts_with('"');
        let (before, start) = match before.strip_suffix('[') {
            Some(before) => (before, at - 1),
            None => (before, at),
        };
        // The last line of a notice may go on with the object.
        let begins = before.trim_end_matches([' ', '\t']).ends_with(['\n', '>']);
        (is_object && begins).then(|| text.get(start..)).flatten()
    })
}

pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn first(text: &str) -> Result<Value, String> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    match values.next() {
        Some(value) => value.map_err(|error| error.to_string()),
        None => Err("it is empty".into()),
    }
}

/// Strings in which nothing is forbidden: line breaks in them are spaces, halves of a character U+FFFD, `\'` is `'`.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => {
                inside = !inside;
                out.push(c);
            }
            '\\' if inside => escape(&mut rest, &mut out),
            c if inside && c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The escape whose `\` was just read.
fn escape(rest: &mut std::str::Chars<'_>, out: &mut String) {
    match rest.next() {
        Some(c @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => out.extend(['\\', c]),
        Some('u') => match unit(rest) {
            Some(high @ 0xd800..=0xdbff) => {
                let mut ahead = rest.clone();
                let low = (ahead.next() == Some('\\') && ahead.next() == Some('u'))
                    .then(|| unit(&mut ahead))
                    .flatten();
                if let Some(low @ 0xdc00..=0xdfff) = low {
                    *rest = ahead;
                    let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    out.extend(char::from_u32(code));
                } else {
                    out.push('\u{fffd}');
                }
            }
            Some(code) => match char::from_u32(code) {
                Some(c @ ('"' | '\\')) => out.extend(['\\', c]),
                Some(c) if c.is_control() => out.push(' '),
                Some(c) => out.push(c),
                None => out.push('\u{fffd}'),
            },
            None => out.push('u'),
        },
        Some(c) if c.is_control() => out.push(' '),
        Some(c) => out.push(c),
        None => {}
    }
}

/// The four hexadecimal digits of an escape; where there are not four, nothing is read.
fn unit(rest: &mut std::str::Chars<'_>) -> Option<u32> {
    let digits = rest.as_str().get(..4)?;
    let code = digits.chars().all(|c| c.is_ascii_hexdigit());
    let code = code
        .then(|| u32::from_str_radix(digits, 16).ok())
        .flatten()?;
    *rest = rest.as_str().get(4..)?.chars();
    Some(code)
}

/// Controls can also stand in a string as an escape. PostgreSQL takes no NUL in a text, and readers see nothing in the others.
pub(super) fn clean(value: &mut Value) {
    match value {
        Value::String(text) => decode::clean(text),
        Value::Array(list) => list.iter_mut().for_each(clean),
        Value::Object(members) => members.values_mut().for_each(clean),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::{Value, json};

    fn check(text: &str, expected: Value) {
        let mut value = read(text).expect("JSON");
        super::clean(&mut value);
        assert_eq!(value, expected, "{text}");
    }

    #[test]
    fn what_stands_around_an_object_is_left_out() {
        check("\u{feff}\u{feff} {\"a\": 1}", json!({"a": 1}));
        check("{\"a\": 1}\n<!-- tạo trong 0.2 s -->", json!({"a": 1}));
        check(
            "<br />\n<b>Notice</b>: x in <b>a.php</b> on line <b>3</b><br />\n{\"a\": 1}",
            json!({"a": 1}),
        );
        check("Warning: x\n[{\"a\": 1}]", json!([{"a": 1}]));
    }

    #[test]
    fn strings_may_hold_what_json_forbids() {
        check("{\"a\": \"một\nhai\tba\"}", json!({"a": "một hai ba"}));
        check(
            r#"{"a": "nửa \ud83d", "b": "\ud83d\ude00 \udc00", "c": "it\'s \u12"}"#,
            json!({"a": "nửa \u{fffd}", "b": "😀 \u{fffd}", "c": "it's u12"}),
        );
        check(
            r#"{"a": "một\u0000 \u0008hai\u000bba\u0096 \"x\""}"#,
            json!({"a": "một hai\nba– \"x\""}),
        );
    }

    #[test]
    fn what_is_broken_is_refused() {
        for broken in [
            "",
            "{",
            "{\"a\": \"",
            "{\"a\": \"\\",
            "{\"a\": \"\\u",
            "{\"a\": \"\\ud800\\u",
            "[1, 2",
        ] {
            assert!(read(broken).is_err(), "{broken}");
        }
        assert!(read(&"[".repeat(1_000_000)).is_err());
    }
}
