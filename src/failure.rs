//! What went wrong, in terms a reader can act on. Its code is for the console and for scripts of the page, never for readers.

use wasm_bindgen::JsValue;

use crate::i18n::Common;

/// Why a feed or a part of the kit could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The device says that it has no network.
    Offline,
    /// The network is there, the server was not reached (or refused this page's origin).
    Unreachable,
    /// No answer within the time limit.
    Slow,
    /// 429, 502, 503 or 504; the server may have said in how many seconds to come again (0: it did not say).
    Busy(u16),
    /// 404 or 410, or the feed has no such article.
    NotFound,
    /// Any other status that is no success.
    Refused,
    /// An answer that is no feed: broken JSON, an HTML page, another shape.
    Unreadable,
}

impl Failure {
    /// The failure behind an HTTP status, `None` for a success. `retry_after` is in seconds.
    pub fn of_status(status: u16, retry_after: u16) -> Option<Self> {
        match status {
            200..=299 => None,
            404 | 410 => Some(Self::NotFound),
            429 | 502..=504 => Some(Self::Busy(retry_after)),
            _ => Some(Self::Refused),
        }
    }

    /// True where the same request may well succeed a little later.
    pub fn is_passing(self) -> bool {
        matches!(self, Self::Unreachable | Self::Busy(_))
    }

    /// The sentence for the reader.
    pub fn message(self) -> Common {
        match self {
            Self::Offline => Common::Offline,
            Self::Unreachable => Common::Unreachable,
            Self::Slow => Common::Slow,
            Self::Busy(_) => Common::Busy,
            Self::NotFound => Common::NotFound,
            Self::Refused => Common::Refused,
            Self::Unreadable => Common::Unreadable,
        }
    }

    /// The word in the `bangtin-error` event.
    pub fn code(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Unreachable => "unreachable",
            Self::Slow => "slow",
            Self::Busy(_) => "busy",
            Self::NotFound => "not-found",
            Self::Refused => "refused",
            Self::Unreadable => "unreadable",
        }
    }
}

/// A request is shared by elements as a JavaScript promise, so its failure travels as a number.
impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        let number = match failure {
            Failure::Offline => 1,
            Failure::Unreachable => 2,
            Failure::Slow => 3,
            Failure::NotFound => 4,
            Failure::Refused => 5,
            Failure::Unreadable => 6,
            Failure::Busy(seconds) => 100 + i32::from(seconds),
        };
        JsValue::from(number)
    }
}

impl From<JsValue> for Failure {
    fn from(value: JsValue) -> Self {
        match value.as_f64().unwrap_or_default() as i32 {
            1 => Self::Offline,
            3 => Self::Slow,
            4 => Self::NotFound,
            5 => Self::Refused,
            6 => Self::Unreadable,
            seconds @ 100.. => Self::Busy((seconds - 100) as u16),
            _ => Self::Unreachable,
        }
    }
}
