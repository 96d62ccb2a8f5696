//! What the page of one's own account says.

use super::Lang;

impl Lang {
    pub(in crate::routes::moderation) const fn account_words(self) -> &'static AccountWords {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

macro_rules! words {
    ($($name:ident)*) => {
        pub(in crate::routes::moderation) struct AccountWords {
            $(pub(in crate::routes::moderation) $name: &'static str,)*
        }
    };
}

words! {
    title password current new hint change password_changed current_wrong current_wrong_or_none too_often short long common repeated own_name failed
    sessions by_password by_link used this_one end session_ended
}

const VI: AccountWords = AccountWords {
    title: "Tài khoản của bạn",
    password: "Đổi mật khẩu",
    current: "Mật khẩu hiện tại",
    new: "Mật khẩu mới",
    hint: "Ít nhất 15 ký tự. Nên dùng một câu gồm nhiều từ mà chỉ bạn nghĩ ra.",
    change: "Đổi mật khẩu",
    password_changed: "Đã đổi mật khẩu. Các phiên khác của bạn đã kết thúc.",
    current_wrong: "Mật khẩu hiện tại không đúng.",
    current_wrong_or_none: "Mật khẩu hiện tại không đúng. Nếu bạn chưa có hoặc đã quên mật khẩu, vui lòng đề nghị người quản trị cấp liên kết đăng nhập mới; trong 15 phút đầu không cần mật khẩu hiện tại.",
    too_often: "Quá nhiều lần thử. Vui lòng đợi 15 phút rồi thử lại.",
    short: "Mật khẩu quá ngắn. Vui lòng dùng ít nhất 15 ký tự.",
    long: "Mật khẩu quá dài. Vui lòng dùng mật khẩu ngắn hơn.",
    common: "Mật khẩu này dễ đoán: có trong danh sách mật khẩu phổ biến hoặc gồm các từ, phím, số liền nhau. Vui lòng chọn mật khẩu khác.",
    repeated: "Mật khẩu này lặp lại một vài ký tự. Vui lòng dùng một câu gồm nhiều từ khác nhau.",
    own_name: "Mật khẩu này có tên hoặc địa chỉ thư điện tử của bạn, là điều người khác biết. Vui lòng chọn mật khẩu khác.",
    failed: "Chưa đổi được mật khẩu. Vui lòng thử lại.",
    sessions: "Các phiên đang mở",
    by_password: "Đăng nhập bằng mật khẩu lúc",
    by_link: "Đăng nhập bằng liên kết lúc",
    used: "Dùng lần cuối lúc",
    this_one: "Phiên này",
    end: "Kết thúc",
    session_ended: "Phiên đã kết thúc.",
};

const EN: AccountWords = AccountWords {
    title: "Your account",
    password: "Change the password",
    current: "Current password",
    new: "New password",
    hint: "At least 15 characters. A sentence of several words that only you would think of is good.",
    change: "Change the password",
    password_changed: "The password is changed. Your other sessions have ended.",
    current_wrong: "The current password is wrong.",
    current_wrong_or_none: "The current password is wrong. If you have none or have forgotten it, please ask the administrator for a new login link; within its first 15 minutes the current password is not needed.",
    too_often: "Too many tries. Please wait 15 minutes and try again.",
    short: "The password is too short. Please use at least 15 characters.",
    long: "The password is too long. Please use a shorter one.",
    common: "This password is easy to guess: it is among the common ones, or made of words, keys or numbers in a row. Please choose another.",
    repeated: "This password repeats a few characters. Please use a sentence of several different words.",
    own_name: "This password holds your name or your e-mail address, which others know. Please choose another.",
    failed: "The password was not changed. Please try again.",
    sessions: "Open sessions",
    by_password: "Logged in with the password at",
    by_link: "Logged in with a link at",
    used: "Last used at",
    this_one: "This session",
    end: "End",
    session_ended: "The session has ended.",
};
