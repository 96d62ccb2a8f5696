//! What stands on the pages of the portal: plain elements, no script, no attribute for style.

mod agency;
mod alerts;
mod article;
mod document;
mod list;
mod media;
mod other;

use bangtin_model::{Moment, Precision};
use maud::{Markup, PreEscaped, html};

use super::known::Known;
use super::{Sheet, address};

pub(crate) use agency::{contact, links, subscribe};
pub(crate) use article::article;
pub(crate) use document::{document, documents};
pub(crate) use list::{Part, category, front, search};
pub(crate) use media::{album, gallery, videos};
pub(crate) use other::missing;

/// Where the service worker says how old a saved page is.
const SAVED: PreEscaped<&str> = PreEscaped("<!-- bangtin:saved -->");

/// A page's content between the portal's name, its ways and its foot.
pub(crate) fn frame(sheet: &Sheet, known: &Known) -> Markup {
    let current = &sheet.head.path;
    html! {
        div.bangtin-plain lang=(known.language) {
            header {
                p.name { a href="/" { (known.title) } }
                (alerts::alerts(&known.alerts, known.today))
                nav aria-label="Chuyên mục" {
                    ul {
                        (way("/", "Trang chủ", current))
                        @for category in &known.categories {
                            (way(&address::category(&category.id), &category.name, current))
                        }
                        (way(address::DOCUMENTS, "Văn bản", current))
                        (way(address::GALLERY, "Thư viện ảnh", current))
                        (way(address::VIDEOS, "Video", current))
                        (way(address::CONTACT, "Liên hệ", current))
                    }
                }
                @if !current.starts_with(address::SEARCH) { (list::search_form("")) }
            }
            main { (SAVED) (sheet.main) }
            footer { (agency::foot(known)) }
        }
    }
}

fn way(path: &str, name: &str, current: &str) -> Markup {
    html! {
        li { a href=(path) aria-current=[(path == current).then_some("page")] { (name) } }
    }
}

/// A date as it is written here, with the time where the source knows it.
fn date(moment: Moment) -> Markup {
    html! { time datetime=(moment.iso()) { (written(moment)) } }
}

fn written(moment: Moment) -> String {
    let at = moment.civil();
    let day = format!("{:02}/{:02}/{}", at.day, at.month, at.year);
    if moment.precision() == Precision::Day {
        day
    } else {
        format!("{day} {:02}:{:02}", at.hour, at.minute)
    }
}

/// The beginning of a text, for a description.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 300;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}
