//! The words of the article reader, which is loaded apart.

use super::Message;

/// What only the article reader says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum ArticleMessage {
    Attachments,
    Back,
    Contrast,
    Larger,
    Print,
    Related,
    Smaller,
    Source,
    Speak,
    SpeakNot,
    Tools,
    Updated,
    VideoText,
}

impl Message for ArticleMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Attachments => "Tệp đính kèm",
            Self::Back => "Quay lại danh sách",
            Self::Contrast => "Tương phản cao",
            Self::Larger => "Tăng cỡ chữ",
            Self::Print => "In bài viết",
            Self::Related => "Tin liên quan",
            Self::Smaller => "Giảm cỡ chữ",
            Self::Source => "Nguồn: #",
            Self::Speak => "Nghe bài viết",
            Self::SpeakNot => "Dừng đọc",
            Self::Tools => "Công cụ đọc",
            Self::Updated => "Cập nhật: #",
            Self::VideoText => "Phụ đề",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Attachments => "Attachments",
            Self::Back => "Back to the list",
            Self::Contrast => "High contrast",
            Self::Larger => "Larger text",
            Self::Print => "Print the article",
            Self::Related => "Related news",
            Self::Smaller => "Smaller text",
            Self::Source => "Source: #",
            Self::Speak => "Listen to the article",
            Self::SpeakNot => "Stop reading",
            Self::Tools => "Tools",
            Self::Updated => "Updated: #",
            Self::VideoText => "Captions",
        }
    }
}
