//! What readers see: Vietnamese first, English second, and the page's own words where it gives some.

mod alert;
mod artalk;
mod article;
mod comments;
mod dates;
mod display;
mod documents;
mod en;
mod external_data;
mod feedback;
mod forms;
mod links;
mod media;
mod newest_comments;
mod news;
mod organization;
mod page_tools;
mod portal;
mod report;
mod subscribe;
mod vi;

pub use alert::AlertMessage;
pub use artalk::ArtalkMessage;
pub use article::ArticleMessage;
pub use comments::{CommentFormMessage, CommentsMessage};
pub use dates::{
    calendar_leaf, date_line, figure, long_date, saved_line, signs, time_line, weekday_of,
};
pub use display::DisplayMessage;
pub use documents::DocumentsMessage;
pub use external_data::ExternalDataMessage;
pub use feedback::FeedbackMessage;
pub use forms::{CountMessage, FormMessage, MissingMessage};
pub use links::LinksMessage;
pub use media::{MediaMessage, PictureMessage};
pub use newest_comments::NewestCommentsMessage;
pub use news::NewsMessage;
pub use organization::OrganizationMessage;
pub use page_tools::{CopyMessage, PageToolMessage};
pub use portal::PortalMessage;
pub use report::ReportMessage;
pub use subscribe::SubscribeMessage;

use bangtin_model::{join, split_once};
use bangtin_sources::Node;

use crate::{host::Host, json::JsNode, page};

/// A language of the kit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// A sentence or a word that every element may need. Those of a lazily loaded element are an enum of its own, in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum Common {
    AllCategories,
    Back,
    Busy,
    Empty,
    EmptySearch,
    Found,
    Loading,
    LoadingMore,
    More,
    MoreFailed,
    NewsLabel,
    NotFound,
    NotNow,
    Offline,
    OnDay,
    RefreshFailed,
    Refused,
    Retry,
    SavedAt,
    Search,
    SeeAll,
    Slow,
    Unreachable,
    Unreadable,
    Views,
}

/// Something that each language has words for. The name is the key in the `labels` attribute.
pub trait Message: Copy {
    /// The words in Vietnamese.
    fn vi(self) -> &'static str;
    /// The words in English.
    fn en(self) -> &'static str;
    /// The key under which a page can give words of its own in `labels`.
    fn key(self) -> Option<&'static str> {
        None
    }
}

impl Message for Common {
    fn vi(self) -> &'static str {
        vi::words(self)
    }

    fn en(self) -> &'static str {
        en::words(self)
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::More => "more",
            Self::SeeAll => "see-all",
            Self::Search => "search",
            Self::Empty => "empty",
            Self::Retry => "retry",
            Self::Views => "views",
            Self::AllCategories => "all-categories",
            _ => return None,
        })
    }
}

/// The words of one element: its language and the page's own labels.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The language of the element.
    pub language: Language,
    // What the `labels` attribute holds, parsed.
    labels: Option<JsNode>,
}

impl Words {
    /// Reads `lang` (of the element or its nearest ancestor that has one) and `labels`: words, or their address, from which src/labels.js
    /// has brought them.
    pub fn of(host: Host) -> Self {
        let labels = host.or_page("labels");
        let read =
            |text: String| JsNode::read(&text).or_else(|| JsNode::read(&page::setting(&text)?));
        Self {
            language: language_of(&host.language()),
            labels: labels.and_then(read),
        }
    }

    /// Those of the element whose template, component or effect asks.
    pub fn here() -> Self {
        Host::current().map(Self::of).unwrap_or_default()
    }

    /// The words for a message: the page's own by its key or by its Vietnamese words, else those of the language.
    pub fn t(&self, message: impl Message) -> String {
        self.said(message.key(), message.vi(), message.en())
    }

    /// The words for a message with one place to fill, marked `#`.
    pub fn t_with(&self, message: impl Message, value: &str) -> String {
        filled(&self.t(message), value)
    }

    // Once for all messages, not once for each enum of them.
    fn said(&self, key: Option<&str>, vi: &str, en: &str) -> String {
        let own = self.label(key).or_else(|| self.label(Some(vi)));
        own.unwrap_or_else(|| {
            match self.language {
                Language::Vi => vi,
                Language::En => en,
            }
            .into()
        })
    }

    fn label(&self, key: Option<&str>) -> Option<String> {
        self.labels.as_ref()?.get(key?)?.text()
    }
}

/// The words for a message, in the language of the element whose template, component or effect asks.
pub fn t(message: impl Message) -> String {
    Words::here().t(message)
}

/// The words for a message with one place to fill, marked `#`.
pub fn t_with(message: impl Message, value: &str) -> String {
    filled(&t(message), value)
}

fn filled(template: &str, value: &str) -> String {
    match split_once(template, b'#') {
        Some((before, after)) => join(&[before, value, after]),
        None => template.into(),
    }
}

fn language_of(tag: &str) -> Language {
    if tag
        .as_bytes()
        .get(..2)
        .is_some_and(|code| code.eq_ignore_ascii_case(b"en"))
    {
        Language::En
    } else {
        Language::Vi
    }
}
