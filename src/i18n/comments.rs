//! The words of comments, which are loaded apart, and those of their form, which are loaded apart from them.

use super::Message;

/// What only comments say to who reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum CommentsMessage {
    Answer,
    Comments,
    MoreComments,
    MoreFailed,
    MoreReplies,
    NoComments,
    OfficialAnswer,
    OwnAnswered,
    Pending,
    Rejected,
    TakenBack,
    Withdrawn,
    Write,
}

impl Message for CommentsMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Answer => "Trả lời",
            Self::Comments => "Ý kiến",
            Self::MoreComments => "Xem thêm ý kiến",
            Self::MoreFailed => "Chưa tải thêm được. Vui lòng bấm lại để thử.",
            Self::MoreReplies => "Xem thêm trả lời",
            Self::NoComments => "Chưa có ý kiến nào.",
            Self::OfficialAnswer => "Trả lời của đơn vị",
            Self::OwnAnswered => "Đơn vị đã trả lời ý kiến của bạn.",
            Self::Pending => "Ý kiến của bạn đang chờ duyệt",
            Self::Rejected => "Ý kiến này của bạn không được đăng",
            Self::TakenBack => "Đã rút ý kiến của bạn.",
            Self::Withdrawn => "Ý kiến này đã được rút",
            Self::Write => "Viết ý kiến",
        }
    }
}

/// What only the form of comments says, and what its writer is asked of the own ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum CommentFormMessage {
    AnswerMail,
    AnswerNot,
    AnswerTo,
    Code,
    CodeFailed,
    CodeHint,
    CodeReady,
    CodeSolving,
    Hint,
    InvalidText,
    Moderated,
    Name,
    NameLong,
    NameMissing,
    NoAnswer,
    Send,
    TakeBack,
    TakeBackAgreed,
    TakeBackAsked,
    TakeBackFailed,
    TakeBackLate,
    TakingBack,
    Text,
    TextLong,
    TextMissing,
    WriteAnother,
}

impl Message for CommentFormMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::AnswerMail => "Nhận thư khi có trả lời",
            Self::AnswerNot => "Hủy trả lời",
            Self::AnswerTo => "Trả lời #",
            Self::Code => "Kiểm tra chống gửi tự động",
            Self::CodeFailed => "Chưa kiểm tra được. Bấm để thử lại",
            Self::CodeHint => "Không bắt buộc; hệ thống tự kiểm tra khi gửi.",
            Self::CodeReady => "Đã kiểm tra",
            Self::CodeSolving => "Đang kiểm tra…",
            Self::Hint => "Tối đa 500 ký tự. Tên và ý kiến được đăng sau khi kiểm duyệt.",
            Self::InvalidText => "Nội dung có ký tự không hợp lệ. Vui lòng sửa lại.",
            Self::Moderated => "Cảm ơn bạn. Ý kiến sẽ được đăng sau khi kiểm duyệt.",
            Self::Name => "Họ và tên",
            Self::NameLong => "Tên vượt quá 60 ký tự.",
            Self::NameMissing => "Vui lòng nhập họ và tên.",
            Self::NoAnswer => {
                "Ý kiến này không nhận trả lời nữa. Bạn có thể gửi thành ý kiến riêng."
            }
            Self::Send => "Gửi ý kiến",
            Self::TakeBack => "Rút ý kiến",
            Self::TakeBackAgreed => "Đồng ý rút",
            Self::TakeBackAsked => {
                "Rút ý kiến này? Tên và nội dung bị xóa ngay, không lấy lại được."
            }
            Self::TakeBackFailed => "Chưa rút được ý kiến. Vui lòng thử lại.",
            Self::TakeBackLate => {
                "Không rút được trên thiết bị này nữa. Vui lòng liên hệ đơn vị để xóa."
            }
            Self::TakingBack => "Đang rút…",
            Self::Text => "Ý kiến của bạn",
            Self::TextLong => "Ý kiến vượt quá 500 ký tự. Vui lòng viết ngắn lại.",
            Self::TextMissing => "Vui lòng viết ý kiến.",
            Self::WriteAnother => "Viết ý kiến khác",
        }
    }
}
