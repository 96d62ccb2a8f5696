//! The words of `<bangtin-newest-comments>`, which come with its code.

use super::Message;

/// What only this element says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum NewestCommentsMessage {
    About,
    Answered,
    Article,
    Heading,
    NoComments,
    ServiceMissing,
}

impl Message for NewestCommentsMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::About => "Về bài:",
            Self::Answered => "Đơn vị đã trả lời",
            Self::Article => "Xem bài viết",
            Self::Heading => "Ý kiến mới",
            Self::NoComments => "Chưa có ý kiến nào.",
            Self::ServiceMissing => "Cần ghi service và site, hoặc ghi src là địa chỉ tệp ý kiến.",
        }
    }
}
