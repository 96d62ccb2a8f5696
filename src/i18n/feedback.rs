//! The words of ratings and polls, which are loaded apart.

use super::Message;

/// What only ratings and polls say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum FeedbackMessage {
    Change,
    ChooseOne,
    ChooseSome,
    ChooseStars,
    ClosedOn,
    ClosedPoll,
    Mine,
    NoPoll,
    NoVotes,
    OpensOn,
    Poll,
    Rate,
    Rated,
    Rating,
    Results,
    SendRating,
    Sent,
    Several,
    Star,
    Stars,
    Vote,
    Voted,
    Voters,
    Votes,
}

impl Message for FeedbackMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Change => "Chọn lại",
            Self::ChooseOne => "Vui lòng chọn một phương án.",
            Self::ChooseSome => "Vui lòng chọn ít nhất một phương án.",
            Self::ChooseStars => "Vui lòng chọn số sao.",
            Self::ClosedOn => "Cuộc thăm dò đã kết thúc: #",
            Self::ClosedPoll => "Cuộc thăm dò đã kết thúc.",
            Self::Mine => "lựa chọn của bạn",
            Self::NoPoll => "Hiện không có cuộc thăm dò ý kiến nào.",
            Self::NoVotes => "Chưa có ai bình chọn.",
            Self::OpensOn => "Cuộc thăm dò mở từ #",
            Self::Poll => "Thăm dò ý kiến",
            Self::Rate => "Đánh giá bài viết",
            Self::Rated => "Bạn đã đánh giá # sao. Có thể chọn lại.",
            Self::Rating => "# / 5",
            Self::Results => "Xem kết quả",
            Self::SendRating => "Gửi đánh giá",
            Self::Sent => "Đã ghi nhận. Cảm ơn bạn.",
            Self::Several => "Có thể chọn nhiều phương án",
            Self::Star => "# sao",
            Self::Stars => "# lượt đánh giá",
            Self::Vote => "Bình chọn",
            Self::Voted => "Bạn đã bình chọn. Cảm ơn bạn.",
            Self::Voters => "# người đã bình chọn",
            Self::Votes => "# phiếu",
        }
    }
}
