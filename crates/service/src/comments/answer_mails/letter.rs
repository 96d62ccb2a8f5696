//! The two mails. Nothing that was typed is in the first: whoever gives another's address cannot say anything to them.

use super::DAY_MS;
use crate::comments::list::titles::Named;
use crate::config::SiteSettings;
use crate::mail::{EmailAddress, Letter, NewMail};
use crate::subscriptions::Lang;

/// What the first is, for the pause between two and for metrics.
pub(super) const CONFIRMATION: &str = "answer_address";
/// What the second is.
const ANSWER: &str = "answer";
/// How long a mail server may be away.
const WORTH_MS: i64 = 3 * DAY_MS;

/// Asks whether the address is the writer's own.
pub(super) fn confirmation<'a>(
    site: &'a SiteSettings,
    lang: Lang,
    link: &'a str,
    now_ms: i64,
) -> Letter<'a> {
    let (title, lead, button, otherwise) = match lang {
        Lang::Vi => (
            "Xác nhận nhận thư khi ý kiến được trả lời",
            "Địa chỉ thư này vừa được đăng ký để nhận một thư khi đơn vị dưới đây trả lời ý kiến. Nếu chính bạn đã đăng ký, vui lòng mở liên kết rồi bấm nút xác nhận. Liên kết có hiệu lực trong 7 ngày; sau khi xác nhận, bạn dùng chính liên kết này nếu không muốn nhận thư nữa.",
            "Xác nhận địa chỉ",
            "Nếu không phải bạn, vui lòng bỏ qua thư này: không có gì thay đổi, và địa chỉ không được xác nhận sẽ bị xóa sau 7 ngày.",
        ),
        Lang::En => (
            "Confirm the mail about an answer",
            "This mail address has just been given for one mail when the agency named below answers a comment. If it was you, please open the link and press the button to confirm. It works for 7 days; once you have confirmed, the same link takes the address back.",
            "Confirm the address",
            "If it was not you, please ignore this mail: nothing changes, and an address that is not confirmed is deleted after 7 days.",
        ),
    };
    Letter {
        kind: CONFIRMATION,
        site,
        lang: lang.tag(),
        title,
        lead,
        button: Some((button, link)),
        otherwise,
        leave: None,
        unsubscribe: None,
        until_ms: now_ms + WORTH_MS,
        bulk: false,
    }
}

/// Tells of the answer, and where it stands.
pub(super) fn answered(
    site: &SiteSettings,
    lang: Lang,
    page: &Named,
    to: EmailAddress,
    now_ms: i64,
) -> NewMail {
    let about = page.title.as_deref();
    let (title, lead, button, otherwise) = match lang {
        Lang::Vi => (
            "Ý kiến của bạn đã được trả lời",
            match about {
                Some(about) => format!("Đơn vị đã trả lời ý kiến của bạn về bài “{about}”."),
                None => "Đơn vị đã trả lời ý kiến của bạn. Câu trả lời hiển thị dưới ý kiến, trên trang nơi bạn đã gửi.".into(),
            },
            "Đọc câu trả lời",
            "Bạn nhận thư này vì đã đăng ký khi gửi ý kiến. Đây là thư duy nhất về ý kiến đó: chúng tôi không còn giữ địa chỉ của bạn cùng ý kiến, và bản ghi về thư này bị xóa sau 7 ngày.",
        ),
        Lang::En => (
            "Your comment was answered",
            match about {
                Some(about) => format!("The agency has answered your comment on “{about}”."),
                None => "The agency has answered your comment. The answer stands below it, on the page where you sent it.".into(),
            },
            "Read the answer",
            "You get this mail because you asked for it with your comment. It is the only one about that comment: your address is no longer kept with it, and the record of this mail is deleted after 7 days.",
        ),
    };
    let letter = Letter {
        kind: ANSWER,
        site,
        lang: lang.tag(),
        title,
        lead: &lead,
        button: page.url.as_deref().map(|url| (button, url)),
        otherwise,
        leave: None,
        unsubscribe: None,
        until_ms: now_ms + WORTH_MS,
        bulk: false,
    };
    letter.to(to)
}
