//! The words of a list beyond the first one's.

use super::Message;

/// What only the layouts of `<bangtin-news>` say that are loaded later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum NewsMessage {
    Month,
    New,
    Urgent,
}

impl Message for NewsMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Month => "Th. #",
            Self::New => "Mới",
            Self::Urgent => "Khẩn:",
        }
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Month => return None,
            Self::New => "new",
            Self::Urgent => "urgent",
        })
    }
}
