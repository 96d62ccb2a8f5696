//! The words of `<bangtin-alert>`, which come with its code.

use super::Message;

/// What only this element says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum AlertMessage {
    Emergency,
    More,
    Notice,
    Region,
    Until,
    Warning,
}

impl Message for AlertMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Emergency => "Khẩn cấp",
            Self::More => "Xem chi tiết",
            Self::Notice => "Thông báo",
            Self::Region => "Cảnh báo và thông báo",
            Self::Until => "Có hiệu lực đến #",
            Self::Warning => "Cảnh báo",
        }
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::More => "details",
            _ => return None,
        })
    }
}
