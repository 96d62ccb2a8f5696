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

    fn en(self) -> &'static str {
        match self {
            Self::Sending => "Sending…",
            Self::Slow => {
                "This device is slow at the check, so about half a minute more is needed. Please keep this page open; it is sent right after."
            }
            Self::TooOften => {
                "Too much was sent from this network. Please wait a minute and send again."
            }
            Self::WrongOrigin => "This page may not send yet. Please tell those who run it.",
            Self::QueueFull => {
                "Too much is waiting to be read here, so no more is taken for now. What you wrote is still here; please send it again later."
            }
            Self::Closed => "Comments are closed here at present. What you wrote is still here.",
            Self::UnknownPage => {
                "This article has only just come out and cannot take this yet. What you wrote is still here; please send it again in a few minutes."
            }
            Self::NotTaken => "The server did not take this. Please send it again.",
            Self::KeptAndOffline => {
                "The device has no network. What you wrote is still here; press “Send again” once it is back."
            }
            Self::KeptAndFailed => {
                "It could not be sent. What you wrote is still here; press “Send again”."
            }
            Self::SendAgain => "Send again",
            Self::Trap => "Please leave this empty",
            Self::TrapEmptied => {
                "The browser filled in a hidden field, so this was not taken. The field is empty again; please press “Send again”."
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

    fn en(self) -> &'static str {
        match self {
            Self::TooLongBy => ", # too many",
            Self::Used => "# / 500 characters",
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

    fn en(self) -> &'static str {
        match self {
            Self::PageMissing => {
                "The attribute page is missing: it takes the id of the article, such as page=\"tin-42\"."
            }
            Self::ServiceMissing => {
                "The attributes service and site are missing: the address of the service and the code of the agency, such as service=\"https://tin.example.gov.vn\" site=\"xa-song-ba\"."
            }
        }
    }
}
