//! What the pages say of the answers of the agency.

use super::Lang;

pub(in crate::routes::moderation) struct AnswerWords {
    /// What stands over an answer, for readers as well.
    pub(in crate::routes::moderation) mark: &'static str,
    pub(in crate::routes::moderation) write: &'static str,
    pub(in crate::routes::moderation) change: &'static str,
    /// Under which name; the name follows.
    pub(in crate::routes::moderation) under: &'static str,
    pub(in crate::routes::moderation) hint: &'static str,
    pub(in crate::routes::moderation) publish: &'static str,
    pub(in crate::routes::moderation) approve_and_publish: &'static str,
    pub(in crate::routes::moderation) take_back: &'static str,
    pub(in crate::routes::moderation) published: &'static str,
    pub(in crate::routes::moderation) was_taken_back: &'static str,
    /// States in the log.
    pub(in crate::routes::moderation) unanswered: &'static str,
    pub(in crate::routes::moderation) answered: &'static str,
    pub(in crate::routes::moderation) taken_back: &'static str,
}

impl Lang {
    pub(in crate::routes::moderation) const fn answer_words(self) -> &'static AnswerWords {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

const VI: AnswerWords = AnswerWords {
    mark: "Trả lời của đơn vị",
    write: "Trả lời với tên đơn vị",
    change: "Sửa câu trả lời của đơn vị",
    under: "Người đọc thấy câu trả lời ngay dưới ý kiến, với tên",
    hint: "Tối đa 1.000 ký tự.",
    publish: "Đăng câu trả lời",
    approve_and_publish: "Duyệt ý kiến và đăng câu trả lời",
    take_back: "Rút câu trả lời",
    published: "Đã đăng câu trả lời của đơn vị.",
    was_taken_back: "Đã rút câu trả lời của đơn vị.",
    unanswered: "Đơn vị chưa trả lời",
    answered: "Đơn vị đã trả lời",
    taken_back: "Đã rút câu trả lời",
};

const EN: AnswerWords = AnswerWords {
    mark: "Official answer",
    write: "Answer in the name of the agency",
    change: "Change the official answer",
    under: "Readers see the answer right below the comment, under the name",
    hint: "At most 1,000 characters.",
    publish: "Publish the answer",
    approve_and_publish: "Approve the comment and publish the answer",
    take_back: "Take the answer back",
    published: "The official answer is published.",
    was_taken_back: "The official answer was taken back.",
    unanswered: "Not answered",
    answered: "Answered",
    taken_back: "Answer taken back",
};
