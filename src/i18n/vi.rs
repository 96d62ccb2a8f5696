//! The words in Vietnamese.

use super::Common;

pub(super) fn words(message: Common) -> &'static str {
    use Common::*;
    match message {
        AllCategories => "Tất cả",
        Back => "Về danh sách",
        Busy => "Máy chủ đang bận, chưa trả lời được. Vui lòng thử lại sau ít phút.",
        Empty => "Chưa có tin nào.",
        EmptySearch => "Không tìm thấy tin nào phù hợp.",
        Found => "Tìm thấy # tin.",
        Loading => "Đang tải…",
        LoadingMore => "Đang tải thêm…",
        More => "Xem thêm",
        MoreFailed => "Chưa tải thêm được. Bấm “Xem thêm” để thử lại.",
        NewsLabel => "Danh sách tin",
        NotFound => {
            "Không tìm thấy nội dung này. Có thể nội dung đã được gỡ hoặc chuyển sang địa chỉ khác."
        }
        NotNow => "Hiện chưa xem được nội dung này.",
        Offline => "Thiết bị đang không có mạng. Nội dung sẽ tự tải khi có mạng trở lại.",
        RefreshFailed => "Chưa cập nhật được bản mới.",
        Refused => "Máy chủ chưa trả về được nội dung này.",
        Retry => "Thử lại",
        SavedAt => "Bản lưu lúc #",
        SavedOn => "Bản lưu ngày #",
        Search => "Tìm trong danh sách",
        SeeAll => "Xem tất cả",
        Slow => "Mạng chậm hoặc máy chủ chưa trả lời. Vui lòng thử lại.",
        Unreachable => "Chưa kết nối được với máy chủ. Vui lòng kiểm tra mạng rồi thử lại.",
        Unreadable => "Nội dung nhận được chưa đúng định dạng nên chưa hiển thị được.",
        Views => "# lượt xem",
    }
}
