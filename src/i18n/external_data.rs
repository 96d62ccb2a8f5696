//! The words of exchange rates and the weather, which come with their code.

use super::Message;

/// What only these elements say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum ExternalDataMessage {
    Buy,
    Currency,
    DaysOld,
    Forecast,
    Highest,
    HoursOld,
    Humidity,
    InDong,
    Lowest,
    NoRates,
    NotSaid,
    NoWeather,
    OnlyForReference,
    Place,
    Published,
    Rain,
    Rates,
    Sell,
    SourceMissing,
    Today,
    Transfer,
    Updated,
    Weather,
    Wind,
}

impl Message for ExternalDataMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Buy => "Mua tiền mặt",
            Self::Currency => "Ngoại tệ",
            Self::DaysOld => "Nguồn chưa có số liệu mới: số liệu này đã cũ # ngày.",
            Self::Forecast => "Dự báo các ngày",
            Self::Highest => "Cao nhất #°",
            Self::HoursOld => "Nguồn chưa có số liệu mới: số liệu này đã cũ # giờ.",
            Self::Humidity => "Độ ẩm #%",
            Self::InDong => "Đồng Việt Nam cho một đơn vị ngoại tệ",
            Self::Lowest => "thấp nhất #°",
            Self::NoRates => "Chưa có tỷ giá.",
            Self::NotSaid => "không có",
            Self::NoWeather => "Chưa có số liệu thời tiết.",
            Self::OnlyForReference => "Chỉ để tham khảo.",
            Self::Place => "Chọn tỉnh, thành phố",
            Self::Published => ", công bố lúc #",
            Self::Rain => "khả năng mưa #%",
            Self::Rates => "Tỷ giá",
            Self::Sell => "Bán",
            Self::SourceMissing => "Cần ghi service và site, hoặc ghi src là địa chỉ tệp số liệu.",
            Self::Today => "Hôm nay",
            Self::Transfer => "Mua chuyển khoản",
            Self::Updated => ", cập nhật lúc #",
            Self::Weather => "Thời tiết",
            Self::Wind => "Gió # km/h",
        }
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Place => "place",
            Self::OnlyForReference => "reference",
            _ => return None,
        })
    }
}
