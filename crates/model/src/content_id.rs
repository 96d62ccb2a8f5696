/// The id of an article, a document or a poll, as addresses and the database hold it: 1 to 200 characters, none of them a control
/// character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentId(String);

impl ContentId {
    /// The most characters.
    pub const LONGEST: usize = 200;

    /// The id, where this can be one.
    pub fn parse(text: &str) -> Option<Self> {
        let length = text.chars().take(Self::LONGEST + 1).count();
        let fits = (1..=Self::LONGEST).contains(&length) && !text.chars().any(char::is_control);
        fits.then(|| Self(text.to_owned()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::ContentId;

    #[test]
    fn what_no_address_can_name_is_no_id() {
        let check = |text: &str, expected: bool| {
            assert_eq!(ContentId::parse(text).is_some(), expected, "{text:?}");
        };
        check("tin-42", true);
        check("họp báo", true);
        check(&"ộ".repeat(200), true);
        check(&"ộ".repeat(201), false);
        check("", false);
        check("a\0b", false);
    }
}
