//! The key of a page, for its views, its rating and its comments: the id of an article.

use bangtin_model::ContentId;
use unicode_normalization::UnicodeNormalization;

/// 1 to 200 characters in NFC, with single spaces inside and none around, none of them a control character. Whether there is such
/// an article is asked elsewhere (`pages.rs`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageKey(String);

/// What is wrong with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKeyError {
    /// It is empty.
    Empty,
    /// It has more than 200 characters.
    TooLong,
    /// It holds a control character.
    Control,
    /// It is what a page sends whose template or script has gone wrong, such as `undefined` or `{{ id }}`, or has no letter and no
    /// digit.
    Nonsense,
}

impl PageKeyError {
    /// A word that programs can tell apart.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "required",
            Self::TooLong => "too_long",
            Self::Control | Self::Nonsense => "invalid",
        }
    }
}

impl PageKey {
    const MOST: usize = ContentId::LONGEST;

    /// The key that a page sends. What differs from it in the form of its marks or in white space is the same page.
    ///
    /// # Errors
    /// [`PageKeyError`]
    pub fn parse(sent: &str) -> Result<Self, PageKeyError> {
        let sent = sent.trim();
        if sent.is_empty() {
            return Err(PageKeyError::Empty);
        }
        if sent.chars().any(char::is_control) {
            return Err(PageKeyError::Control);
        }
        // A decomposed letter of Vietnamese is at most three characters. Not more is brought into NFC, which is work.
        if sent.chars().nth(3 * Self::MOST).is_some() {
            return Err(PageKeyError::TooLong);
        }
        let composed: String = sent.nfc().collect();
        let words: Vec<&str> = composed.split_whitespace().collect();
        let key = words.join(" ");
        if key.chars().nth(Self::MOST).is_some() {
            return Err(PageKeyError::TooLong);
        }
        if is_nonsense(&key) {
            return Err(PageKeyError::Nonsense);
        }
        Ok(Self(key))
    }

    /// The key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

/// What scripts make of a value that is not there, and templates that nothing has filled in. Articles have no such ids.
fn is_nonsense(key: &str) -> bool {
    const VALUES: [&str; 3] = ["null", "undefined", "nan"];
    const TEMPLATES: [(&str, &str); 4] = [("{{", "}}"), ("${", "}"), ("<%", "%>"), ("{%", "%}")];
    let lower = key.to_ascii_lowercase();
    let is_template = |(begin, end): &(&str, &str)| {
        let rest = lower.split_once(begin).map(|(_, rest)| rest);
        rest.is_some_and(|rest| rest.contains(end))
    };
    VALUES.contains(&&*lower)
        || lower.contains("[object ")
        || TEMPLATES.iter().any(is_template)
        || !lower.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{PageKey, PageKeyError};

    fn check(sent: &str, expected: Result<&str, PageKeyError>) {
        let key = PageKey::parse(sent).map(PageKey::into_string);
        assert_eq!(key, expected.map(str::to_owned), "{sent:?}");
    }

    #[test]
    fn a_key_is_short_and_printable() {
        check("tin-42", Ok("tin-42"));
        let address = "https://songba.example.gov.vn/tin,42?a=b";
        check(address, Ok(address));
        let long = "ư".repeat(200);
        check(&long, Ok(&long));
        check(&"ư".repeat(201), Err(PageKeyError::TooLong));
        check("", Err(PageKeyError::Empty));
        check(" \n", Err(PageKeyError::Empty));
        check("a\0b", Err(PageKeyError::Control));
        check("a\nb", Err(PageKeyError::Control));
        check("\0a", Err(PageKeyError::Control));
    }

    #[test]
    fn one_page_has_one_key_however_it_is_written() {
        check(" tin-42\n", Ok("tin-42"));
        check("bài  viết\u{a0} 1", Ok("bài viết 1"));
        check("ba\u{300}i vie\u{302}\u{301}t 1", Ok("bài viết 1"));
        let longest = "e\u{302}\u{301}".repeat(200);
        check(&longest, Ok(&"ế".repeat(200)));
    }

    #[test]
    fn what_broken_pages_send_is_no_key() {
        for sent in [
            "null",
            "undefined",
            " Undefined ",
            "NaN",
            "[object Object]",
            "tin-[object HTMLElement]",
            "{{ article.id }}",
            "{{id}}",
            "${id}",
            "tin-${id}",
            "<%= id %>",
            "{% id %}",
            "---",
            "/",
            "…",
            "\u{200b}",
        ] {
            check(sent, Err(PageKeyError::Nonsense));
        }
        for sent in ["null-42", "undefined.html", "bài {1}", "a{{b", "50%", "số"] {
            check(sent, Ok(sent));
        }
    }
}
