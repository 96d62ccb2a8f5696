//! What the page says on which alerts are written.

use bangtin_model::answers::AlertLevel;

use super::Lang;
use crate::alerts::{Stage, Undone};

pub(in crate::routes::moderation) struct AlertWords {
    pub(in crate::routes::moderation) title: &'static str,
    /// The same, as short as a link in a row can be.
    pub(in crate::routes::moderation) short: &'static str,
    pub(in crate::routes::moderation) purpose: &'static str,
    pub(in crate::routes::moderation) by_two: &'static str,
    pub(in crate::routes::moderation) write_new: &'static str,
    pub(in crate::routes::moderation) change: &'static str,
    pub(in crate::routes::moderation) level: &'static str,
    levels: [&'static str; 3],
    level_hints: [&'static str; 3],
    pub(in crate::routes::moderation) heading: &'static str,
    pub(in crate::routes::moderation) text: &'static str,
    pub(in crate::routes::moderation) link: &'static str,
    pub(in crate::routes::moderation) begins: &'static str,
    pub(in crate::routes::moderation) begins_hint: &'static str,
    pub(in crate::routes::moderation) ends: &'static str,
    pub(in crate::routes::moderation) ends_hint: &'static str,
    pub(in crate::routes::moderation) publish: &'static str,
    pub(in crate::routes::moderation) send_on: &'static str,
    pub(in crate::routes::moderation) save: &'static str,
    pub(in crate::routes::moderation) not_kept: &'static str,
    pub(in crate::routes::moderation) now: &'static str,
    pub(in crate::routes::moderation) none: &'static str,
    pub(in crate::routes::moderation) before: &'static str,
    stages: [&'static str; 4],
    pub(in crate::routes::moderation) replaces: &'static str,
    pub(in crate::routes::moderation) from: &'static str,
    pub(in crate::routes::moderation) until: &'static str,
    pub(in crate::routes::moderation) written_by: &'static str,
    pub(in crate::routes::moderation) approved_by: &'static str,
    pub(in crate::routes::moderation) approve: &'static str,
    pub(in crate::routes::moderation) not_own: &'static str,
    pub(in crate::routes::moderation) end: &'static str,
    pub(in crate::routes::moderation) drop: &'static str,
    pub(in crate::routes::moderation) published: &'static str,
    pub(in crate::routes::moderation) waits: &'static str,
    pub(in crate::routes::moderation) is_over: &'static str,
    wrong_level: &'static str,
    wrong_title: &'static str,
    wrong_text: &'static str,
    wrong_url: &'static str,
    wrong_begins: &'static str,
    no_end: &'static str,
    too_early: &'static str,
    too_late: &'static str,
    missing: &'static str,
    changed: &'static str,
    ended: &'static str,
    approved: &'static str,
    own_words: &'static str,
    /// States in the log.
    pub(in crate::routes::moderation) state_none: &'static str,
    pub(in crate::routes::moderation) state_published: &'static str,
    pub(in crate::routes::moderation) state_dropped: &'static str,
}

impl AlertWords {
    pub(in crate::routes::moderation) const fn named(&self, level: AlertLevel) -> &'static str {
        let [notice, warning, emergency] = self.levels;
        match level {
            AlertLevel::Notice => notice,
            AlertLevel::Warning => warning,
            AlertLevel::Emergency => emergency,
        }
    }

    pub(in crate::routes::moderation) const fn hint(&self, level: AlertLevel) -> &'static str {
        let [notice, warning, emergency] = self.level_hints;
        match level {
            AlertLevel::Notice => notice,
            AlertLevel::Warning => warning,
            AlertLevel::Emergency => emergency,
        }
    }

    pub(in crate::routes::moderation) const fn stage(&self, stage: Stage) -> &'static str {
        let [waiting, planned, running, ended] = self.stages;
        match stage {
            Stage::Waiting => waiting,
            Stage::Planned => planned,
            Stage::Running => running,
            Stage::Ended => ended,
        }
    }

    /// What is wrong with a field, by its name and the code of the error.
    pub(in crate::routes::moderation) fn wrong(&self, field: &str, code: &str) -> &'static str {
        match (field, code) {
            ("level", _) => self.wrong_level,
            ("title", _) => self.wrong_title,
            ("text", _) => self.wrong_text,
            ("url", _) => self.wrong_url,
            ("begins", _) => self.wrong_begins,
            (_, "too_early") => self.too_early,
            (_, "too_late") => self.too_late,
            _ => self.no_end,
        }
    }

    /// Why nothing was done; `None` where we failed.
    pub(in crate::routes::moderation) const fn undone(
        &self,
        undone: &Undone,
    ) -> Option<&'static str> {
        Some(match undone {
            Undone::Missing => self.missing,
            Undone::Changed => self.changed,
            Undone::Ended => self.ended,
            Undone::Approved => self.approved,
            Undone::OwnWords => self.own_words,
            Undone::Database(_) => return None,
        })
    }
}

