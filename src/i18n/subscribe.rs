//! The words of the subscription form, which is loaded apart.

use super::Message;

/// What only the subscription form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum SubscribeMessage {
    AttributeMissing,
    Controller,
    CheckMail,
    CheckMailMore,
    Consent,
    ConsentMissing,
    ConsentChanged,
    Data,
    Details,
    Email,
    EmailAtMissing,
    EmailDomain,
    EmailLocalPart,
    EmailMissing,
    EmailNotAscii,
    EmailSeveral,
    EmailSpace,
    EmailTooLong,
    EmailWrong,
    Heading,
    NoForm,
    Retention,
    Rhythm,
    Rights,
    Submit,
    Topics,
    TopicsMissing,
}

impl SubscribeMessage {
    /// What is wrong with a field, by the service's code.
    pub fn of_field(field: &str, code: &str) -> Self {
        match (field, code) {
            ("email", "required") => Self::EmailMissing,
            ("email", "at_missing") => Self::EmailAtMissing,
            ("email", "domain") => Self::EmailDomain,
            ("email", "local_part") => Self::EmailLocalPart,
            ("email", "not_ascii") => Self::EmailNotAscii,
            ("email", "several") => Self::EmailSeveral,
            ("email", "space") => Self::EmailSpace,
            ("email", "too_long") => Self::EmailTooLong,
            ("topics", _) => Self::TopicsMissing,
            ("consent", _) => Self::ConsentMissing,
            _ => Self::EmailWrong,
        }
    }
}

impl Message for SubscribeMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::AttributeMissing => {
                "Thiếu thuộc tính #: đi với listmonk phải có cả controller và lists."
            }
            Self::Controller => "Bên kiểm soát dữ liệu",
            Self::CheckMail => "Vui lòng mở hộp thư của bạn",
            Self::CheckMailMore => {
                "Chúng tôi gửi một thư xác nhận đến địa chỉ bạn vừa nhập. Chỉ khi bạn bấm vào liên kết trong thư, việc đăng ký mới có hiệu lực. Nếu sau ít phút chưa thấy thư, vui lòng xem mục thư rác; mỗi địa chỉ nhận nhiều nhất một thư xác nhận trong 24 giờ."
            }
            Self::Consent => {
                "Tôi đồng ý cho # sử dụng địa chỉ thư điện tử của tôi để gửi tin theo các chủ đề đã chọn; không sử dụng vào mục đích khác."
            }
            Self::ConsentMissing => "Vui lòng đánh dấu vào ô đồng ý.",
            Self::ConsentChanged => {
                "Nội dung đồng ý vừa được cập nhật. Vui lòng đọc lại rồi đánh dấu."
            }
            Self::Data => "Dữ liệu được dùng",
            Self::Details => "Dữ liệu của bạn được dùng thế nào?",
            Self::Email => "Địa chỉ thư điện tử",
            Self::EmailAtMissing => "Địa chỉ thư điện tử còn thiếu ký tự @. Ví dụ: ten@vidu.vn",
            Self::EmailDomain => {
                "Phần sau ký tự @ không phải là tên máy chủ thư. Ví dụ: ten@vidu.vn"
            }
            Self::EmailLocalPart => "Phần trước ký tự @ không hợp lệ. Ví dụ: ten@vidu.vn",
            Self::EmailMissing => "Vui lòng nhập địa chỉ thư điện tử.",
            Self::EmailNotAscii => {
                "Phần trước ký tự @ có chữ có dấu. Vui lòng nhập không dấu, đúng như tên hộp thư."
            }
            Self::EmailSeveral => "Vui lòng chỉ nhập một địa chỉ thư điện tử.",
            Self::EmailSpace => "Địa chỉ thư điện tử có dấu cách. Vui lòng xóa dấu cách.",
            Self::EmailTooLong => "Địa chỉ thư điện tử quá dài.",
            Self::EmailWrong => "Địa chỉ thư điện tử không hợp lệ. Ví dụ: ten@vidu.vn",
            Self::Heading => "Đăng ký nhận tin",
            Self::NoForm => "Hiện chưa nhận đăng ký qua trang này.",
            Self::Retention => "Thời hạn lưu",
            Self::Rhythm => "Nhịp gửi",
            Self::Rights => "Quyền của bạn",
            Self::Submit => "Đăng ký",
            Self::Topics => "Bạn muốn nhận tin về",
            Self::TopicsMissing => "Vui lòng chọn ít nhất một chủ đề.",
        }
    }
}
