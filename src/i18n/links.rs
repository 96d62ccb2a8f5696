//! The words of `<bangtin-links>`, which come with its code.

use super::Message;

/// What only this element says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum LinksMessage {
    Choose,
    Elsewhere,
    Heading,
    NewTab,
    NoLinks,
    Open,
}

impl Message for LinksMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Choose => "Chọn trang cần mở",
            Self::Elsewhere => "(mở trang khác)",
            Self::Heading => "Liên kết",
            Self::NewTab => "(mở trong thẻ mới)",
            Self::NoLinks => "Chưa có liên kết nào.",
            Self::Open => "Mở trang",
        }
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Choose => "choose",
            Self::Open => "open",
            _ => return None,
        })
    }
}
