//! The mail that asks for a confirmation. Nothing that was typed is in it: whoever fills in the form with another's address
//! cannot say anything to them.

use maud::html;

use super::{DAY_MS, Lang, Links, Wish};
use crate::config::SiteSettings;
use crate::mail::{BUTTON, EmailAddress, LINK, Letter, NewMail, SOFT, frame};

/// What this mail is, for the pause between two and for metrics.
pub(super) const KIND: &str = "subscription";
/// How long a mail server may be away.
const WORTH_MS: i64 = 3 * DAY_MS;

/// The mail, in the language of the form.
pub(super) fn confirmation(
    site: &SiteSettings,
    wish: &Wish,
    links: &Links,
    now_ms: i64,
) -> NewMail {
    let words = words(wish.lang);
    let subject = format!("{} – {}", words.subject, site.name);
    NewMail {
        kind: KIND,
        site: site.id.clone(),
        to: wish.email.clone(),
        text: text(site, wish, links, &words),
        html: html(site, wish, links, &words, &subject),
        subject,
        unsubscribe: Some(links.unsubscribe.clone()),
        until_ms: now_ms + WORTH_MS,
        bulk: false,
    }
}

/// What the mail that asks anew is.
pub(super) const RENEWAL: &str = "renewal";

/// The mail that asks those who subscribed before the service itself sent news whether they want it.
pub(super) fn invitation(
    site: &SiteSettings,
    to: EmailAddress,
    lang: Lang,
    links: &Links,
    now_ms: i64,
) -> NewMail {
    let own = words(lang);
    let (title, lead, button, otherwise) = match lang {
        Lang::Vi => (
            "Bạn muốn nhận tin mới qua thư như thế nào?",
            "Bạn đã đăng ký nhận tin từ đơn vị dưới đây. Từ nay đơn vị gửi tin mới qua thư, mỗi ngày hoặc mỗi tuần một thư. Nội dung đồng ý vì vậy có thay đổi; vui lòng mở liên kết để đọc, chọn nhịp gửi và đồng ý.",
            "Đọc và chọn nhịp gửi",
            "Nếu không đồng ý, bạn không phải làm gì: đăng ký của bạn giữ nguyên và chúng tôi không gửi tin mới. Thư này chỉ gửi một lần.",
        ),
        Lang::En => (
            "How do you want to get the news by mail?",
            "You have subscribed to the news of the agency named below. From now on it sends the news by mail, once a day or once a week. So the text that you agree to has changed; please open the link to read it, to choose how often, and to agree.",
            "Read it and choose",
            "If you do not agree, you need not do anything: your subscription stays as it is and no news is sent. This mail is sent once.",
        ),
    };
    let letter = Letter {
        kind: RENEWAL,
        site,
        lang: lang.tag(),
        title,
        lead,
        button: Some((button, &links.manage)),
        otherwise,
        leave: Some((own.unsubscribe, &links.unsubscribe)),
        unsubscribe: Some(links.unsubscribe.clone()),
        until_ms: now_ms + WORTH_MS,
        bulk: true,
    };
    letter.to(to)
}

struct Words {
    subject: &'static str,
    asked: &'static str,
    press: &'static str,
    button: &'static str,
    not_you: &'static str,
    manage: &'static str,
    unsubscribe: &'static str,
}

const fn words(lang: Lang) -> Words {
    match lang {
        Lang::Vi => Words {
            subject: "Xác nhận đăng ký nhận tin",
            asked: "Địa chỉ thư này vừa được đăng ký nhận tin từ",
            press: "Nếu chính bạn đã đăng ký, vui lòng mở liên kết dưới đây rồi bấm nút xác nhận. Liên kết có hiệu lực trong 7 ngày.",
            button: "Xác nhận đăng ký",
            not_you: "Nếu không phải bạn, vui lòng bỏ qua thư này: không có gì thay đổi, và địa chỉ không được xác nhận sẽ bị xóa sau 7 ngày.",
            manage: "Xem, sửa hoặc xóa dữ liệu của bạn",
            unsubscribe: "Hủy đăng ký",
        },
        Lang::En => Words {
            subject: "Confirm your subscription",
            asked: "This mail address has just been signed up for news from",
            press: "If it was you, please open the link below and press the button to confirm. The link works for 7 days.",
            button: "Confirm the subscription",
            not_you: "If it was not you, please ignore this mail: nothing changes, and an address that is not confirmed is deleted after 7 days.",
            manage: "See, change or erase your data",
            unsubscribe: "Unsubscribe",
        },
    }
}

/// The names of the chosen topics, which are the site's own words.
fn topics(wish: &Wish) -> impl Iterator<Item = &str> {
    let chosen = wish
        .notice
        .topics
        .iter()
        .filter(|topic| wish.topics.contains(&topic.id));
    chosen.map(|topic| topic.name.as_str())
}

fn text(site: &SiteSettings, wish: &Wish, links: &Links, words: &Words) -> String {
    let topics: String = topics(wish).map(|topic| format!("- {topic}\n")).collect();
    format!(
        "{asked} {name}:\n{topics}\n{press}\n\n{confirm}\n\n{not_you}\n\n{manage}:\n{manage_link}\n\n\
         {unsubscribe}:\n{unsubscribe_link}\n\n-- \n{controller}\n",
        asked = words.asked,
        name = site.name,
        press = words.press,
        confirm = links.confirm.as_deref().unwrap_or_default(),
        not_you = words.not_you,
        manage = words.manage,
        manage_link = links.manage,
        unsubscribe = words.unsubscribe,
        unsubscribe_link = links.unsubscribe,
        controller = wish.notice.controller,
    )
}

fn html(site: &SiteSettings, wish: &Wish, links: &Links, words: &Words, subject: &str) -> String {
    let content = html! {
        p { (words.asked) " " strong { (site.name) } ":" }
        ul { @for topic in topics(wish) { li { (topic) } } }
        p { (words.press) }
        @if let Some(confirm) = &links.confirm {
            p { a href=(confirm) style=(BUTTON) { (words.button) } }
        }
        p { (words.not_you) }
        p style=(SOFT) {
            a href=(links.manage) style=(LINK) { (words.manage) } " · "
            a href=(links.unsubscribe) style=(LINK) { (words.unsubscribe) }
        }
        p style=(SOFT) { (wish.notice.controller) }
    };
    frame(wish.lang.tag(), subject, &content)
}
