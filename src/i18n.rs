//! What readers see: Vietnamese first, English second, and the page's own words where it gives some. The Vietnamese words stand here; those
//! of any other language are a table from them to its own. English is `src/i18n/en.json`, a file that only a page in English brings.

mod alert;
mod artalk;
mod article;
mod comments;
mod common;
mod dates;
mod display;
mod documents;
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

pub use alert::AlertMessage;
pub use artalk::ArtalkMessage;
pub use article::ArticleMessage;
pub use comments::{CommentFormMessage, CommentsMessage};
pub use common::Common;
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

/// Something that each language has words for.
pub trait Message: Copy {
    /// The words in Vietnamese.
    fn vi(self) -> &'static str;
    /// The key under which a page can give words of its own in `labels`.
    fn key(self) -> Option<&'static str> {
        None
    }
}

/// The words of one element: its language, and the tables in which they are looked up.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The language of the element.
    pub language: Language,
    // What the `labels` attribute holds, then English where it is spoken and has come.
    tables: [Option<JsNode>; 2],
}

impl Words {
    /// Reads `lang` (of the element or its nearest ancestor that has one) and `labels`: words, or their address, from which src/labels.js
    /// has brought them.
    pub fn of(host: Host) -> Self {
        let labels = host.or_page("labels");
        let read = |text: String| JsNode::read(&text).unwrap_or_else(|| brought(&text));
        let language = language_of(&host.language());
        let english = (language == Language::En).then(|| brought(ENGLISH));
        Self {
            language,
            tables: [labels.map(read), english],
        }
    }

    /// Those of the element whose template, component or effect asks.
    pub fn here() -> Self {
        Host::current().map(Self::of).unwrap_or_default()
    }

    /// The words for a message: the first that a table has, by its key or by its Vietnamese words; else these.
    pub fn t(&self, message: impl Message) -> String {
        self.said(message.key(), message.vi())
    }

    /// The words for a message with one place to fill, marked `#`.
    pub fn t_with(&self, message: impl Message, value: &str) -> String {
        filled(&self.t(message), value)
    }

    // Once for all messages, not once for each enum of them.
    fn said(&self, key: Option<&str>, vi: &str) -> String {
        let within = |table: &JsNode| {
            let of = |name: &str| table.get(name)?.text();
            key.and_then(of).or_else(|| of(vi))
        };
        let told = self.tables.iter().flatten().find_map(within);
        told.unwrap_or_else(|| vi.into())
    }
}

/// The name under which English is brought.
const ENGLISH: &str = "lang:en";

fn brought(name: &str) -> JsNode {
    JsNode::of(page::words(name))
}

/// The words for a message, in the language of the element whose template, component or effect asks.
pub fn t(message: impl Message) -> String {
    Words::here().t(message)
}

/// The words for a message with one place to fill, marked `#`.
pub fn t_with(message: impl Message, value: &str) -> String {
    filled(&t(message), value)
}

/// A template with its place to fill, marked `#`, filled.
pub fn filled(template: &str, value: &str) -> String {
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
