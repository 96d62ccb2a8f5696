//! What all forms say, loaded with the first of them.

use super::Message;

/// What a form says of its sending, whatever it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum FormMessage {
    Sending,
    Slow,
    TooOften,
    WrongOrigin,
    QueueFull,
    UrgentCall,
    UnknownPage,
    NotTaken,
    KeptAndOffline,
    KeptAndFailed,
    SendAgain,
    Trap,
    TrapEmptied,
    Closed,
}

impl FormMessage {
    /// The sentence for a problem's code, where no field is to blame.
    pub fn of_problem(code: &str) -> Self {
        match code {
            "rate_limited" => Self::TooOften,
            "wrong_origin" => Self::WrongOrigin,
            "queue_full" => Self::QueueFull,
            "comments_closed" => Self::Closed,
            "unknown_page" => Self::UnknownPage,
            "honeypot" => Self::TrapEmptied,
            _ => Self::NotTaken,
        }
    }
}

impl Message for FormMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Sending => "Đang gửi…",
            Self::Slow => {
                "Thiết bị này kiểm tra chống gửi tự động chậm nên cần chờ thêm khoảng nửa phút. Vui lòng giữ trang này mở; nội dung sẽ được gửi ngay sau đó."
            }
            Self::TooOften => {
                "Có quá nhiều lượt gửi từ mạng này. Vui lòng chờ một phút rồi gửi lại."
            }
            Self::WrongOrigin => {
                "Trang này chưa được phép gửi. Vui lòng báo cho đơn vị quản lý trang."
            }
            Self::QueueFull => {
                "Trang này đang có quá nhiều nội dung chờ xử lý nên chưa nhận thêm được. Nội dung đã nhập vẫn được giữ lại; vui lòng gửi lại sau."
            }
            Self::UrgentCall => "Việc gấp xin gọi",
            Self::Closed => "Trang này hiện không nhận ý kiến. Nội dung đã nhập vẫn được giữ lại.",
            Self::UnknownPage => {
                "Bài này vừa được đăng nên chưa nhận gửi được. Nội dung đã nhập vẫn được giữ lại; vui lòng gửi lại sau ít phút."
            }
            Self::NotTaken => "Máy chủ chưa nhận được nội dung này. Vui lòng gửi lại.",
            Self::KeptAndOffline => {
                "Thiết bị đang mất kết nối mạng. Nội dung đã nhập vẫn được giữ lại; khi có mạng, vui lòng bấm “Gửi lại”."
            }
            Self::KeptAndFailed => {
                "Chưa gửi được. Nội dung đã nhập vẫn được giữ lại; vui lòng bấm “Gửi lại”."
            }
            Self::SendAgain => "Gửi lại",
            Self::Trap => "Vui lòng để trống ô này",
            Self::TrapEmptied => {
                "Trình duyệt đã tự điền một ô ẩn nên nội dung chưa được nhận. Ô đó đã được xóa; vui lòng bấm “Gửi lại”."
            }
        }
    }
}

/// How many characters were written into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum CountMessage {
    TooLongBy,
    Used,
}

impl Message for CountMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::TooLongBy => ", vượt # ký tự",
            Self::Used => "# / 500 ký tự",
        }
    }
}

/// What is told to who set the page up, of an attribute that is missing. Apart from what forms say: comments are read without a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum MissingMessage {
    PageMissing,
    ServiceMissing,
}

impl Message for MissingMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::PageMissing => {
                "Thiếu thuộc tính page: cần mã của bài viết, ví dụ page=\"tin-42\"."
            }
            Self::ServiceMissing => {
                "Thiếu thuộc tính service và site: cần địa chỉ của dịch vụ và mã đơn vị, ví dụ service=\"https://tin.example.gov.vn\" site=\"xa-song-ba\"."
            }
        }
    }
}
