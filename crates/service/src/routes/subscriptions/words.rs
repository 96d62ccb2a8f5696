//! What the pages behind a mail's links say.

use crate::routes::link_page::LinkPage;
use crate::subscriptions::{Lang, SubscriptionState};

/// All sentences of the pages, in one language.
pub(super) struct Words {
    pub(super) confirm_title: &'static str,
    pub(super) confirm_lead: &'static str,
    pub(super) confirm_button: &'static str,
    pub(super) confirmed_title: &'static str,
    pub(super) confirmed_lead: &'static str,
    pub(super) withdrawn_title: &'static str,
    pub(super) withdrawn_lead: &'static str,
    pub(super) unsubscribe_title: &'static str,
    pub(super) unsubscribe_lead: &'static str,
    pub(super) unsubscribe_button: &'static str,
    pub(super) unsubscribed_title: &'static str,
    pub(super) unsubscribed_lead: &'static str,
    pub(super) manage_title: &'static str,
    pub(super) manage_link: &'static str,
    pub(super) address: &'static str,
    pub(super) state: &'static str,
    pub(super) asked: &'static str,
    pub(super) confirmed: &'static str,
    pub(super) unsubscribed: &'static str,
    pub(super) topics: &'static str,
    pub(super) save: &'static str,
    pub(super) saved: &'static str,
    pub(super) choose_one: &'static str,
    pub(super) rhythm: &'static str,
    pub(super) agree_lead: &'static str,
    pub(super) save_rhythm: &'static str,
    pub(super) rhythm_saved: &'static str,
    pub(super) choose_rhythm: &'static str,
    pub(super) tick_consent: &'static str,
    pub(super) text_changed: &'static str,
    pub(super) resting: &'static str,
    pub(super) record: &'static str,
    pub(super) answers: &'static str,
    pub(super) answer_asked: &'static str,
    pub(super) copy: &'static str,
    pub(super) erase_title: &'static str,
    pub(super) erase_lead: &'static str,
    pub(super) erase_sure: &'static str,
    pub(super) erase_button: &'static str,
    pub(super) erase_not_sure: &'static str,
    pub(super) erased_title: &'static str,
    pub(super) erased_lead: &'static str,
}

/// Where a subscription stands, for people.
pub(super) const fn state(lang: Lang, state: SubscriptionState) -> &'static str {
    match (lang, state) {
        (Lang::Vi, SubscriptionState::Pending) => "Chưa xác nhận",
        (Lang::Vi, SubscriptionState::Confirmed) => "Đang nhận tin",
        (Lang::Vi, SubscriptionState::Unsubscribed) => "Đã hủy đăng ký",
        (Lang::En, SubscriptionState::Pending) => "Not confirmed",
        (Lang::En, SubscriptionState::Confirmed) => "Subscribed",
        (Lang::En, SubscriptionState::Unsubscribed) => "Unsubscribed",
    }
}

/// What happened to a consent, for people.
pub(super) fn act(lang: Lang, act: &str) -> &'static str {
    match (lang, act) {
        (Lang::Vi, "asked") => "Đồng ý trên biểu mẫu",
        (Lang::Vi, "confirmed") => "Xác nhận qua thư",
        (Lang::Vi, "changed") => "Sửa lựa chọn",
        (Lang::Vi, "agreed") => "Đồng ý với nội dung mới",
        (Lang::Vi, _) => "Rút lại sự đồng ý",
        (Lang::En, "asked") => "Agreed on the form",
        (Lang::En, "confirmed") => "Confirmed by mail",
        (Lang::En, "changed") => "Changed the choice",
        (Lang::En, "agreed") => "Agreed to a new text",
        (Lang::En, _) => "Withdrew the consent",
    }
}

impl LinkPage {
    /// The sentences of a page about a subscription.
    pub(super) const fn words(&self) -> Words {
        words(self.lang)
    }
}

/// The sentences of this language.
const fn words(lang: Lang) -> Words {
    match lang {
        Lang::Vi => VI,
        Lang::En => EN,
    }
}

