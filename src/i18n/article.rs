//! The words of the article reader, which is loaded apart.

use super::Message;

/// What only the article reader says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum ArticleMessage {
    Attachments,
    Contrast,
    Film,
    Larger,
    NoVoice,
    Print,
    Related,
    Report,
    Silence,
    Smaller,
    Source,
    Speak,
    Tools,
    Updated,
}

impl Message for ArticleMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Attachments => "Tệp đính kèm",
            Self::Contrast => "Tương phản cao",
            Self::Film => "Xem hoặc nghe tại: #",
            Self::Larger => "Tăng cỡ chữ",
            Self::NoVoice => "Máy này chưa có giọng đọc tiếng Việt nên chưa nghe bài viết được.",
            Self::Print => "In bài viết",
            Self::Related => "Tin liên quan",
            Self::Report => "Báo lỗi trong bài",
            Self::Silence => "Dừng đọc",
            Self::Smaller => "Giảm cỡ chữ",
            Self::Source => "Nguồn: #",
            Self::Speak => "Nghe bài viết",
            Self::Tools => "Công cụ đọc",
            Self::Updated => "Cập nhật: #",
        }
    }
}
