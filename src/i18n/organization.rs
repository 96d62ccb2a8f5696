//! The words of the blocks about an agency, which are loaded together.

use super::Message;

/// What only these blocks say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum OrganizationMessage {
    Address,
    Contact,
    CopyAll,
    Copyright,
    Email,
    Fax,
    Hours,
    Licence,
    LicenceDate,
    LicenceIssuer,
    Map,
    NewAddress,
    NothingKnown,
    Owner,
    Parent,
    Phone,
    Responsible,
    Successor,
}

impl Message for OrganizationMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Address => "Địa chỉ",
            Self::Contact => "Thông tin liên hệ",
            Self::CopyAll => "Sao chép thông tin",
            Self::Copyright => "Thông tin bản quyền",
            Self::Email => "Thư điện tử",
            Self::Fax => "Fax",
            Self::Hours => "Giờ làm việc",
            Self::Licence => "Giấy phép số",
            Self::LicenceDate => "Ngày cấp",
            Self::LicenceIssuer => "Cơ quan cấp",
            Self::Map => "Xem bản đồ",
            Self::NewAddress => "Địa chỉ mới: #",
            Self::NothingKnown => "Chưa có thông tin về đơn vị.",
            Self::Owner => "Bản quyền thuộc về",
            Self::Parent => "Cơ quan chủ quản",
            Self::Phone => "Điện thoại",
            Self::Responsible => "Chịu trách nhiệm nội dung",
            Self::Successor => "Đơn vị tiếp nhận",
        }
    }

    fn key(self) -> Option<&'static str> {
        (self == Self::CopyAll).then_some("copy")
    }
}
