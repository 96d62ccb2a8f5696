//! The words of comments that an Artalk server keeps, which are loaded apart.

use super::Message;

/// What only such comments and their form say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum ArtalkMessage {
    Badge,
    Captcha,
    CaptchaAnother,
    CaptchaAsked,
    CaptchaAway,
    CaptchaMissing,
    CaptchaPicture,
    CaptchaWrong,
    Closed,
    Elsewhere,
    Folded,
    Hint,
    Login,
    Mail,
    MailHint,
    MailMissing,
    MailOrReply,
    MailWrong,
    Nameless,
    OwnPage,
    Picture,
    Pinned,
    Published,
    SiteMissing,
}

impl Message for ArtalkMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Badge => "Huy hiệu",
            Self::Captcha => "Chữ trong hình",
            Self::CaptchaAnother => "Hình khác",
            Self::CaptchaAsked => {
                "Máy chủ ý kiến cần kiểm tra. Nhập các chữ trong hình rồi gửi lại."
            }
            Self::CaptchaAway => "Chưa tải được hình khác. Vui lòng bấm lại để thử.",
            Self::CaptchaMissing => "Vui lòng nhập các chữ trong hình.",
            Self::CaptchaPicture => "Hình có các chữ cần nhập",
            Self::CaptchaWrong => "Chữ chưa đúng. Vui lòng nhập theo hình mới.",
            Self::Closed => "Trang này hiện không nhận ý kiến.",
            Self::Elsewhere => {
                "Máy chủ ý kiến đòi một bước kiểm tra không làm được ở đây. Nội dung đã nhập vẫn được giữ lại; ý kiến chỉ gửi được tại trang dùng biểu mẫu của máy chủ đó."
            }
            Self::Folded => "Ý kiến này đã được thu gọn",
            Self::Hint => "Tối đa 500 ký tự. Tên và ý kiến được hiện công khai.",
            Self::Login => {
                "Tên và thư điện tử này cần đăng nhập mới dùng được. Vui lòng dùng tên và thư khác."
            }
            Self::Mail => "Thư điện tử",
            Self::MailHint => "Được gửi tới máy chủ # và không hiện trên trang.",
            Self::MailMissing => "Vui lòng nhập thư điện tử.",
            Self::MailOrReply => {
                "Máy chủ chưa nhận: thư điện tử chưa đúng, hoặc ý kiến này không nhận thêm trả lời."
            }
            Self::MailWrong => "Thư điện tử chưa đúng. Ví dụ: ten@example.vn",
            Self::Nameless => "Không ghi tên",
            Self::OwnPage => "Mở trang có biểu mẫu của máy chủ ý kiến",
            Self::Picture => "[hình]",
            Self::Pinned => "Được ghim",
            Self::Published => "Cảm ơn bạn. Ý kiến đã được đăng.",
            Self::SiteMissing => {
                "Thiếu thuộc tính site: cần tên trang như đã đặt trong Artalk, ví dụ site=\"Xã Sông Ba\"."
            }
        }
    }
}
