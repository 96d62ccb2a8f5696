//! What the pages say, in Vietnamese and in English. A sentence that one language lacks does not compile.

use bangtin_model::answers::CommentState;
use serde::{Deserialize, Serialize};

use crate::comments::Pile;

/// The language of a page: Vietnamese unless the address says `lang=en`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    pub(super) const fn words(self) -> &'static Words {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

mod account;
mod activity;
mod alerts;
mod answer;
mod closing;
mod factor;
mod held;
mod reports;
mod source;
mod wave;

pub(super) use account::AccountWords;
pub(super) use held::HeldWords;
pub(super) use source::SourceWords;

pub(super) struct Words {
    pub(super) queue: &'static str,
    /// The same, as short as a link in a row can be.
    pub(super) queue_short: &'static str,
    pub(super) digest_short: &'static str,
    pub(super) log_short: &'static str,
    pub(super) account_short: &'static str,
    pub(super) log: &'static str,
    pub(super) log_in: &'static str,
    pub(super) log_out: &'static str,
    pub(super) email: &'static str,
    pub(super) password: &'static str,
    pub(super) wrong: &'static str,
    pub(super) too_often: &'static str,
    pub(super) link_hint: &'static str,
    pub(super) link_button: &'static str,
    pub(super) link_spent: &'static str,
    pub(super) other_language: &'static str,
    pub(super) sites: &'static str,
    pub(super) states: &'static str,
    pub(super) state: [&'static str; 4],
    pub(super) suspected: &'static str,
    /// Where a rule has put a comment; the rule's name follows.
    pub(super) put_first: &'static str,
    pub(super) put_apart: &'static str,
    pub(super) first: &'static str,
    pub(super) done: [&'static str; 4],
    pub(super) act: [&'static str; 4],
    /// How many were decided about at once: `#` stands for the number.
    pub(super) several_done: &'static str,
    pub(super) tick: &'static str,
    pub(super) ticked: &'static str,
    pub(super) tick_all: &'static str,
    pub(super) tick_none: &'static str,
    pub(super) on_page: &'static str,
    pub(super) reply: &'static str,
    pub(super) answers: &'static str,
    /// In place of a comment without words.
    pub(super) gone: &'static str,
    pub(super) withdrawn: &'static str,
    pub(super) erased: &'static str,
    pub(super) note: &'static str,
    pub(super) none: &'static str,
    pub(super) no_sites: &'static str,
    pub(super) more: &'static str,
    pub(super) start: &'static str,
    pub(super) keys: &'static str,
    pub(super) articles: &'static str,
    pub(super) take_down: &'static str,
    pub(super) which_article: &'static str,
    pub(super) taken_down: &'static str,
    pub(super) none_taken_down: &'static str,
    pub(super) put_back: &'static str,
    pub(super) article_shown: &'static str,
}

impl Words {
    pub(super) fn state(&self, state: CommentState) -> &'static str {
        pick(self.state, state)
    }

    pub(super) fn pile(&self, pile: Pile) -> &'static str {
        match pile {
            Pile::Suspected => self.suspected,
            other => self.state(other.state()),
        }
    }

    pub(super) const fn put_by(&self, pile: Pile) -> &'static str {
        match pile {
            Pile::Suspected => self.put_apart,
            _ => self.put_first,
        }
    }

    pub(super) fn done(&self, state: CommentState) -> &'static str {
        pick(self.done, state)
    }

    pub(super) fn act(&self, state: CommentState) -> &'static str {
        pick(self.act, state)
    }
}

