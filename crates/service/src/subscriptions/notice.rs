//! What a reader agrees to: who answers for the data, which data, what for, how long, with which rights.

use bangtin_model::answers::{SubscriptionNotice, SubscriptionTopic};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::{Lang, Rhythm};
use crate::config::{SiteSettings, Subscribing};

/// Whether a site sends the news itself.
#[must_use]
pub fn sends(site: &SiteSettings) -> bool {
    site.subscribing.as_ref().is_some_and(|own| own.digest)
}

/// The notice of a site; none where it takes no subscriptions.
#[must_use]
pub fn notice(site: &SiteSettings, lang: Lang) -> Option<SubscriptionNotice> {
    let subscribing = site.subscribing.as_ref()?;
    let topics = subscribing.topics.iter().map(|topic| SubscriptionTopic {
        id: topic.id.clone(),
        name: topic.name.clone(),
    });
    let (mut data, retention, rights) = standing(lang);
    if subscribing.digest {
        data = with_rhythm(lang);
    }
    let mut notice = SubscriptionNotice {
        lang: lang.tag().into(),
        version: String::new(),
        consent: sentence(subscribing, lang),
        controller: subscribing.controller.clone(),
        data: data.into(),
        retention: retention.into(),
        rights: rights.map(Into::into).into(),
        topics: topics.collect(),
        rhythms: rhythms(subscribing, lang),
    };
    notice.version = version_of(&wording(&notice, lang));
    Some(notice)
}

/// The version of a text that is agreed to: its hash.
pub(crate) fn version_of(wording: &str) -> String {
    let digest = Sha256::digest(wording);
    URL_SAFE_NO_PAD.encode(digest.get(..12).unwrap_or_default())
}

/// All of a notice in this language as text, for the record. The same text has the same version.
pub(super) fn wording(notice: &SubscriptionNotice, lang: Lang) -> String {
    let [controller, data, retention, purposes, rights] = labels(lang);
    let mut lines = vec![
        notice.consent.clone(),
        format!("{controller}: {}", notice.controller),
        format!("{data}: {}", notice.data),
        format!("{retention}: {}", notice.retention),
        format!("{purposes}:"),
    ];
    let topics = notice.topics.iter();
    lines.extend(topics.map(|topic| format!("- {} ({})", topic.name, topic.id)));
    if !notice.rhythms.is_empty() {
        lines.push(format!("{}:", sending(lang)));
        let rhythms = notice.rhythms.iter();
        lines.extend(rhythms.map(|rhythm| format!("- {} ({})", rhythm.name, rhythm.id)));
    }
    lines.push(format!("{rights}:"));
    lines.extend(notice.rights.iter().map(|right| format!("- {right}")));
    lines.join("\n")
}

/// How often the news can come; none where the service sends none.
fn rhythms(subscribing: &Subscribing, lang: Lang) -> Vec<SubscriptionTopic> {
    let all = Rhythm::ALL.map(|rhythm| SubscriptionTopic {
        id: rhythm.id().into(),
        name: rhythm.name(lang).into(),
    });
    if subscribing.digest {
        all.into()
    } else {
        Vec::new()
    }
}

const fn sending(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Gửi thư tin mới, theo lựa chọn của bạn",
        Lang::En => "The news is sent, as you choose",
    }
}

/// What is sent and how often. It stands behind every sentence, also one of the site's own: nobody agrees to less than is done.
const fn promise(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            " Mỗi thư gồm tiêu đề, tóm tắt và liên kết của nhiều nhất 20 tin mới; gửi lúc 7 giờ, mỗi ngày hoặc mỗi tuần một thư \
             theo lựa chọn của tôi; không có tin mới thì không gửi."
        }
        Lang::En => {
            " Each mail has the titles, leads and links of at most 20 new articles; it is sent at 7:00 in Viet Nam, once a day or once a \
             week as I choose, and not at all where there is nothing new."
        }
    }
}

const fn labels(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Vi => [
            "Bên kiểm soát dữ liệu",
            "Dữ liệu",
            "Thời hạn lưu",
            "Mục đích: gửi tin theo các chủ đề",
            "Quyền của bạn",
        ],
        Lang::En => [
            "Data controller",
            "Data",
            "Kept",
            "Purposes: news on these topics",
            "Your rights",
        ],
    }
}

fn sentence(subscribing: &Subscribing, lang: Lang) -> String {
    let controller = &subscribing.controller;
    let (own, standing) = match lang {
        Lang::Vi => (
            &subscribing.consent_vi,
            format!(
                "Tôi đồng ý cho {controller} sử dụng địa chỉ thư điện tử của tôi để gửi tin theo các chủ đề đã chọn; \
                 không sử dụng vào mục đích khác."
            ),
        ),
        Lang::En => (
            &subscribing.consent_en,
            format!(
                "I agree that {controller} uses my e-mail address to send me news on the topics I chose, and for nothing else."
            ),
        ),
    };
    let mut sentence = own.clone().unwrap_or(standing);
    if subscribing.digest {
        sentence.push_str(promise(lang));
    }
    sentence
}

/// The data where the rhythm is one of them.
const fn with_rhythm(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => {
            "Địa chỉ thư điện tử, các chủ đề, nhịp gửi và ngôn ngữ đã chọn, thời điểm và trang mà bạn đã đồng ý."
        }
        Lang::En => {
            "Your e-mail address, the topics, how often and in which language you want the news, when and on which page you agreed."
        }
    }
}

const fn standing(lang: Lang) -> (&'static str, &'static str, [&'static str; 4]) {
    match lang {
        Lang::Vi => (
            "Địa chỉ thư điện tử, các chủ đề và ngôn ngữ đã chọn, thời điểm và trang mà bạn đã đồng ý.",
            "Đến khi bạn hủy đăng ký; chậm nhất 30 ngày sau đó, địa chỉ được xóa. Đăng ký không được xác nhận bị xóa sau 7 ngày. \
             Trong 2 năm chỉ còn giữ bằng chứng về việc rút lại sự đồng ý, không kèm địa chỉ.",
            [
                "Xem và nhận bản sao dữ liệu của mình.",
                "Sửa các chủ đề đã chọn.",
                "Rút lại sự đồng ý và xóa dữ liệu bất cứ lúc nào, bằng liên kết trong mỗi thư.",
                "Khiếu nại, tố cáo, khởi kiện, yêu cầu bồi thường theo quy định của pháp luật về bảo vệ dữ liệu cá nhân.",
            ],
        ),
        Lang::En => (
            "Your e-mail address, the topics and the language you chose, when and on which page you agreed.",
            "Until you unsubscribe; your address is erased at most 30 days later. A subscription that is not confirmed is deleted \
             after 7 days. For 2 years only the proof that consent was withdrawn is kept, without the address.",
            [
                "To see your data and get a copy of them.",
                "To change the topics you chose.",
                "To withdraw your consent and have your data erased at any time, by the link in each mail.",
                "To complain, denounce, sue and claim damages under the law on personal data protection.",
            ],
        ),
    }
}
