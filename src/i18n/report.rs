//! The words of the form that reports an error in an article, which is loaded apart.

use super::Message;

/// What only the form of a report says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum ReportMessage {
    Broken,
    Close,
    Hint,
    InvalidText,
    Kind,
    KindMissing,
    Send,
    Text,
    TextLong,
    TextMissing,
    Thanks,
    Typo,
    WrongFact,
}

impl Message for ReportMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Broken => "Ảnh hoặc liên kết hỏng",
            Self::Close => "Đóng",
            Self::Hint => {
                "Tối đa 500 ký tự. Không cần ghi tên. Nội dung chỉ gửi cho đơn vị quản lý trang, không đăng công khai và được xóa sau 180 ngày."
            }
            Self::InvalidText => "Nội dung có ký tự không hợp lệ. Vui lòng sửa lại.",
            Self::Kind => "Loại lỗi",
            Self::KindMissing => "Vui lòng chọn loại lỗi.",
            Self::Send => "Gửi báo lỗi",
            Self::Text => "Lỗi ở chỗ nào, cần sửa ra sao?",
            Self::TextLong => "Nội dung vượt quá 500 ký tự. Vui lòng viết ngắn lại.",
            Self::TextMissing => "Vui lòng viết rõ lỗi ở chỗ nào.",
            Self::Thanks => "Cảm ơn bạn. Báo lỗi đã được gửi cho đơn vị quản lý trang.",
            Self::Typo => "Lỗi chính tả",
            Self::WrongFact => "Thông tin sai",
        }
    }
}
