//! The key of a page, for its views, its rating and its comments: the id of an article.

/// 1 to 200 characters, none of them a control character. Whether there is such an article is not asked.
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
}

impl PageKeyError {
    /// A word that programs can tell apart.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "required",
            Self::TooLong => "too_long",
            Self::Control => "invalid",
        }
    }
}

impl PageKey {
    /// The most characters.
    const MOST: usize = 200;

    /// The key as it is sent, byte for byte: it is never shown.
    ///
    /// # Errors
    /// [`PageKeyError`]
    pub fn parse(key: String) -> Result<Self, PageKeyError> {
        Self::judge(&key)?;
        Ok(Self(key))
    }

    /// Whether it can be a key.
    ///
    /// # Errors
    /// [`PageKeyError`]
    pub fn judge(key: &str) -> Result<(), PageKeyError> {
        if key.is_empty() {
            return Err(PageKeyError::Empty);
        }
        if key.chars().nth(Self::MOST).is_some() {
            return Err(PageKeyError::TooLong);
        }
        if key.chars().any(char::is_control) {
            return Err(PageKeyError::Control);
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::{PageKey, PageKeyError};

    fn check(key: &str, expected: Result<(), PageKeyError>) {
        assert_eq!(PageKey::parse(key.into()).map(|_| ()), expected, "{key:?}");
    }

    #[test]
    fn a_key_is_short_and_printable() {
        check("tin-42", Ok(()));
        check("https://songba.example.gov.vn/tin,42?a=b", Ok(()));
        check(&"ư".repeat(200), Ok(()));
        check(&"ư".repeat(201), Err(PageKeyError::TooLong));
        check("", Err(PageKeyError::Empty));
        check("a\0b", Err(PageKeyError::Control));
        check("a\nb", Err(PageKeyError::Control));
    }

    #[test]
    fn a_page_has_a_key_of_one_to_two_hundred_characters() {
        let is_key = |key: &str| PageKey::judge(key).is_ok();
        assert!(is_key("bài-viết-1") && is_key(&"ế".repeat(200)));
        assert!(!is_key("") && !is_key(&"a".repeat(201)) && !is_key("a\0b"));
    }
}
