use crate::{Attachment, Document, Headline, Media, Moment, Rating};

/// One article with all that is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// What a list shows of it.
    pub headline: Headline,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// A language tag (RFC 5646), such as `vi`.
    pub language: Option<String>,
    /// The text.
    pub body: Body,
    /// Whether the summary stands in the text as well: then it is shown in lists, and not once more above the text.
    pub excerpt: bool,
    /// The lead picture, and films that do not stand in the body.
    pub media: Vec<Media>,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The writer's office.
    pub unit: Option<String>,
    /// Where it was taken from.
    pub source: Option<Source>,
    /// Ids of articles to read next, the editor's choice first.
    pub related: Vec<String>,
}

/// What goes with an article and is read apart from it, so that a reader of the article alone need not load the code for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// What readers gave it.
    pub rating: Option<Rating>,
    /// How many comments it has.
    pub comments: Option<u64>,
    /// The official document it announces.
    pub document: Option<Document>,
    /// Whether its editors keep it first.
    pub pinned: bool,
    /// The last day in Viet Nam on which they do, or a time of it. For good where it is not said.
    pub pinned_until: Option<Moment>,
    /// Whether it is a warning that cannot wait.
    pub urgent: bool,
}

/// An article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum Body {
    /// Foreign HTML, not yet sanitized: it goes through `html` before it is shown.
    Html(String),
    /// Plain text; a line break starts a new line.
    Text(String),
    /// The feed has only the summary.
    #[default]
    None,
}

/// Where an article was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Such as `Báo Phú Giang`.
    pub name: Option<String>,
    /// Absolute address.
    pub url: Option<String>,
}
