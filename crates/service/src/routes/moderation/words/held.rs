//! What the page of articles that wait says.

use super::Lang;
use crate::moderation::held::Reason;

pub(in crate::routes::moderation) struct HeldWords {
    pub(in crate::routes::moderation) title: &'static str,
    pub(in crate::routes::moderation) purpose: &'static str,
    pub(in crate::routes::moderation) none: &'static str,
    pub(in crate::routes::moderation) is_new: &'static str,
    pub(in crate::routes::moderation) is_change: &'static str,
    pub(in crate::routes::moderation) source: &'static str,
    pub(in crate::routes::moderation) reasons: &'static str,
    pub(in crate::routes::moderation) leads: &'static str,
    pub(in crate::routes::moderation) publish: &'static str,
    pub(in crate::routes::moderation) keep_out: &'static str,
    pub(in crate::routes::moderation) several: &'static str,
    pub(in crate::routes::moderation) tick: &'static str,
    pub(in crate::routes::moderation) tick_all: &'static str,
    pub(in crate::routes::moderation) tick_none: &'static str,
    pub(in crate::routes::moderation) kept_out: &'static str,
    pub(in crate::routes::moderation) none_kept_out: &'static str,
    /// How many were decided about: `#` stands for the number.
    pub(in crate::routes::moderation) published: &'static str,
    pub(in crate::routes::moderation) were_kept_out: &'static str,
    /// Of so many only the first are shown.
    pub(in crate::routes::moderation) more: &'static str,
    /// What waits for one reason: `#` stands for the number.
    pub(in crate::routes::moderation) jump: &'static str,
    pub(in crate::routes::moderation) about_jump: &'static str,
    pub(in crate::routes::moderation) publish_jump: &'static str,
    pub(in crate::routes::moderation) keep_out_jump: &'static str,
    pub(in crate::routes::moderation) waits: &'static str,
    pub(in crate::routes::moderation) is_kept_out: &'static str,
}

impl Lang {
    pub(in crate::routes::moderation) const fn held_words(self) -> &'static HeldWords {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }

    pub(in crate::routes::moderation) fn reason(self, reason: &Reason) -> String {
        match self {
            Self::Vi => reason.vi(),
            Self::En => reason.en(),
        }
    }
}

const VI: HeldWords = HeldWords {
    title: "Tin chờ xem",
    purpose: "Tin lấy về từ nguồn mà có dấu hiệu bất thường, như bị chèn liên kết cờ bạc, được để lại đây. Tin mới chưa hiển thị; tin đã đăng vẫn hiển thị bản cũ cho đến khi có người quyết định.",
    none: "Không có tin nào chờ xem.",
    is_new: "Tin mới, chưa hiển thị",
    is_change: "Bản sửa của tin đã đăng; bản cũ đang hiển thị",
    source: "Nguồn",
    reasons: "Lý do",
    leads: "Liên kết mới",
    publish: "Đăng",
    keep_out: "Giữ lại",
    several: "Xử lý cùng lúc các tin đã chọn",
    tick: "Chọn tin này",
    tick_all: "Chọn tất cả tin trên trang này",
    tick_none: "Bỏ chọn tất cả",
    kept_out: "Đã giữ lại",
    none_kept_out: "Chưa có tin nào bị giữ lại.",
    published: "Số tin đã đăng: #. Các địa chỉ trong tin được coi là đã biết.",
    were_kept_out: "Số tin đã giữ lại, không hiển thị: #.",
    more: "Trên đây là # tin chờ lâu nhất. Các tin khác hiện ra khi xử lý xong.",
    jump: "Cả đợt tin cũ bị sửa cùng lúc (# tin)",
    about_jump: "Các tin này chỉ chờ vì nhiều tin cũ bị sửa nội dung cùng một lúc, không có dấu hiệu nào khác. Thường là do trang nguồn đổi giao diện hoặc chuyển dữ liệu. Nên xem vài tin trước khi quyết định cho cả đợt.",
    publish_jump: "Đăng cả đợt",
    keep_out_jump: "Giữ lại cả đợt",
    waits: "Chờ xem",
    is_kept_out: "Đã giữ lại",
};

const EN: HeldWords = HeldWords {
    title: "Articles that wait",
    purpose: "Articles from a source that look as if somebody had put something into them, such as links to gambling, wait here. What is new is not shown; of what is shown the old version stays until a person decides.",
    none: "No article waits.",
    is_new: "A new article, not shown",
    is_change: "A change of an article; the old version is shown",
    source: "Source",
    reasons: "Why",
    leads: "New links",
    publish: "Publish",
    keep_out: "Keep out",
    several: "Decide about all ticked articles at once",
    tick: "Tick this article",
    tick_all: "Tick all articles of this page",
    tick_none: "Tick none",
    kept_out: "Kept out",
    none_kept_out: "No article is kept out.",
    published: "Articles published: #. The addresses in them are known from now on.",
    were_kept_out: "Articles kept out, not shown: #.",
    more: "These are the # that have waited longest. Others follow when they are decided about.",
    jump: "All old articles that changed at once (#)",
    about_jump: "These wait only because the text of many old articles has changed at once; nothing else is odd about them. Most often the source has a new look, or has moved its data. Look at some of them before you decide about all.",
    publish_jump: "Publish all of them",
    keep_out_jump: "Keep all of them out",
    waits: "Waits",
    is_kept_out: "Kept out",
};
