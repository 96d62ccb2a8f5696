//! The words that every element may need.

use super::Message;

/// A sentence or a word that every element may need. Those of a lazily loaded element are an enum of its own, in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum Common {
    AllCategories,
    Back,
    Busy,
    Empty,
    EmptySearch,
    Found,
    Loading,
    LoadingMore,
    More,
    MoreFailed,
    NewsLabel,
    NotFound,
    NotNow,
    Offline,
    OnDay,
    RefreshFailed,
    Refused,
    Retry,
    SavedAt,
    Search,
    SeeAll,
    Slow,
    Unreachable,
    Unreadable,
    Views,
}

impl Message for Common {
    fn vi(self) -> &'static str {
        match self {
            Self::AllCategories => "Tất cả",
            Self::Back => "Quay lại danh sách",
            Self::Busy => "Máy chủ đang bận, chưa phản hồi được. Vui lòng thử lại sau ít phút.",
            Self::Empty => "Chưa có tin nào.",
            Self::EmptySearch => "Không tìm thấy tin nào phù hợp.",
            Self::Found => "Tìm thấy # tin.",
            Self::Loading => "Đang tải…",
            Self::LoadingMore => "Đang tải thêm…",
            Self::More => "Xem thêm",
            Self::MoreFailed => "Chưa tải thêm được. Vui lòng bấm lại nút bên dưới.",
            Self::NewsLabel => "Danh sách tin",
            Self::NotFound => {
                "Không tìm thấy nội dung này. Có thể nội dung đã được gỡ hoặc chuyển sang địa chỉ khác."
            }
            Self::NotNow => "Hiện chưa xem được nội dung này.",
            Self::Offline => {
                "Thiết bị đang mất kết nối mạng. Nội dung sẽ tự động tải lại khi có mạng."
            }
            Self::OnDay => " ngày ",
            Self::RefreshFailed => "Chưa tải được bản mới nhất.",
            Self::Refused => "Hiện chưa xem được nội dung này. Vui lòng thử lại sau.",
            Self::Retry => "Thử lại",
            Self::SavedAt => "Bản lưu lúc #",
            Self::Search => "Tìm tin (gõ không dấu cũng được)",
            Self::SeeAll => "Xem tất cả",
            Self::Slow => "Mạng chậm hoặc máy chủ chưa phản hồi. Vui lòng thử lại.",
            Self::Unreachable => {
                "Chưa kết nối được với máy chủ. Vui lòng kiểm tra mạng rồi thử lại."
            }
            Self::Unreadable => "Nội dung nhận được chưa đúng định dạng nên chưa hiển thị được.",
            Self::Views => "# lượt xem",
        }
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::More => "more",
            Self::SeeAll => "see-all",
            Self::Search => "search",
            Self::Empty => "empty",
            Self::Retry => "retry",
            Self::Views => "views",
            Self::AllCategories => "all-categories",
            _ => return None,
        })
    }
}
