use crate::Moment;

/// Pictures that belong together, under a title of their own (Thư viện ảnh).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Album {
    /// Unique within the feed and never empty; the title where the feed gives no id.
    pub id: String,
    /// Plain text, never empty; the id where the feed gives no title.
    pub title: String,
    /// When they were taken or shown.
    pub date: Option<Moment>,
    /// What they are of, plain text.
    pub description: Option<String>,
    /// At least one.
    pub pictures: Vec<Photo>,
}

/// A picture of an [`Album`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Photo {
    /// Absolute address of the picture in full size.
    pub url: String,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// The text under it, without the credit.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// Absolute address of a smaller copy.
    pub thumbnail: Option<Thumbnail>,
}

/// A smaller copy of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thumbnail {
    /// Absolute address.
    pub url: String,
    /// Pixels.
    pub width: Option<u32>,
}
