//! What the two pages say.

use crate::subscriptions::Lang;

/// All sentences, in one language.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) email: &'static str,
    pub(super) email_wrong: &'static str,
    pub(super) tick_consent: &'static str,
    pub(super) text_changed: &'static str,
    pub(super) button: &'static str,
    pub(super) sent_title: &'static str,
    pub(super) sent_lead: &'static str,
    pub(super) answered_title: &'static str,
    pub(super) answered_lead: &'static str,
    pub(super) gone_title: &'static str,
    pub(super) gone_lead: &'static str,
    pub(super) too_often_title: &'static str,
    pub(super) too_often_lead: &'static str,
    pub(super) confirm_title: &'static str,
    pub(super) confirm_lead: &'static str,
    pub(super) confirm_button: &'static str,
    pub(super) confirmed_title: &'static str,
    pub(super) confirmed_lead: &'static str,
    pub(super) waiting_title: &'static str,
    pub(super) forget_button: &'static str,
    pub(super) forgotten_title: &'static str,
    pub(super) forgotten_lead: &'static str,
}

/// The sentences of this language.
pub(super) const fn words(lang: Lang) -> Words {
    match lang {
        Lang::Vi => VI,
        Lang::En => EN,
    }
}

const VI: Words = Words {
    title: "Nhận thư khi ý kiến được trả lời",
    lead: "Bạn sẽ nhận một thư, chỉ một lần, khi ý kiến bạn vừa gửi được trả lời bởi",
    email: "Địa chỉ thư điện tử",
    email_wrong: "Địa chỉ thư điện tử không hợp lệ. Ví dụ: ten@vidu.vn",
    tick_consent: "Vui lòng đánh dấu vào ô đồng ý.",
    text_changed: "Nội dung đồng ý vừa được cập nhật. Vui lòng đọc lại rồi đánh dấu.",
    button: "Gửi thư xác nhận",
    sent_title: "Vui lòng mở thư xác nhận",
    sent_lead: "Chúng tôi vừa gửi một thư đến địa chỉ của bạn. Hãy mở liên kết trong thư và bấm nút xác nhận; nếu không thấy thư, vui lòng xem cả mục thư rác. Nếu hôm nay bạn đã nhận một thư như vậy cho ý kiến khác mà chưa xác nhận, vui lòng xác nhận thư đó rồi đăng ký lại.",
    answered_title: "Ý kiến đã được trả lời",
    answered_lead: "Đơn vị đã trả lời ý kiến này. Câu trả lời hiển thị ngay dưới ý kiến của bạn trên trang.",
    gone_title: "Ý kiến này không còn chờ trả lời",
    gone_lead: "Ý kiến đã được rút lại hoặc không được đăng, nên không có thư nào được gửi.",
    too_often_title: "Đã nhập quá nhiều địa chỉ",
    too_often_lead: "Mỗi ý kiến chỉ đăng ký được ba lần. Vui lòng dùng thư xác nhận gần nhất.",
    confirm_title: "Xác nhận địa chỉ nhận thư",
    confirm_lead: "Địa chỉ dưới đây nhận một thư khi ý kiến của bạn được trả lời bởi",
    confirm_button: "Xác nhận",
    confirmed_title: "Đã xác nhận",
    confirmed_lead: "Khi ý kiến được trả lời, bạn sẽ nhận một thư. Nếu đổi ý, vui lòng mở lại liên kết này và bấm nút xóa địa chỉ.",
    waiting_title: "Đang chờ trả lời",
    forget_button: "Xóa địa chỉ này",
    forgotten_title: "Đã xóa địa chỉ",
    forgotten_lead: "Địa chỉ của bạn không còn được giữ cùng ý kiến và bạn sẽ không nhận thư về ý kiến đó.",
};

const EN: Words = Words {
    title: "Get a mail when your comment is answered",
    lead: "You will get one mail, once, when the comment you sent is answered by",
    email: "E-mail address",
    email_wrong: "This is not a valid e-mail address. An example: name@example.vn",
    tick_consent: "Please tick the box to agree.",
    text_changed: "The text has just been updated. Please read it again and tick the box.",
    button: "Send the confirmation",
    sent_title: "Please open the confirmation mail",
    sent_lead: "We have just sent a mail to your address. Open the link in it and press the button to confirm; if you do not see it, please look among the junk mail. If you got such a mail for another comment today and have not confirmed it, please confirm that one and sign up again.",
    answered_title: "The comment is answered",
    answered_lead: "The agency has answered this comment. The answer stands below your comment on the page.",
    gone_title: "This comment waits for no answer any more",
    gone_lead: "The comment was taken back or is not shown, so no mail will be sent.",
    too_often_title: "Too many addresses",
    too_often_lead: "You can sign up three times for a comment. Please use the last confirmation mail.",
    confirm_title: "Confirm the address",
    confirm_lead: "This address gets one mail when your comment is answered by",
    confirm_button: "Confirm",
    confirmed_title: "Confirmed",
    confirmed_lead: "When the comment is answered you will get a mail. If you change your mind, please open this link again and press the button that erases the address.",
    waiting_title: "Waiting for an answer",
    forget_button: "Erase this address",
    forgotten_title: "The address is erased",
    forgotten_lead: "Your address is no longer kept with the comment, and you will get no mail about it.",
};
