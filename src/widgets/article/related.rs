//! "Tin liên quan".

use bangtin_model::Headline;

use super::settings::Settings;
use crate::{
    elements::host::Host,
    i18n::{ArticleMessage, Words, date_line},
    markup::{Markup, el},
    page,
    widgets::{press, reader},
};

pub(super) fn view(
    host: Host,
    settings: &Settings,
    words: &Words,
    related: &[Headline],
) -> Option<Markup> {
    let here = page::reads_here();
    let mut links = el("ul").is("role", "list");
    for headline in related.iter().take(settings.related) {
        links = links.with(link(host, headline, here));
    }
    let any = settings.related > 0 && !related.is_empty();
    any.then(|| {
        let title = words.say(ArticleMessage::Related);
        let frame = el("nav").part("related").class("related");
        let frame = frame.attr("aria-label", title.clone());
        frame.with(el("h3").with(title)).with(links)
    })
}

/// Within a page that reads in place the link stays there; else it leads to the article's own page.
fn link(host: Host, headline: &Headline, here: bool) -> Markup {
    let address = if here {
        Some(page::item_address(Some(&headline.id)))
    } else {
        headline.url.clone()
    };
    let (item, target) = (headline.id.clone(), address.clone().unwrap_or_default());
    let link = el("a").maybe("href", address).with(headline.title.clone());
    let link = link.on("click", move |event| {
        press(host, event, &item, &target, here.then_some(reader::turn_to))
    });
    let date = headline.published.map(|moment| {
        el("time")
            .part("date")
            .attr("datetime", moment.iso())
            .with(date_line(&moment))
    });
    el("li").with(link).with(" ").with(date)
}
