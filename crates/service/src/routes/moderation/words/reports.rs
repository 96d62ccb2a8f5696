//! What the page says on which reports of errors in articles are decided about.

use super::Lang;
use crate::reports::{Kind, State};

pub(in crate::routes::moderation) struct ReportWords {
    pub(in crate::routes::moderation) title: &'static str,
    /// The same, as short as a link in a row can be.
    pub(in crate::routes::moderation) short: &'static str,
    pub(in crate::routes::moderation) purpose: &'static str,
    pub(in crate::routes::moderation) states: [&'static str; 3],
    pub(in crate::routes::moderation) acts: [&'static str; 3],
    pub(in crate::routes::moderation) dones: [&'static str; 3],
    pub(in crate::routes::moderation) kinds: [&'static str; 3],
    /// How often the same was reported: `#` stands for the number.
    pub(in crate::routes::moderation) times: &'static str,
    /// How long ago: `#` stands for the number.
    pub(in crate::routes::moderation) days: &'static str,
    pub(in crate::routes::moderation) hours: &'static str,
    pub(in crate::routes::moderation) just_now: &'static str,
    /// How many were decided about: `#` stands for the number.
    pub(in crate::routes::moderation) several: &'static str,
    pub(in crate::routes::moderation) tick: &'static str,
    pub(in crate::routes::moderation) ticked: &'static str,
    pub(in crate::routes::moderation) none: &'static str,
    pub(in crate::routes::moderation) none_ticked: &'static str,
    pub(in crate::routes::moderation) one_changed: &'static str,
}

impl ReportWords {
    pub(in crate::routes::moderation) const fn state(&self, state: State) -> &'static str {
        of(self.states, state)
    }

    pub(in crate::routes::moderation) const fn act(&self, state: State) -> &'static str {
        of(self.acts, state)
    }

    pub(in crate::routes::moderation) const fn done(&self, state: State) -> &'static str {
        of(self.dones, state)
    }

    pub(in crate::routes::moderation) const fn kind(&self, kind: Kind) -> &'static str {
        let [typo, wrong_fact, broken] = self.kinds;
        match kind {
            Kind::Typo => typo,
            Kind::WrongFact => wrong_fact,
            Kind::Broken => broken,
        }
    }
}

const fn of([open, fixed, not_fixed]: [&'static str; 3], state: State) -> &'static str {
    match state {
        State::Open => open,
        State::Fixed => fixed,
        State::NotFixed => not_fixed,
    }
}

impl Lang {
    pub(in crate::routes::moderation) const fn report_words(self) -> &'static ReportWords {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

const VI: ReportWords = ReportWords {
    title: "Báo lỗi trong bài",
    short: "Báo lỗi",
    purpose: "Người đọc báo lỗi trong bài. Báo lỗi không hiển thị công khai, không có tên người gửi và tự xóa sau 180 ngày.",
    states: ["Chờ xử lý", "Đã sửa", "Không sửa"],
    acts: ["Đưa về chờ xử lý", "Đã sửa", "Không sửa"],
    dones: [
        "Đã đưa về chờ xử lý.",
        "Đã ghi nhận: đã sửa.",
        "Đã ghi nhận: không sửa.",
    ],
    kinds: ["Lỗi chính tả", "Thông tin sai", "Ảnh hoặc liên kết hỏng"],
    times: "Được báo # lần",
    days: "# ngày trước",
    hours: "# giờ trước",
    just_now: "chưa đến 1 giờ trước",
    several: "Số báo lỗi đã xử lý: #.",
    tick: "Chọn báo lỗi này",
    ticked: "Xử lý cùng lúc các báo lỗi đã chọn",
    none: "Không có báo lỗi nào.",
    none_ticked: "Chưa chọn báo lỗi nào. Vui lòng đánh dấu vào ô của từng báo lỗi cần xử lý.",
    one_changed: "Trong các báo lỗi đã chọn có báo lỗi vừa được người khác xử lý hoặc không còn nữa, nên không báo lỗi nào được thay đổi. Vui lòng chọn lại.",
};

const EN: ReportWords = ReportWords {
    title: "Reported errors",
    short: "Errors",
    purpose: "Readers report errors in articles. Reports are never public, hold no name and are deleted after 180 days.",
    states: ["Open", "Fixed", "Not fixed"],
    acts: ["Back to open", "Fixed", "Not fixed"],
    dones: ["Back to open.", "Saved: fixed.", "Saved: not fixed."],
    kinds: [
        "Spelling",
        "Wrong information",
        "Picture or link does not work",
    ],
    times: "Reported # times",
    days: "days ago: #",
    hours: "hours ago: #",
    just_now: "less than an hour ago",
    several: "Reports decided about: #.",
    tick: "Tick this report",
    ticked: "Decide about all ticked reports at once",
    none: "There are no reports.",
    none_ticked: "No report is ticked. Please tick those that you want to decide about.",
    one_changed: "One of the reports that you ticked has just been decided about by somebody else, or is gone, so none was changed. Please tick anew.",
};
