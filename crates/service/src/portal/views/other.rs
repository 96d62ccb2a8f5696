//! The page of an address at which there is nothing.

use maud::html;

use super::super::{Head, Sheet};

pub(crate) fn missing(path: &str) -> Sheet {
    Sheet {
        head: Head {
            title: "Không tìm thấy trang".into(),
            description: "Địa chỉ này không có trên trang.".into(),
            path: path.into(),
            is_unlisted: true,
            ..Head::default()
        },
        main: html! {
            h1 { "Không tìm thấy trang" }
            p { "Trang này không có hoặc đã được gỡ. Bà con kiểm tra lại địa chỉ, tìm theo tên bài ở ô Tìm kiếm, hoặc "
                a href="/" { "về trang chủ" } "." }
        },
    }
}
