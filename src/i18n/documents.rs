//! The words of `<bangtin-documents>`, which come with its code.

use super::Message;

/// What only this element says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum DocumentsMessage {
    AllForms,
    AllIssuers,
    AllValidities,
    AllYears,
    AmendedBy,
    Amends,
    Close,
    ColumnFile,
    ColumnNumber,
    ColumnText,
    Details,
    Download,
    DownloadOf,
    Effective,
    EffectiveFrom,
    Empty,
    EndsOn,
    Ended,
    Expires,
    Files,
    Filters,
    Form,
    Heading,
    Hide,
    InForce,
    Issued,
    Issuer,
    MoreFiles,
    NothingFound,
    NotYetFound,
    Number,
    Of,
    Open,
    Read,
    Refused,
    Remove,
    ReplacedBy,
    Replaces,
    Search,
    Show,
    ShowSome,
    Showing,
    Signer,
    Total,
    Unseen,
    Validity,
    Year,
    NotYet,
}

impl Message for DocumentsMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::AllForms => "Tất cả các loại",
            Self::AllIssuers => "Tất cả cơ quan",
            Self::AllValidities => "Tất cả",
            Self::AllYears => "Tất cả các năm",
            Self::AmendedBy => "Được sửa đổi, bổ sung bởi",
            Self::Amends => "Sửa đổi, bổ sung",
            Self::Close => "Đóng",
            Self::ColumnFile => "Tệp",
            Self::ColumnNumber => "Số, ngày ban hành",
            Self::ColumnText => "Trích yếu, hiệu lực",
            Self::Details => "Chi tiết",
            Self::Download => "Tải về",
            Self::DownloadOf => "Tải văn bản #",
            Self::Effective => "Ngày có hiệu lực",
            Self::EffectiveFrom => "Có hiệu lực từ #",
            Self::Empty => "Chưa có văn bản nào.",
            Self::EndsOn => "Hết hiệu lực từ #",
            Self::Ended => "Hết hiệu lực",
            Self::Expires => "Ngày hết hiệu lực",
            Self::Files => "Tệp văn bản",
            Self::Filters => "Bộ lọc",
            Self::Form => "Loại văn bản",
            Self::Heading => "Văn bản",
            Self::Hide => "Đóng khung xem",
            Self::InForce => "Còn hiệu lực",
            Self::Issued => "Ngày ban hành",
            Self::Issuer => "Cơ quan ban hành",
            Self::MoreFiles => "và # tệp khác",
            Self::NothingFound => "Không tìm thấy văn bản nào phù hợp.",
            Self::NotYetFound => {
                "Chưa tìm thấy trong phần đã đọc. Vui lòng bấm nút bên dưới để tìm tiếp."
            }
            Self::Number => "Số, ký hiệu",
            Self::Of => "# trong ",
            Self::Open => "Mở tệp",
            Self::Read => "Xem tại chỗ",
            Self::Refused => "Trang này không cho xem tệp tại chỗ. Vui lòng mở tệp hoặc tải về.",
            Self::Remove => "Bỏ lọc: #",
            Self::ReplacedBy => "Được thay thế bởi",
            Self::Replaces => "Thay thế",
            Self::Search => "Số, ký hiệu hoặc nội dung",
            Self::Show => "Xem kết quả",
            Self::ShowSome => "Xem # văn bản",
            Self::Showing => "Đang hiện # văn bản",
            Self::Signer => "Người ký",
            Self::Total => "# văn bản",
            Self::Unseen => "Nếu khung trên không hiện văn bản, vui lòng mở tệp hoặc tải về.",
            Self::Validity => "Hiệu lực",
            Self::Year => "Năm ban hành",
            Self::NotYet => "Chưa có hiệu lực",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::AllForms => "All types",
            Self::AllIssuers => "All agencies",
            Self::AllValidities => "All",
            Self::AllYears => "All years",
            Self::AmendedBy => "Amended by",
            Self::Amends => "Amends",
            Self::Close => "Close",
            Self::ColumnFile => "File",
            Self::ColumnNumber => "Number, issued",
            Self::ColumnText => "Subject, validity",
            Self::Details => "Details",
            Self::Download => "Download",
            Self::DownloadOf => "Download document #",
            Self::Effective => "In force from",
            Self::EffectiveFrom => "In force from #",
            Self::Empty => "No documents yet.",
            Self::EndsOn => "Expires on #",
            Self::Ended => "No longer in force",
            Self::Expires => "Expires on",
            Self::Files => "Files",
            Self::Filters => "Filters",
            Self::Form => "Type",
            Self::Heading => "Documents",
            Self::Hide => "Close the viewer",
            Self::InForce => "In force",
            Self::Issued => "Issued on",
            Self::Issuer => "Issuing agency",
            Self::MoreFiles => "and # more",
            Self::NothingFound => "No matching documents.",
            Self::NotYetFound => "Nothing found so far. Press the button below to go on.",
            Self::Number => "Number",
            Self::Of => "# of ",
            Self::Open => "Open the file",
            Self::Read => "View here",
            Self::Refused => {
                "This page does not let files be viewed here. Please open or download the file."
            }
            Self::Remove => "Remove filter: #",
            Self::ReplacedBy => "Replaced by",
            Self::Replaces => "Replaces",
            Self::Search => "Number or subject",
            Self::Show => "Show results",
            Self::ShowSome => "Show # documents",
            Self::Showing => "Showing # documents",
            Self::Signer => "Signed by",
            Self::Total => "Documents: #",
            Self::Unseen => {
                "If the document does not appear above, please open or download the file."
            }
            Self::Validity => "Validity",
            Self::Year => "Year issued",
            Self::NotYet => "Not yet in force",
        }
    }

    fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Empty => "empty",
            Self::Search => "search",
            _ => return None,
        })
    }
}
