//! What is said of a source, in Vietnamese and in English.

use bangtin_feeds::facts::Access;
use bangtin_feeds::{Failure, FeedKind};
use url::Url;

use crate::subscriptions::Lang;

/// All there is to say. What a source itself says is never translated.
#[derive(Clone, Debug)]
pub(super) enum Said<'a> {
    TitleGives,
    TitleLacking,
    TitleBrowser,
    TitleElements,
    TitlePaste,
    Failed(&'a Failure),
    Kind(FeedKind),
    FoundAt(String),
    Title(&'a str),
    Items(usize, bool),
    Texts(usize, usize, usize),
    Dates(usize, usize),
    Newest(&'a str),
    Pictured(usize),
    Categories(Vec<(&'a str, usize)>, usize),
    Attached(usize),
    Films(usize),
    Documents(usize),
    Albums(usize),
    Links(usize),
    Polls(usize),
    Agency,
    Empty,
    LacksTexts(usize),
    LacksDates(usize),
    LacksPictures(usize),
    LacksAddresses(usize),
    LacksCategories(usize),
    Insecure(usize),
    OnlyDays,
    OnlyNewest,
    Dropped(usize),
    Line(&'a str),
    NothingLacking,
    IsFile,
    NoPage,
    Access(&'a Access, &'a Url),
    Work(Vec<&'static str>),
    StayEmpty(Vec<&'static str>),
    WithService,
    PasteDirect,
    PasteSettings,
    PasteService,
}

/// The one of two that is wanted.
fn one<T>(lang: Lang, vi: T, en: T) -> T {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

impl Said<'_> {
    /// Of the titles, the words; of what is a sentence, none.
    pub(super) fn title(&self, lang: Lang) -> &'static str {
        match self {
            Self::TitleGives => one(lang, "Nguồn tin có gì", "What the source gives"),
            Self::TitleLacking => one(lang, "Còn thiếu hoặc chưa đúng", "What is missing or wrong"),
            Self::TitleBrowser => one(
                lang,
                "Trình duyệt có đọc thẳng được không",
                "Whether a browser can read it directly",
            ),
            Self::TitleElements => one(lang, "Thẻ nào dùng được", "Which elements work"),
            Self::TitlePaste => one(lang, "Dán gì vào đâu", "What to paste, and where"),
            _ => "",
        }
    }

    pub(super) fn sentence(&self, lang: Lang) -> String {
        let say = |vi: String, en: String| one(lang, vi, en);
        let fixed = |vi: &str, en: &str| one(lang, vi, en).to_owned();
        match self {
            Self::TitleGives
            | Self::TitleLacking
            | Self::TitleBrowser
            | Self::TitleElements
            | Self::TitlePaste => self.title(lang).to_owned(),
            Self::Line(line) => (*line).to_owned(),
            Self::Failed(failure) => failed(failure, lang),
            Self::Kind(kind) => say(
                format!("Dạng: {}.", kind_name(*kind, lang)),
                format!("Kind: {}.", kind_name(*kind, lang)),
            ),
            Self::FoundAt(place) => say(
                format!("Thấy ở địa chỉ: {place}"),
                format!("Found at: {place}"),
            ),
            Self::Title(title) => say(format!("Tên: {title}"), format!("Title: {title}")),
            Self::Items(count, false) => {
                say(format!("{count} tin bài."), format!("{count} articles."))
            }
            Self::Items(count, true) => say(
                format!("{count} tin bài ở trang đầu, còn nữa ở các trang sau."),
                format!("{count} articles on the first page; more follow on others."),
            ),
            Self::Texts(texts, leads, bare) => say(
                format!("{texts} bài có toàn văn, {leads} chỉ có đoạn dẫn, {bare} chỉ có tiêu đề."),
                format!(
                    "{texts} with the whole text, {leads} with a lead only, {bare} with a title only."
                ),
            ),
            Self::Dates(dated, days) => say(
                format!("{dated} bài có ngày đăng, trong đó {days} không có giờ."),
                format!("{dated} with a date, {days} of them without a time."),
            ),
            Self::Newest(day) => say(
                format!("Ngày đăng mới nhất: {day}."),
                format!("The newest is of {day}."),
            ),
            Self::Pictured(count) => say(
                format!("{count} bài có ảnh."),
                format!("{count} with a picture."),
            ),
            Self::Categories(named, more) => {
                let named: Vec<String> = named
                    .iter()
                    .map(|(name, count)| format!("{name} ({count})"))
                    .collect();
                let named = named.join(", ");
                match more {
                    0 => say(
                        format!("Chuyên mục: {named}."),
                        format!("Categories: {named}."),
                    ),
                    more => say(
                        format!("Chuyên mục: {named} và {more} chuyên mục khác."),
                        format!("Categories: {named} and {more} more."),
                    ),
                }
            }
            Self::Attached(count) => say(
                format!("{count} bài có tệp đính kèm."),
                format!("{count} with files to download."),
            ),
            Self::Films(count) => say(
                format!("{count} bài có video hoặc âm thanh ngoài phần nội dung."),
                format!("{count} with a film or a sound beside the text."),
            ),
            Self::Documents(count) => say(
                format!("{count} văn bản."),
                format!("{count} official documents."),
            ),
            Self::Albums(count) => say(format!("{count} album ảnh."), format!("{count} albums.")),
            Self::Links(count) => say(
                format!("{count} liên kết website."),
                format!("{count} links to other sites."),
            ),
            Self::Polls(count) => say(
                format!("{count} câu hỏi thăm dò."),
                format!("{count} polls."),
            ),
            Self::Agency => fixed(
                "Có thông tin cơ quan (liên hệ, giấy phép).",
                "It says who the agency is (contact, licence).",
            ),
            Self::Empty => fixed(
                "Không có tin bài nào. Kiểm tra lại địa chỉ, hoặc chuyên mục đang trống.",
                "There is no article. Check the address; or the category is empty.",
            ),
            Self::LacksTexts(count) => say(
                format!(
                    "{count} bài không có toàn văn: người đọc bấm “Xem toàn văn” để sang trang gốc. Nếu phần mềm cho chọn, hãy đặt nguồn tin ở chế độ toàn văn."
                ),
                format!(
                    "{count} without the whole text: readers are led to the original page. Where the system has the choice, let the feed have full texts."
                ),
            ),
            Self::LacksDates(count) => say(
                format!(
                    "{count} bài không có ngày đăng đọc được: các bài này đứng cạnh bài liền trước."
                ),
                format!(
                    "{count} without a date that can be read: they stand beside the article before them."
                ),
            ),
            Self::LacksPictures(count) => say(
                format!("{count} bài không có ảnh."),
                format!("{count} without a picture."),
            ),
            Self::LacksAddresses(count) => say(
                format!("{count} bài không có địa chỉ trang riêng: không dẫn về trang gốc được."),
                format!("{count} without a page of their own: nothing leads to the original."),
            ),
            Self::LacksCategories(count) => say(
                format!(
                    "{count} bài không có chuyên mục. Nếu mỗi chuyên mục có một địa chỉ RSS, hãy khai báo từng địa chỉ với category riêng."
                ),
                format!(
                    "{count} without a category. Where each category has an RSS address, name each of them with a category of its own."
                ),
            ),
            Self::Insecure(count) => say(
                format!(
                    "{count} bài có ảnh ở địa chỉ http://: trang https có thể không hiện được ảnh."
                ),
                format!(
                    "{count} with pictures at http:// addresses, which a page with https may not show."
                ),
            ),
            Self::OnlyDays => fixed(
                "Ngày đăng chỉ rõ đến ngày, không có giờ phút đáng tin: trong một ngày, các bài đứng theo thứ tự của nguồn.",
                "Dates are days without a time that can be believed: within a day, articles stand in the order of the source.",
            ),
            Self::OnlyNewest => fixed(
                "RSS và Atom chỉ có những tin mới nhất. Dịch vụ giữ lại những tin đã đọc.",
                "RSS and Atom have the newest articles only. The service keeps those that it has read.",
            ),
            Self::Dropped(count) => say(
                format!(
                    "{count} mục bị bỏ vì không đọc được hoặc không được hiện (lý do ghi bằng tiếng Anh):"
                ),
                format!("{count} entries are left out:"),
            ),
            Self::NothingLacking => fixed("Không thiếu gì.", "Nothing."),
            Self::IsFile => fixed(
                "Đây là tệp trên máy này. Đặt tệp lên máy chủ web của trang thì thẻ đọc được.",
                "This is a file on this machine. Put on the web server of the page, elements can read it.",
            ),
            Self::NoPage => fixed(
                "Chưa biết: hãy cho biết trang sẽ đặt thẻ (--page https://…).",
                "Not known: name a page on which it shall be shown (--page https://…).",
            ),
            Self::Access(access, page) => told(access, &page.origin().ascii_serialization(), lang),
            Self::Work(names) if names.is_empty() => fixed("Chưa có thẻ nào.", "None yet."),
            Self::Work(names) => say(
                format!("Có nội dung: {}.", tags(names)),
                format!("With content: {}.", tags(names)),
            ),
            Self::StayEmpty(names) => say(
                format!("Không có gì để hiện từ nguồn này: {}.", tags(names)),
                format!("Nothing to show from this source: {}.", tags(names)),
            ),
            Self::WithService => say(
                format!("Cần dịch vụ, không cần nguồn tin: {}.", tags(&SERVICE)),
                format!("These need the service and no source: {}.", tags(&SERVICE)),
            ),
            Self::PasteDirect => fixed(
                "Vào trang, không cần dịch vụ:",
                "Into the page, without a service:",
            ),
            Self::PasteSettings => fixed(
                "Vào bangtin.toml, dưới đơn vị ([[sites]]), rồi khởi động lại dịch vụ:",
                "Into bangtin.toml, below the site ([[sites]]); then start the service anew:",
            ),
            Self::PasteService => fixed(
                "Vào trang, qua dịch vụ (dòng đầu trong <head>, một lần; thẻ ở chỗ cần hiện):",
                "Into the page, through the service (the first line into <head>, once; the element where it shall be shown):",
            ),
        }
    }
}

/// What works whatever a source has.
const SERVICE: [&str; 5] = [
    "subscribe",
    "comments",
    "rating",
    "visitors",
    "newest-comments",
];

fn tags(names: &[&str]) -> String {
    let names = names.iter().map(|name| format!("<bangtin-{name}>"));
    names.collect::<Vec<_>>().join(", ")
}

fn kind_name(kind: FeedKind, lang: Lang) -> &'static str {
    match kind {
        FeedKind::JsonFeed => "JSON Feed",
        FeedKind::Rss => one(lang, "RSS hoặc Atom", "RSS or Atom"),
        FeedKind::Wordpress => "WordPress",
    }
}

fn failed(failure: &Failure, lang: Lang) -> String {
    let english = || match failure {
        Failure::Slow => "It answers too slowly.".to_owned(),
        failure => format!("It cannot be read: {failure}."),
    };
    let vi = match failure {
        Failure::Unreachable(cause) => format!("Không kết nối được ({cause})."),
        Failure::Slow => "Nguồn tin trả lời quá chậm.".to_owned(),
        Failure::Heavy => "Một trang của nguồn tin mất hơn 30 giây để đọc.".to_owned(),
        Failure::Panicked(cause) => {
            format!("Bộ đọc của Bangtin bị lỗi, xin báo cho nhóm phát triển ({cause}).")
        }
        Failure::Status(status) => format!("Máy chủ trả lời mã {status}, không có nội dung."),
        Failure::TooLarge => "Một trang của nguồn tin lớn hơn 20 MB.".to_owned(),
        Failure::File(cause) => format!("Không đọc được tệp ({cause})."),
        Failure::NotAFeed(reason) => format!("Đây không phải nguồn tin đọc được ({reason})."),
    };
    one(lang, vi, english())
}

fn told(access: &Access, page: &str, lang: Lang) -> String {
    let (vi, en) = match access {
        Access::Own => (
            format!("Được: nguồn tin ở ngay trên {page}."),
            format!("Yes: the source is on {page} itself."),
        ),
        Access::All => (
            "Được: nguồn tin cho mọi trang đọc (Access-Control-Allow-Origin: *).".to_owned(),
            "Yes: the source lets every page read it (Access-Control-Allow-Origin: *).".to_owned(),
        ),
        Access::Named => (
            format!("Được: nguồn tin cho {page} đọc. Trang có địa chỉ khác (có www. hoặc không) thì kiểm tra riêng."),
            format!("Yes: the source lets {page} read it. Another address of the page (with www. or without) is to be asked for by itself."),
        ),
        Access::Silent => (
            format!("Không: nguồn tin không gửi Access-Control-Allow-Origin. Máy chủ của nguồn tin cần gửi “Access-Control-Allow-Origin: {page}”, nếu không thì đọc qua dịch vụ."),
            format!("No: the source sends no Access-Control-Allow-Origin. Its server has to send “Access-Control-Allow-Origin: {page}”; else read it through the service."),
        ),
        Access::Other(named) => (
            format!("Không: nguồn tin chỉ cho “{named}” đọc, không phải {page}. Giá trị phải giống hệt, không có dấu / ở cuối."),
            format!("No: the source lets “{named}” read it and not {page}. The value must be the same to the letter, without a stroke at its end."),
        ),
        Access::Several(named) => (
            format!("Không: nguồn tin gửi nhiều giá trị Access-Control-Allow-Origin ({named}), trình duyệt không nhận. Chỉ gửi một."),
            format!("No: the source sends several values of Access-Control-Allow-Origin ({named}), which browsers refuse. It has to send one."),
        ),
        Access::Insecure => (
            "Không: trang dùng https mà nguồn tin dùng http, trình duyệt chặn. Dùng địa chỉ https của nguồn tin, hoặc đọc qua dịch vụ.".to_owned(),
            "No: the page has https and the source http, which browsers block. Use the source's https address, or read it through the service.".to_owned(),
        ),
    };
    one(lang, vi, en)
}
