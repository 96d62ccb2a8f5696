//! The words of the small elements around a page's content, which are loaded together.

use super::Message;

/// What only these elements say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum PageToolMessage {
    CopyLink,
    CounterMissing,
    CountedElsewhere,
    Month,
    MonthMeaning,
    NewWindow,
    Online,
    OnlineMeaning,
    Send,
    Share,
    ToTop,
    Today,
    TodayMeaning,
    Total,
    TotalMeaning,
    Visitors,
}

impl Message for PageToolMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::CopyLink => "Sao chép liên kết",
            Self::CounterMissing => "Cần ghi service và site, hoặc ghi src là địa chỉ tệp số liệu.",
            Self::CountedElsewhere => "Số liệu do hệ thống thống kê của trang cung cấp.",
            Self::Month => "Tháng này",
            Self::MonthMeaning => {
                "Tổng số lượt truy cập của các ngày trong tháng, tính từ ngày 01."
            }
            Self::NewWindow => "(mở trong thẻ mới)",
            Self::Online => "Đang trực tuyến",
            Self::OnlineMeaning => "Số người có mở trang này trong 5 phút vừa qua.",
            Self::Send => "Gửi cho người khác",
            Self::Share => "Chia sẻ",
            Self::ToTop => "Lên đầu trang",
            Self::Today => "Hôm nay",
            Self::TodayMeaning => {
                "Mỗi người tính một lượt trong ngày, dù xem nhiều bài hay quay lại nhiều lần."
            }
            Self::Total => "Tổng lượt truy cập",
            Self::TotalMeaning => {
                "Tổng số lượt truy cập của các ngày, gồm cả số liệu bộ đếm cũ, nếu có."
            }
            Self::Visitors => "Thống kê truy cập",
        }
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Total => "total",
            Self::Today => "today",
            Self::Month => "month",
            Self::Online => "online",
            Self::Share => "share",
            Self::CopyLink => "copy",
            Self::ToTop => "to-top",
            _ => return None,
        })
    }
}

/// What is said of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum CopyMessage {
    Copied,
    Copy,
    Failed,
}

impl Message for CopyMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Copied => "Đã sao chép: #",
            Self::Copy => "Sao chép",
            Self::Failed => "Chưa sao chép được. Vui lòng bôi đen đoạn chữ rồi sao chép.",
        }
    }

    fn key(self) -> Option<&'static str> {
        (self == Self::Copy).then_some("copy")
    }
}
