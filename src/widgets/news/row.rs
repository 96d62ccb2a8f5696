//! One article of the list.

use std::cell::{Cell, OnceCell};

use super::settings::{Layout, Links};
use crate::{
    i18n::{Common, Language, Words, date_line},
    markup::{Markup, el},
    page,
};
use bangtin_model::{Headline, digits, join};
use bangtin_sources::{fold, matches};

/// A headline with what the list needs to know it again and to find it.
#[derive(Debug)]
pub(super) struct Row {
    /// Another number for each row ever made: rows of equal number are the same to the last letter.
    pub serial: u32,
    pub headline: Headline,
    folded: OnceCell<String>,
}

impl Row {
    pub(super) fn new(headline: Headline) -> Self {
        thread_local! {
            static LAST: Cell<u32> = const { Cell::new(0) };
        }
        let serial = LAST.get();
        LAST.set(serial.wrapping_add(1));
        Self {
            serial,
            headline,
            folded: OnceCell::new(),
        }
    }

    /// True where the row stands in the category (any, for `None`) and holds each word of the folded query.
    pub(super) fn fits(&self, category: Option<&str>, folded_query: &str) -> bool {
        let here = || {
            self.headline
                .category
                .as_ref()
                .map(|category| category.id.as_str())
        };
        category.is_none_or(|wanted| here() == Some(wanted))
            && (folded_query.is_empty() || matches(self.folded(), folded_query))
    }

    fn folded(&self) -> &str {
        self.folded.get_or_init(|| {
            let Headline {
                title,
                summary,
                tags,
                ..
            } = &self.headline;
            let mut text = join(&[title, " ", summary.as_deref().unwrap_or_default()]);
            for tag in tags {
                text.push(' ');
                text.push_str(tag);
            }
            fold(&text)
        })
    }
}

/// What all rows of a list share. When it changes, the rows are made anew.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    pub layout: Layout,
    pub links: Links,
    pub language: Language,
}

/// The address that a row leads to.
fn target(headline: &Headline, links: &Links) -> Option<String> {
    match links {
        Links::Item => headline.url.clone(),
        Links::Reader => Some(page::item_address(Some(&headline.id))),
        Links::Pattern(before, after) => {
            let id = String::from(js_sys::encode_uri_component(&headline.id));
            page::resolve(&join(&[before, &id, after]), &page::base())
        }
    }
}

/// The row as the reader sees it. A click is handled by the list, which finds the item by `data-item`.
pub(super) fn view(row: &Row, look: &Look, words: &Words) -> Markup {
    let headline = &row.headline;
    let full = look.layout != Layout::Headlines;
    let picture = headline.image.as_ref().filter(|_| full).map(|picture| {
        let picture = el("img")
            .part("thumbnail")
            .attr("src", picture.url.clone())
            .is("alt", "");
        // The size of the place is the style's: the picture itself is cut to it.
        el("span")
            .part("picture")
            .class("picture")
            .with(picture.is("loading", "lazy").is("decoding", "async"))
    });
    let title = el("span").part("title").with(headline.title.clone());
    let link = el("a")
        .part("link")
        .maybe("href", target(headline, &look.links))
        .attr("data-item", headline.id.clone());
    let date = headline.published.map(|moment| {
        el("time")
            .part("date")
            .attr("datetime", moment.iso())
            .with(date_line(&moment))
    });
    let views = headline.views.filter(|_| full);
    let views = views.map(|views| {
        el("span")
            .part("views")
            .with(words.t_with(Common::Views, &digits(views)))
    });
    let about = el("div").class("about").with(date).with(views);
    let summary = headline
        .summary
        .clone()
        .filter(|_| full)
        .map(|summary| el("p").part("summary").with(summary));
    let text = el("div")
        .class("text")
        .with(link.with(title))
        .with(about)
        .with(summary);
    el("li").part("row").with(picture).with(text)
}
