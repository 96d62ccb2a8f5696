//! What a writer agrees to who gives an address.

use super::offers;
use crate::config::SiteSettings;
use crate::subscriptions::{Lang, version_of};

/// The text beside the box, and what stands below it.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The hash of all of it.
    pub version: String,
    /// The sentence that is agreed to.
    pub consent: String,
    /// Who answers for the data, which data, how long, with which rights.
    pub details: Vec<String>,
}

impl Notice {
    /// All of it, for the record.
    #[must_use]
    pub fn wording(&self) -> String {
        format!("{}\n{}", self.consent, self.details.join("\n"))
    }
}

/// The notice of a site; none where it sends no such mails.
#[must_use]
pub fn notice(site: &SiteSettings, lang: Lang) -> Option<Notice> {
    let subscribing = site.subscribing.as_ref().filter(|_| offers(site))?;
    let controller = &subscribing.controller;
    let (consent, details) = match lang {
        Lang::Vi => (
            format!(
                "Tôi đồng ý cho {controller} sử dụng địa chỉ thư điện tử của tôi để gửi cho tôi một thư khi ý kiến này được trả lời; không sử dụng vào \
                 mục đích khác."
            ),
            [
                format!("Bên kiểm soát dữ liệu: {controller}"),
                "Dữ liệu: địa chỉ thư điện tử, ngôn ngữ, thời điểm bạn đồng ý. Địa chỉ không hiện cùng ý kiến và người kiểm duyệt không xem được.".into(),
                "Thời hạn lưu: đến khi ý kiến được trả lời, chậm nhất 90 ngày; không được xác nhận thì 7 ngày. Bản ghi về mỗi thư đã gửi được xóa sau 7 ngày.".into(),
                "Quyền của bạn: xem, rút lại sự đồng ý và xóa địa chỉ bất cứ lúc nào bằng liên kết trong thư; khiếu nại, tố cáo, khởi kiện, yêu cầu bồi \
                 thường theo quy định của pháp luật về bảo vệ dữ liệu cá nhân."
                    .into(),
            ],
        ),
        Lang::En => (
            format!(
                "I agree that {controller} uses my e-mail address to send me one mail when this comment is answered, and for nothing else."
            ),
            [
                format!("Data controller: {controller}"),
                "Data: your e-mail address, the language, when you agreed. The address is not shown with the comment, and moderators cannot see it.".into(),
                "Kept: until the comment is answered, 90 days at most; 7 days where it is not confirmed. The record of each mail that was sent is deleted after 7 days.".into(),
                "Your rights: to see the address, to withdraw your consent and have it erased at any time by the link in the mail; to complain, denounce, sue \
                 and claim damages under the law on personal data protection."
                    .into(),
            ],
        ),
    };
    let mut notice = Notice {
        version: String::new(),
        consent,
        details: details.into(),
    };
    notice.version = version_of(&notice.wording());
    Some(notice)
}