const fn pick(words: [&'static str; 4], state: CommentState) -> &'static str {
    let [pending, approved, rejected, spam] = words;
    match state {
        CommentState::Pending => pending,
        CommentState::Approved => approved,
        CommentState::Rejected => rejected,
        CommentState::Spam => spam,
    }
}

const VI: Words = Words {
    queue: "Kiểm duyệt ý kiến",
    queue_short: "Ý kiến",
    digest_short: "Gửi tin",
    log_short: "Nhật ký",
    account_short: "Tài khoản",
    log: "Nhật ký kiểm duyệt",
    log_in: "Đăng nhập",
    log_out: "Đăng xuất",
    email: "Thư điện tử",
    password: "Mật khẩu",
    wrong: "Thư điện tử hoặc mật khẩu không đúng.",
    too_often: "Quá nhiều lần thử. Vui lòng đợi ít phút rồi thử lại, dùng trình duyệt bạn đã từng đăng nhập, hoặc đề nghị người quản trị cấp liên kết đăng nhập.",
    link_hint: "Liên kết này dùng được một lần, trong 15 phút. Bấm nút để vào trang kiểm duyệt.",
    link_button: "Vào trang kiểm duyệt",
    link_spent: "Liên kết đã được dùng hoặc đã hết hạn. Vui lòng đề nghị người quản trị cấp liên kết mới.",
    other_language: "English",
    sites: "Cổng thông tin",
    states: "Trạng thái",
    state: ["Chờ duyệt", "Đã duyệt", "Đã từ chối", "Nội dung rác"],
    suspected: "Có thể là nội dung rác",
    put_first: "Được đưa lên đầu theo quy tắc",
    put_apart: "Được xếp vào đây theo quy tắc",
    first: "Lên đầu danh sách chờ",
    done: [
        "Đã đưa về chờ duyệt.",
        "Đã duyệt: ý kiến được hiển thị.",
        "Đã từ chối: ý kiến không hiển thị.",
        "Đã đánh dấu là nội dung rác: ý kiến không hiển thị.",
    ],
    act: ["Đưa về chờ duyệt", "Duyệt", "Từ chối", "Nội dung rác"],
    several_done: "Số ý kiến đã xử lý: #.",
    tick: "Chọn ý kiến này",
    ticked: "Xử lý cùng lúc các ý kiến đã chọn",
    tick_all: "Chọn tất cả ý kiến trên trang này",
    tick_none: "Bỏ chọn tất cả",
    on_page: "Trang",
    reply: "Trả lời một ý kiến",
    answers: "Trả lời ý kiến của",
    gone: "Ý kiến này đã được rút",
    withdrawn: "Người viết đã rút",
    erased: "Đã xóa theo yêu cầu",
    note: "Thêm ghi chú cho đồng nghiệp",
    none: "Không có ý kiến nào.",
    no_sites: "Tài khoản này chưa được giao cổng thông tin nào.",
    more: "Xem tiếp",
    start: "Về đầu danh sách",
    keys: "Phím tắt cho ý kiến đang chọn: A duyệt, R từ chối, S nội dung rác (cùng phím truy cập của trình duyệt, thường là Alt hoặc Alt+Shift).",
    articles: "Tin bài",
    take_down: "Gỡ tin bài",
    which_article: "Mã hoặc địa chỉ của tin bài",
    taken_down: "Đã gỡ",
    none_taken_down: "Chưa có tin bài nào bị gỡ.",
    put_back: "Hiển thị lại",
    article_shown: "Hiển thị",
};

const EN: Words = Words {
    queue: "Comment moderation",
    queue_short: "Comments",
    digest_short: "News by mail",
    log_short: "Log",
    account_short: "Account",
    log: "Moderation log",
    log_in: "Log in",
    log_out: "Log out",
    email: "E-mail",
    password: "Password",
    wrong: "The e-mail address or the password is wrong.",
    too_often: "Too many tries. Please wait some minutes, use a browser in which you have logged in before, or ask the administrator for a login link.",
    link_hint: "This link works once, within 15 minutes. Press the button to go to the moderation page.",
    link_button: "Go to the moderation page",
    link_spent: "The link was used before or has expired. Please ask the administrator for a new one.",
    other_language: "Tiếng Việt",
    sites: "Portal",
    states: "State",
    state: ["Pending", "Approved", "Rejected", "Spam"],
    suspected: "May be spam",
    put_first: "Put first by the rule",
    put_apart: "Put here by the rule",
    first: "First of those that wait",
    done: [
        "Back to pending.",
        "Approved: the comment is shown.",
        "Rejected: the comment is not shown.",
        "Marked as spam: the comment is not shown.",
    ],
    act: ["Back to pending", "Approve", "Reject", "Spam"],
    several_done: "Comments decided about: #.",
    tick: "Tick this comment",
    ticked: "Decide about all ticked comments at once",
    tick_all: "Tick all comments of this page",
    tick_none: "Tick none",
    on_page: "Page",
    reply: "Answers a comment",
    answers: "Answers",
    gone: "This comment was withdrawn",
    withdrawn: "Withdrawn by its writer",
    erased: "Erased at a person's wish",
    note: "Add a note for colleagues",
    none: "There are no comments.",
    no_sites: "This account has no portal yet.",
    more: "Go on",
    start: "Back to the start of the list",
    keys: "Keys for the selected comment: A approve, R reject, S spam (with your browser's access key, mostly Alt or Alt+Shift).",
    articles: "Articles",
    take_down: "Take an article down",
    which_article: "Id or address of the article",
    taken_down: "Taken down",
    none_taken_down: "No article is taken down.",
    put_back: "Show again",
    article_shown: "Shown",
};
