//! What the page says on which the comments of a page are closed.

use super::Lang;

pub(in crate::routes::moderation) struct ClosingWords {
    pub(in crate::routes::moderation) title: &'static str,
    pub(in crate::routes::moderation) purpose: &'static str,
    pub(in crate::routes::moderation) which: &'static str,
    pub(in crate::routes::moderation) close: &'static str,
    pub(in crate::routes::moderation) closed: &'static str,
    pub(in crate::routes::moderation) none: &'static str,
    pub(in crate::routes::moderation) open: &'static str,
    /// The link from a comment.
    pub(in crate::routes::moderation) this_page: &'static str,
    /// A state in the log: comments of a page are taken.
    pub(in crate::routes::moderation) taken: &'static str,
    /// And that they are not.
    pub(in crate::routes::moderation) not_taken: &'static str,
}

impl Lang {
    pub(in crate::routes::moderation) const fn closing_words(self) -> &'static ClosingWords {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

const VI: ClosingWords = ClosingWords {
    title: "Đóng ý kiến",
    purpose: "Trang đã đóng không nhận ý kiến mới và người đọc được báo điều đó. Ý kiến đã đăng vẫn hiển thị; ý kiến đang chờ vẫn duyệt được.",
    which: "Mã trang, hoặc địa chỉ của tin bài",
    close: "Đóng ý kiến của trang",
    closed: "Trang đã đóng",
    none: "Chưa có trang nào bị đóng.",
    open: "Mở lại",
    this_page: "Đóng ý kiến của trang này",
    taken: "Nhận ý kiến",
    not_taken: "Không nhận ý kiến",
};

const EN: ClosingWords = ClosingWords {
    title: "Close comments",
    purpose: "A page that is closed takes no new comments, and readers are told so. What is shown stays, and what waits can still be decided about.",
    which: "Key of the page, or address of the article",
    close: "Close the comments of the page",
    closed: "Closed pages",
    none: "No page is closed.",
    open: "Open again",
    this_page: "Close the comments of this page",
    taken: "Takes comments",
    not_taken: "Takes no comments",
};
