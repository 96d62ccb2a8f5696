//! Where the words that are searched for stand in a text.

use bangtin_model::split;
use bangtin_sources::fold;

use crate::view::{IntoView, View, view};

/// The text, with what is searched for in marks.
pub(super) fn marked(text: &str, folded_query: &str) -> View {
    if folded_query.is_empty() {
        return text.to_owned().into_view();
    }
    let mut views = Vec::new();
    for (part, is_found) in parts(text, folded_query) {
        views.push(match is_found {
            // What was searched for, where it stands.
            true => view! { <mark part="match">{part}</mark> },
            false => part.into_view(),
        });
    }
    views.into_view()
}

/// The text in parts, and which of them are searched for.
fn parts(text: &str, folded_query: &str) -> Vec<(String, bool)> {
    // The folded text, and for each byte of it the letter that it comes from.
    let (mut folded, mut letters) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    for (letter, sign) in text.chars().enumerate() {
        let mut one = [0; 4];
        for byte in fold(sign.encode_utf8(&mut one)).bytes() {
            folded.push(byte);
            letters.push(letter);
        }
        // White space folds to nothing at the ends of a text; between words it parts them.
        if letters.last() != Some(&letter) {
            folded.push(b' ');
            letters.push(letter);
        }
        found.push(false);
    }
    for word in split(folded_query, b' ') {
        // Where it stands as a word, what only begins with it is left alone: "so" is not looked for in "Sông".
        let all = places(&folded, word.as_bytes());
        let whole = |at: &usize| is_whole(&folded, *at, at + word.len());
        let has_whole = all.iter().any(whole);
        for at in all.iter().filter(|at| !has_whole || whole(at)) {
            let (at, end) = (*at, at + word.len());
            for letter in letters.get(at..end).unwrap_or_default() {
                if let Some(found) = found.get_mut(*letter) {
                    *found = true;
                }
            }
        }
    }
    let mut parts: Vec<(String, bool)> = Vec::new();
    for (sign, is_found) in text.chars().zip(found) {
        match parts.last_mut().filter(|last| last.1 == is_found) {
            Some(last) => last.0.push(sign),
            None => parts.push((sign.to_string(), is_found)),
        }
    }
    parts
}

fn places(text: &[u8], word: &[u8]) -> Vec<usize> {
    let mut places = Vec::new();
    for at in 0..text.len() {
        if text.get(at..).is_some_and(|rest| rest.starts_with(word)) {
            places.push(at);
        }
    }
    places
}

fn is_whole(text: &[u8], start: usize, end: usize) -> bool {
    let is_letter = |at: Option<usize>| {
        let byte = at.and_then(|at| text.get(at));
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
    };
    !is_letter(start.checked_sub(1)) && !is_letter(Some(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str, query: &str) -> String {
        let mut line = String::new();
        for (part, is_found) in parts(text, &fold(query)) {
            match is_found {
                true => line.push_str(&format!("[{part}]")),
                false => line.push_str(&part),
            }
        }
        line
    }

    #[test]
    fn words_are_marked_whatever_their_marks() {
        assert_eq!(
            marks("Thông xe cầu Sông Ba", "cau"),
            "Thông xe [cầu] Sông Ba"
        );
        assert_eq!(
            marks("Đêm chiêng Buôn Hạ", "ĐÊM buon"),
            "[Đêm] chiêng [Buôn] Hạ"
        );
        assert_eq!(
            marks("Lịch  tiếp\u{a0}dân", "tiep dan"),
            "Lịch  [tiếp]\u{a0}[dân]"
        );
        assert_eq!(marks("Sổ, sách", "khong"), "Sổ, sách");
        assert_eq!(marks("aaa", "aa"), "[aaa]");
        assert_eq!(marks("Tin số 3, Sông Ba", "so 3"), "Tin [số] [3], Sông Ba");
        assert_eq!(marks("Sông Ba", "so"), "[Sô]ng Ba");
        assert_eq!(marks("", "a"), "");
    }
}
