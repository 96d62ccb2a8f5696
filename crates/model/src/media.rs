/// A picture, a film or a sound of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Media {
    /// How to show it.
    pub kind: MediaKind,
    /// Absolute address of the file.
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
    /// How long it plays, in whole seconds.
    pub seconds: Option<u32>,
    /// Absolute address of the picture shown before a film plays.
    pub poster: Option<String>,
    /// Absolute address of a WebVTT file.
    pub captions_url: Option<String>,
    /// The file's media type, such as `video/mp4`.
    pub mime: Option<String>,
}

/// How a [`Media`] is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum MediaKind {
    /// A still picture.
    #[default]
    Image,
    /// A film.
    Video,
    /// A sound.
    Audio,
}

/// A file to download (JSON Feed 1.1, `attachments`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Absolute address.
    pub url: String,
    /// The file's media type, such as `application/pdf`.
    pub mime_type: Option<String>,
    /// What to call it.
    pub title: Option<String>,
    /// Its size.
    pub bytes: Option<u64>,
}
