//! The words of the article reader, which is loaded apart.

use super::Message;

/// What only the article reader says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum ArticleMessage {
    Attachments,
    Contrast,
    Larger,
    Print,
    Related,
    Smaller,
    Source,
    Speak,
    Tools,
    Updated,
    VideoText,
}

impl Message for ArticleMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Attachments => "Tệp đính kèm",
            Self::Contrast => "Tương phản",
            Self::Larger => "Chữ lớn hơn",
            Self::Print => "In",
            Self::Related => "Tin liên quan",
            Self::Smaller => "Chữ nhỏ hơn",
            Self::Source => "Nguồn: #",
            Self::Speak => "Nghe đọc",
            Self::Tools => "Công cụ đọc",
            Self::Updated => "Cập nhật: #",
            Self::VideoText => "Phụ đề",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Attachments => "Attachments",
            Self::Contrast => "Contrast",
            Self::Larger => "Larger text",
            Self::Print => "Print",
            Self::Related => "Related news",
            Self::Smaller => "Smaller text",
            Self::Source => "Source: #",
            Self::Speak => "Listen",
            Self::Tools => "Tools",
            Self::Updated => "Updated: #",
            Self::VideoText => "Captions",
        }
    }
}
