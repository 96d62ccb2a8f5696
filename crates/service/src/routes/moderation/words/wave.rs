//! What the queue says of waves of forms.

use super::Lang;

pub(in crate::routes::moderation) struct WaveWords {
    pub(in crate::routes::moderation) title: &'static str,
    /// `{from}` and `{to}` stand for times, `#` for how many comments of it wait.
    pub(in crate::routes::moderation) goes_on: &'static str,
    pub(in crate::routes::moderation) was: &'static str,
    pub(in crate::routes::moderation) open: &'static str,
    pub(in crate::routes::moderation) tick_all: &'static str,
    /// Only so many of it are shown: `#` stands for the number.
    pub(in crate::routes::moderation) first: &'static str,
}

impl Lang {
    pub(in crate::routes::moderation) const fn wave_words(self) -> &'static WaveWords {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

const VI: WaveWords = WaveWords {
    title: "Đợt gửi dồn dập",
    goes_on: "Từ {from} đang có một đợt gửi dồn dập. Số ý kiến của đợt đang chờ ở đây: #.",
    was: "Từ {from} đến {to} đã có một đợt gửi dồn dập. Số ý kiến của đợt còn chờ ở đây: #.",
    open: "Xem và xử lý cả đợt",
    tick_all: "Chọn cả đợt",
    first: "Trang này có # ý kiến gửi sớm nhất của đợt. Các ý kiến còn lại hiện ra sau khi những ý kiến này được xử lý.",
};

const EN: WaveWords = WaveWords {
    title: "Wave of forms",
    goes_on: "Since {from} a wave of forms has been coming. Comments of it that wait here: #.",
    was: "From {from} to {to} there was a wave of forms. Comments of it that still wait here: #.",
    open: "Look at the whole wave and decide about it",
    tick_all: "Tick the whole wave",
    first: "This page has the first # comments of the wave. The others are shown once these are decided about.",
};
