//! The words of a list beyond the first one's.

use super::Message;

/// What only the layouts of `<bangtin-news>` say that are loaded later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum NewsMessage {
    Comments,
    Month,
    New,
    Stars,
    Urgent,
}

impl Message for NewsMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Comments => "# ý kiến",
            Self::Month => "Th. #",
            Self::New => "Mới",
            Self::Stars => "# sao",
            Self::Urgent => "Khẩn:",
        }
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Comments => "comments",
            Self::Month => return None,
            Self::New => "new",
            Self::Stars => "stars",
            Self::Urgent => "urgent",
        })
    }
}
