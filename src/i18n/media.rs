//! The words of pictures and films, in articles and in the elements that show nothing else.

use super::Message;

/// What is said of a picture that can be seen large, and of a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum PictureMessage {
    Close,
    Credit,
    FilmFailed,
    FilmRefused,
    Next,
    OnPlatform,
    Open,
    PictureFailed,
    Play,
    Previous,
    Show,
    ToArticle,
    VideoText,
    Viewer,
    WatchOn,
    Zoom,
}

impl Message for PictureMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Close => "Đóng",
            Self::Credit => "Ảnh: #",
            Self::FilmFailed => "Chưa phát được video này. Vui lòng thử lại sau, hoặc mở tại:",
            Self::FilmRefused => {
                "Trang này không cho phát video của nơi khác tại chỗ. Vui lòng mở tại:"
            }
            Self::Next => "Ảnh sau",
            Self::OnPlatform => "Video trên #, chỉ tải khi bấm",
            Self::Open => "Xem ảnh lớn",
            Self::PictureFailed => "Chưa tải được ảnh này. Vui lòng kiểm tra mạng rồi thử lại.",
            Self::Play => "Phát video: #",
            Self::Previous => "Ảnh trước",
            Self::Show => "Hiện ảnh",
            Self::ToArticle => "Xem bài viết",
            Self::VideoText => "Phụ đề",
            Self::Viewer => "Xem ảnh",
            Self::WatchOn => "Xem trên # (mở trong thẻ mới)",
            Self::Zoom => "Phóng to",
        }
    }
}

/// What only the gallery and the list of videos say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves say it")]
pub enum MediaMessage {
    Albums,
    Gallery,
    Minutes,
    NoAlbum,
    NoPictures,
    NoVideos,
    Pictures,
    Seconds,
    Videos,
}

impl Message for MediaMessage {
    fn vi(self) -> &'static str {
        match self {
            Self::Albums => "Quay lại các tập ảnh",
            Self::Gallery => "Thư viện ảnh",
            Self::Minutes => "# phút",
            Self::NoAlbum => {
                "Không tìm thấy tập ảnh này. Có thể tập ảnh đã được gỡ hoặc chuyển sang địa chỉ khác."
            }
            Self::NoPictures => "Chưa có ảnh nào.",
            Self::NoVideos => "Chưa có video nào.",
            Self::Pictures => "# ảnh",
            Self::Seconds => "# giây",
            Self::Videos => "Video",
        }
    }
}
