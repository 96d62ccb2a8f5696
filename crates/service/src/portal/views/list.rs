//! Lists of articles: the front page, a category, what a search has found.

use bangtin_model::{Category, Headline, Picture};
use maud::{Markup, html};

use super::super::known::Told;
use super::super::{Head, Known, Sheet, address, structured};
use super::date;

/// A page of a list, from 1, and whether another follows.
pub(crate) struct Part {
    pub told: Vec<Told>,
    pub page: usize,
    pub goes_on: bool,
}

pub(crate) fn front(part: &Part, known: &Known, origin: &str) -> Sheet {
    let path = address::paged("/", part.page);
    let title = if part.page > 1 {
        format!("Tin mới, trang {}", part.page)
    } else {
        String::new()
    };
    Sheet {
        head: Head {
            title,
            description: about(known),
            image: first_picture(&part.told),
            around: around("/", part),
            structured: Some(structured::front(known, origin)),
            path,
            ..Head::default()
        },
        main: html! {
            h1 { "Tin mới" }
            @if part.told.is_empty() { p { "Hiện chưa có tin nào." } }
            (rows(&part.told))
            (pages("/", part))
        },
    }
}

/// What the portal is, in one sentence.
pub(super) fn about(known: &Known) -> String {
    let name = known.agency.name.as_ref().unwrap_or(&known.name);
    format!("{}: tin tức, thông báo, văn bản của {name}.", known.title)
}

pub(crate) fn category(category: &Category, part: &Part, known: &Known, origin: &str) -> Sheet {
    let list = address::category(&category.id);
    let path = address::paged(&list, part.page);
    let title = if part.page > 1 {
        format!("{}, trang {}", category.name, part.page)
    } else {
        category.name.clone()
    };
    let way = [(category.name.as_str(), path.as_str())];
    Sheet {
        head: Head {
            description: format!("{}: tin, bài của {}.", category.name, known.title),
            image: first_picture(&part.told),
            rss: Some((
                format!("{} – {}", category.name, known.title),
                address::rss(&category.id),
            )),
            around: around(&list, part),
            structured: Some(structured::page("CollectionPage", known, origin, &way)),
            title,
            path: path.clone(),
            ..Head::default()
        },
        main: html! {
            h1 { (category.name) }
            @if part.told.is_empty() { p { "Chuyên mục này chưa có tin nào." } }
            (rows(&part.told))
            (pages(&list, part))
        },
    }
}

/// What was found for these words; `next` goes on.
pub(crate) fn search(typed: &str, told: &[Told], next: Option<&str>) -> Sheet {
    let asked = !typed.trim().is_empty();
    let query = address::encoded(typed);
    let path = if asked {
        format!("{}?q={query}", address::SEARCH)
    } else {
        address::SEARCH.into()
    };
    Sheet {
        head: Head {
            title: if asked {
                format!("Tìm kiếm: {typed}")
            } else {
                "Tìm kiếm".into()
            },
            description: "Tìm tin, bài, thông báo; gõ có dấu hoặc không dấu.".into(),
            is_unlisted: true,
            path,
            ..Head::default()
        },
        main: html! {
            h1 { "Tìm kiếm" }
            (search_form(typed))
            @if asked && told.is_empty() {
                p { "Không tìm thấy tin nào có “" (typed) "”. Bà con thử ít chữ hơn, hoặc chữ khác." }
            }
            (rows(told))
            @if let Some(next) = next {
                nav aria-label="Trang kết quả" {
                    p { a rel="next" href=(format!("{}?q={query}&tiep={next}", address::SEARCH)) { "Xem tiếp" } }
                }
            }
        },
    }
}

/// Works without script.
pub(super) fn search_form(typed: &str) -> Markup {
    html! {
        form role="search" action=(address::SEARCH) method="get" {
            label { "Tìm kiếm " input type="search" name="q" value=(typed) maxlength="200"; }
            " " button { "Tìm" }
        }
    }
}

/// The headlines of a list with their pictures and leads.
pub(super) fn rows(told: &[Told]) -> Markup {
    html! {
        @for (place, told) in told.iter().enumerate() {
            @let headline = &told.article.headline;
            article {
                @if let Some(image) = &headline.image { (picture(image, place == 0)) }
                h2 { a href=(address::article(&headline.id)) { (headline.title) } }
                p.meta { (meta(headline)) }
                @if let Some(summary) = &headline.summary { p { (summary) } }
            }
        }
    }
}

fn meta(headline: &Headline) -> Markup {
    html! {
        @if let Some(published) = headline.published { (date(published)) }
        @if let Some(category) = &headline.category {
            @if headline.published.is_some() { " · " }
            a href=(address::category(&category.id)) { (category.name) }
        }
    }
}

/// Beside its title, which says the same: so without words of its own. The first of a page comes before all that can wait: most readers
/// see it, and it is the largest thing that they see.
fn picture(image: &Picture, is_first: bool) -> Markup {
    let (loading, priority) = match is_first {
        true => (None, Some("high")),
        false => (Some("lazy"), None),
    };
    html! {
        img src=(image.url) alt="" width=[image.width] height=[image.height] loading=[loading] fetchpriority=[priority] decoding="async";
    }
}

fn around(list: &str, part: &Part) -> (Option<String>, Option<String>) {
    let before = part.page.checked_sub(1).filter(|page| *page > 0);
    let behind = part.goes_on.then_some(part.page + 1);
    (
        before.map(|page| address::paged(list, page)),
        behind.map(|page| address::paged(list, page)),
    )
}

pub(super) fn pages(list: &str, part: &Part) -> Markup {
    let (before, behind) = around(list, part);
    html! {
        @if before.is_some() || behind.is_some() {
            nav aria-label="Các trang" {
                p {
                    @if let Some(before) = before { a rel="prev" href=(before) { "Trang trước" } " · " }
                    "Trang " (part.page)
                    @if let Some(behind) = behind { " · " a rel="next" href=(behind) { "Trang sau" } }
                }
            }
        }
    }
}

pub(super) fn first_picture(told: &[Told]) -> Option<Picture> {
    told.iter()
        .find_map(|told| told.article.headline.image.clone())
}
