//! What the page says on which a source is asked.

use super::Lang;

pub(in crate::routes::moderation) struct SourceWords {
    pub(in crate::routes::moderation) title: &'static str,
    pub(in crate::routes::moderation) short: &'static str,
    pub(in crate::routes::moderation) purpose: &'static str,
    pub(in crate::routes::moderation) address: &'static str,
    pub(in crate::routes::moderation) page: &'static str,
    pub(in crate::routes::moderation) ask: &'static str,
    pub(in crate::routes::moderation) not_allowed: &'static str,
    pub(in crate::routes::moderation) no_page: &'static str,
    pub(in crate::routes::moderation) busy: &'static str,
}

impl Lang {
    pub(in crate::routes::moderation) const fn source_words(self) -> &'static SourceWords {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

const VI: SourceWords = SourceWords {
    title: "Kiểm tra nguồn tin",
    short: "Nguồn tin",
    purpose: "Cho biết một nguồn tin có gì, còn thiếu gì, thẻ nào dùng được và cần dán gì vào trang. Không lưu lại gì.",
    address: "Địa chỉ nguồn tin (RSS, Atom, JSON Feed hoặc trang WordPress)",
    page: "Trang sẽ đặt thẻ (không bắt buộc)",
    ask: "Kiểm tra",
    not_allowed: "Địa chỉ phải bắt đầu bằng https:// hoặc http://, và không được dẫn vào mạng nội bộ.",
    no_page: "Địa chỉ trang sẽ đặt thẻ phải bắt đầu bằng https:// hoặc http://.",
    busy: "Đang kiểm tra nguồn tin khác. Vui lòng thử lại sau ít giây.",
};

const EN: SourceWords = SourceWords {
    title: "Look at a source",
    short: "Sources",
    purpose: "Says what a source gives, what it lacks, which elements work and what to paste into the page. Nothing is kept.",
    address: "Address of the source (RSS, Atom, JSON Feed or a page of a WordPress)",
    page: "Page on which it shall be shown (optional)",
    ask: "Look",
    not_allowed: "The address has to begin with https:// or http://, and may not lead into an inside network.",
    no_page: "The address of the page has to begin with https:// or http://.",
    busy: "Other sources are being looked at. Please try again in a few seconds.",
};