impl Lang {
    pub(in crate::routes::moderation) const fn alert_words(self) -> &'static AlertWords {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

const VI: AlertWords = AlertWords {
    title: "Cảnh báo và thông báo",
    short: "Cảnh báo",
    purpose: "Hiện ở đầu mọi trang có thẻ <bangtin-alert> và đầu cổng thông tin, trong vòng một phút, và tự mất khi đến giờ kết thúc.",
    by_two: "Cần hai người: nội dung chỉ hiển thị sau khi một người kiểm duyệt khác duyệt. Kết thúc sớm thì một người là đủ.",
    write_new: "Viết mới",
    change: "Sửa",
    level: "Mức độ",
    levels: ["Thông báo", "Cảnh báo", "Khẩn cấp"],
    level_hints: [
        "Việc cần biết, như lịch cắt điện. Người đọc thu gọn được.",
        "Việc cần đề phòng, như bão sắp vào.",
        "Việc phải làm ngay, như sơ tán. Người đọc không thu gọn được.",
    ],
    heading: "Tiêu đề (tối đa 120 ký tự)",
    text: "Nội dung, một hoặc hai câu (tối đa 400 ký tự)",
    link: "Liên kết để xem thêm (không bắt buộc)",
    begins: "Bắt đầu (không bắt buộc)",
    begins_hint: "Giờ Việt Nam. Để trống: ngay bây giờ.",
    ends: "Kết thúc",
    ends_hint: "Giờ Việt Nam, trong vòng 7 ngày tới.",
    publish: "Đăng ngay",
    send_on: "Gửi để duyệt",
    save: "Lưu thay đổi",
    not_kept: "Chưa lưu. Vui lòng sửa các chỗ sau:",
    now: "Đang có",
    none: "Không có cảnh báo hay thông báo nào.",
    before: "Đã kết thúc",
    stages: ["Chờ duyệt", "Chưa đến giờ", "Đang hiển thị", "Đã kết thúc"],
    replaces: "Nội dung mới cho một mục đang có; trong lúc chờ, nội dung cũ vẫn hiển thị.",
    from: "Từ",
    until: "đến",
    written_by: "Người viết",
    approved_by: "Người duyệt",
    approve: "Duyệt và hiển thị",
    not_own: "Chờ một người kiểm duyệt khác duyệt; người viết không tự duyệt.",
    end: "Kết thúc ngay",
    drop: "Bỏ",
    published: "Đã lưu. Người đọc thấy trong vòng một phút.",
    waits: "Đã lưu. Nội dung chờ một người kiểm duyệt khác duyệt.",
    is_over: "Đã kết thúc.",
    wrong_level: "Vui lòng chọn mức độ.",
    wrong_title: "Tiêu đề còn trống hoặc dài quá 120 ký tự.",
    wrong_text: "Nội dung dài quá 400 ký tự.",
    wrong_url: "Liên kết phải bắt đầu bằng https:// hoặc là đường dẫn trên chính cổng này, như /tin/42.",
    wrong_begins: "Giờ bắt đầu chưa đúng.",
    no_end: "Vui lòng nhập ngày và giờ kết thúc.",
    too_early: "Giờ kết thúc phải sau lúc này và sau giờ bắt đầu.",
    too_late: "Giờ kết thúc phải trong vòng 7 ngày tới. Việc kéo dài hơn nên là một tin bài.",
    missing: "Không có mục này.",
    changed: "Mục này vừa được người khác sửa. Thay đổi của bạn chưa được lưu.",
    ended: "Mục này đã kết thúc.",
    approved: "Mục này đã được duyệt.",
    own_words: "Người viết không tự duyệt: cần một người kiểm duyệt khác.",
    state_none: "Chưa có",
    state_published: "Đã đăng",
    state_dropped: "Đã bỏ",
};

const EN: AlertWords = AlertWords {
    title: "Alerts",
    short: "Alerts",
    purpose: "Shown at the top of each page with <bangtin-alert> and of the portal, within a minute, and gone by itself at its end.",
    by_two: "Two people are needed: words are shown once another moderator has approved them. Ending early takes one person.",
    write_new: "Write a new one",
    change: "Change",
    level: "Level",
    levels: ["Notice", "Warning", "Emergency"],
    level_hints: [
        "Something to know, such as a power cut. Readers can fold it.",
        "Something to mind, such as a storm that is coming.",
        "Something to act on now, such as an evacuation. Readers cannot fold it.",
    ],
    heading: "Title (at most 120 characters)",
    text: "Text, a sentence or two (at most 400 characters)",
    link: "Link to more (may be left out)",
    begins: "Begins (may be left out)",
    begins_hint: "Time in Viet Nam. Empty: now.",
    ends: "Ends",
    ends_hint: "Time in Viet Nam, within the next 7 days.",
    publish: "Publish now",
    send_on: "Send for approval",
    save: "Save",
    not_kept: "Not saved. Please mend these:",
    now: "There now",
    none: "There are no alerts.",
    before: "Ended",
    stages: ["Waits for approval", "Not yet begun", "Shown", "Ended"],
    replaces: "New words for one that is there; the old ones are shown meanwhile.",
    from: "From",
    until: "until",
    written_by: "Written by",
    approved_by: "Approved by",
    approve: "Approve and show",
    not_own: "Waits for another moderator; nobody approves their own words.",
    end: "End now",
    drop: "Drop",
    published: "Saved. Readers see it within a minute.",
    waits: "Saved. It waits for another moderator.",
    is_over: "It is over.",
    wrong_level: "Please choose a level.",
    wrong_title: "The title is empty or longer than 120 characters.",
    wrong_text: "The text is longer than 400 characters.",
    wrong_url: "The link must begin with https:// or be a path of this portal, such as /tin/42.",
    wrong_begins: "The beginning is no time.",
    no_end: "Please give the day and the time of the end.",
    too_early: "The end must lie after now and after the beginning.",
    too_late: "The end must lie within the next 7 days. What lasts longer should be an article.",
    missing: "There is no such alert.",
    changed: "Somebody else has just changed this alert. Your change was not saved.",
    ended: "This alert has ended.",
    approved: "This alert was approved.",
    own_words: "Nobody approves their own words: another moderator is needed.",
    state_none: "Not there",
    state_published: "Published",
    state_dropped: "Dropped",
};
