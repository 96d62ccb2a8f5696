use crate::Category;

/// What a feed says of itself, apart from its items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedHead {
    /// Plain text.
    pub title: Option<String>,
    /// The page the feed belongs to, absolute.
    pub home_url: Option<String>,
    /// The feed's next page, absolute; absent on the last.
    pub next_url: Option<String>,
    /// A language tag (RFC 5646), such as `vi`.
    pub language: Option<String>,
    /// In the order in which the feed lists them.
    pub categories: Vec<Category>,
}
