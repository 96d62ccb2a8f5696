use crate::Moment;

/// One article as a list shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headline {
    /// Unique within the feed and never empty; the article's address where the feed gives no id.
    pub id: String,
    /// The article's own page, absolute.
    pub url: Option<String>,
    /// Plain text, never empty.
    pub title: String,
    /// The lead (sapo), plain text.
    pub summary: Option<String>,
    /// The picture.
    pub image: Option<Picture>,
    /// The absolute address of a smaller copy of it, some 300 pixels wide.
    pub thumbnail: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// How often it was read.
    pub views: Option<u64>,
    /// The category (CHUYÊN MỤC) it stands in.
    pub category: Option<Category>,
    /// Free keywords, plain text.
    pub tags: Vec<String>,
}

/// A still picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Absolute address.
    pub url: String,
    /// What the picture shows, for those who cannot see it.
    pub alt: Option<String>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
}

/// A category of the feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Category {
    /// What the `category` attribute takes.
    pub id: String,
    /// What readers see; the id where the feed gives no name.
    pub name: String,
}
