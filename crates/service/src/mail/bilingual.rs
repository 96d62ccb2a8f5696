//! A short mail to people of whom it is not known which language they read: a sentence in each, and a link.

use maud::{DOCTYPE, html};

/// The plain text and the HTML.
pub(crate) fn bilingual(subject: &str, vi: &str, en: &str, link: &str) -> (String, String) {
    let page = html! {
        (DOCTYPE)
        html lang="vi" {
            head { meta charset="utf-8"; title { (subject) } }
            body {
                p { (vi) }
                p lang="en" { (en) }
                p { a href=(link) { (link) } }
            }
        }
    };
    (format!("{vi}\n\n{en}\n\n{link}\n"), page.into_string())
}
