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
            Self::CounterMissing => {
                "Thiếu thuộc tính service và site, hoặc src: địa chỉ của tệp số liệu."
            }
            Self::CountedElsewhere => "Số này do hệ thống thống kê mà trang đang dùng đếm.",
            Self::Month => "Tháng này",
            Self::MonthMeaning => "Cộng số lượt của từng ngày, từ ngày 1 của tháng này.",
            Self::NewWindow => "(mở trang mới)",
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
            Self::TotalMeaning => "Cộng số lượt của từng ngày, gồm cả số của bộ đếm cũ nếu có.",
            Self::Visitors => "Thống kê truy cập",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::CopyLink => "Copy link",
            Self::CounterMissing => {
                "The attributes service and site are missing, or src: the address of a file with figures."
            }
            Self::CountedElsewhere => "Counted by the statistics that this site uses.",
            Self::Month => "This month",
            Self::MonthMeaning => "The visits of each day since the first of this month.",
            Self::NewWindow => "(opens a new page)",
            Self::Online => "Online now",
            Self::OnlineMeaning => "People who opened a page in the last 5 minutes.",
            Self::Send => "Send to others",
            Self::Share => "Share",
            Self::ToTop => "Back to top",
            Self::Today => "Today",
            Self::TodayMeaning => "Each person counts once a day, however often they return.",
            Self::Total => "Visits in all",
            Self::TotalMeaning => "The visits of each day, with those of an earlier counter.",
            Self::Visitors => "Visitors",
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
            Self::Failed => "Chưa sao chép được. Hãy chọn đoạn chữ rồi sao chép bằng tay.",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Copied => "Copied: #",
            Self::Copy => "Copy",
            Self::Failed => "It could not be copied. Please select the text and copy it.",
        }
    }

    fn key(self) -> Option<&'static str> {
        (self == Self::Copy).then_some("copy")
    }
}
