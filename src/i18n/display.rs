//! The words of what the reader chooses to read with. Those that an article's bar says too are the article's.

use super::Message;

/// What only `<bangtin-display>` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum DisplayMessage {
    GoOn,
    Group,
    Hold,
    Reset,
    Spacing,
}

impl Message for DisplayMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::GoOn => "Nghe tiếp",
            Self::Group => "Cách hiển thị",
            Self::Hold => "Tạm dừng",
            Self::Reset => "Đặt lại mặc định",
            Self::Spacing => "Giãn chữ, giãn dòng",
        }
    }
}
