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

    fn en(self) -> &'static str {
        match self {
            Self::Badge => "Badge",
            Self::Captcha => "Letters in the picture",
            Self::CaptchaAnother => "Another picture",
            Self::CaptchaAsked => {
                "The server of comments asks for a check. Enter the letters in the picture and send again."
            }
            Self::CaptchaAway => "Another picture did not come. Please press again.",
            Self::CaptchaMissing => "Please enter the letters in the picture.",
            Self::CaptchaPicture => "Picture with the letters to enter",
            Self::CaptchaWrong => {
                "Those were not the letters. Please enter those in the new picture."
            }
            Self::Closed => "Comments are closed here at present.",
            Self::Elsewhere => {
                "The server of comments asks for a check that cannot be done here. What you wrote is still here; it can only be sent from a page with that server's own form."
            }
            Self::Folded => "This comment was folded away",
            Self::Hint => "At most 500 characters. Name and comment are public.",
            Self::Login => "This name and email need a login. Please use others.",
            Self::Mail => "Email",
            Self::MailHint => "It is sent to the server # and not shown on the page.",
            Self::MailMissing => "Please enter your email.",
            Self::MailOrReply => {
                "The server did not take it: the email is not right, or this comment takes no more replies."
            }
            Self::MailWrong => "The email is not right. For example: name@example.vn",
            Self::Nameless => "No name",
            Self::OwnPage => "Open a page with the form of the server of comments",
            Self::Picture => "[picture]",
            Self::Pinned => "Pinned",
            Self::Published => "Thank you. Your comment is published.",
            Self::SiteMissing => {
                "The attribute site is missing: the site's name as it is in Artalk, such as site=\"Song Ba\"."
            }
        }
    }
}