const VI: Words = Words {
    confirm_title: "Xác nhận đăng ký nhận tin",
    confirm_lead: "Bấm nút dưới đây để xác nhận rằng bạn muốn nhận tin từ",
    confirm_button: "Xác nhận",
    confirmed_title: "Đã xác nhận đăng ký",
    confirmed_lead: "Cảm ơn bạn. Từ nay bạn sẽ nhận tin từ",
    withdrawn_title: "Đăng ký này đã bị hủy",
    withdrawn_lead: "Bạn đã hủy đăng ký sau khi thư này được gửi. Nếu muốn nhận tin trở lại, vui lòng đăng ký lại trên trang của",
    unsubscribe_title: "Hủy đăng ký nhận tin",
    unsubscribe_lead: "Bấm nút dưới đây nếu bạn không muốn nhận tin nữa từ",
    unsubscribe_button: "Hủy đăng ký",
    unsubscribed_title: "Đã hủy đăng ký",
    unsubscribed_lead: "Bạn sẽ không nhận thêm tin nào từ",
    manage_title: "Đăng ký nhận tin của bạn",
    manage_link: "Xem, sửa hoặc xóa dữ liệu của bạn",
    address: "Địa chỉ thư điện tử",
    state: "Tình trạng",
    asked: "Đăng ký lúc",
    confirmed: "Xác nhận lúc",
    unsubscribed: "Hủy đăng ký lúc",
    topics: "Chủ đề",
    save: "Lưu chủ đề",
    saved: "Đã lưu chủ đề.",
    choose_one: "Vui lòng chọn ít nhất một chủ đề, hoặc hủy đăng ký.",
    rhythm: "Nhịp gửi",
    agree_lead: "Đơn vị nay gửi tin mới qua thư. Bạn chưa đồng ý với nội dung dưới đây nên chưa nhận tin nào. Vui lòng đọc, chọn nhịp gửi và đánh dấu vào ô nếu đồng ý.",
    save_rhythm: "Lưu nhịp gửi",
    rhythm_saved: "Đã lưu nhịp gửi.",
    choose_rhythm: "Vui lòng chọn nhịp gửi.",
    tick_consent: "Vui lòng đánh dấu vào ô đồng ý.",
    text_changed: "Nội dung đồng ý vừa được cập nhật. Vui lòng đọc lại rồi đánh dấu.",
    resting: "Máy chủ thư của bạn đã hai lần từ chối thư của chúng tôi, nên việc gửi đang tạm dừng. Lưu nhịp gửi để nhận thư trở lại.",
    record: "Bạn đã đồng ý những gì",
    answers: "Thư báo khi ý kiến được trả lời",
    answer_asked: "Yêu cầu lúc",
    copy: "Nhận bản sao dữ liệu (JSON)",
    erase_title: "Xóa dữ liệu của bạn",
    erase_lead: "Địa chỉ của bạn và mọi dữ liệu đi kèm bị xóa ngay và không lấy lại được. Chỉ còn một bằng chứng về việc xóa, không kèm địa chỉ.",
    erase_sure: "Tôi muốn xóa dữ liệu của mình.",
    erase_button: "Xóa dữ liệu",
    erase_not_sure: "Để xóa dữ liệu, vui lòng đánh dấu vào ô phía trên nút.",
    erased_title: "Đã xóa dữ liệu của bạn",
    erased_lead: "Chúng tôi không còn giữ địa chỉ của bạn.",
};

const EN: Words = Words {
    confirm_title: "Confirm your subscription",
    confirm_lead: "Press the button below to confirm that you want to receive news from",
    confirm_button: "Confirm",
    confirmed_title: "Your subscription is confirmed",
    confirmed_lead: "Thank you. From now on you will receive news from",
    withdrawn_title: "This subscription was ended",
    withdrawn_lead: "You unsubscribed after this mail had been sent. To receive news again, please sign up again on the pages of",
    unsubscribe_title: "Unsubscribe",
    unsubscribe_lead: "Press the button below if you do not want any more news from",
    unsubscribe_button: "Unsubscribe",
    unsubscribed_title: "You are unsubscribed",
    unsubscribed_lead: "You will receive no more news from",
    manage_title: "Your subscription",
    manage_link: "See, change or erase your data",
    address: "E-mail address",
    state: "State",
    asked: "Signed up",
    confirmed: "Confirmed",
    unsubscribed: "Unsubscribed",
    topics: "Topics",
    save: "Save the topics",
    saved: "The topics are saved.",
    choose_one: "Please choose at least one topic, or unsubscribe.",
    rhythm: "How often",
    agree_lead: "The agency now sends the news by mail. You have not agreed to the text below, so you have got none. Please read it, choose how often, and tick the box if you agree.",
    save_rhythm: "Save how often",
    rhythm_saved: "Saved.",
    choose_rhythm: "Please choose how often.",
    tick_consent: "Please tick the box to agree.",
    text_changed: "The text has just been updated. Please read it again and tick the box.",
    resting: "Your mail server has refused our mail twice, so none is sent at the moment. Save how often to get mail again.",
    record: "What you agreed to",
    answers: "A mail when a comment is answered",
    answer_asked: "Asked for",
    copy: "Get a copy of the data (JSON)",
    erase_title: "Erase your data",
    erase_lead: "Your address and all data with it are erased at once and cannot be brought back. Only a proof of the erasure stays, without the address.",
    erase_sure: "I want my data erased.",
    erase_button: "Erase my data",
    erase_not_sure: "To erase your data, please tick the box above the button.",
    erased_title: "Your data are erased",
    erased_lead: "We do not hold your address any more.",
};
