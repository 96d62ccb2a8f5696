//! What is said of the second factor.

use super::Lang;

impl Lang {
    pub(in crate::routes::moderation) const fn factor_words(self) -> &'static FactorWords {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

macro_rules! words {
    ($($name:ident)*) => {
        pub(in crate::routes::moderation) struct FactorWords {
            $(pub(in crate::routes::moderation) $name: &'static str,)*
        }
    };
}

words! {
    title is_off is_on set_up already
    scan qr open secret confirm confirm_wrong
    recovery recovery_hint recovery_back left_before left_after end ended
    code code_hint go_on code_wrong code_late back_to_login
}

const VI: FactorWords = FactorWords {
    title: "Xác thực hai bước",
    is_off: "Khi bật, mỗi lần đăng nhập cần thêm một mã từ ứng dụng xác thực trên điện thoại: người biết mật khẩu của bạn cũng không vào được.",
    is_on: "Đang bật.",
    set_up: "Thiết lập xác thực hai bước",
    already: "Xác thực hai bước đang bật. Vui lòng tắt trước khi thiết lập lại.",
    scan: "Dùng ứng dụng xác thực quét mã QR này, hoặc nhập khóa bí mật bên dưới. Sau đó nhập mã 6 chữ số mà ứng dụng hiển thị.",
    qr: "Mã QR cho ứng dụng xác thực",
    open: "Mở bằng ứng dụng trên thiết bị này",
    secret: "Khóa bí mật",
    confirm: "Bật xác thực hai bước",
    confirm_wrong: "Mã không đúng hoặc đã hết hạn. Vui lòng kiểm tra giờ của điện thoại rồi nhập mã mới.",
    recovery: "Mã khôi phục",
    recovery_hint: "Đã bật xác thực hai bước. Các phiên khác của bạn đã kết thúc. Vui lòng lưu các mã dưới đây ở nơi an toàn: mỗi mã dùng được một lần thay cho mã của ứng dụng, và các mã không hiển thị lại.",
    recovery_back: "Tôi đã lưu các mã",
    left_before: "Còn",
    left_after: "mã khôi phục.",
    end: "Tắt xác thực hai bước",
    ended: "Đã tắt xác thực hai bước.",
    code: "Mã xác thực",
    code_hint: "Mã 6 chữ số trong ứng dụng xác thực, hoặc một mã khôi phục.",
    go_on: "Tiếp tục",
    code_wrong: "Mã không đúng, đã hết hạn hoặc đã được dùng. Vui lòng nhập mã mới.",
    code_late: "Đã quá thời gian nhập mã. Vui lòng đăng nhập lại.",
    back_to_login: "Đăng nhập lại",
};

const EN: FactorWords = FactorWords {
    title: "Two-step verification",
    is_off: "When it is on, each login also takes a code from an authenticator app on your phone: knowing your password is not enough.",
    is_on: "It is on.",
    set_up: "Set up two-step verification",
    already: "Two-step verification is on. Please turn it off before you set it up again.",
    scan: "Scan this QR code with an authenticator app, or type the secret key below. Then type the 6 digits that the app shows.",
    qr: "QR code for an authenticator app",
    open: "Open with an app on this device",
    secret: "Secret key",
    confirm: "Turn on two-step verification",
    confirm_wrong: "The code is wrong or has expired. Please check the clock of the phone and type a new code.",
    recovery: "Recovery codes",
    recovery_hint: "Two-step verification is on. Your other sessions have ended. Please keep these codes in a safe place: each works once in place of the app's code, and they are not shown again.",
    recovery_back: "I have kept the codes",
    left_before: "Recovery codes left:",
    left_after: "",
    end: "Turn off two-step verification",
    ended: "Two-step verification is off.",
    code: "Code",
    code_hint: "The 6 digits in your authenticator app, or a recovery code.",
    go_on: "Go on",
    code_wrong: "The code is wrong, has expired or was used before. Please type a new one.",
    code_late: "The time for the code is over. Please log in again.",
    back_to_login: "Log in again",
};
