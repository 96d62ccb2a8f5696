//! The words of the portal's own pages and of what stands around them.

use super::Message;

/// What only the portal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum PortalMessage {
    Articles,
    ByCategory,
    Call,
    Campaigns,
    CampaignsGroup,
    Close,
    Contact,
    Contents,
    Display,
    Documents,
    Find,
    Front,
    Links,
    Menu,
    MostRead,
    NewDocuments,
    NotFound,
    NotFoundWhy,
    NothingFits,
    Pictures,
    QuickAccess,
    Rates,
    Search,
    SearchHint,
    Services,
    ServicesGroup,
    Skip,
    Subscribe,
    TextSize,
    ToTop,
    Videos,
    Weather,
    WithoutMarks,
    YouAreHere,
}

impl Message for PortalMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Articles => "Tin bài",
            Self::ByCategory => "Tin theo chuyên mục",
            Self::Call => "Gọi xã",
            Self::Campaigns => "Xã cùng bà con",
            Self::CampaignsGroup => "Xã cùng bà con",
            Self::Close => "Đóng",
            Self::Contact => "Liên hệ",
            Self::Contents => "Mục lục",
            Self::Display => "Cỡ chữ, màu nền",
            Self::Documents => "Văn bản",
            Self::Find => "Tìm",
            Self::Front => "Trang chủ",
            Self::Links => "Liên kết",
            Self::Menu => "Mục lục",
            Self::MostRead => "Đọc nhiều",
            Self::NewDocuments => "Văn bản mới",
            Self::NotFound => "Không tìm thấy trang này",
            Self::NotFoundWhy => "Có thể bài đã được gỡ hoặc chuyển sang địa chỉ khác.",
            Self::NothingFits => "Chưa thấy điều cần tìm?",
            Self::Pictures => "Ảnh",
            Self::QuickAccess => "Truy cập nhanh",
            Self::Rates => "Tỷ giá",
            Self::Search => "Tìm kiếm",
            Self::SearchHint => "Tìm tin, văn bản, thủ tục",
            Self::Services => "Việc cần làm với xã",
            Self::ServicesGroup => "Dịch vụ công",
            Self::Skip => "Đến nội dung chính",
            Self::Subscribe => "Đăng ký nhận tin",
            Self::TextSize => "Cỡ chữ",
            Self::ToTop => "Lên đầu trang",
            Self::Videos => "Video",
            Self::Weather => "Thời tiết",
            Self::WithoutMarks => "Gõ không dấu vẫn tìm được.",
            Self::YouAreHere => "Đường dẫn trang",
        }
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Call => "call",
            Self::Campaigns => "campaigns",
            Self::CampaignsGroup => "campaigns-group",
            Self::Services => "services",
            Self::ServicesGroup => "services-group",
            Self::SearchHint => "search-hint",
            Self::MostRead => "most-read",
            Self::NewDocuments => "new-documents",
            Self::Pictures => "pictures",
            Self::Videos => "videos",
            Self::Documents => "documents",
            Self::Front => "front",
            Self::Contact => "contact",
            Self::Links => "links",
            Self::Subscribe => "subscribe",
            _ => return None,
        })
    }
}
