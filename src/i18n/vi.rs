//! The words in Vietnamese.

use super::Common;

pub(super) fn words(message: Common) -> &'static str {
    use Common::*;
    match message {
        AllCategories => "Tất cả",
        Back => "Quay lại danh sách",
        Busy => "Máy chủ đang bận, chưa phản hồi được. Vui lòng thử lại sau ít phút.",
        Empty => "Chưa có tin nào.",
        EmptySearch => "Không tìm thấy tin nào phù hợp.",
        Found => "Tìm thấy # tin.",
        Loading => "Đang tải…",
        LoadingMore => "Đang tải thêm…",
        More => "Xem thêm",
        MoreFailed => "Chưa tải thêm được. Vui lòng bấm lại nút bên dưới.",
        NewsLabel => "Danh sách tin",
        NotFound => {
            "Không tìm thấy nội dung này. Có thể nội dung đã được gỡ hoặc chuyển sang địa chỉ khác."
        }
        NotNow => "Hiện chưa xem được nội dung này.",
        Offline => "Thiết bị đang mất kết nối mạng. Nội dung sẽ tự động tải lại khi có mạng.",
        OnDay => " ngày ",
        RefreshFailed => "Chưa tải được bản mới nhất.",
        Refused => "Hiện chưa xem được nội dung này. Vui lòng thử lại sau.",
        Retry => "Thử lại",
        SavedAt => "Bản lưu lúc #",
        Search => "Tìm tin (gõ không dấu cũng được)",
        SeeAll => "Xem tất cả",
        Slow => "Mạng chậm hoặc máy chủ chưa phản hồi. Vui lòng thử lại.",
        Unreachable => "Chưa kết nối được với máy chủ. Vui lòng kiểm tra mạng rồi thử lại.",
        Unreadable => "Nội dung nhận được chưa đúng định dạng nên chưa hiển thị được.",
        Views => "# lượt xem",
    }
}
